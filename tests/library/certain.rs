//! Certain bounds: by hand, and never broken by any draw.

use evalindex::robustness::{Certain, CertainError, Control, Draws, WeightDraws, WeightRegion};
use evalindex::{Decimal, Document, Prepared};
use proptest::prelude::*;
use serde_json::{Value, json};

pub(crate) fn prepared(index: &Value, subjects: &[(&str, Value)]) -> Prepared {
    let mut whole = json!({ "id": "i", "name": "I", "kind": "k", "weights": "relative" });
    whole.as_object_mut().unwrap().extend(index.as_object().unwrap().clone());
    let list: Vec<_> = subjects.iter().map(|(id, _)| json!({ "id": id, "name": id, "kind": "k" })).collect();
    let values: serde_json::Map<_, _> = subjects.iter().map(|(id, row)| ((*id).to_owned(), row.clone())).collect();
    let text = json!({ "format": "evalindex/1", "indexes": [whole], "subjects": list, "values": values });
    Document::from_json(&text.to_string())
        .and_then(|document| document.prepare())
        .unwrap_or_else(|refused| panic!("{refused}"))
}

pub(crate) fn as_is(id: &str, weight: u32) -> Value {
    json!({ "id": id, "name": id, "weight": weight, "missing": "reweight", "rule": { "type": "as_is" } })
}

pub(crate) fn places(found: &Certain, subject: &str) -> (usize, usize, bool) {
    let one = found.subjects.iter().find(|one| one.subject == subject).unwrap();
    (one.best, one.worst, one.exact)
}

pub(crate) fn within(range: &str) -> WeightRegion {
    WeightRegion::Within(Decimal::from_str_exact(range).unwrap())
}

/// x leads y by 20 on `a` and trails by 10 on `b`; z is behind both everywhere.
fn three(a: u32, b: u32) -> Prepared {
    let subjects =
        [("x", json!({ "a": 80, "b": 40 })), ("y", json!({ "a": 60, "b": 50 })), ("z", json!({ "a": 50, "b": 30 }))];
    prepared(&json!({ "children": [as_is("a", a), as_is("b", b)] }), &subjects)
}

#[test]
fn a_lead_is_certain_while_no_weights_take_it_away() {
    // At 1 : 1 the least lead within r has the sign of 20(1 − r) − 10(1 + r): certain up to a third.
    let even = three(1, 1);
    for (range, certain) in [("0", true), ("0.33", true), ("0.34", false), ("1", false)] {
        let found = even.certain(0, within(range), Control::new()).unwrap();
        assert_eq!(found.subjects[0].behind.contains(&"y".to_owned()), certain, "{range}");
        assert_eq!(places(&found, "z"), (3, 3, true), "{range}");
    }
    let found = even.certain(0, WeightRegion::Free, Control::new()).unwrap();
    assert_eq!((places(&found, "x"), places(&found, "y")), ((1, 2, true), (1, 2, true)));
    let json = serde_json::to_value(&found).unwrap();
    assert_eq!(json["within"], "free");
    assert_eq!(json["subjects"]["x"], json!({ "best": 1, "worst": 2, "exact": true }));
    assert_eq!(json["ahead"], json!({ "x": ["z"], "y": ["z"], "z": [] }));
}

#[test]
fn the_order_of_weights_may_be_all_that_is_known() {
    // Where a weighs no less than b, x leads by 5 or more; equal weights stay equal.
    assert_eq!(places(&three(3, 2).certain(0, WeightRegion::Ordered, Control::new()).unwrap(), "x"), (1, 1, true));
    assert_eq!(places(&three(1, 1).certain(0, WeightRegion::Ordered, Control::new()).unwrap(), "x"), (1, 1, true));
    // Where b weighs no less, it may weigh all.
    assert_eq!(places(&three(2, 3).certain(0, WeightRegion::Ordered, Control::new()).unwrap(), "x"), (1, 2, true));
}

#[test]
fn figures_that_are_missing_make_bounds_safe() {
    // y is at 60 whatever the weights; x between 40 and 80.
    let subjects = [("x", json!({ "a": 80, "b": 40 })), ("y", json!({ "a": 60, "b": null }))];
    let found = prepared(&json!({ "children": [as_is("a", 2), as_is("b", 1)] }), &subjects);
    assert_eq!(places(&found.certain(0, WeightRegion::Free, Control::new()).unwrap(), "x"), (1, 2, false));
    // Within a tenth: x is at (1.8·80 + 1.1·40)/2.9 = 64.8 or more.
    assert_eq!(places(&found.certain(0, within("0.1"), Control::new()).unwrap(), "x"), (1, 1, true));
}

#[test]
fn other_means_are_bounded_and_other_aggregates_refused() {
    let subjects = [("x", json!({ "a": 80, "b": 70 })), ("y", json!({ "a": 60, "b": 50 }))];
    let of = |aggregate: &str| {
        prepared(&json!({ "aggregate": aggregate, "children": [as_is("a", 2), as_is("b", 1)] }), &subjects)
    };
    assert_eq!(places(&of("geometric").certain(0, WeightRegion::Free, Control::new()).unwrap(), "x"), (1, 1, true));
    let error = of("copeland").certain(0, WeightRegion::Free, Control::new()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "node `i` has an aggregate that is no mean: nothing certain can be said of an index but of means"
    );
    assert_eq!(
        of("arithmetic").certain(0, within("2"), Control::new()),
        Err(CertainError::OutOfRange { found: Decimal::TWO })
    );
}

/// Trees of one or two levels, with or without gaps and points.
fn random() -> impl Strategy<Value = Prepared> {
    let figures = prop::collection::vec(prop::collection::vec(prop::option::weighted(0.95, 0_u32..30), 4), 6);
    (prop::collection::vec(1_u32..20, 6), figures, any::<bool>()).prop_map(|(weights, figures, flat)| {
        let leaves: Vec<Value> = ["a", "b", "c", "d"].iter().zip(&weights).map(|(id, weight)| as_is(id, *weight)).collect();
        let children = if flat {
            json!(leaves)
        } else {
            let inner = |id: &str, weight: u32, children: &[Value]| json!({ "id": id, "name": id, "weight": weight, "children": children });
            json!([inner("p", weights[4], &leaves[..1]), inner("q", weights[5], &leaves[1..])])
        };
        let names: Vec<String> = (0..figures.len()).map(|number| format!("s{number}")).collect();
        let rows: Vec<(&str, Value)> = names.iter().zip(&figures).map(|(name, row)| {
            let cells = ["a", "b", "c", "d"].iter().zip(row).map(|(input, figure)| ((*input).to_owned(), json!(figure)));
            (name.as_str(), Value::Object(cells.collect()))
        }).collect();
        prepared(&json!({ "children": children }), &rows)
    })
}

/// x leads y at all weights; who else is where is by hand.
#[test]
fn places_are_those_that_the_index_gives() {
    let leaves = |ranking: Value| json!({ "children": [as_is("a", 1), as_is("b", 1)], "ranking": ranking });
    let of = |ranking: Value, subjects: &[(&str, Value)], subject: &str| {
        places(&prepared(&leaves(ranking), subjects).certain(0, WeightRegion::Free, Control::new()).unwrap(), subject)
    };
    // Two share the first place; the next is the second where there are no gaps.
    let twins =
        [("x", json!({ "a": 90, "b": 90 })), ("y", json!({ "a": 90, "b": 90 })), ("z", json!({ "a": 10, "b": 10 }))];
    assert_eq!(of(json!({}), &twins, "z"), (3, 3, true));
    assert_eq!(of(json!({ "ties": "dense" }), &twins, "z"), (2, 3, false));
    // Published totals are the same.
    let near = [("x", json!({ "a": 50.003, "b": 50.003 })), ("y", json!({ "a": 50, "b": 50 }))];
    assert_eq!(of(json!({}), &near, "y"), (2, 2, true));
    assert_eq!(of(json!({ "by": "published" }), &near, "y"), (1, 2, false));
    // With all weight on a they are equal, and share the first place or not.
    let equal = [("x", json!({ "a": 50, "b": 60 })), ("y", json!({ "a": 50, "b": 40 }))];
    assert_eq!(of(json!({}), &equal, "y"), (1, 2, true));
    assert_eq!(of(json!({ "tie_break": ["b"] }), &equal, "y"), (1, 2, false));
}

#[test]
fn who_can_lose_or_get_a_score_counts() {
    // x has nothing but a: with all weight on b it is not ranked, and y is first.
    let lacking = [("x", json!({ "a": 90, "b": null })), ("y", json!({ "a": 10, "b": 20 }))];
    let plain = prepared(&json!({ "children": [as_is("a", 1), as_is("b", 1)] }), &lacking);
    assert_eq!(places(&plain.certain(0, WeightRegion::Free, Control::new()).unwrap(), "y"), (1, 2, false));
    assert_eq!(places(&plain.certain(0, within("0.5"), Control::new()).unwrap(), "y"), (2, 2, true));
    // With less than half of the weight on a, x has none; within a half, more or less than that.
    let covered = |a: u32| {
        let children = [as_is("a", a), as_is("b", 50)];
        let node = json!({ "id": "d", "name": "D", "weight": 1, "min_coverage": 0.5, "children": children });
        prepared(&json!({ "children": [node] }), &lacking).certain(0, within("0.5"), Control::new()).unwrap()
    };
    assert_eq!(places(&covered(60), "y"), (1, 2, false));
    let unranked = covered(40);
    assert_eq!(unranked.subjects.len(), 1);
    assert_eq!(places(&unranked, "y"), (1, 2, false));
}

#[test]
fn a_dimension_can_go_in_a_declared_order() {
    // In g, x has b alone, which may weigh nothing: then it has c alone, with 90.
    let g = json!({ "id": "g", "name": "G", "weight": 50, "children": [as_is("a", 60), as_is("b", 40)] });
    let subjects = [("x", json!({ "a": "n/a", "b": 10, "c": 90 })), ("y", json!({ "a": 60, "b": 60, "c": 60 }))];
    let found = prepared(&json!({ "children": [g, as_is("c", 50)] }), &subjects)
        .certain(0, WeightRegion::Ordered, Control::new())
        .unwrap();
    assert_eq!((places(&found, "x"), places(&found, "y")), ((1, 2, false), (1, 2, false)));
}

#[test]
fn scores_of_many_digits_are_not_told_apart_by_floats() {
    // x is ahead by 7·10⁻⁸ on a and behind by 6·10⁻⁸ on b: behind where b weighs more than 7/6 of a.
    let index = json!({ "scale": 1_000_000_000, "children": [as_is("a", 1), as_is("b", 1)] });
    let subjects = [
        ("x", json!({ "a": "900000000.00000007", "b": "100000000" })),
        ("y", json!({ "a": "900000000", "b": "100000000.00000006" })),
    ];
    let at = |range: &str| prepared(&index, &subjects).certain(0, within(range), Control::new()).unwrap();
    assert_eq!(places(&at("0.25"), "x").1, 2);
    assert_eq!(places(&at("0.01"), "x"), (1, 1, true));
}

/// Document 15 of the cases: y has 60 of `d` as long as `b` weighs half of it at least, and the totals are 79, 52 and 21.
#[test]
fn a_threshold_is_loose_only_where_weights_decide_it() {
    let covered = |least: &str| {
        let d = json!({ "id": "d", "name": "d", "weight": 60, "min_coverage": least, "children": [as_is("a", 50), as_is("b", 50)] });
        let subjects = [
            ("x", json!({ "a": 90, "b": 80, "c": 70 })),
            ("y", json!({ "a": null, "b": 60, "c": 40 })),
            ("z", json!({ "a": 10, "b": 20, "c": 30 })),
        ];
        prepared(&json!({ "children": [d, as_is("c", 40)] }), &subjects)
    };
    for least in ["0.5", "0.4", "0.6"] {
        let found = covered(least).certain(0, within("0"), Control::new()).unwrap();
        let all: Vec<_> = ["x", "y", "z"].iter().map(|subject| places(&found, subject)).collect();
        assert_eq!(all, [(1, 1, true), (2, 2, true), (3, 3, true)], "{least}");
    }
    // Within a tenth, b weighs 0.45 to 0.55 of d. Whether y has d or not, it is between x and z.
    for least in ["0.5", "0.44", "0.56"] {
        let found = covered(least).certain(0, within("0.1"), Control::new()).unwrap();
        assert_eq!((places(&found, "y"), found.notice()), ((2, 2, true), None), "{least}");
    }
}

/// What is loose is named: whether y has `d`, at 90 or not at all, depends on the weights.
#[test]
fn the_field_that_makes_bounds_loose_is_named() {
    let of = |least: &str, range: &str| {
        let d = json!({ "id": "d", "name": "d", "weight": 50, "min_coverage": least, "children": [as_is("a", 50), as_is("b", 50)] });
        let subjects = [("x", json!({ "a": 50, "b": 50, "c": 50 })), ("y", json!({ "a": null, "b": 90, "c": 40 }))];
        let found = prepared(&json!({ "children": [d, as_is("c", 50)] }), &subjects);
        found.certain(0, within(range), Control::new()).unwrap()
    };
    let open = of("0.5", "0.1");
    assert_eq!((places(&open, "x"), places(&open, "y")), ((1, 2, false), (1, 2, false)));
    assert_eq!(open.notice().unwrap(), "Safe bounds come from `missing` of `a`, `min_coverage` of `d`");
    assert_eq!(serde_json::to_value(&open).unwrap()["notice"], json!(open.notice()));
    // b weighs at least 0.45 of d, so y leads by 15 or more; at most 0.55, so it has c alone and trails by 10.
    assert_eq!((places(&of("0.44", "0.1"), "y"), places(&of("0.56", "0.1"), "y")), ((1, 1, true), (2, 2, true)));
}

/// y lacks a, and its 60 on b stands in its place: x leads by 0.5·20 − 0.5·10 = 5, within r by the sign of
/// 20(1 − r) − 10(1 + r), up to a third.
#[test]
fn a_missing_score_counts_as_that_of_its_node() {
    let subjects = [("x", json!({ "a": 80, "b": 50 })), ("y", json!({ "a": null, "b": 60 }))];
    let found = prepared(&json!({ "children": [as_is("a", 1), as_is("b", 1)] }), &subjects);
    assert_eq!(places(&found.certain(0, within("0.33"), Control::new()).unwrap(), "x"), (1, 1, true));
    // The search finds the weights beyond.
    assert_eq!(places(&found.certain(0, within("0.34"), Control::new()).unwrap(), "x"), (1, 2, true));
}

#[test]
fn any_lead_counts_where_totals_are_compared_exactly() {
    // x is ahead by 10⁻¹² on both.
    let subjects =
        [("x", json!({ "a": "50.000000000001", "b": "40.000000000001" })), ("y", json!({ "a": 50, "b": 40 }))];
    let found = prepared(&json!({ "children": [as_is("a", 1), as_is("b", 2)] }), &subjects);
    assert_eq!(places(&found.certain(0, within("0.5"), Control::new()).unwrap(), "y"), (2, 2, true));
}

#[test]
fn places_of_the_cities_are_narrow() {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/2023.json")).unwrap();
    let prepared = Document::from_json(&text).unwrap().prepare().unwrap();
    for index in ["cities", "departments"] {
        let fixed = prepared.certain(index, within("0"), Control::new()).unwrap();
        assert!(fixed.subjects.iter().all(|one| one.exact && one.best == one.worst), "{index}");
    }
    let near = prepared.certain("cities", within("0.1"), Control::new()).unwrap();
    let width: usize = near.subjects.iter().map(|one| one.worst - one.best).sum();
    assert!(width <= 5 * near.subjects.len(), "{width} for {}", near.subjects.len());
}

/// A document with gaps, thresholds and ways to rank, its weights given.
fn featured(weights: &[u32], figures: &[Vec<Option<u32>>], how: (usize, usize)) -> Prepared {
    let leaf = |at: usize| as_is(["a", "b", "c", "d"][at], weights[at]);
    let mut filled = leaf(3);
    let mut inner = json!({ "id": "p", "name": "P", "weight": weights[4], "children": [leaf(0), leaf(1), leaf(2)] });
    match how.0 {
        0 => inner["min_present"] = json!(2),
        1 => inner["min_coverage"] = json!(0.4),
        2 => filled["missing"] = json!({ "impute": "row_mean" }),
        3 => inner["children"][1]["missing"] = json!({ "impute": "row_mean" }),
        4 => inner["aggregate"] = json!("geometric"),
        _ => {}
    }
    let ranking = [
        json!({}),
        json!({ "ties": "dense" }),
        json!({ "ties": "average" }),
        json!({ "by": "published" }),
        json!({ "tie_break": ["a", "d"] }),
        json!({ "ties": "ordinal", "tie_break": ["b"] }),
    ];
    let index = json!({ "children": [inner, filled], "ranking": ranking[how.1] });
    let names: Vec<String> = (0..figures.len()).map(|number| format!("s{number}")).collect();
    let row = |row: &Vec<Option<u32>>| {
        let cells = ["a", "b", "c", "d"].iter().zip(row).map(|(input, figure)| ((*input).to_owned(), json!(figure)));
        Value::Object(cells.collect())
    };
    let rows: Vec<(&str, Value)> = names.iter().zip(figures).map(|(name, of)| (name.as_str(), row(of))).collect();
    prepared(&index, &rows)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn no_draw_breaks_a_bound(prepared in random(), seed in any::<u64>()) {
        let quarter = Decimal::new(25, 2);
        for (freedom, weights) in [(WeightRegion::Within(quarter), WeightDraws::Within(quarter)), (WeightRegion::Free, WeightDraws::Uniform)] {
            let certain = prepared.certain(0, freedom, Control::new()).unwrap();
            let drawn = prepared.robustness(0, &Draws::new(200, seed).weights(weights).pairwise(true), Control::new()).unwrap();
            let pairwise = drawn.pairwise.as_ref().unwrap();
            for (one, places) in certain.subjects.iter().zip(&drawn.subjects) {
                prop_assert_eq!(&one.subject, &places.subject);
                for (place, _) in &places.places {
                    prop_assert!((one.best..=one.worst).contains(place), "{} at {place}, {one:?}", one.subject);
                }
                let (_, others) = pairwise.iter().find(|(subject, _)| *subject == one.subject).unwrap();
                for behind in &one.behind {
                    let (_, share) = others.iter().find(|(other, _)| other == behind).unwrap();
                    prop_assert_eq!(*share, Decimal::ONE, "{} is not always ahead of {}", &one.subject, behind);
                }
            }
        }
    }

    /// The documents with these weights are evaluated by themselves.
    #[test]
    fn no_weights_within_the_range_break_a_bound(
        weights in prop::collection::vec(1_u32..20, 5),
        figures in prop::collection::vec(prop::collection::vec(prop::option::weighted(0.8, 0_u32..6), 4), 5),
        how in (0..6_usize, 0..6_usize),
        factors in prop::collection::vec(prop::collection::vec(70_u32..=130, 5), 12),
    ) {
        let certain = featured(&weights, &figures, how).certain(0, within("0.3"), Control::new()).unwrap();
        for factors in factors {
            let others: Vec<u32> = weights.iter().zip(&factors).map(|(weight, factor)| weight * factor).collect();
            let evaluation = featured(&others, &figures, how).evaluate().unwrap();
            let ranking = &evaluation.indexes[0].ranking;
            let rank = |subject: &str| {
                ranking.iter().find(|row| row.subject == subject).map(|row| row.rank.to_decimal())
            };
            for one in &certain.subjects {
                let Some(own) = rank(&one.subject) else { continue };
                let bounds = Decimal::from(one.best)..=Decimal::from(one.worst);
                prop_assert!(bounds.contains(&own), "{} at {own} under {others:?}: {one:?}", one.subject);
                for behind in &one.behind {
                    prop_assert!(rank(behind).is_none_or(|other| own < other), "{} and {behind} under {others:?}", one.subject);
                }
            }
        }
    }

    /// Where no weight varies the places are those of the ranking: between two for equal subjects by `average`.
    #[test]
    fn without_a_range_places_are_those_of_the_ranking(
        weights in prop::collection::vec(1_u32..20, 5),
        figures in prop::collection::vec(prop::collection::vec(prop::option::weighted(0.8, 0_u32..3), 4), 5),
        how in (0..6_usize, 0..6_usize),
    ) {
        let prepared = featured(&weights, &figures, how);
        let certain = prepared.certain(0, within("0"), Control::new()).unwrap();
        let evaluation = prepared.evaluate().unwrap();
        let ranking = &evaluation.indexes[0].ranking;
        prop_assert_eq!(certain.notice(), None);
        prop_assert_eq!(certain.subjects.len(), ranking.len());
        for (one, row) in certain.subjects.iter().zip(ranking) {
            let place = row.rank.to_decimal();
            prop_assert_eq!((&one.subject, one.exact), (&row.subject, true));
            prop_assert_eq!(Decimal::from(one.best), place.floor());
            prop_assert_eq!(Decimal::from(one.worst), place.ceil());
            let later: Vec<_> =
                ranking.iter().filter(|other| other.rank.to_decimal() > place).map(|other| other.subject.clone()).collect();
            prop_assert_eq!(&one.behind, &later);
        }
    }

    /// With two indicators every place that any weights lead to is found by trying them all.
    #[test]
    fn exact_bounds_are_reached(figures in prop::collection::vec((0_u32..30, 0_u32..30), 5)) {
        let names: Vec<String> = (0..figures.len()).map(|number| format!("s{number}")).collect();
        let rows: Vec<(&str, Value)> =
            names.iter().zip(&figures).map(|(name, (a, b))| (name.as_str(), json!({ "a": a, "b": b }))).collect();
        let prepared = prepared(&json!({ "children": [as_is("a", 1), as_is("b", 1)] }), &rows);
        let certain = prepared.certain(0, WeightRegion::Free, Control::new()).unwrap();
        let rows = (0..=1000).map(|share| vec![f64::from(share), f64::from(1000 - share)]).collect();
        let drawn = prepared.robustness(0, &Draws::new(1, 1).weights(WeightDraws::Given(rows)), Control::new()).unwrap();
        for (one, places) in certain.subjects.iter().zip(&drawn.subjects) {
            let taken = || places.places.iter().map(|(place, _)| *place);
            let (best, worst) = (taken().min().unwrap(), taken().max().unwrap());
            prop_assert!(one.best <= best && worst <= one.worst);
            if one.exact {
                // A place that only one share in a thousand leads to may be missed by trying.
                prop_assert!(best <= one.best + 1 && worst + 1 >= one.worst, "{one:?}: {best} to {worst}");
            }
        }
    }
}
