//! A walk through a text that is no JSON, which notes each fault, mends it and goes on as long as it can.

mod strings;

use std::borrow::Cow;

use crate::json::reader::{Located, StandIn};
use crate::json::syntax::token::judge;
use crate::json::syntax::{DEEPEST, Examined};
use crate::json::value::{Json, excerpt};
use crate::support::{Problem, ProblemKind, Step, path};

/// Whether the walk can go on: `None` where it cannot.
type Going<T = ()> = Option<T>;

/// A walk through one text. `mended` is a copy in which faults are replaced byte for byte.
#[derive(Debug)]
pub(crate) struct Walker<'a> {
    text: &'a str,
    at: usize,
    path: Vec<Step<'a>>,
    found: Vec<Located>,
    mended: Vec<u8>,
    mendable: bool,
    stand_ins: Vec<StandIn>,
    /// Where to stop and keep the path, when only the path is asked for.
    stop_at: Option<usize>,
}

impl<'a> Walker<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            path: Vec::new(),
            found: Vec::new(),
            mended: text.as_bytes().to_vec(),
            mendable: true,
            stand_ins: Vec::new(),
            stop_at: None,
        }
    }

    /// Every fault of the text.
    pub(crate) fn examine(mut self) -> Examined {
        let going = self.value().and_then(|()| self.end());
        let mended = if going.is_some() & self.mendable { String::from_utf8(self.mended).ok() } else { None };
        Examined { found: self.found, mended, stand_ins: self.stand_ins }
    }

    /// The path of the value at an offset.
    pub(crate) fn path_at(mut self, offset: usize) -> Vec<Step<'a>> {
        self.stop_at = Some(offset);
        let _ = self.value();
        self.path
    }

    fn value(&mut self) -> Going {
        self.space();
        if self.stop_at.is_some_and(|offset| self.at >= offset) {
            return None;
        }
        match self.peek() {
            None => self.ended("a value"),
            Some('{') if self.path.len() < DEEPEST => self.object(),
            Some('[') if self.path.len() < DEEPEST => self.array(),
            Some('"') => self.string().map(drop),
            Some(',' | '}' | ']') => {
                self.fault("a value is missing", &self.snippet(), "a value");
                if let Some(offset) = self.put_before(b'0') {
                    self.stand_in(offset);
                }
                Some(())
            }
            Some(first) if is_quote(first) => self.other_quotes(first).map(drop),
            Some(first) if is_token(first) => {
                self.token();
                Some(())
            }
            Some(_) => self.stop("not JSON", "a value"),
        }
    }

    fn object(&mut self) -> Going {
        self.advance(1);
        let mut comma = None;
        loop {
            self.space();
            match self.peek() {
                None => return self.ended("`}`"),
                Some('}') => {
                    self.close(comma);
                    return Some(());
                }
                Some(']') => return self.stop("brackets do not match", "`}`"),
                Some(',') => {
                    self.fault("one comma too many", "`,`", "a key in double quotation marks");
                    self.replace(',', "");
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

    fn array(&mut self) -> Going {
        self.advance(1);
        let mut comma = None;
        for place in 0.. {
            self.space();
            match self.peek() {
                None => return self.ended("`]`"),
                Some(']') => {
                    self.close(comma);
                    return Some(());
                }
                Some('}') => return self.stop("brackets do not match", "`]`"),
                _ => {}
            }
            self.path.push(Step::Item(place));
            self.value()?;
            self.path.pop();
            comma = self.separator(']')?;
        }
        None
    }

    /// Closes an array or object; a comma right before is one too many.
    fn close(&mut self, comma: Option<usize>) {
        if let Some(comma) = comma {
            let bracket = self.peek().unwrap_or_default();
            self.fault_at(
                comma,
                "JSON has no trailing commas",
                &format!("`,` before `{bracket}`"),
                &format!("`{bracket}`"),
            );
            self.write(comma, comma.saturating_add(1), "");
        }
        self.advance(1);
    }

    /// The place of the comma between two members, if there is one.
    fn separator(&mut self, bracket: char) -> Going<Option<usize>> {
        self.space();
        match self.peek() {
            Some(',') => {
                let comma = self.at;
                self.advance(1);
                return Some(Some(comma));
            }
            None | Some('}' | ']') => {}
            Some(other @ ('，' | '、' | ';' | '；')) => {
                self.fault("not a JSON comma", &format!("`{other}`"), "`,`");
                self.replace(other, ",");
            }
            Some(next) if is_token(next) && self.text.get(..self.at).is_some_and(|before| before.ends_with('"')) => {
                return self.stop("a quotation mark too many, or one is missing", &format!("`,` or `{bracket}`"));
            }
            Some(next) if next == '"' || next == '{' || next == '[' || is_quote(next) || is_token(next) => {
                self.fault("a comma is missing", &self.snippet(), &format!("`,` or `{bracket}`"));
                self.put_before(b',');
            }
            Some(_) => return self.stop("not JSON", &format!("`,` or `{bracket}`")),
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
                let start = self.at;
                let key = self.take_while(is_token);
                self.path.push(Step::Key(Cow::Borrowed(key)));
                self.fault_at(start, "JSON keys stand in double quotation marks", &excerpt(key), &format!("\"{key}\""));
                self.path.pop();
                self.mendable = false;
                Some(Cow::Borrowed(key))
            }
            _ => self.stop("not JSON", "a key in double quotation marks"),
        }
    }

    fn colon(&mut self) {
        self.space();
        match self.peek() {
            Some(':') => self.advance(1),
            Some(other @ ('：' | '=')) => {
                self.fault("not a JSON colon", &format!("`{other}`"), "`:`");
                self.replace(other, ":");
            }
            _ => {
                self.fault("a colon is missing", &self.snippet(), "`:`");
                self.put_before(b':');
            }
        }
    }

    fn token(&mut self) {
        let start = self.at;
        let token = self.take_while(is_token);
        let number = match self.path.first() {
            Some(Step::Key(table)) if table == "values" || table == "previous" => "a number, null or \"n/a\"",
            _ => "a number",
        };
        if let Some(fault) = judge(token, number) {
            self.fault_at(start, fault.what, &fault.found, &fault.expected);
            let stand_in = if fault.stand_in.len() <= token.len() { fault.stand_in.as_str() } else { "0" };
            self.write(start, self.at, stand_in);
            self.stand_in(start);
        }
    }

    /// Passes over space; comments and other spaces are faults.
    fn space(&mut self) {
        loop {
            let rest = self.rest();
            match self.peek() {
                Some(' ' | '\t' | '\n' | '\r') => self.advance(1),
                Some('/') if rest.starts_with("/*") => {
                    self.comment(rest.find("*/").map_or(rest.len(), |end| end.saturating_add(2)));
                }
                Some('/') if rest.starts_with("//") => self.comment(rest.find('\n').unwrap_or(rest.len())),
                Some('#') => self.comment(rest.find('\n').unwrap_or(rest.len())),
                Some(other) if other.is_whitespace() || other == '\u{feff}' => {
                    self.fault("not a JSON space", &other.escape_unicode().to_string(), "a plain space");
                    self.replace(other, "");
                }
                _ => return,
            }
        }
    }

    fn comment(&mut self, length: usize) {
        let comment = self.rest().get(..length).unwrap_or_default().trim_end();
        self.fault("JSON has no comments", &excerpt(comment), "no comment; `notes` may hold remarks");
        let end = self.at.saturating_add(length);
        self.write(self.at, end, "");
        self.at = end;
    }

    /// Nothing may follow the document's value.
    fn end(&mut self) -> Going {
        self.space();
        if self.peek().is_none() { Some(()) } else { self.stop("something follows the document's end", "nothing more") }
    }

    /// The text ends where it should not.
    fn ended<T>(&mut self, expected: &str) -> Going<T> {
        self.fault_at(self.text.len(), "the document ends too early", "its end", expected);
        self.mendable = false;
        None
    }

    /// A fault beyond which nothing can be told.
    fn stop<T>(&mut self, what: &str, expected: &str) -> Going<T> {
        self.fault(what, &self.snippet(), expected);
        self.mendable = false;
        None
    }

    fn fault(&mut self, what: &str, found: &str, expected: &str) {
        self.fault_at(self.at, what, found, expected);
    }

    fn fault_at(&mut self, offset: usize, what: &str, found: &str, expected: &str) {
        let problem = Problem::new(ProblemKind::Syntax, path::render(&self.path), what);
        let problem = problem.found(found).expected(expected);
        self.found.push(Located { offset, problem });
    }

    /// Replaces a range by what is right, with spaces behind it; line breaks stay.
    fn write(&mut self, from: usize, to: usize, right: &str) {
        let Some(range) = self.mended.get_mut(from..to) else { return };
        for byte in range.iter_mut().filter(|byte| **byte != b'\n') {
            *byte = b' ';
        }
        match range.get_mut(..right.len()) {
            Some(place) => place.copy_from_slice(right.as_bytes()),
            None => self.mendable = false,
        }
    }

    /// Replaces the character at hand and passes it.
    fn replace(&mut self, character: char, right: &str) {
        let end = self.at.saturating_add(character.len_utf8());
        self.write(self.at, end, right);
        self.at = end;
    }

    /// Puts what is missing into the space before the place at hand, if there is one.
    fn put_before(&mut self, missing: u8) -> Option<usize> {
        let before = self.at.checked_sub(1);
        if let Some(byte @ (b' ' | b'\t')) = before.and_then(|before| self.mended.get_mut(before)) {
            *byte = missing;
            return before;
        }
        self.mendable = false;
        None
    }

    /// Notes that a value at an offset stands in for the one at the path at hand.
    fn stand_in(&mut self, offset: usize) {
        self.stand_ins.push(StandIn { offset, path: path::render(&self.path) });
    }

    fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let length = rest.find(|character| !wanted(character)).unwrap_or(rest.len());
        self.advance(length);
        rest.get(..length).unwrap_or_default()
    }

    /// The beginning of what stands here.
    fn snippet(&self) -> String {
        const LONGEST: usize = 20;
        let line = || self.rest().chars().take_while(|character| !matches!(character, '\n' | '\r'));
        let beginning: String = line().take(LONGEST).collect();
        if line().nth(LONGEST).is_some() { format!("`{beginning}…`") } else { format!("`{}`", beginning.trim_end()) }
    }

    fn advance(&mut self, bytes: usize) {
        self.at = self.at.saturating_add(bytes).min(self.text.len());
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }
}

fn is_token(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '+' | '-' | '.' | '%' | '−' | '．' | '∞')
}

fn is_quote(character: char) -> bool {
    matches!(character, '\'' | '`' | '“' | '”' | '‘' | '’' | '＂' | '「')
}
