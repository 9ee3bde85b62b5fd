//! Findings read back from what stands around them.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, IntoDeserializer, MapAccess, Visitor};

use crate::result::published::{OfIndex, Published};

/// An object of which some members are taken out while it is read: all others are left.
struct Others<A, F> {
    map: A,
    /// Takes out the value of a member of this name; false where it is one of the others.
    take: F,
}

impl<'de, A, F> MapAccess<'de> for Others<A, F>
where
    A: MapAccess<'de>,
    F: FnMut(&str, &mut A) -> Result<bool, A::Error>,
{
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        while let Some(name) = self.map.next_key::<String>()? {
            if !(self.take)(&name, &mut self.map)? {
                return seed.deserialize(name.into_deserializer()).map(Some);
            }
        }
        Ok(None)
    }
    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.map.next_value_seed(seed)
    }
}

/// Puts the value of a member into its place, once.
fn put<'de, T: Deserialize<'de>, A: MapAccess<'de>>(
    place: &mut Option<T>,
    name: &'static str,
    map: &mut A,
) -> Result<bool, A::Error> {
    match place.replace(map.next_value()?) {
        None => Ok(true),
        Some(_) => Err(A::Error::duplicate_field(name)),
    }
}

/// A member that must be there.
fn required<T, E: Error>(place: Option<T>, name: &'static str) -> Result<T, E> {
    place.ok_or_else(|| E::missing_field(name))
}

struct PublishedObject<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for PublishedObject<T> {
    type Value = Published<T>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object of format `evalindex-VERB/1`")
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Published<T>, A::Error> {
        let (mut format, mut generator, mut document) = (None, None, None);
        let (mut title, mut period, mut notes) = (None, None, None);
        let take = |name: &str, map: &mut A| match name {
            "format" => put(&mut format, "format", map),
            "generator" => put(&mut generator, "generator", map),
            "document" => put(&mut document, "document", map),
            "title" => put(&mut title, "title", map),
            "period" => put(&mut period, "period", map),
            "notes" => put(&mut notes, "notes", map),
            _ => Ok(false),
        };
        let found = T::deserialize(MapAccessDeserializer::new(Others { map, take }))?;
        let format: String = required(format, "format")?;
        let verb = format.strip_prefix("evalindex-").and_then(|format| format.strip_suffix("/1"));
        if verb.is_none_or(str::is_empty) {
            return Err(A::Error::custom(format!("unknown format `{format}`, expected `evalindex-VERB/1`")));
        }
        Ok(Published {
            format,
            generator: required(generator, "generator")?,
            document: required(document, "document")?,
            title,
            period,
            notes: notes.unwrap_or_default(),
            found,
        })
    }
}

/// Read back, all members but those of [`Published`] itself are those of `T`.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for Published<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(PublishedObject(PhantomData))
    }
}

struct IndexObject<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for IndexObject<T> {
    type Value = OfIndex<T>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object with the id, the name and the kind of an index")
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<OfIndex<T>, A::Error> {
        let (mut id, mut name, mut kind) = (None, None, None);
        let take = |member: &str, map: &mut A| match member {
            "id" => put(&mut id, "id", map),
            "name" => put(&mut name, "name", map),
            "kind" => put(&mut kind, "kind", map),
            _ => Ok(false),
        };
        let found = T::deserialize(MapAccessDeserializer::new(Others { map, take }))?;
        let [id, name, kind] = [(id, "id"), (name, "name"), (kind, "kind")].map(|(place, name)| required(place, name));
        Ok(OfIndex { id: id?, name: name?, kind: kind?, found })
    }
}

/// Read back, all members but id, name and kind are those of `T`.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for OfIndex<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(IndexObject(PhantomData))
    }
}
