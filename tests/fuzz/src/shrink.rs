//! Makes a document smaller while the same thing does not hold of it.

use std::time::{Duration, Instant};

use serde_json::Value;

use crate::documents::Fuzzed;
use crate::mutation::{delete, numbers_as_written, pointers};
use crate::worker::{finding, kind};

/// The longest that is spent on one document.
const LONGEST: Duration = Duration::from_secs(8);

/// The smallest text found by taking away parts of the tree, or bytes where there is no tree.
pub(crate) fn shrunk(fuzzed: &Fuzzed, seed: u64, wanted: &str) -> Option<Vec<u8>> {
    let end = Instant::now() + LONGEST;
    let same = |fuzzed: &Fuzzed| finding(fuzzed, seed).is_err_and(|what| kind(&what) == wanted);
    match &fuzzed.tree {
        Some(tree) => Some(smaller_tree(tree.clone(), &same, end)),
        None => smaller_text(&fuzzed.bytes, &same, end),
    }
}

fn smaller_tree(mut tree: Value, same: &dyn Fn(&Fuzzed) -> bool, end: Instant) -> Vec<u8> {
    let mut shrinking = true;
    while shrinking && Instant::now() < end {
        shrinking = false;
        for at in pointers(&tree) {
            if tree.pointer(&at).is_none() || Instant::now() > end {
                continue;
            }
            let mut smaller = tree.clone();
            delete(&mut smaller, &at);
            let bytes = numbers_as_written(&smaller).into_bytes();
            let fuzzed = Fuzzed { bytes, tree: Some(smaller) };
            if same(&fuzzed) {
                tree = fuzzed.tree.unwrap_or_default();
                shrinking = true;
            }
        }
    }
    numbers_as_written(&tree).into_bytes()
}

fn smaller_text(bytes: &[u8], same: &dyn Fn(&Fuzzed) -> bool, end: Instant) -> Option<Vec<u8>> {
    let mut kept = bytes.to_vec();
    let mut step = kept.len() / 2;
    while step > 0 && Instant::now() < end {
        let mut at = 0;
        while at < kept.len() && Instant::now() < end {
            let mut smaller = kept.clone();
            smaller.drain(at..(at + step).min(kept.len()));
            let fuzzed = Fuzzed { bytes: smaller, tree: None };
            if same(&fuzzed) {
                kept = fuzzed.bytes;
            } else {
                at += step;
            }
        }
        step /= 2;
    }
    (kept.len() < bytes.len()).then_some(kept)
}
