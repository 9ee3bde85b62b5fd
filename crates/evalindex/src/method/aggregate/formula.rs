//! What aggregates show of a score: the children's weights and scores, put into the formula.

use super::children::Parts;
use super::field::Field;
use crate::number::{Exact, Formula, Function};

/// The formula of one subject's score, with its numbers.
pub(crate) type FormulaOfOne<'a> = dyn Fn(&Weighed<'_>) -> Option<Formula> + 'a;

/// The formula of the score of the subject in this row, with its numbers.
pub(crate) type FormulaOfAll<'a> = dyn Fn(&Field<'_>, usize) -> Option<Formula> + 'a;

/// How an aggregate shows a score.
pub(crate) enum Shows<'a> {
    /// From one subject's scores.
    One(Box<FormulaOfOne<'a>>),
    /// From the scores of all subjects together.
    All(Box<FormulaOfAll<'a>>),
}

/// One present child that counts, its weight as declared.
#[derive(Clone, Debug)]
pub(crate) struct Operand {
    /// Its weight in the unit of the declared ones.
    pub(crate) weight: Exact,
    /// Its score.
    pub(crate) score: Exact,
}

/// The present children of a node, at least one, in the order of the document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Weighed<'a> {
    /// The children as aggregates take them.
    pub(crate) parts: Parts<'a>,
    /// The same with weights as declared.
    pub(crate) operands: &'a [Operand],
}

impl Weighed<'_> {
    /// The total of the weights.
    pub(super) fn total(&self) -> Exact {
        self.operands.iter().map(|one| &one.weight).sum()
    }

    /// Whether all children are present.
    pub(super) fn is_complete(&self) -> bool {
        self.total() == *self.parts.declared_total
    }

    /// Whether one of the scores counts as 0.
    pub(super) fn has_nothing(&self) -> bool {
        self.operands.iter().any(|one| self.parts.near.compare(&one.score, &Exact::ZERO).is_eq())
    }

    /// The sum of the weights times a function of each score.
    pub(super) fn weighted(&self, of: impl Fn(&Exact) -> Formula) -> Formula {
        Formula::sum(self.operands.iter().map(|one| Formula::from(&one.weight) * of(&one.score)))
    }

    /// The same, divided by the total of the weights; of one child its function alone.
    pub(super) fn mean(&self, of: impl Fn(&Exact) -> Formula) -> Formula {
        match self.operands {
            [only] => of(&only.score),
            _ => self.weighted(of) / self.total(),
        }
    }

    /// A function of all scores; of one child its score.
    pub(super) fn among(&self, function: Function) -> Formula {
        match self.operands {
            [only] => (&only.score).into(),
            all => Formula::Call(function, all.iter().map(|one| (&one.score).into()).collect()),
        }
    }
}
