//! `score FILE`: evaluates the document and prints its rankings.

use crate::failure::{Failure, problem_lines};
use crate::input::Source;
use crate::lang::Lang;
use crate::output::Answer;
use crate::render::{Format, Page};
use crate::selection::Selection;
use crate::{notices, screen};

/// How the closing line of a refusal ends.
const NOT_EVALUATED: &str = ": not evaluated";

/// Prints one ranking per index
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The evaluation document (JSON); `-` reads standard input
    // Absent only where a verb stands in its place.
    #[arg(required = true)]
    file: Option<Source>,

    /// How to write the result
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,

    #[command(flatten)]
    selection: Selection,

    /// The language of names and headings
    #[arg(long, value_enum, default_value_t = Lang::En)]
    lang: Lang,
}

impl Arguments {
    /// Reads, evaluates, selects and renders.
    pub(crate) fn run(self) -> Result<Answer, Failure> {
        let source = self.file.ok_or_else(|| Failure::usage("a FILE is required"))?;
        let document = source.document(NOT_EVALUATED)?;
        let file = source.name();
        let evaluation =
            document.evaluate().map_err(|refused| Failure::problems(&file, refused.problems(), NOT_EVALUATED))?;
        let evaluation = self.lang.named(self.selection.apply(evaluation)?);
        let page = Page { words: self.lang.words(), width: screen::width() };
        let mut remarks = problem_lines(&file, document.warnings());
        remarks.extend(notices::lines(&evaluation.notices));
        Ok(Answer { result: self.format.render(&evaluation, &page)?, remarks })
    }
}
