//! The supervision of tasks: the counts, the list, and where reported and computed lights differ.

mod counts;
mod effects;
mod list;
mod words;

use evalindex::Document;
use evalindex::explain::{SupervisedTask, TaskSupervision};

use self::words::Words;
use super::sheet::{Sheet, Table};
use super::{About, Column, Layout, Report, Rows, or_none};
use crate::lang::{Lang, line};

/// The groups by which tasks are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum By {
    /// Who leads them
    Lead,
    /// Who supports them
    Support,
    /// Where they are carried out
    Region,
    /// Their class
    Class,
}

/// The supervision of the tasks of a document, to be written.
pub(crate) struct TaskReport<'a> {
    document: &'a Document,
    found: &'a TaskSupervision,
    /// The groups that are asked for.
    by: Option<By>,
    words: Words<'a>,
}

impl<'a> TaskReport<'a> {
    /// What was found of the tasks of a document.
    pub(crate) fn new(document: &'a Document, found: &'a TaskSupervision, by: Option<By>, lang: Lang) -> Self {
        let words = Words { lang, names: lang.subject_names(document) };
        Self { document, found, by, words }
    }

    /// The tasks whose computed light is another one than that by what was reported.
    fn disagreements(&self) -> Option<Sheet> {
        let rows: Vec<&SupervisedTask> = self.found.disagreements().collect();
        let words = &self.words;
        let columns: Vec<Column> = Rows::new(words.lang, &rows)
            .word(line::TASK_NUMBER, |task| task.task.clone())
            .name(line::TASK, |task| words.task(task).to_owned())
            .name(line::LEAD, |task| words.subjects(&task.lead))
            .number(line::REPORTED_PROGRESS, |task| or_none(words::points(task.progress.as_ref())))
            .number(line::VERIFIED_PROGRESS, |task| or_none(words::points(task.verified.as_ref())))
            .word(line::REPORTED_LIGHT, |task| or_none(task.reported_light.map(|light| words.light(light).to_owned())))
            .word(line::LIGHT, |task| or_none(task.light.map(|light| words.light(light).to_owned())))
            .columns();
        (!rows.is_empty()).then(|| Sheet::new(words.lang.say(line::LIGHTS_DIFFER), columns))
    }
}

impl Report for TaskReport<'_> {
    fn about(&self) -> About<'_> {
        About::from(self.document.draft())
    }

    fn sheets(&self) -> Vec<Sheet> {
        let total = Sheet::new(self.total(), Vec::new());
        if self.found.counts.total == 0 {
            return vec![total];
        }
        let groups = Sheet::new(self.groups_title(), self.groups());
        let list = Sheet::new(self.words.lang.say(line::TASK_LIST), self.list()).below(self.below());
        [total, groups, list].into_iter().chain(self.disagreements()).collect()
    }

    fn tables(&self) -> Vec<Table<'_>> {
        let (list, groups) = (self.list_table(), self.groups_table());
        let first = if self.by.is_some() { [groups, list] } else { [list, groups] };
        first.into_iter().chain([self.roles_table(), self.finishing_table()]).collect()
    }

    fn json(&self, layout: Layout) -> serde_json::Result<String> {
        layout.write(&self.document.published("tasks", self.found))
    }
}
