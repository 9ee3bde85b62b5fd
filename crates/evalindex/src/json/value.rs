//! A JSON value as a slice of the document's text: its type, and its pairs, items or string.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// A JSON value as a slice of the document's text, without space around it. Its syntax has been checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Json<'a> {
    raw: &'a str,
}

/// The type of a JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Object,
    Array,
    String,
    Number,
    Bool,
    Null,
}

/// The pairs of an object: each key as written, with its quotation marks, and its value.
#[derive(Debug, Default)]
pub(crate) struct Pairs<'a>(pub(crate) Vec<(&'a str, Json<'a>)>);

impl<'a> Json<'a> {
    pub(crate) const fn new(raw: &'a str) -> Self {
        Self { raw }
    }

    /// The text of the value.
    pub(crate) const fn raw(self) -> &'a str {
        self.raw
    }

    pub(crate) fn shape(self) -> Shape {
        match self.raw.as_bytes().first() {
            Some(b'{') => Shape::Object,
            Some(b'[') => Shape::Array,
            Some(b'"') => Shape::String,
            Some(b't' | b'f') => Shape::Bool,
            Some(b'n') => Shape::Null,
            _ => Shape::Number,
        }
    }

    /// The pairs of an object, in the order of the text.
    pub(crate) fn pairs(self) -> serde_json::Result<Pairs<'a>> {
        serde_json::from_str(self.raw)
    }

    /// The elements of an array.
    pub(crate) fn items(self) -> serde_json::Result<Vec<Json<'a>>> {
        let items: Vec<&RawValue> = serde_json::from_str(self.raw)?;
        Ok(items.into_iter().map(|item| Self::new(item.get())).collect())
    }

    /// The content of a string; none for other values, and where an escape is half of a surrogate pair.
    pub(crate) fn string(self) -> Option<Cow<'a, str>> {
        let inner = self.raw.strip_prefix('"')?.strip_suffix('"')?;
        if inner.as_bytes().contains(&b'\\') {
            serde_json::from_str(self.raw).ok().map(Cow::Owned)
        } else {
            Some(Cow::Borrowed(inner))
        }
    }

    /// The value in words, for messages: `a string "abc"`, `the number 12`, `an object`.
    pub(crate) fn describe(self) -> String {
        match self.shape() {
            Shape::Object => "an object".to_owned(),
            Shape::Array => "an array".to_owned(),
            Shape::String => format!("a string {}", excerpt(self.raw)),
            Shape::Number => format!("the number {}", excerpt(self.raw)),
            Shape::Bool | Shape::Null => self.raw.to_owned(),
        }
    }
}

/// The first line of the text, cut after 60 characters, for messages.
pub(crate) fn excerpt(text: &str) -> String {
    const LONGEST: usize = 60;
    let line = text.lines().next().unwrap_or_default();
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", line.split_at(end).0),
        None => line.to_owned(),
    }
}

impl<'de> Deserialize<'de> for Pairs<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Collect;

        impl<'de> Visitor<'de> for Collect {
            type Value = Pairs<'de>;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs = Vec::new();
                while let Some((key, value)) = map.next_entry::<&'de RawValue, &'de RawValue>()? {
                    pairs.push((key.get(), Json::new(value.get())));
                }
                Ok(Pairs(pairs))
            }
        }

        from.deserialize_map(Collect)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_keep_the_order_the_duplicates_and_the_text() {
        let text = r#"{ "b": 1.0, "a" : [ 1 , 2], "b" :"x\u0041" }"#;
        let pairs = Json::new(text).pairs().unwrap().0;
        let seen: Vec<_> = pairs.iter().map(|(key, value)| (*key, value.raw())).collect();
        assert_eq!(seen, [("\"b\"", "1.0"), ("\"a\"", "[ 1 , 2]"), ("\"b\"", "\"x\\u0041\"")]);
        assert_eq!(pairs[2].1.string().unwrap(), "xA");
        let items: Vec<_> = pairs[1].1.items().unwrap().into_iter().map(Json::raw).collect();
        assert_eq!(items, ["1", "2"]);
    }

    #[test]
    fn half_a_surrogate_pair_is_no_string() {
        assert_eq!(Json::new(r#""\ud83d""#).string(), None);
        assert_eq!(Json::new(r#""\ud83d\ude00""#).string().unwrap(), "😀");
    }

    #[test]
    fn long_values_are_cut_in_messages() {
        let long = format!("\"{}\"", "长".repeat(100));
        assert_eq!(Json::new(&long).describe(), format!("a string \"{}…", "长".repeat(59)));
        assert_eq!(Json::new("12").describe(), "the number 12");
    }
}
