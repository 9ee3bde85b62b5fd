//! `score tipping FILE`: the range of each weight within which ranking, first place and grades stay.

use evalindex::Decimal;
use evalindex::number::{Rounding, RoundingMode};
use evalindex::robustness::{Found, NodeTipping, RangeEnd, ShareChange, Tipping, WeightRange};

use crate::args::{Analysis, Opened, Threads};
use crate::failure::Failure;
use crate::lang::{Lang, Line, line};
use crate::output::Answer;
use crate::render::{Column, Role, Rows, Sheet, Tidy, fixed, or_none, plain};

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
        self.analysis.run("tipping", look, sheets)
    }
}

/// The ranges of shares, and the changes that swap neighbours.
fn sheets(opened: &Opened<'_>, tipping: &Tipping) -> Vec<Sheet> {
    let shares = Sheet::new(opened.titled(line::SHARES), nodes(opened, tipping));
    vec![
        shares
            .notation(opened.lang.say(line::OPEN_OR_CLOSED))
            .below(below_nodes(opened, tipping))
            .tidy(tidy_shares(opened, tipping)),
        Sheet::new(opened.titled(line::NEIGHBOURS), pairs(opened, tipping))
            .below(below_pairs(opened.lang, tipping))
            .tidy(tidy_pairs(opened, tipping)),
    ]
}

/// A range of a node; none where it has no such range.
type RangeOf = fn(&NodeTipping) -> Option<&WeightRange>;

/// The ranges that are shown, with their headings.
fn ranges(tipping: &Tipping) -> Vec<(Line, RangeOf)> {
    let mut ranges: Vec<(Line, RangeOf)> =
        vec![(line::SAME_RANKING, |node| Some(&node.ranking)), (line::SAME_FIRST, |node| Some(&node.first))];
    if tipping.nodes.iter().any(|node| node.grades.is_some()) {
        ranges.push((line::SAME_GRADES, |node| node.grades.as_ref()));
    }
    ranges
}

/// The range of each node's share within which nothing changes.
fn nodes(opened: &Opened<'_>, tipping: &Tipping) -> Vec<Column> {
    let mut rows = Rows::new(opened.lang, &tipping.nodes)
        .name(line::NODE, |node| opened.indented_node(&node.node))
        .number(line::WEIGHT, |one| or_none(one.declared.as_ref().map(ToString::to_string)))
        .number(line::SHARE, |node| share(node.weight));
    for (heading, range) in ranges(tipping) {
        let role = if heading == line::SAME_GRADES { Role::Detail } else { Role::Number };
        let cell = |node: &NodeTipping| or_none(range(node).map(|range| interval(range, node.weight)));
        rows = rows.headed(role, opened.lang.say(heading), cell);
    }
    rows.columns()
}

/// The same for machines: every end, and whether it is open or closed, in a cell of its own.
fn tidy_shares(opened: &Opened<'_>, tipping: &Tipping) -> Tidy {
    let is = |end: Option<&RangeEnd>| opened.lang.say(if is_open(end) { line::OPEN } else { line::CLOSED }).to_owned();
    let mut rows = opened
        .tidy("shares", &tipping.nodes)
        .text(line::CSV_NODE, |node| Some(node.node.clone()))
        .text(line::CSV_NAME, |node| Some(opened.node_name(&node.node)))
        .written(line::WEIGHT, |one| one.declared.as_ref().map(ToString::to_string))
        .number(line::SHARE, |node| Some(node.weight));
    for (heading, range) in ranges(tipping) {
        let low = move |node| range(node).map(|range| plain(range.low.as_ref().map_or(Decimal::ZERO, |end| end.share)));
        let high =
            move |node| range(node).map(|range| plain(range.high.as_ref().map_or(Decimal::ONE, |end| end.share)));
        rows = rows
            .part([heading, line::LOW], true, low)
            .part([heading, line::LOW_IS], false, |node| range(node).map(|range| is(range.low.as_ref())))
            .part([heading, line::HIGH], true, high)
            .part([heading, line::HIGH_IS], false, |node| range(node).map(|range| is(range.high.as_ref())));
    }
    rows.table()
}

/// The changes that swap neighbours, for machines.
fn tidy_pairs(opened: &Opened<'_>, tipping: &Tipping) -> Tidy {
    let pairs: Vec<_> = tipping.pairs.iter().zip(&tipping.together).collect();
    opened
        .tidy("neighbours", &pairs)
        .text(line::AHEAD, |(pair, _)| Some(pair.ahead.clone()))
        .text(line::AHEAD_NAME, |(pair, _)| Some(opened.subject(&pair.ahead)))
        .text(line::BEHIND, |(pair, _)| Some(pair.behind.clone()))
        .text(line::BEHIND_NAME, |(pair, _)| Some(opened.subject(&pair.behind)))
        .text(line::SWAPPED_BY, |(pair, _)| pair.change.as_ref().map(|change| change.node.clone()))
        .number(line::FROM, |(pair, _)| pair.change.as_ref().map(|change| change.from))
        .number(line::TO, |(pair, _)| pair.change.as_ref().map(|change| change.to))
        .number(line::EQUAL_BY_ALL, |(_, together)| together.distance)
        .table()
}

/// The lines on ranges that were searched, not found in closed form; and when the first place and a grade change soonest.
fn below_nodes(opened: &Opened<'_>, tipping: &Tipping) -> Vec<String> {
    let (lang, nodes) = (opened.lang, || tipping.nodes.iter());
    let ranges = nodes().filter(|node| node.found == Found::Searched).count();
    let grades = nodes().filter(|node| node.grades.is_some() && node.grades_found == Found::Searched).count();
    let untried: usize = nodes().map(|node| node.untried).sum();
    let mut lines = Vec::new();
    if ranges > 0 {
        lines.push(lang.ranges_searched(ranges, tipping.nodes.len()));
    }
    if untried > 0 {
        lines.push(lang.shares_without_scores(untried));
    }
    if grades > ranges {
        lines.push(lang.grades_searched());
    }
    lines.push(soonest(opened, tipping, false));
    if nodes().any(|node| node.grades.is_some()) {
        lines.push(soonest(opened, tipping, true));
    }
    lines
}

/// The smallest change of one share that changes the first place, or a grade.
fn soonest(opened: &Opened<'_>, tipping: &Tipping, grades: bool) -> String {
    let range = |node: &NodeTipping| if grades { node.grades.clone() } else { Some(node.first.clone()) };
    let ends = tipping.nodes.iter().flat_map(|node| {
        let range = range(node);
        let ends = range.into_iter().flat_map(|range| [(range.low, true), (range.high, false)]);
        ends.filter_map(move |(end, is_low)| Some((node, end?.share, is_low)))
    });
    let nearest = ends.min_by_key(|(node, end, _)| node.weight.saturating_sub(*end).abs());
    match nearest {
        None => opened.lang.never_changes(grades),
        Some((node, end, is_low)) => {
            let round = |share: Decimal, decimals| if is_low { up(share, decimals) } else { down(share, decimals) };
            let end = inwards(end, node.weight, round);
            opened.lang.changes_soonest(grades, &opened.node(&node.node), (&share(node.weight), &end))
        }
    }
}

/// The change that swaps each two neighbours, and the joint change that makes them equal.
fn pairs(opened: &Opened<'_>, tipping: &Tipping) -> Vec<Column> {
    let cell = |change: &Option<ShareChange>, cell: fn(&ShareChange) -> String| or_none(change.as_ref().map(cell));
    let mut columns = Rows::new(opened.lang, &tipping.pairs)
        .name(line::AHEAD, |pair| opened.subject(&pair.ahead))
        .name(line::BEHIND, |pair| opened.subject(&pair.behind))
        .word(line::SWAPPED_BY, |pair| or_none(pair.change.as_ref().map(|change| opened.node(&change.node))))
        .number(line::FROM, |pair| cell(&pair.change, |change| share(change.from)))
        .number(line::TO, |pair| cell(&pair.change, |change| share(change.to)))
        .columns();
    let together = Rows::new(opened.lang, &tipping.together);
    columns.extend(together.number(line::EQUAL_BY_ALL, |pair| or_none(pair.distance.map(share))).columns());
    columns
}

/// The line on joint changes that were searched, not found in closed form.
fn below_pairs(lang: Lang, tipping: &Tipping) -> Vec<String> {
    let searched = tipping.together.iter().filter(|pair| pair.found == Found::Searched).count();
    (searched > 0).then(|| lang.pairs_searched(searched, tipping.together.len())).into_iter().collect()
}

/// A range of shares around the present one as an interval: with a round bracket at an open end, a square one at a closed.
fn interval(range: &WeightRange, present: Decimal) -> String {
    let (before, after) =
        (if is_open(range.low.as_ref()) { '(' } else { '[' }, if is_open(range.high.as_ref()) { ')' } else { ']' });
    format!("{before}{}, {}{after}", low(range, present), high(range, present))
}

/// Whether something has changed at the end itself; not at the end of the scale where nothing changes.
fn is_open(end: Option<&RangeEnd>) -> bool {
    end.is_some_and(|end| end.open)
}

/// The low end; 0 where nothing changes down to it.
fn low(range: &WeightRange, present: Decimal) -> String {
    range.low.as_ref().map_or("0".to_owned(), |end| inwards(end.share, present, up))
}

/// The high end; 1 where nothing changes up to it.
fn high(range: &WeightRange, present: Decimal) -> String {
    range.high.as_ref().map_or("1".to_owned(), |end| inwards(end.share, present, down))
}

/// Rounded up.
fn up(share: Decimal, decimals: u32) -> Decimal {
    // Rounded again, which only takes the sign off a zero.
    floor(decimals).apply(-floor(decimals).apply(-share))
}

/// Rounded down.
fn down(share: Decimal, decimals: u32) -> Decimal {
    floor(decimals).apply(share)
}

fn floor(decimals: u32) -> Rounding {
    Rounding::new(decimals, RoundingMode::Floor)
}

/// An end, rounded towards the present share: to as many decimals as keep it apart from that share.
fn inwards(end: Decimal, present: Decimal, round: impl Fn(Decimal, u32) -> Decimal) -> String {
    let is_inside = |rounded: &Decimal| rounded.cmp(&present) == end.cmp(&present);
    let rounded = (DECIMALS..=12).map(|decimals| round(end, decimals)).find(is_inside);
    // What is equal to the present share is shown as that is.
    rounded.filter(|_| end != present).map_or_else(|| share(end), |rounded| rounded.to_string())
}

/// The decimals of shares.
const DECIMALS: u32 = 4;

/// A share.
fn share(share: Decimal) -> String {
    fixed(share, DECIMALS)
}
