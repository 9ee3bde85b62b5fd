//! Figures given by subject id: put into the row of the subject, or kept until the draft has a subject of that id.

use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, Hasher};

use foldhash::fast::RandomState;
use indexmap::IndexSet;

use super::observation::Observation;
use super::subject::Subject;

/// A table of figures of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Table {
    Values,
    Previous,
    Targets,
}

impl Table {
    /// Every table.
    pub(crate) const ALL: [Self; 3] = [Self::Values, Self::Previous, Self::Targets];

    /// The name that documents use.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Values => "values",
            Self::Previous => "previous",
            Self::Targets => "targets",
        }
    }

    /// The table of that name.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.name() == name)
    }
}

/// The state by which a draft assigns figures to subjects by id.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct ById {
    pub(super) rows: Rows,
    pub(super) waiting: Waiting,
}

/// A cache of the rows of subjects by the hashes of their ids. It is no part of a draft's content: all caches are
/// equal.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    /// Of subjects whose ids have one hash, the first.
    by_hash: HashMap<u64, usize, BuildHasherDefault<Hashed>>,
    hasher: RandomState,
    /// The number of subjects in `by_hash`.
    known: usize,
    /// The row that was found last.
    last: usize,
    /// Whether it was the row of the look-up before, or the next one: then the next look-up tries these two rows first.
    is_run: bool,
}

impl PartialEq for Rows {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Rows {
    /// The row of a subject; of subjects with the same id, the first. Tries the last row and the next one before the
    /// hashes.
    pub(super) fn find(&mut self, id: &str, subjects: &[Subject]) -> Option<usize> {
        let near = [self.last, self.last.saturating_add(1)];
        let guessed = if self.is_run { near.into_iter().find(|row| is_at(*row, id, subjects)) } else { None };
        let row = guessed.or_else(|| self.look_up(id, subjects))?;
        self.is_run = near.contains(&row);
        self.last = row;
        Some(row)
    }

    fn look_up(&mut self, id: &str, subjects: &[Subject]) -> Option<usize> {
        self.update(subjects);
        if self.by_hash.is_empty() {
            return None;
        }
        let hash = self.hasher.hash_one(id);
        let row = *self.by_hash.get(&hash)?;
        if is_at(row, id, subjects) {
            return Some(row);
        }
        // Subjects were moved or renamed in the draft's list, or two ids have one hash.
        *self = Self { hasher: self.hasher.clone(), ..Self::default() };
        subjects.iter().position(|subject| subject.id == id)
    }

    /// Adds the subjects that are new since the last look-up.
    fn update(&mut self, subjects: &[Subject]) {
        if self.known > subjects.len() {
            self.by_hash.clear();
            self.known = 0;
        }
        for (row, subject) in subjects.iter().enumerate().skip(self.known) {
            self.by_hash.entry(self.hasher.hash_one(subject.id.as_str())).or_insert(row);
        }
        self.known = subjects.len();
    }
}

fn is_at(row: usize, id: &str, subjects: &[Subject]) -> bool {
    subjects.get(row).is_some_and(|subject| subject.id == id)
}

/// A hasher for keys that are hashes already.
#[derive(Clone, Copy, Debug, Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

/// The number of figures that a subject has room for at first, where so many inputs are known.
const FIRST_ROOM: usize = 128;

/// Figures whose subjects are not in the draft yet.
#[derive(Clone, Debug, Default)]
pub(super) struct Waiting {
    by_id: HashMap<String, Held, RandomState>,
    /// The number of subjects for which figures have ever waited.
    count: usize,
    /// The names of inputs, which figures refer to by number.
    inputs: IndexSet<String, RandomState>,
}

/// The figures that wait for one subject.
#[derive(Clone, Debug)]
struct Held {
    /// The subject's number among all for which figures have waited.
    number: usize,
    /// Table, number of the input, figure, in the order in which they were given.
    figures: Vec<(Table, usize, Observation)>,
}

impl Waiting {
    /// Keeps a figure for a subject.
    pub(super) fn add(&mut self, subject: &str, table: Table, input: &str, figure: Observation) {
        let input = match self.inputs.get_index_of(input) {
            Some(number) => number,
            None => self.inputs.insert_full(input.to_owned()).0,
        };
        if let Some(held) = self.by_id.get_mut(subject) {
            return held.figures.push((table, input, figure));
        }
        let mut figures = Vec::with_capacity(self.inputs.len().min(FIRST_ROOM));
        figures.push((table, input, figure));
        self.by_id.insert(subject.to_owned(), Held { number: self.count, figures });
        self.count = self.count.saturating_add(1);
    }

    /// Removes and returns the figures that wait for a subject.
    pub(super) fn take(&mut self, subject: &str) -> impl Iterator<Item = (Table, &str, Observation)> {
        let held = self.by_id.remove(subject).into_iter().flat_map(|held| held.figures);
        held.filter_map(|(table, input, figure)| Some((table, self.inputs.get_index(input)?.as_str(), figure)))
    }

    /// The ids of the subjects that figures wait for, in the order in which they were named first.
    pub(super) fn subjects(&self) -> Vec<String> {
        self.in_order().map(|(id, _)| id.to_owned()).collect()
    }

    /// The same ids, each with every table in which figures wait.
    pub(super) fn ids(&self) -> impl Iterator<Item = (Table, &str)> {
        self.in_order().flat_map(|(id, held)| {
            let has = |table: &Table| held.figures.iter().any(|(other, ..)| other == table);
            Table::ALL.into_iter().filter(has).map(move |table| (table, id))
        })
    }

    /// The figures that wait for a subject: of each input, the one that was given last.
    fn last_ones(&self, id: &str) -> Option<HashMap<(Table, Option<&String>), Observation>> {
        let figures = self.by_id.get(id)?.figures.iter();
        Some(figures.map(|(table, input, figure)| ((*table, self.inputs.get_index(*input)), *figure)).collect())
    }

    fn in_order(&self) -> impl Iterator<Item = (&str, &Held)> {
        let mut held: Vec<_> = self.by_id.iter().map(|(id, held)| (id.as_str(), held)).collect();
        held.sort_unstable_by_key(|(_, held)| held.number);
        held.into_iter()
    }
}

impl PartialEq for Waiting {
    /// The same figures wait for the same subjects, whatever the order in which they were given.
    fn eq(&self, other: &Self) -> bool {
        self.by_id.len() == other.by_id.len() && self.by_id.keys().all(|id| self.last_ones(id) == other.last_ones(id))
    }
}
