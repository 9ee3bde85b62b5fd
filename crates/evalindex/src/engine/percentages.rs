//! Adjustments that are percentages of scores: their points under given weights.

use std::borrow::Cow;

use super::adjust::Adjusted;
use super::aggregated::AggregatedTree;
use super::diagnostics::Remark;
use crate::model::{Index, PerRow};

/// The adjustments of every subject under these scores.
pub(super) fn settled<'a>(
    index: &Index,
    adjusted: &'a PerRow<Adjusted>,
    aggregated: &AggregatedTree<'_>,
) -> Cow<'a, PerRow<Adjusted>> {
    if !adjusted.values().any(Adjusted::has_percentages) {
        return Cow::Borrowed(adjusted);
    }
    let mut all = adjusted.clone();
    for (row, one) in all.iter_mut().filter(|(_, one)| one.has_percentages()) {
        one.settle(&index.adjustments, |node| aggregated.exact(node, row));
    }
    Cow::Owned(all)
}

/// What limits cut of points that depend on scores, once these are settled.
pub(super) fn remarks<'a>(index: &'a Index, adjusted: &'a PerRow<Adjusted>) -> impl Iterator<Item = Remark> + 'a {
    let depending = adjusted.iter().filter(|(_, one)| one.has_percentages());
    depending.flat_map(|(row, one)| one.cuts(row, &index.adjustments))
}
