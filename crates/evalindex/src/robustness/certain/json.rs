//! What is certain as JSON: written and read.

use rust_decimal::Decimal;
use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{Certain, CertainPlaces, LooseField, WeightRegion};
use crate::json::number::is_plain;
use crate::json::{InOrder, Keyed};

impl Serialize for Certain {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        map.serialize_entry("within", &self.within)?;
        if let Some(notice) = self.notice() {
            map.serialize_entry("notice", &notice)?;
        }
        if !self.loose.is_empty() {
            map.serialize_entry("loose", &self.loose)?;
        }
        if self.cut_short > 0 {
            map.serialize_entry("cut_short", &self.cut_short)?;
        }
        map.serialize_entry("subjects", &Keyed(&self.subjects, |one| (&one.subject, one)))?;
        map.serialize_entry("ahead", &Keyed(&self.subjects, |one| (&one.subject, &one.behind)))?;
        map.end()
    }
}

impl Serialize for CertainPlaces {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(Some(3))?;
        map.serialize_entry("best", &self.best)?;
        map.serialize_entry("worst", &self.worst)?;
        map.serialize_entry("exact", &self.exact)?;
        map.end()
    }
}

/// As text: `25%`, `free` or `ordered`.
impl Serialize for WeightRegion {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for WeightRegion {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let within = || {
            let percent = text.strip_suffix('%').filter(|percent| is_plain(percent))?;
            let share = Decimal::from_str_exact(percent).ok()?;
            let share = Decimal::try_from_i128_with_scale(share.mantissa(), share.scale().checked_add(2)?).ok()?;
            (Decimal::ZERO..=Decimal::ONE).contains(&share).then(|| Self::Within(share.normalize()))
        };
        match text.as_str() {
            "free" => Ok(Self::Free),
            "ordered" => Ok(Self::Ordered),
            _ => within().ok_or_else(|| {
                D::Error::custom(format!(
                    "no region of weights: `{text}`, expected `0%` to `100%`, `free` or `ordered`"
                ))
            }),
        }
    }
}

/// What is certain as it is read. The notice says in words what `loose` and `cut_short` say.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct CertainRead {
    within: WeightRegion,
    #[serde(rename = "notice")]
    _notice: Option<String>,
    #[serde(default)]
    loose: Vec<LooseField>,
    #[serde(default)]
    cut_short: usize,
    subjects: InOrder<PlacesRead>,
    ahead: InOrder<Vec<String>>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct PlacesRead {
    best: usize,
    worst: usize,
    exact: bool,
}

impl<'de> Deserialize<'de> for Certain {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let CertainRead { within, loose, cut_short, subjects, ahead, .. } = CertainRead::deserialize(from)?;
        if !subjects.0.iter().map(|(id, _)| id).eq(ahead.0.iter().map(|(id, _)| id)) {
            return Err(D::Error::custom("`ahead` has other subjects than `subjects`"));
        }
        let both = subjects.0.into_iter().zip(ahead.0);
        let subjects = both.map(|((subject, PlacesRead { best, worst, exact }), (_, behind))| CertainPlaces {
            subject,
            best,
            worst,
            exact,
            behind,
        });
        Ok(Self { within, subjects: subjects.collect(), loose, cut_short })
    }
}
