//! Methods that derive weights from an order, from judgements or from data: a file each, and a line each below.

mod ahp;
mod ahp_geometric;
mod benefit_of_the_doubt;
mod best_worst;
mod budget_allocation;
mod by_rank;
mod consistency;
#[cfg(feature = "data-weights")]
mod critic;
mod data;
mod derived;
mod eigen;
#[cfg(feature = "data-weights")]
mod entropy;
mod equal;
#[cfg(feature = "data-weights")]
mod equations;
mod error;
mod expert_weights;
mod experts;
mod json;
mod judged;
mod judgement_file;
#[cfg(feature = "data-weights")]
mod linear;
#[cfg(feature = "data-weights")]
mod merec;
mod pair_judgements;
mod pairs;
mod parameter;
#[cfg(feature = "data-weights")]
mod principal_components;
mod proportion;
mod rank_order_centroid;
mod rank_reciprocal;
mod rank_sum;
mod source;
#[cfg(feature = "data-weights")]
mod spread;
#[cfg(feature = "data-weights")]
mod standard_deviation;
#[cfg(feature = "data-weights")]
mod standard_deviation_raw;
mod target_importances;

use serde::ser::SerializeMap;

use crate::json::Fields;
use crate::support::named_enum;

pub use self::derived::{DerivedWeights, Favoured};
pub use self::error::{Inconsistency, JudgementFault, WeightMethodError};
pub use self::expert_weights::ExpertWeights;
pub use self::judged::{Combine, Experts, Judged};
pub use self::pair_judgements::{PairJudgements, PairMatrix};
pub use self::pairs::Judgements;
pub use self::parameter::JudgedMethod;

pub(crate) use self::data::Columns;
pub(crate) use self::parameter::Basis;

use self::parameter::{JudgedItems, Parameter};

/// The expression where this build has the feature `data-weights`, else the error that names the feature.
#[cfg(feature = "data-weights")]
macro_rules! if_data_weights {
    ($name:expr, $computed:expr) => {
        $computed
    };
}

/// The expression where this build has the feature `data-weights`, else the error that names the feature.
#[cfg(not(feature = "data-weights"))]
macro_rules! if_data_weights {
    ($name:expr, $computed:expr) => {
        Err(WeightMethodError::NeedsFeature { method: $name, feature: "data-weights" })
    };
}

/// The expression where this build has what a method of that kind needs, else the error that names the feature.
macro_rules! if_built {
    (Order, $name:expr, $computed:expr) => {
        $computed
    };
    (Judgements, $name:expr, $computed:expr) => {
        $computed
    };
    ($kind:ident, $name:expr, $computed:expr) => {
        if_data_weights!($name, $computed)
    };
}

/// What a method of that kind looks at.
macro_rules! basis {
    (Figures) => {
        Basis::Figures
    };
    (Scores) => {
        Basis::Scores
    };
    ($kind:ident) => {
        Basis::Order
    };
}

/// Publishes the functions of a method by order; other methods without a parameter have none.
macro_rules! publish {
    (Order, $file:ident) => {
        pub use self::$file::*;
    };
    ($kind:ident, $file:ident) => {};
}

/// Checks the parameter of a method of that kind, without figures.
macro_rules! check {
    (Program, $file:ident, $columns:expr, $parameter:expr) => {
        $file::check($columns, $parameter)
    };
    (Figures, $file:ident, $columns:expr, $parameter:expr) => {{
        let _ = $parameter;
        Ok(())
    }};
    (Scores, $file:ident, $columns:expr, $parameter:expr) => {{
        let _ = $parameter;
        Ok(())
    }};
    ($kind:ident, $file:ident, $columns:expr, $parameter:expr) => {
        $file::weigh($columns, $parameter).map(drop)
    };
}

/// The method as one that takes a file of judgements; none for a method without judgements.
macro_rules! judged {
    (Order, $($rest:tt)+) => {
        None
    };
    (Figures, $($rest:tt)+) => {
        None
    };
    (Scores, $($rest:tt)+) => {
        None
    };
    ($kind:ident, $name:literal, $parameter:ty, $source:expr) => {
        Some(JudgedMethod {
            name: $name,
            has_ratio: <$parameter as JudgedItems>::HAS_RATIO,
            weigh: |text| {
                let (items, parameter) = <$parameter as JudgedItems>::from_file(text)?;
                let columns = Columns::of_children(items.iter().map(String::as_str));
                $source(parameter).weigh(&columns)
            },
        })
    };
}

/// Registers the weight methods: file, variant with the type of its parameter, name in documents, and kind. By its kind a
/// method looks at the `Order` of the children alone, at `Judgements`, at judgements that go into a linear `Program`, at
/// `Figures` of the children (scores, where a child is a dimension), or at their `Scores`; the last three need the feature
/// `data-weights`. The file has the function `weigh` of the children's columns and the parameter; that of a program also has
/// `check`, which is in every build. Public items of the file are published, except those of a method by figures or scores
/// without a parameter.
macro_rules! weight_methods {
    (
        plain { $( $(#[$doc:meta])* $file:ident :: $plain:ident = $name:literal : $kind:ident, )+ }
        with { $( $(#[$about:meta])* $module:ident :: $with:ident ( $parameter:ty ) = $key:literal : $way:ident, )+ }
    ) => {
        $( publish!($kind, $file); )+
        $( pub use self::$module::*; )+

        named_enum! {
            /// A method that derives the weights of a node's children from their order or their figures.
            ///
            /// Methods by data look at the figures of the ranked subjects (at scores, where a child is a dimension or the
            /// method says so). None of these may be missing. They need the feature `data-weights`. They weigh what separates
            /// subjects, not what matters.
            ///
            /// ```
            /// use evalindex::weight::WeightMethod;
            ///
            /// assert_eq!(WeightMethod::from_name("rank_sum"), Some(WeightMethod::RankSum));
            /// ```
            #[non_exhaustive]
            pub enum WeightMethod {
                $( $(#[$doc])* $plain = $name, )+
            }
        }

        /// Where the weights of a node's children come from, in place of written ones.
        ///
        /// Rows, columns and figures of judgements are in the order of the children that count. Children of such a node have
        /// the weight 1 (in documents none), or 0 where they are only monitored; the weights that come out are shares.
        ///
        /// ```
        /// use evalindex::rule::MinMax;
        /// use evalindex::weight::{WeightMethod, WeightSource};
        /// use evalindex::{Decimal, Index, Indicator};
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
            $( $(#[$about])* $with($parameter), )+
        }

        impl WeightMethod {
            fn weigh(self, columns: &Columns) -> Result<DerivedWeights, WeightMethodError> {
                match self {
                    $( Self::$plain => if_built!($kind, $name, $file::weigh(columns)), )+
                }
            }

            fn basis(self) -> Basis {
                match self {
                    $( Self::$plain => basis!($kind), )+
                }
            }

            fn is_built(self) -> Result<(), WeightMethodError> {
                match self {
                    $( Self::$plain => if_built!($kind, $name, Ok(())), )+
                }
            }
        }

        impl WeightSource {
            /// The names of the sources that documents write as an object with that one key; a [`WeightMethod`] is a string.
            pub const NAMES_WITH_PARAMETER: &'static [&'static str] = &[$($key),+];

            /// The name that documents use.
            pub const fn name(&self) -> &'static str {
                match self {
                    Self::Method(method) => method.name(),
                    $( Self::$with(_) => $key, )+
                }
            }

            /// The source of that name with its default parameter; none where the method needs judgements.
            ///
            /// ```
            /// use evalindex::weight::{ShareBounds, WeightSource};
            ///
            /// let any = WeightSource::BenefitOfTheDoubt(ShareBounds::default());
            /// assert_eq!(WeightSource::usual("benefit_of_the_doubt"), Some(any));
            /// assert_eq!(WeightSource::usual("ahp"), None);
            /// ```
            pub fn usual(name: &str) -> Option<Self> {
                match name {
                    $( $key => <$parameter as Parameter>::usual().map(Self::$with), )+
                    other => WeightMethod::from_name(other).map(Self::Method),
                }
            }

            /// What the method looks at; methods by judgements look at no figures.
            pub(crate) fn basis(&self) -> Basis {
                match self {
                    Self::Method(method) => method.basis(),
                    $( Self::$with(_) => basis!($way), )+
                }
            }

            /// An error where this build cannot compute such weights.
            pub(crate) fn is_built(&self) -> Result<(), WeightMethodError> {
                match self {
                    Self::Method(method) => method.is_built(),
                    $( Self::$with(_) => if_built!($way, $key, Ok(())), )+
                }
            }

            /// Checks the parameter without figures, in every build alike.
            pub(crate) fn check(&self, columns: &Columns) -> Result<(), WeightMethodError> {
                match self {
                    Self::Method(_) => Ok(()),
                    $( Self::$with(parameter) => check!($way, $module, columns, parameter), )+
                }
            }

            /// The weights of these children.
            #[cfg_attr(not(feature = "data-weights"), allow(unused_variables, reason = "methods that are left out do not use their parameters"))]
            pub(crate) fn weigh(&self, columns: &Columns) -> Result<DerivedWeights, WeightMethodError> {
                match self {
                    Self::Method(method) => method.weigh(columns),
                    $( Self::$with(parameter) => if_built!($way, $key, $module::weigh(columns, parameter)), )+
                }
            }

            /// Reads the source of that name, which has a parameter.
            pub(crate) fn read(name: &'static str, fields: &mut Fields<'_, '_>) -> Option<Self> {
                match name {
                    $( $key => <$parameter as Parameter>::read($key, fields).map(Self::$with), )+
                    _ => None,
                }
            }

            /// Writes the parameter, where there is one, into the object whose key is the name.
            fn write_parameter<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
                match self {
                    Self::Method(_) => Ok(()),
                    $( Self::$with(parameter) => Parameter::write(parameter, $key, map), )+
                }
            }
        }

        impl JudgedMethod {
            /// All of them.
            pub fn all() -> impl Iterator<Item = Self> {
                let all: Vec<Option<Self>> = vec![$( judged!($way, $key, $parameter, WeightSource::$with) ),+];
                all.into_iter().flatten()
            }
        }
    };
}

weight_methods! {
    plain {
        /// The same for all.
        equal::Equal = "equal": Order,
        /// The mean of all weights in the order of the document, most important first: `wᵢ = Σₖ₌ᵢⁿ (1/k)/n`.
        rank_order_centroid::RankOrderCentroid = "rank_order_centroid": Order,
        /// `wᵢ ∝ n + 1 − i`, most important first.
        rank_sum::RankSum = "rank_sum": Order,
        /// `wᵢ ∝ 1/i`, most important first.
        rank_reciprocal::RankReciprocal = "rank_reciprocal": Order,
        /// Shannon's entropy of each child's figures as shares of their sum, whatever their direction: `wᵢ ∝ 1 − eᵢ`,
        /// `e = −Σ p·ln p / ln m`. Figures of 0 or more with a positive sum; depends on the zero of the unit. Source: Hwang &
        /// Yoon, Multiple Attribute Decision Making (1981).
        entropy::Entropy = "entropy": Figures,
        /// The standard deviation of figures between their least and greatest: constant children weigh nothing. Source: as
        /// CRITIC.
        standard_deviation::StandardDeviation = "standard_deviation": Figures,
        /// The standard deviation of the figures as they are: depends on the units, so that the same figure in percent
        /// weighs a hundred times as much as a fraction; for children in one unit.
        standard_deviation_raw::StandardDeviationRaw = "standard_deviation_raw": Figures,
        /// CRITIC: the standard deviation times the sum of `1 − r` with every child, of figures between their least and
        /// greatest, turned by direction. Constant children weigh nothing and are left out of that sum. Source: Diakoulaki, Mavrotas & Papayannakis,
        /// Computers & Operations Research 22 (1995).
        critic::Critic = "critic": Figures,
        /// MEREC: what leaving a child out does to the overall performance `ln(1 + Σ |ln n|/m)`, `n` being `min/x` for what
        /// is better the higher and `x/max` for what is better the lower. Positive figures. Source:
        /// Keshavarz-Ghorabaee et al., Symmetry 13 (2021).
        merec::Merec = "merec": Figures,
        /// The loadings of the first principal component of the children's scores, by their correlations, in proportion:
        /// with these weights the standardised scores add up to that component. Refused where a child goes against it, is
        /// the same for all, or where the first two components explain as much. Source: Pearson, Philosophical Magazine 2
        /// (1901); Handbook on Constructing Composite Indicators (OECD & JRC 2008).
        principal_components::PrincipalComponents = "principal_components": Scores,
    }
    with {
        /// By judgements of pairs and their principal eigenvector: see [`ahp`](ahp()).
        ahp::Ahp(PairJudgements) = "ahp": Judgements,
        /// By judgements of pairs and the geometric means of their rows: see [`ahp_geometric`](ahp_geometric()).
        ahp_geometric::AhpGeometric(PairJudgements) = "ahp_geometric": Judgements,
        /// By comparisons with the best and the worst child: see [`BestWorst`].
        best_worst::BestWorst(Judged<EndJudgements>) = "best_worst": Program,
        /// By the points that experts give, a row an expert: see [`budget_allocation`](budget_allocation()).
        budget_allocation::BudgetAllocation(Budgets) = "budget_allocation": Judgements,
        /// By benefit of the doubt within bounds: see
        /// [`Prepared::benefit_of_the_doubt`](crate::Prepared::benefit_of_the_doubt).
        benefit_of_the_doubt::BenefitOfTheDoubt(ShareBounds) = "benefit_of_the_doubt": Scores,
        /// By how important each child is to be: see
        /// [`Prepared::weights_for_importances`](crate::Prepared::weights_for_importances).
        target_importances::TargetImportances(Importances) = "target_importances": Scores,
    }
}
