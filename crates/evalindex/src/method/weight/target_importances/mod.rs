//! Weights under which each child is as important to the total as it is meant to be.

#[cfg(feature = "data-weights")]
mod search;

use std::borrow::Cow;

use rust_decimal::Decimal;
use serde::ser::SerializeMap;

use super::json::Figures;
use super::parameter::Parameter;
use crate::json::{Fields, FromJson, Json, Reader, each_member};

#[cfg(feature = "data-weights")]
pub(super) use self::search::weigh;

#[cfg(feature = "data-weights")]
const METHOD: &str = "target_importances";

/// How important each child is to be, by its id: 0 or more, in proportion; all the same where there are none.
pub type Importances = Vec<(String, Decimal)>;

impl Parameter for Importances {
    fn read(name: &'static str, fields: &mut Fields<'_, '_>) -> Option<Self> {
        fields.required::<Targets>(name).map(|targets| targets.0)
    }

    fn write<M: SerializeMap>(&self, name: &'static str, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry(name, &Figures(self.iter().map(|(id, target)| (id.as_str(), *target))))
    }

    fn usual() -> Option<Self> {
        Some(Self::new())
    }
}

/// Importances by child, in the order of the document.
struct Targets(Importances);

impl FromJson for Targets {
    fn expected() -> Cow<'static, str> {
        "an object of numbers".into()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        let read = each_member(json, reader, &Self::expected(), |member, reader| {
            Some((member.key.as_ref().to_owned(), Decimal::from_json(member.value, reader)?))
        });
        read?.into_iter().collect::<Option<Vec<_>>>().map(Self)
    }
}
