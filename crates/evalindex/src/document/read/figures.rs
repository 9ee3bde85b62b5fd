//! Reading of the tables of figures: subject → input → figure.

use std::collections::HashMap;

use crate::json::{
    Json, Member, Reader, Shape, decimal, duplicate, each_member, excerpt, is_remark, key, number, pairs,
};
use crate::model::{Figures, Observation, Subject};
use crate::support::ProblemKind;

/// What a cell may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cells {
    /// A figure, `null` or `"n/a"`.
    Observations,
    /// A figure.
    Numbers,
}

/// The subjects of the document, as rows of its tables.
#[derive(Debug)]
pub(crate) struct Rows<'s> {
    subjects: &'s [Subject],
    numbers: HashMap<&'s str, usize>,
    /// Whether every subject could be read.
    complete: bool,
}

impl<'s> Rows<'s> {
    /// The rows; of subjects with the same id, the first.
    pub(crate) fn new(subjects: &'s [Subject]) -> Self {
        let numbers = subjects.iter().enumerate().rev().map(|(row, subject)| (subject.id.as_str(), row)).collect();
        let complete = !subjects.is_empty() && subjects.iter().all(|subject| !subject.id.is_empty());
        Self { subjects, numbers, complete }
    }

    /// The row of a subject; an unknown subject is reported, unless it may be one that could not be read.
    fn number<'a>(&self, member: &Member<'a>, reader: &mut Reader<'a>) -> Option<usize> {
        let number = self.numbers.get(member.key.as_ref()).copied();
        if number.is_none() && self.complete {
            let near = reader.nearest(&member.key, self.subjects.iter().map(|subject| subject.id.as_str()));
            let expected = match (near, self.subjects.first()) {
                (Some(near), _) => format!("`{near}`"),
                (None, Some(first)) => format!("the id of a subject, such as `{}`", first.id),
                (None, None) => "the id of a subject".to_owned(),
            };
            let problem = reader.problem(ProblemKind::Reference, "unknown subject");
            reader.report(member.raw_key, problem.found(format!("`{}`", member.key)).expected(expected));
        }
        number
    }
}

/// A table of figures.
pub(crate) fn figures<'a>(json: Json<'a>, reader: &mut Reader<'a>, cells: Cells, rows: &Rows<'_>) -> Figures {
    let mut table = Table { figures: Figures::new(), keys: Vec::new(), cells };
    each_member(json, reader, "an object with an object for each subject", |member, reader| {
        let number = rows.number(member, reader);
        table.row(member.value, number, reader);
    });
    table.figures
}

#[derive(Debug)]
struct Table<'a> {
    figures: Figures,
    /// For each column the last key that named it, and the row in which it did.
    keys: Vec<Option<(&'a str, &'a str)>>,
    cells: Cells,
}

impl<'a> Table<'a> {
    /// One subject's figures, for the row of this number; without a number they are checked, and not kept.
    fn row(&mut self, row: Json<'a>, number: Option<usize>, reader: &mut Reader<'a>) {
        let pairs = pairs(row, reader, "an object with a figure for each input").unwrap_or_default();
        let mut next = 0_usize;
        for (raw_key, value) in pairs.0 {
            let Some(input) = key(raw_key, reader).filter(|input| !is_remark(input)) else { continue };
            let column = self.figures.column_number(next, &input);
            next = column.saturating_add(1);
            if let Some(first) = self.first_in(column, row, raw_key) {
                duplicate(input, raw_key, first, reader);
                continue;
            }
            let figure =
                self.usual(value).or_else(|| reader.below(input.clone(), |reader| self.unusual(value, reader)));
            if let (Some(number), Some(figure)) = (number, figure) {
                self.figures.set_near(column, &input, number, figure);
            }
        }
    }

    /// The earlier key of the column in this row, if any; else this key is recorded.
    fn first_in(&mut self, column: usize, row: Json<'a>, key: &'a str) -> Option<&'a str> {
        match self.keys.get_mut(column) {
            Some(Some((last, first))) if std::ptr::eq(*last, row.raw()) => return Some(*first),
            Some(last) => *last = Some((row.raw(), key)),
            None => {
                self.keys.resize(column, None);
                self.keys.push(Some((row.raw(), key)));
            }
        }
        None
    }

    /// The usual contents of a cell.
    fn usual(&self, value: Json<'a>) -> Option<Observation> {
        match (self.cells, value.shape()) {
            (_, Shape::Number) => number::exact(value.raw()).ok().map(Observation::Value),
            (Cells::Observations, Shape::Null) => Some(Observation::Missing),
            (Cells::Observations, Shape::String) if value.raw() == "\"n/a\"" => Some(Observation::NotApplicable),
            _ => None,
        }
    }

    /// Figures in strings, and contents that are no figure.
    fn unusual(&self, value: Json<'a>, reader: &mut Reader<'a>) -> Option<Observation> {
        if self.cells == Cells::Numbers {
            return decimal(value, reader, "a number").map(Observation::Value);
        }
        let word = value.string().unwrap_or_default().trim().to_lowercase();
        let meant = match word.as_str() {
            "n/a" | "na" | "n.a." | "#n/a" | "not applicable" | "不适用" => "\"n/a\" where the input does not apply",
            "" | "-" | "—" | "–" | "/" | "null" | "none" | "missing" | "缺失" if value.shape() == Shape::String => {
                "null where the figure is missing"
            }
            _ => return decimal(value, reader, "a number, null or \"n/a\"").map(Observation::Value),
        };
        let problem = reader.problem(ProblemKind::WrongType, "not a figure").found(excerpt(value.raw()));
        reader.report(value.raw(), problem.expected(meant));
        None
    }
}
