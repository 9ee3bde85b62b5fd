//! The figures of one input by row: in one piece where most rows have one, else only those that are given.

use std::collections::BTreeMap;

use super::observation::Observation;
use super::short_figures::ShortFigures;

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
    /// In one piece, all digits in 64 bits.
    Short(ShortFigures),
    /// In one piece.
    Dense(Vec<Observation>),
    Sparse(BTreeMap<usize, Observation>),
}

impl Default for Store {
    fn default() -> Self {
        Self::Short(ShortFigures::default())
    }
}

impl FigureColumn {
    /// Sets a figure, and returns the one that it replaces.
    pub(crate) fn put(&mut self, row: usize, figure: Observation) -> Observation {
        let before = self.cells.get(row);
        if before.is_none() {
            // A missing figure is none.
            if figure == Observation::Missing {
                return Observation::Missing;
            }
            self.given = self.given.saturating_add(1);
            let rows = self.rows_end().max(row.saturating_add(1));
            let is_piece = rows <= self.given.saturating_mul(ROWS_FOR_A_FIGURE).saturating_add(FREE);
            if is_piece == matches!(self.cells, Store::Sparse(_)) {
                self.cells = std::mem::take(&mut self.cells).turned();
            }
        }
        self.cells.set(row, figure);
        before.unwrap_or_default()
    }

    /// The figure of a row.
    #[inline]
    pub(crate) fn get(&self, row: usize) -> Observation {
        self.cells.get(row).unwrap_or_default()
    }

    /// The digits and the scales of some rows, one after the other, where all figures are in one piece and their digits in
    /// 64 bits; a scale above [`Decimal::MAX_SCALE`](rust_decimal::Decimal::MAX_SCALE) stands for no figure.
    pub(crate) fn piece(&self, first: usize, count: usize) -> Option<(&[i64], &[u8])> {
        if let Store::Short(cells) = &self.cells { cells.piece(first, count) } else { None }
    }

    /// The number of the last row with a figure, plus 1; 0 where there is none.
    pub(crate) fn rows_end(&self) -> usize {
        match &self.cells {
            Store::Short(cells) => cells.len(),
            Store::Dense(cells) => cells.len(),
            Store::Sparse(cells) => cells.last_key_value().map_or(0, |(row, _)| row.saturating_add(1)),
        }
    }

    /// The rows that have a figure, in order.
    pub(crate) fn rows(&self) -> impl Iterator<Item = usize> {
        self.cells.all().filter(|(_, cell)| *cell != Observation::Missing).map(|(row, _)| row)
    }
}

impl Store {
    /// The figure of a row; none where none was set, nor one in a later row of a piece.
    #[inline]
    fn get(&self, row: usize) -> Option<Observation> {
        match self {
            Self::Short(cells) => cells.get(row),
            Self::Dense(cells) => cells.get(row).copied(),
            Self::Sparse(cells) => cells.get(&row).copied(),
        }
    }

    fn set(&mut self, row: usize, figure: Observation) {
        if let Self::Short(cells) = self {
            if cells.set(row, figure) {
                return;
            }
            *self = Self::Dense(cells.iter().collect());
        }
        match self {
            Self::Short(_) => {}
            Self::Dense(cells) => {
                let rows = cells.len().max(row.saturating_add(1));
                cells.resize(rows, Observation::Missing);
                if let Some(cell) = cells.get_mut(row) {
                    *cell = figure;
                }
            }
            Self::Sparse(cells) => {
                cells.insert(row, figure);
            }
        }
    }

    /// Every row that is kept with its figure, in order.
    fn all(&self) -> impl Iterator<Item = (usize, Observation)> {
        let (mut short, mut dense, mut sparse) = (None, None, None);
        match self {
            Self::Short(cells) => short = Some(cells.iter().enumerate()),
            Self::Dense(cells) => dense = Some(cells.iter().copied().enumerate()),
            Self::Sparse(cells) => sparse = Some(cells.iter().map(|(row, cell)| (*row, *cell))),
        }
        let in_one_piece = short.into_iter().flatten().chain(dense.into_iter().flatten());
        in_one_piece.chain(sparse.into_iter().flatten())
    }

    /// The same figures kept in the other way: by row, or in one piece.
    fn turned(self) -> Self {
        if let Self::Sparse(cells) = self {
            let mut piece = Self::default();
            for (row, figure) in cells {
                piece.set(row, figure);
            }
            return piece;
        }
        Self::Sparse(self.all().filter(|(_, cell)| *cell != Observation::Missing).collect())
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

    fn figure(row: usize) -> Observation {
        Observation::Value(Decimal::from(row))
    }

    #[test]
    fn figures_are_found_however_they_are_kept() {
        let mut column = FigureColumn::default();
        // From the last row to the first: sparse, then dense.
        for row in (0..1_000).rev().step_by(2) {
            assert_eq!(column.put(row, figure(row)), Observation::Missing);
            assert_eq!(column.rows_end(), 1_000);
        }
        assert!(matches!(column.cells, Store::Short(_)));
        assert_eq!((column.get(999), column.get(998), column.rows().count()), (figure(999), Observation::Missing, 500));
        // A row far away: sparse again.
        column.put(1_000_000, figure(7));
        assert!(matches!(column.cells, Store::Sparse(_)));
        assert_eq!(column.put(999, Observation::NotApplicable), figure(999));
        assert_eq!((column.get(1_000_000), column.get(1), column.rows_end()), (figure(7), figure(1), 1_000_001));
    }

    #[test]
    fn one_long_figure_is_kept_with_the_short_ones() {
        let long = Observation::Value(Decimal::MAX);
        let mut column = FigureColumn::default();
        column.put(0, figure(1));
        column.put(2, long);
        column.put(5, figure(2));
        assert!(matches!(column.cells, Store::Dense(_)));
        assert_eq!([0, 1, 2, 5].map(|row| column.get(row)), [figure(1), Observation::Missing, long, figure(2)]);
        assert_eq!((column.rows().collect::<Vec<_>>(), column.piece(0, 1)), (vec![0, 2, 5], None));
        assert_eq!(column.put(2, figure(3)), long);
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
