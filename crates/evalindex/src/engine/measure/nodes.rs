//! What subjects have at a node of an index before, as the input of an indicator.

use std::collections::HashMap;

use crate::engine::figure::Figure;
use crate::model::{NodeSource, PerRow, SubjectId};

/// What each subject of the other index has at its node.
pub(crate) type AtNode = HashMap<SubjectId, Figure>;

/// Looks up a node; none where its index could not be scored.
pub(crate) type NodeBook<'a> = &'a dyn Fn(&NodeSource) -> Option<AtNode>;

/// The input that a node gives each of these subjects.
pub(crate) fn at_node(source: &NodeSource, book: NodeBook<'_>, subjects: &PerRow<SubjectId>) -> PerRow<Figure> {
    let Some(mut known) = book(source) else {
        return subjects.filled(Figure::NotApplicable);
    };
    subjects.map(|_, subject| known.remove(subject).unwrap_or(Figure::Missing))
}
