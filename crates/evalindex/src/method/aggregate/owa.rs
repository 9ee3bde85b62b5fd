//! The ordered weighted average.

use std::borrow::Cow;
use std::ops::{Add, Mul};

use dashu_int::UBig;
use dashu_int::ops::DivRem;
use serde::Serialize;

use super::canonical::{Canonical, total_weight};
use super::children::Parts;
use super::error::AggregateError;
use super::formula::Weighed;
use super::method::{AsFraction, Child, Parameter};
use super::total::Total;
use crate::json::{Fraction, FromJson, Json, Reader};
use crate::method::fault::Fault;
use crate::number::{Exact, Formula};

/// `Σ ωₖ·s₍ₖ₎`: the first weight goes to a subject's best score, the last to its worst.
///
/// As many weights as the node has children that count, none negative, totalling exactly 1; a child of weight 0 is
/// monitored, and none of the scores that are ordered. Children of equal weight that are all
/// present take the weights as they stand. Otherwise the weights are read as steps of a straight-line function from 0 to
/// 1 of the share of the children's weight, best first, so that a child of double weight takes two steps and the steps
/// stretch where children are missing. Source: Yager, IEEE Transactions on Systems, Man and Cybernetics 18 (1988); with
/// weights of its own: Torra, International Journal of Intelligent Systems 12 (1997).
///
/// ```
/// use evalindex::Decimal;
/// use evalindex::aggregate::Owa;
///
/// let best_two_of_three = Owa::new([Decimal::new(5, 1), Decimal::new(5, 1), Decimal::ZERO]);
/// assert_eq!(best_two_of_three.weights.len(), 3);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Owa {
    /// The weights by place, the best score's first; shares of 1.
    pub weights: Vec<Exact>,
}

impl Owa {
    /// With these weights by place, the best score's first.
    pub fn new<N: Into<Exact>>(weights: impl IntoIterator<Item = N>) -> Self {
        Self { weights: weights.into_iter().map(Into::into).collect() }
    }
}

impl FromJson for Owa {
    fn expected() -> Cow<'static, str> {
        Vec::<Fraction>::expected()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        let weights = Vec::<Fraction>::from_json(json, reader)?;
        Some(Self { weights: weights.into_iter().map(|Fraction(weight)| weight).collect() })
    }
}

impl Parameter for Owa {
    fn faults(&self, children: &[Child<'_>]) -> Vec<Fault> {
        let mut faults = Vec::new();
        if self.weights.len() != children.len() {
            let expected = format!("{}, one for each child that counts", children.len());
            faults.push(Fault::new(
                "",
                "not as many ordered weights as children that count",
                self.weights.len(),
                expected,
            ));
        }
        for (place, weight) in self.weights.iter().enumerate().filter(|(_, weight)| weight.is_negative()) {
            faults.push(Fault::new(format!("[{place}]"), "an ordered weight is negative", weight, "0 or more"));
        }
        let total: Exact = self.weights.iter().sum();
        if faults.is_empty() && total != Exact::ONE {
            faults.push(Fault::new("", "the ordered weights do not total 1", total, "exactly 1"));
        }
        faults
    }

    fn written(&self) -> impl Serialize {
        self.weights.iter().map(AsFraction).collect::<Vec<_>>()
    }
}

pub(super) fn combine(parts: Parts<'_>, owa: &Owa) -> Result<Exact, AggregateError> {
    let children = Canonical::new(parts);
    children.and_then(|children| average(&children, &owa.weights)).ok_or(AggregateError::TooLarge)
}

/// `Σ (Q(Wₖ) − Q(Wₖ₋₁))·s₍ₖ₎`, where `Wₖ` is the weight of the best `k` children.
fn average(children: &Canonical, weights: &[Exact]) -> Option<Exact> {
    if let Some(score) = children.common() {
        return Some(score.clone());
    }
    let steps = Steps::new(weights, total_weight(children.parts()));
    let (mut reached, mut before, mut terms) = (UBig::ZERO, Exact::ZERO, Vec::new());
    // Equal scores take their steps in any order: what they take together is the same.
    for part in children.parts().iter().rev() {
        reached = reached.add(UBig::from(part.weight));
        let now = steps.up_to(&reached)?;
        terms.push(&(&now - &before) * &part.score);
        before = now;
    }
    let mut total = Total::new();
    let rational = terms.iter().all(|term| total.add(1, term).is_some());
    let (numerator, denominator) = total.parts();
    Some(if rational { Exact::of_big(numerator, denominator) } else { terms.iter().sum() })
}

/// `Q`: the total of the first ordered weights up to a share of their number, straight between.
struct Steps<'a> {
    weights: &'a [Exact],
    /// What the weights before each of them total, and what all total.
    before: Vec<Exact>,
    /// The weight of all children.
    whole: UBig,
}

impl<'a> Steps<'a> {
    fn new(weights: &'a [Exact], whole: UBig) -> Self {
        let mut before = vec![Exact::ZERO];
        before.extend(weights.iter().scan(Exact::ZERO, |total, weight| {
            *total = &*total + weight;
            Some(total.clone())
        }));
        Self { weights, before, whole }
    }

    /// At this much of the weight of all children.
    fn up_to(&self, weight: &UBig) -> Option<Exact> {
        let (full, rest) = weight.mul(UBig::from(self.weights.len())).div_rem(&self.whole);
        let place = usize::try_from(full).ok()?;
        let before = self.before.get(place)?;
        let step = self.weights.get(place).cloned().unwrap_or_default();
        Some(before + &(step * Exact::of_big(rest.into(), self.whole.clone())))
    }
}

/// The scores, best first, each with what its place takes.
pub(super) fn formula(children: &Weighed<'_>, owa: &Owa) -> Option<Formula> {
    let parts = children.parts;
    let canonical = Canonical::new(parts)?;
    let steps = Steps::new(&owa.weights, total_weight(canonical.parts()));
    let (mut reached, mut before, mut terms) = (UBig::ZERO, Exact::ZERO, Vec::new());
    for part in canonical.parts().iter().rev() {
        reached = reached.add(UBig::from(part.weight));
        let now = steps.up_to(&reached)?;
        terms.push(Formula::from(&now - &before) * &part.score);
        before = now;
    }
    Some(Formula::sum(terms))
}

#[cfg(test)]
mod tests {
    use super::super::Aggregate;
    use super::super::testing::{combined, decimal, named, points};
    use super::*;
    use crate::number::Score;

    fn owa(weights: &[&str], children: &[(&str, u128)]) -> Score {
        combined(Owa::new(weights.iter().map(|weight| decimal(weight))).into(), children).unwrap()
    }

    #[test]
    fn weights_go_by_place() {
        // By hand: 0.5·90 + 0.3·60 + 0.2·30.
        assert_eq!(owa(&["0.5", "0.3", "0.2"], &[("30", 1), ("90", 1), ("60", 1)]), points("69"));
        assert_eq!(owa(&["1", "0", "0"], &[("30", 7), ("90", 7), ("60", 7)]), points("90"));
        assert_eq!(owa(&["0", "0", "1"], &[("30", 7), ("90", 7), ("60", 7)]), points("30"));
    }

    #[test]
    fn steps_stretch_over_weights_and_gaps() {
        // By hand: a child of half of the weight takes two of four steps; two present children take two steps each.
        assert_eq!(owa(&["0.4", "0.3", "0.2", "0.1"], &[("90", 2), ("60", 1), ("30", 1)]), points("78"));
        assert_eq!(owa(&["0.4", "0.3", "0.2", "0.1"], &[("90", 1), ("30", 1)]), points("72"));
        // Three present of four take 4/3 of a step each: 1/2, 1/3, 1/6.
        assert_eq!(owa(&["0.4", "0.3", "0.2", "0.1"], &[("90", 1), ("60", 1), ("30", 1)]), points("70"));
    }

    #[test]
    fn equal_weights_are_the_arithmetic_mean() {
        let children = [("87.5", 3), ("12.25", 4), ("40", 1)];
        let equal = owa(&["0.25", "0.25", "0.25", "0.25"], &children);
        assert_eq!(Ok(equal), combined(Aggregate::Arithmetic, &children));
    }

    #[test]
    fn impossible_weights_are_named() {
        let what = |weights: &[&str]| {
            let owa = Owa::new(weights.iter().map(|weight| decimal(weight)));
            owa.faults(&named(&["a", "b"]))
                .into_iter()
                .map(|fault| (fault.parameter, fault.found.unwrap()))
                .collect::<Vec<_>>()
        };
        assert_eq!(what(&["0.5", "0.5"]), []);
        assert_eq!(what(&["1"]), [(String::new(), "1".to_owned())]);
        assert_eq!(what(&["1.5", "-0.5"]), [("[1]".to_owned(), "-0.5".to_owned())]);
        assert_eq!(what(&["0.5", "0.4"]), [(String::new(), "0.9".to_owned())]);
    }
}
