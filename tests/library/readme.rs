//! The README and the book beside the code: what they list is what there is.

use std::fs;

use evalindex::Rule;
use evalindex::aggregate::Aggregate;
use evalindex::weight::{WeightMethod, WeightSource};

use crate::documents::{fixture, repository};

fn page(path: &str) -> String {
    fs::read_to_string(repository().join(path)).unwrap()
}

/// The names in the first column of the first table of a page, where they stand as code.
fn rows(path: &str) -> Vec<String> {
    let page = page(path);
    let table =
        page.lines().skip_while(|line| !line.starts_with("|---")).skip(1).take_while(|line| line.starts_with('|'));
    let first = table.filter_map(|row| row.split('|').nth(1).map(str::to_owned));
    let name = |code: &str| code.chars().filter(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    first.filter_map(|cell| cell.split('`').nth(1).map(|code| name(code.split(':').next().unwrap_or(code)))).collect()
}

#[test]
fn every_rule_has_a_row_and_a_page_and_every_row_is_a_rule() {
    assert_eq!(rows("docs/methods/rules/README.md"), Rule::NAMES);
    for name in Rule::NAMES {
        assert!(page(&format!("docs/methods/rules/{name}.md")).contains(&format!("\"type\": \"{name}\"")), "{name}");
    }
}

#[test]
fn every_aggregate_has_a_row_and_a_page() {
    let rows = rows("docs/methods/aggregates/README.md");
    let names: Vec<_> = Aggregate::NAMES.iter().chain(Aggregate::NAMES_WITH_PARAMETER).collect();
    for name in &names {
        assert!(rows.iter().any(|row| row == *name), "{name} has no row among {rows:?}");
        assert!(page(&format!("docs/methods/aggregates/{name}.md")).contains(*name), "{name}");
    }
    assert_eq!(rows.len(), names.len());
}

#[test]
fn every_weight_method_has_a_row() {
    let rows = rows("docs/methods/weights/README.md");
    for name in WeightMethod::NAMES.iter().chain(WeightSource::NAMES_WITH_PARAMETER) {
        assert!(rows.iter().any(|row| row == name), "{name} has no row among {rows:?}");
    }
}

fn readme() -> String {
    page("README.md")
}

#[test]
fn the_small_document_is_shown_as_it_stands() {
    assert!(readme().contains(fixture("small.json").trim_end()), "fixtures/small.json differs from the README");
}
