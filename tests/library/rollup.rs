//! Scores of parts rolled up to what they are parts of; expected figures by hand.

use evalindex::result::NoticeKind;
use evalindex::{Decimal, Document, Evaluation, WeightChange, WeightError};

/// Two cities with three counties and one, which score 90, 60, 30 and 75 on `a`, and 0, 100, 50 and 75 on `b`.
fn text(take: &str, values_of_north: &str) -> String {
    format!(
        r#"{{"format": "evalindex/1", "indexes": [
  {{"id": "counties", "name": "Counties", "kind": "county", "children": [
    {{"id": "a", "name": "A", "weight": 100, "missing": "unranked", "rule": {{"type": "as_is"}}}},
    {{"id": "b", "name": "B", "weight": 0, "rule": {{"type": "as_is"}}}}]}},
  {{"id": "cities", "name": "Cities", "kind": "city", "rounding": {{"decimals": 12}}, "children": [
    {{"id": "rolled", "name": "R", "weight": 100, "rule": {{"type": "as_is"}}, "from": {{"parts": {take}}}}}]}}],
 "subjects": [
  {{"id": "east", "name": "East", "kind": "city"}}, {{"id": "west", "name": "West", "kind": "city"}},
  {{"id": "north", "name": "North", "kind": "county", "part_of": "east"}},
  {{"id": "middle", "name": "Middle", "kind": "county", "part_of": "east"}},
  {{"id": "south", "name": "South", "kind": "county", "part_of": "east"}},
  {{"id": "hill", "name": "Hill", "kind": "county", "part_of": "west"}}],
 "values": {{
  "north": {values_of_north}, "middle": {{"a": 60, "b": 100, "people": 30}},
  "south": {{"a": 30, "b": 50, "people": 60}}, "hill": {{"a": 75, "b": 75, "people": 20}}}}}}"#
    )
}

const NORTH: &str = r#"{"a": 90, "b": 0, "people": 10}"#;

fn document(take: &str) -> Document {
    let document = Document::from_json(&text(take, NORTH)).unwrap_or_else(|refused| panic!("{refused}"));
    assert!(document == Document::from_json(&document.to_json().unwrap()).unwrap(), "survives being written");
    document
}

fn score(evaluation: &Evaluation, city: &str) -> String {
    evaluation.indexes[1].subject(city).unwrap().score.to_string()
}

#[test]
fn each_way_of_rolling_up_is_its_formula() {
    for (take, east, west) in [
        // (90 + 60 + 30)/3.
        (r#"{"index": "counties", "take": "mean"}"#, "60", "75"),
        // (10·90 + 30·60 + 60·30)/100.
        (r#"{"index": "counties", "take": "mean", "weight_by": "people"}"#, "45", "75"),
        // (10·0 + 30·100 + 60·50)/100.
        (r#"{"index": "counties", "of": "b", "take": "mean", "weight_by": "people"}"#, "60", "75"),
        // Places 1, 3 and 4.
        (r#"{"index": "counties", "of": "rank", "take": "mean"}"#, "2.666666666667", "2"),
        (r#"{"index": "counties", "take": {"share_at_least": 60}, "weight_by": "people"}"#, "0.4", "1"),
        (r#"{"index": "counties", "take": {"share_of_top": 0.5}}"#, "0.333333333333", "1"),
        // Percentiles 25, 75, 100 and 50: full up to 30, and (0.95 − 19·0.9/29) at 50 of 30 to 60.
        (r#"{"index": "counties", "take": {"extent": [0.3, 0.6]}}"#, "0.333333333333", "0.360344827586"),
    ] {
        let evaluation = document(take).evaluate().unwrap();
        assert_eq!((score(&evaluation, "east"), score(&evaluation, "west")), (east.into(), west.into()), "{take}");
    }
}

#[test]
fn a_change_of_weights_below_reaches_those_above() {
    let prepared = document(r#"{"index": "counties", "take": "mean"}"#).prepare().unwrap();
    let change = WeightChange::Set { node: "b".to_owned(), weight: Decimal::from(50) };
    // East: means of 45, 80 and 40.
    let changed = prepared.with_change(0, &change).unwrap();
    assert_eq!(score(&changed.evaluate().unwrap(), "east"), "55");
    assert_eq!(changed.ranking(1).unwrap()[0].score.to_string(), "75");
    assert_eq!(score(&prepared.evaluate().unwrap(), "east"), "60", "the original stays as it was");
    let back = changed.with_change(0, &WeightChange::Set { node: "b".to_owned(), weight: Decimal::ZERO }).unwrap();
    assert_eq!(back.evaluate().unwrap(), prepared.evaluate().unwrap());
}

#[test]
fn a_change_that_those_above_cannot_take_is_refused() {
    let take = r#"{"index": "counties", "take": "mean"}"#;
    let narrow = text(take, NORTH)
        .replace(r#""rule": {"type": "as_is"}, "from""#, r#""rule": {"type": "as_is", "max": 75}, "from""#);
    let prepared = Document::from_json(&narrow).unwrap().prepare().unwrap();
    let change = WeightChange::Set { node: "b".to_owned(), weight: Decimal::ONE_HUNDRED };
    // West has 75 whatever the weights; East would have (0 + 100 + 50)/3 = 50: fine.
    assert!(prepared.with_change(0, &change).is_ok());
    let narrower = narrow.replace(r#""max": 75"#, r#""min": 55, "max": 75"#);
    let prepared = Document::from_json(&narrower).unwrap().prepare().unwrap();
    let Err(WeightError::Refused { index, problem }) = prepared.with_change(0, &change) else { panic!("refused") };
    assert_eq!(index, "cities");
    assert!(problem.contains("rolled") && problem.contains("east") && problem.contains("50"), "{problem}");
}

#[test]
fn parts_without_a_score_are_left_out_and_told() {
    let text = text(r#"{"index": "counties", "take": "mean"}"#, r#"{"a": null, "b": 0, "people": 10}"#);
    let evaluation = Document::from_json(&text).unwrap().evaluate().unwrap();
    assert_eq!(score(&evaluation, "east"), "45");
    let told = evaluation.notices.iter().find(|notice| notice.what == NoticeKind::PartsLeftOut).unwrap();
    assert_eq!((told.index.as_str(), told.subject.as_deref()), ("cities", Some("east")));
    assert_eq!(told.text, "1 of 3 parts have no score and are left out");
}

#[test]
fn whoever_has_no_parts_is_unranked() {
    let text = text(r#"{"index": "counties", "take": "mean"}"#, NORTH).replace(r#", "part_of": "west""#, "");
    let evaluation = Document::from_json(&text).unwrap().evaluate().unwrap();
    assert_eq!(evaluation.indexes[1].unranked[0].subject, "west");
}

#[test]
fn faults_are_named_at_their_places() {
    let good = text(r#"{"index": "counties", "take": "mean", "weight_by": "people"}"#, NORTH);
    let from = "indexes[1].children[0].from.parts";
    for (old, new, path) in [
        (r#""index": "counties""#, r#""index": "county""#, format!("{from}.index")),
        (r#""index": "counties""#, r#""index": "cities""#, format!("{from}.index")),
        (r#""weight_by": "people""#, r#""weight_by": "peple""#, format!("{from}.weight_by")),
        (r#""take": "mean""#, r#""take": "median""#, format!("{from}.take")),
        (r#""take": "mean""#, r#""take": {"share_of_top": 10}"#, format!("{from}.take.share_of_top")),
        (r#""take": "mean""#, r#""take": {"extent": [0.3, 0.1]}"#, format!("{from}.take.extent")),
        (r#""take": "mean""#, r#""take": "mean", "of": "c""#, format!("{from}.of")),
        (r#""a": 30, "b": 50, "people": 60"#, r#""a": 30, "b": 50"#, "values.south.people".into()),
        (r#""a": 30, "b": 50, "people": 60"#, r#""a": 30, "b": 50, "people": -6"#, "values.south.people".into()),
        (r#""part_of": "west""#, r#""part_of": "est""#, "subjects[5].part_of".into()),
        (r#""kind": "city"}, {"#, r#""kind": "city", "part_of": "north"}, {"#, "subjects[0].part_of".into()),
    ] {
        assert!(good.contains(old));
        let document = Document::from_json(&good.replacen(old, new, 1));
        let refused = document.and_then(|document| document.evaluate()).unwrap_err();
        assert_eq!(refused.problems()[0].path, path, "{refused}");
    }
}
