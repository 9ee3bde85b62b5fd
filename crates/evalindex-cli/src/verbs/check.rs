//! `score check FILE`: every problem and warning of a document, of its structure and of its figures.

use evalindex::Refused;
use evalindex::result::IndexResult;

use crate::args::Input;
use crate::failure::{Failure, problem_lines};
use crate::output::Answer;
use crate::render::{counted, visible};

/// Reports every problem and warning in a document, without printing a ranking
///
/// Exit status 1 when there are problems; warnings alone leave it 0.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The document.
    #[command(flatten)]
    input: Input,
}

impl Arguments {
    /// Reads, checks, and sums up.
    pub(crate) fn run(self) -> Result<Answer, Failure> {
        let file = self.input.file.name();
        let refused = |file: &str, refused: Refused| Failure::problems(file, refused.problems(), refused.more());
        let document = self.input.file.document(refused)?;
        match document.evaluate() {
            Ok(evaluation) => {
                let result = evaluation.indexes.iter().map(summary).collect();
                let remarks = problem_lines(&file, document.warnings(), document.more_warnings());
                Ok(Answer { result, remarks })
            }
            Err(refused) => {
                let more: Vec<_> = refused.more().iter().chain(document.more_warnings()).cloned().collect();
                let mut findings = [document.warnings(), refused.problems()].concat();
                findings.sort_by_key(|finding| finding.position);
                Err(Failure::problems(&file, &findings, &more))
            }
        }
    }
}

/// The line on an index without problems.
fn summary(index: &IndexResult) -> String {
    let subjects = counted(index.ranking.len() + index.unranked.len(), "subject");
    let indicators = counted(indicators(index), "indicator");
    format!("{}: {subjects}, {indicators} — no problems\n", visible(&index.id))
}

/// The number of nodes without children: those that no deeper node follows.
fn indicators(index: &IndexResult) -> usize {
    let depths = || index.nodes.iter().map(|node| node.depth);
    let followers = depths().skip(1).chain([0]);
    depths().zip(followers).filter(|(depth, follower)| follower <= depth).count()
}
