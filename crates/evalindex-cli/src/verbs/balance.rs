//! `score balance FILE`: whether nodes count for as much as their weights say.

use evalindex::Decimal;
use evalindex::number::Rounding;
use evalindex::robustness::{Balance, NodeBalance};

use crate::analysis::{Analysis, Opened};
use crate::failure::Failure;
use crate::output::Answer;
use crate::render::{Column, Role, Sheet, or_none};

/// Shows each node's weight beside its real influence, and which indicators say the same or nothing
///
/// The influence of a node is its part in the squared correlations of its parent with it and its siblings. Alpha is
/// Cronbach's, of the indicators below that count. All of scores, over the ranked subjects.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    analysis: Analysis,

    /// Two indicators are near-duplicates from this correlation on, either way
    #[arg(long, value_name = "R", allow_negative_numbers = true, default_value = "0.9", value_parser = correlation)]
    duplicates: Decimal,
}

impl Arguments {
    /// Looks at all nodes and renders what there is to say.
    pub(crate) fn run(self) -> Result<Answer, Failure> {
        let look = |opened: &Opened, index: usize| {
            opened.prepared.balance(index, self.duplicates).map_err(|refused| self.analysis.refused(&refused))
        };
        self.analysis.run(look, sheets)
    }
}

fn correlation(argument: &str) -> Result<Decimal, String> {
    let found = Decimal::from_str_exact(argument).ok();
    let valid = found.filter(|found| (Decimal::ZERO..=Decimal::ONE).contains(found));
    valid.ok_or_else(|| "expected a correlation from 0 to 1".to_owned())
}

fn sheets(opened: &Opened, index: usize, balance: &Balance) -> Vec<Sheet> {
    let title = opened.title(index);
    let mut below = vec![format!("{} ranked subjects; alpha of all: {}", balance.subjects, short(balance.alpha))];
    if !balance.constant.is_empty() {
        below.push(format!("Separates nobody: {}", balance.constant.join(", ")));
    }
    let mut sheets = vec![Sheet { title: format!("{title}: {}", opened.heading("balance")), columns: nodes(opened, balance), below }];
    if !balance.duplicates.is_empty() {
        let pairs = || balance.duplicates.iter();
        let columns = vec![
            Column::new(Role::Name, opened.heading("Indicator"), pairs().map(|pair| pair.nodes[0].clone())),
            Column::new(Role::Name, opened.heading("and"), pairs().map(|pair| pair.nodes[1].clone())),
            Column::new(Role::Number, opened.heading("Correlation"), pairs().map(|pair| short(Some(pair.correlation)))),
        ];
        sheets.push(Sheet { title: format!("{title}: {}", opened.heading("near-duplicates")), columns, below: Vec::new() });
    }
    sheets
}

fn nodes(opened: &Opened, balance: &Balance) -> Vec<Column> {
    let column = |heading: &'static str, cell: fn(&NodeBalance) -> String| {
        Column::new(Role::Number, opened.heading(heading), balance.nodes.iter().map(cell))
    };
    vec![
        Column::new(Role::Name, opened.heading("Node"), balance.nodes.iter().map(|one| one.node.clone())),
        column("Weight", |one| short(Some(one.share))),
        column("Influence", |one| short(one.influence)),
        column("In whole", |one| short(Some(one.effective))),
        column("With parent", |one| short(one.with_parent)),
        column("With index", |one| short(one.with_index)),
        column("Alpha", |one| short(one.alpha)),
    ]
}

/// Three decimals are enough to read.
fn short(figure: Option<Decimal>) -> String {
    or_none(figure.map(|figure| Rounding::half_up(3).apply(figure).to_string()))
}
