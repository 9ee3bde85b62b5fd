//! The parts of the uncertainty of ranks that come from each factor: the result, and its JSON.

use rust_decimal::Decimal;
use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::json::{InOrder, Keyed, ReadNumber};
use crate::number::digits;

/// The parts of the uncertainty of a ranking that come from each factor.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Sensitivity {
    /// The number of rows; each was evaluated twice, and once more for each factor.
    pub rows: u32,
    /// The seed of the random numbers.
    pub seed: u64,
    /// The number of rows in which an evaluation gave no ranking; they are left out of all that follows.
    pub failed: u32,
    /// The most frequent reasons for that, each with the number of rows.
    pub failures: Vec<(String, u32)>,
    /// What was drawn and how, and the generator of random numbers.
    pub generator: String,
    /// The mean over all rows of the mean absolute distance, in places, of the ranks of all subjects from their present
    /// ranks; 0 or more.
    pub mean_shift: Decimal,
    /// The factors: weights by level, each alternative, errors of figures.
    pub factors: Vec<FactorSensitivity>,
}

/// The part of the uncertainty that comes from one factor.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FactorSensitivity {
    /// The name of the factor: `weights, level 1`, the name of an alternative, or `errors`.
    pub factor: String,
    /// The first-order index of the mean distance of ranks from the present ones, 0 to 1 but for the error of sampling;
    /// none where that distance never varies.
    pub first: Option<Estimate>,
    /// The total index of the same distance.
    pub total: Option<Estimate>,
    /// The indices of the rank of each subject, in the order of the present ranking.
    pub subjects: Vec<SubjectSensitivity>,
}

/// The indices of the rank of one subject; none where its rank never varies.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SubjectSensitivity {
    /// Id of the subject.
    pub subject: String,
    /// The first-order index.
    pub first: Option<Decimal>,
    /// The total index.
    pub total: Option<Decimal>,
}

/// An estimate with its 95 % interval over resampled rows (2.5 % to 97.5 %).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Estimate {
    /// The estimate.
    pub value: Decimal,
    /// The lower end of the interval.
    pub low: Decimal,
    /// The upper end of the interval.
    pub high: Decimal,
}

impl Sensitivity {
    /// The largest number of ranks that are kept: those of all subjects in all rows, `k + 2` times for `k` factors.
    /// They take a gigabyte.
    pub const MOST_RANKS: usize = 250_000_000;
}

impl Serialize for Sensitivity {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        map.serialize_entry("rows", &self.rows)?;
        map.serialize_entry("seed", &self.seed)?;
        map.serialize_entry("failed", &self.failed)?;
        if self.failed > 0 {
            map.serialize_entry("failures", &Keyed(&self.failures, |(reason, rows)| (reason, rows)))?;
        }
        map.serialize_entry("generator", &self.generator)?;
        map.serialize_entry("mean_shift", &digits(self.mean_shift))?;
        map.serialize_entry("factors", &self.factors)?;
        map.end()
    }
}

impl Serialize for FactorSensitivity {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(Some(4))?;
        map.serialize_entry("factor", &self.factor)?;
        map.serialize_entry("first", &self.first)?;
        map.serialize_entry("total", &self.total)?;
        map.serialize_entry("subjects", &Keyed(&self.subjects, |one| (&one.subject, one)))?;
        map.end()
    }
}

impl Serialize for Estimate {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(Some(3))?;
        for (name, figure) in [("value", self.value), ("low", self.low), ("high", self.high)] {
            map.serialize_entry(name, &digits(figure))?;
        }
        map.end()
    }
}

impl Serialize for SubjectSensitivity {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(Some(2))?;
        for (name, figure) in [("first", self.first), ("total", self.total)] {
            map.serialize_entry(name, &figure.map(digits))?;
        }
        map.end()
    }
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct SensitivityRead {
    rows: u32,
    seed: u64,
    failed: u32,
    #[serde(default)]
    failures: InOrder<u32>,
    generator: String,
    mean_shift: ReadNumber,
    factors: Vec<FactorRead>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct FactorRead {
    factor: String,
    first: Option<EstimateRead>,
    total: Option<EstimateRead>,
    subjects: InOrder<SubjectRead>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct EstimateRead {
    value: ReadNumber,
    low: ReadNumber,
    high: ReadNumber,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct SubjectRead {
    first: Option<ReadNumber>,
    total: Option<ReadNumber>,
}

impl<'de> Deserialize<'de> for Sensitivity {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let SensitivityRead { rows, seed, failed, failures, generator, mean_shift, factors } =
            SensitivityRead::deserialize(from)?;
        let factors = factors.into_iter().map(FactorRead::sensitivity).collect();
        Ok(Self { rows, seed, failed, failures: failures.0, generator, mean_shift: mean_shift.0, factors })
    }
}

impl FactorRead {
    fn sensitivity(self) -> FactorSensitivity {
        let estimate = |read: EstimateRead| Estimate { value: read.value.0, low: read.low.0, high: read.high.0 };
        let subject = |(subject, read): (String, SubjectRead)| SubjectSensitivity {
            subject,
            first: read.first.map(Decimal::from),
            total: read.total.map(Decimal::from),
        };
        FactorSensitivity {
            factor: self.factor,
            first: self.first.map(estimate),
            total: self.total.map(estimate),
            subjects: self.subjects.0.into_iter().map(subject).collect(),
        }
    }
}
