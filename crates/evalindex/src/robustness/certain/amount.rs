//! The numbers that leads are computed in: binary floating point, and exact where that leaves a doubt.

use std::cmp::Ordering;

use super::lead::Field;
use super::least_mean::Factors;
use super::mean_tree::{Leaf, MeanChild};
use crate::model::RankedId;
use crate::number::Exact;

/// A number that leads are computed in.
pub(super) trait Amount: Clone {
    const ZERO: Self;

    fn plus(&self, other: &Self) -> Self;
    fn minus(&self, other: &Self) -> Self;
    fn times(&self, other: &Self) -> Self;
    /// None where the divisor is not above 0.
    fn over(&self, divisor: &Self) -> Option<Self>;
    fn compare(&self, other: &Self) -> Ordering;
    fn count(of: usize) -> Self;

    /// The share of a child among its siblings.
    fn share(child: &MeanChild) -> &Self;
    /// The least and the greatest factor of a weight.
    fn factors<'a>(field: &'a Field<'_>) -> &'a Factors<Self>;
    /// The score of an indicator that a subject has.
    fn score(field: &Field<'_>, subject: RankedId, leaf: &Leaf) -> Option<Self>;

    fn lesser(self, other: Self) -> Self {
        if other.compare(&self).is_lt() { other } else { self }
    }
}

/// Scores in units of 10⁻¹².
impl Amount for f64 {
    const ZERO: Self = 0.0;

    fn plus(&self, other: &Self) -> Self {
        self + other
    }

    fn minus(&self, other: &Self) -> Self {
        self - other
    }

    fn times(&self, other: &Self) -> Self {
        self * other
    }

    fn over(&self, divisor: &Self) -> Option<Self> {
        (*divisor > 0.0).then(|| self / divisor)
    }

    fn compare(&self, other: &Self) -> Ordering {
        self.total_cmp(other)
    }

    fn count(of: usize) -> Self {
        of as Self
    }

    fn share(child: &MeanChild) -> &Self {
        &child.near
    }

    fn factors<'a>(field: &'a Field<'_>) -> &'a Factors<Self> {
        &field.factors.0
    }

    fn score(field: &Field<'_>, subject: RankedId, leaf: &Leaf) -> Option<Self> {
        Some(field.scores[subject][leaf.id]).filter(|score| !score.is_nan())
    }
}

/// Scores in points.
impl Amount for Exact {
    const ZERO: Self = Self::ZERO;

    fn plus(&self, other: &Self) -> Self {
        self + other
    }

    fn minus(&self, other: &Self) -> Self {
        self - other
    }

    fn times(&self, other: &Self) -> Self {
        self * other
    }

    fn over(&self, divisor: &Self) -> Option<Self> {
        if divisor.is_positive() { Self::over(self, divisor) } else { None }
    }

    fn compare(&self, other: &Self) -> Ordering {
        self.cmp(other)
    }

    fn count(of: usize) -> Self {
        Self::count(of)
    }

    fn share(child: &MeanChild) -> &Self {
        &child.share
    }

    fn factors<'a>(field: &'a Field<'_>) -> &'a Factors<Self> {
        &field.factors.1
    }

    fn score(field: &Field<'_>, subject: RankedId, leaf: &Leaf) -> Option<Self> {
        field.view.aggregated.exact(leaf.node, field.ranked[subject].row)
    }
}
