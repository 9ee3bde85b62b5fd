//! The catalogue of Chinese messages is complete: every message in the source of the library and of the command has a row.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::literals::{literals, sources};

/// Files whose texts are put into Chinese from data: advice by its kind, problems by their parts; and what nobody reads:
/// tests that stand in files of their own, and faults of the program itself.
const FILES: &[&str] =
    &["explain/advice/", "support/problem/", "support/simplex/programs.rs", "robustness/draws/cases.rs"];

/// Parts of messages that stand in rows with what they follow, the tag of a field, and a source.
const PARTS: &[&str] = &[
    " or {\"base\": …}",
    ", {\"share_at_least\": …}, {\"share_of_top\": …} or {\"extent\": […]}",
    " of `{}`",
    "; methods",
    "; errors",
    "a calibration within groups has no group",
    "this is a bug in evalindex: `{}` has {} scores for {} subjects",
    "Saaty 1987",
];

/// A folder of the repository.
fn folder(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

/// The English of all rows.
fn rows() -> BTreeSet<String> {
    let files = sources(&folder("crates/evalindex-cli/src/lang/catalogue"));
    let texts = files.iter().map(|file| std::fs::read_to_string(file).unwrap());
    texts
        .filter(|text| text.contains("rows! {"))
        .flat_map(|text| literals(text.split_once("rows! {").unwrap().1).into_iter().step_by(2))
        .map(|literal| literal.text)
        .collect()
}

/// Whether a text is a fragment of JSON alone.
fn is_json(text: &str) -> bool {
    text.starts_with("{\"") && text.ends_with('}')
}

/// The text with `{}` for numbers and for the names in backticks.
fn general(text: &str) -> String {
    let mut general = String::new();
    for (position, part) in text.split('`').enumerate() {
        let numbers = |word: &str| if word.parse::<f64>().is_ok() { "{}".to_owned() } else { word.to_owned() };
        match position {
            0 => general.push_str(&part.split(' ').map(numbers).collect::<Vec<_>>().join(" ")),
            odd if odd % 2 == 1 => general.push_str("`{}`"),
            _ => general.push_str(part),
        }
    }
    general
}

/// Whether a text is more than a word: letters, and a space.
fn is_sentence(text: &str) -> bool {
    let fixed = text.replace("{}", "");
    fixed.trim().contains(' ') && fixed.chars().filter(char::is_ascii_lowercase).count() > 1
}

#[test]
fn every_message_of_the_library_has_a_row() {
    let rows = rows();
    let mut missing = Vec::new();
    let is_read = |file: &PathBuf| !FILES.iter().any(|excepted| file.to_string_lossy().contains(excepted));
    for file in sources(&folder("crates/evalindex/src")).into_iter().filter(is_read) {
        for literal in literals(&std::fs::read_to_string(&file).unwrap()) {
            let text = literal.text.as_str();
            let is_excepted = literal.before.contains("internal(") || is_json(text) || PARTS.contains(&text);
            if is_sentence(text) && !is_excepted && !rows.contains(text) && !rows.contains(&general(text)) {
                missing.push(format!("{}: {:?}", file.display(), literal.text));
            }
        }
    }
    assert!(missing.is_empty(), "no row in lang/catalogue for\n{}", missing.join("\n"));
}
