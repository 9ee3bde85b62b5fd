//! Tipping: stability ranges of shares, and the smallest changes of weights that swap neighbours.

mod crossing;
mod curve;
mod finder;
mod grades;
mod joint_change;
mod json;
mod pairs;
mod path;
mod read;
mod root;
mod search;
mod stability_range;
mod total;

use rust_decimal::Decimal;

use self::finder::Finder;
use self::grades::Grades;
use self::joint_change::joint_changes;
pub use self::pairs::ShareChange;
use self::pairs::Swaps;
use self::search::Outcome;
use crate::engine::{Placed, Prepared, View};
use crate::model::{NodeId, Row};
use crate::number::Exact;
use crate::robustness::control::{Cancelled, Control, Job, Pulse, Unfinished};
use crate::robustness::range::WeightRange;
use crate::support::{IndexRef, Refused, named_enum};

named_enum! {
    /// How a range was found.
    #[non_exhaustive]
    pub enum Found {
        /// From the exact shares at which two totals, or a total and a cut point, are equal.
        Closed = "closed_form",
        /// By trying 32 shares on either side, then halving the interval with the first change 40 times. A change that
        /// is undone between two tried shares is not seen.
        Searched = "search",
    }
}

/// The stability ranges of every node, and the smallest changes that swap neighbours.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tipping {
    /// The stability ranges of each node, in the order of the document.
    pub nodes: Vec<NodeTipping>,
    /// For each pair of neighbours in the ranking, the smallest change of one share that swaps them.
    pub pairs: Vec<PairTipping>,
    /// For each pair of neighbours in the ranking, their joint change: the smallest change of all weights together that
    /// makes them equal.
    pub together: Vec<JointChange>,
}

/// The stability ranges of the share of one node among its siblings, which give and take in proportion.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NodeTipping {
    /// Id of the node.
    pub node: String,
    /// Its weight as the document has it; none where a method weighs.
    pub declared: Option<Exact>,
    /// Its present share, 0 to 1, to 12 decimals.
    pub weight: Decimal,
    /// The range of shares in which the whole ranking stays.
    pub ranking: WeightRange,
    /// The range of shares in which the first place stays.
    pub first: WeightRange,
    /// The range of shares in which every grade stays; none where the index has neither grades nor classes.
    pub grades: Option<WeightRange>,
    /// How the ranges of the ranking and of the first place were found.
    pub found: Found,
    /// How the range of grades was found. It is searched where the other ranges are, and where subjects with equal
    /// totals share the room of a quota or a class.
    pub grades_found: Found,
    /// The number of shares that a search tried in vain, because scores cannot be aggregated there. What the ranking is
    /// there is unknown.
    pub untried: usize,
}

/// The smallest change of one share that swaps two neighbours.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PairTipping {
    /// Id of the subject ahead.
    pub ahead: String,
    /// Id of the subject behind it.
    pub behind: String,
    /// The change to the share at which they are equal, and beyond which they are swapped; none where no single share
    /// swaps them.
    pub change: Option<ShareChange>,
    /// How it was found: by a search where the ranges of any node were searched.
    pub found: Found,
}

/// The smallest change of the effective weights of the indicators that makes two neighbours equal, measured by the sum
/// of absolute changes; beyond it they are swapped.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct JointChange {
    /// Id of the subject ahead.
    pub ahead: String,
    /// Id of the subject behind it.
    pub behind: String,
    /// The sum of absolute changes of effective weights, which total 1: 0 to 2, to 12 decimals. None where no weights
    /// make the two equal, or a search found none.
    pub distance: Option<Decimal>,
    /// The same exactly, where it is a fraction and known in closed form.
    pub exact_distance: Option<Exact>,
    /// The id and the new effective weight of each indicator that counts; they total 1. Empty where there is no
    /// distance.
    pub weights: Vec<(String, Decimal)>,
    /// How it was found: in closed form where the index is an arithmetic mean over figures that both have. Else weights
    /// are moved from the indicators that favour the one ahead most, under the present weights, to the one that favours
    /// the other most, until the two are equal; a smaller change may exist.
    pub found: Found,
}

impl Prepared {
    /// For every node of an index, the stability ranges of its share: those in which the ranking, the first place and
    /// every grade stay, while siblings give and take in proportion. For every two neighbours in the ranking, the
    /// smallest change of one share that swaps them, and their joint change.
    ///
    /// Below arithmetic means only, ranges come from the crossings: the exact shares at which totals are equal.
    /// Elsewhere they are searched, as [`NodeTipping::found`] says. Ends are rounded inwards, and each says whether it is open
    /// ([`RangeEnd`]).
    /// Sources: Triantaphyllou & Sánchez, Decision Sciences 28 (1997); Mareschal, European Journal of Operational
    /// Research 33 (1988).
    ///
    /// # Errors
    /// As [`Self::ranking`], and when the work is stopped.
    ///
    /// ```
    /// # use evalindex::{Decimal, Document};
    /// # use evalindex::robustness::Control;
    /// # let document = Document::from_json(r#"{
    /// #   "format": "evalindex/1",
    /// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
    /// #     {"id": "a", "name": "A", "weight": 70, "rule": {"type": "as_is"}},
    /// #     {"id": "b", "name": "B", "weight": 30, "rule": {"type": "as_is"}}]}],
    /// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}, {"id": "y", "name": "Y", "kind": "region"}],
    /// #   "values": {"x": {"a": 80, "b": 10}, "y": {"a": 60, "b": 40}}}"#)?;
    /// // x is at 80a + 10b, y at 60a + 40b: equal where 20a = 30b.
    /// let tipping = document.prepare()?.tipping(0, Control::new())?;
    /// let low = tipping.nodes[0].ranking.low.as_ref().unwrap();
    /// assert_eq!((low.share, low.open), (Decimal::new(6, 1), true));
    /// // A tenth from a to b: the absolute changes add up to 0.2.
    /// assert_eq!(tipping.together[0].distance, Some(Decimal::new(2, 1)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// [`RangeEnd`]: crate::robustness::RangeEnd
    pub fn tipping<'a>(&self, index: impl Into<IndexRef<'a>>, control: Control<'_>) -> Result<Tipping, Unfinished> {
        let index = self.index_id(index.into())?;
        let nodes = self.counted(index).0.below().count();
        let pairs_of = |subjects: usize| nodes.saturating_add(1).saturating_mul(subjects.saturating_sub(1));
        let all = pairs_of(self.subjects_of(index).len());
        let job = Job::new(control, all)?;
        let view = job.ask(|interrupt| self.view_of(index, interrupt))??;
        view.weighed_alike("tipping")?;
        let placed = view.placed(view.index.ranking.ties);
        let present = Outcome::of(&view);
        let finder = Finder::new(&view, &placed, &present, Grades::new(&view, &placed));
        let mut weights = Vec::new();
        for (node, _) in view.scored.tree.below() {
            let weight = finder.share(node);
            weights.push((node, weight.ok_or_else(|| Refused::internal("a node of a prepared index has no share"))?));
        }
        // There is nothing to do for subjects that are not ranked.
        job.done(all.saturating_sub(pairs_of(placed.len())));
        let (nodes, swaps) = of_nodes(&finder, &placed, weights, &job)?;
        let searched = nodes.iter().any(|node| node.found == Found::Searched);
        let together = joint_changes(&view, &placed, &job)?;
        Ok(job.finished(Tipping { nodes, pairs: named(&view, swaps, searched), together })?)
    }
}

/// The stability ranges of these nodes, in their order; and the smallest changes that swap neighbours.
fn of_nodes(
    finder: &Finder<'_>,
    placed: &Placed,
    nodes: Vec<(NodeId, Exact)>,
    job: &Job<'_>,
) -> Result<(Vec<NodeTipping>, Swaps), Cancelled> {
    let pairs = placed.len().saturating_sub(1);
    let worker = |nodes: &mut dyn Iterator<Item = (NodeId, Exact)>, pulse: &Pulse<'_>| {
        let (mut done, mut swaps) = (Vec::new(), Swaps::new(placed));
        for (node, weight) in nodes {
            done.push((node, finder.node((node, &weight), &mut swaps, pulse)?));
            pulse.done(pairs);
        }
        Ok((done, swaps))
    };
    let (mut all, mut nearest) = (Vec::new(), Swaps::new(placed));
    for (done, swaps) in job.on_threads(nodes, &worker)? {
        all.extend(done);
        nearest.merge(swaps);
    }
    all.sort_by_key(|(node, _)| *node);
    Ok((all.into_iter().map(|(_, node)| node).collect(), nearest))
}

/// The smallest change for every two neighbours, with the ids of the subjects.
fn named(view: &View<'_>, swaps: Swaps, searched: bool) -> Vec<PairTipping> {
    let name = |row: Row| view.subject(row).id.clone();
    let found = if searched { Found::Searched } else { Found::Closed };
    let pairs = swaps.into_pairs(&view.scored.tree).map(|((ahead, behind), swap)| PairTipping {
        ahead: name(ahead),
        behind: name(behind),
        change: swap,
        found,
    });
    pairs.collect()
}
