//! Formats of results, a file for each. A new format is its file, its `mod` line, and its row below.

mod about;
mod column;
mod csv;
mod field;
mod grid;
mod markdown;
mod notices;
mod number;
mod ranking;
mod sheet;
mod table;
mod tasks;
mod text;

pub(crate) use self::about::{About, Told};
pub(crate) use self::column::{Column, Role, Rows};
pub(crate) use self::notices::lines as notice_lines;
pub(crate) use self::number::{fixed, fixed_or_none, or_none, percent, published, signed};
pub(crate) use self::ranking::{Ranking, title};
pub(crate) use self::sheet::{Sheet, Sheets};
pub(crate) use self::tasks::{By, TaskReport};
pub(crate) use self::text::{counted, visible};

use crate::failure::Failure;
use crate::lang::Lang;
use crate::output::Answer;

use self::sheet::Table;

/// How a result is written, beside its format.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    /// The language of headings.
    pub(crate) lang: Lang,
    /// Whether cells of CSV are written as they are.
    pub(crate) csv_raw: bool,
}

/// A result in the shapes that the formats write.
pub(crate) trait Report {
    /// Title and notes of the document.
    fn about(&self) -> About<'_>;

    /// For reading.
    fn sheets(&self) -> Vec<Sheet>;

    /// As one table for machines, where there is one beside the sheets.
    fn table(&self) -> Option<Table<'_>> {
        None
    }

    /// Lines for standard error, whatever the format.
    fn warnings(&self) -> Vec<String> {
        Vec::new()
    }

    /// As JSON, indented.
    fn json(&self) -> serde_json::Result<String>;
}

/// Makes the enumeration of the formats from a row for each: its help, its name, and the function that writes it.
macro_rules! formats {
    ($($(#[$help:meta])+ $format:ident => $write:path,)+) => {
        /// The format of the result.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
        pub(crate) enum Format {
            $($(#[$help])+ $format,)+
        }

        impl Format {
            /// The result in this format, with the remarks that it has no room for.
            pub(crate) fn write(self, report: &dyn Report, style: Style) -> Result<Answer, Failure> {
                match self { $(Self::$format => $write(report, style),)+ }
            }
        }
    };
}

formats! {
    /// Tables for reading
    Table => table::write,
    /// The whole result
    Json => json,
    /// All rankings as one table, every node a column; other tables one after another, with their title in the first column
    Csv => csv::write,
    /// Markdown tables
    Markdown => markdown::write,
}

/// The result as JSON, as the library writes it.
fn json(report: &dyn Report, _: Style) -> Result<Answer, Failure> {
    let text = report.json().map_err(|error| Failure::unwritten("JSON", error))?;
    Ok(Answer::of(text + "\n"))
}
