//! `score robustness FILE`: how places scatter when weights, methods or figures are drawn at random.

use evalindex::Decimal;
use evalindex::number::Rounding;
use evalindex::robustness::Robustness;

use crate::analysis::{Analysis, Opened};
use crate::drawing::{Drawing, failed, failures};
use crate::failure::Failure;
use crate::output::Answer;
use crate::progress::Bar;
use crate::render::{Column, Role, Sheet};

/// Draws weights at random many times over, methods and figures too if asked, and shows how places scatter
///
/// For each subject: mean place, standard deviation, quantiles, the probability of the first place and of each grade; as
/// JSON also that of every place, of being ahead of each other subject, and the weights that make it first.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    analysis: Analysis,

    /// How many draws
    #[arg(long, value_name = "N", allow_negative_numbers = true, default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(1..))]
    draws: u32,

    #[command(flatten)]
    drawing: Drawing,
}

/// More subjects than this are not compared two by two.
const COMPARED: usize = 500;

impl Arguments {
    /// Draws and renders.
    pub(crate) fn run(self) -> Result<Answer, Failure> {
        let draws = self.drawing.draws(self.draws);
        let look = |opened: &Opened, index: usize| {
            let draws = draws.clone().pairwise(opened.subjects_of(index) <= COMPARED);
            let bar = Bar::new(self.draws, "draws");
            let found = opened.prepared.robustness_told(index, &draws, &|made| bar.made(made));
            bar.done();
            found.map_err(|error| failed(&self.analysis, error))
        };
        self.analysis.run(look, sheets)
    }
}

fn sheets(opened: &Opened, index: usize, found: &Robustness) -> Vec<Sheet> {
    let subjects = || found.subjects.iter();
    let number = |figure: Decimal| Rounding::half_up(2).apply(figure).to_string();
    let percent = |share: Decimal| {
        let percent = share.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(share);
        format!("{}%", Rounding::half_up(1).apply(percent))
    };
    let mut columns = vec![
        Column::new(Role::Name, opened.words().subject, subjects().map(|one| opened.subject(&one.subject))),
        Column::new(Role::Number, opened.heading("Mean"), subjects().map(|one| number(one.mean))),
        Column::new(Role::Number, opened.heading("SD"), subjects().map(|one| number(one.sd))),
        Column::new(Role::Number, opened.heading("5%"), subjects().map(|one| number(one.quantiles.q05))),
        Column::new(Role::Number, opened.heading("25%"), subjects().map(|one| number(one.quantiles.q25))),
        Column::new(Role::Number, opened.heading("Median"), subjects().map(|one| number(one.quantiles.median))),
        Column::new(Role::Number, opened.heading("75%"), subjects().map(|one| number(one.quantiles.q75))),
        Column::new(Role::Number, opened.heading("95%"), subjects().map(|one| number(one.quantiles.q95))),
        Column::new(Role::Number, opened.heading("First"), subjects().map(|one| percent(one.acceptability(1)))),
    ];
    let grades = found.subjects.first().map(|one| one.grades.clone()).unwrap_or_default();
    for (at, (grade, _)) in grades.iter().enumerate() {
        let share = |one: &evalindex::robustness::SubjectRobustness| one.grades.get(at).map_or_else(String::new, |(_, share)| percent(*share));
        columns.push(Column::new(Role::Dimension, grade, subjects().map(share)));
    }
    let mut below = vec![format!("{} draws, seed {}, {}", found.draws, found.seed, found.generator)];
    below.extend(failures(found.failed, &found.failures));
    if found.pairwise.is_none() {
        below.push(format!("More than {COMPARED} subjects are not compared two by two."));
    }
    vec![Sheet { title: opened.title(index), columns, below }]
}
