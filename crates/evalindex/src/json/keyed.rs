//! Lists that are written as JSON objects, in the order of the list.

use rust_decimal::Decimal;
use serde::ser::{Serialize, Serializer};

use super::fields::{Member, members, pairs};
use super::reader::Reader;
use super::value::Json;
use crate::number::{Number, digits};

/// A list with the key and the value of each member.
pub(crate) struct Keyed<'a, T, V>(pub(crate) &'a [T], pub(crate) fn(&'a T) -> (&'a str, V));

impl<T, V: Serialize> Serialize for Keyed<'_, T, V> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_map(self.0.iter().map(self.1))
    }
}

/// Figures by id, in plain digits.
pub(crate) fn figures(figures: &[(String, Decimal)]) -> Keyed<'_, (String, Decimal), Number> {
    Keyed(figures, |(id, figure)| (id, digits(figure.normalize())))
}

/// The members of an object, each read in turn at its path; for another value, a problem that expects `expected`.
pub(crate) fn each_member<'a, T>(
    object: Json<'a>,
    reader: &mut Reader<'a>,
    expected: &str,
    mut read: impl FnMut(&Member<'a>, &mut Reader<'a>) -> T,
) -> Option<Vec<T>> {
    let members = members(pairs(object, reader, expected)?, reader);
    Some(members.iter().map(|member| reader.below(member.key.clone(), |reader| read(member, reader))).collect())
}
