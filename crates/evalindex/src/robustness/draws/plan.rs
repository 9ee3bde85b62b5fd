//! The plan of draws, and why there are none.

use rust_decimal::Decimal;
use serde::Serialize;

use super::WeightDraws;
use super::sample::GENERATOR;
use crate::engine::View;
use crate::number::plain;
use crate::robustness::control::Cancelled;
use crate::robustness::range::expected_range;
use crate::support::{Refused, UnknownIndex, from_index_error};

/// A plan: what is drawn, and how often.
///
/// ```
/// use evalindex::Decimal;
/// use evalindex::robustness::{Draws, WeightDraws};
///
/// let draws = Draws::new(10_000, 1).weights(WeightDraws::Within(Decimal::new(25, 2))).pairwise(true);
/// assert_eq!(draws.count, 10_000);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Draws {
    /// The number of draws, 1 to [`Draws::MOST`].
    pub count: u32,
    /// The seed: the same seed gives the same draws.
    pub seed: u64,
    /// How weights are drawn.
    pub weights: WeightDraws,
    /// Whether methods are drawn: for each alternative of the index the declared method or one of its options, with
    /// equal probability.
    pub methods: bool,
    /// Whether errors of figures are drawn: each observed figure with a random error added, as its indicator declares.
    pub errors: bool,
    /// The levels of the tree whose weights are drawn, 1 for the first below the index; all levels where the list is
    /// empty.
    pub levels: Vec<usize>,
    /// Whether to count for every two subjects how often the one is ahead of the other: for at most
    /// [`Draws::MOST_COMPARED`] subjects, as time and memory grow with the square of their number.
    pub pairwise: bool,
}

impl Draws {
    /// The largest number of draws, and of rows of given weights: ten million.
    pub const MOST: u32 = 10_000_000;

    /// The largest number of subjects of which every two are compared.
    pub const MOST_COMPARED: usize = 2_000;

    /// This number of draws of uniform weights at every level; pairs of subjects are not compared.
    pub fn new(count: u32, seed: u64) -> Self {
        Self {
            count,
            seed,
            weights: WeightDraws::Uniform,
            methods: false,
            errors: false,
            levels: Vec::new(),
            pairwise: false,
        }
    }

    /// Sets how weights are drawn.
    pub fn weights(mut self, weights: WeightDraws) -> Self {
        self.weights = weights;
        self
    }

    /// Sets whether methods are drawn.
    pub fn methods(mut self, methods: bool) -> Self {
        self.methods = methods;
        self
    }

    /// Sets whether errors of figures are drawn.
    pub fn errors(mut self, errors: bool) -> Self {
        self.errors = errors;
        self
    }

    /// Adds a level whose weights are drawn.
    pub fn level(mut self, level: usize) -> Self {
        self.levels.push(level);
        self
    }

    /// The number of draws that are made: that of rows, where weights are given.
    pub(super) fn made(&self) -> u32 {
        match &self.weights {
            WeightDraws::Given(rows) => u32::try_from(rows.len()).unwrap_or(u32::MAX),
            _ => self.count,
        }
    }

    /// What is drawn and how, and the generator of random numbers.
    pub(super) fn description(&self) -> String {
        let methods = if self.methods { "; methods" } else { "" };
        let errors = if self.errors { "; errors" } else { "" };
        format!("{}{methods}{errors}; {GENERATOR}", self.weights)
    }

    /// Sets whether every two subjects are compared.
    pub fn pairwise(mut self, pairwise: bool) -> Self {
        self.pairwise = pairwise;
        self
    }
}

/// Why there are no draws.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RobustnessError {
    /// The number of draws is 0.
    #[error("no draws: at least 1 is needed")]
    NoDraws,
    /// A parameter of the draws is out of its range.
    #[error("{what} is {found}, expected {expected}")]
    OutOfRange {
        /// The name of the parameter.
        what: &'static str,
        /// The value found.
        found: String,
        /// The values that are allowed.
        expected: String,
    },
    /// Weights are given for an index that is not one of arithmetic means with all figures.
    #[error(
        "given weights are for an index of arithmetic means in which every ranked subject has every indicator, ranked by \
         exact totals without a dimension among its tie-breaks, without a floor or cap that weights may reach, and whose \
         grades require nothing of nodes"
    )]
    NotLinear,
    /// A row of given weights cannot be used.
    #[error("row {row} of the given weights: found {found}, expected {expected}")]
    BadRow {
        /// The row, from 0.
        row: usize,
        /// What was found.
        found: String,
        /// The values that are allowed.
        expected: String,
    },
    /// Methods or errors are to be drawn, and the index declares none.
    #[error("the index `{index}` has no {what} to draw")]
    NothingDeclared {
        /// Id of the index.
        index: String,
        /// What the index does not declare: `alternatives`, or an `error` of any indicator.
        what: &'static str,
    },
    /// Neither weights, methods nor figures are to be drawn, or none of them can vary.
    #[error(
        "nothing is drawn: weights that can vary, or alternatives or errors that the document declares, are needed"
    )]
    NothingDrawn,
    /// No draw gives a ranking, or too few to compare.
    #[error("too few draws give a ranking: {reason}")]
    AllFailed {
        /// The most frequent reason.
        reason: String,
    },
    /// No subject is ranked.
    #[error("nobody is ranked, so that there are no places to draw")]
    NobodyRanked,
    /// The work was stopped.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// The scores cannot be aggregated.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The document has no such index.
    #[error(transparent)]
    UnknownIndex(#[from] UnknownIndex),
}

from_index_error!(RobustnessError);

impl RobustnessError {
    /// No draw gives a ranking; the most frequent of these reasons is reported.
    pub(super) fn all_failed(reasons: &[(String, u32)]) -> Self {
        let reason = reasons.first().map(|(reason, _)| reason.clone());
        Self::AllFailed { reason: reason.unwrap_or_else(|| "too few draws".to_owned()) }
    }
}

/// Whether weights do not vary: then ranks are those of the exact ranking, without errors of rounding.
pub(super) fn is_still(weights: &WeightDraws) -> bool {
    match weights {
        WeightDraws::Within(range) | WeightDraws::Normal(range) => range.is_zero(),
        other => *other == WeightDraws::Declared,
    }
}

/// Whether the plan fits the index.
///
/// # Errors
/// When a parameter is out of its range, or the index declares nothing of what is to be drawn.
pub(super) fn checked(draws: &Draws, view: &View<'_>) -> Result<(), RobustnessError> {
    counted(draws, view)?;
    let nothing = |what| Err(RobustnessError::NothingDeclared { index: view.index.id.clone(), what });
    if draws.methods && !view.draft.alternatives.iter().any(|alternative| alternative.is_of(view.index)) {
        return nothing("alternatives");
    }
    if draws.errors && view.scored.tree.indicators().iter().all(|one| one.indicator.error.is_none()) {
        return nothing("indicator with an `error`");
    }
    if draws.weights == WeightDraws::Declared && !draws.methods && !draws.errors {
        return Err(RobustnessError::NothingDrawn);
    }
    let out = |what, found: Decimal, expected: &str| {
        Err(RobustnessError::OutOfRange { what, found: found.normalize().to_string(), expected: expected.to_owned() })
    };
    let percent = |what, found: Decimal, expected: &str| {
        let found = format!("{}%", plain(found.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(found)));
        Err(RobustnessError::OutOfRange { what, found, expected: expected.to_owned() })
    };
    match &draws.weights {
        WeightDraws::Within(range) if *range < Decimal::ZERO || *range > Decimal::ONE => {
            return percent("the range of weights", *range, &expected_range(*range));
        }
        WeightDraws::Normal(deviation) if *deviation < Decimal::ZERO => {
            return percent("the deviation of weights", *deviation, "0% or more");
        }
        WeightDraws::Dirichlet(concentration) if *concentration <= Decimal::ZERO => {
            return out("the concentration of weights", *concentration, "a number above 0");
        }
        _ => {}
    }
    let deepest = view.scored.tree.nodes().iter().map(|node| node.depth).max().unwrap_or_default();
    match draws.levels.iter().find(|level| **level == 0 || **level > deepest) {
        Some(level) => out("a level", Decimal::from(*level), &format!("1 to {deepest}")),
        None => Ok(()),
    }
}

/// Whether there are draws, and not more of them than are made; and the same of the subjects that are compared.
fn counted(draws: &Draws, view: &View<'_>) -> Result<(), RobustnessError> {
    if draws.count == 0 {
        return Err(RobustnessError::NoDraws);
    }
    let above = |what, found: usize, most: usize| {
        let (found, expected) = (found.to_string(), format!("at most {most}"));
        Err(RobustnessError::OutOfRange { what, found, expected })
    };
    let subjects = view.ranked.len();
    match draws.made() {
        made if made > Draws::MOST => above("the number of draws", made as usize, Draws::MOST as usize),
        _ if draws.pairwise && subjects > Draws::MOST_COMPARED => {
            above("the number of subjects to compare two by two", subjects, Draws::MOST_COMPARED)
        }
        _ => Ok(()),
    }
}
