//! Columns of tables, and their construction from rows.

use super::or_none;
use crate::lang::{Lang, Line};

/// The contents of a column, which decide its alignment and whether it may be shortened or left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Names: set to the left, may be shortened.
    Name,
    /// Words that are always shown whole, such as grades: set to the left.
    Word,
    /// Numbers: set to the right, always shown whole.
    Number,
    /// Numbers that may be left out where space is short, the last first: set to the right.
    Optional,
    /// Numbers that are left out where names would otherwise coincide, the last first: set to the right.
    Detail,
    /// Words that are left out in the same way: set to the left.
    Aside,
}

impl Role {
    /// Whether a column is left out where names would otherwise coincide.
    pub(super) fn is_detail(self) -> bool {
        matches!(self, Self::Detail | Self::Aside)
    }

    /// Whether cells are set to the right.
    pub(super) fn is_number(self) -> bool {
        matches!(self, Self::Number | Self::Optional | Self::Detail)
    }
}

/// One column with its cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    /// What it holds.
    pub(super) role: Role,
    /// Its heading.
    pub(super) heading: String,
    /// A cell for each row.
    pub(super) cells: Vec<String>,
}

impl Column {
    /// A column of these cells.
    pub(crate) fn new(role: Role, heading: &str, cells: impl IntoIterator<Item = String>) -> Self {
        Self { role, heading: heading.to_owned(), cells: cells.into_iter().collect() }
    }

    /// Whether no row has anything in it.
    pub(super) fn is_empty(&self) -> bool {
        let absent = or_none(None);
        self.cells.iter().all(|cell| cell.is_empty() || *cell == absent)
    }

    /// The cell of a row; an empty one below the last.
    pub(super) fn cell(&self, row: usize) -> &str {
        self.cells.get(row).map_or("", String::as_str)
    }
}

/// How many rows the longest of the columns has.
pub(super) fn height<'c>(columns: impl IntoIterator<Item = &'c Column>) -> usize {
    columns.into_iter().map(|column| column.cells.len()).max().unwrap_or_default()
}

/// A builder of columns, each with a cell for each of these rows.
#[derive(Debug)]
pub(crate) struct Rows<'a, T> {
    /// The language of headings.
    lang: Lang,
    /// The items, one for each row.
    shown: &'a [T],
    /// The columns made so far.
    columns: Vec<Column>,
}

impl<'a, T> Rows<'a, T> {
    /// No columns yet.
    pub(crate) fn new(lang: Lang, shown: &'a [T]) -> Self {
        Self { lang, shown, columns: Vec::new() }
    }

    /// With a column of names.
    pub(crate) fn name(self, heading: Line, cell: impl Fn(&'a T) -> String) -> Self {
        let heading = self.lang.say(heading);
        self.headed(Role::Name, heading, cell)
    }

    /// With a column of words.
    pub(crate) fn word(self, heading: Line, cell: impl Fn(&'a T) -> String) -> Self {
        let heading = self.lang.say(heading);
        self.headed(Role::Word, heading, cell)
    }

    /// With a column of numbers.
    pub(crate) fn number(self, heading: Line, cell: impl Fn(&'a T) -> String) -> Self {
        let heading = self.lang.say(heading);
        self.headed(Role::Number, heading, cell)
    }

    /// With a column of numbers that may be left out.
    pub(crate) fn optional(self, heading: Line, cell: impl Fn(&'a T) -> String) -> Self {
        let heading = self.lang.say(heading);
        self.headed(Role::Optional, heading, cell)
    }

    /// With a column whose heading is an id or a name of the document.
    pub(crate) fn headed(mut self, role: Role, heading: &str, cell: impl Fn(&'a T) -> String) -> Self {
        self.columns.push(Column::new(role, heading, self.shown.iter().map(cell)));
        self
    }

    /// With further columns, where they are needed.
    pub(crate) fn when(self, needed: bool, further: impl FnOnce(Self) -> Self) -> Self {
        if needed { further(self) } else { self }
    }

    /// The columns.
    pub(crate) fn columns(self) -> Vec<Column> {
        self.columns
    }
}
