//! Textbook matrices and ties: normalised values, scores and ranks on which independent packages agree.
//!
//! Source: `mcda/`, each value the binary number nearest to a 50-digit evaluation; see the data set's README.

use std::collections::BTreeSet;
use std::path::Path;

use evalindex::Decimal;
use serde_json::{Value, json};

use crate::compare::{CLOSE, Comparison};
use crate::data::{self, Table, numbers};
use crate::document::{Draft, Node, Outcome};

/// The matrices of `inputs.json`.
const MATRICES: [&str; 5] = ["hwang_yoon_1981", "tzeng_huang_2011", "diakoulaki_1995", "wikipedia_wpm", "regions_11x6"];

/// The matrix with negative values, which no ratio can take.
const NEGATIVE: &str = "diakoulaki_1995";

/// Whether a column that is better the lower is treated so, or as if all were better the higher.
#[derive(Clone, Copy, PartialEq)]
enum Directions {
    Declared,
    Higher,
}

/// A matrix with one rule for every column, as a document on this scale.
fn draft(inputs: &Value, matrix: &str, scale: &str, rule: &Value, directions: Directions) -> Draft {
    draft_by(inputs, matrix, scale, |_, _| rule.clone(), directions)
}

/// The same with a rule that depends on the column and on whether it is better the lower.
fn draft_by(
    inputs: &Value,
    matrix: &str,
    scale: &str,
    rule: impl Fn(usize, bool) -> Value,
    directions: Directions,
) -> Draft {
    let matrix = &inputs["matrices"][matrix];
    let columns = numbers(&matrix["weights"]).into_iter().zip(numbers(&matrix["types"])).enumerate();
    let indicator = |(column, (weight, kind)): (usize, (Decimal, Decimal))| {
        let lower = directions == Directions::Declared && kind.is_sign_negative();
        let node = Node::indicator(&column.to_string(), &weight.to_string(), rule(column, lower));
        node.with("direction", if lower { "lower" } else { "higher" })
    };
    let rows = matrix["m"].as_array().expect("rows").iter();
    Draft::new(scale, columns.map(indicator)).rows(rows.map(|row| numbers(row).into_iter().map(|x| x.to_string())))
}

/// The subject of [`Draft::rows`] that stands in this row of a table.
fn subject(row: &str) -> String {
    let row: usize = row.parse().expect("a row number");
    (row + 1).to_string()
}

/// Every cell of one method of `normalised.csv` for one matrix.
fn compare_cells(table: &Table, matrix: &str, method: &str, outcome: &Outcome) {
    let mut comparison = Comparison::within(CLOSE, format!("normalised.csv, {matrix}, {method}"));
    let cells = table.rows().filter(|cell| cell.text("dataset") == matrix && cell.text("method") == method);
    for cell in cells {
        let (unit, node) = (subject(cell.text("row")), cell.text("col"));
        comparison.figure(&unit, node, cell.figure("value"), outcome.node(&unit, node));
    }
    let index = outcome.index();
    comparison.finish(index.ranking.len() * index.nodes.len());
}

/// Every score of one method of `scores.csv` for one matrix; the published ones are on a scale of 0 to 1 or 0 to 100.
fn compare_scores(table: &Table, matrix: &str, method: &str, outcome: &Outcome) {
    let mut comparison = Comparison::within(CLOSE, format!("scores.csv, {matrix}, {method}"));
    let scores = table.rows().filter(|line| line.text("case") == matrix && line.text("quantity") == method);
    for line in scores {
        let unit = subject(line.text("index"));
        comparison.figure(&unit, method, line.figure("value"), outcome.score(&unit));
    }
    comparison.finish(outcome.index().ranking.len());
}

/// `normalised.csv`: the methods that are rules here, cell by cell.
#[test]
fn normalised_cells_agree() {
    let Some(folder) = data::folder("mcda") else { return };
    let (inputs, table) = (data::json(&folder, "inputs.json"), Table::read(&folder, "normalised.csv"));
    let methods = [
        ("minmax_dir", json!({ "type": "min_max" }), Directions::Declared),
        ("zscore_ddof1", json!({ "type": "z_score" }), Directions::Higher),
        ("zscore_ddof0", json!({ "type": "z_score", "deviation": "population" }), Directions::Higher),
        ("sum_plain", json!({ "type": "divide_by", "by": "sum" }), Directions::Higher),
        // 1/x over Σ1/x for a cost.
        ("sum_cost_inverse", json!({ "type": "divide_by", "by": "sum" }), Directions::Declared),
        ("vector_plain", json!({ "type": "divide_by", "by": "length" }), Directions::Higher),
        ("max_plain", json!({ "type": "divide_by", "by": "best" }), Directions::Higher),
        ("percent_rank_min", json!({ "type": "percent_rank", "ties": "low" }), Directions::Higher),
        ("max_plain", json!({ "type": "ratio_to_best" }), Directions::Higher),
        ("ratio_cost_min_over_x", json!({ "type": "ratio_to_best" }), Directions::Declared),
    ];
    for (method, rule, directions) in methods {
        let ratio = rule["type"] == "ratio_to_best" || rule["by"] == "sum" || rule["by"] == "best";
        for matrix in MATRICES.into_iter().filter(|&matrix| !(ratio && matrix == NEGATIVE)) {
            let draft = draft(&inputs, matrix, "1", &rule, directions);
            compare_cells(&table, matrix, method, &draft.evaluate());
        }
    }
}

/// `normalised.csv`: methods that are rules with a parameter worked out from the column beforehand.
#[test]
fn cells_with_a_given_parameter_agree() {
    type Rule<'a> = &'a dyn Fn(&[Decimal]) -> Value;
    let Some(folder) = data::folder("mcda") else { return };
    let (inputs, table) = (data::json(&folder, "inputs.json"), Table::read(&folder, "normalised.csv"));
    let up_to = |max: Decimal| json!({ "type": "min_max", "min": 0, "max": max.to_string(), "clamp": false });
    let methods: [(&str, Rule<'_>, Directions); 2] = [
        // 1 less x/√Σx² for a cost.
        ("vector_cost_1minus", &|column| up_to(length(column)), Directions::Declared),
        // x/max, or 1 − x/max for a cost.
        ("max_cost_1minus", &|_| json!({ "type": "min_max", "min": 0 }), Directions::Declared),
    ];
    for (method, rule, directions) in methods {
        for matrix in MATRICES.into_iter().filter(|&matrix| matrix != NEGATIVE) {
            let columns = columns(&inputs, matrix);
            let draft = draft_by(&inputs, matrix, "1", |column, _| rule(&columns[column]), directions);
            compare_cells(&table, matrix, method, &draft.evaluate());
        }
    }
}

/// The columns of a matrix.
fn columns(inputs: &Value, matrix: &str) -> Vec<Vec<Decimal>> {
    let rows: Vec<_> = inputs["matrices"][matrix]["m"].as_array().expect("rows").iter().map(numbers).collect();
    (0..rows[0].len()).map(|column| rows.iter().map(|row| row[column]).collect()).collect()
}

fn length(column: &[Decimal]) -> Decimal {
    root(column.iter().map(|x| x * x).sum())
}

/// The square root, by Newton's method from above.
fn root(square: Decimal) -> Decimal {
    (0..100).fold(square.max(Decimal::ONE), |guess, _| (guess + square / guess) / Decimal::TWO)
}

/// `scores.csv`: weighted sums and weighted means of the normalised matrices.
#[test]
fn weighted_scores_agree() {
    let Some(folder) = data::folder("mcda") else { return };
    let (inputs, table) = (data::json(&folder, "inputs.json"), Table::read(&folder, "scores.csv"));
    let from_one = json!({ "type": "min_max", "low": "1", "high": "100" });
    let methods = [
        ("wsm_minmax", "1", json!({ "type": "min_max" }), "arithmetic"),
        ("gmean_minmax_1_100", "100", from_one.clone(), "geometric"),
        ("hmean_minmax_1_100", "100", from_one, "harmonic"),
        ("wsm_ratio", "1", json!({ "type": "ratio_to_best" }), "arithmetic"),
        // A product of powers is a geometric mean where the weights total 1.
        ("wpm_ratio", "1", json!({ "type": "ratio_to_best" }), "geometric"),
    ];
    for (method, scale, rule, aggregate) in methods {
        let ratio = rule["type"] == "ratio_to_best";
        for matrix in MATRICES.into_iter().filter(|&matrix| !(ratio && matrix == NEGATIVE)) {
            let draft = draft(&inputs, matrix, scale, &rule, Directions::Declared).with("aggregate", aggregate);
            compare_scores(&table, matrix, method, &draft.evaluate());
        }
    }
}

/// `scores.csv`: closeness to the ideal. What is better the lower enters as a negative score.
#[test]
fn closeness_to_the_ideal_agrees() {
    let Some(folder) = data::folder("mcda") else { return };
    let (inputs, table) = (data::json(&folder, "inputs.json"), Table::read(&folder, "scores.csv"));
    // Between 0 and 1 the line is the value itself, or for what is better the lower its negative.
    let signed = |_: usize, lower: bool| {
        let (low, high) = if lower { (-1, 0) } else { (0, 1) };
        json!({ "type": "min_max", "min": 0, "max": 1, "low": low, "high": high, "clamp": false })
    };
    for matrix in MATRICES {
        for (method, size) in [("topsis_vector", "vector"), ("topsis_minmax", "min_max")] {
            let draft = draft_by(&inputs, matrix, "1", signed, Directions::Declared);
            let outcome = draft.with("aggregate", json!({ "topsis": size })).evaluate();
            compare_scores(&table, matrix, method, &outcome);
        }
    }
}

/// A ratio of negative values has no meaning: refused, and the value is named.
#[test]
fn ratios_of_negative_values_are_refused() {
    let Some(folder) = data::folder("mcda") else { return };
    let inputs = data::json(&folder, "inputs.json");
    let rule = json!({ "type": "ratio_to_best" });
    let problems = draft(&inputs, NEGATIVE, "1", &rule, Directions::Declared).refusal();
    for negative in ["-6.1", "-34.6"] {
        let named = problems.iter().any(|problem| problem.found.as_deref() == Some(negative));
        assert!(named, "{negative} is not named among {problems:?}");
    }
}

/// `ranks.csv`: ties shared by the mean, the best or no gap, or broken by order (`max` is not a way of ranking here).
#[test]
fn ranks_agree() {
    let Some(folder) = data::folder("mcda") else { return };
    let ways = [("average", "average"), ("min", "competition"), ("dense", "dense"), ("ordinal", "ordinal")];
    for (method, ties) in ways {
        compare_ranks(&folder, method, &json!({ "ties": ties, "tie_break": ["bonus"] }));
    }
}

fn compare_ranks(folder: &Path, method: &str, ranking: &Value) {
    let inputs = data::json(folder, "inputs.json");
    let table = Table::read(folder, "ranks.csv");
    for (case, scores) in inputs["rank_inputs"].as_object().expect("cases") {
        let scores = scores.as_array().expect("scores");
        let indicator = Node::indicator("x", "1", json!({ "type": "as_is", "min": "-1" }));
        let draft = Draft::new("1", [indicator]).with("ranking", ranking.clone());
        let outcome = draft.rows(scores.iter().map(|score| [score.as_str().expect("a figure as text")])).evaluate();
        let mut comparison = Comparison::exact(format!("ranks.csv, {case}, {method}"));
        let lines = table.rows().filter(|line| line.text("case") == case && line.text("quantity") == method);
        for line in lines {
            let unit = subject(line.text("index"));
            comparison.figure(&unit, method, line.figure("value"), outcome.rank(&unit));
        }
        comparison.finish(scores.len());
    }
}

/// A new matrix in the data set is to be listed here.
#[test]
fn matrices_are_those_listed() {
    let Some(folder) = data::folder("mcda") else { return };
    let inputs = data::json(&folder, "inputs.json");
    let there: BTreeSet<_> = inputs["matrices"].as_object().expect("matrices").keys().map(String::as_str).collect();
    assert_eq!(there, MATRICES.into_iter().collect());
}
