//! Enumerations whose variants have one name each, the same in documents, results and messages.

/// An enum whose variants have names, for code that reads any such enum.
pub(crate) trait Named: Sized {
    /// The names, in order of declaration.
    fn names() -> &'static [&'static str];

    /// The variant of that name.
    fn named(name: &str) -> Option<Self>;
}

/// Defines an enum with `name()`, `NAMES`, `from_name()` and `Serialize` from one list.
macro_rules! named_enum {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $( $(#[$variant_meta:meta])* $variant:ident = $text:literal, )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name {
            $( $(#[$variant_meta])* $variant, )+
        }

        impl $name {
            /// The names that documents use, in order of declaration.
            pub const NAMES: &'static [&'static str] = &[$($text),+];

            /// The name that documents use.
            pub const fn name(self) -> &'static str {
                match self { $( Self::$variant => $text, )+ }
            }

            /// The variant of that name.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $( $text => Some(Self::$variant), )+ _ => None }
            }
        }

        impl $crate::support::Named for $name {
            fn names() -> &'static [&'static str] {
                Self::NAMES
            }

            fn named(name: &str) -> Option<Self> {
                Self::from_name(name)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let name = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(from)?;
                Self::from_name(&name).ok_or_else(|| serde::de::Error::unknown_variant(&name, Self::NAMES))
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
                out.serialize_str(self.name())
            }
        }
    };
}

pub(crate) use named_enum;
