//! From observed figures to the values that are scored: input, tasks or parts, level, change or growth.

use rust_decimal::Decimal;

use super::parts::{PartBook, rolled_up};
use super::tasks::TaskBook;
use crate::engine::diagnostics::{ChangedCell, Diagnostics};
use crate::model::{Draft, Figures, Indicator, Measure, NodeId, Observation, PerRow, Source, SubjectId, TaskSource};
use crate::number::{Fraction, plain};
use crate::support::{Problem, ProblemKind, Problems, figure_path};

/// The observation of a refused value: a missing one would lead to further problems and remarks.
const REFUSED: Observation = Observation::NotApplicable;

/// The measured values of an indicator.
pub(crate) struct Measured {
    pub(crate) values: PerRow<Observation>,
    /// The divided figures, before and after.
    pub(crate) divided: Vec<ChangedCell>,
}

/// The sources of figures: tables, tasks and parts.
#[derive(Clone, Copy)]
pub(crate) struct Sources<'a> {
    pub(crate) draft: &'a Draft,
    pub(crate) tasks: &'a TaskBook<'a>,
    pub(crate) parts: PartBook<'a>,
}

/// The measured values of the indicator of a node; problems of measuring are added to the diagnostics.
pub(crate) fn measured(
    sources: Sources<'_>,
    (node, indicator): (NodeId, &Indicator),
    subjects: &PerRow<SubjectId>,
    diagnostics: &mut Diagnostics,
) -> Measured {
    let draft = sources.draft;
    let input = indicator.input_name();
    let Diagnostics { problems, remarks, .. } = diagnostics;
    let observed: PerRow<Observation> = match &indicator.from {
        Some(Source::Tasks(source)) => {
            subjects.map(|_, subject| from_tasks(draft, sources.tasks, source, *subject, problems))
        }
        Some(Source::Parts(source)) => {
            rolled_up(draft, indicator, source, sources.parts, subjects, (problems, remarks, node))
        }
        None => {
            let cells = draft.values.cells(input);
            subjects.map(|_, subject| cells.map_or(Observation::Missing, |cells| *cells.at(*subject)))
        }
    };
    let mut changed = Vec::new();
    let values = observed.map(|row, &figure| {
        let subject = subjects[row];
        let now = divided(draft, indicator, "values", subject, figure, problems);
        if let (Some(_), Observation::Value(before), Observation::Value(after)) = (&indicator.denominate, figure, now) {
            changed.push((row, Some(before), Some(after)));
        }
        if indicator.measure == Measure::Level {
            return now;
        }
        let previous = draft.previous.figure(input, subject);
        let previous = divided(draft, indicator, "previous", subject, previous, problems);
        against_previous(draft, indicator, subject, [now, previous], problems)
    });
    Measured { values, divided: changed }
}

/// `scale·x/d` where the indicator has a denominator `d`; without a figure of `d` there is no value.
fn divided(
    draft: &Draft,
    indicator: &Indicator,
    table: &str,
    subject: SubjectId,
    figure: Observation,
    problems: &mut Problems,
) -> Observation {
    let (Some(denominator), Observation::Value(x)) = (&indicator.denominate, figure) else { return figure };
    let figures = if table == "values" { &draft.values } else { &draft.previous };
    let by = match figures.figure(&denominator.by, subject) {
        Observation::Value(by) => by,
        absent => return absent,
    };
    let id = &draft.subject_at(subject).id;
    let path = figure_path(table, id, &denominator.by);
    if by <= Decimal::ZERO {
        let what = format!("`{}` is divided by a figure that is not positive", indicator.id);
        let problem = Problem::new(ProblemKind::Figure, path, what).found(plain(by));
        problems.push(problem.expected("a figure above 0, or null where there is none"));
        return REFUSED;
    }
    let exact = Fraction::from_decimal(x).times(Fraction::from_decimal(denominator.scale));
    let Some(value) = exact.and_then(|scaled| scaled.over(Fraction::from_decimal(by))?.to_decimal()) else {
        let what = format!("`{}`, divided, has more digits than a number holds", indicator.id);
        problems.push(Problem::new(ProblemKind::Figure, path, what).found(plain(by)));
        return REFUSED;
    };
    Observation::Value(value)
}

/// The measured values alone.
pub(crate) fn measured_values(
    sources: Sources<'_>,
    indicator: (NodeId, &Indicator),
    subjects: &PerRow<SubjectId>,
) -> PerRow<Observation> {
    measured(sources, indicator, subjects, &mut Diagnostics::default()).values
}

/// The level of a subject's figure in a table, divided where the indicator has a denominator; none where there is no
/// figure.
pub(crate) fn level(figures: &Figures, indicator: &Indicator, subject: SubjectId) -> Option<Fraction> {
    let value = |input: &str| match figures.figure(input, subject) {
        Observation::Value(value) => Some(Fraction::from_decimal(value)),
        _ => None,
    };
    let x = value(indicator.input_name())?;
    match &indicator.denominate {
        None => Some(x),
        Some(denominator) => {
            let by = value(&denominator.by).filter(|by| by.is_positive())?;
            x.times(Fraction::from_decimal(denominator.scale))?.over(by)
        }
    }
}

/// The value that the tasks of a subject give.
fn from_tasks(
    draft: &Draft,
    tasks: &TaskBook<'_>,
    source: &TaskSource,
    subject: SubjectId,
    problems: &mut Problems,
) -> Observation {
    let subject = draft.subject_at(subject);
    tasks.input(&subject.id, source).unwrap_or_else(|fault| {
        problems.push(Problem::new(ProblemKind::Figure, "tasks", format!("the tasks of `{}`: {fault}", subject.id)));
        REFUSED
    })
}

/// Change `x − previous`, or growth `100·(x − previous)/previous` in percent.
fn against_previous(
    draft: &Draft,
    indicator: &Indicator,
    subject: SubjectId,
    figures: [Observation; 2],
    problems: &mut Problems,
) -> Observation {
    let input = indicator.input_name();
    let [Observation::Value(x), Observation::Value(previous)] = figures else {
        let applies = !figures.contains(&Observation::NotApplicable);
        return if applies { Observation::Missing } else { Observation::NotApplicable };
    };
    let id = &draft.subject_at(subject).id;
    let path = || figure_path("previous", id, input);
    if indicator.measure == Measure::Growth && previous <= Decimal::ZERO {
        let what = format!("growth of `{}` is measured against a figure that is not positive", indicator.id);
        problems.push(
            Problem::new(ProblemKind::Figure, path(), what).found(previous).expected("a previous figure above 0"),
        );
        return REFUSED;
    }
    let Some(value) = exact(indicator.measure, x, previous) else {
        let what =
            format!("the {} of `{}` has more digits than a number holds", indicator.measure.name(), indicator.id);
        problems
            .push(Problem::new(ProblemKind::Figure, path(), what).found(previous).expected("figures of fewer digits"));
        return REFUSED;
    };
    Observation::Value(value)
}

/// The measure of a figure and its previous one, rounded once to the nearest decimal.
fn exact(measure: Measure, x: Decimal, previous: Decimal) -> Option<Decimal> {
    let before = Fraction::from_decimal(previous);
    let change = Fraction::from_decimal(x).minus(before)?;
    match measure {
        Measure::Level => Some(x),
        Measure::Change => change.to_decimal(),
        Measure::Growth => change.times(Fraction::from_integer(100))?.over(before)?.to_decimal(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn growth_of_changzhi_and_datong_in_2018_differs_in_the_third_decimal() {
        // Q1-Q3 GDP of 2018 and 2017: 1145 and 1034.7; 873 and 788.9 (100 million yuan), published as 10.66 % both.
        let growth = |x: &str, previous: &str| {
            let decimal = |text| Decimal::from_str_exact(text).unwrap();
            exact(Measure::Growth, decimal(x), decimal(previous)).unwrap().to_string()
        };
        assert!(growth("1145", "1034.7").starts_with("10.66009"));
        assert!(growth("873", "788.9").starts_with("10.66041"));
    }
}
