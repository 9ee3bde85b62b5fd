//! Totals as functions of a share, exactly and to 37 digits: what is clear from the digits costs no exact arithmetic.

use super::curve::{Curve, Near};
use super::root::Root;
use crate::number::{Exact, Real};

/// A total as a function of a share, exactly and to 37 digits.
#[derive(Clone, Debug)]
pub(super) struct Total {
    exact: Curve,
    near: Near,
}

impl From<Curve> for Total {
    fn from(exact: Curve) -> Self {
        Self { near: exact.near(), exact }
    }
}

impl Total {
    /// The total at a share, to 37 digits.
    pub(super) fn near_at(&self, share: Real) -> Real {
        self.near.at(share)
    }

    /// The total at a share; none where the subject has no score there.
    pub(super) fn at(&self, share: &Exact) -> Option<Exact> {
        self.exact.at(share)
    }

    /// The function itself.
    pub(super) fn curve(&self) -> &Curve {
        &self.exact
    }

    /// The shares at which two totals are equal; none where they are so everywhere or nowhere.
    pub(super) fn crossings(&self, other: &Self) -> Vec<Root> {
        self.exact.crossings(&other.exact)
    }

    /// Whether two totals may be equal at a share between two, or at these: not where the difference has one sign at both and
    /// is linear, nor where the ranges of the two are apart, since each rises or falls all the way.
    pub(super) fn may_meet(&self, other: &Self, [from, to]: [Real; 2]) -> bool {
        let [one, two] = [self, other].map(|total| [from, to].map(|share| total.near.at(share)));
        let is_over = |[from, to]: [Real; 2], [other_from, other_to]: [Real; 2]| {
            let crosswise = || is_above(from, other_to) && is_above(to, other_from);
            is_above(from, other_from) && is_above(to, other_to) && (self.exact.is_like(&other.exact) || crosswise())
        };
        !(is_over(one, two) || is_over(two, one))
    }
}

/// Whether a total is above another by more than the error of rounding.
pub(super) fn is_above(one: Real, other: Real) -> bool {
    one.minus(other).compare(Real::from_scaled(1, 10)).is_ge()
}
