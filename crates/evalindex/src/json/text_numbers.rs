//! A value written with all its numbers as text, for readers that keep numbers as binary floats.

use std::fmt::Display;

use serde::ser::{
    Error as _, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};

use crate::number::NUMBER;

/// A value that is written with every number as a text of its digits: `"score": "87.50"`.
///
/// For programs whose JSON reader keeps numbers as binary floats, or drops trailing zeros, and for formats without decimals.
/// An [`Evaluation`](crate::Evaluation) that is written so can be read back like any other.
///
/// ```
/// use evalindex::result::TextNumbers;
///
/// # let document = evalindex::Document::from_json(r#"{"format": "evalindex/1",
/// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
/// #     {"id": "a", "name": "A", "weight": 100, "rule": {"type": "as_is"}}]}],
/// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}], "values": {"x": {"a": 87.5}}}"#)?;
/// let evaluation = document.evaluate()?;
/// let text = serde_json::to_string(&TextNumbers(&evaluation))?;
/// assert!(text.contains(r#""score":"87.50""#));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct TextNumbers<'a, T: ?Sized>(pub &'a T);

impl<T: Serialize + ?Sized> Serialize for TextNumbers<'_, T> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(Texts(out))
    }
}

/// A serialiser, or what one hands out for a list, a map or a struct, to which numbers go as text.
struct Texts<S>(S);

impl<S: Serializer> Texts<S> {
    fn digits(self, number: impl Display) -> Result<S::Ok, S::Error> {
        self.0.collect_str(&number)
    }
}

/// Methods of a serialiser that write one number.
macro_rules! numbers {
    ($($method:ident: $number:ty),+) => {
        $( fn $method(self, number: $number) -> Result<S::Ok, S::Error> {
            self.digits(number)
        } )+
    };
}

impl<S: Serializer> Serializer for Texts<S> {
    type Ok = S::Ok;
    type Error = S::Error;
    type SerializeSeq = Texts<S::SerializeSeq>;
    type SerializeTuple = Texts<S::SerializeTuple>;
    type SerializeTupleStruct = Texts<S::SerializeTupleStruct>;
    type SerializeTupleVariant = Texts<S::SerializeTupleVariant>;
    type SerializeMap = Texts<S::SerializeMap>;
    type SerializeStruct = Texts<S::SerializeStruct>;
    type SerializeStructVariant = Texts<S::SerializeStructVariant>;

    numbers!(
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64, serialize_u8: u8, serialize_u16: u16,
        serialize_u32: u32, serialize_u64: u64, serialize_f32: f32, serialize_f64: f64
    );

    fn serialize_bool(self, value: bool) -> Result<S::Ok, S::Error> {
        self.0.serialize_bool(value)
    }
    fn serialize_char(self, value: char) -> Result<S::Ok, S::Error> {
        self.0.serialize_char(value)
    }
    fn serialize_str(self, value: &str) -> Result<S::Ok, S::Error> {
        self.0.serialize_str(value)
    }
    fn serialize_bytes(self, value: &[u8]) -> Result<S::Ok, S::Error> {
        self.0.serialize_bytes(value)
    }
    fn serialize_none(self) -> Result<S::Ok, S::Error> {
        self.0.serialize_none()
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<S::Ok, S::Error> {
        self.0.serialize_some(&TextNumbers(value))
    }
    fn serialize_unit(self) -> Result<S::Ok, S::Error> {
        self.0.serialize_unit()
    }
    fn serialize_unit_struct(self, name: &'static str) -> Result<S::Ok, S::Error> {
        self.0.serialize_unit_struct(name)
    }
    fn serialize_unit_variant(self, name: &'static str, at: u32, variant: &'static str) -> Result<S::Ok, S::Error> {
        self.0.serialize_unit_variant(name, at, variant)
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Result<S::Ok, S::Error> {
        if name == NUMBER {
            let digits = serde_json::to_string(value).map_err(S::Error::custom)?;
            return self.0.serialize_str(digits.trim_matches('"'));
        }
        self.0.serialize_newtype_struct(name, &TextNumbers(value))
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        at: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        self.0.serialize_newtype_variant(name, at, variant, &TextNumbers(value))
    }
    fn serialize_seq(self, length: Option<usize>) -> Result<Self::SerializeSeq, S::Error> {
        self.0.serialize_seq(length).map(Texts)
    }
    fn serialize_tuple(self, length: usize) -> Result<Self::SerializeTuple, S::Error> {
        self.0.serialize_tuple(length).map(Texts)
    }
    fn serialize_tuple_struct(self, name: &'static str, length: usize) -> Result<Self::SerializeTupleStruct, S::Error> {
        self.0.serialize_tuple_struct(name, length).map(Texts)
    }
    fn serialize_tuple_variant(
        self,
        name: &'static str,
        at: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Self::SerializeTupleVariant, S::Error> {
        self.0.serialize_tuple_variant(name, at, variant, length).map(Texts)
    }
    fn serialize_map(self, length: Option<usize>) -> Result<Self::SerializeMap, S::Error> {
        self.0.serialize_map(length).map(Texts)
    }
    fn serialize_struct(self, name: &'static str, length: usize) -> Result<Self::SerializeStruct, S::Error> {
        self.0.serialize_struct(name, length).map(Texts)
    }
    fn serialize_struct_variant(
        self,
        name: &'static str,
        at: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Self::SerializeStructVariant, S::Error> {
        self.0.serialize_struct_variant(name, at, variant, length).map(Texts)
    }
    fn is_human_readable(&self) -> bool {
        // Digits as they stand, which is how a readable format gets them.
        true
    }
}

/// The parts of lists whose members are written one after the other.
macro_rules! lists {
    ($($list:ident by $method:ident),+) => {
        $( impl<S: $list> $list for Texts<S> {
            type Ok = S::Ok;
            type Error = S::Error;
            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), S::Error> {
                self.0.$method(&TextNumbers(value))
            }
            fn end(self) -> Result<S::Ok, S::Error> {
                self.0.end()
            }
        } )+
    };
}

lists!(
    SerializeSeq by serialize_element, SerializeTuple by serialize_element, SerializeTupleStruct by serialize_field,
    SerializeTupleVariant by serialize_field
);

/// The parts of structs.
macro_rules! structs {
    ($($part:ident),+) => {
        $( impl<S: $part> $part for Texts<S> {
            type Ok = S::Ok;
            type Error = S::Error;
            fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), S::Error> {
                self.0.serialize_field(key, &TextNumbers(value))
            }
            fn end(self) -> Result<S::Ok, S::Error> {
                self.0.end()
            }
        } )+
    };
}

structs!(SerializeStruct, SerializeStructVariant);

impl<S: SerializeMap> SerializeMap for Texts<S> {
    type Ok = S::Ok;
    type Error = S::Error;
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), S::Error> {
        self.0.serialize_key(key)
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), S::Error> {
        self.0.serialize_value(&TextNumbers(value))
    }
    fn end(self) -> Result<S::Ok, S::Error> {
        self.0.end()
    }
}
