//! `score check FILE`: every problem and warning of a document, of its structure and of its figures.

use evalindex::explain::Advice;
use evalindex::problem::{More, Problem};
use evalindex::result::{DocumentId, IndexResult, Published};
use evalindex::{Document, Evaluation, Prepared, Refused};
use serde::Serialize;

use crate::args::Input;
use crate::failure::{Failure, Fatal, problem_lines};
use crate::lang::{Lang, lang_parser};
use crate::output::Answer;
use crate::render::{Layout, visible, within_terminal};

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

    /// Say too what a careful colleague would ask of a sound document: figures far from all others, indicators that run
    /// against the others or separate nobody, and the like
    #[arg(long)]
    advise: bool,

    /// How to write what is found
    #[arg(long, value_enum, default_value_t = Form::Table)]
    format: Form,

    /// The language of the summary
    #[arg(long, default_value = "en", value_parser = lang_parser())]
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
    /// Advice on the indexes summed up, where it was asked for.
    advice: Option<Vec<Advice>>,
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
    /// Advice, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    advice: Option<&'a [Advice]>,
}

impl Arguments {
    /// Reads, checks, and sums up.
    pub(crate) fn run(self) -> Result<Answer, Failure> {
        let file = self.input.file.name();
        let checked = self.checked()?;
        match self.format {
            Form::Table => self.summed_up(&file, &checked),
            Form::Json => checked.json(),
        }
    }

    /// Everything that there is to find.
    fn checked(&self) -> Result<Checked, Failure> {
        let (id, document) = self.input.file.read()?;
        let refused = |problems: Vec<Problem>, more: Vec<More>| {
            let advice = self.advise.then(Vec::new);
            Checked { id: id.clone(), evaluation: None, advice, problems, more }
        };
        let document: Document = match document {
            Ok(document) => document,
            Err(found) => return Ok(refused(found.problems().to_vec(), found.more().to_vec())),
        };
        let (mut problems, mut more) = (document.warnings().to_vec(), document.more_warnings().to_vec());
        match prepared_and_evaluated(&document) {
            Ok((prepared, evaluation)) => {
                if let Some(id) = &self.index {
                    evaluation.index(id)?;
                }
                let advice = self.advise.then(|| self.advice(&document, &prepared)).transpose()?;
                Ok(Checked { id, evaluation: Some(evaluation), advice, problems, more })
            }
            Err(found) => {
                problems.extend_from_slice(found.problems());
                problems.sort_by_key(|problem| problem.position);
                more.splice(0..0, found.more().iter().cloned());
                Ok(refused(problems, more))
            }
        }
    }

    /// Advice on the indexes that are summed up.
    fn advice(&self, document: &Document, prepared: &Prepared) -> Result<Vec<Advice>, Failure> {
        let indexes = document.draft().indexes.iter().filter(|index| self.sums_up(&index.id));
        let all = indexes.map(|index| prepared.advice(index.id.as_str())).collect::<Result<Vec<_>, _>>();
        Ok(all.map_err(|error| error.failure(&self.input.file.name()))?.concat())
    }

    /// Whether an index is summed up.
    fn sums_up(&self, id: &str) -> bool {
        self.index.as_deref().is_none_or(|wanted| wanted == id)
    }

    /// A line for each index without problems, with the advice on it below; else the problems.
    fn summed_up(&self, file: &str, checked: &Checked) -> Result<Answer, Failure> {
        let Checked { evaluation, advice, problems, more, .. } = checked;
        let Some(evaluation) = evaluation else { return Err(Failure::problems(file, problems, more)) };
        let advice = advice.as_deref().unwrap_or_default();
        let on_index = |index: &IndexResult| {
            let lines = self.lang.advice_lines(&index.id, advice);
            self.summary(index) + &lines.into_iter().map(|line| line + "\n").collect::<String>()
        };
        let result: String = evaluation.indexes.iter().filter(|index| self.sums_up(&index.id)).map(on_index).collect();
        Ok(Answer::of(within_terminal(&result)).with_remarks(problem_lines(file, problems, more)))
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
        let advice = self.advice.as_deref();
        let found = Found { sound, problems: &self.problems, more: &self.more, advice };
        let text = Layout::Indented.write(&Published::new("check", Some(self.id.clone()), found));
        let text = text.map_err(|error| Failure::unwritten("JSON", error))?;
        Ok(Answer::of(text + "\n").with_status(u8::from(!sound)))
    }
}

/// The document prepared and evaluated. Where it is refused, the document says where in its text.
fn prepared_and_evaluated(document: &Document) -> Result<(Prepared, Evaluation), Refused> {
    let prepared = document.prepare()?;
    let evaluation = prepared.evaluate().or_else(|_| document.evaluate())?;
    Ok((prepared, evaluation))
}

/// The number of nodes without children: those that no deeper node follows.
fn indicators(index: &IndexResult) -> usize {
    let depths = || index.nodes.iter().map(|node| node.depth);
    let followers = depths().skip(1).chain([0]);
    depths().zip(followers).filter(|(depth, follower)| follower <= depth).count()
}
