//! A view of an evaluation: one index, one group, the first few places. Places are never worked out anew.

use std::collections::BTreeSet;

use evalindex::Evaluation;
use evalindex::result::Notice;

use crate::failure::Failure;

/// Which part of the result to show.
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
            known("index", id, evaluation.indexes.iter().map(|index| index.id.as_str()))?;
            evaluation.indexes.retain(|index| index.id == *id);
        }
        if let Some(group) = &self.group {
            known("group", group, groups(&evaluation))?;
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
        let ranked = index.ranking.iter().filter_map(|row| row.group.as_ref()).map(|place| place.group.as_str());
        ranked.chain(index.unranked.iter().filter_map(|row| row.group.as_deref()))
    })
}

/// Keeps the rows of one group, and the indexes that have any.
fn keep_group(evaluation: &mut Evaluation, group: &str) {
    for index in &mut evaluation.indexes {
        index.ranking.retain(|row| row.group.as_ref().is_some_and(|place| place.group == group));
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

/// Refuses a name that is not among the known ones, naming the nearest.
fn known<'a>(what: &str, name: &str, known: impl Iterator<Item = &'a str>) -> Result<(), Failure> {
    let mut names: Vec<&str> = Vec::new();
    for candidate in known {
        if !names.contains(&candidate) {
            names.push(candidate);
        }
    }
    if names.contains(&name) {
        return Ok(());
    }
    let plural = if what == "index" { "indexes" } else { "groups" };
    let nearest = nearest(name, &names).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
    let list = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
    Err(Failure::usage(format!("no {what} `{name}`{nearest} (known {plural}: {list})")))
}

/// The most similar of the names, if any is similar at all.
fn nearest<'a>(name: &str, names: &[&'a str]) -> Option<&'a str> {
    let distance = |candidate: &str| strsim::damerau_levenshtein(name, candidate);
    let near = names.iter().copied().min_by_key(|candidate| distance(candidate))?;
    (2 * distance(near) <= name.chars().count().max(near.chars().count())).then_some(near)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_name_gets_the_nearest_and_the_list() {
        let names = || ["cities", "departments", "cities"].into_iter();
        assert_eq!(known("index", "cities", names()), Ok(()));
        let near = known("index", "citys", names()).unwrap_err();
        assert_eq!(
            near.lines,
            ["error: no index `citys`; did you mean `cities`? (known indexes: cities, departments)"]
        );
        assert_eq!(near.status, 2);
        let far = known("group", "大", ["重点", "一般"].into_iter()).unwrap_err();
        assert_eq!(far.lines, ["error: no group `大` (known groups: 重点, 一般)"]);
        let none = known("group", "large", std::iter::empty()).unwrap_err();
        assert_eq!(none.lines, ["error: no group `large` (known groups: none)"]);
    }
}
