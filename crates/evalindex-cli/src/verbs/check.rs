//! `score check FILE`: every problem and warning of a document, of its structure and of its figures.

use evalindex::problem::{More, Problem};
use evalindex::result::{DocumentId, IndexResult, Published};
use evalindex::{Document, Evaluation};
use serde::Serialize;

use crate::args::Input;
use crate::failure::{Failure, problem_lines};
use crate::lang::Lang;
use crate::output::Answer;
use crate::render::{Layout, visible};

/// Reports every problem and warning in a document, without printing a ranking
///
/// Exit status 1 when there are problems; warnings alone leave it 0.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The document.
    #[command(flatten)]
    input: Input,

    /// Sum up this index only; problems are those of the whole document
    #[arg(long, value_name = "ID")]
    index: Option<String>,

    /// How to write what is found
    #[arg(long, value_enum, default_value_t = Form::Table)]
    format: Form,

    /// The language of the summary
    #[arg(long, value_enum, default_value_t = Lang::En)]
    lang: Lang,
}

/// How problems are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    /// A line for each problem, on standard error, and one for each index without problems
    Table,
    /// All of them as one object on standard output
    Json,
}

/// What was found in a document.
struct Checked {
    /// The digest of its bytes.
    id: DocumentId,
    /// The evaluation, where there is one.
    evaluation: Option<Evaluation>,
    /// Problems and warnings, in the order of the document.
    problems: Vec<Problem>,
    /// The numbers of those that are not listed.
    more: Vec<More>,
}

/// The problems as JSON.
#[derive(Serialize)]
struct Found<'a> {
    /// Whether the document can be evaluated.
    sound: bool,
    /// Problems and warnings.
    problems: &'a [Problem],
    /// The numbers of those that are not listed.
    #[serde(skip_serializing_if = "<[More]>::is_empty")]
    more: &'a [More],
}

impl Arguments {
    /// Reads, checks, and sums up.
    pub(crate) fn run(self) -> Result<Answer, Failure> {
        let file = self.input.file.name();
        let checked = self.checked()?;
        if let (Some(id), Some(evaluation)) = (&self.index, &checked.evaluation) {
            evaluation.index(id)?;
        }
        match self.format {
            Form::Table => self.summed_up(&file, &checked),
            Form::Json => checked.json(),
        }
    }

    /// Everything that there is to find.
    fn checked(&self) -> Result<Checked, Failure> {
        let (id, document) = self.input.file.read()?;
        let refused =
            |problems: Vec<Problem>, more: Vec<More>| Checked { id: id.clone(), evaluation: None, problems, more };
        let document: Document = match document {
            Ok(document) => document,
            Err(found) => return Ok(refused(found.problems().to_vec(), found.more().to_vec())),
        };
        let (mut problems, mut more) = (document.warnings().to_vec(), document.more_warnings().to_vec());
        match document.evaluate() {
            Ok(evaluation) => Ok(Checked { id, evaluation: Some(evaluation), problems, more }),
            Err(found) => {
                problems.extend_from_slice(found.problems());
                problems.sort_by_key(|problem| problem.position);
                more.splice(0..0, found.more().iter().cloned());
                Ok(refused(problems, more))
            }
        }
    }

    /// A line for each index without problems; else the problems.
    fn summed_up(&self, file: &str, checked: &Checked) -> Result<Answer, Failure> {
        let Checked { evaluation, problems, more, .. } = checked;
        let Some(evaluation) = evaluation else { return Err(Failure::problems(file, problems, more)) };
        let wanted = |index: &&IndexResult| self.index.as_ref().is_none_or(|wanted| *wanted == index.id);
        let result = evaluation.indexes.iter().filter(wanted).map(|index| self.summary(index)).collect();
        Ok(Answer::of(result).with_remarks(problem_lines(file, problems, more)))
    }

    /// The line on an index without problems.
    fn summary(&self, index: &IndexResult) -> String {
        let subjects = index.ranking.len() + index.unranked.len();
        self.lang.sound(&visible(&index.id), subjects, indicators(index)) + "\n"
    }
}

impl Checked {
    /// All of it as JSON; the status says whether the document is sound.
    fn json(&self) -> Result<Answer, Failure> {
        let sound = self.evaluation.is_some();
        let found = Found { sound, problems: &self.problems, more: &self.more };
        let text = Layout::Indented.write(&Published::new("check", Some(self.id.clone()), found));
        let text = text.map_err(|error| Failure::unwritten("JSON", error))?;
        Ok(Answer::of(text + "\n").with_status(u8::from(!sound)))
    }
}

/// The number of nodes without children: those that no deeper node follows.
fn indicators(index: &IndexResult) -> usize {
    let depths = || index.nodes.iter().map(|node| node.depth);
    let followers = depths().skip(1).chain([0]);
    depths().zip(followers).filter(|(depth, follower)| follower <= depth).count()
}
