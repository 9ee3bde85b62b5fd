//! One problem of a document: path, position, what is wrong, the value found and the value expected.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::support::named::named_enum;
use crate::support::readable;

named_enum! {
    /// The sort of a problem, for programs that sort or count problems.
    ///
    /// ```
    /// use evalindex::problem::ProblemKind;
    ///
    /// let refused = evalindex::Document::from_json("{").unwrap_err();
    /// assert_eq!(refused.problems()[0].kind, ProblemKind::Syntax);
    /// assert_eq!(ProblemKind::from_name("missing_figure"), Some(ProblemKind::MissingFigure));
    /// ```
    #[non_exhaustive]
    pub enum ProblemKind {
        /// The text is not JSON.
        Syntax = "syntax",
        /// A field that the format does not have.
        UnknownField = "unknown_field",
        /// A key that stands twice in one object.
        DuplicateKey = "duplicate_key",
        /// A required field is absent.
        MissingField = "missing_field",
        /// A value of the wrong JSON type, or a name that is not one of a list.
        WrongType = "wrong_type",
        /// A number that is malformed, or outside what the decimal type or the field holds.
        Number = "number",
        /// An id that is empty or stands twice.
        Id = "id",
        /// A reference to a subject, input, node or index that does not exist.
        Reference = "reference",
        /// Weights that are negative, do not total, or have no total.
        Weights = "weights",
        /// A tree, grade list or other structure that cannot work.
        Structure = "structure",
        /// Parameters of a rule that no value could satisfy.
        Parameter = "parameter",
        /// A figure that is missing where the document says that this is an error.
        MissingFigure = "missing_figure",
        /// A figure that a rule, transform, measure or aggregate cannot take.
        Figure = "figure",
        /// More than a document may hold: bytes, subjects, nodes, cells, levels, characters of a name.
        Limit = "limit",
        /// A part of the document that nothing reads.
        Unused = "unused",
        /// A fault of this library, not of the document: please report it.
        Internal = "internal",
    }
}

named_enum! {
    /// Whether a document with this problem is refused.
    ///
    /// ```
    /// use evalindex::problem::Severity;
    ///
    /// assert_eq!(Severity::Warning.name(), "warning");
    /// ```
    pub enum Severity {
        /// The document is refused.
        Problem = "problem",
        /// The document is accepted; the finding is probably a mistake.
        Warning = "warning",
    }
}

/// Line and column of a position in a text, both from 1; columns count characters.
///
/// ```
/// let refused = evalindex::Document::from_json("{\n  \"太原\" 1}").unwrap_err();
/// let position = refused.problems()[0].position.unwrap();
/// assert_eq!((position.line, position.column), (2, 8));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// One problem or warning of a document.
///
/// Displays as one line:
/// `indexes[0].children[2].weight, line 12, column 30: weights of siblings total 99; found 33, expected a total of …`.
///
/// Serialises as an object of its fields, of which absent ones are left out:
///
/// ```
/// let refused = evalindex::Document::from_json("{").unwrap_err();
/// let json = serde_json::to_value(&refused)?;
/// assert_eq!(json["problems"][0]["kind"], "syntax");
/// assert_eq!(serde_json::from_value::<evalindex::Refused>(json)?, refused);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Problem {
    /// Whether the document is refused because of it.
    pub severity: Severity,
    /// The sort of problem.
    pub kind: ProblemKind,
    /// Where: a path into the document, such as `indexes[0].children[2].weight`; empty for the whole document.
    pub path: String,
    /// Where in the text, when the document was read from one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
    /// What is wrong, in words.
    pub what: String,
    /// The value found, as it stands in the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<String>,
    /// What would be right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<String>,
}

impl Problem {
    /// A problem at a path.
    pub fn new(kind: ProblemKind, path: impl Into<String>, what: impl Into<String>) -> Self {
        Self {
            severity: Severity::Problem,
            kind,
            path: path.into(),
            position: None,
            what: cut(what.into()),
            found: None,
            expected: None,
        }
    }

    /// A warning at a path.
    pub fn warning(kind: ProblemKind, path: impl Into<String>, what: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::new(kind, path, what) }
    }

    /// A fault of this library, found at a path.
    pub(crate) fn internal(path: impl Into<String>, what: impl fmt::Display) -> Self {
        Self::new(ProblemKind::Internal, path, format!("this is a bug in evalindex: {what}"))
    }

    /// Whether the document is refused because of it.
    pub fn is_refusal(&self) -> bool {
        self.severity == Severity::Problem
    }

    /// With the value found.
    pub fn found(mut self, found: impl fmt::Display) -> Self {
        self.found = Some(cut(found.to_string()));
        self
    }

    /// With what would be right.
    pub fn expected(mut self, expected: impl fmt::Display) -> Self {
        self.expected = Some(cut(expected.to_string()));
        self
    }

    /// With the position in the text.
    pub fn at(mut self, position: Position) -> Self {
        self.position = Some(position);
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut location = Vec::new();
        if !self.path.is_empty() {
            location.push(readable(&self.path).into_owned());
        }
        if let Some(Position { line, column }) = self.position {
            location.push(format!("line {line}, column {column}"));
        }
        if !location.is_empty() {
            write!(out, "{}: ", location.join(", "))?;
        }
        out.write_str(&self.what)?;
        match (&self.found, &self.expected) {
            (Some(found), Some(expected)) => write!(out, "; found {found}, expected {expected}"),
            (Some(found), None) => write!(out, "; found {found}"),
            (None, Some(expected)) => write!(out, "; expected {expected}"),
            (None, None) => Ok(()),
        }
    }
}

/// The text in a readable length.
fn cut(text: String) -> String {
    match readable(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(cut) => cut,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_gives_path_position_fault_value_and_expectation() {
        let problem = Problem::new(ProblemKind::Weights, "indexes[0].children[2].weight", "a weight is negative")
            .at(Position { line: 12, column: 30 })
            .found("-3")
            .expected("0 or more");
        assert_eq!(
            problem.to_string(),
            "indexes[0].children[2].weight, line 12, column 30: a weight is negative; found -3, expected 0 or more"
        );
    }
}
