//! The smallest change of all weights together that makes two subjects equal.

use std::cmp::Ordering;

use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::range::told_fraction;
use crate::evaluation::Rank;
use crate::number::{Fraction, I256, as_json};
use crate::prepared::{Standing, View};
use crate::system::TreePart;

/// The smallest change of the indicators' effective weights, by the sum of absolute changes, that makes two neighbours
/// equal; beyond it they have changed places.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Together {
    /// The subject ahead.
    pub ahead: String,
    /// The subject behind it.
    pub behind: String,
    /// The sum of absolute changes of effective weights, which total 1; none where no weights make them equal, or where
    /// the index is no arithmetic mean over figures that both have.
    pub distance: Option<Decimal>,
    /// The new effective weights of the indicators that count, which total 1.
    pub weights: Vec<(String, Decimal)>,
}

/// One for each two neighbours.
pub(super) fn together(view: &View<'_>, placed: &[(Standing, Rank)]) -> Vec<Together> {
    let leaves = leaves(view);
    let pairs = placed.windows(2).filter_map(|pair| match pair {
        [(ahead, _), (behind, _)] => Some((ahead, behind)),
        _ => None,
    });
    let one = |(ahead, behind): (&Standing, &Standing)| {
        let name = |standing: &Standing| view.subject_id(standing.place).unwrap_or_default().to_owned();
        let moved = leaves.as_deref().and_then(|leaves| moved(view, leaves, ahead, behind));
        let (distance, weights) = moved.unwrap_or_default();
        Together { ahead: name(ahead), behind: name(behind), distance, weights }
    };
    pairs.map(one).collect()
}

/// The indicators that count with their effective weights; none where the index is no arithmetic mean throughout.
pub(super) fn leaves(view: &View<'_>) -> Option<Vec<(usize, Fraction)>> {
    let nodes = view.prepared.tree.nodes();
    let mut whole = vec![Fraction::ZERO; nodes.len()];
    *whole.first_mut()? = Fraction::ONE;
    let mut leaves = Vec::new();
    for (number, node) in nodes.iter().enumerate() {
        let own = *whole.get(number)?;
        if own.is_zero() {
            continue;
        }
        match &node.part {
            TreePart::Leaf(_) => leaves.push((number, own)),
            TreePart::Inner(inner) => {
                if !inner.is_plain_mean() || node.round.is_some() {
                    return None;
                }
                let shares = view.shares.get(number)?.as_ref()?;
                for (child, part) in inner.children.iter().zip(shares.parts()) {
                    let share = Fraction::new(I256::from(*part), I256::from(shares.total()))?;
                    *whole.get_mut(*child)? = own.times(share)?;
                }
            }
        }
    }
    Some(leaves)
}

type Moved = (Option<Decimal>, Vec<(String, Decimal)>);

/// Moves weight to where the subject behind gains most, from where the one ahead does, until they are equal.
fn moved(view: &View<'_>, leaves: &[(usize, Fraction)], ahead: &Standing, behind: &Standing) -> Option<Moved> {
    let score = |node: usize, standing: &Standing| view.climbed.score(node, standing.place).map(Fraction::from_score);
    let mut leads = Vec::with_capacity(leaves.len());
    for (node, weight) in leaves {
        leads.push((*node, *weight, score(*node, ahead)?.minus(score(*node, behind)?)?));
    }
    let mut lead = Fraction::from_score(ahead.total).minus(Fraction::from_score(behind.total))?;
    let compare = |one: &Fraction, other: &Fraction| one.compare(*other).unwrap_or(Ordering::Equal);
    let (taker, least) =
        leads.iter().map(|(node, _, lead)| (*node, *lead)).min_by(|one, two| compare(&one.1, &two.1))?;
    leads.sort_by(|one, two| compare(&two.2, &one.2));
    let (mut distance, mut received) = (Fraction::ZERO, Fraction::ZERO);
    for (node, weight, own) in &mut leads {
        let gain = own.minus(least)?;
        if !lead.is_positive() || *node == taker || !gain.is_positive() {
            break;
        }
        let amount = lead.over(gain)?.min(*weight)?;
        lead = lead.minus(amount.times(gain)?)?;
        *weight = weight.minus(amount)?;
        received = received.plus(amount)?;
        distance = distance.plus(amount.plus(amount)?)?;
    }
    if lead.is_positive() {
        return Some((None, Vec::new()));
    }
    leads.sort_by_key(|(node, ..)| *node);
    let id = |node: usize| view.prepared.tree.nodes().get(node).map(|node| node.id.clone());
    let mut weights = Vec::with_capacity(leads.len());
    for (node, weight, _) in leads {
        let weight = if node == taker { weight.plus(received)? } else { weight };
        weights.push((id(node)?, told_fraction(weight)?));
    }
    Some((told_fraction(distance), weights))
}

impl Serialize for Together {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(Some(4))?;
        map.serialize_entry("ahead", &self.ahead)?;
        map.serialize_entry("behind", &self.behind)?;
        map.serialize_entry("distance", &self.distance.map(|distance| as_json(distance.normalize())).transpose()?)?;
        map.serialize_entry("weights", &Weights(&self.weights))?;
        map.end()
    }
}

/// Weights by id.
pub(super) struct Weights<'a>(pub(super) &'a [(String, Decimal)]);

impl Serialize for Weights<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(Some(self.0.len()))?;
        for (node, weight) in self.0 {
            map.serialize_entry(node, &as_json(weight.normalize())?)?;
        }
        map.end()
    }
}
