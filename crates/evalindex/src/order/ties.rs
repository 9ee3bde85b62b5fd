//! How equal scores share places, and which scores are compared.

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
