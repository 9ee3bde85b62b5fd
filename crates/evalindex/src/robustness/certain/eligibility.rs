//! Who can lose a score, or get one, by weights that are allowed.

use rust_decimal::Decimal;

use super::WeightRegion;
use super::lead::Field;
use crate::model::{TreePart, VetoEffect};

impl Field<'_> {
    /// Whether a subject can be left without any score by weights that are allowed: where it lacks a figure, and weights can
    /// be 0 or dimensions ask for a least part of theirs.
    pub(super) fn can_vanish(&self, subject: usize) -> bool {
        let weights_vanish = match self.freedom {
            WeightRegion::Within(range) => range >= Decimal::ONE,
            WeightRegion::Free | WeightRegion::Ordered => true,
        };
        self.complete.get(subject) != Some(&true) && (weights_vanish || !self.linear)
    }

    /// How many subjects that are not ranked now can be, by weights that are allowed: where dimensions ask for a least part of
    /// theirs.
    pub(super) fn can_appear(&self) -> usize {
        let nodes = self.view.scored.tree.nodes();
        let asks = nodes.iter().any(|node| match &node.part {
            TreePart::Inner(inner) => inner.min_coverage.is_some(),
            TreePart::Leaf(_) => false,
        });
        let lacks_nothing_else = |place: &usize| {
            let vetoed = self.view.adjusted.get(*place).is_some_and(|one| one.veto(VetoEffect::Unranked).is_some());
            self.view.aggregated.score(self.view.scored.tree.top(), *place).is_none()
                && self.view.aggregated.barred(*place).is_none()
                && !vetoed
        };
        let subjects = 0..self.view.scored.subjects.len();
        if asks { subjects.filter(lacks_nothing_else).count() } else { 0 }
    }
}
