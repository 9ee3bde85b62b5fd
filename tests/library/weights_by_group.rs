//! Weights that differ from group to group, by hand.

use evalindex::model::WeightsByGroup;
use evalindex::result::NoticeKind;
use evalindex::robustness::{Control, Draws, Leave, WeightRegion};
use evalindex::{Decimal, Document, Evaluation, WeightChange, WeightError};
use serde_json::{Value, json};

use crate::tipping::{as_is, decimal};

/// A document with these indexes; subjects of the groups `large` (l1, l2) and `small` (s1, s2).
fn document(index: &Value, values: &Value) -> Document {
    let mut whole = json!({ "id": "i", "name": "I", "kind": "k" });
    whole.as_object_mut().unwrap().extend(index.as_object().unwrap().clone());
    let subjects = [("l1", "large"), ("l2", "large"), ("s1", "small"), ("s2", "small")];
    let subjects = subjects.map(|(id, group)| json!({ "id": id, "name": id, "kind": "k", "group": group }));
    let text = json!({ "format": "evalindex/1", "indexes": [whole], "subjects": subjects, "values": values });
    let document = Document::from_json(&text.to_string()).unwrap_or_else(|refused| panic!("{refused}"));
    assert!(document == Document::from_json(&document.to_json().unwrap()).unwrap(), "survives being written");
    document
}

fn leaf(id: &str) -> Value {
    json!({ "id": id, "name": id, "missing": "reweight", "rule": { "type": "as_is" } })
}

fn by_group() -> Value {
    json!({ "by_group": { "large": { "gdp": 40, "rd": 60 }, "small": { "gdp": 70, "rd": 30 } } })
}

fn values() -> Value {
    json!({ "l1": { "gdp": 80, "rd": 50 }, "l2": { "gdp": 60, "rd": 90 },
        "s1": { "gdp": 80, "rd": 50 }, "s2": { "gdp": 90, "rd": 30 } })
}

fn simple() -> Document {
    document(&json!({ "weights": by_group(), "children": [leaf("gdp"), leaf("rd")] }), &values())
}

fn ranking(evaluation: &Evaluation) -> Vec<String> {
    let row = |row: &evalindex::result::RankedSubject| format!("{} {} {}", row.rank, row.subject, row.score);
    evaluation.indexes[0].ranking.iter().map(row).collect()
}

#[test]
fn every_subject_is_scored_by_the_weights_of_its_group_and_all_are_ranked_together() {
    // 0.4·80 + 0.6·50 = 62, 0.4·60 + 0.6·90 = 78; 0.7·80 + 0.3·50 = 71, 0.7·90 + 0.3·30 = 72.
    let evaluation = simple().prepare().unwrap().evaluate_full().unwrap();
    assert_eq!(ranking(&evaluation), ["1 l2 78", "2 s2 72", "3 s1 71", "4 l1 62"]);
    let of = |id: &str| evaluation.indexes[0].ranking.iter().find(|row| row.subject == id).unwrap();
    let points = |id: &str| of(id).nodes.iter().map(|node| node.contribution.unwrap().to_string()).collect::<Vec<_>>();
    assert_eq!((points("l1"), points("s1")), (vec!["32".into(), "30".into()], vec!["56".into(), "15".into()]));
    let details = |id: &str| {
        let nodes = &of(id).details.as_ref().unwrap().nodes;
        nodes.iter().map(|node| format!("{} {}", node.weight, node.lost.unwrap())).collect::<Vec<_>>()
    };
    // To full marks: 0.4·20 and 0.6·50; 0.7·20 and 0.3·50.
    assert_eq!(
        (details("l1"), details("s1")),
        (vec!["0.4 8".into(), "0.6 30".into()], vec!["0.7 14".into(), "0.3 15".into()])
    );
    let shares = simple().prepare().unwrap().shares("i").unwrap();
    let shares: Vec<String> = shares.iter().map(|(id, share)| format!("{id} {share}")).collect();
    assert_eq!(shares, ["large/gdp 0.4", "small/gdp 0.7", "large/rd 0.6", "small/rd 0.3"]);
}

#[test]
fn calibration_is_over_all_subjects() {
    // A rule on the dimension: 62, 78, 71, 72 between 62 and 78; 9/16 and 10/16 of 100.
    let d = json!({ "id": "d", "name": "D", "weight": 100, "weights": by_group(), "rule": { "type": "min_max" },
        "children": [leaf("gdp"), leaf("rd")] });
    let evaluation = document(&json!({ "children": [d] }), &values()).evaluate().unwrap();
    assert_eq!(ranking(&evaluation), ["1 l2 100", "2 s2 62.5", "3 s1 56.25", "4 l1 0"]);
}

#[test]
fn thirds_are_exact_and_other_aggregates_take_the_weights_too() {
    // (10 + 2·40)/3 = 30 = (2·25 + 40)/3, below a mean with c; 4^½·9^½ = 6.
    let weights = json!({ "by_group": { "large": { "a": 1, "b": 2 }, "small": { "a": 2, "b": 1 } } });
    let d = |aggregate: &str, weights: &Value| json!({ "id": "d", "name": "D", "weight": 3, "weights": weights, "aggregate": aggregate, "children": [leaf("a"), leaf("b")] });
    let index =
        |d: Value| json!({ "weights": "relative", "children": [d, as_is("c", 4)], "rounding": { "decimals": 4 } });
    let values = json!({ "l1": { "a": 10, "b": 40, "c": 1 }, "l2": { "a": 0, "b": 0, "c": 0 },
        "s1": { "a": 25, "b": 40, "c": 1 }, "s2": { "a": 0, "b": 1, "c": 0 } });
    // (3·30 + 4)/7 = 13.428571…; s2 has (3/3)/7.
    let evaluation = document(&index(d("arithmetic", &weights)), &values).evaluate().unwrap();
    assert_eq!(ranking(&evaluation), ["1 l1 13.4286", "1 s1 13.4286", "3 s2 0.1429", "4 l2 0"]);
    let halves = json!({ "by_group": { "large": { "a": "1/2", "b": "1/2" }, "small": { "a": 1, "b": 3 } } });
    let values = json!({ "l1": { "a": 4, "b": 9, "c": 0 }, "l2": { "a": 1, "b": 1, "c": 0 },
        "s1": { "a": 16, "b": 1, "c": 0 }, "s2": { "a": 1, "b": 1, "c": 0 } });
    // 16^¼ = 2: 3·6/7 and 3·2/7.
    let evaluation = document(&index(d("geometric", &halves)), &values).evaluate().unwrap();
    assert_eq!(ranking(&evaluation), ["1 l1 2.5714", "2 s1 0.8571", "3 l2 0.4286", "3 s2 0.4286"]);
}

#[test]
fn a_missing_figure_is_reweighted_within_the_group_and_what_weighs_nothing_is_not_missed() {
    let weights = json!({ "by_group": { "large": { "gdp": 40, "rd": 60 }, "small": { "gdp": 100, "rd": 0 } } });
    let values = json!({ "l1": { "gdp": 80, "rd": null }, "l2": { "gdp": 60, "rd": 90 },
        "s1": { "gdp": 80, "rd": null }, "s2": { "gdp": 90, "rd": 30 } });
    let index = json!({ "weights": weights, "children": [leaf("gdp"), leaf("rd")] });
    let evaluation = document(&index, &values).evaluate().unwrap();
    assert_eq!(ranking(&evaluation), ["1 s2 90", "2 l1 80", "2 s1 80", "4 l2 78"]);
    let told: Vec<_> = evaluation.notices.iter().filter(|one| one.what == NoticeKind::Reweighted).collect();
    assert_eq!(told.iter().map(|one| one.subject.as_deref()).collect::<Vec<_>>(), [Some("l1")]);
}

#[test]
fn weights_of_a_group_change_without_those_of_others() {
    // Half and half for large ones: 40 + 25 = 65, 30 + 45 = 75.
    let prepared = simple().prepare().unwrap();
    let change = WeightChange::set("gdp", 50).in_group("large");
    let what_if = prepared.what_if(None, std::slice::from_ref(&change)).unwrap();
    assert_eq!(ranking(&what_if.after), ["1 l2 75", "2 s2 72", "3 s1 71", "4 l1 65"]);
    assert_eq!(what_if.weights[0][0], ("large/gdp".to_owned(), decimal("0.5")));
    let moved = prepared.movements("i", &[change]).unwrap();
    assert_eq!((moved[0].subject.as_str(), moved[0].points.unwrap().to_string()), ("l2", "-3".to_owned()));
    // Weight moves within a group.
    let shifted = prepared.what_if(None, &[WeightChange::shift("rd", "gdp", 30).in_group("small")]).unwrap();
    assert_eq!(ranking(&shifted.after), ["1 s2 90", "2 s1 80", "3 l2 78", "4 l1 62"]);
    let error = prepared.what_if(None, &[WeightChange::set("gdp", 50)]).unwrap_err().to_string();
    assert_eq!(error, "the weights of the children of `i` differ from group to group: say which, as `large/gdp`");
    let error = prepared.what_if(None, &[WeightChange::set("medium/gdp", 50)]).unwrap_err().to_string();
    assert!(error.starts_with("there is no node `medium/gdp`"), "{error}");
    // A node below whose weight is the same for all.
    let d = json!({ "id": "d", "name": "D", "weight": 100, "children": [as_is("a", 50), as_is("b", 50)] });
    let weights = json!({ "by_group": { "large": { "d": 1 }, "small": { "d": 1 } } });
    let mut d = d;
    d.as_object_mut().unwrap().remove("weight");
    let values = json!({ "l1": { "a": 1, "b": 2 }, "l2": { "a": 1, "b": 2 }, "s1": { "a": 1, "b": 2 }, "s2": { "a": 1, "b": 2 } });
    let prepared = document(&json!({ "weights": weights, "children": [d] }), &values).prepare().unwrap();
    let error = prepared.with_change("i", &WeightChange::set("a", 10).in_group("large")).unwrap_err();
    assert!(matches!(error, WeightError::InGroups { .. }), "{error}");
    assert!(prepared.with_change("i", &WeightChange::set("a", 10)).is_ok());
}

#[test]
fn an_explanation_shows_the_weights_of_the_group() {
    let prepared = simple().prepare().unwrap();
    let weights = |id: &str| {
        let why = prepared.explain("i", id).unwrap();
        why.nodes.iter().skip(1).map(|node| node.weight.to_string()).collect::<Vec<_>>()
    };
    assert_eq!((weights("l1"), weights("s1")), (vec!["40".into(), "60".into()], vec!["70".into(), "30".into()]));
    // l1 needs 9 more points for the place of s1: 15 of rd.
    let why = prepared.explain("i", "l1").unwrap();
    let rd = why.nodes.iter().find(|node| node.node == "rd").unwrap();
    assert_eq!(rd.next_place.as_ref().unwrap().figure, Some(Decimal::from(65)));
}

#[test]
fn what_goes_by_one_set_of_weights_is_refused_by_name() {
    let prepared = simple().prepare().unwrap();
    let draws = Draws::new(10, 1);
    let errors = [
        ("tipping", prepared.tipping("i", Control::new()).unwrap_err().to_string()),
        ("certain", prepared.certain("i", WeightRegion::Free, Control::new()).unwrap_err().to_string()),
        ("robustness", prepared.robustness("i", &draws, Control::new()).unwrap_err().to_string()),
        ("sensitivity", prepared.sensitivity("i", &draws, Control::new()).unwrap_err().to_string()),
        ("leave-out", prepared.leave_out("i", Leave::Nodes, Control::new()).unwrap_err().to_string()),
        ("balance", prepared.balance("i", decimal("0.9")).unwrap_err().to_string()),
        ("gap", prepared.gap("i", "l1", "s1").unwrap_err().to_string()),
        ("advice", prepared.advice("i").unwrap_err().to_string()),
        ("compare", prepared.compare("i", &prepared).unwrap_err().to_string()),
    ];
    for (analysis, error) in errors {
        let expected = format!("`{analysis}` goes by one set of weights, and those of `i` differ from group to group");
        assert!(error.contains(&expected), "{error}");
    }
}

#[test]
fn programs_declare_them_too() {
    let weights = WeightsByGroup::new().group("large", [("gdp", 1), ("rd", 2)]);
    assert_eq!(serde_json::to_string(&weights).unwrap(), r#"{"by_group":{"large":{"gdp":1,"rd":2}}}"#);
}
