//! What stands in for a missing figure: the indicator's declared policy, never a silent one.

use rust_decimal::Decimal;

use crate::engine::column::Presence;
use crate::engine::measure::level;
use crate::engine::site::{Remark, Site};
use crate::method::rule::moments;
use crate::model::{Impute, Measure, Missing, Observation};
use crate::number::{Fraction, Score, plain};
use crate::result::NoticeKind;
use crate::support::{Problem, ProblemKind};

/// What is scored for one subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Filled {
    /// This value, by the rule.
    Value(Decimal),
    /// This score, as the document says.
    Given(Score),
    /// Nothing.
    Absent(Presence),
}

/// The outcome of filling gaps.
#[derive(Debug, Default)]
pub(crate) struct Filling {
    pub(crate) cells: Vec<Filled>,
    pub(crate) remarks: Vec<Remark>,
    /// What was put in the place of missing values, by place.
    pub(crate) imputed: Vec<(usize, Decimal)>,
    /// Places of subjects that may not be ranked.
    pub(crate) unranked: Vec<usize>,
    pub(crate) problems: Vec<Problem>,
}

/// Fills the gaps of one indicator's measured values.
pub(crate) fn fill(site: &Site<'_>, measured: &[Observation]) -> Filling {
    let mut filling = Filling { cells: Vec::with_capacity(measured.len()), ..Filling::default() };
    for (place, observation) in measured.iter().enumerate() {
        let cell = match observation {
            Observation::Value(value) => Filled::Value(*value),
            Observation::NotApplicable => Filled::Absent(Presence::NotApplicable),
            Observation::Missing => gap(site, measured, place, &mut filling),
        };
        filling.cells.push(cell);
    }
    filling
}

fn gap(site: &Site<'_>, measured: &[Observation], place: usize, filling: &mut Filling) -> Filled {
    match site.indicator.missing {
        Missing::Error => {
            filling.problems.push(absent_figure(site, place));
            Filled::Absent(Presence::Missing)
        }
        Missing::Unranked => {
            filling.unranked.push(place);
            Filled::Absent(Presence::Missing)
        }
        // A mean over a row is taken when the other scores of the row are known: on the way up the tree.
        Missing::Reweight | Missing::Impute(Impute::RowMean) => Filled::Absent(Presence::Missing),
        // A refused draft is looked at without its other periods.
        Missing::Impute(Impute::Linear) if site.draft.timeline().is_none() => Filled::Absent(Presence::Missing),
        Missing::Score(points) => match Score::from_decimal(points) {
            Some(score) => {
                let text = format!("no figure: scores {}, as the document says", plain(points));
                filling.remarks.push(site.remark(Some(place), NoticeKind::ScoreGiven, text));
                Filled::Given(score)
            }
            None => Filled::Absent(Presence::Missing),
        },
        Missing::Impute(impute) => match imputed(site, measured, place, impute) {
            Ok(value) => {
                let text = format!("no figure: {} is put in its place ({})", plain(value), impute.name());
                filling.remarks.push(site.remark(Some(place), NoticeKind::Imputed, text));
                filling.imputed.push((place, value));
                Filled::Value(value)
            }
            Err(why) => {
                let what = format!("the missing figure of `{}` cannot be imputed: {why}", site.indicator.id);
                let problem = site.figure_problem("values", place, ProblemKind::MissingFigure, what).found("none");
                filling.problems.push(problem.expected("a number, or another `missing` policy of the indicator"));
                Filled::Absent(Presence::Missing)
            }
        },
    }
}

/// The problem of a figure that may not be missing; names the table and input in which it is.
fn absent_figure(site: &Site<'_>, place: usize) -> Problem {
    let indicator = site.indicator;
    let subject = site.subjects.get(place).copied().unwrap_or_default();
    let inputs =
        [Some(indicator.input_name()), indicator.denominate.as_ref().map(|denominator| denominator.by.as_str())];
    let tables: &[_] = match indicator.measure {
        Measure::Level => &[("values", &site.draft.values)],
        Measure::Change | Measure::Growth => &[("values", &site.draft.values), ("previous", &site.draft.previous)],
    };
    let all =
        tables.iter().flat_map(|(table, figures)| inputs.iter().flatten().map(move |input| (*table, *figures, *input)));
    let own = indicator.from.is_some() || !site.figures;
    let absent = all
        .filter(|(table, ..)| !own || *table == "previous")
        .find(|(_, figures, input)| figures.get(input, subject) == Observation::Missing);
    let (table, input) = absent.map_or(("values", indicator.input_name()), |(table, _, input)| (table, input));
    let whose = if table == "previous" {
        "previous figure"
    } else if site.figures {
        "figure"
    } else {
        "score"
    };
    let of = if input == indicator.input_name() { &indicator.id } else { input };
    let what = format!("the {whose} of `{of}` is missing for `{}`", site.subject_id(place));
    site.figure_problem_of(input, table, place, ProblemKind::MissingFigure, what).found("none").expected(
        "a number, \"n/a\" where it does not apply, or another `missing` policy of the indicator than \"error\"",
    )
}

/// The value that takes the place of a missing one, on the measured scale.
fn imputed(site: &Site<'_>, measured: &[Observation], place: usize, impute: Impute) -> Result<Decimal, String> {
    let everybody = |_: usize| true;
    let in_group = |other: usize| site.group(other) == site.group(place);
    match impute {
        Impute::Mean => mean(&observed(measured, everybody)),
        Impute::Median => median(&observed(measured, everybody)),
        Impute::Worst => worst(site, &observed(measured, everybody)),
        Impute::Previous => unchanged(site, place),
        Impute::GroupMean => mean(&observed(measured, own_group(site, place, in_group)?)),
        Impute::GroupMedian => median(&observed(measured, own_group(site, place, in_group)?)),
        Impute::Linear => interpolated(site, place),
        Impute::RowMean => Err("a mean over a row is one of scores".to_owned()),
    }
}

fn own_group<F>(site: &Site<'_>, place: usize, in_group: F) -> Result<F, String> {
    site.group(place).map(|_| in_group).ok_or_else(|| "the subject has no group".to_owned())
}

fn observed(measured: &[Observation], counts: impl Fn(usize) -> bool) -> Vec<Decimal> {
    let values = measured.iter().enumerate().filter(|(place, _)| counts(*place));
    values
        .filter_map(|(_, observation)| match observation {
            Observation::Value(value) => Some(*value),
            _ => None,
        })
        .collect()
}

const NOBODY: &str = "nobody else has a figure";
const TOO_LONG: &str = "the figures have more digits than exact numbers hold here";

fn mean(values: &[Decimal]) -> Result<Decimal, String> {
    if values.is_empty() {
        return Err(NOBODY.to_owned());
    }
    moments::mean(values).ok_or_else(|| TOO_LONG.to_owned())
}

fn median(values: &[Decimal]) -> Result<Decimal, String> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let last = sorted.len().checked_sub(1).ok_or(NOBODY)?;
    let middle: Vec<Decimal> =
        [last / 2, last.div_ceil(2)].iter().filter_map(|place| sorted.get(*place)).copied().collect();
    mean(&middle)
}

fn worst(site: &Site<'_>, values: &[Decimal]) -> Result<Decimal, String> {
    let mut found: Option<(Decimal, Decimal)> = None;
    for value in values {
        let merit = site.rule().merit(*value, site.setting).map_err(|error| error.to_string())?;
        if found.is_none_or(|(least, _)| merit < least) {
            found = Some((merit, *value));
        }
    }
    found.map(|(_, value)| value).ok_or_else(|| NOBODY.to_owned())
}

/// The value on the straight line between the nearest periods before and after; periods are equally far apart.
fn interpolated(site: &Site<'_>, place: usize) -> Result<Decimal, String> {
    let subject = site.subjects.get(place).copied().unwrap_or_default();
    let between = || {
        let (tables, row, own) = site.draft.timeline()?.of(subject)?;
        let value = |period: usize| Some((period, level(tables.get(period)?, site.indicator, row)?));
        let (before, first) = (0..own).rev().find_map(value)?;
        let (after, last) = (own.saturating_add(1)..tables.len()).find_map(value)?;
        let periods = |from: usize, to: usize| Fraction::from_decimal(Decimal::from(to.saturating_sub(from)));
        let rise = last.minus(first)?.times(periods(before, own))?.over(periods(before, after))?;
        first.plus(rise)?.to_decimal()
    };
    between().ok_or_else(|| "there are no figures of a period before and one after".to_owned())
}

/// The value when the figure has not moved since the previous period.
fn unchanged(site: &Site<'_>, place: usize) -> Result<Decimal, String> {
    let subject = site.subjects.get(place).copied().unwrap_or_default();
    match (site.draft.previous.get(site.indicator.input_name(), subject), site.indicator.measure) {
        (Observation::Value(previous), Measure::Level) => Ok(previous),
        (Observation::Value(_), Measure::Change | Measure::Growth) => Ok(Decimal::ZERO),
        _ => Err("there is no previous figure".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimals(values: &[i64]) -> Vec<Decimal> {
        values.iter().copied().map(Decimal::from).collect()
    }

    #[test]
    fn mean_and_median_are_exact() {
        // COINr docs/articles/imputation.html: the mean of 1, 2, 3, 4 is 2.5.
        assert_eq!(mean(&decimals(&[1, 2, 3, 4])), Ok(Decimal::new(25, 1)));
        assert_eq!(median(&decimals(&[9, 1, 2])), Ok(Decimal::from(2)));
        assert_eq!(median(&decimals(&[9, 1, 2, 4])), Ok(Decimal::from(3)));
        assert_eq!(mean(&[]), Err(NOBODY.to_owned()));
        assert_eq!(median(&[]), Err(NOBODY.to_owned()));
    }
}
