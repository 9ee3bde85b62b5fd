//! Findings on a document as they are published: one envelope for every verb.

use serde::{Deserialize, Serialize};

use super::provenance::{DocumentId, Generator};

/// Findings on a document with what they were made by and of. Serialises to
/// `{"format": "evalindex-certain/1", "generator": …, "document": …, "title": …, "notes": […], …}`, then the members of the
/// findings; these are `"indexes": […]` ([`OfIndexes`]) unless a verb has no index to speak of.
///
/// [`Document::published`](crate::Document::published) makes it, with an example.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Published<T> {
    /// `evalindex-VERB/1`.
    pub format: String,
    /// The program that made it.
    pub generator: Generator,
    /// The document that it was made of; none of a typed draft.
    pub document: Option<DocumentId>,
    /// Title of the document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Period of the document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// Notes of the document.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// What was found: anything that serialises as an object.
    #[serde(flatten)]
    pub found: T,
}

impl<T> Published<T> {
    /// What this verb found in the document of this identity, without title, period and notes.
    pub fn new(verb: &str, document: Option<DocumentId>, found: T) -> Self {
        let format = format!("evalindex-{verb}/1");
        let generator = Generator::default();
        Self { format, generator, document, title: None, period: None, notes: Vec::new(), found }
    }
}

/// Findings by index: `{"indexes": [{"id": …, "name": …, "kind": …, …}]}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct OfIndexes<T> {
    /// One entry for each index that was looked into, in the order of the document.
    pub indexes: Vec<OfIndex<T>>,
}

/// Findings on one index: its id, name and kind, then the members of the findings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct OfIndex<T> {
    /// Id of the index.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The kind of subject that it scores.
    pub kind: String,
    /// What was found: anything that serialises as an object.
    #[serde(flatten)]
    pub found: T,
}

impl<T> OfIndexes<T> {
    /// The findings on these indexes.
    pub fn new(indexes: impl IntoIterator<Item = OfIndex<T>>) -> Self {
        Self { indexes: indexes.into_iter().collect() }
    }
}

impl<T> OfIndex<T> {
    /// What was found in an index.
    pub fn new(index: &crate::model::Index, found: T) -> Self {
        Self { id: index.id.clone(), name: index.name.clone(), kind: index.kind.clone(), found }
    }
}
