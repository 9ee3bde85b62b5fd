//! The International Tax Competitiveness Index, 2014 to 2025: z-scores of 42 variables, and the scores that are shown.
//!
//! Source and method: the data set's README (Tax Foundation).

use serde_json::{Value, json};

use crate::compare::Comparison;
use crate::data::{Row, Table, folder};
use crate::document::{Draft, Node, Outcome};

/// A subcategory and its variables; `-` before one of which less is better.
type Subcategory = (&'static str, &'static [&'static str]);

/// The categories, under their names in `published.csv`.
const CATEGORIES: [(&str, &str, &[Subcategory]); 5] = [
    ("corporate", "Corporate", &CORPORATE),
    ("income", "Income", &INCOME),
    ("consumption", "Consumption", &CONSUMPTION),
    ("property", "Property", &PROPERTY),
    ("cross_border", "Cross-Border", &CROSS_BORDER),
];

const CORPORATE: [Subcategory; 3] = [
    ("corporate_rate", &["-corporate_rate"]),
    (
        "cost_recovery",
        &[
            "loss_carryback",
            "loss_carryforward",
            "machines_cost_recovery",
            "buildings_cost_recovery",
            "intangibles_cost_recovery",
            "inventory",
            "allowance_corporate_equity",
        ],
    ),
    (
        "incentives",
        &[
            "-patent_box",
            "-r_and_d_credit",
            "-digital_services_tax",
            "-corporate_alt_minimum",
            "-corporate_surtax",
            "-corporate_other_rev",
        ],
    ),
];

const INCOME: [Subcategory; 3] = [
    ("capital_gains_and_dividends", &["-capital_gains_rate", "-dividends_rate"]),
    ("income_tax", &["-top_income_rate", "-threshold_top_income_rate", "-tax_wedge"]),
    ("income_tax_complexity", &["-personal_surtax", "-personal_other_rev"]),
];

const CONSUMPTION: [Subcategory; 2] =
    [("consumption_tax_rate", &["-vat_rate"]), ("consumption_tax_base", &["-vat_threshold", "vat_base"])];

const PROPERTY: [Subcategory; 3] = [
    ("real_property_tax", &["property_tax", "-property_tax_collections"]),
    ("wealth_taxes", &["-net_wealth", "-estate_or_inheritance_tax"]),
    ("capital_taxes", &["-transfer_tax", "-asset_tax", "-capital_duties", "-financial_transaction_tax"]),
];

const CROSS_BORDER: [Subcategory; 4] = [
    ("territorial", &["dividends_exemption", "capital_gains_exemption", "-country_limitations"]),
    ("withholding_taxes", &["-dividends_withholding_tax", "-interest_withholding_tax", "-royalties_withholding_tax"]),
    ("tax_treaties", &["tax_treaties"]),
    ("international_regulations", &["-cfc_rules", "-thin_capitalization_rules", "-minimum_tax"]),
];

const COUNTRIES: usize = 38;

/// How far a score of 12 decimals may be from a figure of 15 significant digits.
const DIGITS: &str = "2e-12";

fn subcategories() -> impl Iterator<Item = Subcategory> {
    CATEGORIES.into_iter().flat_map(|(_, _, subcategories)| subcategories.iter().copied())
}

fn variables() -> impl Iterator<Item = &'static str> {
    subcategories().flat_map(|(_, variables)| variables).map(|variable| variable.trim_start_matches('-'))
}

/// A variable's z-score over the countries of the year; nobody's where there is no figure.
fn variable(signed: &str) -> Node {
    let input = signed.trim_start_matches('-');
    let direction = if input == signed { "higher" } else { "lower" };
    // Subcategories of one variable have its name.
    let node = Node::indicator(&format!("{input}_z"), "1", json!({ "type": "z_score" })).with("input", input);
    node.with("direction", direction).with("missing", json!({ "score": 0 }))
}

/// What is shown of z-scores: 100 for the best, and as much for each as it is ahead of one below the worst.
fn shown() -> Value {
    json!({ "type": "min_max", "min": { "of": "min", "plus": -1 }, "max": { "of": "max" } })
}

/// The mean of its variables.
fn subcategory((id, variables): Subcategory) -> Node {
    Node::dimension(id, "1", variables.iter().copied().map(variable))
}

/// The mean of its subcategories.
fn category(id: &str, subcategories: &[Subcategory]) -> Node {
    Node::dimension(id, "1", subcategories.iter().copied().map(subcategory))
}

/// The mean of the categories.
fn whole() -> Node {
    Node::dimension("final", "1", CATEGORIES.map(|(id, _, subcategories)| category(id, subcategories)))
}

fn of_year<'a>(inputs: &'a Table, year: &str) -> Vec<Row<'a>> {
    inputs.rows().filter(|row| row.text("year") == year).collect()
}

/// One year's countries, with what is shown of a tree as their scores.
fn evaluate(countries: &[Row<'_>], tree: Node) -> Outcome {
    let draft = Draft::new("100", [Node::dimension("shown", "1", [tree]).with("rule", shown())]).decimals(12);
    let figures = |country: Row<'_>| variables().map(|input| (input, country.figure(input))).collect::<Vec<_>>();
    let place = |draft: Draft, country: &Row<'_>| draft.subject(country.text("country"), figures(*country));
    countries.iter().fold(draft, place).evaluate_once()
}

/// `published_categories_z_2025.csv`, `published_subcategories_z_2025.csv`: the z-scores of 21 nodes.
#[test]
fn z_scores_of_2025_agree() {
    let Some(folder) = folder("indices/itci") else { return };
    let inputs = Table::read(&folder, "inputs.csv");
    let outcome = evaluate(&of_year(&inputs, "2025"), whole());
    for (part, figures) in [("subcategories", 15), ("categories", 6)] {
        let file = format!("published_{part}_z_2025.csv");
        let table = Table::read(&folder, &file);
        let mut comparison = Comparison::within(DIGITS, file);
        for country in table.rows() {
            // After the country and the year.
            for node in &table.figures()[1..] {
                comparison.figure(country.key(), node, country.figure(node), outcome.node(country.key(), node));
            }
        }
        comparison.finish(COUNTRIES * figures);
    }
}

/// `published.csv`: what is shown of the index and its categories in twelve years, and the places.
#[test]
fn shown_scores_and_places_of_twelve_years_agree() {
    let Some(folder) = folder("indices/itci") else { return };
    let (inputs, published) = (Table::read(&folder, "inputs.csv"), Table::read(&folder, "published.csv"));
    let mut scores = Comparison::within(DIGITS, "published.csv, scores");
    let mut places = Comparison::exact("published.csv, ranks");
    for year in (2014..=2025).map(|year: u32| year.to_string()) {
        let countries = of_year(&inputs, &year);
        let categories = CATEGORIES.map(|(id, name, subcategories)| (name, category(id, subcategories)));
        for (name, tree) in categories.into_iter().chain([("Final", whole())]) {
            let outcome = evaluate(&countries, tree);
            for line in published.rows().filter(|line| line.text("Year") == year) {
                let (country, node) = (line.text("Country"), format!("{name} {year}"));
                let figure = |of: &str| line.figure(&format!("{name} {of}"));
                scores.figure(country, &node, figure("Score"), outcome.published(country));
                places.figure(country, &node, figure("Rank"), outcome.rank(country));
            }
        }
    }
    scores.finish(2736);
    places.finish(2736);
}

/// `published_subcategories_2025.csv`: the same of 15 subcategories.
#[test]
fn shown_scores_and_places_of_subcategories_agree() {
    let Some(folder) = folder("indices/itci") else { return };
    let inputs = Table::read(&folder, "inputs.csv");
    let published = Table::read(&folder, "published_subcategories_2025.csv");
    let mut scores = Comparison::within(DIGITS, "published_subcategories_2025.csv, scores");
    let mut places = Comparison::exact("published_subcategories_2025.csv, ranks");
    for subject in subcategories() {
        let (id, outcome) = (subject.0, evaluate(&of_year(&inputs, "2025"), subcategory(subject)));
        for line in published.rows() {
            let country = line.key();
            scores.figure(country, id, line.figure(id), outcome.published(country));
            places.figure(country, id, line.figure(&format!("{id}_rank")), outcome.rank(country));
        }
    }
    scores.finish(15 * COUNTRIES);
    places.finish(15 * COUNTRIES);
}
