//! English Index of Multiple Deprivation 2019: 32,844 areas, seven domains, from the published domain ranks; 317 authorities.

use evalindex::Decimal;
use serde_json::{Value, json};

use crate::compare::Comparison;
use crate::data::{Table, folder};
use crate::document::{Draft, Node, Outcome};

const AREAS: usize = 32_844;

/// What is published of authorities, and how it is rolled up from areas.
fn summaries() -> [(&'static str, Value); 3] {
    [
        ("average_score", json!({ "index": "index", "weight_by": "population", "take": "mean" })),
        ("proportion_most_deprived_10pct", json!({ "index": "index", "take": { "share_of_top": 0.1 } })),
        ("extent", json!({ "index": "index", "weight_by": "population", "take": { "extent": [0.1, 0.3] } })),
    ]
}

fn evaluate(inputs: &Table, structure: &Table, authorities: &Table) -> Outcome {
    let domains: Vec<_> = structure.rows().filter(|row| row.text("parent") == "IMD").collect();
    let rule = || json!({ "type": "exponential_rank", "ties": "mean" });
    let children = domains
        .iter()
        .map(|row| Node::indicator(row.key(), row.text("weight_2019"), rule()).with("direction", "lower"));
    let columns: Vec<_> = domains.iter().map(|row| (row.key(), format!("{}_rank", row.key()))).collect();
    let above = summaries().map(|(id, parts)| {
        let as_is = json!({ "type": "as_is" });
        Node::indicator(id, "1", as_is).with("from", json!({ "parts": parts }))
    });
    // The published weights total 0.999 and are not divided by that.
    let sum = Draft::new("100", children).with("aggregate", "sum").with("classes", json!({ "count": 10 })).above(above);
    let draft = authorities.rows().fold(sum, |draft, authority| draft.whole(authority.key()));
    let draft = inputs.rows().fold(draft, |draft, area| {
        let ranks = columns.iter().map(|(domain, column)| (*domain, area.figure(column)));
        let people = ("population", area.figure("population"));
        draft.subject(area.key(), ranks.chain([people])).part_of(area.text("lad19_code"))
    });
    draft.evaluate()
}

/// `2019_published.csv`: rank and decile; `2019_published_lad.csv`: mean score, share of areas in the most deprived tenth
/// and extent of 317 local authorities.
///
/// 30 ranks are off by exactly 1: the published ones come from scores of limited precision, with 26 ties that exact
/// arithmetic does not make. One extent is off by a hair more than half of its last decimal. The data's own README reaches the same
/// rates.
#[test]
fn ranks_deciles_and_summaries_of_authorities_agree() {
    let Some(folder) = folder("indices/imd2019") else { return };
    let read = |file| Table::read(&folder, file);
    let (inputs, published) = (read("2019_inputs_domain_ranks.csv"), read("2019_published_lad.csv"));
    let outcome = evaluate(&inputs, &read("structure.csv"), &published);

    let (mut exact, mut decile, mut furthest) = (0, 0, Decimal::ZERO);
    for area in read("2019_published.csv").rows() {
        let off = (outcome.rank(area.key()).unwrap() - area.figure("IMD_rank").unwrap()).abs();
        exact += usize::from(off.is_zero());
        furthest = furthest.max(off);
        decile += usize::from(outcome.grade(area.key()) == Some(area.text("IMD_decile")));
    }
    assert_eq!((exact, decile, furthest), (32_814, AREAS, Decimal::ONE));

    // Half of the last decimal published.
    for (id, tolerance, agree) in [
        ("average_score", "0.0005", 317),
        ("proportion_most_deprived_10pct", "0.00005", 317),
        ("extent", "0.00005", 316),
    ] {
        let tolerance = Decimal::from_str_exact(tolerance).unwrap();
        let off = |whole: &str, published: Decimal| (outcome.above(whole, id).unwrap() - published).abs();
        let close = published.rows().filter(|row| off(row.key(), row.figure(id).unwrap()) <= tolerance).count();
        assert_eq!(close, agree, "{id}");
        let mut comparison = Comparison::within("0.0005", format!("2019_published_lad.csv, {id}"));
        published.rows().for_each(|row| comparison.figure(row.key(), id, row.figure(id), outcome.above(row.key(), id)));
        comparison.finish(317);
    }
}
