//! References to an index of a document.

use std::fmt;

use super::nearest::{did_you_mean, nearest};
use super::problem::Refused;

/// An index of a document, by its id or by its position, from 0. Functions take `impl Into<IndexRef>`: an id or a
/// position without conversion.
///
/// ```
/// use evalindex::IndexRef;
///
/// assert_eq!(IndexRef::from("cities"), IndexRef::Id("cities"));
/// assert_eq!(IndexRef::from(0), IndexRef::Position(0));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndexRef<'a> {
    /// The index of this id.
    Id(&'a str),
    /// The index at this position in the document, from 0.
    Position(usize),
}

impl<'a> From<&'a str> for IndexRef<'a> {
    fn from(id: &'a str) -> Self {
        Self::Id(id)
    }
}

impl<'a> From<&'a String> for IndexRef<'a> {
    fn from(id: &'a String) -> Self {
        Self::Id(id)
    }
}

impl From<usize> for IndexRef<'_> {
    fn from(position: usize) -> Self {
        Self::Position(position)
    }
}

impl IndexRef<'_> {
    /// The one that is meant among all indexes of a document, each with its id.
    pub(crate) fn among<'i, T>(self, all: impl Iterator<Item = (&'i str, T)> + Clone) -> Result<T, UnknownIndex> {
        let found = match self {
            Self::Id(id) => all.clone().find(|(known, _)| *known == id),
            Self::Position(position) => all.clone().nth(position),
        };
        found.map(|(_, index)| index).ok_or_else(|| {
            let known: Vec<&str> = all.map(|(id, _)| id).collect();
            let meant = match self {
                Self::Id(id) => nearest(id, known.iter().copied()).map(str::to_owned),
                Self::Position(_) => None,
            };
            UnknownIndex { asked: self.to_string(), meant, known: known.into_iter().map(str::to_owned).collect() }
        })
    }
}

impl fmt::Display for IndexRef<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id(id) => write!(out, "`{id}`"),
            Self::Position(position) => write!(out, "{position}"),
        }
    }
}

/// An index that a document does not have.
///
/// ```
/// # let document = evalindex::Document::from_json(r#"{"format": "evalindex/1",
/// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
/// #     {"id": "a", "name": "A", "weight": 100, "rule": {"type": "as_is"}}]}],
/// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}], "values": {"x": {"a": 87.5}}}"#)?;
/// let unknown = document.prepare()?.index("I").unwrap_err();
/// assert_eq!(unknown.to_string(), "there is no index `I`; did you mean `i`? (known indexes: i)");
/// # Ok::<(), evalindex::Refused>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no index {asked}{} (known indexes: {})", did_you_mean(.meant.as_deref()), .known.join(", "))]
#[non_exhaustive]
pub struct UnknownIndex {
    /// What was asked for: an id in backticks, or a position.
    pub asked: String,
    /// The id that was probably meant.
    pub meant: Option<String>,
    /// The ids of the indexes that there are, in the order of the document.
    pub known: Vec<String>,
}

/// Why a question about one index of a prepared document has no answer.
///
/// ```
/// use evalindex::IndexError;
///
/// # let document = evalindex::Document::from_json(r#"{"format": "evalindex/1",
/// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
/// #     {"id": "a", "name": "A", "weight": 100, "rule": {"type": "as_is"}}]}],
/// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}], "values": {"x": {"a": 87.5}}}"#)?;
/// let prepared = document.prepare()?;
/// assert!(matches!(prepared.ranking("cities"), Err(IndexError::UnknownIndex(_))));
/// # Ok::<(), evalindex::Refused>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IndexError {
    /// The document has no such index.
    #[error(transparent)]
    UnknownIndex(#[from] UnknownIndex),
    /// The index cannot be scored.
    #[error(transparent)]
    Refused(#[from] Refused),
}

/// Lets an error enumeration with the variants `UnknownIndex` and `Refused` take an [`IndexError`].
macro_rules! from_index_error {
    ($($error:ty),+) => {
        $( impl From<$crate::support::IndexError> for $error {
            fn from(error: $crate::support::IndexError) -> Self {
                match error {
                    $crate::support::IndexError::UnknownIndex(unknown) => Self::UnknownIndex(unknown),
                    $crate::support::IndexError::Refused(refused) => Self::Refused(refused),
                }
            }
        } )+
    };
}
pub(crate) use from_index_error;
