//! The path of a score: every node with figure, score, weight and points.

use evalindex::Decimal;
use evalindex::explain::{ExplainedNode, Explanation, UsedFigure};
use evalindex::number::{Exact, Rounding, RoundingMode};

use super::number;
use crate::args::Opened;
use crate::lang::{Lang, line, words};
use crate::render::{Column, Rows, Tidy, all_digits, or_none, percent};

/// A row of the path: a node, or what rounding leaves below it.
enum PathRow<'a> {
    /// A node.
    Node(&'a ExplainedNode),
    /// What rounding the points of its children leaves.
    Rounding(&'a ExplainedNode),
}

impl PathRow<'_> {
    /// The node; none in a line of rounding.
    fn node(&self) -> Option<&ExplainedNode> {
        match self {
            Self::Node(node) => Some(node),
            Self::Rounding(_) => None,
        }
    }

    /// The node, or the one below which the line stands.
    fn owner(&self) -> &ExplainedNode {
        match self {
            Self::Node(node) | Self::Rounding(node) => node,
        }
    }

    fn name(&self, lang: Lang) -> &str {
        match self {
            Self::Node(node) => lang.name(&node.name, node.name_zh.as_ref()),
            Self::Rounding(_) => lang.say(line::ROUNDED_OFF),
        }
    }

    fn depth(&self) -> usize {
        match self {
            Self::Node(node) => node.depth,
            Self::Rounding(node) => node.depth + 1,
        }
    }

    /// The points that it adds.
    fn added(&self) -> Option<Decimal> {
        match self {
            Self::Node(node) => node.contribution,
            Self::Rounding(node) => node.rounding.as_ref().map(|one| one.contribution),
        }
    }

    /// The points that it loses.
    fn lost(&self) -> Option<Decimal> {
        match self {
            Self::Node(node) => node.lost,
            Self::Rounding(node) => node.rounding.as_ref().and_then(|one| one.lost),
        }
    }
}

/// The nodes, and the lines of rounding below the children of each.
fn path_rows(why: &Explanation) -> Vec<PathRow<'_>> {
    let mut rows = Vec::new();
    // The nodes whose children are not yet all shown.
    let mut open: Vec<&ExplainedNode> = Vec::new();
    for node in &why.nodes {
        while let Some(last) = open.pop_if(|last| last.depth >= node.depth) {
            rows.extend(last.rounding.as_ref().map(|_| PathRow::Rounding(last)));
        }
        rows.push(PathRow::Node(node));
        open.push(node);
    }
    while let Some(last) = open.pop() {
        rows.extend(last.rounding.as_ref().map(|_| PathRow::Rounding(last)));
    }
    rows
}

/// Every node with figure, score, weight and points.
pub(super) fn path(lang: Lang, why: &Explanation) -> Vec<Column> {
    let rows = path_rows(why);
    let of = |row: &PathRow<'_>, cell: &dyn Fn(&ExplainedNode) -> String| row.node().map(cell).unwrap_or_default();
    let indented = |depth: usize, text: &str| format!("{}{text}", "  ".repeat(depth));
    Rows::new(lang, &rows)
        .name(line::NODE, |row| indented(row.depth(), row.name(lang)))
        .number(line::FIGURE, |row| of(row, &|node| figure(lang, node)))
        .number(line::SCORE, |row| of(row, &|node| number(node.score)))
        .number(line::RANK, |row| of(row, &|node| or_none(node.rank.map(|rank| rank.to_string()))))
        .number(line::WEIGHT, |row| of(row, &|node| node.weight.normalize().to_string()))
        .number(line::SHARE, |row| of(row, &|node| or_none(node.counted.as_ref().map(share))))
        .number(line::ADDS, |row| number(row.added()))
        .when(!why.order.is_ascending(), |rows| rows.number(line::LOST, |row| number(row.lost())))
        .columns()
}

/// The same for machines: with ids, and with all that is known of a figure.
pub(super) fn tidy_path(opened: &Opened<'_>, why: &Explanation) -> Tidy {
    let rows = path_rows(why);
    let lang = opened.lang;
    let figure = |row: &PathRow<'_>, of: fn(&UsedFigure) -> Option<String>| row.node()?.figure.as_ref().and_then(of);
    opened
        .tidy("path", &rows)
        .text(line::CSV_NODE, |row| Some(row.owner().node.clone()))
        .text(line::CSV_NAME, |row| Some(row.name(lang).to_owned()))
        .written(line::FIGURE, |row| figure(row, |one| one.observed.map(|value| value.to_string())))
        .text(line::UNIT, |row| row.node()?.unit.clone())
        .text(line::PERIOD, |row| figure(row, |one| one.period.clone()))
        .text(line::SOURCE, |row| row.node()?.source.clone())
        .text(line::ORIGIN, |row| figure(row, |one| one.from.map(|from| from.name().to_owned())))
        .written(line::FIGURE_USED, |row| figure(row, |one| one.used.as_ref().and_then(all_digits)))
        .written(line::TARGET, |row| figure(row, |one| one.target.as_ref().and_then(all_digits)))
        .written(line::CSV_SCORE, |row| row.node()?.score.map(|score| score.to_string()))
        .written(line::CSV_RANK, |row| row.node()?.rank.map(|rank| rank.to_string()))
        .number(line::WEIGHT, |row| Some(row.node()?.weight))
        .written(line::SHARE, |row| all_digits(row.node()?.counted.as_ref()?))
        .written(line::ADDS, |row| row.added().map(|points| points.to_string()))
        .when(!why.order.is_ascending(), |items| {
            items.written(line::LOST, |row| row.lost().map(|points| points.to_string()))
        })
        .table()
}

/// The figure of a node as given, or as used where none is given; why there is none.
fn figure(lang: Lang, node: &ExplainedNode) -> String {
    let shown = node.figure.as_ref().and_then(|one| {
        let used = || one.used.as_ref().map(short);
        one.observed.map(|observed| observed.normalize().to_string()).or_else(used)
    });
    let is_leaf = node.figure.is_some();
    let absent = node.absent.map(|absent| lang.say(words::absence(absent)).to_owned());
    shown.or(absent).unwrap_or_else(|| if is_leaf { or_none(None) } else { String::new() })
}

/// A computed figure: all its digits where they are few, else the first ones.
fn short(value: &Exact) -> String {
    let exact = value.to_decimal().filter(|decimal| Exact::from(*decimal) == *value && decimal.scale() <= SHORT);
    let cut = || {
        let cut = value.rounded(Rounding::new(SHORT, RoundingMode::Floor));
        or_none(cut.map(|cut| format!("{}…", cut.normalize())))
    };
    exact.map_or_else(cut, |decimal| decimal.normalize().to_string())
}

/// The decimals of computed figures in tables.
const SHORT: u32 = 4;

/// A share of the whole, in percent.
fn share(share: &Exact) -> String {
    or_none(share.to_decimal().map(percent))
}
