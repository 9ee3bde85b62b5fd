//! Traps of ties and places.

use serde_json::{Value, json};

use super::{as_is, lower, min_max, promised, right};
use crate::document::{Draft, Node, Outcome};

/// 2: places 3, 1, 2, 2 untied by order.
pub(super) fn broken_ties_keep_the_best_first(case: &Value) {
    promised(case, "[4,1,2,3]");
    let ordinal = json!({ "ties": "ordinal", "tie_break": ["bonus"] });
    let outcome = Draft::new("100", [as_is("x")]).with("ranking", ordinal).rows([["1"], ["3"], ["2"], ["2"]]);
    right(&["4", "1", "2", "3"], &outcome.evaluate().ranks());
}

/// 4: sums of tenths that binary numbers tell apart.
pub(super) fn sums_of_equal_terms_tie(case: &Value) {
    promised(case, "ranks 1,1,1");
    let rows = [["0.1", "0.2", "0.3"], ["0.3", "0.2", "0.1"], ["0.2", "0.2", "0.2"]];
    let draft = Draft::new("1", ["a", "b", "c"].map(as_is)).with("aggregate", "sum").rows(rows);
    let outcome = draft.evaluate();
    right(&["1", "1", "1"], &outcome.ranks());
    right(&["0.6", "0.6", "0.6"], &outcome.scores());
}

/// 5: two scores that look alike at two decimals.
pub(super) fn places_come_before_rounding(case: &Value) {
    promised(case, "ranks 1, 2");
    let outcome = Draft::new("100", [as_is("x")]).rows([["61.204"], ["61.196"]]).evaluate();
    right(&["1", "2"], &outcome.ranks());
    right(&["61.20", "61.20"], &outcome.each(Outcome::published));
}

/// 31: two equal rows.
pub(super) fn identical_subjects_tie(case: &Value) {
    promised(case, "ranks 1,1");
    for rule in ["min_max", "z_score", "percent_rank", "ratio_to_best", "ratio_to_mean"] {
        let column = |id| Node::indicator(id, "1", json!({ "type": rule }));
        let outcome = Draft::new("1", ["a", "b"].map(column)).rows([["1", "2"], ["1", "2"]]).evaluate();
        right(&["1", "1"], &outcome.ranks());
    }
}

/// 32: one subject alone, by its score and by its place.
pub(super) fn single_subject_is_first(case: &Value) {
    promised(case, "rank 1");
    let places = Node::indicator("places", "1", json!({ "type": "percent_rank" }));
    let outcome = Draft::new("1", [as_is("x"), places]).rows([["0.7", "3"]]).evaluate();
    right(&["1"], &outcome.ranks());
    right(&["0.85"], &outcome.scores());
}

/// 34: 1 % worse in one cost, five times better in the other; the spread that decides is in the result.
pub(super) fn trivial_spread_shows_in_the_calibration(case: &Value) {
    promised(case, "tie .5/.5");
    let costs = [lower(min_max("a")), lower(min_max("b"))];
    let outcome = Draft::new("1", costs).rows([["10.1", "1"], ["10", "5"]]).evaluate();
    right(&["1", "1"], &outcome.ranks());
    right(&["0.5", "0.5"], &outcome.scores());
    let calibration = outcome.index().calibration.iter().find(|calibration| calibration.node == "a");
    let (_, posts) = calibration.and_then(|calibration| calibration.parts.first()).expect("posts of a");
    let shown: Vec<_> = posts.statistics().iter().map(|(name, value)| format!("{name} {value}")).collect();
    assert_eq!(shown, ["min 10", "max 10.1"]);
}
