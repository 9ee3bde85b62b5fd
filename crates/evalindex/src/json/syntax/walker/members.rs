//! Arrays and objects: brackets, keys, colons and commas.

use std::borrow::Cow;

use super::{Going, Walker, is_quote, is_token};
use crate::json::value::{Json, excerpt};
use crate::support::Step;

impl<'a> Walker<'a> {
    pub(super) fn object(&mut self) -> Going {
        self.advance();
        let mut comma = None;
        loop {
            self.space();
            match self.peek() {
                None => return self.ended("`}`"),
                Some(bracket @ '}') => {
                    self.close(bracket, comma);
                    return Some(());
                }
                Some(']') => return self.stop("brackets do not match", "`}`"),
                Some(',') => {
                    self.fault("one comma too many", "`,`", "a key in double quotation marks");
                    self.advance();
                    continue;
                }
                _ => {}
            }
            let key = self.key()?;
            self.colon();
            self.path.push(Step::Key(key));
            self.value()?;
            self.path.pop();
            comma = self.separator('}')?;
        }
    }

    pub(super) fn array(&mut self) -> Going {
        self.advance();
        let mut comma = None;
        let mut number = 0_usize;
        loop {
            self.space();
            match self.peek() {
                None => return self.ended("`]`"),
                Some(bracket @ ']') => {
                    self.close(bracket, comma);
                    return Some(());
                }
                Some('}') => return self.stop("brackets do not match", "`]`"),
                _ => {}
            }
            self.path.push(Step::Item(number));
            self.value()?;
            self.path.pop();
            comma = self.separator(']')?;
            number = number.saturating_add(1);
        }
    }

    /// Closes an array or object; a comma right before is one too many.
    fn close(&mut self, bracket: char, comma: Option<usize>) {
        if let Some(comma) = comma {
            let (found, expected) = (format!("`,` before `{bracket}`"), format!("`{bracket}`"));
            self.fault_at(comma, "JSON has no trailing commas", &found, &expected);
        }
        self.advance();
    }

    /// The offset of the comma between two members, if there is one.
    fn separator(&mut self, bracket: char) -> Going<Option<usize>> {
        self.space();
        let expected = || format!("`,` or `{bracket}`");
        match self.peek() {
            Some(',') => {
                let comma = self.offset();
                self.advance();
                return Some(Some(comma));
            }
            None | Some('}' | ']') => {}
            Some(other @ ('，' | '、' | ';' | '；')) => {
                self.fault("not a JSON comma", &format!("`{other}`"), "`,`");
                self.advance();
            }
            Some(next) if is_token(next) && self.passed().ends_with('"') => {
                return self.stop("a quotation mark too many, or one is missing", &expected());
            }
            Some(next) if next == '"' || next == '{' || next == '[' || is_quote(next) || is_token(next) => {
                self.fault("a comma is missing", &self.snippet(), &expected());
            }
            Some(_) => return self.stop("not JSON", &expected()),
        }
        Some(None)
    }

    fn key(&mut self) -> Going<Cow<'a, str>> {
        match self.peek() {
            Some('"') => self.string().map(|raw| Json::new(raw).string().unwrap_or(Cow::Borrowed(raw))),
            Some(first) if is_quote(first) => self.other_quotes(first).map(Cow::Borrowed),
            Some(first) if first.is_ascii_digit() => self.stop(
                "a number stands where a key should",
                "a key in quotation marks; numbers have no separators: 1000",
            ),
            Some(first) if is_token(first) => {
                let start = self.offset();
                let key = self.take_while(is_token);
                self.path.push(Step::Key(Cow::Borrowed(key)));
                self.fault_at(start, "JSON keys stand in double quotation marks", &excerpt(key), &format!("\"{key}\""));
                self.path.pop();
                Some(Cow::Borrowed(key))
            }
            _ => self.stop("not JSON", "a key in double quotation marks"),
        }
    }

    fn colon(&mut self) {
        self.space();
        match self.peek() {
            Some(':') => self.advance(),
            Some(other @ ('：' | '=')) => {
                self.fault("not a JSON colon", &format!("`{other}`"), "`:`");
                self.advance();
            }
            _ => self.fault("a colon is missing", &self.snippet(), "`:`"),
        }
    }
}
