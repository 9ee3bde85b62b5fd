//! Where a scored figure came from.

use crate::support::named_enum;

named_enum! {
    /// Where the figure that a rule scored came from.
    ///
    /// ```
    /// use evalindex::result::FigureOrigin;
    ///
    /// assert_eq!(FigureOrigin::RolledUp.name(), "rolled_up");
    /// ```
    #[non_exhaustive]
    pub enum FigureOrigin {
        /// The document gives it.
        Observed = "observed",
        /// It was missing, and a figure or a score is put in its place.
        Imputed = "imputed",
        /// It was missing, and the document gives the score of a missing figure.
        Given = "given",
        /// It is rolled up from the subject's parts.
        RolledUp = "rolled_up",
        /// It is computed from tasks.
        Tasks = "tasks",
        /// It is what the subject has at a node of an index before.
        Node = "node",
        /// It is the aggregate of the node's children.
        Children = "children",
    }
}
