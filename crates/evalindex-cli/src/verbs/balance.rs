//! `score balance FILE`: the influence of each node beside its weight.

use evalindex::Decimal;
use evalindex::robustness::Balance;

use crate::args::{Analysis, Opened, number};
use crate::failure::Failure;
use crate::lang::line;
use crate::output::Answer;
use crate::render::{Column, Rows, Sheet, Tidy, fixed, fixed_or_none, or_none};

/// Shows each node's weight beside its real influence, and which indicators say the same or nothing
///
/// The influence of a node is its part in the squared correlations of its parent with it and its siblings. Alpha is
/// Cronbach's, of the indicators below that count. All are computed from scores, over the ranked subjects.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Document, index, format and language.
    #[command(flatten)]
    analysis: Analysis,

    /// Two indicators are near-duplicates from this correlation on, either way
    #[arg(long, value_name = "R", allow_negative_numbers = true, default_value = "0.9", value_parser = correlation)]
    duplicates: Decimal,
}

/// The decimals of a share, a correlation or alpha.
const DECIMALS: u32 = 3;

impl Arguments {
    /// Computes the balance of all nodes, and shows it.
    pub(crate) fn run(self) -> Result<Answer, Failure> {
        self.analysis.run("balance", |opened| opened.prepared.balance(opened.index, self.duplicates), sheets)
    }
}

/// Reads a correlation, as an absolute value.
fn correlation(argument: &str) -> Result<Decimal, String> {
    let found = number(argument).ok().filter(|found| (Decimal::ZERO..=Decimal::ONE).contains(found));
    found.ok_or_else(|| "expected a correlation from 0 to 1".to_owned())
}

/// All nodes, and near-duplicates where there are any.
fn sheets(opened: &Opened<'_>, balance: &Balance) -> Vec<Sheet> {
    let alpha = fixed_or_none(balance.alpha, DECIMALS);
    let mut below = vec![opened.lang.ranked_with_alpha(balance.subjects, &alpha)];
    if !balance.constant.is_empty() {
        let nodes: Vec<String> = balance.constant.iter().map(|id| opened.node(id)).collect();
        below.push(opened.lang.separates_nobody(&nodes));
    }
    let mut sheets =
        vec![Sheet::new(opened.titled(line::BALANCE), nodes(opened, balance)).below(below).tidy(tidy(opened, balance))];
    if !balance.duplicates.is_empty() {
        sheets.push(
            Sheet::new(opened.titled(line::NEAR_DUPLICATES), duplicates(opened, balance))
                .tidy(tidy_duplicates(opened, balance)),
        );
    }
    sheets
}

/// Each node's weight beside its influence.
fn nodes(opened: &Opened<'_>, balance: &Balance) -> Vec<Column> {
    Rows::new(opened.lang, &balance.nodes)
        .name(line::NODE, |one| opened.indented_node(&one.node))
        .number(line::WEIGHT, |one| or_none(one.declared.as_ref().map(ToString::to_string)))
        .number(line::SHARE, |one| fixed(one.share, DECIMALS))
        .number(line::INFLUENCE, |one| fixed_or_none(one.influence, DECIMALS))
        .number(line::IN_WHOLE, |one| fixed(one.effective, DECIMALS))
        .number(line::WITH_PARENT, |one| fixed_or_none(one.with_parent, DECIMALS))
        .number(line::WITH_INDEX, |one| fixed_or_none(one.with_index, DECIMALS))
        .number(line::ALPHA, |one| fixed_or_none(one.alpha, DECIMALS))
        .columns()
}

/// The pairs of indicators that are near-duplicates.
fn duplicates(opened: &Opened<'_>, balance: &Balance) -> Vec<Column> {
    Rows::new(opened.lang, &balance.duplicates)
        .name(line::INDICATOR, |pair| opened.node(&pair.nodes[0]))
        .name(line::AND, |pair| opened.node(&pair.nodes[1]))
        .number(line::CORRELATION, |pair| fixed(pair.correlation, DECIMALS))
        .columns()
}

/// Each node's weight beside its influence, for machines.
fn tidy(opened: &Opened<'_>, balance: &Balance) -> Tidy {
    opened
        .tidy("nodes", &balance.nodes)
        .text(line::CSV_NODE, |one| Some(one.node.clone()))
        .text(line::CSV_NAME, |one| Some(opened.node_name(&one.node)))
        .written(line::WEIGHT, |one| one.declared.as_ref().map(ToString::to_string))
        .number(line::SHARE, |one| Some(one.share))
        .number(line::INFLUENCE, |one| one.influence)
        .number(line::IN_WHOLE, |one| Some(one.effective))
        .number(line::WITH_PARENT, |one| one.with_parent)
        .number(line::WITH_INDEX, |one| one.with_index)
        .number(line::ALPHA, |one| one.alpha)
        .table()
}

/// The pairs of indicators that are near-duplicates, for machines.
fn tidy_duplicates(opened: &Opened<'_>, balance: &Balance) -> Tidy {
    opened
        .tidy("duplicates", &balance.duplicates)
        .text(line::INDICATOR, |pair| Some(pair.nodes[0].clone()))
        .text(line::AND, |pair| Some(pair.nodes[1].clone()))
        .number(line::CORRELATION, |pair| Some(pair.correlation))
        .table()
}
