//! Observed figures: a column for each input, a cell for each subject.

use std::borrow::Cow;

use foldhash::fast::RandomState;
use indexmap::IndexMap;
use indexmap::map::raw_entry_v1::{RawEntryApiV1, RawEntryMut};
use rust_decimal::Decimal;

use super::figure_column::FigureColumn;
use super::observation::Observation;
use super::positions::{PerRow, SubjectId};

/// A table of figures: inputs by subjects, subjects by their position in the document, from 0.
///
/// Two tables are equal when they name the same inputs and hold the same figures, whatever the order of the inputs.
///
/// ```
/// use evalindex::Decimal;
/// use evalindex::model::{Figures, Observation};
///
/// let mut figures = Figures::new();
/// figures.set("gdp", 1, Observation::Value(Decimal::TEN));
/// assert_eq!(figures.get("gdp", 1), Observation::Value(Decimal::TEN));
/// assert_eq!(figures.get("gdp", 0), Observation::Missing);
/// assert_eq!(figures.inputs().collect::<Vec<_>>(), ["gdp"]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Figures {
    columns: IndexMap<String, FigureColumn, RandomState>,
    /// The number of the column that was written last: a guess at the next one.
    last: usize,
}

impl Figures {
    /// An empty table.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the figure of an input for the subject in this row, and returns the figure that it replaces.
    pub fn set(&mut self, input: &str, subject: usize, figure: Observation) -> Observation {
        let next = self.last.saturating_add(1);
        let guess = if self.is_column(next, input) { next } else { self.last };
        let (column, before) = self.with_column(guess, input, |cells| cells.put(subject, figure));
        self.last = column;
        before
    }

    /// The number of an input's column, which is added where there is none. `guess` is the number that it probably has.
    pub(crate) fn column_number(&mut self, guess: usize, input: &str) -> usize {
        self.with_column(guess, input, |_| ()).0
    }

    /// Sets a figure as [`Self::set`] does, and returns the number of the input's column; `guess` is the number that it
    /// probably has.
    pub(crate) fn set_near(&mut self, guess: usize, input: &str, subject: usize, figure: Observation) -> usize {
        self.with_column(guess, input, |cells| cells.put(subject, figure)).0
    }

    fn is_column(&self, number: usize, input: &str) -> bool {
        self.columns.get_index(number).is_some_and(|(name, _)| name == input)
    }

    /// Applies a function to the cells of an input, whose column is added where there is none; returns the number of
    /// the column too.
    fn with_column<T>(&mut self, guess: usize, input: &str, on: impl FnOnce(&mut FigureColumn) -> T) -> (usize, T) {
        if let Some((name, cells)) = self.columns.get_index_mut(guess)
            && name == input
        {
            return (guess, on(cells));
        }
        match self.columns.raw_entry_mut_v1().from_key(input) {
            RawEntryMut::Occupied(mut column) => (column.index(), on(column.get_mut())),
            RawEntryMut::Vacant(column) => {
                let number = column.index();
                let (_, cells) = column.insert(input.to_owned(), FigureColumn::default());
                (number, on(cells))
            }
        }
    }

    /// The figure of one subject; missing where none was set.
    pub fn get(&self, input: &str, subject: usize) -> Observation {
        self.columns.get(input).map(|cells| cells.get(subject)).unwrap_or_default()
    }

    /// The figure of one subject.
    pub(crate) fn figure(&self, input: &str, subject: SubjectId) -> Observation {
        self.get(input, subject.number())
    }

    /// The figures of one input; none where the table does not name it.
    pub(crate) fn cells(&self, input: &str) -> Option<Cells<'_>> {
        self.columns.get(input).map(Cells)
    }

    /// The subjects that have a figure of an input (one that is not missing), in the order of their positions.
    pub fn rows(&self, input: &str) -> impl Iterator<Item = usize> {
        self.columns.get(input).into_iter().flat_map(FigureColumn::rows)
    }

    /// The number of figures in the table.
    pub(crate) fn figures(&self) -> usize {
        self.columns.values().map(|cells| cells.rows().count()).fold(0, usize::saturating_add)
    }

    /// The first subject that has a figure of an input.
    pub(crate) fn first_row(&self, input: &str) -> Option<usize> {
        self.rows(input).next()
    }

    /// Whether the table names the input.
    pub fn knows(&self, input: &str) -> bool {
        self.columns.contains_key(input)
    }

    /// The names of the inputs, in order of first appearance.
    pub fn inputs(&self) -> impl Iterator<Item = &str> + Clone {
        self.columns.keys().map(String::as_str)
    }

    /// Whether the table names no input.
    pub fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }
}

/// The figures of one input.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cells<'a>(&'a FigureColumn);

/// The digits of figures and their scales.
type Digits<'a> = (Cow<'a, [i64]>, Cow<'a, [u8]>);

impl<'a> Cells<'a> {
    /// The figure of one subject; missing below the last figure that was set.
    #[inline]
    pub(crate) fn at(self, subject: SubjectId) -> Observation {
        self.0.get(subject.number())
    }

    /// The digits and the scales of the figures of these subjects; none where one is missing, or the figures of the
    /// input are few or too long.
    pub(crate) fn digits(self, subjects: &PerRow<SubjectId>) -> Option<Digits<'a>> {
        let (first, last) = (subjects.as_slice().first()?.number(), subjects.as_slice().last()?.number());
        // Subjects are in the order of the document, so that as many as there are numbers follow one another.
        let (digits, scales) = self.0.piece(first, last.checked_sub(first)?.checked_add(1)?)?;
        let (digits, scales) = if digits.len() == subjects.len() {
            (Cow::Borrowed(digits), Cow::Borrowed(scales))
        } else {
            let at = |subject: &SubjectId| {
                let row = subject.number().checked_sub(first)?;
                Some((*digits.get(row)?, *scales.get(row)?))
            };
            let (digits, scales) = subjects.values().map(at).collect::<Option<(Vec<i64>, Vec<u8>)>>()?;
            (Cow::Owned(digits), Cow::Owned(scales))
        };
        let largest = scales.iter().copied().fold(0, u8::max);
        (u32::from(largest) <= Decimal::MAX_SCALE).then_some((digits, scales))
    }
}

impl PartialEq for Figures {
    fn eq(&self, other: &Self) -> bool {
        self.columns.len() == other.columns.len()
            && self.columns.iter().all(|(input, cells)| other.columns.get(input) == Some(cells))
    }
}

impl Eq for Figures {}
