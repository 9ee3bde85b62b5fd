//! Units that were merged since the period before: their figures of that period are formed from those of their former
//! units. All expected values by hand.

use evalindex::Document;
use evalindex::explain::StepKind;
use evalindex::result::NoticeKind;

/// C was formed from A and B, D is as it was. GDP: 100 + 50 = 150, then 165: growth 10. Income by population:
/// (1·20 + 2·30)/3 = 80/3, then 30: growth 12.5. GDP per head: 150/3 = 50, then 165/3 = 55: growth 10.
const MERGED: &str = r#"{"format": "evalindex/1", "period": "2023",
  "indexes": [{"id": "i", "name": "I", "kind": "city", "children": [
    {"id": "gdp", "name": "GDP", "weight": 40, "measure": "growth", "formed": "sum", "rule": {"type": "as_is"}},
    {"id": "income", "name": "Income", "weight": 40, "measure": "growth", "formed": {"mean_by": "people"},
     "rule": {"type": "as_is"}},
    {"id": "head", "name": "GDP per head", "weight": 20, "input": "gdp", "denominate": {"by": "people"},
     "measure": "growth", "formed": "sum", "rule": {"type": "as_is"}}]}],
  "subjects": [{"id": "c", "name": "C", "kind": "city", "formed_from": ["a", "b"]}, {"id": "d", "name": "D", "kind": "city"},
    {"id": "a", "name": "A", "kind": "former"}, {"id": "b", "name": "B", "kind": "former"}],
  "values": {"c": {"gdp": 165, "income": 30, "people": 3}, "d": {"gdp": 120, "income": 12, "people": 2}},
  "previous": {"a": {"gdp": 100, "income": 20, "people": 1}, "b": {"gdp": 50, "income": 30, "people": 2},
    "d": {"gdp": 100, "income": 10, "people": 2}}}"#;

fn scores(text: &str) -> Vec<String> {
    let document = Document::from_json(text).unwrap_or_else(|problems| panic!("{problems}"));
    let prepared = document.prepare().unwrap_or_else(|problems| panic!("{problems}"));
    let evaluation = prepared.evaluate().unwrap();
    let nodes = &evaluation.index("i").unwrap().ranking.first().unwrap().nodes;
    nodes.iter().map(|node| node.score.map_or("none".to_owned(), |score| score.to_string())).collect()
}

#[test]
fn figures_of_former_units_are_summed_or_averaged() {
    // D grows by 20 everywhere and is the first; C: 0.4·10 + 0.4·12.5 + 0.2·10 = 11.
    assert_eq!(scores(MERGED), ["20", "20", "20"]);
    let alone =
        MERGED.replace(r#""id": "d", "name": "D", "kind": "city""#, r#""id": "d", "name": "D", "kind": "former""#);
    assert_eq!(scores(&alone), ["10", "12.5", "10"]);
}

#[test]
fn a_figure_of_its_own_goes_before_one_that_is_formed() {
    let own = MERGED
        .replace(r#""previous": {"#, r#""previous": {"c": {"gdp": 82.5}, "#)
        .replace(r#""id": "d", "name": "D", "kind": "city""#, r#""id": "d", "name": "D", "kind": "former""#);
    // 165 after 82.5 is twice as much; per head 82.5/3 = 27.5, then 55: the people of both units.
    assert_eq!(scores(&own), ["100", "12.5", "100"]);
}

#[test]
fn periods_form_the_figures_of_the_one_before() {
    let text = r#"{"format": "evalindex/1", "period": "2023",
      "indexes": [{"id": "i", "name": "I", "kind": "city", "children": [
        {"id": "gdp", "name": "GDP", "weight": 100, "measure": "growth", "formed": "sum", "missing": "unranked",
         "rule": {"type": "as_is"}}]}],
      "subjects": [{"id": "c", "name": "C", "kind": "city", "formed_from": ["a", "b"]},
        {"id": "a", "name": "A", "kind": "city"}, {"id": "b", "name": "B", "kind": "city"}],
      "values": {"c": {"gdp": 165}},
      "periods": [{"period": "2022", "values": {"a": {"gdp": 100}, "b": {"gdp": 50}}}]}"#;
    assert_eq!(scores(text), ["10"]);
    // Without the figure of one of them there is none to grow from.
    let lacking = text.replace(r#", "b": {"gdp": 50}"#, "");
    let evaluation = Document::from_json(&lacking).unwrap().prepare().unwrap().evaluate().unwrap();
    assert!(evaluation.index("i").unwrap().ranking.is_empty());
}

#[test]
fn a_rule_that_starts_from_the_previous_figure_takes_a_formed_one() {
    // From 1·20 + 2·30 over 3 = 80/3 to the goal 40: 30 is a quarter of the way.
    let text = MERGED
        .replace(r#""measure": "growth", "formed": {"mean_by": "people"},"#, r#""formed": {"mean_by": "people"},"#)
        .replace(
            r#"     "rule": {"type": "as_is"}}"#,
            r#"     "rule": {"type": "gap_closed", "start": "previous", "goal": 40}}"#,
        )
        .replace(r#""id": "d", "name": "D", "kind": "city""#, r#""id": "d", "name": "D", "kind": "former""#);
    assert_eq!(scores(&text), ["10", "25", "10"]);
}

#[test]
fn the_explanation_shows_how_a_figure_was_formed() {
    let prepared = Document::from_json(MERGED).unwrap().prepare().unwrap();
    let explanation = prepared.explain("i", "c").unwrap();
    let formed = |id: &str| -> Vec<String> {
        let node = explanation.nodes.iter().find(|node| node.node == id).unwrap();
        let steps = node.steps.iter().filter(|step| step.what == StepKind::Formed);
        steps.map(|step| format!("{} = {}", step.formula, step.value)).collect()
    };
    assert_eq!(formed("gdp"), ["100 + 50 = 150"]);
    assert_eq!(formed("income"), ["(1·20 + 2·30)/(1 + 2) = 80/3"]);
    assert_eq!(formed("head"), ["100 + 50 = 150", "1 + 2 = 3"]);
}

#[test]
fn a_reason_says_that_the_previous_figure_is_what_lacks() {
    let text = MERGED
        .replace(r#""formed": "sum", "rule""#, r#""formed": "sum", "missing": "reweight", "rule""#)
        .replace(r#""gdp": 50, "#, "");
    let evaluation = Document::from_json(&text).unwrap().prepare().unwrap().evaluate().unwrap();
    let notices = evaluation.notices.iter().filter(|notice| notice.what == NoticeKind::Reweighted);
    let told: Vec<String> = notices.map(|notice| notice.text.clone()).collect();
    assert_eq!(told, ["has no previous figure: its weight goes to its present siblings in proportion"; 2]);
}
