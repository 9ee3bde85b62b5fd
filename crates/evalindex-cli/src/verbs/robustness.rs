//! `score robustness FILE`: how places scatter when weights are drawn at random.

use std::io::{IsTerminal, Write};
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use evalindex::{Decimal, Draws, Robustness, RobustnessError, Rounding, WeightDraws};

use crate::analysis::{Analysis, Opened};
use crate::failure::Failure;
use crate::output::Answer;
use crate::render::{Column, Role, Sheet};

/// Draws weights at random many times over, and shows how places scatter
///
/// For each subject: mean place, standard deviation, quantiles, the probability of the first place and of each grade; as
/// JSON also that of every place, of being ahead of each other subject, and the weights that make it first.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    analysis: Analysis,

    /// How many draws
    #[arg(long, value_name = "N", default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(1..))]
    draws: u32,

    /// The seed of the draws: the same one gives the same result on every machine
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,

    /// How weights are drawn: `uniform`, `dirichlet:K` (around the declared shares, the nearer the larger K),
    /// `within:25%` (each times a factor from 0.75 to 1.25), `normal:10%` (each times a factor of that deviation)
    #[arg(long, value_name = "HOW", default_value = "uniform", value_parser = weights)]
    weights: WeightDraws,

    /// Draw the weights at these levels only, 1 being the first below the index
    #[arg(long, value_name = "L", value_delimiter = ',')]
    levels: Vec<usize>,

    /// On how many threads; the result does not depend on it
    #[arg(long, value_name = "T")]
    threads: Option<NonZeroUsize>,
}

/// More subjects than this are not compared two by two.
const COMPARED: usize = 500;

impl Arguments {
    /// Draws and renders.
    pub(crate) fn run(self) -> Result<Answer, Failure> {
        let threads = self.threads.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
        let mut draws = Draws::new(self.draws, self.seed).weights(self.weights.clone()).threads(threads);
        for level in &self.levels {
            draws = draws.level(*level);
        }
        let look = |opened: &Opened, index: usize| {
            let draws = draws.clone().pairwise(opened.document.subjects().len() <= COMPARED);
            let bar = Bar::new(self.draws);
            let found = opened.prepared.robustness_told(index, &draws, &|made| bar.made(made));
            bar.done();
            found.map_err(|error| match error {
                RobustnessError::Refused(refused) => self.analysis.refused(&refused),
                RobustnessError::OutOfRange { .. } => Failure::usage(error.to_string()),
                other => Failure::refused(other.to_string()),
            })
        };
        self.analysis.run(look, sheets)
    }
}

/// `uniform`, or a distribution and its number; a number with `%` is in hundredths.
fn weights(argument: &str) -> Result<WeightDraws, String> {
    const FORMS: &str = "expected `uniform`, `dirichlet:K`, `within:25%` or `normal:10%`";
    let (name, number) = argument.split_once(':').unwrap_or((argument, ""));
    if name == "uniform" && number.is_empty() {
        return Ok(WeightDraws::Uniform);
    }
    let plain = |text: &str| Decimal::from_str_exact(text).map_err(|_| FORMS.to_owned());
    let value = match number.strip_suffix('%') {
        Some(percent) => plain(percent)?.checked_div(Decimal::ONE_HUNDRED).ok_or(FORMS)?,
        None => plain(number)?,
    };
    match name {
        "dirichlet" => Ok(WeightDraws::Dirichlet(value)),
        "within" => Ok(WeightDraws::Within(value)),
        "normal" => Ok(WeightDraws::Normal(value)),
        _ => Err(FORMS.to_owned()),
    }
}

/// A line on a terminal's standard error that tells how far the draws have come, once they take over a second.
struct Bar {
    all: u32,
    made: AtomicU32,
    started: Instant,
    shows: bool,
}

impl Bar {
    fn new(all: u32) -> Self {
        Self { all, made: AtomicU32::new(0), started: Instant::now(), shows: std::io::stderr().is_terminal() }
    }

    fn made(&self, more: u32) {
        let before = self.made.fetch_add(more, Ordering::Relaxed);
        let percent = |made: u32| u64::from(made) * 100 / u64::from(self.all.max(1));
        let now = before.saturating_add(more);
        if self.shows && percent(now) > percent(before) && self.started.elapsed() > Duration::from_secs(1) {
            let done = usize::try_from(percent(now)).unwrap_or_default().min(100) / 4;
            let _ = write!(std::io::stderr(), "\r[{:25}] {now} of {} draws", "#".repeat(done), self.all);
        }
    }

    fn done(&self) {
        if self.shows && self.started.elapsed() > Duration::from_secs(1) {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
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
        Column::new(Role::Number, "Mean", subjects().map(|one| number(one.mean))),
        Column::new(Role::Number, "SD", subjects().map(|one| number(one.sd))),
        Column::new(Role::Number, "5%", subjects().map(|one| number(one.quantiles.q05))),
        Column::new(Role::Number, "25%", subjects().map(|one| number(one.quantiles.q25))),
        Column::new(Role::Number, "Median", subjects().map(|one| number(one.quantiles.median))),
        Column::new(Role::Number, "75%", subjects().map(|one| number(one.quantiles.q75))),
        Column::new(Role::Number, "95%", subjects().map(|one| number(one.quantiles.q95))),
        Column::new(Role::Number, "First", subjects().map(|one| percent(one.acceptability(1)))),
    ];
    let grades = found.subjects.first().map(|one| one.grades.clone()).unwrap_or_default();
    for (at, (grade, _)) in grades.iter().enumerate() {
        let share = |one: &evalindex::SubjectRobustness| one.grades.get(at).map_or_else(String::new, |(_, share)| percent(*share));
        columns.push(Column::new(Role::Dimension, grade, subjects().map(share)));
    }
    let mut below = vec![format!("{} draws, seed {}, {}", found.draws, found.seed, found.generator)];
    if found.failed > 0 {
        below.push(format!("{} of them gave no ranking and are left out", found.failed));
    }
    vec![Sheet { title: opened.title(index), columns, below }]
}
