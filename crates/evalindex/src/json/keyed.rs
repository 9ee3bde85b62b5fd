//! Lists that are written as JSON objects, in the order of the list.

use rust_decimal::Decimal;
use serde::ser::{Serialize, Serializer};

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
