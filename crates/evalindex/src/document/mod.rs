//! The document on its way to a result: read → check → prepare → evaluate.
//!
//! - **Read**: a text in the format `evalindex/1` becomes a [`Draft`](crate::Draft). Faults of the JSON syntax end the
//!   reading; other faults leave blanks, so that the rest is still checked. A program can build a draft itself.
//! - **Check**: a draft without problems becomes a [`Document`]. All problems of its structure are reported at once,
//!   except those that only follow from others.
//! - **Prepare**: the figures of a document are measured, imputed, calibrated and scored ([`crate::Prepared`]).
//! - **Evaluate**: scores are aggregated, adjusted, ranked and graded ([`crate::Evaluation`]).

mod check;
mod consequences;
mod facade;
#[cfg(all(test, not(feature = "data-weights")))]
mod lean_tests;
mod read;
mod sound_part;
#[cfg(test)]
mod trace_tests;
mod write;

pub use self::facade::Document;
