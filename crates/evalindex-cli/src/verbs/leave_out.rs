//! `score leave-out FILE`: what becomes of the ranking without one indicator, dimension or subject.

use evalindex::number::Rounding;
use evalindex::robustness::{Leave, LeaveOut, LeftOut, OutEffect};

use crate::analysis::{Analysis, Opened};
use crate::failure::Failure;
use crate::output::Answer;
use crate::progress::{Bar, Threads};
use crate::render::{Column, Role, Sheet, or_none};

/// Shows what becomes of the ranking without each indicator, dimension and subject in turn
///
/// Places are those among the subjects that are ranked both with and without it: the mean number of places that they move,
/// the pairs that change their order, the farthest move and the new first. A node's siblings take its weight in proportion;
/// without a subject rules are calibrated on the figures of the others.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    analysis: Analysis,

    /// Leave out only these
    #[arg(long, value_enum, default_value_t = Of::All)]
    only: Of,

    #[command(flatten)]
    threads: Threads,
}

/// What is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Of {
    /// Indicators, dimensions and subjects
    All,
    /// Indicators and dimensions
    Nodes,
    /// Subjects
    Subjects,
}

impl Arguments {
    /// Leaves out each in turn and renders what becomes of the ranking.
    pub(crate) fn run(self) -> Result<Answer, Failure> {
        let what = match self.only {
            Of::All => Leave::All,
            Of::Nodes => Leave::Nodes,
            Of::Subjects => Leave::Subjects,
        };
        let look = |opened: &Opened, index: usize| {
            let subjects = u32::try_from(opened.subjects_of(index)).unwrap_or(u32::MAX);
            let bar = Bar::new(subjects, "subjects");
            let found = opened.prepared.leave_out(index, what, self.threads.count(), &|done| bar.made(done));
            bar.done();
            found.map_err(|refused| self.analysis.refused(&refused))
        };
        self.analysis.run(look, sheets)
    }
}

fn sheets(opened: &Opened, index: usize, found: &LeaveOut) -> Vec<Sheet> {
    let title = opened.title(index);
    let sheet = |what: &'static str, left_out: &[LeftOut], name: &dyn Fn(&str) -> String| {
        let (columns, below) = (columns(opened, left_out, name), below(opened, left_out, name));
        (!left_out.is_empty()).then(|| Sheet { title: format!("{title}: {}", opened.heading(what)), columns, below })
    };
    let nodes = sheet("without a node", &found.nodes, &str::to_owned);
    let subjects = sheet("without a subject", &found.subjects, &|id| opened.subject(id));
    nodes.into_iter().chain(subjects).collect()
}

fn columns(opened: &Opened, left_out: &[LeftOut], name: &dyn Fn(&str) -> String) -> Vec<Column> {
    let column = |role, heading: &'static str, cell: &dyn Fn(&OutEffect) -> String| {
        Column::new(role, opened.heading(heading), left_out.iter().map(|one| or_none(one.effect.as_ref().ok().map(cell))))
    };
    let largest = |effect: &OutEffect| {
        let move_of = effect.largest.as_ref();
        or_none(move_of.map(|one| format!("{} {} → {}", opened.subject(&one.subject), one.before, one.after)))
    };
    let first = |effect: &OutEffect| {
        effect.first.iter().map(|id| opened.subject(id)).collect::<Vec<_>>().join(", ")
    };
    vec![
        Column::new(Role::Name, opened.heading("Without"), left_out.iter().map(|one| name(&one.id))),
        column(Role::Number, "Mean move", &|effect| Rounding::half_up(2).apply(effect.mean_change).to_string()),
        column(Role::Number, "Pairs reversed", &|effect| effect.reversed.to_string()),
        column(Role::Grade, "Farthest", &largest),
        column(Role::Grade, "First", &first),
    ]
}

/// Whom it costs a place or gives one, and why there is no ranking.
fn below(opened: &Opened, left_out: &[LeftOut], name: &dyn Fn(&str) -> String) -> Vec<String> {
    let mut lines = Vec::new();
    for one in left_out {
        let without = name(&one.id);
        let names = |ids: &[String]| ids.iter().map(|id| opened.subject(id)).collect::<Vec<_>>().join(", ");
        match &one.effect {
            Err(reason) => lines.push(format!("Without {without} there is no ranking: {reason}")),
            Ok(effect) => {
                let changes = [("not ranked any more", &effect.unranked), ("ranked only then", &effect.ranked)];
                let told = changes.into_iter().filter(|(_, ids)| !ids.is_empty());
                lines.extend(told.map(|(what, ids)| format!("Without {without} {what}: {}", names(ids))));
            }
        }
    }
    lines
}
