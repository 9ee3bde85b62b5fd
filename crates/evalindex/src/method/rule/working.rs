//! How a rule came to a score: its formula with the numbers put in, and what chose that formula.

use std::fmt;

use super::calibration::Standing;
use super::context::Setting;
use super::limits::{Limit, finish_within};
use crate::method::direction::Direction;
use crate::number::{Exact, Formula};

/// How a rule came to a score.
///
/// ```
/// use evalindex::model::Direction;
/// use evalindex::number::Exact;
/// use evalindex::rule::{Calibration, Cell, Completion, ScoringRule, Setting};
///
/// let calibration = Calibration::default();
/// let cell = Cell::new(Setting::new(100, Direction::Higher), &calibration);
/// let working = Completion::new(8).working(&Exact::from(6), &cell).unwrap();
/// assert_eq!(working.formula.to_string(), "100·6/8");
/// assert_eq!(working.formula.value(), Some(Exact::from(75)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Working {
    /// The formula; its value is the score, before a declared rounding.
    pub formula: Formula,
    /// What chose the formula, where the rule has more than one.
    pub basis: Option<Basis>,
}

/// What chose the formula of a score. Figures are in the unit of the values, after any transform.
///
/// ```
/// use evalindex::rule::Basis;
///
/// let basis = Basis::Place { place: 3, equal: 1, of: 11 };
/// assert_eq!(basis.to_string(), "place 3 of 11");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Basis {
    /// All calibrated values are equal.
    Constant,
    /// A declared limit of this name holds the score.
    Limit(&'static str),
    /// The place among the subjects, from the best.
    Place {
        /// The competition place, from 1.
        place: usize,
        /// How many share it, the subject itself among them.
        equal: usize,
        /// How many subjects there are.
        of: usize,
    },
    /// How many subjects are left behind.
    Behind {
        /// How many are strictly worse.
        worse: usize,
        /// How many have the same value, the subject itself among them.
        equal: usize,
        /// How many subjects there are.
        of: usize,
    },
    /// The value lies between these two.
    Between {
        /// The worse one, or the lower one where none is worse.
        from: Exact,
        /// The other one.
        to: Exact,
    },
    /// The value reaches this one, or goes beyond it.
    Reached(Exact),
    /// The value does not get beyond this one.
    Short(Exact),
    /// The value lies in the best interval.
    Inside {
        /// Its lower end.
        from: Exact,
        /// Its upper end.
        to: Exact,
    },
    /// The value lies beyond the limits of the interval.
    Outside {
        /// The lower limit.
        from: Exact,
        /// The upper limit.
        to: Exact,
    },
    /// The value is below 0.
    Negative,
    /// What an explanation says that was read back, in its words.
    Text(String),
    /// The value is taken from a node of an index before.
    Node {
        /// Id of the index.
        index: String,
        /// Id of the node.
        node: String,
        /// What is taken: its score, its aggregate, its rank.
        of: &'static str,
    },
}

impl Working {
    /// A formula that is the only one of its rule.
    pub fn new(formula: impl Into<Formula>) -> Self {
        Self { formula: formula.into(), basis: None }
    }

    /// With what chose the formula.
    pub fn basis(self, basis: Basis) -> Self {
        Self { basis: Some(basis), ..self }
    }

    /// A formula held within declared limits: the limit that moves the score is shown, and named.
    pub(super) fn within(formula: Formula, floor: Option<Limit>, cap: Option<Limit>, setting: Setting) -> Option<Self> {
        let held = finish_within(formula.value()?.into(), floor, cap, setting).ok()?;
        let limit = |one: Option<Limit>| one.filter(|(name, _)| Some(*name) == held.limit);
        let is_floor = limit(floor).is_some_and(|(_, points)| held.score == points.into());
        Some(match (held.limit, limit(floor).or(limit(cap))) {
            (Some(name), Some((_, points))) => {
                let formula = if is_floor { formula.max(points) } else { formula.min(points) };
                Self::new(formula).basis(Basis::Limit(name))
            }
            _ => Self::new(formula),
        })
    }
}

impl Basis {
    /// The place of a value that stands so.
    pub(super) fn place(standing: Standing, direction: Direction) -> Self {
        let (place, equal) = (standing.better(direction).saturating_add(1), standing.equal.max(1));
        Self::Place { place, equal, of: standing.count() }
    }

    /// What a value that stands so leaves behind.
    pub(super) fn behind(standing: Standing, direction: Direction) -> Self {
        Self::Behind { worse: standing.worse(direction), equal: standing.equal.max(1), of: standing.count() }
    }
}

/// The line through two points of different `x`, `[x, y]` each, at `x`.
pub(super) fn line_formula(x: &Exact, from: [&Exact; 2], to: [&Exact; 2]) -> Formula {
    let ([from_x, from_y], [to_x, to_y]) = (from, to);
    let (way, whole) = (Formula::from(x) - from_x, Formula::from(to_x) - from_x);
    let rise = if from_y.is_zero() { Formula::from(to_y) } else { Formula::from(to_y) - from_y };
    let part = rise * way / whole;
    if from_y.is_zero() { part } else { Formula::from(from_y) + part }
}

/// By how much a value is better than another one.
pub(super) fn better_by(x: &Exact, other: &Exact, direction: Direction) -> Formula {
    match direction {
        Direction::Higher => Formula::from(x) - other,
        Direction::Lower => Formula::from(other) - x,
    }
}

/// Full marks times the quotient of two numbers.
pub(super) fn ratio_formula(setting: Setting, part: &Exact, whole: &Exact) -> Formula {
    Formula::from(setting.scale) * part / whole
}

impl fmt::Display for Basis {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Constant => out.write_str("all values are equal"),
            Self::Limit(name) => write!(out, "held by `{name}`"),
            Self::Place { place, equal, of } => {
                write!(out, "place {place} of {of}")?;
                if *equal > 1 { write!(out, ", shared by {equal}") } else { Ok(()) }
            }
            Self::Behind { worse, equal, of } => {
                write!(out, "better than {worse} of {of}")?;
                if *equal > 1 { write!(out, ", equal with {}", equal.saturating_sub(1)) } else { Ok(()) }
            }
            Self::Between { from, to } => write!(out, "between {} and {}", from.shown(), to.shown()),
            Self::Reached(value) => write!(out, "reaches {}", value.shown()),
            Self::Short(value) => write!(out, "does not get beyond {}", value.shown()),
            Self::Inside { from, to } => write!(out, "within {} to {}", from.shown(), to.shown()),
            Self::Outside { from, to } => write!(out, "not within {} to {}", from.shown(), to.shown()),
            Self::Negative => out.write_str("below 0"),
            Self::Text(text) => out.write_str(text),
            Self::Node { index, node, of } => write!(out, "the {of} of `{node}` in `{index}`"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{exact, real, setting};
    use super::super::{
        AsIs, Base, Calibration, Cell, Completion, DistanceToReference, DivideBy, Efficacy, ExponentialRank, GapClosed,
        Interval, MinMax, NormalRank, Of, PerUnit, PercentRank, Piecewise, Power, RankLadder, RankShare, RankTies,
        RatioToBest, RatioToMean, Reference, Rule, Sample, Start, Statistic, Steps, Whole, ZScore,
    };
    use super::*;
    use crate::number::Near;

    fn rules() -> Vec<Rule> {
        vec![
            MinMax::default().into(),
            MinMax::default().goalposts(2, 8).low(40).clamp(false).into(),
            MinMax::default().goalposts(2, 8).low(40).high(90).into(),
            Completion::new(5).floor(-20).cap(120).into(),
            Completion::new(Statistic::of(Of::Max).times(2)).into(),
            GapClosed::new(Start::Statistic(Statistic::of(Of::Min)), Statistic::of(Of::Max)).into(),
            MinMax::default().goalposts(Statistic::of(Of::Mean).sd(-1), Statistic::of(Of::Mean).sd(1)).into(),
            Completion::new(-5).base(Base::Absolute).cap(190).into(),
            Efficacy::new([1, 3, 4, 6, 7]).into(),
            Efficacy::new([9, 6, 5, 3, 2]).into(),
            Piecewise::new([[1, 10], [4, 0], [7, 90]]).into(),
            Steps::new([[2, 20], [5, 50], [7, 100]]).below(5).into(),
            PerUnit::new(60, 2).target(5).above(10).below(4).min(50).into(),
            PerUnit::new(60, 2).target(5).above(10).below(4).whole(true).into(),
            Interval::new([4, 5], [1, 9]).into(),
            RankLadder::down_by(30).last(20).into(),
            RankLadder::of([100, 90, 70]).into(),
            PercentRank::default().into(),
            PercentRank::default().ties(RankTies::High).share(RankShare::All).into(),
            ZScore::default().center(50).spread(10).into(),
            ZScore::default().mean(4).sd(2).into(),
            ZScore::default().deviation(crate::method::aggregate::Spread::Population).into(),
            DivideBy::new(Whole::Sum).into(),
            DivideBy::new(Whole::Length).into(),
            DivideBy::new(Whole::Best).into(),
            RatioToBest::default().into(),
            RatioToMean::default().cap(110).into(),
            DistanceToReference::new(Reference::Number(exact("0.5"))).into(),
            DistanceToReference::new(Reference::Number(exact("9"))).cap(80).into(),
            Power::new(2, 3, 2).into(),
            Power::new(2, 3, rust_decimal::Decimal::new(15, 1)).into(),
            ExponentialRank::default().into(),
            ExponentialRank::default().ties(RankTies::Mean).share(RankShare::Others).into(),
            ExponentialRank::default().share(RankShare::of(1, 0)).into(),
            PercentRank::default().share(RankShare::of(0, 1)).into(),
            NormalRank::default().into(),
            GapClosed::new(Start::Previous, 6).low(5).reached(95).into(),
            GapClosed::new(Start::Value(exact("3")), 6).into(),
            AsIs::default().into(),
        ]
    }

    /// Whatever the value, the formula of a rule has its score as its value.
    #[test]
    fn every_rule_shows_the_formula_of_its_score() {
        let (mut shown, rules) = (std::collections::BTreeSet::new(), rules());
        let mut figures: Vec<Exact> =
            ["-1", "0.5", "1", "2", "2.5", "3", "3", "4", "5", "6", "7", "9"].map(exact).into();
        figures.push(real("50"));
        for (rule, direction) in rules.iter().flat_map(|rule| [(rule, Direction::Higher), (rule, Direction::Lower)]) {
            let (setting, rule) = (setting("100", direction), rule.as_scoring());
            for values in [&figures[..], &figures[1..4]] {
                let Ok(calibration) = rule.calibrate(&Sample::new(setting, values)) else { continue };
                for x in &figures {
                    let cell = Cell::new(setting, &calibration).previous(2);
                    let Ok(scored) = rule.score(x, &cell) else { continue };
                    let working = rule.working(x, &cell).unwrap_or_else(|| panic!("{} shows nothing", rule.name()));
                    let (value, near) = (working.formula.value().unwrap(), Near::on(setting.scale));
                    assert!(
                        near.compare(&value, &scored.score).is_eq(),
                        "{} {direction:?} of {x}: {} is {value}, and not {}",
                        rule.name(),
                        working.formula,
                        scored.score
                    );
                    let limit = scored.limit.map(Basis::Limit);
                    assert!(limit.is_none() || working.basis == limit || working.basis == Some(Basis::Negative));
                    shown.insert(rule.name());
                }
            }
        }
        assert_eq!(shown.len(), Rule::NAMES.len(), "{shown:?}");
    }

    #[test]
    fn formulas_have_the_numbers_put_in() {
        let working = |rule: Rule, x: &str| {
            let (setting, values) = (setting("100", Direction::Higher), ["2.1", "3", "3", "7.4"].map(exact));
            let calibration = rule.as_scoring().calibrate(&Sample::new(setting, &values)).unwrap();
            let working = rule.as_scoring().working(&exact(x), &Cell::new(setting, &calibration)).unwrap();
            (working.formula.to_string(), working.basis.map(|basis| basis.to_string()))
        };
        let plain = |text: &str| (text.to_owned(), None);
        let by = |text: &str, basis: &str| (text.to_owned(), Some(basis.to_owned()));
        assert_eq!(working(MinMax::default().into(), "4.9"), plain("100·(4.9 − 2.1)/(7.4 − 2.1)"));
        assert_eq!(working(Completion::new(4).into(), "5"), by("min(100·5/4, 100)", "held by `cap`"));
        assert_eq!(working(RankLadder::down_by(30).into(), "3"), by("100 − 30·(2 − 1)", "place 2 of 4, shared by 2"));
        assert_eq!(working(PercentRank::default().into(), "3"), by("100·1.5/3", "better than 1 of 4, equal with 1"));
        assert_eq!(working(Steps::new([[3, 60], [5, 90]]).into(), "4"), by("60", "reaches 3"));
        assert_eq!(
            working(Efficacy::new([9, 7, 5, 3, 1]).into(), "6"),
            by("100·(0.6 + (0.8 − 0.6)·(6 − 5)/(7 − 5))", "between 5 and 7")
        );
        assert_eq!(
            working(PerUnit::new(60, 2).target(5).below(4).whole(true).into(), "2.1"),
            by("60 − 4·floor((5 − 2.1)/2)", "does not get beyond 5")
        );
    }

    #[test]
    fn a_rule_of_your_own_need_not_show_a_formula() {
        #[derive(Debug)]
        struct Own;
        impl super::super::ScoringRule for Own {
            fn name(&self) -> &'static str {
                "own"
            }
            fn score(&self, x: &Exact, _: &Cell<'_>) -> Result<super::super::Scored, super::super::RuleError> {
                Ok(x.clone().into())
            }
        }
        let (calibration, rule) = (Calibration::default(), Rule::custom(Own));
        let cell = Cell::new(setting("100", Direction::Higher), &calibration);
        assert_eq!(rule.as_scoring().working(&Exact::ONE, &cell), None);
    }
}
