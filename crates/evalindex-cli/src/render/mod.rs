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
mod tidy;

pub(crate) use self::about::About;
pub(crate) use self::column::{Column, Role, Rows};
pub(crate) use self::notices::{few_alike, lines as notice_lines, more_alike};
pub(crate) use self::number::{fixed, fixed_or_none, or_none, percent, published, signed};
pub(crate) use self::ranking::{Ranking, title};
pub(crate) use self::sheet::{Sheet, Sheets};
pub(crate) use self::table::within_terminal;
pub(crate) use self::tasks::{By, TaskReport};
pub(crate) use self::text::{counted, visible};
pub(crate) use self::tidy::{Items, Tidy, all_digits, plain};

use std::path::Path;

use serde::Serialize;

use crate::failure::Failure;
use crate::lang::Lang;
use crate::output::Answer;

use self::sheet::Table;

/// How a result is written, beside its format.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style<'a> {
    /// The language of headings.
    pub(crate) lang: Lang,
    /// Whether cells of CSV are written as they are.
    pub(crate) csv_raw: bool,
    /// How JSON is laid out.
    pub(crate) layout: Layout,
    /// The folder for files of CSV, where there is one.
    pub(crate) folder: Option<&'a Path>,
}

/// How JSON is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// Indented.
    Indented,
    /// On one line.
    Compact,
}

impl Layout {
    /// The JSON of a value.
    pub(crate) fn write(self, value: &impl Serialize) -> serde_json::Result<String> {
        match self {
            Self::Indented => serde_json::to_string_pretty(value),
            Self::Compact => serde_json::to_string(value),
        }
    }
}

/// A result in the shapes that the formats write.
pub(crate) trait Report {
    /// Title and notes of the document.
    fn about(&self) -> About<'_>;

    /// For reading.
    fn sheets(&self) -> Vec<Sheet>;

    /// For machines; the first is the one that is written where there is room for one only.
    fn tables(&self) -> Vec<Table<'_>>;

    /// The lines below the sheets, each led by the title of its sheet, for a format that has no room for them.
    fn below(&self) -> Vec<String> {
        self.sheets().iter().flat_map(Sheet::titled_below).collect()
    }

    /// Lines for standard error, whatever the format.
    fn warnings(&self) -> Vec<String> {
        Vec::new()
    }

    /// As JSON.
    fn json(&self, layout: Layout) -> serde_json::Result<String>;
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
            pub(crate) fn write(self, report: &dyn Report, style: Style<'_>) -> Result<Answer, Failure> {
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
    /// One table: all rankings with every node a column, or the first table of the verb; with -o a file for each table
    Csv => csv::write,
    /// Markdown tables
    Markdown => markdown::write,
}

/// The result as JSON, as the library writes it.
fn json(report: &dyn Report, style: Style<'_>) -> Result<Answer, Failure> {
    let text = report.json(style.layout).map_err(|error| Failure::unwritten("JSON", error))?;
    Ok(Answer::of(text + "\n"))
}
