//! Checks of a draft: every problem that prevents an evaluation, and every warning.

mod alternatives;
mod evidence;
mod faults;
mod index;
mod indicator;
mod names;
mod parts;
mod periods;
mod scenarios;
mod tree;
mod unused;
mod weights;

use crate::model::Draft;
use crate::support::{Problem, keep_distinct};

/// Every problem and warning of a draft's structure; missing and unfit figures are found when it is prepared.
pub(super) fn check(draft: &Draft) -> Vec<Problem> {
    let mut problems = Vec::new();
    index::check(draft, &mut problems);
    evidence::check(draft, &mut problems);
    periods::check(draft, &mut problems);
    scenarios::check(draft, &mut problems);
    alternatives::check(draft, &mut problems);
    keep_distinct(&mut problems);
    problems
}
