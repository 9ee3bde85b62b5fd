use super::testing::{decimal, parts_of, points};
use super::*;
use crate::number::Score;
use rust_decimal::Decimal;

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

fn combined(aggregate: &Aggregate, present: &[Part]) -> Score {
    aggregate.combine(Parts { present, declared_total: Decimal::ONE }).unwrap()
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
        assert_eq!(combined(&aggregate, &present), points("87.123456789012"), "{aggregate:?}");
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
            let mut backward: Vec<Part> = turned.iter().rev().copied().collect();
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
        assert_eq!(combined(&aggregate, &present), points(expected), "{aggregate:?}");
    }
}

#[test]
fn one_zero_makes_nothing_of_means_that_do_not_compensate() {
    let present = parts_of(&[("0", 1), ("50", 1)]);
    for aggregate in [Aggregate::Geometric, Aggregate::Harmonic, Aggregate::from(Power::new(decimal("-2.5")))] {
        assert_eq!(combined(&aggregate, &present), Score::ZERO, "{aggregate:?}");
    }
}

#[test]
fn means_of_roots_refuse_negative_scores() {
    let present = parts_of(&[("3", 1), ("-0.5", 1), ("0", 1)]);
    for aggregate in [Aggregate::Geometric, Aggregate::Harmonic, Aggregate::from(Power::new(decimal("3")))] {
        let refused = aggregate.combine(Parts { present: &present, declared_total: Decimal::ONE });
        let expected = AggregateError::Negative { aggregate: aggregate.name(), score: points("-0.5") };
        assert_eq!(refused, Err(expected));
    }
}
