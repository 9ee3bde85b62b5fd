//! The names of kinds and groups in a language.

use std::collections::BTreeMap;

use evalindex::Draft;
use evalindex::model::CategoryName;

use super::Lang;

/// The names that a document gives to kinds and groups of subjects.
#[derive(Clone, Debug, Default)]
pub(crate) struct Categories {
    kinds: BTreeMap<String, String>,
    groups: BTreeMap<String, String>,
}

impl Categories {
    /// Those of a document in a language.
    pub(crate) fn new(draft: &Draft, lang: Lang) -> Self {
        let named = |one: &CategoryName| (one.id.clone(), lang.name(&one.name, one.name_zh.as_ref()).to_owned());
        Self { kinds: draft.kinds.iter().map(named).collect(), groups: draft.groups.iter().map(named).collect() }
    }

    /// The name of a kind; its id where it has none.
    pub(crate) fn kind<'n>(&'n self, id: &'n str) -> &'n str {
        self.kinds.get(id).map_or(id, String::as_str)
    }

    /// The name of a group; its id where it has none.
    pub(crate) fn group<'n>(&'n self, id: &'n str) -> &'n str {
        self.groups.get(id).map_or(id, String::as_str)
    }
}
