//! The document: one evaluation's system and evidence, read exactly, checked once.

mod alternatives;
mod basic;
mod check;
mod checked;
mod draft;
mod echoes;
mod encoding;
mod evidence;
mod fields;
mod figures;
mod index;
mod json;
mod lines;
mod locate;
mod nearest;
mod nodes;
mod number;
mod path;
mod periods;
mod reader;
mod reading;
mod scenarios;
mod sources;
mod syntax;
#[cfg(test)]
mod testing;
mod timeline;
mod weights;
mod write;

pub use checked::Document;
pub use draft::Draft;
pub(crate) use encoding::decode;
pub(crate) use fields::{Fields, FromJson};
pub(crate) use json::Json;
pub(crate) use locate::locate_all;
pub(crate) use nearest::nearest;
pub(crate) use path::figure_path;
pub(crate) use periods::{in_period, prepare_periods};
pub(crate) use reader::Reader;
pub(crate) use reading::{Reading, read};
