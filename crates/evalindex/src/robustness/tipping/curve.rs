//! A subject's total as a function of the share of one node; siblings give and take in proportion.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use crate::engine::{Presence, RankedRow, Scores, View};
use crate::model::{NodeId, PerRow, Row};
use crate::number::{Exact, Real};

/// The operations that the total of a subject as a function of a share takes, as a job counts them.
pub(super) const CURVE: usize = 2000;
/// The same for the crossings of two totals.
pub(super) const CROSSING: usize = 1000;

/// `(p + q·t)/(c + d·t)` for a share `t`: a straight line where the subject has a score of every sibling, bent where
/// weights are shared among those that it has.
#[derive(Clone, Debug)]
pub(super) struct Curve {
    p: Exact,
    q: Exact,
    c: Exact,
    d: Exact,
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
/// times scores.
pub(super) struct ChildSums(PerRow<(u128, Exact)>);

impl ChildSums {
    /// The sums over the children of a node.
    pub(super) fn new(view: &View<'_>, parent: NodeId) -> Option<Self> {
        let shares = view.shares[parent].as_ref()?;
        let mut sums = view.scored.subjects.filled((0_u128, Exact::ZERO));
        for (child, part) in view.scored.tree.node(parent).children().iter().zip(shares.parts()) {
            for (row, (parts, sum)) in sums.iter_mut() {
                if let Some(score) = view.aggregated.exact(*child, row).filter(|_| *part > 0) {
                    *parts = parts.checked_add(*part)?;
                    *sum = &*sum + &(score * Exact::from(*part));
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
        let total = self.view.totals().exact(row)?;
        let score = |node: NodeId| self.view.aggregated.exact(node, row);
        let (Some(own), Some(whole_score)) = (score(self.node), score(self.parent)) else {
            return Some(Curve::constant(total));
        };
        // The part of the siblings' share that the subject has scores of (r), and r times the mean of these scores.
        let (parts, sum) = &self.sums.0[row];
        let others = Exact::from(self.total.checked_sub(self.own)?);
        let r = Exact::from(parts.checked_sub(self.own)?).over(&others)?;
        let weighted = (sum - &(&own * &Exact::from(self.own))).over(&others)?;
        if r.is_zero() {
            return Some(Curve::constant(total));
        }
        let (e, without) = (self.reach(row)?, &Exact::ONE - &r);
        let a = total - &e * &whole_score;
        Some(Curve { p: &a * &r + &e * &weighted, q: &a * &without + &e * &(&own - &weighted), c: r, d: without })
    }

    /// The effective weight of the parent for a subject, after reweighting.
    fn reach(&self, row: Row) -> Option<Exact> {
        let tree = &self.view.scored.tree;
        let mut reach = Exact::ONE;
        let mut at = self.parent;
        for above in tree.ancestors(self.parent) {
            let shares = self.view.shares[above].as_ref()?;
            let there = |child: NodeId| self.view.aggregated.presence(child, row) == Presence::Present;
            let members = tree.node(above).children().iter().zip(shares.parts());
            let present = members.clone().filter(|(child, _)| there(**child)).map(|(_, part)| *part);
            let own = members.clone().find(|(child, _)| **child == at)?.1;
            reach = reach * Exact::from(*own).over(&Exact::from(present.sum::<u128>()))?;
            at = above;
        }
        Some(reach)
    }
}

impl Curve {
    /// A constant total.
    pub(super) fn constant(score: Exact) -> Self {
        Self { p: score, q: Exact::ZERO, c: Exact::ONE, d: Exact::ZERO }
    }

    /// The straight line `from + slope·t`.
    #[cfg(test)]
    pub(super) fn line(from: Decimal, slope: Decimal) -> Self {
        Self::bent([from, slope, Decimal::ONE, Decimal::ZERO].map(Exact::from))
    }

    /// The curve of these numbers.
    #[cfg(test)]
    pub(super) fn bent([p, q, c, d]: [Exact; 4]) -> Self {
        Self { p, q, c, d }
    }

    /// Whether it is a straight line.
    pub(super) fn is_straight(&self) -> bool {
        self.d.is_zero()
    }

    /// The curve to 37 digits.
    pub(super) fn near(&self) -> Near {
        let [p, q, c, d] = [&self.p, &self.q, &self.c, &self.d].map(Exact::to_real);
        Near { p, q, c, d }
    }

    /// Compares the slopes of two totals at a share.
    pub(super) fn compare_slopes(&self, other: &Self, share: Decimal) -> Ordering {
        self.slope(share).cmp(&other.slope(share))
    }

    /// The slope at a share. The divisor is positive for every share from 0 to 1: the subject has a score of a sibling.
    fn slope(&self, share: Decimal) -> Exact {
        let parts = &self.c + &(&self.d * &share.into());
        let change = &self.q * &self.c - &self.p * &self.d;
        change.over(&(&parts * &parts)).unwrap_or_default()
    }

    /// The crossings of two totals: the shares at which they are equal. None where they are equal everywhere or
    /// nowhere.
    pub(super) fn crossings(&self, other: &Self) -> Vec<Decimal> {
        self.roots(other).unwrap_or_default()
    }

    /// The factors of t², t and 1 in `(p + qt)(c′ + d′t) − (p′ + q′t)(c + dt)`.
    fn equation(&self, other: &Self) -> [Exact; 3] {
        [
            &self.q * &other.d - &other.q * &self.d,
            &self.p * &other.d + &self.q * &other.c - &other.p * &self.d - &other.q * &self.c,
            &self.p * &other.c - &other.p * &self.c,
        ]
    }

    /// The roots of `(p + qt)(c′ + d′t) = (p′ + q′t)(c + dt)`: exact where one curve crosses once, else to 37 digits.
    fn roots(&self, other: &Self) -> Option<Vec<Decimal>> {
        let [square, linear, constant] = self.equation(other);
        if square.is_zero() {
            if linear.is_zero() {
                return Some(Vec::new());
            }
            return Some(vec![(-constant).over(&linear)?.to_decimal()?]);
        }
        let roots = quadratic(square.to_real(), linear.to_real(), constant.to_real())?;
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
        Curve::bent(numbers.map(|text| Exact::from(Decimal::from_str_exact(text).unwrap())))
    }

    fn crossings(one: [&str; 4], other: [&str; 4]) -> Vec<String> {
        curve(one).crossings(&curve(other)).into_iter().map(|share| share.normalize().to_string()).collect()
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
