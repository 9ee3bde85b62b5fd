//! COINr's example from raw data to the index in one document: divided, imputed by group, treated, normalised, aggregated.
//!
//! `00_asem_iData.csv` and `00_asem_iMeta.csv` in; `02_treat_default_data.csv`, `02_treat_default_dets.csv`,
//! `01_pipeline_normalised.csv` and `01_pipeline_aggregated.csv` out.

use std::path::Path;

use evalindex::Decimal;
use evalindex::result::{PreparationStep, Treated};
use serde_json::{Value, json};

use crate::compare::{CLOSE, Comparison};
use crate::data::{self, Row, Table};
use crate::document::{Draft, Node, Outcome};

/// What an indicator of the metadata becomes.
type Prepare<'a> = &'a dyn Fn(Node, Row<'_>) -> Node;

/// Divided where the metadata say so, missing figures imputed by group, outliers treated; scored by this rule.
fn full(rule: Value) -> impl Fn(Node, Row<'_>) -> Node {
    move |node, row| {
        let node = node.with("rule", rule.clone()).with("missing", json!({ "impute": "group_mean" }));
        let node = node.with("treat", json!({}));
        match row.text("Denominator") {
            "" => node,
            by => node.with("denominate", json!({ "by": by })),
        }
    }
}

/// The value that a rule would score, as a score.
fn as_it_counts() -> Value {
    json!({ "type": "as_is", "min": "-1000000000", "max": "1000000000" })
}

fn node(meta: &Table, row: Row<'_>, prepare: Prepare<'_>) -> Node {
    let (id, weight) = (row.text("iCode"), row.text("Weight"));
    if row.text("Type") == "Indicator" {
        return prepare(Node::indicator(id, weight, as_it_counts()), row);
    }
    let below = meta.rows().filter(|below| below.text("Parent") == id);
    Node::dimension(id, weight, below.map(|below| node(meta, below, prepare)))
}

fn evaluate(folder: &Path, prepare: Prepare<'_>) -> Outcome {
    let (meta, data) = (Table::read(folder, "00_asem_iMeta.csv"), Table::read(folder, "00_asem_iData.csv"));
    let of_type = |types: &[&str]| meta.rows().filter(|row| types.contains(&row.text("Type"))).collect::<Vec<_>>();
    let inputs: Vec<&str> = of_type(&["Indicator", "Denominator"]).iter().map(|row| row.text("iCode")).collect();
    let top = of_type(&["Aggregate"]).into_iter().find(|row| row.text("Parent").is_empty()).expect("a top");
    let draft = Draft::new("100", [node(&meta, top, prepare)]);
    let draft = data.rows().fold(draft, |draft, unit| {
        let values: Vec<_> = inputs.iter().map(|&input| (input, unit.figure(input))).collect();
        draft.subject(unit.text("uCode"), values).in_group(unit.text("EurAsia_group"))
    });
    draft.evaluate()
}

/// Skewness and kurtosis, each before and after.
type Statistics = [[Option<Decimal>; 2]; 2];

/// What was done about a node's figures, their statistics, and whether they pass.
fn treatment(outcome: &Outcome, node: &str) -> Option<(Option<Treated>, Statistics, bool)> {
    let mut steps = outcome.index().preparation.iter().filter(|one| one.node.as_deref() == Some(node));
    steps.find_map(|one| match &one.step {
        PreparationStep::Treated { treated, skew, kurtosis, passed } => {
            if let Some(Treated::Winsorised { points, .. }) = treated {
                assert_eq!(one.cells.len(), *points, "{node}");
            }
            Some((treated.clone(), [*skew, *kurtosis], *passed))
        }
        _ => None,
    })
}

fn points(treated: Option<&Treated>) -> usize {
    match treated {
        Some(Treated::Winsorised { points, .. }) => *points,
        _ => 0,
    }
}

fn compare(folder: &Path, file: &str, outcome: &Outcome) {
    let table = Table::read(folder, file);
    let nodes: Vec<&String> = table.figures().iter().filter(|node| outcome.index().node(node).is_some()).collect();
    let mut comparison = Comparison::within(CLOSE, file);
    for unit in table.rows() {
        for node in &nodes {
            comparison.figure(unit.text("uCode"), node, unit.figure(node), outcome.node(unit.text("uCode"), node));
        }
    }
    assert!(nodes.len() >= 49, "{} nodes are not all indicators", nodes.len());
    comparison.finish(51 * nodes.len());
}

#[test]
fn treated_figures_agree_cell_by_cell() {
    let Some(folder) = data::folder("asem") else { return };
    compare(&folder, "02_treat_default_data.csv", &evaluate(&folder, &full(as_it_counts())));
}

#[test]
fn statistics_and_moved_points_agree() {
    let Some(folder) = data::folder("asem") else { return };
    let outcome = evaluate(&folder, &full(as_it_counts()));
    let table = Table::read(&folder, "02_treat_default_dets.csv");
    let mut comparison = Comparison::within(CLOSE, "02_treat_default_dets.csv");
    for row in table.rows() {
        let found = treatment(&outcome, row.key());
        let (treated, [skew, kurtosis], passed) = found.unwrap_or_else(|| panic!("{} was not looked at", row.key()));
        let after = |figure: Option<Decimal>| figure.filter(|_| treated.is_some());
        for (column, found) in [
            ("check_SkewKurt0.Skew", skew[0]),
            ("check_SkewKurt0.Kurt", kurtosis[0]),
            ("winsorise.nwin", after(Some(points(treated.as_ref()).into()))),
            ("check_SkewKurt1.Skew", after(skew[1])),
            ("check_SkewKurt1.Kurt", after(kurtosis[1])),
        ] {
            comparison.figure(row.key(), column, row.figure(column), found);
        }
        assert_eq!(row.text("check_SkewKurt0.Pass") == "TRUE", treated.is_none(), "{}", row.key());
        assert!(passed, "{} does not pass in the end", row.key());
    }
    comparison.finish(49 * 5);
}

#[test]
fn normalised_and_aggregated_figures_agree() {
    let Some(folder) = data::folder("asem") else { return };
    let prepare = full(json!({ "type": "min_max" }));
    let outcome = evaluate(&folder, &|node: Node, row: Row<'_>| {
        let direction = if row.text("Direction") == "-1" { "lower" } else { "higher" };
        prepare(node, row).with("direction", direction)
    });
    compare(&folder, "01_pipeline_normalised.csv", &outcome);
    compare(&folder, "01_pipeline_aggregated.csv", &outcome);
}

/// `07_stats_raw.csv`: what treatment and rules take from the figures that are there (in their units, up to 10⁶).
#[test]
fn statistics_of_figures_agree() {
    let Some(folder) = data::folder("asem") else { return };
    let raw = |node: Node, _: Row<'_>| node.with("missing", "reweight").with("treat", json!({}));
    let outcome = evaluate(&folder, &raw);
    let table = Table::read(&folder, "07_stats_raw.csv");
    let mut comparison = Comparison::within(CLOSE, "07_stats_raw.csv");
    for row in table.rows() {
        let (_, [skew, kurtosis], _) = treatment(&outcome, row.key()).expect("a treatment");
        comparison.figure(row.key(), "Skew", row.figure("Skew"), skew[0]);
        comparison.figure(row.key(), "Kurt", row.figure("Kurt"), kurtosis[0]);
    }
    comparison.finish(49 * 2);
    for (rule, posts) in [("min_max", [("min", "Min"), ("max", "Max")]), ("z_score", [("mean", "Mean"), ("sd", "Std")])]
    {
        let rule = json!({ "type": rule });
        let outcome =
            evaluate(&folder, &|node: Node, _: Row<'_>| node.with("missing", "reweight").with("rule", rule.clone()));
        let mut comparison = Comparison::within("1e-6", "07_stats_raw.csv");
        for row in table.rows() {
            let found = outcome.index().calibration.iter().find(|one| one.node == row.key()).expect("a calibration");
            for (post, column) in posts {
                comparison.figure(
                    row.key(),
                    column,
                    row.figure(column),
                    found.parts[0].1.statistic(post).ok().and_then(|value| value.to_decimal()),
                );
            }
        }
        comparison.finish(49 * 2);
    }
}
