//! `score tasks FILE`: supervision of implementation, which tasks are behind and who leads them.

use evalindex::Document;
use evalindex::explain::{SupervisionError, SupervisionOptions};
use evalindex::model::Date;

use crate::args::{Input, Source, Writing};
use crate::failure::{Failure, Fatal, problem_lines};
use crate::output::Answer;
use crate::render::{By, TaskReport};

/// Shows which tasks are on schedule, behind or overdue, who leads them, and what finishing each would add
///
/// Lights come from dates and verified or reported progress, never from those who report: yellow and red from so many
/// points behind the expected progress as the document's `supervision` says, 10 and 30 unless declared; red, too, where a
/// task is overdue. Without a report in time a task is unknown.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The document.
    #[command(flatten)]
    input: Input,

    /// Count the tasks by this; with `--format csv`: write these counts in place of the tasks [default: lead]
    #[arg(long, value_enum)]
    by: Option<By>,

    /// List only what is behind, overdue or unknown, and what no longer is since the earlier period
    #[arg(long)]
    behind: bool,

    /// The day on which tasks are judged; when absent that of `supervision`, or else of the last report
    #[arg(long, value_name = "DATE")]
    on: Option<Date>,

    /// An earlier document to compare with; when absent the last of the earlier periods
    #[arg(long, value_name = "FILE")]
    since: Option<Source>,

    /// Format and language.
    #[command(flatten)]
    writing: Writing,
}

impl Arguments {
    /// Reads, judges all tasks, and writes what was found.
    pub(crate) fn run(self) -> Result<Answer, Failure> {
        let file = self.input.file.name();
        let document = self.input.file.document(Failure::not_evaluated)?;
        let prepared = document.prepare().map_err(|refused| refused.failure(&file))?;
        let earlier = self.since.as_ref().map(|since| since.document(Failure::not_evaluated)).transpose()?;
        let mut options = SupervisionOptions::default();
        (options.on, options.since) = (self.on, earlier.as_ref().map(Document::draft));
        let found = prepared.supervise(&options).map_err(|error| error.failure(&file))?;
        let found = if self.behind { found.behind() } else { found };
        let report = TaskReport::new(&document, &found, self.by, self.writing.lang);
        self.writing.answer(&report, problem_lines(&file, document.warnings(), document.more_warnings()))
    }
}

impl Fatal for SupervisionError {
    fn failure(self, file: &str) -> Failure {
        match self {
            Self::Refused(refused) => refused.failure(file),
            Self::NoDay => Failure::usage(format!("{file}: {self}; give --on DATE")),
            no_day => Failure::usage(format!("{file}: {no_day}")),
        }
    }
}
