//! A walk through a text that is not JSON: it records each fault and continues while the structure is clear.

mod members;
mod scan;
mod strings;

use crate::json::found::Found;
use crate::json::syntax::DEEPEST;
use crate::json::syntax::token::judge;
use crate::support::{Path, Problem, ProblemKind};

/// A step of the walk; none where the walk cannot continue.
type Going<T = ()> = Option<T>;

/// A walk through one text.
#[derive(Debug)]
pub(crate) struct Walker<'a> {
    text: &'a str,
    /// The rest of the text.
    rest: &'a str,
    path: Path<'a>,
    found: Found,
    /// The offset at which to stop and keep the path, where only the path is wanted.
    stop_at: Option<usize>,
}

impl<'a> Walker<'a> {
    pub(crate) const fn new(text: &'a str) -> Self {
        Self { text, rest: text, path: Path::document(), found: Found::new(), stop_at: None }
    }

    /// Every fault of the text.
    pub(crate) fn faults(mut self) -> Found {
        let _ = self.value().and_then(|()| self.end());
        self.found
    }

    /// The path of the value at an offset.
    pub(crate) fn path_at(mut self, offset: usize) -> Path<'a> {
        self.stop_at = Some(offset);
        let _ = self.value();
        self.path
    }

    fn value(&mut self) -> Going {
        self.space();
        if self.stop_at.is_some_and(|offset| self.offset() >= offset) {
            return None;
        }
        match self.peek() {
            None => self.ended("a value"),
            Some('{') if self.path.steps().len() < DEEPEST => self.object(),
            Some('[') if self.path.steps().len() < DEEPEST => self.array(),
            Some('"') => self.string().map(drop),
            Some(',' | '}' | ']') => {
                self.fault("a value is missing", &self.snippet(), "a value");
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

    fn token(&mut self) {
        let start = self.offset();
        let token = self.take_while(is_token);
        let is_figure = self.path.begins_with("values") || self.path.begins_with("previous");
        let number = if is_figure { "a number, null or \"n/a\"" } else { "a number" };
        if let Some(fault) = judge(token, number) {
            self.fault_at(start, fault.what, &fault.found, &fault.expected);
        }
    }

    /// Nothing may follow the document's value.
    fn end(&mut self) -> Going {
        self.space();
        if self.rest.is_empty() { Some(()) } else { self.stop("something follows the document's end", "nothing more") }
    }

    /// The text ends too early.
    fn ended<T>(&mut self, expected: &str) -> Going<T> {
        self.fault_at(self.text.len(), "the document ends too early", "its end", expected);
        None
    }

    /// A fault after which the walk cannot continue.
    fn stop<T>(&mut self, what: &str, expected: &str) -> Going<T> {
        self.fault(what, &self.snippet(), expected);
        None
    }

    fn fault(&mut self, what: &str, found: &str, expected: &str) {
        self.fault_at(self.offset(), what, found, expected);
    }

    fn fault_at(&mut self, offset: usize, what: &str, found: &str, expected: &str) {
        if self.found.is_full() {
            // It is only counted.
            return self.found.push(offset, Problem::new(ProblemKind::Syntax, "", what));
        }
        let problem = Problem::new(ProblemKind::Syntax, self.path.shown(), what).found(found).expected(expected);
        self.found.push(offset, problem);
    }
}

fn is_token(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '+' | '-' | '.' | '%' | '−' | '．' | '∞')
}

fn is_quote(character: char) -> bool {
    matches!(character, '\'' | '`' | '“' | '”' | '‘' | '’' | '＂' | '「')
}
