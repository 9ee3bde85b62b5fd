//! Tipping points: how far a weight can go before something changes.

mod crossing;
mod curve;
mod finder;
mod grades;
mod joint_change;
mod json;
mod pairs;
mod path;
mod search;
mod stability_range;

use rust_decimal::Decimal;

use self::finder::Finder;
use self::grades::Grades;
use self::joint_change::joint_changes;
pub use self::pairs::ShareChange;
use self::pairs::Swaps;
use self::search::Outcome;
use crate::engine::{Prepared, View};
use crate::model::Row;
use crate::robustness::range::WeightRange;
use crate::support::{IndexError, IndexRef, named_enum};

named_enum! {
    /// How a range was found.
    #[non_exhaustive]
    pub enum Found {
        /// By the exact points at which two totals, or a total and a cut, are equal.
        Closed = "closed_form",
        /// By trying shares: 32 on either side, then halving the interval in which the change lies 40 times. A change that
        /// is undone between two tried shares goes unseen.
        Searched = "search",
    }
}

/// How far the weight of each node can go, and what it takes to swap neighbours.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tipping {
    /// Each node's ranges, in the order of the document.
    pub nodes: Vec<NodeTipping>,
    /// For each pair of neighbours in the ranking the smallest change of one share that swaps them.
    pub pairs: Vec<PairTipping>,
    /// For each pair of neighbours the smallest change of all weights together that makes them equal.
    pub together: Vec<JointChange>,
}

/// The ranges of one node's share among its siblings, who give and take in proportion.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NodeTipping {
    /// Id of the node.
    pub node: String,
    /// Its share now.
    pub weight: Decimal,
    /// Within which the whole ranking stays as it is.
    pub ranking: WeightRange,
    /// Within which the first place stays as it is.
    pub first: WeightRange,
    /// Within which every grade stays as it is; none where the index has no grades.
    pub grades: Option<WeightRange>,
    /// How the ranges of ranking and first place were found.
    pub found: Found,
    /// How the range of grades was found: searched where others are, and where subjects that are equal now share what is
    /// left of a quota or a class.
    pub grades_found: Found,
    /// At how many of the shares that a search tried scores cannot be aggregated: nothing is known of these.
    pub untried: usize,
}

/// The smallest change of one share that swaps two neighbours.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PairTipping {
    /// The subject ahead.
    pub ahead: String,
    /// The subject behind it.
    pub behind: String,
    /// To the share at which they are equal, and beyond which they have changed places; none where no single share does it.
    pub change: Option<ShareChange>,
    /// How it was found: searched where the shares of any node were.
    pub found: Found,
}

/// The smallest change of the indicators' effective weights, by the sum of absolute changes, that makes two neighbours
/// equal; beyond it they have changed places.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct JointChange {
    /// The subject ahead.
    pub ahead: String,
    /// The subject behind it.
    pub behind: String,
    /// The sum of absolute changes of effective weights, which total 1; none where no weights make them equal, or where a
    /// search found none.
    pub distance: Option<Decimal>,
    /// The new effective weights of the indicators that count, which total 1.
    pub weights: Vec<(String, Decimal)>,
    /// How it was found: in closed form where the index is an arithmetic mean over figures that both have. Else weights
    /// are moved from the indicators that favour the one ahead most, as it is, to the one that favours the other most,
    /// until they are equal: they are equal there, but a smaller change may do, too.
    pub found: Found,
}

impl Prepared {
    /// For every node of an index, by its number in the document, the range of its share within which the ranking, the first
    /// place and every grade stay as they are, siblings giving and taking in proportion; and for every two neighbours what
    /// it takes to swap them.
    ///
    /// Where nothing but arithmetic means stands above a node, ranges come from the exact points at which totals are
    /// equal; elsewhere they are searched, and say so. At a point itself the two are equal. Sources: Triantaphyllou &
    /// Sánchez, Decision Sciences 28 (1997); Mareschal, European Journal of Operational Research 33 (1988).
    ///
    /// # Errors
    /// As [`Self::ranking`].
    ///
    /// ```
    /// # use evalindex::{Decimal, Document};
    /// # let document = Document::from_json(r#"{
    /// #   "format": "evalindex/1",
    /// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
    /// #     {"id": "a", "name": "A", "weight": 70, "rule": {"type": "as_is"}},
    /// #     {"id": "b", "name": "B", "weight": 30, "rule": {"type": "as_is"}}]}],
    /// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}, {"id": "y", "name": "Y", "kind": "region"}],
    /// #   "values": {"x": {"a": 80, "b": 10}, "y": {"a": 60, "b": 40}}}"#)?;
    /// // x is at 80a + 10b, y at 60a + 40b: equal where 20a = 30b.
    /// let tipping = document.prepare()?.tipping(0)?;
    /// assert_eq!(tipping.nodes[0].ranking.low, Some(Decimal::new(6, 1)));
    /// // A tenth from a to b: the absolute changes add up to 0.2.
    /// assert_eq!(tipping.together[0].distance, Some(Decimal::new(2, 1)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn tipping<'a>(&self, index: impl Into<IndexRef<'a>>) -> Result<Tipping, IndexError> {
        let view = self.view(index)?;
        let placed = view.placed(view.index.ranking.ties);
        let present = Outcome::of(&view);
        let finder = Finder::new(&view, &placed, &present, Grades::new(&view, &placed));
        let (mut nodes, mut swaps) = (Vec::new(), Swaps::new(&placed));
        for (node, _) in view.scored.tree.below() {
            if let Some(weight) = finder.share(node) {
                nodes.push(finder.node((node, weight), &mut swaps));
            }
        }
        let pairs = pairs(&view, swaps, nodes.iter().any(|node| node.found == Found::Searched));
        Ok(Tipping { nodes, pairs, together: joint_changes(&view, &placed) })
    }
}

fn pairs(view: &View<'_>, swaps: Swaps, searched: bool) -> Vec<PairTipping> {
    let name = |row: Row| view.subject(row).id.clone();
    let found = if searched { Found::Searched } else { Found::Closed };
    let pairs = swaps.into_pairs().map(|((ahead, behind), swap)| PairTipping {
        ahead: name(ahead),
        behind: name(behind),
        change: swap,
        found,
    });
    pairs.collect()
}
