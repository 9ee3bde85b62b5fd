//! What is scored: a region, a department, or any other kind.

use serde::Serialize;

/// One region, department or other thing that is scored.
///
/// ```
/// use evalindex::Subject;
///
/// let subject = Subject::new("taiyuan", "Taiyuan", "region").name_zh("太原").group("central");
/// assert_eq!(subject.group.as_deref(), Some("central"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Subject {
    /// Id, unique in the document.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// The same in Chinese.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_zh: Option<String>,
    /// The kind, such as `region`: indexes of this kind score it.
    pub kind: String,
    /// The group within which it is also ranked apart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Id of the subject that it is a part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part_of: Option<String>,
    /// Ids of the former units that it was formed from since the period before.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub formed_from: Vec<String>,
}

impl Subject {
    /// A subject without a group.
    pub fn new(id: impl Into<String>, name: impl Into<String>, kind: impl Into<String>) -> Self {
        let (name_zh, group, part_of, formed_from) = (None, None, None, Vec::new());
        Self { id: id.into(), name: name.into(), name_zh, kind: kind.into(), group, part_of, formed_from }
    }

    /// With this name in Chinese.
    pub fn name_zh(mut self, name_zh: impl Into<String>) -> Self {
        self.name_zh = Some(name_zh.into());
        self
    }

    /// In this group.
    pub fn group(mut self, group: impl Into<String>) -> Self {
        self.group = Some(group.into());
        self
    }

    /// As formed from these former units since the period before.
    pub fn formed_from<S: Into<String>>(mut self, units: impl IntoIterator<Item = S>) -> Self {
        self.formed_from = units.into_iter().map(Into::into).collect();
        self
    }

    /// As a part of this subject.
    pub fn part_of(mut self, subject: impl Into<String>) -> Self {
        self.part_of = Some(subject.into());
        self
    }
}
