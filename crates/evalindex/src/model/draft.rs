//! The draft: a document as written, before anything about it is checked.

use rust_decimal::Decimal;

use super::adjustment::Adjustment;
use super::alternative::Alternative;
use super::figures::{Figures, Observation};
use super::index::Index;
use super::period::{Period, Timeline};
use super::positions::{IndexId, Iter, OfIndex, OfSubject, SubjectId, listed};
use super::scenario::Scenario;
use super::subject::Subject;
use super::task::Task;

/// A document as written or built, not yet checked. Serialises to the document format `evalindex/1`.
///
/// ```
/// use evalindex::{Decimal, Draft, Index, Indicator, Subject};
/// use evalindex::model::Observation;
/// use evalindex::rule::MinMax;
///
/// let growth = Indicator::new("growth", "Growth of GDP", Decimal::ONE, MinMax::default());
/// let draft = Draft::default()
///     .title("Growth")
///     .index(Index::new("cities", "Cities", "region").child(growth))
///     .subject(Subject::new("taiyuan", "Taiyuan", "region"))
///     .value("taiyuan", "growth", Decimal::new(49, 1));
/// assert_eq!(draft.values.get("growth", 0), Observation::Value(Decimal::new(49, 1)));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Draft {
    /// Title for people.
    pub title: Option<String>,
    /// The period that is evaluated, such as `2023`.
    pub period: Option<String>,
    /// Remarks: sources, what the figures are.
    pub notes: Vec<String>,
    /// The indexes.
    pub indexes: Vec<Index>,
    /// The subjects, whose places number the rows of the tables of figures.
    pub subjects: Vec<Subject>,
    /// The observed figures.
    pub values: Figures,
    /// The figures of the period before.
    pub previous: Figures,
    /// The subjects' own targets.
    pub targets: Figures,
    /// The tasks.
    pub tasks: Vec<Task>,
    /// Bonuses, deductions and vetoes.
    pub adjustments: Vec<Adjustment>,
    /// Earlier periods, the oldest first.
    pub earlier: Vec<Period>,
    /// Named changes of weights.
    pub scenarios: Vec<Scenario>,
    /// Choices that could have been made otherwise.
    pub alternatives: Vec<Alternative>,
    pub(super) timeline: Option<Timeline>,
    strays: Vec<Stray>,
    last: LastRow,
}

/// A table of figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Table {
    Values,
    Previous,
    Targets,
}

/// A figure for a subject that the draft does not have.
#[derive(Clone, Debug, PartialEq)]
struct Stray {
    table: Table,
    subject: String,
    input: String,
    figure: Observation,
}

/// The row that was written last: a guess at the next one, and no part of what the draft says.
#[derive(Clone, Copy, Debug, Default)]
struct LastRow(usize);

impl PartialEq for LastRow {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Draft {
    /// With this title.
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// For this period.
    pub fn period(mut self, period: impl Into<String>) -> Self {
        self.period = Some(period.into());
        self
    }

    /// With one more remark.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// With one more index.
    pub fn index(mut self, index: Index) -> Self {
        self.indexes.push(index);
        self
    }

    /// With one more subject. Figures given for its id before are now its own.
    pub fn subject(mut self, subject: Subject) -> Self {
        let (found, strays) =
            std::mem::take(&mut self.strays).into_iter().partition(|stray| stray.subject == subject.id);
        self.strays = strays;
        self.subjects.push(subject);
        let found: Vec<Stray> = found;
        for Stray { table, subject, input, figure } in found {
            self.put(table, subject, input, figure);
        }
        self
    }

    /// With an observed figure of a subject. A subject that the draft never gets is a problem when it is checked.
    pub fn value(
        mut self,
        subject: impl Into<String>,
        input: impl Into<String>,
        figure: impl Into<Observation>,
    ) -> Self {
        self.put(Table::Values, subject.into(), input.into(), figure.into());
        self
    }

    /// With a figure of the period before.
    pub fn previous(
        mut self,
        subject: impl Into<String>,
        input: impl Into<String>,
        figure: impl Into<Observation>,
    ) -> Self {
        self.put(Table::Previous, subject.into(), input.into(), figure.into());
        self
    }

    /// With a subject's own target.
    pub fn target(mut self, subject: impl Into<String>, input: impl Into<String>, target: Decimal) -> Self {
        self.put(Table::Targets, subject.into(), input.into(), target.into());
        self
    }

    /// With one more task.
    pub fn task(mut self, task: Task) -> Self {
        self.tasks.push(task);
        self
    }

    /// With one more bonus, deduction or veto.
    pub fn adjustment(mut self, adjustment: Adjustment) -> Self {
        self.adjustments.push(adjustment);
        self
    }

    /// With one more choice that could have been made otherwise.
    pub fn alternative(mut self, alternative: Alternative) -> Self {
        self.alternatives.push(alternative);
        self
    }

    /// With one more scenario.
    pub fn scenario(mut self, scenario: Scenario) -> Self {
        self.scenarios.push(scenario);
        self
    }

    /// With one more earlier period, after those already there.
    pub fn earlier(mut self, period: Period) -> Self {
        self.earlier.push(period);
        self
    }

    /// The subjects with their positions.
    pub(crate) fn by_subject(&self) -> Iter<'_, OfSubject, Subject> {
        listed(&self.subjects)
    }

    /// One subject.
    pub(crate) fn subject_at(&self, subject: SubjectId) -> &Subject {
        subject.of(&self.subjects)
    }

    /// Gives a subject another kind, and returns the one that it had.
    pub(crate) fn set_kind(&mut self, subject: SubjectId, kind: String) -> String {
        std::mem::replace(&mut subject.of_mut(&mut self.subjects).kind, kind)
    }

    /// The indexes with their positions.
    pub(crate) fn by_index(&self) -> Iter<'_, OfIndex, Index> {
        listed(&self.indexes)
    }

    /// One index.
    pub(crate) fn index_at(&self, index: IndexId) -> &Index {
        index.of(&self.indexes)
    }

    /// The index of this number, from 0.
    pub(crate) fn index_of(&self, number: usize) -> Option<IndexId> {
        IndexId::in_list(&self.indexes, number)
    }

    /// Where its subjects' figures stand among those of all periods, for the draft of one of them.
    pub(crate) fn timeline(&self) -> Option<&Timeline> {
        self.timeline.as_ref()
    }

    /// The figures for subjects that the draft does not have: name of the table, subject, input.
    pub(crate) fn strays(&self) -> impl Iterator<Item = (&'static str, &str, &str)> {
        self.strays.iter().map(|stray| (stray.table.name(), stray.subject.as_str(), stray.input.as_str()))
    }

    fn put(&mut self, table: Table, subject: String, input: String, figure: Observation) {
        let Some(row) = self.row(&subject) else {
            self.strays.push(Stray { table, subject, input, figure });
            return;
        };
        self.last = LastRow(row);
        let figures = match table {
            Table::Values => &mut self.values,
            Table::Previous => &mut self.previous,
            Table::Targets => &mut self.targets,
        };
        figures.set(&input, row, figure);
    }

    /// The row of a subject: that of the last figure, the next one, or wherever it is.
    fn row(&self, subject: &str) -> Option<usize> {
        let LastRow(last) = self.last;
        let is = |row: &usize| self.subjects.get(*row).is_some_and(|candidate| candidate.id == subject);
        [last, last.saturating_add(1)].into_iter().find(is).or_else(|| (0..self.subjects.len()).find(is))
    }
}

impl Table {
    const fn name(self) -> &'static str {
        match self {
            Self::Values => "values",
            Self::Previous => "previous",
            Self::Targets => "targets",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_find_their_subjects_in_any_order() {
        let draft = Draft::default()
            .value("b", "x", Decimal::ONE)
            .subject(Subject::new("a", "A", "region"))
            .value("a", "x", Decimal::TWO)
            .target("c", "x", Decimal::TEN)
            .subject(Subject::new("b", "B", "region"))
            .previous("a", "y", Observation::NotApplicable);
        assert_eq!(draft.values.column("x"), Some(&[Decimal::TWO.into(), Decimal::ONE.into()][..]));
        assert_eq!(draft.previous.get("y", 0), Observation::NotApplicable);
        assert_eq!(draft.strays().collect::<Vec<_>>(), [("targets", "c", "x")]);
    }

    #[test]
    fn drafts_are_equal_whatever_was_written_last() {
        let subjects =
            || Draft::default().subject(Subject::new("a", "A", "region")).subject(Subject::new("b", "B", "region"));
        let one = subjects().value("a", "x", Decimal::ONE).value("b", "x", Decimal::TWO);
        let other = subjects().value("b", "x", Decimal::TWO).value("a", "x", Decimal::ONE);
        assert_eq!(one, other);
    }
}
