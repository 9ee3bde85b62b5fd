//! A subject's total as a function of the share of one node; siblings give and take in proportion.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use crate::engine::{RankedRow, View};
use crate::model::{NodeId, PerRow, Row};
use crate::number::{Fraction, I256, Real, Score, power_of_ten};

/// The operations that the total of a subject as a function of a share takes, as a job counts them.
pub(super) const CURVE: usize = 2000;
/// The same for the crossings of two totals.
pub(super) const CROSSING: usize = 1000;

/// `(p + q·t)/(c + d·t)` for a share `t`: a straight line where the subject has a score of every sibling, bent where
/// weights are shared among those that it has.
#[derive(Clone, Copy, Debug)]
pub(super) struct Curve {
    p: Fraction,
    q: Fraction,
    c: Fraction,
    d: Fraction,
}

/// One node whose share varies, below arithmetic means only.
pub(super) struct ShareCurve<'a> {
    view: &'a View<'a>,
    parent: NodeId,
    node: NodeId,
    /// The part of the node in the total of its siblings and itself, as whole numbers.
    own: u128,
    total: u128,
    sums: &'a ChildSums,
}

/// For each subject, over the children of a node that it has a score of: the sum of their parts, and the sum of parts
/// times scores in units of 10⁻¹².
pub(super) struct ChildSums(PerRow<(u128, I256)>);

impl ChildSums {
    /// The sums over the children of a node; none where a sum has more digits than exact numbers hold.
    pub(super) fn new(view: &View<'_>, parent: NodeId) -> Option<Self> {
        let shares = view.shares[parent].as_ref()?;
        let mut sums = view.scored.subjects.filled((0_u128, I256::ZERO));
        for (child, part) in view.scored.tree.node(parent).children().iter().zip(shares.parts()) {
            for (row, (parts, sum)) in sums.iter_mut() {
                if let Some(score) = view.aggregated.score(*child, row).filter(|_| *part > 0) {
                    *parts = parts.checked_add(*part)?;
                    *sum = sum.checked_add(I256::from(*part).checked_mul(I256::new(score.units()))?)?;
                }
            }
        }
        Some(Self(sums))
    }
}

impl<'a> ShareCurve<'a> {
    /// The curve of a node; none where a node above it is no plain arithmetic mean, or its siblings weigh 0.
    pub(super) fn new(
        view: &'a View<'a>,
        node: NodeId,
        sums: impl FnOnce(NodeId) -> Option<&'a ChildSums>,
    ) -> Option<Self> {
        let tree = &view.scored.tree;
        let parent = tree.node(node).parent?;
        tree.ancestors(node).all(|above| tree.is_plain_mean(above)).then_some(())?;
        let shares = view.shares[parent].as_ref()?;
        let mut siblings = tree.node(parent).children().iter().zip(shares.parts());
        let (own, total) = (*siblings.find(|(child, _)| **child == node)?.1, shares.total());
        (own < total).then_some(())?;
        Some(Self { view, parent, node, own, total, sums: sums(parent)? })
    }

    /// A subject's total as a function of the node's share.
    pub(super) fn curve(&self, ranked: &RankedRow) -> Option<Curve> {
        let row = ranked.row;
        let total = Fraction::from_score(ranked.total);
        let constant = Curve { p: total, q: Fraction::ZERO, c: Fraction::ONE, d: Fraction::ZERO };
        let score = |node: NodeId| self.view.aggregated.score(node, row).map(Fraction::from_score);
        let (Some(own), Some(whole)) = (score(self.node), score(self.parent)) else { return Some(constant) };
        // The part of the siblings' share that the subject has scores of (r), and r times the mean of these scores.
        let (parts, sum) = self.sums.0[row];
        let units = I256::new(self.view.aggregated.score(self.node, row)?.units());
        let others = I256::from(self.total.checked_sub(self.own)?);
        let r = Fraction::new(I256::from(parts.checked_sub(self.own)?), others)?;
        let rest = sum.checked_sub(I256::from(self.own).checked_mul(units)?)?;
        let weighted = Fraction::new(rest, others.checked_mul(power_of_ten(Score::DECIMALS)?)?)?;
        if r.is_zero() {
            return Some(constant);
        }
        let (e, without) = (self.reach(row)?, Fraction::ONE.minus(r)?);
        let a = total.minus(e.times(whole)?)?;
        Some(Curve {
            p: a.times(r)?.plus(e.times(weighted)?)?,
            q: a.times(without)?.plus(e.times(own.minus(weighted)?)?)?,
            c: r,
            d: without,
        })
    }

    /// The effective weight of the parent for a subject, after reweighting.
    fn reach(&self, row: Row) -> Option<Fraction> {
        let tree = &self.view.scored.tree;
        let mut reach = Fraction::ONE;
        let mut at = self.parent;
        for above in tree.ancestors(self.parent) {
            let shares = self.view.shares[above].as_ref()?;
            let there = |child: NodeId| self.view.aggregated.score(child, row).is_some();
            let members = tree.node(above).children().iter().zip(shares.parts());
            let present = members.clone().filter(|(child, _)| there(**child)).map(|(_, part)| *part);
            let own = members.clone().find(|(child, _)| **child == at)?.1;
            reach = reach.times(fraction(*own, present.sum())?)?;
            at = above;
        }
        Some(reach)
    }
}

fn fraction(part: u128, total: u128) -> Option<Fraction> {
    Fraction::new(I256::from(part), I256::from(total))
}

impl Curve {
    /// A constant total.
    pub(super) fn constant(score: Score) -> Self {
        Self { p: Fraction::from_score(score), q: Fraction::ZERO, c: Fraction::ONE, d: Fraction::ZERO }
    }

    /// The straight line `from + slope·t`.
    #[cfg(test)]
    pub(super) fn line(from: Decimal, slope: Decimal) -> Self {
        Self::bent([from, slope, Decimal::ONE, Decimal::ZERO].map(Fraction::from_decimal))
    }

    /// The curve of these numbers.
    #[cfg(test)]
    pub(super) fn bent([p, q, c, d]: [Fraction; 4]) -> Self {
        Self { p, q, c, d }
    }

    /// Whether it is a straight line.
    pub(super) fn is_straight(self) -> bool {
        self.d.is_zero()
    }

    /// The curve to 37 digits.
    pub(super) fn near(self) -> Near {
        let [p, q, c, d] = [self.p, self.q, self.c, self.d].map(Fraction::to_real);
        Near { p, q, c, d }
    }

    /// Compares the slopes of two totals at a share.
    pub(super) fn compare_slopes(self, other: Self, share: Decimal) -> Ordering {
        let share = Real::from_decimal(share);
        self.near().slope(share).compare(other.near().slope(share))
    }

    /// The crossings of two totals: the shares at which they are equal. None where they are equal everywhere or
    /// nowhere.
    pub(super) fn crossings(self, other: Self) -> Vec<Decimal> {
        self.exactly(other).or_else(|| self.nearly(other)).unwrap_or_default()
    }

    /// The crossing of two straight lines, a fraction; none where one of them is bent, or the fraction too long.
    fn exactly(self, other: Self) -> Option<Vec<Decimal>> {
        if !(self.is_straight() && other.is_straight()) {
            return None;
        }
        let one = [self.p.over(self.c)?, self.q.over(self.c)?];
        let two = [other.p.over(other.c)?, other.q.over(other.c)?];
        let slope = one[1].minus(two[1])?;
        if slope.is_zero() {
            return Some(Vec::new());
        }
        Some(vec![two[0].minus(one[0])?.over(slope)?.to_decimal()?])
    }

    /// The factors of t², t and 1 in `(p + qt)(c′ + d′t) − (p′ + q′t)(c + dt)`.
    fn equation(self, other: Self) -> Option<[Fraction; 3]> {
        let square = self.q.times(other.d)?.minus(other.q.times(self.d)?)?;
        let linear = self.p.times(other.d)?.plus(self.q.times(other.c)?)?;
        let linear = linear.minus(other.p.times(self.d)?)?.minus(other.q.times(self.c)?)?;
        let constant = self.p.times(other.c)?.minus(other.p.times(self.c)?)?;
        Some([square, linear, constant])
    }

    /// `(p + qt)(c′ + d′t) = (p′ + q′t)(c + dt)`, to 37 digits.
    fn nearly(self, other: Self) -> Option<Vec<Decimal>> {
        let (one, two) = (self.near(), other.near());
        let [square, linear, constant] =
            self.equation(other).map_or_else(|| one.equation(two), |exact| exact.map(Fraction::to_real));
        let roots = if square.is_zero() {
            if linear.is_zero() {
                return Some(Vec::new());
            }
            vec![constant.negated().over(linear)?]
        } else {
            quadratic(square, linear, constant)?
        };
        Some(roots.into_iter().filter_map(Real::to_decimal).collect())
    }
}

/// A total as a function of a share, to 37 digits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Near {
    p: Real,
    q: Real,
    c: Real,
    d: Real,
}

impl Near {
    /// The total at a share.
    pub(super) fn at(self, share: Real) -> Real {
        let parts = self.c.plus(self.d.times(share));
        // `c + d·t` is positive for every share from 0 to 1: the subject has a score of a sibling.
        self.p.plus(self.q.times(share)).over(parts).unwrap_or(Real::ZERO)
    }

    fn slope(self, share: Real) -> Real {
        let parts = self.c.plus(self.d.times(share));
        let change = self.q.times(self.c).minus(self.p.times(self.d));
        change.over(parts.times(parts)).unwrap_or(Real::ZERO)
    }

    /// The same factors as those of the exact curves.
    fn equation(self, other: Self) -> [Real; 3] {
        let linear = self.p.times(other.d).plus(self.q.times(other.c));
        [
            self.q.times(other.d).minus(other.q.times(self.d)),
            linear.minus(other.p.times(self.d)).minus(other.q.times(self.c)),
            self.p.times(other.c).minus(other.p.times(self.c)),
        ]
    }
}

/// The real roots of `at² + bt + c`, without cancellation.
fn quadratic(a: Real, b: Real, c: Real) -> Option<Vec<Real>> {
    let under = b.times(b).minus(Real::from_i128(4).times(a).times(c));
    if under.is_negative() {
        return Some(Vec::new());
    }
    let root = under.sqrt()?;
    let far = if b.is_negative() { b.minus(root) } else { b.plus(root) };
    let half = far.over(Real::from_i128(-2))?;
    if half.is_zero() {
        return Some(vec![Real::ZERO]);
    }
    Some(vec![half.over(a)?, c.over(half)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn curve(numbers: [&str; 4]) -> Curve {
        Curve::bent(numbers.map(|text| Fraction::from_decimal(Decimal::from_str_exact(text).unwrap())))
    }

    fn crossings(one: [&str; 4], other: [&str; 4]) -> Vec<String> {
        curve(one).crossings(curve(other)).into_iter().map(|share| share.normalize().to_string()).collect()
    }

    #[test]
    fn lines_cross_once_or_not_at_all() {
        // 10 + 50t and 40 − 10t at t = 0.5.
        assert_eq!(crossings(["10", "50", "1", "0"], ["40", "-10", "1", "0"]), ["0.5"]);
        assert_eq!(crossings(["10", "50", "1", "0"], ["40", "50", "1", "0"]), [""; 0]);
        assert_eq!(crossings(["10", "50", "1", "0"], ["10", "50", "1", "0"]), [""; 0]);
    }

    #[test]
    fn bent_totals_cross_up_to_twice() {
        // 60t/(0.5 + 0.5t) and 10 + 50t: 60t = (10 + 50t)(0.5 + 0.5t), 25t² − 30t + 5 = 0, at 0.2 and 1.
        let mut found = crossings(["0", "60", "0.5", "0.5"], ["10", "50", "1", "0"]);
        found.sort_unstable();
        assert_eq!(found, ["0.2", "1"]);
        // 60t/(0.5 + 0.5t) and 50 + 20t: 10t² − 25t + 25 = 0 has no root.
        assert_eq!(crossings(["0", "60", "0.5", "0.5"], ["50", "20", "1", "0"]), [""; 0]);
    }
}
