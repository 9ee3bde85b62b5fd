//! The library against figures that others worked out.

#[path = "../../benches/matrix.rs"]
mod matrix;
mod peer;
