//! The efficacy coefficient: five bands between standards.

use std::cmp::Ordering;

use rust_decimal::Decimal;
use serde::Serialize;

use super::checks::{at_least, in_order, not_above, not_negative, run};
use super::compare::order;
use super::context::{Cell, Scored, Setting};
use super::digits::digits;
use super::error::RuleError;
use super::limits::{finish, line};
use super::scoring_rule::{Registered, ScoringRule};
use super::working::{Basis, Working, line_formula};
use crate::json::Fields;
use crate::method::direction::Direction;
use crate::method::fault::Fault;
use crate::number::{Checked, Exact, Formula};

/// The efficacy coefficient (功效系数): `S·(cᵢ + (x − sᵢ)/(sᵢ₋₁ − sᵢ)·(cᵢ₋₁ − cᵢ))` in the band that `x` falls in.
///
/// At the best standard and beyond it `S`; worse than the worst standard 0. The order of the standards says which values
/// are better. Any number of standards from two on, with as many coefficients. Source: the five-band efficacy method of
/// China's performance evaluation of state-owned enterprises (excellent, good, average, low, poor: 1, 0.8, 0.6, 0.4, 0.2).
///
/// ```
/// use evalindex::model::Direction;
/// use evalindex::number::Exact;
/// use evalindex::rule::{Efficacy, ScoringRule, Setting};
///
/// let rule = Efficacy::new([50, 60, 70, 80, 90]);
/// let scored = rule.score_all(&[45, 65, 95].map(Exact::from), Setting::new(100, Direction::Lower))?;
/// let points: Vec<_> = scored.iter().map(|one| one.score.to_string()).collect();
/// assert_eq!(points, ["100", "70", "0"]);
/// # Ok::<(), evalindex::rule::RuleError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Efficacy {
    /// The standards, best first, in the unit of the values; strictly rising or strictly falling.
    pub standards: Vec<Exact>,
    /// The share of full marks at each standard, 0 to 1, strictly falling.
    #[serde(serialize_with = "digits")]
    pub coefficients: Vec<Decimal>,
}

impl Efficacy {
    /// These standards, best first, with the usual coefficients of five: 1, 0.8, 0.6, 0.4 and 0.2. Another number of
    /// standards needs as many [`coefficients`](Self::coefficients).
    pub fn new<N: Into<Exact>>(standards: impl IntoIterator<Item = N>) -> Self {
        Self { standards: standards.into_iter().map(Into::into).collect(), coefficients: usual_coefficients() }
    }

    /// With this share of full marks at each standard, 0 to 1, best first.
    pub fn coefficients<N: Into<Decimal>>(mut self, coefficients: impl IntoIterator<Item = N>) -> Self {
        self.coefficients = coefficients.into_iter().map(Into::into).collect();
        self
    }

    fn run(&self) -> Ordering {
        run(self.standards.first(), self.standards.last())
    }
}

fn usual_coefficients() -> Vec<Decimal> {
    [10, 8, 6, 4, 2].into_iter().map(|tenths| Decimal::new(tenths, 1).normalize()).collect()
}

impl Registered for Efficacy {
    fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        let standards = fields.required("standards");
        let coefficients = fields.or("coefficients", usual_coefficients());
        Some(Self { standards: standards?, coefficients })
    }

    fn unit_parameters(&mut self) -> Vec<(&'static str, &mut Exact)> {
        self.standards.iter_mut().map(|value| ("standards", value)).collect()
    }
}

impl ScoringRule for Efficacy {
    fn name(&self) -> &'static str {
        "efficacy"
    }

    fn faults(&self, _: Setting) -> Vec<Fault> {
        let shares = &self.coefficients;
        let last = format!("coefficients[{}]", shares.len().saturating_sub(1));
        let unequal = (shares.len() != self.standards.len()).then(|| {
            let what = "there must be one coefficient a standard";
            Fault::new("coefficients", what, shares.len(), format!("{} coefficients", self.standards.len()))
        });
        [
            at_least(2, "standards", self.standards.len()),
            in_order(self.standards.iter().cloned(), self.run(), |place| format!("standards[{place}]")),
            unequal,
            in_order(shares.iter().copied(), Ordering::Greater, |place| format!("coefficients[{place}]")),
            shares.first().and_then(|best| not_above("coefficients[0]", *best, "full marks", Decimal::ONE)),
            shares.last().and_then(|worst| not_negative(&last, *worst)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn score(&self, x: &Exact, cell: &Cell<'_>) -> Result<Scored, RuleError> {
        let full = Checked::from(cell.setting.scale);
        let worse = self.run().reverse();
        let reached = self.standards.partition_point(|standard| order(x, standard) == worse);
        let mark = |place: usize| Some((self.standards.get(place)?, Exact::from(*self.coefficients.get(place)?)));
        let Some((lower, least)) = mark(reached) else { return finish(Checked::ZERO) };
        let better = reached.checked_sub(1).and_then(mark);
        let share = better.map_or(Checked::ONE, |(upper, most)| line(x, [lower, &least], [upper, &most]));
        finish(full * share)
    }

    fn working(&self, x: &Exact, cell: &Cell<'_>) -> Option<Working> {
        let worse = self.run().reverse();
        let reached = self.standards.partition_point(|standard| order(x, standard) == worse);
        let mark = |place: usize| Some((self.standards.get(place)?, Exact::from(*self.coefficients.get(place)?)));
        let Some((lower, least)) = mark(reached) else {
            return Some(Working::new(0).basis(Basis::Short(self.standards.last()?.clone())));
        };
        let full = Formula::from(cell.setting.scale);
        let Some((upper, most)) = reached.checked_sub(1).and_then(mark) else {
            return Some(Working::new(full).basis(Basis::Reached(lower.clone())));
        };
        let basis = Basis::Between { from: lower.clone(), to: upper.clone() };
        Some(Working::new(full * line_formula(x, [lower, &least], [upper, &most])).basis(basis))
    }

    fn implied_direction(&self) -> Option<Direction> {
        Some(if self.run() == Ordering::Less { Direction::Lower } else { Direction::Higher })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::super::testing::{assert_monotone, at_fault, decimal, points, score};
    use super::*;
    use crate::number::{Rounding, Score};

    fn decimals(texts: &[&str]) -> Vec<Decimal> {
        texts.iter().map(|text| decimal(text)).collect()
    }

    fn five(standards: [&str; 5]) -> Efficacy {
        Efficacy::new(standards.map(decimal))
    }

    fn published(score: Score) -> Score {
        Rounding::half_up(2).score(score).unwrap()
    }

    #[test]
    fn published_examples_come_out() {
        // ti.zuoweng.com/ti/mBk8KKKQ: return 8 between 1.7 (average, 0.6) and 9.5 (good, 0.8), weight 20.
        let two = Efficacy::new(decimals(&["9.5", "1.7"])).coefficients(decimals(&["0.8", "0.6"]));
        assert_eq!(published(score(&two, "8", "20", Direction::Higher)), points("15.23"));
        // slidesplayer.com/11635817: 6.35 with weight 30; 0.48 with weight 9 (5.4 + 0.48, misprinted there as 5.48).
        let returns = five(["14.6", "6", "-0.5", "-10.2", "-23.6"]);
        assert_eq!(published(score(&returns, "6.35", "30", Direction::Higher)), points("24.24"));
        let turnover = five(["1", "0.7", "0.4", "0.2", "0.1"]);
        assert_eq!(score(&turnover, "0.48", "9", Direction::Higher), points("5.88"));
        // The same source's debt ratio, where less is better: 0.8 + (53.1 − 44.14)/(53.1 − 41.1)·0.2 = 0.949333…
        let debt = five(["41.1", "53.1", "74.3", "89.8", "100"]);
        assert_eq!(score(&debt, "44.14", "1", Direction::Lower), points("0.949333333333"));
    }

    #[test]
    fn standards_score_their_coefficients_and_the_ends_are_flat() {
        let rule = five(["50", "60", "70", "80", "90"]);
        for (x, expected) in
            [("10", "100"), ("50", "100"), ("60", "80"), ("65", "70"), ("80", "40"), ("90", "20"), ("90.001", "0")]
        {
            assert_eq!(score(&rule, x, "100", Direction::Lower), points(expected), "{x}");
        }
    }

    #[test]
    fn at_the_best_standard_the_score_is_full_whatever_its_coefficient() {
        let rule = Efficacy::new(decimals(&["2", "1"])).coefficients(decimals(&["0.9", "0.5"]));
        assert_eq!(score(&rule, "2", "100", Direction::Higher), points("100"));
        assert_eq!(score(&rule, "1.5", "100", Direction::Higher), points("70"));
    }

    #[test]
    fn the_order_of_the_standards_is_the_direction() {
        let (falling, rising) = (five(["5", "4", "3", "2", "1"]), five(["1", "2", "3", "4", "5"]));
        assert_eq!(falling.implied_direction(), Some(Direction::Higher));
        assert_eq!(rising.implied_direction(), Some(Direction::Lower));
        let values = ["0", "1", "1.5", "2", "2.999", "3", "4.2", "5", "6"];
        assert_monotone(&falling, &values, Direction::Higher);
        assert_monotone(&rising, &values, Direction::Lower);
    }

    #[test]
    fn impossible_parameters_are_named() {
        assert_eq!(at_fault(&five(["5", "4", "4", "2", "1"])), ["standards[2]"]);
        let rule = |standards, coefficients| Efficacy::new(decimals(standards)).coefficients(decimals(coefficients));
        assert_eq!(at_fault(&rule(&["5"], &["1"])), ["standards"]);
        assert_eq!(at_fault(&rule(&["5", "4"], &["1", "0.8", "0.6"])), ["coefficients"]);
        assert_eq!(at_fault(&rule(&["5", "4"], &["0.8", "0.8"])), ["coefficients[1]"]);
        assert_eq!(at_fault(&rule(&["5", "4"], &["1.1", "-0.1"])), ["coefficients[0]", "coefficients[1]"]);
    }

    #[test]
    fn it_is_written_as_documents_write_it() {
        let json = serde_json::to_string(&Rule::from(five(["5", "4.50", "3", "2", "1"]))).unwrap();
        let expected = r#"{"type":"efficacy","standards":[5,4.5,3,2,1],"coefficients":[1,0.8,0.6,0.4,0.2]}"#;
        assert_eq!(json, expected);
    }
}
