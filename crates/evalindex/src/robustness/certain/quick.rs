//! Bounds on the least lead that settle most pairs without sorting anything.

use super::lead::{Field, Node};
use super::lead_threshold::LeadThreshold;

/// So many times bounds are drawn closer.
const CLOSER: usize = 2;

/// What bounds need of a tree of arithmetic means whose weights vary within a range below 1.
pub(super) struct Quick {
    range: f64,
    shows: LeadThreshold,
    nodes: Vec<Bounded>,
    /// By subject and node: its score under the declared weights, in units.
    declared: Vec<Vec<f64>>,
}

/// A node, after its children.
enum Bounded {
    /// An indicator, by its place among the leaves.
    Leaf(usize),
    /// Indicators that stand side by side from this one on, with their shares.
    Leaves(usize, Vec<f64>),
    /// Children by place among the nodes, with shares.
    Mean(Vec<(usize, f64)>),
}

impl Quick {
    pub(super) fn new(field: &Field<'_>, range: f64) -> Option<Self> {
        if range >= 1.0 {
            return None;
        }
        let nodes = bounded(&field.nodes);
        let declared = field.scores.iter().map(|scores| declared(&nodes, scores)).collect();
        Some(Self { range, shows: field.shows, nodes, declared })
    }

    /// Whether one subject is ahead of another whatever the weights; none where bounds leave it open.
    ///
    /// The least mean `λ` of values within the range `r` solves `g(λ) = Σ w·((v − λ) − r·|v − λ|) = 0`, and `g` falls by
    /// `1 − r` to `1 + r` times as much as `λ` rises. So `g` at any place bounds the least on either side, and its sign at the
    /// top says whether the least lies above a place. Only bounds that leave it open are drawn closer.
    pub(super) fn settles(&self, pair: (usize, usize), scores: (&[f64], &[f64]), added: f64) -> Option<bool> {
        let (mine, theirs) = (self.declared.get(pair.0)?, self.declared.get(pair.1)?);
        let leads = || mine.iter().zip(theirs).map(|(mine, theirs)| mine - theirs);
        // No child is further ahead than under the declared weights.
        let mut bounds: Vec<(f64, f64)> = leads().map(|lead| (f64::MIN, lead)).collect();
        for closer in 0..=CLOSER {
            let settled = self.at_top(&bounds, added);
            if settled.is_some() {
                return settled;
            }
            for ((number, node), mean) in self.nodes.iter().enumerate().zip(leads()) {
                let found = match node {
                    Bounded::Leaf(_) => (mean, mean),
                    Bounded::Leaves(first, shares) => {
                        let of = *first..first.checked_add(shares.len())?;
                        let (mine, theirs) = (scores.0.get(of.clone())?, scores.1.get(of)?);
                        let own = *bounds.get(number)?;
                        let at = if closer == 0 { mean } else { f64::midpoint(own.0, own.1) };
                        let (least, most) = self.around(at, mean - at - self.range * spread(mine, theirs, shares, at));
                        (own.0.max(least), own.1.min(most))
                    }
                    Bounded::Mean(children) => {
                        let side = |side: fn(&(f64, f64)) -> f64| {
                            let value = |child: &usize| bounds.get(*child).map(side);
                            let parts = || children.iter().map(|(child, share)| Some((value(child)?, *share)));
                            let mean = parts().map(|part| part.map(|(v, w)| v * w)).sum::<Option<f64>>()?;
                            let off = parts().map(|part| part.map(|(v, w)| w * (v - mean).abs()));
                            Some(self.around(mean, -self.range * off.sum::<Option<f64>>()?))
                        };
                        (side(|bound| bound.0)?.0, side(|bound| bound.1)?.1)
                    }
                };
                *bounds.get_mut(number)? = found;
            }
        }
        self.at_top(&bounds, added)
    }

    /// Whether the least lead at the top shows, if the bounds of its children say so.
    fn at_top(&self, bounds: &[(f64, f64)], added: f64) -> Option<bool> {
        let Some(Bounded::Mean(children)) = self.nodes.last() else { return None };
        let above = |place: f64, side: fn(&(f64, f64)) -> f64| {
            let term = |(child, share): &(usize, f64)| {
                let off = side(bounds.get(*child)?) - place;
                Some(share * (off - self.range * off.abs()))
            };
            Some(children.iter().map(term).sum::<Option<f64>>()? > 0.0)
        };
        if !above(self.shows.from - self.shows.doubt - added, |bound| bound.1)? {
            return Some(false);
        }
        above(self.shows.from + self.shows.doubt - added, |bound| bound.0)?.then_some(true)
    }

    /// Between what the least mean lies when `g` is so much at a place.
    fn around(&self, place: f64, g: f64) -> (f64, f64) {
        let (near, far) = (place + g / (1.0 + self.range), place + g / (1.0 - self.range));
        (near.min(far), near.max(far))
    }
}

/// The nodes that need bounds of their own: leaves beside nothing but leaves are bounded together.
fn bounded(nodes: &[Node]) -> Vec<Bounded> {
    let mut all = Vec::new();
    // Where each node stands among those; a leaf that stands together with others, nowhere.
    let mut places: Vec<Option<usize>> = Vec::with_capacity(nodes.len());
    let together: Vec<usize> =
        nodes.iter().filter_map(|node| leaves(node, nodes)).flatten().map(|(at, ..)| at).collect();
    for (at, node) in nodes.iter().enumerate() {
        let made = match node {
            Node::Leaf(..) if together.contains(&at) => {
                places.push(None);
                continue;
            }
            Node::Leaf(leaf, _) => Bounded::Leaf(*leaf),
            Node::Mean(children) => {
                let child = |(child, share, _): &(usize, f64, _)| Some(((*places.get(*child)?)?, *share));
                let mean = || Bounded::Mean(children.iter().filter_map(child).collect());
                leaves(node, nodes).map_or_else(mean, |leaves| {
                    let first = leaves.first().map_or(0, |(_, leaf, _)| *leaf);
                    Bounded::Leaves(first, leaves.into_iter().map(|(.., share)| share).collect())
                })
            }
        };
        places.push(Some(all.len()));
        all.push(made);
    }
    all
}

/// The children of a node of nothing but leaves: each with its number, its place among all leaves, and its share.
fn leaves(node: &Node, nodes: &[Node]) -> Option<Vec<(usize, usize, f64)>> {
    let Node::Mean(children) = node else { return None };
    let leaf = |(child, share, _): &(usize, f64, _)| match nodes.get(*child) {
        Some(Node::Leaf(leaf, _)) => Some((*child, *leaf, *share)),
        _ => None,
    };
    let mut leaves = children.iter().map(leaf).collect::<Option<Vec<_>>>()?;
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
fn declared(nodes: &[Bounded], scores: &[f64]) -> Vec<f64> {
    let mut values: Vec<f64> = Vec::with_capacity(nodes.len());
    for node in nodes {
        let value = match node {
            Bounded::Leaf(leaf) => scores.get(*leaf).copied().unwrap_or_default(),
            Bounded::Leaves(first, shares) => {
                scores.iter().skip(*first).zip(shares).map(|(score, share)| score * share).sum()
            }
            Bounded::Mean(children) => {
                children.iter().filter_map(|(child, share)| Some(values.get(*child)? * share)).sum()
            }
        };
        values.push(value);
    }
    values
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use rust_decimal::Decimal;

    use super::super::WeightRegion;
    use super::*;
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
            for one in 0..placed.len() {
                for other in (0..placed.len()).filter(|other| *other != one) {
                    all += 1;
                    let scores = (field.scores[one].as_slice(), field.scores[other].as_slice());
                    if let Some(ahead) = quick.settles((one, other), scores, 0.0) {
                        settled += 1;
                        assert_eq!(ahead, field.lead(one, other) > field.shows.from, "{percent} % {one} {other}");
                    }
                }
            }
        }
        assert!(settled * 20 > all * 19, "{settled} of {all}");
    }
}
