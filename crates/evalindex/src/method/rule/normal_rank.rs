//! Places as quantiles of a normal distribution.

use rust_decimal::Decimal;
use serde::Serialize;

use super::calibration::Calibration;
use super::context::{Cell, Sample, Scored, Setting};
use super::error::RuleError;
use super::scoring_rule::{Registered, ScoringRule};
use super::ties::{RankShare, RankTies};
use super::working::{Basis, Working};
use crate::json::Fields;
use crate::method::fault::Fault;
use crate::number::{Exact, Function};

/// The normal score of a place: `Φ⁻¹(p)`, `p = (place from the worst − a)/(n + b)`; `a = 3/8` and `b = 1/4` by default.
///
/// Φ⁻¹ is the quantile of the normal distribution with mean 0 and deviation 1, so that scores are not bound to `0..S`, and
/// full marks have no part in them. Equal values take the mean of their places, or as `ties` says. `a` is below 1 and `a + b`
/// above 0, so that every `p` lies between 0 and 1. Scores are exact to 37 digits; `p = 1/2` scores 0. Source: Blom,
/// Statistical Estimates and Transformed Beta-Variables (1958); the indicators of the Scottish Index of Multiple Deprivation
/// take `p = place/(n + 1)`, `[0, 1]`, before they are combined.
///
/// ```
/// use evalindex::model::Direction;
/// use evalindex::number::Exact;
/// use evalindex::rule::{NormalRank, ScoringRule, Setting};
///
/// let rule = NormalRank::default();
/// let scored = rule.score_all(&[3, 5, 5, 9].map(Exact::from), Setting::new(100, Direction::Higher))?;
/// // p = 3.625/4.25.
/// assert_eq!(scored[3].score.to_string(), "1.049131397963971184847557516");
/// assert_eq!(scored[1].score, Exact::ZERO);
/// # Ok::<(), evalindex::rule::RuleError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct NormalRank {
    /// Which of their places equal values take.
    pub ties: RankTies,
    /// Of how many subjects a place is a share.
    pub share: RankShare,
}

impl Default for NormalRank {
    /// As Blom has it; equal values take the mean of their places.
    fn default() -> Self {
        Self { ties: RankTies::Mean, share: blom() }
    }
}

fn blom() -> RankShare {
    RankShare::of(Decimal::new(375, 3), Decimal::new(25, 2))
}

impl NormalRank {
    /// With this one of the places that equal values share.
    pub fn ties(mut self, ties: RankTies) -> Self {
        self.ties = ties;
        self
    }

    /// As this share of the subjects.
    pub fn share(mut self, share: RankShare) -> Self {
        self.share = share;
        self
    }
}

impl Registered for NormalRank {
    fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        Some(Self { ties: fields.or("ties", RankTies::Mean), share: fields.or("share", blom()) })
    }
}

impl ScoringRule for NormalRank {
    fn name(&self) -> &'static str {
        "normal_rank"
    }

    fn faults(&self, _: Setting) -> Vec<Fault> {
        self.share.fault(true).into_iter().collect()
    }

    fn calibrate(&self, sample: &Sample<'_>) -> Result<Calibration, RuleError> {
        Ok(Calibration::default().ordered(sample.values))
    }

    fn score(&self, x: &Exact, cell: &Cell<'_>) -> Result<Scored, RuleError> {
        let [place, all] = self.share.parts(cell.calibration.standing(x), self.ties, cell.setting.direction);
        let quantile = place.over(&all).and_then(|share| share.normal_quantile());
        quantile.map(Scored::from).ok_or(RuleError::TooLarge)
    }

    fn working(&self, x: &Exact, cell: &Cell<'_>) -> Option<Working> {
        let (standing, direction) = (cell.calibration.standing(x), cell.setting.direction);
        let [place, number] = self.share.formulas(standing, self.ties, direction);
        let quantile = (place / number).of(Function::Probit);
        Some(Working::new(quantile).basis(Basis::behind(standing, direction)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_monotone, at_fault, calibrated, decimal, frozen, points, scored};
    use super::*;
    use crate::method::direction::Direction;

    const VALUES: [&str; 4] = ["3", "5", "5", "9"];

    #[test]
    fn places_become_normal_scores() {
        // p = 0.625, 2.125 and 3.625 of 4.25; of [0, 1] 1, 2.5 and 4 of 5: from mpmath at 60 digits.
        let of = |rule: NormalRank| calibrated(&rule, &VALUES, "100", Direction::Higher);
        assert_eq!(of(NormalRank::default()), points(&["-1.049131397964", "0", "0", "1.049131397964"]));
        let scottish = NormalRank::default().share(RankShare::of(0, 1));
        assert_eq!(of(scottish), points(&["-0.841621233573", "0", "0", "0.841621233573"]));
        let lower = calibrated(&NormalRank::default(), &VALUES, "100", Direction::Lower);
        assert_eq!(lower[0], points("1.049131397964"));
    }

    #[test]
    fn equal_values_take_the_place_that_is_asked_for() {
        // The fives share the places 2 and 3 of 4: (2 − 0.375)/4.25 and (3 − 0.375)/4.25.
        for (ties, expected) in [(RankTies::Low, "-0.299306910466"), (RankTies::High, "0.299306910466")] {
            let scores = calibrated(&NormalRank::default().ties(ties), &VALUES, "100", Direction::Higher);
            assert_eq!(scores[1], points(expected));
        }
    }

    #[test]
    fn the_scale_has_no_part_and_opposite_places_differ_in_sign() {
        let outcome = |scale| scored(&NormalRank::default(), &["1", "2", "3"], scale, Direction::Higher);
        assert_eq!(outcome("1"), outcome("1000"));
        let scores: Vec<Exact> = outcome("1").into_iter().map(|one| one.unwrap().score).collect();
        assert_eq!((&-&scores[0], &scores[1]), (&scores[2], &Exact::ZERO));
        assert_eq!(calibrated(&NormalRank::default(), &["7"], "100", Direction::Higher), points(&["0"]));
    }

    #[test]
    fn a_value_from_elsewhere_is_counted_with_the_calibrated_ones() {
        // Place 3 of 3: 2.625/3.25.
        let expected = points("0.869423773289");
        assert_eq!(frozen(&NormalRank::default(), &["4", "2"], "9", "100", Direction::Higher), expected);
    }

    #[test]
    fn better_never_scores_less() {
        for direction in [Direction::Higher, Direction::Lower] {
            assert_monotone(&NormalRank::default(), &["-3", "-3", "0", "0.5", "2", "2", "2", "9"], direction);
        }
    }

    #[test]
    fn shares_of_nothing_or_all_are_refused() {
        for share in
            [RankShare::All, RankShare::Others, RankShare::of(1, 1), RankShare::of(decimal("0.5"), decimal("-0.5"))]
        {
            assert_eq!(at_fault(&NormalRank::default().share(share)), ["share"]);
        }
        assert!(at_fault(&NormalRank::default().share(RankShare::of(0, 1))).is_empty());
    }
}
