//! When real numbers count as equal, and the one order of exact values that follows from it.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::Exact;
use super::rest::Rest;
use crate::number::real::Real;

/// The distance up to which two values count as equal where one of them is a real number: 10⁻³⁰ of full marks. Real
/// numbers are computed to about 37 digits, so that the same value found in two ways differs by far less.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Near(Real);

impl Near {
    /// On this scale: full marks of an index, or the size of the largest figure.
    pub(crate) fn on(scale: Decimal) -> Self {
        Self::of_size(Real::from_decimal(scale))
    }

    /// On the scale of the largest of these values.
    pub(crate) fn among<'a>(values: impl IntoIterator<Item = &'a Exact>) -> Self {
        let size = |value: &Exact| match value.to_real() {
            real if real.is_negative() => real.negated(),
            real => real,
        };
        let larger = |one: Real, other: Real| if one.compare(other) == Ordering::Less { other } else { one };
        Self::of_size(values.into_iter().filter(|value| !value.is_rational()).map(size).fold(Real::ZERO, larger))
    }

    fn of_size(size: Real) -> Self {
        Self(size.times(Real::from_scaled(1, 30)))
    }

    /// Whether two real numbers count as equal.
    fn same(self, one: Real, other: Real) -> bool {
        let off = one.minus(other);
        let off = if off.is_negative() { off.negated() } else { off };
        off.compare(self.0) != Ordering::Greater
    }

    /// The order of two values: exact for two fractions, else equal where they are near.
    pub(crate) fn compare(self, one: &Exact, other: &Exact) -> Ordering {
        if one.is_rational() && other.is_rational() {
            return one.cmp(other);
        }
        let (one, other) = (one.to_real(), other.to_real());
        if self.same(one, other) { Ordering::Equal } else { one.compare(other) }
    }

    /// The class of each value, from 0 for the lowest: equal values share one. With real numbers among them, neighbours
    /// in order that are near share one too, so that classes are a total order.
    pub(crate) fn classes(self, values: &[Exact]) -> Vec<usize> {
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_by(|one, other| values.get(*one).cmp(&values.get(*other)));
        let rational = values.iter().all(Exact::is_rational);
        let (mut classes, mut class, mut before) = (vec![0; values.len()], 0_usize, None::<&Exact>);
        for position in order {
            let Some(value) = values.get(position) else { continue };
            let same = before.is_none_or(|before| {
                if rational { before == value } else { self.same(before.to_real(), value.to_real()) }
            });
            class = class.saturating_add(usize::from(!same));
            before = Some(value);
            if let Some(of_value) = classes.get_mut(position) {
                *of_value = class;
            }
        }
        classes
    }

    /// The largest count of 10⁻ᵈ that is not above a real number, and what is left; a number that is near to a whole or
    /// half count has exactly that. None where 128 bits do not hold the count.
    pub(super) fn split(self, value: Real, decimals: u32) -> Option<(i128, Rest)> {
        let unit = Real::from_scaled(1, 0).quotient(Real::from_scaled(1, decimals));
        let doubled = value.times(unit).times(Real::from_i128(2));
        let nearest = doubled.to_scaled(0)?;
        let off = doubled.minus(Real::from_i128(nearest));
        let near = Self(self.0.times(unit).times(Real::from_i128(2)));
        if near.same(off, Real::ZERO) {
            let rest = if nearest & 1 == 1 { Rest::Half } else { Rest::None };
            return Some((nearest.div_euclid(2), rest));
        }
        let down = if off.is_negative() { nearest.checked_sub(1)? } else { nearest };
        let rest = if down & 1 == 1 { Rest::MoreThanHalf } else { Rest::LessThanHalf };
        Some((down.div_euclid(2), rest))
    }
}
