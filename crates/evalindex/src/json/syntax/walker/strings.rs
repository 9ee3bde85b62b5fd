//! Strings on the walk: between the right quotation marks or others.

use super::{Going, Walker};
use crate::json::value::excerpt;

impl<'a> Walker<'a> {
    /// A string with its quotation marks.
    pub(crate) fn string(&mut self) -> Going<&'a str> {
        let start = self.at;
        self.advance(1);
        loop {
            match self.peek() {
                None | Some('\n' | '\r') => {
                    self.at = start;
                    return self.stop(
                        "a string without its closing quotation mark",
                        "`\"` on the same line; \\n stands for a line break",
                    );
                }
                Some('"') => {
                    self.advance(1);
                    return self.text.get(start..self.at);
                }
                Some('\\') => self.escape(),
                Some(control) if control < ' ' => {
                    self.fault(
                        "a control character in a string",
                        &control.escape_unicode().to_string(),
                        "the character written as an escape, such as \\t",
                    );
                    self.replace(control, " ");
                }
                Some(other) => self.advance(other.len_utf8()),
            }
        }
    }

    fn escape(&mut self) {
        let rest = self.rest();
        let escaped = rest.chars().nth(1).unwrap_or_default();
        let hexadecimal = || rest.get(2..6).is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        if "\"\\/bfnrt".contains(escaped) || (escaped == 'u' && hexadecimal()) {
            return self.advance(2);
        }
        self.fault("an escape that JSON does not have", &format!("\\{escaped}"), "\\\\ for a backslash");
        self.replace('\\', "/");
    }

    /// A string in single or typographic quotation marks, without them.
    pub(crate) fn other_quotes(&mut self, open: char) -> Going<&'a str> {
        let start = self.at;
        let inner = self.rest().get(open.len_utf8()..).unwrap_or_default();
        let mut line = inner.char_indices().take_while(|(_, character)| *character != '\n');
        let Some((length, close)) = line.find(|(_, other)| closes(open, *other)) else {
            return self.stop("a string in other quotation marks than JSON's", "double quotation marks: \"…\"");
        };
        let content = inner.get(..length).unwrap_or_default();
        let whole = format!("{open}{content}{close}");
        let expected = excerpt(&format!("\"{content}\""));
        self.fault("JSON strings stand in double quotation marks", &excerpt(&whole), &expected);
        self.write(start, start.saturating_add(whole.len()), &format!("\"{content}\""));
        self.mendable &= !content.contains(['"', '\\']);
        self.advance(whole.len());
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
