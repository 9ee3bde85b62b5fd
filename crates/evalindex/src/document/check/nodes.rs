//! Checks of inputs that are what a subject has at a node of an index before.

use super::known::Known;
use super::names::unknown;
use super::parts::before;
use crate::model::{Index, NodeFigure, NodeSource, TreePart};
use crate::support::{Problem, ProblemKind, Problems};

/// Checks a source that stands at this path in an index.
pub(super) fn check(draft: &Known<'_>, index: &Index, source: &NodeSource, path: &str, problems: &mut Problems) {
    let Some((below, tree)) = before(draft, (index, "reads it"), &source.index, path, problems) else { return };
    if below.kind != index.kind {
        let what = format!("index `{}` scores subjects of another kind than `{}`", below.id, index.id);
        let problem = Problem::new(ProblemKind::Reference, format!("{path}.index"), what);
        let expected = format!("an index of the kind {:?}, or `parts` in place of `node`", index.kind);
        problems.push(problem.found(format!("{:?}", below.kind)).expected(expected));
    }
    let Some(node) = tree.named(&source.id) else {
        let known = tree.nodes().iter().map(|node| node.id.as_str());
        return unknown("node", &source.id, format!("{path}.id"), known, problems);
    };
    let has_rule = matches!(&tree.node(node).part, TreePart::Inner(inner) if inner.second_step.is_some());
    if source.of == NodeFigure::Aggregate && !has_rule {
        let what = format!("`{}` has no rule that its aggregate could pass through", source.id);
        let problem = Problem::new(ProblemKind::Structure, format!("{path}.of"), what);
        problems.push(problem.found("\"aggregate\"").expected("\"score\", or a dimension or index with a rule"));
    }
}
