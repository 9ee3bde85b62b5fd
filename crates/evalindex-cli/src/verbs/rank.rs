//! `score FILE`: evaluates the document and prints its rankings.

use crate::args::{Selection, Source, Writing};
use crate::failure::{Failure, Fatal, problem_lines};
use crate::lang::Categories;
use crate::output::Answer;
use crate::render::{Ranking, notice_lines};

/// Prints one ranking per index
#[derive(Debug, clap::Args)]
#[command(mut_arg("lang", |lang| lang.display_order(LAST)))]
pub(crate) struct Arguments {
    /// The evaluation document (JSON); `-` reads standard input
    // Absent only where there is a verb instead.
    #[arg(required = true)]
    file: Option<Source>,

    /// Format and language.
    #[command(flatten)]
    writing: Writing,

    /// With `--format json`: all that the scores were made of: figures, targets, weights, points lost, reasons of
    /// adjustments, nodes of unranked subjects and of earlier periods
    #[arg(long)]
    full: bool,

    /// Which part is shown.
    #[command(flatten)]
    selection: Selection,
}

/// The help shows an option of this order below the others.
const LAST: usize = 100;

impl Arguments {
    /// Reads, evaluates, selects and writes.
    pub(crate) fn run(self) -> Result<Answer, Failure> {
        let source = self.file.ok_or_else(|| Failure::usage("a FILE is required"))?;
        let document = source.document(Failure::not_evaluated)?;
        let file = source.name();
        if self.full {
            self.writing.require_json("--full")?;
        }
        let evaluation = if self.full { document.evaluate_full() } else { document.evaluate() };
        let evaluation = evaluation.map_err(|refused| refused.failure(&file))?;
        let lang = self.writing.lang;
        let evaluation = lang.named(self.selection.apply(evaluation)?);
        let mut remarks = problem_lines(&file, document.warnings(), document.more_warnings());
        remarks.extend(notice_lines(&evaluation.notices));
        let categories = Categories::new(document.draft(), lang);
        self.writing.answer(&Ranking { evaluation, lang, categories }, remarks)
    }
}
