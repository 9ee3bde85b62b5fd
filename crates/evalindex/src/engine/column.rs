//! The scores of one node for all subjects, in 64 bits where they fit.

use crate::model::{Ids, Observation, OfRow, PerRow, Row, SubjectId};
use crate::number::Score;

/// Why a node has or has not a score for a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    /// It has a score.
    Present,
    /// It lacks data.
    Missing,
    /// It does not apply.
    NotApplicable,
}

/// The scores of one node, one for each row.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    units: Units,
    /// None while every row has a score.
    presence: Option<PerRow<Presence>>,
}

/// Units of 10⁻¹², in 64 bits while all of them fit (±9.2 million points).
#[derive(Clone, Debug)]
enum Units {
    Narrow(PerRow<i64>),
    Wide(PerRow<i128>),
}

impl Column {
    /// An empty column with room for this number of rows.
    pub(crate) fn with_capacity(rows: usize) -> Self {
        Self { units: Units::Narrow(PerRow::with_capacity(rows)), presence: None }
    }

    /// A column in which no row has a score.
    pub(crate) fn absent(subjects: &PerRow<SubjectId>, presence: Presence) -> Self {
        Self { units: Units::Narrow(subjects.filled(0)), presence: Some(subjects.filled(presence)) }
    }

    /// A column in which every row has a score.
    pub(crate) fn full(units: PerRow<i64>) -> Self {
        Self { units: Units::Narrow(units), presence: None }
    }

    /// Adds the next row's score.
    pub(crate) fn push(&mut self, score: Score) {
        self.push_units(score.units());
        if let Some(presence) = &mut self.presence {
            presence.push(Presence::Present);
        }
    }

    /// Adds a row without a score.
    pub(crate) fn push_absent(&mut self, absent: Presence) {
        let units = &self.units;
        let presence = self.presence.get_or_insert_with(|| match units {
            Units::Narrow(units) => units.filled(Presence::Present),
            Units::Wide(units) => units.filled(Presence::Present),
        });
        presence.push(absent);
        self.push_units(0);
    }

    /// Adds the next row's score, or why it has none.
    pub(crate) fn push_either(&mut self, score: Result<Score, Presence>) {
        match score {
            Ok(score) => self.push(score),
            Err(absent) => self.push_absent(absent),
        }
    }

    /// The rows.
    pub(crate) fn rows(&self) -> Ids<OfRow> {
        match &self.units {
            Units::Narrow(units) => units.ids(),
            Units::Wide(units) => units.ids(),
        }
    }

    /// Whether a row has a score, and if not why.
    pub(crate) fn presence(&self, row: Row) -> Presence {
        self.presence.as_ref().map_or(Presence::Present, |presence| presence[row])
    }

    /// A row's score in units of 10⁻¹² as the nearest binary float: for draws, which only decide ranks.
    #[allow(clippy::cast_precision_loss, reason = "the nearest float is meant")]
    pub(crate) fn near(&self, row: Row) -> Option<f64> {
        if self.presence(row) != Presence::Present {
            return None;
        }
        Some(match &self.units {
            Units::Narrow(units) => units[row] as f64,
            Units::Wide(units) => units[row] as f64,
        })
    }

    /// A row's score.
    pub(crate) fn get(&self, row: Row) -> Option<Score> {
        self.score(row).ok()
    }

    /// A row's score, or why it has none.
    pub(crate) fn score(&self, row: Row) -> Result<Score, Presence> {
        let units = match (self.presence(row), &self.units) {
            (Presence::Present, Units::Narrow(units)) => i128::from(units[row]),
            (Presence::Present, Units::Wide(units)) => units[row],
            (absent, _) => return Err(absent),
        };
        // All units come from scores.
        Score::from_units(units).ok_or(Presence::Missing)
    }

    /// The scores of some rows, in this order.
    pub(crate) fn of_some(&self, rows: &[Row]) -> Self {
        let mut some = Self::with_capacity(rows.len());
        for row in rows {
            some.push_either(self.score(*row));
        }
        some
    }

    /// The scores as the values of a rule.
    pub(crate) fn observations(&self) -> PerRow<Observation> {
        let observation = |row: Row| match self.score(row) {
            Ok(score) => Observation::Value(score.to_decimal()),
            Err(Presence::NotApplicable) => Observation::NotApplicable,
            Err(_) => Observation::Missing,
        };
        self.rows().map(observation).collect()
    }

    /// The scores in 64 bits, when every row has one and all of them fit.
    pub(crate) fn narrow(&self) -> Option<&[i64]> {
        match (&self.units, &self.presence) {
            (Units::Narrow(units), None) => Some(units.as_slice()),
            _ => None,
        }
    }

    fn push_units(&mut self, units: i128) {
        match (&mut self.units, i64::try_from(units)) {
            (Units::Narrow(all), Ok(narrow)) => {
                all.push(narrow);
            }
            (Units::Narrow(all), Err(_)) => {
                let mut wide = all.map(|_, narrow| i128::from(*narrow));
                wide.push(units);
                self.units = Units::Wide(wide);
            }
            (Units::Wide(all), _) => {
                all.push(units);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_scores_and_gaps_keep_their_rows() {
        let small = Score::from_units(5).unwrap();
        let large = Score::from_units(i128::from(i64::MAX) + 1).unwrap();
        let mut column = Column::with_capacity(3);
        column.push(small);
        assert_eq!(column.narrow(), Some(&[5][..]));
        column.push_absent(Presence::NotApplicable);
        column.push(large);
        let rows: Vec<Row> = column.rows().collect();
        assert_eq!(rows.iter().map(|row| column.get(*row)).collect::<Vec<_>>(), [Some(small), None, Some(large)]);
        assert_eq!(column.presence(rows[1]), Presence::NotApplicable);
        assert_eq!(column.narrow(), None);
    }
}
