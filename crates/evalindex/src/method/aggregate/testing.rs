//! Short ways for the aggregates' own tests to write scores and weights.

use rust_decimal::Decimal;

use super::children::{Part, Parts};
use super::error::AggregateError;
use super::field::Field;
use super::{Aggregate, Child, Reach};
use crate::number::{Exact, Near, Score};
use crate::support::Interrupt;

pub(super) fn decimal(text: &str) -> Decimal {
    Decimal::from_str_exact(text).unwrap()
}

pub(super) fn points(text: &str) -> Score {
    Score::from_decimal(decimal(text)).unwrap()
}

pub(super) fn exact(text: &str) -> Exact {
    decimal(text).into()
}

/// The nearest score to 12 decimals.
pub(super) fn to_points(value: &Exact) -> Score {
    value.nearest_score().unwrap().0
}

/// The declared total of weights.
static WHOLE: Exact = Exact::ONE;

/// These children of a node of which no other is declared, on a scale of 100.
pub(super) fn parts<'a>(present: &'a [Part<'a>]) -> Parts<'a> {
    Parts { present, scale: Decimal::ONE_HUNDRED, declared_total: &WHOLE, near: Near::on(Decimal::ONE_HUNDRED) }
}

/// Children with these scores and weights.
pub(super) fn parts_of(children: &[(&str, u128)]) -> Vec<Part<'static>> {
    children.iter().map(|(score, weight)| Part { id: "", weight: *weight, score: exact(score) }).collect()
}

/// Children of these ids and one weight, to check a parameter against.
pub(super) fn named<'a>(ids: &[&'a str]) -> Vec<Child<'a>> {
    ids.iter().map(|id| Child { id, weight: Exact::ONE }).collect()
}

impl Aggregate {
    /// One subject's score.
    pub(super) fn combine(&self, parts: Parts<'_>) -> Result<Exact, AggregateError> {
        match self.reach() {
            Reach::One(combine) => combine(parts),
            Reach::All(_) => panic!("{self:?} works on all subjects"),
        }
    }
}

/// The aggregate of children with these scores and weights, which total 1 as declared, to 12 decimals.
#[allow(clippy::needless_pass_by_value, reason = "shorter to call")]
pub(super) fn combined(aggregate: Aggregate, children: &[(&str, u128)]) -> Result<Score, AggregateError> {
    aggregate.combine(parts(&parts_of(children))).map(|score| to_points(&score))
}

/// The same of fractions, exactly.
#[allow(clippy::needless_pass_by_value, reason = "shorter to call")]
pub(super) fn exactly(aggregate: Aggregate, children: &[(i128, i128, u128)]) -> Exact {
    let part = |(above, below, weight): &(i128, i128, u128)| Part {
        id: "",
        weight: *weight,
        score: Exact::ratio(*above, *below).unwrap(),
    };
    aggregate.combine(parts(&children.iter().map(part).collect::<Vec<_>>())).unwrap()
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
    let score = |text: &&str| if text.is_empty() { None } else { Some(exact(text)) };
    let rows: Vec<Vec<Option<Exact>>> = rows.iter().map(|row| row.iter().map(score).collect()).collect();
    let Reach::All(combine) = aggregate.reach() else { panic!("{aggregate:?} works on one subject") };
    let (scale, near) = (Decimal::ONE_HUNDRED, Near::on(Decimal::ONE_HUNDRED));
    let scores = combine(&Field { rows: &rows, weights, scale, near, interrupt: Interrupt::NEVER }).unwrap();
    scores.iter().map(|score| to_points(score).to_string()).collect()
}
