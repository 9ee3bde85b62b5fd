//! Certain bounds: who can be ahead together. By hand, against all cells that the weights fall into, and never broken.

use evalindex::robustness::{Control, WeightRegion};
use evalindex::{Document, Prepared};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::certain::{as_is, places, prepared, within};

/// y is ahead of x where a weighs more than 0.6, z where it weighs less than 0.4: never both.
#[test]
fn two_that_need_opposite_weights_are_not_ahead_together() {
    let subjects =
        [("x", json!({ "a": 50, "b": 50 })), ("y", json!({ "a": 60, "b": 35 })), ("z", json!({ "a": 35, "b": 60 }))];
    let found = prepared(&json!({ "children": [as_is("a", 1), as_is("b", 1)] }), &subjects);
    let free = found.certain(0, WeightRegion::Free, Control::new()).unwrap();
    assert_eq!(
        [places(&free, "x"), places(&free, "y"), places(&free, "z")],
        [(1, 2, true), (1, 3, true), (1, 3, true)]
    );
    // Within half, a weighs 0.25 to 0.75; within a tenth 0.45 to 0.55, where x is ahead of both.
    assert_eq!(places(&found.certain(0, within("0.5"), Control::new()).unwrap(), "x"), (1, 2, true));
    assert_eq!(places(&found.certain(0, within("0.1"), Control::new()).unwrap(), "x"), (1, 1, true));
}

/// Any two of three specialists can be ahead of x together, all three never: they have 54 on two indicators and 40 on the
/// third, so that the leads over x, who has 50 everywhere, total −6 under all weights.
#[test]
fn three_may_exclude_each_other_where_no_two_do() {
    let of = |a: u32, b: u32, c: u32| json!({ "a": a, "b": b, "c": c });
    let subjects = [("x", of(50, 50, 50)), ("p", of(40, 54, 54)), ("q", of(54, 40, 54)), ("r", of(54, 54, 40))];
    let found = prepared(&json!({ "children": [as_is("a", 1), as_is("b", 1), as_is("c", 1)] }), &subjects);
    // p is ahead where a weighs less than 4/14.
    assert_eq!(places(&found.certain(0, WeightRegion::Free, Control::new()).unwrap(), "x"), (1, 3, true));
    assert_eq!(places(&found.certain(0, within("0.25"), Control::new()).unwrap(), "x"), (1, 3, true));
}

/// A score on the lacking side counts as that of its node: y has 60 of d whatever b weighs.
#[test]
fn gaps_do_not_hide_who_excludes_whom() {
    let d = json!({ "id": "d", "name": "d", "weight": 1, "children": [as_is("a", 1), as_is("b", 1)] });
    let subjects = [
        ("x", json!({ "a": 50, "b": 50, "c": 50 })),
        ("y", json!({ "a": null, "b": 60, "c": 35 })),
        ("z", json!({ "a": 35, "b": "n/a", "c": 60 })),
    ];
    let found = prepared(&json!({ "children": [d, as_is("c", 1)] }), &subjects);
    assert_eq!(places(&found.certain(0, within("0.9"), Control::new()).unwrap(), "x"), (1, 2, true));
}

/// Each of 70 is best somewhere on a circle of weights: too many undecided rivals for the search, which is said.
#[test]
fn where_the_search_ends_is_said() {
    let names: Vec<String> = (0..70).map(|at| format!("s{at}")).collect();
    let rows: Vec<(&str, Value)> = names
        .iter()
        .zip(0_u32..)
        .map(|(name, at)| (name.as_str(), json!({ "a": at * at, "b": (70 - at) * (70 - at) })))
        .collect();
    let leaf = |id: &str| json!({ "id": id, "name": id, "weight": 1, "rule": { "type": "as_is", "max": 5000 } });
    let found = prepared(&json!({ "children": [leaf("a"), leaf("b")] }), &rows);
    let certain = found.certain(0, WeightRegion::Free, Control::new()).unwrap();
    assert_eq!(certain.cut_short, 70);
    assert_eq!(certain.notice().unwrap(), "Safe bounds come from the limit of the search (subjects: 70)");
    let one = found.certain(0, within("0.01"), Control::new()).unwrap();
    assert_eq!((one.cut_short, one.notice()), (0, None));
    assert!(one.subjects.iter().all(|places| places.exact));
}

/// A weight region over three indicators: the sides of a polygon, each as coefficients of the effective weights whose sum
/// is 0 or more.
type Sides = Vec<[f64; 3]>;

/// No weight times a factor is above another one: `high·x/of.0 ≥ low·y/of.1`, both ways.
fn ratio(one: [f64; 3], other: [f64; 3], range: f64) -> [[f64; 3]; 2] {
    let (low, high) = (1.0 - range, 1.0 + range);
    let side = |x: [f64; 3], y: [f64; 3]| std::array::from_fn(|at| high * x[at] - low * y[at]);
    [side(one, other), side(other, one)]
}

fn dot(one: [f64; 3], other: [f64; 3]) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

/// The best and the worst place of each subject over a polygon of weights: every cell into which the lines of equal totals
/// cut it has a corner where two lines or sides meet, and points around all corners are tried.
fn places_of_cells(scores: &[[f64; 3]], sides: &Sides) -> Vec<(usize, usize)> {
    let mut lines = sides.clone();
    for (at, one) in scores.iter().enumerate() {
        lines.extend(scores[..at].iter().map(|other| std::array::from_fn(|leaf| one[leaf] - other[leaf])));
    }
    let mut found = vec![(scores.len(), 1); scores.len()];
    for (at, one) in lines.iter().enumerate() {
        for other in &lines[..at] {
            let meet = [
                one[1] * other[2] - one[2] * other[1],
                one[2] * other[0] - one[0] * other[2],
                one[0] * other[1] - one[1] * other[0],
            ];
            let total: f64 = meet.iter().sum();
            if total.abs() < 1e-9 {
                continue;
            }
            for step in 0..64 {
                let turn = f64::from(step) / 64.0 * std::f64::consts::TAU;
                let (x, y) = (1e-6 * turn.cos(), 1e-6 * turn.sin());
                let near = [meet[0] / total + x, meet[1] / total + y, meet[2] / total - x - y];
                if sides.iter().any(|side| dot(*side, near) < 0.0) {
                    continue;
                }
                let totals: Vec<f64> = scores.iter().map(|scores| dot(*scores, near)).collect();
                for (place, own) in found.iter_mut().zip(&totals) {
                    let own = 1 + totals.iter().filter(|total| *total > own).count();
                    *place = (place.0.min(own), place.1.max(own));
                }
            }
        }
    }
    found
}

/// Twenty documents for each region, with figures that have no ties.
#[test]
fn bounds_are_those_of_all_cells() {
    let mut seed = 11_u32;
    let mut next = |below: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) % below
    };
    let units: [[f64; 3]; 3] = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
    let (mut all, mut narrowed) = (0, 0);
    for round in 0..60 {
        let weights: [u32; 4] = std::array::from_fn(|_| 1 + next(9));
        let figures: Vec<[u32; 3]> = (0..8).map(|_| std::array::from_fn(|_| 300_000 + next(400_000))).collect();
        let scores: Vec<[f64; 3]> = figures.iter().map(|row| row.map(|figure| f64::from(figure) / 10_000.0)).collect();
        let names: Vec<String> = (0..8).map(|at| format!("s{at}")).collect();
        let figure = |of: u32| json!(format!("{}.{:04}", of / 10_000, of % 10_000));
        let rows: Vec<(&str, Value)> = names
            .iter()
            .zip(&figures)
            .map(|(name, [a, b, c])| (name.as_str(), json!({ "a": figure(*a), "b": figure(*b), "c": figure(*c) })))
            .collect();
        let [a, b, c, d] = weights.map(f64::from);
        let (children, sides, region) = if round % 3 == 0 {
            (json!([as_is("a", 1), as_is("b", 1), as_is("c", 1)]), units.to_vec(), WeightRegion::Free)
        } else if round % 3 == 1 {
            let own: [[f64; 3]; 3] = [[1.0 / a, 0.0, 0.0], [0.0, 1.0 / b, 0.0], [0.0, 0.0, 1.0 / c]];
            let pairs = [(0, 1), (1, 2), (2, 0)].map(|(one, other)| ratio(own[one], own[other], 0.3));
            let children = json!([as_is("a", weights[0]), as_is("b", weights[1]), as_is("c", weights[2])]);
            (children, pairs.concat(), within("0.3"))
        } else {
            // a and b below a node with a weight of its own.
            let inner = ratio([1.0 / a, 0.0, 0.0], [0.0, 1.0 / b, 0.0], 0.2);
            let outer = ratio([1.0 / d, 1.0 / d, 0.0], [0.0, 0.0, 1.0 / c], 0.2);
            let pair = json!({ "id": "p", "name": "P", "weight": weights[3], "children": [as_is("a", weights[0]), as_is("b", weights[1])] });
            (json!([pair, as_is("c", weights[2])]), [inner, outer].concat(), within("0.2"))
        };
        let found = prepared(&json!({ "children": children }), &rows).certain(0, region, Control::new()).unwrap();
        let ahead: usize = found.subjects.iter().map(|one| one.behind.len()).sum();
        let width: usize = found.subjects.iter().map(|one| one.worst - one.best).sum();
        // Every pair that is not certain is two more places without a search.
        narrowed += usize::from(width < 2 * (8 * 7 / 2 - ahead));
        for (name, truth) in names.iter().zip(places_of_cells(&scores, &sides)) {
            assert_eq!(places(&found, name), (truth.0, truth.1, true), "{name} of {round}: {weights:?} {figures:?}");
            all += 1;
        }
    }
    assert_eq!(all, 480);
    assert!(narrowed >= 20, "{narrowed}");
}

/// A tree of three levels with gaps, points, vetoes and thresholds.
fn deep(weights: &[u32], figures: &[Vec<u32>], how: (usize, usize)) -> Prepared {
    let leaf = |at: usize| as_is(["a", "b", "c", "d", "e", "f"][at], weights[at]);
    let node = |id: &str, weight: u32, children: Value| json!({ "id": id, "name": id, "weight": weight, "children": children });
    let mut low = node("low", weights[6], json!([leaf(0), leaf(1), leaf(2)]));
    match how.0 {
        0 => low["min_coverage"] = json!("0.5"),
        1 => low["min_present"] = json!(2),
        2 => low["aggregate"] = json!("harmonic"),
        3 => low["children"][0]["missing"] = json!({ "impute": "row_mean" }),
        4 => low["children"][0]["missing"] = json!({ "impute": "median" }),
        _ => {}
    }
    let mid = node("mid", weights[7], json!([low, leaf(3)]));
    let top = json!([mid, node("right", weights[8], json!([leaf(4), leaf(5)]))]);
    let ranking = [
        json!({}),
        json!({ "ties": "dense" }),
        json!({ "ties": "average" }),
        json!({ "by": "published" }),
        json!({ "ties": "ordinal", "tie_break": ["d", "bonus"] }),
    ];
    let index = json!({ "id": "i", "name": "I", "kind": "k", "weights": "relative", "children": top,
        "ranking": ranking[how.1], "rounding": { "decimals": 1 } });
    let subjects: Vec<Value> =
        (0..figures.len()).map(|at| json!({ "id": format!("s{at}"), "name": "S", "kind": "k" })).collect();
    let cell = |figure: &u32| match figure {
        8.. => Value::Null,
        7 => json!("n/a"),
        figure => json!(40 + figure),
    };
    let row = |row: &Vec<u32>| {
        let cells = ["a", "b", "c", "d", "e", "f"].iter().zip(row).map(|(id, figure)| ((*id).to_owned(), cell(figure)));
        Value::Object(cells.collect())
    };
    let values = figures.iter().enumerate().map(|(at, figures)| (format!("s{at}"), row(figures))).collect();
    let adjustments = json!([
        { "subject": "s0", "type": "bonus", "points": 1, "reason": "r" },
        { "subject": "s1", "type": "deduction", "points": "0.5", "reason": "r" },
        { "subject": "s2", "type": "veto", "effect": "unranked", "reason": "r" },
    ]);
    let text = json!({ "format": "evalindex/1", "indexes": [index], "subjects": subjects,
        "values": Value::Object(values), "adjustments": adjustments });
    Document::from_json(&text.to_string()).and_then(|document| document.prepare()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Weights in the region and at its corners; the documents with these weights are evaluated by themselves.
    #[test]
    fn no_weights_break_a_narrow_bound(
        weights in prop::collection::vec(1_u32..10, 9),
        figures in prop::collection::vec(prop::collection::vec(0_u32..9, 6), 7),
        how in (0..6_usize, 0..5_usize),
        factors in prop::collection::vec(prop::collection::vec(prop_oneof![Just(80_u32), Just(120), 80_u32..=120], 9), 10),
    ) {
        let certain = deep(&weights, &figures, how).certain(0, within("0.2"), Control::new()).unwrap();
        for factors in factors {
            let others: Vec<u32> = weights.iter().zip(&factors).map(|(weight, factor)| weight * factor).collect();
            let evaluation = deep(&others, &figures, how).evaluate().unwrap();
            for row in &evaluation.indexes[0].ranking {
                let Some(one) = certain.subjects.iter().find(|one| one.subject == row.subject) else { continue };
                let bounds = evalindex::Decimal::from(one.best)..=evalindex::Decimal::from(one.worst);
                prop_assert!(bounds.contains(&row.rank.to_decimal()), "{:?} under {others:?}: {one:?}", row.rank);
            }
        }
    }
}
