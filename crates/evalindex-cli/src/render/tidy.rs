//! Tidy tables, the form of results for machines: a row for each item, ids beside names, plain numbers, one figure a cell.

use evalindex::Decimal;
use evalindex::number::Exact;

use super::sheet::{Sheet, Table};
use crate::lang::{Lang, Line, line};

/// A table for machines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tidy {
    /// What it holds, in one word: the name of its file.
    pub(super) name: &'static str,
    /// Its columns, all of the same height.
    pub(super) columns: Vec<TidyColumn>,
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TidyColumn {
    /// The heading.
    pub(super) heading: String,
    /// Whether the cells are numbers of the program, in which signs are no formulas.
    pub(super) is_number: bool,
    /// A cell for each row.
    pub(super) cells: Vec<String>,
}

/// A builder of a table with a row for each of these items.
#[derive(Debug)]
pub(crate) struct Items<'a, T> {
    /// The language of headings.
    lang: Lang,
    /// The items.
    rows: &'a [T],
    /// The table made so far.
    tidy: Tidy,
}

impl Tidy {
    /// A table of these items, without columns.
    pub(crate) fn of<'a, T>(name: &'static str, lang: Lang, items: &'a [T]) -> Items<'a, T> {
        Items { lang, rows: items, tidy: Self { name, columns: Vec::new() } }
    }

    /// The number of rows.
    pub(super) fn height(&self) -> usize {
        self.columns.first().map_or(0, |column| column.cells.len())
    }
}

impl<'a, T> Items<'a, T> {
    /// With a column of texts; empty where an item has none.
    pub(crate) fn text(self, heading: Line, cell: impl Fn(&'a T) -> Option<String>) -> Self {
        let heading = self.lang.key(heading);
        self.headed(heading, false, cell)
    }

    /// With a column of numbers in plain digits; empty where an item has none.
    pub(crate) fn number(self, heading: Line, cell: impl Fn(&'a T) -> Option<Decimal>) -> Self {
        let heading = self.lang.key(heading);
        self.headed(heading, true, |item| cell(item).map(plain))
    }

    /// With a column of numbers that are written already, such as ranks and published scores.
    pub(crate) fn written(self, heading: Line, cell: impl Fn(&'a T) -> Option<String>) -> Self {
        let heading = self.lang.key(heading);
        self.headed(heading, true, cell)
    }

    /// With a column under a heading of two parts.
    pub(crate) fn part(
        self,
        [heading, of]: [Line; 2],
        is_number: bool,
        cell: impl Fn(&'a T) -> Option<String>,
    ) -> Self {
        let heading = self.lang.joined_key(heading, of);
        self.headed(heading, is_number, cell)
    }

    /// With a column whose heading is an id or a name of the document.
    pub(crate) fn headed(mut self, heading: String, is_number: bool, cell: impl Fn(&'a T) -> Option<String>) -> Self {
        let cells = self.rows.iter().map(|item| cell(item).unwrap_or_default()).collect();
        self.tidy.columns.push(TidyColumn { heading, is_number, cells });
        self
    }

    /// With further columns, where they are needed.
    pub(crate) fn when(self, needed: bool, further: impl FnOnce(Self) -> Self) -> Self {
        if needed { further(self) } else { self }
    }

    /// The table.
    pub(crate) fn table(self) -> Tidy {
        self.tidy
    }
}

/// The tables of all sheets: those of one name as one table, led by the index where they are of one; a column that only some
/// of them have is empty in the others.
pub(super) fn joined(sheets: &[Sheet], lang: Lang) -> Vec<Table<'_>> {
    let all = || sheets.iter().flat_map(|sheet| sheet.tidy.iter().map(move |tidy| (sheet.index.as_deref(), tidy)));
    let mut names: Vec<&'static str> = Vec::new();
    for (_, tidy) in all() {
        if !names.contains(&tidy.name) {
            names.push(tidy.name);
        }
    }
    let table = |name: &'static str| {
        let parts: Vec<(Option<&str>, &Tidy)> = all().filter(|(_, tidy)| tidy.name == name).collect();
        let led = parts.iter().any(|(index, _)| index.is_some());
        let columns = columns_of(&parts);
        let heading = led.then(|| lang.say(line::CSV_INDEX).to_owned());
        Table {
            name,
            headings: heading.into_iter().chain(columns.iter().map(|(heading, _)| (*heading).to_owned())).collect(),
            numbers: led.then_some(false).into_iter().chain(columns.iter().map(|(_, is_number)| *is_number)).collect(),
            records: Box::new(parts.into_iter().flat_map(move |(index, tidy)| records(led, index, tidy, &columns))),
        }
    };
    names.into_iter().map(table).collect()
}

/// The headings of all parts of a table, each once, with whether they are of numbers.
fn columns_of<'a>(parts: &[(Option<&str>, &'a Tidy)]) -> Vec<(&'a str, bool)> {
    let mut columns: Vec<(&str, bool)> = Vec::new();
    for column in parts.iter().flat_map(|(_, tidy)| &tidy.columns) {
        if columns.iter().all(|(heading, _)| *heading != column.heading) {
            columns.push((&column.heading, column.is_number));
        }
    }
    columns
}

/// The records of one part of a table.
fn records<'a>(
    led: bool,
    index: Option<&'a str>,
    tidy: &'a Tidy,
    columns: &[(&str, bool)],
) -> impl Iterator<Item = Vec<String>> + use<'a> {
    let own = |heading: &str| tidy.columns.iter().find(|column| column.heading == heading);
    let own: Vec<Option<&TidyColumn>> = columns.iter().map(|(heading, _)| own(heading)).collect();
    (0..tidy.height()).map(move |row| {
        let index = led.then(|| index.unwrap_or_default().to_owned());
        let cell =
            |column: Option<&TidyColumn>| column.and_then(|column| column.cells.get(row)).cloned().unwrap_or_default();
        index.into_iter().chain(own.iter().copied().map(cell)).collect()
    })
}

/// A number in plain digits, as many as a decimal has.
pub(crate) fn all_digits(value: &Exact) -> Option<String> {
    value.to_decimal().map(|value| value.to_string())
}

/// A number in plain digits, without trailing zeros.
pub(crate) fn plain(number: Decimal) -> String {
    number.normalize().to_string()
}
