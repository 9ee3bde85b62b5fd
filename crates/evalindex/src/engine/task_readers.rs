//! Which indexes depend on tasks.

use super::prepared::Prepared;
use super::stages::sources;
use crate::model::{Index, IndexId, Source, TaskClass};

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
            if rolls_up || self.penalises(index) || tree.indicators().iter().any(|one| reads(&one.indicator.from)) {
                readers.push(id);
                ids.push(index.id.as_str());
            }
        }
        readers
    }

    /// Whether tasks cost points in an index.
    fn penalises(&self, index: &Index) -> bool {
        let penalties = self.draft.supervision.as_ref().and_then(|supervision| supervision.penalties.as_ref());
        penalties.is_some_and(|penalties| penalties.index.as_ref().is_none_or(|only| *only == index.id))
    }
}
