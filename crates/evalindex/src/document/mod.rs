//! The document: one evaluation's system and evidence, read exactly, checked once.

mod fields;

pub(crate) use fields::{Fields, FromJson};
