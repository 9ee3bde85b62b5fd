//! Several rules in turn: each scores what the one before it came to.

use serde::ser::{Serialize, Serializer};

use super::calibration::Calibration;
use super::context::{Cell, Sample, Scored, Setting};
use super::error::RuleError;
use super::scoring_rule::ScoringRule;
use super::working::Working;
use super::{Fault, Rule};
use crate::method::direction::Direction;
use crate::number::Exact;

/// Several rules in turn: the first scores the value, each later one the score of the rule before it, unrounded and exact.
///
/// `s = f_n(… f_2(f_1(x)))`. Direction, targets, previous figures and the group that a rule looks at belong to the first;
/// a later one takes higher scores as better, and is calibrated on the scores of all subjects that have a value. A rounding
/// of the node comes last. The later rules' calibrations stand in [`Calibration::then`]. Rule books do so where an indicator
/// is standardised first and stretched afterwards; the English and Scottish Indices of Deprivation rank, and transform the
/// ranks (Scottish Government, SIMD 2016 technical notes).
///
/// ```
/// use evalindex::number::Exact;
/// use evalindex::rule::{MinMax, Rule, Setting, ZScore};
/// use evalindex::model::Direction;
///
/// let rule = Rule::in_turn(ZScore::default(), [MinMax::default().into()]);
/// assert_eq!(rule.name(), "z_score then min_max");
/// let values = [1, 3, 5].map(Exact::from);
/// let scored = rule.as_scoring().score_all(&values, Setting::new(100, Direction::Higher))?;
/// assert_eq!(scored[0].score, Exact::ZERO);
/// # Ok::<(), evalindex::rule::RuleError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct InTurn {
    first: Box<Rule>,
    then: Vec<Rule>,
    name: String,
}

/// What is told of each rule in turn: the rule, the value that it scores, what it scores with, its score.
pub(crate) type Visit<'v> = dyn FnMut(&Rule, &Exact, &Cell<'_>, &Scored) + 'v;

impl Rule {
    /// A rule, and others that score in turn what comes of it; rules that are several themselves are taken apart.
    pub fn in_turn(first: impl Into<Self>, then: impl IntoIterator<Item = Self>) -> Self {
        let mut all = std::iter::once(first.into()).chain(then).flat_map(Self::apart);
        let (first, then) = (all.next(), all.collect::<Vec<_>>());
        match first {
            Some(first) if !then.is_empty() => {
                let names: Vec<&str> = std::iter::once(&first).chain(&then).map(Self::name).collect();
                let name = names.join(" then ");
                Self::InTurn(InTurn { first: Box::new(first), then, name })
            }
            Some(only) => only,
            // There is a first one always.
            None => super::MinMax::default().into(),
        }
    }

    fn apart(self) -> Vec<Self> {
        match self {
            Self::InTurn(InTurn { first, then, .. }) => std::iter::once(*first).chain(then).collect(),
            one => vec![one],
        }
    }

    /// The first of several rules in turn; a rule that is alone is its own.
    pub fn first(&self) -> &Self {
        match self {
            Self::InTurn(rules) => &rules.first,
            one => one,
        }
    }

    /// The first of several rules in turn, to be changed.
    pub(crate) fn first_mut(&mut self) -> &mut Self {
        match self {
            Self::InTurn(rules) => &mut rules.first,
            one => one,
        }
    }

    /// Each of them in turn, to be changed.
    pub(crate) fn each_mut(&mut self) -> Vec<&mut Self> {
        match self {
            Self::InTurn(rules) => std::iter::once(&mut *rules.first).chain(&mut rules.then).collect(),
            one => vec![one],
        }
    }

    /// The rules after the first.
    pub fn then(&self) -> &[Self] {
        match self {
            Self::InTurn(rules) => &rules.then,
            _ => &[],
        }
    }

    /// The path of one of the rules in turn, the first of which has the number 0, where a document has them at this path.
    pub(crate) fn path(&self, number: usize, path: &str) -> String {
        if self.then().is_empty() { path.to_owned() } else { format!("{path}[{number}]") }
    }

    /// The score of a value; each rule is told of in turn.
    pub(crate) fn each(&self, x: &Exact, cell: &Cell<'_>, visit: &mut Visit<'_>) -> Result<Scored, RuleError> {
        each(self.first(), self.then(), (x, cell), visit)
    }

    /// A frozen calibration of the other subjects, in each rule in turn: see [`Calibration::without`]. `own` is the
    /// subject's own value in it. None where no rule keeps an order, or the own value has no score.
    pub(crate) fn without(&self, own: &Exact, cell: &Cell<'_>) -> Option<Calibration> {
        if self.then().is_empty() {
            return cell.calibration.is_ordered().then(|| cell.calibration.without(own));
        }
        let mut taken = Vec::new();
        self.each(own, cell, &mut |_, value, cell, _| taken.push(cell.calibration.without(value))).ok()?;
        let mut taken = taken.into_iter();
        let calibration = taken.next()?.in_turn(taken.collect());
        calibration.is_ordered().then_some(calibration)
    }
}

impl Setting {
    /// That of a later rule in turn: it scores what is a score already, of which higher ones are better.
    pub(crate) fn later(self) -> Self {
        Self { direction: Direction::Higher, ..self }
    }
}

impl ScoringRule for InTurn {
    fn name(&self) -> &str {
        &self.name
    }

    fn faults(&self, setting: Setting) -> Vec<Fault> {
        let later = self.then.iter().flat_map(|rule| rule.as_scoring().faults(setting.later()));
        self.first.as_scoring().faults(setting).into_iter().chain(later).collect()
    }

    fn calibrate(&self, sample: &Sample<'_>) -> Result<Calibration, RuleError> {
        let first = self.first.as_scoring().calibrate(sample)?;
        let mut values = scores(&self.first, sample.values, &Cell::new(sample.setting, &first))?;
        let (setting, mut then) = (sample.setting.later(), Vec::with_capacity(self.then.len()));
        for rule in &self.then {
            let calibration = rule.as_scoring().calibrate(&Sample::new(setting, &values))?;
            values = scores(rule, &values, &Cell::new(setting, &calibration))?;
            then.push(calibration);
        }
        Ok(first.in_turn(then))
    }

    fn score(&self, x: &Exact, cell: &Cell<'_>) -> Result<Scored, RuleError> {
        each(&self.first, &self.then, (x, cell), &mut |_, _, _, _| {})
    }

    /// That of the last rule.
    fn working(&self, x: &Exact, cell: &Cell<'_>) -> Option<Working> {
        let mut working = None;
        let mut of_rule = |rule: &Rule, x: &Exact, cell: &Cell<'_>, _: &Scored| {
            working = rule.as_scoring().working(x, cell);
        };
        each(&self.first, &self.then, (x, cell), &mut of_rule).ok()?;
        working
    }

    fn implied_direction(&self) -> Option<Direction> {
        self.first.as_scoring().implied_direction()
    }

    fn uses_direction(&self) -> bool {
        self.first.as_scoring().uses_direction()
    }

    fn merit(&self, x: &Exact, setting: Setting) -> Result<Exact, RuleError> {
        self.first.as_scoring().merit(x, setting)
    }

    /// That of the first rule, where every later one gives more for more.
    fn improving(&self, x: &Exact, setting: Setting) -> Option<(Direction, Option<Exact>)> {
        let rises = |rule: &Rule| {
            // A rule with a best value has an end on the way to it, or turns, whatever the value.
            rule.as_scoring().improving(&Exact::ZERO, setting.later()) == Some((Direction::Higher, None))
        };
        self.first.as_scoring().improving(x, setting).filter(|_| self.then.iter().all(rises))
    }

    fn uses_target(&self) -> bool {
        self.first.as_scoring().uses_target()
    }

    fn uses_previous(&self) -> bool {
        self.first.as_scoring().uses_previous()
    }

    fn default_target(&self) -> Option<&Exact> {
        self.first.as_scoring().default_target()
    }

    fn reference_subject(&self) -> Option<&str> {
        self.first.as_scoring().reference_subject()
    }
}

/// The score of a value by rules in turn.
fn each(
    first: &Rule,
    then: &[Rule],
    (x, cell): (&Exact, &Cell<'_>),
    visit: &mut Visit<'_>,
) -> Result<Scored, RuleError> {
    let mut scored = first.as_scoring().score(x, cell)?;
    visit(first, x, cell, &scored);
    let nothing = Calibration::default();
    for (number, rule) in then.iter().enumerate() {
        let calibration = cell.calibration.then().get(number).unwrap_or(&nothing);
        let (value, cell) = (scored.score, Cell::new(cell.setting.later(), calibration));
        scored = rule.as_scoring().score(&value, &cell)?;
        visit(rule, &value, &cell, &scored);
    }
    Ok(scored)
}

/// The scores of values by one rule.
fn scores(rule: &Rule, values: &[Exact], cell: &Cell<'_>) -> Result<Vec<Exact>, RuleError> {
    values.iter().map(|x| Ok(rule.as_scoring().score(x, cell)?.score)).collect()
}

impl Serialize for InTurn {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_seq(std::iter::once(&*self.first).chain(&self.then))
    }
}
