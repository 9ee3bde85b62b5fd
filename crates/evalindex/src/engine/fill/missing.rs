//! What replaces a missing figure: the indicator's declared policy, never a silent one.

use rust_decimal::Decimal;

use crate::engine::column::Presence;
use crate::engine::diagnostics::Remark;
use crate::engine::measure::level;
use crate::engine::site::{Site, Values};
use crate::method::rule::moments;
use crate::model::{Impute, Indicator, Measure, Missing, Observation, PerRow, Row};
use crate::number::{Fraction, Score, plain};
use crate::result::NoticeKind;
use crate::support::{Problem, ProblemKind, Problems};

/// What is scored for one subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Filled {
    /// This value, by the rule.
    Value(Decimal),
    /// This score, which the document declares for missing figures.
    Given(Score),
    /// No value and no score.
    Absent(Presence),
}

impl Filled {
    /// The value that the rule scores, if there is one.
    pub(crate) fn value(self) -> Option<Decimal> {
        if let Self::Value(value) = self { Some(value) } else { None }
    }
}

/// The outcome of filling gaps.
#[derive(Debug, Default)]
pub(crate) struct Filling {
    pub(crate) cells: PerRow<Filled>,
    pub(crate) remarks: Vec<Remark>,
    /// The imputed values.
    pub(crate) imputed: Vec<(Row, Decimal)>,
    /// The subjects that may not be ranked.
    pub(crate) unranked: Vec<Row>,
    pub(crate) problems: Problems,
}

/// Fills the missing values of one node by its policy.
pub(crate) fn fill(site: &Site<'_>, measured: &PerRow<Observation>) -> Filling {
    let mut filling = Filling::default();
    filling.cells = measured.map(|row, observation| match observation {
        Observation::Value(value) => Filled::Value(*value),
        Observation::NotApplicable => Filled::Absent(Presence::NotApplicable),
        Observation::Missing => gap(site, measured, row, &mut filling),
    });
    filling
}

/// Fills one missing value.
fn gap(site: &Site<'_>, measured: &PerRow<Observation>, row: Row, filling: &mut Filling) -> Filled {
    match site.step.missing {
        Missing::Error => {
            filling.problems.push(absent_figure(site, row));
            Filled::Absent(Presence::Missing)
        }
        Missing::Unranked => {
            filling.unranked.push(row);
            Filled::Absent(Presence::Missing)
        }
        // The mean of a row is imputed in `aggregate_tree`, where the other scores of the row are known.
        Missing::Reweight | Missing::Impute(Impute::RowMean) => Filled::Absent(Presence::Missing),
        // A refused draft is checked without its other periods.
        Missing::Impute(Impute::Linear) if site.draft.timeline().is_none() => Filled::Absent(Presence::Missing),
        Missing::Score(points) => match Score::from_decimal(points) {
            Some(score) => {
                let text = format!("no figure: scores {}, as the document says", plain(points));
                filling.remarks.push(site.remark(Some(row), NoticeKind::ScoreGiven, text));
                Filled::Given(score)
            }
            None => Filled::Absent(Presence::Missing),
        },
        Missing::Impute(impute) => match imputed(site, measured, row, impute) {
            Ok(value) => {
                let text = format!("no figure: {} is put in its place ({})", plain(value), impute.name());
                filling.remarks.push(site.remark(Some(row), NoticeKind::Imputed, text));
                filling.imputed.push((row, value));
                Filled::Value(value)
            }
            Err(why) => {
                let what = format!("the missing figure of `{}` cannot be imputed: {why}", site.step.id);
                let problem = site.figure_problem("values", row, ProblemKind::MissingFigure, what).found("none");
                filling.problems.push(problem.expected("a number, or another `missing` policy of the indicator"));
                Filled::Absent(Presence::Missing)
            }
        },
    }
}

/// The problem of a value that may not be missing: it names the table and the input of the missing cell.
fn absent_figure(site: &Site<'_>, row: Row) -> Problem {
    let (table, input) = match site.values {
        Values::Figures(indicator) => absent_cell(site, indicator, row),
        Values::Scores => ("values", site.input()),
    };
    let whose = if table == "previous" { "previous figure" } else { site.values.name() };
    let of = if input == site.input() { site.step.id } else { input };
    let what = format!("the {whose} of `{of}` is missing for `{}`", site.subject(row).id);
    site.figure_problem_of(input, table, row, ProblemKind::MissingFigure, what).found("none").expected(
        "a number, \"n/a\" where it does not apply, or another `missing` policy of the indicator than \"error\"",
    )
}

/// The table and the input of the first missing cell among those that an indicator is measured from. Figures computed
/// from tasks or parts have no cells in `values`.
fn absent_cell<'a>(site: &Site<'_>, indicator: &'a Indicator, row: Row) -> (&'static str, &'a str) {
    let inputs =
        [Some(indicator.input_name()), indicator.denominate.as_ref().map(|denominator| denominator.by.as_str())];
    let tables: &[_] = match indicator.measure {
        Measure::Level => &[("values", &site.draft.values)],
        Measure::Change | Measure::Growth => &[("values", &site.draft.values), ("previous", &site.draft.previous)],
    };
    let all =
        tables.iter().flat_map(|(table, figures)| inputs.iter().flatten().map(move |input| (*table, *figures, *input)));
    let absent = all
        .filter(|(table, ..)| indicator.from.is_none() || *table == "previous")
        .find(|(_, figures, input)| figures.figure(input, site.subjects[row]) == Observation::Missing);
    absent.map_or(("values", indicator.input_name()), |(table, _, input)| (table, input))
}

/// The imputed value, on the measured scale.
fn imputed(site: &Site<'_>, measured: &PerRow<Observation>, row: Row, impute: Impute) -> Result<Decimal, String> {
    let any = |_: Row| true;
    let in_group = |other: Row| site.group(other) == site.group(row);
    match impute {
        Impute::Mean => mean(&observed(measured, any)),
        Impute::Median => median(&observed(measured, any)),
        Impute::Worst => worst(site, &observed(measured, any)),
        Impute::Previous => unchanged(site, row),
        Impute::GroupMean => mean(&observed(measured, own_group(site, row, in_group)?)),
        Impute::GroupMedian => median(&observed(measured, own_group(site, row, in_group)?)),
        Impute::Linear => interpolated(site, row),
        Impute::RowMean => Err("a mean over a row is one of scores".to_owned()),
    }
}

/// The filter `in_group`, for a subject that has a group.
fn own_group<F>(site: &Site<'_>, row: Row, in_group: F) -> Result<F, String> {
    site.group(row).map(|_| in_group).ok_or_else(|| "the subject has no group".to_owned())
}

/// The values of the rows that count.
fn observed(measured: &PerRow<Observation>, counts: impl Fn(Row) -> bool) -> Vec<Decimal> {
    let values = measured.iter().filter(|(row, _)| counts(*row));
    values
        .filter_map(|(_, observation)| if let Observation::Value(value) = observation { Some(*value) } else { None })
        .collect()
}

/// The check of a document refuses policies that a dimension cannot have.
const ONE_PERIOD: &str = "a dimension has no scores of other periods";
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
        [last / 2, last.div_ceil(2)].iter().filter_map(|middle| sorted.get(*middle)).copied().collect();
    mean(&middle)
}

fn worst(site: &Site<'_>, values: &[Decimal]) -> Result<Decimal, String> {
    let mut found: Option<(Decimal, Decimal)> = None;
    for value in values {
        let merit = site.step.scoring().merit(*value, site.setting).map_err(|error| error.to_string())?;
        if found.is_none_or(|(least, _)| merit < least) {
            found = Some((merit, *value));
        }
    }
    found.map(|(_, value)| value).ok_or_else(|| NOBODY.to_owned())
}

/// The value on the straight line between the nearest periods before and after that have figures; periods are equally
/// far apart.
fn interpolated(site: &Site<'_>, row: Row) -> Result<Decimal, String> {
    let Values::Figures(indicator) = site.values else { return Err(ONE_PERIOD.to_owned()) };
    let between = || {
        let (tables, subject, own) = site.draft.timeline()?.of(site.subjects[row]);
        let value = |period: usize| Some((period, level(tables.get(period)?, indicator, subject)?));
        let (before, first) = (0..own).rev().find_map(value)?;
        let (after, last) = (own.saturating_add(1)..tables.len()).find_map(value)?;
        let periods = |from: usize, to: usize| Fraction::from_decimal(Decimal::from(to.saturating_sub(from)));
        let rise = last.minus(first)?.times(periods(before, own))?.over(periods(before, after))?;
        first.plus(rise)?.to_decimal()
    };
    between().ok_or_else(|| "there are no figures of a period before and one after".to_owned())
}

/// The value if the figure has not changed since the previous period.
fn unchanged(site: &Site<'_>, row: Row) -> Result<Decimal, String> {
    let Values::Figures(indicator) = site.values else { return Err(ONE_PERIOD.to_owned()) };
    match (site.draft.previous.figure(indicator.input_name(), site.subjects[row]), indicator.measure) {
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
