//! The problems found in a text, each with its offset: the first ones are kept, the others counted.

use super::lines::Lines;
use crate::support::{MOST_KEPT, Problem, Problems};

/// The problems found in a text, with their byte offsets.
#[derive(Clone, Debug, Default)]
pub(crate) struct Found {
    kept: Vec<(usize, Problem)>,
    /// The problems that are only counted.
    others: Problems,
}

impl Found {
    pub(crate) const fn new() -> Self {
        Self { kept: Vec::new(), others: Problems::new() }
    }

    /// Adds a problem at an offset.
    pub(crate) fn push(&mut self, offset: usize, problem: Problem) {
        if self.is_full() {
            self.others.count(&problem);
        } else {
            self.kept.push((offset, problem));
        }
    }

    /// Whether further problems are only counted.
    pub(crate) const fn is_full(&self) -> bool {
        self.kept.len() >= MOST_KEPT
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// The problems with line and column, in the order of the text.
    pub(crate) fn in_order(mut self, text: &str) -> Problems {
        if self.is_empty() {
            return Problems::new();
        }
        self.kept.sort_by_key(|(offset, _)| *offset);
        let mut lines = Lines::new(text.as_bytes());
        let mut problems = Problems::new();
        problems.extend(self.kept.into_iter().map(|(offset, problem)| problem.at(lines.position(offset))));
        problems.append(self.others);
        problems
    }
}
