//! Helpers of tests: a text read, and the problems reported for it.

use super::fields::FromJson;
use super::reader::Reader;
use super::value::Json;

/// The value read, and the problems as lines of text.
pub(crate) fn read_with<'a, T>(
    text: &'a str,
    read: impl FnOnce(Json<'a>, &mut Reader<'a>) -> Option<T>,
) -> (Option<T>, Vec<String>) {
    let mut reader = Reader::new(text);
    let value = read(Json::new(text.trim()), &mut reader);
    (value, reader.into_found().0.in_order(text).kept().iter().map(ToString::to_string).collect())
}

/// The value of a text that has no faults.
pub(crate) fn fine<T: FromJson>(text: &str) -> T {
    let (value, problems) = read_with(text, T::from_json);
    assert!(problems.is_empty(), "{problems:?}");
    value.unwrap()
}

/// The problems of a text that cannot be read.
pub(crate) fn faults<T: FromJson>(text: &str) -> Vec<String> {
    let (value, problems) = read_with(text, T::from_json);
    assert!(value.is_none(), "{text} is accepted");
    problems
}
