//! Sustainable Development Report 2023: 193 countries, 98 indicators, 17 goals, 166 ranked.

use evalindex::Decimal;
use serde_json::json;

use crate::compare::Comparison;
use crate::data::{Table, folder};
use crate::document::{Draft, Node};

const GOALS: usize = 17;
const RANKED: usize = 166;

/// `published.csv` and `expected.csv`: a goal is the mean of its indicators that are there; a goal that is not published
/// takes the mean of its region; the index is the mean of the goals. Goals, index and rank of every ranked country.
#[test]
fn goals_index_and_ranks_agree() {
    let Some(folder) = folder("indices/sdr2023") else { return };
    let structure = Table::read(&folder, "structure.csv");
    let goals: Vec<String> = (1..=GOALS).map(|goal| format!("goal{goal}")).collect();
    let indicators = |goal: &str| -> Vec<&str> {
        structure.rows().filter(|row| row.text("parent") == goal).map(|row| row.key()).collect()
    };
    let dimensions = goals.iter().map(|goal| {
        let children = indicators(goal)
            .into_iter()
            .map(|id| Node::indicator(id, "1", json!({ "type": "as_is" })).with("missing", "reweight"));
        Node::dimension(goal, "1", children).with("missing", json!({ "impute": "group_mean" }))
    });
    let (values, raw) = (Table::read(&folder, "inputs_normalised.csv"), Table::read(&folder, "inputs_raw.csv"));
    let published = Table::read(&folder, "published.csv");
    let mut draft = Draft::new("100", dimensions);
    for ((country, raw), published) in values.rows().zip(raw.rows()).zip(published.rows()) {
        assert!(country.key() == raw.key() && country.key() == published.key());
        // What is not published as a goal (the seas of landlocked countries, for one) is not there to be averaged.
        let shown = goals.iter().flat_map(|goal| {
            let there = published.figure(goal).is_some();
            indicators(goal).into_iter().map(move |id| (id, there))
        });
        let figures: Vec<_> = shown.map(|(id, there)| (id, country.figure(id).filter(|_| there))).collect();
        draft = draft.subject(country.key(), figures).in_group(raw.text("region"));
        if published.figure("rank").is_none() {
            draft = draft.unranked("too little data");
        }
    }
    let outcome = draft.evaluate();

    let mut comparison = Comparison::within("0.00000001", "expected.csv");
    let expected = Table::read(&folder, "expected.csv");
    for country in expected.rows() {
        for goal in &goals {
            comparison.figure(country.key(), goal, country.figure(goal), outcome.node(country.key(), goal));
        }
        comparison.figure(country.key(), "index", country.figure("sdg_index"), outcome.score(country.key()));
    }
    comparison.finish(RANKED * (GOALS + 1));

    let mut comparison = Comparison::within("0.050000001", "published.csv: index");
    let mut ranks = Comparison::exact("published.csv: rank");
    for country in published.rows().filter(|country| country.figure("rank").is_some()) {
        comparison.figure(country.key(), "index", country.figure("sdg_index"), outcome.score(country.key()));
        ranks.figure(country.key(), "rank", country.figure("rank"), outcome.rank(country.key()));
    }
    comparison.finish(RANKED);
    ranks.finish(RANKED);
}

/// Raw figures between their goalposts: 14,871 published values to 3 decimals, in both directions, clamped.
#[test]
fn normalised_figures_agree() {
    let Some(folder) = folder("indices/sdr2023") else { return };
    let structure = Table::read(&folder, "structure.csv");
    let known: Vec<_> = structure.rows().filter(|row| row.figure("score100_at_inferred").is_some()).collect();
    let children = known.iter().map(|row| {
        let (worst, best) = (row.figure("score0_at_inferred").unwrap(), row.figure("score100_at_inferred").unwrap());
        let rule = json!({ "type": "min_max", "min": worst.min(best).to_string(), "max": worst.max(best).to_string() });
        let direction = if worst < best { "higher" } else { "lower" };
        Node::indicator(row.key(), "1", rule).with("direction", direction).with("missing", "reweight")
    });
    let raw = Table::read(&folder, "inputs_raw.csv");
    let draft = raw.rows().fold(Draft::new("100", children), |draft, country| {
        draft.subject(country.key(), known.iter().map(|row| (row.key(), country.figure(row.key()))))
    });
    let outcome = draft.evaluate();
    let mut comparison = Comparison::within("0.000501", "inputs_normalised.csv");
    let mut compared = 0;
    for country in Table::read(&folder, "inputs_normalised.csv").rows() {
        for row in &known {
            let expected = country.figure(row.key());
            compared += usize::from(expected.is_some());
            let got = outcome.node(country.key(), row.key()).filter(|_: &Decimal| expected.is_some());
            comparison.figure(country.key(), row.key(), expected, got);
        }
    }
    comparison.finish(193 * known.len());
    assert_eq!(compared, 14_871);
}
