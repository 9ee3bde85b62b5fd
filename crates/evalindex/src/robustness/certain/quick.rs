//! Bounds on the least lead that settle most pairs without sorting anything.

use super::lead::{DOUBT, Field, Node, SHOWS};

/// What bounds need of a tree of arithmetic means whose weights vary within a range below 1.
pub(super) struct Quick {
    range: f64,
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
        Some(Self { range, nodes, declared })
    }

    /// Whether one subject is ahead of another whatever the weights; none where bounds leave it open.
    ///
    /// The least mean `λ` of values within the range `r` solves `Σ w·((v − λ) − r·|v − λ|) = 0`, whose left side falls with
    /// `λ` by `1 − r` to `1 + r`. At the declared mean `m` it is `−r·D`, `D = Σ w·|v − m|`: so `λ` lies between
    /// `m − r·D/(1 − r)` and `m − r·D/(1 + r)`.
    pub(super) fn settles(&self, (one, other): (usize, usize), scores: (&[f64], &[f64]), added: f64) -> Option<bool> {
        let (mine, theirs) = (self.declared.get(one)?, self.declared.get(other)?);
        let lead = |node: usize| Some(mine.get(node)? - theirs.get(node)?);
        // No child is further ahead than under the declared weights.
        if let Some(Bounded::Mean(children)) = self.nodes.last() {
            let mean = lead(self.nodes.len().saturating_sub(1))?;
            let off = |(child, share): &(usize, f64)| Some(share * (lead(*child)? - mean).abs());
            let spread: f64 = children.iter().map(off).sum::<Option<f64>>()?;
            if self.most(mean, spread) + added < SHOWS - DOUBT {
                return Some(false);
            }
        }
        let mut bounds: Vec<(f64, f64)> = Vec::with_capacity(self.nodes.len());
        for (number, node) in self.nodes.iter().enumerate() {
            let of_node = match node {
                Bounded::Leaf(_) => {
                    let value = lead(number)?;
                    (value, value)
                }
                Bounded::Leaves(first, shares) => {
                    let mean = lead(number)?;
                    let of = |scores: &'_ [f64]| *first..first.saturating_add(shares.len()).min(scores.len());
                    let (mine, theirs) = (scores.0.get(of(scores.0))?, scores.1.get(of(scores.1))?);
                    let spread = spread(mine, theirs, shares, mean);
                    (self.least(mean, spread), self.most(mean, spread))
                }
                Bounded::Mean(children) => {
                    let of = |side: fn(&(f64, f64)) -> f64| {
                        let value = |child: &usize| bounds.get(*child).map(side);
                        let mean: f64 =
                            children.iter().map(|(child, share)| Some(share * value(child)?)).sum::<Option<f64>>()?;
                        let off = |(child, share): &(usize, f64)| Some(share * (value(child)? - mean).abs());
                        Some((mean, children.iter().map(off).sum::<Option<f64>>()?))
                    };
                    let ((low, low_spread), (high, high_spread)) = (of(|bound| bound.0)?, of(|bound| bound.1)?);
                    (self.least(low, low_spread), self.most(high, high_spread))
                }
            };
            bounds.push(of_node);
        }
        let (least, most) = bounds.last()?;
        if least + added > SHOWS + DOUBT {
            return Some(true);
        }
        (most + added < SHOWS - DOUBT).then_some(false)
    }

    fn least(&self, mean: f64, spread: f64) -> f64 {
        mean - self.range * spread / (1.0 - self.range)
    }

    fn most(&self, mean: f64, spread: f64) -> f64 {
        mean - self.range * spread / (1.0 + self.range)
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

    use super::*;
    use crate::document::Document;
    use crate::robustness::Freedom;

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
            let field = Field::new(&view, &placed, Freedom::Within(Decimal::new(percent, 2))).unwrap();
            let quick = field.quick().unwrap();
            for one in 0..placed.len() {
                for other in (0..placed.len()).filter(|other| *other != one) {
                    all += 1;
                    let scores = (field.scores[one].as_slice(), field.scores[other].as_slice());
                    if let Some(ahead) = quick.settles((one, other), scores, 0.0) {
                        settled += 1;
                        assert_eq!(ahead, field.lead(one, other) > SHOWS, "{percent} % {one} {other}");
                    }
                }
            }
        }
        assert!(settled * 10 > all * 9, "{settled} of {all}");
    }
}
