//! The share of the other subjects that a subject leaves behind.

use serde::Serialize;

use super::calibration::Calibration;
use super::context::{Cell, Sample, Scored, Setting};
use super::error::RuleError;
use super::limits::finish;
use super::scoring_rule::{Registered, ScoringRule};
use super::ties::{RankShare, RankTies};
use super::working::{Basis, Working};
use crate::json::Fields;
use crate::method::fault::Fault;
use crate::number::{Checked, Exact, Formula};

/// The percent rank: `S·(subjects strictly worse + half of the other equals)/(n − 1)`; `ties` says whether half, none or
/// all of the other equals count. With `share` `all` it is `S·(the same + 1)/n`, with `[a, b]` `S·(the same + 1 − a)/(n + b)`.
///
/// Worse by direction; a single subject scores `S`. A value that is not among the calibrated ones (a calibration of earlier data) is
/// compared with all `n` of them. Source: percentile ranks as in `PERCENTRANK.INC` (ties `low`) and COINr's `n_prank`.
///
/// ```
/// use evalindex::model::Direction;
/// use evalindex::number::Exact;
/// use evalindex::rule::{PercentRank, ScoringRule, Setting};
///
/// let rule = PercentRank::default();
/// let scored = rule.score_all(&[3, 5, 5, 9, 1].map(Exact::from), Setting::new(100, Direction::Higher))?;
/// let points: Vec<_> = scored.iter().map(|one| one.score.to_string()).collect();
/// assert_eq!(points, ["25", "62.5", "62.5", "100", "0"]);
/// # Ok::<(), evalindex::rule::RuleError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct PercentRank {
    /// How the other subjects with the same value count.
    pub ties: RankTies,
    /// Of how many subjects it is a share.
    pub share: RankShare,
}

impl Default for PercentRank {
    /// Half of the other equals count, among the others.
    fn default() -> Self {
        Self { ties: RankTies::Mean, share: RankShare::Others }
    }
}

impl PercentRank {
    /// With this count of the other subjects with the same value.
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

impl Registered for PercentRank {
    fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        Some(Self { ties: fields.or("ties", RankTies::Mean), share: fields.or("share", RankShare::Others) })
    }
}

impl ScoringRule for PercentRank {
    fn name(&self) -> &'static str {
        "percent_rank"
    }

    fn faults(&self, _: Setting) -> Vec<Fault> {
        self.share.fault(false).into_iter().collect()
    }

    fn calibrate(&self, sample: &Sample<'_>) -> Result<Calibration, RuleError> {
        Ok(Calibration::default().ordered(sample.values))
    }

    fn score(&self, x: &Exact, cell: &Cell<'_>) -> Result<Scored, RuleError> {
        let full = Checked::from(cell.setting.scale);
        let [place, all] = self.share.parts(cell.calibration.standing(x), self.ties, cell.setting.direction);
        finish(if all.is_zero() { full } else { Checked::from(place) / Checked::from(all) * full })
    }

    fn working(&self, x: &Exact, cell: &Cell<'_>) -> Option<Working> {
        let (standing, direction) = (cell.calibration.standing(x), cell.setting.direction);
        let basis = Basis::behind(standing, direction);
        let full = Formula::from(cell.setting.scale);
        let [_, all] = self.share.parts(standing, self.ties, direction);
        let [place, number] = self.share.formulas(standing, self.ties, direction);
        Some(Working::new(if all.is_zero() { full } else { full * place / number }).basis(basis))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{
        assert_monotone, at_fault, calibrated, decimal, frozen, off, points, real, scored, setting,
    };
    use super::*;
    use crate::method::direction::Direction;

    const ALL: [RankTies; 3] = [RankTies::Mean, RankTies::Low, RankTies::High];

    #[test]
    fn the_share_left_behind() {
        for ties in ALL {
            let rule = PercentRank::default().ties(ties);
            let values = ["10", "40", "20", "30"];
            let expected = points(&["0", "100", "33.333333333333", "66.666666666667"]);
            assert_eq!(calibrated(&rule, &values, "100", Direction::Higher), expected);
            let expected = points(&["100", "0", "66.666666666667", "33.333333333333"]);
            assert_eq!(calibrated(&rule, &values, "100", Direction::Lower), expected);
        }
    }

    #[test]
    fn shares_are_exact_and_equal_logarithms_tie() {
        let outcome = scored(&PercentRank::default(), &["10", "40", "20", "30"], "100", Direction::Higher);
        assert_eq!(outcome[2], Ok(Exact::ratio(100, 3).unwrap().into()));
        let values = [real("8"), off(1, "8"), real("7")];
        let scores = PercentRank::default().score_all(&values, setting("100", Direction::Higher)).unwrap();
        assert_eq!(scores, [75, 75, 0].map(Scored::from));
    }

    #[test]
    fn ties_count_half_none_or_all() {
        // 1, 2, 2, 2, 5: one is worse than the twos, and each of them has two equals beside it.
        let of =
            |ties| calibrated(&PercentRank::default().ties(ties), &["1", "2", "2", "2", "5"], "100", Direction::Higher);
        assert_eq!(of(RankTies::Mean), points(&["0", "50", "50", "50", "100"]));
        assert_eq!(of(RankTies::Low), points(&["0", "25", "25", "25", "100"]));
        assert_eq!(of(RankTies::High), points(&["0", "75", "75", "75", "100"]));
    }

    #[test]
    fn one_subject_scores_full_and_identical_ones_alike() {
        for ties in ALL {
            assert_eq!(
                calibrated(&PercentRank::default().ties(ties), &["0.7"], "100", Direction::Lower),
                points(&["100"])
            );
        }
        assert_eq!(calibrated(&PercentRank::default(), &["1", "1"], "100", Direction::Higher), points(&["50", "50"]));
    }

    #[test]
    fn a_value_from_elsewhere_is_compared_with_all_and_never_beyond_the_ends() {
        let rule = PercentRank::default();
        for (x, expected) in [("9", "100"), ("4", "100"), ("3", "50"), ("2", "0"), ("0", "0")] {
            assert_eq!(frozen(&rule, &["4", "2"], x, "100", Direction::Higher), points(expected), "{x}");
        }
    }

    #[test]
    fn better_never_scores_less() {
        for ties in ALL {
            for direction in [Direction::Higher, Direction::Lower] {
                assert_monotone(
                    &PercentRank::default().ties(ties),
                    &["-3", "-3", "0", "0.5", "2", "2", "2", "9"],
                    direction,
                );
            }
        }
    }

    #[test]
    fn a_share_of_all_counts_the_subject_itself() {
        // By hand: places 1, 2.5, 2.5 and 4 of 4, counted from the worst; the least is 1 and not 0.
        let rule = PercentRank::default().share(RankShare::All);
        let scored = calibrated(&rule, &["1", "2", "2", "5"], "100", Direction::Higher);
        assert_eq!(scored, points(&["25", "62.5", "62.5", "100"]));
        assert_eq!(calibrated(&rule, &["7"], "100", Direction::Lower), points(&["100"]));
    }

    #[test]
    fn a_share_takes_from_the_place_and_adds_to_the_number() {
        // By hand: place 3 of 4 for the mean of the fives' places 2 and 3, 2.5: (2.5 − 0.375)/4.25; with [0, 1] 2.5/5.
        let of =
            |share| calibrated(&PercentRank::default().share(share), &["3", "5", "5", "9"], "100", Direction::Higher);
        let blom = RankShare::of(decimal("0.375"), decimal("0.25"));
        assert_eq!(of(blom), points(&["14.705882352941", "50", "50", "85.294117647059"]));
        assert_eq!(of(RankShare::of(0, 1)), points(&["20", "50", "50", "80"]));
        assert_eq!(of(RankShare::of(1, 0)), points(&["0", "37.5", "37.5", "75"]));
        assert_eq!(of(RankShare::of(0, 0)), of(RankShare::All));
        assert_eq!(of(RankShare::of(1, -1)), of(RankShare::Others));
        let alone = PercentRank::default().share(RankShare::of(1, -1));
        assert_eq!(calibrated(&alone, &["7"], "100", Direction::Higher), points(&["100"]));
    }

    #[test]
    fn shares_outside_nothing_and_all_are_refused() {
        for (a, b, refused) in [("1", "-1", false), ("1.1", "0", true), ("0.5", "-0.6", true), ("-3", "3", false)] {
            let rule = PercentRank::default().share(RankShare::of(decimal(a), decimal(b)));
            assert_eq!(at_fault(&rule) == ["share"], refused, "{a} {b}");
        }
    }
}
