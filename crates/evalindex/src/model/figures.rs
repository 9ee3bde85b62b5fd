//! Observed figures, one column an input, one cell a subject.

use indexmap::IndexMap;
use rust_decimal::Decimal;

use super::positions::SubjectId;

/// One observed figure, or why there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Observation {
    /// No figure is known.
    #[default]
    Missing,
    /// The input does not apply to this subject.
    NotApplicable,
    /// The figure.
    Value(Decimal),
}

/// A table of figures: inputs by subjects, subjects by their position in the document, from 0.
///
/// Two tables are equal when they name the same inputs and hold the same figures, whatever the order of the inputs.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    columns: IndexMap<String, Vec<Observation>>,
}

impl Figures {
    /// An empty table.
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts a figure in its place and returns what stood there.
    pub fn set(&mut self, input: &str, subject: usize, figure: Observation) -> Observation {
        let column = self.column_number(input);
        self.set_in(column, subject, figure)
    }

    /// The number of an input's column, which is made if need be; valid for the life of the table.
    pub(crate) fn column_number(&mut self, input: &str) -> usize {
        match self.columns.get_index_of(input) {
            Some(number) => number,
            None => self.columns.insert_full(input.to_owned(), Vec::new()).0,
        }
    }

    /// Puts a figure into a column by its number.
    pub(crate) fn set_in(&mut self, column: usize, subject: usize, figure: Observation) -> Observation {
        let Some((_, cells)) = self.columns.get_index_mut(column) else {
            return Observation::Missing;
        };
        if cells.len() <= subject {
            cells.resize(subject.saturating_add(1), Observation::Missing);
        }
        cells.get_mut(subject).map_or(Observation::Missing, |cell| std::mem::replace(cell, figure))
    }

    /// The name of an input by its column's number.
    pub(crate) fn column_name(&self, column: usize) -> Option<&str> {
        self.columns.get_index(column).map(|(name, _)| name.as_str())
    }

    /// The figure of one subject.
    pub fn get(&self, input: &str, subject: usize) -> Observation {
        self.columns.get(input).and_then(|cells| cells.get(subject)).copied().unwrap_or_default()
    }

    /// The figure of one subject.
    pub(crate) fn figure(&self, input: &str, subject: SubjectId) -> Observation {
        self.get(input, subject.number())
    }

    /// The figures of one input; none of an input that is not named.
    pub(crate) fn cells(&self, input: &str) -> Option<Cells<'_>> {
        self.column(input).map(Cells)
    }

    /// The figures of one input by subject; subjects past the end have none.
    pub fn column(&self, input: &str) -> Option<&[Observation]> {
        self.columns.get(input).map(Vec::as_slice)
    }

    /// Whether the input is named at all.
    pub fn knows(&self, input: &str) -> bool {
        self.columns.contains_key(input)
    }

    /// The names of the inputs, in order of first appearance.
    pub fn inputs(&self) -> impl Iterator<Item = &str> {
        self.columns.keys().map(String::as_str)
    }

    /// Whether the table names no input.
    pub fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }
}

/// The figures of one input.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cells<'a>(&'a [Observation]);

impl<'a> Cells<'a> {
    /// The figure of one subject; a column is no longer than the last figure that was set.
    #[inline]
    pub(crate) fn at(self, subject: SubjectId) -> &'a Observation {
        self.0.get(subject.number()).unwrap_or(&Observation::Missing)
    }
}

impl PartialEq for Figures {
    fn eq(&self, other: &Self) -> bool {
        let rows = |cells: &[Observation], more: &[Observation]| cells.len().max(more.len());
        self.columns.len() == other.columns.len()
            && self.columns.iter().all(|(input, cells)| {
                other.columns.get(input).is_some_and(|more| {
                    (0..rows(cells, more)).all(|subject| self.get(input, subject) == other.get(input, subject))
                })
            })
    }
}

impl Eq for Figures {}

impl From<Decimal> for Observation {
    fn from(value: Decimal) -> Self {
        Self::Value(value)
    }
}
