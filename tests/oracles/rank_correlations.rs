//! How alike two rankings are: `mcda/rank_correlations.csv`, Spearman, Kendall, weighted Spearman and WS.

use evalindex::Decimal;
use evalindex::order::{kendall_tau_b, spearman, weighted_spearman, ws_coefficient};

use crate::compare::{CLOSE, Comparison};
use crate::data::{self, Table};

type Coefficient = fn(&[Decimal], &[Decimal]) -> Result<Decimal, evalindex::order::ComparisonError>;

#[test]
fn coefficients_agree() {
    let Some(folder) = data::folder("mcda") else { return };
    let pairs = &data::json(&folder, "inputs.json")["rank_pairs"];
    let table = Table::read(&folder, "rank_correlations.csv");
    let coefficients: [(&str, Coefficient); 4] = [
        ("spearman", spearman),
        ("kendall_tau_b", kendall_tau_b),
        ("weighted_spearman_rw", weighted_spearman),
        ("ws_salabun_urbaniak", ws_coefficient),
    ];
    let mut comparison = Comparison::within(CLOSE, "rank_correlations.csv");
    for row in table.rows() {
        let Some((_, coefficient)) = coefficients.iter().find(|(name, _)| *name == row.text("quantity")) else {
            continue;
        };
        let pair = &pairs[row.text("case")];
        let found = coefficient(&data::numbers(&pair[0]), &data::numbers(&pair[1]));
        comparison.figure(row.text("case"), row.text("quantity"), row.figure("value"), found.ok());
    }
    comparison.finish(3 * 4);
}
