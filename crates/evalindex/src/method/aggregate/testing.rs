//! Short ways for the aggregates' own tests to write scores and weights.

use rust_decimal::Decimal;

use super::children::{Part, Parts};
use super::error::AggregateError;
use super::field::Field;
use super::{Aggregate, Reach};
use crate::number::Score;

pub(super) fn decimal(text: &str) -> Decimal {
    Decimal::from_str_exact(text).unwrap()
}

pub(super) fn points(text: &str) -> Score {
    Score::from_decimal(decimal(text)).unwrap()
}

/// Children with these scores and weights.
pub(super) fn parts_of(children: &[(&str, u128)]) -> Vec<Part> {
    children.iter().map(|(score, weight)| Part { weight: *weight, score: points(score) }).collect()
}

impl Aggregate {
    /// One subject's score.
    pub(super) fn combine(&self, parts: Parts<'_>) -> Result<Score, AggregateError> {
        match self.reach() {
            Reach::One(combine) => combine(parts),
            Reach::All(_) => panic!("{self:?} works on all subjects"),
        }
    }
}

/// The aggregate of children with these scores and weights, which total 1 as declared.
#[allow(clippy::needless_pass_by_value, reason = "shorter to call")]
pub(super) fn combined(aggregate: Aggregate, children: &[(&str, u128)]) -> Result<Score, AggregateError> {
    aggregate.combine(Parts { present: &parts_of(children), declared_total: Decimal::ONE })
}

/// Nine children that have nothing in common, for figures worked out elsewhere.
pub(super) const UNLIKE: [(&str, u128); 9] = [
    ("87.123456789012", 137),
    ("63.300000000001", 59),
    ("99.999999999999", 251),
    ("41.718281828459", 83),
    ("12.345678901234", 17),
    ("3.141592653589", 29),
    ("75.757575757575", 199),
    ("58.008008008008", 113),
    ("0.912345678901", 5),
];

/// The scores of an aggregate over all subjects on a scale of 100; an empty text is a missing child.
pub(super) fn across(aggregate: &Aggregate, weights: &[u128], rows: &[&[&str]]) -> Vec<String> {
    let score = |text: &&str| if text.is_empty() { None } else { Some(points(text)) };
    let rows: Vec<Vec<Option<Score>>> = rows.iter().map(|row| row.iter().map(score).collect()).collect();
    let Reach::All(combine) = aggregate.reach() else { panic!("{aggregate:?} works on one subject") };
    let scores = combine(&Field { rows: &rows, weights, scale: Decimal::ONE_HUNDRED }).unwrap();
    scores.into_iter().map(|score| score.to_string()).collect()
}
