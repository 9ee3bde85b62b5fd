//! Why there is no explanation.

use crate::support::{IndexError, Refused, UnknownIndex, did_you_mean};

/// Why there is no explanation.
///
/// ```
/// use evalindex::explain::ExplainError;
///
/// let unknown = ExplainError::UnknownNode { node: "gpd".into(), nearest: Some("gdp".into()) };
/// assert_eq!(unknown.to_string(), "there is no node `gpd`; did you mean `gdp`?");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ExplainError {
    /// The document has no such index, or cannot be scored.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// The index does not score such a subject.
    #[error("index `{index}` scores no {kind} `{subject}`{}", did_you_mean(nearest.as_deref()))]
    UnknownSubject {
        /// What was asked for.
        subject: String,
        /// The index.
        index: String,
        /// The kind of subject that it scores.
        kind: String,
        /// The nearest id or name.
        nearest: Option<String>,
    },
    /// Several subjects have this name.
    #[error("several subjects are called `{subject}`: name one by its id, such as `{}` or `{}`", ids[0], ids[1])]
    AmbiguousSubject {
        /// The name.
        subject: String,
        /// Ids of two of them.
        ids: [String; 2],
    },
    /// The index has no such node.
    #[error("there is no node `{node}`{}", did_you_mean(nearest.as_deref()))]
    UnknownNode {
        /// What was asked for.
        node: String,
        /// The nearest id.
        nearest: Option<String>,
    },
}

impl From<Refused> for ExplainError {
    fn from(refused: Refused) -> Self {
        Self::Index(refused.into())
    }
}

impl From<UnknownIndex> for ExplainError {
    fn from(unknown: UnknownIndex) -> Self {
        Self::Index(unknown.into())
    }
}
