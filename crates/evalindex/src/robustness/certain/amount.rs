//! The numbers that leads are computed in: binary floating point, and exact where that leaves a doubt.

use std::cmp::Ordering;

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
}
