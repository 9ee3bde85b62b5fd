//! From raw figures, 63 of them missing, to means at every level.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::json;

use super::{Case, PRESENT, Recipe, compare, min_max};
use crate::compare::{CLOSE, Comparison};
use crate::data::{Table, folder};
use crate::document::{Node, Outcome};

fn case(folder: &Path, name: &str) -> Case {
    Case::read(folder, &format!("{name}_structure.csv"), &format!("{name}_raw.csv"))
}

/// The small case, min-max 0 to 100 and arithmetic means.
pub(crate) fn small(folder: &Path) -> Outcome {
    case(folder, "small").evaluate(&Recipe::new(min_max("0")))
}

/// `small_result.csv`: normalised values, pillars and index of six regions with two missing cells.
#[test]
fn small_case_agrees_at_every_node() {
    let Some(folder) = folder("asem") else { return };
    compare(&folder, "small_result.csv", &small(&folder));
}

/// `small_effective_weights.csv` and `asem_effective_weights.csv`: the share of every node in the whole tree.
#[test]
fn effective_weights_agree() {
    let Some(folder) = folder("asem") else { return };
    for name in ["small", "asem"] {
        let draft = case(&folder, name).draft(&Recipe::new(min_max("0")), None);
        let prepared = draft.document().prepare().expect("a document that can be prepared");
        let shares: BTreeMap<_, _> = prepared.effective_weights(0).unwrap().into_iter().collect();
        let table = Table::read(&folder, &format!("{name}_effective_weights.csv"));
        // Published as binary fractions of 17 digits.
        let mut comparison = Comparison::within("2e-16", format!("{name}_effective_weights.csv"));
        for node in table.rows() {
            comparison.figure("all", node.key(), node.figure("EffWeight"), shares.get(node.key()).copied());
        }
        comparison.finish(table.rows().count());
    }
}

/// `asem_norm_minmax_0_100.csv`, `asem_aggregated_amean.csv`, `asem_rank_amean.csv`: cells, means at three levels, places.
#[test]
fn arithmetic_means_of_min_max_agree() {
    let Some(folder) = folder("asem") else { return };
    let outcome = case(&folder, "asem").evaluate(&Recipe::new(min_max("0")));
    compare(&folder, "asem_norm_minmax_0_100.csv", &outcome);
    compare(&folder, "asem_aggregated_amean.csv", &outcome);
    let ranks = Table::read(&folder, "asem_rank_amean.csv");
    let mut comparison = Comparison::within(CLOSE, "asem_rank_amean.csv");
    for unit in ranks.rows() {
        comparison.figure(unit.key(), "score", unit.figure("score"), outcome.score(unit.key()));
        comparison.figure(unit.key(), "rank", unit.figure("rank"), outcome.rank(unit.key()));
    }
    comparison.finish(2 * 51);
}

/// `asem_norm_zscore.csv`: mean 0, sample deviation 1, cells of direction -1 turned round.
#[test]
fn z_scores_agree() {
    let Some(folder) = folder("asem") else { return };
    let rule = |_: &str| json!({ "type": "z_score", "center": "0", "spread": "1" });
    compare(&folder, "asem_norm_zscore.csv", &case(&folder, "asem").evaluate(&Recipe::new(rule)));
}

/// `asem_aggregated_gmean_1_100.csv`: geometric means at every level of min-max 1 to 100.
#[test]
fn geometric_means_agree() {
    let Some(folder) = folder("asem") else { return };
    let recipe = Recipe::new(min_max("1")).aggregate(&json!("geometric"));
    compare(&folder, "asem_aggregated_gmean_1_100.csv", &case(&folder, "asem").evaluate(&recipe));
}

/// `asem_aggregated_amean_amean_gmean_1_100.csv`: arithmetic at the two lower levels, geometric at the top.
#[test]
fn a_geometric_top_over_arithmetic_levels_agrees() {
    let Some(folder) = folder("asem") else { return };
    let aggregates = ["arithmetic", "arithmetic", "geometric"].map(|name| json!(name));
    let recipe = Recipe { aggregates, ..Recipe::new(min_max("1")) };
    compare(&folder, "asem_aggregated_amean_amean_gmean_1_100.csv", &case(&folder, "asem").evaluate(&recipe));
}

/// `asem_aggregated_amean_datthresh09.csv`: a node is missing when less than 90 % of its children are present, by level.
#[test]
fn minimum_coverage_agrees_at_every_node() {
    let Some(folder) = folder("asem") else { return };
    let file = "asem_aggregated_amean_datthresh09.csv";
    let recipe = Recipe { min_coverage: Some("0.9"), ..Recipe::new(min_max("0")) };
    let case = case(&folder, "asem");
    let present = Node::indicator(PRESENT, "1", json!({ "type": "as_is" }));
    compare(&folder, file, &case.draft(&recipe, Some(present)).evaluate());

    let published = Table::read(&folder, file);
    let blank = published.rows().filter(|unit| unit.text("Index").is_empty());
    let without: BTreeSet<_> = blank.map(|unit| unit.key()).collect();
    let outcome = case.evaluate(&recipe);
    let unranked: BTreeSet<_> = outcome.index().unranked.iter().map(|unit| unit.subject.as_str()).collect();
    assert_eq!(unranked, without, "units without an index");
}
