//! An index without a node, or without a subject.

use super::OutEffect;
use super::effect::effect;
use crate::engine::{AdjustedIndex, Prepared, TreeShares, View, changed, declared};
use crate::model::{Draft, IndexId, NodeId, SubjectId, Tree, WeightChange, WeightError};
use crate::support::Refused;

/// No kind of a document is empty, so that no index scores a subject of this one.
const ASIDE: &str = "";

/// The shares without a node, and what goes with it: the node or a dimension above; a reason where nothing would be left.
pub(super) fn without_node(tree: &Tree, shares: &TreeShares, mut out: NodeId) -> Result<(TreeShares, NodeId), String> {
    while let Some(parent) = tree.node(out).parent {
        match changed(tree, shares, &WeightChange::drop(&tree.node(out).id)) {
            // With the last one that counts the dimension goes.
            Err(WeightError::LastOfItsKind { .. } | WeightError::NothingToShare { .. }) => out = parent,
            changed => return changed.map(|shares| (shares, out)).map_err(|error| error.to_string()),
        }
    }
    Err("nothing that counts would be left".to_owned())
}

/// What becomes of the ranking without a subject. The draft is as it was after.
pub(super) fn without_subject(
    (prepared, index, before): (&Prepared, IndexId, &View<'_>),
    draft: &mut Draft,
    subject: SubjectId,
) -> Result<OutEffect, String> {
    let kind = draft.set_kind(subject, ASIDE.to_owned());
    let adjusted = prepared.recalibrated(index, draft);
    draft.set_kind(subject, kind);
    let adjusted = adjusted.map_err(Refused::first_reason)?;
    let shares = shares_without(before, &adjusted)?;
    let after = View::new(before.draft, before.index, &adjusted, &shares).map_err(Refused::first_reason)?;
    let mut effect = effect(before, &after)?;
    effect.unranked.retain(|one| *one != before.draft.subject_at(subject).id);
    Ok(effect)
}

/// The shares of the others: as they are, but for weights from a method that nobody has changed.
fn shares_without(before: &View<'_>, adjusted: &AdjustedIndex) -> Result<TreeShares, String> {
    let mut problems = Vec::new();
    let (was, is) = (declared(&before.scored.tree, &mut problems), declared(&adjusted.scored.tree, &mut problems));
    if !problems.is_empty() {
        return Err(Refused::new(problems).first_reason());
    }
    Ok(before.shares.map(|node, shares| if *shares == was[node] { is[node].clone() } else { shares.clone() }))
}
