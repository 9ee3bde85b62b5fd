//! Checks of rules in turn: what belongs to the first alone.

use crate::method::Direction;
use crate::method::rule::{Rule, Sample, Setting};
use crate::number::Exact;
use crate::support::{Problem, ProblemKind};

/// The problem of a later rule in turn that asks for what belongs to the first.
pub(super) fn misplaced(rule: &Rule, setting: Setting, path: &str) -> Option<Problem> {
    let (name, scoring) = (rule.name(), rule.as_scoring());
    let problem = |at: &str, what: String| Problem::new(ProblemKind::Structure, format!("{path}{at}"), what);
    if scoring.implied_direction() == Some(Direction::Lower) {
        let what =
            format!("`{name}` as it stands says that lower is better, and a later rule takes higher scores as better");
        return Some(problem("", what).found("\"lower\"").expected("parameters in the order of higher scores"));
    }
    if scoring.uses_previous() {
        let what = format!("`{name}` starts from previous figures, which only the first rule has");
        return Some(problem(".start", what).found("\"previous\"").expected("a number"));
    }
    if scoring.uses_target() && !has_target(rule, setting) {
        let what = format!("`{name}` takes the target of each subject, which only the first rule has");
        return Some(problem(".target", what).found("none").expected("a `target` in the rule"));
    }
    None
}

/// Whether a rule has a target of its own: a number, or a statistic of the scores.
fn has_target(rule: &Rule, setting: Setting) -> bool {
    let values = [1, 2].map(Exact::from);
    let taken = || rule.as_scoring().calibrate(&Sample::new(setting, &values)).ok();
    rule.as_scoring().default_target().is_some() || taken().is_some_and(|taken| taken.statistic("target").is_ok())
}
