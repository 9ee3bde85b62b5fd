//! What a document says of its inputs, and remarks, which say nothing.

use evalindex::model::{Input, Observation};
use evalindex::{Decimal, Document, Draft};

const REMARKED: &str = r#"{"$schema": "https://example.org/evalindex.json", "_comment": ["of 2023", {"by": "us"}],
  "format": "evalindex/1", "period": "2023",
  "indexes": [{"_comment": "one", "id": "i", "name": "I", "kind": "region", "ranking": {"_comment": 1}, "children": [
    {"id": "share", "name": "Share", "weight": 60, "missing": "reweight", "rule": {"type": "as_is", "_comment": null}},
    {"id": "water", "name": "Water", "weight": 40, "rule": {"type": "as_is"}}]}],
  "subjects": [{"id": "x", "name": "X", "kind": "region", "_comment": "the first"},
               {"id": "y", "name": "Y", "kind": "region"}],
  "inputs": {"_comment": "codes", "share": {"valid": [0, 100], "sentinels": [-99, 999]}},
  "values": {"_comment": {"share": "no figure"}, "x": {"_comment": "two years old", "share": 80, "water": 50},
             "y": {"share": -99.0, "water": 50, "_comment": 7}},
  "periods": [{"period": "2022", "_comment": "as revised",
               "values": {"x": {"share": 999, "water": 40}, "y": {"share": 90, "water": 40}}}]}"#;

/// x: 0.6·80 + 0.4·50 = 68; y has water alone, 50; in 2022 x has water alone, 40, and y 0.6·90 + 0.4·40 = 70.
#[test]
fn sentinels_are_missing_figures_in_every_period() {
    let document = Document::from_json(REMARKED).unwrap();
    let prepared = document.prepare().unwrap();
    let scores = |period: &str| {
        let rows = prepared.period(period).unwrap().ranking("i").unwrap();
        let mut scores: Vec<_> = rows.iter().map(|row| (row.subject, row.score.to_string())).collect();
        scores.sort_unstable();
        scores
    };
    let both = |x: &str, y: &str| [(0, x.to_owned()), (1, y.to_owned())];
    assert_eq!(scores("2023"), both("68", "50"));
    assert_eq!(scores("2022"), both("40", "70"));
    // The document keeps what was written.
    assert_eq!(document.draft().values.get("share", 1), Observation::Value(Decimal::from(-99)));
}

#[test]
fn a_document_without_its_remarks_is_the_same() {
    let document = Document::from_json(REMARKED).unwrap();
    let written = document.to_json().unwrap();
    assert!(!written.contains("_comment") && !written.contains("$schema"), "{written}");
    assert_eq!(Document::from_json(&written).unwrap(), document);
}

#[test]
fn a_missing_figure_behind_a_sentinel_is_refused_at_its_cell() {
    let text = REMARKED.replace(r#""missing": "reweight", "#, "");
    let refused = Document::from_json(&text).unwrap().evaluate().unwrap_err();
    let told: Vec<String> =
        refused.problems().iter().map(|problem| format!("{}: {}", problem.path, problem.what)).collect();
    let what = "the figure of `share` is missing for";
    assert_eq!(told, [format!("values.y.share: {what} `y`"), format!("periods[0].values.x.share: {what} `x`")]);
}

#[test]
fn ends_are_possible_and_what_lies_beyond_is_not() {
    for (figure, is_taken) in [("0", true), ("100", true), ("100.0000001", false), ("-0.1", false), ("999.0", true)] {
        let text = REMARKED
            .replace(r#""x": {"_comment": "two years old", "share": 80"#, &format!(r#""x": {{"share": {figure}"#));
        assert_eq!(Document::from_json(&text).is_ok(), is_taken, "{figure}");
    }
}

#[test]
fn typed_documents_say_the_same() {
    let read = Document::from_json(REMARKED).unwrap();
    let inputs = &read.draft().inputs;
    assert_eq!(inputs.as_slice(), [Input::new("share").valid(0, 100).sentinel(-99).sentinel(999)]);
    let twice = inputs.iter().cycle().take(2).fold(Draft::default(), |draft, input| draft.input(input.clone()));
    let told = Document::build(twice).unwrap_err().to_string();
    assert!(told.contains("inputs.share: two members of `inputs` are of one input"), "{told}");
}
