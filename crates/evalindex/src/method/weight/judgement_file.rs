//! Files of judgements: objects of items and of rows of cells.

use rust_decimal::Decimal;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::error::{JudgementFault, WeightMethodError};

/// A file in the form of a method.
pub(super) fn parsed<T: DeserializeOwned>(text: &str) -> Result<T, WeightMethodError> {
    serde_json::from_str(text).map_err(|error| WeightMethodError::Unreadable(error.to_string()))
}

/// One judgement: a number, or a text of one.
#[derive(Deserialize)]
#[serde(transparent)]
pub(super) struct Cell(Value);

impl Cell {
    /// As it is written.
    pub(super) fn text(&self) -> String {
        match &self.0 {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        }
    }
}

/// Rows of plain numbers, and a fault for each cell that is none.
pub(super) struct NumberRows<'a> {
    items: &'a [String],
    faults: Vec<JudgementFault>,
}

impl<'a> NumberRows<'a> {
    /// Rows with a cell for each of these items.
    pub(super) fn of(items: &'a [String]) -> Self {
        Self { items, faults: Vec::new() }
    }

    /// The numbers of a row.
    pub(super) fn row(&mut self, name: &str, cells: &[Cell]) -> Vec<Decimal> {
        let mut row = Vec::with_capacity(cells.len());
        for (position, cell) in cells.iter().enumerate() {
            if let Ok(number) = Decimal::from_str_exact(&cell.text()) {
                row.push(number);
            } else {
                let item = self.items.get(position).map_or("", String::as_str);
                let what = format!("{name}, `{item}`");
                self.faults.push(JudgementFault::new(what, cell.0.to_string(), "a plain number"));
            }
        }
        row
    }

    /// Refuses the rows where there are faults.
    pub(super) fn all_read(self) -> Result<(), WeightMethodError> {
        WeightMethodError::unless_none(self.faults)
    }
}
