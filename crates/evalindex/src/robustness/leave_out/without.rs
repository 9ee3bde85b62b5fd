//! An index without a node, or without a subject.

use super::OutEffect;
use super::effect::effect;
use crate::engine::{Prepared, TreeShares, View, changed};
use crate::model::{Draft, IndexId, NodeId, SubjectId, Tree, WeightChange, WeightError};
use crate::support::{Interrupt, Refused};

/// The kind of a subject that is left out: no kind of a document is empty, so that no index scores it.
const ASIDE: &str = "";

/// The shares without a node, and the node that is left out: the node itself, or a dimension above that has no other
/// child that counts. A reason where nothing would be left.
pub(super) fn without_node(tree: &Tree, shares: &TreeShares, mut out: NodeId) -> Result<(TreeShares, NodeId), String> {
    while let Some(parent) = tree.node(out).parent {
        match changed(tree, shares, &WeightChange::drop(&tree.node(out).id)) {
            // A dimension is left out with its last child that counts.
            Err(WeightError::LastOfItsKind { .. } | WeightError::NothingToShare { .. }) => out = parent,
            changed => return changed.map(|shares| (shares, out)).map_err(|error| error.to_string()),
        }
    }
    Err("nothing that counts would be left".to_owned())
}

/// The changes of the ranking without a subject. The draft is restored.
pub(super) fn without_subject(
    (prepared, index, before): (&Prepared, IndexId, &View<'_>),
    draft: &mut Draft,
    subject: SubjectId,
    interrupt: Interrupt<'_>,
) -> Result<OutEffect, String> {
    let kind = draft.set_kind(subject, ASIDE.to_owned());
    let adjusted = prepared.recalibrated(index, draft, interrupt);
    draft.set_kind(subject, kind);
    let adjusted = adjusted.map_err(Refused::first_reason)?;
    let shares = prepared.shares_again(index, &adjusted).map_err(Refused::first_reason)?;
    let after =
        View::new((before.draft, before.index), &adjusted, &shares, interrupt).map_err(Refused::first_reason)?;
    let mut effect = effect(before, &after)?;
    effect.unranked.retain(|one| *one != before.draft.subject_at(subject).id);
    Ok(effect)
}
