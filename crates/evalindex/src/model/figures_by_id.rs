//! Figures on their way into a draft: to the row of their subject by its id, or waiting for a subject of that id.

use std::collections::HashMap;

use super::figures::Observation;
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

/// The rows of subjects by id, as far as they have been looked up: no part of what a draft says.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    by_id: HashMap<String, usize>,
    /// How many subjects are in `by_id`.
    known: usize,
    /// The row that was found last: a guess at the next one.
    last: usize,
}

impl PartialEq for Rows {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Rows {
    /// The row of a subject: that of the last figure, the next one, or wherever it is. Of subjects with the same id, the
    /// first.
    pub(super) fn find(&mut self, id: &str, subjects: &[Subject]) -> Option<usize> {
        let is = |row: &usize| subjects.get(*row).is_some_and(|subject| subject.id == id);
        let guessed = [self.last, self.last.saturating_add(1)].into_iter().find(is);
        let row = guessed.or_else(|| self.look_up(id, subjects))?;
        self.last = row;
        Some(row)
    }

    fn look_up(&mut self, id: &str, subjects: &[Subject]) -> Option<usize> {
        self.update(subjects);
        let row = *self.by_id.get(id)?;
        if subjects.get(row).is_some_and(|subject| subject.id == id) {
            return Some(row);
        }
        // Subjects were moved or renamed in the draft's list.
        *self = Self::default();
        self.update(subjects);
        self.by_id.get(id).copied()
    }

    /// Takes in subjects that were added since the last time.
    fn update(&mut self, subjects: &[Subject]) {
        if self.known > subjects.len() {
            *self = Self::default();
        }
        for (row, subject) in subjects.iter().enumerate().skip(self.known) {
            self.by_id.entry(subject.id.clone()).or_insert(row);
        }
        self.known = subjects.len();
    }
}

/// Figures for subjects that a draft does not have, or not yet.
#[derive(Clone, Debug, Default)]
pub(super) struct Waiting {
    by_id: HashMap<String, Held>,
    /// How many subjects have ever had to wait.
    count: usize,
}

/// The figures that wait for one subject.
#[derive(Clone, Debug)]
struct Held {
    /// The subject's number among those that have had to wait.
    number: usize,
    /// In the order in which they were given.
    figures: Vec<(Table, String, Observation)>,
}

impl Waiting {
    /// Keeps a figure for a subject.
    pub(super) fn add(&mut self, subject: String, table: Table, input: String, figure: Observation) {
        let held = self.by_id.entry(subject).or_insert_with(|| {
            let number = self.count;
            self.count = self.count.saturating_add(1);
            Held { number, figures: Vec::new() }
        });
        held.figures.push((table, input, figure));
    }

    /// The figures that have waited for a subject; they wait no longer.
    pub(super) fn take(&mut self, subject: &str) -> impl Iterator<Item = (Table, String, Observation)> + use<> {
        self.by_id.remove(subject).into_iter().flat_map(|held| held.figures)
    }

    /// The ids of the subjects that figures wait for, in the order in which they were named first.
    pub(super) fn subjects(&self) -> Vec<String> {
        self.in_order().map(|(id, _)| id.to_owned()).collect()
    }

    /// The same with each table that figures wait for.
    pub(super) fn ids(&self) -> impl Iterator<Item = (Table, &str)> {
        self.in_order().flat_map(|(id, held)| {
            let has = |table: &Table| held.figures.iter().any(|(other, ..)| other == table);
            Table::ALL.into_iter().filter(has).map(move |table| (table, id))
        })
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
        let same =
            |id: &String, held: &Held| other.by_id.get(id).is_some_and(|more| more.last_ones() == held.last_ones());
        self.by_id.len() == other.by_id.len() && self.by_id.iter().all(|(id, held)| same(id, held))
    }
}

impl Held {
    /// Of each input, the figure that was given last.
    fn last_ones(&self) -> HashMap<(Table, &str), Observation> {
        self.figures.iter().map(|(table, input, figure)| ((*table, input.as_str()), *figure)).collect()
    }
}
