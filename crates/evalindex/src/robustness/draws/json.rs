//! A plan of draws as JSON: written and read.

use rust_decimal::Decimal;
use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::WeightDraws;
use super::plan::Draws;
use crate::json::ReadNumber;
use crate::number::digits;

/// Written as `"uniform"`, `"declared"`, `{"dirichlet": 20}`, `{"within": 0.25}`, `{"normal": 0.1}` or `{"given": [rows]}`.
impl Serialize for WeightDraws {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let with = |out: S, name: &str, value: Decimal| {
            let mut map = out.serialize_map(Some(1))?;
            map.serialize_entry(name, &digits(value.normalize()))?;
            map.end()
        };
        match self {
            Self::Declared => out.serialize_str("declared"),
            Self::Uniform => out.serialize_str("uniform"),
            Self::Dirichlet(concentration) => with(out, "dirichlet", *concentration),
            Self::Within(range) => with(out, "within", *range),
            Self::Normal(deviation) => with(out, "normal", *deviation),
            Self::Given(rows) => {
                let mut map = out.serialize_map(Some(1))?;
                map.serialize_entry("given", rows)?;
                map.end()
            }
        }
    }
}

/// The forms of weights, each under its name.
#[derive(serde::Deserialize)]
#[serde(rename_all = "snake_case")]
enum WeightsRead {
    Declared,
    Uniform,
    Dirichlet(ReadNumber),
    Within(ReadNumber),
    Normal(ReadNumber),
    Given(Vec<Vec<f64>>),
}

impl<'de> Deserialize<'de> for WeightDraws {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(match WeightsRead::deserialize(from)? {
            WeightsRead::Declared => Self::Declared,
            WeightsRead::Uniform => Self::Uniform,
            WeightsRead::Dirichlet(concentration) => Self::Dirichlet(concentration.0),
            WeightsRead::Within(range) => Self::Within(range.0),
            WeightsRead::Normal(deviation) => Self::Normal(deviation.0),
            WeightsRead::Given(rows) => Self::Given(rows),
        })
    }
}

/// A plan as it is read: count and seed are required, all else has the value of [`Draws::new`].
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct DrawsRead {
    count: u32,
    seed: u64,
    weights: Option<WeightDraws>,
    methods: Option<bool>,
    errors: Option<bool>,
    levels: Option<Vec<usize>>,
    pairwise: Option<bool>,
}

impl<'de> Deserialize<'de> for Draws {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let read = DrawsRead::deserialize(from)?;
        if read.count == 0 {
            return Err(D::Error::custom("no draws: at least 1 is needed"));
        }
        let plain = Self::new(read.count, read.seed);
        Ok(Self {
            weights: read.weights.unwrap_or(plain.weights),
            methods: read.methods.unwrap_or(plain.methods),
            errors: read.errors.unwrap_or(plain.errors),
            levels: read.levels.unwrap_or(plain.levels),
            pairwise: read.pairwise.unwrap_or(plain.pairwise),
            ..plain
        })
    }
}
