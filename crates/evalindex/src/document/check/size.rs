//! Checks of a draft's size against limits, before anything else: trees too deep, too many subjects, nodes and cells,
//! and names too long to be shown in messages.

use std::collections::HashMap;

use crate::model::{Draft, Index, Indicator, Node, TieBreak};
use crate::support::{Limits, Problem, ProblemKind, Problems, figure_path, item, row_path};

/// The longest id or other name by which a document refers to something, in characters.
const LONGEST_NAME: usize = 2_000;

/// What is larger in a draft than it may be.
pub(crate) fn beyond(draft: &Draft, limits: &Limits) -> Problems {
    let mut problems = Problems::new();
    let trees: Vec<Extent> = draft.indexes.iter().map(Extent::of).collect();
    let deepest = limits.depth.min(Limits::DEEPEST);
    for (number, tree) in trees.iter().enumerate().filter(|(_, tree)| tree.depth > deepest) {
        let path = format!("{}.children", item("indexes", number));
        problems.push(too_much(path, "the tree is too deep", tree.depth, "level", deepest));
    }
    let nodes = trees.iter().fold(trees.len(), |sum, tree| sum.saturating_add(tree.nodes));
    if nodes > limits.nodes {
        problems.push(too_much("indexes", "too many indexes, dimensions and indicators", nodes, "node", limits.nodes));
    }
    let subjects = draft.subjects.len();
    if subjects > limits.subjects {
        problems.push(too_much("subjects", "too many subjects", subjects, "subject", limits.subjects));
    }
    let cells = cells(draft, &trees);
    if cells > limits.cells {
        let what = "too many scores to compute: subjects times nodes times periods";
        problems.push(too_much("indexes", what, cells, "score", limits.cells));
    } else if cells > limits.cells_for_few_figures() {
        let figures = draft.tables().fold(0_usize, |sum, (_, table)| sum.saturating_add(table.figures()));
        if cells > figures.saturating_mul(Limits::CELLS_FOR_A_FIGURE) {
            let what = "too many scores to compute from so few figures";
            let limit = figures.saturating_mul(Limits::CELLS_FOR_A_FIGURE).max(limits.cells_for_few_figures());
            problems.push(too_much("indexes", what, cells, "score", limit));
        }
    }
    // What is refused for its size is not walked through.
    if problems.is_empty() {
        names(draft, &mut |name, path| {
            // No character takes more than four bytes.
            if name.len() > LONGEST_NAME && name.chars().nth(LONGEST_NAME).is_some() {
                let problem = Problem::new(ProblemKind::Limit, path(), "a name is too long").found(format!("{name:?}"));
                problems.push(problem.expected(format!("at most {LONGEST_NAME} characters")));
            }
        });
    }
    problems
}

fn too_much(path: impl Into<String>, what: &str, found: usize, one: &str, limit: usize) -> Problem {
    let plural = if found == 1 { "" } else { "s" };
    Problem::new(ProblemKind::Limit, path, what)
        .found(format!("{found} {one}{plural}"))
        .expected(format!("at most {limit}"))
}

/// The number of nodes below an index, and of their levels.
struct Extent {
    nodes: usize,
    depth: usize,
}

impl Extent {
    /// Counted without recursion, since the tree may be too deep for it.
    fn of(index: &Index) -> Self {
        let mut extent = Self { nodes: 0, depth: 0 };
        let mut open = vec![(index.children.as_slice(), 1_usize)];
        while let Some((children, depth)) = open.pop() {
            if !children.is_empty() {
                extent.nodes = extent.nodes.saturating_add(children.len());
                extent.depth = extent.depth.max(depth);
            }
            let below = children.iter().map(Node::children).filter(|below| !below.is_empty());
            open.extend(below.map(|below| (below, depth.saturating_add(1))));
        }
        extent
    }
}

/// The scores to be computed.
fn cells(draft: &Draft, trees: &[Extent]) -> usize {
    let mut of_kind: HashMap<&str, usize> = HashMap::new();
    for subject in &draft.subjects {
        let count = of_kind.entry(&subject.kind).or_default();
        *count = count.saturating_add(1);
    }
    let periods = draft.earlier.len().saturating_add(1);
    let of_index = |(index, tree): (&Index, &Extent)| {
        let subjects = of_kind.get(index.kind.as_str()).copied().unwrap_or_default();
        subjects.saturating_mul(tree.nodes.saturating_add(1)).saturating_mul(periods)
    };
    draft.indexes.iter().zip(trees).map(of_index).fold(0, usize::saturating_add)
}

/// Calls a function with every name that messages may show, and with the path at which it stands.
fn names(draft: &Draft, check: &mut dyn FnMut(&str, &dyn Fn() -> String)) {
    for (number, index) in draft.indexes.iter().enumerate() {
        let path = item("indexes", number);
        check(&index.id, &|| format!("{path}.id"));
        check(&index.kind, &|| format!("{path}.kind"));
        for (number, grade) in index.grades.iter().enumerate() {
            check(&grade.name, &|| format!("{path}.grades[{number}].name"));
        }
        for (number, key) in index.ranking.tie_break.iter().enumerate() {
            if let TieBreak::Node(id) = key {
                check(id, &|| format!("{path}.ranking.tie_break[{number}]"));
            }
        }
        of_nodes(&index.children, &path, check);
    }
    for (number, subject) in draft.subjects.iter().enumerate() {
        let fields = [
            ("id", Some(&subject.id)),
            ("kind", Some(&subject.kind)),
            ("group", subject.group.as_ref()),
            ("part_of", subject.part_of.as_ref()),
        ];
        for (field, name) in fields {
            check(name.map_or("", String::as_str), &|| format!("subjects[{number}].{field}"));
        }
        for (position, unit) in subject.formed_from.iter().enumerate() {
            check(unit, &|| format!("subjects[{number}].formed_from[{position}]"));
        }
    }
    for (table, subject) in draft.strays() {
        check(subject, &|| row_path(table.name(), subject));
    }
    for (table, figures) in draft.tables() {
        for input in figures.inputs() {
            let first = figures.first_row(input).and_then(|row| draft.subjects.get(row));
            check(input, &|| match first {
                Some(subject) => figure_path(table.name(), &subject.id, input),
                None => table.name().to_owned(),
            });
        }
    }
    of_evidence(draft, check);
}

/// The same for the names of a tree, whose depth has been checked.
fn of_nodes(nodes: &[Node], above: &str, check: &mut dyn FnMut(&str, &dyn Fn() -> String)) {
    for (number, node) in nodes.iter().enumerate() {
        let path = || format!("{above}.children[{number}]");
        check(node.id(), &|| format!("{}.id", path()));
        match node {
            Node::Dimension(dimension) => of_nodes(&dimension.children, &path(), check),
            Node::Indicator(indicator) => {
                let Indicator { input, owner, denominate, .. } = indicator.as_ref();
                let by = denominate.as_ref().map(|denominator| &denominator.by);
                let reference = indicator.rule.as_scoring().reference_subject();
                for (field, name) in [
                    ("input", input.as_deref()),
                    ("owner", owner.as_deref()),
                    ("denominate.by", by.map(String::as_str)),
                    ("rule.reference", reference),
                ] {
                    check(name.unwrap_or_default(), &|| format!("{}.{field}", path()));
                }
            }
        }
    }
}

/// The same for tasks, adjustments, periods, scenarios and alternatives.
fn of_evidence(draft: &Draft, check: &mut dyn FnMut(&str, &dyn Fn() -> String)) {
    for (field, names) in [("kinds", &draft.kinds), ("groups", &draft.groups)] {
        for (number, one) in names.iter().enumerate() {
            check(&one.id, &|| format!("{field}[{number}].id"));
        }
    }
    for input in &draft.inputs {
        check(&input.id, &|| "inputs".to_owned());
    }
    for (number, task) in draft.tasks.iter().enumerate() {
        check(&task.id, &|| format!("tasks[{number}].id"));
        for (field, ids) in [("lead", &task.lead), ("support", &task.support), ("regions", &task.regions)] {
            for (place, id) in ids.iter().enumerate() {
                check(id, &|| format!("tasks[{number}].{field}[{place}]"));
            }
        }
    }
    for (number, adjustment) in draft.adjustments.iter().enumerate() {
        check(&adjustment.subject, &|| format!("adjustments[{number}].subject"));
        check(adjustment.index.as_deref().unwrap_or_default(), &|| format!("adjustments[{number}].index"));
    }
    for (number, period) in draft.earlier.iter().enumerate() {
        check(&period.period, &|| format!("periods[{number}].period"));
    }
    for (number, scenario) in draft.scenarios.iter().enumerate() {
        check(&scenario.name, &|| format!("scenarios[{number}].name"));
        for (place, change) in scenario.changes.iter().enumerate() {
            check(change.node(), &|| format!("scenarios[{number}].changes[{place}]"));
        }
    }
    for (number, alternative) in draft.alternatives.iter().enumerate() {
        check(&alternative.name, &|| format!("alternatives[{number}].name"));
        for (place, id) in alternative.nodes.iter().enumerate() {
            check(id, &|| format!("alternatives[{number}].nodes[{place}]"));
        }
    }
}
