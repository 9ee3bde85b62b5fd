//! A document of several periods as one draft for each period, and as one draft of all periods.

use std::sync::Arc;

use super::adjustment::Adjustment;
use super::draft::Draft;
use super::figures::Figures;
use super::period::{Period, Timeline};
use super::positions::PerSubject;
use super::subject::Subject;
use super::task::Task;

impl Draft {
    /// A draft for each period, the oldest first, the document's own last.
    pub(crate) fn by_period(&self) -> Vec<Self> {
        let tables = self.of_periods();
        let timeline = |period: usize| Timeline {
            tables: Arc::clone(&tables),
            at: self.by_subject().map(|(id, _)| (id, period)).collect(),
        };
        let mut drafts = Vec::with_capacity(tables.len());
        let mut previous = Figures::new();
        for (number, period) in self.earlier.iter().enumerate() {
            let mut draft = self.as_of(period);
            draft.previous = previous;
            draft.timeline = Some(timeline(number));
            draft.form_previous();
            previous = period.values.clone();
            drafts.push(draft);
        }
        let mut own = self.bare();
        (own.values, own.targets, own.previous) = (self.values.clone(), self.targets.clone(), previous);
        own.period.clone_from(&self.period);
        own.notes.clone_from(&self.notes);
        own.tasks.clone_from(&self.tasks);
        own.supervision.clone_from(&self.supervision);
        own.adjustments.clone_from(&self.adjustments);
        own.timeline = Some(timeline(self.earlier.len()));
        own.form_previous();
        drafts.push(own);
        drafts
    }

    /// All subjects of all periods in one draft, the document's own first; those of earlier periods under ids of their own.
    pub(crate) fn pooled(&self) -> Self {
        let tables = self.of_periods();
        let mut pool = self.bare();
        pool.subjects.clear();
        let mut at = PerSubject::new();
        let periods: Vec<Option<&str>> =
            self.earlier.iter().map(|one| Some(one.period.as_str())).chain([None]).collect();
        for (number, (draft, period)) in self.by_period().iter().zip(&periods).enumerate().rev() {
            let name = |id: &str| match period {
                Some(period) => format!("{id} of {period}"),
                None => id.to_owned(),
            };
            let first = pool.subjects.len();
            pool.subjects.extend(draft.subjects.iter().map(|subject| Subject {
                id: name(&subject.id),
                part_of: subject.part_of.as_deref().map(name),
                formed_from: subject.formed_from.iter().map(|id| name(id)).collect(),
                ..subject.clone()
            }));
            for (id, _) in self.by_subject() {
                at.push((id, number));
            }
            for (from, to) in [
                (&draft.values, &mut pool.values),
                (&draft.previous, &mut pool.previous),
                (&draft.targets, &mut pool.targets),
            ] {
                append(from, to, first, draft.subjects.len());
            }
            pool.tasks.extend(draft.tasks.iter().map(|task| renamed_task(task, name)));
            let adjustments = draft.adjustments.iter();
            pool.adjustments.extend(adjustments.map(|one| Adjustment { subject: name(&one.subject), ..one.clone() }));
        }
        pool.timeline = Some(Timeline { tables, at });
        pool.form_previous();
        pool
    }

    /// The draft with the evidence of an earlier period in place of its own.
    pub(crate) fn as_of(&self, period: &Period) -> Self {
        let mut draft = self.bare();
        draft.period = Some(period.period.clone());
        draft.values.clone_from(&period.values);
        draft.targets = if period.targets.is_empty() { self.targets.clone() } else { period.targets.clone() };
        draft.tasks.clone_from(&period.tasks);
        draft.adjustments.clone_from(&period.adjustments);
        draft
    }

    /// The indexes and subjects, without figures.
    fn bare(&self) -> Self {
        let mut draft = Self::default();
        draft.title.clone_from(&self.title);
        draft.indexes.clone_from(&self.indexes);
        draft.subjects.clone_from(&self.subjects);
        draft
    }

    fn of_periods(&self) -> Arc<Vec<Figures>> {
        let earlier = self.earlier.iter().map(|period| period.values.clone());
        Arc::new(earlier.chain([self.values.clone()]).collect())
    }
}

/// Adds the rows of a table below those of another.
fn append(from: &Figures, to: &mut Figures, first: usize, rows: usize) {
    for input in from.inputs() {
        for row in 0..rows {
            to.set(input, first.saturating_add(row), from.get(input, row));
        }
    }
}

fn renamed_task(task: &Task, name: impl Fn(&str) -> String) -> Task {
    let all = |ids: &[String]| ids.iter().map(|id| name(id)).collect();
    Task { lead: all(&task.lead), support: all(&task.support), regions: all(&task.regions), ..task.clone() }
}
