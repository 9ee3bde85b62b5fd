//! `score tipping FILE`: the range of each weight within which ranking, first place and grades stay.

use evalindex::Decimal;
use evalindex::robustness::{Found, ShareChange, Tipping, WeightRange};

use crate::args::{Analysis, Opened, Threads};
use crate::failure::Failure;
use crate::lang::line;
use crate::output::Answer;
use crate::render::{Column, Rows, Sheet, fixed, or_none};

/// Shows how far each weight can go before the ranking, the first place or a grade changes
///
/// Shares are those among siblings, who give and take in proportion. For every two neighbours in the ranking: the smallest
/// change of one share that swaps them, and the smallest change of all weights together that makes them equal.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Document, index, format and language.
    #[command(flatten)]
    analysis: Analysis,

    /// On how many threads.
    #[command(flatten)]
    threads: Threads,
}

impl Arguments {
    /// Finds the tipping points and shows them.
    pub(crate) fn run(self) -> Result<Answer, Failure> {
        let look = |opened: &Opened<'_>| self.threads.watched(|control| opened.prepared.tipping(opened.index, control));
        self.analysis.run(look, sheets)
    }
}

/// The ranges of shares, and the changes that swap neighbours.
fn sheets(opened: &Opened<'_>, tipping: &Tipping) -> Vec<Sheet> {
    vec![
        Sheet::new(opened.titled(line::SHARES), nodes(opened, tipping)).below(below_nodes(tipping)),
        Sheet::new(opened.titled(line::NEIGHBOURS), pairs(opened, tipping)).below(below_pairs(tipping)),
    ]
}

/// The range of each node's share within which nothing changes.
fn nodes(opened: &Opened<'_>, tipping: &Tipping) -> Vec<Column> {
    Rows::new(opened.lang, &tipping.nodes)
        .name(line::NODE, |node| node.node.clone())
        .number(line::SHARE, |node| share(node.weight))
        .number(line::SAME_RANKING, |node| range(node.ranking))
        .number(line::SAME_FIRST, |node| range(node.first))
        .when(tipping.nodes.iter().any(|node| node.grades.is_some()), |rows| {
            rows.number(line::SAME_GRADES, |node| or_none(node.grades.map(range)))
        })
        .columns()
}

/// The lines on ranges that were searched, not found in closed form.
fn below_nodes(tipping: &Tipping) -> Vec<String> {
    let nodes = || tipping.nodes.iter();
    let ranges = nodes().filter(|node| node.found == Found::Searched).count();
    let grades = nodes().filter(|node| node.grades.is_some() && node.grades_found == Found::Searched).count();
    let untried: usize = nodes().map(|node| node.untried).sum();
    let mut lines = Vec::new();
    if ranges > 0 {
        lines.push(format!("{ranges} of {} nodes: searched, for want of a closed form.", tipping.nodes.len()));
    }
    if untried > 0 {
        lines.push(format!("{untried} of the shares tried give no scores: nothing is known of these."));
    }
    if grades > ranges {
        lines.push("Ranges of grades were searched: they depend on subjects that are or become equal.".to_owned());
    }
    lines
}

/// The change that swaps each two neighbours, and the joint change that makes them equal.
fn pairs(opened: &Opened<'_>, tipping: &Tipping) -> Vec<Column> {
    let cell = |change: &Option<ShareChange>, cell: fn(&ShareChange) -> String| or_none(change.as_ref().map(cell));
    let mut columns = Rows::new(opened.lang, &tipping.pairs)
        .name(line::AHEAD, |pair| opened.subject(&pair.ahead))
        .name(line::BEHIND, |pair| opened.subject(&pair.behind))
        .word(line::SWAPPED_BY, |pair| cell(&pair.change, |change| change.node.clone()))
        .number(line::FROM, |pair| cell(&pair.change, |change| share(change.from)))
        .number(line::TO, |pair| cell(&pair.change, |change| share(change.to)))
        .columns();
    let together = Rows::new(opened.lang, &tipping.together);
    columns.extend(together.number(line::EQUAL_BY_ALL, |pair| or_none(pair.distance.map(share))).columns());
    columns
}

/// The line on joint changes that were searched, not found in closed form.
fn below_pairs(tipping: &Tipping) -> Vec<String> {
    let searched = tipping.together.iter().filter(|pair| pair.found == Found::Searched).count();
    let pairs = tipping.together.len();
    let line = || format!("{searched} of {pairs} pairs: equal by all was searched along one path.");
    (searched > 0).then(line).into_iter().collect()
}

/// A range of shares, from 0 and to 1 where nothing changes on that side.
fn range(range: WeightRange) -> String {
    format!("{} – {}", range.low.map_or("0".to_owned(), share), range.high.map_or("1".to_owned(), share))
}

/// A share.
fn share(share: Decimal) -> String {
    fixed(share, 4)
}
