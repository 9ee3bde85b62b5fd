//! The place of a subject: ties, the tie-break that decided, the grade.

use super::build::Builder;
use super::explanation::{DecidedTie, ExplainedPlace, GradeEdge};
use crate::engine::{RankedRow, quota_of};
use crate::model::Effect;
use crate::order::Rank;

impl Builder<'_> {
    /// The place; none where the subject has none.
    pub(super) fn standing(&self) -> Option<ExplainedPlace> {
        let ranked = self.ranked()?;
        let grade = ranked.grade.clone();
        let edge = grade.as_ref().and_then(|grade| {
            let grade = self.view.index.grades.iter().find(|one| one.name == grade.name)?;
            Some(GradeEdge {
                at_least: grade.at_least,
                at_most: grade.at_most,
                requires: grade.requires.clone(),
                max_share: grade.max_share,
                within: grade.within,
                quota: quota_of(self.view, &self.placed, grade, self.row),
            })
        });
        let others = || self.placed.values().filter(|(other, _)| other.row != self.row);
        let id = |other: &RankedRow| self.view.subject(other.row).id.clone();
        Some(ExplainedPlace {
            rank: ranked.rank,
            of: self.placed.len(),
            group: ranked.group.clone(),
            tied_with: others().filter(|(_, rank)| *rank == ranked.rank).map(|(other, _)| id(other)).collect(),
            tie_breaks: self.decided_ties(ranked.rank),
            grade,
            edge,
            vetoes: self.adjustments(|effect| matches!(effect, Effect::Veto(_))),
        })
    }

    /// The subjects of an equal total and another place, with what decided.
    fn decided_ties(&self, own_rank: Rank) -> Vec<DecidedTie> {
        let mut own = self.placed.values().filter(|(other, _)| other.row == self.row);
        let Some((own, _)) = own.next() else { return Vec::new() };
        let equal = self.placed.values().filter(|(other, rank)| other.class == own.class && *rank != own_rank);
        let equal: Vec<_> = equal.collect();
        if equal.is_empty() {
            return Vec::new();
        }
        let breakers = self.view.breakers();
        let decided = |(other, rank): &(RankedRow, Rank)| {
            let keys = breakers[self.row].iter().zip(&breakers[other.row]).zip(&self.view.index.ranking.tie_break);
            let by = keys.into_iter().find(|((mine, theirs), _)| mine != theirs).map(|(_, by)| by.name().to_owned());
            DecidedTie { with: self.view.subject(other.row).id.clone(), is_ahead: *rank < own_rank, by }
        };
        equal.into_iter().map(decided).collect()
    }
}
