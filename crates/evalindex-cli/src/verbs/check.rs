//! `score check FILE`: every problem and warning of a document, of its structure and of its figures.

use evalindex::problem::Severity;
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
        let document = self.input.file.document(Failure::problems)?;
        let file = self.input.file.name();
        let findings = document.check();
        if findings.iter().any(|finding| finding.severity == Severity::Problem) {
            return Err(Failure::problems(&file, &findings));
        }
        let evaluation = document.evaluate().map_err(|refused| Failure::problems(&file, refused.problems()))?;
        let result = evaluation.indexes.iter().map(summary).collect();
        Ok(Answer { result, remarks: problem_lines(&file, &findings) })
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
