//! What there is to say about scores on the way to them: problems, exceptions, steps of preparation, reasons for no rank.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::model::{NodeId, Row};
use crate::result::{IndicatorCalibration, NoticeKind, PreparationStep};
use crate::support::Problem;

/// Everything that was found out while figures became scores.
#[derive(Debug, Default)]
pub(crate) struct Diagnostics {
    pub(crate) remarks: Vec<Remark>,
    pub(crate) problems: Vec<Problem>,
    pub(crate) calibration: Vec<IndicatorCalibration>,
    /// What was done to figures before they were scored.
    pub(crate) steps: Vec<Logged>,
    /// The subjects that may not be ranked: each reason, and the node that gives it where one does.
    pub(crate) barred: BTreeMap<Row, Vec<(Option<NodeId>, String)>>,
}

/// An exception: a figure imputed, a score clamped, a weight shared out, and the like.
#[derive(Clone, Debug)]
pub(crate) struct Remark {
    pub(crate) row: Option<Row>,
    pub(crate) node: Option<NodeId>,
    pub(crate) what: NoticeKind,
    pub(crate) text: String,
}

/// One step of preparation.
#[derive(Clone, Debug)]
pub(crate) struct Logged {
    pub(crate) node: Option<NodeId>,
    pub(crate) step: PreparationStep,
    pub(crate) cells: Vec<ChangedCell>,
}

/// A changed figure, before and after.
pub(crate) type ChangedCell = (Row, Option<Decimal>, Option<Decimal>);
