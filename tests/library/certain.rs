//! Certain bounds: by hand, and never broken by any draw.

use evalindex::{Certain, CertainError, Decimal, Document, Draws, Freedom, Prepared, WeightDraws};
use proptest::prelude::*;
use serde_json::{Value, json};

fn prepared(index: &Value, subjects: &[(&str, Value)]) -> Prepared {
    let mut whole = json!({ "id": "i", "name": "I", "kind": "k", "weights": "relative" });
    whole.as_object_mut().unwrap().extend(index.as_object().unwrap().clone());
    let list: Vec<_> = subjects.iter().map(|(id, _)| json!({ "id": id, "name": id, "kind": "k" })).collect();
    let values: serde_json::Map<_, _> = subjects.iter().map(|(id, row)| ((*id).to_owned(), row.clone())).collect();
    let text = json!({ "format": "evalindex/1", "indexes": [whole], "subjects": list, "values": values });
    Document::from_json(&text.to_string())
        .and_then(|document| document.prepare())
        .unwrap_or_else(|refused| panic!("{refused}"))
}

fn as_is(id: &str, weight: u32) -> Value {
    json!({ "id": id, "name": id, "weight": weight, "missing": "reweight", "rule": { "type": "as_is" } })
}

fn places(found: &Certain, subject: &str) -> (usize, usize, bool) {
    let one = found.subjects.iter().find(|one| one.subject == subject).unwrap();
    (one.best, one.worst, one.exact)
}

fn within(range: &str) -> Freedom {
    Freedom::Within(Decimal::from_str_exact(range).unwrap())
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
        let found = even.certain(0, within(range)).unwrap();
        assert_eq!(found.subjects[0].behind.contains(&"y".to_owned()), certain, "{range}");
        assert_eq!(places(&found, "z"), (3, 3, true), "{range}");
    }
    let found = even.certain(0, Freedom::Free).unwrap();
    assert_eq!((places(&found, "x"), places(&found, "y")), ((1, 2, true), (1, 2, true)));
    let json = serde_json::to_value(&found).unwrap();
    assert_eq!(json["within"], "free");
    assert_eq!(json["subjects"]["x"], json!({ "best": 1, "worst": 2, "exact": true }));
    assert_eq!(json["ahead"], json!({ "x": ["z"], "y": ["z"], "z": [] }));
}

#[test]
fn the_order_of_weights_may_be_all_that_is_known() {
    // Where a weighs no less than b, x leads by 5 or more; equal weights stay equal.
    assert_eq!(places(&three(3, 2).certain(0, Freedom::Ordered).unwrap(), "x"), (1, 1, true));
    assert_eq!(places(&three(1, 1).certain(0, Freedom::Ordered).unwrap(), "x"), (1, 1, true));
    // Where b weighs no less, it may weigh all.
    assert_eq!(places(&three(2, 3).certain(0, Freedom::Ordered).unwrap(), "x"), (1, 2, true));
}

#[test]
fn figures_that_are_missing_make_bounds_safe() {
    // y is at 60 whatever the weights; x between 40 and 80.
    let subjects = [("x", json!({ "a": 80, "b": 40 })), ("y", json!({ "a": 60, "b": null }))];
    let found = prepared(&json!({ "children": [as_is("a", 2), as_is("b", 1)] }), &subjects);
    assert_eq!(places(&found.certain(0, Freedom::Free).unwrap(), "x"), (1, 2, false));
    // Within a tenth: x is at (1.8·80 + 1.1·40)/2.9 = 64.8 or more.
    assert_eq!(places(&found.certain(0, within("0.1")).unwrap(), "x"), (1, 1, true));
}

#[test]
fn other_means_are_bounded_and_other_aggregates_refused() {
    let subjects = [("x", json!({ "a": 80, "b": 70 })), ("y", json!({ "a": 60, "b": 50 }))];
    let of = |aggregate: &str| {
        prepared(&json!({ "aggregate": aggregate, "children": [as_is("a", 2), as_is("b", 1)] }), &subjects)
    };
    assert_eq!(places(&of("geometric").certain(0, Freedom::Free).unwrap(), "x"), (1, 1, true));
    let error = of("copeland").certain(0, Freedom::Free).unwrap_err();
    assert_eq!(
        error.to_string(),
        "node `i` has an aggregate that is no mean: nothing certain can be said of an index but of means"
    );
    assert_eq!(of("arithmetic").certain(0, within("2")), Err(CertainError::OutOfRange { found: Decimal::TWO }));
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn no_draw_breaks_a_bound(prepared in random(), seed in any::<u64>()) {
        let quarter = Decimal::new(25, 2);
        for (freedom, weights) in [(Freedom::Within(quarter), WeightDraws::Within(quarter)), (Freedom::Free, WeightDraws::Uniform)] {
            let certain = prepared.certain(0, freedom).unwrap();
            let drawn = prepared.robustness(0, &Draws::new(200, seed).weights(weights)).unwrap();
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

    /// With two indicators every place that any weights lead to is found by trying them all.
    #[test]
    fn exact_bounds_are_reached(figures in prop::collection::vec((0_u32..30, 0_u32..30), 5)) {
        let names: Vec<String> = (0..figures.len()).map(|number| format!("s{number}")).collect();
        let rows: Vec<(&str, Value)> =
            names.iter().zip(&figures).map(|(name, (a, b))| (name.as_str(), json!({ "a": a, "b": b }))).collect();
        let prepared = prepared(&json!({ "children": [as_is("a", 1), as_is("b", 1)] }), &rows);
        let certain = prepared.certain(0, Freedom::Free).unwrap();
        let rows = (0..=1000).map(|share| vec![f64::from(share), f64::from(1000 - share)]).collect();
        let drawn = prepared.robustness(0, &Draws::new(1, 1).weights(WeightDraws::Given(rows))).unwrap();
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
