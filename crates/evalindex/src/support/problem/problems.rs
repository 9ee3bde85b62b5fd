//! Problems as they are collected: bounded, with a count of those that are not kept.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::finding::{Problem, ProblemKind, Severity};
use crate::support::{Cancelled, Suggestions};

/// The most problems that are kept, and the most warnings beside them, whatever [`crate::Limits`] says.
pub(crate) const MOST_KEPT: usize = 10_000;

/// How many problems of one sort are not listed.
///
/// ```
/// use evalindex::problem::{ProblemKind, Severity};
/// use evalindex::{Document, Limits};
///
/// let refused = Document::from_json_within("[,,,]", &Limits::default().problems(1)).unwrap_err();
/// assert_eq!(refused.problems().len(), 1);
/// let more = &refused.more()[0];
/// assert_eq!((more.severity, more.kind, more.count), (Severity::Problem, ProblemKind::Syntax, 3));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct More {
    /// Whether the document is refused because of them.
    pub severity: Severity,
    /// The sort of problem.
    pub kind: ProblemKind,
    /// The number of problems of this sort that are not listed, 1 or more.
    pub count: usize,
}

/// A bounded collection of problems and warnings: the first ones found are kept, the others counted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Problems {
    kept: Vec<Problem>,
    /// The number of refusals among those kept.
    refusals: usize,
    more: Vec<More>,
    suggestions: Suggestions,
}

impl Problems {
    pub(crate) const fn new() -> Self {
        Self { kept: Vec::new(), refusals: 0, more: Vec::new(), suggestions: Suggestions::new() }
    }

    /// Counts a problem without keeping it.
    pub(crate) fn count(&mut self, problem: &Problem) {
        add(&mut self.more, problem.severity, problem.kind, 1);
    }

    /// Adds a problem.
    pub(crate) fn push(&mut self, problem: Problem) {
        let is_refusal = problem.is_refusal();
        let alike = if is_refusal { self.refusals } else { self.kept.len().saturating_sub(self.refusals) };
        if alike >= MOST_KEPT {
            return self.count(&problem);
        }
        self.refusals = self.refusals.saturating_add(usize::from(is_refusal));
        self.kept.push(problem);
    }

    /// Adds every problem of another collection.
    pub(crate) fn append(&mut self, other: Self) {
        self.extend(other.kept);
        for More { severity, kind, count } in other.more {
            add(&mut self.more, severity, kind, count);
        }
    }

    /// Changes every problem that is kept.
    pub(crate) fn change(&mut self, change: impl FnMut(Problem) -> Problem) {
        self.kept = std::mem::take(&mut self.kept).into_iter().map(change).collect();
    }

    /// Drops the problems that are kept and not wanted.
    pub(crate) fn retain(&mut self, wanted: impl FnMut(&Problem) -> bool) {
        self.kept.retain(wanted);
        self.refusals = self.kept.iter().filter(|problem| problem.is_refusal()).count();
    }

    /// Leaves out what was found twice, in one place and in the same words.
    pub(crate) fn keep_distinct(&mut self) {
        let mut seen = HashSet::with_capacity(self.kept.len());
        let key = |problem: &Problem| (problem.path.clone(), problem.what.clone(), problem.found.clone());
        self.retain(|problem| seen.insert(key(problem)));
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// The number of all problems, whether kept or not.
    pub(crate) fn len(&self) -> usize {
        self.more.iter().fold(self.kept.len(), |sum, more| sum.saturating_add(more.count))
    }

    /// Whether some problems were not kept.
    pub(crate) fn are_cut(&self) -> bool {
        !self.more.is_empty()
    }

    /// Whether a document with these problems is refused.
    pub(crate) fn are_refusal(&self) -> bool {
        self.refusals > 0
    }

    /// The problems that are kept.
    pub(crate) fn kept(&self) -> &[Problem] {
        &self.kept
    }

    /// The problems that are kept, to be changed.
    pub(crate) fn kept_mut(&mut self) -> &mut [Problem] {
        &mut self.kept
    }

    /// The search for names that were probably meant.
    pub(crate) const fn suggestions(&self) -> &Suggestions {
        &self.suggestions
    }

    /// The first problems and the first warnings, at most this number of each, and the counts of the others.
    pub(crate) fn cut(self, most: usize) -> (Vec<Problem>, Vec<More>) {
        let Self { kept, mut more, .. } = self;
        let (mut refusals, mut warnings) = (0_usize, 0_usize);
        let listed = kept
            .into_iter()
            .filter(|problem| {
                let alike = if problem.is_refusal() { &mut refusals } else { &mut warnings };
                *alike = alike.saturating_add(1);
                let is_listed = *alike <= most;
                if !is_listed {
                    add(&mut more, problem.severity, problem.kind, 1);
                }
                is_listed
            })
            .collect();
        more.sort_by_key(|more| (more.severity != Severity::Problem, std::cmp::Reverse(more.count)));
        (listed, more)
    }

    /// The same problems as kept and counted before.
    pub(crate) fn again(problems: Vec<Problem>, more: Vec<More>) -> Self {
        let refusals = problems.iter().filter(|problem| problem.is_refusal()).count();
        Self { kept: problems, refusals, more, suggestions: Suggestions::new() }
    }
}

impl Extend<Problem> for Problems {
    fn extend<I: IntoIterator<Item = Problem>>(&mut self, problems: I) {
        problems.into_iter().for_each(|problem| self.push(problem));
    }
}

impl From<Vec<Problem>> for Problems {
    fn from(problems: Vec<Problem>) -> Self {
        let mut all = Self::new();
        all.extend(problems);
        all
    }
}

/// What the engine returns where work is stopped. Nobody sees it: who has stopped the work gets [`Cancelled`] instead.
impl From<Cancelled> for Problems {
    fn from(stopped: Cancelled) -> Self {
        Problem::new(ProblemKind::Internal, "", stopped.to_string()).into()
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self::from(vec![problem])
    }
}

/// Counts problems of one sort.
fn add(counts: &mut Vec<More>, severity: Severity, kind: ProblemKind, number: usize) {
    match counts.iter_mut().find(|more| more.severity == severity && more.kind == kind) {
        Some(more) => more.count = more.count.saturating_add(number),
        None => counts.push(More { severity, kind, count: number }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(kind: ProblemKind) -> Problem {
        Problem::new(kind, "", "wrong")
    }

    #[test]
    fn what_is_not_kept_is_counted_by_kind() {
        let mut problems = Problems::new();
        problems.extend((0..MOST_KEPT + 2).map(|_| problem(ProblemKind::Figure)));
        problems.push(problem(ProblemKind::Id));
        problems.push(Problem::warning(ProblemKind::Unused, "", "idle"));
        assert_eq!((problems.kept().len(), problems.len()), (MOST_KEPT + 1, MOST_KEPT + 4));
        let (listed, more) = problems.cut(10);
        assert_eq!(listed.len(), 11);
        let counts: Vec<_> = more.iter().map(|more| (more.kind, more.count)).collect();
        assert_eq!(counts, [(ProblemKind::Figure, MOST_KEPT - 8), (ProblemKind::Id, 1)]);
    }
}
