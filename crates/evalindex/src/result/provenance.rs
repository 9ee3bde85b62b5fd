//! Where a result comes from: the program that made it, and the document that it was made of.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The program that made a result.
///
/// ```
/// let generator = evalindex::result::Generator::default();
/// assert_eq!(generator.name, "evalindex");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Generator {
    /// Its name.
    pub name: Cow<'static, str>,
    /// Its version.
    pub version: Cow<'static, str>,
}

impl Default for Generator {
    /// This version of evalindex.
    fn default() -> Self {
        Self { name: env!("CARGO_PKG_NAME").into(), version: env!("CARGO_PKG_VERSION").into() }
    }
}

impl fmt::Display for Generator {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {}", self.name, self.version)
    }
}

/// The identity of a document: the digest of the bytes that it was read from.
///
/// ```
/// use evalindex::result::DocumentId;
///
/// // FIPS 180-2, appendix B.1.
/// let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
/// assert_eq!(DocumentId::of(b"abc").sha256, abc);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct DocumentId {
    /// The SHA-256 digest of the bytes, in 64 hexadecimal digits.
    pub sha256: String,
}

impl DocumentId {
    /// The identity of the document in these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self { sha256: format!("{:x}", Sha256::digest(bytes)) }
    }
}
