//! What changes of weights do to a ranking: `mcda/sensitivity`, eleven regions and six criteria.

use evalindex::robustness::{Control, Draws, WeightDraws};
use evalindex::{Decimal, Prepared, WeightChange};
use serde_json::json;

use crate::compare::{CLOSE, Comparison};
use crate::data::{self, Row, Table, figure};
use crate::document::{Draft, Node};

const MATRIX: &str = "regions_11x6";

/// The matrix between the least and the greatest value of each column, made ready; and the ids of its columns.
fn regions() -> Option<(Prepared, Vec<String>)> {
    let folder = data::folder("mcda")?;
    let matrix = &data::json(&folder, "inputs.json")["matrices"][MATRIX];
    let names = |field: &str| -> Vec<String> {
        matrix[field].as_array().expect("names").iter().map(|name| name.as_str().expect("a name").to_owned()).collect()
    };
    let columns = names("crits");
    let weights = data::numbers(&matrix["weights"]).into_iter().zip(data::numbers(&matrix["types"]));
    let nodes = columns.iter().zip(weights).map(|(id, (weight, kind))| {
        let direction = if kind.is_sign_negative() { "lower" } else { "higher" };
        Node::indicator(id, &weight.to_string(), json!({ "type": "min_max" })).with("direction", direction)
    });
    let draft = names("alts").iter().zip(matrix["m"].as_array().expect("rows")).fold(
        Draft::new("1", nodes),
        |draft, (id, row)| {
            let values = columns.iter().map(String::as_str).zip(data::numbers(row).into_iter().map(Some));
            draft.subject(id, values)
        },
    );
    Some((draft.document().prepare().expect("figures that can be scored"), columns))
}

fn ranks(prepared: &Prepared, rows: &[String]) -> Vec<Decimal> {
    let ranking = prepared.ranking(0).expect("a ranking");
    let rank = |place: usize| ranking.iter().find(|row| row.subject == place).expect("a subject").rank.to_decimal();
    (0..rows.len()).map(rank).collect()
}

/// `adjacent_pair_swap_weight.csv`: for each pair of neighbours and each criterion the weight at which they tie.
#[test]
fn neighbours_swap_where_they_should() {
    let Some((prepared, _)) = regions() else { return };
    let folder = data::folder("mcda").expect("the folder");
    let table = Table::read(&folder, "sensitivity/adjacent_pair_swap_weight.csv");
    let tipping = prepared.tipping(0, Control::new()).expect("tipping points");
    let tie = |row: &Row<'_>| Some(row.text("weight_at_which_they_tie")).filter(|text| *text != "none").map(figure);
    let mut comparison = Comparison::within(CLOSE, "adjacent_pair_swap_weight.csv");
    for node in &tipping.nodes {
        let of_node = || table.rows().filter(|row| row.text("criterion") == node.node);
        // R03 and R07 are the same row and never part; the ranking stays until the next pair ties.
        let ties = || of_node().filter_map(|row| tie(&row));
        let low = ties().filter(|share| *share <= node.weight).max();
        let high = ties().filter(|share| *share >= node.weight).min();
        comparison.figure("low", &node.node, low, node.ranking.low.as_ref().map(|end| end.share));
        comparison.figure("high", &node.node, high, node.ranking.high.as_ref().map(|end| end.share));
    }
    for pair in &tipping.pairs {
        let of_pair = table.rows().filter(|row| row.text("better") == pair.ahead && row.text("worse") == pair.behind);
        let distances = of_pair.filter_map(|row| Some((tie(&row)? - row.figure("base_weight")?).abs()));
        let found = pair.change.as_ref().map(evalindex::robustness::ShareChange::distance);
        comparison.figure(&pair.ahead, &pair.behind, distances.min(), found);
    }
    comparison.finish(2 * 6 + 10);
}

/// `one_at_a_time.csv`, rule `proportional`: places after one weight has changed by so many percent.
#[test]
fn one_weight_at_a_time_gives_the_same_places() {
    let Some((prepared, columns)) = regions() else { return };
    let folder = data::folder("mcda").expect("the folder");
    let table = Table::read(&folder, "sensitivity/one_at_a_time.csv");
    let subjects: Vec<String> = (1..=11).map(|number| format!("R{number:02}")).collect();
    let mut compared = 0;
    for row in table.rows().filter(|row| row.text("rule") == "proportional") {
        let factor = Decimal::ONE + row.figure("change_pct").expect("a change") / Decimal::ONE_HUNDRED;
        let changed = prepared.with_change(0, &WeightChange::scale(row.text("criterion"), factor)).expect("a change");
        let expected: Vec<Decimal> =
            subjects.iter().map(|subject| row.figure(&format!("rank_{subject}")).expect("a rank")).collect();
        assert_eq!(ranks(&changed, &subjects), expected, "{} {factor}", row.text("criterion"));
        let mut shares = Comparison::within(CLOSE, "one_at_a_time.csv");
        for (id, share) in changed.shares(0).expect("the only index") {
            shares.figure(row.text("criterion"), &id, row.figure(&format!("w_{id}")), Some(share));
        }
        shares.finish(columns.len());
        compared += 1;
    }
    assert_eq!(compared, 6 * 6);
}

/// `draws_weights.csv` to `draws_summary.csv`: 300 given weight vectors, and the places that they lead to.
#[test]
fn places_over_given_weights_agree() {
    let Some((prepared, columns)) = regions() else { return };
    let folder = data::folder("mcda").expect("the folder");
    let weights = Table::read(&folder, "sensitivity/draws_weights.csv");
    let number = |row: &Row<'_>, column: &String| row.text(column).parse::<f64>().expect("a number");
    let rows = weights.rows().map(|row| columns.iter().map(|column| number(&row, column)).collect()).collect();
    let found =
        prepared.robustness(0, &Draws::new(1, 1).weights(WeightDraws::Given(rows)), Control::new()).expect("draws");
    let table = Table::read(&folder, "sensitivity/draws_summary.csv");
    let mut comparison = Comparison::within(CLOSE, "draws_summary.csv");
    for row in table.rows() {
        let one = found.subjects.iter().find(|one| one.subject == row.key()).expect("a subject");
        let quantiles = one.quantiles;
        for (column, figure) in [
            ("mean_rank", one.mean),
            ("sd_rank_ddof1", one.sd),
            ("q05_linear_R7", quantiles.q05),
            ("q25_linear_R7", quantiles.q25),
            ("q50_linear_R7", quantiles.median),
            ("q75_linear_R7", quantiles.q75),
            ("q95_linear_R7", quantiles.q95),
        ] {
            comparison.figure(row.key(), column, row.figure(column), Some(figure));
        }
        for place in 1..=11 {
            let column = format!("acceptability_rank{place}");
            comparison.figure(row.key(), &column, row.figure(&column), Some(one.acceptability(place)));
        }
    }
    comparison.finish(11 * 18);
}

/// Places by the product of matrices are those of exact totals: the peer's matrix and draws, one after the other.
#[test]
fn drawn_places_are_those_of_exact_totals() {
    let (subjects, indicators, draws) = (40, 12, 60);
    let text = crate::matrix::document(subjects, indicators);
    let prepared = evalindex::Document::from_json(&text).and_then(|document| document.prepare()).expect("the matrix");
    let rows = crate::matrix::weight_draws(indicators, draws);
    let found = prepared
        .robustness(0, &Draws::new(1, 1).weights(WeightDraws::Given(rows.clone())), Control::new())
        .expect("draws");
    let mut sums = vec![Decimal::ZERO; subjects];
    for row in &rows {
        let mut document: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        for (node, weight) in document["indexes"][0]["children"].as_array_mut().expect("nodes").iter_mut().zip(row) {
            node["weight"] = weight.to_string().into();
        }
        let exact = evalindex::Document::from_json(&document.to_string()).and_then(|document| document.prepare());
        for place in exact.map(|exact| exact.ranking(0).expect("the only index")).expect("a ranking") {
            sums[place.subject] += place.rank.to_decimal();
        }
    }
    for one in &found.subjects {
        let subject: usize = one.subject[1..].parse().expect("a number");
        let mean = sums[subject] / Decimal::from(draws);
        assert!((one.mean - mean).abs() <= Decimal::new(1, 10), "{}: {} and {mean}", one.subject, one.mean);
    }
}
