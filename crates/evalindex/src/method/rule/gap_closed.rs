//! How much of the gap between a start and a goal is closed.

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use super::calibration::Calibration;
use super::checks::below;
use super::compare::is_better;
use super::context::{Cell, Sample, Scored, Setting};
use super::error::RuleError;
use super::limits::{finish, line};
use super::post::{Post, Statistic, calibrated};
use super::scoring_rule::{Registered, ScoringRule};
use super::working::{Basis, Working, line_formula};
use crate::json::Fields;
use crate::method::direction::Direction;
use crate::method::fault::Fault;
use crate::number::{Exact, json_number, optional_number};

/// Where a gap begins.
///
/// ```
/// use evalindex::rule::Start;
///
/// assert_eq!(serde_json::to_string(&Start::Previous).unwrap(), r#""previous""#);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Start {
    /// This value, in the unit of the values: a threshold that is the same for all; in documents a number.
    Value(Exact),
    /// The subject's own previous figure; in documents `"previous"`.
    Previous,
    /// This statistic of the values; in documents an object.
    Statistic(Statistic),
}

impl Serialize for Start {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Value(value) => value.serialize(out),
            Self::Previous => out.serialize_str("previous"),
            Self::Statistic(statistic) => statistic.serialize(out),
        }
    }
}

/// The share of the gap that is closed: `low + (x − start)/(goal − start)·(high − low)` between start and goal, `short` at
/// or before the start, `reached` at the goal or beyond; direction `lower` has the goal below the start.
///
/// With a threshold as start these are achievement points, with the subject's own previous figure improvement points; a
/// subject whose start is at the goal or beyond it scores `reached` where it still is, else `short`. Source: Hospital
/// Value-Based Purchasing, 42 CFR 412.165: `9·(x − threshold)/(benchmark − threshold) + 0.5`, 10 at the benchmark, and
/// `10·(x − baseline)/(benchmark − baseline) − 0.5`, each rounded, the higher of the two counting. Gap to goal: start at
/// half of the target.
///
/// ```
/// use evalindex::model::Direction;
/// use evalindex::number::Exact;
/// use evalindex::rule::{GapClosed, ScoringRule, Setting, Start};
///
/// let rule = GapClosed::new(Start::Value(Exact::from(40)), 80).low(5).high(95);
/// let scored = rule.score_all(&[40, 60, 80].map(Exact::from), Setting::new(100, Direction::Higher))?;
/// let points: Vec<_> = scored.iter().map(|one| one.score.to_string()).collect();
/// assert_eq!(points, ["0", "50", "95"]);
/// # Ok::<(), evalindex::rule::RuleError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct GapClosed {
    /// Where the gap begins.
    pub start: Start,
    /// Where it is closed, in the unit of the values.
    pub goal: Post,
    /// Score just past the start; 0 by default.
    #[serde(serialize_with = "json_number")]
    pub low: Decimal,
    /// Score just before the goal; full marks when absent.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "optional_number")]
    pub high: Option<Decimal>,
    /// Score at the start and before it; 0 by default.
    #[serde(serialize_with = "json_number")]
    pub short: Decimal,
    /// Score at the goal and beyond; `high` when absent.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "optional_number")]
    pub reached: Option<Decimal>,
}

impl GapClosed {
    /// From nothing at the start to full marks at the goal.
    pub fn new(start: Start, goal: impl Into<Post>) -> Self {
        Self { start, goal: goal.into(), low: Decimal::ZERO, high: None, short: Decimal::ZERO, reached: None }
    }

    /// With this score just past the start.
    pub fn low(mut self, low: impl Into<Decimal>) -> Self {
        self.low = low.into();
        self
    }

    /// With this score just before the goal.
    pub fn high(mut self, high: impl Into<Decimal>) -> Self {
        self.high = Some(high.into());
        self
    }

    /// With this score at the start and before it.
    pub fn short(mut self, short: impl Into<Decimal>) -> Self {
        self.short = short.into();
        self
    }

    /// With this score at the goal and beyond.
    pub fn reached(mut self, reached: impl Into<Decimal>) -> Self {
        self.reached = Some(reached.into());
        self
    }

    /// The start as a post; none where it is the previous figure.
    fn start_post(&self) -> Option<Post> {
        match &self.start {
            Start::Value(value) => Some(Post::Value(value.clone())),
            Start::Statistic(statistic) => Some((*statistic).into()),
            Start::Previous => None,
        }
    }

    /// Start and goal of a subject.
    fn gap(&self, cell: &Cell<'_>) -> Result<[Exact; 2], RuleError> {
        let start = match self.start_post() {
            Some(post) => post.found("start", cell.calibration)?,
            None => cell.previous.clone().ok_or(RuleError::NoPrevious)?,
        };
        Ok([start, self.goal.found("goal", cell.calibration)?])
    }

    fn high_or_full(&self, setting: Setting) -> Decimal {
        self.high.unwrap_or(setting.scale)
    }
}

impl Registered for GapClosed {
    fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        let (start, goal) = (fields.required("start"), fields.required("goal"));
        let low = fields.or("low", Decimal::ZERO);
        let high = fields.optional("high");
        let short = fields.or("short", Decimal::ZERO);
        Some(Self { low, high, short, reached: fields.optional("reached"), start: start?, goal: goal? })
    }

    fn unit_parameters(&mut self) -> Vec<(&'static str, &mut Exact)> {
        let start = match &mut self.start {
            Start::Value(value) => Some(("start", value)),
            Start::Previous | Start::Statistic(_) => None,
        };
        start.into_iter().chain(self.goal.value_mut().map(|value| ("goal", value))).collect()
    }
}

impl ScoringRule for GapClosed {
    fn name(&self) -> &'static str {
        "gap_closed"
    }

    fn faults(&self, setting: Setting) -> Vec<Fault> {
        let start = match (&self.start, self.goal.value(), setting.direction) {
            (Start::Value(start), Some(goal), Direction::Higher) => below("start", start.clone(), "goal", goal.clone()),
            (Start::Value(start), Some(goal), Direction::Lower) => (start <= goal).then(|| {
                let expected = format!("more than goal, {goal}");
                Fault::new("start", "`start` is not above goal, and less is better", start, expected)
            }),
            _ => None,
        };
        let rising = below("low", self.low, "high", self.high_or_full(setting));
        let of_start = self.start_post().and_then(|post| post.fault("start"));
        [start, rising, of_start, self.goal.fault("goal")].into_iter().flatten().collect()
    }

    fn calibrate(&self, sample: &Sample<'_>) -> Result<Calibration, RuleError> {
        let start = self.start_post();
        let calibration = calibrated([("start", start.as_ref()), ("goal", Some(&self.goal))], sample)?;
        if let Some(start) = start.filter(|_| calibration != Calibration::default()) {
            let (start, goal) = (start.found("start", &calibration)?, self.goal.found("goal", &calibration)?);
            if is_better(&start, &goal, sample.setting.direction) {
                let what = format!("start comes to {start} and goal to {goal}");
                let expected = "a goal that is no worse than the start";
                return Err(RuleError::Calibration { rule: "gap_closed", what, expected });
            }
        }
        Ok(calibration)
    }

    fn score(&self, x: &Exact, cell: &Cell<'_>) -> Result<Scored, RuleError> {
        let [start, goal] = &self.gap(cell)?;
        let high = self.high_or_full(cell.setting);
        let better = |one, other| is_better(one, other, cell.setting.direction);
        let at = |score: Decimal| finish(score.into());
        if !better(goal, x) {
            return at(self.reached.unwrap_or(high));
        }
        if !better(x, start) {
            return at(self.short);
        }
        finish(line(x, [start, &self.low.into()], [goal, &high.into()]))
    }

    fn working(&self, x: &Exact, cell: &Cell<'_>) -> Option<Working> {
        let [start, goal] = &self.gap(cell).ok()?;
        let high = self.high_or_full(cell.setting);
        let better = |one, other| is_better(one, other, cell.setting.direction);
        if !better(goal, x) {
            let reached = self.reached.unwrap_or(high);
            return Some(Working::new(reached).basis(Basis::Reached(goal.clone())));
        }
        if !better(x, start) {
            return Some(Working::new(self.short).basis(Basis::Short(start.clone())));
        }
        let basis = Basis::Between { from: start.clone(), to: goal.clone() };
        Some(Working::new(line_formula(x, [start, &self.low.into()], [goal, &high.into()])).basis(basis))
    }

    fn uses_previous(&self) -> bool {
        self.start == Start::Previous
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_monotone, at_fault, decimal, exact, points, score, setting};
    use super::*;

    fn achievement() -> GapClosed {
        GapClosed::new(Start::Value(exact("0.47")), decimal("0.87"))
            .low(decimal("0.5"))
            .high(decimal("9.5"))
            .reached(10)
    }

    fn improvement() -> GapClosed {
        GapClosed::new(Start::Previous, decimal("0.87")).low(decimal("-0.5")).high(decimal("9.5")).reached(decimal("9"))
    }

    #[test]
    fn achievement_points_lie_between_threshold_and_benchmark() {
        // 9·(0.70 − 0.47)/(0.87 − 0.47) + 0.5 = 5.675.
        for (x, expected) in [("0.70", "5.675"), ("0.87", "10"), ("0.95", "10"), ("0.47", "0"), ("0.2", "0")] {
            assert_eq!(score(&achievement(), x, "10", Direction::Higher), points(expected), "{x}");
        }
    }

    #[test]
    fn improvement_points_start_at_the_subjects_own_figure() {
        // 10·(0.70 − 0.21)/(0.87 − 0.21) − 0.5 = 49/6.6 − 0.5 = 457/66.
        let calibration = super::super::Calibration::default();
        let cell = |previous: Option<&str>| Cell {
            setting: setting("10", Direction::Higher),
            target: None,
            previous: previous.map(exact),
            calibration: &calibration,
        };
        let of = |x: &str, previous: &str| improvement().score(&exact(x), &cell(Some(previous))).unwrap().score;
        assert_eq!(of("0.70", "0.21"), Exact::ratio(457, 66).unwrap());
        assert_eq!(of("0.21", "0.21"), exact("0"));
        assert_eq!(of("0.90", "0.21"), exact("9"));
        assert_eq!(of("0.88", "0.90"), exact("9"), "still beyond the goal");
        assert_eq!(of("0.80", "0.90"), exact("0"), "fallen back");
        assert_eq!(improvement().score(&Exact::ONE, &cell(None)), Err(RuleError::NoPrevious));
        assert!(improvement().uses_previous() && !achievement().uses_previous());
    }

    #[test]
    fn gap_to_goal_starts_at_half_of_the_target() {
        // lawinsider.com/clause/gap-to-goal-methodology: below 50 % of the target 0, 75 % scores 50 %.
        let rule = GapClosed::new(Start::Value(exact("50")), decimal("100"));
        for (x, expected) in [("49", "0"), ("75", "50"), ("100", "100"), ("120", "100")] {
            assert_eq!(score(&rule, x, "100", Direction::Higher), points(expected), "{x}");
        }
    }

    #[test]
    fn less_may_be_better() {
        let rule = GapClosed::new(Start::Value(exact("40")), decimal("20"));
        for (x, expected) in [("41", "0"), ("40", "0"), ("25", "75"), ("20", "100"), ("5", "100")] {
            assert_eq!(score(&rule, x, "100", Direction::Lower), points(expected), "{x}");
        }
        assert_monotone(&rule, &["5", "20", "20.5", "30", "39.9", "40", "60"], Direction::Lower);
        assert_monotone(&achievement(), &["0.1", "0.47", "0.48", "0.8", "0.87", "0.99"], Direction::Higher);
    }

    #[test]
    fn impossible_gaps_are_named() {
        let upside_down = GapClosed::new(Start::Value(exact("0.9")), decimal("0.87"));
        assert_eq!(at_fault(&upside_down), ["start"]);
        assert_eq!(at_fault(&achievement().low(decimal("100"))), ["low"]);
        assert_eq!(at_fault(&improvement()), [""; 0]);
    }
}
