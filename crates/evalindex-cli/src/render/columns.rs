//! The columns of one index's ranking, as tables for reading show them.

use evalindex::result::{History, IndexResult, RankedSubject};
use evalindex::{Decimal, Score};

use crate::lang::Words;

/// What stands where there is no score.
const NONE: &str = "–";

/// What a column holds, which decides how it is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Names: set to the left, may be shortened.
    Name,
    /// Grades: set to the left, always shown whole.
    Grade,
    /// Numbers: set to the right, always shown whole.
    Number,
    /// Scores of a first-level dimension: set to the right, left out first where space is short.
    Dimension,
}

impl Column {
    /// A column of these cells.
    pub(crate) fn new(role: Role, heading: &str, cells: impl IntoIterator<Item = String>) -> Self {
        Self { role, heading: heading.to_owned(), cells: cells.into_iter().collect() }
    }
}

impl Role {
    /// Whether cells are set to the right.
    pub(super) fn is_number(self) -> bool {
        matches!(self, Self::Number | Self::Dimension)
    }
}

/// One column with its cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) role: Role,
    pub(crate) heading: String,
    pub(crate) cells: Vec<String>,
}

/// Name, kind and period of an index.
pub(crate) fn title(index: &IndexResult, period: Option<&String>) -> String {
    let mut title = format!("{} · {}", index.name, index.kind);
    if let Some(period) = period {
        title.push_str(" · ");
        title.push_str(period);
    }
    title
}

/// The columns that this index needs: groups, adjustments and grades only where there are any.
pub(super) fn columns(index: &IndexResult, words: &Words) -> Vec<Column> {
    let set = Set { index, columns: Vec::new() };
    let any = |has: fn(&RankedSubject) -> bool| index.ranking.iter().any(has);
    let grouped = any(|row| row.group.is_some());
    let raised = any(|row| row.bonus != Score::ZERO);
    let lowered = any(|row| row.deduction != Score::ZERO);
    let moved = any(|row| row.history.is_some());

    set.with(true, Role::Number, words.rank, |row| row.rank.to_string())
        .with(true, Role::Name, words.subject, |row| row.name.clone())
        .with(grouped, Role::Name, words.group, |row| or_none(row.group.as_ref().map(|place| place.group.clone())))
        .with(grouped, Role::Number, words.group_rank, |row| {
            or_none(row.group.as_ref().map(|place| place.rank.to_string()))
        })
        .with(true, Role::Number, words.score, |row| published(index, row.score))
        .with(raised || lowered, Role::Number, words.base, |row| published(index, row.base))
        .with(raised, Role::Number, words.bonus, |row| signed(index, '+', row.bonus))
        .with(lowered, Role::Number, words.deduction, |row| signed(index, '-', row.deduction))
        .with(index.graded, Role::Grade, words.grade, |row| or_none(row.grade.as_ref().map(|grade| grade.name.clone())))
        .with(moved, Role::Number, words.change, |row| {
            or_none(past(row).and_then(|past| past.rank_change).map(signed_change))
        })
        .with(moved, Role::Number, words.trend, |row| {
            or_none(past(row).and_then(|past| past.trend).map(|trend| signed_change(index.published(trend))))
        })
        .with_dimensions()
}

fn past(row: &RankedSubject) -> Option<&History> {
    row.history.as_ref()
}

/// A gain with its sign; none has no sign.
pub(crate) fn signed_change(change: Decimal) -> String {
    if change > Decimal::ZERO { format!("+{change}") } else { change.to_string() }
}

/// The columns in the making.
struct Set<'a> {
    index: &'a IndexResult,
    columns: Vec<Column>,
}

impl Set<'_> {
    fn with(mut self, needed: bool, role: Role, heading: &str, cell: impl Fn(&RankedSubject) -> String) -> Self {
        if needed {
            let cells = self.index.ranking.iter().map(cell).collect();
            self.columns.push(Column { role, heading: heading.to_owned(), cells });
        }
        self
    }

    fn with_dimensions(self) -> Vec<Column> {
        let index = self.index;
        let first_level = index.nodes.iter().enumerate().filter(|(_, node)| node.depth == 1);
        first_level
            .fold(self, |set, (position, node)| {
                let score = |row: &RankedSubject| row.node(position).and_then(|node| node.score);
                set.with(true, Role::Dimension, &node.name, |row| {
                    or_none(score(row).map(|score| published(index, score)))
                })
            })
            .columns
    }
}

/// A score as its index publishes it.
pub(crate) fn published(index: &IndexResult, score: Score) -> String {
    index.published(score).to_string()
}

/// Points with the sign of what they do; no points have no sign.
fn signed(index: &IndexResult, sign: char, points: Score) -> String {
    let points = index.published(points);
    if points.is_zero() { points.to_string() } else { format!("{sign}{points}") }
}

/// The cell, or what stands where there is none.
pub(crate) fn or_none(cell: Option<String>) -> String {
    cell.unwrap_or_else(|| NONE.to_owned())
}
