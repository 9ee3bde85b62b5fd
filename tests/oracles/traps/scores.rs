//! Traps of normalising, weighting and leaving out.

use evalindex::Decimal;
use evalindex::result::NoticeKind;
use serde_json::{Value, json};

use super::{as_is, lower, min_max, names, promised, right};
use crate::asem;
use crate::compare::{CLOSE, Comparison};
use crate::data::{self, figure};
use crate::document::{Draft, Node};

/// 1: the subject that is best throughout scores most.
pub(super) fn closest_to_the_ideal_is_best(case: &Value) {
    promised(case, "[1.0, .414214, 0.0] (dominating row best)");
    let draft = Draft::new("1", ["a", "b"].map(as_is)).with("aggregate", json!({ "topsis": "vector" }));
    let scores = draft.rows([["1", "1"], ["0.5", "0.5"], ["0.1", "0.2"]]).evaluate().scores();
    // The promise is of columns as they are; with lengths √1.26 and √1.29 (mpmath): a/(a + b) with
    // a = √(0.16/1.26 + 0.09/1.29), b = √(0.25/1.26 + 0.25/1.29).
    right(&["1", "0.414612605264", "0"], &scores);
}

/// 52: equal subjects draw with each other, which is half of the marks: as many wins as losses.
pub(super) fn equal_subjects_draw(case: &Value) {
    promised(case, "0,0,0");
    let draft = Draft::new("1", ["a", "b"].map(as_is)).with("aggregate", "copeland");
    right(&["0.5", "0.5", "0.5"], &draft.rows([["1", "0"]; 3]).evaluate().scores());
}

/// 53: equal figures have no outlier: they stay as they are.
pub(super) fn constant_column_has_no_outlier(case: &Value) {
    promised(case, "unchanged");
    let rule = json!({ "type": "as_is", "max": 10 });
    let draft = Draft::new("1", [Node::indicator("x", "1", rule).with("treat", json!({}))]);
    right(&["5", "5", "5", "5"], &draft.rows([["5"]; 4]).evaluate().scores());
}

/// 7: one cell of a column is missing; refused by default, else left out of its own row only.
pub(super) fn one_missing_cell_leaves_its_column_alone(case: &Value) {
    promised(case, "col 1 of rows 2,3 = 0, 1; row 1 scored on col 2 only or refused");
    let rows = [["", "1"], ["2", "2"], ["4", "3"]];
    let strict = Draft::new("1", ["first", "second"].map(min_max)).rows(rows);
    names(&strict.refusal(), evalindex::problem::ProblemKind::MissingFigure, &["first", "1"]);

    let reweight = ["first", "second"].map(|id| min_max(id).with("missing", "reweight"));
    let outcome = Draft::new("1", reweight).rows(rows).evaluate();
    let first = outcome.nodes("first");
    assert_eq!(first[0], None);
    right(&["0", "1"], &first[1..]);
    right(&["0", "0.25", "1"], &outcome.scores());
}

/// 8: all values of a column are equal; everybody gets full marks there, with a notice.
pub(super) fn constant_column_separates_nobody(case: &Value) {
    promised(case, "ranks must be those of col 2");
    let outcome = Draft::new("1", ["a", "b"].map(min_max)).rows([["5", "1"], ["5", "2"], ["5", "3"]]).evaluate();
    right(&["3", "2", "1"], &outcome.ranks());
    right(&["0.5", "0.75", "1"], &outcome.scores());
    let mut notices = outcome.evaluation.notices.iter();
    assert!(notices.any(|notice| notice.what == NoticeKind::Constant && notice.node.as_deref() == Some("a")));
}

/// 14: −1 is better than −3, and no ratio says otherwise.
pub(super) fn negative_values_keep_their_order(case: &Value) {
    promised(case, "-1 best");
    right(&["2", "1"], &Draft::new("1", [min_max("x")]).rows([["-3"], ["-1"]]).evaluate().ranks());
    let ratio = Node::indicator("x", "1", json!({ "type": "ratio_to_best" }));
    let problems = Draft::new("1", [ratio]).rows([["-3"], ["-1"]]).refusal();
    names(&problems, evalindex::problem::ProblemKind::Figure, &["-3", "x"]);
}

/// 16: a cost of 0 is the best there is, and no ratio divides by it.
pub(super) fn zero_cost_is_best(case: &Value) {
    promised(case, "row with 0 best, finite");
    let rows = [["0"], ["2"], ["4"]];
    right(&["1", "0.5", "0"], &Draft::new("1", [lower(min_max("x"))]).rows(rows).evaluate().scores());
    let ratio = Node::indicator("x", "1", json!({ "type": "ratio_to_best" }));
    let problems = Draft::new("1", [lower(ratio)]).rows(rows).refusal();
    names(&problems, evalindex::problem::ProblemKind::Figure, &["found 0", "x"]);
}

/// 25: a range of 2·10⁻¹⁷ is a range.
pub(super) fn tiny_values_have_a_range(case: &Value) {
    promised(case, "0,.5,1");
    let values = ["1e-17", "2e-17", "3e-17"].map(|text| [figure(text).to_string()]);
    right(&["0", "0.5", "1"], &Draft::new("1", [min_max("x")]).rows(values).evaluate().scores());
}

/// 28: of a cost, the least value has full marks, and the spacing is that of the values.
pub(super) fn cost_is_turned_round_before_it_is_scaled(case: &Value) {
    promised(case, "invert (or direction-aware min-max) first");
    let outcome = Draft::new("1", [lower(min_max("x"))]).rows([["1"], ["2"], ["5"]]).evaluate();
    right(&["1", "0.75", "0"], &outcome.scores());
}

/// 35: with `b1` missing, R4 has 61, where sharing over the whole tree would give 66.25; R6 has 40, not 31.82.
pub(super) fn missing_data_reweight_level_by_level(case: &Value) {
    promised(case, "level-wise 61; flat re-weighting would give 66.25; R6 40");
    let Some(folder) = data::folder("asem") else { return };
    let outcome = asem::small(&folder);
    right(&["61", "40"], &[outcome.score("R4"), outcome.score("R6")]);
}

/// 37: means of 1 and 2 where a third value is missing.
pub(super) fn every_mean_leaves_out_the_missing(case: &Value) {
    promised(case, "amean 1.5, gmean 1.41421, hmean 1.33333, power mean p=2 1.58114");
    let means = [
        (json!("arithmetic"), "1.5"),
        (json!("geometric"), "1.41421"),
        (json!("harmonic"), "1.33333"),
        (json!({ "power": "2" }), "1.58114"),
    ];
    for (aggregate, expected) in means {
        let columns = ["a", "b", "c"].map(|id| as_is(id).with("missing", "reweight"));
        let draft = Draft::new("100", columns).with("aggregate", aggregate).decimals(5).rows([["1", "2", ""]]);
        right(&[expected], &[draft.evaluate().published("1")]);
    }
}

/// 38: a geometric mean of 0 and 50 is 0.
pub(super) fn geometric_mean_with_a_zero(case: &Value) {
    promised(case, "0, or error naming cell; never NaN");
    for aggregate in ["geometric", "harmonic"] {
        let draft = Draft::new("100", ["a", "b"].map(as_is)).with("aggregate", aggregate).rows([["0", "50"]]);
        right(&["0"], &draft.evaluate().scores());
    }
}

/// 41: values and weights follow ids, in whatever order they stand.
pub(super) fn values_belong_to_names_not_to_positions(case: &Value) {
    promised(case, "match by code");
    let weighted = |id, weight| Node::indicator(id, weight, json!({ "type": "as_is" }));
    let values = [("a", "90"), ("b", "50"), ("c", "10")].map(|(input, value)| (input, Some(figure(value))));
    let one = Draft::new("100", [weighted("a", "5"), weighted("b", "3"), weighted("c", "2")]);
    let other = Draft::new("100", [weighted("c", "2"), weighted("a", "5"), weighted("b", "3")]);
    for draft in [one, other] {
        right(&["62"], &[draft.subject("1", values).evaluate().score("1")]);
    }
}

/// 43: goalposts 5 and 15 of a cost, on a scale of 100.
pub(super) fn goalposts_of_a_cost(case: &Value) {
    promised(case, "100,50,0");
    let cost = lower(Node::indicator("x", "1", json!({ "type": "min_max", "min": "5", "max": "15" })));
    right(&["100", "50", "0"], &Draft::new("100", [cost]).rows([["0"], ["10"], ["20"]]).evaluate().scores());
}

/// 49: evaluating twice gives the same, and leaves what was given as it was.
pub(super) fn evaluating_changes_nothing(case: &Value) {
    promised(case, "caller's array unchanged");
    let weights = ["4", "2", "2.5", "0.5"].into_iter().zip(["a", "b", "c", "d"]);
    let columns = weights.map(|(weight, id)| Node::indicator(id, weight, json!({ "type": "as_is" })));
    let document = Draft::new("100", columns).rows([["1", "2", "3", "4"], ["4", "3", "2", "1"]]).document();
    let prepared = document.prepare().expect("a document that can be prepared");
    let weights = prepared.effective_weights(0).unwrap();
    let first = document.evaluate().expect("a result");
    assert_eq!(document.evaluate().expect("a result"), first);
    assert_eq!(prepared.evaluate().expect("a result"), first);
    assert_eq!(prepared.effective_weights(0).unwrap(), weights);
    let mut comparison = Comparison::within(CLOSE, "shares of 4, 2, 2.5, 0.5");
    for ((id, share), expected) in weights.into_iter().zip(["4", "2", "2.5", "0.5"]) {
        comparison.figure("all", &id, figure(expected).checked_div(Decimal::from(9)), Some(share));
    }
    comparison.finish(4);
}

/// 55: two questions of weights 1 and 3, each of full marks or none.
pub(super) fn heavy_and_light_questions(case: &Value) {
    promised(case, "heavy only 75, light only 25, both 100");
    let questions = [as_is("light"), as_is("heavy").with("weight", "3")];
    let outcome = Draft::new("100", questions).rows([["0", "100"], ["100", "0"], ["100", "100"]]).evaluate();
    right(&["75", "25", "100"], &outcome.scores());
}
