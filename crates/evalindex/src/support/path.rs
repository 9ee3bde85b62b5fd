//! Paths into a document: `indexes[0].children[2].weight`, `values["a b"].x`. They are compared step by step.

use std::borrow::{Borrow, Cow};
use std::fmt;

use super::readable::readable;

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Step<'a> {
    /// Into an object, by key.
    Key(Cow<'a, str>),
    /// Into an array, by position from 0.
    Item(usize),
}

/// A path: its steps from the document downwards. A path sorts right before the paths below it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Path<'a> {
    steps: Vec<Step<'a>>,
}

impl<'a> Path<'a> {
    /// The path of the document itself.
    pub(crate) const fn document() -> Self {
        Self { steps: Vec::new() }
    }

    /// The path that a text renders; none where the text renders no path.
    pub(crate) fn parse(text: &'a str) -> Option<Self> {
        let mut steps = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let (step, after) = first_step(rest, steps.is_empty())?;
            steps.push(step);
            rest = after;
        }
        Some(Self { steps })
    }

    /// The path of a field of the object at this path.
    pub(crate) fn key(mut self, key: impl Into<Cow<'a, str>>) -> Self {
        self.push(Step::Key(key.into()));
        self
    }

    /// Goes one step down.
    pub(crate) fn push(&mut self, step: Step<'a>) {
        self.steps.push(step);
    }

    /// Goes one step up.
    pub(crate) fn pop(&mut self) {
        self.steps.pop();
    }

    /// The path as text, its keys in a readable length.
    pub(crate) fn shown(&self) -> String {
        Rendered(&self.steps.iter().map(Step::shown).collect::<Vec<_>>()).to_string()
    }

    /// The steps from the document downwards.
    pub(crate) fn steps(&self) -> &[Step<'a>] {
        &self.steps
    }

    /// The last step; none for the document itself.
    pub(crate) fn last(&self) -> Option<&Step<'a>> {
        self.steps.last()
    }

    /// The last key, whatever positions in arrays follow it.
    pub(crate) fn last_key(&self) -> Option<&str> {
        self.steps.iter().rev().find_map(Step::as_key)
    }

    /// The steps of the path one step up; none for the document itself.
    pub(crate) fn parent(&self) -> Option<&[Step<'a>]> {
        self.steps.split_last().map(|(_, above)| above)
    }

    /// The steps of this path, and of every path above it up to the document.
    pub(crate) fn and_above(&self) -> impl Iterator<Item = &[Step<'a>]> {
        std::iter::successors(Some(self.steps()), |steps| steps.split_last().map(|(_, above)| above))
    }

    /// Whether this path is that of these steps, or lies below it.
    pub(crate) fn starts_with(&self, above: &[Step<'_>]) -> bool {
        self.steps.starts_with(above)
    }

    /// The key of the first step below the path of these steps, where this path lies below it.
    pub(crate) fn field_below(&self, above: &[Step<'_>]) -> Option<&str> {
        if self.starts_with(above) { self.steps.split_at(above.len()).1.first()?.as_key() } else { None }
    }

    /// Whether the first step is this key.
    pub(crate) fn begins_with(&self, key: &str) -> bool {
        self.steps.first().is_some_and(|step| step.is_key(key))
    }
}

impl<'a> Borrow<[Step<'a>]> for Path<'a> {
    fn borrow(&self) -> &[Step<'a>] {
        &self.steps
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        Rendered(&self.steps).fmt(out)
    }
}

impl Step<'_> {
    /// The key of a step into an object.
    pub(crate) fn as_key(&self) -> Option<&str> {
        match self {
            Self::Key(key) => Some(key),
            Self::Item(_) => None,
        }
    }

    /// The step with its key in a readable length.
    fn shown(&self) -> Step<'_> {
        match self {
            Self::Key(key) => Step::Key(readable(key)),
            Self::Item(number) => Step::Item(*number),
        }
    }

    /// Whether this is the step into an object by that key.
    pub(crate) fn is_key(&self, key: &str) -> bool {
        self.as_key() == Some(key)
    }
}

/// Steps as text; empty for the document itself. Keys of other characters than letters, digits, `_` and `-` are quoted.
struct Rendered<'s>(&'s [Step<'s>]);

impl fmt::Display for Rendered<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, step) in self.0.iter().enumerate() {
            match step {
                Step::Item(item) => write!(out, "[{item}]")?,
                Step::Key(key) if !is_plain(key) => quote(key, out)?,
                Step::Key(key) if number == 0 => out.write_str(key)?,
                Step::Key(key) => write!(out, ".{key}")?,
            }
        }
        Ok(())
    }
}

/// The first steps of a path, rendered: for problems at very deep paths.
pub(crate) fn beginning(path: &Path<'_>, steps: usize) -> String {
    let (shown, _) = path.steps.split_at(steps.min(path.steps.len()));
    Rendered(shown).to_string()
}

/// The rendered path of a subject's row in a table of figures.
pub(crate) fn row_path(table: &str, subject: &str) -> String {
    Rendered(&[Step::Key(table.into()), Step::Key(subject.into())]).to_string()
}

/// The rendered path of one figure: table, subject, input.
pub(crate) fn figure_path(table: &str, subject: &str, input: &str) -> String {
    Rendered(&[Step::Key(table.into()), Step::Key(subject.into()), Step::Key(input.into())]).to_string()
}

/// The rendered path of an element of the array at a rendered path.
pub(crate) fn item(path: &str, number: usize) -> String {
    format!("{path}[{number}]")
}

/// The first step of a rendered path, and what follows it; `is_first` says whether nothing precedes it.
fn first_step(path: &str, is_first: bool) -> Option<(Step<'_>, &str)> {
    match path.strip_prefix('[') {
        Some(inner) if inner.starts_with('"') => quoted(inner),
        Some(inner) => {
            let (number, after) = inner.split_once(']')?;
            Some((Step::Item(number.parse().ok()?), after))
        }
        None => {
            let name = if is_first { path } else { path.strip_prefix('.')? };
            let (key, after) = name.split_at(name.find(['.', '[']).unwrap_or(name.len()));
            Some((Step::Key(Cow::Borrowed(key)), after))
        }
    }
}

/// A quoted key, from its first quotation mark, and what follows its bracket.
fn quoted(text: &str) -> Option<(Step<'_>, &str)> {
    let mut escaped = false;
    for (offset, character) in text.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => {
                let (key, after) = text.split_at(offset.checked_add(1)?);
                let key = serde_json::from_str::<String>(key).ok()?;
                return Some((Step::Key(Cow::Owned(key)), after.strip_prefix(']')?));
            }
            _ => {}
        }
    }
    None
}

fn quote(key: &str, out: &mut fmt::Formatter<'_>) -> fmt::Result {
    out.write_str("[\"")?;
    for character in key.chars() {
        match character {
            '"' | '\\' => write!(out, "\\{character}")?,
            control if control.is_control() => write!(out, "\\u{:04x}", u32::from(control))?,
            other => write!(out, "{other}")?,
        }
    }
    out.write_str("\"]")
}

fn is_plain(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|character| character.is_alphanumeric() || matches!(character, '_' | '-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> Path<'_> {
        Path::parse(text).unwrap()
    }

    #[test]
    fn every_path_is_read_as_it_was_written() {
        let key = |key: &'static str| Step::Key(Cow::Borrowed(key));
        for (steps, text) in [
            (vec![], ""),
            (vec![key("indexes"), Step::Item(0), key("children"), Step::Item(12)], "indexes[0].children[12]"),
            (vec![key("values"), key("太原"), key("gdp_growth-2")], "values.太原.gdp_growth-2"),
            (vec![key("values"), key("a b"), key("x")], r#"values["a b"].x"#),
            (vec![key("a.b"), key(""), key("]\"[")], r#"["a.b"][""]["]\"["]"#),
            (vec![key("x"), key("a\nb\\c")], r#"x["a\u000ab\\c"]"#),
        ] {
            let written = Path { steps };
            assert_eq!(written.to_string(), text);
            assert_eq!(Path::parse(text), Some(written), "{text}");
        }
        assert_eq!(figure_path("values", "a b", "x"), r#"values["a b"].x"#);
    }

    #[test]
    fn what_is_no_path_is_refused() {
        for text in ["a[", "a[x]", "a[0]b", r#"a["x]"#, r#"a["x"b"#] {
            assert_eq!(Path::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_path_is_within_another_by_whole_steps() {
        let within = |inner: &str, outer: &str| path(inner).starts_with(path(outer).steps());
        assert!(within("a.b", "a") && within("a[0].b", "a") && within("a", "a") && within("a", ""));
        assert!(!within("ab", "a") && !within("a", "a.b") && !within(r#"a["b.c"]"#, "a.b"));
        assert!(path("a.b") > path("a") && path("a[0].b") < path("b"));
    }

    #[test]
    fn the_last_key_stands_before_positions_in_arrays() {
        for (text, last) in [
            ("", None),
            ("indexes[0].children[2].weight", Some("weight")),
            ("indexes[0].ranking.tie_break[1]", Some("tie_break")),
            (r#"values["a.b"]"#, Some("a.b")),
        ] {
            assert_eq!(path(text).last_key(), last, "{text}");
        }
        let above: Vec<usize> = path("a[0].b").and_above().map(<[Step<'_>]>::len).collect();
        assert_eq!(above, [3, 2, 1, 0]);
    }
}
