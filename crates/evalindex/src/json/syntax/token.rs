//! Bare words and numbers: those that are JSON, and the likely meaning of the others.

use crate::json::number;
use crate::json::value::excerpt;

/// The fault of a token that is not JSON.
#[derive(Debug)]
pub(crate) struct TokenFault {
    pub(crate) what: &'static str,
    pub(crate) found: String,
    pub(crate) expected: String,
}

/// The fault of a token, if any; `number` describes the numbers allowed here.
pub(crate) fn judge(token: &str, number: &str) -> Option<TokenFault> {
    if matches!(token, "true" | "false" | "null") || number::is_json(token) {
        return None;
    }
    Some(if number::is_not_finite(token) {
        fault("JSON has no NaN and no infinity", token, number)
    } else if let Some(word) = lower_case(token) {
        fault("JSON has true, false and null only", token, word)
    } else if let Some(meant) = number::meant(token) {
        fault(number_fault(token), token, &meant)
    } else if token.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '-' | '+' | '.')) {
        fault("not a JSON number", token, "a number such as 12.5")
    } else {
        fault("JSON strings stand in double quotation marks", token, &format!("\"{token}\""))
    })
}

fn fault(what: &'static str, found: &str, expected: &str) -> TokenFault {
    TokenFault { what, found: excerpt(found), expected: excerpt(expected) }
}

/// The JSON word for `true`, `false` or `null` as other languages write it.
fn lower_case(token: &str) -> Option<&'static str> {
    match token.to_lowercase().as_str() {
        "true" => Some("true"),
        "false" => Some("false"),
        "null" | "none" | "nil" | "undefined" => Some("null"),
        _ => None,
    }
}

fn number_fault(token: &str) -> &'static str {
    let digits = token.trim_start_matches(['-', '+']);
    if token.starts_with('+') {
        "JSON numbers have no plus sign"
    } else if digits.starts_with('.') {
        "JSON numbers begin with a digit"
    } else if digits.ends_with('.') {
        "JSON numbers end with a digit"
    } else if digits.contains('_') {
        "JSON numbers have no separators"
    } else if digits.starts_with('0') {
        "JSON numbers have no leading zeros"
    } else {
        "not a JSON number"
    }
}
