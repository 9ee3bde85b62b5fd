//! Leave-out: the ranking without an indicator, a dimension or a subject.

mod effect;
mod json;
mod without;

use rust_decimal::Decimal;

use self::effect::effect;
use self::without::{without_node, without_subject};
use crate::engine::{Prepared, TreeShares, View, counting};
use crate::model::{Draft, IndexId, NodeId, SubjectId, Tree};
use crate::number::Exact;
use crate::order::Rank;
use crate::robustness::control::{Cancelled, Control, Job, Unfinished};
use crate::support::{IndexRef, Interrupt, Refused, named_enum};

named_enum! {
    /// What is left out in turn.
    #[non_exhaustive]
    pub enum Leave {
        /// Each indicator and dimension that counts, and each subject.
        All = "all",
        /// Each indicator and dimension that counts.
        Nodes = "nodes",
        /// Each subject.
        Subjects = "subjects",
    }
}

/// The ranking without each node and each subject in turn.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LeaveOut {
    /// The indicators and dimensions that count, in the order of the document.
    pub nodes: Vec<LeftOut>,
    /// The subjects of the index, in the order of the document.
    pub subjects: Vec<LeftOut>,
}

/// A node or a subject that is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LeftOut {
    /// Its id.
    pub id: String,
    /// The weight of a node as the document has it; none where a method weighs, and of a subject.
    pub declared: Option<Exact>,
    /// The changes of the ranking, or the reason why there is none without it.
    pub effect: Result<OutEffect, String>,
}

/// The changes of a ranking. Ranks are those among the subjects that are ranked both with and without what is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OutEffect {
    /// The mean number of places that a subject moves, up or down; 0 or more, to 12 decimals.
    pub mean_change: Decimal,
    /// The subject that moves farthest, of several the best ranked before; none where no subject moves.
    pub largest: Option<LargestChange>,
    /// The number of rank reversals: pairs of subjects of which the one ahead before is behind after. Ties are none.
    pub reversed: usize,
    /// Ids of the subjects that are first after.
    pub first: Vec<String>,
    /// Ids of the subjects that are unranked after and were ranked before, without the subject that is left out.
    pub unranked: Vec<String>,
    /// Ids of the subjects that are ranked after and were unranked before.
    pub ranked: Vec<String>,
}

/// The farthest move of one subject.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct LargestChange {
    /// Id of the subject.
    pub subject: String,
    /// Its rank with what is left out.
    pub before: Rank,
    /// Its rank without it.
    pub after: Rank,
}

impl Prepared {
    /// The changes of the ranking of one index without each indicator, dimension and subject in turn. Ranks are exact:
    /// nothing is drawn or approximated.
    ///
    /// A node is left out as [`WeightChange::drop`](crate::model::WeightChange::drop) does it: its siblings take its
    /// weight in proportion, its policies for missing figures bar no subject and it breaks no ties. A dimension is left
    /// out with its last node that counts. Nodes without a weight (monitored) are not in the result. Without a subject,
    /// every rule is calibrated again on the figures of the others, which can reverse the order of others; not so where
    /// an earlier evaluation gives the calibration ([`Document::prepare_against`](crate::Document::prepare_against)).
    ///
    /// # Errors
    /// As [`Self::ranking`], and when the work is stopped. Where there is no ranking without a node or a subject, its [`LeftOut`] has the reason.
    ///
    /// ```
    /// # use evalindex::Document;
    /// # use evalindex::robustness::{Control, Leave};
    /// # let document = Document::from_json(r#"{
    /// #   "format": "evalindex/1",
    /// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
    /// #     {"id": "a", "name": "A", "weight": 70, "rule": {"type": "as_is"}},
    /// #     {"id": "b", "name": "B", "weight": 30, "rule": {"type": "as_is"}}]}],
    /// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}, {"id": "y", "name": "Y", "kind": "region"}],
    /// #   "values": {"x": {"a": 80, "b": 10}, "y": {"a": 60, "b": 50}}}"#)?;
    /// let found = document.prepare()?.leave_out(0, Leave::Nodes, Control::new())?;
    /// let without_a = found.nodes[0].effect.as_ref().unwrap();
    /// assert_eq!((without_a.reversed, without_a.first[0].as_str()), (1, "y")); // b alone: x 10, y 50
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn leave_out<'a>(
        &self,
        index: impl Into<IndexRef<'a>>,
        what: Leave,
        control: Control<'_>,
    ) -> Result<LeaveOut, Unfinished> {
        let index = self.index_id(index.into())?;
        let nodes = if what == Leave::Subjects { Vec::new() } else { counting_nodes(self.counted(index)) };
        let subjects = if what == Leave::Nodes { &[] } else { self.subjects_of(index) };
        let job = Job::new(control, nodes.len().saturating_add(subjects.len()))?;
        let view = job.ask(|interrupt| self.view_of(index, interrupt))??;
        view.weighed_alike("leave-out")?;
        let left_out = LeaveOut {
            nodes: without_nodes(&view, &nodes, &job)?,
            subjects: self.without_subjects((index, &view), subjects, &job)?,
        };
        Ok(job.finished(left_out)?)
    }

    /// The ranking without each of these subjects in turn.
    fn without_subjects(
        &self,
        (index, view): (IndexId, &View<'_>),
        subjects: &[SubjectId],
        job: &Job<'_>,
    ) -> Result<Vec<LeftOut>, Cancelled> {
        let operations = operations(view, SCORED);
        let parts = subjects.chunks(job.part(subjects.len(), operations));
        let done = job.in_order(parts, &|subjects: &[SubjectId], draft: &mut Option<Draft>, pulse| {
            let draft = draft.get_or_insert_with(|| self.calibrated_from(index).clone());
            let left_out = subjects.iter().map(|subject| {
                let effect = without_subject((self, index, view), draft, *subject, pulse.interrupt());
                pulse.done(1);
                pulse.spend(operations)?;
                Ok(LeftOut { id: view.draft.subject_at(*subject).id.clone(), declared: None, effect })
            });
            left_out.collect::<Result<Vec<_>, _>>()
        })?;
        Ok(done.into_iter().flatten().collect())
    }
}

/// The operations that aggregating a score takes, as a job counts them.
const AGGREGATED: usize = 20;
/// The same with scoring its figure before.
const SCORED: usize = 200;

/// The operations for the scores of all nodes and subjects, of which each takes so many.
fn operations(view: &View<'_>, each: usize) -> usize {
    view.scored.subjects.len().saturating_mul(view.scored.tree.nodes().len()).saturating_mul(each)
}

/// The nodes that count, but for the index itself.
fn counting_nodes((tree, shares): (&Tree, &TreeShares)) -> Vec<NodeId> {
    let counting = counting(tree, shares);
    tree.below().map(|(id, _)| id).filter(|id| counting[*id]).collect()
}

/// The ranking without each of these nodes in turn.
fn without_nodes(view: &View<'_>, nodes: &[NodeId], job: &Job<'_>) -> Result<Vec<LeftOut>, Cancelled> {
    let operations = operations(view, AGGREGATED);
    let parts = nodes.chunks(job.part(nodes.len(), operations));
    let done = job.in_order(parts, &|nodes: &[NodeId], (): &mut (), pulse| {
        let left_out = nodes.iter().map(|id| {
            let left_out = left_out(view, *id, pulse.interrupt());
            pulse.done(1);
            pulse.spend(operations)?;
            Ok(left_out)
        });
        left_out.collect::<Result<Vec<_>, _>>()
    })?;
    Ok(done.into_iter().flatten().collect())
}

/// The ranking without a node.
fn left_out(view: &View<'_>, node: NodeId, interrupt: Interrupt<'_>) -> LeftOut {
    let tree = &view.scored.tree;
    let effect = without_node(tree, view.shares, node).and_then(|(shares, out)| {
        let after = view.without(out, &shares, interrupt).map_err(Refused::first_reason)?;
        effect(view, &after)
    });
    LeftOut { id: tree.node(node).id.clone(), declared: tree.written_weight(node), effect }
}
