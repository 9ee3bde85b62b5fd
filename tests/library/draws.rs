//! Draws of weights: distributions that can be worked out by hand, and what must hold for any of them.

use evalindex::robustness::{Control, Draws, Robustness, RobustnessError, Sensitivity, WeightDraws};
use evalindex::{Decimal, Document, Prepared};
use proptest::prelude::*;
use serde_json::{Value, json};

fn prepared(index: &Value, subjects: &[(&str, Value)]) -> Prepared {
    let mut whole = json!({ "id": "i", "name": "I", "kind": "k", "weights": "relative", "scale": 1 });
    whole.as_object_mut().unwrap().extend(index.as_object().unwrap().clone());
    let list: Vec<_> = subjects.iter().map(|(id, _)| json!({ "id": id, "name": id, "kind": "k" })).collect();
    let values: serde_json::Map<_, _> = subjects.iter().map(|(id, row)| ((*id).to_owned(), row.clone())).collect();
    let text = json!({ "format": "evalindex/1", "indexes": [whole], "subjects": list, "values": values });
    let document = Document::from_json(&text.to_string()).unwrap_or_else(|refused| panic!("{refused}"));
    document.prepare().unwrap_or_else(|refused| panic!("{refused}"))
}

fn as_is(id: &str, weight: f64) -> Value {
    json!({ "id": id, "name": id, "weight": weight, "missing": "reweight", "rule": { "type": "as_is" } })
}

fn decimal(text: &str) -> Decimal {
    Decimal::from_str_exact(text).unwrap()
}

/// The probability of a place, within four standard errors of this one.
#[track_caller]
fn about(found: &Robustness, subject: usize, place: usize, probability: f64) {
    let share: f64 = found.subjects[subject].acceptability(place).to_string().parse().unwrap();
    let error = 4.0 * (probability * (1.0 - probability) / f64::from(found.draws)).sqrt() + 1e-9;
    let subject = &found.subjects[subject].subject;
    assert!((share - probability).abs() <= error, "{subject} at {place}: {share}, expected {probability} ± {error}");
}

/// x is first where the first of three weights is more than half.
fn half() -> Prepared {
    prepared(
        &json!({ "children": [as_is("a", 1.0), as_is("b", 1.0), as_is("c", 1.0)] }),
        &[("x", json!({ "a": 1, "b": 0, "c": 0 })), ("y", json!({ "a": 0, "b": 1, "c": 1 }))],
    )
}

#[test]
fn uniform_weights_are_uniform_on_the_simplex() {
    let found = half().robustness(0, &Draws::new(40_000, 7), Control::new()).unwrap();
    // y stands first in the ranking as it is; a quarter of the simplex has its first corner cut off at half.
    assert_eq!(found.subjects[1].subject, "x");
    about(&found, 1, 1, 0.25);
    // Where x is first, its first weight is 0.5 to 1 with density falling to 0: mean 2/3, the others 1/6.
    let central = found.subjects[1].central_weights.as_ref().unwrap();
    for ((_, weight), expected) in central.iter().zip([2.0 / 3.0, 1.0 / 6.0, 1.0 / 6.0]) {
        let weight: f64 = weight.to_string().parse().unwrap();
        assert!((weight - expected).abs() < 0.01, "{central:?}");
    }
    let total: Decimal = central.iter().map(|(_, weight)| *weight).sum();
    assert!((total - Decimal::ONE).abs() < decimal("0.000000001"), "{total}");
    assert_eq!(found.subjects[1].confidence, Some(true));
}

/// `mcda/sensitivity/smaa_exact_2crit.json` by hand: A from 0.6, C up to 0.4, B between, D never.
#[test]
fn acceptability_of_two_criteria_is_the_length_of_their_ranges() {
    let subjects = [
        ("A", json!({ "a": 1, "b": 0 })),
        ("B", json!({ "a": 0.6, "b": 0.6 })),
        ("C", json!({ "a": 0, "b": 1 })),
        ("D", json!({ "a": 0.45, "b": 0.45 })),
    ];
    let found = prepared(&json!({ "children": [as_is("a", 1.0), as_is("b", 1.0)] }), &subjects)
        .robustness(0, &Draws::new(20_000, 1).pairwise(true), Control::new().threads(2))
        .unwrap();
    for (subject, probability) in [("A", 0.4), ("B", 0.2), ("C", 0.4), ("D", 0.0)] {
        let at = found.subjects.iter().position(|one| one.subject == subject).unwrap();
        about(&found, at, 1, probability);
    }
    let never = found.subjects.iter().find(|one| one.subject == "D").unwrap();
    assert_eq!((never.central_weights.clone(), never.confidence), (None, None));
    let pairwise = found.pairwise.unwrap();
    let (_, others) = pairwise.iter().find(|(subject, _)| subject == "B").unwrap();
    assert!(others.contains(&("D".to_owned(), Decimal::ONE)), "B is ahead of D whatever the weights: {others:?}");
}

#[test]
fn dirichlet_weights_have_the_declared_means() {
    // Shares 0.5, 0.3, 0.2: x's total is the first weight, y's the second, z's the third.
    let corner = |a: u8, b: u8, c: u8| json!({ "a": a, "b": b, "c": c });
    let children = json!({ "children": [as_is("a", 5.0), as_is("b", 3.0), as_is("c", 2.0)] });
    let found = prepared(&children, &[("x", corner(1, 0, 0)), ("y", corner(0, 1, 0)), ("z", corner(0, 0, 1))])
        .robustness(0, &Draws::new(40_000, 3).weights(WeightDraws::Dirichlet(Decimal::TWO)), Control::new())
        .unwrap();
    // numpy 2, dirichlet([1, 0.6, 0.4]) over 40 million draws: the first is largest in 0.5516, the third in 0.1685.
    about(&found, 0, 1, 0.5516);
    about(&found, 2, 1, 0.1685);
}

/// Perturbing 0.9 by a fifth more leaves the others no negative weight.
#[test]
fn a_heavy_weight_leaves_the_others_at_nothing_or_more() {
    let children = json!({ "children": [as_is("a", 0.9), as_is("b", 0.05), as_is("c", 0.05)] });
    let subjects = [("x", json!({ "a": 0, "b": 1, "c": 1 })), ("y", json!({ "a": 0, "b": 0, "c": 0 }))];
    for weights in [
        WeightDraws::Within(decimal("0.2")),
        WeightDraws::Within(Decimal::ONE),
        WeightDraws::Normal(decimal("0.5")),
        WeightDraws::Dirichlet(decimal("0.5")),
    ] {
        let found = prepared(&children, &subjects)
            .robustness(0, &Draws::new(5_000, 1).weights(weights), Control::new())
            .unwrap();
        // A negative weight would put x behind.
        assert_eq!(found.subjects[0].acceptability(2), Decimal::ZERO);
        for (_, weight) in found.subjects[0].central_weights.as_ref().unwrap() {
            assert!((Decimal::ZERO..=Decimal::ONE).contains(weight));
        }
    }
}

#[test]
fn other_aggregates_and_gaps_are_drawn_too() {
    // a's share t: x is ahead where 0.8^t·0.1^(1−t) > 0.4, that is t > 2/3.
    let subjects = [("x", json!({ "a": 0.8, "b": 0.1 })), ("y", json!({ "a": 0.4, "b": 0.4 }))];
    let geometric = json!({ "aggregate": "geometric", "children": [as_is("a", 1.0), as_is("b", 1.0)] });
    let found = prepared(&geometric, &subjects).robustness(0, &Draws::new(4_000, 5), Control::new()).unwrap();
    assert_eq!(found.subjects[1].subject, "x");
    about(&found, 1, 1, 1.0 / 3.0);
    // z has no b, so that it is at 0.5 whatever the weights: behind x, at t, in half of the draws.
    let subjects = [("x", json!({ "a": 1, "b": 0 })), ("z", json!({ "a": 0.5, "b": null }))];
    let found = prepared(&json!({ "children": [as_is("a", 2.0), as_is("b", 1.0)] }), &subjects)
        .robustness(0, &Draws::new(4_000, 5), Control::new())
        .unwrap();
    about(&found, 0, 1, 0.5);
}

#[test]
fn grades_are_drawn_with_their_quotas() {
    let index = json!({ "children": [as_is("a", 1.0), as_is("b", 1.0)],
        "grades": [{ "name": "good", "at_least": 0.5, "max_share": 0.5 }, { "name": "rest" }] });
    let subjects = [("x", json!({ "a": 1, "b": 0 })), ("y", json!({ "a": 0, "b": 1 }))];
    let found = prepared(&index, &subjects).robustness(0, &Draws::new(10_000, 2), Control::new()).unwrap();
    // One of two may be good: whoever is first, above half.
    let good: Vec<f64> = found.subjects.iter().map(|one| one.grades[0].1.to_string().parse().unwrap()).collect();
    assert!((good[0] + good[1] - 1.0).abs() < 1e-9 && (good[0] - 0.5).abs() < 0.02, "{good:?}");
}

#[test]
fn levels_that_are_not_drawn_stay_as_declared() {
    let inner = |id: &str, one: &str, other: &str| json!({ "id": id, "name": id, "weight": 1, "children": [as_is(one, 1.0), as_is(other, 1.0)] });
    let index = json!({ "children": [inner("p", "a", "b"), inner("q", "c", "d")] });
    let subjects = [
        ("x", json!({ "a": 1, "b": 0, "c": 0.4, "d": 0.4 })),
        ("y", json!({ "a": 0.45, "b": 0.45, "c": 0.45, "d": 0.45 })),
    ];
    let prepared = prepared(&index, &subjects);
    // At level 1 x is at 0.4 to 0.5, ahead of 0.45 where p has more than half; at level 2 at t/2 + 0.2, where t > 0.5.
    for level in [1, 2] {
        let found = prepared.robustness(0, &Draws::new(4_000, 9).level(level), Control::new()).unwrap();
        let x = found.subjects.iter().position(|one| one.subject == "x").unwrap();
        about(&found, x, 1, 0.5);
    }
    let error = prepared.robustness(0, &Draws::new(10, 1).level(3), Control::new()).unwrap_err();
    assert_eq!(error.to_string(), "a level is 3, expected 1 to 2");
}

#[test]
fn impossible_draws_are_refused_in_one_line() {
    let refused = |draws: &Draws| half().robustness(0, draws, Control::new()).unwrap_err().to_string();
    assert_eq!(refused(&Draws::new(0, 1)), "no draws: at least 1 is needed");
    let within = |range: &str| Draws::new(1, 1).weights(WeightDraws::Within(decimal(range)));
    assert_eq!(refused(&within("1.5")), "the range of weights is 150%, expected 0% to 100%");
    let given =
        |rows: &[&[f64]]| Draws::new(1, 1).weights(WeightDraws::Given(rows.iter().map(|row| row.to_vec()).collect()));
    assert_eq!(
        half().robustness(0, &given(&[&[1.0, 0.0]]), Control::new()).unwrap_err(),
        RobustnessError::BadRow {
            row: 0,
            found: "2 weights".into(),
            expected: "3, one an indicator that counts".into()
        }
    );
    assert!(refused(&given(&[&[1.0, -1.0, 1.0]])).contains("-1"));
    assert!(refused(&given(&[&[0.0, 0.0, 0.0]])).contains("a total of 0"));
}

#[test]
fn more_draws_ranks_or_pairs_than_a_stated_limit_are_refused() {
    assert_eq!((Draws::MOST, Draws::MOST_COMPARED, Sensitivity::MOST_RANKS), (10_000_000, 2_000, 250_000_000));
    let refused = |draws: &Draws| half().robustness(0, draws, Control::new()).unwrap_err().to_string();
    assert_eq!(refused(&Draws::new(10_000_001, 1)), "the number of draws is 10000001, expected at most 10000000");
    let many = |subjects: usize| {
        let names: Vec<String> = (0..subjects).map(|number| format!("s{number}")).collect();
        let subjects: Vec<(&str, Value)> = names
            .iter()
            .zip(0..)
            .map(|(name, number): (_, usize)| (name.as_str(), json!({ "a": number % 2, "b": 0.5 })))
            .collect();
        prepared(&json!({ "children": [as_is("a", 1.0), as_is("b", 1.0)] }), &subjects)
    };
    let compared = many(2001).robustness(0, &Draws::new(1, 1).pairwise(true), Control::new()).unwrap_err().to_string();
    assert_eq!(compared, "the number of subjects to compare two by two is 2001, expected at most 2000");
    // One factor: three rankings a row.
    let kept = many(10).sensitivity(0, &Draws::new(8_333_334, 1), Control::new()).unwrap_err().to_string();
    let what = "the number of ranks to keep, of all subjects in all rows under all factors";
    assert_eq!(kept, format!("{what} is 250000020, expected at most 250000000"));
}

/// Ten subjects on two levels with few different figures, so that many are equal.
fn random() -> impl Strategy<Value = Prepared> {
    (prop::collection::vec(1_u8..10, 6), prop::collection::vec(prop::collection::vec(0_u8..4, 4), 10), any::<bool>())
        .prop_map(|(weights, figures, gaps)| {
            let weight = |at: usize| f64::from(weights[at]);
            let inner = |id: &str, at: usize, one: &str, other: &str| {
                json!({ "id": id, "name": id, "weight": weight(at), "children": [as_is(one, weight(at + 1)), as_is(other, weight(at + 2))] })
            };
            let index = json!({ "scale": 10, "children": [inner("p", 0, "a", "b"), inner("q", 3, "c", "d")] });
            let names: Vec<String> = (0..figures.len()).map(|number| format!("s{number}")).collect();
            let rows: Vec<(&str, Value)> = names.iter().zip(&figures).map(|(name, row)| {
                let b = if gaps && row[0] == 0 { Value::Null } else { json!(row[1]) };
                (name.as_str(), json!({ "a": row[0], "b": b, "c": row[2], "d": row[3] }))
            }).collect();
            prepared(&index, &rows)
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_range_of_nothing_gives_the_exact_ranking(prepared in random(), normal in any::<bool>()) {
        let weights = if normal { WeightDraws::Normal(Decimal::ZERO) } else { WeightDraws::Within(Decimal::ZERO) };
        let found = prepared.robustness(0, &Draws::new(3, 1).weights(weights), Control::new()).unwrap();
        for (row, one) in prepared.ranking(0).unwrap().iter().zip(&found.subjects) {
            prop_assert_eq!(row.rank.to_decimal(), one.mean);
            prop_assert_eq!(one.sd, Decimal::ZERO);
        }
    }

    #[test]
    fn threads_make_no_difference(prepared in random(), seed in any::<u64>(), count in 1_u32..40) {
        for weights in [WeightDraws::Uniform, WeightDraws::Within(decimal("0.25")), WeightDraws::Dirichlet(decimal("3"))] {
            let draws = Draws::new(count, seed).weights(weights).pairwise(true);
            let text = |threads: usize| {
                let found = prepared.robustness(0, &draws, Control::new().threads(threads)).unwrap();
                serde_json::to_string(&found).unwrap()
            };
            let one = text(1);
            prop_assert_eq!(&one, &text(2));
            prop_assert_eq!(&one, &text(3));
        }
    }
}

#[test]
fn tie_breaks_count_in_draws() {
    // x and y are equal, whatever the weights; z is behind.
    let places = |ranking: Value, weights: WeightDraws| {
        let index = json!({ "children": [as_is("a", 1.0), as_is("b", 1.0), as_is("c", 0.0)], "ranking": ranking });
        let subjects = [
            ("x", json!({ "a": 1, "b": 1, "c": 0.2 })),
            ("y", json!({ "a": 1, "b": 1, "c": 0.8 })),
            ("z", json!({ "a": 0, "b": 0, "c": 0.5 })),
        ];
        let found =
            prepared(&index, &subjects).robustness(0, &Draws::new(200, 1).weights(weights), Control::new()).unwrap();
        let mut means: Vec<_> = found.subjects.iter().map(|one| (one.subject.clone(), one.mean.to_string())).collect();
        means.sort();
        means.into_iter().map(|(_, mean)| mean).collect::<Vec<_>>()
    };
    // By the sums of matrices, and one by one.
    for weights in [WeightDraws::Uniform, WeightDraws::Within(Decimal::ZERO)] {
        let by = |ranking: Value| places(ranking, weights.clone());
        assert_eq!(by(json!({})), ["1", "1", "3"], "{weights}");
        assert_eq!(by(json!({ "ties": "dense" })), ["1", "1", "2"], "{weights}");
        assert_eq!(by(json!({ "ties": "average" })), ["1", "1", "3"], "{weights}");
        assert_eq!(by(json!({ "tie_break": ["c"] })), ["2", "1", "3"], "{weights}");
        assert_eq!(by(json!({ "ties": "ordinal", "tie_break": ["a"] })), ["1", "2", "3"], "{weights}");
    }
}

#[test]
fn a_dimension_breaks_ties_as_each_draw_has_it() {
    // x and y are equal in all; in d, of weight 0, x is ahead where a weighs more than b.
    let dimension = json!({ "id": "d", "name": "D", "weight": 0, "children": [as_is("a", 1.0), as_is("b", 1.0)] });
    let index = json!({ "children": [dimension, as_is("c", 1.0)], "ranking": { "tie_break": ["d"] } });
    let subjects = [("x", json!({ "a": 1, "b": 0, "c": 1 })), ("y", json!({ "a": 0, "b": 1, "c": 1 }))];
    let found = prepared(&index, &subjects).robustness(0, &Draws::new(4000, 5), Control::new()).unwrap();
    about(&found, 0, 1, 0.5);
    about(&found, 1, 1, 0.5);
}

#[test]
fn published_totals_are_rounded_as_the_index_says() {
    // x is at 0.125 and y at 0.12 whatever the weights: half up they part, half to even they do not.
    let shared = |mode: &str| {
        let index = json!({ "children": [as_is("a", 1.0), as_is("b", 1.0)], "ranking": { "by": "published" },
            "rounding": { "decimals": 2, "mode": mode } });
        let subjects = [("x", json!({ "a": 0.125, "b": 0.125 })), ("y", json!({ "a": 0.12, "b": 0.12 }))];
        let found = prepared(&index, &subjects).robustness(0, &Draws::new(50, 1), Control::new()).unwrap();
        found.subjects.iter().all(|one| one.mean == Decimal::ONE)
    };
    assert!(!shared("half_up"));
    assert!(shared("half_even"));
}

#[test]
fn draws_that_all_fail_are_an_error() {
    // Errors far beyond the 0 to 1 that `as_is` takes.
    let leaf = |id: &str| {
        let mut leaf = as_is(id, 1.0);
        leaf["error"] = json!({ "sd": 100_000 });
        leaf
    };
    let index = json!({ "children": [leaf("a"), leaf("b")] });
    let subjects = [("x", json!({ "a": 0.5, "b": 0.2 })), ("y", json!({ "a": 0.4, "b": 0.9 }))];
    let refused = prepared(&index, &subjects).robustness(0, &Draws::new(20, 1).errors(true), Control::new());
    assert!(matches!(refused, Err(RobustnessError::AllFailed { .. })), "{refused:?}");
}

#[test]
fn tiny_concentrations_give_all_to_one() {
    let concentration = WeightDraws::Dirichlet(decimal("0.0000000000000000000000000001"));
    let found = half().robustness(0, &Draws::new(4000, 2).weights(concentration), Control::new()).unwrap();
    // One of three equal weights has nearly all: x is first in a third.
    about(&found, 1, 1, 1.0 / 3.0);
}

#[test]
fn classes_of_shared_places_are_those_of_the_ranking() {
    // Places 1, 2.5, 2.5, 4: 2·2.5/4 goes up to class 2.
    let index = json!({ "children": [as_is("a", 1.0)], "classes": { "count": 2 }, "ranking": { "ties": "average" } });
    let subjects = [("w", 0.9), ("x", 0.45), ("y", 0.45), ("z", 0.1)].map(|(id, a)| (id, json!({ "a": a })));
    let found = prepared(&index, &subjects).robustness(0, &Draws::new(3, 1), Control::new()).unwrap();
    let second: Vec<_> = found.subjects.iter().map(|one| one.grades[1].1.to_string()).collect();
    assert_eq!(second, ["0", "1", "1", "1"]);
}

#[test]
fn what_counts_counts_in_every_draw() {
    // The least of y is above that of x, however little one of the two weighs.
    let index = json!({ "children": [as_is("a", 1.0), as_is("b", 1.0)], "aggregate": "minimum" });
    let subjects = [("x", json!({ "a": 0.2, "b": 0.9 })), ("y", json!({ "a": 0.3, "b": 0.8 }))];
    let weights = WeightDraws::Dirichlet(decimal("0.1"));
    let found =
        prepared(&index, &subjects).robustness(0, &Draws::new(2000, 1).weights(weights), Control::new()).unwrap();
    assert_eq!((found.subjects[0].subject.as_str(), found.subjects[0].mean), ("y", Decimal::ONE));
}
