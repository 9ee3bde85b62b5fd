//! CSV of every verb: one table a file, as many cells in every row as there are headings, one number or text a cell.

use std::path::Path;

use crate::support::{command, run};

const FIXTURE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/2023.json");

const DRAFT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/2023-draft.json");

/// The verbs with the arguments that they need after the document.
const VERBS: [&[&str]; 13] = [
    &[],
    &["what-if", "--set", "innovation=30"],
    &["tipping"],
    &["certain", "--within", "10%"],
    &["robustness", "--draws", "50"],
    &["sensitivity", "--draws", "20"],
    &["leave-out"],
    &["balance"],
    &["weights", "--method", "critic"],
    &["explain", "taiyuan"],
    &["gap", "taiyuan", "datong"],
    &["compare", DRAFT],
    &["tasks"],
];

/// The arguments of a verb on the fixture.
fn arguments<'a>(verb: &'a [&'a str], more: &[&'a str]) -> Vec<&'a str> {
    let (name, others) = verb.split_at(verb.len().min(1));
    [name, &[FIXTURE], others, more].concat()
}

/// Reads a table strictly, and looks at every cell.
fn check(table: &str, of: &str) {
    let mut reader = csv::ReaderBuilder::new().flexible(false).from_reader(table.as_bytes());
    let headings = reader.headers().unwrap().clone();
    let distinct: std::collections::BTreeSet<&str> = headings.iter().collect();
    assert_eq!(distinct.len(), headings.len(), "{of}: a heading twice in {headings:?}");
    for record in reader.records() {
        for (heading, cell) in headings.iter().zip(&record.unwrap_or_else(|error| panic!("{of}: {error}"))) {
            assert_ne!(cell, "–", "{of}: {heading}");
            let is_figure = cell.starts_with(|first: char| first.is_ascii_digit() || first == '-');
            let is_text = ["period", "name", "reason", "unit", "formula", "due", "first_due", "reported", "finished"]
                .contains(&heading);
            assert!(is_text || !is_figure || cell.parse::<f64>().is_ok(), "{of}: `{cell}` under `{heading}`");
        }
    }
}

#[test]
fn standard_output_has_one_strict_table() {
    for verb in VERBS {
        let result = run(command().args(arguments(verb, &["--format", "csv"]))).result();
        check(&result, &verb.join(" "));
        let lead = if verb == ["tasks"] { "task," } else { "index," };
        assert!(result.starts_with(lead), "{verb:?}: {result}");
    }
}

#[test]
fn a_folder_has_every_table_of_a_verb() {
    for (verb, tables) in [
        (VERBS[0], &["ranking"][..]),
        (VERBS[2], &["neighbours", "shares"]),
        (VERBS[3], &["leads", "places"]),
        (VERBS[4], &["acceptability", "places"]),
        (VERBS[6], &["nodes", "subjects"]),
        (VERBS[9], &["path", "standing", "steps"]),
        (VERBS[10], &["parts"]),
        (VERBS[11], &["differences", "moves", "split"]),
        (VERBS[12], &["by_lead", "finishing", "roles", "tasks"]),
    ] {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("tidy-{}", tables[0]));
        let _ = std::fs::remove_dir_all(&folder);
        let told = run(command().args(arguments(verb, &["--format", "csv", "-o", folder.to_str().unwrap()])));
        assert_eq!(told.result(), "");
        let mut names: Vec<String> =
            folder.read_dir().unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        assert_eq!(names, tables.iter().map(|name| format!("{name}.csv")).collect::<Vec<_>>(), "{verb:?}");
        for name in &names {
            check(&std::fs::read_to_string(folder.join(name)).unwrap(), name);
        }
    }
}

#[test]
fn a_folder_goes_with_csv_alone_and_one_that_cannot_be_made_is_refused() {
    let said = run(command().args(arguments(VERBS[0], &["-o", "x"]))).complaint(2);
    assert_eq!(said, "error: -o goes with --format csv\n");
    let said = run(command().args(arguments(VERBS[0], &["--format", "csv", "-o", FIXTURE]))).complaint(1);
    assert!(said.lines().any(|line| line.contains("ranking.csv cannot be written: ")), "{said}");
}
