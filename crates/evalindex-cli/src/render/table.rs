//! Results as tables for reading, within the width of the terminal.

use terminal_size::{Width, terminal_size_of};

use super::grid::Grid;
use super::sheet::{Body, Sheet};
use super::{Report, visible};
use crate::failure::Failure;
use crate::lang::Lang;
use crate::output::Answer;

/// A table for each sheet, with a blank line between them.
#[expect(clippy::unnecessary_wraps, reason = "other formats can fail")]
pub(super) fn write(report: &dyn Report, lang: Lang) -> Result<Answer, Failure> {
    let width = width();
    let tables: Vec<String> = report.sheets().into_iter().map(|sheet| table(sheet, lang, width)).collect();
    Ok(Answer::of(tables.join("\n")))
}

/// The title, the table as far as it fits, and the lines below.
fn table(sheet: Sheet, lang: Lang, width: Option<usize>) -> String {
    let mut lines = vec![visible(&sheet.title).into_owned()];
    match sheet.body {
        Body::Text(text) => lines.push(text.to_owned()),
        Body::Columns(columns) => {
            let grid = Grid::new(columns).within(width);
            lines.extend(grid.lines());
            if grid.left_out() > 0 {
                lines.push(lang.columns_left_out(grid.left_out()));
            }
        }
    }
    let indent = if sheet.heading_below.is_some() { "  " } else { "" };
    lines.extend(sheet.heading_below.map(str::to_owned));
    lines.extend(sheet.below.iter().map(|line| format!("{indent}{}", visible(line))));
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
