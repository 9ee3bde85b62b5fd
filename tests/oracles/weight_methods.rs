//! Where weights come from: `mcda/weights.csv`, `ahp.csv`, `rank_order_weights.csv`, `asem/07_pca_*`, `20_ahp_example.csv`
//! and `20_objective_weights.csv`.

use evalindex::weight::WeightMethod;
use evalindex::weight::{
    DerivedWeights, Judgements, ahp, ahp_geometric, rank_order_centroid, rank_reciprocal, rank_sum,
};
use evalindex::{Decimal, Prepared};
use serde_json::{Value, json};

use crate::compare::{CLOSE, Comparison, assert_one};
use crate::data::{self, Table};
use crate::document::{Draft, Node};

/// A matrix with its directions, or with all better the higher, made ready.
fn prepared(matrix: &Value, directed: bool) -> Prepared {
    let kinds = data::numbers(&matrix["types"]);
    let nodes = kinds.iter().enumerate().map(|(column, kind)| {
        let direction = if directed && kind.is_sign_negative() { "lower" } else { "higher" };
        Node::indicator(&column.to_string(), "1", json!({ "type": "min_max" })).with("direction", direction)
    });
    let rows = matrix["m"].as_array().expect("rows").iter();
    let draft = Draft::new("1", nodes).rows(rows.map(|row| data::numbers(row).into_iter().map(|x| x.to_string())));
    draft.document().prepare().expect("figures that can be scored")
}

/// `weights.csv`: methods by data on textbook matrices, in both readings of direction for CRITIC.
#[test]
fn weights_by_data_agree() {
    let Some(folder) = data::folder("mcda") else { return };
    let matrices = &data::json(&folder, "inputs.json")["matrices"];
    let table = Table::read(&folder, "weights.csv");
    let methods = [
        ("equal", WeightMethod::Equal, true),
        ("entropy_raw", WeightMethod::Entropy, true),
        ("std_minmax_dir", WeightMethod::StandardDeviation, true),
        ("std_raw", WeightMethod::StandardDeviationRaw, true),
        ("critic_all_benefit", WeightMethod::Critic, false),
        ("critic_dir", WeightMethod::Critic, true),
        ("merec", WeightMethod::Merec, true),
    ];
    let mut compared = 0;
    for (name, matrix) in matrices.as_object().expect("matrices") {
        for (quantity, method, directed) in methods {
            let rows: Vec<_> =
                table.rows().filter(|row| row.text("case") == name && row.text("quantity") == quantity).collect();
            if rows.is_empty() {
                continue;
            }
            let found = prepared(matrix, directed).derive_weights(0, None, method).expect("weights");
            let mut comparison = Comparison::within(CLOSE, format!("weights.csv, {name}, {quantity}"));
            for row in &rows {
                let weight = found.weights.iter().find(|(id, _)| id == row.text("index")).map(|(_, weight)| *weight);
                comparison.figure(name, row.text("index"), row.figure("value"), weight);
            }
            comparison.finish(found.weights.len());
            assert_one(&found.weights);
            compared += rows.len();
        }
    }
    assert_eq!(compared, 148, "weights compared");
}

/// `rank_order_weights.csv`: two to twelve items.
#[test]
fn weights_by_order_agree() {
    let Some(folder) = data::folder("mcda") else { return };
    let table = Table::read(&folder, "rank_order_weights.csv");
    let mut compared = 0;
    for row in table.rows() {
        let count: usize = row.text("case").trim_start_matches('n').parse().expect("a number of items");
        let weights = match row.text("quantity") {
            "rank_sum" => rank_sum(count),
            "rank_reciprocal" => rank_reciprocal(count),
            "roc" | "rank_order_centroid" => rank_order_centroid(count),
            _ => continue,
        };
        let at: usize = row.text("index").parse().expect("a place");
        let off = weights.expect("weights").decimals()[at] - row.figure("value").expect("a weight");
        assert!(off.abs() < Decimal::new(1, 9), "{} {} {at}", row.text("case"), row.text("quantity"));
        compared += 1;
    }
    assert_eq!(compared, table.rows().count(), "every row");
}

fn judgements(of: &Value) -> Judgements {
    let texts = |row: &Value| {
        row.as_array().expect("a row").iter().map(|cell| cell.as_str().expect("text").to_owned()).collect()
    };
    let items: Vec<String> = texts(&of["items"]);
    let rows: Vec<Vec<String>> = of["m"].as_array().expect("rows").iter().map(texts).collect();
    Judgements::parse(items, &rows).expect("judgements")
}

/// `ahp.csv` again, with the judgements in a document: weights by eigenvector and by geometric means.
#[test]
fn documents_take_weights_from_judgements() {
    let Some(folder) = data::folder("mcda") else { return };
    let cases = &data::json(&folder, "inputs.json")["ahp"];
    let table = Table::read(&folder, "ahp.csv");
    for (name, case) in cases.as_object().expect("cases") {
        for (source, quantity) in [("ahp", "eig_weights"), ("ahp_geometric", "gm_weights")] {
            let items = case["items"].as_array().expect("items").iter().map(|item| item.as_str().expect("text"));
            let nodes = items.map(|item| Node::indicator(item, "1", json!({ "type": "as_is" })));
            let draft =
                Draft::new("100", nodes).with("weights", json!({ "from": { source: case["m"], "max_cr": 10 } }));
            let outcome = draft.rows([vec!["1"; case["m"].as_array().expect("rows").len()]]).evaluate();
            let mut comparison = Comparison::within(CLOSE, format!("ahp.csv, {name}, {quantity}"));
            let rows: Vec<_> =
                table.rows().filter(|row| row.text("case") == name && row.text("quantity") == quantity).collect();
            for row in &rows {
                let at: usize = row.text("index").parse().expect("a place");
                let weight = outcome.weighting(0).get(at).map(|(_, weight)| *weight);
                comparison.figure(name, row.text("index"), row.figure("value"), weight);
            }
            comparison.finish(outcome.weighting(0).len());
        }
    }
}

pub(crate) fn diagnostic(found: &DerivedWeights, name: &str) -> Option<Decimal> {
    found.diagnostics.iter().find(|(known, _)| *known == name).map(|(_, figure)| *figure)
}

/// `ahp.csv`: weights by eigenvector and by geometric means, λ, CI, and CR by Saaty's random indices of 1987.
#[test]
fn weights_by_judgements_agree() {
    let Some(folder) = data::folder("mcda") else { return };
    let cases = &data::json(&folder, "inputs.json")["ahp"];
    let table = Table::read(&folder, "ahp.csv");
    for (name, case) in cases.as_object().expect("cases") {
        let judgements = judgements(case);
        let (eigen, means) = (ahp(&judgements).expect("weights"), ahp_geometric(&judgements).expect("weights"));
        let mut comparison = Comparison::within(CLOSE, format!("ahp.csv, {name}"));
        let mut figures = 0;
        for row in table.rows().filter(|row| row.text("case") == name) {
            let at = || row.text("index").parse::<usize>().expect("a place");
            let found = match row.text("quantity") {
                "eig_weights" => Some(eigen.weights[at()].1),
                "gm_weights" => Some(means.weights[at()].1),
                "lambda_max" => diagnostic(&eigen, "lambda_max"),
                "ci" => diagnostic(&eigen, "ci"),
                "cr_saaty_1987_rounded" => diagnostic(&eigen, "cr"),
                _ => continue,
            };
            comparison.figure(row.text("quantity"), row.text("index"), row.figure("value"), found);
            figures += 1;
        }
        assert!(figures >= 2 * judgements.items().len() + 2, "{name}: {figures} figures");
        comparison.finish(figures);
    }
}

/// Scores as they are, one column a child.
pub(crate) fn scored(input: &Table, children: &[&str]) -> Prepared {
    let nodes = children.iter().map(|child| Node::indicator(child, "1", json!({ "type": "as_is" })));
    let draft = input.rows().fold(Draft::new("100", nodes), |draft, unit| {
        draft.subject(unit.key(), children.iter().map(|&child| (child, unit.figure(child))))
    });
    draft.document().prepare().expect("scores")
}

/// `07_pca_L1_weights.csv` and `07_pca_L1_variance.csv`: R's `prcomp` of each pillar's indicators. Five pillars have no
/// indicator that goes against the first component; the other three are refused.
#[test]
fn weights_by_the_first_component_agree() {
    let Some(folder) = data::folder("asem") else { return };
    let read = |file: &str| Table::read(&folder, file);
    let (meta, input) = (read("00_asem_iMeta.csv"), read("01_pipeline_normalised.csv"));
    let (loadings, variances) = (read("07_pca_L1_weights.csv"), read("07_pca_L1_variance.csv"));
    let mut comparison = Comparison::within(CLOSE, "07_pca_L1_weights.csv");
    let (mut refused, mut figures) = (Vec::new(), 0);
    for pillar in meta.rows().filter(|row| row.text("Level") == "2").map(|row| row.text("iCode")) {
        let children = meta.rows().filter(|row| row.text("Parent") == pillar).map(|row| row.text("iCode"));
        let children: Vec<&str> = children.collect();
        let prepared = scored(&input, &children);
        let Ok(found) = prepared.derive_weights(0, None, WeightMethod::PrincipalComponents) else {
            refused.push(pillar);
            continue;
        };
        let published = |child: &str| {
            let row = loadings.rows().find(|row| row.key() == child && row.text("Level") == "1");
            row.and_then(|row| row.figure("Weight")).expect("a loading").abs()
        };
        let total: Decimal = children.iter().map(|child| published(child)).sum();
        let (name, loads) = &found.by_child[0];
        assert_eq!(*name, "loadings");
        for ((child, weight), (_, load)) in found.weights.iter().zip(loads) {
            comparison.figure(pillar, child, Some(published(child)), Some(*load));
            comparison.figure(pillar, child, Some(published(child) / total), Some(*weight));
            figures += 2;
        }
        let first = variances.rows().find(|row| row.key() == pillar && row.text("PC") == "1").expect("a component");
        comparison.figure(pillar, "variance", first.figure("variance"), diagnostic(&found, "eigenvalue"));
        comparison.figure(pillar, "prop", first.figure("prop"), diagnostic(&found, "explained"));
        figures += 2;
    }
    assert_eq!((refused.len(), figures), (3, 76), "{refused:?}");
    comparison.finish(figures);
}

/// `20_objective_weights.csv`: the eight pillars of 51 countries.
#[test]
fn weights_of_pillars_agree() {
    let Some(folder) = data::folder("asem") else { return };
    let (input, table) =
        (Table::read(&folder, "20_input_pillars.csv"), Table::read(&folder, "20_objective_weights.csv"));
    let pillars: Vec<&str> = input.figures().iter().map(String::as_str).collect();
    let prepared = scored(&input, &pillars);
    let mut comparison = Comparison::within(CLOSE, "20_objective_weights.csv");
    for (row, method) in [
        ("entropy_formula", WeightMethod::Entropy),
        ("critic_formula_sd_n-1", WeightMethod::Critic),
        ("pymcdm_merec", WeightMethod::Merec),
        ("std_n-1_raw", WeightMethod::StandardDeviationRaw),
    ] {
        let expected = table.rows().find(|line| line.key().to_lowercase().contains(row)).expect("a method");
        let found = prepared.derive_weights(0, None, method).expect("weights");
        for (pillar, weight) in &found.weights {
            comparison.figure(row, pillar, expected.figure(pillar), Some(*weight));
        }
    }
    comparison.finish(4 * 8);
}
