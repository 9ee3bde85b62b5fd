//! Grades with quotas within groups, and with requirements of nodes, by hand.

use evalindex::explain::NotClosed;
use evalindex::model::{Grade, Requirement, Within};
use evalindex::result::NoticeKind;
use evalindex::robustness::{Control, Draws};
use evalindex::{Decimal, Document, Evaluation};
use serde_json::{Value, json};

use crate::tipping::{as_is, decimal};

/// Totals 0.6·growth + 0.4·safety. Large: l1 95, l2 87, l3 86, l4 83.996. Small: s1 82, s2 81, s3 80.6.
const FIGURES: [(&str, &str, &str, &str); 7] = [
    ("l1", "large", "95", "95"),
    ("l2", "large", "95", "75"),
    ("l3", "large", "90", "80"),
    ("l4", "large", "100", "59.99"),
    ("s1", "small", "80", "85"),
    ("s2", "small", "95", "60"),
    ("s3", "small", "95", "59"),
];

fn document(grades: &Value) -> Document {
    let subjects = FIGURES.map(|(id, group, ..)| json!({ "id": id, "name": id, "kind": "k", "group": group }));
    let values = FIGURES.map(|(id, _, growth, safety)| {
        (id.to_owned(), json!({ "growth": decimal(growth).to_string(), "safety": safety }))
    });
    let text = json!({ "format": "evalindex/1",
        "indexes": [{ "id": "i", "name": "I", "kind": "k", "grades": grades,
            "children": [as_is("growth", 60), as_is("safety", 40)] }],
        "subjects": subjects, "values": serde_json::Map::from_iter(values) });
    let document = Document::from_json(&text.to_string()).unwrap_or_else(|refused| panic!("{refused}"));
    assert!(document == Document::from_json(&document.to_json().unwrap()).unwrap(), "survives being written");
    document
}

fn by_subject(evaluation: &Evaluation) -> Vec<(&str, &str)> {
    let mut all: Vec<_> = evaluation.indexes[0]
        .ranking
        .iter()
        .map(|row| (row.subject.as_str(), row.grade.as_ref().map_or("", |grade| grade.name.as_str())))
        .collect();
    all.sort_unstable();
    all
}

fn told(evaluation: &Evaluation, what: NoticeKind) -> Vec<String> {
    let of_kind = evaluation.notices.iter().filter(|one| one.what == what);
    of_kind.map(|one| format!("{}: {}", one.subject.as_deref().unwrap_or_default(), one.text)).collect()
}

#[test]
fn a_quota_within_groups_is_counted_in_each() {
    // Half of four large ones are two, half of three small ones is one. Of all seven three would be the large l1, l2, l3.
    let top = |within: &str| json!([{ "name": "top", "at_least": 81, "max_share": 0.5, "within": within }, { "name": "rest" }]);
    let evaluation = document(&top("group")).evaluate().unwrap();
    let good = |evaluation: &Evaluation| -> Vec<String> {
        by_subject(evaluation).iter().filter(|one| one.1 == "top").map(|one| one.0.to_owned()).collect()
    };
    assert_eq!(good(&evaluation), ["l1", "l2", "s1"]);
    assert_eq!(
        told(&evaluation, NoticeKind::Quota),
        [
            "l3: meets `top`, whose quota is full: `rest`",
            "l4: meets `top`, whose quota is full: `rest`",
            "s2: meets `top`, whose quota is full: `rest`"
        ]
    );
    assert_eq!(good(&document(&top("all")).evaluate().unwrap()), ["l1", "l2", "l3"]);
    let edge = document(&top("group")).prepare().unwrap().explain("i", "s1").unwrap().standing.unwrap().edge.unwrap();
    assert_eq!((edge.within, edge.quota), (Within::Group, Some(1)));
}

#[test]
fn who_does_not_score_as_required_takes_the_next_grade_and_no_room() {
    let grades = json!([
        { "name": "excellent", "at_least": 80, "max_share": 0.5, "within": "group",
          "requires": [{ "node": "safety", "at_least": 60 }] },
        { "name": "good", "at_least": 60 }]);
    let evaluation = document(&grades).evaluate().unwrap();
    let expected = [
        ("l1", "excellent"),
        ("l2", "excellent"),
        ("l3", "good"),
        ("l4", "good"),
        ("s1", "excellent"),
        ("s2", "good"),
        ("s3", "good"),
    ];
    assert_eq!(by_subject(&evaluation), expected);
    assert_eq!(
        told(&evaluation, NoticeKind::Requirement),
        [
            "l4: meets the cut of `excellent`, which requires at least 60 of `safety`, which has 59.99: `good`",
            "s3: meets the cut of `excellent`, which requires at least 60 of `safety`, which has 59: `good`"
        ]
    );
    // s2 has exactly 60, and no room.
    assert_eq!(told(&evaluation, NoticeKind::Quota).len(), 2);
    let why = document(&grades).prepare().unwrap().explain("i", "l4").unwrap();
    assert!(why.notices.iter().any(|notice| notice.what == NoticeKind::Requirement));
    let next = why.nodes.iter().find(|node| node.node == "growth").unwrap().next_grade.as_ref().unwrap();
    assert_eq!((next.figure, next.none), (None, Some(NotClosed::Required)));
    // In all draws of weights l4 stays below: safety is a figure.
    let found = document(&grades).prepare().unwrap().robustness("i", &Draws::new(200, 1), Control::new()).unwrap();
    let shares = |id: &str| found.subjects.iter().find(|one| one.subject == id).unwrap().grades[0].1;
    assert_eq!((shares("l4"), shares("s3"), shares("l1")), (Decimal::ZERO, Decimal::ZERO, Decimal::ONE));
}

#[test]
fn a_grade_of_the_last_row_may_require_too() {
    let grades = json!([{ "name": "pass", "requires": [{ "node": "safety", "at_least": "59.99" }] }]);
    let evaluation = document(&grades).evaluate().unwrap();
    let without: Vec<_> = by_subject(&evaluation).into_iter().filter(|one| one.1.is_empty()).collect();
    assert_eq!(without, [("s3", "")]);
    assert_eq!(told(&evaluation, NoticeKind::Ungraded), [""; 0]);
    assert_eq!(told(&evaluation, NoticeKind::Requirement).len(), 1);
}

/// An index of `d`, the mean of a and b, and of c; `top` requires 60 of d.
fn of_dimension(weights: [u32; 2], x: &Value) -> Document {
    let d =
        json!({ "id": "d", "name": "D", "weight": 1, "children": [as_is("a", weights[0]), as_is("b", weights[1])] });
    let text = json!({ "format": "evalindex/1",
        "indexes": [{ "id": "i", "name": "I", "kind": "k", "weights": "relative", "children": [d, as_is("c", 1)],
            "grades": [{ "name": "top", "at_least": 50, "requires": [{ "node": "d", "at_least": 60 }] }, { "name": "rest" }] }],
        "subjects": [{ "id": "x", "name": "X", "kind": "k" }], "values": { "x": x } });
    Document::from_json(&text.to_string()).unwrap_or_else(|refused| panic!("{refused}"))
}

#[test]
fn requirements_are_decided_on_exact_scores() {
    // 80·1/3 + 50·2/3 is 60 exactly; 10⁻¹⁴ less of b is below it, and 60 on every screen.
    for (b, grade) in [("50", "top"), ("49.99999999999999", "rest")] {
        let evaluation = of_dimension([1, 2], &json!({ "a": 80, "b": b, "c": 70 })).evaluate().unwrap();
        assert_eq!(by_subject(&evaluation), [("x", grade)], "{b}");
    }
    // A node without a score meets nothing.
    let evaluation = of_dimension([1, 2], &json!({ "a": null, "b": null, "c": 70 })).evaluate().unwrap();
    assert_eq!(
        told(&evaluation, NoticeKind::Requirement),
        ["x: meets the cut of `top`, which requires at least 60 of `d`, which has no score: `rest`"]
    );
}

#[test]
fn a_requirement_tips_with_the_weights() {
    // d = 40 + 40t by the share t of a, which is 3/5: 60 at 1/2, where the total is 65.
    let document = of_dimension([3, 2], &json!({ "a": 80, "b": 40, "c": 70 }));
    let tipping = document.prepare().unwrap().tipping(0, Control::new()).unwrap();
    let a = tipping.nodes.iter().find(|node| node.node == "a").unwrap();
    let grades = a.grades.as_ref().unwrap();
    assert_eq!((grades.low.as_ref().map(|low| low.share), grades.high.is_none()), (Some(decimal("0.5")), true));
}

#[test]
fn in_an_ascending_ranking_a_requirement_is_a_highest_score() {
    let text = json!({ "format": "evalindex/1",
        "indexes": [{ "id": "i", "name": "I", "kind": "k", "ranking": { "order": "ascending" },
            "grades": [{ "name": "low", "at_most": 30, "requires": [{ "node": "b", "at_most": 20 }] }, { "name": "high" }],
            "children": [as_is("a", 50), as_is("b", 50)] }],
        "subjects": [{ "id": "x", "name": "X", "kind": "k" }, { "id": "y", "name": "Y", "kind": "k" }],
        "values": { "x": { "a": 10, "b": 20 }, "y": { "a": 10, "b": "20.01" } } });
    let evaluation = Document::from_json(&text.to_string()).unwrap().evaluate().unwrap();
    assert_eq!(by_subject(&evaluation), [("x", "low"), ("y", "high")]);
    assert_eq!(
        told(&evaluation, NoticeKind::Requirement),
        ["y: meets the cut of `low`, which requires at most 20 of `b`, which has 20.01: `high`"]
    );
}

#[test]
fn programs_declare_them_too() {
    let grade = Grade::new("top").max_share(Decimal::new(5, 1)).within_group();
    let grade = grade.requires(Requirement::at_least("safety", 60)).requires(Requirement::at_most("risk", 20));
    assert_eq!((grade.within, grade.requires[1].at_most), (Within::Group, Some(Decimal::from(20))));
}
