//! Columns side by side, aligned by their width on a terminal, within a given width.
//!
//! Table crates were not used because none of them takes these two steps: leaving out the columns that matter least, and
//! shortening names instead of breaking them into further lines.

use super::text::{shortened, visible, width};
use super::{Column, Role, column};

/// Between two columns.
const GAP: &str = "  ";

/// Names are not shortened below this.
const SHORTEST: usize = 6;

/// A set of columns of known widths.
pub(super) struct Grid {
    /// Each with its width.
    columns: Vec<(Column, usize)>,
    /// How many did not fit.
    left_out: usize,
}

impl Grid {
    /// The columns with room for their widest cells.
    pub(super) fn new(columns: Vec<Column>) -> Self {
        Self { columns: columns.into_iter().map(measured).collect(), left_out: 0 }
    }

    /// Fitted into a number of terminal columns, if there is a limit, as far as possible: optional columns are left out
    /// from the right, then the longest names are shortened.
    pub(super) fn within(mut self, limit: Option<usize>) -> Self {
        let Some(limit) = limit else { return self };
        while self.width() > limit
            && let Some(last) = self.columns.iter().rposition(|(column, _)| column.role == Role::Optional)
        {
            self.columns.remove(last);
            self.left_out += 1;
        }
        while self.width() > limit
            && let Some((_, wide)) = self.longest_name()
        {
            *wide -= 1;
        }
        for (column, wide) in &mut self.columns {
            shorten(column, *wide);
        }
        self
    }

    /// How many columns were left out.
    pub(super) fn left_out(&self) -> usize {
        self.left_out
    }

    /// The heading, a rule, and a line for each row.
    pub(super) fn lines(&self) -> Vec<String> {
        let rule = self.columns.iter().map(|(_, wide)| "─".repeat(*wide)).collect::<Vec<_>>().join(GAP);
        let rows = column::height(self.columns.iter().map(|(column, _)| column));
        let mut lines = vec![self.line(|column| &column.heading), rule];
        lines.extend((0..rows).map(|row| self.line(|column| column.cell(row))));
        lines
    }

    /// The width of all columns and the gaps between them.
    fn width(&self) -> usize {
        let gaps = GAP.len() * self.columns.len().saturating_sub(1);
        self.columns.iter().map(|(_, wide)| wide).sum::<usize>() + gaps
    }

    /// The widest column of names that may still be shortened.
    fn longest_name(&mut self) -> Option<&mut (Column, usize)> {
        let names = self.columns.iter_mut().filter(|(column, wide)| column.role == Role::Name && *wide > SHORTEST);
        names.max_by_key(|(_, wide)| *wide)
    }

    /// One line, of the same cell of each column.
    fn line<'a>(&'a self, cell: impl Fn(&'a Column) -> &'a str) -> String {
        let set = |(column, wide): &'a (Column, usize)| {
            let text = cell(column);
            let room = " ".repeat(wide.saturating_sub(width(text)));
            if column.role.is_number() { format!("{room}{text}") } else { format!("{text}{room}") }
        };
        self.columns.iter().map(set).collect::<Vec<_>>().join(GAP).trim_end().to_owned()
    }
}

/// The column with its control characters made visible, and its width.
fn measured(mut column: Column) -> (Column, usize) {
    for text in texts(&mut column) {
        *text = visible(text).into_owned();
    }
    let wide = texts(&mut column).map(|text| width(text)).max().unwrap_or_default();
    (column, wide)
}

/// Cuts all texts of a column to its width.
fn shorten(column: &mut Column, wide: usize) {
    for text in texts(column) {
        *text = shortened(text, wide);
    }
}

/// The heading and the cells.
fn texts(column: &mut Column) -> impl Iterator<Item = &mut String> {
    std::iter::once(&mut column.heading).chain(&mut column.cells)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(role: Role, heading: &str, cells: [&str; 2]) -> Column {
        Column::new(role, heading, cells.map(str::to_owned))
    }

    fn grid() -> Grid {
        Grid::new(vec![
            column(Role::Number, "名次", ["1", "10"]),
            column(Role::Name, "对象", ["太原市", "Lüliang City"]),
            column(Role::Number, "得分", ["87.53", "100.00"]),
            column(Role::Optional, "创新驱动", ["91.20", "–"]),
            column(Role::Optional, "绿色", ["8.00", "70.00"]),
        ])
    }

    #[test]
    fn columns_line_up_with_chinese_names() {
        assert_eq!(
            grid().lines(),
            [
                "名次  对象            得分  创新驱动   绿色",
                "────  ────────────  ──────  ────────  ─────",
                "   1  太原市         87.53     91.20   8.00",
                "  10  Lüliang City  100.00         –  70.00",
            ]
        );
    }

    #[test]
    fn optional_columns_go_first_from_the_right_then_names_are_shortened() {
        let fits = grid().within(Some(43));
        assert_eq!((fits.left_out(), fits.width()), (0, 43));
        let one = grid().within(Some(42));
        assert_eq!((one.left_out(), one.width()), (1, 36));
        let both = grid().within(Some(26));
        assert_eq!((both.left_out(), both.width()), (2, 26));
        let short = grid().within(Some(23));
        assert_eq!(
            short.lines(),
            [
                "名次  对象         得分",
                "────  ─────────  ──────",
                "   1  太原市      87.53",
                "  10  Lüliang …  100.00"
            ]
        );
    }

    #[test]
    fn numbers_and_a_rest_of_the_names_stay_however_narrow() {
        let narrowest = grid().within(Some(1));
        assert_eq!(narrowest.lines()[3], "  10  Lülia…  100.00");
    }

    #[test]
    fn nothing_from_a_document_breaks_a_line() {
        let lines = Grid::new(vec![column(Role::Name, "Subject", ["a\nb", "\u{1b}[1m"])]).lines();
        assert_eq!(lines[2..], [r"a\nb", r"\u{1b}[1m"]);
    }
}
