//! `score tipping FILE`: how far each weight can go before something changes.

use evalindex::Decimal;
use evalindex::robustness::{Found, ShareChange, Tipping, WeightRange};

use crate::analysis::{Analysis, Opened};
use crate::failure::Failure;
use crate::output::Answer;
use crate::render::{Column, Role, Sheet, or_none};

/// Shows how far each weight can go before the ranking, the first place or a grade changes
///
/// Shares are those among siblings, who give and take in proportion. For every two neighbours in the ranking: the smallest
/// change of one share that swaps them, and the smallest change of all weights together that makes them equal.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    analysis: Analysis,
}

impl Arguments {
    /// Looks for tipping points and renders them.
    pub(crate) fn run(self) -> Result<Answer, Failure> {
        let look = |opened: &Opened, index| {
            opened.prepared.tipping(index).map_err(|refused| self.analysis.refused(&refused))
        };
        self.analysis.run(look, sheets)
    }
}

fn sheets(opened: &Opened, index: usize, tipping: &Tipping) -> Vec<Sheet> {
    let title = opened.title(index);
    vec![
        Sheet { title: format!("{title}: {}", opened.heading("shares")), columns: nodes(opened, tipping), below: searched(tipping) },
        Sheet { title: format!("{title}: {}", opened.heading("neighbours")), columns: pairs(opened, tipping), below: paths(tipping) },
    ]
}

fn nodes(opened: &Opened, tipping: &Tipping) -> Vec<Column> {
    let nodes = || tipping.nodes.iter();
    let mut columns = vec![
        Column::new(Role::Name, opened.heading("Node"), nodes().map(|node| node.node.clone())),
        Column::new(Role::Number, opened.heading("Share"), nodes().map(|node| short(node.weight))),
        Column::new(Role::Number, opened.heading("Same ranking"), nodes().map(|node| range(node.ranking))),
        Column::new(Role::Number, opened.heading("Same first"), nodes().map(|node| range(node.first))),
    ];
    if nodes().any(|node| node.grades.is_some()) {
        columns.push(Column::new(Role::Number, opened.heading("Same grades"), nodes().map(|node| or_none(node.grades.map(range)))));
    }
    columns
}

fn searched(tipping: &Tipping) -> Vec<String> {
    let ranges = tipping.nodes.iter().filter(|node| node.found == Found::Searched).count();
    let grades = tipping.nodes.iter().filter(|node| node.grades.is_some() && node.grades_found == Found::Searched).count();
    let mut lines = Vec::new();
    if ranges > 0 {
        lines.push(format!("{ranges} of {} nodes: searched, for want of a closed form.", tipping.nodes.len()));
    }
    let untried: usize = tipping.nodes.iter().map(|node| node.untried).sum();
    if untried > 0 {
        lines.push(format!("{untried} of the shares tried give no scores: nothing is known of these."));
    }
    if grades > ranges {
        lines.push("Ranges of grades were searched: they depend on subjects that are or become equal.".to_owned());
    }
    lines
}

fn paths(tipping: &Tipping) -> Vec<String> {
    let along = tipping.together.iter().filter(|pair| pair.found == Found::Searched).count();
    let told = format!("{along} of {} pairs: equal by all was searched along one path.", tipping.together.len());
    if along > 0 { vec![told] } else { Vec::new() }
}

fn pairs(opened: &Opened, tipping: &Tipping) -> Vec<Column> {
    let pairs = || tipping.pairs.iter();
    let change = |part: fn(&ShareChange) -> String| {
        pairs().map(move |pair| or_none(pair.change.as_ref().map(part))).collect::<Vec<_>>()
    };
    vec![
        Column::new(Role::Name, opened.heading("Ahead"), pairs().map(|pair| opened.subject(&pair.ahead))),
        Column::new(Role::Name, opened.heading("Behind"), pairs().map(|pair| opened.subject(&pair.behind))),
        Column::new(Role::Grade, opened.heading("Swapped by"), change(|change| change.node.clone())),
        Column::new(Role::Number, opened.heading("from"), change(|change| short(change.from))),
        Column::new(Role::Number, opened.heading("to"), change(|change| short(change.to))),
        Column::new(
            Role::Number,
            opened.heading("Equal by all"),
            tipping.together.iter().map(|pair| or_none(pair.distance.map(short))),
        ),
    ]
}

fn range(range: WeightRange) -> String {
    format!("{} – {}", range.low.map_or("0".to_owned(), short), range.high.map_or("1".to_owned(), short))
}

/// Four decimals are enough to read.
fn short(share: Decimal) -> String {
    evalindex::number::Rounding::half_up(4).apply(share).to_string()
}
