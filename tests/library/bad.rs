//! Bad documents: each under `tests/bad` beside the lines that it must be refused, or warned of, with.

use std::fs;
use std::path::{Path, PathBuf};

use evalindex::{Document, Problem};

use crate::documents::repository;

/// Documents that are at fault as a whole, so that there is no path to name; the first two have no text either.
const WHOLE: [&str; 7] = [
    "blank-file",
    "empty-file",
    "encoding-gbk",
    "encoding-utf-16",
    "top-level-array",
    "top-level-string",
    "two-documents",
];

/// The files of the corpus with this ending, by name.
fn corpus(ending: &str) -> Vec<PathBuf> {
    let folder = repository().join("tests/bad");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<_> = paths.filter(|path| path.to_string_lossy().ends_with(ending)).collect();
    found.sort();
    found
}

fn lines(path: &Path) -> Option<Vec<String>> {
    Some(fs::read_to_string(path).ok()?.lines().map(str::to_owned).collect())
}

fn name(path: &Path) -> &str {
    path.file_name().and_then(|name| name.to_str()).unwrap().split('.').next().unwrap()
}

/// The problems that a document is refused for; none where it is evaluated.
fn problems(path: &Path) -> Vec<Problem> {
    let read = Document::from_bytes(&fs::read(path).unwrap());
    read.and_then(|document| document.evaluate()).err().map(evalindex::Refused::into_problems).unwrap_or_default()
}

fn said(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(ToString::to_string).collect()
}

#[test]
fn every_bad_document_is_refused_with_its_lines() {
    let mut refused = 0;
    let mut wrong = Vec::new();
    for path in corpus(".json") {
        let Some(expected) = lines(&path.with_extension("txt")) else {
            assert!(path.with_extension("warn.txt").exists(), "{} has no expected lines beside it", path.display());
            continue;
        };
        refused += 1;
        let said = said(&problems(&path));
        if said != expected {
            wrong.push(format!("{}\n  expected\n{}\n  said\n{}\n", name(&path), expected.join("\n"), said.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "{} documents:\n{}", wrong.len(), wrong.join("\n"));
    assert!(refused >= 60, "only {refused} bad documents");
}

#[test]
fn every_refusal_says_where_and_what_would_be_right() {
    for path in corpus(".json") {
        for problem in problems(&path) {
            let name = name(&path);
            assert!(!problem.path.is_empty() || WHOLE.contains(&name), "{name} has no path: {problem}");
            assert!(problem.position.is_some() || WHOLE[..2].contains(&name), "{name} has no line: {problem}");
            assert!(problem.found.is_some() || problem.expected.is_some(), "{name} says no more: {problem}");
        }
    }
}

#[test]
fn what_is_only_worth_a_look_is_a_warning() {
    let mut warned = 0;
    for path in corpus(".warn.txt") {
        let document = path.with_extension("").with_extension("json");
        let read = Document::from_bytes(&fs::read(&document).unwrap()).unwrap_or_else(|refused| panic!("{refused}"));
        assert_eq!(said(read.warnings()), lines(&path).unwrap(), "{}", document.display());
        read.evaluate().unwrap_or_else(|refused| panic!("{}: {refused}", document.display()));
        warned += 1;
    }
    assert!(warned >= 3, "only {warned} documents with warnings");
}
