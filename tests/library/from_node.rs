//! Inputs that are what the subject has at a node of an index before; expected figures by hand.

use evalindex::explain::StepKind;
use evalindex::model::{NodeFigure, NodeSource};
use evalindex::result::FigureOrigin;
use evalindex::robustness::{Control, WeightRegion};
use evalindex::rule::AsIs;
use evalindex::{Document, Evaluation, Indicator, WeightChange};
use serde_json::{Value, json};

/// `base` publishes whole numbers: `d` is 0, 100/3, 100 of the means 0.5, 1, 2; `r` is 90, 30, 10; totals are 45, 95/3, 55.
fn document() -> Value {
    let taken = |id: &str, source: Value, more: Value| {
        let mut indicator = json!({ "id": id, "name": id, "weight": 1, "from": { "node": source } });
        indicator.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        indicator
    };
    let as_is = json!({ "rule": { "type": "as_is" } });
    let leaf = |id: &str| json!({ "id": id, "name": id, "weight": 50, "rule": { "type": "as_is" } });
    let subjects = ["a", "b", "c"].map(|id| json!({ "id": id, "name": id, "kind": "k" }));
    json!({
        "format": "evalindex/1",
        "indexes": [
            { "id": "base", "name": "Base", "kind": "k", "rounding": { "decimals": 0 }, "children": [
                { "id": "d", "name": "D", "weight": 50, "rule": { "type": "min_max" }, "children": [leaf("p"), leaf("q")] },
                leaf("r")] },
            { "id": "second", "name": "Second", "kind": "k", "weights": "relative", "rounding": { "decimals": 6 }, "children": [
                taken("score", json!({ "index": "base", "id": "d" }), as_is.clone()),
                taken("aggregate", json!({ "index": "base", "id": "d", "of": "aggregate" }), json!({ "rule": { "type": "completion", "target": 4 } })),
                taken("rank", json!({ "index": "base", "id": "r", "of": "rank" }), json!({ "direction": "lower", "rule": { "type": "rank_ladder", "step": 10 } })),
                taken("total", json!({ "index": "base", "id": "base" }), as_is.clone()),
                taken("place", json!({ "index": "base", "id": "base", "of": "rank" }), as_is.clone())] },
            { "id": "third", "name": "Third", "kind": "k", "rounding": { "decimals": 6 }, "children": [
                { "id": "again", "name": "Again", "weight": 100, "from": { "node": { "index": "second", "id": "score" } }, "rule": { "type": "as_is" } }] }],
        "subjects": subjects,
        "values": { "a": { "p": 1, "q": 0, "r": 90 }, "b": { "p": 2, "q": 0, "r": 30 }, "c": { "p": 4, "q": 0, "r": 10 } }
    })
}

fn read(document: &Value) -> Document {
    Document::from_json(&document.to_string()).unwrap_or_else(|refused| panic!("{refused}"))
}

/// The scores of a, b and c at a node, without trailing zeros; `-` where there is none.
fn scores(evaluation: &Evaluation, index: usize, node: &str) -> Vec<String> {
    let result = &evaluation.indexes[index];
    let position = result.node(node).unwrap();
    let text = |id: &str| {
        let ranked = result.subject(id).map(|row| &row.nodes);
        let score = ranked.and_then(|nodes| nodes[position].score);
        score.map_or("-".to_owned(), |score| score.to_decimal().normalize().to_string())
    };
    ["a", "b", "c"].map(text).to_vec()
}

#[test]
fn a_node_gives_its_exact_score_aggregate_and_rank() {
    let evaluation = read(&document()).evaluate().unwrap();
    let of = |node: &str| scores(&evaluation, 1, node);
    assert_eq!(of("score"), ["0", "33.333333", "100"]);
    assert_eq!(of("aggregate"), ["12.5", "25", "50"]);
    assert_eq!(of("rank"), ["100", "90", "80"]);
    assert_eq!(of("total"), ["45", "31.666667", "55"]);
    assert_eq!(of("place"), ["2", "3", "1"]);
    assert_eq!(scores(&evaluation, 2, "again"), ["0", "33.333333", "100"]);
}

#[test]
fn what_a_subject_lacks_there_it_lacks_here() {
    let mut lacking = document();
    lacking["indexes"][0]["children"][1]["missing"] = json!("unranked");
    lacking["values"]["b"]["r"] = Value::Null;
    for child in lacking["indexes"][1]["children"].as_array_mut().unwrap() {
        child["missing"] = json!("reweight");
    }
    let evaluation = read(&lacking).evaluate().unwrap();
    let of = |node: &str| scores(&evaluation, 1, node);
    // b has no place and no total, but a score of d.
    assert_eq!(
        (of("total"), of("place")),
        (vec!["45".into(), "-".into(), "55".into()], vec!["2".into(), "-".into(), "1".into()])
    );
    assert_eq!(of("score"), ["0", "33.333333", "100"]);
    assert_eq!(of("rank"), ["100", "-", "90"]);
}

#[test]
fn new_weights_of_the_index_before_score_this_one_again() {
    let prepared = read(&document()).prepare().unwrap();
    let raised = [WeightChange::set("d", 100), WeightChange::set("r", 0)];
    let changed = prepared.what_if(Some("base".into()), &raised).unwrap().after;
    assert_eq!(scores(&changed, 1, "total"), ["0", "33.333333", "100"]);
    assert_eq!(scores(&changed, 1, "place"), ["3", "2", "1"]);
    // Other analyses change the weights of one index, and leave what comes from another as it is.
    assert!(prepared.tipping("third", Control::new()).is_ok());
    assert!(prepared.certain("third", WeightRegion::Free, Control::new()).is_ok());
    let own = prepared.evaluate().unwrap();
    let again = read(&document()).prepare_against(&own).unwrap().evaluate().unwrap();
    assert_eq!(again.indexes, own.indexes);
}

#[test]
fn an_explanation_names_the_node() {
    let prepared = read(&document()).prepare().unwrap();
    let why = prepared.explain("second", "b").unwrap();
    let node = why.nodes.iter().find(|node| node.node == "aggregate").unwrap();
    let figure = node.figure.as_ref().unwrap();
    assert_eq!(figure.from, Some(FigureOrigin::Node));
    assert_eq!(figure.node, Some(NodeSource::new("base", "d").of(NodeFigure::Aggregate)));
    let step = &node.steps[0];
    assert_eq!((step.what, step.formula.to_string().as_str()), (StepKind::Taken, "1"));
    assert_eq!(step.basis.as_ref().unwrap().to_string(), "the aggregate of `d` in `base`");
    let full = serde_json::to_value(prepared.evaluate_full().unwrap()).unwrap();
    let row = &full["indexes"][1]["ranking"][0]["nodes"]["score"];
    assert_eq!(row["from"], "node");
}

#[test]
fn the_source_is_written_back_and_built_by_a_program() {
    let read = read(&document());
    let written: Value = serde_json::from_str(&serde_json::to_string(read.draft()).unwrap()).unwrap();
    assert_eq!(
        written["indexes"][1]["children"][2]["from"],
        json!({ "node": { "index": "base", "id": "r", "of": "rank" } })
    );
    let built = Indicator::new("x", "X", 1, AsIs::default()).from_node(NodeSource::new("base", "d"));
    assert_eq!(serde_json::to_value(&built).unwrap()["from"]["node"]["of"], "score");
}
