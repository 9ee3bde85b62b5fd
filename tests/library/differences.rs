//! What two documents differ in beside figures and weights: tasks, their dates, their supervision; and how alike the rankings
//! are.

use evalindex::explain::{Comparison, RankAgreement};
use evalindex::{Decimal, Document, Prepared};
use serde_json::{Value, json};

fn prepared(document: &Value) -> Prepared {
    Document::from_json(&document.to_string()).unwrap().prepare().unwrap()
}

fn compared(old: &Value, new: &Value, index: &str) -> Comparison {
    prepared(new).compare(index, &prepared(old)).unwrap()
}

fn differences(found: &Comparison) -> Vec<String> {
    found.differences.iter().map(ToString::to_string).collect()
}

/// An index of offices, which lead tasks, and one of cities, which have nothing to do with them.
fn supervised() -> Value {
    let index = |id: &str, kind: &str| {
        json!({"id": id, "name": id, "kind": kind, "children": [
            {"id": format!("{id}_score"), "name": "S", "weight": 100, "input": "score", "rule": {"type": "as_is"}}]})
    };
    json!({
        "format": "evalindex/1",
        "indexes": [index("offices", "office"), index("cities", "city")],
        "subjects": [{"id": "drc", "name": "DRC", "kind": "office"}, {"id": "east", "name": "East", "kind": "city"}],
        "values": {"drc": {"score": 80}, "east": {"score": 80}},
        "tasks": [{"id": "A", "name": "Dam", "class": "key", "lead": ["drc"], "progress": 10, "start": "2023-01-01",
            "due": "2023-10-28", "reported": "2023-05-30", "milestones": [{"due": "2023-06-30", "progress": 40}]}],
        "supervision": {"on": "2023-05-31", "penalties": {"yellow": 1, "red": 1, "max": 4}},
    })
}

#[test]
fn dates_of_tasks_and_their_supervision_are_named() {
    let old = supervised();
    let mut new = old.clone();
    let task = &mut new["tasks"][0];
    task["due"] = json!("2023-12-31");
    task["milestones"] = json!([{"due": "2023-06-30", "progress": 50}, {"due": "2023-09-30", "progress": 70}]);
    task["extensions"] = json!([{"to": "2024-03-31", "reason": "floods"}]);
    new["supervision"] =
        json!({"on": "2023-05-31", "yellow": 12, "penalties": {"yellow": 1, "red": 2, "overdue": 3, "max": 4}});
    let found = compared(&old, &new, "offices");
    let expected = [
        "supervision, penalties.overdue: – → 3",
        "supervision, penalties.red: 1 → 2",
        "supervision, yellow: 10 → 12",
        "task of `A`, due: 2023-10-28 → 2023-12-31",
        "task of `A`, extensions.2024-03-31: – → floods",
        "task of `A`, milestones.2023-06-30: 40 → 50",
        "task of `A`, milestones.2023-09-30: – → 70",
    ];
    assert_eq!(differences(&found), expected);
    // By hand: 150 of 180 days to the milestone make 33.3 % against 10: yellow, 79; then 41.7 %: red, 78.
    let scores: Vec<String> = found.moves[0].scores.iter().map(ToString::to_string).collect();
    assert_eq!(scores, ["79.00", "78.00"]);
    // East has nothing to do with these tasks; but the penalties count for its index too.
    let of_cities = differences(&compared(&old, &new, "cities"));
    assert_eq!(of_cities, &expected[..3]);
}

#[test]
fn what_is_said_of_supervision_as_the_format_says_it_is_no_difference() {
    let old = supervised();
    let mut new = old.clone();
    new["supervision"]["yellow"] = json!(10);
    assert!(compared(&old, &new, "offices").is_empty());
    // Without penalties it only concerns those whose tasks it judges.
    let (mut old, mut new) = (supervised(), supervised());
    old["supervision"] = json!({"on": "2023-05-31"});
    new["supervision"] = json!({"on": "2023-06-30"});
    assert_eq!(differences(&compared(&old, &new, "offices")), ["supervision, on: 2023-05-31 → 2023-06-30"]);
    assert!(compared(&old, &new, "cities").is_empty());
}

/// One index of subjects with these scores.
fn ranking(scores: &[(&str, u32)]) -> Prepared {
    let subjects: Vec<Value> = scores.iter().map(|(id, _)| json!({"id": id, "name": id, "kind": "k"})).collect();
    let values: serde_json::Map<String, Value> =
        scores.iter().map(|(id, score)| ((*id).to_owned(), json!({"a": score}))).collect();
    prepared(&json!({"format": "evalindex/1", "subjects": subjects, "values": values,
        "indexes": [{"id": "i", "name": "I", "kind": "k", "children": [
            {"id": "a", "name": "A", "weight": 100, "rule": {"type": "as_is"}}]}]}))
}

fn coefficients(found: &RankAgreement) -> [Option<String>; 4] {
    let RankAgreement { spearman, kendall_tau_b, weighted_spearman, ws, .. } = found;
    [spearman, kendall_tau_b, weighted_spearman, ws].map(|one| one.map(|one: Decimal| one.to_string()))
}

#[test]
fn rankings_are_compared_by_their_places_among_those_that_both_rank() {
    // v is gone and w is new: a, b, c and d remain, at 1, 2, 3, 4 and at 2, 1, 3.5, 3.5.
    let old = ranking(&[("v", 99), ("a", 90), ("b", 80), ("c", 70), ("d", 60)]);
    let new = ranking(&[("a", 80), ("b", 85), ("c", 10), ("d", 10), ("w", 50)]);
    let found = new.rank_agreement("i", &old).unwrap();
    assert_eq!((found.subjects, &found.reason), (4, &None));
    // By hand. ρ: Σ dx·dy = 0.75 + 0.75 + 0.5 + 1.5 = 3.5; squares 5 and 4.5: 3.5/√22.5.
    // τ-b: of 6 pairs, ab turned, cd tied: (4 − 1)/√(6·5).
    // Weighted: 1 − 6·(1·(4 + 3) + 1·(3 + 4) + ¼·(2 + 1.5) + ¼·(1 + 1.5))/(256 + 64 − 16 − 4) = 1 − 6·15.5/300.
    // WS: 1 − (½·⅓ + ¼·½ + ⅛·0.5/2 + 1/16·0.5/3) = 1 − (1/6 + 1/8 + 1/32 + 1/96) = 2/3.
    let expected = ["0.737864787373", "0.547722557505", "0.69", "0.666666666667"].map(|one| Some(one.to_owned()));
    assert_eq!(coefficients(&found), expected);
    assert_eq!(
        coefficients(&old.rank_agreement("i", &old).unwrap()),
        ["1", "1", "1", "1"].map(|one| Some(one.to_owned()))
    );
}

#[test]
fn what_has_no_order_has_no_correlation() {
    let all = ranking(&[("a", 3), ("b", 2), ("c", 1)]);
    let equal = ranking(&[("a", 5), ("b", 5), ("c", 5)]);
    let found = equal.rank_agreement("i", &all).unwrap();
    assert_eq!((found.spearman, found.kendall_tau_b), (None, None));
    // By hand: 1 − 6·(1·(3 + 2) + 0 + 1·(1 + 2))/(81 + 27 − 9 − 3) = 1 − 48/96; WS 1 − (½·½ + 0 + ⅛·½).
    assert_eq!(coefficients(&found)[2..], [Some("0.5".to_owned()), Some("0.6875".to_owned())]);
    assert!(found.reason.unwrap().contains("all places of one ranking are equal"));
    let alone = ranking(&[("a", 3), ("x", 2)]).rank_agreement("i", &all).unwrap();
    assert_eq!((alone.subjects, coefficients(&alone)), (1, [None, None, None, None]));
}
