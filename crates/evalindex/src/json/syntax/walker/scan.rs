//! Movement through the text: characters, space and comments.

use super::Walker;
use crate::json::value::excerpt;

impl<'a> Walker<'a> {
    /// Skips space; comments and spaces that JSON does not allow are faults.
    pub(super) fn space(&mut self) {
        loop {
            let rest = self.rest;
            match self.peek() {
                Some(' ' | '\t' | '\n' | '\r') => self.advance(),
                Some('/') if rest.starts_with("/*") => {
                    self.comment(rest.split_once("*/").map_or("", |(_, after)| after));
                }
                Some('/') if rest.starts_with("//") => self.comment(from_line_end(rest)),
                Some('#') => self.comment(from_line_end(rest)),
                Some(other) if other.is_whitespace() || other == '\u{feff}' => {
                    self.fault("not a JSON space", &other.escape_unicode().to_string(), "a plain space");
                    self.advance();
                }
                _ => return,
            }
        }
    }

    /// A comment, with the text that follows it.
    fn comment(&mut self, after: &'a str) {
        let (comment, _) = self.rest.split_at(self.rest.len().saturating_sub(after.len()));
        self.fault("JSON has no comments", &excerpt(comment.trim_end()), "no comment; `notes` may hold remarks");
        self.rest = after;
    }

    /// Skips the wanted characters, and returns them.
    pub(super) fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> &'a str {
        let start = self.rest;
        self.rest = start.trim_start_matches(wanted);
        self.since(start)
    }

    /// The text skipped since the rest of the text was `start`.
    pub(super) fn since(&self, start: &'a str) -> &'a str {
        start.split_at(start.len().saturating_sub(self.rest.len())).0
    }

    /// The beginning of the rest of the line.
    pub(super) fn snippet(&self) -> String {
        const LONGEST: usize = 20;
        let line = || self.rest.chars().take_while(|character| !matches!(character, '\n' | '\r'));
        let beginning: String = line().take(LONGEST).collect();
        if line().nth(LONGEST).is_some() { format!("`{beginning}…`") } else { format!("`{}`", beginning.trim_end()) }
    }

    /// Skips one character.
    pub(super) fn advance(&mut self) {
        let mut characters = self.rest.chars();
        characters.next();
        self.rest = characters.as_str();
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    /// The current offset in the text, in bytes.
    pub(super) const fn offset(&self) -> usize {
        self.text.len().saturating_sub(self.rest.len())
    }

    /// The text before the current offset.
    pub(super) fn passed(&self) -> &'a str {
        self.text.split_at(self.offset()).0
    }
}

/// The text from the end of its first line on.
fn from_line_end(text: &str) -> &str {
    text.trim_start_matches(|character| character != '\n')
}
