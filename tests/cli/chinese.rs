//! Nothing but Chinese with `--lang zh`: what the command writes of the fixture, and of every document that is refused.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::Value;

use crate::support::{Run, command, file, run};

/// The words of a text in Latin letters, two or more each.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_word = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '-';
    text.split(move |letter| !is_word(letter))
        .filter(|word| word.chars().filter(char::is_ascii_alphabetic).count() > 1)
        .filter(|word| word.starts_with(|letter: char| letter.is_ascii_alphabetic()))
}

/// What may stand in Latin letters in the Chinese output on a document: its ids, kinds, units and texts, but no name that
/// has a translation beside it.
fn permitted(value: &Value, texts: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => texts.extend(words(text).map(str::to_owned)),
        Value::Array(items) => items.iter().for_each(|item| permitted(item, texts)),
        Value::Object(fields) => {
            for (key, field) in fields {
                texts.extend(words(key).map(str::to_owned));
                if key != "name" || !fields.contains_key("name_zh") {
                    permitted(field, texts);
                }
            }
        }
        _ => {}
    }
}

/// Names of the format and of methods, functions of formulas, and options that the output names.
const KNOWN: &[&str] = &[
    "uniform",
    "equal",
    "dirichlet",
    "ln",
    "max",
    "min",
    "ChaCha8",
    "libm",
    "format",
    "json",
    "csv",
    "DIR",
    "standard",
    "row_mean",
];

fn fixture(name: &str) -> String {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fixtures").join(name).to_string_lossy().into_owned()
}

/// Asserts that standard output and standard error hold no Latin words but these.
fn assert_chinese(arguments: &[&str], ended: &Run, permitted: &BTreeSet<String>) {
    assert!(!ended.out.is_empty(), "{arguments:?}: {}", ended.err);
    let text = format!("{}\n{}", ended.out, ended.err).replace(&fixture(""), "").replace('\\', "");
    for line in text.lines() {
        let foreign: Vec<&str> =
            words(line).filter(|word| !KNOWN.contains(word) && !permitted.contains(*word)).collect();
        assert!(foreign.is_empty(), "{arguments:?}: {foreign:?} in\n{line}");
    }
}

#[test]
fn every_verb_writes_chinese_of_the_fixture() {
    let (new, old) = (fixture("2023.json"), fixture("2023-draft.json"));
    let mut latin = BTreeSet::new();
    for document in [&new, &old] {
        permitted(&serde_json::from_str(&std::fs::read_to_string(document).unwrap()).unwrap(), &mut latin);
    }
    let published = run(command().args([new.as_str(), "--format", "json", "--lang", "zh"])).result();
    let published = file("chinese-2023.json", published).to_string_lossy().into_owned();
    let verbs: [&[&str]; 18] = [
        &[&new],
        &["check", &new],
        &["check", &new, "--advise"],
        &["explain", &new, "taiyuan"],
        &["explain", &new, "energy"],
        &["what-if", &new, "--drop", "innovation"],
        &["tipping", &new],
        &["robustness", &new, "--draws", "20"],
        &["sensitivity", &new, "--draws", "8", "--weights", "dirichlet:100"],
        &["certain", &new],
        &["leave-out", &new, "--index", "cities"],
        &["balance", &new],
        &["gap", &new, "taiyuan", "datong"],
        &["compare", &old, &new],
        &["weights", &new, "--index", "cities", "--method", "equal"],
        &["tasks", &new],
        &["tasks", &new, "--since", &old],
        &["verify", &published, &new],
    ];
    for arguments in verbs {
        let formats: &[&str] = if arguments[0] == "check" { &["table"] } else { &["table", "markdown"] };
        for format in formats {
            let ended = run(command().args(arguments).args(["--lang", "zh", "--format", format]));
            assert_chinese(arguments, &ended, &latin);
        }
        if arguments[0] != "check" {
            let csv = run(command().args(arguments).args(["--lang", "zh", "--format", "csv"])).out;
            assert_named_in_chinese(arguments, &csv, &latin);
        }
    }
}

/// Asserts that the headings of CSV and the names in it hold no Latin words but these; ids and codes are for machines.
fn assert_named_in_chinese(arguments: &[&str], csv: &str, permitted: &BTreeSet<String>) {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let headings = reader.headers().unwrap().clone();
    let name = headings.iter().position(|heading| heading == "名称");
    let names = reader.records().filter_map(|row| Some(row.unwrap().get(name?)?.to_owned()));
    let told: Vec<String> = headings.iter().map(str::to_owned).chain(names).collect();
    assert!(told.len() > headings.len() || name.is_none(), "{arguments:?}: no rows");
    for text in told {
        let foreign: Vec<&str> = words(&text).filter(|word| !permitted.contains(*word)).collect();
        assert!(foreign.is_empty(), "{arguments:?}: {foreign:?} in {text}");
    }
}

/// The line without what it quotes: names, values and fragments of JSON.
fn unquoted(line: &str) -> String {
    let mut rest = line.to_owned();
    for (open, close) in [('`', '`'), ('"', '"'), ('{', '}')] {
        while let Some(start) = rest.find(open)
            && let Some(length) = rest[start + 1..].find(close)
        {
            rest.replace_range(start..=start + 1 + length, "");
        }
    }
    rest
}

#[test]
fn every_refusal_is_in_chinese() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/bad");
    let mut looked_at = 0;
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        looked_at += 1;
        let document = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
        let ended = run(command().arg("check").arg(&path).args(["--lang", "zh"]));
        for line in ended.err.lines() {
            let said = unquoted(&line.replace(&path.to_string_lossy().into_owned(), ""));
            let said = said.split(|letter: char| !letter.is_ascii_alphabetic() && letter != ' ');
            // Two words or more, which the document does not hold.
            let english: Vec<&str> = said
                .map(str::trim)
                .filter(|run| run.split(' ').filter(|word| word.len() > 1).count() > 1)
                .filter(|run| !document.contains(run))
                .collect();
            assert!(english.is_empty(), "{}: {english:?} in\n{line}", path.display());
        }
    }
    assert!(looked_at > 300, "{looked_at}");
}

#[test]
fn groups_are_told_by_their_names() {
    let explained = run(command().args(["explain", &fixture("2023.json"), "taiyuan", "--lang", "zh"])).out;
    assert!(explained.contains("1 (综合型)") && !explained.contains("(comprehensive)"), "{explained}");
}
