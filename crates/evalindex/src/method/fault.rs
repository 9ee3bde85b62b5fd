//! What is impossible about a method's parameters.

use std::fmt;

/// Something impossible about a rule's parameters.
///
/// ```
/// use evalindex::rule::Fault;
///
/// let fault = Fault::new("min", "`min` is not below max", 12, "less than max, 10");
/// assert_eq!(fault.found.as_deref(), Some("12"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fault {
    /// The parameter, as a path below the rule: `min`, `points[2]`.
    pub parameter: String,
    /// What is wrong.
    pub what: String,
    /// The value found.
    pub found: Option<String>,
    /// What would be right.
    pub expected: String,
}

impl Fault {
    /// A fault of one parameter.
    pub fn new(
        parameter: impl Into<String>,
        what: impl Into<String>,
        found: impl fmt::Display,
        expected: impl Into<String>,
    ) -> Self {
        Self {
            parameter: parameter.into(),
            what: what.into(),
            found: Some(found.to_string()),
            expected: expected.into(),
        }
    }
}
