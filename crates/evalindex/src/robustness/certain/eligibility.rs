//! Who can lose a score, or get one, by weights that are allowed.

use rust_decimal::Decimal;

use super::WeightRegion;
use super::lead::Field;
use crate::model::{RankedId, Row, TreePart, VetoEffect};

impl Field<'_> {
    /// Whether a subject can be left without any score by weights that are allowed: where it lacks a figure, and weights can
    /// be 0 or dimensions ask for a least part of theirs.
    pub(super) fn can_vanish(&self, subject: RankedId) -> bool {
        let weights_vanish = match self.freedom {
            WeightRegion::Within(range) => range >= Decimal::ONE,
            WeightRegion::Free | WeightRegion::Ordered => true,
        };
        !self.complete[subject] && (weights_vanish || !self.linear)
    }

    /// How many subjects that are not ranked now can be, by weights that are allowed: where dimensions ask for a least part of
    /// theirs.
    pub(super) fn can_appear(&self) -> usize {
        let nodes = self.view.scored.tree.nodes();
        let asks = nodes.iter().any(|node| match &node.part {
            TreePart::Inner(inner) => inner.min_coverage.is_some(),
            TreePart::Leaf(_) => false,
        });
        let lacks_nothing_else = |row: &Row| {
            let vetoed = self.view.adjusted[*row].veto(VetoEffect::Unranked).is_some();
            self.view.aggregated.score(self.view.scored.tree.top(), *row).is_none()
                && self.view.aggregated.barred(*row).is_none()
                && !vetoed
        };
        if asks { self.view.scored.subjects.ids().filter(lacks_nothing_else).count() } else { 0 }
    }
}
