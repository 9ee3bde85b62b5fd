//! Sheets, the form of results for reading: a title, columns, and lines below.

use serde::Serialize;

use super::tidy::joined;
use super::{About, Column, Layout, Report, Tidy, visible};
use crate::lang::Lang;

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
    /// How the notation of its cells is read, where they have one: the first line below.
    pub(super) notation: Option<&'static str>,
    /// The id of the index that it is of, where it is of one.
    pub(super) index: Option<String>,
    /// The same for machines.
    pub(super) tidy: Vec<Tidy>,
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
            index: None,
            tidy: Vec::new(),
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

    /// With an explanation of the notation of its cells.
    pub(crate) fn notation(self, explained: &'static str) -> Self {
        Self { notation: Some(explained), ..self }
    }

    /// With one more table for machines.
    pub(crate) fn tidy(mut self, table: Tidy) -> Self {
        self.tidy.push(table);
        self
    }

    /// Of the index of this id.
    pub(crate) fn of_index(self, id: &str) -> Self {
        Self { index: Some(id.to_owned()), ..self }
    }

    /// The figures by name, the explanation of the notation, and the lines below.
    pub(super) fn lines_below(&self) -> impl Iterator<Item = String> {
        let facts = self.facts.iter().map(|(name, value)| format!("{name}: {value}"));
        let explained = self.notation.map(str::to_owned);
        facts.chain(explained).chain(self.below.iter().cloned())
    }

    /// The lines below, each led by the title.
    pub(super) fn titled_below(&self) -> impl Iterator<Item = String> {
        self.below.iter().map(|line| visible(&format!("{}: {line}", self.title)).into_owned())
    }

    /// With these lines below, under a heading of theirs.
    pub(super) fn below_headed(self, heading: &'static str, lines: Vec<String>) -> Self {
        Self { heading_below: Some(heading), ..self.below(lines) }
    }
}

/// One table for machines: the headings, and a record for each row.
pub(crate) struct Table<'a> {
    /// What it holds, in one word: the name of its file.
    pub(super) name: &'static str,
    /// The headings.
    pub(super) headings: Vec<String>,
    /// Which columns are numbers of the program, in which signs are no formulas.
    pub(super) numbers: Vec<bool>,
    /// As many cells each as there are headings.
    pub(super) records: Box<dyn Iterator<Item = Vec<String>> + 'a>,
}

impl<'a> Table<'a> {
    /// A table of texts.
    pub(super) fn of_texts(
        name: &'static str,
        headings: Vec<String>,
        records: impl Iterator<Item = Vec<String>> + 'a,
    ) -> Self {
        Self { name, numbers: vec![false; headings.len()], headings, records: Box::new(records) }
    }
}

/// Sheets, and the result that they show.
#[derive(Debug)]
pub(crate) struct Sheets<'a, T> {
    /// Title and notes of the document.
    pub(crate) about: About<'a>,
    /// For reading and for machines.
    pub(crate) shown: Vec<Sheet>,
    /// The language of headings.
    pub(crate) lang: Lang,
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

    fn below(&self) -> Vec<String> {
        self.shown.iter().flat_map(Sheet::titled_below).collect()
    }

    fn warnings(&self) -> Vec<String> {
        self.shown.iter().flat_map(|sheet| sheet.warnings.iter().cloned()).collect()
    }

    fn tables(&self) -> Vec<Table<'_>> {
        joined(&self.shown, self.lang)
    }

    fn json(&self, layout: Layout) -> serde_json::Result<String> {
        layout.write(self.result)
    }
}
