//! The state of reading: the current path, and every problem found with its offset in the text.

use std::borrow::Cow;
use std::cell::OnceCell;

use super::lines::Lines;
use super::value::Json;
use crate::support::{Path, Problem, ProblemKind, Step};

/// A problem and its byte offset in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Located {
    pub(crate) offset: usize,
    pub(crate) problem: Problem,
}

/// The state of reading one text.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    text: &'a str,
    lines: OnceCell<Lines<'a>>,
    path: Path<'a>,
    found: Vec<Located>,
    blanks: Vec<Path<'a>>,
}

impl<'a> Reader<'a> {
    pub(crate) const fn new(text: &'a str) -> Self {
        Self { text, lines: OnceCell::new(), path: Path::document(), found: Vec::new(), blanks: Vec::new() }
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
        Problem::new(kind, self.path.to_string(), what)
    }

    /// Reports a problem about a slice of the text, and marks the current path as unread.
    pub(crate) fn report(&mut self, slice: &str, problem: Problem) {
        self.blanks.push(self.path.clone());
        self.remark(slice, problem);
    }

    /// Reports a problem without marking the current path as unread.
    pub(crate) fn remark(&mut self, slice: &str, problem: Problem) {
        self.found.push(Located { offset: self.offset(slice), problem });
    }

    /// Reports a value of the wrong type, or one that is none of those allowed.
    pub(crate) fn wrong_type(&mut self, json: Json<'a>, expected: &str) {
        let problem = self.problem(ProblemKind::WrongType, "wrong type of value");
        self.report(json.raw(), problem.found(json.describe()).expected(expected));
    }

    /// Reports a value of checked text that cannot be split: a fault of this library.
    pub(crate) fn unreadable(&mut self, json: Json<'a>, error: &serde_json::Error) {
        let problem = Problem::internal(self.path.to_string(), format!("a checked value is not JSON: {error}"));
        self.report(json.raw(), problem);
    }

    /// Marks a field of the current object as unread.
    pub(crate) fn blank(&mut self, field: &'a str) {
        self.blanks.push(self.path.clone().key(field));
    }

    /// Every problem found, and the paths that are unread.
    pub(crate) fn into_found(self) -> (Vec<Located>, Vec<Path<'a>>) {
        (self.found, self.blanks)
    }
}

/// The problems with line and column, in the order of the text.
pub(crate) fn in_order(text: &str, mut found: Vec<Located>) -> Vec<Problem> {
    if found.is_empty() {
        return Vec::new();
    }
    found.sort_by_key(|located| located.offset);
    let mut lines = Lines::new(text.as_bytes());
    found.into_iter().map(|Located { offset, problem }| problem.at(lines.position(offset))).collect()
}
