//! Stand-in until the reader lands: the interface that rules read their parameters through.

use std::marker::PhantomData;

/// A value that can be read from JSON.
pub(crate) trait FromJson: Sized {}
impl FromJson for rust_decimal::Decimal {}
impl FromJson for bool {}
impl FromJson for u32 {}
impl FromJson for String {}
impl<T: FromJson> FromJson for Vec<T> {}
impl<T: FromJson> FromJson for [T; 2] {}

/// The fields of one JSON object, taken one by one.
#[derive(Debug)]
pub(crate) struct Fields<'r, 'a>(PhantomData<(&'r (), &'a ())>);

impl Fields<'_, '_> {
    /// A field that must be there; absent or of the wrong type: a problem, and `None`.
    pub(crate) fn required<T: FromJson>(&mut self, _name: &'static str) -> Option<T> {
        None
    }

    /// A field that may be there; of the wrong type: a problem, and `None`.
    pub(crate) fn optional<T: FromJson>(&mut self, _name: &'static str) -> Option<T> {
        None
    }

    /// A field with a default.
    pub(crate) fn or<T: FromJson>(&mut self, name: &'static str, default: T) -> T {
        self.optional(name).unwrap_or(default)
    }
}
