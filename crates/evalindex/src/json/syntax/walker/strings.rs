//! Strings in the quotation marks of JSON, or in others.

use super::{Going, Walker};
use crate::json::value::excerpt;

impl<'a> Walker<'a> {
    /// A string with its quotation marks.
    pub(super) fn string(&mut self) -> Going<&'a str> {
        let start = self.rest;
        self.advance();
        loop {
            match self.peek() {
                None | Some('\n' | '\r') => {
                    self.rest = start;
                    return self.stop(
                        "a string without its closing quotation mark",
                        "`\"` on the same line; \\n stands for a line break",
                    );
                }
                Some('"') => {
                    self.advance();
                    return Some(self.since(start));
                }
                Some('\\') => self.escape(),
                Some(control) if control < ' ' => {
                    self.fault(
                        "a control character in a string",
                        &control.escape_unicode().to_string(),
                        "the character written as an escape, such as \\t",
                    );
                    self.advance();
                }
                Some(_) => self.advance(),
            }
        }
    }

    /// An escape: the backslash and, where JSON has it, the character after it.
    fn escape(&mut self) {
        let offset = self.offset();
        self.advance();
        let escaped = self.peek();
        let digits = || self.rest.bytes().skip(1).take(4);
        let is_hexadecimal = || digits().count() == 4 && digits().all(|byte| byte.is_ascii_hexdigit());
        match escaped {
            Some('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't') => self.advance(),
            Some('u') if is_hexadecimal() => self.advance(),
            _ => {
                let found = escaped.map_or_else(|| "\\".to_owned(), |escaped| format!("\\{escaped}"));
                self.fault_at(offset, "an escape that JSON does not have", &found, "\\\\ for a backslash");
            }
        }
    }

    /// A string in single or typographic quotation marks, without them.
    pub(super) fn other_quotes(&mut self, open: char) -> Going<&'a str> {
        let offset = self.offset();
        let whole = self.rest;
        self.advance();
        let content = self.take_while(|character| character != '\n' && !closes(open, character));
        if !self.peek().is_some_and(|close| closes(open, close)) {
            self.rest = whole;
            return self.stop("a string in other quotation marks than JSON's", "double quotation marks: \"…\"");
        }
        self.advance();
        let (found, expected) = (excerpt(self.since(whole)), excerpt(&format!("\"{content}\"")));
        self.fault_at(offset, "JSON strings stand in double quotation marks", &found, &expected);
        Some(content)
    }
}

fn closes(open: char, close: char) -> bool {
    match open {
        '“' | '”' => matches!(close, '“' | '”'),
        '‘' | '’' => matches!(close, '‘' | '’'),
        '「' => close == '」',
        other => close == other,
    }
}
