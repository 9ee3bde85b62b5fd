//! Numbers of tasks: of all in one line, and of each group in a table.

use evalindex::explain::{TaskCounts, TaskGroup, TaskState};

use super::words::{digits, state_line};
use super::{By, TaskReport};
use crate::lang::{Line, line};
use crate::render::sheet::Table;
use crate::render::{Column, Role, Rows, or_none, percent};

/// The states, in the order in which they are counted.
const STATES: [TaskState; 8] = [
    TaskState::Done,
    TaskState::OnSchedule,
    TaskState::Ahead,
    TaskState::Behind,
    TaskState::Overdue,
    TaskState::Stopped,
    TaskState::Paused,
    TaskState::Unknown,
];

impl TaskReport<'_> {
    /// The numbers of all tasks in one line.
    pub(super) fn total(&self) -> String {
        let (lang, counts) = (self.words.lang, &self.found.counts);
        let states = STATES.map(|state| {
            let late = match state {
                TaskState::Done if counts.done_late > 0 => lang.done_late(counts.done_late),
                _ => String::new(),
            };
            lang.state_count(lang.say(state_line(state)), counts.of(state)) + &late
        });
        let day = self.found.on.map(|day| day.to_string());
        lang.all_tasks(counts.total, day.as_deref(), &states, counts.undated)
    }

    /// The title of the counts of groups.
    pub(super) fn groups_title(&self) -> &'static str {
        self.words.lang.say(match self.grouping() {
            By::Lead => line::BY_LEAD,
            By::Support => line::BY_SUPPORT,
            By::Region => line::BY_REGION,
            By::Class => line::BY_CLASS,
        })
    }

    /// The counts of the groups that are asked for.
    pub(super) fn groups(&self) -> Vec<Column> {
        let mut rows = Rows::new(self.words.lang, self.grouped())
            .number(line::RANK, |group| group.rank.to_string())
            .name(self.one_group(), |group| self.group_name(group))
            .number(line::TASKS, |group| group.counts.total.to_string());
        for state in STATES {
            let is_aside =
                matches!(state, TaskState::OnSchedule | TaskState::Ahead | TaskState::Stopped | TaskState::Paused);
            let role = if is_aside { Role::Detail } else { Role::Number };
            rows = rows
                .headed(role, self.words.lang.say(state_line(state)), move |group| group.counts.of(state).to_string());
        }
        rows.number(line::SHARE_BEHIND, |group| or_none(group.share_behind.to_decimal().map(percent))).columns()
    }

    /// The same for machines.
    pub(super) fn groups_table(&self) -> Table<'_> {
        let say = |line| self.words.lang.say(line).to_owned();
        let name = match self.grouping() {
            By::Lead => "by_lead",
            By::Support => "by_support",
            By::Region => "by_region",
            By::Class => "by_class",
        };
        let headings = [line::CSV_RANK, line::CSV_GROUP_ID, line::CSV_NAME, line::CSV_TASKS];
        let in_words = STATES.map(|state| self.words.csv_heading(state.name(), state_line(state)).to_owned());
        let last = [line::CSV_DONE_LATE, line::CSV_UNDATED, line::CSV_SHARE_BEHIND];
        let headings = headings.into_iter().map(say).chain(in_words).chain(last.into_iter().map(say));
        Table::of_texts(name, headings.collect(), self.grouped().iter().map(|group| self.record(group)))
    }

    fn record(&self, group: &TaskGroup) -> Vec<String> {
        let TaskCounts { total, done_late, undated, .. } = group.counts;
        let id = group.id.clone().unwrap_or_default();
        let name = if group.id.is_some() { self.group_name(group) } else { String::new() };
        let share = digits(Some(&group.share_behind));
        let first = [group.rank.to_string(), id, name, total.to_string()];
        let states = STATES.map(|state| group.counts.of(state).to_string());
        let last = [done_late.to_string(), undated.to_string(), share.unwrap_or_default()];
        first.into_iter().chain(states).chain(last).collect()
    }

    /// The groups that are shown: by lead unless asked otherwise.
    fn grouping(&self) -> By {
        self.by.unwrap_or(By::Lead)
    }

    fn grouped(&self) -> &[TaskGroup] {
        let by = &self.found.by;
        match self.grouping() {
            By::Lead => &by.lead,
            By::Support => &by.support,
            By::Region => &by.region,
            By::Class => &by.class,
        }
    }

    /// The heading of one group.
    fn one_group(&self) -> Line {
        match self.grouping() {
            By::Lead => line::LEAD,
            By::Support => line::SUPPORT,
            By::Region => line::REGION,
            By::Class => line::CLASS,
        }
    }

    /// The name of a group: of a subject, of a class, or that nobody is named.
    fn group_name(&self, group: &TaskGroup) -> String {
        match &group.id {
            None => self.words.lang.say(line::NOBODY).to_owned(),
            Some(class) if self.grouping() == By::Class => self.words.class_named(class),
            Some(id) => self.words.subject(id).to_owned(),
        }
    }
}
