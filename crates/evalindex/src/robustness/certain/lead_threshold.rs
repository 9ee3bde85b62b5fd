//! From which lead on one subject is ahead of another.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::model::Index;
use crate::number::Fraction;
use crate::order::CompareBy;

/// From which lead on one is ahead, in units of 10⁻¹².
#[derive(Clone, Copy, Debug)]
pub(super) struct LeadThreshold {
    /// A step of what the index compares: rounding leaves a lead of one step, and may leave none of less.
    pub(super) from: f64,
    exactly: Decimal,
    /// Leads nearer to that than so many units are worked out exactly.
    pub(super) doubt: f64,
}

impl LeadThreshold {
    /// For an index whose scores are at most so many units away from 0.
    pub(super) fn new(index: &Index, most: f64) -> Self {
        let decimals = match index.ranking.by {
            CompareBy::Exact => 10,
            CompareBy::Published => index.rounding.decimals,
        };
        let exactly = Decimal::new(1, decimals);
        let from = exactly.to_f64().unwrap_or_default() * 1e12;
        // A sum of binary floats is off by far less than 10⁻¹² of them.
        Self { from, exactly, doubt: (most * 1e-12).max(1000.0) }
    }

    /// Whether an exact lead is enough.
    pub(super) fn shows(self, lead: Fraction) -> bool {
        lead.minus(Fraction::from_decimal(self.exactly)).is_some_and(|over| !over.is_negative())
    }
}
