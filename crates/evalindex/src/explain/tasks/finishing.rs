//! What finishing a task would change: the document is evaluated again with the task done.

use std::collections::HashMap;

use rust_decimal::Decimal;
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};

use crate::engine::{Prepared, Scores};
use crate::json::read_number;
use crate::model::{Draft, IndexId, SubjectId, Task, TaskClass, TaskStatus};
use crate::number::digits;
use crate::order::Rank;
use crate::support::{Interrupt, Refused};

/// What finishing a task would change for one subject in one index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Finishing {
    /// Id of the index.
    pub index: String,
    /// Id of the subject, one that leads or supports the task or is a region of it.
    pub subject: String,
    /// How it stands; none where it is unranked.
    pub before: Option<Standing>,
    /// How it would stand with the task done; none where it would be unranked.
    pub after: Option<Standing>,
}

/// Place and score of a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Standing {
    /// The place.
    pub rank: Rank,
    /// The score, as published.
    #[serde(serialize_with = "published", deserialize_with = "read_number")]
    pub score: Decimal,
}

impl Finishing {
    /// The points that it would add, between the published scores; none where it is unranked before or after.
    pub fn gain(&self) -> Option<Decimal> {
        self.after?.score.checked_sub(self.before?.score)
    }
}

/// How the subjects of one index stand.
type Standings = HashMap<SubjectId, Standing>;

/// Evaluates a document with one task after another done: only the indexes that read tasks, or roll up one that does.
pub(super) struct Finisher<'p> {
    prepared: &'p Prepared,
    /// The drafts of the indexes, in each of which a task is done and undone: that of the own period, and that of all
    /// periods where an index is calibrated on several.
    drafts: Vec<Draft>,
    /// The subjects by id.
    subjects: HashMap<String, SubjectId>,
    /// The indexes by the class of the tasks on which they depend, and how subjects stand in them.
    readers: HashMap<TaskClass, Vec<(IndexId, Standings)>>,
}

impl<'p> Finisher<'p> {
    /// Nothing is done yet.
    ///
    /// # Errors
    /// When an index cannot be scored.
    pub(super) fn new(prepared: &'p Prepared) -> Result<Self, Refused> {
        let mut drafts: Vec<Draft> = Vec::new();
        for index in prepared.index_ids() {
            let draft = prepared.calibrated_from(index);
            if !drafts.iter().any(|known| known.earlier.len() == draft.earlier.len()) {
                drafts.push(draft.clone());
            }
        }
        let mut readers = HashMap::new();
        for class in TaskClass::NAMES.iter().filter_map(|name| TaskClass::from_name(name)) {
            let indexes = prepared.task_readers(class).into_iter();
            let standing = indexes.map(|index| Ok((index, standings(prepared, index)?)));
            readers.insert(class, standing.collect::<Result<Vec<_>, Refused>>()?);
        }
        let subjects = prepared.whole_draft().by_subject().map(|(id, subject)| (subject.id.clone(), id)).collect();
        Ok(Self { prepared, drafts, subjects, readers })
    }

    /// What changes with the task of this number done, for the subjects that it names.
    ///
    /// # Errors
    /// When an index cannot be scored then.
    pub(super) fn finish(&mut self, number: usize, task: &Task) -> Result<Vec<Finishing>, Refused> {
        let mut done = task.clone().status(TaskStatus::Done);
        (done.verified, done.finished, done.reported) = (None, None, None);
        self.put(number, &done);
        let found = self.with_it_done(task);
        self.put(number, task);
        found
    }

    fn with_it_done(&self, task: &Task) -> Result<Vec<Finishing>, Refused> {
        let Some(readers) = self.readers.get(&task.class) else { return Ok(Vec::new()) };
        let indexes: Vec<IndexId> = readers.iter().map(|(index, _)| *index).collect();
        let again = self.prepared.again(&indexes, |index| self.draft_of(index), Interrupt::NEVER)?;
        let mut found = Vec::new();
        for (index, before) in readers {
            let after = standings(&again, *index)?;
            let id = &self.draft_of(*index).index_at(*index).id;
            for (subject, name) in self.named(task) {
                let (before, after) = (before.get(&subject).copied(), after.get(&subject).copied());
                if before != after {
                    found.push(Finishing { index: id.clone(), subject: name.to_owned(), before, after });
                }
            }
        }
        Ok(found)
    }

    /// The subjects that a task names, each once: those that lead, those that support, the regions.
    fn named<'t>(&self, task: &'t Task) -> Vec<(SubjectId, &'t str)> {
        let mut named: Vec<(SubjectId, &str)> = Vec::new();
        for id in task.lead.iter().chain(&task.support).chain(&task.regions) {
            let known = self.subjects.get(id).copied().filter(|known| named.iter().all(|(one, _)| one != known));
            named.extend(known.map(|known| (known, id.as_str())));
        }
        named
    }

    /// Puts a task in the place of this number.
    fn put(&mut self, number: usize, task: &Task) {
        for draft in &mut self.drafts {
            if let Some(place) = draft.tasks.get_mut(number) {
                place.clone_from(task);
            }
        }
    }

    /// The draft from which an index is prepared, with the task that is done in it.
    fn draft_of(&self, index: IndexId) -> &Draft {
        let original = self.prepared.calibrated_from(index);
        let own = self.drafts.iter().find(|draft| draft.earlier.len() == original.earlier.len());
        own.unwrap_or(original)
    }
}

/// Place and published score of the ranked subjects of an index.
fn standings(prepared: &Prepared, index: IndexId) -> Result<Standings, Refused> {
    let view = prepared.view_of(index, Interrupt::NEVER)?;
    let (totals, rounding) = (view.totals(), view.index.rounding);
    let placed = view.placed(view.index.ranking.ties);
    let standing = placed.values().map(|(ranked, rank)| {
        let score = totals.published(ranked.row, rounding);
        let score = score.ok_or_else(|| Refused::internal("a ranked subject has no score"))?;
        let standing = Standing { rank: *rank, score: view.as_published(score) };
        Ok((view.scored.subjects[ranked.row], standing))
    });
    standing.collect()
}

/// A score with the decimals that it has.
fn published<S: Serializer>(score: &Decimal, out: S) -> Result<S::Ok, S::Error> {
    digits(*score).serialize(out)
}
