//! Rankings in which the lowest total is the best: by hand, and as the mirror image of those in which the highest is.

mod by_hand;
mod mirror;
mod mirrored;
