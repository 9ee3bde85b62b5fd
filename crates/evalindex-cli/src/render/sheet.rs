//! Sheets, the form of results for reading: a title, columns, and lines below.

use serde::Serialize;

use super::{Column, Report};

/// A title, a body, and lines below.
#[derive(Clone, Debug)]
pub(crate) struct Sheet {
    /// The title.
    pub(super) title: String,
    /// The table, or the reason why there is none.
    pub(super) body: Body,
    /// The heading of the lines below, where they have one.
    pub(super) heading_below: Option<&'static str>,
    /// The lines below.
    pub(super) below: Vec<String>,
}

/// The body of a sheet, below its title.
#[derive(Clone, Debug)]
pub(super) enum Body {
    /// A table.
    Columns(Vec<Column>),
    /// Why there is no table.
    Text(&'static str),
}

impl Sheet {
    /// A table with its title, and nothing below.
    pub(crate) fn new(title: impl Into<String>, columns: Vec<Column>) -> Self {
        Self { title: title.into(), body: Body::Columns(columns), heading_below: None, below: Vec::new() }
    }

    /// A title, and why there is no table under it.
    pub(super) fn without_table(title: impl Into<String>, reason: &'static str) -> Self {
        Self { body: Body::Text(reason), ..Self::new(title, Vec::new()) }
    }

    /// With these lines below.
    pub(crate) fn below(self, lines: Vec<String>) -> Self {
        Self { below: lines, ..self }
    }

    /// With these lines below, under a heading of theirs.
    pub(super) fn below_headed(self, heading: &'static str, lines: Vec<String>) -> Self {
        Self { heading_below: Some(heading), ..self.below(lines) }
    }

    /// The columns, where there is a table.
    pub(super) fn columns(&self) -> &[Column] {
        match &self.body {
            Body::Columns(columns) => columns,
            Body::Text(_) => &[],
        }
    }
}

/// One table for machines: the headings, and a record for each row.
pub(crate) struct Table<'a> {
    /// The headings.
    pub(super) headings: Vec<&'a str>,
    /// As many cells each as there are headings.
    pub(super) records: Box<dyn Iterator<Item = Vec<String>> + 'a>,
}

/// Sheets, and the result that they show.
#[derive(Debug)]
pub(crate) struct Sheets<'a, T> {
    /// For reading.
    pub(crate) sheets: Vec<Sheet>,
    /// What is serialised as JSON.
    pub(crate) result: &'a T,
}

impl<T: Serialize> Report for Sheets<'_, T> {
    fn sheets(&self) -> Vec<Sheet> {
        self.sheets.clone()
    }

    fn json(&self) -> serde_json::Result<String> {
        serde_json::to_string_pretty(self.result)
    }
}
