//! The draft: a document as written, before anything about it is checked.

use rust_decimal::Decimal;

use super::adjustment::Adjustment;
use super::alternative::Alternative;
use super::category_name::CategoryName;
use super::figures::Figures;
use super::figures_by_id::{ById, Rows, Table};
use super::formed::FormedFigures;
use super::index::Index;
use super::input::Input;
use super::observation::Observation;
use super::penalties::Penalties;
use super::period::{Period, Timeline};
use super::positions::{IndexId, Iter, OfIndex, OfSubject, PerRow, SubjectId, listed};
use super::scenario::Scenario;
use super::subject::Subject;
use super::supervision::Supervision;
use super::task::Task;
use crate::support::{IndexRef, UnknownIndex};

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
    /// Names of kinds of subjects.
    pub kinds: Vec<CategoryName>,
    /// Names of groups of subjects.
    pub groups: Vec<CategoryName>,
    /// The subjects, whose order numbers the rows of the tables of figures.
    pub subjects: Vec<Subject>,
    /// What is known of inputs: possible figures, codes of missing ones.
    pub inputs: Vec<Input>,
    /// The observed figures.
    pub values: Figures,
    /// The figures of the period before.
    pub previous: Figures,
    /// The subjects' own targets.
    pub targets: Figures,
    /// The tasks.
    pub tasks: Vec<Task>,
    /// How tasks are supervised, where it is declared.
    pub supervision: Option<Supervision>,
    /// Bonuses, deductions and vetoes.
    pub adjustments: Vec<Adjustment>,
    /// Earlier periods, the oldest first.
    pub earlier: Vec<Period>,
    /// Named changes of weights.
    pub scenarios: Vec<Scenario>,
    /// Alternative methods, for draws.
    pub alternatives: Vec<Alternative>,
    pub(super) timeline: Option<Timeline>,
    pub(super) formed: FormedFigures,
    by_id: Box<ById>,
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

    /// With the name of a kind of subjects.
    pub fn kind(mut self, kind: CategoryName) -> Self {
        self.kinds.push(kind);
        self
    }

    /// With the name of a group of subjects.
    pub fn group(mut self, group: CategoryName) -> Self {
        self.groups.push(group);
        self
    }

    /// With what is known of an input.
    pub fn input(mut self, input: Input) -> Self {
        self.inputs.push(input);
        self
    }

    /// With one more subject. It gets the figures that were given for its id before.
    pub fn subject(mut self, subject: Subject) -> Self {
        self.take_in(&subject.id, self.subjects.len());
        self.subjects.push(subject);
        self
    }

    /// With an observed figure of a subject. A subject that the draft never gets is a problem when it is checked.
    #[inline]
    pub fn value(mut self, subject: impl AsRef<str>, input: impl AsRef<str>, figure: impl Into<Observation>) -> Self {
        self.put(Table::Values, subject.as_ref(), input.as_ref(), figure.into());
        self
    }

    /// With a figure of the period before.
    pub fn previous(
        mut self,
        subject: impl AsRef<str>,
        input: impl AsRef<str>,
        figure: impl Into<Observation>,
    ) -> Self {
        self.put(Table::Previous, subject.as_ref(), input.as_ref(), figure.into());
        self
    }

    /// With a subject's own target.
    pub fn target(mut self, subject: impl AsRef<str>, input: impl AsRef<str>, target: Decimal) -> Self {
        self.put(Table::Targets, subject.as_ref(), input.as_ref(), target.into());
        self
    }

    /// With one more task.
    pub fn task(mut self, task: Task) -> Self {
        self.tasks.push(task);
        self
    }

    /// The penalties for tasks that an index has, with the supervision that declares them.
    pub(crate) fn penalties_in(&self, index: &Index) -> Option<(&Supervision, &Penalties)> {
        let supervision = self.supervision.as_ref()?;
        let penalties = supervision.penalties.as_ref()?;
        penalties.index.as_ref().is_none_or(|only| *only == index.id).then_some((supervision, penalties))
    }

    /// With this supervision of tasks.
    pub fn supervision(mut self, supervision: Supervision) -> Self {
        self.supervision = Some(supervision);
        self
    }

    /// With one more bonus, deduction or veto.
    pub fn adjustment(mut self, adjustment: Adjustment) -> Self {
        self.adjustments.push(adjustment);
        self
    }

    /// With one more alternative.
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

    /// The subjects that an index scores, in the order of the document.
    pub(crate) fn rows_of(&self, index: &Index) -> PerRow<SubjectId> {
        self.by_subject().filter(|(_, subject)| subject.kind == index.kind).map(|(id, _)| id).collect()
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

    /// The position of an index by id or number.
    pub(crate) fn find_index(&self, index: IndexRef<'_>) -> Result<IndexId, UnknownIndex> {
        index.among(self.by_index().map(|(id, index)| (index.id.as_str(), id)))
    }

    /// The rows of its subjects among the figures of all periods; for the draft of one period, or of all in one.
    pub(crate) fn timeline(&self) -> Option<&Timeline> {
        self.timeline.as_ref()
    }

    /// A table of figures.
    pub(crate) const fn table(&self, table: Table) -> &Figures {
        match table {
            Table::Values => &self.values,
            Table::Previous => &self.previous,
            Table::Targets => &self.targets,
        }
    }

    /// Every table of figures, those of earlier periods included.
    pub(crate) fn tables(&self) -> impl Iterator<Item = (Table, &Figures)> {
        let own = Table::ALL.into_iter().map(|table| (table, self.table(table)));
        let earlier = self.earlier.iter();
        own.chain(earlier.flat_map(|period| [(Table::Values, &period.values), (Table::Targets, &period.targets)]))
    }

    /// Tables and ids of the figures whose subjects are not in the draft.
    pub(crate) fn strays(&self) -> impl Iterator<Item = (Table, &str)> {
        self.by_id.waiting.ids()
    }

    /// Gives waiting figures to subjects that were added to the list directly, without [`Self::subject`].
    pub(crate) fn settle(&mut self) {
        self.by_id.rows = Rows::default();
        for subject in self.by_id.waiting.subjects() {
            if let Some(row) = self.by_id.rows.find(&subject, &self.subjects) {
                self.take_in(&subject, row);
            }
        }
    }

    /// Moves the figures that have waited for a subject into its row.
    fn take_in(&mut self, subject: &str, row: usize) {
        let mut waiting = std::mem::take(&mut self.by_id.waiting);
        waiting.take(subject, |table, input, column, figure| {
            *column = self.table_mut(table).set_near(*column, input, row, figure);
        });
        self.by_id.waiting = waiting;
    }

    fn put(&mut self, table: Table, subject: &str, input: &str, figure: Observation) {
        let Some(row) = self.by_id.rows.find(subject, &self.subjects) else {
            return self.by_id.waiting.add(subject, table, input, figure);
        };
        self.table_mut(table).set(input, row, figure);
    }

    const fn table_mut(&mut self, table: Table) -> &mut Figures {
        match table {
            Table::Values => &mut self.values,
            Table::Previous => &mut self.previous,
            Table::Targets => &mut self.targets,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_find_their_subjects_in_any_order() {
        let draft = Draft::default()
            .value("b", "x", Decimal::TEN)
            .target("c", "y", Decimal::ONE)
            .value("b", "x", Decimal::ONE)
            .subject(Subject::new("a", "A", "region"))
            .value("a", "x", Decimal::TWO)
            .target("c", "x", Decimal::TEN)
            .subject(Subject::new("b", "B", "region"))
            .previous("a", "y", Observation::NotApplicable);
        assert_eq!([0, 1].map(|row| draft.values.get("x", row)), [Decimal::TWO.into(), Decimal::ONE.into()]);
        assert_eq!(draft.previous.get("y", 0), Observation::NotApplicable);
        assert_eq!(draft.strays().collect::<Vec<_>>(), [(Table::Targets, "c")]);
    }

    #[test]
    fn figures_find_subjects_that_were_added_to_the_list() {
        let mut draft = Draft::default().value("b", "x", Decimal::ONE).value("a", "x", Decimal::TWO);
        draft.subjects = vec![Subject::new("a", "A", "region"), Subject::new("b", "B", "region")];
        draft = draft.value("a", "y", Decimal::TEN);
        draft.subjects.swap(0, 1);
        draft = draft.value("a", "z", Decimal::TEN);
        draft.settle();
        assert_eq!((draft.strays().count(), draft.values.get("x", 0)), (0, Decimal::ONE.into()));
        assert_eq!((draft.values.get("y", 0), draft.values.get("z", 1)), (Decimal::TEN.into(), Decimal::TEN.into()));
    }

    #[test]
    fn drafts_are_equal_whatever_the_order_of_their_figures() {
        let subjects =
            || Draft::default().subject(Subject::new("a", "A", "region")).subject(Subject::new("b", "B", "region"));
        let one = subjects().value("a", "x", Decimal::ONE).value("b", "x", Decimal::TWO);
        let other = subjects().value("b", "x", Decimal::TWO).value("a", "x", Decimal::ONE);
        assert_eq!(one, other);
        let stray = |draft: Draft, input| draft.value("c", input, Decimal::ONE);
        assert_eq!(stray(stray(one.clone(), "x"), "y"), stray(stray(stray(other.clone(), "y"), "x"), "x"));
        assert_ne!(stray(one.clone(), "x"), stray(other, "y"));
        assert_ne!(one.clone(), one.target("a", "x", Decimal::ONE));
    }

    /// A search through all subjects for each figure would take a hundred times as long as this allows.
    #[test]
    fn figures_in_any_order_cost_no_search() {
        const COUNT: usize = 30_000;
        let started = std::time::Instant::now();
        let subjects = |draft: Draft| {
            (0..COUNT).fold(draft, |draft, row| draft.subject(Subject::new(format!("s{row}"), "", "region")))
        };
        let figures = |draft: Draft| {
            let scattered = (0..COUNT).map(|number| number * 7919 % COUNT);
            scattered.fold(draft, |draft, row| draft.value(format!("s{row}"), "x", Decimal::from(row)))
        };
        let (known, waiting) = (figures(subjects(Draft::default())), subjects(figures(Draft::default())));
        assert!(known == waiting && known.values.get("x", 12_345) == Decimal::from(12_345).into());
        // Each subject right behind one of its figures, while figures of another one wait.
        let alternating = (0..COUNT).fold(Draft::default(), |draft, row| {
            let draft = draft.value(format!("s{row}"), "x", Decimal::from(row)).value("last", "x", Decimal::ONE);
            draft.subject(Subject::new(format!("s{row}"), "", "region"))
        });
        assert_eq!(alternating.values, known.values);
        assert_eq!([&known, &waiting, &alternating].map(|draft| draft.strays().count()), [0, 0, 1]);
        assert!(started.elapsed().as_secs() < 5, "{:?}", started.elapsed());
    }
}
