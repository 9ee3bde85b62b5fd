//! Judgements of pairs, for the analytic hierarchy process.

use std::borrow::Cow;

use rust_decimal::Decimal;
use serde::Deserialize;
use serde::ser::SerializeMap;

use super::derived::DerivedWeights;
use super::error::{JudgementFault, WeightMethodError};
use super::judgement_file::{Cell, parsed};
use super::parameter::{JudgedItems, Parameter};
use crate::json::{Fields, FromJson, Json, Reader, Shape, string};
use crate::number::{Exact, Proportion, Real, digits, over_common_denominator};

/// Judgements of pairs: how many times as important the item of the row is as that of the column.
///
/// Square, positive and reciprocal: `aⱼᵢ = 1/aᵢⱼ` exactly, 1 on the diagonal; so judgements are fractions.
///
/// ```
/// use evalindex::weight::Judgements;
///
/// let items = ["a", "b", "c"].map(str::to_owned).to_vec();
/// let rows = [["1", "3", "5"], ["1/3", "1", "2"], ["1/5", "1/2", "1"]];
/// let judgements = Judgements::parse(items, &rows.map(|row| row.map(str::to_owned).to_vec()))?;
/// assert_eq!(judgements.items().len(), 3);
/// # Ok::<(), evalindex::weight::WeightMethodError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Judgements {
    items: Vec<String>,
    pub(super) rows: Vec<Vec<Exact>>,
}

impl Judgements {
    /// Judgements as text: whole numbers, decimals, or fractions of them such as `1/3`.
    ///
    /// # Errors
    /// When the matrix is not square, a judgement is no positive number, or two of one pair are not each other's
    /// reciprocals: the error names every such place.
    pub fn parse(items: Vec<String>, rows: &[Vec<String>]) -> Result<Self, WeightMethodError> {
        if items.is_empty() {
            return Err(WeightMethodError::Nothing);
        }
        let mut faults = Vec::new();
        if rows.len() != items.len() {
            let found = format!("{} rows", rows.len());
            faults.push(JudgementFault::new("the matrix is not square", found, one_each(&items)));
        }
        let all: Vec<Vec<Option<Exact>>> = rows
            .iter()
            .enumerate()
            .map(|(number, row)| judgements((&items, rows.len()), (number, row), &mut faults))
            .collect();
        let sound: Vec<Vec<Exact>> = all.iter().map(|row| row.iter().flatten().cloned().collect()).collect();
        faults.extend(off_reciprocals(&items, &all, rows));
        WeightMethodError::unless_none(faults)?;
        Ok(Self { items, rows: sound })
    }

    /// What is judged.
    pub fn items(&self) -> &[String] {
        &self.items
    }

    /// The weights of judgements that agree with each other, `aᵢⱼ·aⱼₖ = aᵢₖ`: each column has them exactly. None of others,
    /// and of such as are too long.
    pub(super) fn agreed(&self) -> Option<Proportion> {
        let first: Vec<Exact> = self.rows.iter().map(|row| row.first().cloned()).collect::<Option<_>>()?;
        for (row, own) in self.rows.iter().zip(&first) {
            for (judgement, other) in row.iter().zip(&first) {
                if judgement * other != *own {
                    return None;
                }
            }
        }
        Proportion::computed(&over_common_denominator(&first)?)
    }

    pub(super) fn reals(&self) -> Vec<Vec<Real>> {
        self.rows.iter().map(|row| row.iter().map(Exact::to_real).collect()).collect()
    }
}

/// The expected number: one an item.
fn one_each(items: &[String]) -> String {
    format!("{}, one an item", items.len())
}

/// The judgements of a row; none for a text that is no positive number. A row whose length is neither the number of items
/// nor that of rows is a fault; a square matrix of another size is reported once, as a whole.
fn judgements(
    (items, rows): (&[String], usize),
    (number, row): (usize, &[String]),
    faults: &mut Vec<JudgementFault>,
) -> Vec<Option<Exact>> {
    if row.len() != items.len() && row.len() != rows {
        let (what, found) =
            (format!("row {} is of another length", number.saturating_add(1)), format!("{} judgements", row.len()));
        faults.push(JudgementFault::new(what, found, one_each(items)));
    }
    let of_row =
        items.get(number).map_or_else(|| format!("row {}", number.saturating_add(1)), |item| format!("`{item}`"));
    let cells = row.iter().zip(items).map(|(text, item)| {
        let judgement = Exact::of_text(text).filter(Exact::is_positive);
        if judgement.is_none() {
            let expected = "a number above 0, or a fraction such as 1/3";
            faults.push(JudgementFault::new(format!("{of_row} against `{item}`"), format!("{text:?}"), expected));
        }
        judgement
    });
    cells.collect()
}

/// The pairs of judgements that are not each other's reciprocals, where both are judgements.
fn off_reciprocals(items: &[String], rows: &[Vec<Option<Exact>>], texts: &[Vec<String>]) -> Vec<JudgementFault> {
    let at = |row: usize, column: usize| rows.get(row).and_then(|row| row.get(column)?.as_ref());
    let text = |row: usize, column: usize| texts.get(row).and_then(|row| row.get(column)).map_or("", String::as_str);
    let mut faults = Vec::new();
    for (row, one) in items.iter().enumerate() {
        for (column, other) in items.iter().enumerate().take(row.saturating_add(1)) {
            let Some((judged, back)) = at(row, column).zip(at(column, row)) else { continue };
            if judged * back != Exact::ONE {
                let found = format!("{} and {}", text(row, column), text(column, row));
                let what = format!("`{one}` against `{other}`");
                faults.push(JudgementFault::new(what, found, "1, or one the reciprocal of the other"));
            }
        }
    }
    faults
}

/// Judgements of pairs of children, as a document holds them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairJudgements {
    /// A row a child: whole numbers, decimals, or fractions such as `1/3`.
    pub matrix: Vec<Vec<String>>,
    /// Judgements with a consistency ratio above this are refused.
    pub max_cr: Decimal,
}

impl PairJudgements {
    /// The ratio up to which judgements are usually accepted as consistent (Saaty 1977).
    pub const USUAL_MAX_CR: Decimal = Decimal::from_parts(1, 0, 0, false, 1);

    /// The weights of these items by a method, if the judgements are consistent enough.
    pub(super) fn weigh(
        &self,
        items: &[String],
        weigh: impl Fn(&Judgements) -> Result<DerivedWeights, WeightMethodError>,
    ) -> Result<DerivedWeights, WeightMethodError> {
        weigh(&Judgements::parse(items.to_vec(), &self.matrix)?)?.consistent(self.max_cr)
    }
}

impl Parameter for PairJudgements {
    fn read(name: &'static str, fields: &mut Fields<'_, '_>) -> Option<Self> {
        let matrix = fields.required::<Vec<Vec<Judgement>>>(name);
        let max_cr = fields.or("max_cr", Self::USUAL_MAX_CR);
        let matrix = matrix?.into_iter().map(|row| row.into_iter().map(|judgement| judgement.0).collect()).collect();
        Some(Self { matrix, max_cr })
    }

    fn write<M: SerializeMap>(&self, name: &'static str, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry(name, &self.matrix)?;
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
            matrix: Vec<Vec<Cell>>,
        }
        let Pairs { items, matrix } = parsed(text)?;
        let matrix = matrix.iter().map(|row| row.iter().map(Cell::text).collect()).collect();
        Ok((items, Self { matrix, max_cr: Decimal::MAX }))
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
