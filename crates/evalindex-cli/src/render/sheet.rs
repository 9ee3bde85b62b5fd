//! Sheets, the form of results for reading: a title, columns, and lines below.

use serde::Serialize;

use super::{About, Column, Layout, Report};

/// A title, a body, and lines below.
#[derive(Clone, Debug)]
pub(crate) struct Sheet {
    /// The title.
    pub(super) title: String,
    /// The table, or the reason why there is none.
    pub(super) body: Body,
    /// The heading of the lines below, where they have one.
    pub(super) heading_below: Option<&'static str>,
    /// Figures and findings about the whole, by name: above the lines below, and in CSV a table of their own.
    pub(super) facts: Vec<(String, String)>,
    /// The lines below.
    pub(super) below: Vec<String>,
    /// What standard error says of it, whatever the format.
    pub(super) warnings: Vec<String>,
    /// The notation of its cells, where they have one.
    pub(super) notation: Option<Notation>,
}

/// A notation that puts several figures into a cell.
#[derive(Clone, Debug)]
pub(super) struct Notation {
    /// How it is read: the first line below.
    pub(super) explained: &'static str,
    /// The columns of CSV, which has every figure in a cell of its own.
    pub(super) csv: Vec<Column>,
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
        Self {
            title: title.into(),
            body: Body::Columns(columns),
            heading_below: None,
            facts: Vec::new(),
            below: Vec::new(),
            warnings: Vec::new(),
            notation: None,
        }
    }

    /// A title, and why there is no table under it.
    pub(super) fn without_table(title: impl Into<String>, reason: &'static str) -> Self {
        Self { body: Body::Text(reason), ..Self::new(title, Vec::new()) }
    }

    /// With these figures and findings about the whole, by name.
    pub(crate) fn facts(self, facts: Vec<(String, String)>) -> Self {
        Self { facts, ..self }
    }

    /// With these lines for standard error, whatever the format.
    pub(crate) fn warnings(self, warnings: Vec<String>) -> Self {
        Self { warnings, ..self }
    }

    /// With these lines below.
    pub(crate) fn below(self, lines: Vec<String>) -> Self {
        Self { below: lines, ..self }
    }

    /// With a notation of several figures in a cell: its explanation, and the columns that CSV has instead.
    pub(crate) fn notation(self, explained: &'static str, csv: Vec<Column>) -> Self {
        Self { notation: Some(Notation { explained, csv }), ..self }
    }

    /// The figures by name, the explanation of the notation, and the lines below.
    pub(super) fn lines_below(&self) -> impl Iterator<Item = String> {
        let facts = self.facts.iter().map(|(name, value)| format!("{name}: {value}"));
        let explained = self.notation.as_ref().map(|notation| notation.explained.to_owned());
        facts.chain(explained).chain(self.below.iter().cloned())
    }

    /// The columns of CSV.
    pub(super) fn csv_columns(&self) -> &[Column] {
        self.notation.as_ref().map_or_else(|| self.columns(), |notation| &notation.csv)
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
    /// Title and notes of the document.
    pub(crate) about: About<'a>,
    /// For reading.
    pub(crate) shown: Vec<Sheet>,
    /// What is serialised as JSON.
    pub(crate) result: &'a T,
}

impl<T: Serialize> Report for Sheets<'_, T> {
    fn about(&self) -> About<'_> {
        self.about
    }

    fn sheets(&self) -> Vec<Sheet> {
        self.shown.clone()
    }

    fn warnings(&self) -> Vec<String> {
        self.shown.iter().flat_map(|sheet| sheet.warnings.iter().cloned()).collect()
    }

    fn json(&self, layout: Layout) -> serde_json::Result<String> {
        layout.write(self.result)
    }
}
