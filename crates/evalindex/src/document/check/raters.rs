//! Checks of dimensions whose children are raters' marks.

use crate::model::{Impute, Inner, Missing, Raters, Tree, TreeNode};
use crate::support::{Problem, ProblemKind, Problems};

/// Checks that what is standardised are marks of several raters, and that nothing else stands in its way.
pub(super) fn check(tree: &Tree, node: &TreeNode, part: &Inner, problems: &mut Problems) {
    let Some(Raters { standardise }) = part.raters else { return };
    let TreeNode { id, path, .. } = node;
    let mut refuse = |kind: ProblemKind, at: String, what: String, found: String, expected: &str| {
        problems.push(Problem::new(kind, at, what).found(found).expected(expected));
    };
    if !standardise {
        let (at, what) = (format!("{path}.raters.standardise"), format!("`raters` of `{id}` says nothing"));
        refuse(ProblemKind::Unused, at, what, "false".to_owned(), "true, or no `raters`");
        return;
    }
    if part.children.len() < 2 {
        let (at, what) = (format!("{path}.raters"), format!("`{id}` has not several raters"));
        let found = format!("{} children", part.children.len());
        refuse(ProblemKind::Structure, at, what, found, "two children or more, a rater each");
    }
    let rule = part.second_step.as_ref().map(|second| second.step().scoring().name());
    if let Some(rule) = rule.filter(|rule| *rule != AS_IS) {
        let (at, what) = (format!("{path}.rule"), format!("`{id}` has raters and a rule"));
        let expected = "the rule on a dimension above it, whose only child it is";
        refuse(ProblemKind::Structure, at, what, format!("`{rule}`"), expected);
    }
    for child in &part.children {
        let rater = tree.node(*child);
        if !rater.children().is_empty() {
            let what = format!("`{}` is a dimension, and raters of `{id}` give marks", rater.id);
            let expected = "an indicator, which has a `rule`";
            refuse(
                ProblemKind::Structure,
                format!("{}.children", rater.path),
                what,
                "a dimension".to_owned(),
                expected,
            );
        } else if tree.missing(*child) == Some(Missing::Impute(Impute::RowMean)) {
            let what = format!("a missing mark of `{}` would be imputed before raters are standardised", rater.id);
            let (at, found) = (format!("{}.missing", rater.path), "`row_mean`".to_owned());
            refuse(ProblemKind::Structure, at, what, found, "`reweight`, which counts the marks of the other raters");
        }
    }
}

/// The rule that takes nothing from the data, and leaves scores as they are.
const AS_IS: &str = "as_is";
