//! Eligibility: which subjects can lose a score, or get one, within the weight region.

use super::existence::{Existence, existence};
use super::lead::Field;
use super::mean_tree::PerMean;
use crate::engine::Presence;
use crate::model::{RankedId, Row, VetoEffect};

impl Field<'_> {
    /// Whether weights in the region can leave a subject without a score.
    pub(super) fn can_vanish(&self, subject: RankedId) -> bool {
        self.existence(subject, self.top) != Existence::Always
    }

    /// The unranked subjects that weights in the region can give a score, with what nodes have one.
    pub(super) fn appearing(&self) -> Vec<PerMean<Existence>> {
        let lacks_nothing_else = |row: &Row| {
            let vetoed = self.view.adjusted[*row].veto(VetoEffect::Unranked).is_some();
            self.view.aggregated.presence(self.view.scored.tree.top(), *row) != Presence::Present
                && self.view.aggregated.barred(*row).is_none()
                && !vetoed
        };
        let rows = self.view.scored.subjects.ids().filter(lacks_nothing_else);
        let found = rows.map(|row| existence(self.view, &self.nodes, self.region, row));
        found.filter(|nodes| !nodes[self.top].is_never()).collect()
    }
}
