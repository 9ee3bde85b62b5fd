//! Scores of one node for all subjects, as narrow as they fit.

use crate::model::Observation;
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

/// The scores of one node, one a subject.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    units: Units,
    /// Empty while every subject has a score.
    presence: Vec<Presence>,
}

/// Units of 10⁻¹², in 64 bits while all of them fit (±9.2 million points).
#[derive(Clone, Debug)]
enum Units {
    Narrow(Vec<i64>),
    Wide(Vec<i128>),
}

impl Column {
    /// An empty column with room for so many subjects.
    pub(crate) fn with_capacity(subjects: usize) -> Self {
        Self { units: Units::Narrow(Vec::with_capacity(subjects)), presence: Vec::new() }
    }

    /// A column in which no subject has a score.
    pub(crate) fn absent(subjects: usize, presence: Presence) -> Self {
        Self { units: Units::Narrow(vec![0; subjects]), presence: vec![presence; subjects] }
    }

    /// A column in which every subject has a score.
    pub(crate) fn full(units: Vec<i64>) -> Self {
        Self { units: Units::Narrow(units), presence: Vec::new() }
    }

    /// Adds the next subject's score.
    pub(crate) fn push(&mut self, score: Score) {
        self.push_units(score.units());
        if !self.presence.is_empty() {
            self.presence.push(Presence::Present);
        }
    }

    /// Adds a subject without a score.
    pub(crate) fn push_absent(&mut self, presence: Presence) {
        if self.presence.is_empty() {
            self.presence = vec![Presence::Present; self.len()];
        }
        self.push_units(0);
        self.presence.push(presence);
    }

    /// How many subjects there are.
    pub(crate) fn len(&self) -> usize {
        match &self.units {
            Units::Narrow(units) => units.len(),
            Units::Wide(units) => units.len(),
        }
    }

    /// Whether a subject has a score, and if not why.
    pub(crate) fn presence(&self, subject: usize) -> Presence {
        self.presence.get(subject).copied().unwrap_or(Presence::Present)
    }

    /// A subject's score in units of 10⁻¹², as near as a binary float comes: for draws, which only decide places.
    #[allow(clippy::cast_precision_loss, reason = "as near as it comes")]
    pub(crate) fn near(&self, subject: usize) -> Option<f64> {
        if self.presence(subject) != Presence::Present {
            return None;
        }
        match &self.units {
            Units::Narrow(units) => units.get(subject).map(|units| *units as f64),
            Units::Wide(units) => units.get(subject).map(|units| *units as f64),
        }
    }

    /// A subject's score.
    pub(crate) fn get(&self, subject: usize) -> Option<Score> {
        if self.presence(subject) != Presence::Present {
            return None;
        }
        let units = match &self.units {
            Units::Narrow(units) => units.get(subject).copied().map(i128::from),
            Units::Wide(units) => units.get(subject).copied(),
        };
        units.and_then(Score::from_units)
    }

    /// The scores of some subjects, in this order.
    pub(crate) fn of_some(&self, subjects: &[usize]) -> Self {
        let mut some = Self::with_capacity(subjects.len());
        for subject in subjects {
            match self.get(*subject) {
                Some(score) => some.push(score),
                None => some.push_absent(self.presence(*subject)),
            }
        }
        some
    }

    /// The scores as values that a rule takes.
    pub(crate) fn observations(&self) -> Vec<Observation> {
        let observation = |subject: usize| match (self.get(subject), self.presence(subject)) {
            (Some(score), _) => Observation::Value(score.to_decimal()),
            (None, Presence::NotApplicable) => Observation::NotApplicable,
            (None, _) => Observation::Missing,
        };
        (0..self.len()).map(observation).collect()
    }

    /// The scores in 64 bits, when every subject has one and all of them fit.
    pub(crate) fn narrow(&self) -> Option<&[i64]> {
        match &self.units {
            Units::Narrow(units) if self.presence.is_empty() => Some(units),
            _ => None,
        }
    }

    fn push_units(&mut self, units: i128) {
        match (&mut self.units, i64::try_from(units)) {
            (Units::Narrow(all), Ok(narrow)) => all.push(narrow),
            (Units::Narrow(all), Err(_)) => {
                let mut wide: Vec<i128> = all.iter().copied().map(i128::from).collect();
                wide.push(units);
                self.units = Units::Wide(wide);
            }
            (Units::Wide(all), _) => all.push(units),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_scores_and_gaps_keep_their_places() {
        let small = Score::from_units(5).unwrap();
        let large = Score::from_units(i128::from(i64::MAX) + 1).unwrap();
        let mut column = Column::with_capacity(3);
        column.push(small);
        assert_eq!(column.narrow(), Some(&[5][..]));
        column.push_absent(Presence::NotApplicable);
        column.push(large);
        assert_eq!(column.get(0), Some(small));
        assert_eq!(column.get(1), None);
        assert_eq!(column.presence(1), Presence::NotApplicable);
        assert_eq!(column.get(2), Some(large));
        assert_eq!((column.len(), column.narrow()), (3, None));
    }
}
