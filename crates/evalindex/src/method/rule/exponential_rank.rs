//! Places stretched exponentially, so that the first ones stand out.

use rust_decimal::Decimal;
use serde::Serialize;

use super::calibration::Calibration;
use super::checks::positive;
use super::context::{Cell, Sample, Scored, Setting};
use super::error::RuleError;
use super::limits::{finish, finish_real};
use super::scoring_rule::{Registered, ScoringRule};
use super::ties::{RankShare, RankTies};
use super::working::{Basis, Working};
use crate::json::Fields;
use crate::method::fault::Fault;
use crate::number::{Exact, Formula, Function, Real, json_number};

/// The place on an exponential scale: `−k·ln(1 − r·(1 − e^(−S/k)))`, `r` being the place counted from the worst subject,
/// divided by the number of subjects; with `share` `others`, those left behind divided by all others, with `[a, b]`
/// `(place − a)/(n + b)`.
///
/// Of the places that equal values share, `ties` takes the lowest (those strictly worse + 1), the mean or the highest; the
/// best subject, where it is alone, scores `S`. A value that is not among the calibrated ones (a calibration
/// of earlier data) is counted with them. Source: English Indices of Deprivation 2019, technical report: on a scale of 100, `k = 23`
/// spreads the highest tenth of places over the scores from 50 to 100, so that a high score in one domain is not
/// cancelled by a low one in another.
///
/// ```
/// use evalindex::model::Direction;
/// use evalindex::number::Exact;
/// use evalindex::rule::{ExponentialRank, ScoringRule, Setting};
///
/// let rule = ExponentialRank::default();
/// let scored = rule.score_all(&[1, 2, 3].map(Exact::from), Setting::new(100, Direction::Higher))?;
/// let points: Vec<_> = scored.iter().map(|one| one.score.to_string()).collect();
/// assert_eq!(points, ["9.177425077599054432181886362", "24.68064330052791090426960177", "100"]);
/// # Ok::<(), evalindex::rule::RuleError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ExponentialRank {
    /// The constant `k`, in points; above 0, and 23 by default. The smaller, the more the first places stand out.
    #[serde(serialize_with = "json_number")]
    pub constant: Decimal,
    /// Which of their places equal values take.
    pub ties: RankTies,
    /// Of how many subjects a place is a share.
    pub share: RankShare,
}

impl Default for ExponentialRank {
    /// The constant of the English Indices of Deprivation, for a scale of 100; equal values take the lowest place.
    fn default() -> Self {
        Self { constant: usual_constant(), ties: RankTies::Low, share: RankShare::All }
    }
}

fn usual_constant() -> Decimal {
    Decimal::from(23)
}

impl ExponentialRank {
    /// With this constant `k`, in points; above 0.
    pub fn constant(mut self, constant: impl Into<Decimal>) -> Self {
        self.constant = constant.into();
        self
    }

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

impl Registered for ExponentialRank {
    fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        Some(Self {
            constant: fields.or("constant", usual_constant()),
            ties: fields.or("ties", RankTies::Low),
            share: fields.or("share", RankShare::All),
        })
    }
}

impl ScoringRule for ExponentialRank {
    fn name(&self) -> &'static str {
        "exponential_rank"
    }

    fn faults(&self, _: Setting) -> Vec<Fault> {
        positive("constant", self.constant).into_iter().chain(self.share.fault(false)).collect()
    }

    fn calibrate(&self, sample: &Sample<'_>) -> Result<Calibration, RuleError> {
        Ok(Calibration::default().ordered(sample.values))
    }

    fn score(&self, x: &Exact, cell: &Cell<'_>) -> Result<Scored, RuleError> {
        let Setting { scale, direction } = cell.setting;
        let [place, all] = self.share.parts(cell.calibration.standing(x), self.ties, direction);
        let ahead = &all - &place;
        if ahead.is_zero() {
            return finish(scale.into());
        }
        let [place, ahead, all] = [place, ahead, all].map(|part| part.to_real());
        let result = || {
            let constant = Real::from_decimal(self.constant);
            let least = (-Real::from_decimal(scale).over(constant)?).exp()?;
            // 1 − r·(1 − e) is (1 − r) + r·e, where nothing cancels.
            let left = (ahead + place * least).over(all)?;
            Some(-(constant * left.ln()?))
        };
        finish_real(result())
    }

    fn working(&self, x: &Exact, cell: &Cell<'_>) -> Option<Working> {
        let (Setting { scale, direction }, standing) = (cell.setting, cell.calibration.standing(x));
        let [place, all] = self.share.parts(standing, self.ties, direction);
        let basis = Basis::behind(standing, direction);
        if place == all {
            return Some(Working::new(scale).basis(basis));
        }
        let least = (Formula::from(-Exact::from(scale)) / self.constant).of(Function::Exp);
        let [place, number] = self.share.formulas(standing, self.ties, direction);
        let share = place / number * (Formula::from(1) - least);
        let left = (Formula::from(1) - share).of(Function::Ln);
        Some(Working::new(Formula::from(-Exact::from(self.constant)) * left).basis(basis))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_monotone, at_fault, calibrated, decimal, frozen, points};
    use super::*;
    use crate::method::direction::Direction;

    #[test]
    fn the_highest_tenth_of_places_lies_between_fifty_and_a_hundred() {
        // From mpmath at 60 digits; the property is the one published for k = 23.
        let expected = points(&[
            "2.390259732416",
            "5.058045993885",
            "8.076374642325",
            "11.551504456003",
            "15.646790072603",
            "20.632706729527",
            "27.007470908421",
            "35.856824095849",
            "50.426654274244",
            "100",
        ]);
        let rule = ExponentialRank::default();
        let values = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"];
        assert_eq!(calibrated(&rule, &values, "100", Direction::Higher), expected);
        let lower: Vec<_> = expected.into_iter().rev().collect();
        assert_eq!(calibrated(&rule, &values, "100", Direction::Lower), lower);
    }

    #[test]
    fn constant_and_scale_are_the_documents() {
        let rule = ExponentialRank::default().constant(10);
        let expected = points(&["2.854386085669", "6.864318320708", "13.662821077603", "50"]);
        assert_eq!(calibrated(&rule, &["1", "2", "3", "4"], "50", Direction::Higher), expected);
        // A constant that leaves nothing of e^(−S/k), and one that leaves nearly all of it.
        let steep = ExponentialRank::default().constant(decimal("0.1"));
        let expected = points(&["0.040546510811", "0.109861228867", "100"]);
        assert_eq!(calibrated(&steep, &["1", "2", "3"], "100", Direction::Higher), expected);
        let flat = ExponentialRank::default().constant(decimal("1000000"));
        let expected = points(&["33.332222234568", "66.66555554321", "100"]);
        assert_eq!(calibrated(&flat, &["1", "2", "3"], "100", Direction::Higher), expected);
    }

    #[test]
    fn equal_values_share_the_place_above_those_strictly_worse() {
        let rule = ExponentialRank::default().constant(10);
        let expected = points(&["6.864318320708", "6.864318320708", "2.854386085669", "50"]);
        assert_eq!(calibrated(&rule, &["2", "2", "1", "4"], "50", Direction::Higher), expected);
        assert_eq!(calibrated(&rule, &["0.7"], "50", Direction::Higher), points(&["50"]));
    }

    #[test]
    fn equal_values_take_the_mean_or_the_highest_of_their_places_where_so_said() {
        // The twos share the places 2 and 3 of 4: r = 2.5/4 and 3/4, from mpmath at 60 digits.
        for (ties, expected) in [(RankTies::Mean, "9.696619286737"), (RankTies::High, "13.662821077603")] {
            let rule = ExponentialRank::default().constant(10).ties(ties);
            let scores = calibrated(&rule, &["2", "2", "1", "4"], "50", Direction::Higher);
            assert_eq!(scores[..2], [points(expected), points(expected)]);
        }
    }

    #[test]
    fn a_value_from_elsewhere_is_counted_with_the_calibrated_ones() {
        let rule = ExponentialRank::default().constant(10);
        for (x, expected) in [("0", "2.854386085669"), ("2.5", "13.662821077603"), ("9", "50")] {
            assert_eq!(frozen(&rule, &["1", "2", "3"], x, "50", Direction::Higher), points(expected), "{x}");
        }
    }

    #[test]
    fn better_never_scores_less() {
        for direction in [Direction::Higher, Direction::Lower] {
            assert_monotone(&ExponentialRank::default(), &["-3", "-3", "0", "0.5", "2", "2", "2", "9"], direction);
        }
    }

    #[test]
    fn an_impossible_constant_is_named() {
        assert_eq!(at_fault(&ExponentialRank::default().constant(0)), ["constant"]);
    }

    #[test]
    fn a_share_of_the_others_starts_at_nothing() {
        // mpmath 1.3 at 30 digits with r = 0, 1/3, 2/3 and 1.
        let rule = ExponentialRank::default().share(RankShare::Others);
        let scored = calibrated(&rule, &["1", "2", "3", "9"], "100", Direction::Higher);
        assert_eq!(scored, points(&["0", "9.177425077599", "24.680643300528", "100"]));
        assert_eq!(calibrated(&rule, &["7"], "100", Direction::Lower), points(&["100"]));
    }

    #[test]
    fn a_share_of_one_subject_more_never_reaches_full_marks() {
        // −23·ln(1 − r·(1 − e^(−100/23))) with r = 1/5, 2/5, 3/5 and 4/5, from mpmath at 60 digits; of [1, 0] with r = 0, 1/4,
        // 2/4 and 3/4.
        let of = |a, b| {
            let rule = ExponentialRank::default().share(RankShare::of(a, b));
            calibrated(&rule, &["1", "2", "3", "9"], "100", Direction::Higher)
        };
        assert_eq!(of(0, 1), points(&["5.058045993885", "11.551504456003", "20.632706729527", "35.856824095849"]));
        assert_eq!(of(1, 0), points(&["0", "6.51773326368", "15.646790072603", "31.009143532807"]));
        assert_eq!(at_fault(&ExponentialRank::default().share(RankShare::of(2, 0))), ["share"]);
    }
}
