//! Tipping points: tight from both sides, on figures by hand and on random documents.

use evalindex::number::Exact;
use evalindex::robustness::{Control, Found, RangeEnd, WeightRange};
use evalindex::{Decimal, Document, Prepared};
use proptest::prelude::*;
use serde_json::{Value, json};

pub(crate) fn prepared(text: &Value) -> Prepared {
    Document::from_json(&text.to_string())
        .and_then(|document| document.prepare())
        .unwrap_or_else(|refused| panic!("{refused}"))
}

pub(crate) fn as_is(id: &str, weight: u32) -> Value {
    json!({ "id": id, "name": id, "weight": weight, "missing": "reweight", "rule": { "type": "as_is" } })
}

pub(crate) fn document(index: &Value, subjects: &[(&str, Value)]) -> Value {
    let mut whole = json!({ "id": "i", "name": "I", "kind": "k", "weights": "relative" });
    whole.as_object_mut().unwrap().extend(index.as_object().unwrap().clone());
    let list: Vec<_> = subjects.iter().map(|(id, _)| json!({ "id": id, "name": id, "kind": "k" })).collect();
    let values: serde_json::Map<_, _> = subjects.iter().map(|(id, row)| ((*id).to_owned(), row.clone())).collect();
    json!({ "format": "evalindex/1", "indexes": [whole], "subjects": list, "values": values })
}

pub(crate) fn decimal(text: &str) -> Decimal {
    Decimal::from_str_exact(text).unwrap()
}

/// A range as an interval of fractions: round brackets at open ends, square ones at closed; `–` where nothing changes. An
/// end that is not known as a fraction is told with `~`.
fn shown(range: &WeightRange) -> String {
    let end = |end: &RangeEnd| end.exact.as_ref().map_or(format!("~{}", end.share), |exact| exact.fraction().unwrap());
    let low =
        range.low.as_ref().map_or("–".to_owned(), |low| format!("{}{}", if low.open { "(" } else { "[" }, end(low)));
    let high = range
        .high
        .as_ref()
        .map_or("–".to_owned(), |high| format!("{}{}", end(high), if high.open { ")" } else { "]" }));
    format!("{low}, {high}")
}

/// Both ends to 12 decimals.
fn ends(range: &WeightRange) -> [Option<Decimal>; 2] {
    [&range.low, &range.high].map(|end| end.as_ref().map(|end| end.share))
}

#[test]
fn two_subjects_on_two_indicators() {
    // 20 − 60t for the share t of b: equal at 1/3; at t = 0.3 x leads by 2. Moving 1/30 from a to b takes it away.
    let text = document(
        &json!({ "children": [as_is("a", 70), as_is("b", 30)],
                "grades": [{ "name": "good", "at_least": 58 }, { "name": "rest" }] }),
        &[("x", json!({ "a": 80, "b": 10 })), ("y", json!({ "a": 60, "b": 50 }))],
    );
    let tipping = prepared(&text).tipping(0, Control::new()).unwrap();
    let third = decimal("0.333333333333");
    let [a, b] = tipping.nodes.as_slice() else { panic!("two nodes") };
    assert_eq!((shown(&b.ranking).as_str(), ends(&b.ranking)), ("–, 1/3)", [None, Some(third)]));
    assert_eq!((shown(&a.ranking).as_str(), ends(&a.ranking)), ("(2/3, –", [Some(decimal("0.666666666667")), None]));
    assert_eq!((&b.first, b.found), (&b.ranking, Found::Closed));
    // x is at 80 − 70t, good down to 58 at 22/70; y at 60 − 10t, good from 0.2 downwards: both are 59 and 57 now.
    let grades = b.grades.as_ref().unwrap();
    assert_eq!(shown(grades), "(1/5, 11/35]");
    assert_eq!(ends(grades), [Some(decimal("0.2")), Some(decimal("0.314285714285"))]);
    let pair = &tipping.pairs[0];
    assert_eq!((pair.ahead.as_str(), pair.behind.as_str()), ("x", "y"));
    let change = pair.change.as_ref().unwrap();
    assert_eq!((change.distance(), change.exact_to.clone()), (decimal("0.033333333333"), Exact::ratio(2, 3)));
    let together = &tipping.together[0];
    assert_eq!(
        (together.distance, together.exact_distance.clone()),
        (Some(decimal("0.066666666667")), Exact::ratio(1, 15))
    );
    assert_eq!(together.weights, [("a".into(), decimal("0.666666666667")), ("b".into(), third)]);
}

#[test]
fn whoever_is_ahead_everywhere_stays_ahead() {
    let text = document(
        &json!({ "children": [as_is("a", 1), as_is("b", 1)] }),
        &[("x", json!({ "a": 80, "b": 50 })), ("y", json!({ "a": 60, "b": 40 }))],
    );
    let tipping = prepared(&text).tipping(0, Control::new()).unwrap();
    assert!(tipping.nodes.iter().all(|node| node.ranking == WeightRange::default()));
    assert_eq!((tipping.pairs[0].change.clone(), tipping.together[0].distance), (None, None));
    let json = serde_json::to_value(&tipping).unwrap();
    assert_eq!(json["nodes"]["a"]["ranking"], json!([null, null]));
    assert_eq!(
        json["pairs"][0],
        json!({ "ahead": "x", "behind": "y", "node": null, "from": null, "to": null, "exact_to": null })
    );
    assert_eq!(json["together"][0]["distance"], Value::Null);
}

#[test]
fn other_aggregates_are_searched_and_say_so() {
    // x: √(80·10) = 28.3 at 0.5, y: √(40·40) = 40; a's share t: 80^t·10^(1−t) = 40 at t = ln 4/ln 8 = 2/3.
    let text = document(
        &json!({ "children": [as_is("a", 1), as_is("b", 1)], "aggregate": "geometric" }),
        &[("x", json!({ "a": 80, "b": 10 })), ("y", json!({ "a": 40, "b": 40 }))],
    );
    let tipping = prepared(&text).tipping(0, Control::new()).unwrap();
    let a = &tipping.nodes[0];
    assert_eq!(a.found, Found::Searched);
    // The last share of 12 decimals at which y is ahead.
    assert_eq!(shown(&a.ranking), "–, ~0.666666666666]");
}

#[test]
fn the_weight_of_an_only_child_cannot_change() {
    let one = json!({ "id": "one", "name": "One", "weight": 1, "children": [as_is("a", 1)] });
    let text = document(
        &json!({ "children": [one, as_is("b", 1)] }),
        &[("x", json!({ "a": 80, "b": 10 })), ("y", json!({ "a": 60, "b": 50 }))],
    );
    let tipping = prepared(&text).tipping(0, Control::new()).unwrap();
    let a = tipping.nodes.iter().find(|node| node.node == "a").unwrap();
    assert_eq!((shown(&a.ranking), shown(&a.first), a.found), ("–, –".into(), "–, –".into(), Found::Closed));
}

#[test]
fn equal_subjects_part_at_once() {
    // x and y are both at 50, whatever a tie-break says.
    let index =
        |ranking: Value| json!({ "children": [as_is("a", 1), as_is("b", 1), as_is("c", 1)], "ranking": ranking });
    let subjects = [("x", json!({ "a": 40, "b": 50, "c": 60 })), ("y", json!({ "a": 60, "b": 50, "c": 40 }))];
    let a = |ranking| {
        let range = prepared(&document(&index(ranking), &subjects)).tipping(0, Control::new()).unwrap();
        let range = range.nodes[0].ranking.clone();
        // No number of 12 decimals is 1/3, nor lies between: as the present share is published.
        assert!(ends(&range).into_iter().flatten().all(|end| end == decimal("0.333333333333")));
        shown(&range)
    };
    assert_eq!(a(json!({})), "[1/3, 1/3]");
    // y is ahead by a: it stays so when a gains.
    assert_eq!(a(json!({ "tie_break": ["a"] })), "[1/3, –");
    assert_eq!(a(json!({ "tie_break": ["c"] })), "–, 1/3]");
}

#[test]
fn a_grade_on_its_cut_changes_on_one_side_only() {
    // x is at 50 + 20t for the share t of a: 60 now, on the cut.
    let text = document(
        &json!({ "children": [as_is("a", 1), as_is("b", 1)],
                "grades": [{ "name": "good", "at_least": 60 }, { "name": "rest" }] }),
        &[("x", json!({ "a": 70, "b": 50 }))],
    );
    let tipping = prepared(&text).tipping(0, Control::new()).unwrap();
    let grades = |node: usize| shown(tipping.nodes[node].grades.as_ref().unwrap());
    assert_eq!((grades(0).as_str(), grades(1).as_str()), ("[1/2, –", "–, 1/2]"));
}

#[test]
fn a_cut_that_is_only_touched_at_the_end_changes_no_grade() {
    // x is at 60 + 30t for the share t of a: on the cut of 60 at 0, which is inclusive; on one of 61 at 1/30.
    let grades = |cut: u32| {
        let index = json!({ "children": [as_is("a", 1), as_is("b", 1)],
            "grades": [{ "name": "good", "at_least": cut }, { "name": "rest" }] });
        let tipping = prepared(&document(&index, &[("x", json!({ "a": 90, "b": 60 }))])).tipping(0, Control::new());
        tipping.unwrap().nodes.iter().map(|node| shown(node.grades.as_ref().unwrap())).collect::<Vec<_>>()
    };
    assert_eq!(grades(60), ["–, –", "–, –"]);
    assert_eq!(grades(61), ["[1/30, –", "–, 29/30]"]);
    // A better grade is reached where its cut is touched: 90 at 1.
    assert_eq!(grades(90), ["–, 1)", "(0, –"]);
}

#[test]
fn equal_totals_at_the_end_change_nothing_where_a_tie_break_keeps_the_order() {
    // By the share t of a: x 50 + 20t, y 50 + 10t; equal at 0. c has no weight.
    let ranking = |ranking: Value| {
        let index = json!({ "children": [as_is("a", 1), as_is("b", 1), as_is("c", 0)], "ranking": ranking });
        let subjects = [("x", json!({ "a": 70, "b": 50, "c": 2 })), ("y", json!({ "a": 60, "b": 50, "c": 1 }))];
        shown(&prepared(&document(&index, &subjects)).tipping(0, Control::new()).unwrap().nodes[0].ranking)
    };
    assert_eq!(ranking(json!({})), "(0, –");
    assert_eq!(ranking(json!({ "tie_break": ["c"] })), "–, –");
    assert_eq!(ranking(json!({ "tie_break": ["c"], "ties": "ordinal" })), "–, –");
}

#[test]
fn there_are_no_shares_below_nothing() {
    // b has no weight; x and y are equal now, and on the cut.
    let index = json!({ "children": [as_is("a", 1), as_is("b", 0)],
        "grades": [{ "name": "good", "at_least": 50 }, { "name": "rest" }] });
    let text = document(&index, &[("x", json!({ "a": 50, "b": 60 })), ("y", json!({ "a": 50, "b": 40 }))]);
    let b = &prepared(&text).tipping(0, Control::new()).unwrap().nodes[1];
    assert_eq!([&b.ranking, &b.first, b.grades.as_ref().unwrap()].map(shown), ["–, 0]"; 3]);
}

/// By the share t of a: w 90 − 10t, x 60 + 30t, y 50 + 20t, z 40.
fn four(index: &Value) -> String {
    let whole = json!({ "children": [as_is("a", 40), as_is("b", 60)] });
    let mut whole = whole.as_object().unwrap().clone();
    whole.extend(index.as_object().unwrap().clone());
    let text = document(
        &Value::Object(whole),
        &[
            ("w", json!({ "a": 80, "b": 90 })),
            ("x", json!({ "a": 90, "b": 60 })),
            ("y", json!({ "a": 70, "b": 50 })),
            ("z", json!({ "a": 40, "b": 40 })),
        ],
    );
    let a = &prepared(&text).tipping(0, Control::new()).unwrap().nodes[0];
    assert_eq!(a.grades_found, Found::Closed);
    shown(a.grades.as_ref().unwrap())
}

#[test]
fn quotas_and_classes_have_a_closed_form() {
    let grades = |share: &str, cut: u32| {
        four(&json!({ "grades": [{ "name": "top", "at_least": cut, "max_share": share }, { "name": "rest" }] }))
    };
    // One of four is in: w, until x meets it where 90 − 10t = 60 + 30t. That x reaches 75 at 0.5 changes nothing.
    assert_eq!(grades("0.25", 75), "–, 3/4)");
    // Two are: x is the second from 0.5 on, with 72 now.
    assert_eq!(grades("0.5", 75), "–, 1/2)");
    // Both are in already, and y does not reach them; x falls below 66 at 0.2.
    assert_eq!(grades("0.5", 66), "[1/5, –");
    // Two classes: w and x stay before y and z. Four: w and x swap at 0.75; y stays before z.
    assert_eq!(four(&json!({ "classes": { "count": 2 } })), "–, –");
    assert_eq!(four(&json!({ "classes": { "count": 4 } })), "–, 3/4)");
    // Where w and x are equal, w stays before x by b (90 to 60), and not by a (80 to 90).
    for (tie_break, range) in [("b", "–, 3/4]"), ("a", "–, 3/4)")] {
        let index = json!({ "classes": { "count": 4 }, "ranking": { "tie_break": [tie_break] } });
        assert_eq!(four(&index), range, "{tie_break}");
    }
}

#[test]
fn a_tie_break_that_moves_with_the_share_decides_by_its_score_at_the_end() {
    // g is half of the index. By the share t of a in g, 1/4 now: x has 60 + 20t in g and 50 + 10t in all, y 90 − 20t and
    // 60 − 10t. At 1/2 both are at 55: in g x has 70 and y 80, in h x has 40 and y 30.
    let range = |tie_break: &str| {
        let g = json!({ "id": "g", "name": "G", "weight": 1, "children": [as_is("a", 1), as_is("b", 3)] });
        let h = json!({ "id": "h", "name": "H", "weight": 1, "children": [as_is("c", 1)] });
        let text = document(
            &json!({ "children": [g, h], "ranking": { "tie_break": [tie_break] } }),
            &[("x", json!({ "a": 80, "b": 60, "c": 40 })), ("y", json!({ "a": 70, "b": 90, "c": 30 }))],
        );
        let tipping = prepared(&text).tipping(0, Control::new()).unwrap();
        shown(&tipping.nodes.iter().find(|node| node.node == "a").unwrap().ranking)
    };
    assert_eq!((range("g").as_str(), range("h").as_str()), ("–, 1/2]", "–, 1/2)"));
}

#[test]
fn two_that_rise_to_a_cut_together_find_no_room_for_both() {
    // By the share t of a, 1/4 now: x is at 40 + 40t, y at 50 + 20t. At 1/2 both are at 60: one place for two, who are never
    // split, so that neither gets it. Beyond, x has it.
    let text = document(
        &json!({ "children": [as_is("a", 1), as_is("b", 3)],
                "grades": [{ "name": "A", "at_least": 60, "max_share": 0.5 }, { "name": "B" }] }),
        &[("x", json!({ "a": 80, "b": 40 })), ("y", json!({ "a": 70, "b": 50 }))],
    );
    let a = &prepared(&text).tipping(0, Control::new()).unwrap().nodes[0];
    assert_eq!((shown(a.grades.as_ref().unwrap()), shown(&a.ranking)), ("–, 1/2]".into(), "–, 1/2)".into()));
}

#[test]
fn an_end_that_no_fraction_is_lies_inside_to_twelve_decimals() {
    // x has no c: by the share t of a it is at 60t/(0.5 + 0.5t), y at 22 + 20t. Equal where 10t² − 39t + 11 = 0, that is at
    // (39 − √1081)/20 = 0.306071777722…; now, at 1/3, x is at 30 and y at 28.67.
    let text = document(
        &json!({ "children": [as_is("a", 1), as_is("b", 1), as_is("c", 1)] }),
        &[("x", json!({ "a": 60, "b": 0, "c": null })), ("y", json!({ "a": 42, "b": 22, "c": 22 }))],
    );
    let tipping = prepared(&text).tipping(0, Control::new()).unwrap();
    let low = tipping.nodes[0].ranking.low.clone().unwrap();
    assert_eq!((low.share, low.exact, low.open), (decimal("0.306071777723"), None, true));
    let json = serde_json::to_value(&tipping).unwrap();
    assert_eq!(json["nodes"]["a"]["ends"]["ranking"], json!([{ "exact": null, "open": true }, null]));
}

#[test]
fn who_loses_a_score_or_gets_one_moves_the_ends() {
    // y has no a: with all weight on a it is not ranked, and until then it is behind x at 80 − 30t.
    let lacking = |index: &Value| {
        let subjects = [("x", json!({ "a": 50, "b": 80 })), ("y", json!({ "a": null, "b": 10 }))];
        prepared(&document(index, &subjects)).tipping(0, Control::new()).unwrap()
    };
    let tipping = lacking(&json!({ "children": [as_is("a", 1), as_is("b", 1)] }));
    assert_eq!(shown(&tipping.nodes[0].ranking), "–, 1)");
    assert_eq!(shown(&tipping.nodes[0].first), "–, –");
    assert_eq!(tipping.pairs[0].change, None);
    // b has no weight, so that y has no score; as soon as it has some, y is ranked.
    let zero = lacking(&json!({ "children": [as_is("a", 1), as_is("b", 0)] }));
    assert_eq!(shown(&zero.nodes[1].ranking), "–, 0]");
    assert_eq!(shown(&zero.nodes[1].first), "–, –");
}

#[test]
fn a_swap_at_the_end_counts_where_both_keep_a_score() {
    // In g, x has b alone: 90·0.8 + 12·0.2 = 74.4 beside y's 48.2; with all weight of g on a, it has c alone: 12.
    let g = json!({ "id": "g", "name": "G", "weight": 80, "children": [as_is("a", 60), as_is("b", 40)] });
    let text = document(
        &json!({ "children": [as_is("c", 20), g] }),
        &[("x", json!({ "a": null, "b": 90, "c": 12 })), ("y", json!({ "a": 57, "b": 37, "c": 13 }))],
    );
    let change = prepared(&text).tipping(0, Control::new()).unwrap().pairs[0].change.clone().unwrap();
    assert_eq!((change.node.as_str(), change.to, change.distance()), ("a", Decimal::ONE, decimal("0.4")));
}

#[test]
fn who_is_barred_from_a_grade_takes_nobody_out_of_it() {
    // By the share t of a: x is at 40 + 10t and barred from A, y at 80 − 50t has it by its quota and keeps it at any t.
    let mut text = document(
        &json!({ "children": [as_is("a", 1), as_is("b", 1)],
                "grades": [{ "name": "A", "max_share": 0.5 }, { "name": "B", "at_least": 90 }, { "name": "C" }] }),
        &[("x", json!({ "a": 50, "b": 40 })), ("y", json!({ "a": 30, "b": 80 }))],
    );
    text["adjustments"] = json!([{ "subject": "x", "type": "veto", "effect": "bar_top_grade", "reason": "r" }]);
    let tipping = prepared(&text).tipping(0, Control::new()).unwrap();
    let grades = tipping.nodes[0].grades.as_ref().map(shown);
    assert_eq!((grades.as_deref(), tipping.nodes[0].grades_found), (Some("–, –"), Found::Closed));
}

#[test]
fn rounding_hides_no_tie_at_the_end() {
    // With all weight of d on a: both are at (25 + 7·25)/8 = (32 + 7·24)/8 = 25, and x falls out of the quota.
    let d = json!({ "id": "d", "name": "D", "weight": 1, "children": [as_is("a", 4), as_is("b", 7)] });
    let text = document(
        &json!({ "children": [d, as_is("c", 7)], "grades": [{ "name": "A", "max_share": 0.5 }, { "name": "B" }] }),
        &[("x", json!({ "a": 25, "b": 55, "c": 25 })), ("y", json!({ "a": 32, "b": 25, "c": 24 }))],
    );
    let tipping = prepared(&text).tipping(0, Control::new()).unwrap();
    let a = tipping.nodes.iter().find(|node| node.node == "a").unwrap();
    assert_eq!([a.grades.as_ref().unwrap(), &a.ranking].map(shown), ["–, 1)"; 2]);
}

#[test]
fn places_without_gaps_leave_classes_to_a_search() {
    // w and x tie at 2/3 and share the first place: then y has the second of two, of class 1.
    let text = document(
        &json!({ "children": [as_is("a", 60), as_is("b", 40)], "classes": { "count": 2 }, "ranking": { "ties": "dense" } }),
        &[
            ("w", json!({ "a": 90, "b": 70 })),
            ("x", json!({ "a": 80, "b": 90 })),
            ("y", json!({ "a": 40, "b": 40 })),
            ("z", json!({ "a": 20, "b": 20 })),
        ],
    );
    assert_eq!(prepared(&text).tipping(0, Control::new()).unwrap().nodes[0].grades_found, Found::Searched);
}

#[test]
fn neighbours_under_other_aggregates_are_searched_too() {
    // y: √(40·40) = 40 is ahead of x: 80^t·10^(1−t), until t = 2/3: a sixth goes from b to a.
    let text = document(
        &json!({ "children": [as_is("a", 1), as_is("b", 1)], "aggregate": "geometric" }),
        &[("x", json!({ "a": 80, "b": 10 })), ("y", json!({ "a": 40, "b": 40 }))],
    );
    let tipping = prepared(&text).tipping(0, Control::new()).unwrap();
    let near = |one: Decimal, text: &str| (one - decimal(text)).abs() < decimal("0.00000001");
    let (pair, together) = (&tipping.pairs[0], &tipping.together[0]);
    assert_eq!((pair.found, together.found), (Found::Searched, Found::Searched));
    let change = pair.change.as_ref().unwrap();
    assert!(change.node == "a" && change.from == decimal("0.5") && near(change.to, "0.666666666667"), "{pair:?}");
    assert!(near(together.distance.unwrap(), "0.333333333333"), "{together:?}");
    assert!(near(together.weights[0].1, "0.666666666667") && near(together.weights[1].1, "0.333333333333"));
    let json = serde_json::to_value(&tipping).unwrap();
    assert_eq!((&json["pairs"][0]["found"], &json["together"][0]["found"]), (&json!("search"), &json!("search")));
}

#[test]
fn a_missing_figure_leaves_all_weights_together_to_a_search() {
    // x has no c, so a and b count twice: it is at (a·90 + b·30)/(a + b), y at 50 whatever the weights. At equal weights x
    // is at 60; it falls to 50 where 90a + 30b = 50(a + b), b = 2a: at the least by moving 1/9 from a to b.
    let text = document(
        &json!({ "children": [as_is("a", 1), as_is("b", 1), as_is("c", 1)] }),
        &[("x", json!({ "a": 90, "b": 30 })), ("y", json!({ "a": 50, "b": 50, "c": 50 }))],
    );
    let together = &prepared(&text).tipping(0, Control::new()).unwrap().together[0];
    assert_eq!(together.found, Found::Searched);
    let distance = together.distance.unwrap();
    assert!((distance - decimal("0.222222222222")).abs() < decimal("0.00000001"), "{together:?}");
}

/// Trees of two levels, with figures that are missing or without.
pub(crate) fn random(gaps: bool) -> impl Strategy<Value = Value> {
    let weights = prop::collection::vec(1_u32..100, 7);
    let figures = prop::collection::vec(prop::collection::vec(prop::option::weighted(0.9, 0_u32..1000), 5), 5);
    (weights, figures, 0..6_usize, prop::option::of((0..5_usize, any::<bool>()))).prop_map(move |(weights, figures, how, veto)| {
        let dimension = |id: &str, weight: u32, children: Value| json!({ "id": id, "name": id, "weight": weight, "children": children });
        let one = json!([as_is("a", weights[0]), as_is("b", weights[1])]);
        let two = json!([as_is("c", weights[2]), as_is("d", weights[3]), as_is("e", weights[4])]);
        let mut index = json!({ "children": [dimension("one", weights[5], one), dimension("two", weights[6], two)] });
        match how {
            0 => index["classes"] = json!({ "count": 3 }),
            1 => index["grades"] = json!([{ "name": "top", "at_least": 55 }, { "name": "good", "at_least": 45 }, { "name": "rest" }]),
            2 => index["grades"] = json!([{ "name": "top", "at_least": 45, "max_share": 0.4 }, { "name": "good", "max_share": 0.4 }, { "name": "rest" }]),
            // Below the last cut there is no grade, nor beyond its quota.
            3 => index["grades"] = json!([{ "name": "top", "at_least": 55 }, { "name": "good", "at_least": 45 }]),
            4 => index["grades"] = json!([{ "name": "top", "at_least": 60 }, { "name": "good", "at_least": 40, "max_share": 0.4 }]),
            _ => index["grades"] = json!([{ "name": "top", "at_least": 50, "max_share": 0.2 }, { "name": "good", "at_least": 40, "max_share": 0.4 }, { "name": "rest" }]),
        }
        let rows: Vec<(&str, Value)> = SUBJECTS.iter().zip(&figures).map(|(id, row)| {
            let cells = LEAVES.iter().zip(row).map(|(input, figure)| {
                ((*input).to_owned(), figure.or((!gaps).then_some(500)).map_or(Value::Null, |figure| json!((f64::from(figure) / 10.0).to_string())))
            });
            (*id, Value::Object(cells.collect()))
        }).collect();
        let mut text = document(&index, &rows);
        if let Some((subject, lowest)) = veto.filter(|_| how > 0) {
            let effect = if lowest { "lowest_grade" } else { "bar_top_grade" };
            text["adjustments"] = json!([{ "subject": SUBJECTS[subject], "type": "veto", "effect": effect, "reason": "r" }]);
        }
        text
    })
}

const SUBJECTS: [&str; 5] = ["v", "w", "x", "y", "z"];
const LEAVES: [&str; 5] = ["a", "b", "c", "d", "e"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// A power mean of power 1 is the arithmetic one, but has no closed form.
    #[test]
    fn a_search_finds_what_the_closed_form_says(text in random(false)) {
        let closed = prepared(&text).tipping(0, Control::new()).unwrap();
        let mut power = text;
        power["indexes"][0]["aggregate"] = json!({ "power": 1 });
        let searched = prepared(&power).tipping(0, Control::new()).unwrap();
        let same = |one: Option<Decimal>, other: Option<Decimal>| match (one, other) {
            (Some(one), Some(other)) => (one - other).abs() < decimal("0.0000001"),
            // Whoever meets at the very end has not passed.
            (end, None) | (None, end) => end.is_none_or(|end| end < decimal("0.0000001") || end > decimal("0.9999999")),
        };
        for (one, other) in closed.nodes.iter().zip(&searched.nodes) {
            prop_assert_eq!(other.found, Found::Searched);
            for (one, other) in [(&one.ranking, &other.ranking), (&one.first, &other.first)] {
                let ([low, high], [other_low, other_high]) = (ends(one), ends(other));
                prop_assert!(same(low, other_low) && same(high, other_high), "{:?} {:?}", one, other);
            }
        }
        for (one, other) in closed.pairs.iter().zip(&searched.pairs) {
            let distance = |pair: &evalindex::robustness::PairTipping| pair.change.as_ref().map(evalindex::robustness::ShareChange::distance);
            if distance(one).is_none_or(|distance| distance > decimal("0.000001")) {
                prop_assert!(same(distance(one), distance(other)), "{:?} {:?}", one, other);
            }
        }
        for (one, other) in closed.together.iter().zip(&searched.together) {
            prop_assert_eq!((one.found, other.found), (Found::Closed, Found::Searched));
            prop_assert!(same(one.distance, other.distance), "{:?} {:?}", one, other);
        }
    }
}
