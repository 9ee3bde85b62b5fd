//! One explanation, every figure of it computed by hand.

use evalindex::Document;
use evalindex::explain::{ExplainedNode, StepKind};
use evalindex::number::{Exact, Formula};
use evalindex::result::FigureOrigin;
use evalindex::rule::{Basis, Cell, RuleError, Scored, ScoringRule, Working};
use evalindex::{Draft, Index, Indicator, Rule, Subject};

const TEXT: &str = r#"{"format": "evalindex/1", "period": "2023",
  "indexes": [{"id": "i", "name": "I", "kind": "k", "adjustments": {"max_bonus": 1}, "children": [
    {"id": "d", "name": "D", "weight": 30, "round": {"decimals": 0}, "children": [
      {"id": "growth", "name": "G", "weight": 10, "unit": "%", "source": "Yearbook", "measure": "growth",
       "rule": {"type": "min_max", "min": 0, "max": 12}},
      {"id": "filled", "name": "F", "weight": 20, "rule": {"type": "rank_ladder", "step": 40},
       "missing": {"impute": "mean"}}]},
    {"id": "a", "name": "A", "weight": 35, "rule": {"type": "completion"}},
    {"id": "b", "name": "B", "weight": 35, "rule": {"type": "as_is"}, "missing": "reweight"}]}],
  "subjects": [{"id": "x", "name": "X", "kind": "k"}, {"id": "y", "name": "Y", "kind": "k"},
    {"id": "z", "name": "Z", "kind": "k"}],
  "values": {"x": {"growth": 105, "filled": null, "a": 4, "b": null}, "y": {"growth": 110, "filled": 10, "a": 5, "b": 90},
    "z": {"growth": 110, "filled": 20, "a": 5, "b": 90}},
  "previous": {"x": {"growth": 100}, "y": {"growth": 100}, "z": {"growth": 100}},
  "targets": {"x": {"a": 6}, "y": {"a": 5}, "z": {"a": 5}},
  "adjustments": [{"subject": "x", "type": "bonus", "points": 3, "reason": "a prize"}]}"#;

fn steps(node: &ExplainedNode) -> Vec<(StepKind, String, String)> {
    let step =
        |one: &evalindex::explain::Step| (one.what, one.formula.to_string(), Formula::from(&one.value).to_string());
    node.steps.iter().map(step).collect()
}

fn step(what: StepKind, formula: &str, value: &str) -> (StepKind, String, String) {
    (what, formula.to_owned(), value.to_owned())
}

#[test]
fn the_whole_path_of_a_score() {
    let prepared = Document::from_json(TEXT).unwrap().prepare().unwrap();
    let why = prepared.explain("i", "x").unwrap();
    let node = |id: &str| why.nodes.iter().find(|node| node.node == id).unwrap();

    // 100·(105 − 100)/100 = 5 %, and 5/12 of full marks.
    let growth = node("growth");
    assert_eq!(
        steps(growth),
        [step(StepKind::Measured, "100·(105 − 100)/100", "5"), step(StepKind::Scored, "100·(5 − 0)/(12 − 0)", "125/3")]
    );
    let figure = growth.figure.as_ref().unwrap();
    assert_eq!((figure.period.as_deref(), growth.source.as_deref()), (Some("2023"), Some("Yearbook")));
    assert_eq!(figure.from, Some(FigureOrigin::Observed));

    // The mean of 10 and 20 is between them: place 2 of 3.
    let filled = node("filled");
    assert_eq!(steps(filled), [step(StepKind::Scored, "100 − 40·(2 − 1)", "60")]);
    assert_eq!(filled.steps[0].basis, Some(Basis::Place { place: 2, equal: 1, of: 3 }));
    assert_eq!(filled.figure.as_ref().unwrap().from, Some(FigureOrigin::Imputed));

    // (10·125/3 + 20·60)/30 = 53.888…, rounded to 54: no points below.
    assert_eq!(
        steps(node("d")),
        [step(StepKind::Aggregated, "(10·(125/3) + 20·60)/30", "485/9"), step(StepKind::Rounded, "485/9", "54")]
    );
    assert_eq!((growth.contribution, growth.counted.clone()), (None, Exact::ratio(10, 65)));

    // b is missing: 30 and 35 of 65 count. 54·30/65 + 66.67·35/65 = 24.923… + 35.897…
    assert_eq!(steps(node("a")), [step(StepKind::Scored, "100·4/6", "200/3")]);
    assert!(node("a").figure.as_ref().unwrap().own_target);
    assert_eq!(node("d").contribution.unwrap().to_string(), "24.92");
    assert_eq!(node("a").contribution.unwrap().to_string(), "35.90");
    // 60.8205…
    let total = why.total.as_ref().unwrap();
    assert_eq!((total.base.to_string(), total.bonus.to_string()), ("60.82".to_owned(), "1.00".to_owned()));
    assert_eq!((total.rounding.to_string(), total.score.to_string()), ("0.00".to_owned(), "61.82".to_owned()));
    // 35/65·(100 − 66.67) = 17.948… and 30/65·46 = 21.2307…: 39.179… in all.
    assert_eq!(node("a").lost.unwrap().to_string(), "17.95");
    assert_eq!(node("d").lost.unwrap().to_string(), "21.23");
    assert_eq!((why.nodes[0].lost.unwrap().to_string(), &why.nodes[0].rounding), ("39.18".to_owned(), &None));
    assert_eq!(why.standing.as_ref().unwrap().rank.to_string(), "3");
}

#[test]
fn ties_name_what_decided() {
    let tied = TEXT.replace(r#""max_bonus": 1}"#, r#""max_bonus": 1}, "ranking": {"tie_break": ["filled"]}"#);
    let tied = tied.replace(r#""filled", "name": "F", "weight": 20"#, r#""filled", "name": "F", "weight": 0"#);
    let tied = tied.replace(r#""growth", "name": "G", "weight": 10"#, r#""growth", "name": "G", "weight": 30"#);
    let prepared = Document::from_json(&tied).unwrap_or_else(|refused| panic!("{refused}")).prepare().unwrap();
    let standing = prepared.explain("i", "y").unwrap().standing.unwrap();
    assert_eq!(standing.tie_breaks.len(), 1);
    let tie = &standing.tie_breaks[0];
    assert_eq!((tie.with.as_str(), tie.is_ahead, tie.by.as_deref()), ("z", true, Some("filled")));
}

/// A pass has full marks.
#[derive(Debug)]
struct Pass;

impl ScoringRule for Pass {
    fn name(&self) -> &str {
        "pass"
    }

    fn score(&self, x: &Exact, cell: &Cell<'_>) -> Result<Scored, RuleError> {
        Ok(if *x >= Exact::ONE { cell.setting.scale.into() } else { Exact::ZERO.into() })
    }
}

/// The figure doubled, and its formula.
#[derive(Debug)]
struct Doubled;

impl ScoringRule for Doubled {
    fn name(&self) -> &str {
        "doubled"
    }

    fn score(&self, x: &Exact, _: &Cell<'_>) -> Result<Scored, RuleError> {
        Ok((x + x).into())
    }

    fn working(&self, x: &Exact, _: &Cell<'_>) -> Option<Working> {
        Some(Working::new(Formula::from(2) * x))
    }
}

#[test]
fn rules_of_your_own_show_their_score_or_their_formula() {
    let index = Index::new("i", "I", "k")
        .child(Indicator::new("p", "P", 50, Rule::custom(Pass)))
        .child(Indicator::new("q", "Q", 50, Rule::custom(Doubled)));
    let mut draft =
        Draft::default().index(index).subject(Subject::new("x", "X", "k")).subject(Subject::new("y", "Y", "k"));
    for (input, subject, figure) in [("p", 0, 0), ("p", 1, 1), ("q", 0, 40), ("q", 1, 30)] {
        draft.values.set(input, subject, evalindex::Decimal::from(figure).into());
    }
    let why = Document::build(draft).unwrap().prepare().unwrap().explain("i", "x").unwrap();
    assert_eq!(steps(&why.nodes[1]), [step(StepKind::Scored, "0", "0")]);
    assert_eq!(steps(&why.nodes[2]), [step(StepKind::Scored, "2·40", "80")]);
    // y has 50 + 30, x 40: a pass gives 50 more; so do 80 doubled.
    let next = |node: &ExplainedNode| node.next_place.as_ref().unwrap().figure.unwrap().to_string();
    assert_eq!((next(&why.nodes[1]), next(&why.nodes[2])), ("1".to_owned(), "80".to_owned()));
}
