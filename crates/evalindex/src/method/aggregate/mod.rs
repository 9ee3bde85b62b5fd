//! Aggregates that make a node's score from its children's: one file each, one line of registration here.

mod arithmetic;
mod borda;
mod canonical;
mod children;
mod copeland;
mod error;
mod field;
mod formula;
mod geometric;
mod harmonic;
mod maximum;
mod mazziotta_pareto;
mod mean_min;
mod median;
mod method;
mod minimum;
mod owa;
mod power;
mod product;
mod sum;
#[cfg(test)]
mod testing;
mod topsis;
mod total;
mod trimmed;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::json::Fields;
use crate::method::fault::Fault;

pub use self::error::AggregateError;

pub(crate) use self::children::{Part, Parts};
pub(crate) use self::error::FieldError;
pub(crate) use self::field::Field;
pub(crate) use self::formula::{Operand, Shows, Weighed};
pub(crate) use self::method::{Child, OfAll, OfOne, Reach, Takes};

use self::method::Parameter;

/// How an aggregate of that kind works.
macro_rules! reach {
    (Mean, $combine:expr) => {
        Reach::One(Box::new($combine))
    };
    ($reach:ident, $combine:expr) => {
        Reach::$reach(Box::new($combine))
    };
}

/// How an aggregate of that kind shows a score: a formula, or one where there is one.
macro_rules! shows {
    (All, $formula:path) => {
        Shows::All(Box::new(|field, row| $formula(field, row).into()))
    };
    ($reach:ident, $formula:path) => {
        Shows::One(Box::new(|children| $formula(children).into()))
    };
}

/// The formula of an aggregate with a parameter.
macro_rules! shows_with {
    (All, $formula:path, $parameter:ident) => {
        Shows::All(Box::new(move |field, row| $formula(field, row, $parameter).into()))
    };
    ($reach:ident, $formula:path, $parameter:ident) => {
        Shows::One(Box::new(move |children| $formula(children, $parameter).into()))
    };
}

/// Registers the aggregates: file, variant, and kind: `Mean` works on one subject's scores and lies between the lowest and
/// the highest of them, `One` on one subject's scores, `All` on those of all subjects together. The file's name is the
/// name in documents. An aggregate with a parameter has a type of the variant's name in its file.
macro_rules! aggregates {
    (
        plain { $( $(#[$doc:meta])* $module:ident :: $variant:ident: $reach:ident, )+ }
        with { $( $file:ident :: $with:ident: $way:ident, )+ }
    ) => {
        $( pub use self::$file::$with; )+

        /// How a node's score is made from its children's.
        ///
        /// `wᵢ` are the weights of the children that are present and `sᵢ` their scores. Every aggregate is exact; geometric and
        /// power means, `topsis`, and `mean_min` with a `beta`, are real numbers, computed to about 37 digits where no
        /// fraction is found; geometric means of fractions are compared through their products, exactly. None depends on
        /// the order of the children or on the unit of the weights. The formulas of the means and what they imply for
        /// compensation between indicators:
        /// OECD/JRC, Handbook on Constructing Composite Indicators (2008), 6.
        ///
        /// ```
        /// use evalindex::aggregate::{Aggregate, Power};
        ///
        /// assert_eq!(Aggregate::from_name("geometric"), Some(Aggregate::Geometric));
        /// assert_eq!(Aggregate::from(Power::new(2)).name(), "power");
        /// ```
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Aggregate {
            $( $(#[$doc])* $variant, )+
            $(
                #[doc = concat!("`", stringify!($file), "`: see [`", stringify!($with), "`].")]
                $with($with),
            )+
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
                    return fields.required::<$with>(stringify!($file)).map(Self::$with);
                } )+
                None
            }

            /// What is impossible about the parameter, for a node with these children that count.
            pub(crate) fn faults(&self, children: &[Child<'_>]) -> Vec<Fault> {
                match self {
                    $( Self::$variant => Vec::new(), )+
                    $( Self::$with(parameter) => parameter.faults(children), )+
                }
            }

            /// How it takes the children of a node.
            pub(crate) fn takes(&self) -> Takes {
                match self {
                    $( Self::$variant => Takes::Weighed, )+
                    $( Self::$with(_) => <$with as Parameter>::TAKES, )+
                }
            }

            /// How it works.
            pub(crate) fn reach(&self) -> Reach<'_> {
                match self {
                    $( Self::$variant => reach!($reach, $module::combine), )+
                    $( Self::$with(parameter) => reach!($way, move |scores| $file::combine(scores, parameter)), )+
                }
            }

            /// How it shows a score.
            pub(crate) fn shows(&self) -> Shows<'_> {
                match self {
                    $( Self::$variant => shows!($reach, $module::formula), )+
                    $( Self::$with(parameter) => shows_with!($way, $file::formula, parameter), )+
                }
            }

            /// Whether it lies between the lowest and the highest of a subject's scores.
            pub(crate) fn is_mean(&self) -> bool {
                let kind = match self {
                    $( Self::$variant => stringify!($reach), )+
                    $( Self::$with(_) => stringify!($way), )+
                };
                kind == "Mean"
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

        $( impl From<$with> for Aggregate {
            fn from(parameter: $with) -> Self {
                Self::$with(parameter)
            }
        } )+
    };
}

aggregates! {
    plain {
        /// `Σ wᵢ·sᵢ / Σ wᵢ`, exactly.
        #[default]
        arithmetic::Arithmetic: Mean,
        /// `exp(Σ wᵢ·ln sᵢ / Σ wᵢ)`, for scores of 0 and more; 0 where one of them is: the weighted product. Source also:
        /// UNDP, Human Development Report, technical note 1 (the HDI is the geometric mean of three dimensions).
        geometric::Geometric: Mean,
        /// `Σ wᵢ / Σ (wᵢ/sᵢ)`, exactly, for scores of 0 and more; 0 where one of them is.
        harmonic::Harmonic: Mean,
        /// The lowest score: the weakest child decides.
        minimum::Minimum: Mean,
        /// The highest score.
        maximum::Maximum: Mean,
        /// The weighted median: the lowest score at which the weights, summed in the order of the scores, reach half of
        /// their total; where they make exactly half, the mean of that score and the next one.
        median::Median: Mean,
        /// `W · Σ wᵢ·sᵢ / Σ wᵢ` with the total `W` of all the node's weights as declared: `Σ wᵢ·sᵢ` when all children are
        /// present, and as much for those that are when not.
        sum::Sum: One,
        /// `S·(subjects beaten + half of those drawn with)/(n − 1)`: one subject beats another when the children in which
        /// it is ahead weigh more than those in which it is behind. Exact scores are compared, over the children that both
        /// have; nothing depends on the order of the subjects. The cost grows with the square of the subjects.
        /// Source: Copeland, A Reasonable Social Welfare Function (1951); Munda & Nardo (2009).
        copeland::Copeland: All,
        /// `Σ wᵢ·bᵢ / Σ wᵢ`, where `bᵢ = S·(subjects worse in that child + half of the other equals)/(nᵢ − 1)`. Exact
        /// scores are compared. Source: de Borda, Mémoire sur les élections au scrutin (1781).
        borda::Borda: All,
    }
    with {
        power::Power: Mean,
        mazziotta_pareto::MazziottaPareto: One,
        owa::Owa: Mean,
        mean_min::MeanMin: One,
        topsis::Topsis: All,
        trimmed::Trimmed: Mean,
        product::Product: One,
    }
}

pub use self::mazziotta_pareto::{Penalty, Spread};

#[cfg(test)]
mod tests;
