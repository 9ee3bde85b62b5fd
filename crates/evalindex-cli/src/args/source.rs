//! The file of a document or of judgements, or standard input: read whole, or refused with the reason.

use std::ffi::OsStr;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use evalindex::result::DocumentId;
use evalindex::{Document, Limits, Refused};

use super::verb::{is_like_a_verb, no_verb};
use crate::failure::{Failure, MOST_PRINTED};
use crate::render::visible;

/// The argument that names the document.
#[derive(Debug, clap::Args)]
pub(crate) struct Input {
    /// The evaluation document (JSON); `-` reads standard input
    pub(crate) file: Source,
}

/// A file, or `-` for standard input.
#[derive(Clone, Debug)]
pub(crate) struct Source(PathBuf);

impl From<&OsStr> for Source {
    fn from(argument: &OsStr) -> Self {
        Self(argument.into())
    }
}

impl Source {
    /// The document in it; `refused` makes the failure where there are problems.
    pub(crate) fn document(&self, refused: impl FnOnce(&str, Refused) -> Failure) -> Result<Document, Failure> {
        self.read()?.1.map_err(|found| refused(&self.name(), found))
    }

    /// The document in it, or why it is refused, with the identity of its bytes.
    pub(crate) fn read(&self) -> Result<(DocumentId, Result<Document, Refused>), Failure> {
        let (bytes, limits) = (self.bytes()?, Limits::default().problems(MOST_PRINTED));
        let document = Document::from_bytes_within(&bytes, &limits);
        let known = document.as_ref().ok().and_then(Document::id).cloned();
        Ok((known.unwrap_or_else(|| DocumentId::of(&bytes)), document))
    }

    /// The text in it.
    pub(crate) fn text(&self) -> Result<String, Failure> {
        String::from_utf8(self.bytes()?).map_err(|_| self.unreadable("is no text in UTF-8"))
    }

    /// Its name in messages.
    pub(crate) fn name(&self) -> String {
        if self.is_standard_input() {
            "standard input".to_owned()
        } else {
            visible(&self.0.to_string_lossy()).into_owned()
        }
    }

    /// Whether it is `-`.
    fn is_standard_input(&self) -> bool {
        self.0 == Path::new("-")
    }

    /// Everything in it, unless it is blank.
    fn bytes(&self) -> Result<Vec<u8>, Failure> {
        let read = if self.is_standard_input() { whole(io::stdin().lock()) } else { std::fs::read(&self.0) };
        match read {
            Ok(bytes) if is_blank(&bytes) => Err(self.unreadable("is empty, expected a JSON document")),
            Ok(bytes) => Ok(bytes),
            Err(error) => Err(self.unreadable(&self.reason(&error))),
        }
    }

    /// Why it cannot be read.
    fn reason(&self, error: &io::Error) -> String {
        match error.kind() {
            ErrorKind::NotFound => match self.0.to_str().filter(|name| is_like_a_verb(name)) {
                Some(word) => format!("no such file, and {}", no_verb(word)),
                None => "no such file".to_owned(),
            },
            _ if self.0.is_dir() => "is a directory, expected a JSON document".to_owned(),
            ErrorKind::PermissionDenied => "cannot be read: permission denied".to_owned(),
            _ => format!("cannot be read: {error}"),
        }
    }

    /// The failure that names it and the reason.
    fn unreadable(&self, reason: &str) -> Failure {
        Failure::refused(format!("{}: {reason}", self.name()))
    }
}

/// The whole content of a stream.
fn whole(mut stream: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Whether there is only white space, with or without a byte order mark.
fn is_blank(bytes: &[u8]) -> bool {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).iter().all(u8::is_ascii_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(argument: &str) -> Source {
        Source::from(OsStr::new(argument))
    }

    #[test]
    fn white_space_and_byte_order_marks_are_blank() {
        for blank in [&b""[..], b" \r\n\t", b"\xEF\xBB\xBF", b"\xEF\xBB\xBF\n"] {
            assert!(is_blank(blank));
        }
        assert!(!is_blank(b" {"));
    }

    #[test]
    fn messages_name_standard_input_in_words() {
        assert_eq!(source("-").name(), "standard input");
        assert_eq!(source("./-").name(), "./-");
    }

    #[test]
    fn an_absent_file_and_a_directory_are_distinguished() {
        assert_eq!(source("no/such.json").bytes().unwrap_err().lines, ["no/such.json: no such file"]);
        assert_eq!(source(".").bytes().unwrap_err().lines, [".: is a directory, expected a JSON document"]);
    }
}
