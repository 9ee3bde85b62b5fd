//! Results as CSV (RFC 4180): the table for machines where a result has one, else its sheets one after another. Unless it
//! is asked for raw, hidden characters are spelt out, and no text is a formula to a spreadsheet.

use std::borrow::Cow;

use csv::{Terminator, Writer, WriterBuilder};

use super::sheet::{Sheet, Table};
use super::{Column, Report, Role, Style, column, visible};
use crate::failure::Failure;
use crate::lang::{Lang, line};
use crate::output::Answer;

/// The table, or the sheets; title, notes and the lines below sheets become remarks.
pub(super) fn write(report: &dyn Report, style: Style) -> Result<Answer, Failure> {
    let mut remarks: Vec<String> = report.about().lines(style.lang).collect();
    let result = if let Some(table) = report.table() {
        text(style, |out| out.table(table))?
    } else {
        let sheets = report.sheets();
        remarks.extend(sheets.iter().flat_map(below));
        let facts = |sheet: &Sheet| facts(sheet, style.lang);
        let all = sheets.iter().flat_map(|sheet| std::iter::once(sheet.clone()).chain(facts(sheet)));
        text(style, |out| out.sheets(&all.collect::<Vec<_>>()))?
    };
    Ok(Answer::of(result).with_remarks(remarks))
}

/// The text of what a function writes.
fn text(style: Style, write: impl FnOnce(&mut Records) -> csv::Result<()>) -> Result<String, Failure> {
    let writer = WriterBuilder::new().terminator(Terminator::CRLF).flexible(true).from_writer(Vec::new());
    let mut records = Records { writer, raw: style.csv_raw };
    write(&mut records).map_err(|error| Failure::unwritten("CSV", error))?;
    let bytes = records.writer.into_inner().map_err(|error| Failure::unwritten("CSV", error))?;
    String::from_utf8(bytes).map_err(|error| Failure::unwritten("CSV", error))
}

/// A writer of records.
struct Records {
    writer: Writer<Vec<u8>>,
    /// Whether texts are written as they are.
    raw: bool,
}

impl Records {
    /// The headings and the records.
    fn table(&mut self, table: Table<'_>) -> csv::Result<()> {
        self.texts(table.headings)?;
        table.records.into_iter().try_for_each(|record| self.texts(record.iter().map(String::as_str)))
    }

    /// Every row of every sheet, led by the title; sheets of other columns start with a heading of their own.
    fn sheets(&mut self, sheets: &[Sheet]) -> csv::Result<()> {
        let mut headings: Vec<&str> = Vec::new();
        for sheet in sheets {
            let columns = sheet.csv_columns();
            let own: Vec<&str> = columns.iter().map(|column| column.heading.as_str()).collect();
            if own != headings {
                self.texts(std::iter::once("sheet").chain(own.iter().copied()))?;
                headings = own;
            }
            for row in 0..column::height(columns) {
                let title = self.safe(&sheet.title);
                let cells = columns.iter().map(|column| self.cell(column, row));
                let record: Vec<_> = std::iter::once(title).chain(cells).collect();
                self.writer.write_record(record.iter().map(AsRef::<str>::as_ref))?;
            }
        }
        Ok(())
    }

    /// A record of texts.
    fn texts<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>) -> csv::Result<()> {
        let record: Vec<_> = texts.into_iter().map(|text| self.safe(text)).collect();
        self.writer.write_record(record.iter().map(AsRef::<str>::as_ref))
    }

    /// The cell of a row. Numbers are the program's own: signs in them are no formulas.
    fn cell<'c>(&self, column: &'c Column, row: usize) -> Cow<'c, str> {
        let cell = column.cell(row);
        if column.role.is_number() { Cow::Borrowed(cell) } else { self.safe(cell) }
    }

    /// The text as it is written.
    fn safe<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.raw { Cow::Borrowed(text) } else { defused(text) }
    }
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

/// The figures about the whole of a sheet as a sheet of their own, where there are any.
fn facts(sheet: &Sheet, lang: Lang) -> Option<Sheet> {
    let title = format!("{}: {}", sheet.title, lang.say(line::DIAGNOSTICS));
    let (names, values) = sheet.facts.iter().cloned().unzip::<_, _, Vec<_>, Vec<_>>();
    let columns = vec![
        Column::new(Role::Word, lang.say(line::DIAGNOSTIC), names),
        Column::new(Role::Word, lang.say(line::VALUE), values),
    ];
    (!sheet.facts.is_empty()).then(|| Sheet::new(title, columns))
}

/// The lines below a sheet, each led by its title.
fn below(sheet: &Sheet) -> impl Iterator<Item = String> {
    sheet.below.iter().map(|line| visible(&format!("{}: {line}", sheet.title)).into_owned())
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
