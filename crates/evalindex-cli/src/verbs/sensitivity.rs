//! `score sensitivity FILE`: the share of each factor in the uncertainty of ranks.

use evalindex::Decimal;
use evalindex::robustness::{Estimate, FactorSensitivity, Sensitivity, SubjectSensitivity};

use crate::args::{Analysis, Drawing, Opened, failures};
use crate::failure::Failure;
use crate::lang::{Line, line};
use crate::output::Answer;
use crate::render::{Rows, Sheet, Tidy, fixed, fixed_or_none, plain};

/// Shares the uncertainty of places out among weights, methods and errors of figures (Sobol' indices)
///
/// The first-order index of a factor is the share of the variance of the mean distance of places from those of the ranking
/// as it is that goes away when this factor alone is known; the total index, the share that is left when all others are.
/// Each with its interval from 2.5 % to 97.5 %. As JSON also the indices of each subject's place.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Document, index, format and language.
    #[command(flatten)]
    analysis: Analysis,

    /// How many rows, each evaluated twice and once more for each factor
    #[arg(long, value_name = "N", allow_negative_numbers = true, default_value_t = 1000, value_parser = clap::value_parser!(u32).range(2..))]
    draws: u32,

    /// What is drawn.
    #[command(flatten)]
    drawing: Drawing,
}

/// The decimals of an index or a distance.
const DECIMALS: u32 = 3;

impl Arguments {
    /// Draws, and shows the share of each factor.
    pub(crate) fn run(self) -> Result<Answer, Failure> {
        let draws = self.drawing.draws(self.draws);
        let look = |opened: &Opened<'_>| {
            self.drawing.threads.watched(|control| opened.prepared.sensitivity(opened.index, &draws, control))
        };
        self.analysis.run("sensitivity", look, sheets)
    }
}

/// The indices of each factor, with their intervals.
fn sheets(opened: &Opened<'_>, found: &Sensitivity) -> Vec<Sheet> {
    let value = |estimate: Option<Estimate>| fixed_or_none(estimate.map(|one| one.value), DECIMALS);
    let interval = |estimate: Option<Estimate>| {
        let ends = estimate.map(|one| [one.low, one.high].map(|end| fixed(end, DECIMALS)));
        ends.map_or_else(String::new, |[low, high]| opened.lang.between(&low, &high))
    };
    let columns = Rows::new(opened.lang, &found.factors)
        .name(line::FACTOR, |one| opened.lang.factor(&one.factor))
        .number(line::FIRST_ORDER, |one| value(one.first))
        .optional(line::INTERVAL, |one| interval(one.first))
        .number(line::TOTAL, |one| value(one.total))
        .optional(line::INTERVAL_OF_TOTAL, |one| interval(one.total))
        .columns();
    let distance = fixed(found.mean_shift, DECIMALS);
    let mut below =
        vec![opened.lang.mean_distance(&distance), opened.lang.rows_drawn(found.rows, found.seed, &found.generator)];
    below.extend(failures(opened.lang, found.failed, &found.failures));
    vec![Sheet::new(&opened.title, columns).below(below).tidy(factors(opened, found)).tidy(subjects(opened, found))]
}

/// One index of a factor.
type IndexOf = fn(&FactorSensitivity) -> Option<Estimate>;

/// The indices of each factor, for machines.
fn factors(opened: &Opened<'_>, found: &Sensitivity) -> Tidy {
    let ends = |estimate: Option<Estimate>, end: fn(&Estimate) -> Decimal| estimate.as_ref().map(end).map(plain);
    let mut rows = opened.tidy("factors", &found.factors).text(line::FACTOR, |one| Some(one.factor.clone()));
    let indices: [(Line, IndexOf); 2] = [(line::FIRST_ORDER, |one| one.first), (line::TOTAL, |one| one.total)];
    for (heading, index) in indices {
        rows = rows
            .number(heading, move |one| index(one).map(|estimate| estimate.value))
            .part([heading, line::LOW], true, move |one| ends(index(one), |estimate| estimate.low))
            .part([heading, line::HIGH], true, move |one| ends(index(one), |estimate| estimate.high));
    }
    rows.table()
}

/// The indices of each subject's place, for machines.
fn subjects(opened: &Opened<'_>, found: &Sensitivity) -> Tidy {
    let of = |factor: &FactorSensitivity| -> Vec<(String, SubjectSensitivity)> {
        factor.subjects.iter().map(|one| (factor.factor.clone(), one.clone())).collect()
    };
    let all: Vec<(String, SubjectSensitivity)> = found.factors.iter().flat_map(of).collect();
    opened
        .tidy("subjects", &all)
        .text(line::FACTOR, |(factor, _)| Some(factor.clone()))
        .text(line::CSV_SUBJECT, |(_, one)| Some(one.subject.clone()))
        .text(line::CSV_NAME, |(_, one)| Some(opened.subject(&one.subject)))
        .number(line::FIRST_ORDER, |(_, one)| one.first)
        .number(line::TOTAL, |(_, one)| one.total)
        .table()
}
