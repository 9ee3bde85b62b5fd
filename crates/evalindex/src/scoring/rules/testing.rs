//! Short ways for the rules' own tests to score values and to write what they expect.

use rust_decimal::Decimal;

use super::{Calibration, Cell, RuleError, Sample, Scored, ScoringRule, Setting};
use crate::number::Score;
use crate::system::Direction;

pub(super) fn decimal(text: &str) -> Decimal {
    Decimal::from_str_exact(text).unwrap()
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
        self.iter().map(|text| text.scores()).collect()
    }
}

/// The scores that these texts write.
pub(super) fn points<E: Expected>(expected: E) -> E::Scores {
    expected.scores()
}

/// The score of one value by a rule whose posts are all given.
pub(super) fn score(rule: &dyn ScoringRule, x: &str, scale: &str, direction: Direction) -> Score {
    let [scored] = scored(rule, &[x], scale, direction).try_into().unwrap();
    scored.unwrap().score
}

/// The scores of these values, the rule being calibrated on them.
pub(super) fn calibrated(rule: &dyn ScoringRule, values: &[&str], scale: &str, direction: Direction) -> Vec<Score> {
    scored(rule, values, scale, direction).into_iter().map(|scored| scored.unwrap().score).collect()
}

/// The full outcome for these values, the rule being calibrated on them.
pub(super) fn scored(
    rule: &dyn ScoringRule,
    values: &[&str],
    scale: &str,
    direction: Direction,
) -> Vec<Result<Scored, RuleError>> {
    let setting = Setting { scale: decimal(scale), direction };
    let values: Vec<_> = values.iter().map(|text| decimal(text)).collect();
    let calibration: Calibration = rule.calibrate(&Sample { setting, values: &values, reference: None }).unwrap();
    let cell = Cell { setting, target: None, calibration: &calibration };
    values.iter().map(|x| rule.score(*x, &cell)).collect()
}
