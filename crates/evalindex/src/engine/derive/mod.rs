//! Weights of the children of a node, derived by a method.

mod columns;
mod declared;
mod on_demand;

pub(crate) use self::declared::{keep_weights, take_weights};
