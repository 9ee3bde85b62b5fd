//! CDC/ATSDR Social Vulnerability Index 2022: 3,144 counties, 16 variables, four themes.
//!
//! A variable's percentile (ties at the lowest place, four decimals), summed by theme; a theme's percentile of that sum; and
//! the sum of the themes with its percentile. Percentiles of sums are rules on dimensions.

use serde_json::json;

use crate::compare::Comparison;
use crate::data::{Row, Table, folder};
use crate::document::{Draft, Node};

const COUNTIES: usize = 3144;

/// The percentile of a theme's or variable's values.
fn percentile() -> serde_json::Value {
    json!({ "type": "percent_rank", "ties": "low" })
}

/// The variables of a theme, under ids with this in front; they read the inputs of their own names.
fn variables<'a>(rows: &[Row<'a>], theme: &str, prefix: &str) -> Vec<Node> {
    let of_theme = rows.iter().filter(|row| row.text("parent") == theme);
    let variable = |row: &Row<'a>| {
        let id = row.text("id");
        let node = Node::indicator(&format!("{prefix}{id}"), "1", percentile());
        node.with("input", id).with("direction", row.text("direction")).with("round", json!({ "decimals": 4 }))
    };
    of_theme.map(variable).collect()
}

/// `2022_published.csv`: all percentiles, sums and percentiles of sums.
#[test]
fn percentiles_sums_and_percentiles_of_sums_agree() {
    let Some(folder) = folder("indices/svi2022") else { return };
    let structure = Table::read(&folder, "structure.csv");
    let rows: Vec<_> = structure.rows().filter(|row| row.text("edition") == "2022").collect();
    let themes: Vec<_> = rows.iter().filter(|row| row.text("parent") == "THEMES").map(|row| row.text("id")).collect();
    let names: Vec<_> = rows.iter().map(|row| row.text("id")).filter(|id| !id.starts_with("THEME")).collect();

    let sum = |theme: &&str| {
        Node::dimension(&format!("SPL_{theme}"), "1", variables(&rows, theme, "EPL_")).with("aggregate", "sum")
    };
    let sums = Node::dimension("SPL_THEMES", "1", themes.iter().map(sum)).with("aggregate", "sum");
    let overall = Node::dimension("RPL_THEMES", "1", [sums]).with("rule", percentile());
    // A theme's percentile is shown and not counted: the index adds up the sums.
    let shown = themes.iter().map(|theme| {
        let again = variables(&rows, theme, "again_");
        Node::dimension(&format!("RPL_{theme}"), "0", again).with("aggregate", "sum").with("rule", percentile())
    });
    let inputs = Table::read(&folder, "2022_inputs.csv");
    let draft = inputs.rows().fold(Draft::new("1", [overall].into_iter().chain(shown)).decimals(4), |draft, county| {
        draft.subject(county.key(), names.iter().map(|&name| (name, county.figure(name))))
    });
    let outcome = draft.evaluate();

    let published = Table::read(&folder, "2022_published.csv");
    let columns: Vec<_> = published.figures().iter().filter(|column| !column.starts_with("F_")).collect();
    // Published to four decimals; the sums are exact.
    let mut comparison = Comparison::within("0.0000500001", "2022_published.csv");
    for county in published.rows() {
        for column in &columns {
            comparison.figure(county.key(), column, county.figure(column), outcome.node(county.key(), column));
        }
    }
    comparison.finish(COUNTIES * columns.len());
}
