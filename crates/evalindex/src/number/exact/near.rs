//! When real numbers count as equal, and the one order of exact values that follows from it.

use std::cmp::Ordering;

use dashu_int::UBig;
use rust_decimal::Decimal;

use super::rest::Rest;
use super::{Exact, radical};
use crate::number::real::Real;

/// The distance up to which two values count as equal where one of them is a real number: 10⁻³⁰ of full marks. Real
/// numbers are computed to about 37 digits, so that the same value found in two ways differs by far less. Geometric means
/// of fractions are compared through their powers within that distance.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Near(Real);

impl Near {
    /// On this scale: full marks of an index, or the size of the largest figure.
    pub(crate) fn on(scale: Decimal) -> Self {
        Self::of_size(Real::from_decimal(scale))
    }

    /// On the scale of the largest of these values.
    pub(crate) fn among<'a>(values: impl IntoIterator<Item = &'a Exact>) -> Self {
        let sizes = values.into_iter().filter(|value| !value.is_rational()).map(|value| value.to_real().abs());
        Self::of_size(sizes.fold(Real::ZERO, larger))
    }

    fn of_size(size: Real) -> Self {
        Self(size.times(Real::from_scaled(1, 30)))
    }

    /// The larger distance of this one and that on the scale of a value.
    fn or_of(self, value: Real) -> Self {
        Self(larger(self.0, Self::of_size(value.abs()).0))
    }

    /// The distance itself.
    #[cfg(feature = "robustness")]
    pub(crate) fn distance(self) -> Real {
        self.0
    }

    /// Whether two real numbers count as equal.
    fn same(self, one: Real, other: Real) -> bool {
        one.minus(other).abs().compare(self.0).is_le()
    }

    /// Whether the real numbers of two values leave their order open, which is that of their powers then. Beyond full
    /// marks that is so within the error of these numbers.
    fn is_open(self, one: Real, other: Real) -> bool {
        self.or_of(one).same(one, other)
    }

    /// The order of two values: exact for fractions and geometric means of them, else equal where they are near.
    pub(crate) fn compare(self, one: &Exact, other: &Exact) -> Ordering {
        if one.is_rational() && other.is_rational() {
            return one.cmp(other);
        }
        let (real, other_real) = (one.to_real(), other.to_real());
        if one.has_power() && other.has_power() && self.is_open(real, other_real) {
            let classes = radical::classes(&[one, other]);
            return classes.first().cmp(&classes.last());
        }
        if self.same(real, other_real) { Ordering::Equal } else { real.compare(other_real) }
    }

    /// The class of each value, from 0 for the lowest: equal values share one. With real numbers among them that are no
    /// geometric means of fractions, neighbours in order that are near share one too, so that classes are a total order.
    pub(crate) fn classes(self, values: &[Exact]) -> Vec<usize> {
        let mut order: Vec<(usize, &Exact)> = values.iter().enumerate().collect();
        order.sort_by_key(|(_, value)| *value);
        let (rational, have_powers) = (values.iter().all(Exact::is_rational), values.iter().all(Exact::has_power));
        let near = |(_, one): &(usize, &Exact), (_, other): &(usize, &Exact)| match have_powers {
            _ if rational => one == other,
            true => self.is_open(one.to_real(), other.to_real()),
            false => self.same(one.to_real(), other.to_real()),
        };
        let (mut classes, mut next) = (vec![0; values.len()], 0_usize);
        for run in order.chunk_by(near) {
            let open = have_powers && !rational && run.len() > 1;
            let within = if open { radical::classes(&values_of(run)) } else { vec![0; run.len()] };
            let below = next;
            for ((position, _), class) in run.iter().zip(within) {
                let class = below.saturating_add(class);
                next = next.max(class.saturating_add(1));
                if let Some(of_value) = classes.get_mut(*position) {
                    *of_value = class;
                }
            }
        }
        classes
    }

    /// The largest count of 10⁻ᵈ that is not above a real number, and what is left; a number that is near to a whole or
    /// half count has exactly that, unless it is a geometric mean of fractions, which is compared with it. None where 128
    /// bits do not hold the count.
    pub(super) fn split(self, value: &Exact, decimals: u32) -> Option<(i128, Rest)> {
        let real = value.to_real();
        let halves = Real::from_i128(2).quotient(Real::from_scaled(1, decimals));
        let doubled = real.times(halves);
        let nearest = doubled.to_scaled(0)?;
        let off = doubled.minus(Real::from_i128(nearest));
        let order = if Self(self.or_of(real).0.times(halves)).same(off, Real::ZERO) {
            self.compare(value, &halves_of(nearest, decimals))
        } else {
            off.compare(Real::ZERO)
        };
        let down = if order.is_lt() { nearest.checked_sub(1)? } else { nearest };
        let rest = match (down & 1 == 1, order.is_eq()) {
            (false, true) => Rest::None,
            (true, true) => Rest::Half,
            (false, false) => Rest::LessThanHalf,
            (true, false) => Rest::MoreThanHalf,
        };
        Some((down.div_euclid(2), rest))
    }
}

fn larger(one: Real, other: Real) -> Real {
    if one.compare(other).is_lt() { other } else { one }
}

fn values_of<'a>(run: &[(usize, &'a Exact)]) -> Vec<&'a Exact> {
    run.iter().map(|(_, value)| *value).collect()
}

/// So many halves of 10⁻ᵈ.
#[allow(clippy::arithmetic_side_effects, reason = "big integers grow")]
fn halves_of(count: i128, decimals: u32) -> Exact {
    Exact::of_big(count.into(), UBig::from(10_u8).pow(decimals as usize) * UBig::from(2_u8))
}
