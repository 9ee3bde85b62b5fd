//! Exact shares of siblings, and the effect of a change of weights on them.

mod change;
mod counting;
mod effective;
mod siblings;
mod tree;

pub(crate) use self::counting::counting;
pub(crate) use self::effective::{among_siblings, effective, effective_exact};
pub(crate) use self::siblings::Shares;
pub(crate) use self::tree::{TreeShares, changed, declared};
