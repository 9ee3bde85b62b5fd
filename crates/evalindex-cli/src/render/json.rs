//! The result as JSON: `evalindex-result/1`, as the library writes it.

use evalindex::Evaluation;

use crate::failure::Failure;

/// The whole evaluation, indented.
pub(super) fn render(evaluation: &Evaluation) -> Result<String, Failure> {
    serde_json::to_string_pretty(evaluation)
        .map(|text| text + "\n")
        .map_err(|error| Failure::refused(format!("the result cannot be written as JSON: {error}")))
}
