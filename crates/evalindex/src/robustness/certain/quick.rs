//! Bounds on the least lead that settle most pairs without sorting anything.

use std::ops::Range;

use super::lead_threshold::LeadThreshold;
use super::mean_tree::{MeanId, MeanNode, MeanTree, PerMean};
use crate::model::{PerRanked, RankedId, positions};
use crate::robustness::effective::{LeafId, PerLeaf};

positions! {
    /// A node that needs bounds of its own; children come before their parents.
    OfBounded, BoundedId, PerBounded;
}

/// So many times bounds are drawn closer.
const CLOSER: usize = 2;

/// What bounds need of a tree of arithmetic means whose weights vary within a range below 1.
pub(super) struct Quick {
    range: f64,
    shows: LeadThreshold,
    nodes: PerBounded<Bounded>,
    /// The score of each subject at each node under the declared weights, in units.
    declared: PerRanked<PerBounded<f64>>,
}

/// A node, after its children.
enum Bounded {
    /// An indicator.
    Leaf(LeafId),
    /// Indicators that stand side by side, from the first of these numbers up to the second, with their shares.
    Leaves(Range<usize>, Vec<f64>),
    /// Children with shares.
    Mean(Vec<(BoundedId, f64)>),
}

impl Quick {
    /// None where the range leaves weights of 0.
    pub(super) fn new(
        tree: &MeanTree,
        scores: &PerRanked<PerLeaf<f64>>,
        shows: LeadThreshold,
        range: f64,
    ) -> Option<Self> {
        if range >= 1.0 {
            return None;
        }
        let nodes = bounded(&tree.nodes);
        let declared = scores.map(|_, scores| declared(&nodes, scores));
        Some(Self { range, shows, nodes, declared })
    }

    /// Whether one subject is ahead of another whatever the weights; none where bounds leave it open.
    ///
    /// The least mean `λ` of values within the range `r` solves `g(λ) = Σ w·((v − λ) − r·|v − λ|) = 0`, and `g` falls by
    /// `1 − r` to `1 + r` times as much as `λ` rises. So `g` at any value bounds the least on either side, and its sign at the
    /// top says whether the least lies above a value. Only bounds that leave it open are drawn closer.
    pub(super) fn settles(
        &self,
        pair: (RankedId, RankedId),
        scores: (&PerLeaf<f64>, &PerLeaf<f64>),
        added: f64,
    ) -> Option<bool> {
        let (mine, theirs) = (&self.declared[pair.0], &self.declared[pair.1]);
        let lead = |id: BoundedId| mine[id] - theirs[id];
        // No child is further ahead than under the declared weights.
        let mut bounds = self.nodes.map(|id, _| (f64::MIN, lead(id)));
        for closer in 0..=CLOSER {
            let settled = self.at_top(&bounds, added);
            if settled.is_some() {
                return settled;
            }
            for (id, node) in self.nodes.iter() {
                let mean = lead(id);
                bounds[id] = match node {
                    Bounded::Leaf(_) => (mean, mean),
                    Bounded::Leaves(side_by_side, shares) => {
                        let (mine, theirs) = (scores.0.as_slice(), scores.1.as_slice());
                        let (mine, theirs) = (mine.get(side_by_side.clone())?, theirs.get(side_by_side.clone())?);
                        let own = bounds[id];
                        let at = if closer == 0 { mean } else { f64::midpoint(own.0, own.1) };
                        let (least, most) = self.around(at, mean - at - self.range * spread(mine, theirs, shares, at));
                        (own.0.max(least), own.1.min(most))
                    }
                    Bounded::Mean(children) => {
                        let side = |side: fn(&(f64, f64)) -> f64| {
                            let parts = || children.iter().map(|(child, share)| (side(&bounds[*child]), *share));
                            let mean = parts().map(|(v, w)| v * w).sum::<f64>();
                            let off = parts().map(|(v, w)| w * (v - mean).abs()).sum::<f64>();
                            self.around(mean, -self.range * off)
                        };
                        (side(|bound| bound.0).0, side(|bound| bound.1).1)
                    }
                };
            }
        }
        self.at_top(&bounds, added)
    }

    /// Whether the least lead at the top shows, if the bounds of its children say so.
    fn at_top(&self, bounds: &PerBounded<(f64, f64)>, added: f64) -> Option<bool> {
        let Some(Bounded::Mean(children)) = self.nodes.values().next_back() else { return None };
        let above = |value: f64, side: fn(&(f64, f64)) -> f64| {
            let term = |(child, share): &(BoundedId, f64)| {
                let off = side(&bounds[*child]) - value;
                share * (off - self.range * off.abs())
            };
            children.iter().map(term).sum::<f64>() > 0.0
        };
        if !above(self.shows.from - self.shows.doubt - added, |bound| bound.1) {
            return Some(false);
        }
        above(self.shows.from + self.shows.doubt - added, |bound| bound.0).then_some(true)
    }

    /// Between what the least mean lies when `g` is so much at a value.
    fn around(&self, value: f64, g: f64) -> (f64, f64) {
        let (near, far) = (value + g / (1.0 + self.range), value + g / (1.0 - self.range));
        (near.min(far), near.max(far))
    }
}

/// The nodes that need bounds of their own: leaves beside nothing but leaves are bounded together.
fn bounded(nodes: &PerMean<MeanNode>) -> PerBounded<Bounded> {
    let mut all = PerBounded::new();
    // What each node is among those; a leaf that stands together with others is nothing by itself.
    let mut found: PerMean<Option<BoundedId>> = nodes.filled(None);
    let mut together = nodes.filled(false);
    for (id, ..) in nodes.values().filter_map(|node| leaves(node, nodes)).flatten() {
        together[id] = true;
    }
    for (id, node) in nodes.iter().filter(|(id, _)| !together[*id]) {
        let made = match node {
            MeanNode::Leaf(leaf, _) => Bounded::Leaf(*leaf),
            MeanNode::Mean(children) => match leaves(node, nodes) {
                Some(leaves) => {
                    let first = leaves.first().map_or(0, |(_, leaf, _)| leaf.number());
                    let side_by_side = first..first.saturating_add(leaves.len());
                    Bounded::Leaves(side_by_side, leaves.into_iter().map(|(.., share)| share).collect())
                }
                None => {
                    Bounded::Mean(children.iter().filter_map(|child| Some((found[child.id]?, child.near))).collect())
                }
            },
        };
        found[id] = Some(all.push(made));
    }
    all
}

/// The children of a node of nothing but leaves with their shares, in the order of the leaves.
fn leaves(node: &MeanNode, nodes: &PerMean<MeanNode>) -> Option<Vec<(MeanId, LeafId, f64)>> {
    let MeanNode::Mean(children) = node else { return None };
    let mut leaves = Vec::with_capacity(children.len());
    for child in children {
        let MeanNode::Leaf(leaf, _) = nodes[child.id] else { return None };
        leaves.push((child.id, leaf, child.near));
    }
    leaves.sort_unstable_by_key(|(_, leaf, _)| *leaf);
    Some(leaves)
}

/// `Σ w·|x − y − m|`, in eight sums.
fn spread(mine: &[f64], theirs: &[f64], shares: &[f64], mean: f64) -> f64 {
    let off = |((mine, theirs), share): ((&f64, &f64), &f64)| share * (mine - theirs - mean).abs();
    let ((mine, mine_rest), (theirs, theirs_rest)) = (mine.as_chunks::<8>(), theirs.as_chunks::<8>());
    let (shares, shares_rest) = shares.as_chunks::<8>();
    let mut sums = [0.0; 8];
    for ((mine, theirs), shares) in mine.iter().zip(theirs).zip(shares) {
        for (sum, one) in sums.iter_mut().zip(mine.iter().zip(theirs).zip(shares)) {
            *sum += off(one);
        }
    }
    let rest: f64 = mine_rest.iter().zip(theirs_rest).zip(shares_rest).map(off).sum();
    sums.iter().sum::<f64>() + rest
}

/// Every node's score under the declared weights.
fn declared(nodes: &PerBounded<Bounded>, scores: &PerLeaf<f64>) -> PerBounded<f64> {
    let mut values = nodes.filled(0.0);
    for (id, node) in nodes.iter() {
        values[id] = match node {
            Bounded::Leaf(leaf) => scores[*leaf],
            Bounded::Leaves(side_by_side, shares) => {
                let first = side_by_side.start;
                scores.values().skip(first).zip(shares).map(|(score, share)| score * share).sum()
            }
            Bounded::Mean(children) => children.iter().map(|(child, share)| values[*child] * share).sum(),
        };
    }
    values
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use rust_decimal::Decimal;

    use super::super::WeightRegion;
    use super::super::lead::Field;
    use crate::Document;

    /// Thirty subjects below a tree of three levels, from a small generator.
    fn document() -> Document {
        let mut seed = 7_u32;
        let mut next = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            seed >> 20
        };
        let leaf = |id: &str| {
            format!(r#"{{"id":"{id}","name":"{id}","weight":{},"rule":{{"type":"as_is","max":5000}}}}"#, id.len())
        };
        let group = |id: &str, children: [String; 2]| {
            format!(r#"{{"id":"{id}","name":"{id}","weight":{},"children":[{}]}}"#, id.len(), children.join(","))
        };
        let deep = group("deep", [group("pair", [leaf("a"), leaf("bb")]), leaf("ccc")]);
        let tree = [deep, group("o", [leaf("dd"), leaf("e")]), leaf("f")].join(",");
        let (mut subjects, mut values) = (Vec::new(), Vec::new());
        for subject in 0..30 {
            subjects.push(format!(r#"{{"id":"s{subject}","name":"S","kind":"k"}}"#));
            let mut row = String::new();
            for id in ["a", "bb", "ccc", "dd", "e", "f"] {
                write!(row, r#""{id}":{},"#, next()).unwrap();
            }
            values.push(format!(r#""s{subject}":{{{}}}"#, row.trim_end_matches(',')));
        }
        let (subjects, values) = (subjects.join(","), values.join(","));
        let text = format!(
            r#"{{"format":"evalindex/1","indexes":[{{"id":"i","name":"I","kind":"k","weights":"relative","children":[{tree}]}}],"subjects":[{subjects}],"values":{{{values}}}}}"#
        );
        Document::from_json(&text).unwrap()
    }

    #[test]
    fn what_bounds_settle_is_what_sorting_finds() {
        let prepared = document().prepare().unwrap();
        let view = prepared.view(0).unwrap();
        let placed = view.placed(view.index.ranking.ties);
        let (mut settled, mut all) = (0, 0);
        for percent in [1, 10, 25, 60, 99] {
            let field = Field::new(&view, &placed, WeightRegion::Within(Decimal::new(percent, 2))).unwrap();
            let quick = field.quick().unwrap();
            for one in placed.ids() {
                for other in placed.ids().filter(|other| *other != one) {
                    all += 1;
                    let scores = (&field.scores[one], &field.scores[other]);
                    if let Some(ahead) = quick.settles((one, other), scores, 0.0) {
                        settled += 1;
                        assert_eq!(ahead, field.lead(one, other) > field.shows.from, "{percent} % {one:?} {other:?}");
                    }
                }
            }
        }
        assert!(settled * 20 > all * 19, "{settled} of {all}");
    }
}
