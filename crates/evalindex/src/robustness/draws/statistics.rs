//! How places scatter over draws: the result, and its JSON.

use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::rank_stats::{Quantiles, of_counted};
use crate::json::{Keyed, figures};
use crate::number::digits;

/// How places scatter over draws of weights.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Robustness {
    /// How many draws were made.
    pub draws: u32,
    /// Their seed.
    pub seed: u64,
    /// How many of them gave no ranking; they are left out of what follows.
    pub failed: u32,
    /// Why they gave none: the most frequent reasons, each with the number of draws.
    pub failures: Vec<(String, u32)>,
    /// What was drawn how, and the generator of random numbers.
    pub generator: String,
    /// The ranked subjects, in the order of the ranking as it is.
    pub subjects: Vec<SubjectRobustness>,
    /// For each subject the probability of being ahead of each other one, where it was counted.
    pub pairwise: Option<Vec<Ahead>>,
}

/// The places of one subject over all draws.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SubjectRobustness {
    /// Id of the subject.
    pub subject: String,
    /// Its mean place.
    pub mean: Decimal,
    /// The sample standard deviation of its place.
    pub sd: Decimal,
    /// Quantiles of its place.
    pub quantiles: Quantiles,
    /// The places that it took at least once, each with the number of draws.
    pub places: Vec<(usize, u32)>,
    /// How many places there are.
    pub of_places: usize,
    /// How many draws gave a ranking.
    pub counted: u32,
    /// The probability of each grade, best first.
    pub grades: Vec<(String, Decimal)>,
    /// The mean weights of the indicators in the draws in which it is first (central weights); none where it never is.
    pub central_weights: Option<Vec<(String, Decimal)>>,
    /// Whether it is first under its central weights (the confidence factor, 1 or 0 where figures are certain).
    pub confidence: Option<bool>,
}

/// A subject, and its probability of being ahead of each other one.
pub type Ahead = (String, Vec<(String, Decimal)>);

impl SubjectRobustness {
    /// The probability of a place, from 1 (rank acceptability).
    pub fn acceptability(&self, place: usize) -> Decimal {
        let found = self.places.binary_search_by_key(&place, |(place, _)| *place).ok();
        let count = found.and_then(|at| self.places.get(at)).map_or(0, |(_, count)| *count);
        of_counted(u128::from(count), self.counted)
    }
}

impl Serialize for Robustness {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        map.serialize_entry("draws", &self.draws)?;
        map.serialize_entry("seed", &self.seed)?;
        map.serialize_entry("failed", &self.failed)?;
        if self.failed > 0 {
            map.serialize_entry("failures", &Keyed(&self.failures, |(reason, draws)| (reason, draws)))?;
        }
        map.serialize_entry("generator", &self.generator)?;
        map.serialize_entry("subjects", &Keyed(&self.subjects, |one| (&one.subject, one)))?;
        if let Some(pairwise) = &self.pairwise {
            map.serialize_entry("pairwise", &Keyed(pairwise, |(subject, others)| (subject, figures(others))))?;
        }
        map.end()
    }
}

impl Serialize for SubjectRobustness {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        let Quantiles { q05, q25, median, q75, q95 } = self.quantiles;
        let statistics = [
            ("mean", self.mean),
            ("sd", self.sd),
            ("q05", q05),
            ("q25", q25),
            ("median", median),
            ("q75", q75),
            ("q95", q95),
        ];
        for (name, figure) in statistics {
            map.serialize_entry(name, &digits(figure))?;
        }
        let places: Vec<_> = (1..=self.of_places).map(|place| digits(self.acceptability(place))).collect();
        map.serialize_entry("place", &places)?;
        if !self.grades.is_empty() {
            map.serialize_entry("grades", &figures(&self.grades))?;
        }
        map.serialize_entry("central_weights", &self.central_weights.as_deref().map(figures))?;
        map.serialize_entry("confidence", &self.confidence.map(u8::from))?;
        map.end()
    }
}
