//! Why there is no result, with the lines that say so and the exit status that goes with it.

use evalindex::Problem;
use evalindex::problem::Severity;

use crate::text::{counted, visible};

/// No result: the lines for standard error and the exit status.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    /// What to say, one line each.
    pub(crate) lines: Vec<String>,
    /// The exit status.
    pub(crate) status: u8,
}

impl Failure {
    /// The input is refused, or the result cannot be written, for one reason.
    pub(crate) fn refused(reason: impl AsRef<str>) -> Self {
        Self { lines: vec![visible(reason.as_ref()).into_owned()], status: 1 }
    }

    /// The same for several reasons, a line each.
    pub(crate) fn refused_all(reasons: impl Iterator<Item = String>) -> Self {
        Self { lines: reasons.map(|reason| visible(&reason).into_owned()).collect(), status: 1 }
    }

    /// The command line asks for something that is not there.
    pub(crate) fn usage(reason: impl AsRef<str>) -> Self {
        Self { lines: vec![format!("error: {}", visible(reason.as_ref()))], status: 2 }
    }

    /// The document is refused: every problem and warning on a line, then how many, and `consequence`.
    pub(crate) fn problems(file: &str, problems: &[Problem], consequence: &str) -> Self {
        let mut lines = problem_lines(file, problems);
        let warnings = problems.iter().filter(|problem| problem.severity == Severity::Warning).count();
        lines.push(format!(
            "{}, {}{consequence}",
            counted(problems.len().saturating_sub(warnings), "problem"),
            counted(warnings, "warning"),
        ));
        Self { lines, status: 1 }
    }
}

/// One line a problem, led by the file's name.
pub(crate) fn problem_lines(file: &str, problems: &[Problem]) -> Vec<String> {
    let line = |problem: &Problem| {
        let severity = match problem.severity {
            Severity::Problem => "",
            Severity::Warning => "warning: ",
        };
        visible(&format!("{file}: {severity}{problem}")).into_owned()
    };
    problems.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use evalindex::problem::ProblemKind;

    use super::*;

    #[test]
    fn problems_and_warnings_are_told_apart_and_counted() {
        let problems = [
            Problem::new(ProblemKind::Weights, "indexes[0].weight", "a weight is negative"),
            Problem::warning(ProblemKind::Unused, "values.a.b", "no indicator reads\nthis"),
            Problem::new(ProblemKind::Id, "", "an id is empty"),
        ];
        let failure = Failure::problems("a.json", &problems, ": not evaluated");
        assert_eq!(
            failure.lines,
            [
                "a.json: indexes[0].weight: a weight is negative",
                r"a.json: warning: values.a.b: no indicator reads\nthis",
                "a.json: an id is empty",
                "2 problems, 1 warning: not evaluated",
            ]
        );
        assert_eq!(failure.status, 1);
    }
}
