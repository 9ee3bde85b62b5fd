//! `score compare`: what changed between two documents or two periods.

use crate::support::{Run, command, file, run};

fn fixture(name: &str) -> String {
    format!("{}/../../fixtures/{name}", env!("CARGO_MANIFEST_DIR"))
}

fn compare(arguments: &[&str]) -> Run {
    run(command().arg("compare").args(arguments))
}

/// Two periods; the earlier one is worked out in the library's tests.
const PERIODS: &str = r#"{"format": "evalindex/1", "period": "2023",
  "indexes": [{"id": "i", "name": "I", "kind": "k", "children": [
    {"id": "a", "name": "A", "weight": 100, "rule": {"type": "min_max", "min": 0}}]}],
  "subjects": [{"id": "x", "name": "X", "kind": "k"}, {"id": "y", "name": "Y", "kind": "k"}],
  "values": {"x": {"a": 12}, "y": {"a": 10}},
  "periods": [{"period": "2022", "values": {"x": {"a": 4}, "y": {"a": 5}}}]}"#;

#[test]
fn one_corrected_cell_is_the_cause_of_eleven_changes() {
    let (draft, corrected) = (fixture("2023-draft.json"), fixture("2023.json"));
    let Run { out, err, .. } = compare(&[&draft, &corrected, "--index", "cities"]);
    let cause = "One difference changes 11 subjects: figure, Datong, Growth of industrial-chain revenue: 41.26 → 412.6";
    assert!(out.contains(cause), "{out}");
    assert!(err.contains("scores of the two are not on the same scale"), "{err}");
    let found = compare(&[&draft, &corrected, "--index", "cities", "--format", "json"]).found();
    assert_eq!(found["moves"].as_array().unwrap().len(), 11);
    assert_eq!(found["differences"].as_array().unwrap().len(), 1);
}

#[test]
fn the_draft_is_the_fixture_with_one_figure_not_yet_corrected() {
    let read = |name: &str| std::fs::read_to_string(fixture(name)).unwrap();
    let corrected = read("2023.json");
    let draft = corrected.replacen("2023 (illustrative)", "2023 (illustrative, draft)", 1).replacen(
        "\"chain_revenue\": 412.6,",
        "\"chain_revenue\": 41.26,",
        1,
    );
    assert!(read("2023-draft.json") == draft, "make it again by these two replacements");
}

#[test]
fn the_last_two_periods_of_one_document_are_compared() {
    let periods = file("compare-periods.json", PERIODS);
    let periods = periods.to_str().unwrap();
    // x: 4 of 5 is 80; 12 is clamped at 5: +20. The goalpost of 12 takes nothing from x, and 16.67 from y.
    let expected = "\
I · k: what differs
What    Of  Field  Old  New
──────  ──  ─────  ───  ───
figure  X   A        4   12
figure  Y   A        5   10

I · k: places
Rank  Was  Change  Own  Others  Subject   Score  Score was  Overtook  Overtaken by
────  ───  ──────  ───  ──────  ───────  ──────  ─────────  ────────  ────────────
   1    2      +1   +1       0  X        100.00      80.00  Y
   2    1      -1    0      -1  Y         83.33     100.00            X

I · k: why scores changed
Subject    Gain        Figures       Calibration  Rounding
───────  ──────  ─────────────  ────────────────  ────────
X        +20.00  +20.00 (+66.67)     0.00 (-46.67)      0.00
";
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>().join(" ");
    let out = compare(&[periods]).result();
    let first = words(&out.replace('─', ""));
    assert!(first.starts_with(&words(&expected.replace('─', ""))), "{out}");
    assert_eq!(compare(&[periods, "--from", "2022", "--to", "2023"]).result(), out);
    let nothing = compare(&[periods, "--from", "2023"]).result();
    assert!(nothing.contains("Nothing changes."), "{nothing}");
    let wrong = compare(&[periods, "--from", "2032"]).complaint(2);
    assert!(wrong.contains("there is no period `2032`; did you mean `2022`?"), "{wrong}");
}

#[test]
fn a_document_without_periods_needs_another_one() {
    let alone = compare(&[&fixture("small.json")]).complaint(2);
    assert!(alone.contains("nothing to compare with"), "{alone}");
    let (small, other) = (fixture("small.json"), fixture("2023.json"));
    let Run { err, .. } = compare(&[&small, &other]);
    assert!(err.contains("index `departments` is in the new document only"), "{err}");
}
