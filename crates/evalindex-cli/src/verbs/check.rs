//! `score check FILE`: every problem and warning of a document, of its structure and of its figures.

use evalindex::Refused;
use evalindex::problem::{More, Problem};
use evalindex::result::IndexResult;

use crate::args::Input;
use crate::failure::{Failure, problem_lines};
use crate::lang::Lang;
use crate::output::Answer;
use crate::render::visible;

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

    /// The language of the summary
    #[arg(long, value_enum, default_value_t = Lang::En)]
    lang: Lang,
}

impl Arguments {
    /// Reads, checks, and sums up.
    pub(crate) fn run(self) -> Result<Answer, Failure> {
        let file = self.input.file.name();
        let refused = |file: &str, refused: Refused| Failure::problems(file, refused.problems(), refused.more());
        let document = self.input.file.document(refused)?;
        let evaluation = document.evaluate().map_err(|refused| {
            let mut all: Vec<Problem> = document.warnings().iter().chain(refused.problems()).cloned().collect();
            all.sort_by_key(|problem| problem.position);
            let more: Vec<More> = refused.more().iter().chain(document.more_warnings()).cloned().collect();
            Failure::problems(&file, &all, &more)
        })?;
        let summed_up = match &self.index {
            Some(id) => std::slice::from_ref(evaluation.index(id)?),
            None => &evaluation.indexes,
        };
        let result = summed_up.iter().map(|index| self.summary(index)).collect();
        Ok(Answer { result, remarks: problem_lines(&file, document.warnings(), document.more_warnings()) })
    }

    /// The line on an index without problems.
    fn summary(&self, index: &IndexResult) -> String {
        let subjects = index.ranking.len() + index.unranked.len();
        self.lang.sound(&visible(&index.id), subjects, indicators(index)) + "\n"
    }
}

/// The number of nodes without children: those that no deeper node follows.
fn indicators(index: &IndexResult) -> usize {
    let depths = || index.nodes.iter().map(|node| node.depth);
    let followers = depths().skip(1).chain([0]);
    depths().zip(followers).filter(|(depth, follower)| follower <= depth).count()
}
