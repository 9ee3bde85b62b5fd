//! The whole index evaluated again with another figure of one subject.

use rust_decimal::Decimal;

use crate::engine::{Prepared, View, grade_numbers};
use crate::model::{Draft, IndexId, Observation, Row};
use crate::order::Rank;
use crate::support::Interrupt;

/// An index to be evaluated again and again with other figures of one subject.
pub(super) struct Again<'a> {
    prepared: &'a Prepared,
    id: IndexId,
    view: &'a View<'a>,
    row: Row,
    draft: Draft,
}

/// The place and the grade of a subject, by their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) rank: Rank,
    /// From 0 for the best; none where it has none.
    pub(super) grade: Option<usize>,
}

impl<'a> Again<'a> {
    pub(super) fn new((prepared, id): (&'a Prepared, IndexId), view: &'a View<'a>, row: Row) -> Self {
        Self { prepared, id, view, row, draft: prepared.calibrated_from(id).clone() }
    }

    /// The place with this figure of an input; none where the index cannot be scored then, or the subject has no place.
    pub(super) fn with(&mut self, input: &str, figure: Decimal) -> Option<Place> {
        let subject = self.view.scored.subjects[self.row].number();
        let before = self.draft.values.set(input, subject, Observation::Value(figure));
        let place = self.placed();
        self.draft.values.set(input, subject, before);
        place
    }

    fn placed(&self) -> Option<Place> {
        let adjusted = self.prepared.recalibrated(self.id, &self.draft, Interrupt::NEVER).ok()?;
        let shares = self.prepared.shares_again(self.id, &adjusted).ok()?;
        let declared = (self.view.draft, self.view.index);
        let view = View::new(declared, &adjusted, &shares, Interrupt::NEVER).ok()?;
        Place::of(&view, self.row)
    }
}

impl Place {
    /// The place of the subject of a row.
    pub(super) fn of(view: &View<'_>, row: Row) -> Option<Self> {
        let placed = view.placed(view.index.ranking.ties);
        let (at, (_, rank)) = placed.iter().find(|(_, (one, _))| one.row == row)?;
        Some(Self { rank: *rank, grade: grade_numbers(view, &placed)[at] })
    }
}
