//! The supervision of tasks: the counts, the list, and where reported and computed lights differ.

mod counts;
mod list;
mod words;

use std::collections::BTreeMap;

use evalindex::Draft;
use evalindex::explain::{SupervisedTask, TaskSupervision};
use serde::Serialize;

use self::words::Words;
use super::sheet::{Sheet, Table};
use super::{About, Column, Report, Rows, Told, or_none};
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
    about: About<'a>,
    found: &'a TaskSupervision,
    /// The groups that are asked for.
    by: Option<By>,
    words: Words<'a>,
}

/// The supervision as JSON.
#[derive(Serialize)]
struct Envelope<'a> {
    /// The format.
    format: &'static str,
    /// The supervision, below title and notes.
    #[serde(flatten)]
    told: Told<'a, &'a TaskSupervision>,
}

impl<'a> TaskReport<'a> {
    /// What was found of the tasks of a draft.
    pub(crate) fn new(draft: &'a Draft, found: &'a TaskSupervision, by: Option<By>, lang: Lang) -> Self {
        let names = draft.subjects.iter().map(|one| (one.id.as_str(), lang.name(&one.name, one.name_zh.as_ref())));
        let words = Words { lang, names: names.collect::<BTreeMap<_, _>>() };
        Self { about: About::from(draft), found, by, words }
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
        self.about
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

    fn table(&self) -> Option<Table<'_>> {
        Some(if self.by.is_some() { self.groups_table() } else { self.list_table() })
    }

    fn json(&self) -> serde_json::Result<String> {
        let told = Told { about: self.about, result: self.found };
        serde_json::to_string_pretty(&Envelope { format: "evalindex-tasks/1", told })
    }
}
