//! The least lead of one subject over another, in exact fractions.

use super::WeightRegion;
use super::lead::Field;
use super::mean_tree::MeanNode;
use crate::engine::RankedRow;
use crate::model::{RankedId, Row};
use crate::number::Fraction;

impl Field<'_> {
    /// The least lead in points, exactly, of subjects with all figures in an index of arithmetic means; none for
    /// others, or where fractions outgrow 256 bits. Then a lead that is in doubt does not count.
    pub(super) fn exact_lead(&self, one: RankedId, other: RankedId) -> Option<Fraction> {
        if !(self.linear && self.complete[one] && self.complete[other]) {
            return None;
        }
        let (mine, theirs) = (&self.ranked[one], &self.ranked[other]);
        let mut values = self.nodes.filled(Fraction::ZERO);
        for (id, node) in self.nodes.iter() {
            values[id] = match node {
                MeanNode::Leaf(_, node) => {
                    let score = |row: Row| self.view.aggregated.score(*node, row).map(Fraction::from_score);
                    score(mine.row)?.minus(score(theirs.row)?)?
                }
                MeanNode::Mean(children) => {
                    let parts: Vec<_> = children.iter().map(|child| (values[child.id], child.share)).collect();
                    self.exact_least(&parts)?
                }
            };
        }
        let added = |one: &RankedRow| Some(Fraction::from_score(one.total.minus(one.base)?));
        values[self.top].plus(added(mine)?)?.minus(added(theirs)?)
    }

    /// The least mean of values with declared shares over the weights of the region; heaviest first.
    fn exact_least(&self, parts: &[(Fraction, Fraction)]) -> Option<Fraction> {
        let mut least: Option<Fraction> = None;
        let mut note = |value: Fraction| -> Option<()> {
            least = Some(match least {
                Some(least) => least.min(value)?,
                None => value,
            });
            Some(())
        };
        match self.region {
            WeightRegion::Free => parts.iter().try_for_each(|(value, _)| note(*value))?,
            WeightRegion::Ordered => {
                let (mut sum, mut count) = (Fraction::ZERO, Fraction::ZERO);
                for (at, (value, share)) in parts.iter().enumerate() {
                    sum = sum.plus(*value)?;
                    count = count.plus(Fraction::ONE)?;
                    let next = parts.get(at.saturating_add(1));
                    // The mean of the heaviest children down to any that is heavier than the next one.
                    let ends = match next {
                        Some((_, lighter)) => share.compare(*lighter)?.is_gt(),
                        None => true,
                    };
                    if ends {
                        note(sum.over(count)?)?;
                    }
                }
            }
            WeightRegion::Within(range) => {
                let range = Fraction::from_decimal(range);
                let low = Fraction::ONE.minus(range)?;
                let sorted = sorted(parts)?;
                let (mut sum, mut total) = (Fraction::ZERO, Fraction::ZERO);
                for (value, share) in &sorted {
                    sum = sum.plus(low.times(*share)?.times(*value)?)?;
                    total = total.plus(low.times(*share)?)?;
                }
                if total.is_positive() {
                    note(sum.over(total)?)?;
                }
                for (value, share) in sorted {
                    let more = range.plus(range)?.times(share)?;
                    sum = sum.plus(more.times(value)?)?;
                    total = total.plus(more)?;
                    if total.is_positive() {
                        note(sum.over(total)?)?;
                    }
                }
            }
        }
        least
    }
}

/// Values with their shares, lowest value first; none where fractions are too long to be compared.
fn sorted(parts: &[(Fraction, Fraction)]) -> Option<Vec<(Fraction, Fraction)>> {
    let (mut sorted, mut comparable) = (parts.to_vec(), true);
    sorted.sort_by(|one, two| {
        one.0.compare(two.0).unwrap_or_else(|| {
            comparable = false;
            std::cmp::Ordering::Equal
        })
    });
    comparable.then_some(sorted)
}
