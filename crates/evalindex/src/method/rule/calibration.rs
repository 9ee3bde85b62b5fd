//! What a rule took from the data: kept in the result, and reusable on other data.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::sync::Arc;

use super::error::RuleError;
use crate::method::direction::Direction;
use crate::number::{Exact, Near};

/// What a rule took from the data before it scores: named statistics, such as `min` or `mean`, and, for a rule by place,
/// the values in order.
///
/// It is part of a result, so that new figures can be scored on it. Statistics are in the unit of the values, after any
/// transform; they are exact, so that a mean of 1/3 is 1/3.
///
/// ```
/// use evalindex::number::Exact;
/// use evalindex::rule::Calibration;
///
/// let values = [4, 9, 9, 2].map(Exact::from);
/// let calibration = Calibration::default().with("mean", Exact::from(6)).ordered(&values);
/// assert_eq!(calibration.statistic("mean")?, Exact::from(6));
/// let standing = calibration.standing(&Exact::from(9));
/// assert_eq!((standing.below, standing.equal, standing.above), (2, 2, 0));
/// # Ok::<(), evalindex::rule::RuleError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calibration {
    statistics: Vec<(Cow<'static, str>, Exact)>,
    order: Arc<Vec<Exact>>,
    constant: bool,
    /// A value of the order that is replaced by the one that is scored.
    replaced: Option<Exact>,
    /// What the later ones of several rules in turn took, each from the scores of the rule before it.
    then: Vec<Calibration>,
}

/// How many of the calibrated values are smaller, equal and larger than one value.
///
/// ```
/// use evalindex::model::Direction;
/// use evalindex::number::Exact;
/// use evalindex::rule::Calibration;
///
/// let calibration = Calibration::default().ordered(&[4, 9, 2].map(Exact::from));
/// let standing = calibration.standing(&Exact::from(4));
/// assert_eq!((standing.worse(Direction::Higher), standing.better(Direction::Lower)), (1, 1));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Standing {
    /// How many are smaller.
    pub below: usize,
    /// How many are equal, a subject itself among them.
    pub equal: usize,
    /// How many are larger.
    pub above: usize,
}

impl Standing {
    /// How many are strictly worse.
    pub fn worse(self, direction: Direction) -> usize {
        match direction {
            Direction::Higher => self.below,
            Direction::Lower => self.above,
        }
    }

    /// How many are strictly better: the competition place, less one.
    pub fn better(self, direction: Direction) -> usize {
        match direction {
            Direction::Higher => self.above,
            Direction::Lower => self.below,
        }
    }

    /// How many are compared: all calibrated values, and this one where it is not among them (a calibration of earlier data).
    pub fn count(self) -> usize {
        self.below.saturating_add(self.equal.max(1)).saturating_add(self.above)
    }
}

impl Calibration {
    /// With a named statistic, such as `min` or `mean`.
    pub fn with(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Exact>) -> Self {
        self.statistics.push((name.into(), value.into()));
        self
    }

    /// What was published of a calibration. Of an order only the number of values is, as `count` among the statistics.
    pub(crate) fn read_back(statistics: impl Iterator<Item = (String, Exact)>) -> Self {
        Self { statistics: statistics.map(|(name, value)| (name.into(), value)).collect(), ..Self::default() }
    }

    /// With the order of these values.
    pub fn ordered(mut self, values: &[Exact]) -> Self {
        let mut order = values.to_vec();
        order.sort_unstable();
        self.order = Arc::new(order);
        self
    }

    /// The calibration of the other subjects: one of these values, a subject's own, is replaced by the value whose
    /// standing is asked for.
    pub(crate) fn without(&self, own: &Exact) -> Self {
        Self { replaced: Some(own.clone()), ..self.clone() }
    }

    /// With what the later rules took, where there are several in turn.
    pub fn in_turn(mut self, then: Vec<Self>) -> Self {
        self.then = then;
        self
    }

    /// What the later ones of several rules in turn took, each from the scores of the rule before it; empty where a rule
    /// is alone.
    pub fn then(&self) -> &[Self] {
        &self.then
    }

    /// Whether nothing was taken from the data, by no rule in turn.
    pub fn is_empty(&self) -> bool {
        let Self { statistics, order, constant, replaced, then } = self;
        statistics.is_empty() && order.is_empty() && !constant && replaced.is_none() && then.iter().all(Self::is_empty)
    }

    /// Whether a rule in turn keeps an order.
    pub(crate) fn is_ordered(&self) -> bool {
        !self.order.is_empty() || self.then.iter().any(Self::is_ordered)
    }

    /// Marked as constant: all values are equal, so that they separate nobody.
    pub fn constant(mut self) -> Self {
        self.constant = true;
        self
    }

    /// The statistics, in the order in which the rule names them.
    pub fn statistics(&self) -> &[(Cow<'static, str>, Exact)] {
        &self.statistics
    }

    /// A statistic by its name.
    ///
    /// # Errors
    /// When this calibration has no such statistic, as when it was made by another rule.
    pub fn statistic(&self, name: &'static str) -> Result<Exact, RuleError> {
        self.statistics
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value.clone())
            .ok_or_else(|| RuleError::Custom(format!("the calibration has no `{name}`")))
    }

    /// The calibrated values in ascending order, where the rule keeps them.
    pub fn order(&self) -> &[Exact] {
        &self.order
    }

    /// Whether all values were equal.
    pub fn is_constant(&self) -> bool {
        self.constant
    }

    /// Where a value stands among the calibrated ones. Real numbers within 10⁻³⁰ of their size count as equal.
    pub fn standing(&self, x: &Exact) -> Standing {
        let ends = self.order.first().into_iter().chain(self.order.last()).chain([x]);
        let near = Near::among(ends);
        let below = self.order.partition_point(|other| near.compare(other, x) == Ordering::Less);
        let up_to = self.order.partition_point(|other| near.compare(other, x) != Ordering::Greater);
        let (equal, above) = (up_to.saturating_sub(below), self.order.len().saturating_sub(up_to));
        let less = |count: usize, replaced: bool| count.saturating_sub(usize::from(replaced));
        match self.replaced.as_ref().map(|own| near.compare(own, x)) {
            None => Standing { below, equal, above },
            // The value is one of the subjects itself, in place of the one that is replaced.
            Some(own) => Standing {
                below: less(below, own.is_lt()),
                equal: less(equal, own.is_eq()).saturating_add(1),
                above: less(above, own.is_gt()),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_does_not_compete_with_its_own_old_value() {
        let frozen = Calibration::default().ordered(&[40, 50, 60].map(Exact::from));
        let of = |calibration: &Calibration, x: i32| {
            let Standing { below, equal, above } = calibration.standing(&Exact::from(x));
            (below, equal, above)
        };
        assert_eq!(of(&frozen, 55), (2, 0, 1));
        let without = frozen.without(&Exact::from(40));
        // Against 50 and 60; a value that stays, and one that draws level.
        assert_eq!([55, 40, 60, 70].map(|x| of(&without, x)), [(1, 1, 1), (0, 1, 2), (1, 2, 0), (2, 1, 0)]);
        assert_eq!(of(&frozen.without(&Exact::from(60)), 10), (0, 1, 2));
    }
}
