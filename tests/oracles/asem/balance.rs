//! COINr's effective weights, correlations and Cronbach's alpha.

use evalindex::Decimal;
use evalindex::robustness::Balance;

use super::treated::treated;
use super::{Recipe, min_max};
use crate::compare::{CLOSE, Comparison};
use crate::data::{Table, folder};

fn balance(folder: &std::path::Path) -> Balance {
    let document = treated(folder).draft(&Recipe::new(min_max("0")), None).document();
    // Every correlation is a near-duplicate from 0 on.
    document.prepare().expect("a document that can be scored").balance(0, Decimal::ZERO).expect("a ranking")
}

/// `06_weights_effective.csv`.
#[test]
fn effective_weights_agree() {
    let Some(folder) = folder("asem") else { return };
    let balance = balance(&folder);
    let mut comparison = Comparison::within(CLOSE, "06_weights_effective.csv");
    for row in Table::read(&folder, "06_weights_effective.csv").rows() {
        let found = balance.nodes.iter().find(|one| one.node == row.key());
        comparison.figure("all", row.key(), row.figure("EffWeight"), found.map(|one| one.effective));
    }
    comparison.finish(60);
}

/// `07_corr_L1_pearson.csv`: every two indicators.
#[test]
fn correlations_agree() {
    let Some(folder) = folder("asem") else { return };
    let (balance, table) = (balance(&folder), Table::read(&folder, "07_corr_L1_pearson.csv"));
    let mut comparison = Comparison::within(CLOSE, "07_corr_L1_pearson.csv");
    for row in table.rows() {
        for other in table.figures().iter().filter(|other| *other != row.key()) {
            let pair = |nodes: &[String; 2]| nodes.iter().all(|node| node == row.key() || node == other);
            let found = balance.duplicates.iter().find(|pairs| pair(&pairs.nodes));
            comparison.figure(row.key(), other, row.figure(other), found.map(|pair| pair.correlation));
        }
    }
    comparison.finish(49 * 48);
}

/// `07_cronbach.csv`: of the indicators in each group, over the units that have them all.
#[test]
fn alphas_agree() {
    let Some(folder) = folder("asem") else { return };
    let balance = balance(&folder);
    let mut comparison = Comparison::within(CLOSE, "07_cronbach.csv");
    for row in Table::read(&folder, "07_cronbach.csv").rows() {
        let found = balance.nodes.iter().find(|one| one.node == row.key()).and_then(|one| one.alpha);
        comparison.figure("all", row.key(), row.figure("alpha_norm_complete"), found);
    }
    comparison.finish(10);
}
