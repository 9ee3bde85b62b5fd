//! UNDP's Human Development Index: the 2021/22 and 2023/24 editions, their panels since 1990, and the index by sex.
//!
//! Source and method: the data set's README (Human Development Reports, technical note 1).

use std::path::Path;

use serde_json::json;

use crate::compare::{CLOSE, Comparison};
use crate::data::{Row, Table, folder};
use crate::document::{Draft, Node};

/// The four inputs of the index.
const INPUTS: [&str; 4] = ["le", "eys", "mys", "gnipc"];

/// How far a score of 12 decimals may be from a figure of 15 significant digits.
const DIGITS: &str = "2e-12";

/// The two editions in the data set.
const EDITIONS: [&str; 2] = ["hdr2021_22", "hdr2023_24"];

/// The index, with these goalposts of life expectancy.
fn hdi(shortest: &str, longest: &str) -> Draft {
    let between = |id, min, max| {
        Node::indicator(id, "1", json!({ "type": "min_max", "min": min, "max": max })).with("missing", "unranked")
    };
    let education = Node::dimension("education", "1", [between("eys", "0", "18"), between("mys", "0", "15")]);
    Draft::new(
        "1",
        [
            Node::dimension("health", "1", [between("le", shortest, longest)]),
            education,
            Node::dimension("income", "1", [between("gnipc", "100", "75000").with("transform", "ln")]),
        ],
    )
    .with("aggregate", "geometric")
    .with("ranking", json!({ "by": "published" }))
    .decimals(3)
}

/// One subject from a line that holds its inputs under these columns.
fn place(draft: Draft, id: &str, line: Row<'_>, columns: [&str; 4]) -> Draft {
    draft.subject(id, INPUTS.into_iter().zip(columns.map(|column| line.figure(column))))
}

fn countries(draft: Draft, inputs: &Table, columns: [&str; 4]) -> Draft {
    inputs.rows().fold(draft, |draft, country| place(draft, country.key(), country, columns))
}

/// `*_expected.csv` and `*_published.csv`: three dimensions, index to its last digit, index and place as published.
#[test]
fn both_editions_agree() {
    let Some(folder) = folder("indices/hdi") else { return };
    for (edition, ranked) in EDITIONS.into_iter().zip([191, 193]) {
        let table = |part: &str| Table::read(&folder, &format!("{edition}_{part}.csv"));
        let (inputs, expected, published) = (table("inputs"), table("expected"), table("published"));
        let outcome = countries(hdi("20", "85"), &inputs, INPUTS).evaluate();
        assert_eq!(outcome.index().ranking.len(), ranked, "{edition}: countries with an index");

        let mut digits = Comparison::within(DIGITS, format!("{edition}_expected.csv"));
        let mut print = Comparison::exact(format!("{edition}_published.csv"));
        for (expected, published) in expected.rows().zip(published.rows()) {
            let unit = expected.key();
            assert_eq!(unit, published.key(), "{edition}: order of countries");
            digits.figure(unit, "hdi", expected.figure("hdi"), outcome.score(unit));
            print.figure(unit, "hdi", published.figure("hdi"), outcome.published(unit));
            print.figure(unit, "rank", published.figure("hdi_rank"), outcome.rank(unit));
            for node in ["health", "education", "income"] {
                let expected = expected.figure(node).filter(|_| outcome.score(unit).is_some());
                digits.figure(unit, node, expected, outcome.node(unit, node));
            }
        }
        digits.finish(4 * 195);
        print.finish(2 * 195);
    }
}

/// `*_hdi_panel.csv`: 11,379 country-years, each index to three decimals.
#[test]
fn panels_since_1990_agree() {
    let Some(folder) = folder("indices/hdi") else { return };
    for (edition, years) in EDITIONS.into_iter().zip([5571, 5808]) {
        let file = format!("{edition}_hdi_panel.csv");
        let panel = Table::read(&folder, &file);
        let id = |line: Row<'_>| format!("{}-{}", line.key(), line.text("year"));
        let draft = panel.rows().fold(hdi("20", "85"), |draft, line| place(draft, &id(line), line, INPUTS));
        let outcome = draft.evaluate();
        let mut comparison = Comparison::exact(&file);
        for line in panel.rows() {
            comparison.figure(&id(line), "hdi", line.figure("hdi"), outcome.published(&id(line)));
        }
        comparison.finish(years);
    }
}

/// `hdi_f` and `hdi_m` of `*_published.csv` (printed to nine decimals) and `*_expected.csv`: goalposts by sex.
#[test]
fn indices_of_women_and_men_agree() {
    let Some(folder) = folder("indices/hdi") else { return };
    for (edition, countries) in EDITIONS.into_iter().zip([172, 182]) {
        by_sex(&folder, edition, "hdi_f", hdi("22.5", "87.5"), ["le_f", "eys_f", "mys_f", "gni_pc_f"], countries);
        by_sex(&folder, edition, "hdi_m", hdi("17.5", "82.5"), ["le_m", "eys_m", "mys_m", "gni_pc_m"], countries);
    }
}

fn by_sex(folder: &Path, edition: &str, node: &str, draft: Draft, columns: [&str; 4], figures: usize) {
    let table = |part: &str| Table::read(folder, &format!("{edition}_{part}.csv"));
    let outcome = countries(draft, &table("inputs"), columns).evaluate();
    for (part, tolerance) in [("published", CLOSE), ("expected", DIGITS)] {
        let mut comparison = Comparison::within(tolerance, format!("{edition}_{part}.csv"));
        let table = table(part);
        let given = table.rows().filter(|country| country.figure(node).is_some());
        given.for_each(|unit| comparison.figure(unit.key(), node, unit.figure(node), outcome.score(unit.key())));
        comparison.finish(figures);
    }
}
