//! Why one subject has its score and its place: every figure, formula, weight and point, and what would close the gap to
//! the next place and grade.

mod build;
mod closing;
mod error;
mod explanation;
mod node;
mod standing;
mod steps;
mod total;

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

pub use self::closing::{Closing, NotClosed};
pub use self::error::ExplainError;
pub use self::explanation::{
    DecidedTie, ExplainedPlace, ExplainedSubject, Explanation, GradeEdge, LimitedTotal, Reason, TotalSum,
};
pub use self::node::{Absence, ExplainedNode, PartRounding, Step, StepKind, UsedFigure};

use self::build::Builder;
use crate::engine::{Prepared, View};
use crate::model::Row;
use crate::number::digits;
use crate::support::{IndexRef, Interrupt, nearest};

/// For `#[serde(with)]`: a decimal with its digits as they are printed, which may be absent, written and read.
mod optional_fixed {
    pub(super) use super::optional as serialize;
    pub(super) use crate::json::read_optional as deserialize;
}

impl Prepared {
    /// Why a subject has its score and its place in an index: the whole path, from figures to the place. The subject is
    /// named by its id, or by its name where only one has it.
    ///
    /// Printed parts add up to what is printed above them: what rounding leaves stands in a line of its own.
    ///
    /// # Errors
    /// When the document has no such index, the index no such subject, or it cannot be scored.
    ///
    /// ```
    /// # use evalindex::Document;
    /// let document = Document::from_json(r#"{"format": "evalindex/1",
    ///   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
    ///     {"id": "a", "name": "A", "weight": 60, "rule": {"type": "min_max", "min": 0, "max": 8}},
    ///     {"id": "b", "name": "B", "weight": 40, "rule": {"type": "completion", "target": 10}}]}],
    ///   "subjects": [{"id": "x", "name": "X", "kind": "region"}, {"id": "y", "name": "Y", "kind": "region"}],
    ///   "values": {"x": {"a": 4, "b": 8}, "y": {"a": 5, "b": 9}}}"#)?;
    /// let why = document.prepare()?.explain("i", "X")?;
    /// let a = &why.nodes[1];
    /// assert_eq!((a.steps[0].formula.to_string().as_str(), a.steps[0].value.to_string()), ("100·(4 − 0)/(8 − 0)", "50".into()));
    /// assert_eq!(a.lost.unwrap().to_string(), "30.00"); // 0.6·(100 − 50)
    /// // y has 73.5 points, x 62: 11.5 more are 19.1666… at a, which are 1.53333… of 8.
    /// assert_eq!(a.next_place.as_ref().unwrap().figure.unwrap().to_string(), "5.533334");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn explain<'a>(&self, index: impl Into<IndexRef<'a>>, subject: &str) -> Result<Explanation, ExplainError> {
        self.explained(index.into(), subject, None)
    }

    /// The same for one node and those below it: every way to close a gap there is tried, however long it takes.
    ///
    /// # Errors
    /// As [`Self::explain`], and when the index has no such node.
    ///
    /// ```
    /// # let document = evalindex::Document::from_json(r#"{"format": "evalindex/1",
    /// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
    /// #     {"id": "a", "name": "A", "weight": 100, "rule": {"type": "as_is"}}]}],
    /// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}], "values": {"x": {"a": 87.5}}}"#)?;
    /// let why = document.prepare()?.explain_node("i", "x", "a")?;
    /// assert_eq!(why.nodes.len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn explain_node<'a>(
        &self,
        index: impl Into<IndexRef<'a>>,
        subject: &str,
        node: &str,
    ) -> Result<Explanation, ExplainError> {
        self.explained(index.into(), subject, Some(node))
    }

    fn explained(&self, index: IndexRef<'_>, subject: &str, node: Option<&str>) -> Result<Explanation, ExplainError> {
        let id = self.index_id(index)?;
        let view = self.view_of(id, Interrupt::NEVER)?;
        let row = row_of(&view, subject)?;
        let node = node.map(|name| {
            let known = || view.scored.tree.nodes().iter().map(|node| node.id.as_str());
            let found = view.scored.tree.find(name);
            let found = found.or_else(|| (name == view.index.id).then(|| view.scored.tree.top()));
            found.ok_or_else(|| ExplainError::UnknownNode {
                node: name.to_owned(),
                nearest: nearest(name, known()).map(str::to_owned),
            })
        });
        let builder = Builder::new((self, id), &view, row, node.transpose()?)?;
        Ok(builder.explanation()?)
    }
}

/// The row of the subject of this id, or of this name.
fn row_of(view: &View<'_>, subject: &str) -> Result<Row, ExplainError> {
    let rows = || view.scored.subjects.ids().map(|row| (row, view.subject(row)));
    if let Some((row, _)) = rows().find(|(_, one)| one.id == subject) {
        return Ok(row);
    }
    let mut called = rows().filter(|(_, one)| one.name == subject || one.name_zh.as_deref() == Some(subject));
    match (called.next(), called.next()) {
        (Some((row, _)), None) => Ok(row),
        (Some((_, one)), Some((_, other))) => {
            let ids = [&one.id, &other.id].map(ToOwned::to_owned);
            Err(ExplainError::AmbiguousSubject { subject: subject.to_owned(), ids })
        }
        (None, _) => {
            let names =
                rows().flat_map(|(_, one)| [Some(one.id.as_str()), Some(one.name.as_str()), one.name_zh.as_deref()]);
            let nearest = nearest(subject, names.flatten()).map(str::to_owned);
            Err(ExplainError::UnknownSubject {
                subject: subject.to_owned(),
                index: view.index.id.clone(),
                kind: view.index.kind.clone(),
                nearest,
            })
        }
    }
}

/// For `#[serde(serialize_with)]`: a number with the decimals that it has.
fn fixed<S: Serializer>(value: &Decimal, out: S) -> Result<S::Ok, S::Error> {
    digits(*value).serialize(out)
}

/// For `#[serde(serialize_with)]`: the same of a number that may be absent.
#[allow(clippy::ref_option, reason = "the form that serde calls")]
fn optional<S: Serializer>(value: &Option<Decimal>, out: S) -> Result<S::Ok, S::Error> {
    value.map(digits).serialize(out)
}
