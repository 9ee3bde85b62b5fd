//! What a document says of itself: its title and notes, shown with every result.

use evalindex::{Draft, Evaluation};
use serde::Serialize;

use super::visible;
use crate::lang::{Lang, line};

/// The title and the notes of a document.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(crate) struct About<'a> {
    /// The title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) title: Option<&'a str>,
    /// The notes, such as the sources of figures, or that figures are illustrative.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    pub(super) notes: &'a [String],
}

/// A result as JSON, with the title and the notes before it.
#[derive(Debug, Serialize)]
pub(crate) struct Told<'a, R> {
    /// Title and notes.
    #[serde(flatten)]
    pub(crate) about: About<'a>,
    /// The result, an object.
    #[serde(flatten)]
    pub(crate) result: R,
}

impl<'a> From<&'a Draft> for About<'a> {
    fn from(draft: &'a Draft) -> Self {
        Self { title: draft.title.as_deref(), notes: &draft.notes }
    }
}

impl<'a> From<&'a Evaluation> for About<'a> {
    fn from(evaluation: &'a Evaluation) -> Self {
        Self { title: evaluation.title.as_deref(), notes: &evaluation.notes }
    }
}

impl About<'_> {
    /// Each note as a line.
    pub(super) fn note_lines(&self, lang: Lang) -> impl Iterator<Item = String> {
        let lead = format!("{}{}", lang.say(line::NOTE), lang.say(line::COLON));
        self.notes.iter().map(move |note| format!("{lead}{}", visible(note)))
    }

    /// Title and notes as lines for standard error, where the format has no place for them.
    pub(super) fn lines(&self, lang: Lang) -> impl Iterator<Item = String> {
        let lead = format!("{}{}", lang.say(line::TITLE), lang.say(line::COLON));
        self.title.map(|title| format!("{lead}{}", visible(title))).into_iter().chain(self.note_lines(lang))
    }
}
