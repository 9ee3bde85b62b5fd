//! Exact values against hand calculation and against the rationals of another crate.

use std::cmp::Ordering;

use num_rational::BigRational;
use proptest::prelude::*;

use super::*;

fn ratio(numerator: i128, denominator: i128) -> Exact {
    Exact::ratio(numerator, denominator).unwrap()
}

fn big(numerator: i128, denominator: i128) -> BigRational {
    BigRational::new(numerator.into(), denominator.into())
}

fn shown(value: &Exact) -> String {
    let (numerator, denominator) = value.lowest_terms().unwrap();
    format!("{numerator}/{denominator}")
}

fn shown_big(value: &BigRational) -> String {
    format!("{}/{}", value.numer(), value.denom())
}

fn rounded(value: &Exact, decimals: u32, mode: RoundingMode) -> String {
    value.rounded(Rounding::new(decimals, mode)).unwrap().to_string()
}

#[test]
fn a_difference_that_is_not_reduced_is_the_difference() {
    let wide = |seed: i128| {
        let factors =
            (1..40).map(|step| Exact::ratio(seed * 1_000_003 + step * step, 999_983 + 2 * step * seed).unwrap());
        factors.fold(Exact::ONE, |product, factor| product * factor)
    };
    for (one, other) in
        [(wide(3), wide(7)), (wide(5), Exact::from(2)), (Exact::from(9), Exact::from(4)), (wide(3), wide(3))]
    {
        assert_eq!(one.less(&other), &one - &other);
        assert_eq!(one.less(&other).is_zero(), one == other);
    }
}

#[test]
fn halves_round_as_declared() {
    for (numerator, denominator, up, even, floor) in [
        (61_875, 1000, "61.88", "61.88", "61.87"),
        (61_865, 1000, "61.87", "61.86", "61.86"),
        (-61_865, 1000, "-61.87", "-61.86", "-61.87"),
        (-1, 300, "0.00", "0.00", "-0.01"),
        (1, 3, "0.33", "0.33", "0.33"),
        (2, 3, "0.67", "0.67", "0.66"),
    ] {
        let value = ratio(numerator, denominator);
        assert_eq!(rounded(&value, 2, RoundingMode::HalfUp), up);
        assert_eq!(rounded(&value, 2, RoundingMode::HalfEven), even);
        assert_eq!(rounded(&value, 2, RoundingMode::Floor), floor);
    }
}

#[test]
fn real_numbers_near_a_half_are_that_half() {
    let root = |value: i128| Exact::from(Real::from_i128(value).sqrt().unwrap());
    // √2·√2/16 = 0.125, up to the last digits of real numbers.
    let eighth = (&root(2) * &root(2)).over(&Exact::from(16)).unwrap();
    assert_eq!(rounded(&eighth, 2, RoundingMode::HalfUp), "0.13");
    assert_eq!(rounded(&eighth, 2, RoundingMode::HalfEven), "0.12");
    let one = (&root(2) * &root(2)).over(&Exact::from(2)).unwrap();
    assert_eq!(rounded(&one, 3, RoundingMode::Floor), "1.000");
    assert_eq!(rounded(&-&one, 3, RoundingMode::Floor), "-1.000");
    assert_eq!(rounded(&root(2), 12, RoundingMode::HalfUp), "1.414213562373");
    assert_eq!(rounded(&-&root(2), 12, RoundingMode::Floor), "-1.414213562374");
}

#[test]
fn near_values_are_one_class_with_real_numbers_only() {
    let near = Near::on(Decimal::from(100));
    let tiny = ratio(1, 10_i128.pow(35));
    let values = [Exact::from(2), &Exact::from(2) + &tiny, Exact::from(1)];
    assert_eq!(near.classes(&values), [1, 2, 0]);
    let root = Exact::from(Real::from_i128(4).sqrt().unwrap());
    let with_real = [values[0].clone(), values[1].clone(), root.clone(), Exact::from(1)];
    assert_eq!(near.classes(&with_real), [1, 1, 1, 0]);
    assert_eq!(near.compare(&root, &Exact::from(2)), Ordering::Equal);
    assert_eq!(near.compare(&values[0], &values[1]), Ordering::Less);
    assert_eq!(near.compare(&root, &ratio(2_000_001, 1_000_000)), Ordering::Less);
}

#[test]
fn wide_fractions_come_back_to_small_ones() {
    let primes = [1_000_003_i128, 1_000_033, 1_000_037, 1_000_039, 1_000_081, 1_000_099, 1_000_117, 1_000_121];
    let sum: Exact = primes.iter().map(|prime| ratio(1, *prime)).sum();
    let back = primes.iter().fold(sum, |left, prime| &left - &ratio(1, *prime));
    assert!(back.is_zero());
    assert_eq!(back.small(), Some((0, 1)));
}

#[test]
fn growth_is_bounded_by_lowest_terms() {
    let mut value = ratio(3, 7);
    for _ in 0..2_000 {
        value = &(&value * &ratio(1_000_003, 999_983)) * &ratio(999_983, 1_000_003);
    }
    assert_eq!(value, ratio(3, 7));
}

#[test]
fn the_real_number_of_a_wide_fraction_is_the_nearest() {
    let wide = (0..40).fold(ratio(1, 3), |value, _| &value * &ratio(10_i128.pow(18) + 9, 10_i128.pow(18)));
    let back = wide.to_real().over(Real::ONE).unwrap();
    assert_eq!(back.to_scaled(20), Some(33_333_333_333_333_345_333));
    let huge = (0..300).fold(Exact::ONE, |value, _| &value * &Exact::from(10_i128.pow(30)));
    assert!(huge.to_real().compare(Real::from_i128(1)).is_gt());
    assert_eq!(huge.over(&huge), Some(Exact::ONE));
}

proptest! {
    #[test]
    fn operations_are_those_of_rationals(
        a in any::<i64>(), b in 1..i64::MAX, c in any::<i64>(), d in 1..i64::MAX, decimals in 0_u32..13,
    ) {
        let [a, b, c, d] = [a, b, c, d].map(i128::from);
        let ((one, other), (big_one, big_other)) = ((ratio(a, b), ratio(c, d)), (big(a, b), big(c, d)));
        prop_assert_eq!(shown(&(&one + &other)), shown_big(&(&big_one + &big_other)));
        prop_assert_eq!(shown(&(&one - &other)), shown_big(&(&big_one - &big_other)));
        prop_assert_eq!(shown(&(&one * &other)), shown_big(&(&big_one * &big_other)));
        if c != 0 {
            prop_assert_eq!(shown(&one.over(&other).unwrap()), shown_big(&(&big_one / &big_other)));
        }
        prop_assert_eq!(one.cmp(&other), big_one.cmp(&big_other));
        let wide = &(&one * &other) + &one;
        let big_wide = &(&big_one * &big_other) + &big_one;
        prop_assert_eq!(wide.cmp(&other), big_wide.cmp(&big_other));
        let unit = BigRational::from_integer(num_rational::BigRational::from_integer(10.into()).numer().pow(decimals));
        let floor = (&big_one * &unit).floor();
        prop_assert_eq!(
            one.units(Rounding::new(decimals, RoundingMode::Floor), Near::on(Decimal::ONE)).map(|units| units.to_string()),
            Some(floor.numer().to_string())
        );
    }
}

#[test]
fn fractions_beyond_real_numbers_keep_their_sign_and_their_whole_part() {
    // 2⁻⁷⁰⁰⁰⁰, below the least real number.
    let least = Exact::of_big(IBig::ONE, UBig::ONE << 70_000);
    assert!(least.is_positive() && !least.is_zero() && (-least).is_negative());
    for whole in [i128::MAX, i128::MIN + 1] {
        assert_eq!(Exact::from(whole).floor(), Some(whole));
    }
}

#[test]
fn a_remainder_beyond_a_half_of_the_last_bit_rounds_up() {
    // A third of 3·q + 1, where q = 3·2¹⁹⁰ + 2⁶³ + 1: 128 bits are kept, and more than half of the last one is left.
    let quotient = (UBig::from(3_u8) << 190) + (UBig::ONE << 63) + UBig::ONE;
    let third = Exact::of_big(IBig::from(quotient * UBig::from(3_u8) + UBig::ONE), UBig::from(3_u8));
    assert_eq!(third.to_real().mantissa, (3 << 126) + 1);
}

#[test]
fn messages_show_all_digits_of_a_decimal_and_15_of_others() {
    let decimal = Exact::from(Decimal::from_str_exact("1.2345678901234567891").unwrap());
    assert_eq!(decimal.shown(), "1.2345678901234567891");
    assert_eq!(ratio(2, 3).shown(), "0.666666666666667");
    assert_eq!(format!("{:?}", ratio(2, 3)), "2/3");
    assert_eq!(format!("{:?}", Exact::from(Real::from_i128(2))), "≈2");
}
