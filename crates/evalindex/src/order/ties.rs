//! How equal scores share places, and which scores are compared.

use std::cmp::Ordering;
use std::ops::Neg;

use crate::support::named_enum;

named_enum! {
    /// Which places subjects with equal scores take.
    ///
    /// ```
    /// use evalindex::order::Ties;
    ///
    /// assert_eq!(Ties::Competition.name(), "competition");
    /// ```
    #[non_exhaustive]
    pub enum Ties {
        /// 1, 2, 2, 4.
        Competition = "competition",
        /// 1, 2, 2, 3.
        Dense = "dense",
        /// 1, 2.5, 2.5, 4.
        Average = "average",
        /// 1, 2, 3, 4: the tie-break decides, then the order of the document.
        Ordinal = "ordinal",
    }
}

named_enum! {
    /// Which scores are compared when subjects are ranked.
    ///
    /// ```
    /// use evalindex::order::CompareBy;
    ///
    /// assert_eq!(CompareBy::from_name("published"), Some(CompareBy::Published));
    /// ```
    #[non_exhaustive]
    pub enum CompareBy {
        /// Exact scores.
        Exact = "exact",
        /// Scores as published.
        Published = "published",
    }
}

named_enum! {
    /// Which total is the best. Everything that compares scores of subjects asks here.
    ///
    /// ```
    /// use evalindex::order::Order;
    ///
    /// assert_eq!(Order::from_name("ascending"), Some(Order::Ascending));
    /// ```
    #[non_exhaustive]
    pub enum Order {
        /// The highest.
        Descending = "descending",
        /// The lowest.
        Ascending = "ascending",
    }
}

impl Order {
    /// Whether the lowest total is the best.
    pub const fn is_ascending(self) -> bool {
        matches!(self, Self::Ascending)
    }

    /// Whether the highest total is the best.
    #[allow(clippy::trivially_copy_pass_by_ref, reason = "the form that serde calls")]
    pub(crate) const fn is_descending(&self) -> bool {
        !self.is_ascending()
    }

    /// A score, or its opposite where the lowest is the best: the larger the better. A score has an opposite.
    #[allow(clippy::arithmetic_side_effects, reason = "scores are symmetric about 0")]
    pub(crate) fn merit<T: Neg<Output = T>>(self, score: T) -> T {
        if self.is_ascending() { -score } else { score }
    }

    /// The order of two subjects, greater for the better one, from that of their scores.
    pub(crate) const fn by_scores(self, scores: Ordering) -> Ordering {
        if self.is_ascending() { scores.reverse() } else { scores }
    }
}
