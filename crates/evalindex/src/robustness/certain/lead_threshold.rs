//! The least lead by which one subject is ahead of another.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::model::Index;
use crate::number::Exact;
use crate::order::CompareBy;

/// The least lead by which one subject is ahead of another.
#[derive(Clone, Copy, Debug)]
pub(super) struct LeadThreshold {
    /// The least lead in units of 10⁻¹²: one step of what the index compares. Rounding keeps a lead of one step, and
    /// may remove a smaller one.
    pub(super) from: f64,
    /// The least lead in points.
    exactly: Decimal,
    /// Leads that are nearer to the threshold than this, in units, are computed exactly.
    pub(super) doubt: f64,
}

impl LeadThreshold {
    /// The threshold of an index. `most` is the largest absolute score, in units.
    pub(super) fn new(index: &Index, most: f64) -> Self {
        let decimals = match index.ranking.by {
            CompareBy::Exact => 10,
            CompareBy::Published => index.rounding.decimals,
        };
        let exactly = Decimal::new(1, decimals);
        let from = exactly.to_f64().unwrap_or_default() * 1e12;
        // The error of a sum of binary floats is far below 10⁻¹² of them.
        Self { from, exactly, doubt: (most * 1e-12).max(1000.0) }
    }

    /// Whether an exact lead in points reaches the threshold.
    pub(super) fn is_reached_by(self, lead: &Exact) -> bool {
        *lead >= Exact::from(self.exactly)
    }
}
