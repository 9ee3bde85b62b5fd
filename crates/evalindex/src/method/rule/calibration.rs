//! What a rule took from the data: kept in the result, and reusable on other data.

use std::borrow::Cow;
use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::error::RuleError;
use crate::method::direction::Direction;

/// The posts and the order that a rule took from the data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calibration {
    posts: Vec<(Cow<'static, str>, Decimal)>,
    order: Vec<Decimal>,
    constant: bool,
}

/// Where a value stands among the calibrated ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

    /// How many are compared: all calibrated values, and this one where it is not among them (frozen posts).
    pub fn count(self) -> usize {
        self.below.saturating_add(self.equal.max(1)).saturating_add(self.above)
    }
}

impl Calibration {
    /// With a named post, such as `min` or `mean`.
    pub fn with(mut self, name: &'static str, value: Decimal) -> Self {
        self.posts.push((name.into(), value.normalize()));
        self
    }

    /// What was published of a calibration. Of an order only the number of values is, as `count` among the posts.
    pub(crate) fn read_back(posts: impl Iterator<Item = (String, Decimal)>) -> Self {
        Self { posts: posts.map(|(name, value)| (name.into(), value)).collect(), ..Self::default() }
    }

    /// With the order of these values.
    pub fn ordered(mut self, values: &[Decimal]) -> Self {
        self.order = values.to_vec();
        self.order.sort_unstable();
        self
    }

    /// Marked as constant: all values are equal, so that they separate nobody.
    pub fn constant(mut self) -> Self {
        self.constant = true;
        self
    }

    /// The posts, in the order in which the rule names them.
    pub fn posts(&self) -> &[(Cow<'static, str>, Decimal)] {
        &self.posts
    }

    /// A post by its name.
    ///
    /// # Errors
    /// When this calibration has no such post, as when it was made by another rule.
    pub fn post(&self, name: &'static str) -> Result<Decimal, RuleError> {
        self.posts
            .iter()
            .find(|(post, _)| *post == name)
            .map(|(_, value)| *value)
            .ok_or_else(|| RuleError::Custom(format!("the calibration has no `{name}`")))
    }

    /// The calibrated values in ascending order, where the rule keeps them.
    pub fn order(&self) -> &[Decimal] {
        &self.order
    }

    /// Whether all values were equal.
    pub fn is_constant(&self) -> bool {
        self.constant
    }

    /// Where a value stands among the calibrated ones.
    pub fn standing(&self, x: Decimal) -> Standing {
        let below = self.order.partition_point(|other| other.cmp(&x) == Ordering::Less);
        let up_to = self.order.partition_point(|other| other.cmp(&x) != Ordering::Greater);
        Standing { below, equal: up_to.saturating_sub(below), above: self.order.len().saturating_sub(up_to) }
    }
}
