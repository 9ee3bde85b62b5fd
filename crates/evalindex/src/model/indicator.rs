//! The leaves of a tree.

use serde::Serialize;

use super::formed::Formed;
use super::measure::{Denominator, Measure, Transform, Within};
use super::missing::{Impute, Missing};
use super::score_step::ScoreStep;
use super::source::{NodeSource, PartSource, Source, TaskSource};
use super::treatment::Treatment;
use super::uncertainty::Uncertainty;
use crate::method::Direction;
use crate::method::rule::Rule;
use crate::number::{Exact, Rounding, json_fraction};

/// A leaf: an observed input, a rule that turns it into a score, a weight.
///
/// ```
/// use evalindex::Indicator;
/// use evalindex::model::{Direction, Impute, Missing};
/// use evalindex::rule::MinMax;
///
/// let indicator = Indicator::new("pm25", "PM2.5", 20, MinMax::default().goalposts(30, 80))
///     .direction(Direction::Lower)
///     .unit("µg/m³")
///     .missing(Missing::Impute(Impute::Worst));
/// assert_eq!(indicator.input_name(), "pm25");
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Indicator {
    /// Id, unique in its index.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// The same in Chinese.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_zh: Option<String>,
    /// Weight among its siblings; 0 = monitored: shown, not counted.
    #[serde(serialize_with = "json_fraction")]
    pub weight: Exact,
    /// The rule that turns a value into a score.
    pub rule: Rule,
    /// Unit of the values.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The source of the figures, for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Id of the responsible department.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// The input that it reads; its id when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input: Option<String>,
    /// What the figure is divided by before it is measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub denominate: Option<Denominator>,
    /// Which values are better; when absent, those that the rule implies, else higher ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// What is scored of the figure: its level, change or growth.
    pub measure: Measure,
    /// The years over which growth is measured, as that of one year: `100·((x/p)^(1/n) − 1)`; 1 when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub years: Option<u32>,
    /// How the figure that a merged unit had in the period before is formed from those of its former units.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub formed: Option<Formed>,
    /// A function applied before the rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transform: Option<Transform>,
    /// The treatment of outliers, before the transform.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub treat: Option<Treatment>,
    /// What happens when the figure is missing.
    pub missing: Missing,
    /// Rounding of its score before its parent uses it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub round: Option<Rounding>,
    /// The tasks, the parts or the node from which the input is computed; observed when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Source>,
    /// The subjects on which a data-driven rule is calibrated.
    pub within: Within,
    /// How far its figures may be off, for draws over data error.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<Uncertainty>,
}

impl Indicator {
    /// An indicator that reads the input of its own id; its direction is that of the rule, else higher is better, and a
    /// missing figure is an error.
    pub fn new(
        id: impl Into<String>,
        name: impl Into<String>,
        weight: impl Into<Exact>,
        rule: impl Into<Rule>,
    ) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            name_zh: None,
            weight: weight.into(),
            rule: rule.into(),
            unit: None,
            source: None,
            owner: None,
            input: None,
            denominate: None,
            direction: None,
            measure: Measure::Level,
            years: None,
            formed: None,
            transform: None,
            treat: None,
            missing: Missing::Error,
            round: None,
            from: None,
            within: Within::All,
            error: None,
        }
    }

    /// The name of the input that it reads.
    pub fn input_name(&self) -> &str {
        self.input.as_deref().unwrap_or(&self.id)
    }

    /// The inputs that its figures are made of: its own, and what they are divided by.
    pub(crate) fn inputs(&self) -> impl Iterator<Item = &str> {
        let divisor = self.denominate.as_ref().map(|denominator| denominator.by.as_str());
        [self.input_name()].into_iter().chain(divisor)
    }

    /// The input by which means of former units are formed.
    pub(crate) fn formed_by(&self) -> Option<&str> {
        match &self.formed {
            Some(Formed::MeanBy(input)) => Some(input),
            _ => None,
        }
    }

    /// Whether it reads figures of the period before.
    pub(crate) fn looks_back(&self) -> bool {
        self.measure != Measure::Level
            || self.rule.as_scoring().uses_previous()
            || self.missing == Missing::Impute(Impute::Previous)
    }

    /// The step from its figures to its scores.
    pub(crate) fn step(&self) -> ScoreStep<'_> {
        ScoreStep {
            id: &self.id,
            rule: &self.rule,
            direction: self.direction,
            within: self.within,
            missing: self.missing,
            round: self.round,
        }
    }

    /// With this name in Chinese.
    pub fn name_zh(mut self, name_zh: impl Into<String>) -> Self {
        self.name_zh = Some(name_zh.into());
        self
    }

    /// With this unit of the values.
    pub fn unit(mut self, unit: impl Into<String>) -> Self {
        self.unit = Some(unit.into());
        self
    }

    /// With this source of the figures, for people.
    pub fn source(mut self, source: impl Into<String>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// With the id of the responsible department.
    pub fn owner(mut self, owner: impl Into<String>) -> Self {
        self.owner = Some(owner.into());
        self
    }

    /// Reading this input.
    pub fn input(mut self, input: impl Into<String>) -> Self {
        self.input = Some(input.into());
        self
    }

    /// Divided by another input.
    pub fn denominate(mut self, denominator: Denominator) -> Self {
        self.denominate = Some(denominator);
        self
    }

    /// With this direction.
    pub fn direction(mut self, direction: Direction) -> Self {
        self.direction = Some(direction);
        self
    }

    /// With this measure.
    pub fn measure(mut self, measure: Measure) -> Self {
        self.measure = measure;
        self
    }

    /// With growth measured over so many years, as that of one year.
    pub fn years(mut self, years: u32) -> Self {
        self.years = Some(years);
        self
    }

    /// With figures of merged units in the period before formed like this.
    pub fn formed(mut self, formed: Formed) -> Self {
        self.formed = Some(formed);
        self
    }

    /// With this transform.
    pub fn transform(mut self, transform: Transform) -> Self {
        self.transform = Some(transform);
        self
    }

    /// With this treatment of outliers.
    pub fn treat(mut self, treatment: Treatment) -> Self {
        self.treat = Some(treatment);
        self
    }

    /// With this policy for a missing figure.
    pub fn missing(mut self, missing: Missing) -> Self {
        self.missing = missing;
        self
    }

    /// With this rounding of its score.
    pub fn round(mut self, rounding: Rounding) -> Self {
        self.round = Some(rounding);
        self
    }

    /// With its input computed from tasks.
    pub fn from_tasks(mut self, source: TaskSource) -> Self {
        self.from = Some(Source::Tasks(source));
        self
    }

    /// With its input computed from the subject's parts.
    pub fn from_parts(mut self, source: PartSource) -> Self {
        self.from = Some(Source::Parts(source));
        self
    }

    /// With what the same subject has at a node of an index before as its input.
    pub fn from_node(mut self, source: NodeSource) -> Self {
        self.from = Some(Source::Node(source));
        self
    }

    /// With this error of its figures.
    pub fn error(mut self, error: Uncertainty) -> Self {
        self.error = Some(error);
        self
    }

    /// With a data-driven rule calibrated on these subjects.
    pub fn within(mut self, within: Within) -> Self {
        self.within = within;
        self
    }
}
