//! County Health Rankings 2020, Minnesota: 87 counties, 35 measures, z-scores and weighted sums.
//!
//! A stated difference: the source caps z at ±3 in counties of up to 20,000 people, 21 cells of 3,045. No other index asks
//! for such a cap, so the format has none; those cells, and the sums of their 7 counties, are not compared.

use std::collections::BTreeSet;

use evalindex::Decimal;
use serde_json::json;

use crate::compare::Comparison;
use crate::data::{Row, Table, folder};
use crate::document::{Draft, Node};

/// The measures below a focus area or a root, as the column says.
fn below<'a>(rows: &[Row<'a>], column: &str, name: &str) -> Vec<Row<'a>> {
    rows.iter().copied().filter(|row| row.text(column) == name).collect()
}

fn names<'a>(rows: &[Row<'a>], column: &str) -> BTreeSet<&'a str> {
    rows.iter().map(|row| row.text(column)).collect()
}

/// `published_z.csv` and `published.csv`: z-scores of all measures, and sums of both roots and all focus areas.
#[test]
fn z_scores_and_sums_agree() {
    let Some(folder) = folder("indices/chr_mn2020") else { return };
    let structure = Table::read(&folder, "structure.csv");
    let rows: Vec<_> = structure.rows().collect();
    let measure = |row: &Row<'_>| {
        let node = Node::indicator(row.key(), row.text("weight"), json!({ "type": "z_score" }));
        node.with("direction", row.text("direction")).with("missing", json!({ "score": 0 }))
    };
    let roots = names(&rows, "root").into_iter().map(|root| {
        let of_root = below(&rows, "root", root);
        let areas = names(&of_root, "parent").into_iter().map(|area| {
            Node::dimension(area, "1", below(&of_root, "parent", area).iter().map(measure)).with("aggregate", "sum")
        });
        Node::dimension(root, "1", areas).with("aggregate", "sum")
    });
    let inputs = Table::read(&folder, "inputs.csv");
    let draft = inputs.rows().fold(Draft::new("100", roots), |draft, county| {
        draft.subject(county.key(), rows.iter().map(|row| (row.key(), county.figure(row.key()))))
    });
    let outcome = draft.evaluate();
    // The source signs z so that a high one is worse; a score here is better the higher it is.
    let worse = |county: &str, node: &str| outcome.node(county, node).map(|score| -score);

    let three = Some(Decimal::from(3));
    let mut capped = BTreeSet::new();
    let mut cells = Comparison::within("0.000001", "published_z.csv");
    let mut left_out = 0;
    for county in Table::read(&folder, "published_z.csv").rows() {
        for row in &rows {
            let published = county.figure(row.key());
            if published.map(|z| z.abs()) == three {
                capped.insert(county.key().to_owned());
                left_out += 1;
            } else {
                cells.figure(county.key(), row.key(), published, worse(county.key(), row.key()));
            }
        }
    }
    cells.finish(3045 - left_out);
    assert_eq!(left_out, 21);

    let composites: Vec<_> = names(&rows, "root").into_iter().chain(names(&rows, "parent")).collect();
    let mut sums = Comparison::within("0.000001", "published.csv");
    for county in Table::read(&folder, "published.csv").rows().filter(|county| !capped.contains(county.key())) {
        for composite in &composites {
            let published = county.figure(&format!("{composite} z"));
            sums.figure(county.key(), composite, published, worse(county.key(), composite));
        }
    }
    sums.finish((87 - capped.len()) * composites.len());
    assert_eq!(capped.len(), CAPPED);
}

/// The counties with a capped cell.
const CAPPED: usize = 7;
