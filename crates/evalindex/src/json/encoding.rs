//! From bytes to text: UTF-8, with or without a byte order mark.

use super::lines::Lines;
use crate::support::{Position, Problem, ProblemKind};

/// Byte order marks of encodings other than UTF-8; of marks with a common prefix, the longer first.
const MARKS: [(&[u8], &str); 5] = [
    (&[0xff, 0xfe, 0, 0], "UTF-32"),
    (&[0, 0, 0xfe, 0xff], "UTF-32"),
    (&[0xff, 0xfe], "UTF-16"),
    (&[0xfe, 0xff], "UTF-16"),
    (&[0x84, 0x31, 0x95, 0x33], "GB18030"),
];

/// The text of a document, without its byte order mark.
pub(crate) fn decode(bytes: &[u8]) -> Result<&str, Box<Problem>> {
    let marked = MARKS.iter().find(|(mark, _)| bytes.starts_with(mark)).map(|(_, name)| *name);
    let unmarked = matches!(bytes, [0, 1..=0x7f, ..] | [1..=0x7f, 0, ..]).then_some("UTF-16");
    if let Some(encoding) = marked.or(unmarked) {
        return Err(Box::new(not_utf8().found(encoding).at(Position { line: 1, column: 1 })));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => front(text),
        Err(error) => Err(Box::new(broken(bytes, error.valid_up_to()))),
    }
}

/// The text without its byte order mark; an empty one is a problem.
pub(crate) fn front(text: &str) -> Result<&str, Box<Problem>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        let problem = Problem::new(ProblemKind::Syntax, "", "the document is empty");
        return Err(Box::new(problem.expected("a JSON object with \"format\": \"evalindex/1\"")));
    }
    Ok(text)
}

/// The problem of bytes that are UTF-8 up to this offset.
fn broken(bytes: &[u8], offset: usize) -> Problem {
    let (valid, broken) = bytes.split_at(offset);
    let problem = not_utf8().at(Lines::new(valid).position(offset));
    match broken.first() {
        Some(byte) => problem.found(format!("byte 0x{byte:02X} at offset {offset}")),
        None => problem,
    }
}

fn not_utf8() -> Problem {
    let problem = Problem::new(ProblemKind::Syntax, "", "the document is not in UTF-8");
    problem.expected("the file saved as UTF-8 (not UTF-16, GBK or GB18030)")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(bytes: &[u8]) -> String {
        decode(bytes).unwrap_err().to_string()
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_text() {
        assert_eq!(decode("\u{feff}{}".as_bytes()), Ok("{}"));
        assert_eq!(decode("{\"太\": 1}".as_bytes()), Ok("{\"太\": 1}"));
    }

    #[test]
    fn an_empty_document_is_reported_as_empty() {
        let empty = "the document is empty; expected a JSON object with \"format\": \"evalindex/1\"";
        for bytes in ["", " \n\t ", "\u{feff}", "\u{feff}\n"] {
            assert_eq!(message(bytes.as_bytes()), empty);
        }
    }

    #[test]
    fn other_encodings_are_named() {
        let right = "expected the file saved as UTF-8 (not UTF-16, GBK or GB18030)";
        for (bytes, encoding) in [
            (&b"\xff\xfe{\0"[..], "UTF-16"),
            (b"\xfe\xff\0{", "UTF-16"),
            (b"{\0\"\0", "UTF-16"),
            (b"\xff\xfe\0\0{\0\0\0", "UTF-32"),
            (b"\x84\x31\x95\x33{", "GB18030"),
        ] {
            assert_eq!(
                message(bytes),
                format!("line 1, column 1: the document is not in UTF-8; found {encoding}, {right}")
            );
        }
        // 大同 in GBK, behind one character in UTF-8.
        assert_eq!(
            message(b"{\n \"\xe5\xa4\xaa\": \"\xb4\xf3\xcd\xac\"}"),
            format!("line 2, column 8: the document is not in UTF-8; found byte 0xB4 at offset 11, {right}")
        );
    }
}
