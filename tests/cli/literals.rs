//! The string literals of Rust source, as far as they can become messages.

use std::iter::Peekable;
use std::path::{Path, PathBuf};
use std::str::CharIndices;

/// The source files below a folder, without those that only test.
pub(crate) fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs")
            && !["tests.rs", "testing.rs"].iter().any(|tests| name.ends_with(tests))
        {
            found.push(path);
        }
    }
    found
}

/// A literal: what it says, with `{}` for each argument of a format, and the code before it on its line or call.
pub(crate) struct Literal {
    pub(crate) text: String,
    pub(crate) before: String,
}

/// The literals of a file before its tests, but for comments and for attributes other than `#[error]`.
pub(crate) fn literals(source: &str) -> Vec<Literal> {
    let source = source.split("#[cfg(test)]\nmod tests {").next().unwrap();
    let mut found = Vec::new();
    let mut letters = source.char_indices().peekable();
    while let Some((start, letter)) = letters.next() {
        let (before, rest) = source.split_at(start);
        if rest.starts_with("//") {
            while letters.next_if(|(_, letter)| *letter != '\n').is_some() {}
        } else if (rest.starts_with("#[") || rest.starts_with("#![")) && !rest.starts_with("#[error(") {
            skip_attribute(&mut letters);
        } else if letter == '\'' {
            skip_character(&mut letters);
        } else if letter == '"' {
            let text = string(&mut letters);
            let code = before.trim_end();
            let is_format = ["format!(", "[error("].iter().any(|call| code.ends_with(call))
                || code.rsplit_once("write!(").is_some_and(|(_, argument)| argument == "out,");
            let text = if is_format { without_names(&text) } else { text };
            found
                .push(Literal { text, before: code.chars().rev().take(60).collect::<Vec<_>>().iter().rev().collect() });
        }
    }
    found
}

type Letters<'s> = Peekable<CharIndices<'s>>;

/// The rest of a string behind its opening quotation mark, its escapes read.
fn string(letters: &mut Letters<'_>) -> String {
    let mut text = String::new();
    while let Some((_, letter)) = letters.next() {
        match letter {
            '"' => break,
            '\\' => match letters.next().unwrap().1 {
                'n' => text.push('\n'),
                't' => text.push('\t'),
                '\n' => while letters.next_if(|(_, letter)| letter.is_whitespace()).is_some() {},
                other => text.push(other),
            },
            other => text.push(other),
        }
    }
    text
}

/// The rest of an attribute.
fn skip_attribute(letters: &mut Letters<'_>) {
    let mut depth = 0;
    while let Some((_, letter)) = letters.next() {
        match letter {
            '[' => depth += 1,
            ']' if depth == 1 => return,
            ']' => depth -= 1,
            '"' => drop(string(letters)),
            _ => {}
        }
    }
}

/// The rest of a character, where it is one and no lifetime.
fn skip_character(letters: &mut Letters<'_>) {
    let mut ahead = letters.clone();
    let escaped = ahead.next().is_some_and(|(_, letter)| letter == '\\');
    let closes = ahead.next().is_some_and(|(_, letter)| letter == '\'');
    if escaped {
        letters.next();
        letters.next();
        while letters.next().is_some_and(|(_, letter)| letter != '\'') {}
    } else if closes {
        letters.next();
        letters.next();
    }
}

/// The text of a format with `{}` for each argument, and single braces for doubled ones.
fn without_names(format: &str) -> String {
    let mut text = String::new();
    let mut letters = format.chars().peekable();
    while let Some(letter) = letters.next() {
        text.push(letter);
        match letter {
            '{' if letters.next_if_eq(&'{').is_none() => {
                while letters.next_if(|letter| *letter != '}').is_some() {}
                text.push_str(if letters.next().is_some() { "}" } else { "" });
            }
            '}' => drop(letters.next_if_eq(&'}')),
            _ => {}
        }
    }
    text
}

#[test]
fn literals_are_read_as_the_compiler_reads_them() {
    let source = "/// \"no\"\n#[serde(rename = \"no\")]\n#[error(\"a `{a}` of {:?}\")]\nlet c = '\"'; let d: &'a str = \"it is \\\"x\\\" \\\n    {…}\";\
                  \nformat!(\"{{\\\"a\\\": {b:?}}} {0}\");\n#[cfg(test)]\nmod tests {\n\"no\"";
    let found: Vec<String> = literals(source).into_iter().map(|one| one.text).collect();
    assert_eq!(found, ["a `{}` of {}", "it is \"x\" {…}", "{\"a\": {}} {}"]);
}
