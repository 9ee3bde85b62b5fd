//! The least lead of one subject over another, exactly.

use super::WeightRegion;
use super::lead::Field;
use super::mean_tree::MeanNode;
use crate::model::RankedId;
use crate::number::Exact;

impl Field<'_> {
    /// The least lead in points, exactly, of subjects with all figures in an index of arithmetic means; none for others.
    /// Then a lead that is in doubt does not count.
    pub(super) fn exact_lead(&self, one: RankedId, other: RankedId) -> Option<Exact> {
        if !(self.linear && self.complete[one] && self.complete[other]) {
            return None;
        }
        let (mine, theirs) = (self.ranked[one].row, self.ranked[other].row);
        let mut values = self.nodes.filled(Exact::ZERO);
        for (id, node) in self.nodes.iter() {
            values[id] = match node {
                MeanNode::Leaf(_, node) => {
                    &self.view.aggregated.exact(*node, mine)? - &self.view.aggregated.exact(*node, theirs)?
                }
                MeanNode::Mean(children) => {
                    let parts: Vec<(Exact, Exact)> =
                        children.iter().map(|child| (values[child.id].clone(), child.share.clone())).collect();
                    self.exact_least(parts)?
                }
            };
        }
        Some(values[self.top].clone() + self.view.added(mine) - self.view.added(theirs))
    }

    /// The least mean of values with declared shares over the weights of the region; heaviest first.
    fn exact_least(&self, mut parts: Vec<(Exact, Exact)>) -> Option<Exact> {
        match self.region {
            WeightRegion::Free => parts.into_iter().map(|(value, _)| value).min(),
            WeightRegion::Ordered => least_in_order(&parts),
            WeightRegion::Within(range) => {
                parts.sort_by(|one, two| one.0.cmp(&two.0));
                least_within(&parts, &range.into())
            }
        }
    }
}

/// The least mean over weights in the declared order: that of the heaviest children down to any that is heavier than the
/// next one.
fn least_in_order(parts: &[(Exact, Exact)]) -> Option<Exact> {
    let (mut sum, mut least) = (Exact::ZERO, None::<Exact>);
    for (at, (value, share)) in parts.iter().enumerate() {
        sum = sum + value.clone();
        let count = at.saturating_add(1);
        if parts.get(count).is_none_or(|(_, lighter)| share > lighter) {
            let mean = sum.over(&Exact::count(count))?;
            least = Some(least.map_or(mean.clone(), |least| least.min(mean)));
        }
    }
    least
}

/// The least mean over weights within a share of the declared ones, of values in ascending order: all weights at their
/// least, then one after the other at its greatest.
fn least_within(parts: &[(Exact, Exact)], range: &Exact) -> Option<Exact> {
    let (low, more) = (&Exact::ONE - range, range + range);
    let mut sum: Exact = parts.iter().map(|(value, share)| &low * &(value * share)).sum();
    let mut total: Exact = parts.iter().map(|(_, share)| &low * share).sum();
    let mut least = if total.is_positive() { sum.over(&total) } else { None };
    for (value, share) in parts {
        sum = sum + &more * &(value * share);
        total = total + &more * share;
        if total.is_positive() {
            let mean = sum.over(&total)?;
            least = Some(least.map_or(mean.clone(), |least| least.min(mean)));
        }
    }
    least
}
