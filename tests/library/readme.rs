//! The README beside the code: what it lists is what there is.

use std::fs;

use evalindex::Rule;
use evalindex::aggregate::Aggregate;

use crate::documents::{fixture, repository};

fn readme() -> String {
    fs::read_to_string(repository().join("README.md")).unwrap()
}

#[test]
fn every_rule_has_a_row_and_every_row_is_a_rule() {
    let readme = readme();
    let table = readme.split("### Rules").nth(1).and_then(|rest| rest.split("\n\n").nth(2)).unwrap();
    let rows: Vec<_> = table.lines().skip(2).filter_map(|row| row.split('`').nth(1)).collect();
    assert_eq!(rows, Rule::NAMES);
}

#[test]
fn every_aggregate_has_a_row() {
    let readme = readme();
    let table = readme.split("### Aggregates").nth(1).and_then(|rest| rest.split("\n\n").nth(2)).unwrap();
    let rows: String = table.lines().filter_map(|row| row.split('|').nth(1)).collect();
    for name in Aggregate::NAMES.iter().chain(Aggregate::NAMES_WITH_PARAMETER) {
        assert!(rows.contains(&format!("\"{name}\"")), "{name}");
    }
}

#[test]
fn the_small_document_is_shown_as_it_stands() {
    assert!(readme().contains(fixture("small.json").trim_end()), "fixtures/small.json differs from the README");
}
