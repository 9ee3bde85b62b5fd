//! A view of an evaluation: one index, one group, the first rows. Ranks are those among all subjects, in every view.

use std::collections::BTreeSet;

use evalindex::Evaluation;
use evalindex::result::Notice;

use super::Names;
use crate::failure::Failure;

/// The part of the result to show.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Selection {
    /// Show this index only
    #[arg(long, value_name = "ID")]
    index: Option<String>,

    /// Show the subjects of this group only, with their places among all and within the group
    #[arg(long, value_name = "G")]
    group: Option<String>,

    /// Show the first N rows of each ranking, after --group
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = clap::value_parser!(u32).range(1..))]
    top: Option<u32>,
}

impl Selection {
    /// The part of the evaluation that is asked for; an index or group that is not there is wrong usage.
    pub(crate) fn apply(&self, mut evaluation: Evaluation) -> Result<Evaluation, Failure> {
        if let Some(id) = &self.index {
            evaluation.index(id)?;
            evaluation.indexes.retain(|index| index.id == *id);
        }
        if let Some(group) = &self.group {
            Names::Group.require(group, groups(&evaluation))?;
            keep_group(&mut evaluation, group);
        }
        if let Some(rows) = self.top {
            for index in &mut evaluation.indexes {
                index.ranking.truncate(usize::try_from(rows).unwrap_or(usize::MAX));
            }
        }
        keep_notices(&mut evaluation);
        Ok(evaluation)
    }
}

/// Every group that a subject belongs to.
fn groups(evaluation: &Evaluation) -> impl Iterator<Item = &str> {
    evaluation.indexes.iter().flat_map(|index| {
        let ranked = index.ranking.iter().filter_map(|row| row.group.as_ref()).map(|group| group.group.as_str());
        ranked.chain(index.unranked.iter().filter_map(|row| row.group.as_deref()))
    })
}

/// Keeps the rows of one group, and the indexes that have any.
fn keep_group(evaluation: &mut Evaluation, group: &str) {
    for index in &mut evaluation.indexes {
        index.ranking.retain(|row| row.group.as_ref().is_some_and(|own| own.group == group));
        index.unranked.retain(|row| row.group.as_deref() == Some(group));
    }
    evaluation.indexes.retain(|index| !index.ranking.is_empty() || !index.unranked.is_empty());
}

/// Keeps the notices on subjects that are shown, and those on an index as a whole.
fn keep_notices(evaluation: &mut Evaluation) {
    let mut shown = BTreeSet::new();
    for index in &evaluation.indexes {
        shown.insert((index.id.clone(), None));
        let subjects =
            index.ranking.iter().map(|row| &row.subject).chain(index.unranked.iter().map(|row| &row.subject));
        shown.extend(subjects.map(|subject| (index.id.clone(), Some(subject.clone()))));
    }
    let is_shown = |notice: &Notice| shown.contains(&(notice.index.clone(), notice.subject.clone()));
    evaluation.notices.retain(is_shown);
}
