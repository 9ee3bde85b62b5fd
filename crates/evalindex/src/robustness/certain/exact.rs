//! The least lead of one subject over another, exactly.

use super::WeightRegion;
use super::lead::{Field, Node};
use crate::number::Fraction;

impl Field<'_> {
    /// The least lead of complete subjects in an index of arithmetic means, exactly; none elsewhere, where a doubt stays one.
    pub(super) fn exact_lead(&self, one: usize, other: usize) -> Option<Fraction> {
        if !(self.linear && *self.complete.get(one)? && *self.complete.get(other)?) {
            return None;
        }
        let place = |subject: usize| self.places.get(subject).copied();
        let (mine, theirs) = (place(one)?, place(other)?);
        let mut values: Vec<Fraction> = Vec::with_capacity(self.nodes.len());
        for node in &self.nodes {
            let value = match node {
                Node::Leaf(_, number) => {
                    let score = |place| self.view.aggregated.score(*number, place).map(Fraction::from_score);
                    score(mine)?.minus(score(theirs)?)?
                }
                Node::Mean(children) => {
                    let parts = children.iter().map(|(child, _, share)| Some((*values.get(*child)?, *share)));
                    self.exact_least(&parts.collect::<Option<Vec<_>>>()?)?
                }
            };
            values.push(value);
        }
        let total = |place: usize| self.view.ranked.iter().find(|ranked| ranked.row == place);
        let added = |place: usize| {
            let ranked = total(place)?;
            Some(Fraction::from_score(ranked.total.minus(ranked.base)?))
        };
        values.last()?.plus(added(mine)?)?.minus(added(theirs)?)
    }

    fn exact_least(&self, parts: &[(Fraction, Fraction)]) -> Option<Fraction> {
        let mut least: Option<Fraction> = None;
        let mut note = |value: Fraction| -> Option<()> {
            least = Some(match least {
                Some(least) => least.min(value)?,
                None => value,
            });
            Some(())
        };
        match self.freedom {
            WeightRegion::Free => parts.iter().try_for_each(|(value, _)| note(*value))?,
            WeightRegion::Ordered => {
                let (mut sum, mut count) = (Fraction::ZERO, Fraction::ZERO);
                for (at, (value, share)) in parts.iter().enumerate() {
                    sum = sum.plus(*value)?;
                    count = count.plus(Fraction::ONE)?;
                    let next = parts.get(at.saturating_add(1));
                    if next.is_none_or(|(_, lighter)| share.compare(*lighter) == Some(std::cmp::Ordering::Greater)) {
                        note(sum.over(count)?)?;
                    }
                }
            }
            WeightRegion::Within(range) => {
                let range = Fraction::from_decimal(range);
                let low = Fraction::ONE.minus(range)?;
                let mut sorted = parts.to_vec();
                sorted.sort_by(|one, two| one.0.compare(two.0).unwrap_or(std::cmp::Ordering::Equal));
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
