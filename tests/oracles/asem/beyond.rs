//! Aggregates that penalise unbalance, order children or compare subjects: `20_beyond_scores.csv`, `04_agg_copeland.csv`.
//!
//! Source: NumPy and COINr, from the eight pillar scores of `20_input_pillars.csv`; see the data set's README. `wroclaw`
//! (distance to an ideal over the mean distance plus twice its deviation) is left out: no aggregate here.

use evalindex::Decimal;
use serde_json::{Value, json};

use super::{Case, Recipe, min_max};
use crate::compare::{CLOSE, Comparison};
use crate::data::{self, Row, Table};
use crate::document::{Draft, Node, Outcome};

/// The eight pillars of every unit, each scored by a rule of its own, under one aggregate.
fn pillars(table: &Table, rule: impl Fn(&[Decimal]) -> Value, aggregate: &Value) -> Outcome {
    let pillars: Vec<&str> = table.figures().iter().map(String::as_str).collect();
    let column = |pillar: &str| table.rows().map(|row| row.figure(pillar).expect("a figure")).collect::<Vec<_>>();
    let nodes = pillars.iter().map(|&pillar| Node::indicator(pillar, "1", rule(&column(pillar))));
    let draft = Draft::new("100", nodes).with("aggregate", aggregate.clone());
    let inputs = |unit: Row<'_>| pillars.iter().map(|&pillar| (pillar, unit.figure(pillar))).collect::<Vec<_>>();
    table.rows().fold(draft, |draft, unit| draft.subject(unit.key(), inputs(unit))).evaluate()
}

fn compare(column: &str, rule: impl Fn(&[Decimal]) -> Value, aggregate: &Value) {
    let Some(folder) = data::folder("asem") else { return };
    let outcome = pillars(&Table::read(&folder, "20_input_pillars.csv"), rule, aggregate);
    let expected = Table::read(&folder, "20_beyond_scores.csv");
    let mut comparison = Comparison::within(CLOSE, format!("20_beyond_scores.csv, {column}"));
    for unit in expected.rows() {
        comparison.figure(unit.key(), column, unit.figure(column), outcome.score(unit.key()));
    }
    comparison.finish(51);
}

/// Scores as they are.
fn as_is(_: &[Decimal]) -> Value {
    json!({ "type": "as_is" })
}

/// Mean 100, spread 10, by the sample's deviation.
fn around_100(_: &[Decimal]) -> Value {
    json!({ "type": "z_score", "center": 100, "spread": 10 })
}

/// The same by the population's deviation, which is √((n − 1)/n) of the sample's: 10·√(51/50) spreads as far.
fn around_100_of_population(_: &[Decimal]) -> Value {
    json!({ "type": "z_score", "center": 100, "spread": "10.0995049383620779145341" })
}

/// From 70 to 130, with the reference at 100: the column's mean, plus and less half of its range.
fn goalposts(column: &[Decimal]) -> Value {
    let (min, max) = (column.iter().min().expect("figures"), column.iter().max().expect("figures"));
    let mean = column.iter().sum::<Decimal>() / Decimal::from(column.len());
    let half = (max - min) / Decimal::TWO;
    let (low, high) = ((mean - half).to_string(), (mean + half).to_string());
    json!({ "type": "min_max", "min": low, "max": high, "low": 70, "high": 130, "clamp": false })
}

#[test]
fn mazziotta_pareto_agrees_with_both_signs_and_both_variances() {
    for (penalty, name) in [("minus", "neg"), ("plus", "pos")] {
        let by = |spread: &str| json!({ "mazziotta_pareto": { "penalty": penalty, "spread": spread } });
        compare(&format!("mpi_{name}_sd_n-1"), around_100, &by("sample"));
        compare(&format!("mpi_{name}_sd_n"), around_100_of_population, &by("population"));
        compare(&format!("ampi_{name}"), goalposts, &by("population"));
    }
}

#[test]
fn ordered_weighted_averages_agree() {
    let weights = json!(["0.05", "0.05", "0.1", "0.1", "0.1", "0.15", "0.2", "0.25"]);
    compare("owa_w(.05,.05,.1,.1,.1,.15,.2,.25)desc", as_is, &json!({ "owa": weights }));
    let (best, worst) =
        (json!(["0.25", "0.25", "0.25", "0.25", 0, 0, 0, 0]), json!([0, 0, 0, 0, 0.25, 0.25, 0.25, 0.25]));
    compare("owa_top4", as_is, &json!({ "owa": best }));
    compare("owa_bottom4", as_is, &json!({ "owa": worst }));
}

#[test]
fn mean_min_agrees_on_z_scores_around_100() {
    compare("meanmin_a.5_b.3", around_100, &json!({ "mean_min": { "alpha": "0.5", "beta": "0.3" } }));
}

#[test]
fn means_of_powers_agree() {
    compare("gmean", as_is, &json!("geometric"));
    compare("genmean_p2", as_is, &json!({ "power": 2 }));
    compare("genmean_p-3", as_is, &json!({ "power": -3 }));
}

/// COINr counts wins less losses against 50 others; here they are a share of the others, on a scale of 100.
#[test]
fn copeland_agrees_at_every_level() {
    let Some(folder) = data::folder("asem") else { return };
    let case = Case::read(&folder, "asem_structure.csv", "01_pipeline_treated.csv");
    let outcome = case.evaluate(&Recipe::new(min_max("1")).aggregate(&json!("copeland")));
    let expected = Table::read(&folder, "04_agg_copeland.csv");
    let mut comparison = Comparison::exact("04_agg_copeland.csv");
    for unit in expected.rows() {
        for node in expected.figures() {
            let wins_less_losses = outcome.node(unit.key(), node).map(|score| score - Decimal::from(50));
            comparison.figure(unit.key(), node, unit.figure(node), wins_less_losses);
        }
    }
    comparison.finish(51 * 11);
}
