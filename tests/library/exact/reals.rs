//! Logarithm, exponential, roots and powers to 60 digits and more, by series over big fixed-point integers; and the rule
//! by which real values are compared: neighbours within 10⁻³⁰ of full marks are one class.

use num_bigint::BigInt;

use super::numbers::{Number, half, power_of_ten, rounded, size, whole, zero};

/// Digits after the point of the fixed-point integers.
const DIGITS: u32 = 70;

fn one() -> BigInt {
    power_of_ten(DIGITS)
}

fn fixed(value: &Number) -> BigInt {
    value.numer() * one() / value.denom()
}

fn number(fixed: BigInt) -> Number {
    Number::new(fixed, one())
}

/// e to the power of `x`, by its series after halving until it is below 1/2.
pub(super) fn exp(x: &Number) -> Number {
    let mut halvings = 0_u32;
    while size(x) > half() * Number::from_integer(BigInt::from(2).pow(halvings)) {
        halvings += 1;
    }
    let small = fixed(x) / BigInt::from(2).pow(halvings);
    let (mut sum, mut term, mut index) = (one(), one(), 0);
    while term != BigInt::ZERO {
        index += 1;
        // Towards zero, so that the terms end.
        term = &term * &small / one() / index;
        sum += &term;
    }
    number((0..halvings).fold(sum, |value, _| &value * &value / one()))
}

/// The natural logarithm of `x` above 0: 2·artanh((m − 1)/(m + 1)) of the part between 2/3 and 4/3, and ln 2 for each
/// doubling.
pub(super) fn ln(x: &Number) -> Number {
    assert!(*x > zero(), "no logarithm of {x}");
    let (mut part, mut doublings) = (x.clone(), 0);
    while part > Number::new(4.into(), 3.into()) {
        part *= half();
        doublings += 1;
    }
    while part < Number::new(2.into(), 3.into()) {
        part *= whole(2);
        doublings -= 1;
    }
    number(twice_artanh(&part) + twice_artanh(&whole(2)) * doublings)
}

/// The logarithm of a number near 1, in fixed point.
fn twice_artanh(part: &Number) -> BigInt {
    let ratio = fixed(&((part - whole(1)) / (part + whole(1))));
    let square = &ratio * &ratio / one();
    let (mut sum, mut power, mut odd) = (BigInt::ZERO, ratio, 1);
    while power != BigInt::ZERO {
        sum += &power / odd;
        power = &power * &square / one();
        odd += 2;
    }
    sum * 2
}

pub(super) fn sqrt(x: &Number) -> Number {
    number((x.numer() * one() * one() / x.denom()).sqrt())
}

/// `base` above 0 to a real power.
pub(super) fn power(base: &Number, exponent: &Number) -> Number {
    exp(&(ln(base) * exponent))
}

/// A value without the noise behind its 40th decimal, so that decimals come out as they are.
pub(super) fn snapped(value: &Number) -> Number {
    rounded(value, 40, "half_even")
}

/// Real values as they are compared: after sorting, neighbours within 10⁻³⁰ of full marks have one value.
pub(super) fn classed(values: &mut [Option<Number>], full_marks: &Number) {
    let within = full_marks / Number::from_integer(power_of_ten(30));
    let mut order: Vec<usize> = (0..values.len()).filter(|at| values[*at].is_some()).collect();
    order.sort_by(|one, two| values[*one].cmp(&values[*two]));
    let mut last: Option<(Number, Number)> = None;
    for at in order {
        let own = values[at].clone().unwrap();
        let class = match &last {
            Some((before, class)) if &own - before <= within => class.clone(),
            _ => snapped(&own),
        };
        values[at] = Some(class.clone());
        last = Some((own, class));
    }
}

#[test]
fn sixty_digits_are_right() {
    // e, ln 2 and the root of 2: OEIS A001113, A002162, A002193.
    let digits = |value: &Number| super::numbers::published(value, 60, "floor");
    assert_eq!(digits(&exp(&whole(1))), "2.718281828459045235360287471352662497757247093699959574966967");
    assert_eq!(digits(&ln(&whole(2))), "0.693147180559945309417232121458176568075500134360255254120680");
    assert_eq!(digits(&sqrt(&whole(2))), "1.414213562373095048801688724209698078569671875376948073176679");
    assert_eq!(snapped(&power(&whole(36), &half())), whole(6));
    assert_eq!(snapped(&exp(&ln(&Number::new(1.into(), 8.into())))), Number::new(1.into(), 8.into()));
}

#[test]
fn neighbours_within_a_hair_are_one_class() {
    let hair = |power: u32| Some(whole(5) + Number::new(1.into(), power_of_ten(power)));
    let mut values = [Some(whole(5)), hair(31), None, hair(20), hair(35)];
    classed(&mut values, &whole(1));
    assert_eq!(
        [&values[0], &values[1], &values[4]].map(|value| value.clone().unwrap()),
        [whole(5), whole(5), whole(5)]
    );
    assert_eq!(values[3], hair(20));
}
