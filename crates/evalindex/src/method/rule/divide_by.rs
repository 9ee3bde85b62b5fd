//! The share of a value in the sum, the length or the best of all values.

use serde::Serialize;

use super::calibration::Calibration;
use super::context::{Cell, Sample, Scored, Setting};
use super::error::RuleError;
use super::limits::finish;
use super::moments::{length, sum};
use super::ratio_to_best::{best, taken};
use super::scoring_rule::{Registered, ScoringRule};
use super::working::{Basis, Working, ratio_formula};
use crate::json::Fields;
use crate::method::direction::Direction;
use crate::number::{Checked, Exact, Formula, Function};
use crate::support::named_enum;

named_enum! {
    /// What values are divided by.
    ///
    /// ```
    /// assert_eq!(evalindex::rule::Whole::NAMES, ["sum", "length", "best"]);
    /// ```
    pub enum Whole {
        /// The sum of all, so that the scores add up to full marks.
        Sum = "sum",
        /// The root of the sum of squares, so that the squares of the scores add up to the square of full marks.
        Length = "length",
        /// The best one, which scores full marks.
        Best = "best",
    }
}

/// The share in a whole: `S·x/Σx`, `S·x/√Σx²` or `S·x/best`; direction `lower` the same of the reciprocals: `S·(1/x)/Σ(1/x)`,
/// `S·(1/x)/√Σ(1/x²)`, `S·best/x`.
///
/// A negative value is refused, unless values are divided by their length and higher is better; with direction `lower` 0 is
/// refused too. Where all values are 0, they share the whole equally, as other equal values do: `S/n`, `S/√n`, `S`. Source:
/// sum, vector and linear normalisation of multi-criteria methods, Hwang & Yoon, Multiple Attribute Decision Making (1981);
/// reciprocals of costs as in the linear normalisation there.
///
/// ```
/// use evalindex::model::Direction;
/// use evalindex::number::Exact;
/// use evalindex::rule::{DivideBy, ScoringRule, Setting, Whole};
///
/// let values = [3, 4].map(Exact::from);
/// let points = |whole, direction| -> Result<Vec<String>, evalindex::rule::RuleError> {
///     let scored = DivideBy::new(whole).score_all(&values, Setting::new(100, direction))?;
///     Ok(scored.iter().map(|one| one.score.to_string()).collect())
/// };
/// assert_eq!(points(Whole::Length, Direction::Higher)?, ["60", "80"]);
/// // 1/3 and 1/4 of 7/12.
/// assert_eq!(points(Whole::Sum, Direction::Lower)?, ["400/7", "300/7"]);
/// # Ok::<(), evalindex::rule::RuleError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct DivideBy {
    /// What values are divided by.
    pub by: Whole,
}

const NAME: &str = "divide_by";
/// The statistic that keeps the number of values where all are 0.
const COUNT: &str = "count";

impl DivideBy {
    /// Divided by this whole.
    pub fn new(by: Whole) -> Self {
        Self { by }
    }

    /// An error of a value that has no share.
    fn taken(&self, x: &Exact, setting: Setting) -> Result<(), RuleError> {
        let has_sign = self.by == Whole::Length && setting.direction == Direction::Higher;
        if has_sign { Ok(()) } else { taken(NAME, x, setting) }
    }

    /// What values are divided by; `None` where it is too large.
    fn whole(&self, sample: &Sample<'_>) -> Option<Exact> {
        let taken = sample.values.iter().filter(|x| self.taken(x, sample.setting).is_ok());
        let terms = match sample.setting.direction {
            Direction::Higher => taken.cloned().collect::<Vec<_>>(),
            Direction::Lower => taken.map(|x| Exact::ONE.over(x)).collect::<Option<_>>()?,
        };
        match self.by {
            Whole::Sum => Some(sum(&terms)),
            Whole::Length => length(&terms),
            Whole::Best => best(sample).cloned(),
        }
    }

    /// Full marks shared equally by so many subjects.
    fn equal_share(&self, setting: Setting, count: Exact) -> Formula {
        let full = Formula::from(setting.scale);
        match self.by {
            Whole::Sum => full / count,
            Whole::Length => full / Formula::from(count).of(Function::Sqrt),
            Whole::Best => full,
        }
    }
}

impl Registered for DivideBy {
    fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        fields.required("by").map(Self::new)
    }
}

impl ScoringRule for DivideBy {
    fn name(&self) -> &'static str {
        NAME
    }

    fn calibrate(&self, sample: &Sample<'_>) -> Result<Calibration, RuleError> {
        let calibration = Calibration::default();
        if sample.values.iter().all(|x| self.taken(x, sample.setting).is_err()) {
            return Ok(calibration);
        }
        let whole = self.whole(sample).ok_or(RuleError::TooLarge)?;
        let is_nothing = whole.is_zero();
        let calibration = calibration.with(self.by.name(), whole);
        Ok(if is_nothing { calibration.with(COUNT, Exact::count(sample.values.len())).constant() } else { calibration })
    }

    fn score(&self, x: &Exact, cell: &Cell<'_>) -> Result<Scored, RuleError> {
        self.taken(x, cell.setting)?;
        let whole = cell.calibration.statistic(self.by.name())?;
        let full = Checked::from(cell.setting.scale);
        if whole.is_zero() {
            let share = self.equal_share(cell.setting, cell.calibration.statistic(COUNT)?);
            return finish(share.value().map_or(Checked::ZERO, Checked::from));
        }
        let [x, whole] = [x, &whole].map(Checked::from);
        finish(match (cell.setting.direction, self.by) {
            (Direction::Higher, _) => full * x / whole,
            (Direction::Lower, Whole::Best) => full * whole / x,
            (Direction::Lower, _) => full / (x * whole),
        })
    }

    fn working(&self, x: &Exact, cell: &Cell<'_>) -> Option<Working> {
        let whole = &cell.calibration.statistic(self.by.name()).ok()?;
        if whole.is_zero() {
            let share = self.equal_share(cell.setting, cell.calibration.statistic(COUNT).ok()?);
            return Some(Working::new(share).basis(Basis::Constant));
        }
        Some(Working::new(match (cell.setting.direction, self.by) {
            (Direction::Higher, _) => ratio_formula(cell.setting, x, whole),
            (Direction::Lower, Whole::Best) => ratio_formula(cell.setting, whole, x),
            (Direction::Lower, _) => Formula::from(cell.setting.scale) / (Formula::from(x) * whole),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::super::testing::{assert_monotone, calibrated, exact, frozen, points, scored};
    use super::*;

    const ALL: [Whole; 3] = [Whole::Sum, Whole::Length, Whole::Best];

    #[test]
    fn values_are_shares_of_their_sum_length_or_best() {
        // NumPy 2.4.6: x/x.sum(), x/linalg.norm(x), x/x.max() of [3, 4, 12], whose length is 13.
        let of = |by| calibrated(&DivideBy::new(by), &["3", "4", "12"], "100", Direction::Higher);
        assert_eq!(of(Whole::Sum), points(&["15.789473684211", "21.052631578947", "63.157894736842"]));
        assert_eq!(of(Whole::Length), points(&["23.076923076923", "30.769230769231", "92.307692307692"]));
        assert_eq!(of(Whole::Best), points(&["25", "33.333333333333", "100"]));
        let outcome = scored(&DivideBy::new(Whole::Sum), &["3", "4", "12"], "100", Direction::Higher);
        assert_eq!(outcome[0], Ok(Exact::ratio(300, 19).unwrap().into()));
    }

    #[test]
    fn costs_are_divided_as_reciprocals() {
        // By hand: 1/2, 1/3 and 1/6 total 1; the root of 1/4 + 1/9 + 1/36 = 14/36 is √14/6, so that 2 scores 300/√14.
        let of = |by| calibrated(&DivideBy::new(by), &["2", "3", "6"], "100", Direction::Lower);
        assert_eq!(of(Whole::Sum), points(&["50", "33.333333333333", "16.666666666667"]));
        assert_eq!(of(Whole::Length), points(&["80.178372573727", "53.452248382485", "26.726124191242"]));
        assert_eq!(of(Whole::Best), points(&["100", "66.666666666667", "33.333333333333"]));
    }

    #[test]
    fn zeros_are_taken_where_more_is_better_and_refused_as_costs() {
        for (by, last) in [(Whole::Sum, "80"), (Whole::Length, "97.014250014533"), (Whole::Best, "100")] {
            let rule = DivideBy::new(by);
            let higher = calibrated(&rule, &["0", "1", "4"], "100", Direction::Higher);
            assert_eq!((higher[0], higher[2]), (points("0"), points(last)));
            let lower = scored(&rule, &["0", "1", "4"], "100", Direction::Lower);
            assert_eq!(lower[0], Err(RuleError::NotPositive { rule: NAME, found: Exact::ZERO }));
            // The others are scored as if it were not there.
            assert_eq!(lower[1..], scored(&rule, &["1", "4"], "100", Direction::Lower));
        }
    }

    #[test]
    fn only_a_length_takes_negative_values() {
        for by in [Whole::Sum, Whole::Best] {
            let outcome = scored(&DivideBy::new(by), &["-3", "4"], "100", Direction::Higher);
            assert_eq!(outcome[0], Err(RuleError::Negative { rule: NAME, found: exact("-3") }));
            assert_eq!(outcome[1], Ok(100.into()));
        }
        let rule = DivideBy::new(Whole::Length);
        assert_eq!(calibrated(&rule, &["-3", "4"], "100", Direction::Higher), points(&["-60", "80"]));
        assert!(scored(&rule, &["-3", "4"], "100", Direction::Lower)[0].is_err());
    }

    #[test]
    fn equal_values_share_equally_zeros_too() {
        for (by, each) in [(Whole::Sum, "25"), (Whole::Length, "50"), (Whole::Best, "100")] {
            let rule = DivideBy::new(by);
            for values in [["7"; 4], ["0"; 4]] {
                assert_eq!(calibrated(&rule, &values, "100", Direction::Higher), points(&[each; 4]));
            }
            assert_eq!(calibrated(&rule, &["7"; 4], "100", Direction::Lower), points(&[each; 4]));
            assert_eq!(frozen(&rule, &["0"; 4], "3", "100", Direction::Higher), points(each));
        }
    }

    #[test]
    fn better_never_scores_less() {
        for (by, direction) in ALL.into_iter().flat_map(|by| [(by, Direction::Higher), (by, Direction::Lower)]) {
            let values = ["0.001", "0.1", "3", "3.0000000001", "700"];
            assert_monotone(&DivideBy::new(by), &values, direction);
        }
    }

    #[test]
    fn it_is_written_as_documents_write_it() {
        let json = serde_json::to_string(&Rule::from(DivideBy::new(Whole::Length))).unwrap();
        assert_eq!(json, r#"{"type":"divide_by","by":"length"}"#);
    }
}
