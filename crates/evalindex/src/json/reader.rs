//! The state of reading: the current path, and the problems found with their offsets in the text.

use std::borrow::Cow;
use std::cell::OnceCell;

use super::found::Found;
use super::lines::Lines;
use super::value::Json;
use crate::support::{Path, Problem, ProblemKind, Step, Suggestions};

/// The state of reading one text.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    text: &'a str,
    lines: OnceCell<Lines<'a>>,
    path: Path<'a>,
    found: Found,
    blanks: Vec<Path<'a>>,
    suggestions: Suggestions,
}

impl<'a> Reader<'a> {
    pub(crate) const fn new(text: &'a str) -> Self {
        Self {
            text,
            lines: OnceCell::new(),
            path: Path::document(),
            found: Found::new(),
            blanks: Vec::new(),
            suggestions: Suggestions::new(),
        }
    }

    /// Where a slice of the text begins in it.
    fn offset(&self, slice: &str) -> usize {
        (slice.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize)
    }

    /// The line on which a slice of the text begins.
    pub(crate) fn line(&self, slice: &str) -> usize {
        self.lines.get_or_init(|| Lines::new(self.text.as_bytes())).line(self.offset(slice))
    }

    /// Reads the value of a key below the current path.
    pub(crate) fn below<T>(&mut self, key: impl Into<Cow<'a, str>>, read: impl FnOnce(&mut Self) -> T) -> T {
        self.deeper(Step::Key(key.into()), read)
    }

    /// Reads an array element below the current path.
    pub(crate) fn item<T>(&mut self, number: usize, read: impl FnOnce(&mut Self) -> T) -> T {
        self.deeper(Step::Item(number), read)
    }

    fn deeper<T>(&mut self, step: Step<'a>, read: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(step);
        let result = read(self);
        self.path.pop();
        result
    }

    /// A problem at the current path, to be completed and reported.
    pub(crate) fn problem(&self, kind: ProblemKind, what: impl Into<String>) -> Problem {
        // A problem that is only counted needs no path.
        let path = if self.found.is_full() { String::new() } else { self.path.shown() };
        Problem::new(kind, path, what)
    }

    /// The name that was probably meant.
    pub(crate) fn nearest<'n>(&self, name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
        self.suggestions.nearest(name, known)
    }

    /// Reports a problem about a slice of the text, and marks the current path as unread.
    pub(crate) fn report(&mut self, slice: &str, problem: Problem) {
        if !self.found.is_full() {
            self.blanks.push(self.path.clone());
        }
        self.remark(slice, problem);
    }

    /// Reports a problem without marking the current path as unread.
    pub(crate) fn remark(&mut self, slice: &str, problem: Problem) {
        self.found.push(self.offset(slice), problem);
    }

    /// Reports a value of the wrong type, or one that is none of those allowed.
    pub(crate) fn wrong_type(&mut self, json: Json<'a>, expected: &str) {
        let problem = self.problem(ProblemKind::WrongType, "wrong type of value");
        self.report(json.raw(), problem.found(json.describe()).expected(expected));
    }

    /// Reports a value of checked text that cannot be split: a fault of this library.
    pub(crate) fn unreadable(&mut self, json: Json<'a>, error: &serde_json::Error) {
        let problem = Problem::internal(self.path.shown(), format!("a checked value is not JSON: {error}"));
        self.report(json.raw(), problem);
    }

    /// Marks a field of the current object as unread.
    pub(crate) fn blank(&mut self, field: &'a str) {
        self.blanks.push(self.path.clone().key(field));
    }

    /// Every problem found, and the paths that are unread; where problems are only counted, not all of these.
    pub(crate) fn into_found(self) -> (Found, Vec<Path<'a>>) {
        (self.found, self.blanks)
    }
}
