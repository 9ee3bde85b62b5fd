//! Eligibility: which subjects can lose a score, or get one, within the weight region.

use rust_decimal::Decimal;

use super::WeightRegion;
use super::lead::Field;
use crate::engine::Presence;
use crate::model::{RankedId, Row, TreePart, VetoEffect};

impl Field<'_> {
    /// Whether weights in the region can leave a subject without a score: it lacks a figure, and weights can be 0 or a
    /// dimension requires a coverage.
    pub(super) fn can_vanish(&self, subject: RankedId) -> bool {
        let weights_vanish = match self.region {
            WeightRegion::Within(range) => range >= Decimal::ONE,
            WeightRegion::Free | WeightRegion::Ordered => true,
        };
        !self.complete[subject] && (weights_vanish || !self.linear)
    }

    /// The number of unranked subjects that weights in the region can give a score: where a dimension requires a
    /// coverage.
    pub(super) fn can_appear(&self) -> usize {
        let nodes = self.view.scored.tree.nodes();
        let requires_coverage = nodes.iter().any(|node| match &node.part {
            TreePart::Inner(inner) => inner.min_coverage.is_some(),
            TreePart::Leaf(_) => false,
        });
        let lacks_nothing_else = |row: &Row| {
            let vetoed = self.view.adjusted[*row].veto(VetoEffect::Unranked).is_some();
            self.view.aggregated.presence(self.view.scored.tree.top(), *row) != Presence::Present
                && self.view.aggregated.barred(*row).is_none()
                && !vetoed
        };
        if requires_coverage { self.view.scored.subjects.ids().filter(lacks_nothing_else).count() } else { 0 }
    }
}
