//! Short ways for the rules' own tests to score values and to write what they expect.

use rust_decimal::Decimal;

use super::calibration::Calibration;
use super::context::{Cell, Sample, Scored, Setting};
use super::error::RuleError;
use super::scoring_rule::ScoringRule;
use crate::method::direction::Direction;
use crate::number::{Exact, Score};

pub(super) fn decimal(text: &str) -> Decimal {
    Decimal::from_str_exact(text).unwrap()
}

pub(super) fn exact(text: &str) -> Exact {
    decimal(text).into()
}

/// The natural logarithm of this figure, as a transform gives it.
pub(super) fn real(text: &str) -> Exact {
    exact(text).to_real().ln().unwrap().into()
}

/// The same logarithm as another way to compute it may give it: off by so many 10⁻³⁴.
pub(super) fn off(by: i128, text: &str) -> Exact {
    &real(text) + &Exact::from_scaled(by, 34)
}

/// The nearest score to 12 decimals.
fn nearest(scored: &Scored) -> Score {
    scored.score.nearest_score().unwrap().0
}

/// What a test expects: one score from a text, or several from texts.
pub(super) trait Expected {
    type Scores;
    fn scores(&self) -> Self::Scores;
}

impl Expected for &str {
    type Scores = Score;
    fn scores(&self) -> Score {
        Score::from_decimal(decimal(self)).unwrap()
    }
}

impl<const N: usize> Expected for &[&str; N] {
    type Scores = Vec<Score>;
    fn scores(&self) -> Vec<Score> {
        self.iter().map(Expected::scores).collect()
    }
}

/// The scores that these texts write.
#[allow(clippy::needless_pass_by_value, reason = "texts and references to them")]
pub(super) fn points<E: Expected>(expected: E) -> E::Scores {
    expected.scores()
}

/// The score of one value by a rule that takes nothing from the data.
pub(super) fn score(rule: &dyn ScoringRule, x: &str, scale: &str, direction: Direction) -> Score {
    let [scored] = scored(rule, &[x], scale, direction).try_into().unwrap();
    nearest(&scored.unwrap())
}

/// The scores of these values, to 12 decimals, the rule being calibrated on them.
pub(super) fn calibrated(rule: &dyn ScoringRule, values: &[&str], scale: &str, direction: Direction) -> Vec<Score> {
    scored(rule, values, scale, direction).into_iter().map(|scored| nearest(&scored.unwrap())).collect()
}

/// The full outcome for these values, the rule being calibrated on them.
pub(super) fn scored(
    rule: &dyn ScoringRule,
    values: &[&str],
    scale: &str,
    direction: Direction,
) -> Vec<Result<Scored, RuleError>> {
    let calibration = calibration(rule, values, scale, direction).unwrap();
    let cell = Cell::new(setting(scale, direction), &calibration);
    values.iter().map(|x| rule.score(&exact(x), &cell)).collect()
}

/// The outcome for one value against the subject's own target.
pub(super) fn against(
    rule: &dyn ScoringRule,
    x: &str,
    target: &str,
    scale: &str,
    direction: Direction,
) -> Result<Scored, RuleError> {
    let calibration = Calibration::default();
    let cell = Cell::new(setting(scale, direction), &calibration).target(decimal(target));
    rule.score(&exact(x), &cell)
}

/// The score of one value after calibration on others.
pub(super) fn frozen(rule: &dyn ScoringRule, values: &[&str], x: &str, scale: &str, direction: Direction) -> Score {
    let calibration = calibration(rule, values, scale, direction).unwrap();
    let cell = Cell::new(setting(scale, direction), &calibration);
    nearest(&rule.score(&exact(x), &cell).unwrap())
}

/// What the rule takes from these values.
pub(super) fn calibration(
    rule: &dyn ScoringRule,
    values: &[&str],
    scale: &str,
    direction: Direction,
) -> Result<Calibration, RuleError> {
    let values: Vec<_> = values.iter().map(|text| exact(text)).collect();
    rule.calibrate(&Sample::new(setting(scale, direction), &values))
}

/// The parameters at fault, on a scale of 100.
pub(super) fn at_fault(rule: &dyn ScoringRule) -> Vec<String> {
    rule.faults(setting("100", Direction::Higher)).into_iter().map(|fault| fault.parameter).collect()
}

/// Asserts that of these values, given in ascending order, a better one never scores less.
pub(super) fn assert_monotone(rule: &dyn ScoringRule, ascending: &[&str], direction: Direction) {
    let outcomes = scored(rule, ascending, "100", direction).into_iter();
    let mut scores: Vec<Exact> = outcomes.map(|outcome| outcome.unwrap().score).collect();
    if direction == Direction::Lower {
        scores.reverse();
    }
    assert!(scores.is_sorted(), "{} {direction:?}: {scores:?}", rule.name());
}

pub(super) fn setting(scale: &str, direction: Direction) -> Setting {
    Setting::new(decimal(scale), direction)
}
