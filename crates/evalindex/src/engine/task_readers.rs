//! Which indexes depend on tasks.

use super::prepared::Prepared;
use super::stages::indexes_read;
use crate::model::{Draft, Index, IndexId, Source, TaskClass, Tree};

impl Prepared {
    /// The indexes that read tasks of a class, those in which tasks cost points, and those that roll up or read the scores of one,
    /// in the order of the document.
    pub(crate) fn task_readers(&self, class: TaskClass) -> Vec<IndexId> {
        let (mut readers, mut ids) = (Vec::new(), Vec::new());
        for (id, index) in self.draft.by_index() {
            let tree = &self.indexes[id].scored.tree;
            let rolls_up = indexes_read(index).iter().any(|read| ids.contains(read));
            if rolls_up || reads_tasks((&self.draft, index), tree, class) {
                readers.push(id);
                ids.push(index.id.as_str());
            }
        }
        readers
    }
}

/// Whether an index itself reads tasks of a class: in an indicator, or where they cost points.
pub(super) fn reads_tasks((draft, index): (&Draft, &Index), tree: &Tree, class: TaskClass) -> bool {
    let reads = |source: &Option<Source>| match source {
        Some(Source::Tasks(source)) => source.class.is_none_or(|only| only == class),
        _ => false,
    };
    draft.penalties_in(index).is_some() || tree.indicators().iter().any(|one| reads(&one.indicator.from))
}
