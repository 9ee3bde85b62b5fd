//! `score sensitivity FILE`: where the uncertainty of places comes from.

use evalindex::Decimal;
use evalindex::number::Rounding;
use evalindex::robustness::{Estimate, Sensitivity};

use crate::analysis::{Analysis, Opened};
use crate::drawing::{Drawing, failed, failures};
use crate::failure::Failure;
use crate::output::Answer;
use crate::progress::Bar;
use crate::render::{Column, Role, Sheet};

/// Shares the uncertainty of places out among weights, methods and errors of figures (Sobol' indices)
///
/// The first-order index of a factor is the share of the variance of the mean distance of places from those of the ranking
/// as it is that goes away when this factor alone is known; the total index, the share that is left when all others are.
/// Each with its interval from 2.5 % to 97.5 %. As JSON also the indices of each subject's place.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    analysis: Analysis,

    /// How many rows, each evaluated twice and once more for each factor
    #[arg(long, value_name = "N", allow_negative_numbers = true, default_value_t = 1000, value_parser = clap::value_parser!(u32).range(2..))]
    draws: u32,

    #[command(flatten)]
    drawing: Drawing,
}

impl Arguments {
    /// Draws and renders.
    pub(crate) fn run(self) -> Result<Answer, Failure> {
        let draws = self.drawing.draws(self.draws);
        let look = |opened: &Opened, index: usize| {
            let bar = Bar::new(self.draws, "draws");
            let found = opened.prepared.sensitivity(index, &draws, &|made| bar.made(made));
            bar.done();
            found.map_err(|error| failed(&self.analysis, error))
        };
        self.analysis.run(look, sheets)
    }
}

fn sheets(opened: &Opened, index: usize, found: &Sensitivity) -> Vec<Sheet> {
    let number = |figure: Decimal| Rounding::half_up(3).apply(figure).to_string();
    let value = |estimate: Option<Estimate>| estimate.map_or_else(|| "–".to_owned(), |one| number(one.value));
    let interval = |estimate: Option<Estimate>| {
        estimate.map_or_else(String::new, |one| format!("{} to {}", number(one.low), number(one.high)))
    };
    let factors = || found.factors.iter();
    let columns = vec![
        Column::new(Role::Name, opened.heading("Factor"), factors().map(|one| one.factor.clone())),
        Column::new(Role::Number, opened.heading("First-order"), factors().map(|one| value(one.first))),
        Column::new(Role::Dimension, opened.heading("2.5% to 97.5%"), factors().map(|one| interval(one.first))),
        Column::new(Role::Number, opened.heading("Total"), factors().map(|one| value(one.total))),
        Column::new(Role::Dimension, opened.heading("2.5% to 97.5% (total)"), factors().map(|one| interval(one.total))),
    ];
    let mut below = vec![
        format!("Mean distance of places from those of the ranking as it is: {}", number(found.mean_shift)),
        format!("{} rows, seed {}, {}", found.rows, found.seed, found.generator),
    ];
    below.extend(failures(found.failed, &found.failures));
    vec![Sheet { title: opened.title(index), columns, below }]
}
