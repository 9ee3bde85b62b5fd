//! From observed figures to the values that are scored: input, tasks, parts or a node, level, change or growth.

use super::nodes::{NodeBook, at_node};
use super::parts::{PartBook, rolled_up};
use super::tasks::TaskBook;
use crate::engine::diagnostics::{ChangedCell, Diagnostics};
use crate::engine::figure::Figure;
use crate::model::{Draft, Figures, Indicator, Measure, NodeId, Observation, PerRow, Source, SubjectId, TaskSource};
use crate::number::Exact;
use crate::support::{Problem, ProblemKind, Problems, figure_path};

/// The figure of a refused value: a missing one would lead to further problems and remarks.
const REFUSED: Figure = Figure::NotApplicable;

/// The measured values of an indicator.
pub(crate) struct Measured {
    pub(crate) values: PerRow<Figure>,
    /// The divided figures, before and after.
    pub(crate) divided: Vec<ChangedCell>,
}

/// The sources of figures: tables, tasks, parts and nodes of indexes before.
#[derive(Clone, Copy)]
pub(crate) struct Sources<'a> {
    pub(crate) draft: &'a Draft,
    pub(crate) tasks: &'a TaskBook<'a>,
    pub(crate) parts: PartBook<'a>,
    pub(crate) nodes: NodeBook<'a>,
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
    let observed: PerRow<Figure> = match &indicator.from {
        Some(Source::Tasks(source)) => {
            subjects.map(|_, subject| from_tasks(draft, sources.tasks, source, *subject, problems))
        }
        Some(Source::Parts(source)) => {
            rolled_up(draft, indicator, source, sources.parts, subjects, (problems, remarks, node))
        }
        Some(Source::Node(source)) => at_node(source, sources.nodes, subjects),
        None => {
            let cells = draft.values.cells(input);
            subjects.map(|_, subject| cells.map_or(Figure::Missing, |cells| cells.at(*subject).into()))
        }
    };
    let mut changed = Vec::new();
    let values = observed.map(|row, figure| {
        let (level, measured) = measured_of(draft, indicator, subjects[row], figure.clone(), problems);
        if let (Some(_), Figure::Value(before), Figure::Value(after)) = (&indicator.denominate, figure, &level) {
            changed.push((row, before.to_decimal(), after.to_decimal()));
        }
        measured
    });
    Measured { values, divided: changed }
}

/// The level of a subject's figure, divided where the indicator has a denominator, and what is measured of it: the level,
/// its change or its growth.
pub(crate) fn measured_of(
    draft: &Draft,
    indicator: &Indicator,
    subject: SubjectId,
    figure: Figure,
    problems: &mut Problems,
) -> (Figure, Figure) {
    let looks_back = indicator.measure != Measure::Level || indicator.rule.as_scoring().uses_previous();
    // Nothing comes before the first of several periods, so that no figure of it could be asked for.
    if looks_back && draft.timeline().is_some_and(|timeline| timeline.of(subject).2 == 0) {
        return (Figure::NotApplicable, Figure::NotApplicable);
    }
    let now = divided(draft, indicator, "values", subject, figure, problems);
    if indicator.measure == Measure::Level {
        return (now.clone(), now);
    }
    let previous = before(draft, indicator, indicator.input_name(), subject);
    let previous = divided(draft, indicator, "previous", subject, previous, problems);
    let figures = [now, previous];
    let measured = against_previous(draft, indicator, subject, &figures, problems);
    let [now, _] = figures;
    (now, measured)
}

/// `scale·x/d` where the indicator has a denominator `d`; without a figure of `d` there is no value.
fn divided(
    draft: &Draft,
    indicator: &Indicator,
    table: &str,
    subject: SubjectId,
    figure: Figure,
    problems: &mut Problems,
) -> Figure {
    let (Some(denominator), Figure::Value(x)) = (&indicator.denominate, &figure) else { return figure };
    let by = match table {
        "values" => draft.values.figure(&denominator.by, subject).into(),
        _ => before(draft, indicator, &denominator.by, subject),
    };
    let by = match by {
        Figure::Value(by) => by,
        absent => return absent,
    };
    let divided = Some(x * &denominator.scale.into()).filter(|_| by.is_positive()).and_then(|scaled| scaled.over(&by));
    divided.map_or_else(
        || {
            let path = figure_path(table, &draft.subject_at(subject).id, &denominator.by);
            let what = format!("`{}` is divided by a figure that is not positive", indicator.id);
            let problem = Problem::new(ProblemKind::Figure, path, what).found(&by);
            problems.push(problem.expected("a figure above 0, or null where there is none"));
            REFUSED
        },
        Figure::Value,
    )
}

/// The measured values alone.
pub(crate) fn measured_values(
    sources: Sources<'_>,
    indicator: (NodeId, &Indicator),
    subjects: &PerRow<SubjectId>,
) -> PerRow<Figure> {
    measured(sources, indicator, subjects, &mut Diagnostics::default()).values
}

/// The level of a subject's figure in a table, divided where the indicator has a denominator; none where there is no
/// figure.
pub(crate) fn level(figures: &Figures, indicator: &Indicator, subject: SubjectId) -> Option<Exact> {
    level_of(indicator, |input| figures.figure(input, subject).into())
}

/// The level that a subject had in the period before, likewise; formed from former units where that is declared.
pub(crate) fn previous_level(draft: &Draft, indicator: &Indicator, subject: SubjectId) -> Option<Exact> {
    level_of(indicator, |input| before(draft, indicator, input, subject))
}

/// Whether a change or growth is missing because there is a figure of this period and none of the one before.
pub(crate) fn lacks_previous(draft: &Draft, indicator: &Indicator, subject: SubjectId) -> bool {
    indicator.measure != Measure::Level
        && (indicator.from.is_some() || level(&draft.values, indicator, subject).is_some())
        && previous_level(draft, indicator, subject).is_none()
}

/// The figure that a subject had in the period before: its own, or one formed from its former units.
pub(crate) fn before(draft: &Draft, indicator: &Indicator, input: &str, subject: SubjectId) -> Figure {
    let own = draft.previous.figure(input, subject);
    if indicator.formed.is_none() || matches!(own, Observation::Value(_)) {
        return own.into();
    }
    draft.formed_figure(input, subject).cloned().map_or_else(|| own.into(), Figure::Value)
}

/// The level that these inputs give.
fn level_of(indicator: &Indicator, figure: impl Fn(&str) -> Figure) -> Option<Exact> {
    let value = |input: &str| figure(input).value().cloned();
    let x = value(indicator.input_name())?;
    match &indicator.denominate {
        None => Some(x),
        Some(denominator) => {
            let by = value(&denominator.by).filter(Exact::is_positive)?;
            (&x * &denominator.scale.into()).over(&by)
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
) -> Figure {
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
    figures: &[Figure; 2],
    problems: &mut Problems,
) -> Figure {
    let [Figure::Value(x), Figure::Value(previous)] = figures else {
        let applies = !figures.contains(&Figure::NotApplicable);
        return if applies { Figure::Missing } else { Figure::NotApplicable };
    };
    let change = x - previous;
    if indicator.measure != Measure::Growth {
        return Figure::Value(change);
    }
    let mut refuse = |table: &str, what: String, found: &Exact, expected: &str| {
        let path = figure_path(table, &draft.subject_at(subject).id, indicator.input_name());
        problems.push(Problem::new(ProblemKind::Figure, path, what).found(found).expected(expected));
        REFUSED
    };
    let years = indicator.years.filter(|years| *years > 1);
    if years.is_some() && x.is_negative() {
        let what = format!("growth of `{}` over several years is a root, and a figure is negative", indicator.id);
        return refuse("values", what, x, "a figure of 0 or more");
    }
    let growth = previous.is_positive().then(|| match years {
        Some(years) => yearly_growth(x, previous, years),
        None => (&change * &Exact::from(100)).over(previous),
    });
    growth.flatten().map_or_else(
        || {
            let what = format!("growth of `{}` is measured against a figure that is not positive", indicator.id);
            refuse("previous", what, previous, "a previous figure above 0")
        },
        Figure::Value,
    )
}

/// The growth of one year, `100·((x/p)^(1/n) − 1)` in percent: a fraction where the root is one.
fn yearly_growth(x: &Exact, previous: &Exact, years: u32) -> Option<Exact> {
    let root = x.over(previous)?.power(&Exact::ONE.over(&Exact::from(i128::from(years)))?)?;
    Some((root - Exact::ONE) * Exact::from(100))
}
