//! The documents that are handed out, through the command.
//!
//! Snapshots hold every byte of what they print, so that no change of it goes unseen. What the figures should be is
//! checked in the library's tests, against published and independently computed ones.

use std::path::PathBuf;

use crate::support::{Run, command, run};

fn named(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "..", "..", "fixtures", name].iter().collect()
}

fn fixture() -> PathBuf {
    named("2023.json")
}

fn printed(name: &str, arguments: &[&str]) -> Run {
    run(command().arg(named(name)).args(arguments))
}

#[test]
fn every_byte_of_the_home_case_stays() {
    let Run { out, err, .. } = printed("2023.json", &[]);
    insta::assert_snapshot!("2023-table", out);
    insta::assert_snapshot!("2023-notices", err);
    insta::assert_snapshot!("2023-table-zh", printed("2023.json", &["--lang", "zh"]).result());
    insta::assert_snapshot!("2023-json", printed("2023.json", &["--format", "json"]).result());
}

#[test]
fn every_byte_of_the_growth_of_2018_stays() {
    let Run { out, err, .. } = printed("shanxi-2018-gdp.json", &[]);
    insta::assert_snapshot!("shanxi-2018-gdp-table", out);
    insta::assert_snapshot!("shanxi-2018-gdp-notices", err);
    insta::assert_snapshot!("shanxi-2018-gdp-json", printed("shanxi-2018-gdp.json", &["--format", "json"]).result());
}

#[test]
fn every_byte_of_the_human_development_index_stays() {
    let Run { out, err, .. } = printed("hdi-2022.json", &[]);
    insta::assert_snapshot!("hdi-2022-table", out);
    insta::assert_snapshot!("hdi-2022-notices", err);
    insta::assert_snapshot!("hdi-2022-json", printed("hdi-2022.json", &["--format", "json"]).result());
    insta::assert_snapshot!("hdi-2022-csv", printed("hdi-2022.json", &["--format", "csv"]).result());
}

#[test]
fn every_byte_of_the_extracts_of_published_indices_stays() {
    for name in ["deprivation-2019", "goals-2023", "hospitals-2021"] {
        let file = format!("{name}.json");
        let Run { out, err, .. } = printed(&file, &[]);
        insta::assert_snapshot!(format!("{name}-table"), out);
        insta::assert_snapshot!(format!("{name}-notices"), err);
        insta::assert_snapshot!(format!("{name}-json"), printed(&file, &["--format", "json"]).result());
    }
}

#[test]
fn it_has_no_problems() {
    let result = run(command().arg("check").arg(fixture())).result();
    let lines: Vec<&str> = result.lines().collect();
    assert!(lines[0].starts_with("cities: 11 subjects, "), "{result}");
    assert!(lines[1].starts_with("departments: 42 subjects, "), "{result}");
}

#[test]
fn every_city_has_a_line() {
    let result = run(command().arg(fixture()).args(["--format", "csv", "--index", "cities"])).result();
    assert_eq!(csv::Reader::from_reader(result.as_bytes()).records().count(), 11);
}

#[test]
fn it_fits_a_terminal_of_eighty_columns_in_both_languages() {
    for lang in ["en", "zh"] {
        let result = run(command().arg(fixture()).args(["--lang", lang]).env("COLUMNS", "80")).result();
        for line in result.lines() {
            assert!(unicode_width::UnicodeWidthStr::width(line) <= 80, "{line}");
        }
    }
}
