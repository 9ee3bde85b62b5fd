//! Traps that are refused, and what the refusal names.

use evalindex::problem::ProblemKind;
use evalindex::{Decimal, WeightChange};
use serde_json::{Value, json};

use super::{as_is, min_max, names, promised, right};
use crate::document::{Draft, Node, refusal};

/// 17: no weight at all.
pub(super) fn weights_of_nothing(case: &Value) {
    promised(case, "error");
    let columns = ["a", "b"].map(|id| as_is(id).with("weight", "0"));
    names(&Draft::new("1", columns).rows([["1", "0"]]).refusal(), ProblemKind::Weights, &["indexes[0]"]);
}

/// 19: a weight that is not a number, as text and bare.
pub(super) fn weight_that_is_no_number(case: &Value) {
    promised(case, "error naming the weight");
    let draft = Draft::new("1", [as_is("a").with("weight", "NaN"), as_is("b")]).rows([["1", "0"]]);
    names(&draft.refusal(), ProblemKind::Number, &["indexes[0].children[0].weight", "NaN"]);
    let bare = draft.text().replace(r#""NaN""#, "NaN");
    let problems = refusal(&bare);
    assert!(problems.iter().any(|problem| problem.position.is_some()), "no place among {problems:?}");
}

/// 20: weights 2 and 2 are a fault in a strict index, and shares of one half in a relative one.
pub(super) fn weights_that_do_not_total(case: &Value) {
    promised(case, "same ranks, score on the declared scale (.5,.5) or error");
    let columns = ["a", "b"].map(|id| as_is(id).with("weight", "2"));
    let draft = Draft::new("1", columns).rows([["0.9", "0.1"], ["0.5", "0.5"]]);
    let outcome = draft.evaluate();
    right(&["0.5", "0.5"], &outcome.scores());
    right(&["1", "1"], &outcome.ranks());
    names(&draft.with("weights", "strict").refusal(), ProblemKind::Weights, &["indexes[0]", "4"]);
}

/// 22: 120 % of a share of 0.9 is more than the whole; short of that the others shrink in proportion.
pub(super) fn weight_raised_beyond_the_whole(case: &Value) {
    promised(case, "capped at 1 or refused; proportional rule stays >= 0");
    let columns = [("a", "0.9"), ("b", "0.05"), ("c", "0.05")].map(|(id, weight)| as_is(id).with("weight", weight));
    let draft = Draft::new("1", columns).with("weights", "strict").rows([["1", "0", "0"]]);
    let prepared = draft.document().prepare().expect("a document that can be prepared");
    let set = |weight| WeightChange::Set { node: "a".to_owned(), weight };
    assert!(prepared.with_change(0, &set(Decimal::new(108, 2))).is_err());
    let raised = prepared.with_change(0, &set(Decimal::new(99, 2))).expect("a share below the whole");
    let shares = raised.effective_weights(0).unwrap();
    let share = |id: &str| shares.iter().find(|(node, _)| node == id).map(|(_, share)| *share);
    right(&["0.99", "0.005", "0.005"], &["a", "b", "c"].map(share));
}

/// 29: `Max` is no direction.
pub(super) fn direction_misspelt(case: &Value) {
    promised(case, "error");
    let column = min_max("a").with("direction", "Max");
    let problems = Draft::new("1", [column]).rows([["1"], ["2"]]).refusal();
    names(&problems, ProblemKind::WrongType, &["indexes[0].children[0].direction", "Max"]);
}

/// 40: a component without a weight.
pub(super) fn weight_left_out(case: &Value) {
    promised(case, "error");
    let bare = Node::indicator("a", "1", json!({ "type": "as_is" })).without("weight");
    let problems = Draft::new("1", [bare, as_is("b")]).rows([["1", "0"]]).refusal();
    names(&problems, ProblemKind::MissingField, &["indexes[0].children[0]", "weight"]);
}

/// 56: an infinite value, as text and bare.
pub(super) fn infinite_value(case: &Value) {
    promised(case, "error");
    let draft = Draft::new("1", ["a", "b"].map(min_max)).rows([["Infinity", "1"], ["2", "2"], ["3", "3"]]);
    names(&draft.refusal(), ProblemKind::Number, &["values", "a", "Infinity"]);
    let bare = draft.text().replace(r#""Infinity""#, "Infinity");
    let problems = refusal(&bare);
    assert!(problems.iter().any(|problem| problem.position.is_some()), "no place among {problems:?}");
}
