//! `score leave-out FILE`: the ranking without one indicator, dimension or subject.

use evalindex::robustness::{Leave, LeaveOut, LeftOut, OutEffect};

use crate::args::{Analysis, Opened, Threads};
use crate::failure::Failure;
use crate::lang::line;
use crate::output::Answer;
use crate::render::{Column, Rows, Sheet, Tidy, fixed, or_none};

/// Shows what becomes of the ranking without each indicator, dimension and subject in turn
///
/// Places are those among the subjects that are ranked both with and without it: the mean number of places that they move,
/// the pairs that change their order, the farthest move and the new first. A node's siblings take its weight in proportion;
/// without a subject rules are calibrated on the figures of the others.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Document, index, format and language.
    #[command(flatten)]
    analysis: Analysis,

    /// Leave out only these
    #[arg(long, value_enum, default_value_t = Of::All)]
    only: Of,

    /// On how many threads.
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

impl From<Of> for Leave {
    fn from(of: Of) -> Self {
        match of {
            Of::All => Self::All,
            Of::Nodes => Self::Nodes,
            Of::Subjects => Self::Subjects,
        }
    }
}

impl Arguments {
    /// Leaves out each in turn, and shows the effect on the ranking.
    pub(crate) fn run(self) -> Result<Answer, Failure> {
        let look = |opened: &Opened<'_>| {
            self.threads.watched(|control| opened.prepared.leave_out(opened.index, self.only.into(), control))
        };
        self.analysis.run("leave-out", look, sheets)
    }
}

/// A sheet of nodes and one of subjects, as far as any are left out.
fn sheets(opened: &Opened<'_>, found: &LeaveOut) -> Vec<Sheet> {
    [Kind::Node, Kind::Subject].into_iter().filter_map(|kind| kind.sheet(opened, found)).collect()
}

/// What the items of a sheet are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Indicators and dimensions.
    Node,
    /// Subjects.
    Subject,
}

impl Kind {
    /// The sheet of this kind, where any is left out.
    fn sheet(self, opened: &Opened<'_>, found: &LeaveOut) -> Option<Sheet> {
        let (what, left_out) = match self {
            Self::Node => (line::WITHOUT_A_NODE, &found.nodes),
            Self::Subject => (line::WITHOUT_A_SUBJECT, &found.subjects),
        };
        let sheet = || {
            let sheet = Sheet::new(opened.titled(what), self.columns(opened, left_out));
            sheet.below(self.below(opened, left_out)).tidy(self.tidy(opened, left_out))
        };
        (!left_out.is_empty()).then(sheet)
    }

    /// The name of an item in lines of text.
    fn name(self, opened: &Opened<'_>, id: &str) -> String {
        match self {
            Self::Node => opened.node(id),
            Self::Subject => opened.subject(id),
        }
    }

    /// The effect of leaving out each.
    fn columns(self, opened: &Opened<'_>, left_out: &[LeftOut]) -> Vec<Column> {
        let name = |one: &LeftOut| match self {
            Self::Node => opened.indented_node(&one.id),
            Self::Subject => opened.subject(&one.id),
        };
        let weight = |one: &LeftOut| or_none(one.declared.as_ref().map(ToString::to_string));
        let effect = |one: &LeftOut, cell: &dyn Fn(&OutEffect) -> String| or_none(one.effect.as_ref().ok().map(cell));
        let farthest = |effect: &OutEffect| {
            let farthest = effect.largest.as_ref();
            or_none(farthest.map(|one| format!("{} {} → {}", opened.subject(&one.subject), one.before, one.after)))
        };
        Rows::new(opened.lang, left_out)
            .name(line::WITHOUT, name)
            .when(self == Self::Node, |rows| rows.number(line::WEIGHT, weight))
            .number(line::MEAN_MOVE, |one| effect(one, &|effect| fixed(effect.mean_change, 2)))
            .number(line::PAIRS_REVERSED, |one| effect(one, &|effect| effect.reversed.to_string()))
            .word(line::FARTHEST, |one| effect(one, &farthest))
            .word(line::FIRST, |one| effect(one, &|effect| opened.subject_list(&effect.first)))
            .columns()
    }

    /// The reason where there is no ranking; else the subjects that lose their rank, and those that get one.
    fn below(self, opened: &Opened<'_>, left_out: &[LeftOut]) -> Vec<String> {
        let mut lines = Vec::new();
        for one in left_out {
            let without = self.name(opened, &one.id);
            match &one.effect {
                Err(reason) => lines.push(opened.lang.no_ranking_without(&without, reason)),
                Ok(effect) => {
                    if !effect.unranked.is_empty() {
                        lines.push(opened.lang.unranked_without(&without, &opened.subject_list(&effect.unranked)));
                    }
                    if !effect.ranked.is_empty() {
                        lines.push(opened.lang.ranked_without(&without, &opened.subject_list(&effect.ranked)));
                    }
                }
            }
        }
        lines
    }

    /// The effect of leaving out each, for machines.
    fn tidy(self, opened: &Opened<'_>, left_out: &[LeftOut]) -> Tidy {
        let (file, name): (_, &dyn Fn(&str) -> String) = match self {
            Self::Node => ("nodes", &|id| opened.node_name(id)),
            Self::Subject => ("subjects", &|id| opened.subject(id)),
        };
        let effect = |one: &LeftOut| one.effect.as_ref().ok().cloned();
        let largest = |one: &LeftOut| effect(one)?.largest;
        opened
            .tidy(file, left_out)
            .text(line::WITHOUT, |one| Some(one.id.clone()))
            .text(line::CSV_NAME, |one| Some(name(&one.id)))
            .when(self == Self::Node, |rows| {
                rows.written(line::WEIGHT, |one| one.declared.as_ref().map(ToString::to_string))
            })
            .number(line::MEAN_MOVE, |one| Some(effect(one)?.mean_change))
            .number(line::PAIRS_REVERSED, |one| Some(effect(one)?.reversed.into()))
            .text(line::FARTHEST, |one| Some(largest(one)?.subject))
            .written(line::FROM, |one| Some(largest(one)?.before.to_string()))
            .written(line::TO, |one| Some(largest(one)?.after.to_string()))
            .text(line::FIRST, |one| Some(effect(one)?.first.join(";")))
            .text(line::CSV_REASON, |one| {
                one.effect.as_ref().err().map(|reason| opened.lang.translated(reason).into_owned())
            })
            .table()
    }
}
