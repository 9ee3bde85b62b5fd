//! Results as CSV (RFC 4180): one table, or each table in a file of a folder. Unless it is asked for raw, hidden characters
//! are spelt out, and no text is a formula to a spreadsheet.

use std::borrow::Cow;
use std::path::Path;

use csv::{Terminator, Writer, WriterBuilder};

use super::sheet::Table;
use super::{Report, Style, visible};
use crate::failure::Failure;
use crate::output::{Answer, File};

/// The first table, or a file for each; title, notes and the lines below sheets become remarks.
pub(super) fn write(report: &dyn Report, style: Style<'_>) -> Result<Answer, Failure> {
    let mut remarks: Vec<String> = report.about().lines(style.lang).collect();
    remarks.extend(report.below());
    let mut tables = report.tables().into_iter();
    if let Some(folder) = style.folder {
        let files = tables.map(|table| file(folder, table, style)).collect::<Result<_, _>>()?;
        return Ok(Answer::of(String::new()).with_remarks(remarks).with_files(files));
    }
    let first = tables.next();
    let others: Vec<&str> = tables.map(|table| table.name).collect();
    if let Some(first) = first.as_ref().filter(|_| !others.is_empty()) {
        remarks.push(style.lang.other_tables(first.name, &others));
    }
    let result = first.map(|table| text(table, style)).transpose()?.unwrap_or_default();
    Ok(Answer::of(result).with_remarks(remarks))
}

/// A table as a file of a folder.
fn file(folder: &Path, table: Table<'_>, style: Style<'_>) -> Result<File, Failure> {
    let path = folder.join(format!("{}.csv", table.name));
    Ok(File { path, text: text(table, style)? })
}

/// The headings and the records of a table.
fn text(table: Table<'_>, style: Style<'_>) -> Result<String, Failure> {
    let failed = |error: csv::Error| Failure::unwritten("CSV", error);
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    let safe = |text: &str, is_number: bool| -> String {
        if style.csv_raw || is_number { text.to_owned() } else { defused(text).into_owned() }
    };
    let record = |writer: &mut Writer<Vec<u8>>, cells: &[String], is_number: &dyn Fn(usize) -> bool| {
        let cells = cells.iter().enumerate().map(|(column, cell)| safe(cell, is_number(column)));
        writer.write_record(cells.collect::<Vec<_>>()).map_err(failed)
    };
    record(&mut writer, &table.headings, &|_| false)?;
    let is_number = |column: usize| table.numbers.get(column).copied().unwrap_or_default();
    for cells in table.records {
        record(&mut writer, &cells, &is_number)?;
    }
    let bytes = writer.into_inner().map_err(|error| Failure::unwritten("CSV", error))?;
    String::from_utf8(bytes).map_err(|error| Failure::unwritten("CSV", error))
}

/// The text with hidden characters spelt out, and with an apostrophe before it where a spreadsheet would take it for a
/// formula. Source: OWASP, CSV Injection.
fn defused(text: &str) -> Cow<'_, str> {
    const BEGINNINGS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    let shown = visible(text);
    if text.starts_with(BEGINNINGS) && !is_number(text) { Cow::Owned(format!("'{shown}")) } else { shown }
}

/// Whether the text is a plain number, such as -1.5.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    [whole, part].iter().all(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_text_and_numbers_stay_numbers() {
        for (text, written) in [
            ("=1+1", "'=1+1"),
            ("+1+1", "'+1+1"),
            ("-2+3", "'-2+3"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", r"'\t=1"),
            ("\r=1", r"'\r=1"),
            ("＝1", "'＝1"),
            ("-", "'-"),
            ("-1.5", "-1.5"),
            ("+2", "+2"),
            ("-1.", "'-1."),
            ("Datong", "Datong"),
            ("a=b", "a=b"),
            ("zero\u{200b}width", r"zero\u{200b}width"),
        ] {
            assert_eq!(defused(text), written);
        }
    }
}
