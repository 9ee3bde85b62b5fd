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
        one.settle(&index.adjustments, |node| aggregated.exact(node, row), |_, _| {});
    }
    Cow::Owned(all)
}

/// What limits cut of points that depend on these scores.
pub(super) fn remarks(index: &Index, adjusted: &PerRow<Adjusted>, aggregated: &AggregatedTree<'_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for (row, one) in adjusted.iter().filter(|(_, one)| one.has_percentages()) {
        let remark = |what, text| remarks.push(Remark { row: Some(row), node: None, what, text });
        one.clone().settle(&index.adjustments, |node| aggregated.exact(node, row), remark);
    }
    remarks
}
