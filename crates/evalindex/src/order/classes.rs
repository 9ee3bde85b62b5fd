//! Quantile classes: numbered classes of equal size by place.

use serde::Serialize;

use super::rank::Rank;
use crate::support::named_enum;

named_enum! {
    /// The class of a place at the edge of two; `k` classes, `n` ranked subjects.
    ///
    /// ```
    /// use evalindex::order::ClassEdge;
    ///
    /// assert_eq!(ClassEdge::from_name("up"), Some(ClassEdge::Up));
    /// ```
    #[non_exhaustive]
    pub enum ClassEdge {
        /// `⌈k·place/n⌉`: as in the English Indices of Deprivation.
        Up = "up",
        /// `⌊k·(place − 1)/n⌋ + 1`.
        Down = "down",
    }
}

/// Classes of equal size by place, such as deciles, in place of named grades: 1 is the best.
///
/// ```
/// use evalindex::order::{ClassEdge, Classes};
///
/// let deciles = Classes::new(10).edge(ClassEdge::Down);
/// assert_eq!(deciles.count, 10);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Classes {
    /// How many classes there are, 2 or more.
    pub count: usize,
    /// The class of a place at the edge of two.
    pub edge: ClassEdge,
}

impl Classes {
    /// This number of classes, 2 or more; at an edge as the deciles of the English Indices of Deprivation.
    pub fn new(count: usize) -> Self {
        Self { count, edge: ClassEdge::Up }
    }

    /// With this class for places at the edge of two.
    pub fn edge(mut self, edge: ClassEdge) -> Self {
        self.edge = edge;
        self
    }
}

/// The class of a place among this number of ranked subjects, from 1 for the best.
pub(crate) fn class(classes: Classes, rank: Rank, subjects: usize) -> usize {
    let (place, all) = (rank.doubled(), subjects.saturating_mul(2).max(1));
    let class = match classes.edge {
        ClassEdge::Up => classes.count.saturating_mul(place).div_ceil(all),
        ClassEdge::Down => {
            let before = classes.count.saturating_mul(place.saturating_sub(2));
            before.div_euclid(all).saturating_add(1)
        }
    };
    class.clamp(1, classes.count.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_of_equal_size_differ_at_their_edges() {
        // Twelve subjects in five classes: 5·place/12 rounded up, and 5·(place − 1)/12 rounded down, plus 1.
        let of =
            |edge| (1..=12).map(|place| class(Classes::new(5).edge(edge), Rank::whole(place), 12)).collect::<Vec<_>>();
        assert_eq!(of(ClassEdge::Up), [1, 1, 2, 2, 3, 3, 3, 4, 4, 5, 5, 5]);
        assert_eq!(of(ClassEdge::Down), [1, 1, 1, 2, 2, 3, 3, 3, 4, 4, 5, 5]);
        // A shared place of 2.5 of 4 in two classes: 2·2.5/4 = 1.25 goes up to 2; 2·1.5/4 = 0.75 down to 0, plus 1.
        assert_eq!(class(Classes::new(2), Rank::between(2, 3), 4), 2);
        assert_eq!(class(Classes::new(2).edge(ClassEdge::Down), Rank::between(2, 3), 4), 1);
    }
}
