//! Checks of a draft: every problem that prevents an evaluation, and every warning.

mod alternatives;
mod cases;
mod evidence;
mod faults;
mod formed;
mod grades;
mod in_turn;
mod index;
mod indicator;
mod inputs;
mod known;
mod names;
mod nodes;
mod order;
mod parts;
mod penalties;
mod percentages;
mod periods;
mod raters;
mod scenarios;
mod schedule;
mod size;
mod tree;
mod unused;
mod weights;
mod weights_by_group;

pub(super) use self::size::beyond;

use self::known::Known;
use crate::model::Draft;
use crate::support::Problems;

/// Every problem and warning of a draft's structure; missing and unfit figures are found when it is prepared.
pub(super) fn check(draft: &Draft) -> Problems {
    let mut problems = Problems::new();
    let known = &Known::new(draft);
    index::check(known, &mut problems);
    evidence::check(known, &mut problems);
    schedule::supervision(known, &mut problems);
    inputs::check(known, &mut problems);
    periods::check(known, &mut problems);
    formed::check(known, &mut problems);
    scenarios::check(known, &mut problems);
    alternatives::check(known, &mut problems);
    problems.keep_distinct();
    problems
}
