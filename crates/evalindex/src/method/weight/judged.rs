//! Judgements of one expert, or of several: how documents and files hold them.

use std::borrow::Cow;

use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::error::{JudgementFault, WeightMethodError};
use super::json::Numbers;
use super::judgement_file::{Cell, NumberRows};
use crate::json::{Fields, FromJson, Json, Reader, Shape};
use crate::number::{Exact, Proportion, plain};
use crate::support::named_enum;

named_enum! {
    /// How the judgements of several experts are combined. Source: Forman & Peniwati, European Journal of Operational
    /// Research 108 (1998).
    ///
    /// ```
    /// use evalindex::weight::Combine;
    ///
    /// assert_eq!(Combine::from_name("priorities"), Some(Combine::Priorities));
    /// ```
    pub enum Combine {
        /// The geometric mean of each judgement, `aᵢⱼ = Π aᵢⱼₖ^vₖ`, is judged as one expert's: for experts who act as one.
        Judgements = "judgements",
        /// The arithmetic mean of the weights of each expert, `wᵢ = Σ vₖ·wᵢₖ`: for experts who each speak for themselves.
        Priorities = "priorities",
    }
}

/// Judgements of one expert, or of several.
///
/// ```
/// use evalindex::weight::{Combine, Experts, Judged, PairJudgements, PairMatrix};
///
/// let matrix = |one: &str, back: &str| PairMatrix(vec![vec!["1".into(), one.into()], vec![back.into(), "1".into()]]);
/// let alone: Judged<PairMatrix> = matrix("3", "1/3").into();
/// let both = Experts::new(vec![matrix("3", "1/3"), matrix("1", "1")], Combine::Priorities);
/// assert_ne!(alone, Judged::Several(both));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judged<T> {
    /// Of one.
    One(T),
    /// Of several, combined.
    Several(Experts<T>),
}

/// Judgements of several experts, and how they are combined.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Experts<T> {
    /// The judgements of each expert.
    pub judgements: Vec<T>,
    /// How they are combined.
    pub combine: Combine,
    /// The weight of each expert, above 0, in proportion; equal ones where there are none.
    pub weights: Option<Vec<Decimal>>,
}

/// The judgements of one expert in a document.
pub(super) trait OneExpert: FromJson + Serialize {
    /// Whether a document holds them as an object.
    const OBJECT: bool;

    /// How experts are combined where nothing is said.
    const COMBINE: Combine;
}

impl<T> From<T> for Judged<T> {
    fn from(one: T) -> Self {
        Self::One(one)
    }
}

impl<T> Experts<T> {
    /// Experts of equal weight.
    pub fn new(judgements: Vec<T>, combine: Combine) -> Self {
        Self { judgements, combine, weights: None }
    }

    /// What a function makes of the judgements of each expert, and the weights of the experts as whole numbers in one
    /// proportion; refused with every fault of all of them, which names the expert.
    pub(super) fn all<U>(
        &self,
        method: &str,
        make: impl Fn(&T) -> Result<U, WeightMethodError>,
    ) -> Result<(Vec<U>, Proportion), WeightMethodError> {
        let (mut each, mut faults) = (Vec::new(), Vec::new());
        for (position, judgements) in self.judgements.iter().enumerate() {
            let place = format!(".{method}.experts[{position}]");
            match make(judgements) {
                Ok(one) => each.push(one),
                Err(WeightMethodError::Judgements(all)) => {
                    let expert = position.saturating_add(1);
                    faults.extend(all.into_iter().map(|fault| fault.of_expert(expert).below(&place)));
                }
                Err(other) => return Err(other),
            }
        }
        let equal = vec![Decimal::ONE; self.judgements.len()];
        let weights = self.weights.as_ref().unwrap_or(&equal);
        faults
            .extend(self.faults(weights).into_iter().map(|(place, fault)| fault.below(&format!(".{method}.{place}"))));
        WeightMethodError::unless_none(faults)?;
        Ok((each, Proportion::of_decimals(weights).ok_or(WeightMethodError::TooLong)?))
    }

    /// What is wrong with the weights of the experts, or with their number, and where.
    fn faults(&self, weights: &[Decimal]) -> Vec<(String, JudgementFault)> {
        let count = self.judgements.len();
        if count == 0 {
            return vec![("experts".to_owned(), JudgementFault::new("there are no experts", "[]", "one or more"))];
        }
        let mut faults = Vec::new();
        if weights.len() != count {
            let (found, expected) = (format!("{} weights", weights.len()), format!("{count}, one an expert"));
            faults.push(("weights".to_owned(), JudgementFault::new("the weights of the experts", found, expected)));
        }
        for (position, weight) in weights.iter().enumerate().filter(|(_, weight)| **weight <= Decimal::ZERO) {
            let what = format!("the weight of expert {}", position.saturating_add(1));
            faults.push((format!("weights[{position}]"), JudgementFault::new(what, plain(*weight), "more than 0")));
        }
        faults
    }
}

impl<T> Judged<T> {
    /// The judgements in a file, which holds either those of one expert or `experts`.
    pub(super) fn in_file(
        one: Option<T>,
        (several, combine, weights): (Option<Vec<T>>, Option<String>, Option<Vec<Cell>>),
        (name, usual): (&str, Combine),
    ) -> Result<Self, WeightMethodError> {
        let unreadable = |what: String| Err(WeightMethodError::Unreadable(what));
        let judgements = match (one, several) {
            (Some(_), Some(_)) => return unreadable(format!("both `{name}` and `experts`, expected one of them")),
            (None, None) => return unreadable(format!("missing field `{name}`, or `experts`")),
            (Some(_), None) if combine.is_some() || weights.is_some() => {
                return unreadable("`combine` and `weights` are those of `experts`".to_owned());
            }
            (Some(one), None) => return Ok(Self::One(one)),
            (None, Some(several)) => several,
        };
        let combine = match combine.as_deref().map(|name| (name, Combine::from_name(name))) {
            None => usual,
            Some((_, Some(combine))) => combine,
            Some((other, None)) => {
                return unreadable(format!(
                    "unknown `combine` {other:?}, expected one of {}",
                    Combine::NAMES.join(", ")
                ));
            }
        };
        let items: Vec<String> = (1..=judgements.len()).map(|number| format!("expert {number}")).collect();
        let mut numbers = NumberRows::of(&items);
        let weights = weights.map(|cells| numbers.row("weights", &cells));
        numbers.all_read()?;
        Ok(Self::Several(Experts { judgements, combine, weights }))
    }
}

impl<T: OneExpert> FromJson for Judged<T> {
    fn expected() -> Cow<'static, str> {
        format!("{}, or {{\"experts\": […]}}", T::expected()).into()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        let has_experts = || json.pairs().is_ok_and(|pairs| pairs.0.iter().any(|(key, _)| *key == "\"experts\""));
        if json.shape() != Shape::Object || (T::OBJECT && !has_experts()) {
            return T::from_json(json, reader).map(Self::One);
        }
        Fields::read(json, reader, &Self::expected(), |fields| {
            let (judgements, combine) = (fields.required("experts"), fields.or("combine", T::COMBINE));
            let weights = fields.optional("weights");
            Some(Self::Several(Experts { judgements: judgements?, combine, weights }))
        })
    }
}

impl<T: OneExpert> Serialize for Judged<T> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let experts = match self {
            Self::One(one) => return one.serialize(out),
            Self::Several(experts) => experts,
        };
        let mut map = out.serialize_map(None)?;
        map.serialize_entry("experts", &experts.judgements)?;
        map.serialize_entry("combine", experts.combine.name())?;
        if let Some(weights) = &experts.weights {
            map.serialize_entry("weights", &Numbers(weights))?;
        }
        map.end()
    }
}

/// The parts of a proportion, each over the total.
pub(super) fn shares(of: &Proportion) -> Option<Vec<Exact>> {
    let total = Exact::from(of.total());
    of.parts().iter().map(|part| Exact::from(*part).over(&total)).collect()
}
