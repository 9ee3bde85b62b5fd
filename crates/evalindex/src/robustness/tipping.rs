//! Tipping points: how far a weight can go before something changes.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::curve::{Curve, Family, Lever};
use super::range::{Around, WeightRange, told};
use super::search;
use super::together::{Together, together};
use crate::evaluation::Rank;
use crate::named::named_enum;
use crate::number::{Score, as_json};
use crate::prepared::{Prepared, Standing, View};
use crate::problem::Refused;
use crate::system::CompareBy;

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
    /// How the range of grades was found: with quotas or classes it depends on all places, and is searched.
    pub grades_found: Found,
}

/// The smallest change of one share that swaps two neighbours.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PairTipping {
    /// The subject ahead.
    pub ahead: String,
    /// The subject behind it.
    pub behind: String,
    /// The node, its share now, and the share beyond which they have changed places; none where no single share does it.
    pub change: Option<(String, Decimal, Decimal)>,
}

impl Prepared {
    /// For every node of an index, by its place in the document, the range of its share within which the ranking, the first
    /// place and every grade stay as they are, siblings giving and taking in proportion; and for every two neighbours what
    /// it takes to swap them.
    ///
    /// Where nothing but arithmetic means stands above a node, ranges come from the exact points at which totals are
    /// equal; elsewhere they are searched, and say so. At a point itself the two are equal. Pairs and changes of all
    /// weights together are told of closed forms only. Sources: Triantaphyllou & Sánchez, Decision Sciences 28 (1997);
    /// Mareschal, European Journal of Operational Research 33 (1988).
    ///
    /// # Errors
    /// As [`Self::ranking`].
    pub fn tipping(&self, index: usize) -> Result<Tipping, Refused> {
        let view = self.view(index)?;
        let placed = view.placed(view.index.ranking.ties);
        let finder = Finder { view: &view, placed: &placed, families: RefCell::default() };
        let tree = &view.prepared.tree;
        let (mut nodes, mut levers) = (Vec::new(), Vec::new());
        for (number, node) in tree.nodes().iter().enumerate().skip(1) {
            let Some(weight) = finder.share(number) else { continue };
            let curves = finder.curves(number);
            nodes.push(finder.node(number, &node.id, weight, curves.as_deref()));
            levers.extend(curves.map(|curves| (node.id.as_str(), weight, curves)));
        }
        Ok(Tipping { nodes, pairs: finder.pairs(&levers), together: together(&view, &placed) })
    }
}

/// Looks for tipping points of one index.
struct Finder<'a> {
    view: &'a View<'a>,
    /// The ranked subjects, best first.
    placed: &'a [(Standing, Rank)],
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
        if self.view.index.ranking.by == CompareBy::Published {
            return None;
        }
        let lever = Lever::new(self.view, node, |parent| {
            let mut families = self.families.borrow_mut();
            families.entry(parent).or_insert_with(|| Family::new(self.view, parent).map(Rc::new)).clone()
        })?;
        self.placed.iter().map(|(standing, _)| lever.curve(standing)).collect()
    }

    fn node(&self, node: usize, id: &str, weight: Decimal, curves: Option<&[Curve]>) -> NodeTipping {
        let by_cuts = self.grades_by_cuts();
        let searched = (curves.is_none() || !by_cuts).then(|| search::ranges(self.view, node, weight));
        let (ranking, first) = match (curves, searched) {
            (Some(curves), _) => (ranking_range(curves, weight), first_range(curves, weight)),
            (None, found) => found.map(|found| (found.ranking, found.first)).unwrap_or_default(),
        };
        let grades = match curves {
            Some(curves) if by_cuts => self.cuts(curves, weight),
            _ => searched.and_then(|found| found.grades),
        };
        let how = |closed: bool| if closed { Found::Closed } else { Found::Searched };
        NodeTipping {
            node: id.to_owned(),
            weight: told(weight),
            ranking,
            first,
            grades,
            found: how(curves.is_some()),
            grades_found: how(curves.is_some() && by_cuts),
        }
    }

    /// Whether grades depend on each subject's own total only.
    fn grades_by_cuts(&self) -> bool {
        self.view.index.classes.is_none() && self.view.index.grades.iter().all(|grade| grade.max_share.is_none())
    }

    /// A grade changes where a total meets a cut.
    fn cuts(&self, curves: &[Curve], weight: Decimal) -> Option<WeightRange> {
        if self.view.index.grades.is_empty() {
            return None;
        }
        let mut around = Around::new(weight);
        let cuts = self.view.index.grades.iter().filter_map(|grade| grade.at_least).filter_map(Score::from_decimal);
        for cut in cuts.map(Curve::level) {
            for curve in curves {
                curve.meets(cut).into_iter().for_each(|share| around.event(told(share)));
            }
        }
        Some(around.range())
    }

    fn pairs(&self, levers: &[(&str, Decimal, Vec<Curve>)]) -> Vec<PairTipping> {
        let name = |place: usize| self.view.subject_id(place).unwrap_or_default().to_owned();
        let pairs = self.placed.windows(2).enumerate();
        let all = pairs.filter_map(|(at, pair)| {
            let [(ahead, _), (behind, _)] = pair else { return None };
            let mut nearest: Option<(Decimal, &str, Decimal, Decimal)> = None;
            for (node, weight, curves) in levers {
                let (Some(one), Some(other)) = (curves.get(at), curves.get(at.saturating_add(1))) else { continue };
                let shares = one.meets(*other).into_iter().map(told);
                for share in shares.filter(|share| (Decimal::ZERO..=Decimal::ONE).contains(share)) {
                    let distance = share.checked_sub(*weight).unwrap_or(Decimal::MAX).abs();
                    if nearest.is_none_or(|(least, ..)| distance < least) {
                        nearest = Some((distance, node, *weight, share));
                    }
                }
            }
            let change = nearest.map(|(_, node, from, to)| (node.to_owned(), told(from), to));
            Some(PairTipping { ahead: name(ahead.place), behind: name(behind.place), change })
        });
        all.collect()
    }
}

/// The order changes where neighbours meet.
fn ranking_range(curves: &[Curve], weight: Decimal) -> WeightRange {
    let mut around = Around::new(weight);
    for pair in curves.windows(2) {
        if let [ahead, behind] = pair {
            ahead.meets(*behind).into_iter().for_each(|share| around.event(told(share)));
        }
    }
    around.range()
}

/// The first place changes where anybody meets whoever has it.
fn first_range(curves: &[Curve], weight: Decimal) -> WeightRange {
    let mut around = Around::new(weight);
    if let Some((first, others)) = curves.split_first() {
        for other in others {
            first.meets(*other).into_iter().for_each(|share| around.event(told(share)));
        }
    }
    around.range()
}

impl Serialize for Tipping {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(Some(3))?;
        map.serialize_entry("nodes", &Nodes(&self.nodes))?;
        map.serialize_entry("pairs", &Pairs(&self.pairs))?;
        map.serialize_entry("together", &self.together)?;
        map.end()
    }
}

struct Nodes<'a>(&'a [NodeTipping]);

impl Serialize for Nodes<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_map(self.0.iter().map(|node| (&node.node, node)))
    }
}

impl Serialize for NodeTipping {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        map.serialize_entry("weight", &as_json(self.weight.normalize())?)?;
        map.serialize_entry("ranking", &self.ranking)?;
        map.serialize_entry("first", &self.first)?;
        if let Some(grades) = &self.grades {
            map.serialize_entry("grades", grades)?;
        }
        map.serialize_entry("found", &self.found)?;
        if self.grades.is_some() && self.grades_found != self.found {
            map.serialize_entry("grades_found", &self.grades_found)?;
        }
        map.end()
    }
}

struct Pairs<'a>(&'a [PairTipping]);

impl Serialize for Pairs<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut all = out.serialize_seq(Some(self.0.len()))?;
        self.0.iter().try_for_each(|pair| all.serialize_element(pair))?;
        all.end()
    }
}

impl Serialize for PairTipping {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        map.serialize_entry("ahead", &self.ahead)?;
        map.serialize_entry("behind", &self.behind)?;
        let (node, from, to) = match &self.change {
            Some((node, from, to)) => (Some(node), Some(as_json(from.normalize())?), Some(as_json(to.normalize())?)),
            None => (None, None, None),
        };
        map.serialize_entry("node", &node)?;
        map.serialize_entry("from", &from)?;
        map.serialize_entry("to", &to)?;
        map.end()
    }
}
