//! COINr's own pipeline tables: rules and means on its treated figures, and what it puts in place of missing ones.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};

use super::{Case, Recipe, compare, min_max};
use crate::data::{Row, Table, folder};

const STRUCTURE: &str = "asem_structure.csv";

pub(super) fn treated(folder: &Path) -> Case {
    Case::read(folder, STRUCTURE, "01_pipeline_treated.csv")
}

/// A column of a table of indicators, as exact text by indicator.
fn column(folder: &Path, file: &str, name: &str, column: &str) -> BTreeMap<String, String> {
    let table = Table::read(folder, file);
    let line = |row: Row<'_>| Some((row.text(name).to_owned(), row.figure(column)?.to_string()));
    table.rows().filter_map(line).collect()
}

/// `03_norm_minmax_0_100.csv`, `03_norm_dist2max.csv`, `03_norm_zscore_0_1.csv`, `03_norm_prank_average.csv`: cells.
#[test]
fn cells_agree() {
    let Some(folder) = folder("asem") else { return };
    let case = treated(&folder);
    let rules = [
        ("03_norm_minmax_0_100.csv", "100", json!({ "type": "min_max" })),
        ("03_norm_dist2max.csv", "1", json!({ "type": "min_max" })),
        ("03_norm_zscore_0_1.csv", "1", json!({ "type": "z_score" })),
        ("03_norm_prank_average.csv", "1", json!({ "type": "percent_rank", "ties": "mean" })),
    ];
    for (file, scale, rule) in rules {
        let rule = |_: &str| rule.clone();
        compare(&folder, file, &case.evaluate(&Recipe { scale, ..Recipe::new(rule) }));
    }
}

/// `03_norm_goalposts_iMeta_trunc.csv`: goalposts by indicator, scores held within 0 to 100.
#[test]
fn goalposts_by_indicator_agree() {
    let Some(folder) = folder("asem") else { return };
    let post = |name| column(&folder, "03_norm_goalposts_params.csv", "iCode", name);
    let (lower, upper) = (post("goalpost_lower"), post("goalpost_upper"));
    let rule = |id: &str| json!({ "type": "min_max", "min": lower[id], "max": upper[id] });
    compare(&folder, "03_norm_goalposts_iMeta_trunc.csv", &treated(&folder).evaluate(&Recipe::new(rule)));
}

/// `03_norm_dist2targ_iMeta_cap.csv`: the way from the worst value to a target, 1 at most.
#[test]
fn distances_to_targets_agree() {
    let Some(folder) = folder("asem") else { return };
    let targets = column(&folder, "00_asem_iMeta.csv", "iCode", "Target");
    // A bare number: a text there is the id of a subject.
    let target = |id: &str| -> Value { serde_json::from_str(&targets[id]).expect("a number") };
    let rule = |id: &str| json!({ "type": "distance_to_reference", "reference": target(id), "cap": "1" });
    let recipe = Recipe { scale: "1", ..Recipe::new(rule) };
    compare(&folder, "03_norm_dist2targ_iMeta_cap.csv", &treated(&folder).evaluate(&recipe));
}

/// `04_agg_*.csv`: four means at three levels of min-max 1 to 100; `01_pipeline_aggregated.csv`: the pipeline's own, from 0.
#[test]
fn means_agree() {
    let Some(folder) = folder("asem") else { return };
    let case = treated(&folder);
    let means: [(&str, &'static str, Value); 5] = [
        ("01_pipeline_aggregated.csv", "0", json!("arithmetic")),
        ("04_agg_amean.csv", "1", json!("arithmetic")),
        ("04_agg_gmean.csv", "1", json!("geometric")),
        ("04_agg_hmean.csv", "1", json!("harmonic")),
        ("04_agg_genmean_p2.csv", "1", json!({ "power": "2" })),
    ];
    for (file, low, aggregate) in means {
        compare(&folder, file, &case.evaluate(&Recipe::new(min_max(low)).aggregate(&aggregate)));
    }
}

/// `09_impute_mean.csv` and `09_impute_median.csv`: the figures themselves, observed or put in place.
#[test]
fn imputed_figures_agree() {
    let Some(folder) = folder("asem") else { return };
    let case = Case::read(&folder, STRUCTURE, "09_impute_input_iData.csv");
    let rule = |_: &str| json!({ "type": "as_is", "min": "-1000000000" });
    for (file, impute) in [("09_impute_mean.csv", "mean"), ("09_impute_median.csv", "median")] {
        let missing = json!({ "impute": impute });
        compare(&folder, file, &case.evaluate(&Recipe { scale: "1000000000", missing, ..Recipe::new(rule) }));
    }
}
