//! The document: read from JSON or built from parts, checked once, and evaluated.

mod check;
mod consequences;
mod facade;
mod read;
mod write;

pub use self::facade::Document;
