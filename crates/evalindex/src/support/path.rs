//! Paths into a document: `indexes[0].children[2].weight`, `values["a b"].x`.

use std::borrow::Cow;
use std::fmt::Write as _;

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step<'a> {
    /// Into an object, by key.
    Key(Cow<'a, str>),
    /// Into an array, by place from 0.
    Item(usize),
}

/// The path of these steps; empty for the document itself.
pub(crate) fn render(steps: &[Step<'_>]) -> String {
    steps.iter().fold(String::new(), |path, step| match step {
        Step::Key(key) => below(path, key),
        Step::Item(place) => item(path, *place),
    })
}

/// The path of a field of the object at `path`; keys of other characters than letters, digits, `_` and `-` are quoted.
pub(crate) fn below(path: impl Into<String>, key: &str) -> String {
    let mut path = path.into();
    if is_plain(key) {
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(key);
        return path;
    }
    path.push_str("[\"");
    for character in key.chars() {
        match character {
            '"' | '\\' => path.extend(['\\', character]),
            control if control.is_control() => {
                let _ = write!(path, "\\u{:04x}", u32::from(control));
            }
            other => path.push(other),
        }
    }
    path.push_str("\"]");
    path
}

/// The path of one figure: table, subject, input.
pub(crate) fn figure_path(table: &str, subject: &str, input: &str) -> String {
    below(below(table, subject), input)
}

/// The path of an element of the array at `path`.
pub(crate) fn item(path: impl Into<String>, place: usize) -> String {
    let mut path = path.into();
    let _ = write!(path, "[{place}]");
    path
}

/// The steps of a path; none where it is not a path.
pub(crate) fn parse(path: &str) -> Option<Vec<Step<'_>>> {
    let mut steps = Vec::new();
    let mut rest = path;
    while !rest.is_empty() {
        let (step, after) = match rest.strip_prefix('[') {
            Some(inner) if inner.starts_with('"') => quoted(inner)?,
            Some(inner) => {
                let (place, after) = inner.split_once(']')?;
                (Step::Item(place.parse().ok()?), after)
            }
            None => {
                let name = if steps.is_empty() { rest } else { rest.strip_prefix('.')? };
                let (key, after) = name.split_at(name.find(['.', '[']).unwrap_or(name.len()));
                (Step::Key(Cow::Borrowed(key)), after)
            }
        };
        steps.push(step);
        rest = after;
    }
    Some(steps)
}

/// A quoted key, from its first quotation mark, and what follows its bracket.
fn quoted(text: &str) -> Option<(Step<'_>, &str)> {
    let mut escaped = false;
    for (place, character) in text.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => {
                let (key, after) = text.split_at(place.checked_add(1)?);
                let key = serde_json::from_str::<String>(key).ok()?;
                return Some((Step::Key(Cow::Owned(key)), after.strip_prefix(']')?));
            }
            _ => {}
        }
    }
    None
}

fn is_plain(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|character| character.is_alphanumeric() || matches!(character, '_' | '-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_is_read_as_it_was_written() {
        let key = |key: &'static str| Step::Key(Cow::Borrowed(key));
        for (steps, path) in [
            (vec![], ""),
            (vec![key("indexes"), Step::Item(0), key("children"), Step::Item(12)], "indexes[0].children[12]"),
            (vec![key("values"), key("太原"), key("gdp_growth-2")], "values.太原.gdp_growth-2"),
            (vec![key("values"), key("a b"), key("x")], r#"values["a b"].x"#),
            (vec![key("a.b"), key(""), key("]\"[")], r#"["a.b"][""]["]\"["]"#),
            (vec![key("x"), key("a\nb\\c")], r#"x["a\u000ab\\c"]"#),
        ] {
            assert_eq!(render(&steps), path);
            assert_eq!(parse(path), Some(steps), "{path}");
        }
    }

    #[test]
    fn what_is_no_path_is_refused() {
        for path in ["a[", "a[x]", "a[0]b", r#"a["x]"#, r#"a["x"b"#] {
            assert_eq!(parse(path), None, "{path}");
        }
    }
}
