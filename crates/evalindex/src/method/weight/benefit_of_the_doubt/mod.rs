//! Benefit of the doubt: for each subject the weights that favour it most.

#[cfg(feature = "data-weights")]
mod favour;
#[cfg(feature = "data-weights")]
mod favoured;
#[cfg(feature = "data-weights")]
mod table;

use std::borrow::Cow;

use rust_decimal::Decimal;
use serde::ser::SerializeMap;

use super::json::Figures;
use super::parameter::Parameter;
use crate::json::{Fields, FromJson, Json, Reader};

#[cfg(feature = "data-weights")]
pub(super) use self::favoured::weigh;

#[cfg(feature = "data-weights")]
const METHOD: &str = "benefit_of_the_doubt";

/// What share of a subject's score each child may make up under benefit of the doubt, from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShareBounds {
    /// At least so much.
    pub least: Decimal,
    /// At most so much.
    pub most: Decimal,
}

impl Default for ShareBounds {
    /// Any share.
    fn default() -> Self {
        Self { least: Decimal::ZERO, most: Decimal::ONE }
    }
}

impl Parameter for ShareBounds {
    fn read(name: &'static str, fields: &mut Fields<'_, '_>) -> Option<Self> {
        fields.required(name)
    }

    fn write<M: SerializeMap>(&self, name: &'static str, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry(name, &Figures([("least", self.least), ("most", self.most)].into_iter()))
    }

    fn usual() -> Option<Self> {
        Some(Self::default())
    }
}

impl FromJson for ShareBounds {
    fn expected() -> Cow<'static, str> {
        "{\"least\": …, \"most\": …}".into()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        let any = Self::default();
        Fields::read(json, reader, &Self::expected(), |fields| {
            Some(Self { least: fields.or("least", any.least), most: fields.or("most", any.most) })
        })
    }
}
