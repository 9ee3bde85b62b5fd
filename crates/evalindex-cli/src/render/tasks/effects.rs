//! Tables for machines beside the list: who has which role in a task, and what finishing it would change for each.

use evalindex::explain::{Finishing, SupervisedTask};

use super::TaskReport;
use crate::lang::{Line, line};
use crate::render::sheet::Table;

/// The headings of roles.
const ROLES: [Line; 4] = [line::CSV_TASK, line::CSV_ROLE, line::CSV_SUBJECT, line::CSV_NAME];

/// The headings of what finishing a task would change.
const FINISHING: [Line; 9] = [
    line::CSV_INDEX,
    line::CSV_TASK,
    line::CSV_SUBJECT,
    line::CSV_NAME,
    line::CSV_RANK_BEFORE,
    line::CSV_SCORE_BEFORE,
    line::CSV_RANK_AFTER,
    line::CSV_SCORE_AFTER,
    line::CSV_GAIN,
];

impl TaskReport<'_> {
    /// A row for each subject that a task names, and its role in it.
    pub(super) fn roles_table(&self) -> Table<'_> {
        let rows = self.found.tasks.iter().flat_map(|task| {
            let roles = [("lead", &task.lead), ("support", &task.support), ("region", &task.regions)];
            roles.into_iter().flat_map(move |(role, ids)| ids.iter().map(move |id| (task, role, id)))
        });
        let record = |(task, role, id): (&SupervisedTask, &str, &String)| {
            vec![task.task.clone(), role.to_owned(), id.clone(), self.words.subject(id).to_owned()]
        };
        Table::of_texts("roles", self.headings(&ROLES), rows.map(record))
    }

    /// A row for each subject whose place or score finishing a task would change.
    pub(super) fn finishing_table(&self) -> Table<'_> {
        let rows = self.found.tasks.iter().flat_map(|task| task.finishing.iter().map(move |one| (task, one)));
        let record = |(task, one): (&SupervisedTask, &Finishing)| {
            let standing = [one.before, one.after].into_iter().flat_map(|standing| {
                let cells = standing.map(|one| [one.rank.to_string(), one.score.to_string()]);
                cells.unwrap_or_default()
            });
            let whose = [&one.index, &task.task, &one.subject].map(String::clone);
            let name = self.words.subject(&one.subject).to_owned();
            let gain = one.gain().map(|gain| gain.to_string()).unwrap_or_default();
            whose.into_iter().chain([name]).chain(standing).chain([gain]).collect()
        };
        Table::of_texts("finishing", self.headings(&FINISHING), rows.map(record))
    }

    /// These headings in the language.
    fn headings(&self, headings: &[Line]) -> Vec<String> {
        headings.iter().map(|heading| self.words.lang.say(*heading).to_owned()).collect()
    }
}
