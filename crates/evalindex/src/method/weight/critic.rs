//! CRITIC: weights by spread and conflict.

use super::data::{Column, Columns};
use super::derived::DerivedWeights;
use super::eigen::{is_above, product};
use super::error::WeightMethodError;
use super::spread::{deviation, offsets, weighed};
use crate::number::Real;

const METHOD: &str = "critic";

/// `wᵢ ∝ σᵢ·Σⱼ (1 − rᵢⱼ)`, of figures from 0 at the worst to 1 at the best.
pub(super) fn weigh(columns: &Columns) -> Result<DerivedWeights, WeightMethodError> {
    let children = children(columns).ok_or(WeightMethodError::TooLong)?;
    let part = |own: &Child| Some(own.deviation.times(conflict(own, &children)?));
    let parts: Option<Vec<Real>> = children.iter().map(part).collect();
    let parts = parts.ok_or(WeightMethodError::TooLong)?;
    let separating = children.iter().filter(|child| !child.deviation.is_zero()).count();
    if separating == 1 {
        // What separates alone has nothing to go against, and all the information.
        let deviations: Vec<Real> = children.iter().map(|child| child.deviation).collect();
        return weighed(METHOD, columns, &deviations);
    }
    if separating > 1 && parts.iter().all(|part| part.is_zero()) {
        return Err(WeightMethodError::NoConflict { method: METHOD });
    }
    weighed(METHOD, columns, &parts)
}

/// The scaled figures of a child.
struct Child {
    offsets: Vec<Real>,
    deviation: Real,
}

fn children(columns: &Columns) -> Option<Vec<Child>> {
    let child = |column: &Column| {
        let scaled = column.between_ends()?;
        Some(Child { offsets: offsets(&scaled)?, deviation: deviation(&scaled)? })
    };
    columns.each().map(|(_, column)| child(column)).collect()
}

/// The sum of `1 − r` with every other child; with itself it is 0. A child that is the same for all subjects
/// conflicts with none.
fn conflict(own: &Child, all: &[Child]) -> Option<Real> {
    let mut conflicts = Vec::new();
    for other in all.iter().filter(|other| !std::ptr::eq(*other, own)) {
        if other.deviation.is_zero() || own.deviation.is_zero() {
            continue;
        }
        let with = product(&own.offsets, &other.offsets);
        let against = Real::ONE.minus(with.over(own.deviation.times(other.deviation))?);
        // Between children that correlate by 1, what is left is rounding.
        if is_above(against, Real::ZERO) {
            conflicts.push(against);
        }
    }
    Some(Real::total(conflicts))
}
