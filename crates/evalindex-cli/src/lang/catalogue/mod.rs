//! The library's messages in Chinese: a row for each, found by its fixed pieces.
//!
//! The library writes its messages in English alone. A row holds the English as the source has it, with `{}` for each
//! argument, and the Chinese, where `{}` is the next argument and `{0}` the first. An argument is looked up in turn, as a
//! message may hold another, but for one in quotation marks or backticks and one that the Chinese writes as `{=}` or
//! `{0=}`: names and texts of the document, which stay. A text without a row stays too. A test scans the library's source,
//! and fails where a message has no row.

mod analyses;
mod commands;
mod expected;
mod figures;
mod inputs;
mod json;
mod methods;
mod notices;
mod plan;
mod results;
mod row;
mod rule_books;
mod structure;
mod things;
mod tree;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use self::row::Row;

/// How deep messages are looked for within messages.
const DEEPEST: usize = 8;

/// Makes the list of the rows of a file: the English, and the Chinese.
macro_rules! rows {
    ($($english:literal => $chinese:literal;)+) => {
        /// The English and the Chinese of each message.
        pub(super) const ROWS: &[(&str, &str)] = &[$(($english, $chinese),)+];
    };
}
use rows;

/// All rows, those of one file after another.
const ALL: &[&[(&str, &str)]] = &[
    notices::ROWS,
    json::ROWS,
    expected::ROWS,
    structure::ROWS,
    tree::ROWS,
    plan::ROWS,
    figures::ROWS,
    inputs::ROWS,
    methods::ROWS,
    analyses::ROWS,
    results::ROWS,
    rule_books::ROWS,
    commands::ROWS,
    things::ROWS,
];

/// The rows by the first character of their English; under none, those that begin with an argument. Within each list those
/// with the most fixed characters come first.
type Rows = BTreeMap<Option<char>, Vec<Row>>;

/// A text in Chinese, if there is a row for it; else as it is.
pub(super) fn chinese(text: &str) -> Cow<'_, str> {
    translated(text, DEEPEST).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// The Chinese of a text, where a row matches: that with the most fixed characters.
fn translated(text: &str, depth: usize) -> Option<String> {
    static ROWS: OnceLock<Rows> = OnceLock::new();
    let rows = ROWS.get_or_init(read);
    let first = text.chars().next()?;
    let deeper = depth.checked_sub(1)?;
    if is_quoted(text) {
        return None;
    }
    let found = [Some(first), None].into_iter().filter_map(|key| {
        let alike = rows.get(&key)?;
        alike.iter().find_map(|row| Some((row, row.arguments(text)?)))
    });
    let (row, arguments) = found.max_by_key(|(row, _)| row.fixed())?;
    Some(row.written(&arguments, |argument| translated(argument, deeper)))
}

/// Whether a text is one name or value in quotation marks or backticks.
fn is_quoted(text: &str) -> bool {
    ['"', '`'].into_iter().any(|mark| {
        let inside = text.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
        inside.is_some_and(|inside| !inside.contains(mark))
    })
}

/// The rows, ready to be searched.
fn read() -> Rows {
    let mut rows = Rows::new();
    for (english, chinese) in ALL.iter().copied().flatten() {
        rows.entry(row::first(english)).or_default().push(Row::new(english, chinese));
    }
    for alike in rows.values_mut() {
        alike.sort_by_key(|row| std::cmp::Reverse(row.fixed()));
    }
    rows
}

#[cfg(test)]
mod tests;
