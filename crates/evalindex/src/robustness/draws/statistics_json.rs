//! The distribution of ranks as JSON: written and read.

use rust_decimal::Decimal;
use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::rank_stats::{Quantiles, of_counted};
use super::statistics::{Ahead, Robustness, SubjectRobustness};
use crate::json::{InOrder, Keyed, ReadNumber, figures};
use crate::number::{Rounding, digits};

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

/// A distribution of ranks as it is read.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RobustnessRead {
    draws: u32,
    seed: u64,
    failed: u32,
    #[serde(default)]
    failures: InOrder<u32>,
    generator: String,
    subjects: InOrder<SubjectRead>,
    pairwise: Option<InOrder<InOrder<ReadNumber>>>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct SubjectRead {
    mean: ReadNumber,
    sd: ReadNumber,
    q05: ReadNumber,
    q25: ReadNumber,
    median: ReadNumber,
    q75: ReadNumber,
    q95: ReadNumber,
    place: Vec<ReadNumber>,
    #[serde(default)]
    grades: InOrder<ReadNumber>,
    central_weights: Option<InOrder<ReadNumber>>,
    confidence: Option<u8>,
}

impl<'de> Deserialize<'de> for Robustness {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let read = RobustnessRead::deserialize(from)?;
        let counted = read.draws.checked_sub(read.failed);
        let counted = counted.ok_or_else(|| D::Error::custom("more failed draws than draws"))?;
        let subjects = read.subjects.0.into_iter().map(|(subject, one)| one.robustness(subject, counted));
        let row = |(subject, others): (String, InOrder<ReadNumber>)| -> Ahead { (subject, others.decimals()) };
        Ok(Self {
            draws: read.draws,
            seed: read.seed,
            failed: read.failed,
            failures: read.failures.0,
            generator: read.generator,
            subjects: subjects.collect::<Result<_, _>>().map_err(D::Error::custom)?,
            pairwise: read.pairwise.map(|rows| rows.0.into_iter().map(row).collect()),
        })
    }
}

/// The number of draws that a published share of them is; none where it is none.
fn draws_of(share: Decimal, counted: u32) -> Option<u32> {
    let count = u32::try_from(Rounding::half_up(0).apply(share.checked_mul(counted.into())?)).ok()?;
    (of_counted(count.into(), counted) == share).then_some(count)
}

impl SubjectRead {
    fn robustness(self, subject: String, counted: u32) -> Result<SubjectRobustness, String> {
        let of_places = self.place.len();
        let mut places = Vec::new();
        for (share, place) in self.place.iter().zip(1_usize..) {
            let count = draws_of(share.0, counted);
            match count.ok_or_else(|| format!("no share of {counted} draws: {}", share.0))? {
                0 => {}
                count => places.push((place, count)),
            }
        }
        let confidence = match self.confidence {
            None => None,
            Some(0) => Some(false),
            Some(1) => Some(true),
            Some(other) => return Err(format!("the confidence of a subject is 0 or 1, not {other}")),
        };
        Ok(SubjectRobustness {
            subject,
            mean: self.mean.0,
            sd: self.sd.0,
            quantiles: Quantiles {
                q05: self.q05.0,
                q25: self.q25.0,
                median: self.median.0,
                q75: self.q75.0,
                q95: self.q95.0,
            },
            places,
            of_places,
            counted,
            grades: self.grades.decimals(),
            central_weights: self.central_weights.map(InOrder::decimals),
            confidence,
        })
    }
}
