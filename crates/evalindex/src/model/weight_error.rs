//! Why weights cannot be made or changed: by position within a group of siblings, and by id for callers.

use rust_decimal::Decimal;

use super::positions::{PerSibling, SiblingId};
use crate::number::plain;
use crate::support::{UnknownIndex, did_you_mean};

/// Why weights cannot be made or changed.
///
/// Weights and amounts are in the unit of the siblings' declared weights.
///
/// ```
/// use evalindex::WeightError;
///
/// let error = WeightError::UnknownNode { node: "gpd".to_owned(), nearest: Some("gdp".to_owned()) };
/// assert_eq!(error.to_string(), "there is no node `gpd`; did you mean `gdp`?");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WeightError {
    /// No node has this id.
    #[error("there is no node `{node}`{}", did_you_mean(.nearest.as_deref()))]
    UnknownNode {
        /// The id asked for.
        node: String,
        /// The known id that looks most like it, if one does.
        nearest: Option<String>,
    },
    /// An index that rolls up the scores of the changed one cannot be scored any more.
    #[error("under these weights index `{index}` cannot be scored: {problem}")]
    Refused {
        /// Id of the index that rolls up.
        index: String,
        /// The first problem.
        problem: String,
    },
    /// More than one index has a node of this id.
    #[error("more than one index has a node `{node}`: {}", .indexes.join(", "))]
    Ambiguous {
        /// The id asked for.
        node: String,
        /// Ids of the indexes that have it.
        indexes: Vec<String>,
    },
    /// The document has no such index.
    #[error(transparent)]
    UnknownIndex(#[from] UnknownIndex),
    /// A weight by group is meant without its group, or a group where weights are the same for all.
    #[error("{}", in_groups(node, parent, groups))]
    InGroups {
        /// The node.
        node: String,
        /// Its parent.
        parent: String,
        /// The groups that it has weights for; empty where its weight is the same for all.
        groups: Vec<String>,
    },
    /// The node would have more than all the weight that it shares with its siblings.
    #[error("`{node}` would weigh {}, and it shares only {} with its siblings", plain(*.found), plain(*.max))]
    OutOfRange {
        /// Id of the node.
        node: String,
        /// The weight that it would have.
        found: Decimal,
        /// The total of its and its siblings' weights.
        max: Decimal,
    },
    /// Weight moves between two different children of one node only.
    #[error("weight moves between siblings only, and `{from}` and `{to}` are not")]
    NotSiblings {
        /// Id of the node that gives.
        from: String,
        /// Id of the node that takes.
        to: String,
    },
    /// The node holds all the weight, so that there are no proportions in which its siblings could take from it.
    #[error("`{node}` holds all the weight: its siblings weigh nothing and cannot take from it in proportion")]
    NothingToShare {
        /// Id of the node.
        node: String,
    },
    /// The node cannot give more weight than it has.
    #[error("`{node}` cannot give {}, it weighs {}", plain(*.found), plain(*.available))]
    TooLittle {
        /// Id of the node.
        node: String,
        /// The amount that it should give.
        found: Decimal,
        /// The weight that it has.
        available: Decimal,
    },
    /// A weight, a factor or an amount below 0.
    #[error("a weight, its factor or an amount of it cannot be negative, and {} of `{node}` is", plain(*.found))]
    Negative {
        /// Id of the node.
        node: String,
        /// The number found.
        found: Decimal,
    },
    /// The aggregate above takes the node without regard to weights.
    #[error("`{node}` has no weight that can change: `{aggregate}` takes the children of `{parent}` without weights")]
    NotWeighed {
        /// Id of the node.
        node: String,
        /// Id of the node above it.
        parent: String,
        /// The name of its aggregate.
        aggregate: &'static str,
    },
    /// The weights of siblings total 0.
    #[error("the weights total nothing, so that there are no shares")]
    NoTotal,
    /// The exact shares have more digits than are kept.
    #[error("the exact shares of the weights have more digits than are kept here")]
    TooManyDigits,
    /// An only child always holds all the weight.
    #[error("`{node}` is an only child, so that its weight is all there is and cannot change")]
    LastOfItsKind {
        /// Id of the node.
        node: String,
    },
}

/// Why the shares of one group of siblings, which are known by position only, cannot be made or changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ShareFault {
    OutOfRange { position: SiblingId, found: Decimal, max: Decimal },
    NothingToShare { position: SiblingId },
    TooLittle { position: SiblingId, found: Decimal, available: Decimal },
    Negative { position: SiblingId, found: Decimal },
    NoTotal,
    TooManyDigits,
    OnlyChild { position: SiblingId },
}

impl ShareFault {
    /// The error with the siblings' ids in place of their positions.
    pub(crate) fn named(self, siblings: &PerSibling<&str>) -> WeightError {
        let id = |position: SiblingId| siblings[position].to_owned();
        match self {
            Self::OutOfRange { position, found, max } => WeightError::OutOfRange { node: id(position), found, max },
            Self::NothingToShare { position } => WeightError::NothingToShare { node: id(position) },
            Self::TooLittle { position, found, available } => {
                WeightError::TooLittle { node: id(position), found, available }
            }
            Self::Negative { position, found } => WeightError::Negative { node: id(position), found },
            Self::NoTotal => WeightError::NoTotal,
            Self::TooManyDigits => WeightError::TooManyDigits,
            Self::OnlyChild { position } => WeightError::LastOfItsKind { node: id(position) },
        }
    }
}

/// The message of a weight whose group is not said, or said where there is none.
fn in_groups(node: &str, parent: &str, groups: &[String]) -> String {
    match groups.first() {
        Some(group) => {
            format!(
                "the weights of the children of `{parent}` differ from group to group: say which, as `{group}/{node}`"
            )
        }
        None => format!("`{node}` has the same weight for all groups"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_name_the_node_the_number_and_the_limit() {
        let mut siblings = PerSibling::new();
        let [_, position] = ["a", "b"].map(|id| siblings.push(id));
        let fault = ShareFault::OutOfRange { position, found: Decimal::new(1080, 3), max: Decimal::new(100, 2) };
        let error = fault.named(&siblings);
        assert_eq!(error.to_string(), "`b` would weigh 1.08, and it shares only 1 with its siblings");
        let error = WeightError::UnknownNode { node: "gpd".into(), nearest: Some("gdp".into()) };
        assert_eq!(error.to_string(), "there is no node `gpd`; did you mean `gdp`?");
        let error = WeightError::UnknownNode { node: "x".into(), nearest: None };
        assert_eq!(error.to_string(), "there is no node `x`");
    }
}
