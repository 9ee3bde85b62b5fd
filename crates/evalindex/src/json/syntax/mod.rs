//! Syntax faults of a text that is not JSON.

mod token;
mod walker;

use crate::json::found::Found;
use crate::support::{Problem, ProblemKind, path};
use walker::Walker;

/// How deep arrays and objects may be nested.
pub(crate) const DEEPEST: usize = 64;

/// Every syntax fault; `error` is that of the JSON parser, reported where no fault is found.
pub(crate) fn faults(text: &str, error: &serde_json::Error) -> Found {
    let mut found = Walker::new(text).faults();
    if found.is_empty() {
        let problem = Problem::new(ProblemKind::Syntax, "", format!("not JSON: {error}"));
        found.push(offset(text, error), problem);
    }
    found
}

/// The position where arrays and objects are nested too deep. This check comes before anything that reads the text
/// recursively.
pub(crate) fn too_deep(text: &str) -> Option<Found> {
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for (offset, byte) in text.bytes().enumerate() {
        if in_string {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => in_string = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => in_string = true,
            b'{' | b'[' => depth = depth.saturating_add(1),
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => continue,
        }
        if depth > DEEPEST {
            return Some(nested_too_deep(text, offset));
        }
    }
    None
}

fn nested_too_deep(text: &str, offset: usize) -> Found {
    let path = path::beginning(&Walker::new(text).path_at(offset), 2);
    let problem = Problem::new(ProblemKind::Syntax, path, "arrays and objects nested too deep");
    let levels = DEEPEST.saturating_add(1);
    let mut found = Found::new();
    found.push(offset, problem.found(format!("level {levels}")).expected(format!("at most {DEEPEST} levels")));
    found
}

/// Where the parser stopped.
fn offset(text: &str, error: &serde_json::Error) -> usize {
    let lines = text.split_inclusive('\n').take(error.line().saturating_sub(1));
    let start: usize = lines.map(str::len).fold(0, usize::saturating_add);
    start.saturating_add(error.column().saturating_sub(1)).min(text.len())
}

#[cfg(test)]
mod tests;
