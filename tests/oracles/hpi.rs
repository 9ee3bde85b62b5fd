//! The Happy Planet Index, 2016 to 2020: happy years over what they take from the planet.
//!
//! Source, method and constants: the data set's README.

use serde_json::json;

use crate::compare::Comparison;
use crate::data::{Row, Table, figure, folder};
use crate::document::{Draft, Node};

/// The factor of each year, which makes the best possible country 100.
const FACTORS: [(&str, &str); 5] = [
    ("2016", "0.77904625373"),
    ("2017", "0.77904625373"),
    ("2018", "0.776119764432"),
    ("2019", "0.775144267999"),
    ("2020", "0.774168771566"),
];

/// factor · (life · (wellbeing + a) − b) / (footprint + e), as products of nodes; a, b and e are the zeros of lines.
fn index() -> Draft {
    let from = |zero: &str, next: &str| json!({ "type": "min_max", "min": zero, "max": next, "clamp": false });
    let figure = |id, rule| Node::indicator(id, "1", rule).without("weight");
    let parts = [
        figure("life", json!({ "type": "as_is", "max": "100" })),
        figure("wellbeing", from("-2.91865123434", "-1.91865123434")),
    ];
    let years = Node::dimension("happy_years", "1", parts).without("weight");
    let years = years.with("aggregate", json!({ "product": { "exponents": { "life": 1, "wellbeing": 1 } } }));
    let years = years.with("rule", from("72.9662808586", "73.9662808586"));
    let footprint = figure("footprint", from("-6.38615174274", "-5.38615174274"));
    let quotient = json!({ "factor": 1, "happy_years": 1, "footprint": -1 });
    Draft::new("1", [figure("factor", json!({ "type": "as_is" })), years, footprint])
        .with("aggregate", json!({ "product": { "exponents": quotient } }))
        .decimals(12)
}

/// `hpi.csv`: 673 country-years, each as near as twelve digits of the constants allow, and its place in its year.
#[test]
fn indices_and_places_of_five_years_agree() {
    let Some(folder) = folder("indices/hpi") else { return };
    let table = Table::read(&folder, "hpi.csv");
    let id = |line: Row<'_>| format!("{}-{}", line.text("iso"), line.text("year"));
    let outcome = table.rows().fold(index(), |draft, line| {
        let (_, factor) =
            FACTORS.into_iter().find(|(year, _)| *year == line.text("year")).expect("a year of the index");
        let figures = ["life", "wellbeing", "footprint"].map(|input| (input, line.figure(input)));
        let figures = figures.into_iter().chain([("factor", Some(figure(factor)))]);
        draft.subject(&id(line), figures).in_group(line.text("year"))
    });
    let outcome = outcome.evaluate_once();
    let mut index = Comparison::within("1e-10", "hpi.csv, hpi");
    let mut places = Comparison::exact("hpi.csv, rank");
    for line in table.rows() {
        index.figure(&id(line), "hpi", line.figure("hpi"), outcome.score(&id(line)));
        places.figure(&id(line), "rank", line.figure("rank"), outcome.group_rank(&id(line)));
    }
    index.finish(673);
    places.finish(673);
}
