//! Where weights come from: orders, judgements, data. One file a family, one line of registration here.

mod ahp;
mod best_worst;
mod budgets;
mod components;
mod data;
mod doubt;
mod eigen;
mod error;
mod importances;
mod json;
mod linear;
mod order;
mod solving;
mod source;
mod spread;

use rust_decimal::Decimal;

use crate::number::{Fraction, Real, Rounding, RoundingMode, plain};
use crate::support::named_enum;

pub use ahp::{Judgements, ahp, ahp_geometric};
pub use best_worst::{BestWorst, best_worst};
pub use budgets::budget_allocation;
pub(crate) use data::Columns;
pub use doubt::{Favoured, ShareBounds};
pub use error::{JudgementFault, WeightMethodError};
pub use order::{equal_weights, rank_order_centroid, rank_reciprocal, rank_sum};
pub use source::{EndJudgements, PairJudgements, WeightSource};

/// Weights keep so many decimals, and total exactly 1 with them.
const KEPT: Rounding = Rounding { decimals: 12, mode: RoundingMode::HalfEven };

/// What a linear program gives is told to so many decimals.
const TOLD: Rounding = Rounding { decimals: 10, mode: RoundingMode::HalfEven };

named_enum! {
    /// A way from a node's children, in order or with their figures, to their weights.
    ///
    /// Ways by data look at the ranked subjects' figures of the children (their scores, where a child is a dimension or the
    /// way says so), all of which must be there. They weigh what separates subjects, not what matters.
    #[non_exhaustive]
    pub enum WeightMethod {
        /// The same for all.
        Equal = "equal",
        /// The mean of all weights in the order of the document, most important first: `wᵢ = Σₖ₌ᵢⁿ (1/k)/n`.
        RankOrderCentroid = "rank_order_centroid",
        /// `wᵢ ∝ n + 1 − i`, most important first.
        RankSum = "rank_sum",
        /// `wᵢ ∝ 1/i`, most important first.
        RankReciprocal = "rank_reciprocal",
        /// Shannon's entropy of each child's figures as shares of their sum, whatever their direction: `wᵢ ∝ 1 − eᵢ`,
        /// `e = −Σ p·ln p / ln m`. Figures of 0 or more with a positive sum; depends on the zero of the unit. Source: Hwang &
        /// Yoon, Multiple Attribute Decision Stages (1981).
        Entropy = "entropy",
        /// The standard deviation of figures between their least and greatest: constant children weigh nothing. Source: as
        /// CRITIC.
        StandardDeviation = "standard_deviation",
        /// The standard deviation of the figures as they are: depends on the units, so that the same figure in percent
        /// weighs a hundred times as much as a fraction; for children in one unit.
        StandardDeviationRaw = "standard_deviation_raw",
        /// CRITIC: the standard deviation times the sum of `1 − r` with every child, of figures between their least and
        /// greatest, turned by direction. Constant children weigh nothing and are left out of that sum. Source: Diakoulaki, Mavrotas & Papayannakis,
        /// Computers & Operations Research 22 (1995).
        Critic = "critic",
        /// MEREC: what leaving a child out does to the overall performance `ln(1 + Σ |ln n|/m)`, `n` being `min/x` for what
        /// is better the higher and `x/max` for what is better the lower. Positive figures. Source:
        /// Keshavarz-Ghorabaee et al., Symmetry 13 (2021).
        Merec = "merec",
        /// The loadings of the first principal component of the children's scores, by their correlations, in proportion:
        /// with these weights the standardised scores add up to that component. Refused where a child goes against it, is
        /// the same for all, or where the first two components explain as much. Source: Pearson, Philosophical Magazine 2
        /// (1901); Handbook on Constructing Composite Indicators (OECD & JRC 2008).
        PrincipalComponents = "principal_components",
    }
}

/// Weights that a method came to.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DerivedWeights {
    /// Name of the method.
    pub method: &'static str,
    /// Id of the node whose children are weighed; empty where they belong to no node.
    pub node: String,
    /// A weight for each child, totalling exactly 1: to 12 decimals, or to 10 where a linear program is behind it.
    pub weights: Vec<(String, Decimal)>,
    /// What else the method tells, by name.
    pub diagnostics: Vec<(&'static str, Decimal)>,
    /// What else it says.
    pub remarks: Vec<(&'static str, String)>,
    /// What it tells of each child, by name.
    pub by_child: Vec<(&'static str, Vec<(String, Decimal)>)>,
    /// What each subject comes to, where the method weighs for each one of them.
    pub subjects: Vec<Favoured>,
}

/// Weights in proportion to reals, none negative: rounded, the largest taking what rounding leaves.
fn in_proportion(parts: &[Real]) -> Option<Vec<Decimal>> {
    rounded(parts, KEPT)
}

/// The same, to so many decimals.
fn rounded(parts: &[Real], to: Rounding) -> Option<Vec<Decimal>> {
    let total = parts.iter().fold(Real::ZERO, |total, part| total.plus(*part));
    let share = |part: &Real| Some(to.apply(part.over(total)?.to_decimal()?).normalize());
    let mut weights: Vec<Decimal> = parts.iter().map(share).collect::<Option<_>>()?;
    let sum = weights.iter().try_fold(Decimal::ZERO, |sum, weight| sum.checked_add(*weight))?;
    let left = Decimal::ONE.checked_sub(sum)?;
    let largest = weights.iter().enumerate().max_by(|one, two| one.1.cmp(two.1).then(two.0.cmp(&one.0)))?.0;
    let entry = weights.get_mut(largest)?;
    *entry = entry.checked_add(left)?;
    Some(weights)
}

/// Each over the total.
fn normalised(parts: &[Real]) -> Option<Vec<Real>> {
    let total = parts.iter().fold(Real::ZERO, |total, part| total.plus(*part));
    parts.iter().map(|part| part.over(total)).collect()
}

/// A fraction as it is told.
fn share(value: Fraction) -> Option<Decimal> {
    Some(KEPT.apply(value.to_decimal()?).normalize())
}

/// A real as it is told.
fn told(value: Real) -> Result<Decimal, WeightMethodError> {
    value.to_decimal().map(|value| KEPT.apply(value)).ok_or(WeightMethodError::TooLong)
}

/// Weights by id.
fn named(ids: &[String], weights: Vec<Decimal>) -> Vec<(String, Decimal)> {
    ids.iter().cloned().zip(weights).collect()
}

impl WeightMethod {
    /// Weighs children by their order or figures.
    pub(crate) fn weigh(self, columns: &Columns) -> Result<DerivedWeights, WeightMethodError> {
        let count = columns.ids().len();
        let weights = match self {
            Self::Equal => equal_weights(count),
            Self::RankOrderCentroid => rank_order_centroid(count),
            Self::RankSum => rank_sum(count),
            Self::RankReciprocal => rank_reciprocal(count),
            Self::Entropy => spread::entropy(columns),
            Self::StandardDeviation => spread::standard_deviation(columns),
            Self::StandardDeviationRaw => spread::standard_deviation_raw(columns),
            Self::Critic => spread::critic(columns),
            Self::Merec => spread::merec(columns),
            Self::PrincipalComponents => return components::principal_components(columns),
        }?;
        Ok(DerivedWeights::new(self.name(), columns.ids(), weights))
    }

    /// What it looks at.
    pub(crate) fn basis(self) -> Basis {
        match self {
            Self::Equal | Self::RankOrderCentroid | Self::RankSum | Self::RankReciprocal => Basis::Order,
            Self::Entropy | Self::StandardDeviation | Self::StandardDeviationRaw | Self::Critic | Self::Merec => {
                Basis::Figures
            }
            Self::PrincipalComponents => Basis::Scores,
        }
    }
}

/// What a method looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Basis {
    /// The order of the children alone.
    Order,
    /// The measured figures of indicators, the scores of dimensions.
    Figures,
    /// The scores.
    Scores,
}

impl DerivedWeights {
    /// The same weights, if their consistency ratio is not above this; those without one are.
    ///
    /// # Errors
    /// When it is: the error names the judgement that is furthest off. When the limit is negative.
    pub fn consistent(self, max_cr: Decimal) -> Result<Self, WeightMethodError> {
        if max_cr < Decimal::ZERO {
            let (what, found) = ("the most that CR may be is negative".to_owned(), plain(max_cr));
            return Err(WeightMethodError::Setting { what, found, expected: "0 or more".to_owned() });
        }
        let ratio = self.diagnostics.iter().find(|(name, _)| *name == "cr").map(|(_, ratio)| *ratio);
        let Some(ratio) = ratio.filter(|ratio| *ratio > max_cr) else { return Ok(self) };
        let worst = self.remarks.into_iter().find(|(name, _)| *name == "worst_judgement").map(|(_, text)| text);
        Err(WeightMethodError::Inconsistent { ratio: ratio.normalize(), limit: max_cr.normalize(), worst })
    }

    /// Weights of these items, with nothing else to tell.
    fn new(method: &'static str, items: &[String], weights: Vec<Decimal>) -> Self {
        Self {
            method,
            node: String::new(),
            weights: named(items, weights),
            diagnostics: Vec::new(),
            remarks: Vec::new(),
            by_child: Vec::new(),
            subjects: Vec::new(),
        }
    }
}
