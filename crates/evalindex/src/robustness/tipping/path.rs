//! Joint changes without a closed form: a search along one path for every two subjects.

use rust_decimal::Decimal;

use super::search::{aggregating, aggregating_two};
use crate::engine::{RankedRow, Scores, Shares, Subset, TreeShares, View};
use crate::model::{NodeId, PerRow, Row, TreePart};
use crate::number::{I256, Near, Rounding, RoundingMode};
use crate::robustness::control::{Cancelled, Pulse};
use crate::robustness::effective::{LeafId, PerLeaf, leaves};
use crate::support::Interrupt;

/// The decimals of effective weights.
const DECIMALS: u32 = 12;
const KEPT: Rounding = Rounding::new(DECIMALS, RoundingMode::HalfEven);
/// The number of points of a path that are tried.
const TRIED: i128 = 32;
/// A weight is raised by one part in this number, to find the subject that it favours.
const STEP: i128 = 1000;

/// The sum of absolute changes of weights, and the new weights; none where there is no change.
pub(super) type Moved = (Option<Decimal>, Vec<(String, Decimal)>);

/// The paths of an index.
pub(super) struct Paths<'a> {
    view: &'a View<'a>,
    /// The indicators that count, with their effective weights in units of 10⁻¹².
    leaves: PerLeaf<(NodeId, i128)>,
    /// For each of them, the totals of all subjects when its weight is raised.
    pulls: PerLeaf<PerRow<Option<i128>>>,
}

impl<'a> Paths<'a> {
    /// The paths of an index; none where scores cannot be aggregated when a weight is raised.
    ///
    /// # Errors
    /// When the job is stopped.
    pub(super) fn new(view: &'a View<'a>, pulse: &Pulse<'_>) -> Result<Option<Self>, Cancelled> {
        let Some(leaves) = weights(view) else { return Ok(None) };
        let mut paths = Self { view, leaves, pulls: PerLeaf::new() };
        for leaf in paths.leaves.ids() {
            pulse.spend(aggregating(view))?;
            let Some(pull) = paths.pull(leaf, pulse.interrupt()) else { return Ok(None) };
            paths.pulls.push(pull);
        }
        Ok(Some(paths))
    }

    /// The totals of all subjects when the weight of an indicator is raised.
    fn pull(&self, leaf: LeafId, interrupt: Interrupt<'_>) -> Option<PerRow<Option<i128>>> {
        let kept = STEP.checked_sub(1)?;
        let raised = self.leaves.values().map(|(_, weight)| weight.checked_mul(kept));
        let mut raised: PerLeaf<i128> = raised.collect::<Option<_>>()?;
        raised[leaf] = raised[leaf].checked_add(10_i128.checked_pow(DECIMALS)?)?;
        let shares = self.shares(&raised)?;
        let units =
            |view: &View<'_>, ranked: &RankedRow| Some(view.order().merit(view.totals().estimate(ranked.row)?.units));
        Some(of_ranked(&self.view.under(&shares, interrupt).ok()?, units))
    }

    /// The nearest weights along the path of two subjects at which the one behind is behind no longer; none where
    /// numbers are too long. The path takes weight from the indicators that favour the one ahead, the strongest first,
    /// and gives it to the one that favours the other most.
    ///
    /// # Errors
    /// When the job is stopped.
    pub(super) fn shortest(&self, ahead: Row, behind: Row, pulse: &Pulse<'_>) -> Result<Option<Moved>, Cancelled> {
        pulse.spend(aggregating_two(self.view))?;
        let pair = Pair { paths: self, subset: self.view.subset([ahead, behind]), rows: [ahead, behind], pulse };
        let favours = |pulls: &PerRow<Option<i128>>| pulls[ahead]?.checked_sub(pulls[behind]?);
        let favours: Option<PerLeaf<i128>> = self.pulls.values().map(favours).collect();
        let Some(favours) = favours else { return Ok(None) };
        let Some((taker, least)) = favours.iter().min_by_key(|(_, favour)| **favour) else { return Ok(None) };
        let mut givers: Vec<LeafId> = favours.ids().filter(|leaf| favours[*leaf] > *least).collect();
        givers.sort_by_key(|leaf| std::cmp::Reverse(favours[*leaf]));
        Ok(match pair.nearest(taker, &givers)? {
            Some(amount) => self.published(amount, &self.moved(taker, &givers, amount)),
            None => Some(Moved::default()),
        })
    }

    /// An amount and the weights after it has moved, as published.
    fn published(&self, amount: i128, weights: &PerLeaf<i128>) -> Option<Moved> {
        let as_published =
            |units: i128| Decimal::try_from_i128_with_scale(units, DECIMALS).ok().map(|weight| weight.normalize());
        let id = |node: NodeId| self.view.scored.tree.node(node).id.clone();
        let weights = self.leaves.zip(weights).map(|(_, (node, _), weight)| Some((id(*node), as_published(*weight)?)));
        Some((as_published(amount.checked_mul(2)?), weights.collect::<Option<_>>()?))
    }

    /// The weights after this amount has been taken from these indicators, one after the other.
    fn moved(&self, taker: LeafId, givers: &[LeafId], amount: i128) -> PerLeaf<i128> {
        let mut weights = self.leaves.map(|_, (_, weight)| *weight);
        let mut left = amount;
        for giver in givers {
            let given = left.min(weights[*giver]);
            weights[*giver] = weights[*giver].saturating_sub(given);
            left = left.saturating_sub(given);
        }
        weights[taker] = weights[taker].saturating_add(amount.saturating_sub(left));
        weights
    }

    /// The shares of all nodes that give the indicators these weights. Children of a node without weight keep their
    /// shares.
    fn shares(&self, weights: &PerLeaf<i128>) -> Option<TreeShares> {
        let nodes = self.view.scored.tree.by_node();
        let mut below = nodes.filled(I256::ZERO);
        for (_, (node, _), weight) in self.leaves.zip(weights) {
            below[*node] = I256::new(*weight);
        }
        let mut shares = self.view.shares.clone();
        for (id, node) in nodes.iter().rev() {
            let TreePart::Inner(inner) = &node.part else { continue };
            let parts: Vec<I256> = inner.children.iter().map(|child| below[*child]).collect();
            let sum = parts.iter().try_fold(I256::ZERO, |sum, part| sum.checked_add(*part))?;
            if sum > I256::ZERO {
                below[id] = sum;
                shares[id] = Some(Shares::of_parts(&parts)?);
            }
        }
        Some(shares)
    }
}

/// Two subjects, with their path.
struct Pair<'a> {
    paths: &'a Paths<'a>,
    /// The two by themselves; none where scores depend on other subjects.
    subset: Option<Subset>,
    rows: [Row; 2],
    pulse: &'a Pulse<'a>,
}

impl Pair<'_> {
    /// The least amount, among those tried and then halved, at which the one behind is behind no longer.
    fn nearest(&self, taker: LeafId, givers: &[LeafId]) -> Result<Option<i128>, Cancelled> {
        let is_level = |amount: i128| self.is_level(&self.paths.moved(taker, givers, amount));
        let all: i128 = givers.iter().map(|leaf| self.paths.leaves[*leaf].1).sum();
        let mut inside = 0;
        let tried = (1..=TRIED).filter_map(|number| all.checked_mul(number)?.checked_div(TRIED));
        let mut outside = None;
        for amount in tried {
            if is_level(amount)? {
                outside = Some(amount);
                break;
            }
            inside = amount;
        }
        let Some(mut outside) = outside else { return Ok(None) };
        while outside.saturating_sub(inside) > 1 {
            let middle = inside.midpoint(outside);
            *(if is_level(middle)? { &mut outside } else { &mut inside }) = middle;
        }
        Ok(Some(outside))
    }

    /// Whether the one behind is behind no longer under these weights.
    fn is_level(&self, weights: &PerLeaf<i128>) -> Result<bool, Cancelled> {
        let view = self.paths.view;
        self.pulse.spend(if self.subset.is_some() { aggregating_two(view) } else { aggregating(view) })?;
        let Some(shares) = self.paths.shares(weights) else { return Ok(false) };
        let (view, rows) = match &self.subset {
            Some(subset) => (view.of_subset(subset, &shares, self.pulse.interrupt()), subset.rows()),
            None => (view.under(&shares, self.pulse.interrupt()), self.rows),
        };
        Ok(view.is_ok_and(|view| {
            let classes = of_ranked(&view, |_, ranked| Some(ranked.class));
            let [ahead, behind] = rows.map(|row| classes[row]);
            ahead.zip(behind).is_some_and(|(ahead, behind)| ahead <= behind)
        }))
    }
}

/// The indicators that count, with their effective weights in units of 10⁻¹², which total exactly 1.
fn weights(view: &View<'_>) -> Option<PerLeaf<(NodeId, i128)>> {
    let mut weights = leaves(view)?
        .into_iter()
        .map(|(node, weight)| Some((node, weight.units(KEPT, Near::among([&weight]))?)))
        .collect::<Option<PerLeaf<(NodeId, i128)>>>()?;
    let off = 10_i128.checked_pow(DECIMALS)?.checked_sub(weights.values().map(|(_, weight)| weight).sum())?;
    // The largest weight takes what rounding leaves.
    let (_, largest) = weights.values_mut().max_by_key(|(_, weight)| *weight)?;
    *largest = largest.checked_add(off)?;
    Some(weights)
}

/// A number for each ranked subject.
fn of_ranked<T: Copy>(view: &View<'_>, what: impl Fn(&View<'_>, &RankedRow) -> Option<T>) -> PerRow<Option<T>> {
    let mut all = view.scored.subjects.filled(None);
    view.ranked.iter().for_each(|ranked| all[ranked.row] = what(view, ranked));
    all
}
