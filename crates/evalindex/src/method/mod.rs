//! Direction, rules, aggregates and weight methods: pure functions of numbers, one file a method.

pub mod aggregate;
mod direction;
mod fault;
pub mod rule;
pub mod weight;

pub use self::direction::Direction;
pub(crate) use self::fault::Fault;
