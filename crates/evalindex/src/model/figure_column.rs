//! The figures of one input by row: in one piece where most rows have one, else only those that are given.

use std::collections::BTreeMap;

use super::observation::Observation;

/// A column in one piece has at most this many rows for each figure that it was given, and [`FREE`] rows more.
const ROWS_FOR_A_FIGURE: usize = 32;
/// The number of rows that are never too many.
const FREE: usize = 64;

/// The figures of one input by row; missing where none was set. The memory is in proportion to the figures set.
#[derive(Clone, Debug, Default)]
pub(crate) struct FigureColumn {
    cells: Store,
    /// The number of figures set in new rows.
    given: usize,
}

#[derive(Clone, Debug)]
enum Store {
    Dense(Vec<Observation>),
    Sparse(BTreeMap<usize, Observation>),
}

impl Default for Store {
    fn default() -> Self {
        Self::Dense(Vec::new())
    }
}

impl FigureColumn {
    /// Sets a figure, and returns the one that it replaces.
    pub(crate) fn put(&mut self, row: usize, figure: Observation) -> Observation {
        let cell = match &mut self.cells {
            Store::Dense(cells) => cells.get_mut(row),
            Store::Sparse(cells) => cells.get_mut(&row),
        };
        if let Some(cell) = cell {
            return std::mem::replace(cell, figure);
        }
        self.add(row, figure);
        Observation::Missing
    }

    /// Adds a figure in a new row.
    fn add(&mut self, row: usize, figure: Observation) {
        // A missing figure is none.
        if figure == Observation::Missing {
            return;
        }
        self.given = self.given.saturating_add(1);
        let rows = self.rows_end().max(row.saturating_add(1));
        let is_dense = rows <= self.given.saturating_mul(ROWS_FOR_A_FIGURE).saturating_add(FREE);
        if is_dense != matches!(self.cells, Store::Dense(_)) {
            self.cells = std::mem::take(&mut self.cells).turned();
        }
        match &mut self.cells {
            Store::Dense(cells) => {
                if cells.len() < rows {
                    cells.resize(rows, Observation::Missing);
                }
                if let Some(cell) = cells.get_mut(row) {
                    *cell = figure;
                }
            }
            Store::Sparse(cells) => {
                cells.insert(row, figure);
            }
        }
    }

    /// The figure of a row.
    #[inline]
    pub(crate) fn get(&self, row: usize) -> &Observation {
        let cell = match &self.cells {
            Store::Dense(cells) => cells.get(row),
            Store::Sparse(cells) => cells.get(&row),
        };
        cell.unwrap_or(&Observation::Missing)
    }

    /// The number of the last row with a figure, plus 1; 0 where there is none.
    pub(crate) fn rows_end(&self) -> usize {
        match &self.cells {
            Store::Dense(cells) => cells.len(),
            Store::Sparse(cells) => cells.last_key_value().map_or(0, |(row, _)| row.saturating_add(1)),
        }
    }

    /// The rows that have a figure, in order.
    pub(crate) fn rows(&self) -> impl Iterator<Item = usize> {
        let (dense, sparse) = match &self.cells {
            Store::Dense(cells) => (Some(cells.iter().enumerate()), None),
            Store::Sparse(cells) => (None, Some(cells.iter().map(|(row, cell)| (*row, cell)))),
        };
        let all = dense.into_iter().flatten().chain(sparse.into_iter().flatten());
        all.filter(|(_, cell)| **cell != Observation::Missing).map(|(row, _)| row)
    }
}

impl Store {
    /// The same figures kept in the other way.
    fn turned(self) -> Self {
        match self {
            Self::Dense(cells) => {
                let set = cells.into_iter().enumerate().filter(|(_, cell)| *cell != Observation::Missing);
                Self::Sparse(set.collect())
            }
            Self::Sparse(set) => {
                let rows = set.last_key_value().map_or(0, |(row, _)| row.saturating_add(1));
                let mut cells = vec![Observation::Missing; rows];
                for (row, figure) in set {
                    if let Some(cell) = cells.get_mut(row) {
                        *cell = figure;
                    }
                }
                Self::Dense(cells)
            }
        }
    }
}

impl PartialEq for FigureColumn {
    fn eq(&self, other: &Self) -> bool {
        self.rows().eq(other.rows()) && self.rows().all(|row| self.get(row) == other.get(row))
    }
}

impl Eq for FigureColumn {}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;

    #[test]
    fn figures_are_found_however_they_are_kept() {
        let mut column = FigureColumn::default();
        let figure = |row: usize| Observation::Value(Decimal::from(row));
        // From the last row to the first: sparse, then dense.
        for row in (0..1_000).rev().step_by(2) {
            assert_eq!(column.put(row, figure(row)), Observation::Missing);
            assert_eq!(column.rows_end(), 1_000);
        }
        assert!(matches!(column.cells, Store::Dense(_)));
        assert_eq!(
            (column.get(999), column.get(998), column.rows().count()),
            (&figure(999), &Observation::Missing, 500)
        );
        // A row far away: sparse again.
        column.put(1_000_000, figure(7));
        assert!(matches!(column.cells, Store::Sparse(_)));
        assert_eq!(column.put(999, Observation::NotApplicable), figure(999));
        assert_eq!((column.get(1_000_000), column.get(1), column.rows_end()), (&figure(7), &figure(1), 1_000_001));
    }

    #[test]
    fn a_missing_figure_takes_no_room() {
        let mut column = FigureColumn::default();
        column.put(5, Observation::Missing);
        assert_eq!((column.rows_end(), &column), (0, &FigureColumn::default()));
        column.put(5, Observation::NotApplicable);
        column.put(5, Observation::Missing);
        assert_eq!((column.rows().next(), &column), (None, &FigureColumn::default()));
    }
}
