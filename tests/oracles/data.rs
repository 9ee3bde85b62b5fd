//! Where the published data lie, how their tables are read, and their figures as exact decimals.

use std::env;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use evalindex::Decimal;
use serde_json::Value;

/// The folder of all oracle data; `None`, said on standard error, when there is none and none is required.
pub(crate) fn root() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/oracles");
    let root = env::var_os("EVALINDEX_ORACLES").map_or_else(beside, PathBuf::from);
    if root.is_dir() {
        return Some(root);
    }
    let absence = format!("no oracle data at {}", root.display());
    assert!(env::var_os("EVALINDEX_ORACLES_REQUIRED").is_none_or(|required| required != "1"), "{absence}");
    let thread = std::thread::current();
    // Past the capture of test output, so that a run without data never looks like a run with them.
    writeln!(std::io::stderr(), "{}: skipped: {absence}", thread.name().unwrap_or("oracles"))
        .expect("standard error can be written");
    None
}

/// The folder of one data set, as [`root`].
pub(crate) fn folder(set: &str) -> Option<PathBuf> {
    root().map(|root| root.join(set))
}

/// A JSON file of a data set.
pub(crate) fn json(folder: &Path, file: &str) -> Value {
    serde_json::from_str(&text(folder, file)).unwrap_or_else(|fault| panic!("{file} is not JSON: {fault}"))
}

fn text(folder: &Path, file: &str) -> String {
    let path = folder.join(file);
    fs::read_to_string(&path).unwrap_or_else(|fault| panic!("{} cannot be read: {fault}", path.display()))
}

/// A CSV table with a header line; an empty cell, or `NA`, is a missing figure.
#[derive(Debug)]
pub(crate) struct Table {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// One line of a [`Table`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'a> {
    columns: &'a [String],
    cells: &'a [String],
}

impl Table {
    /// Reads a file of a data set.
    pub(crate) fn read(folder: &Path, file: &str) -> Self {
        let text = text(folder, file);
        let mut lines = csv::Reader::from_reader(text.as_bytes());
        let columns = lines.headers().expect("a header line").iter().map(str::to_owned).collect();
        let rows = lines
            .records()
            .map(|line| line.unwrap_or_else(|fault| panic!("{file}: {fault}")).iter().map(str::to_owned).collect())
            .collect();
        Self { columns, rows }
    }

    /// The lines, in the order of the file.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|cells| Row { columns: &self.columns, cells })
    }

    /// The columns after the first one, which names the line.
    pub(crate) fn figures(&self) -> &[String] {
        &self.columns[1..]
    }
}

impl<'a> Row<'a> {
    /// The first cell: what the line is about.
    pub(crate) fn key(&self) -> &'a str {
        &self.cells[0]
    }

    /// A cell as it stands.
    pub(crate) fn text(&self, column: &str) -> &'a str {
        let position = self.columns.iter().position(|name| name == column);
        &self.cells[position.unwrap_or_else(|| panic!("no column {column} among {:?}", self.columns))]
    }

    /// A cell's figure; none where the cell is empty or `NA`.
    pub(crate) fn figure(&self, column: &str) -> Option<Decimal> {
        Some(self.text(column)).filter(|text| !["", "NA"].contains(text)).map(figure)
    }
}

/// The figure that a text holds, exactly; with or without an exponent.
pub(crate) fn figure(text: &str) -> Decimal {
    exact(text).unwrap_or_else(|| panic!("{text} is no figure of at most 28 decimals"))
}

fn exact(text: &str) -> Option<Decimal> {
    let (digits, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let mut value = Decimal::from_str_exact(digits).ok()?;
    let scale = i32::try_from(value.scale()).ok()?.checked_sub(exponent.parse().ok()?)?;
    value.set_scale(u32::try_from(scale.max(0)).ok()?).ok()?;
    (scale..0).try_fold(value, |value, _| value.checked_mul(Decimal::TEN))
}

/// The figure of a JSON number.
pub(crate) fn number(value: &Value) -> Decimal {
    assert!(value.is_number(), "{value} is no number");
    figure(&value.to_string())
}

/// The figures of a JSON array of numbers.
pub(crate) fn numbers(value: &Value) -> Vec<Decimal> {
    value.as_array().unwrap_or_else(|| panic!("{value} is no array")).iter().map(number).collect()
}

/// Exponents move the point and lose nothing.
#[test]
fn figures_are_read_exactly() {
    for (text, plain) in [
        ("1e-05", "0.00001"),
        ("1.9999999999999999e-06", "0.0000019999999999999999"),
        ("-2.50", "-2.50"),
        ("1.25E1", "12.5"),
        ("3e+02", "300"),
    ] {
        assert_eq!(figure(text).to_string(), plain, "{text}");
    }
}
