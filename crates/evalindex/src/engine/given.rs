//! The adjustments of an index with the points that each has: as given, by the steps of its kind, for tasks.

use std::borrow::Cow;
use std::collections::HashMap;

use super::supervise::deductions;
use crate::model::{Adjustment, AdjustmentLimits, Draft, Effect, Index, Points};

/// The adjustments of a draft as they are in an index, and a deduction for each subject that is penalised for its tasks
/// there, or a penalty where the lowest total is the best.
pub(crate) fn given_adjustments<'d>(draft: &'d Draft, index: &Index) -> Cow<'d, [Adjustment]> {
    let mut all = Cow::Borrowed(draft.adjustments.as_slice());
    if all.iter().any(|one| one.kind.is_some()) {
        by_steps(all.to_mut(), index);
    }
    if let Some((rules, penalties)) = draft.penalties_in(index) {
        let effect = if index.ranking.order.is_ascending() { Effect::Penalty } else { Effect::Deduction };
        all.to_mut().extend(deductions(draft, rules, (penalties, effect)));
    }
    all
}

/// Gives each adjustment of a kind its points in an index: the nth of the subject has the nth of the steps.
fn by_steps(all: &mut [Adjustment], index: &Index) {
    let limits: &AdjustmentLimits = &index.adjustments;
    let mut before: HashMap<(String, String, &str), usize> = HashMap::new();
    for one in all.iter_mut().filter(|one| one.is_in(&index.id)) {
        let Some(kind) = one.kind.clone().filter(|_| one.effect.points() == Some(&Points::BySteps)) else { continue };
        let cases = before.entry((one.subject.clone(), kind.clone(), one.effect.type_name())).or_default();
        if let Some(points) = limits.step(&kind, *cases) {
            one.effect = one.effect.of(points);
        }
        *cases = cases.saturating_add(1);
    }
}
