//! Figures by row whose digits fit 64 bits, nine bytes each: as most figures are.

use rust_decimal::Decimal;

use super::observation::Observation;

/// Stands in place of a scale where there is no figure.
const MISSING: u8 = u8::MAX;
const NOT_APPLICABLE: u8 = MISSING - 1;

/// Figures by row: digits and scales apart.
#[derive(Clone, Debug, Default)]
pub(super) struct ShortFigures {
    digits: Vec<i64>,
    scales: Vec<u8>,
}

impl ShortFigures {
    /// The number of rows.
    pub(super) fn len(&self) -> usize {
        self.digits.len()
    }

    /// The figure of a row; none beyond the last.
    #[inline]
    pub(super) fn get(&self, row: usize) -> Option<Observation> {
        let (digits, scale) = self.digits.get(row).zip(self.scales.get(row))?;
        Some(figure(*digits, *scale))
    }

    /// Sets the figure of a row; missing rows come before it where it lies beyond the last. False, and nothing is done,
    /// where 64 bits do not hold its digits.
    pub(super) fn set(&mut self, row: usize, figure: Observation) -> bool {
        let Some((digits, scale)) = parts(figure) else { return false };
        let rows = row.saturating_add(1);
        if self.len() < rows {
            self.digits.resize(rows, 0);
            self.scales.resize(rows, MISSING);
        }
        if let Some(cell) = self.digits.get_mut(row).zip(self.scales.get_mut(row)) {
            (*cell.0, *cell.1) = (digits, scale);
        }
        true
    }

    /// The figures in the order of the rows.
    pub(super) fn iter(&self) -> impl Iterator<Item = Observation> {
        self.digits.iter().zip(&self.scales).map(|(digits, scale)| figure(*digits, *scale))
    }

    /// The digits and the scales of some rows, one after the other; a scale above [`Decimal::MAX_SCALE`] stands for no
    /// figure. None beyond the last row.
    pub(super) fn piece(&self, first: usize, count: usize) -> Option<(&[i64], &[u8])> {
        let rows = first..first.checked_add(count)?;
        self.digits.get(rows.clone()).zip(self.scales.get(rows))
    }
}

fn figure(digits: i64, scale: u8) -> Observation {
    match scale {
        MISSING => Observation::Missing,
        NOT_APPLICABLE => Observation::NotApplicable,
        _ => Decimal::try_new(digits, scale.into()).map_or(Observation::Missing, Observation::Value),
    }
}

fn parts(figure: Observation) -> Option<(i64, u8)> {
    Some(match figure {
        Observation::Missing => (0, MISSING),
        Observation::NotApplicable => (0, NOT_APPLICABLE),
        Observation::Value(value) => (i64::try_from(value.mantissa()).ok()?, u8::try_from(value.scale()).ok()?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_come_out_as_they_went_in() {
        let mut figures = ShortFigures::default();
        let given = [
            Observation::Value(Decimal::new(1250, 2)),
            Observation::NotApplicable,
            Observation::Value(Decimal::new(i64::MIN, 28)),
            Observation::Missing,
            Observation::Value(Decimal::ZERO),
        ];
        for (row, figure) in given.into_iter().enumerate() {
            assert!(figures.set(row + 1, figure));
        }
        assert_eq!(figures.get(0), Some(Observation::Missing));
        assert!(figures.iter().skip(1).eq(given));
        assert_eq!(figures.get(1).map(|figure| format!("{figure:?}")), Some("Value(12.50)".to_owned()));
        assert_eq!(figures.get(6), None);
        assert_eq!(figures.piece(1, 2), Some((&[1250, 0][..], &[2, NOT_APPLICABLE][..])));
        assert_eq!(figures.piece(1, 6), None);
    }

    #[test]
    fn longer_digits_are_not_taken() {
        let mut figures = ShortFigures::default();
        let long = Decimal::from_i128_with_scale(i128::from(i64::MAX) + 1, 3);
        assert!(!figures.set(0, Observation::Value(long)));
        assert_eq!(figures.len(), 0);
    }
}
