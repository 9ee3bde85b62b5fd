//! What replaces a missing figure: the indicator's declared policy, never a silent one.

use crate::engine::column::Presence;
use crate::engine::diagnostics::Remark;
use crate::engine::figure::Figure;
use crate::engine::measure::{before, level, previous_level};
use crate::engine::site::{Site, Values};
use crate::method::rule::moments;
use crate::model::{Impute, Indicator, Measure, Missing, Observation, PerRow, Row};
use crate::number::{Exact, plain};
use crate::result::NoticeKind;
use crate::support::{Problem, ProblemKind, Problems};

/// What is scored for one subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Filled {
    /// This value, by the rule.
    Value(Exact),
    /// This score, which the document declares for missing figures.
    Given(Exact),
    /// No value and no score.
    Absent(Presence),
}

impl Filled {
    /// The value that the rule scores, if there is one.
    pub(crate) fn value(&self) -> Option<&Exact> {
        if let Self::Value(value) = self { Some(value) } else { None }
    }
}

/// The outcome of filling gaps.
#[derive(Debug, Default)]
pub(crate) struct Filling {
    pub(crate) cells: PerRow<Filled>,
    pub(crate) remarks: Vec<Remark>,
    /// The imputed values.
    pub(crate) imputed: Vec<(Row, Exact)>,
    /// The subjects that may not be ranked.
    pub(crate) unranked: Vec<Row>,
    /// The subjects whose missing value is a problem.
    pub(crate) failed: Vec<Row>,
    pub(crate) problems: Problems,
}

/// Fills the missing values of one node by its policy.
pub(crate) fn fill(site: &Site<'_>, measured: &PerRow<Figure>) -> Filling {
    let mut filling = Filling::default();
    filling.cells = measured.map(|row, figure| match figure {
        Figure::Value(value) => Filled::Value(value.clone()),
        Figure::NotApplicable => Filled::Absent(Presence::NotApplicable),
        Figure::Missing => gap(site, measured, row, &mut filling),
    });
    filling
}

/// Fills one missing value.
fn gap(site: &Site<'_>, measured: &PerRow<Figure>, row: Row, filling: &mut Filling) -> Filled {
    match site.step.missing {
        Missing::Error => {
            filling.problems.push(absent_figure(site, row));
            filling.failed.push(row);
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
        Missing::Score(points) => {
            let text = format!("{}: scores {}, as the document says", lacking(site, row), plain(points));
            filling.remarks.push(site.remark(Some(row), NoticeKind::ScoreGiven, text));
            Filled::Given(points.into())
        }
        Missing::Impute(impute) => match imputed(site, measured, row, impute) {
            Ok(value) => {
                let text = format!("{}: {} is put in its place ({})", lacking(site, row), value.shown(), impute.name());
                filling.remarks.push(site.remark(Some(row), NoticeKind::Imputed, text));
                filling.imputed.push((row, value.clone()));
                Filled::Value(value)
            }
            Err(why) => {
                let what = format!("the missing figure of `{}` cannot be imputed: {why}", site.step.id);
                let problem = site.figure_problem("values", row, ProblemKind::MissingFigure, what).found("none");
                filling.problems.push(problem.expected("a number, or another `missing` policy of the indicator"));
                filling.failed.push(row);
                Filled::Absent(Presence::Missing)
            }
        },
    }
}

/// What a missing value lacks.
fn lacking(site: &Site<'_>, row: Row) -> &'static str {
    if site.lacks_previous(row) { "no previous figure" } else { "no figure" }
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
    let tables: &[_] = match indicator.measure {
        Measure::Level => &["values"],
        Measure::Change | Measure::Growth => &["values", "previous"],
    };
    let mut all = tables.iter().flat_map(|table| indicator.inputs().map(move |input| (*table, input)));
    let is_absent = |(table, input): &(&str, &str)| match *table {
        "values" => {
            indicator.from.is_none() && site.draft.values.figure(input, site.subjects[row]) == Observation::Missing
        }
        _ => before(site.draft, indicator, input, site.subjects[row]) == Figure::Missing,
    };
    all.find(is_absent).unwrap_or(("values", indicator.input_name()))
}

/// The imputed value, on the measured scale.
fn imputed(site: &Site<'_>, measured: &PerRow<Figure>, row: Row, impute: Impute) -> Result<Exact, String> {
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
fn observed(measured: &PerRow<Figure>, counts: impl Fn(Row) -> bool) -> Vec<Exact> {
    let values = measured.iter().filter(|(row, _)| counts(*row));
    values.filter_map(|(_, figure)| figure.value().cloned()).collect()
}

/// The check of a document refuses policies that a dimension cannot have.
const ONE_PERIOD: &str = "a dimension has no scores of other periods";
const NOBODY: &str = "nobody else has a figure";

fn mean(values: &[Exact]) -> Result<Exact, String> {
    moments::mean(values).ok_or_else(|| NOBODY.to_owned())
}

fn median(values: &[Exact]) -> Result<Exact, String> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let last = sorted.len().checked_sub(1).ok_or(NOBODY)?;
    let middle: Vec<Exact> =
        [last / 2, last.div_ceil(2)].iter().filter_map(|middle| sorted.get(*middle)).cloned().collect();
    mean(&middle)
}

fn worst(site: &Site<'_>, values: &[Exact]) -> Result<Exact, String> {
    let mut found: Option<(Exact, &Exact)> = None;
    for value in values {
        let merit = site.step.scoring().merit(value, site.setting).map_err(|error| error.to_string())?;
        let merit = site.order.merit(merit);
        if found.as_ref().is_none_or(|(least, _)| merit < *least) {
            found = Some((merit, value));
        }
    }
    found.map(|(_, value)| value.clone()).ok_or_else(|| NOBODY.to_owned())
}

/// The value on the straight line between the nearest periods before and after that have figures; periods are equally
/// far apart.
fn interpolated(site: &Site<'_>, row: Row) -> Result<Exact, String> {
    let Values::Figures(indicator) = site.values else { return Err(ONE_PERIOD.to_owned()) };
    let between = || {
        let (tables, subject, own) = site.draft.timeline()?.of(site.subjects[row]);
        let value = |period: usize| Some((period, level(tables.get(period)?, indicator, subject)?));
        let (before, first) = (0..own).rev().find_map(value)?;
        let (after, last) = (own.saturating_add(1)..tables.len()).find_map(value)?;
        let periods = |from: usize, to: usize| Exact::count(to.saturating_sub(from));
        let rise = ((&last - &first) * periods(before, own)).over(&periods(before, after))?;
        Some(first + rise)
    };
    between().ok_or_else(|| "there are no figures of a period before and one after".to_owned())
}

/// The value if the figure has not changed since the previous period.
fn unchanged(site: &Site<'_>, row: Row) -> Result<Exact, String> {
    let Values::Figures(indicator) = site.values else { return Err(ONE_PERIOD.to_owned()) };
    let previous = previous_level(site.draft, indicator, site.subjects[row]).ok_or("there is no previous figure")?;
    match indicator.measure {
        Measure::Level => Ok(previous),
        Measure::Change | Measure::Growth => Ok(Exact::ZERO),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimals(values: &[i32]) -> Vec<Exact> {
        values.iter().copied().map(Exact::from).collect()
    }

    #[test]
    fn mean_and_median_are_exact() {
        // COINr docs/articles/imputation.html: the mean of 1, 2, 3, 4 is 2.5.
        assert_eq!(mean(&decimals(&[1, 2, 3, 4])), Ok(Exact::ratio(5, 2).unwrap()));
        assert_eq!(median(&decimals(&[9, 1, 2])), Ok(Exact::from(2)));
        assert_eq!(median(&decimals(&[9, 1, 2, 4])), Ok(Exact::from(3)));
        assert_eq!(mean(&[]), Err(NOBODY.to_owned()));
        assert_eq!(median(&[]), Err(NOBODY.to_owned()));
    }
}
