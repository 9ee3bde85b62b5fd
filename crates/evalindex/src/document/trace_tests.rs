//! Figures, weights and points of one small document, by hand.

use super::Document;
use crate::engine::{Prepared, View, points};
use crate::model::NodeId;
use crate::number::Exact;
use crate::result::FigureOrigin;
use crate::support::Interrupt;

/// Two regions with an indicator of every sort, and three parts of one of them.
const TEXT: &str = r#"{"format": "evalindex/1",
  "indexes": [
    {"id": "towns", "name": "Towns", "kind": "town", "children": [
      {"id": "t", "name": "T", "weight": 100, "rule": {"type": "as_is"}}]},
    {"id": "i", "name": "I", "kind": "region", "weights": "relative", "children": [
      {"id": "d", "name": "D", "weight": 60, "rule": {"type": "completion", "target": 50}, "children": [
        {"id": "growth", "name": "G", "weight": 1, "measure": "growth", "denominate": {"by": "people", "scale": 2},
         "rule": {"type": "completion"}, "missing": "reweight"},
        {"id": "filled", "name": "F", "weight": 3, "rule": {"type": "min_max"}, "missing": {"impute": "mean"}}]},
      {"id": "tasks", "name": "K", "weight": 20, "from": {"tasks": {}}, "rule": {"type": "as_is"}},
      {"id": "parts", "name": "P", "weight": 10, "rule": {"type": "as_is"},
       "from": {"parts": {"index": "towns", "of": "score", "take": "mean"}}},
      {"id": "given", "name": "S", "weight": 10, "rule": {"type": "as_is"}, "missing": {"score": 30}}]}],
  "subjects": [
    {"id": "x", "name": "X", "kind": "region"}, {"id": "y", "name": "Y", "kind": "region"},
    {"id": "z", "name": "Z", "kind": "region"},
    {"id": "a", "name": "A", "kind": "town", "part_of": "x"}, {"id": "b", "name": "B", "kind": "town", "part_of": "x"}],
  "values": {
    "x": {"growth": 12, "people": 4, "filled": null, "given": null},
    "y": {"growth": 10, "people": 5, "filled": 10, "given": 70},
    "z": {"growth": null, "people": 5, "filled": 20, "given": 70},
    "a": {"t": 50}, "b": {"t": 80}},
  "previous": {"x": {"growth": 10, "people": 4}, "y": {"growth": 10, "people": 5}, "z": {"growth": 10, "people": 5}},
  "targets": {"x": {"growth": 40}, "y": {"growth": 25}, "z": {"growth": 25}},
  "tasks": [{"id": "k", "name": "K", "class": "key", "regions": ["x", "y", "z"], "progress": 45}]}"#;

fn node(view: &View<'_>, id: &str) -> NodeId {
    view.scored.tree.find(id).unwrap()
}

fn prepared() -> Prepared {
    Document::from_json(TEXT).unwrap().prepare().unwrap()
}

/// Observed, used, origin, and target with whether it is the subject's own.
type Shown = (Option<String>, Option<String>, Option<FigureOrigin>, Option<(String, bool)>);

/// The figures of the three regions at a node.
fn figures(id: &str) -> Vec<Shown> {
    let prepared = prepared();
    let view = prepared.view("i").unwrap();
    let trace = prepared.trace(&view, Interrupt::NEVER);
    let step = trace.step(node(&view, id)).unwrap().unwrap();
    let shown = |row| {
        let figure = step.figure(row).unwrap();
        let target = figure.target.map(|(target, own)| (target.to_string(), own));
        (figure.observed.map(|one| one.to_string()), figure.used.map(|one| one.to_string()), figure.origin, target)
    };
    view.scored.subjects.ids().map(shown).collect()
}

#[test]
fn figures_are_those_that_the_rules_scored() {
    // 2·12/4 = 6 after 2·10/4 = 5: growth 20 %.
    let own = |target: &str| Some((target.to_owned(), true));
    assert_eq!(
        figures("growth"),
        [
            (Some("12".to_owned()), Some("20".to_owned()), Some(FigureOrigin::Observed), own("40")),
            (Some("10".to_owned()), Some("0".to_owned()), Some(FigureOrigin::Observed), own("25")),
            (None, None, None, own("25")),
        ]
    );
    // The mean of 10 and 20.
    assert_eq!(figures("filled")[0], (None, Some("15".to_owned()), Some(FigureOrigin::Imputed), None));
    assert_eq!(
        figures("filled")[1],
        (Some("10".to_owned()), Some("10".to_owned()), Some(FigureOrigin::Observed), None)
    );
    assert_eq!(figures("tasks")[0], (None, Some("45".to_owned()), Some(FigureOrigin::Tasks), None));
    assert_eq!(figures("parts")[0], (None, Some("65".to_owned()), Some(FigureOrigin::RolledUp), None));
    assert_eq!(figures("parts")[1], (None, None, None, None));
    assert_eq!(figures("given")[0], (None, None, Some(FigureOrigin::Given), None));
}

#[test]
fn a_dimension_scores_the_aggregate_of_its_children() {
    // x: (1·50 + 3·50)/4; y: (1·0 + 3·0)/4; z: growth is missing, so that `filled` counts alone.
    let target = || Some(("50".to_owned(), false));
    let expected =
        ["50", "0", "100"].map(|score| (None, Some(score.to_owned()), Some(FigureOrigin::Children), target()));
    assert_eq!(figures("d"), expected);
}

#[test]
fn a_node_without_a_rule_has_no_step() {
    let prepared = prepared();
    let view = prepared.view("i").unwrap();
    let trace = prepared.trace(&view, Interrupt::NEVER);
    assert!(trace.step(view.scored.tree.top()).unwrap().is_none());
}

#[test]
fn calibrations_are_those_of_the_evaluation() {
    let prepared = prepared();
    let view = prepared.view("i").unwrap();
    let trace = prepared.trace(&view, Interrupt::NEVER);
    let step = trace.step(node(&view, "filled")).unwrap().unwrap();
    let row = view.scored.subjects.ids().next().unwrap();
    let (calibration, group) = step.calibration(row);
    assert_eq!((calibration.statistic("max").unwrap().to_string().as_str(), group), ("20", None));
    let scored = step.site().step.scoring().score(&15.into(), &step.cell(row).unwrap()).unwrap();
    assert_eq!(scored.score.to_string(), "50");
}

#[test]
fn weights_and_points_follow_the_present_siblings() {
    let prepared = prepared();
    let view = prepared.view("i").unwrap();
    let rows: Vec<_> = view.scored.subjects.ids().collect();
    let of = |row: usize, id: &str| {
        let of_node = points(&view, rows[row])[node(&view, id)].clone();
        let text = |value: Option<Exact>| value.and_then(|value| value.fraction());
        (text(Some(of_node.declared)).unwrap(), text(of_node.counted), text(of_node.added), text(of_node.lost))
    };
    // x has all: 20 of 100 points at 45.
    assert_eq!(of(0, "tasks"), ("1/5".to_owned(), Some("1/5".to_owned()), Some("9".to_owned()), Some("11".to_owned())));
    // y has no parts: 20 of 90.
    assert_eq!(
        of(1, "tasks"),
        ("1/5".to_owned(), Some("2/9".to_owned()), Some("10".to_owned()), Some("110/9".to_owned()))
    );
    assert_eq!(of(1, "parts"), ("1/10".to_owned(), None, None, None));
    // Below the rule of a dimension there are weights, and no points.
    assert_eq!(of(0, "growth"), ("3/20".to_owned(), Some("3/20".to_owned()), None, None));
    assert_eq!(of(2, "growth"), ("3/20".to_owned(), None, None, None));
    assert_eq!(of(2, "filled"), ("9/20".to_owned(), Some("2/3".to_owned()), None, None));
    // The children's lost points total the index's: 100 less 60 (d: 50 against 50) + 9 + 6.5 + 3.
    assert_eq!(of(0, "d").3, Some("0".to_owned()));
    let lost = |id| of(0, id).3.unwrap();
    assert_eq!([lost("parts"), lost("given")], ["7/2", "7"]);
    let top = points(&view, rows[0])[view.scored.tree.top()].clone();
    assert_eq!((top.added.unwrap().to_string(), top.lost.unwrap().to_string()), ("78.5".into(), "21.5".into()));
}
