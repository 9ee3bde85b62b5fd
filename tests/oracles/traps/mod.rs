//! Inputs on which other software goes wrong, each with what is right for it.
//!
//! Source: `mcda/traps.json`, which holds the right value and the wrong ones that were seen.

mod places;
mod refused;
mod scores;

use evalindex::problem::ProblemKind;
use evalindex::{Decimal, Problem};
use serde_json::{Value, json};

use crate::cases::cases;
use crate::compare::same;
use crate::data::figure;
use crate::document::Node;

use places::*;
use refused::*;
use scores::*;

cases! {
    "mcda", "traps.json",
    covered: {
        "1" => closest_to_the_ideal_is_best,
        "2" => broken_ties_keep_the_best_first,
        "4" => sums_of_equal_terms_tie,
        "5" => places_come_before_rounding,
        "7" => one_missing_cell_leaves_its_column_alone,
        "8" => constant_column_separates_nobody,
        "14" => negative_values_keep_their_order,
        "16" => zero_cost_is_best,
        "17" => weights_of_nothing,
        "19" => weight_that_is_no_number,
        "20" => weights_that_do_not_total,
        "22" => weight_raised_beyond_the_whole,
        "25" => tiny_values_have_a_range,
        "28" => cost_is_turned_round_before_it_is_scaled,
        "29" => direction_misspelt,
        "31" => identical_subjects_tie,
        "32" => single_subject_is_first,
        "34" => trivial_spread_shows_in_the_calibration,
        "35" => missing_data_reweight_level_by_level,
        "37" => every_mean_leaves_out_the_missing,
        "38" => geometric_mean_with_a_zero,
        "40" => weight_left_out,
        "41" => values_belong_to_names_not_to_positions,
        "43" => goalposts_of_a_cost,
        "49" => evaluating_changes_nothing,
        "52" => equal_subjects_draw,
        "53" => constant_column_has_no_outlier,
        "55" => heavy_and_light_questions,
        "56" => infinite_value,
    },
    left_out: {
        "10" => "entropy weights are not part of a document",
        "11" => "entropy weights are not part of a document",
        "13" => "entropy weights are not part of a document",
        "23" => "sampled weights are not part of an evaluation",
        "26" => "MEREC weights are not part of a document",
        "44" => "AHP is not part of a document",
        "46" => "AHP is not part of a document",
        "47" => "AHP is not part of a document",
        "50" => "similarity of weight vectors is not computed",
    }
}

/// Fails when the trap's right answer does not say this: what a check expects is what the source promises.
#[track_caller]
fn promised(case: &Value, words: &str) {
    let right = case["right"].as_str().expect("what is right");
    assert!(right.contains(words), "trap {} promises {right}, not {words}", case["id"]);
}

/// An indicator of weight 1 whose input is its score.
fn as_is(id: &str) -> Node {
    Node::indicator(id, "1", json!({ "type": "as_is" }))
}

/// An indicator of weight 1 between the least and the greatest value.
fn min_max(id: &str) -> Node {
    Node::indicator(id, "1", json!({ "type": "min_max" }))
}

/// An indicator of which less is better.
fn lower(node: Node) -> Node {
    node.with("direction", "lower")
}

/// Compares figures with what is right, both in the order of the subjects.
#[track_caller]
fn right(expected: &[&str], got: &[Option<Decimal>]) {
    same("trap", &expected.iter().map(|text| figure(text)).collect::<Vec<_>>(), got);
}

/// Fails unless one problem is of this kind and says all these words.
#[track_caller]
fn names(problems: &[Problem], kind: ProblemKind, words: &[&str]) {
    let says = |problem: &Problem| {
        let text = problem.to_string();
        problem.kind == kind && words.iter().all(|word| text.contains(word))
    };
    assert!(problems.iter().any(says), "no problem of kind {kind:?} that says {words:?} among {problems:#?}");
}
