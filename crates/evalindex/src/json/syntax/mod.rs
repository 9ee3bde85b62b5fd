//! What is wrong with a text that is no JSON, and the text mended so that the rest of it can still be read.

mod token;
mod walker;

use crate::json::reader::{Located, StandIn};
use crate::support::{Problem, ProblemKind, path};
use walker::Walker;

/// How deep arrays and objects may be nested.
pub(crate) const DEEPEST: usize = 64;

/// What is wrong with a text that is no JSON.
#[derive(Debug)]
pub(crate) struct Examined {
    pub(crate) found: Vec<Located>,
    /// The text with every fault replaced by JSON, each byte that was right in its place; none where that cannot be done.
    pub(crate) mended: Option<String>,
    /// The values that were put in place of faults.
    pub(crate) stand_ins: Vec<StandIn>,
}

/// Finds every fault of the syntax; `error` is what the parser said.
pub(crate) fn examine(text: &str, error: &serde_json::Error) -> Examined {
    let mut examined = Walker::new(text).examine();
    if examined.found.is_empty() {
        let problem = Problem::new(ProblemKind::Syntax, "", format!("not JSON: {error}"));
        examined.found.push(Located { offset: offset(text, error), problem });
        examined.mended = None;
    }
    examined
}

/// The place where arrays and objects are nested too deep. Nothing recursive may look at the text before this.
pub(crate) fn too_deep(text: &str) -> Option<Located> {
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

fn nested_too_deep(text: &str, offset: usize) -> Located {
    let path = Walker::new(text).path_at(offset);
    let beginning = path.get(..2).unwrap_or(&path);
    let problem = Problem::new(ProblemKind::Syntax, path::render(beginning), "arrays and objects nested too deep");
    let levels = DEEPEST.saturating_add(1);
    Located { offset, problem: problem.found(format!("level {levels}")).expected(format!("at most {DEEPEST} levels")) }
}

/// Where the parser stopped.
fn offset(text: &str, error: &serde_json::Error) -> usize {
    let lines = text.split_inclusive('\n').take(error.line().saturating_sub(1));
    let start: usize = lines.map(str::len).fold(0, usize::saturating_add);
    let offset = start.saturating_add(error.column().saturating_sub(1)).min(text.len());
    (0..=offset).rev().find(|offset| text.is_char_boundary(*offset)).unwrap_or_default()
}

#[cfg(test)]
mod tests;
