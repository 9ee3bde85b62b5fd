//! `score verify RESULT FILE`: whether a published result is what its document gives.

use evalindex::Evaluation;
use evalindex::result::{Difference, Published};
use serde::Serialize;

use crate::args::{Selection, Source, Writing};
use crate::failure::{Failure, Fatal, MOST_PRINTED, problem_lines};
use crate::lang::{Lang, line};
use crate::output::Answer;
use crate::render::{About, Rows, Sheet, Sheets, Tidy, visible};

/// Makes a published result again from its document, and says whether it is the same
///
/// Exit status 0 when it is the same, 1 when it differs. RESULT is what `score FILE --format json` wrote; where that was
/// with --index, --group, --top or --lang, give the same here. Numbers are compared digit by digit, the document by
/// the SHA-256 digest of its bytes.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The published result (JSON); `-` reads standard input
    result: Source,

    /// The evaluation document (JSON) that it is said to come from
    file: Source,

    /// Which part was published.
    #[command(flatten)]
    selection: Selection,

    /// Format and language.
    #[command(flatten)]
    writing: Writing,
}

/// The differences as JSON.
#[derive(Serialize)]
struct Found<'a> {
    /// Whether there are none.
    same: bool,
    /// Each difference.
    differences: &'a [Difference],
}

impl Arguments {
    /// Reads both, makes the result again, and compares.
    pub(crate) fn run(self) -> Result<Answer, Failure> {
        let (published, file) = (self.result.text()?, self.file.name());
        let unreadable = |error: serde_json::Error| Failure::refused(format!("{}: {error}", self.result.name()));
        let read: Evaluation = serde_json::from_str(&published).map_err(unreadable)?;
        let document = self.file.document(Failure::not_evaluated)?;
        let evaluation = if read.is_full() { document.evaluate_full() } else { document.evaluate() };
        let evaluation = evaluation.map_err(|refused| refused.failure(&file))?;
        let made = self.writing.lang.named(self.selection.apply(evaluation)?);
        let differences = made.verify(&published).map_err(unreadable)?;

        let mut remarks = problem_lines(&file, document.warnings(), document.more_warnings());
        if read.generator != made.generator {
            let (by, this) = (visible(&read.generator.to_string()).into_owned(), &made.generator);
            remarks.push(format!("{}: made by {by}; this is {this}", self.result.name()).into());
        }
        let found = Found { same: differences.is_empty(), differences: &differences };
        let result = &Published::new("verify", document.id().cloned(), found);
        let lang = self.writing.lang;
        let report = Sheets {
            about: About::default(),
            shown: vec![sheet(&differences, lang).tidy(tidy(&differences, lang))],
            lang,
            result,
        };
        let answer = self.writing.answer(&report, remarks)?;
        Ok(answer.with_status(u8::from(!differences.is_empty())))
    }
}

/// The JSON of one side of a difference.
fn side(side: Option<&serde_json::value::RawValue>) -> Option<String> {
    side.map(|value| value.get().to_owned())
}

/// The differences for machines.
fn tidy(differences: &[Difference], lang: Lang) -> Tidy {
    Tidy::of("differences", lang, differences)
        .text(line::WHERE, |one| Some(one.path.clone()))
        .text(line::PUBLISHED, |one| side(one.published.as_deref()))
        .text(line::MADE_AGAIN, |one| side(one.made.as_deref()))
        .table()
}

/// The differences, or that there are none.
fn sheet(differences: &[Difference], lang: Lang) -> Sheet {
    let Some(first) = differences.get(..differences.len().min(MOST_PRINTED)).filter(|first| !first.is_empty()) else {
        return Sheet::new(lang.say(line::THE_SAME), Vec::new());
    };
    let columns = Rows::new(lang, first)
        .word(line::WHERE, |one| one.path.clone())
        .word(line::PUBLISHED, |one| side(one.published.as_deref()).unwrap_or_default())
        .word(line::MADE_AGAIN, |one| side(one.made.as_deref()).unwrap_or_default())
        .columns();
    let more = differences.len() - first.len();
    let more = (more > 0).then(|| lang.more_differences(more));
    Sheet::new(lang.say(line::DIFFERENT), columns).below(more.into_iter().collect())
}
