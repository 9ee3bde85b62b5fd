//! A subject's total as a function of the share of one node; siblings give and take in proportion.

use std::ops::Neg;

#[cfg(test)]
use rust_decimal::Decimal;

use super::root::{Equation, Root};
use crate::engine::{Presence, Scores, View};
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
        if view.has_percentages() {
            return None;
        }
        let parent = tree.node(node).parent?;
        tree.ancestors(node).all(|above| tree.is_plain_mean(above)).then_some(())?;
        let shares = view.shares[parent].as_ref()?;
        let mut siblings = tree.node(parent).children().iter().zip(shares.parts());
        let (own, total) = (*siblings.find(|(child, _)| **child == node)?.1, shares.total());
        (own < total).then_some(())?;
        Some(Self { view, parent, node, own, total, sums: sums(parent)? })
    }

    /// A subject's total as a function of the node's share. None where there is no closed form: where the node has no
    /// share, and a subject without a score of its parent gets one as soon as it has some.
    pub(super) fn total(&self, row: Row) -> Option<Curve> {
        self.curve(row, self.view.totals().exact(row)?, None)
    }

    /// A subject's score of a node above as a function of this node's share; none also where it has no such score.
    pub(super) fn score(&self, above: NodeId, row: Row) -> Option<Curve> {
        self.curve(row, self.view.aggregated.exact(above, row)?, Some(above))
    }

    /// A subject's score of the node that ends the path upwards, the total where none does, from its present value.
    fn curve(&self, row: Row, present: Exact, above: Option<NodeId>) -> Option<Curve> {
        let score = |node: NodeId| self.view.aggregated.exact(node, row);
        let (own, whole_score) = match (score(self.node), score(self.parent)) {
            (Some(own), Some(whole_score)) => (own, whole_score),
            (Some(_), None) if self.own == 0 => return None,
            _ => return Some(Curve::constant(present)),
        };
        // The part of the siblings' share that the subject has scores of (r), and r times the mean of these scores.
        let (parts, sum) = &self.sums.0[row];
        let others = Exact::from(self.total.checked_sub(self.own)?);
        let r = Exact::from(parts.checked_sub(self.own)?).over(&others)?;
        let weighted = (sum - &(&own * &Exact::from(self.own))).over(&others)?;
        if r.is_zero() {
            return Some(Curve::constant(present));
        }
        let (e, without) = (self.reach(row, above)?, &Exact::ONE - &r);
        let a = present - &e * &whole_score;
        Some(Curve { p: &a * &r + &e * &weighted, q: &a * &without + &e * &(&own - &weighted), c: r, d: without })
    }

    /// The effective weight of the parent for a subject in a node above, after reweighting; in the index where none is given.
    fn reach(&self, row: Row, top: Option<NodeId>) -> Option<Exact> {
        let tree = &self.view.scored.tree;
        let mut reach = Exact::ONE;
        let mut at = self.parent;
        for above in tree.ancestors(self.parent) {
            if top == Some(at) {
                break;
            }
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

impl Neg for Curve {
    type Output = Self;

    /// The opposite score at every share.
    fn neg(self) -> Self {
        Self { p: -self.p, q: -self.q, ..self }
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

    /// The total at a share; none where the subject has no score there.
    pub(super) fn at(&self, share: &Exact) -> Option<Exact> {
        (&self.p + &(&self.q * share)).over(&(&self.c + &(&self.d * share)))
    }

    /// Whether the difference to another total is a linear function over a positive one.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.d == other.d && self.c == other.c
    }

    /// The crossings of two totals: the shares at which they are equal. None where they are equal everywhere or nowhere.
    pub(super) fn crossings(&self, other: &Self) -> Vec<Root> {
        self.equation(other).roots()
    }

    /// The equation `(p + qt)(c′ + d′t) − (p′ + q′t)(c + dt) = 0`, whose left side has the sign of the difference of the
    /// totals: `c + d·t` is positive for every share from 0 to 1, unless the subject has no score there.
    pub(super) fn equation(&self, other: &Self) -> Equation {
        if self.is_like(other) {
            return Equation { square: Exact::ZERO, linear: &self.q - &other.q, constant: &self.p - &other.p };
        }
        Equation {
            square: &self.q * &other.d - &other.q * &self.d,
            linear: &self.p * &other.d + &self.q * &other.c - &other.p * &self.d - &other.q * &self.c,
            constant: &self.p * &other.c - &other.p * &self.c,
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn curve(numbers: [&str; 4]) -> Curve {
        Curve::bent(numbers.map(|text| Exact::from(Decimal::from_str_exact(text).unwrap())))
    }

    fn crossings(one: [&str; 4], other: [&str; 4]) -> Vec<String> {
        curve(one).crossings(&curve(other)).into_iter().map(|root| root.value().to_string()).collect()
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
