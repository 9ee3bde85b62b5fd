//! Exact shares of siblings, and how a change of weights moves them.

mod change;
mod effective;
mod siblings;
mod tree;

pub(crate) use self::effective::{among_siblings, effective};
pub(crate) use self::siblings::Shares;
pub(crate) use self::tree::{TreeShares, changed, declared};
