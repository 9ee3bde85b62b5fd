//! Further forms of the Human Development Index: adjusted for inequality and for planetary pressures, women's over men's.
//!
//! Products and quotients of indices; that of gender inequality is in `gii.rs`.

use serde_json::{Map, Value, json};

use crate::compare::{CLOSE, Comparison};
use crate::data::{Row, Table, folder};
use crate::document::{Draft, Node};

const EDITIONS: [&str; 2] = ["hdr2021_22", "hdr2023_24"];

/// The index of the inputs under these names, with these goalposts of life expectancy.
fn hdi(id: &str, [le, eys, mys, gni]: [&str; 4], [shortest, longest]: [&str; 2]) -> Node {
    let between = |id: &str, min: &str, max: &str| {
        Node::indicator(id, "1", json!({ "type": "min_max", "min": min, "max": max })).with("missing", "unranked")
    };
    let part = |part: &str, children: Vec<Node>| Node::dimension(&format!("{id}_{part}"), "1", children);
    let income = between(gni, "100", "75000").with("transform", "ln");
    let parts = [
        part("health", vec![between(le, shortest, longest)]),
        part("education", vec![between(eys, "0", "18"), between(mys, "0", "15")]),
        part("income", vec![income]),
    ];
    Node::dimension(id, "1", parts).with("aggregate", "geometric")
}

fn plain_hdi() -> Node {
    hdi("hdi", ["le", "eys", "mys", "gnipc"], ["20", "85"])
}

/// 1 less the share of a figure in its most.
fn less(id: &str, most: &str) -> Node {
    let rule = json!({ "type": "min_max", "min": "0", "max": most });
    Node::indicator(id, "1", rule).with("direction", "lower").with("missing", "unranked")
}

/// The product of two scores, or the quotient.
fn product(ids: [&str; 2], exponents: [i8; 2], parts: [Node; 2]) -> Node {
    let exponents: Map<_, _> = ids.into_iter().map(str::to_owned).zip(exponents.map(Value::from)).collect();
    let product = Node::dimension("product", "1", parts.map(|part| part.without("weight")));
    product.with("aggregate", json!({ "product": { "exponents": exponents } }))
}

/// Every country's published figure to its three decimals, and the expected one to nine.
fn compare(edition: &str, index: Node, node: &str, figures: usize) {
    let Some(folder) = folder("indices/hdi") else { return };
    let table = |part: &str| Table::read(&folder, &format!("{edition}_{part}.csv"));
    let inputs = table("inputs");
    let columns = inputs.figures().iter().filter(|column| !["country", "hdicode", "region"].contains(&column.as_str()));
    let columns: Vec<&str> = columns.map(String::as_str).collect();
    let draft = Draft::new("1", [index]).decimals(3);
    let values = |country: Row<'_>| columns.iter().map(|&column| (column, country.figure(column))).collect::<Vec<_>>();
    let outcome = inputs.rows().fold(draft, |draft, country| draft.subject(country.key(), values(country))).evaluate();
    let mut published = Comparison::exact(format!("{edition}_published.csv, {node}"));
    for country in table("published").rows().filter(|country| country.figure(node).is_some()) {
        published.figure(country.key(), node, country.figure(node), outcome.published(country.key()));
    }
    published.finish(figures);
    let mut expected = Comparison::within(CLOSE, format!("{edition}_expected.csv, {node}"));
    for country in table("expected").rows().filter(|country| country.figure(node).is_some()) {
        expected.figure(country.key(), node, country.figure(node), outcome.score(country.key()));
    }
    expected.finish(figures);
}

/// IHDI = HDI · the geometric mean of what inequality leaves of each dimension.
#[test]
fn the_index_adjusted_for_inequality_agrees() {
    for (edition, figures) in EDITIONS.into_iter().zip([156, 165]) {
        let left = ["ineq_le", "ineq_edu", "ineq_inc"].map(|id| less(id, "100"));
        let left = Node::dimension("left", "1", left).with("aggregate", "geometric");
        compare(edition, product(["hdi", "left"], [1, 1], [plain_hdi(), left]), "ihdi", figures);
    }
}

/// PHDI = the published HDI · the mean of what emissions and material use leave, of the most in the panel since 1990.
#[test]
fn the_index_adjusted_for_planetary_pressures_agrees() {
    let most = [("68.72381244", "107.42", 155), ("76.61294863", "140.8157", 154)];
    for (edition, (emissions, material, figures)) in EDITIONS.into_iter().zip(most) {
        let left = Node::dimension("left", "1", [less("co2_prod", emissions), less("mf", material)]);
        let as_published = plain_hdi().with("round", json!({ "decimals": 3 }));
        compare(edition, product(["hdi", "left"], [1, 1], [as_published, left]), "phdi", figures);
    }
}

/// GDI = the index of women over that of men, of their own goalposts of life expectancy.
#[test]
fn the_index_of_gender_development_agrees() {
    for (edition, figures) in EDITIONS.into_iter().zip([172, 182]) {
        let women = hdi("women", ["le_f", "eys_f", "mys_f", "gni_pc_f"], ["22.5", "87.5"]);
        let men = hdi("men", ["le_m", "eys_m", "mys_m", "gni_pc_m"], ["17.5", "82.5"]);
        compare(edition, product(["women", "men"], [1, -1], [women, men]), "gdi", figures);
    }
}
