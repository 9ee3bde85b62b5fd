//! How a result is written: one file a format, registered here.

mod columns;
mod csv;
mod grid;
mod json;
mod markdown;
mod sheet;
mod table;

use evalindex::Evaluation;

pub(crate) use columns::{Column, Role, or_none, published, signed_change, title};
pub(crate) use sheet::{Sheet, SheetFormat};

use crate::failure::Failure;
use crate::lang::Words;

/// The format of the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// One table per index, for reading
    Table,
    /// The whole result, `evalindex-result/1`
    Json,
    /// One table for all indexes, every node a column
    Csv,
    /// One Markdown table per index
    Markdown,
}

/// What the result is written on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Page {
    /// The fixed words.
    pub(crate) words: &'static Words,
    /// The columns of the terminal; `None` for as many as it takes.
    pub(crate) width: Option<usize>,
}

impl Format {
    /// The evaluation in this format, ready to be written.
    pub(crate) fn render(self, evaluation: &Evaluation, page: &Page) -> Result<String, Failure> {
        match self {
            Self::Table => Ok(table::render(evaluation, page)),
            Self::Json => json::render(evaluation),
            Self::Csv => csv::render(evaluation, page.words),
            Self::Markdown => Ok(markdown::render(evaluation, page.words)),
        }
    }
}
