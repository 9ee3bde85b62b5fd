//! The list of tasks that can be sent out (督办清单): a row for each column, for tables and CSV alike.

use evalindex::Decimal;
use evalindex::explain::{Finishing, SupervisedTask};
use evalindex::model::Date;

use super::TaskReport;
use super::words::{digits, points, state_line};
use crate::lang::{Line, line};
use crate::render::sheet::Table;
use crate::render::{Column, Role, or_none, signed};

/// One column of the list.
struct Field {
    /// Its heading and role in tables; none where it is for machines only.
    table: Option<(Line, Role)>,
    /// Its heading in CSV; none where it is for reading only.
    csv: Option<Line>,
    /// Its cell.
    cell: fn(&TaskReport<'_>, &SupervisedTask) -> Option<String>,
}

/// The columns, in the order of CSV.
const FIELDS: [Field; 31] = [
    both((line::TASK_NUMBER, Role::Word), line::CSV_TASK, |_, task| Some(task.task.clone())),
    both((line::TASK, Role::Name), line::CSV_NAME, |all, task| Some(all.words.task(task).to_owned())),
    table((line::CLASS, Role::Aside), |all, task| Some(all.words.class(task.class).to_owned())),
    csv(line::CSV_CLASS, |_, task| Some(task.class.name().to_owned())),
    csv(line::CSV_LEAD, |_, task| Some(task.lead.join(";"))),
    both((line::LEAD, Role::Word), line::CSV_LEAD_NAMES, |all, task| all.names(&task.lead)),
    table((line::SUPPORT, Role::Aside), |all, task| all.names(&task.support)),
    csv(line::CSV_SUPPORT, |_, task| Some(task.support.join(";"))),
    csv(line::CSV_REGIONS, |_, task| Some(task.regions.join(";"))),
    both((line::FIRST_DUE, Role::Detail), line::CSV_FIRST_DUE, |_, task| date(task.first_due)),
    table((line::DUE, Role::Word), |all, task| Some(all.due(task))),
    csv(line::CSV_DUE, |_, task| date(task.due)),
    csv(line::CSV_REPORTED, |_, task| date(task.reported)),
    csv(line::CSV_FINISHED, |_, task| date(task.finished)),
    table((line::EXPECTED_PROGRESS, Role::Detail), |_, task| points(task.expected.as_ref())),
    csv(line::CSV_EXPECTED, |_, task| digits(task.expected.as_ref())),
    table((line::REPORTED_PROGRESS, Role::Detail), |_, task| points(task.progress.as_ref())),
    csv(line::CSV_PROGRESS, |_, task| digits(task.progress.as_ref())),
    table((line::VERIFIED_PROGRESS, Role::Detail), |_, task| points(task.verified.as_ref())),
    csv(line::CSV_VERIFIED, |_, task| digits(task.verified.as_ref())),
    table((line::LAG, Role::Number), |_, task| points(task.lag.as_ref())),
    csv(line::CSV_LAG, |_, task| digits(task.lag.as_ref())),
    both((line::DAYS_LATE, Role::Number), line::CSV_DAYS_LATE, |_, task| Some(task.days_late.to_string())),
    table((line::STATE, Role::Word), |all, task| Some(all.words.lang.say(state_line(task.state)).to_lowercase())),
    csv(line::CSV_STATE, |_, task| Some(task.state.name().to_owned())),
    table((line::LIGHT, Role::Word), |all, task| task.light.map(|light| all.words.light(light).to_owned())),
    csv(line::CSV_LIGHT, |_, task| task.light.map(|light| light.name().to_owned())),
    csv(line::CSV_REPORTED_LIGHT, |_, task| task.reported_light.map(|light| light.name().to_owned())),
    csv(line::CSV_BASIS, |_, task| Some(task.basis.name().to_owned())),
    table((line::SINCE_THEN, Role::Word), |all, task| task.change.map(|change| all.words.change(change).to_owned())),
    csv(line::CSV_CHANGE, |_, task| task.change.map(|change| change.name().to_owned())),
];

/// The columns on what finishing a task would change for the subject that would gain most by it.
const GAINS: [Field; 6] = [
    table((line::FINISHING, Role::Aside), finishing),
    csv(line::CSV_GAIN_INDEX, |_, task| Some(most(task)?.1.index.clone())),
    csv(line::CSV_GAIN_SUBJECT, |_, task| Some(most(task)?.1.subject.clone())),
    csv(line::CSV_GAIN, |_, task| Some(most(task)?.0.to_string())),
    csv(line::CSV_RANK_BEFORE, |_, task| Some(most(task)?.1.before?.rank.to_string())),
    csv(line::CSV_RANK_AFTER, |_, task| Some(most(task)?.1.after?.rank.to_string())),
];

const fn both(table: (Line, Role), csv: Line, cell: fn(&TaskReport<'_>, &SupervisedTask) -> Option<String>) -> Field {
    Field { table: Some(table), csv: Some(csv), cell }
}

const fn table(table: (Line, Role), cell: fn(&TaskReport<'_>, &SupervisedTask) -> Option<String>) -> Field {
    Field { table: Some(table), csv: None, cell }
}

const fn csv(csv: Line, cell: fn(&TaskReport<'_>, &SupervisedTask) -> Option<String>) -> Field {
    Field { table: None, csv: Some(csv), cell }
}

/// All columns.
fn fields() -> impl Iterator<Item = &'static Field> {
    FIELDS.iter().chain(&GAINS)
}

/// The effect of finishing a task on the subject that gains most, the first of equal ones, with its gain.
fn most(task: &SupervisedTask) -> Option<(Decimal, &Finishing)> {
    let gains = task.finishing.iter().filter_map(|one| Some((one.gain()?, one)));
    gains.reduce(|most, one| if one.0 > most.0 { one } else { most })
}

fn date(date: Option<Date>) -> Option<String> {
    date.map(|date| date.to_string())
}

impl TaskReport<'_> {
    /// The list for reading.
    pub(super) fn list(&self) -> Vec<Column> {
        let tasks = &self.found.tasks;
        let shown = fields().filter_map(|field| {
            let (heading, role) = field.table?;
            let cells: Vec<Option<String>> = tasks.iter().map(|task| (field.cell)(self, task)).collect();
            // A column of nothing but dashes, such as of changes since no earlier period, says nothing.
            let is_needed = cells.iter().any(Option::is_some);
            is_needed.then(|| Column::new(role, self.words.lang.say(heading), cells.into_iter().map(or_none)))
        });
        shown.collect()
    }

    /// The list for machines.
    pub(super) fn list_table(&self) -> Table<'_> {
        let record = |task| {
            let cells = fields().filter(|field| field.csv.is_some()).map(|field| (field.cell)(self, task));
            cells.map(Option::unwrap_or_default).collect()
        };
        let headings = fields().filter_map(|field| field.csv).map(|line| self.words.lang.say(line).to_owned());
        Table::of_texts("tasks", headings.collect(), self.found.tasks.iter().map(record))
    }

    /// How the list is read, progress of a later day, and tasks that are gone.
    pub(super) fn below(&self) -> Vec<String> {
        let lang = self.words.lang;
        let explained = lang.say(line::LIST_EXPLAINED).to_owned();
        let later = self.found.reported_later().count();
        let remark = self.found.on.filter(|_| later > 0).map(|on| lang.reported_later(later, &on.to_string()));
        let gone = self.found.gone.iter().map(|one| {
            let name = lang.name(&one.name, one.name_zh.as_ref());
            lang.gone(&format!("{} {name}", one.task))
        });
        [explained].into_iter().chain(remark).chain(gone).collect()
    }

    /// The names of subjects, where there are any.
    fn names(&self, ids: &[String]) -> Option<String> {
        (!ids.is_empty()).then(|| self.words.subjects(ids))
    }

    /// The due date of a task, or that it has none.
    fn due(&self, task: &SupervisedTask) -> String {
        date(task.due).unwrap_or_else(|| self.words.lang.say(line::NO_DATES).to_owned())
    }
}

/// What finishing a task would give the subject that gains most.
fn finishing(all: &TaskReport<'_>, task: &SupervisedTask) -> Option<String> {
    let (gain, one) = most(task)?;
    let ranks = format!("{} → {}", one.before?.rank, one.after?.rank);
    let others = task.finishing.len().saturating_sub(1);
    Some(all.words.lang.finishing(all.words.subject(&one.subject), &signed(gain), &ranks, others))
}
