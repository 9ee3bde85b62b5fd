//! What a document says of itself: its title and notes, shown with every result.

use evalindex::{Draft, Evaluation};

use super::visible;
use crate::lang::{Lang, line};

/// The title and the notes of a document.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct About<'a> {
    /// The title.
    pub(super) title: Option<&'a str>,
    /// The notes, such as the sources of figures, or that figures are illustrative.
    pub(super) notes: &'a [String],
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
