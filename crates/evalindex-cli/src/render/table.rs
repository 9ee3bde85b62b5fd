//! Results as tables for reading, within the width of the terminal.

use terminal_size::{Width, terminal_size_of};

use super::grid::Grid;
use super::sheet::{Body, Sheet};
use super::text::wrapped;
use super::{Report, Style, visible};
use crate::failure::Failure;
use crate::lang::Lang;
use crate::output::Answer;

/// The title of the document, a table for each sheet, and the notes, with a blank line between them.
#[expect(clippy::unnecessary_wraps, reason = "other formats can fail")]
pub(super) fn write(report: &dyn Report, Style { lang, .. }: Style<'_>) -> Result<Answer, Failure> {
    let (width, about) = (width(), report.about());
    let block = |texts: Vec<String>| {
        let lines = texts.iter().map(|text| lines(text, width)).collect::<String>();
        (!lines.is_empty()).then_some(lines)
    };
    let title = block(about.title.map(|title| visible(title).into_owned()).into_iter().collect());
    let tables = report.sheets().into_iter().map(|sheet| table(sheet, lang, width));
    let notes = block(about.note_lines(lang).collect());
    Ok(Answer::of(title.into_iter().chain(tables).chain(notes).collect::<Vec<_>>().join("\n")))
}

/// The lines of a text, each on lines of at most this many columns, where there is a limit.
fn lines(text: &str, width: Option<usize>) -> String {
    text.lines().flat_map(|line| wrapped(line, width)).map(|line| line + "\n").collect()
}

/// The lines of a text within the width of the terminal.
pub(crate) fn within_terminal(text: &str) -> String {
    lines(text, width())
}

/// The title, the table as far as it fits, and the lines below.
fn table(sheet: Sheet, lang: Lang, width: Option<usize>) -> String {
    let mut lines = wrapped(&visible(&sheet.title), width);
    let below: Vec<String> = sheet.lines_below().collect();
    match sheet.body {
        Body::Text(text) => lines.extend(wrapped(text, width)),
        Body::Columns(columns) if columns.is_empty() => {}
        Body::Columns(columns) => {
            let grid = Grid::new(columns).within(width);
            lines.extend(grid.lines());
            if grid.left_out() > 0 {
                lines.extend(wrapped(&lang.columns_left_out(grid.left_out()), width));
            }
        }
    }
    let indent = if sheet.heading_below.is_some() { "  " } else { "" };
    lines.extend(sheet.heading_below.map(str::to_owned));
    let room = width.map(|width| width.saturating_sub(indent.len()));
    let below = below.iter().flat_map(|line| wrapped(&visible(line), room));
    lines.extend(below.map(|line| format!("{indent}{line}")));
    lines.join("\n") + "\n"
}

/// The columns that a table may take: `COLUMNS` where it is set to a number, else those of the terminal on standard
/// output; `None` where the output goes to a file or a pipe.
fn width() -> Option<usize> {
    declared(std::env::var("COLUMNS").ok().as_deref())
        .or_else(|| terminal_size_of(std::io::stdout()).map(|(Width(columns), _)| usize::from(columns)))
        .filter(|columns| *columns > 0)
}

/// The width that `COLUMNS` declares, where it is a positive number.
fn declared(columns: Option<&str>) -> Option<usize> {
    columns?.trim().parse().ok().filter(|columns| *columns > 0)
}

#[cfg(test)]
mod tests {
    use super::declared;

    #[test]
    fn only_a_positive_number_declares_a_width() {
        assert_eq!(declared(Some("80")), Some(80));
        for none in [None, Some(""), Some("0"), Some("wide"), Some("-1")] {
            assert_eq!(declared(none), None);
        }
    }
}
