//! Figures given by subject id: put into the row of the subject, or kept until the draft has a subject of that id.

use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, Hasher};

use foldhash::fast::RandomState;
use indexmap::IndexMap;

use super::observation::Observation;
use super::subject::Subject;

/// A table of figures of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

/// Figures whose subjects are not in the draft yet.
#[derive(Clone, Debug, Default)]
pub(super) struct Waiting {
    /// The figures of each subject for which any have waited, those in `recent` aside; none of one that is in the draft
    /// by now. In the order in which the subjects were named first.
    by_id: IndexMap<String, Vec<Held>, RandomState>,
    /// The inputs of the figures, each with the numbers that its columns in the tables of the draft probably have.
    inputs: IndexMap<String, [usize; Table::ALL.len()], RandomState>,
    /// The last figures given, each with the number of its subject. They stand one after the other, since to write every
    /// figure into the memory of its subject takes longer than all else that is done for it.
    recent: Vec<(usize, Held)>,
}

/// A figure that waits for its subject.
#[derive(Clone, Copy, Debug)]
struct Held {
    table: Table,
    /// The number of the input.
    input: usize,
    figure: Observation,
}

impl Waiting {
    /// Keeps a figure for a subject.
    pub(super) fn add(&mut self, subject: &str, table: Table, input: &str, figure: Observation) {
        let input = number_of(&mut self.inputs, input);
        let subject = number_of(&mut self.by_id, subject);
        self.recent.push((subject, Held { table, input, figure }));
    }

    /// Gives each recent figure to its subject.
    fn hand_out(&mut self) {
        let mean = self.recent.len().checked_div(self.by_id.len()).unwrap_or_default();
        for (subject, held) in self.recent.drain(..) {
            if let Some((_, figures)) = self.by_id.get_index_mut(subject) {
                if figures.is_empty() {
                    figures.reserve(mean);
                }
                figures.push(held);
            }
        }
    }

    /// Removes the figures that wait for a subject, and gives them to a function in the order in which they were given:
    /// table, input, the number that the input's column in the table probably has, figure.
    pub(super) fn take(&mut self, subject: &str, mut to: impl FnMut(Table, &str, &mut usize, Observation)) {
        if !self.by_id.contains_key(subject) {
            return;
        }
        self.hand_out();
        for Held { table, input, figure } in self.by_id.get_mut(subject).map(std::mem::take).into_iter().flatten() {
            if let Some((input, [values, previous, targets])) = self.inputs.get_index_mut(input) {
                let column = match table {
                    Table::Values => values,
                    Table::Previous => previous,
                    Table::Targets => targets,
                };
                to(table, input, column, figure);
            }
        }
    }

    /// The ids of the subjects that figures wait for, in the order in which they were named first.
    pub(super) fn subjects(&self) -> Vec<String> {
        let mut ids: Vec<String> = self.ids().map(|(_, id)| id.to_owned()).collect();
        ids.dedup();
        ids
    }

    /// The same ids, each with every table in which figures wait.
    pub(super) fn ids(&self) -> impl Iterator<Item = (Table, &str)> {
        let mut found: Vec<(usize, Table)> = self.all().map(|(subject, held)| (subject, held.table)).collect();
        found.sort_unstable();
        found.dedup();
        found.into_iter().filter_map(|(subject, table)| Some((table, self.by_id.get_index(subject)?.0.as_str())))
    }

    /// All figures that wait, with the numbers of their subjects; those of one subject in the order in which they were
    /// given.
    fn all(&self) -> impl Iterator<Item = (usize, Held)> {
        let handed_out = self.by_id.values().enumerate();
        let handed_out = handed_out.flat_map(|(subject, figures)| figures.iter().map(move |held| (subject, *held)));
        handed_out.chain(self.recent.iter().copied())
    }

    /// By subject, table and input, the figure that was given last.
    fn last_ones(&self) -> HashMap<(&str, Table, &str), Observation> {
        let named = self.all().filter_map(|(subject, Held { table, input, figure })| {
            let (subject, input) = (self.by_id.get_index(subject)?.0, self.inputs.get_index(input)?.0);
            Some(((subject.as_str(), table, input.as_str()), figure))
        });
        named.collect()
    }
}

impl PartialEq for Waiting {
    /// The same figures wait for the same subjects, whatever the order in which they were given.
    fn eq(&self, other: &Self) -> bool {
        self.last_ones() == other.last_ones()
    }
}

/// The number of a name, which is added where it is not there.
fn number_of<T: Default>(names: &mut IndexMap<String, T, RandomState>, name: &str) -> usize {
    match names.get_index_of(name) {
        Some(number) => number,
        None => names.insert_full(name.to_owned(), T::default()).0,
    }
}
