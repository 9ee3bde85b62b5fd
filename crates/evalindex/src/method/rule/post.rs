//! Parameters in the unit of the values: given, or taken from a statistic of the values.

use std::borrow::Cow;

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use super::calibration::Calibration;
use super::context::{Cell, Sample};
use super::error::RuleError;
use super::moments::{deviation, mean};
use crate::json::{Fields, FromJson, Json, Reader, Shape, choice, decimal};
use crate::method::aggregate::Spread;
use crate::method::fault::Fault;
use crate::number::{Checked, Exact, json_number};

/// A goalpost, target, start, goal or mean: given, or taken from a statistic of the calibrated values.
///
/// ```
/// use evalindex::rule::{MinMax, Of, Statistic};
///
/// let rule = MinMax::default().goalposts(Statistic::of(Of::Mean).sd(-2), Statistic::of(Of::Mean).sd(2));
/// let json = serde_json::to_string(&rule).unwrap();
/// assert_eq!(json, r#"{"min":{"of":"mean","sd":-2},"max":{"of":"mean","sd":2},"clamp":true}"#);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Post {
    /// This number, in the unit of the values, to which a transform applies; in documents a number.
    Value(Exact),
    /// This statistic of the values as they are scored: imputed, treated, transformed; in documents an object.
    Statistic(Statistic),
}

impl<T: Into<Exact>> From<T> for Post {
    fn from(value: T) -> Self {
        Self::Value(value.into())
    }
}

impl From<Statistic> for Post {
    fn from(statistic: Statistic) -> Self {
        Self::Statistic(statistic)
    }
}

impl Serialize for Post {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Value(value) => value.serialize(out),
            Self::Statistic(statistic) => statistic.serialize(out),
        }
    }
}

impl FromJson for Post {
    fn expected() -> Cow<'static, str> {
        "a number, or a statistic {\"of\": …}".into()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        if json.shape() == Shape::Object {
            return Statistic::from_json(json, reader).map(Self::Statistic);
        }
        decimal(json, reader, &Self::expected()).map(|value| Self::Value(value.into()))
    }
}

impl Post {
    /// The number that is given; none of a statistic.
    pub fn value(&self) -> Option<&Exact> {
        match self {
            Self::Value(value) => Some(value),
            Self::Statistic(_) => None,
        }
    }

    /// The same, to be transformed.
    pub(super) fn value_mut(&mut self) -> Option<&mut Exact> {
        match self {
            Self::Value(value) => Some(value),
            Self::Statistic(_) => None,
        }
    }

    /// The number in a calibration: the given one, or what the statistic of that name came to.
    pub(super) fn found(&self, name: &'static str, calibration: &Calibration) -> Result<Exact, RuleError> {
        match self {
            Self::Value(value) => Ok(value.clone()),
            Self::Statistic(_) => calibration.statistic(name),
        }
    }

    /// The number for these values; `None` where there are none, or where it is too large.
    pub(super) fn of(&self, values: &[Exact]) -> Option<Exact> {
        match self {
            Self::Value(value) => Some(value.clone()),
            Self::Statistic(statistic) => statistic.value(values),
        }
    }

    /// Everything impossible about a statistic.
    pub(super) fn fault(&self, name: &str) -> Option<Fault> {
        let Self::Statistic(Statistic { of: Of::Quantile(share), .. }) = self else { return None };
        let is_share = (Decimal::ZERO..=Decimal::ONE).contains(share);
        let what = "a quantile is that of a share of the values";
        (!is_share).then(|| Fault::new(format!("{name}.of.quantile"), what, *share, "a number from 0 to 1"))
    }
}

/// The target of a cell: the subject's own, or else the one that the rule gives, or that its statistic came to.
pub(super) fn target(post: Option<&Post>, cell: &Cell<'_>) -> Result<Exact, RuleError> {
    match post {
        Some(post) if cell.target.is_none() => post.found("target", cell.calibration),
        _ => cell.target_or(None).cloned(),
    }
}

/// What statistics among some posts come to, with their names.
pub(super) fn calibrated<'p>(
    posts: impl IntoIterator<Item = (&'static str, Option<&'p Post>)>,
    sample: &Sample<'_>,
) -> Result<Calibration, RuleError> {
    let mut calibration = Calibration::default();
    for (name, post) in posts {
        if let Some(Post::Statistic(statistic)) = post
            && !sample.values.is_empty()
        {
            calibration = calibration.with(name, statistic.value(sample.values).ok_or(RuleError::TooLarge)?);
        }
    }
    Ok(calibration)
}

/// A statistic of the values: `times·statistic + plus + sd·s`, `s` being their sample deviation (0 of a single one).
///
/// Quantiles are of type 7, as R, NumPy and spreadsheets have them. All exactly: only a deviation may be a real number.
/// Source: Hyndman & Fan, Sample Quantiles in Statistical Packages, The American Statistician 50 (1996).
///
/// ```
/// use evalindex::model::Direction;
/// use evalindex::number::Exact;
/// use evalindex::rule::{MinMax, Of, Sample, ScoringRule, Setting, Statistic};
///
/// let rule = MinMax::default().min(Statistic::of(Of::Min).plus(-1));
/// let values = [2, 4, 9].map(Exact::from);
/// let calibration = rule.calibrate(&Sample::new(Setting::new(100, Direction::Higher), &values))?;
/// assert_eq!(calibration.statistic("min")?, Exact::from(1));
/// # Ok::<(), evalindex::rule::RuleError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Statistic {
    /// Which statistic.
    pub of: Of,
    /// What it is multiplied by; 1 by default.
    #[serde(skip_serializing_if = "is_one", serialize_with = "json_number")]
    pub times: Decimal,
    /// What is added, in the unit of the values as they are scored; 0 by default.
    #[serde(skip_serializing_if = "Decimal::is_zero", serialize_with = "json_number")]
    pub plus: Decimal,
    /// How many sample deviations are added; 0 by default.
    #[serde(skip_serializing_if = "Decimal::is_zero", serialize_with = "json_number")]
    pub sd: Decimal,
}

fn is_one(times: &Decimal) -> bool {
    *times == Decimal::ONE
}

/// Which statistic of the values.
///
/// ```
/// assert_eq!(serde_json::to_string(&evalindex::rule::Of::Quantile("0.9".parse().unwrap())).unwrap(), r#"{"quantile":0.9}"#);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Of {
    /// The least.
    Min,
    /// The greatest.
    Max,
    /// The arithmetic mean.
    Mean,
    /// The median: the quantile of one half.
    Median,
    /// The quantile of this share, from 0 to 1.
    Quantile(#[serde(serialize_with = "json_number")] Decimal),
}

impl Of {
    const NAMES: [&'static str; 4] = ["min", "max", "mean", "median"];

    fn named(name: &str) -> Option<Self> {
        match name {
            "min" => Some(Self::Min),
            "max" => Some(Self::Max),
            "mean" => Some(Self::Mean),
            "median" => Some(Self::Median),
            _ => None,
        }
    }

    fn value(self, values: &[Exact]) -> Option<Exact> {
        match self {
            Self::Min => values.iter().min().cloned(),
            Self::Max => values.iter().max().cloned(),
            Self::Mean => mean(values),
            Self::Median => quantile(values, &Exact::ratio(1, 2)?),
            Self::Quantile(share) => quantile(values, &share.into()),
        }
    }
}

/// The quantile of type 7: at `(n − 1)·share` between the values in order, from 0.
fn quantile(values: &[Exact], share: &Exact) -> Option<Exact> {
    let mut order = values.to_vec();
    order.sort_unstable();
    let at = Exact::count(values.len().checked_sub(1)?) * share.clone();
    let below = usize::try_from(at.floor()?).ok()?;
    let (from, to) = (order.get(below)?, order.get(below.saturating_add(1)));
    Some(match to {
        None => from.clone(),
        Some(to) => from + &((at - Exact::count(below)) * (to - from)),
    })
}

impl Statistic {
    /// This statistic as it is.
    pub fn of(of: Of) -> Self {
        Self { of, times: Decimal::ONE, plus: Decimal::ZERO, sd: Decimal::ZERO }
    }

    /// Multiplied by this.
    pub fn times(mut self, times: impl Into<Decimal>) -> Self {
        self.times = times.into();
        self
    }

    /// With this added.
    pub fn plus(mut self, plus: impl Into<Decimal>) -> Self {
        self.plus = plus.into();
        self
    }

    /// With so many sample deviations added.
    pub fn sd(mut self, sd: impl Into<Decimal>) -> Self {
        self.sd = sd.into();
        self
    }

    fn value(&self, values: &[Exact]) -> Option<Exact> {
        let number = Checked::from(self.times) * Checked::from(self.of.value(values)?) + Checked::from(self.plus);
        if self.sd.is_zero() || values.len() < 2 {
            return number.value();
        }
        (number + Checked::from(self.sd) * Checked::from(deviation(values, Spread::Sample)?)).value()
    }
}

impl FromJson for Of {
    fn expected() -> Cow<'static, str> {
        "\"min\", \"max\", \"mean\", \"median\" or {\"quantile\": …}".into()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        if json.shape() == Shape::Object {
            return Fields::read(json, reader, &Self::expected(), |fields| fields.required("quantile"))
                .map(Self::Quantile);
        }
        choice(json, reader, &Self::NAMES, " or {\"quantile\": …}", Self::named)
    }
}

impl FromJson for Statistic {
    fn expected() -> Cow<'static, str> {
        Post::expected()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        Fields::read(json, reader, &Self::expected(), |fields| {
            let of = fields.required("of");
            let (times, plus) = (fields.or("times", Decimal::ONE), fields.or("plus", Decimal::ZERO));
            let sd = fields.or("sd", Decimal::ZERO);
            Some(Self { of: of?, times, plus, sd })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{decimal, exact, real};
    use super::*;

    fn value(statistic: Statistic, values: &[&str]) -> Exact {
        let values: Vec<Exact> = values.iter().map(|text| exact(text)).collect();
        statistic.value(&values).unwrap()
    }

    #[test]
    fn the_worked_numbers_of_the_format_come_out() {
        let values = ["2", "4", "9"];
        assert_eq!(value(Statistic::of(Of::Min).plus(-1), &values), exact("1"));
        // Mean 5, s² = (9 + 1 + 16)/2 = 13: 5 − √13 = 1.394448724536010706… (mpmath).
        let below = value(Statistic::of(Of::Mean).sd(-1), &values);
        assert_eq!((below.is_rational(), &below.to_string()[..18]), (false, "1.3944487245360107"));
        assert_eq!(value(Statistic::of(Of::Mean).times(2).plus(decimal("0.5")), &values), exact("10.5"));
        assert_eq!(value(Statistic::of(Of::Max).times(decimal("0.95")), &values), exact("8.55"));
    }

    #[test]
    fn quantiles_are_those_of_numpy() {
        // NumPy 2.4.6: quantile([1, 2, 4, 8, 16], q), whose default is type 7.
        let values = ["16", "1", "8", "2", "4"];
        for (share, expected) in
            [("0", "1"), ("0.1", "1.4"), ("0.25", "2"), ("0.5", "4"), ("0.9", "12.8"), ("0.99", "15.68"), ("1", "16")]
        {
            let of = Of::Quantile(decimal(share));
            assert_eq!(value(Statistic::of(of), &values), exact(expected), "{share}");
        }
        assert_eq!(value(Statistic::of(Of::Median), &["1", "2", "9", "4"]), exact("3"));
    }

    #[test]
    fn a_single_value_has_no_deviation_and_nothing_no_statistic() {
        assert_eq!(value(Statistic::of(Of::Mean).sd(3), &["7"]), exact("7"));
        assert_eq!(Statistic::of(Of::Median).value(&[]), None);
        let logarithm = real("3");
        assert_eq!(Statistic::of(Of::Max).value(std::slice::from_ref(&logarithm)), Some(logarithm));
    }

    #[test]
    fn only_shares_have_quantiles() {
        let post = |share: &str| Post::from(Statistic::of(Of::Quantile(decimal(share))));
        assert_eq!(post("1.5").fault("min").unwrap().parameter, "min.of.quantile");
        assert_eq!([post("0").fault("min"), post("1").fault("min"), Post::from(7).fault("min")], [None, None, None]);
    }
}
