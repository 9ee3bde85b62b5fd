//! What checks look up: subjects, indexes and trees by id, so that no check searches a list for each reference.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::ops::Deref;

use indexmap::IndexMap;

use crate::model::{Draft, Index, Subject, Tree};
use crate::support::item;

/// A draft, with its subjects, indexes and trees by id.
pub(super) struct Known<'d> {
    draft: &'d Draft,
    /// Of subjects with the same id, the first.
    subjects: HashMap<&'d str, usize>,
    /// Of indexes with the same id, the first.
    indexes: HashMap<&'d str, usize>,
    trees: Vec<Tree>,
    of_kinds: OnceCell<IndexMap<&'d str, OfKind<'d>>>,
    /// The kind of each part with the kind of its whole.
    wholes: OnceCell<HashSet<(&'d str, &'d str)>>,
}

/// The subjects of one kind.
#[derive(Default)]
struct OfKind<'d> {
    /// In the order of the document.
    all: Vec<&'d str>,
    ids: HashSet<&'d str>,
    /// The first one that is in no group.
    alone: Option<&'d Subject>,
}

impl Deref for Known<'_> {
    type Target = Draft;

    fn deref(&self) -> &Draft {
        self.draft
    }
}

impl<'d> Known<'d> {
    pub(super) fn new(draft: &'d Draft) -> Self {
        let subjects = draft.subjects.iter().enumerate().rev();
        let indexes = draft.indexes.iter().enumerate();
        Self {
            draft,
            subjects: subjects.map(|(number, subject)| (subject.id.as_str(), number)).collect(),
            indexes: indexes.clone().rev().map(|(number, index)| (index.id.as_str(), number)).collect(),
            trees: indexes.map(|(number, index)| Tree::new(index, &item("indexes", number))).collect(),
            of_kinds: OnceCell::new(),
            wholes: OnceCell::new(),
        }
    }

    /// The draft itself.
    pub(super) const fn draft(&self) -> &'d Draft {
        self.draft
    }

    /// The subject of this id.
    pub(super) fn subject(&self, id: &str) -> Option<&'d Subject> {
        self.draft.subjects.get(self.subject_number(id)?)
    }

    /// The position of the subject of this id.
    pub(super) fn subject_number(&self, id: &str) -> Option<usize> {
        self.subjects.get(id).copied()
    }

    /// The ids of all subjects.
    pub(super) fn subject_ids(&self) -> impl Iterator<Item = &'d str> + Clone + use<'d> {
        self.draft.subjects.iter().map(|subject| subject.id.as_str())
    }

    /// The position of the index of this id.
    pub(super) fn index_number(&self, id: &str) -> Option<usize> {
        self.indexes.get(id).copied()
    }

    /// The ids of all indexes.
    pub(super) fn index_ids(&self) -> impl Iterator<Item = &'d str> + Clone + use<'d> {
        self.draft.indexes.iter().map(|index| index.id.as_str())
    }

    /// The indexes of this id; all of them where none is given.
    pub(super) fn indexes_meant(&self, id: Option<&str>) -> Option<std::ops::Range<usize>> {
        match id {
            None => Some(0..self.draft.indexes.len()),
            Some(id) => self.index_number(id).map(|number| number..number.saturating_add(1)),
        }
    }

    /// Every index with its tree, in the order of the document.
    pub(super) fn trees(&self) -> impl Iterator<Item = (&'d Index, &Tree)> + Clone {
        self.draft.indexes.iter().zip(&self.trees)
    }

    /// One index with its tree.
    pub(super) fn tree(&self, number: usize) -> Option<(&'d Index, &Tree)> {
        Some((self.draft.indexes.get(number)?, self.trees.get(number)?))
    }

    /// The kinds of subjects, in the order of the document.
    pub(super) fn kinds_of_subjects(&self) -> impl Iterator<Item = &'d str> + Clone {
        self.by_kind().keys().copied()
    }

    /// Whether there is a subject of this kind.
    pub(super) fn has_kind(&self, kind: &str) -> bool {
        self.by_kind().contains_key(kind)
    }

    /// The ids of the subjects of a kind, in the order of the document.
    pub(super) fn of_kind(&self, kind: &str) -> impl Iterator<Item = &'d str> + Clone {
        self.by_kind().get(kind).into_iter().flat_map(|of_kind| of_kind.all.iter().copied())
    }

    /// Whether there is a subject of this id and kind.
    pub(super) fn is_of_kind(&self, id: &str, kind: &str) -> bool {
        self.by_kind().get(kind).is_some_and(|of_kind| of_kind.ids.contains(id))
    }

    /// The first subject of a kind that is in no group.
    pub(super) fn alone(&self, kind: &str) -> Option<&'d Subject> {
        self.by_kind().get(kind)?.alone
    }

    /// Whether a subject of one kind is part of one of another kind.
    pub(super) fn has_whole(&self, part: &str, whole: &str) -> bool {
        let wholes = self.wholes.get_or_init(|| {
            let kinds = |subject: &'d Subject| {
                Some((subject.kind.as_str(), self.subject(subject.part_of.as_deref()?)?.kind.as_str()))
            };
            self.draft.subjects.iter().filter_map(kinds).collect()
        });
        wholes.contains(&(part, whole))
    }

    fn by_kind(&self) -> &IndexMap<&'d str, OfKind<'d>> {
        self.of_kinds.get_or_init(|| {
            let mut kinds: IndexMap<&str, OfKind<'_>> = IndexMap::new();
            for subject in &self.draft.subjects {
                let of_kind = kinds.entry(subject.kind.as_str()).or_default();
                of_kind.all.push(&subject.id);
                of_kind.ids.insert(&subject.id);
                if subject.group.is_none() && of_kind.alone.is_none() {
                    of_kind.alone = Some(subject);
                }
            }
            kinds
        })
    }
}
