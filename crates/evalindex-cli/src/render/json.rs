//! The result as JSON, as the library writes it.

use crate::failure::Failure;

/// The whole of a result, indented.
pub(super) fn render(result: &impl serde::Serialize) -> Result<String, Failure> {
    serde_json::to_string_pretty(result)
        .map(|text| text + "\n")
        .map_err(|error| Failure::refused(format!("the result cannot be written as JSON: {error}")))
}
