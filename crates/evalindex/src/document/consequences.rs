//! Problems that only follow from others: checks also report what is absent because it could not be read.

use crate::model::Table;
use crate::support::{Path, PathSet, Problem, ProblemKind, Step};

/// The parts of a document that could not be read.
#[derive(Debug)]
pub(super) struct Unread<'a> {
    paths: PathSet<'a>,
    topics: Vec<Topic>,
}

/// What a part that could not be read may describe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Topic {
    /// The ids and kinds of subjects.
    Subjects,
    /// The groups of subjects.
    Groups,
    /// The inputs that have values.
    Inputs,
    /// The kind that an index scores, its nodes, or their inputs.
    Indexes,
}

impl Topic {
    const ALL: [Self; 4] = [Self::Subjects, Self::Groups, Self::Inputs, Self::Indexes];

    /// Whether the part at a path describes this.
    fn is_described_at(self, path: &Path<'_>) -> bool {
        match self {
            Self::Subjects => describes_subjects(path),
            Self::Groups => path.begins_with("subjects"),
            Self::Inputs => path.begins_with("values") && path.steps().len() <= 2,
            Self::Indexes => describes_indexes(path),
        }
    }
}

impl<'a> Unread<'a> {
    /// The paths at which nothing could be read.
    pub(super) fn new(blanks: Vec<Path<'a>>) -> Self {
        let paths: PathSet<'a> = blanks.into_iter().collect();
        let is_unread = |topic: &Topic| paths.iter().any(|path| topic.is_described_at(path));
        Self { topics: Topic::ALL.into_iter().filter(is_unread).collect(), paths }
    }

    /// Whether an unread part may describe this.
    fn may_describe(&self, topic: Topic) -> bool {
        self.topics.contains(&topic)
    }

    /// The paths at which nothing could be read.
    pub(super) const fn paths(&self) -> &PathSet<'a> {
        &self.paths
    }

    /// Whether a problem that a check has found only follows from what could not be read.
    pub(super) fn implies(&self, problem: &Problem) -> bool {
        let Some(path) = Path::parse(&problem.path) else { return false };
        touches(&self.paths, problem.kind, &path)
            || (problem.kind == ProblemKind::Weights && self.hides_the_weights(&path))
            || (is_about_groups(&path) && self.may_describe(Topic::Groups))
            || (problem.kind == ProblemKind::Unused && self.hides_a_use())
            || (matches!(problem.kind, ProblemKind::Reference | ProblemKind::Unused) && self.hides_the_target(&path))
    }

    /// Whether what uses a setting may be among what could not be read: the rule of an alternative, the source of
    /// weights or of an input, or how previous figures are formed.
    fn hides_a_use(&self) -> bool {
        let is_source = |step: &Step<'_>| ["weights", "from", "formed"].into_iter().any(|key| step.is_key(key));
        self.paths.iter().any(|path| path.begins_with("alternatives") || path.steps().iter().any(is_source))
    }

    /// Whether the target of a reference, or the reader of an unused part, at this path may be among what could not be
    /// read.
    fn hides_the_target(&self, path: &Path<'_>) -> bool {
        let is_figure = Table::ALL.iter().any(|table| path.begins_with(table.name()));
        let field = if is_figure { None } else { path.last_key() };
        let is_about_subjects = !matches!(field, Some("tie_break" | "index" | "class"));
        let is_about_inputs = matches!(field, Some("id" | "input"));
        let is_about_indexes =
            is_figure || matches!(field, Some("class" | "index" | "tie_break")) || path.begins_with("adjustments");
        (is_about_subjects && self.may_describe(Topic::Subjects))
            || (is_about_inputs && (self.may_describe(Topic::Inputs) || self.is_source_beside(path)))
            || (is_about_indexes && self.may_describe(Topic::Indexes))
    }

    /// Whether the source of the weights could not be read that a path is about, those of a node's children; or the
    /// aggregate, which may take none.
    fn hides_the_weights(&self, path: &Path<'_>) -> bool {
        let mut above = path.and_above();
        let children = above.find(|steps| steps.last().is_some_and(|step| step.is_key("children")));
        let node = children.and_then(<[Step<'_>]>::split_last);
        let hides =
            |node: &[Step<'_>], key: &'static str| self.paths.holds_within(&[node, &[Step::Key(key.into())]].concat());
        node.is_some_and(|(_, node)| hides(node, "weights") || hides(node, "aggregate"))
    }

    /// Whether the source could not be read from which the indicator around a path is computed.
    fn is_source_beside(&self, path: &Path<'_>) -> bool {
        path.parent().is_some_and(|node| self.paths.holds_within(&[node, &[Step::Key("from".into())]].concat()))
    }
}

/// Whether a faulty path is a problem's path, lies above it, or lies below it where that matters: a total of weights
/// depends on the children and their weights alone.
pub(super) fn touches(wrong: &PathSet<'_>, kind: ProblemKind, path: &Path<'_>) -> bool {
    let steps = path.steps();
    wrong.holds_from(path)
        || match kind {
            ProblemKind::Weights => wrong.within(steps).any(|below| is_child_or_its_weight(below, steps)),
            _ => wrong.holds_within(steps),
        }
}

/// Whether a path below that of a node's children is that of a child or of its weight.
fn is_child_or_its_weight(below: &Path<'_>, children: &[Step<'_>]) -> bool {
    let is_item = matches!(below.last(), Some(Step::Item(_)));
    let is_weight = below.last().is_some_and(|step| step.is_key("weight"));
    is_item || (is_weight && below.steps().len() == children.len().saturating_add(2))
}

/// Whether a problem is about the groups of subjects.
fn is_about_groups(path: &Path<'_>) -> bool {
    path.last_key() == Some("within")
}

/// Whether a path leads to the ids or kinds of subjects.
pub(super) fn describes_subjects(path: &Path<'_>) -> bool {
    path.begins_with("subjects") && !matches!(path.last_key(), Some("name" | "name_zh" | "group"))
}

/// Whether a path leads to the kind that an index scores, its nodes, or their inputs.
fn describes_indexes(path: &Path<'_>) -> bool {
    let within_source = || path.parent().is_some_and(|above| above.iter().any(|step| step.is_key("from")));
    path.begins_with("indexes")
        && (matches!(path.last(), Some(Step::Item(_)))
            || within_source()
            || matches!(path.last_key(), Some("indexes" | "id" | "kind" | "children" | "input" | "from")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn follows(problem: &Problem, unread: &str) -> bool {
        Unread::new(vec![Path::parse(unread).unwrap()]).implies(problem)
    }

    #[test]
    fn a_total_follows_from_a_weight_and_not_from_a_rule() {
        let total = Problem::new(ProblemKind::Weights, "indexes[0].children", "the weights total 40");
        for unread in ["indexes[0].children[1].weight", "indexes[0].children[1]", "indexes", "indexes[0].weights.from"]
        {
            assert!(follows(&total, unread), "{unread}");
        }
        for unread in
            ["indexes[0].children[1].rule.type", "indexes[0].children[1].children[0].weight", "indexes[1].weights"]
        {
            assert!(!follows(&total, unread), "{unread}");
        }
    }

    #[test]
    fn unknown_subjects_follow_from_subjects_that_could_not_be_read() {
        let owner = Problem::new(ProblemKind::Reference, "indexes[0].children[0].owner", "there is no department");
        assert!(follows(&owner, "subjects[3].id"));
        assert!(!follows(&owner, "subjects[3].name"));
    }

    #[test]
    fn an_input_named_id_is_no_id() {
        let unused = Problem::warning(ProblemKind::Unused, "values.a.id", "no indicator reads this input");
        assert!(!follows(&unused, "values.b") && follows(&unused, "indexes[0].children"));
    }
}
