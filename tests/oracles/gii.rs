//! UNDP's Gender Inequality Index, 1990 to 2021: a quotient of indices, the lowest first.
//!
//! Source and method: the data set's README (Human Development Reports, technical note 4).

use serde_json::{Value, json};

use crate::compare::Comparison;
use crate::data::{Row, Table, folder};
use crate::document::{Draft, Node};

const INPUTS: [&str; 8] = ["mmr", "abr", "se_f", "se_m", "pr_f", "pr_m", "lfpr_f", "lfpr_m"];

/// A figure that goes into means as it is.
fn percentage(place: &str, input: &str) -> Node {
    let rule = json!({ "type": "as_is", "max": "100" });
    Node::indicator(&format!("{place}_{input}"), "1", rule).with("input", input)
}

/// A share of seats, of which nobody has none or all.
fn seats(place: &str, input: &str) -> Node {
    let rule = json!({ "type": "min_max", "min": "0.1", "max": "99.9", "low": "0.1", "high": "99.9" });
    Node::indicator(&format!("{place}_{input}"), "1", rule).with("input", input)
}

fn product(exponents: &Value) -> Value {
    json!({ "product": { "exponents": exponents } })
}

/// The root of 10/MMR · 1/ABR, mortality held within 10 to 1,000.
fn health(place: &str) -> Node {
    let id = |part: &str| format!("{place}_{part}");
    let mortality = json!({ "type": "min_max", "min": "10", "max": "1000", "low": "1", "high": "100" });
    let mortality = Node::indicator(&id("mmr"), "1", mortality).with("input", "mmr").without("weight");
    let births = Node::indicator(&id("abr"), "1", json!({ "type": "as_is", "max": "1000" }));
    let births = births.with("input", "abr").without("weight");
    let exponents = json!({ id("mmr"): "-1/2", id("abr"): "-1/2" });
    Node::dimension(&id("health"), "1", [mortality, births]).with("aggregate", product(&exponents))
}

/// The root of seats times education.
fn empowerment(place: &str, sex: &str) -> Node {
    let parts = [seats(place, &format!("pr_{sex}")), percentage(place, &format!("se_{sex}"))];
    Node::dimension(&format!("{place}_empowerment_{sex}"), "1", parts).with("aggregate", "geometric")
}

/// The harmonic mean of women's and men's index.
fn by_sex() -> Node {
    let women = [health("f"), empowerment("f", "f"), percentage("f", "lfpr_f")];
    let women = Node::dimension("women", "1", women).with("aggregate", "geometric");
    // The health of men is 1, so that the other two are under a third root.
    let men = [empowerment("m", "m").without("weight"), percentage("m", "lfpr_m").without("weight")];
    let exponents = json!({ "m_empowerment_m": "1/3", "m_lfpr_m": "1/3" });
    let men = Node::dimension("men", "1", men).with("aggregate", product(&exponents));
    Node::dimension("by_sex", "1", [women, men]).with("aggregate", "harmonic")
}

/// The geometric mean of the means of women and men; of a health s and the 1 of men it is (s + 1)/2.
fn together() -> Node {
    let mean = json!({ "type": "min_max", "min": "-1", "max": "1", "clamp": false });
    let means = [
        health("all").with("rule", mean),
        Node::dimension("all_empowerment", "1", ["f", "m"].map(|sex| empowerment("all", sex))),
        Node::dimension("all_labour", "1", ["lfpr_f", "lfpr_m"].map(|input| percentage("all", input))),
    ];
    Node::dimension("together", "1", means).with("aggregate", "geometric")
}

/// 1 − the harmonic mean by sex / the mean of both together; the lowest is best, as published to three decimals.
fn index() -> Draft {
    let quotient = product(&json!({ "by_sex": 1, "together": -1 }));
    let less = json!({ "type": "min_max", "min": "0", "max": "1" });
    let inequality = Node::dimension("inequality", "1", [by_sex(), together()].map(|part| part.without("weight")));
    let inequality = inequality.with("aggregate", quotient).with("rule", less).with("direction", "lower");
    Draft::new("1", [inequality]).with("ranking", json!({ "by": "published", "order": "ascending" })).decimals(3)
}

/// `gii.csv`: 4,889 country-years to three decimals, and the 170 places of 2021.
#[test]
fn indices_since_1990_and_the_places_of_2021_agree() {
    let Some(folder) = folder("indices/gii") else { return };
    let table = Table::read(&folder, "gii.csv");
    let id = |line: Row<'_>| format!("{}-{}", line.key(), line.text("year"));
    let outcome = table.rows().fold(index(), |draft, line| {
        draft.subject(&id(line), INPUTS.map(|input| (input, line.figure(input)))).in_group(line.text("year"))
    });
    let outcome = outcome.evaluate_once();
    let mut indices = Comparison::exact("gii.csv, gii");
    for line in table.rows() {
        indices.figure(&id(line), "gii", line.figure("gii"), outcome.published(&id(line)));
    }
    indices.finish(4889);
    let mut places = Comparison::exact("gii.csv, gii_rank");
    for line in table.rows().filter(|line| line.text("year") == "2021") {
        places.figure(&id(line), "rank", line.figure("gii_rank"), outcome.group_rank(&id(line)));
    }
    places.finish(170);
}
