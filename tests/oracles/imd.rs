//! English Index of Multiple Deprivation 2019: 32,844 areas, seven domains, from the published domain ranks.

use std::collections::BTreeMap;

use evalindex::Decimal;
use serde_json::json;

use crate::compare::Comparison;
use crate::data::{Table, folder};
use crate::document::{Draft, Node};

const AREAS: usize = 32_844;

/// `2019_published.csv`: rank and decile; `2019_published_lad.csv`: the mean score of each of 317 local authorities, weighted
/// by population.
///
/// 30 ranks are off by exactly 1: the published ones come from scores of limited precision, with 26 ties that exact
/// arithmetic does not make (the data's own README reaches the same rate).
#[test]
fn ranks_deciles_and_means_of_authorities_agree() {
    let Some(folder) = folder("indices/imd2019") else { return };
    let structure = Table::read(&folder, "structure.csv");
    let domains: Vec<_> = structure.rows().filter(|row| row.text("parent") == "IMD").collect();
    let rule = || json!({ "type": "exponential_rank", "ties": "mean" });
    let children = domains
        .iter()
        .map(|row| Node::indicator(row.key(), row.text("weight_2019"), rule()).with("direction", "lower"));
    let columns: Vec<_> = domains.iter().map(|row| (row.key(), format!("{}_rank", row.key()))).collect();
    let inputs = Table::read(&folder, "2019_inputs_domain_ranks.csv");
    // The published weights total 0.999 and are not divided by that.
    let sum = Draft::new("100", children).with("aggregate", "sum");
    let deciles = sum.with("classes", json!({ "count": 10 }));
    let draft = inputs.rows().fold(deciles, |draft, area| {
        draft.subject(area.key(), columns.iter().map(|(domain, column)| (*domain, area.figure(column))))
    });
    let outcome = draft.evaluate();

    let (mut exact, mut decile, mut furthest) = (0, 0, Decimal::ZERO);
    for area in Table::read(&folder, "2019_published.csv").rows() {
        let off = (outcome.rank(area.key()).unwrap() - area.figure("IMD_rank").unwrap()).abs();
        exact += usize::from(off.is_zero());
        furthest = furthest.max(off);
        decile += usize::from(outcome.grade(area.key()) == Some(area.text("IMD_decile")));
    }
    assert_eq!((exact, decile, furthest), (32_814, AREAS, Decimal::ONE));

    let mut sums: BTreeMap<&str, (Decimal, Decimal)> = BTreeMap::new();
    for area in inputs.rows() {
        let (people, score) = (area.figure("population").unwrap(), outcome.score(area.key()).unwrap());
        let sum = sums.entry(area.text("lad19_code")).or_default();
        *sum = (sum.0 + people * score, sum.1 + people);
    }
    let published = Table::read(&folder, "2019_published_lad.csv");
    let mut comparison = Comparison::within("0.0005", "2019_published_lad.csv");
    for authority in published.rows() {
        let mean = sums.get(authority.key()).map(|(sum, people)| sum / people);
        comparison.figure(authority.key(), "average_score", authority.figure("average_score"), mean);
    }
    comparison.finish(317);
}
