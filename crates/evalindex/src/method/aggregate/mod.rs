//! Aggregates that make a node's score from its children's: one file each, one line of registration here.

mod arithmetic;
mod borda;
mod canonical;
mod copeland;
mod field;
mod geometric;
mod harmonic;
mod maximum;
mod mazziotta_pareto;
mod mean_min;
mod median;
mod minimum;
mod owa;
mod power;
mod sum;
#[cfg(test)]
mod testing;
mod topsis;

use rust_decimal::Decimal;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::json::{Fields, FromJson};
use crate::method::fault::Fault;
use crate::number::{Score, json_number};

pub(crate) use field::Field;

/// Why children's scores cannot be aggregated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AggregateError {
    /// The mean is defined for scores of 0 and more only.
    #[error("a `{aggregate}` mean of a negative score")]
    Negative {
        /// Name of the aggregate.
        aggregate: &'static str,
        /// The negative score.
        score: Score,
    },
    /// The aggregate is defined for scores with a positive mean only.
    #[error("a `{aggregate}` aggregate of scores whose mean is not positive")]
    NoPositiveMean {
        /// Name of the aggregate.
        aggregate: &'static str,
        /// The mean.
        mean: Score,
    },
    /// The result is larger than a score can be.
    #[error("the aggregate is larger, or its computation longer, than exact numbers hold here")]
    TooLarge,
}

impl AggregateError {
    /// The score found, where one score is at fault.
    pub fn found(&self) -> Option<Score> {
        match self {
            Self::Negative { score, .. } | Self::NoPositiveMean { mean: score, .. } => Some(*score),
            Self::TooLarge => None,
        }
    }

    /// What would be right.
    pub fn expected(&self) -> &'static str {
        match self {
            Self::Negative { .. } => "scores of 0 or more, or another aggregate",
            Self::NoPositiveMean { .. } => {
                "scores with a mean above 0, such as z-scores around 100, or another aggregate"
            }
            Self::TooLarge => "smaller scores, or weights of fewer digits",
        }
    }
}

/// One present child that counts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part {
    /// Its weight in whole units, positive.
    pub(crate) weight: u128,
    /// Its score.
    pub(crate) score: Score,
}

/// The present children of a node: at least one, all of positive weight.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parts<'a> {
    pub(crate) present: &'a [Part],
    /// The total of all the node's weights as declared; `sum` multiplies by it.
    pub(crate) declared_total: Decimal,
}

/// One subject's score from its children's.
pub(crate) type OfOne<'a> = dyn Fn(Parts<'_>) -> Result<Score, AggregateError> + 'a;

/// The scores of all subjects from their children's.
pub(crate) type OfAll<'a> = dyn Fn(&Field<'_>) -> Result<Vec<Score>, AggregateError> + 'a;

/// How an aggregate works.
pub(crate) enum Reach<'a> {
    /// On one subject's scores.
    One(Box<OfOne<'a>>),
    /// On the scores of all subjects together.
    All(Box<OfAll<'a>>),
}

/// The parameter of an aggregate: how it is read, written and checked.
pub(crate) trait Parameter: FromJson {
    /// What is impossible about it, for a node with so many children; places are paths below the parameter.
    fn faults(&self, children: usize) -> Vec<Fault> {
        let _ = children;
        Vec::new()
    }

    /// What stands in documents under the aggregate's name.
    fn written(&self) -> impl Serialize;
}

/// A number as documents hold it.
#[derive(Serialize)]
#[serde(transparent)]
struct Number(#[serde(serialize_with = "json_number")] Decimal);

/// Registers the aggregates: what it is, file, variant, the parameter if it has one, and whether it works on one subject's
/// scores or on all subjects together. The file's name is the name in documents.
macro_rules! aggregates {
    (
        plain { $( $(#[$doc:meta])* $module:ident :: $variant:ident: $reach:ident, )+ }
        with { $( $(#[$more:meta])* $file:ident :: $with:ident($parameter:ty): $way:ident, )+ }
    ) => {
        /// How a node's score is made from its children's.
        ///
        /// `wᵢ` are the weights of the children that are present and `sᵢ` their scores. Every aggregate is rounded once,
        /// half to even, to the 12 decimals of a score, and depends neither on the order of the children nor on the
        /// unit of the weights. The formulas of the means and what they imply for compensation between indicators:
        /// OECD/JRC, Handbook on Constructing Composite Indicators (2008), 6.
        ///
        /// ```
        /// use evalindex::Decimal;
        /// use evalindex::aggregate::Aggregate;
        ///
        /// assert_eq!(Aggregate::from_name("geometric"), Some(Aggregate::Geometric));
        /// assert_eq!(Aggregate::Power(Decimal::TWO).name(), "power");
        /// ```
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Aggregate {
            $( $(#[$doc])* $variant, )+
            $( $(#[$more])* $with($parameter), )+
        }

        impl Aggregate {
            /// The names of the aggregates that have no parameter.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($module)),+];

            /// The names of the aggregates that have a parameter: the one key of an object.
            pub const NAMES_WITH_PARAMETER: &'static [&'static str] = &[$(stringify!($file)),+];

            /// The name that documents use.
            pub const fn name(&self) -> &'static str {
                match self {
                    $( Self::$variant => stringify!($module), )+
                    $( Self::$with(_) => stringify!($file), )+
                }
            }

            /// The aggregate of that name, which has no parameter.
            pub fn from_name(name: &str) -> Option<Self> {
                $( if name == stringify!($module) {
                    return Some(Self::$variant);
                } )+
                None
            }

            /// Reads the aggregate of that name, which has a parameter.
            pub(crate) fn read(name: &str, fields: &mut Fields<'_, '_>) -> Option<Self> {
                $( if name == stringify!($file) {
                    return fields.required::<$parameter>(stringify!($file)).map(Self::$with);
                } )+
                None
            }

            /// What is impossible about the parameter, for a node with so many children.
            pub(crate) fn faults(&self, children: usize) -> Vec<Fault> {
                match self {
                    $( Self::$variant => Vec::new(), )+
                    $( Self::$with(parameter) => parameter.faults(children), )+
                }
            }

            /// How it works.
            pub(crate) fn reach(&self) -> Reach<'_> {
                match self {
                    $( Self::$variant => Reach::$reach(Box::new($module::combine)), )+
                    $( Self::$with(parameter) => {
                        Reach::$way(Box::new(move |scores| $file::combine(scores, parameter)))
                    } )+
                }
            }
        }

        impl Serialize for Aggregate {
            fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
                match self {
                    $( Self::$variant => out.serialize_str(stringify!($module)), )+
                    $( Self::$with(parameter) => {
                        let mut map = out.serialize_map(Some(1))?;
                        map.serialize_entry(stringify!($file), &parameter.written())?;
                        map.end()
                    } )+
                }
            }
        }
    };
}

aggregates! {
    plain {
        /// `Σ wᵢ·sᵢ / Σ wᵢ`, exactly.
        #[default]
        arithmetic::Arithmetic: One,
        /// `exp(Σ wᵢ·ln sᵢ / Σ wᵢ)`, for scores of 0 and more; 0 where one of them is: the weighted product. Source also:
        /// UNDP, Human Development Report, technical note 1 (the HDI is the geometric mean of three dimensions).
        geometric::Geometric: One,
        /// `Σ wᵢ / Σ (wᵢ/sᵢ)`, for scores of 0 and more; 0 where one of them is.
        harmonic::Harmonic: One,
        /// The lowest score: the weakest child decides.
        minimum::Minimum: One,
        /// The highest score.
        maximum::Maximum: One,
        /// The weighted median: the lowest score at which the weights, summed in the order of the scores, reach half of
        /// their total; where they make exactly half, the mean of that score and the next one.
        median::Median: One,
        /// `W · Σ wᵢ·sᵢ / Σ wᵢ` with the total `W` of all the node's weights as declared: `Σ wᵢ·sᵢ` when all children are
        /// present, and as much for those that are when not.
        sum::Sum: One,
        /// `S·(subjects beaten + half of those drawn with)/(n − 1)`: one subject beats another when the children in which
        /// it is ahead weigh more than those in which it is behind. Scores are compared to 10 decimals, over the children
        /// that both have; nothing depends on the order of the subjects. The cost grows with the square of the subjects.
        /// Source: Copeland, A Reasonable Social Welfare Function (1951); Munda & Nardo (2009).
        copeland::Copeland: All,
        /// `Σ wᵢ·bᵢ / Σ wᵢ`, where `bᵢ = S·(subjects worse in that child + half of the other equals)/(nᵢ − 1)`. Scores are
        /// compared to 10 decimals. Source: de Borda, Mémoire sur les élections au scrutin (1781).
        borda::Borda: All,
    }
    with {
        /// `(Σ wᵢ·sᵢᵖ / Σ wᵢ)^(1/p)`, the mean of order `p`, for scores of 0 and more: 1 is the arithmetic mean, 2
        /// the quadratic, −1 the harmonic, and near 0 it is the geometric one. With `p` below 0 it is 0 where one of
        /// the scores is. Source: Hardy, Littlewood & Pólya, Inequalities (1934), 2.
        power::Power(Decimal): One,
        /// The mean less (or plus) a penalty for unbalance: see [`MazziottaPareto`].
        mazziotta_pareto::MazziottaPareto(MazziottaPareto): One,
        /// The ordered weighted average: see [`Owa`].
        owa::Owa(Owa): One,
        /// The mean less a penalty for the distance to the lowest score: see [`MeanMin`].
        mean_min::MeanMin(MeanMin): One,
        /// Closeness to the best score of every child and distance from the worst: see [`Topsis`].
        topsis::Topsis(Topsis): All,
    }
}

pub use mazziotta_pareto::{MazziottaPareto, Penalty, Spread};
pub use mean_min::MeanMin;
pub use owa::Owa;
pub use topsis::Topsis;

impl Parameter for Decimal {
    fn faults(&self, _: usize) -> Vec<Fault> {
        if !self.is_zero() {
            return Vec::new();
        }
        vec![Fault::new("", "a power mean has no power 0", "0", "another power, or the aggregate \"geometric\"")]
    }

    fn written(&self) -> impl Serialize {
        Number(*self)
    }
}

#[cfg(test)]
mod tests {
    use super::testing::{decimal, parts_of, points};
    use super::*;

    const ALL: [Aggregate; 11] = [
        Aggregate::Arithmetic,
        Aggregate::Geometric,
        Aggregate::Harmonic,
        Aggregate::Minimum,
        Aggregate::Maximum,
        Aggregate::Median,
        Aggregate::Sum,
        Aggregate::Power(Decimal::TWO),
        Aggregate::Power(Decimal::NEGATIVE_ONE),
        Aggregate::Power(Decimal::from_parts(5, 0, 0, false, 1)),
        Aggregate::Power(Decimal::from_parts(35, 0, 0, true, 1)),
    ];

    fn combined(aggregate: &Aggregate, present: &[Part]) -> Score {
        aggregate.combine(Parts { present, declared_total: Decimal::ONE }).unwrap()
    }

    #[test]
    fn names_lead_to_their_aggregates() {
        for name in Aggregate::NAMES {
            assert_eq!(Aggregate::from_name(name).unwrap().name(), *name);
        }
        assert_eq!(Aggregate::from_name("power"), None);
        assert_eq!(Aggregate::from_name("Arithmetic"), None);
    }

    #[test]
    fn documents_hold_a_name_or_a_power() {
        let written = |aggregate| serde_json::to_string(&aggregate).unwrap();
        assert_eq!(written(Aggregate::Median), "\"median\"");
        assert_eq!(written(Aggregate::Power(decimal("2.0"))), "{\"power\":2}");
        assert_eq!(written(Aggregate::Power(decimal("-0.5"))), "{\"power\":-0.5}");
    }

    #[test]
    fn equal_scores_are_their_own_aggregate() {
        let present = parts_of(&[("87.123456789012", 3), ("87.123456789012", 7), ("87.123456789012", 1)]);
        for aggregate in ALL {
            assert_eq!(combined(&aggregate, &present), points("87.123456789012"), "{aggregate:?}");
        }
    }

    #[test]
    fn neither_order_nor_unit_of_the_weights_matters() {
        let present = parts_of(&[
            ("87.123456789012", 333),
            ("0.000000000001", 1),
            ("63.3", 333),
            ("99.999999999999", 250),
            ("63.3", 83),
            ("41.000000000007", 17),
        ]);
        for aggregate in ALL {
            let expected = combined(&aggregate, &present);
            let mut turned = present.clone();
            for _ in 0..present.len() {
                turned.rotate_left(1);
                let mut backward: Vec<Part> = turned.iter().rev().copied().collect();
                assert_eq!(combined(&aggregate, &turned), expected, "{aggregate:?}");
                for unit in [3, 1000, 10_u128.pow(30)] {
                    backward
                        .iter_mut()
                        .zip(turned.iter().rev())
                        .for_each(|(part, one)| part.weight = one.weight * unit);
                    assert_eq!(combined(&aggregate, &backward), expected, "{aggregate:?} by {unit}");
                }
            }
        }
    }

    #[test]
    fn a_missing_value_is_left_out_of_every_mean() {
        // Values (1, 2, missing) with equal weights; to 5 decimals seen elsewhere: 1.5, 1.41421, 1.33333, 1.58114.
        // To 12 decimals by hand: 3/2, √2, 4/3, √2.5.
        let present = parts_of(&[("1", 1), ("2", 1)]);
        for (aggregate, expected) in [
            (Aggregate::Arithmetic, "1.5"),
            (Aggregate::Geometric, "1.414213562373"),
            (Aggregate::Harmonic, "1.333333333333"),
            (Aggregate::Power(Decimal::TWO), "1.581138830084"),
        ] {
            assert_eq!(combined(&aggregate, &present), points(expected), "{aggregate:?}");
        }
    }

    #[test]
    fn one_zero_makes_nothing_of_means_that_do_not_compensate() {
        let present = parts_of(&[("0", 1), ("50", 1)]);
        for aggregate in [Aggregate::Geometric, Aggregate::Harmonic, Aggregate::Power(decimal("-2.5"))] {
            assert_eq!(combined(&aggregate, &present), Score::ZERO, "{aggregate:?}");
        }
    }

    #[test]
    fn means_of_roots_refuse_negative_scores() {
        let present = parts_of(&[("3", 1), ("-0.5", 1), ("0", 1)]);
        for aggregate in [Aggregate::Geometric, Aggregate::Harmonic, Aggregate::Power(decimal("3"))] {
            let refused = aggregate.combine(Parts { present: &present, declared_total: Decimal::ONE });
            let expected = AggregateError::Negative { aggregate: aggregate.name(), score: points("-0.5") };
            assert_eq!(refused, Err(expected));
        }
    }
}
