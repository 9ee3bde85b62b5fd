//! What the verbs share that draw at random: how many draws of what.

use evalindex::Decimal;
use evalindex::robustness::{Draws, RobustnessError, WeightDraws};

use crate::analysis::Analysis;
use crate::failure::Failure;
use crate::progress::Threads;

/// The arguments of such a verb.
#[derive(Debug, clap::Args)]
pub(crate) struct Drawing {
    /// The seed of the draws: the same one gives the same result on every machine
    #[arg(long, value_name = "S", allow_negative_numbers = true, default_value_t = 1)]
    seed: u64,

    /// How weights are drawn: `uniform`, `dirichlet:K` (around the declared shares, the nearer the larger K),
    /// `within:25%` (each times a factor from 0.75 to 1.25), `normal:10%` (each times a factor of that deviation), or
    /// `declared` (not at all)
    #[arg(long, value_name = "HOW", default_value = "uniform", value_parser = weights)]
    weights: WeightDraws,

    /// Draw the weights at these levels only, 1 being the first below the index
    #[arg(long, value_name = "L", allow_negative_numbers = true, value_delimiter = ',')]
    levels: Vec<usize>,

    /// Draw methods: for each of the document's `alternatives`, what is declared or one of its options
    #[arg(long)]
    methods: bool,

    /// Draw figures: each as observed, and off by its indicator's `error`
    #[arg(long)]
    errors: bool,

    #[command(flatten)]
    threads: Threads,
}

impl Drawing {
    /// So many draws of it.
    pub(crate) fn draws(&self, count: u32) -> Draws {
        let draws = Draws::new(count, self.seed).weights(self.weights.clone()).threads(self.threads.count());
        let draws = draws.methods(self.methods).errors(self.errors);
        self.levels.iter().fold(draws, |draws, level| draws.level(*level))
    }
}

/// Why there are no draws.
pub(crate) fn failed(analysis: &Analysis, error: RobustnessError) -> Failure {
    match error {
        RobustnessError::Refused(refused) => analysis.refused(&refused),
        RobustnessError::OutOfRange { .. }
        | RobustnessError::NothingDrawn
        | RobustnessError::NothingDeclared { .. } => Failure::usage(error.to_string()),
        other => Failure::refused(other.to_string()),
    }
}

/// A line below a table: how many draws gave no ranking, and why.
pub(crate) fn failures(failed: u32, reasons: &[(String, u32)]) -> Vec<String> {
    let head = format!("{failed} of them gave no ranking and are left out:");
    let told = reasons.iter().map(|(reason, draws)| format!("  {draws}: {reason}"));
    if failed == 0 { Vec::new() } else { std::iter::once(head).chain(told).collect() }
}

/// A number such as `0.25`, or as a percentage, `25%`.
pub(crate) fn share(text: &str) -> Option<Decimal> {
    match text.strip_suffix('%') {
        Some(percent) => Decimal::from_str_exact(percent).ok()?.checked_div(Decimal::ONE_HUNDRED),
        None => Decimal::from_str_exact(text).ok(),
    }
}

/// `uniform`, or a distribution and its number; a number with `%` is in hundredths.
fn weights(argument: &str) -> Result<WeightDraws, String> {
    const FORMS: &str = "expected `uniform`, `dirichlet:K`, `within:25%`, `normal:10%` or `declared`";
    let (name, number) = argument.split_once(':').unwrap_or((argument, ""));
    match argument {
        "uniform" => return Ok(WeightDraws::Uniform),
        "declared" => return Ok(WeightDraws::Declared),
        _ => {}
    }
    let value = share(number).ok_or(FORMS)?;
    match name {
        "dirichlet" => Ok(WeightDraws::Dirichlet(value)),
        "within" => Ok(WeightDraws::Within(value)),
        "normal" => Ok(WeightDraws::Normal(value)),
        _ => Err(FORMS.to_owned()),
    }
}
