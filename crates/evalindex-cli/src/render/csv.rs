//! Results as CSV (RFC 4180): the table for machines where a result has one, else its sheets one after another.

use csv::{Terminator, Writer, WriterBuilder};

use super::sheet::{Sheet, Table};
use super::{Report, column, visible};
use crate::failure::Failure;
use crate::lang::Lang;
use crate::output::Answer;

/// The table, or the sheets; the lines below sheets become remarks.
pub(super) fn write(report: &dyn Report, _: Lang) -> Result<Answer, Failure> {
    if let Some(table) = report.table() {
        return Ok(Answer::of(text(|writer| write_table(writer, table))?));
    }
    let sheets = report.sheets();
    let result = text(|writer| write_sheets(writer, &sheets))?;
    Ok(Answer { result, remarks: sheets.iter().flat_map(remarks).collect() })
}

/// The text of what a function writes.
fn text(write: impl FnOnce(&mut Writer<Vec<u8>>) -> csv::Result<()>) -> Result<String, Failure> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).flexible(true).from_writer(Vec::new());
    write(&mut writer).map_err(|error| Failure::unwritten("CSV", error))?;
    let bytes = writer.into_inner().map_err(|error| Failure::unwritten("CSV", error))?;
    String::from_utf8(bytes).map_err(|error| Failure::unwritten("CSV", error))
}

/// The headings and the records.
fn write_table(writer: &mut Writer<Vec<u8>>, table: Table<'_>) -> csv::Result<()> {
    writer.write_record(table.headings)?;
    table.records.into_iter().try_for_each(|record| writer.write_record(record))
}

/// Every row of every sheet, led by the title; sheets of other columns start with a heading of their own.
fn write_sheets(writer: &mut Writer<Vec<u8>>, sheets: &[Sheet]) -> csv::Result<()> {
    let mut headings: Vec<&str> = Vec::new();
    for sheet in sheets {
        let columns = sheet.columns();
        let own: Vec<&str> = columns.iter().map(|column| column.heading.as_str()).collect();
        if own != headings {
            writer.write_record(std::iter::once("sheet").chain(own.iter().copied()))?;
            headings = own;
        }
        for row in 0..column::height(columns) {
            let cells = columns.iter().map(|column| column.cell(row));
            writer.write_record(std::iter::once(sheet.title.as_str()).chain(cells))?;
        }
    }
    Ok(())
}

/// The lines below a sheet, each led by its title.
fn remarks(sheet: &Sheet) -> impl Iterator<Item = String> {
    sheet.below.iter().map(|line| visible(&format!("{}: {line}", sheet.title)).into_owned())
}
