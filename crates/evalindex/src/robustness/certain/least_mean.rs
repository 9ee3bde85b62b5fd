//! The least mean of values over the weights of the region.

use super::WeightRegion;
use super::amount::Amount;

/// The least and the greatest factor of a weight, within a range.
pub(super) struct Factors<T> {
    pub(super) low: T,
    pub(super) high: T,
}

/// A value in a mean.
pub(super) struct Part<T> {
    pub(super) value: T,
    /// The declared share; shares need not total 1.
    pub(super) share: T,
    /// Whether weights of the region can leave it out of the mean.
    pub(super) can_vanish: bool,
}

/// The least mean of values over the weights of the region; heaviest first. None of no values.
pub(super) fn least_mean<T: Amount>(region: WeightRegion, factors: &Factors<T>, parts: Vec<Part<T>>) -> Option<T> {
    match region {
        WeightRegion::Free => least(parts),
        // What is left out changes what the heaviest ones are.
        WeightRegion::Ordered if parts.iter().any(|part| part.can_vanish) => least(parts),
        WeightRegion::Ordered => in_order(&parts),
        WeightRegion::Within(_) => within(factors, parts),
    }
}

/// The least of the values: no mean of them lies below it.
pub(super) fn least<T: Amount>(parts: Vec<Part<T>>) -> Option<T> {
    parts.into_iter().map(|part| part.value).reduce(T::lesser)
}

/// The least mean over weights in the declared order: that of the heaviest children down to any that is heavier than the
/// next one.
fn in_order<T: Amount>(parts: &[Part<T>]) -> Option<T> {
    let (mut sum, mut least) = (T::ZERO, None::<T>);
    for (at, part) in parts.iter().enumerate() {
        sum = sum.plus(&part.value);
        let count = at.saturating_add(1);
        if parts.get(count).is_none_or(|lighter| part.share.compare(&lighter.share).is_gt()) {
            let mean = sum.over(&T::count(count))?;
            least = Some(least.map_or(mean.clone(), |least| least.lesser(mean)));
        }
    }
    least
}

/// The least mean over weights within a share of the declared ones: all weights at their least, then one after the other
/// at its greatest, lowest value first. What can vanish weighs nothing at the least.
fn within<T: Amount>(Factors { low, high }: &Factors<T>, mut parts: Vec<Part<T>>) -> Option<T> {
    parts.sort_by(|one, two| one.value.compare(&two.value));
    let lightest = |part: &Part<T>| if part.can_vanish { T::ZERO } else { low.times(&part.share) };
    let (mut sum, mut total) = (T::ZERO, T::ZERO);
    for part in &parts {
        let weight = lightest(part);
        sum = sum.plus(&weight.times(&part.value));
        total = total.plus(&weight);
    }
    let mut least = sum.over(&total);
    for part in &parts {
        let more = high.times(&part.share).minus(&lightest(part));
        sum = sum.plus(&more.times(&part.value));
        total = total.plus(&more);
        if let Some(mean) = sum.over(&total) {
            least = Some(least.map_or(mean.clone(), |least| least.lesser(mean)));
        }
    }
    least
}
