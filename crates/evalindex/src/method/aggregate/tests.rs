use super::testing::{decimal, exact, exactly, parts, parts_of, points, to_points};
use super::*;
use crate::number::{Exact, Real};

fn all() -> [Aggregate; 11] {
    [
        Aggregate::Arithmetic,
        Aggregate::Geometric,
        Aggregate::Harmonic,
        Aggregate::Minimum,
        Aggregate::Maximum,
        Aggregate::Median,
        Aggregate::Sum,
        Power::new(2).into(),
        Power::new(-1).into(),
        Power::new(decimal("0.5")).into(),
        Power::new(decimal("-3.5")).into(),
    ]
}

fn combined(aggregate: &Aggregate, present: &[Part<'_>]) -> Exact {
    aggregate.combine(parts(present)).unwrap()
}

#[test]
fn names_lead_to_their_aggregates() {
    for name in Aggregate::NAMES {
        assert_eq!(Aggregate::from_name(name).unwrap().name(), *name);
    }
    assert_eq!(Aggregate::from_name("power"), None);
    assert_eq!(Aggregate::from_name("Arithmetic"), None);
}

#[test]
fn documents_hold_a_name_or_a_power() {
    let written = |aggregate| serde_json::to_string(&aggregate).unwrap();
    assert_eq!(written(Aggregate::Median), "\"median\"");
    assert_eq!(written(Aggregate::from(Power::new(decimal("2.0")))), "{\"power\":2}");
    assert_eq!(written(Aggregate::from(Power::new(decimal("-0.5")))), "{\"power\":-0.5}");
}

#[test]
fn equal_scores_are_their_own_aggregate() {
    let present = parts_of(&[("87.123456789012", 3), ("87.123456789012", 7), ("87.123456789012", 1)]);
    for aggregate in all() {
        assert_eq!(combined(&aggregate, &present), exact("87.123456789012"), "{aggregate:?}");
    }
}

#[test]
fn neither_order_nor_unit_of_the_weights_matters() {
    let present = parts_of(&[
        ("87.123456789012", 333),
        ("0.000000000001", 1),
        ("63.3", 333),
        ("99.999999999999", 250),
        ("63.3", 83),
        ("41.000000000007", 17),
    ]);
    for aggregate in all() {
        let expected = combined(&aggregate, &present);
        let mut turned = present.clone();
        for _ in 0..present.len() {
            turned.rotate_left(1);
            let mut backward: Vec<Part<'_>> = turned.iter().rev().cloned().collect();
            assert_eq!(combined(&aggregate, &turned), expected, "{aggregate:?}");
            for unit in [3, 1000, 10_u128.pow(30)] {
                backward.iter_mut().zip(turned.iter().rev()).for_each(|(part, one)| part.weight = one.weight * unit);
                assert_eq!(combined(&aggregate, &backward), expected, "{aggregate:?} by {unit}");
            }
        }
    }
}

#[test]
fn a_missing_value_is_left_out_of_every_mean() {
    // Values (1, 2, missing) with equal weights; to 5 decimals seen elsewhere: 1.5, 1.41421, 1.33333, 1.58114.
    // To 12 decimals by hand: 3/2, √2, 4/3, √2.5.
    let present = parts_of(&[("1", 1), ("2", 1)]);
    for (aggregate, expected) in [
        (Aggregate::Arithmetic, "1.5"),
        (Aggregate::Geometric, "1.414213562373"),
        (Aggregate::Harmonic, "1.333333333333"),
        (Power::new(2).into(), "1.581138830084"),
    ] {
        assert_eq!(to_points(&combined(&aggregate, &present)), points(expected), "{aggregate:?}");
    }
}

#[test]
fn one_zero_makes_nothing_of_means_that_do_not_compensate() {
    let present = parts_of(&[("0", 1), ("50", 1)]);
    for aggregate in [Aggregate::Geometric, Aggregate::Harmonic, Aggregate::from(Power::new(decimal("-2.5")))] {
        assert_eq!(combined(&aggregate, &present), Exact::ZERO, "{aggregate:?}");
    }
}

#[test]
fn means_of_roots_refuse_negative_scores() {
    let present = parts_of(&[("3", 1), ("-0.5", 1), ("0", 1)]);
    for aggregate in [Aggregate::Geometric, Aggregate::Harmonic, Aggregate::from(Power::new(decimal("3")))] {
        let refused = aggregate.combine(parts(&present));
        let expected = AggregateError::Negative { aggregate: aggregate.name(), score: exact("-0.5") };
        assert_eq!(refused, Err(expected));
    }
}

#[test]
fn real_scores_do_not_depend_on_their_order_either() {
    let root = |value: i128| Exact::from(Real::from_i128(value).sqrt().unwrap());
    let scores = [root(2), exact("63.3"), root(5000), root(2), Exact::ratio(200, 3).unwrap(), root(7)];
    let weighted = scores.iter().zip([333, 1, 250, 83, 17, 41]);
    let present: Vec<Part<'_>> =
        weighted.map(|(score, weight)| Part { id: "", weight, score: score.clone() }).collect();
    let equal = [3, 7, 1].map(|weight| Part { id: "", weight, score: root(2) });
    let others = [Owa::new(["0.5", "0.1", "0.1", "0.1", "0.1", "0.1"].map(decimal)).into(), MeanMin::new(1).into()];
    for aggregate in all().into_iter().chain(others) {
        let expected = combined(&aggregate, &present);
        let mut turned = present.clone();
        for unit in [1, 3, 1000, 7, 10_u128.pow(30), 1] {
            turned.rotate_left(1);
            let scaled = turned.iter().map(|part| Part { weight: part.weight * unit, ..part.clone() });
            assert_eq!(combined(&aggregate, &scaled.collect::<Vec<_>>()), expected, "{aggregate:?} by {unit}");
        }
        assert_eq!(combined(&aggregate, &equal), root(2), "{aggregate:?}");
    }
}

#[test]
fn the_same_scores_in_other_places_are_the_same_score() {
    for aggregate in all() {
        let [one, other] = [[(30, 1, 1), (0, 1, 1), (0, 1, 1)], [(0, 1, 1), (0, 1, 1), (30, 1, 1)]]
            .map(|children| exactly(aggregate.clone(), &children));
        assert_eq!(one, other, "{aggregate:?}");
    }
}

#[test]
fn fractions_stay_fractions() {
    let ratio = |above, below| Exact::ratio(above, below).unwrap();
    // By hand, of 1/3, 2/3 and 1/7.
    let children = [(1, 3, 1), (2, 3, 1), (1, 7, 1)];
    for (aggregate, expected) in [
        (Aggregate::Arithmetic, ratio(8, 21)),
        (Aggregate::Sum, ratio(8, 21)),
        (Aggregate::Harmonic, ratio(6, 23)),
        (Aggregate::Minimum, ratio(1, 7)),
        (Aggregate::Maximum, ratio(2, 3)),
        (Aggregate::Median, ratio(1, 3)),
        (Power::new(1).into(), ratio(8, 21)),
        (Power::new(-1).into(), ratio(6, 23)),
        // 0.5·2/3 + 0.3·1/3 + 0.2·1/7
        (Owa::new(["0.5", "0.3", "0.2"].map(decimal)).into(), ratio(97, 210)),
        // 8/21 − 1/2·(8/21 − 3/21)
        (MeanMin::new(decimal("0.5")).into(), ratio(11, 42)),
        // Σ s² = 254/441, over Σ s = 8/7: 127/252; 8/21 − (127/252 − 96/252).
        (MazziottaPareto::default().into(), ratio(65, 252)),
    ] {
        assert_eq!(exactly(aggregate.clone(), &children), expected, "{aggregate:?}");
    }
}
