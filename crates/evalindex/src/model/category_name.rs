//! Names of kinds and groups of subjects, for people.

use serde::Serialize;

/// The name of a kind or of a group of subjects, which subjects and indexes refer to by its id.
///
/// ```
/// use evalindex::Draft;
/// use evalindex::model::CategoryName;
///
/// let draft = Draft::default().kind(CategoryName::new("region", "City").name_zh("市"));
/// assert_eq!(draft.kinds[0].name_zh.as_deref(), Some("市"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CategoryName {
    /// Id: the `kind` or the `group` of subjects.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// The same in Chinese.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_zh: Option<String>,
}

impl CategoryName {
    /// The name of this kind or group.
    pub fn new(id: impl Into<String>, name: impl Into<String>) -> Self {
        Self { id: id.into(), name: name.into(), name_zh: None }
    }

    /// With this name in Chinese.
    pub fn name_zh(mut self, name_zh: impl Into<String>) -> Self {
        self.name_zh = Some(name_zh.into());
        self
    }
}
