//! Bounds on the least lead that decide most pairs without sorting.

use std::ops::Range;

use super::lead_threshold::LeadThreshold;
use super::mean_tree::{MeanId, MeanNode, MeanTree, PerMean};
use crate::model::{PerRanked, RankedId, positions};
use crate::robustness::effective::{LeafId, PerLeaf};

positions! {
    /// A node that needs bounds of its own; children come before their parents.
    OfBounded, BoundedId, PerBounded;
}

/// The number of times that bounds are tightened.
const TIGHTENED: usize = 2;

/// Bounds for a tree of arithmetic means whose weights vary within a range below 1.
pub(super) struct Quick {
    range: f64,
    threshold: LeadThreshold,
    nodes: PerBounded<Bounded>,
    /// The score of each subject at each node under the present weights, in units of 10⁻¹².
    declared: PerRanked<PerBounded<f64>>,
}

/// A node, after its children.
enum Bounded {
    /// An indicator.
    Leaf(LeafId),
    /// Indicators with consecutive numbers, from the start of this range up to its end, with their shares.
    Leaves(Range<usize>, Vec<f64>),
    /// Children with shares.
    Mean(Vec<(BoundedId, f64)>),
}

impl Quick {
    /// The bounds for these subjects; none where the range allows weights of 0.
    pub(super) fn new(
        tree: &MeanTree,
        scores: &PerRanked<PerLeaf<f64>>,
        threshold: LeadThreshold,
        range: f64,
    ) -> Option<Self> {
        if range >= 1.0 {
            return None;
        }
        let nodes = bounded(&tree.nodes)?;
        let declared = scores.map(|_, scores| declared(&nodes, scores));
        Some(Self { range, threshold, nodes, declared })
    }

    /// Whether one subject is ahead of another under all weights of the region; none where bounds do not decide it.
    ///
    /// The least mean `λ` of values `v` within the range `r` solves `g(λ) = Σ w·((v − λ) − r·|v − λ|) = 0`, and `g`
    /// falls by `1 − r` to `1 + r` times as much as `λ` rises. So `g` at any value bounds the least mean from both
    /// sides, and its sign at a value says whether the least mean at the index is above that value. Bounds are
    /// tightened only while they do not decide.
    pub(super) fn decides(
        &self,
        pair: (RankedId, RankedId),
        scores: (&PerLeaf<f64>, &PerLeaf<f64>),
        added: f64,
    ) -> Option<bool> {
        let (mine, theirs) = (&self.declared[pair.0], &self.declared[pair.1]);
        let lead = |id: BoundedId| mine[id] - theirs[id];
        // The least lead at a child is at most the lead under the present weights.
        let mut bounds = self.nodes.map(|id, _| (f64::MIN, lead(id)));
        for round in 0..=TIGHTENED {
            let decided = self.at_top(&bounds, added);
            if decided.is_some() {
                return decided;
            }
            for (id, node) in self.nodes.iter() {
                let mean = lead(id);
                bounds[id] = match node {
                    Bounded::Leaf(_) => (mean, mean),
                    Bounded::Leaves(side_by_side, shares) => {
                        let (mine, theirs) = (scores.0.as_slice(), scores.1.as_slice());
                        let (mine, theirs) = (mine.get(side_by_side.clone())?, theirs.get(side_by_side.clone())?);
                        let own = bounds[id];
                        let at = if round == 0 { mean } else { f64::midpoint(own.0, own.1) };
                        let (least, most) = self.bracket(at, mean - at - self.range * spread(mine, theirs, shares, at));
                        (own.0.max(least), own.1.min(most))
                    }
                    Bounded::Mean(children) => {
                        let side = |side: fn(&(f64, f64)) -> f64| {
                            let parts = || children.iter().map(|(child, share)| (side(&bounds[*child]), *share));
                            let mean = parts().map(|(v, w)| v * w).sum::<f64>();
                            let off = parts().map(|(v, w)| w * (v - mean).abs()).sum::<f64>();
                            self.bracket(mean, -self.range * off)
                        };
                        (side(|bound| bound.0).0, side(|bound| bound.1).1)
                    }
                };
            }
        }
        self.at_top(&bounds, added)
    }

    /// Whether the least lead at the index reaches the threshold; none where the bounds of its children do not decide
    /// it.
    fn at_top(&self, bounds: &PerBounded<(f64, f64)>, added: f64) -> Option<bool> {
        let Some(Bounded::Mean(children)) = self.nodes.values().next_back() else { return None };
        let above = |value: f64, side: fn(&(f64, f64)) -> f64| {
            let term = |(child, share): &(BoundedId, f64)| {
                let off = side(&bounds[*child]) - value;
                share * (off - self.range * off.abs())
            };
            children.iter().map(term).sum::<f64>() > 0.0
        };
        if !above(self.threshold.from - self.threshold.doubt - added, |bound| bound.1) {
            return Some(false);
        }
        above(self.threshold.from + self.threshold.doubt - added, |bound| bound.0).then_some(true)
    }

    /// The bounds of the least mean, given `g` at a value.
    fn bracket(&self, value: f64, g: f64) -> (f64, f64) {
        let (near, far) = (value + g / (1.0 + self.range), value + g / (1.0 - self.range));
        (near.min(far), near.max(far))
    }
}

/// The nodes that need bounds of their own: indicators whose siblings are all indicators are bounded together. None
/// where a child has no bounds, which is a bug; then no bounds are used.
fn bounded(nodes: &PerMean<MeanNode>) -> Option<PerBounded<Bounded>> {
    let mut all = PerBounded::new();
    // The position of each node among those; none for an indicator that is bounded with its siblings.
    let mut found: PerMean<Option<BoundedId>> = nodes.filled(None);
    let mut together = nodes.filled(false);
    for (id, ..) in nodes.values().filter_map(|node| leaves(node, nodes)).flatten() {
        together[id] = true;
    }
    for (id, node) in nodes.iter().filter(|(id, _)| !together[*id]) {
        let bounds = match node {
            MeanNode::Leaf(leaf) => Bounded::Leaf(leaf.id),
            MeanNode::Mean(mean) => {
                if let Some(leaves) = leaves(node, nodes) {
                    let first = leaves.first().map(|(_, leaf, _)| leaf.number())?;
                    let side_by_side = first..first.saturating_add(leaves.len());
                    Bounded::Leaves(side_by_side, leaves.into_iter().map(|(.., share)| share).collect())
                } else {
                    let bounds = mean.children.iter().map(|child| Some((found[child.id]?, child.near)));
                    Bounded::Mean(bounds.collect::<Option<_>>()?)
                }
            }
        };
        found[id] = Some(all.push(bounds));
    }
    Some(all)
}

/// The children of a node that has indicators only, with their shares, in the order of the indicators.
fn leaves(node: &MeanNode, nodes: &PerMean<MeanNode>) -> Option<Vec<(MeanId, LeafId, f64)>> {
    let MeanNode::Mean(mean) = node else { return None };
    let mut leaves = Vec::with_capacity(mean.children.len());
    for child in &mean.children {
        let MeanNode::Leaf(leaf) = &nodes[child.id] else { return None };
        leaves.push((child.id, leaf.id, child.near));
    }
    leaves.sort_unstable_by_key(|(_, leaf, _)| *leaf);
    Some(leaves)
}

/// `Σ w·|x − y − m|`, as eight sums side by side.
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

/// The score of every node under the present weights.
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
    use super::super::mean_tree::MeanTree;
    use crate::Document;
    use crate::robustness::control::{Control, Job};

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
    fn bounds_decide_as_sorting_does() {
        let prepared = document().prepare().unwrap();
        let view = prepared.view(0).unwrap();
        let placed = view.placed(view.index.ranking.ties);
        let job = Job::new(Control::new(), 0).unwrap();
        let (mut decided, mut all) = (0, 0);
        for percent in [1, 10, 25, 60, 99] {
            let region = WeightRegion::Within(Decimal::new(percent, 2));
            let field = job
                .alone(|pulse| Field::new(&view, MeanTree::of(&view, region).unwrap(), &placed, region, pulse))
                .unwrap();
            let quick = field.quick().unwrap();
            for one in placed.ids() {
                for other in placed.ids().filter(|other| *other != one) {
                    all += 1;
                    let scores = (&field.scores[one], &field.scores[other]);
                    if let Some(ahead) = quick.decides((one, other), scores, 0.0) {
                        decided += 1;
                        assert_eq!(
                            ahead,
                            field.lead(one, other) > field.threshold.from,
                            "{percent} % {one:?} {other:?}"
                        );
                    }
                }
            }
        }
        assert!(decided * 20 > all * 19, "{decided} of {all}");
    }
}
