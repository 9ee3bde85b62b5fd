//! Floor and cap of totals, and how much of an index must be present; every expected figure is calculated by hand.

use evalindex::explain::{Part, TotalLimit};
use evalindex::number::Exact;
use evalindex::robustness::{CertainError, Control, Draws, Found, RobustnessError, WeightDraws, WeightRegion};
use evalindex::{Document, Index, Prepared};
use serde_json::{Value, json};

use crate::tipping::{as_is, decimal, document, prepared};

#[expect(clippy::needless_pass_by_value, reason = "they are written where they are passed")]
fn of(index: Value, subjects: &[(&str, Value)], adjustments: Value) -> Value {
    let mut document = document(&index, subjects);
    document["adjustments"] = adjustments;
    document
}

/// x at 60 + 40a and y at 80 − 20a, for the share a of `a`, which is 1/2.
fn crossing(more: &Value) -> Prepared {
    let mut index = json!({ "children": [as_is("a", 1), as_is("b", 1)] });
    index.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    prepared(&document(&index, &[("x", json!({ "a": 100, "b": 60 })), ("y", json!({ "a": 60, "b": 80 }))]))
}

fn rows(document: &Prepared) -> Vec<String> {
    let result = document.evaluate().unwrap().indexes.remove(0);
    result.ranking.iter().map(|row| format!("{} {} {} {}", row.rank, row.subject, row.base, row.score)).collect()
}

#[test]
fn totals_are_held_after_adjustments_and_before_rounding() {
    let adjustments = json!([
        { "subject": "x", "type": "bonus", "points": 9, "reason": "r" },
        { "subject": "z", "type": "deduction", "points": 8, "reason": "r" }]);
    let index = json!({ "floor": 0.005, "cap": 100, "children": [as_is("a", 1)] });
    let values = [("x", json!({ "a": 96 })), ("y", json!({ "a": 100 })), ("z", json!({ "a": 3 }))];
    let prepared = prepared(&of(index, &values, adjustments));
    // 105 is cut to 100, which is that of y; −5 is raised to 0.005, which is published as 0.01.
    assert_eq!(rows(&prepared), ["1 x 96 100", "1 y 100 100", "3 z 3 0.01"]);
    let notices = prepared.evaluate().unwrap().notices;
    let told: Vec<_> =
        notices.iter().map(|one| (one.subject.as_deref().unwrap(), one.what.name(), &*one.text)).collect();
    assert_eq!(
        told,
        [
            ("x", "total_limited", "the total of 105 points is cut to the cap of 100"),
            ("z", "total_limited", "the total of -5 points is raised to the floor of 0.005"),
        ]
    );
}

#[test]
fn a_cap_is_compared_exactly() {
    // A third of 100 is above a cap of twelve decimals, and its nearest score is not.
    let index =
        json!({ "cap": "33.333333333333", "rounding": { "decimals": 12 }, "children": [as_is("a", 1), as_is("b", 2)] });
    let values = [("x", json!({ "a": 100, "b": 0 })), ("y", json!({ "a": "33.333333333333", "b": "33.333333333333" }))];
    let prepared = prepared(&document(&index, &values));
    assert_eq!(rows(&prepared), ["1 x 33.333333333333 33.333333333333", "1 y 33.333333333333 33.333333333333"]);
    assert_eq!(prepared.evaluate().unwrap().notices.len(), 1);
}

#[test]
fn an_explanation_shows_the_limit_as_a_line() {
    let adjustments = json!([{ "subject": "x", "type": "bonus", "points": 9, "reason": "r" }]);
    let index = json!({ "cap": 100, "children": [as_is("a", 1)] });
    let prepared = prepared(&of(index, &[("x", json!({ "a": 96.5 })), ("y", json!({ "a": 80 }))], adjustments));
    let total = prepared.explain("i", "x").unwrap().total.unwrap();
    let limit = total.limit.unwrap();
    assert_eq!((limit.by, limit.formula.to_string()), (TotalLimit::Cap, "min(96.5 + 9, 100)".to_owned()));
    assert_eq!((limit.value, limit.points.to_string()), (Exact::from(100), "-5.50".to_owned()));
    assert_eq!(total.base + total.bonus - total.deduction + limit.points + total.rounding, total.score);
    assert_eq!(prepared.explain("i", "y").unwrap().total.unwrap().limit, None);
    // No figure of y brings more than the cap, which x has: the place is shared there.
    let why = prepared.explain("i", "y").unwrap();
    assert_eq!(why.nodes[1].next_place.as_ref().unwrap().figure, Some(decimal("100")));
}

#[test]
fn a_gap_has_a_part_for_the_limits() {
    let gap = crossing(&json!({ "cap": 75 })).gap("i", "x", "y").unwrap();
    // x has 80, held at 75; y has 70: 20 of a, −10 of b, and −5.
    let printed: Vec<_> = gap.nodes.iter().map(|node| node.part.as_ref().unwrap().exact.to_string()).collect();
    assert_eq!((printed, gap.base.exact), (vec!["20".to_owned(), "-10".to_owned()], Exact::from(10)));
    assert_eq!((gap.limits.unwrap().exact, gap.gap.exact), (Exact::from(-5), Exact::from(5)));
    assert_eq!(crossing(&json!({ "cap": 80 })).gap("i", "x", "y").unwrap().limits, None);
}

#[test]
fn a_limit_that_no_weights_reach_leaves_everything_in_closed_form() {
    let idle = crossing(&json!({ "floor": 60, "cap": 100 }));
    let plain = crossing(&json!({}));
    let tipping = |prepared: &Prepared| prepared.tipping(0, Control::new()).unwrap();
    assert_eq!(tipping(&idle), tipping(&plain));
    assert_eq!(tipping(&idle).nodes[0].found, Found::Closed);
    let free = |prepared: &Prepared| prepared.certain(0, WeightRegion::Free, Control::new()).unwrap();
    assert_eq!(free(&idle), free(&plain));
    let draws = Draws::new(2, 1).weights(WeightDraws::Given(vec![vec![1.0, 3.0], vec![2.0, 3.0]]));
    let given = |prepared: &Prepared| prepared.robustness(0, &draws, Control::new());
    assert_eq!(given(&idle).unwrap(), given(&plain).unwrap());
    // A hundredth less, and 100 of x is above it.
    assert_eq!(given(&crossing(&json!({ "cap": 99.99 }))), Err(RobustnessError::NotLinear));
}

#[test]
fn limits_that_weights_reach_are_searched_drawn_and_refused_by_name() {
    // Held at 70, x has it from a = 1/4 on and y up to a = 1/2: they are equal at 1/4 to 1/2, and x leads above.
    let prepared = crossing(&json!({ "cap": 70 }));
    assert_eq!(rows(&prepared), ["1 x 80 70", "1 y 70 70"]);
    let tipping = prepared.tipping(0, Control::new()).unwrap();
    let a = &tipping.nodes[0];
    assert_eq!(a.found, Found::Searched);
    let ends = [&a.ranking.low, &a.ranking.high].map(|end| end.as_ref().unwrap().share);
    assert_eq!(ends, [decimal("0.25"), decimal("0.5")]);
    let draws = prepared.robustness(0, &Draws::new(4000, 7), Control::new()).unwrap();
    for (subject, first) in draws.subjects.iter().zip([0.75, 0.5]) {
        let share: f64 = subject.acceptability(1).to_string().parse().unwrap();
        assert!((share - first).abs() < 0.035, "{}: {share}", subject.subject);
    }
    let refused = prepared.certain(0, WeightRegion::Free, Control::new()).unwrap_err();
    assert_eq!(refused, CertainError::Limited { index: "i".to_owned(), subject: "x".to_owned() });
    assert_eq!(
        refused.to_string(),
        "subject `x` may reach the floor or the cap of index `i`: nothing certain can be said of limited totals"
    );
}

#[test]
fn a_changed_limit_is_a_change_of_adjustments() {
    let (old, new) = (crossing(&json!({ "cap": 90 })), crossing(&json!({ "cap": 75 })));
    let found = new.compare("i", &old).unwrap();
    let split = found.moves[0].split.as_ref().unwrap();
    let parts: Vec<_> = split.parts.iter().map(|one| (one.parts.clone(), one.points.exact.to_string())).collect();
    assert_eq!((&*found.moves[0].subject, parts), ("x", vec![(vec![Part::Adjustments], "-5".to_owned())]));
    assert!(found.incomparable.is_empty(), "{:?}", found.incomparable);
}

#[test]
fn too_little_of_an_index_leaves_a_subject_unranked() {
    let unranked = |more: Value, values: Value| {
        let mut index = json!({ "children": [as_is("a", 50), as_is("b", 30), as_is("c", 20)] });
        index.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let full = json!({ "a": 1, "b": 2, "c": 3 });
        let result = prepared(&document(&index, &[("x", values), ("y", full)])).evaluate().unwrap().indexes.remove(0);
        result.unranked.first().map(|one| one.reason.clone())
    };
    let half = || json!({ "a": 80, "b": null, "c": null });
    assert_eq!(unranked(json!({ "min_coverage": 0.5, "min_present": 1 }), half()), None);
    assert_eq!(
        unranked(json!({ "min_coverage": 0.51 }), half()).unwrap(),
        "parts of 0.5 of the weight have a score, less than the 0.51 that the index asks for"
    );
    assert_eq!(
        unranked(json!({ "min_present": 2 }), half()).unwrap(),
        "1 of 3 parts have a score, fewer than the 2 that the index asks for"
    );
    // What does not apply is asked for by neither.
    let rest = json!({ "a": 80, "b": "n/a", "c": "n/a" });
    assert_eq!(unranked(json!({ "min_coverage": 1, "min_present": 3 }), rest), None);
    let nothing = json!({ "a": null, "b": null, "c": "n/a" });
    assert_eq!(unranked(json!({ "min_present": 1 }), nothing).unwrap(), "nothing that counts has a figure");
}

#[test]
fn limits_are_written_only_where_they_are_declared() {
    let index = Index::new("i", "I", "k").floor(0).cap(100).min_coverage(decimal("0.5")).min_present(2);
    let written = serde_json::to_value(&index).unwrap();
    assert_eq!(
        ["floor", "cap", "min_coverage", "min_present"].map(|field| written[field].to_string()),
        ["0", "100", "0.5", "2"]
    );
    let plain = serde_json::to_string(&Index::new("i", "I", "k")).unwrap();
    assert!(!["floor", "cap", "min_"].iter().any(|field| plain.contains(field)), "{plain}");
    let text = of(
        json!({ "floor": -1, "cap": 7.5, "min_coverage": 0.25, "min_present": 1, "children": [as_is("a", 1)] }),
        &[("x", json!({ "a": 1 }))],
        json!([]),
    );
    let read = Document::from_json(&text.to_string()).unwrap();
    let again = serde_json::to_string(read.draft()).unwrap();
    assert_eq!(Document::from_json(&again).unwrap().draft(), read.draft());
    assert_eq!(read.draft().indexes[0].cap, Some(decimal("7.5")));
}
