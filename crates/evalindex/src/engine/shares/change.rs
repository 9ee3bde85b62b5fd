//! A change of weights applied to the shares of siblings.

use rust_decimal::Decimal;

use super::siblings::Shares;
use crate::model::{PerSibling, ShareFault, WeightChange, WeightError};
use crate::number::Exact;

impl WeightChange {
    /// The shares of a group after this change, given the ids of its siblings in order and their declared total.
    pub(crate) fn apply(
        &self,
        shares: &Shares,
        siblings: &PerSibling<&str>,
        declared_total: &Exact,
    ) -> Result<Shares, WeightError> {
        let position = |id: &str| siblings.iter().find(|(_, sibling)| **sibling == id).map(|(position, _)| position);
        let Some(at) = position(self.node()) else {
            return Err(WeightError::UnknownNode { node: self.node().to_owned(), nearest: None });
        };
        let changed: Result<Shares, ShareFault> = match self {
            Self::Set { weight, .. } => shares.set(at, *weight, declared_total),
            Self::Drop { .. } => shares.set(at, Decimal::ZERO, declared_total),
            Self::Scale { factor, .. } => shares.scale(at, *factor, declared_total),
            Self::Move { from, to, amount } => match position(to).filter(|to| *to != at) {
                Some(to) => shares.move_between(at, to, *amount, declared_total),
                None => return Err(WeightError::NotSiblings { from: from.clone(), to: to.clone() }),
            },
        };
        changed.map_err(|fault| fault.named(siblings))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIBLINGS: [&str; 3] = ["a", "b", "c"];

    fn decimal(text: &str) -> Decimal {
        Decimal::from_str_exact(text).unwrap()
    }

    fn changed(weights: [&str; 3], change: &WeightChange) -> Result<Vec<String>, WeightError> {
        let weights = weights.map(decimal);
        let weights = weights.map(Exact::from);
        let total: Exact = weights.iter().sum();
        let siblings = SIBLINGS.into_iter().collect();
        let shares = change.apply(&Shares::new(&weights).unwrap(), &siblings, &total)?;
        Ok(shares.ids().map(|position| shares.weight(position, &total).to_string()).collect())
    }

    #[test]
    fn siblings_give_and_take_in_proportion() {
        // By hand: b and c keep 2 : 1 of what a leaves.
        let weights = ["40", "40", "20"];
        assert_eq!(changed(weights, &WeightChange::set("a", decimal("70"))).unwrap(), ["70", "20", "10"]);
        assert_eq!(changed(weights, &WeightChange::scale("a", decimal("0.25"))).unwrap(), ["10", "60", "30"]);
        assert_eq!(changed(weights, &WeightChange::shift("a", "c", decimal("7.5"))).unwrap(), ["32.5", "40", "27.5"]);
    }

    #[test]
    fn a_fifth_more_of_nine_tenths_is_refused_not_made_negative() {
        // A fault of other software: (.9, .05, .05) with the first up by 20 % became (1.08, -.04, -.04).
        let weights = ["0.9", "0.05", "0.05"];
        let refused = WeightError::OutOfRange { node: "a".into(), found: decimal("1.08"), max: Decimal::ONE };
        assert_eq!(changed(weights, &WeightChange::scale("a", decimal("1.2"))), Err(refused));
        assert_eq!(changed(weights, &WeightChange::scale("a", decimal("1.1"))).unwrap(), ["0.99", "0.005", "0.005"]);
    }

    #[test]
    fn what_cannot_be_done_is_refused_by_name() {
        let refused = |weights, change: WeightChange| changed(weights, &change).unwrap_err();
        let (weights, node) = (["40", "40", "20"], || "a".to_owned());
        assert_eq!(
            refused(weights, WeightChange::set("x", Decimal::ONE)),
            WeightError::UnknownNode { node: "x".into(), nearest: None }
        );
        assert_eq!(
            refused(weights, WeightChange::set("a", decimal("100.01"))),
            WeightError::OutOfRange { node: node(), found: decimal("100.01"), max: decimal("100") }
        );
        for change in [
            WeightChange::set("a", decimal("-1")),
            WeightChange::scale("a", decimal("-1")),
            WeightChange::shift("a", "b", decimal("-1")),
        ] {
            assert_eq!(refused(weights, change), WeightError::Negative { node: node(), found: decimal("-1") });
        }
        assert_eq!(
            refused(weights, WeightChange::shift("a", "b", decimal("40.1"))),
            WeightError::TooLittle { node: node(), found: decimal("40.1"), available: decimal("40") }
        );
        for to in ["a", "elsewhere"] {
            assert_eq!(
                refused(weights, WeightChange::shift("a", to, Decimal::ONE)),
                WeightError::NotSiblings { from: node(), to: to.into() }
            );
        }
        assert_eq!(
            refused(["1", "0", "0"], WeightChange::set("a", decimal("0.5"))),
            WeightError::NothingToShare { node: node() }
        );
    }
}
