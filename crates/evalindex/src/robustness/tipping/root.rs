//! The shares at which two totals are equal: the roots of a linear or quadratic equation, exact where they are fractions.

use std::cmp::Ordering;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::number::{Exact, Near, Real, Rounding};

/// The decimals of published shares.
const DECIMALS: u32 = Rounding::OF_SHARES.decimals;

/// The equation `square·t² + linear·t + constant = 0` for a share `t`.
#[derive(Debug)]
pub(super) struct Equation {
    pub(super) square: Exact,
    pub(super) linear: Exact,
    pub(super) constant: Exact,
}

/// A share at which two totals are equal.
#[derive(Clone, Debug)]
pub(super) struct Root {
    /// To 37 digits.
    near: Real,
    kind: Kind,
    /// Whether the totals only touch: on both sides the same one is ahead.
    touches: bool,
}

#[derive(Clone, Debug)]
enum Kind {
    /// A fraction.
    Fraction(Exact),
    /// One of the two roots of a quadratic of fractions, the upper or the lower one, which no fraction is.
    Irrational { equation: Arc<Equation>, upper: bool },
    /// A root where totals are real numbers, computed to 37 digits: the slope of the equation there, and the factor of t².
    Real { slope: Real, square: Real },
}

impl Equation {
    /// Its roots near the interval from 0 to 1. None where every share is one, or no share is.
    pub(super) fn roots(self) -> Vec<Root> {
        if self.square.is_zero() {
            let root = (-&self.constant).over(&self.linear);
            return root.map(|root| Root::of(root, self.linear.to_real(), Real::ZERO)).into_iter().collect();
        }
        self.quadratic().unwrap_or_default()
    }

    /// The roots of a quadratic; none also where they are clearly no shares.
    fn quadratic(self) -> Option<Vec<Root>> {
        let [square, linear, constant] = [&self.square, &self.linear, &self.constant].map(Exact::to_real);
        let under = linear.times(linear).minus(Real::from_i128(4).times(square).times(constant));
        // What cancels: the error is below 10⁻³⁵ of the larger part.
        let open = under.abs().compare(linear.times(linear).times(Real::from_scaled(1, 30))).is_lt();
        if !open {
            let near =
                if under.is_negative() { Vec::new() } else { solved([square, linear, constant], under.sqrt()?)? };
            if !near.iter().any(|(root, _)| is_near_share(*root)) {
                return None;
            }
        }
        let under = &self.linear * &self.linear - &(&Exact::from(4) * &self.square) * &self.constant;
        if under.is_negative() {
            return None;
        }
        let twice = &self.square + &self.square;
        if under.is_zero() {
            let root = Root::of((-&self.linear).over(&twice)?, Real::ZERO, square);
            return Some(vec![Root { touches: true, ..root }]);
        }
        let root = under.root()?;
        if root.is_rational() {
            let roots = [&root - &self.linear, &-&root - &self.linear].map(|above| above.over(&twice));
            return Some(roots.into_iter().flatten().map(|root| Root::of(root, Real::ONE, square)).collect());
        }
        let (solved, is_exact) = (solved([square, linear, constant], root.to_real())?, self.is_rational());
        let equation = Arc::new(self);
        let kind = |near: Real, upper: bool| {
            if is_exact {
                Kind::Irrational { equation: Arc::clone(&equation), upper }
            } else {
                Kind::Real { slope: square.times(near).times(Real::from_i128(2)).plus(linear), square }
            }
        };
        let root = |(near, upper): (Real, bool)| match ends_of_scale(near).filter(|_| !is_exact) {
            Some(end) => Root::from(end),
            None => Root { near, kind: kind(near, upper), touches: false },
        };
        Some(solved.into_iter().map(root).collect())
    }

    fn is_rational(&self) -> bool {
        [&self.square, &self.linear, &self.constant].into_iter().all(Exact::is_rational)
    }

    /// Less, equal or greater than 0 at a share.
    pub(super) fn sign_at(&self, share: &Exact) -> Ordering {
        (&(&(&(&self.square * share) + &self.linear) * share) + &self.constant).cmp(&Exact::ZERO)
    }

    /// The signs just below and just above a share that is a root.
    pub(super) fn signs_around(&self, root: &Exact) -> [Ordering; 2] {
        let slope = &(&(&self.square + &self.square) * root) + &self.linear;
        match slope.cmp(&Exact::ZERO) {
            Ordering::Equal => [self.square.cmp(&Exact::ZERO); 2],
            above => [above.reverse(), above],
        }
    }
}

/// The roots of a quadratic to 37 digits, without cancellation, from the root of its discriminant; each with whether it is
/// the upper one.
fn solved([square, linear, constant]: [Real; 3], root: Real) -> Option<Vec<(Real, bool)>> {
    let far = if linear.is_negative() { linear.minus(root) } else { linear.plus(root) };
    let half = far.over(Real::from_i128(-2))?;
    if half.is_zero() {
        return Some(vec![(Real::ZERO, false)]);
    }
    let upper = linear.is_negative() != square.is_negative();
    Some(vec![(half.over(square)?, upper), (constant.over(half)?, !upper)])
}

/// Whether a number is a share, but for the error of rounding.
fn is_near_share(root: Real) -> bool {
    let beyond = Real::from_scaled(1, 3);
    !root.plus(beyond).is_negative() && root.compare(Real::ONE.plus(beyond)).is_le()
}

/// The end of the scale of shares that a real number is, but for the error of rounding.
fn ends_of_scale(root: Real) -> Option<Exact> {
    let is = |end: Real| root.minus(end).abs().compare(Real::from_scaled(1, 25)).is_lt();
    if is(Real::ZERO) {
        return Some(Exact::ZERO);
    }
    is(Real::ONE).then_some(Exact::ONE)
}

impl From<Exact> for Root {
    /// A fraction.
    fn from(share: Exact) -> Self {
        Self { near: share.to_real(), kind: Kind::Fraction(share), touches: false }
    }
}

impl Root {
    /// A root with its value, a fraction or a real number.
    fn of(root: Exact, slope: Real, square: Real) -> Self {
        let near = root.to_real();
        let kind = match ends_of_scale(near).filter(|_| !root.is_rational()) {
            Some(end) => return Self::from(end),
            None if root.is_rational() => Kind::Fraction(root),
            None => Kind::Real { slope, square },
        };
        Self { near, kind, touches: false }
    }

    /// To 37 digits.
    pub(super) fn near(&self) -> Real {
        self.near
    }

    /// The root where it is a fraction.
    pub(super) fn exact(&self) -> Option<&Exact> {
        match &self.kind {
            Kind::Fraction(root) => Some(root),
            _ => None,
        }
    }

    /// The root as a value: a fraction, or a real number.
    pub(super) fn value(&self) -> Exact {
        self.exact().cloned().unwrap_or_else(|| self.near.into())
    }

    /// Whether the totals only touch.
    pub(super) fn touches(&self) -> bool {
        self.touches
    }

    /// The same share, taken for a crossing.
    pub(super) fn as_crossing(&self) -> Self {
        Self { touches: false, ..self.clone() }
    }

    /// Whether it is 0 or 1.
    pub(super) fn is_end_of_scale(&self) -> bool {
        self.exact().is_some_and(|root| root.is_zero() || *root == Exact::ONE)
    }

    /// Whether it lies from 0 to 1.
    pub(super) fn is_share(&self) -> bool {
        self.compare_to(&Exact::ZERO).is_ge() && self.compare_to(&Exact::ONE).is_le()
    }

    /// The order of the root and a fraction: exact, unless totals are real numbers.
    pub(super) fn compare_to(&self, share: &Exact) -> Ordering {
        let apart = clearly(self.near, share.to_real());
        match &self.kind {
            _ if apart.is_some() => apart.unwrap_or(Ordering::Equal),
            Kind::Fraction(root) => root.cmp(share),
            Kind::Irrational { equation, upper } => equation.compare_root(*upper, share),
            Kind::Real { .. } => self.near.compare(share.to_real()),
        }
    }

    /// The order of two roots. Of two that are no fractions and agree to 25 digits it is that of their first 12 decimals.
    pub(super) fn compare(&self, other: &Self) -> Ordering {
        if let Some(apart) = clearly(self.near, other.near) {
            return apart;
        }
        match (self.exact(), other.exact()) {
            (_, Some(other)) => self.compare_to(other),
            (Some(root), None) => other.compare_to(root).reverse(),
            (None, None) => self.floor(Real::ZERO).cmp(&other.floor(Real::ZERO)),
        }
    }

    /// The nearest share of 12 decimals at which the order of totals is as at the present share, for a low end or a high
    /// one; of a root that no fraction is. Real totals count as equal where they are near; then they are still equal a
    /// little beyond the root.
    pub(super) fn inside(&self, up: bool, near: Near) -> Option<Decimal> {
        let margin = match &self.kind {
            Kind::Real { slope, square } => margin(*slope, *square, near),
            _ => Real::ZERO,
        };
        let down = self.floor(if up { margin } else { margin.negated() })?;
        let units = if up { down.checked_add(1)? } else { down };
        Decimal::try_from_i128_with_scale(units, DECIMALS).ok().map(|share| share.normalize())
    }

    /// The largest count of 10⁻¹² that is below the root, moved by so much.
    fn floor(&self, moved: Real) -> Option<i128> {
        let at = self.near.plus(moved);
        let is_above = |units: i128| {
            let share = Exact::from_scaled(units, DECIMALS);
            let above = if moved.is_zero() { self.compare_to(&share) } else { at.compare(share.to_real()) };
            above.is_gt()
        };
        let mut units = at.to_scaled(DECIMALS)?;
        // The nearest count is one too large at most.
        while !is_above(units) {
            units = units.checked_sub(1)?;
        }
        while is_above(units.checked_add(1)?) {
            units = units.checked_add(1)?;
        }
        Some(units)
    }
}

impl Equation {
    /// The order of one of its two roots and a fraction, by the sign at the fraction.
    fn compare_root(&self, upper: bool, share: &Exact) -> Ordering {
        let between = self.sign_at(share) != self.square.cmp(&Exact::ZERO);
        // Where the slope is that of the far side, the fraction lies on the side of the lower root.
        let [before, _] = self.signs_around(share);
        let is_below = if between { upper } else { before == self.square.cmp(&Exact::ZERO) };
        if is_below { Ordering::Greater } else { Ordering::Less }
    }
}

/// The order of two numbers that differ by more than the error of rounding.
fn clearly(one: Real, other: Real) -> Option<Ordering> {
    let apart = one.minus(other);
    (!apart.abs().compare(Real::from_scaled(1, 25)).is_lt()).then(|| apart.compare(Real::ZERO))
}

/// How far from a root real totals count as equal, at most: with `f(δ) ≥ max(|slope|·δ, |square|·δ²)` on the side of the
/// present share, and four times the distance for the errors of both totals.
fn margin(slope: Real, square: Real, near: Near) -> Real {
    let distance = near.distance().times(Real::from_i128(4));
    let linear = distance.over(slope.abs());
    let bent = distance.over(square.abs()).and_then(Real::sqrt);
    let least = Real::from_scaled(1, 20);
    let larger = |margin: Real| if margin.compare(least).is_lt() { least } else { margin };
    [linear, bent].into_iter().flatten().min_by(|one, other| one.compare(*other)).map_or(least, larger)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(numerator: i128, denominator: i128) -> Exact {
        Exact::ratio(numerator, denominator).unwrap()
    }

    fn roots(square: Exact, linear: Exact, constant: Exact) -> Vec<Root> {
        let mut roots = Equation { square, linear, constant }.roots();
        roots.sort_by(Root::compare);
        roots
    }

    fn near() -> Near {
        Near::on(Decimal::ONE_HUNDRED)
    }

    fn text(share: Option<Decimal>) -> String {
        share.unwrap().to_string()
    }

    #[test]
    fn fractions_are_exact_and_double_roots_only_touch() {
        // (5t − 1)(t − 1) = 5t² − 6t + 1.
        let found = roots(Exact::from(5), Exact::from(-6), Exact::ONE);
        assert_eq!(found.iter().map(Root::value).collect::<Vec<_>>(), [ratio(1, 5), Exact::ONE]);
        assert!(!found[0].touches() && found[1].is_end_of_scale());
        // (3t − 1)².
        let found = roots(Exact::from(9), Exact::from(-6), Exact::ONE);
        assert_eq!((found.len(), found[0].value(), found[0].touches()), (1, ratio(1, 3), true));
        // No root; roots that are no shares; every share.
        assert!(roots(Exact::ONE, Exact::ZERO, Exact::ONE).is_empty());
        assert!(roots(Exact::ONE, Exact::ZERO, Exact::from(-4)).is_empty());
        assert!(roots(Exact::ZERO, Exact::ZERO, Exact::ZERO).is_empty());
    }

    #[test]
    fn other_roots_are_compared_by_the_sign_of_the_equation() {
        // √½ = 0.707106781186547524400844362104849039284…: the last digit of the fractions is the 36th.
        let [below, above] =
            [39, 40].map(|last| ratio(707_106_781_186_547_524_400_844_362_104_849_000 + last, 10_i128.pow(36)));
        for sign in [1, -1] {
            let found = roots(Exact::from(2 * sign), Exact::ZERO, Exact::from(-sign));
            let [lower, upper] = found.as_slice() else { panic!("two roots") };
            assert_eq!(
                (upper.exact(), upper.compare_to(&below), upper.compare_to(&above)),
                (None, Ordering::Greater, Ordering::Less)
            );
            assert_eq!((lower.compare_to(&-&below), lower.compare_to(&-&above)), (Ordering::Less, Ordering::Greater));
            assert_eq!(text(upper.inside(false, near())), "0.707106781186");
            assert_eq!(text(upper.inside(true, near())), "0.707106781187");
            assert!(upper.is_share() && !lower.is_share());
        }
    }

    #[test]
    fn real_totals_are_still_equal_a_little_inside() {
        let ln_2 = Exact::from(Real::from_i128(2).ln().unwrap());
        // ln 2·t = ln 2/2, at ½ but for the 37th digit.
        let half = &roots(Exact::ZERO, ln_2.clone(), -&(&ln_2 * &ratio(1, 2)))[0];
        assert_eq!(half.exact(), None);
        assert_eq!(text(half.inside(false, near())), "0.499999999999");
        assert_eq!(text(half.inside(true, near())), "0.500000000001");
        // A slope of 10⁻²²: equal up to 4·10⁻²⁸/10⁻²², 4 units of the sixth decimal, from there.
        let flat = Exact::from(ln_2.to_real().times(Real::from_scaled(1, 22)));
        let half = &roots(Exact::ZERO, flat.clone(), -&(&flat * &ratio(1, 2)))[0];
        let inside = half.inside(false, near()).unwrap();
        assert!(inside < Decimal::new(499_995, 6) && inside > Decimal::new(499_990, 6), "{inside}");
        // At the end of the scale it is the end.
        assert_eq!(roots(Exact::ZERO, ln_2.clone(), -&ln_2)[0].exact(), Some(&Exact::ONE));
    }
}
