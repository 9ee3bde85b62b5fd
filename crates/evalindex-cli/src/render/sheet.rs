//! Sheets: what verbs beside the ranking show, as a title and columns, in any format but JSON.

use csv::{Terminator, WriterBuilder};

use super::columns::Column;
use super::grid::Grid;
use super::{Page, markdown};
use crate::failure::Failure;
use crate::text::visible;

/// A title, columns, and lines below.
#[derive(Clone, Debug)]
pub(crate) struct Sheet {
    pub(crate) title: String,
    pub(crate) columns: Vec<Column>,
    pub(crate) below: Vec<String>,
}

/// How sheets are written; JSON has a shape of its own for each verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum SheetFormat {
    /// Tables for reading
    Table,
    /// The whole result
    Json,
    /// One CSV table; a first column tells sheets apart
    Csv,
    /// Markdown tables
    Markdown,
}

impl SheetFormat {
    /// The result in this format: from the sheets, or from what is serialised as JSON.
    pub(crate) fn render(self, sheets: &[Sheet], json: &impl serde::Serialize, page: &Page) -> Result<String, Failure> {
        match self {
            Self::Table => Ok(sheets.iter().map(|sheet| table(sheet, page)).collect::<Vec<_>>().join("\n")),
            Self::Json => super::json::render(json),
            Self::Csv => csv(sheets),
            Self::Markdown => Ok(sheets.iter().map(markdown::sheet).collect::<Vec<_>>().join("\n")),
        }
    }
}

impl SheetFormat {
    /// What there is to say beside the result: the lines below tables, where the format has no place for them.
    pub(crate) fn remarks(self, sheets: &[Sheet]) -> Vec<String> {
        let lines = |sheet: &Sheet| {
            sheet.below.iter().map(|line| visible(&format!("{}: {line}", sheet.title)).into_owned()).collect::<Vec<_>>()
        };
        if self == Self::Csv { sheets.iter().flat_map(lines).collect() } else { Vec::new() }
    }
}

fn table(sheet: &Sheet, page: &Page) -> String {
    let grid = Grid::new(sheet.columns.clone());
    let grid = match page.width {
        Some(limit) => grid.within(limit),
        None => grid,
    };
    let mut lines = vec![visible(&sheet.title).into_owned()];
    lines.extend(grid.lines());
    if grid.left_out() > 0 {
        lines.push((page.words.left_out)(grid.left_out()));
    }
    lines.extend(sheet.below.iter().map(|line| visible(line).into_owned()));
    lines.join("\n") + "\n"
}

/// Every row of every sheet; sheets of other columns start with a heading of their own.
fn csv(sheets: &[Sheet]) -> Result<String, Failure> {
    let fail =
        |reason: &dyn std::fmt::Display| Failure::refused(format!("the result cannot be written as CSV: {reason}"));
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).flexible(true).from_writer(Vec::new());
    let mut heading: Vec<&str> = Vec::new();
    for sheet in sheets {
        let columns: Vec<&str> = sheet.columns.iter().map(|column| column.heading.as_str()).collect();
        if columns != heading {
            writer
                .write_record(std::iter::once("sheet").chain(columns.iter().copied()))
                .map_err(|error| fail(&error))?;
            heading = columns;
        }
        let rows = sheet.columns.iter().map(|column| column.cells.len()).max().unwrap_or_default();
        for row in 0..rows {
            let cells = sheet.columns.iter().map(|column| column.cells.get(row).map_or("", String::as_str));
            writer.write_record(std::iter::once(sheet.title.as_str()).chain(cells)).map_err(|error| fail(&error))?;
        }
    }
    let bytes = writer.into_inner().map_err(|error| fail(&error))?;
    String::from_utf8(bytes).map_err(|error| fail(&error))
}
