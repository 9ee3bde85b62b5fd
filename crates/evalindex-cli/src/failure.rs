//! Failures: the lines for standard error, and the exit status. Every error of the command goes through here.

use evalindex::explain::{ExplainError, GapError};
use evalindex::problem::{More, Severity};
use evalindex::robustness::{CertainError, RobustnessError, Unfinished, WhatIfError};
use evalindex::weight::WeightMethodError;
use evalindex::{IndexError, Problem, Refused, UnknownIndex};

use crate::said::Said;

/// The number of problems, and of warnings, that are printed; of others only the number.
pub(crate) const MOST_PRINTED: usize = 100;

/// No result: the lines for standard error and the exit status.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    /// The messages, one line each.
    pub(crate) lines: Vec<Said>,
    /// The exit status.
    pub(crate) status: u8,
}

impl Failure {
    /// The input is refused, or the result cannot be written, for one reason.
    pub(crate) fn refused(reason: impl AsRef<str>) -> Self {
        Self::refused_all(std::iter::once(reason))
    }

    /// The same for several reasons, a line for each.
    pub(crate) fn refused_all(reasons: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        Self { lines: reasons.into_iter().map(|reason| Said::from(reason.as_ref())).collect(), status: 1 }
    }

    /// The result cannot be written in this format.
    pub(crate) fn unwritten(format: &str, reason: impl std::fmt::Display) -> Self {
        Self::refused(format!("the result cannot be written as {format}: {reason}"))
    }

    /// The command line asks for something that is not there.
    pub(crate) fn usage(reason: impl AsRef<str>) -> Self {
        Self { lines: vec![format!("error: {}", reason.as_ref()).into()], status: 2 }
    }

    /// The document has problems: the first problems and warnings on a line each, a line on the others, then their
    /// numbers.
    pub(crate) fn problems(file: &str, problems: &[Problem], more: &[More]) -> Self {
        Self::counted(file, problems, more, true)
    }

    /// The same where an evaluation was asked for.
    pub(crate) fn not_evaluated(file: &str, refused: Refused) -> Self {
        let refused = refused.at_most(MOST_PRINTED);
        Self::counted(file, refused.problems(), refused.more(), false)
    }

    /// The problems, and the line with their numbers, which may say that the document is not evaluated.
    fn counted(file: &str, problems: &[Problem], more: &[More], evaluated: bool) -> Self {
        let number = |severity: Severity| {
            let others = more.iter().filter(|more| more.severity == severity).map(|more| more.count);
            problems.iter().filter(|problem| problem.severity == severity).count() + others.sum::<usize>()
        };
        let mut lines = problem_lines(file, problems, more);
        let (problems, warnings) = (number(Severity::Problem), number(Severity::Warning));
        lines.push(Said::Counts { problems, warnings, evaluated });
        Self { lines, status: 1 }
    }
}

impl From<UnknownIndex> for Failure {
    /// The command line names an index that is not there.
    fn from(unknown: UnknownIndex) -> Self {
        Self::usage(unknown.to_string())
    }
}

/// A line for each problem, led by the file's name, and one on those that are not listed.
pub(crate) fn problem_lines(file: &str, problems: &[Problem], more: &[More]) -> Vec<Said> {
    let line = |problem: &Problem| Said::Problem { file: file.to_owned(), problem: Box::new(problem.clone()) };
    let not_listed = (!more.is_empty()).then(|| Said::NotListed { file: file.to_owned(), more: more.to_vec() });
    problems.iter().map(line).chain(not_listed).collect()
}

/// An error that ends a command.
pub(crate) trait Fatal {
    /// The failure; `file` names the document.
    fn failure(self, file: &str) -> Failure;
}

impl Fatal for Failure {
    fn failure(self, _: &str) -> Failure {
        self
    }
}

impl Fatal for Refused {
    fn failure(self, file: &str) -> Failure {
        Failure::not_evaluated(file, self)
    }
}

impl Fatal for IndexError {
    fn failure(self, file: &str) -> Failure {
        match self {
            Self::Refused(refused) => refused.failure(file),
            unknown => Failure::usage(unknown.to_string()),
        }
    }
}

impl Fatal for Unfinished {
    fn failure(self, file: &str) -> Failure {
        match self {
            Self::Refused(refused) => refused.failure(file),
            Self::UnknownIndex(unknown) => Failure::usage(unknown.to_string()),
            other => Failure::refused(other.to_string()),
        }
    }
}

impl Fatal for ExplainError {
    fn failure(self, file: &str) -> Failure {
        match self {
            Self::Index(error) => error.failure(file),
            unknown => Failure::usage(unknown.to_string()),
        }
    }
}

impl Fatal for CertainError {
    fn failure(self, file: &str) -> Failure {
        match self {
            Self::Refused(refused) => refused.failure(file),
            Self::OutOfRange { .. } => Failure::usage(self.to_string()),
            other => Failure::refused(format!("{file}: {other}")),
        }
    }
}

impl Fatal for RobustnessError {
    fn failure(self, file: &str) -> Failure {
        match self {
            Self::Refused(refused) => refused.failure(file),
            Self::OutOfRange { .. } | Self::NothingDrawn | Self::NothingDeclared { .. } => {
                Failure::usage(self.to_string())
            }
            other => Failure::refused(format!("{file}: {other}")),
        }
    }
}

impl Fatal for WeightMethodError {
    fn failure(self, file: &str) -> Failure {
        match self {
            Self::Refused(refused) => refused.failure(file),
            Self::UnknownNode { .. } | Self::Setting { .. } => Failure::usage(self.to_string()),
            other => Failure::refused(format!("{file}: {other}")),
        }
    }
}

impl Fatal for GapError {
    fn failure(self, file: &str) -> Failure {
        match self {
            Self::Refused(refused) => refused.failure(file),
            other => Failure::usage(other.to_string()),
        }
    }
}

impl Fatal for WhatIfError {
    fn failure(self, file: &str) -> Failure {
        match self {
            Self::Refused(refused) => refused.failure(file),
            other => Failure::usage(other.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use evalindex::problem::ProblemKind;

    use super::*;
    use crate::lang::Lang;

    #[test]
    fn problems_and_warnings_are_distinguished_and_counted() {
        let problems = [
            Problem::new(ProblemKind::Weights, "indexes[0].weight", "a weight is negative"),
            Problem::warning(ProblemKind::Unused, "values.a.b", "no indicator reads\nthis"),
            Problem::new(ProblemKind::Id, "", "an id is empty"),
        ];
        let failure = Failure::counted("a.json", &problems, &[], false);
        let lines = |lang| failure.lines.iter().map(|said| said.line(lang)).collect::<Vec<_>>();
        assert_eq!(
            lines(Lang::En),
            [
                "a.json: indexes[0].weight: a weight is negative",
                r"a.json: warning: values.a.b: no indicator reads\nthis",
                "a.json: an id is empty",
                "2 problems, 1 warning: not evaluated",
            ]
        );
        assert_eq!(lines(Lang::Zh)[0], "a.json：indexes[0].weight：权重为负数");
        assert_eq!(lines(Lang::Zh)[3], "2个问题，1个警告：未予评价");
        assert_eq!(failure.status, 1);
    }
}
