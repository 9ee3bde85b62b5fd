//! Columns side by side, aligned by their width on a terminal, within a given width.
//!
//! Table crates were not used because none of them takes these two steps: leaving out the columns that matter least, and
//! shortening names, so that they stay distinct, instead of breaking them into further lines.

use std::collections::BTreeSet;

use super::text::{Cut, longest_part, shortened, visible, width, wrapped};
use super::{Column, Role, column};

/// Between two columns.
const GAP: &str = "  ";

/// Names are not shortened below this.
const SHORTEST: usize = 6;

/// Words are broken into lines of this width or more before names are shortened.
const LONG: usize = 24;

/// Words are not broken into lines below this, whatever the terminal.
const SHORT: usize = 8;

/// A set of columns of known widths.
pub(super) struct Grid {
    /// Each with its widths.
    columns: Vec<(Column, Width)>,
    /// How many did not fit.
    left_out: usize,
}

/// The width of a column, in columns of a terminal.
#[derive(Clone, Copy)]
struct Width {
    /// As it is shown.
    now: usize,
    /// As far as it can be shortened.
    least: usize,
}

impl Grid {
    /// The columns with room for their widest cells.
    pub(super) fn new(columns: Vec<Column>) -> Self {
        Self { columns: columns.into_iter().map(measured).collect(), left_out: 0 }
    }

    /// Fitted into a number of terminal columns, if there is a limit, as far as possible. Columns are left out from the
    /// right: empty ones, then optional ones. Long words are broken into lines, which loses nothing; details are left out for
    /// want of whose room names would coincide; the longest names are shortened, down to the width at which they are still
    /// distinct; and at last words are broken into lines that are shorter still.
    pub(super) fn within(mut self, limit: Option<usize>) -> Self {
        let Some(limit) = limit.filter(|limit| self.width() > *limit) else { return self };
        self.leave_out(|grid| grid.width() > limit, Column::is_empty);
        self.leave_out(|grid| grid.width() > limit, |column| column.role == Role::Optional);
        self.break_words(limit, |column| longest(column).max(LONG));
        for (column, width) in self.columns.iter_mut().filter(|(column, _)| column.role == Role::Name) {
            width.least = (SHORTEST..width.now).find(|room| distinct_cut(column, *room).is_some()).unwrap_or(width.now);
        }
        self.leave_out(|grid| grid.least_width() > limit, |column| column.role.is_detail());
        self.narrow(limit);
        self.break_words(limit, |column| longest(column).max(SHORT));
        self.break_words(limit, |_| SHORT);
        for (column, width) in self.columns.iter_mut().filter(|(column, _)| column.role == Role::Name) {
            shorten(column, width.now);
        }
        self
    }

    /// Breaks words into lines of this width or more, while the columns do not fit.
    fn break_words(&mut self, limit: usize, least: impl Fn(&Column) -> usize) {
        for (column, wide) in self.columns.iter_mut().filter(|(column, _)| column.role == Role::Word) {
            wide.least = wide.now.min(least(column).max(width(&column.heading)));
        }
        self.narrow(limit);
        for (_, width) in &mut self.columns {
            width.least = width.now;
        }
    }

    /// Narrows the widest columns that may be narrower, while the columns do not fit.
    fn narrow(&mut self, limit: usize) {
        while self.width() > limit
            && let Some(width) = self.widest()
        {
            width.now -= 1;
        }
    }

    /// Leaves out columns of a sort, the last first, while this is needed.
    fn leave_out(&mut self, is_needed: impl Fn(&Self) -> bool, may_go: impl Fn(&Column) -> bool) {
        while is_needed(self)
            && let Some(last) = self.columns.iter().rposition(|(column, _)| may_go(column))
        {
            self.columns.remove(last);
            self.left_out += 1;
        }
    }

    /// How many columns were left out.
    pub(super) fn left_out(&self) -> usize {
        self.left_out
    }

    /// The heading, a rule, and a line for each row.
    pub(super) fn lines(&self) -> Vec<String> {
        let rule = self.columns.iter().map(|(_, width)| "─".repeat(width.now)).collect::<Vec<_>>().join(GAP);
        let rows = column::height(self.columns.iter().map(|(column, _)| column));
        let mut lines = self.line(|column| &column.heading);
        lines.push(rule);
        lines.extend((0..rows).flat_map(|row| self.line(|column| column.cell(row))));
        lines
    }

    /// The width of all columns and the gaps between them.
    fn width(&self) -> usize {
        self.columns.iter().map(|(_, width)| width.now).sum::<usize>() + self.gaps()
    }

    /// The same with all names shortened as far as they can be.
    fn least_width(&self) -> usize {
        self.columns.iter().map(|(_, width)| width.least).sum::<usize>() + self.gaps()
    }

    /// The width of the gaps between columns.
    fn gaps(&self) -> usize {
        GAP.len() * self.columns.len().saturating_sub(1)
    }

    /// The width of the widest column that may still be shortened.
    fn widest(&mut self) -> Option<&mut Width> {
        let widths = self.columns.iter_mut().map(|(_, width)| width);
        widths.filter(|width| width.now > width.least).max_by_key(|width| width.now)
    }

    /// The same cell of each column, on one line, or on several where a word is broken.
    fn line<'a>(&'a self, cell: impl Fn(&'a Column) -> &'a str) -> Vec<String> {
        let parts = |(column, wide): &'a (Column, Width)| match column.role {
            Role::Word => wrapped(cell(column), Some(wide.now)),
            _ => vec![cell(column).to_owned()],
        };
        let cells: Vec<Vec<String>> = self.columns.iter().map(parts).collect();
        let set = |part: usize, (column, wide): &(Column, Width), parts: &Vec<String>| {
            let text = parts.get(part).map_or("", String::as_str);
            let room = " ".repeat(wide.now.saturating_sub(width(text)));
            if column.role.is_number() { format!("{room}{text}") } else { format!("{text}{room}") }
        };
        let line = |part: usize| {
            let set = self.columns.iter().zip(&cells).map(|(column, parts)| set(part, column, parts));
            set.collect::<Vec<_>>().join(GAP).trim_end().to_owned()
        };
        (0..cells.iter().map(Vec::len).max().unwrap_or_default()).map(line).collect()
    }
}

/// The width of the longest part of a column's cells that no line need break.
fn longest(column: &Column) -> usize {
    column.cells.iter().map(|cell| longest_part(cell)).max().unwrap_or_default()
}

/// The column with its control characters made visible, and its width.
fn measured(mut column: Column) -> (Column, Width) {
    for text in texts(&mut column) {
        *text = visible(text).into_owned();
    }
    let now = texts(&mut column).map(|text| width(text)).max().unwrap_or_default();
    (column, Width { now, least: now })
}

/// Cuts all texts of a column to its width.
fn shorten(column: &mut Column, wide: usize) {
    let cut = distinct_cut(column, wide).unwrap_or(Cut::End);
    column.heading = shortened(&column.heading, wide, Cut::End);
    for cell in &mut column.cells {
        *cell = shortened(cell, wide, cut);
    }
}

/// Where cells can be cut to a width so that no two different ones become the same; none where they cannot. What holds
/// for a width holds for every larger one.
fn distinct_cut(column: &Column, wide: usize) -> Option<Cut> {
    let different: BTreeSet<&str> = column.cells.iter().map(String::as_str).collect();
    let is_distinct = |cut: &Cut| {
        let short: BTreeSet<String> = different.iter().map(|text| shortened(text, wide, *cut)).collect();
        short.len() == different.len()
    };
    [Cut::End, Cut::Middle].into_iter().find(is_distinct)
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
    fn long_words_are_broken_into_lines_before_names_are_shortened() {
        let formula = "100·(92.4 − 82.1)/82.1 of the year before";
        let grid = Grid::new(vec![
            column(Role::Name, "Node", ["market_entities", "population"]),
            column(Role::Word, "Formula", [formula, "1"]),
            column(Role::Number, "Result", ["12.5", "7"]),
        ]);
        assert_eq!(
            grid.within(Some(49)).lines(),
            [
                "Node             Formula                   Result",
                "───────────────  ────────────────────────  ──────",
                "market_entities  100·(92.4 − 82.1)/82.1      12.5",
                "                 of the year before",
                "population       1                              7",
            ]
        );
    }

    #[test]
    fn names_are_never_shortened_until_two_coincide() {
        let named =
            |cells| Grid::new(vec![column(Role::Name, "Subject", cells), column(Role::Number, "S", ["1", "2"])]);
        let cells = |grid: &Grid| grid.columns[0].0.cells.clone();
        // 13 columns are left for names of 21.
        let departments = named(["Department of Finance", "Department of Culture"]).within(Some(16));
        assert_eq!(cells(&departments), ["Depart…inance", "Depart…ulture"]);
        // They differ in their middle only, from the twelfth letter on: cut to 13, whatever the terminal.
        let middle = named(["Prefecture A of the province", "Prefecture B of the province"]).within(Some(1));
        assert_eq!(cells(&middle), ["Prefecture A…", "Prefecture B…"]);
    }

    #[test]
    fn empty_columns_give_way_first_and_details_before_names_coincide() {
        let grid = || {
            Grid::new(vec![
                column(Role::Name, "Subject", ["Prefecture A", "Prefecture B"]),
                column(Role::Number, "Score", ["2.00", "1.00"]),
                column(Role::Detail, "Base", ["2.00", "1.00"]),
                column(Role::Number, "Trend", ["–", "–"]),
                column(Role::Optional, "Green", ["3.00", "4.00"]),
            ])
        };
        let headings = |limit| {
            let fitted = grid().within(Some(limit));
            fitted.columns[1..].iter().map(|(column, _)| column.heading.clone()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(headings(39), "Score Base Trend Green");
        assert_eq!(headings(38), "Score Base Green");
        assert_eq!(headings(31), "Score Base");
        // Cut in the middle, names of 6 columns are distinct.
        assert_eq!(headings(19), "Score Base");
        assert_eq!(headings(18), "Score");
    }

    #[test]
    fn nothing_from_a_document_breaks_a_line() {
        let lines = Grid::new(vec![column(Role::Name, "Subject", ["a\nb", "\u{1b}[1m"])]).lines();
        assert_eq!(lines[2..], [r"a\nb", r"\u{1b}[1m"]);
    }
}
