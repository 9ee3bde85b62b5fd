//! The least lead by which one subject is ahead of another.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::model::Index;
use crate::number::Exact;
use crate::order::CompareBy;

/// The least lead by which one subject is ahead of another.
#[derive(Clone, Copy, Debug)]
pub(super) struct LeadThreshold {
    /// The least lead in units of 10⁻¹²: one step of published totals, which rounding keeps, while it may remove a smaller
    /// lead; 0 where totals are compared exactly, and any lead counts.
    pub(super) from: f64,
    /// One step of published totals in points; none where totals are compared exactly.
    step: Option<Decimal>,
    /// Leads that are nearer to the threshold than this, in units, are computed exactly.
    pub(super) doubt: f64,
}

impl LeadThreshold {
    /// The threshold of an index. `most` is the largest absolute score, in units.
    pub(super) fn new(index: &Index, most: f64) -> Self {
        let step = match index.ranking.by {
            CompareBy::Exact => None,
            CompareBy::Published => Some(Decimal::new(1, index.rounding.decimals)),
        };
        let from = step.and_then(|step| step.to_f64()).unwrap_or_default() * 1e12;
        // The error of a sum of binary floats is far below 10⁻¹² of them.
        Self { from, step, doubt: (most * 1e-12).max(1000.0) }
    }

    /// The least difference in units that floating point tells from none.
    pub(super) fn told_apart(self) -> f64 {
        self.doubt / 10.0
    }

    /// The least lead in units that counts, and that floating point tells from none.
    pub(super) fn apart(self) -> f64 {
        self.from.max(self.told_apart())
    }

    /// Whether an exact lead in points counts.
    pub(super) fn is_reached_by(self, lead: &Exact) -> bool {
        match self.step {
            Some(step) => *lead >= step.into(),
            None if lead.is_rational() => lead.is_positive(),
            // Real totals that are near count as equal, and so may a chain of them: it stays far below this.
            None => *lead >= Decimal::new(1, 10).into(),
        }
    }
}
