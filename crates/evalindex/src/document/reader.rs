//! What reading collects on its way: the path it stands at, and every problem with its place in the text.

use std::borrow::Cow;
use std::cell::OnceCell;

use super::json::Json;
use super::lines::Lines;
use super::path::{self, Step};
use crate::problem::{Problem, ProblemKind};

/// A problem and the byte offset that it is about.
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
    path: Vec<Step<'a>>,
    found: Vec<Located>,
    /// Offsets of values that stand in for what was no JSON and is reported already, ascending.
    silenced: Vec<usize>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, lines: OnceCell::new(), path: Vec::new(), found: Vec::new(), silenced: Vec::new() }
    }

    /// Reading with nothing said about the values at these offsets, which are reported already.
    pub(crate) fn silencing(mut self, mut offsets: Vec<usize>) -> Self {
        offsets.sort_unstable();
        self.silenced = offsets;
        self
    }

    /// Where a slice of the text begins in it.
    pub(crate) fn offset(&self, slice: &str) -> usize {
        (slice.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize)
    }

    /// The line on which a slice of the text begins.
    pub(crate) fn line(&self, slice: &str) -> usize {
        self.lines.get_or_init(|| Lines::new(self.text)).line(self.offset(slice))
    }

    /// Reads with the path one key deeper.
    pub(crate) fn below<T>(&mut self, key: impl Into<Cow<'a, str>>, read: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(Step::Key(key.into()));
        let result = read(self);
        self.path.pop();
        result
    }

    /// Reads with the path one array element deeper.
    pub(crate) fn item<T>(&mut self, place: usize, read: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(Step::Item(place));
        let result = read(self);
        self.path.pop();
        result
    }

    /// A problem at the present path, to be filled in and reported.
    pub(crate) fn problem(&self, kind: ProblemKind, what: impl Into<String>) -> Problem {
        Problem::new(kind, path::render(&self.path), what)
    }

    /// Reports a problem about a slice of the text.
    pub(crate) fn report(&mut self, slice: &str, problem: Problem) {
        let offset = self.offset(slice);
        if self.silenced.binary_search(&offset).is_err() {
            self.found.push(Located { offset, problem });
        }
    }

    /// Reports a value of the wrong type, or one that is none of those allowed.
    pub(crate) fn wrong_type(&mut self, json: Json<'a>, expected: &str) {
        let problem = self.problem(ProblemKind::WrongType, "wrong type of value");
        self.report(json.raw(), problem.found(json.describe()).expected(expected));
    }

    /// Every problem found.
    pub(crate) fn into_found(self) -> Vec<Located> {
        self.found
    }
}

/// The problems with line and column, in the order of the text.
pub(crate) fn in_order(text: &str, mut found: Vec<Located>) -> Vec<Problem> {
    if found.is_empty() {
        return Vec::new();
    }
    found.sort_by_key(|located| located.offset);
    let mut lines = Lines::new(text);
    found.into_iter().map(|Located { offset, problem }| problem.at(lines.position(offset))).collect()
}
