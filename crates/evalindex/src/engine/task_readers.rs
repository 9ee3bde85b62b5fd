//! Which indexes depend on tasks.

use super::prepared::Prepared;
use super::stages::sources;
use crate::model::{IndexId, Source, TaskClass};

impl Prepared {
    /// The indexes that read tasks of a class, those in which tasks cost points, and those that roll up the scores of one,
    /// in the order of the document.
    pub(crate) fn task_readers(&self, class: TaskClass) -> Vec<IndexId> {
        let reads = |source: &Option<Source>| match source {
            Some(Source::Tasks(source)) => source.class.is_none_or(|only| only == class),
            _ => false,
        };
        let (mut readers, mut ids) = (Vec::new(), Vec::new());
        for (id, index) in self.draft.by_index() {
            let tree = &self.indexes[id].scored.tree;
            let rolls_up = sources(index).iter().any(|source| ids.contains(&source.index.as_str()));
            if rolls_up
                || self.draft.penalties_in(index).is_some()
                || tree.indicators().iter().any(|one| reads(&one.indicator.from))
            {
                readers.push(id);
                ids.push(index.id.as_str());
            }
        }
        readers
    }
}
