//! Weights that a document takes from a method, in place of written ones.

use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::ahp::{Judgements, ahp, ahp_geometric};
use super::best_worst::{BestWorst, best_worst};
use super::budgets::budget_allocation;
use super::data::Columns;
use super::doubt::{METHOD as BENEFIT_OF_THE_DOUBT, ShareBounds, benefit_of_the_doubt};
use super::error::WeightMethodError;
use super::importances::{METHOD as TARGET_IMPORTANCES, target_importances};
use super::{Basis, DerivedWeights, WeightMethod};
use crate::number::digits;

/// Where the weights of a node's children come from, in place of written ones.
///
/// Rows, columns and figures of judgements are in the order of the children that count. Children of such a node have the
/// weight 1 (in documents none), or 0 where they are only monitored; the weights that come out total 1.
///
/// ```
/// use evalindex::{Decimal, Index, Indicator};
/// use evalindex::weight::WeightMethod;
/// use evalindex::rule::MinMax;
/// use evalindex::weight::WeightSource;
///
/// let index = Index::new("cities", "Cities", "region")
///     .weights(WeightSource::Method(WeightMethod::Entropy))
///     .child(Indicator::new("growth", "Growth", Decimal::ONE, MinMax::default()));
/// assert_eq!(index.weights.from.unwrap().name(), "entropy");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WeightSource {
    /// By order, figures or scores: see [`WeightMethod`].
    Method(WeightMethod),
    /// By judgements of pairs and their principal eigenvector: see [`ahp`].
    Ahp(PairJudgements),
    /// By judgements of pairs and the geometric means of their rows: see [`ahp_geometric`].
    AhpGeometric(PairJudgements),
    /// By comparisons with the best and the worst child: see [`best_worst`].
    BestWorst(EndJudgements),
    /// By the points that experts give, a row an expert: see [`budget_allocation`].
    BudgetAllocation(Vec<Vec<Decimal>>),
    /// By benefit of the doubt within bounds: see [`Prepared::benefit_of_the_doubt`](crate::Prepared::benefit_of_the_doubt).
    BenefitOfTheDoubt(ShareBounds),
    /// By how important each child is to be: see
    /// [`Prepared::weights_for_importances`](crate::Prepared::weights_for_importances).
    TargetImportances(Vec<(String, Decimal)>),
}

/// Judgements of pairs of children, as a document holds them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairJudgements {
    /// A row a child: whole numbers, decimals, or fractions such as `1/3`.
    pub matrix: Vec<Vec<String>>,
    /// Judgements with a consistency ratio above this are refused.
    pub max_cr: Decimal,
}

/// Comparisons with the best and the worst child, as a document holds them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndJudgements {
    /// Id of the most important child.
    pub best: String,
    /// Id of the least important one.
    pub worst: String,
    /// How many times as important the best is as each child.
    pub best_to_others: Vec<Decimal>,
    /// How many times as important each child is as the worst.
    pub others_to_worst: Vec<Decimal>,
}

impl PairJudgements {
    /// The ratio up to which judgements are commonly taken as consistent (Saaty 1977).
    pub const USUAL_MAX_CR: Decimal = Decimal::from_parts(1, 0, 0, false, 1);

    fn weigh(
        &self,
        items: &[String],
        weigh: impl Fn(&Judgements) -> Result<DerivedWeights, WeightMethodError>,
    ) -> Result<DerivedWeights, WeightMethodError> {
        weigh(&Judgements::parse(items.to_vec(), &self.matrix)?)?.consistent(self.max_cr)
    }
}

impl WeightSource {
    /// The names of those that are the one key of an object in documents; a [`WeightMethod`] is a string.
    pub const NAMES_WITH_PARAMETER: &'static [&'static str] =
        &["ahp", "ahp_geometric", "best_worst", "budget_allocation", BENEFIT_OF_THE_DOUBT, TARGET_IMPORTANCES];

    /// The name that documents use.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Method(method) => method.name(),
            Self::Ahp(_) => "ahp",
            Self::AhpGeometric(_) => "ahp_geometric",
            Self::BestWorst(_) => "best_worst",
            Self::BudgetAllocation(_) => "budget_allocation",
            Self::BenefitOfTheDoubt(_) => BENEFIT_OF_THE_DOUBT,
            Self::TargetImportances(_) => TARGET_IMPORTANCES,
        }
    }

    /// What it looks at; judgements look at none of the figures.
    pub(crate) fn basis(&self) -> Basis {
        match self {
            Self::Method(method) => method.basis(),
            Self::Ahp(_) | Self::AhpGeometric(_) | Self::BestWorst(_) | Self::BudgetAllocation(_) => Basis::Order,
            Self::BenefitOfTheDoubt(_) | Self::TargetImportances(_) => Basis::Scores,
        }
    }

    /// The weights of these children.
    pub(crate) fn weigh(&self, columns: &Columns) -> Result<DerivedWeights, WeightMethodError> {
        let items = columns.ids();
        match self {
            Self::Method(method) => method.weigh(columns),
            Self::Ahp(pairs) => pairs.weigh(items, ahp),
            Self::AhpGeometric(pairs) => pairs.weigh(items, ahp_geometric),
            Self::BestWorst(EndJudgements { best, worst, best_to_others, others_to_worst }) => {
                let (of_best, to_worst) = (best_to_others.clone(), others_to_worst.clone());
                best_worst(&BestWorst::new(items.to_vec(), best, worst, of_best, to_worst)?)
            }
            Self::BudgetAllocation(budgets) => budget_allocation(items, budgets),
            Self::BenefitOfTheDoubt(bounds) => benefit_of_the_doubt(columns, *bounds),
            Self::TargetImportances(targets) => target_importances(columns, targets),
        }
    }

    /// Writes what stands under `from`, into the object that has it.
    pub(crate) fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        match self {
            Self::Method(method) => map.serialize_entry("from", method),
            other => map.serialize_entry("from", &Parameter(other)),
        }
    }
}

impl Serialize for WeightSource {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(Some(1))?;
        self.write(&mut map)?;
        map.end()
    }
}

/// A source with its parameter.
struct Parameter<'a>(&'a WeightSource);

impl Serialize for Parameter<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        let name = self.0.name();
        match self.0 {
            WeightSource::Method(_) => {}
            WeightSource::Ahp(pairs) | WeightSource::AhpGeometric(pairs) => {
                map.serialize_entry(name, &pairs.matrix)?;
                map.serialize_entry("max_cr", &digits(pairs.max_cr))?;
            }
            WeightSource::BestWorst(ends) => map.serialize_entry(name, ends)?,
            WeightSource::BudgetAllocation(rows) => {
                let rows: Vec<Numbers<'_>> = rows.iter().map(|row| Numbers(row)).collect();
                map.serialize_entry(name, &rows)?;
            }
            WeightSource::BenefitOfTheDoubt(ShareBounds { least, most }) => {
                map.serialize_entry(name, &Figures([("least", *least), ("most", *most)].into_iter()))?;
            }
            WeightSource::TargetImportances(targets) => {
                let targets = targets.iter().map(|(id, target)| (id.as_str(), *target));
                map.serialize_entry(name, &Figures(targets))?;
            }
        }
        map.end()
    }
}

impl Serialize for EndJudgements {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(Some(4))?;
        map.serialize_entry("best", &self.best)?;
        map.serialize_entry("worst", &self.worst)?;
        map.serialize_entry("best_to_others", &Numbers(&self.best_to_others))?;
        map.serialize_entry("others_to_worst", &Numbers(&self.others_to_worst))?;
        map.end()
    }
}

struct Numbers<'a>(&'a [Decimal]);

impl Serialize for Numbers<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_seq(self.0.iter().map(|number| digits(*number)))
    }
}

/// Numbers by name.
struct Figures<I>(I);

impl<'a, I: Iterator<Item = (&'a str, Decimal)> + Clone> Serialize for Figures<I> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        for (name, figure) in self.0.clone() {
            map.serialize_entry(name, &digits(figure))?;
        }
        map.end()
    }
}
