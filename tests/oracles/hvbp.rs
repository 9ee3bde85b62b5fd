//! CMS Hospital Value-Based Purchasing, fiscal year 2021: the Total Performance Score of 2,676 hospitals.
//!
//! Four domains of 25 %; a missing one's weight goes to the other three; at least three must be there.

use evalindex::Decimal;
use serde_json::json;

use crate::compare::{CLOSE, Comparison};
use crate::data::{Table, folder};
use crate::document::{Draft, Node};

const HOSPITALS: usize = 2676;

/// `published.csv`: total score and the weighted score of each domain, which is what it contributes.
#[test]
fn total_performance_scores_and_weighted_domains_agree() {
    let Some(folder) = folder("indices/hvbp_fy2021") else { return };
    let structure = Table::read(&folder, "structure.csv");
    let domains: Vec<_> = structure.rows().map(|domain| domain.key()).collect();
    let indicators = structure.rows().map(|domain| {
        Node::indicator(domain.key(), domain.text("weight"), json!({ "type": "as_is" })).with("missing", "reweight")
    });
    // An index has no least coverage of its own: the domains stand below one dimension that has it.
    let total = Node::dimension("total", "100", indicators).with("min_coverage", "0.75");
    let draft = Table::read(&folder, "inputs.csv").rows().fold(
        Draft::new("100", [total]).with("weights", "strict"),
        |draft, hospital| {
            draft.subject(hospital.key(), domains.iter().map(|&domain| (domain, hospital.figure(domain))))
        },
    );
    let outcome = draft.evaluate();

    let mut comparison = Comparison::within(CLOSE, "published.csv");
    for hospital in Table::read(&folder, "published.csv").rows() {
        let unit = hospital.key();
        let total = outcome.score(unit);
        comparison.figure(unit, "total", hospital.figure("total_performance_score"), total);
        let parts: Vec<_> = domains.iter().map(|domain| outcome.contribution(unit, domain)).collect();
        for (domain, &part) in domains.iter().zip(&parts) {
            comparison.figure(unit, domain, hospital.figure(&format!("weighted_{domain}")), part);
        }
        // Four parts and their total are rounded to 12 decimals each.
        let off = parts.into_iter().flatten().sum::<Decimal>() - total.expect("a score");
        assert!(off.abs() <= Decimal::new(25, 13), "{unit}: the parts are off by {off}");
    }
    comparison.finish(5 * HOSPITALS);
}
