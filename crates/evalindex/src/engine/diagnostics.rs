//! Diagnostics of scoring: problems, remarks on exceptions, preparation steps, reasons for being unranked.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::model::{NodeId, Row};
use crate::result::{ExpertRatio, IndicatorCalibration, NoticeKind, PreparationStep};
use crate::support::Problems;

/// The diagnostics of the steps from figures to scores.
#[derive(Debug, Default)]
pub(crate) struct Diagnostics {
    pub(crate) remarks: Vec<Remark>,
    pub(crate) problems: Problems,
    pub(crate) calibration: Vec<IndicatorCalibration>,
    /// The preparation steps: what was done to figures before they were scored.
    pub(crate) steps: Vec<Logged>,
    /// The subjects that may not be ranked: each reason, with the node that gives it where one does.
    pub(crate) barred: BTreeMap<Row, Vec<(Option<NodeId>, String)>>,
    /// How consistent each of the experts is from whose judgements the weights of a node's children are made.
    pub(crate) experts: BTreeMap<NodeId, Vec<ExpertRatio>>,
    /// The subjects with a figure or a score that is a problem.
    pub(crate) failed: BTreeSet<Row>,
}

impl Diagnostics {
    /// The subjects that screening leaves out, for want of figures: no node gives the reason.
    pub(crate) fn screened(&self) -> impl Iterator<Item = Row> + '_ {
        let of_screen = |reasons: &[(Option<NodeId>, String)]| reasons.iter().any(|(node, _)| node.is_none());
        self.barred.iter().filter(move |(_, reasons)| of_screen(reasons)).map(|(row, _)| *row)
    }
}

/// An exception: a figure imputed, a score clamped, a weight shared out. Without a row it concerns all subjects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Remark {
    pub(crate) row: Option<Row>,
    pub(crate) node: Option<NodeId>,
    pub(crate) what: NoticeKind,
    pub(crate) text: String,
}

/// One preparation step, with the figures that it changed.
#[derive(Clone, Debug)]
pub(crate) struct Logged {
    pub(crate) node: Option<NodeId>,
    pub(crate) step: PreparationStep,
    pub(crate) cells: Vec<ChangedCell>,
}

/// A changed figure: its row, its value before and after.
pub(crate) type ChangedCell = (Row, Option<Decimal>, Option<Decimal>);
