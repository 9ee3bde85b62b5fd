//! Aggregates that make a node's score from its children's: one file each, one line of registration here.

mod canonical;
#[cfg(test)]
mod testing;

use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::number::{Score, as_json};

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
    /// The result is larger than a score can be.
    #[error("the aggregate is larger, or its computation longer, than exact numbers hold here")]
    TooLarge,
}

impl AggregateError {
    /// The score found, where one score is at fault.
    pub fn found(&self) -> Option<Score> {
        match self {
            Self::Negative { score, .. } => Some(*score),
            Self::TooLarge => None,
        }
    }

    /// What would be right.
    pub fn expected(&self) -> &'static str {
        match self {
            Self::Negative { .. } => "scores of 0 or more, or another aggregate",
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

/// Registers the aggregates that have no parameter: what it is, file, variant; the file's name is the name in documents.
/// `power` has a parameter and is written out.
macro_rules! aggregates {
    ( $( $(#[$doc:meta])* $module:ident :: $variant:ident, )+ ) => {
        $( mod $module; )+
        mod power;

        /// How a node's score is made from its children's.
        ///
        /// `wᵢ` are the weights of the children that are present and `sᵢ` their scores. Every aggregate is rounded once,
        /// half to even, to the 12 decimals of a score, and depends neither on the order of the children nor on the
        /// unit of the weights. The formulas of the means and what they imply for compensation between indicators:
        /// OECD/JRC, Handbook on Constructing Composite Indicators (2008), 6.
        ///
        /// ```
        /// use evalindex::{Aggregate, Decimal};
        ///
        /// assert_eq!(Aggregate::from_name("geometric"), Some(Aggregate::Geometric));
        /// assert_eq!(Aggregate::Power(Decimal::TWO).name(), "power");
        /// ```
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Aggregate {
            $( $(#[$doc])* $variant, )+
            /// `(Σ wᵢ·sᵢᵖ / Σ wᵢ)^(1/p)`, the mean of order `p`, for scores of 0 and more: 1 is the arithmetic mean, 2
            /// the quadratic, −1 the harmonic, and near 0 it is the geometric one. With `p` below 0 it is 0 where one of
            /// the scores is. Source: Hardy, Littlewood & Pólya, Inequalities (1934), 2.
            Power(Decimal),
        }

        impl Aggregate {
            /// The names of the aggregates that have no parameter.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($module)),+];

            /// The name that documents use.
            pub const fn name(self) -> &'static str {
                match self {
                    $( Self::$variant => stringify!($module), )+
                    Self::Power(_) => "power",
                }
            }

            /// The aggregate of that name, which has no parameter.
            pub fn from_name(name: &str) -> Option<Self> {
                $( if name == stringify!($module) {
                    return Some(Self::$variant);
                } )+
                None
            }

            pub(crate) fn combine(self, parts: Parts<'_>) -> Result<Score, AggregateError> {
                match self {
                    $( Self::$variant => $module::combine(parts), )+
                    Self::Power(p) => power::combine(parts, p),
                }
            }
        }
    };
}

aggregates! {
    /// `Σ wᵢ·sᵢ / Σ wᵢ`, exactly.
    #[default]
    arithmetic::Arithmetic,
    /// `exp(Σ wᵢ·ln sᵢ / Σ wᵢ)`, for scores of 0 and more; 0 where one of them is. Source also: UNDP, Human Development
    /// Report, technical note 1 (the HDI is the geometric mean of three dimensions).
    geometric::Geometric,
    /// `Σ wᵢ / Σ (wᵢ/sᵢ)`, for scores of 0 and more; 0 where one of them is.
    harmonic::Harmonic,
    /// The lowest score: the weakest child decides.
    minimum::Minimum,
    /// The highest score.
    maximum::Maximum,
    /// The weighted median: the lowest score at which the weights, summed in the order of the scores, reach half of
    /// their total; where they make exactly half, the mean of that score and the next one.
    median::Median,
    /// `W · Σ wᵢ·sᵢ / Σ wᵢ` with the total `W` of all the node's weights as declared: `Σ wᵢ·sᵢ` when all children are
    /// present, and as much for those that are when not.
    sum::Sum,
}

impl Serialize for Aggregate {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let Self::Power(p) = self else {
            return out.serialize_str(self.name());
        };
        let mut map = out.serialize_map(Some(1))?;
        map.serialize_entry(self.name(), &as_json(p.normalize())?)?;
        map.end()
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

    fn combined(aggregate: Aggregate, present: &[Part]) -> Score {
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
            assert_eq!(combined(aggregate, &present), points("87.123456789012"), "{aggregate:?}");
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
            let expected = combined(aggregate, &present);
            let mut turned = present.clone();
            for _ in 0..present.len() {
                turned.rotate_left(1);
                let mut backward: Vec<Part> = turned.iter().rev().copied().collect();
                assert_eq!(combined(aggregate, &turned), expected, "{aggregate:?}");
                for unit in [3, 1000, 10_u128.pow(30)] {
                    backward
                        .iter_mut()
                        .zip(turned.iter().rev())
                        .for_each(|(part, one)| part.weight = one.weight * unit);
                    assert_eq!(combined(aggregate, &backward), expected, "{aggregate:?} by {unit}");
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
            assert_eq!(combined(aggregate, &present), points(expected), "{aggregate:?}");
        }
    }

    #[test]
    fn one_zero_makes_nothing_of_means_that_do_not_compensate() {
        let present = parts_of(&[("0", 1), ("50", 1)]);
        for aggregate in [Aggregate::Geometric, Aggregate::Harmonic, Aggregate::Power(decimal("-2.5"))] {
            assert_eq!(combined(aggregate, &present), Score::ZERO, "{aggregate:?}");
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
