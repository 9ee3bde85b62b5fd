//! The arguments of verbs that draw weights, methods and figures at random.

use evalindex::robustness::{Draws, WeightDraws};

use super::{Threads, share};
use crate::lang::Lang;

/// The options of draws.
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

    /// On how many threads.
    #[command(flatten)]
    pub(crate) threads: Threads,
}

impl Drawing {
    /// This number of draws.
    pub(crate) fn draws(&self, count: u32) -> Draws {
        let draws = Draws::new(count, self.seed).weights(self.weights.clone());
        let draws = draws.methods(self.methods).errors(self.errors);
        self.levels.iter().fold(draws, |draws, level| draws.level(*level))
    }
}

/// The lines below a table about draws that give no ranking: their number, and a line for each reason.
pub(crate) fn failures(lang: Lang, failed: u32, reasons: &[(String, u32)]) -> Vec<String> {
    let head = lang.draws_failed(failed);
    let each = reasons.iter().map(|(reason, draws)| format!("  {draws}: {reason}"));
    if failed == 0 { Vec::new() } else { std::iter::once(head).chain(each).collect() }
}

/// Reads `uniform`, `declared`, or a distribution and its number; a number with `%` is in hundredths.
fn weights(argument: &str) -> Result<WeightDraws, String> {
    let (name, number) = argument.split_once(':').unwrap_or((argument, ""));
    let found = match (argument, name) {
        ("uniform", _) => Some(WeightDraws::Uniform),
        ("declared", _) => Some(WeightDraws::Declared),
        (_, "dirichlet") => share(number).map(WeightDraws::Dirichlet),
        (_, "within") => share(number).map(WeightDraws::Within),
        (_, "normal") => share(number).map(WeightDraws::Normal),
        _ => None,
    };
    found.ok_or_else(|| "expected `uniform`, `dirichlet:K`, `within:25%`, `normal:10%` or `declared`".to_owned())
}

#[cfg(test)]
mod tests {
    use evalindex::Decimal;

    use super::*;

    #[test]
    fn distributions_take_a_number_and_the_others_none() {
        assert_eq!(weights("uniform"), Ok(WeightDraws::Uniform));
        assert_eq!(weights("within:25%"), Ok(WeightDraws::Within(Decimal::new(25, 2))));
        for wrong in ["uniform:1", "within", "within:", "gamma:2", "normal:x"] {
            assert!(weights(wrong).is_err(), "{wrong}");
        }
    }
}
