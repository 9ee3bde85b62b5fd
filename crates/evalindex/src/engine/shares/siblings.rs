//! Shares of siblings as whole numbers in lowest terms: they total exactly 1, and undoing a change restores them
//! exactly.

use rust_decimal::Decimal;

use crate::model::{Ids, OfSibling, PerSibling, ShareFault, SiblingId};
use crate::number::{Exact, I256, Proportion, from_big, greatest_common_divisor, over_common_denominator};

/// The shares of siblings: `part / total` each, in lowest terms, so that equal shares are equal values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shares {
    exact: Proportion,
    /// The parts by sibling.
    parts: PerSibling<u128>,
}

impl From<Proportion> for Shares {
    fn from(exact: Proportion) -> Self {
        Self { parts: exact.parts().iter().copied().collect(), exact }
    }
}

impl Shares {
    /// The shares of weights that are not negative and total more than 0.
    pub(crate) fn new(weights: &[Exact]) -> Result<Self, ShareFault> {
        let positions: PerSibling<&Exact> = weights.iter().collect();
        let negative = positions.iter().find(|(_, weight)| weight.is_negative());
        if let Some((position, found)) = negative {
            let found = found.to_decimal().ok_or(ShareFault::TooManyDigits)?;
            return Err(ShareFault::Negative { position, found });
        }
        Self::in_lowest_terms(&over_common_denominator(weights).ok_or(ShareFault::TooManyDigits)?)
    }

    /// The shares of whole numbers that are not negative; none where all of them are 0.
    pub(crate) fn of_parts(parts: &[I256]) -> Option<Self> {
        Self::in_lowest_terms(parts).ok()
    }

    /// The parts, which total [`Self::total`] exactly.
    pub(crate) fn parts(&self) -> &[u128] {
        self.exact.parts()
    }

    /// The parts with their total.
    pub(crate) fn proportion(&self) -> &Proportion {
        &self.exact
    }

    /// The positions of the siblings.
    pub(crate) fn ids(&self) -> Ids<OfSibling> {
        self.parts.ids()
    }

    /// The total of the parts, positive.
    pub(crate) fn total(&self) -> u128 {
        self.exact.total()
    }

    /// The nearest decimal to the weight of a sibling, where all weights total `declared_total`; at most that total.
    pub(crate) fn weight(&self, position: SiblingId, declared_total: &Exact) -> Decimal {
        let weight = self.share(self.parts[position]).map(|share| &share * declared_total);
        weight.unwrap_or_else(|| declared_total.clone()).to_decimal().unwrap_or(Decimal::MAX)
    }

    /// Gives one sibling a weight; the others give or take in proportion to theirs.
    pub(crate) fn set(&self, position: SiblingId, weight: Decimal, declared_total: &Exact) -> Result<Self, ShareFault> {
        if weight < Decimal::ZERO {
            return Err(ShareFault::Negative { position, found: weight });
        }
        let [weight, total] = over_common_unit(weight, declared_total)?;
        self.with_share(position, weight, total, declared_total)
    }

    /// Gives one sibling this share of the total; the others give or take in proportion to theirs. None where the share is
    /// no fraction from 0 to 1, others have nothing to give or take in proportion to, or numbers are too long.
    #[cfg(feature = "robustness")]
    pub(crate) fn with_exact_share(&self, position: SiblingId, share: &Exact) -> Option<Self> {
        let (part, total) = share.lowest_terms()?;
        self.with_share(position, from_big(&part)?, from_big(&total.into())?, &Exact::ONE).ok()
    }

    /// Multiplies the weight of one sibling; the others give or take in proportion to theirs.
    pub(crate) fn scale(
        &self,
        position: SiblingId,
        factor: Decimal,
        declared_total: &Exact,
    ) -> Result<Self, ShareFault> {
        if factor < Decimal::ZERO {
            return Err(ShareFault::Negative { position, found: factor });
        }
        let [factor, one] = over_common_unit(factor, &Exact::ONE)?;
        let part = factor.checked_mul(I256::from(self.parts[position])).ok_or(ShareFault::TooManyDigits)?;
        let total = one.checked_mul(I256::from(self.total())).ok_or(ShareFault::TooManyDigits)?;
        self.with_share(position, part, total, declared_total)
    }

    /// Moves weight from one sibling to another; the others keep theirs.
    pub(crate) fn move_between(
        &self,
        from: SiblingId,
        to: SiblingId,
        amount: Decimal,
        declared_total: &Exact,
    ) -> Result<Self, ShareFault> {
        if amount < Decimal::ZERO {
            return Err(ShareFault::Negative { position: from, found: amount });
        }
        let [moved, total] = over_common_unit(amount, declared_total)?;
        let shift = moved.checked_mul(I256::from(self.total())).ok_or(ShareFault::TooManyDigits)?;
        let mut parts = self.times(total)?;
        for (position, part) in self.parts.ids().zip(&mut parts) {
            if position == from {
                *part = part.checked_sub(shift).filter(|left| *left >= I256::ZERO).ok_or_else(|| {
                    let available = self.weight(from, declared_total);
                    ShareFault::TooLittle { position: from, found: amount, available }
                })?;
            }
            if position == to {
                *part = part.checked_add(shift).ok_or(ShareFault::TooManyDigits)?;
            }
        }
        Self::in_lowest_terms(&parts)
    }

    /// Gives one sibling the share `part / total`; the others give or take in proportion to theirs.
    fn with_share(
        &self,
        position: SiblingId,
        part: I256,
        total: I256,
        declared_total: &Exact,
    ) -> Result<Self, ShareFault> {
        let long = ShareFault::TooManyDigits;
        let (own, all) = (I256::from(self.parts[position]), I256::from(self.total()));
        let divisor = greatest_common_divisor(part, total);
        let (part, total) = (part.checked_div(divisor).ok_or(long)?, total.checked_div(divisor).ok_or(long)?);
        if part.checked_mul(all).ok_or(long)? == own.checked_mul(total).ok_or(long)? {
            return Ok(self.clone());
        }
        if self.parts().len() == 1 {
            return Err(ShareFault::OnlyChild { position });
        }
        if part > total {
            let share = Exact::from(part).over(&Exact::from(total));
            let found = share.and_then(|share| (&share * declared_total).to_decimal());
            let (found, max) = found.zip(declared_total.to_decimal()).ok_or(long)?;
            return Err(ShareFault::OutOfRange { position, found, max });
        }
        let others = all.checked_sub(own).ok_or(long)?;
        if others == I256::ZERO {
            return Err(ShareFault::NothingToShare { position });
        }
        // Over the common denominator total · others, the node has part · others, and each sibling its part of the
        // rest.
        let mut parts = self.times(total.checked_sub(part).ok_or(long)?)?;
        let own = part.checked_mul(others).ok_or(long)?;
        for (_, part) in self.parts.ids().zip(&mut parts).filter(|(sibling, _)| *sibling == position) {
            *part = own;
        }
        Self::in_lowest_terms(&parts)
    }

    /// A part as a share of the total.
    pub(crate) fn share(&self, part: u128) -> Option<Exact> {
        Exact::from(part).over(&Exact::from(self.total()))
    }

    /// Every part times a number.
    fn times(&self, factor: I256) -> Result<Vec<I256>, ShareFault> {
        let product = |part: &u128| I256::from(*part).checked_mul(factor).ok_or(ShareFault::TooManyDigits);
        self.parts.values().map(product).collect()
    }

    /// The shares of whole weights that are not negative.
    fn in_lowest_terms(weights: &[I256]) -> Result<Self, ShareFault> {
        if weights.iter().all(|weight| *weight == I256::ZERO) {
            return Err(ShareFault::NoTotal);
        }
        Proportion::of_whole(weights).map(Self::from).ok_or(ShareFault::TooManyDigits)
    }
}

/// A weight and a positive total as whole numbers of one unit.
fn over_common_unit(weight: Decimal, total: &Exact) -> Result<[I256; 2], ShareFault> {
    if !total.is_positive() {
        return Err(ShareFault::NoTotal);
    }
    let pair = over_common_denominator(&[weight.into(), total.clone()]).ok_or(ShareFault::TooManyDigits)?;
    pair.try_into().map_err(|_| ShareFault::TooManyDigits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::from_str_exact(text).unwrap()
    }

    fn shares(weights: &[&str]) -> Shares {
        Shares::new(&weights.iter().map(|text| decimal(text).into()).collect::<Vec<_>>()).unwrap()
    }

    /// The sibling at a position, from 0.
    fn at(number: usize) -> SiblingId {
        shares(&["1"; 4]).ids().nth(number).unwrap()
    }

    fn hundred() -> Exact {
        Exact::from(100)
    }

    #[test]
    fn shares_are_whole_numbers_in_lowest_terms_that_total_exactly() {
        let thirds = shares(&["33.3", "33.3", "33.4"]);
        assert_eq!((thirds.parts(), thirds.total()), (&[333, 333, 334][..], 1000));
        assert_eq!(shares(&["0.5", "0", "1.50"]).parts(), [1, 0, 3]);
        // Two and two on a scale of their own are halves, as one and one are.
        assert_eq!(shares(&["2", "2"]), shares(&["0.50", "0.50"]));
        let third = shares(&["1", "1", "1"]);
        assert_eq!(third.weight(at(2), &Exact::ONE).to_string(), "0.3333333333333333333333333333");
        assert_eq!(third.weight(at(0), &hundred()).to_string(), "33.333333333333333333333333333");
    }

    #[test]
    fn weights_without_shares_are_refused() {
        let refused = |weights: &[&str]| {
            Shares::new(&weights.iter().map(|text| decimal(text).into()).collect::<Vec<_>>()).unwrap_err()
        };
        assert_eq!(refused(&[]), ShareFault::NoTotal);
        assert_eq!(refused(&["0", "0.0"]), ShareFault::NoTotal);
        assert_eq!(refused(&["1", "-0.5"]), ShareFault::Negative { position: at(1), found: decimal("-0.5") });
        let apart = ["79228162514264337593543950335", "0.0000000000000000000000000001"];
        assert_eq!(refused(&apart), ShareFault::TooManyDigits);
    }

    #[test]
    fn a_change_and_its_reverse_restore_the_shares() {
        let before = shares(&["33.3", "33.3", "33.4"]);
        for weight in ["0", "7.123456789", "33.3", "99.99"] {
            let there = before.set(at(1), decimal(weight), &hundred()).unwrap();
            assert_eq!(there.parts().iter().sum::<u128>(), there.total());
            assert_eq!(there.weight(at(1), &hundred()), decimal(weight));
            assert_eq!(there.set(at(1), decimal("33.3"), &hundred()), Ok(before.clone()), "{weight}");
        }
        let moved = before.move_between(at(0), at(2), decimal("12.7"), &hundred()).unwrap();
        assert_eq!(moved.parts(), [206, 333, 461]);
        assert_eq!(moved.move_between(at(2), at(0), decimal("12.7"), &hundred()), Ok(before.clone()));
        let doubled = before.scale(at(2), decimal("2"), &hundred()).unwrap();
        assert_eq!(doubled.scale(at(2), decimal("0.5"), &hundred()), Ok(before));
    }

    #[test]
    fn a_change_that_changes_nothing_is_always_allowed() {
        let only = shares(&["12.5"]);
        assert_eq!(only.set(at(0), decimal("12.5"), &decimal("12.5").into()), Ok(only.clone()));
        assert_eq!(only.scale(at(0), Decimal::ONE, &decimal("12.5").into()), Ok(only.clone()));
        assert_eq!(
            only.set(at(0), decimal("12"), &decimal("12.5").into()),
            Err(ShareFault::OnlyChild { position: at(0) })
        );
        let all = shares(&["0", "1"]);
        assert_eq!(all.set(at(1), Decimal::ONE, &Decimal::ONE.into()), Ok(all.clone()));
        assert_eq!(all.scale(at(0), decimal("5"), &Decimal::ONE.into()), Ok(all.clone()));
        assert_eq!(
            all.scale(at(1), decimal("0.5"), &Decimal::ONE.into()),
            Err(ShareFault::NothingToShare { position: at(1) })
        );
    }

    #[test]
    fn one_factor_for_all_siblings_keeps_their_shares() {
        let weights = ["0.31", "0.29", "0.4"].map(decimal);
        let scaled = weights.map(|weight| Exact::from(weight * decimal("3.7")));
        let weights = weights.map(Exact::from);
        assert_eq!(Shares::new(&weights), Shares::new(&scaled));
    }

    #[test]
    fn all_the_weight_can_go_to_one() {
        let one = shares(&["1", "2"]).set(at(0), Decimal::ONE_HUNDRED, &hundred()).unwrap();
        assert_eq!((one.parts(), one.total()), (&[1, 0][..], 1));
        let given = shares(&["1", "2"]).move_between(at(0), at(1), decimal("1"), &decimal("3").into()).unwrap();
        assert_eq!(given.parts(), [0, 1]);
        assert_eq!(given.set(at(0), decimal("1"), &Decimal::ZERO.into()), Err(ShareFault::NoTotal));
    }
}
