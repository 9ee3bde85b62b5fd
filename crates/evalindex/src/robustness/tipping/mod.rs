//! Tipping points: how far a weight can go before something changes.

mod around;
mod curve;
mod grades;
mod json;
mod meeting;
mod pairs;
mod path;
mod search;
mod together;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use rust_decimal::Decimal;

use self::around::Around;
use self::curve::{Curve, Family, Lever};
use self::grades::Grades;
pub use self::pairs::ShareChange;
use self::pairs::Swaps;
use self::search::{Outcome, Search, Trial};
use self::together::together;
use super::range::{WeightRange, told};
use crate::evaluation::Rank;
use crate::named::named_enum;
use crate::prepared::{Prepared, Standing, View};
use crate::problem::Refused;
use crate::ranking;
use crate::scoring::Presence;
use crate::system::{CompareBy, TieBreak};

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
    pub together: Vec<Together>,
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
pub struct Together {
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
    /// For every node of an index, by its place in the document, the range of its share within which the ranking, the first
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
    pub fn tipping(&self, index: usize) -> Result<Tipping, Refused> {
        let view = self.view(index)?;
        let placed = view.placed(view.index.ranking.ties);
        let grades = Grades::new(&view, &placed);
        let present = Outcome::of(&view);
        let finder = Finder { view: &view, placed: &placed, present: &present, grades, families: RefCell::default() };
        let tree = &view.prepared.tree;
        let (mut nodes, mut swaps) = (Vec::new(), Swaps::new(&placed));
        for (number, node) in tree.nodes().iter().enumerate().skip(1) {
            if let Some(weight) = finder.share(number) {
                nodes.push(finder.node((number, &node.id, weight), &mut swaps));
            }
        }
        let pairs = pairs(&view, swaps, nodes.iter().any(|node| node.found == Found::Searched));
        Ok(Tipping { nodes, pairs, together: together(&view, &placed) })
    }
}

/// Looks for tipping points of one index.
struct Finder<'a> {
    view: &'a View<'a>,
    /// The ranked subjects, best first.
    placed: &'a [(Standing, Rank)],
    present: &'a Outcome,
    grades: Option<Grades<'a>>,
    /// What the children of nodes come to, each worked out once for all of them.
    families: RefCell<BTreeMap<usize, Option<Rc<Family>>>>,
}

impl Finder<'_> {
    /// A node's share among its siblings.
    fn share(&self, node: usize) -> Option<Decimal> {
        let nodes = self.view.prepared.tree.nodes();
        let parent = nodes.get(node)?.parent?;
        let position = nodes.get(parent)?.children().iter().position(|child| *child == node)?;
        Some(self.view.shares.get(parent)?.as_ref()?.weight(position, Decimal::ONE))
    }

    /// Every ranked subject's total by a node's share, best first; none where there is no closed form.
    fn curves(&self, node: usize) -> Option<Vec<Curve>> {
        if self.view.index.ranking.by == CompareBy::Published || self.moves_tie_breaks(node) {
            return None;
        }
        let lever = Lever::new(self.view, node, |parent| {
            let mut families = self.families.borrow_mut();
            families.entry(parent).or_insert_with(|| Family::new(self.view, parent).map(Rc::new)).clone()
        })?;
        self.placed.iter().map(|(standing, _)| lever.curve(standing)).collect()
    }

    /// Whether equal subjects are told apart by a score that depends on a node's share.
    fn moves_tie_breaks(&self, node: usize) -> bool {
        let tree = &self.view.prepared.tree;
        let breaks = |number: usize| {
            let id = tree.nodes().get(number).map(|node| node.id.as_str());
            self.view
                .index
                .ranking
                .tie_break
                .iter()
                .any(|one| matches!(one, TieBreak::Node(one) if Some(one.as_str()) == id))
        };
        let parent = |number: &usize| tree.nodes().get(*number).and_then(|node| node.parent);
        let equals =
            || self.placed.windows(2).any(|pair| matches!(pair, [(one, _), (other, _)] if self.are_equal(one, other)));
        std::iter::successors(parent(&node), parent).any(breaks) && equals()
    }

    fn are_equal(&self, one: &Standing, other: &Standing) -> bool {
        let key = |standing: &Standing| ranking::key(self.view.index, standing.total);
        key(one) == key(other)
    }

    /// Whether a ranked subject lacks one of a node's siblings, or the node itself.
    fn has_gaps(&self, node: usize) -> bool {
        let nodes = self.view.prepared.tree.nodes();
        let parent = nodes.get(node).and_then(|node| nodes.get(node.parent?));
        let lacks = |child: &usize| {
            self.placed
                .iter()
                .any(|(standing, _)| self.view.climbed.presence(*child, standing.place) != Presence::Present)
        };
        parent.is_some_and(|parent| parent.children().iter().any(lacks))
    }

    fn node(&self, (number, id, weight): (usize, &str, Decimal), swaps: &mut Swaps) -> NodeTipping {
        let mut tipping = NodeTipping {
            node: id.to_owned(),
            weight: told(weight),
            ranking: WeightRange::default(),
            first: WeightRange::default(),
            grades: self.grades.as_ref().map(|_| WeightRange::default()),
            found: Found::Closed,
            grades_found: Found::Closed,
            untried: 0,
        };
        // Whoever has all of the weight has it whatever happens: there is nobody to share with.
        if weight == Decimal::ONE {
            return tipping;
        }
        let trial = Trial { view: self.view, present: self.present, node: number, from: weight };
        let curves = self.curves(number);
        let closed = curves.as_deref().and_then(|curves| match &self.grades {
            Some(grades) => grades.are_closed().then(|| grades.range(curves, weight)),
            None => Some(WeightRange::default()),
        });
        let search = closed.is_none().then(|| Search::new(trial));
        let [mut ranking, mut first, mut grades] = search.as_ref().map(Search::ranges).unwrap_or_default();
        match (&curves, &search) {
            (Some(curves), _) => {
                (ranking, first) = (self.ranking(curves, weight), self.first(curves, weight));
                swaps.meet((id, tipping.weight), curves);
            }
            (None, Some(search)) => {
                swaps.search((id, tipping.weight), search);
                tipping.found = Found::Searched;
            }
            (None, None) => {}
        }
        match closed {
            Some(range) => grades = range,
            None => tipping.grades_found = Found::Searched,
        }
        if curves.is_some() && self.has_gaps(number) {
            for (end, changes) in [Decimal::ZERO, Decimal::ONE].into_iter().zip(trial.ends()) {
                for (range, _) in
                    [&mut ranking, &mut first, &mut grades].into_iter().zip(changes).filter(|(_, other)| *other)
                {
                    range.reach(end);
                }
            }
        }
        tipping.untried = search.map_or(0, |search| search.untried());
        (tipping.ranking, tipping.first, tipping.grades) = (ranking, first, self.grades.as_ref().map(|_| grades));
        tipping
    }

    /// The order changes where neighbours meet.
    fn ranking(&self, curves: &[Curve], weight: Decimal) -> WeightRange {
        let mut around = Around::new(weight);
        for (curves, places) in curves.windows(2).zip(self.placed.windows(2)) {
            if let ([ahead, behind], [first, second]) = (curves, places) {
                self.meet(&mut around, [ahead, behind], [first, second]);
            }
        }
        around.range()
    }

    /// The first place changes where anybody meets whoever has it.
    fn first(&self, curves: &[Curve], weight: Decimal) -> WeightRange {
        let mut around = Around::new(weight);
        let mut all = curves.iter().zip(self.placed);
        if let Some((curve, first)) = all.next() {
            all.for_each(|(other, place)| self.meet(&mut around, [curve, other], [first, place]));
        }
        around.range()
    }

    /// Where one meets another behind it. Equal ones that a tie-break tells apart only change when the other gets ahead.
    fn meet(&self, around: &mut Around, [ahead, behind]: [&Curve; 2], [first, second]: [&(Standing, Rank); 2]) {
        if self.are_equal(&first.0, &second.0) {
            around.parting(*ahead, *behind, first.1 == second.1);
        } else {
            around.meeting(*ahead, *behind);
        }
    }
}

fn pairs(view: &View<'_>, swaps: Swaps, searched: bool) -> Vec<PairTipping> {
    let name = |place: usize| view.subject_id(place).unwrap_or_default().to_owned();
    let found = if searched { Found::Searched } else { Found::Closed };
    let pairs = swaps.into_pairs().map(|((ahead, behind), swap)| PairTipping {
        ahead: name(ahead),
        behind: name(behind),
        change: swap,
        found,
    });
    pairs.collect()
}
