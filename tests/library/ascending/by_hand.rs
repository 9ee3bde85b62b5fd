//! By hand: places, tie-breaks, grades, penalties, explanations, and what is refused.

use evalindex::model::{Grade, RankingRule};
use evalindex::order::Order;
use evalindex::{Decimal, Document, Evaluation};
use serde_json::{Value, json};

/// Points against: a and b count alike. x 10, y 10, z 25.
fn document(index: &Value, adjustments: &Value) -> Value {
    let leaf = |id: &str| json!({ "id": id, "name": id, "weight": 50, "rule": { "type": "as_is" } });
    let mut whole = json!({ "id": "i", "name": "I", "kind": "k", "ranking": { "order": "ascending" },
        "children": [leaf("a"), leaf("b")] });
    whole.as_object_mut().unwrap().extend(index.as_object().unwrap().clone());
    let subjects = ["x", "y", "z"].map(|id| json!({ "id": id, "name": id, "kind": "k" }));
    json!({ "format": "evalindex/1", "indexes": [whole],
        "subjects": subjects,
        "values": { "x": { "a": 20, "b": 0 }, "y": { "a": 5, "b": 15 }, "z": { "a": 30, "b": 20 } },
        "adjustments": adjustments })
}

fn evaluated(document: &Value) -> Evaluation {
    Document::from_json(&document.to_string())
        .and_then(|one| one.evaluate())
        .unwrap_or_else(|refused| panic!("{refused}"))
}

fn rows(document: &Value) -> Vec<String> {
    let result = evaluated(document).indexes.remove(0);
    let grade =
        |row: &evalindex::result::RankedSubject| row.grade.as_ref().map_or("–", |one| one.name.as_str()).to_owned();
    result.ranking.iter().map(|row| format!("{} {} {} {}", row.rank, row.subject, row.score, grade(row))).collect()
}

/// What a document is refused for.
fn refused(index: &Value, adjustments: &Value) -> Vec<String> {
    let text = document(index, adjustments).to_string();
    let refused = Document::from_json(&text).and_then(|one| one.evaluate()).expect_err(&text);
    refused.problems().iter().map(|one| format!("{}: {}", one.path, one.what)).collect()
}

#[test]
fn the_lowest_total_is_first() {
    assert_eq!(rows(&document(&json!({}), &json!([]))), ["1 x 10 –", "1 y 10 –", "3 z 25 –"]);
    // The lower score in a tie-break is the better one, too.
    let ranking = json!({ "ranking": { "order": "ascending", "tie_break": ["a"] } });
    assert_eq!(rows(&document(&ranking, &json!([]))), ["1 y 10 –", "2 x 10 –", "3 z 25 –"]);
    let result = evaluated(&document(&ranking, &json!([]))).indexes.remove(0);
    let ranks: Vec<_> = result.ranking.iter().map(|row| row.nodes[0].rank.unwrap().to_string()).collect();
    assert_eq!(ranks, ["1", "2", "3"]);
}

#[test]
fn grades_end_at_their_highest_total() {
    let grades = |cuts: [&str; 2], share: &str| json!({ "grades": [{ "name": "good", "at_most": cuts[0], "max_share": share }, { "name": "fair", "at_most": cuts[1] }] });
    // The cut is inclusive; nobody above the last cut has a grade.
    assert_eq!(rows(&document(&grades(["10", "24"], "1"), &json!([]))), ["1 x 10 good", "1 y 10 good", "3 z 25 –"]);
    let notices = evaluated(&document(&grades(["10", "24"], "1"), &json!([]))).notices;
    assert_eq!((notices[0].what.name(), &*notices[0].text), ("ungraded", "is above the cut of every grade: no grade"));
    // One of three: two equal ones find no room.
    assert_eq!(
        rows(&document(&grades(["10", "25"], "0.4"), &json!([]))),
        ["1 x 10 fair", "1 y 10 fair", "3 z 25 fair"]
    );
}

#[test]
fn penalties_are_added_and_shown() {
    let penalty = json!([{ "subject": "x", "type": "penalty", "points": 2.5, "reason": "late" }]);
    let text = document(&json!({ "cap": 12 }), &penalty);
    assert_eq!(rows(&text), ["1 y 10 –", "2 x 12 –", "2 z 12 –"]);
    let evaluation = evaluated(&text);
    let written = serde_json::to_value(&evaluation).unwrap();
    assert_eq!(written["indexes"][0]["ranking"][1]["penalty"].to_string(), "2.5");
    let read: Evaluation = serde_json::from_str(&serde_json::to_string(&evaluation).unwrap()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), written);
    let why = Document::from_json(&text.to_string()).unwrap().prepare().unwrap().explain("i", "x").unwrap();
    let total = why.total.as_ref().unwrap();
    assert_eq!(total.penalty.unwrap().to_string(), "2.50");
    assert_eq!(total.limit.as_ref().unwrap().formula.to_string(), "min(10 + 2.5, 12)");
    assert_eq!(total.base + total.penalty.unwrap() + total.limit.as_ref().unwrap().points, total.score);
    // Most points of x come from a; from b none.
    let reasons: Vec<_> = why.reasons.iter().map(|one| (one.node.as_str(), one.contribution, one.lost)).collect();
    assert_eq!(reasons, [("a", Some(Decimal::new(1000, 2)), None)]);
    // 12.5 is 2.5 more than y has: 5 less of a would do, and no figure of b.
    let place = why.reasons[0].next_place.as_ref().unwrap();
    assert_eq!((place.to.as_str(), place.figure), ("1", Some(Decimal::from(15))));
    assert!(why.nodes[2].next_place.as_ref().unwrap().figure.is_none());
    let written = serde_json::to_value(&why).unwrap();
    assert_eq!((&written["order"], written["reasons"][0].get("lost")), (&json!("ascending"), None));
}

#[test]
fn the_worst_figure_is_the_one_with_most_points() {
    let mut text = document(&json!({}), &json!([]));
    text["indexes"][0]["children"][0]["missing"] = json!({ "impute": "worst" });
    text["values"]["x"]["a"] = Value::Null;
    // x gets the 30 of z.
    assert_eq!(rows(&text), ["1 y 10 –", "2 x 15 –", "3 z 25 –"]);
}

#[test]
fn tasks_that_are_behind_cost_penalties() {
    let mut text = document(&json!({}), &json!([]));
    text["supervision"] = json!({ "on": "2023-12-31", "penalties": { "overdue": 3 } });
    text["tasks"] =
        json!([{ "id": "t", "name": "T", "class": "key", "lead": ["y"], "progress": 60, "due": "2023-12-01" }]);
    assert_eq!(rows(&text), ["1 x 10 –", "2 y 13 –", "3 z 25 –"]);
    let notices = evaluated(&text).notices;
    assert!(notices[0].text.starts_with("3 points added for tasks on 2023-12-31: t"), "{}", notices[0].text);
}

#[test]
fn what_goes_with_the_other_order_is_refused() {
    let points = |kind: &str| json!([{ "subject": "x", "type": kind, "points": 1, "reason": "r" }]);
    for kind in ["bonus", "deduction"] {
        assert_eq!(
            refused(&json!({}), &points(kind)),
            ["adjustments[0].type: index `i` ranks the lowest total first, and knows neither bonus nor deduction"]
        );
    }
    assert_eq!(
        refused(&json!({ "ranking": {} }), &points("penalty")),
        ["adjustments[0].type: index `i` ranks the highest total first, and knows no penalty"]
    );
    let limits = json!({ "adjustments": { "max_bonus": 1, "max_deduction": 2, "bonus_counts": false },
        "ranking": { "order": "ascending", "tie_break": ["bonus"] } });
    let paths: Vec<String> =
        refused(&limits, &json!([])).iter().map(|one| one.split(':').next().unwrap().to_owned()).collect();
    assert_eq!(
        paths,
        [
            "indexes[0].adjustments.bonus_counts",
            "indexes[0].adjustments.max_bonus",
            "indexes[0].adjustments.max_deduction",
            "indexes[0].ranking.tie_break[0]",
        ]
    );
    let cut = |field: &str| json!([{ "name": "good", field: 10 }, { "name": "rest" }]);
    assert_eq!(
        refused(&json!({ "grades": cut("at_least") }), &json!([])),
        ["indexes[0].grades[0].at_least: the lowest total is the best, so that a grade ends at its highest"]
    );
    assert_eq!(
        refused(&json!({ "grades": cut("at_most"), "ranking": {} }), &json!([])),
        ["indexes[0].grades[0].at_most: the highest total is the best, so that a grade ends at its lowest"]
    );
    let falling = json!({ "grades": [{ "name": "good", "at_most": 20 }, { "name": "fair", "at_most": 10 }] });
    assert_eq!(
        refused(&falling, &json!([])),
        ["indexes[0].grades[1].at_most: grades go from best to last, so each cut is above the one before"]
    );
    let doubt = json!({ "weights": { "from": { "benefit_of_the_doubt": { "least": 0.1, "most": 0.9 } } } });
    assert!(refused(&doubt, &json!([])).contains(
        &"indexes[0].weights: the lowest total is the best, and these weights are those under which each subject scores most".to_owned()
    ));
}

#[test]
fn the_order_is_written_only_where_it_is_not_the_usual_one() {
    let written = |rule: &RankingRule| serde_json::to_string(rule).unwrap();
    assert!(!written(&RankingRule::default()).contains("order"));
    assert!(written(&RankingRule::default().order(Order::Ascending)).starts_with(r#"{"order":"ascending""#));
    assert_eq!(serde_json::to_string(&Grade::new("a").at_most(5)).unwrap(), r#"{"name":"a","at_most":5}"#);
    let read =
        Document::from_json(&document(&json!({ "grades": [{ "name": "a", "at_most": 5 }] }), &json!([])).to_string())
            .unwrap();
    let again = Document::from_json(&read.to_json().unwrap()).unwrap();
    assert!(again == read && again.draft().indexes[0].ranking.order == Order::Ascending);
    let usual = evaluated(&document(&json!({ "ranking": {} }), &json!([])));
    assert!(!serde_json::to_string(&usual).unwrap().contains("penalty"));
}
