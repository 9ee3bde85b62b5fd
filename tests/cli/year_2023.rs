//! The document of 2023 that is handed out, through the command.

use std::path::PathBuf;

use crate::support::{command, run};

fn fixture() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "..", "..", "fixtures", "2023.json"].iter().collect()
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
