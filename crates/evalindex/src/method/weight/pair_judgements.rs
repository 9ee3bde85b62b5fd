//! Judgements of pairs of children, as documents and files hold them.

use std::borrow::Cow;

use rust_decimal::Decimal;
use serde::Deserialize;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::derived::DerivedWeights;
use super::error::WeightMethodError;
use super::experts::mean_of_weights;
use super::judged::{Combine, Experts, Judged, OneExpert};
use super::judgement_file::{Cell, parsed};
use super::pairs::Judgements;
use super::parameter::{JudgedItems, Parameter};
use crate::json::{Fields, FromJson, Json, Reader, Shape, string};
use crate::number::digits;

/// Judgements of pairs of children, as a document holds them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairJudgements {
    /// Those of one expert, or of several.
    pub judged: Judged<PairMatrix>,
    /// Judgements with a consistency ratio above this are refused; of several experts those of each.
    pub max_cr: Decimal,
}

/// The judgements of one expert, a row a child: whole numbers, decimals, or fractions such as `1/3`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairMatrix(pub Vec<Vec<String>>);

/// Weights by the judgements of one expert.
type Weigh = fn(&Judgements) -> Result<DerivedWeights, WeightMethodError>;

impl PairJudgements {
    /// The ratio up to which judgements are usually accepted as consistent (Saaty 1977).
    pub const USUAL_MAX_CR: Decimal = Decimal::from_parts(1, 0, 0, false, 1);

    /// The weights of these items by a method, if the judgements are consistent enough.
    pub(super) fn weigh(
        &self,
        method: &'static str,
        items: &[String],
        weigh: Weigh,
    ) -> Result<DerivedWeights, WeightMethodError> {
        let found = match &self.judged {
            Judged::One(matrix) => weigh(&matrix.of(items)?)?,
            Judged::Several(experts) => of_experts(experts, (method, items), weigh)?,
        };
        found.consistent(self.max_cr).map_err(|error| error.of_method(method))
    }
}

/// The weights by the judgements of several experts, with those of each.
fn of_experts(
    experts: &Experts<PairMatrix>,
    (method, items): (&'static str, &[String]),
    weigh: Weigh,
) -> Result<DerivedWeights, WeightMethodError> {
    let (each, shares) = experts.all(method, |matrix| matrix.of(items))?;
    let alone: Vec<DerivedWeights> = each.iter().map(weigh).collect::<Result<_, _>>()?;
    let found = match experts.combine {
        Combine::Judgements => weigh(&Judgements::combined(&each, &shares).ok_or(WeightMethodError::TooLong)?)?,
        Combine::Priorities => mean_of_weights((method, items), &alone, &shares)?,
    };
    found.of_experts(alone, &shares, experts.combine)
}

impl PairMatrix {
    /// As judgements of these items.
    fn of(&self, items: &[String]) -> Result<Judgements, WeightMethodError> {
        Judgements::parse(items.to_vec(), &self.0)
    }

    fn in_file(cells: &[Vec<Cell>]) -> Self {
        Self(cells.iter().map(|row| row.iter().map(Cell::text).collect()).collect())
    }
}

impl Parameter for PairJudgements {
    fn read(name: &'static str, fields: &mut Fields<'_, '_>) -> Option<Self> {
        let judged = fields.required(name);
        let max_cr = fields.or("max_cr", Self::USUAL_MAX_CR);
        Some(Self { judged: judged?, max_cr })
    }

    fn write<M: SerializeMap>(&self, name: &'static str, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry(name, &self.judged)?;
        map.serialize_entry("max_cr", &digits(self.max_cr))
    }
}

impl JudgedItems for PairJudgements {
    const HAS_RATIO: bool = true;

    fn from_file(text: &str) -> Result<(Vec<String>, Self), WeightMethodError> {
        /// The form.
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Pairs {
            items: Vec<String>,
            matrix: Option<Vec<Vec<Cell>>>,
            experts: Option<Vec<Vec<Vec<Cell>>>>,
            combine: Option<String>,
            weights: Option<Vec<Cell>>,
        }
        let Pairs { items, matrix, experts, combine, weights } = parsed(text)?;
        let several = experts.map(|all| all.iter().map(|cells| PairMatrix::in_file(cells)).collect());
        let one = matrix.map(|cells| PairMatrix::in_file(&cells));
        let judged = Judged::in_file(one, (several, combine, weights), ("matrix", PairMatrix::COMBINE))?;
        Ok((items, Self { judged, max_cr: Decimal::MAX }))
    }
}

impl OneExpert for PairMatrix {
    const OBJECT: bool = false;
    const COMBINE: Combine = Combine::Judgements;
}

impl FromJson for PairMatrix {
    fn expected() -> Cow<'static, str> {
        Vec::<Vec<Judgement>>::expected()
    }

    fn several() -> String {
        Vec::<Vec<Judgement>>::several()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        let rows = Vec::<Vec<Judgement>>::from_json(json, reader)?;
        Some(Self(rows.into_iter().map(|row| row.into_iter().map(|judgement| judgement.0).collect()).collect()))
    }
}

impl Serialize for PairMatrix {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(out)
    }
}

/// A judgement as it is written: a number, or a text of a number or fraction, which is read with the whole matrix.
struct Judgement(String);

impl FromJson for Judgement {
    fn expected() -> Cow<'static, str> {
        "a number, or a fraction such as \"1/3\"".into()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        match json.shape() {
            Shape::Number => Decimal::from_json(json, reader).map(|number| Self(number.to_string())),
            _ => string(json, reader, &Self::expected()).map(|text| Self(text.into_owned())),
        }
    }
}
