//! A document that is refused: the problems that are listed, and the counts of the others.

use serde::{Deserialize, Serialize};

use super::finding::{Problem, Severity};
use super::problems::{More, Problems};

/// A document that is refused, with its problems. Serialises as `{"problems": […]}`, with `more` where some are not
/// listed; displays one line a problem, and one on those that are not listed.
///
/// ```
/// let refused = evalindex::Document::from_json("[]").unwrap_err();
/// assert_eq!(refused.to_string(), "line 1, column 1: wrong type of value; found an array, expected an object");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{}", summary(.problems, .more))]
pub struct Refused {
    problems: Vec<Problem>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    more: Vec<More>,
}

impl Refused {
    /// Refused for these problems, in the order of the document's text where known.
    pub(crate) fn new(problems: impl Into<Problems>) -> Self {
        Self::listing(problems.into(), usize::MAX)
    }

    /// The same, with at most this number of problems, and of warnings, listed; the others are counted.
    pub(crate) fn listing(mut problems: Problems, most: usize) -> Self {
        problems.keep_distinct();
        let (problems, more) = problems.cut(most);
        Self { problems, more }
    }

    /// Refused for a fault of this library, where no path is known.
    pub(crate) fn internal(what: &str) -> Self {
        Self::new(Problem::internal("", what))
    }

    /// The problems, and the warnings found before the refusal, in the order of the document: all of them, or as many as
    /// [`Limits::problems`](crate::Limits::problems) allows.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The numbers of the problems that are not listed, by kind; empty where all are.
    pub fn more(&self) -> &[More] {
        &self.more
    }

    /// The same refusal with at most this number of problems, and of warnings, listed; the others are counted.
    ///
    /// ```
    /// let refused = evalindex::Document::from_json("[,,,]").unwrap_err().at_most(1);
    /// assert_eq!((refused.problems().len(), refused.more()[0].count), (1, 3));
    /// ```
    pub fn at_most(self, problems: usize) -> Self {
        Self::listing(self.into_collected(), problems)
    }

    /// The problems, by value.
    pub fn into_problems(self) -> Vec<Problem> {
        self.problems
    }

    /// The problems with the counts of those that are not listed, to go on collecting.
    pub(crate) fn into_collected(self) -> Problems {
        Problems::again(self.problems, self.more)
    }

    /// Path and text of the first problem, without the value found: the key by which refusals are grouped.
    pub(crate) fn first_reason(self) -> String {
        let first = self.problems.into_iter().next();
        first.map_or_else(String::new, |problem| format!("{}: {}", problem.path, problem.what))
    }
}

fn summary(problems: &[Problem], more: &[More]) -> String {
    let lines = problems.iter().map(ToString::to_string);
    lines.chain(not_listed(more)).collect::<Vec<_>>().join("\n")
}

/// The line on problems that are not listed, with their numbers by kind; none where all are.
///
/// ```
/// use evalindex::problem::not_listed;
/// use evalindex::{Document, Limits};
///
/// let refused = Document::from_json_within("[,,,]", &Limits::default().problems(1)).unwrap_err();
/// assert_eq!(not_listed(refused.more()).unwrap(), "and 3 more problems that are not listed: 3 syntax");
/// ```
pub fn not_listed(more: &[More]) -> Option<String> {
    let of = |severity: Severity, what: &str| {
        let alike = || more.iter().filter(move |more| more.severity == severity);
        let total = alike().fold(0_usize, |sum, more| sum.saturating_add(more.count));
        let counts: Vec<String> = alike().map(|more| format!("{} {}", more.count, more.kind.name())).collect();
        let plural = if total == 1 { "" } else { "s" };
        (total > 0).then(|| format!("{total} more {what}{plural} that are not listed: {}", counts.join(", ")))
    };
    let parts: Vec<String> =
        [of(Severity::Problem, "problem"), of(Severity::Warning, "warning")].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| format!("and {}", parts.join("; ")))
}
