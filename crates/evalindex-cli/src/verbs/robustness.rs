//! `score robustness FILE`: the distribution of ranks under random weights, methods or figures.

use evalindex::Decimal;
use evalindex::robustness::{Robustness, SubjectRobustness};

use crate::args::{Analysis, Drawing, Opened, failures};
use crate::failure::Failure;
use crate::lang::line;
use crate::output::Answer;
use crate::render::{Role, Rows, Sheet, Tidy, fixed, percent, plain};

/// Draws weights at random many times over, methods and figures too if asked, and shows how places scatter
///
/// For each subject: mean place, standard deviation, quantiles, the probability of the first place and of each grade; as
/// JSON also that of every place, and the weights that make it first.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Document, index, format and language.
    #[command(flatten)]
    analysis: Analysis,

    /// How many draws
    #[arg(long, value_name = "N", allow_negative_numbers = true, default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(1..))]
    draws: u32,

    /// Compare every two subjects, at most 2000 of them: JSON has the probability that the one is ahead of the other
    #[arg(long)]
    pairwise: bool,

    /// What is drawn.
    #[command(flatten)]
    drawing: Drawing,
}

/// The decimals of a rank that is a mean or a quantile.
const DECIMALS: u32 = 2;

impl Arguments {
    /// Draws, and shows the distribution of ranks.
    pub(crate) fn run(self) -> Result<Answer, Failure> {
        let draws = self.drawing.draws(self.draws).pairwise(self.pairwise);
        let look = |opened: &Opened<'_>| {
            self.drawing.threads.watched(|control| opened.prepared.robustness(opened.index, &draws, control))
        };
        self.analysis.run("robustness", look, sheets)
    }
}

/// The distribution of each subject's ranks, and its probability of each grade.
fn sheets(opened: &Opened<'_>, found: &Robustness) -> Vec<Sheet> {
    let ranks = Rows::new(opened.lang, &found.subjects)
        .name(line::SUBJECT, |one| opened.subject(&one.subject))
        .number(line::MEAN, |one| fixed(one.mean, DECIMALS))
        .number(line::STANDARD_DEVIATION, |one| fixed(one.sd, DECIMALS))
        .number(line::QUANTILE_05, |one| fixed(one.quantiles.q05, DECIMALS))
        .number(line::QUANTILE_25, |one| fixed(one.quantiles.q25, DECIMALS))
        .number(line::MEDIAN, |one| fixed(one.quantiles.median, DECIMALS))
        .number(line::QUANTILE_75, |one| fixed(one.quantiles.q75, DECIMALS))
        .number(line::QUANTILE_95, |one| fixed(one.quantiles.q95, DECIMALS))
        .number(line::FIRST, |one| percent(one.acceptability(1)));
    let grades = found.subjects.first().map_or(&[][..], |one| &one.grades);
    let all = grades.iter().enumerate().fold(ranks, |rows, (position, (grade, _))| {
        rows.headed(Role::Optional, &opened.grade(grade), |one: &SubjectRobustness| {
            one.grades.get(position).map_or_else(String::new, |(_, share)| percent(*share))
        })
    });
    let mut below = vec![opened.lang.drawn(found.draws, found.seed, &found.generator)];
    below.extend(failures(opened.lang, found.failed, &found.failures));
    vec![
        Sheet::new(&opened.title, all.columns())
            .below(below)
            .tidy(tidy(opened, found))
            .tidy(acceptability(opened, found)),
    ]
}

/// The distribution of each subject's ranks, for machines.
fn tidy(opened: &Opened<'_>, found: &Robustness) -> Tidy {
    let rows = opened
        .tidy("places", &found.subjects)
        .text(line::CSV_SUBJECT, |one| Some(one.subject.clone()))
        .text(line::CSV_NAME, |one| Some(opened.subject(&one.subject)))
        .number(line::MEAN, |one| Some(one.mean))
        .number(line::STANDARD_DEVIATION, |one| Some(one.sd))
        .number(line::CSV_QUANTILE_05, |one| Some(one.quantiles.q05))
        .number(line::CSV_QUANTILE_25, |one| Some(one.quantiles.q25))
        .number(line::MEDIAN, |one| Some(one.quantiles.median))
        .number(line::CSV_QUANTILE_75, |one| Some(one.quantiles.q75))
        .number(line::CSV_QUANTILE_95, |one| Some(one.quantiles.q95))
        .number(line::FIRST, |one| Some(one.acceptability(1)));
    let grades = found.subjects.first().map_or(&[][..], |one| &one.grades);
    let all = grades.iter().enumerate().fold(rows, |rows, (position, (grade, _))| {
        rows.headed(opened.grade(grade), true, move |one: &SubjectRobustness| {
            one.grades.get(position).map(|(_, share)| plain(*share))
        })
    });
    all.table()
}

/// The share of the draws in which each subject has each rank, for machines.
fn acceptability(opened: &Opened<'_>, found: &Robustness) -> Tidy {
    let of = |one: &SubjectRobustness| -> Vec<(String, usize, Decimal)> {
        let place = |place: usize| (one.subject.clone(), place, one.acceptability(place));
        (1..=one.of_places).map(place).filter(|(_, _, share)| !share.is_zero()).collect()
    };
    let all: Vec<(String, usize, Decimal)> = found.subjects.iter().flat_map(of).collect();
    opened
        .tidy("acceptability", &all)
        .text(line::CSV_SUBJECT, |(subject, ..)| Some(subject.clone()))
        .number(line::CSV_RANK, |(_, place, _)| Some((*place).into()))
        .number(line::SHARE, |(.., share)| Some(*share))
        .table()
}
