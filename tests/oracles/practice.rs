//! Worked cases of government scoring rules, each evaluated as a document.
//!
//! Source: `practice/cases.json`, which names the page that each case is from and how it was checked.

use evalindex::Decimal;
use serde_json::{Value, json};

use crate::cases::cases;
use crate::compare::{Comparison, same};
use crate::data::{figure, number, numbers};
use crate::document::{Draft, Node};

cases! {
    "practice", "cases.json",
    covered: {
        "eff-1" => efficacy_between_average_and_good,
        "eff-2" => efficacy_of_five_standards,
        "eff-4" => efficacy_where_the_source_adds_up_wrongly,
        "eff-6" => efficacy_of_falling_standards,
        "rw-1" => missing_domain_gives_its_weight_away,
        "rw-2" => missing_domain_shown_rounded,
        "goalposts" => goalposts_clamp_both_ways,
        "dist2targ" => distance_to_a_target,
        "impute-mean" => missing_figure_takes_the_mean,
        "energy-table" => steps_of_the_energy_rule,
        "energy-over" => bonus_for_over_achievement,
        "guiyang-dev" => development_target,
        "guiyang-ctl" => control_target,
        "rank-step" => ladder_of_places,
        "gap-to-goal" => gap_to_goal,
        "growth-2018" => growth_of_eleven_cities,
        "tie-air-2" => two_cities_at_the_top,
    },
    left_out: {}
}

/// One indicator under one rule, and one subject a value.
fn single(scale: &str, rule: Value, values: &[Decimal]) -> Draft {
    column(scale, Node::indicator("x", "1", rule), values)
}

fn column(scale: &str, indicator: Node, values: &[Decimal]) -> Draft {
    Draft::new(scale, [indicator]).rows(values.iter().map(|value| [value.to_string()]))
}

/// The decimal texts of a list of figures.
fn texts(figures: &[Decimal]) -> Vec<String> {
    figures.iter().map(Decimal::to_string).collect()
}

/// 功效系数: efficacy of a value on five standards, worth `weight` points.
fn efficacy(case: &Value, standards: &[Decimal], weight: &str, decimals: u32) -> Decimal {
    let rule = json!({ "type": "efficacy", "standards": texts(standards) });
    let outcome = single(weight, rule, &[number(&case["inputs"]["x"])]).decimals(decimals).evaluate();
    outcome.published("1").expect("a score")
}

/// eff-1: the source gives the two standards round the value; the other three do not matter.
fn efficacy_between_average_and_good(case: &Value) {
    let (inputs, expected) = (&case["inputs"], &case["expected"]);
    let (good, average) = (number(&inputs["upper_std(良好)"]), number(&inputs["this_std(平均)"]));
    let standards = [figure("20"), good, average, figure("0"), figure("-10")];
    let score = efficacy(case, &standards, &inputs["weight"].to_string(), 2);
    let within_band = score - number(&inputs["weight"]) * number(&inputs["this_coef"]);
    let share = efficacy(case, &standards, "1", 6) - number(&inputs["this_coef"]);
    let coefficients = number(&inputs["upper_coef"]) - number(&inputs["this_coef"]);
    same(
        "eff-1: score, adjustment",
        &[number(&expected["score"]), number(&expected["adjust"])],
        &[Some(score), Some(within_band)],
    );
    let mut coefficient = Comparison::within("0.00005", "eff-1");
    coefficient.figure("1", "efficacy", Some(number(&expected["efficacy"])), Some(share / coefficients));
    coefficient.finish(1);
}

/// eff-2: all five standards are given.
fn efficacy_of_five_standards(case: &Value) {
    let inputs = &case["inputs"];
    let score = efficacy(case, &numbers(&inputs["std"]), &inputs["weight"].to_string(), 2);
    same("eff-2", &[number(&case["expected"])], &[Some(score)]);
}

/// eff-4: 5.4 + 0.48 is 5.88; the source prints 5.48.
fn efficacy_where_the_source_adds_up_wrongly(case: &Value) {
    efficacy_of_five_standards(case);
}

/// eff-6: the debt ratio; standards that rise from best to worst make less better.
fn efficacy_of_falling_standards(case: &Value) {
    let coefficient = efficacy(case, &numbers(&case["inputs"]["std"]), "1", 4);
    same("eff-6", &[number(&case["expected"]["coef"])], &[Some(coefficient)]);
}

/// Effective weights once a domain is missing: what each contributes when all present ones have full marks.
fn reweighted(case: &Value, decimals: u32) {
    let weights = numbers(&case["inputs"]["weights"]);
    let missing = number(&case["inputs"]["missing"]);
    let domain = |id: String, weight: Decimal| {
        Node::indicator(&id, &weight.to_string(), json!({ "type": "as_is" })).with("missing", "reweight")
    };
    let domains = weights.iter().chain([&missing]).enumerate();
    let full_marks = weights.iter().map(|_| "100").chain([""]);
    let draft = Draft::new("100", domains.map(|(place, &weight)| domain(place.to_string(), weight)))
        .decimals(decimals)
        .rows([full_marks]);
    let outcome = draft.evaluate();
    let shown = |place: usize| {
        let contribution = outcome.contribution("1", &place.to_string())?;
        Some(outcome.index().rounding.apply(contribution))
    };
    let got: Vec<_> = (0..weights.len()).map(shown).collect();
    same("effective weights", &numbers(&case["expected"]), &got);
    same("total of what is not rounded", &[Decimal::ONE_HUNDRED], &outcome.scores());
}

/// rw-1: 20, 30, 30 of 80.
fn missing_domain_gives_its_weight_away(case: &Value) {
    reweighted(case, 1);
}

/// rw-2: 10, 25, 40 of 75, shown to one decimal: the shown ones add up to 99.9, the real ones to 100.
fn missing_domain_shown_rounded(case: &Value) {
    reweighted(case, 1);
}

/// goalposts: rows of value, low, high, scale, direction.
fn goalposts_clamp_both_ways(case: &Value) {
    let rows = case["inputs"].as_array().expect("rows");
    let score = |row: &Value| {
        let [x, min, max, scale, direction] = numbers(row).try_into().expect("five figures");
        let rule = json!({ "type": "min_max", "min": min.to_string(), "max": max.to_string() });
        let direction = if direction.is_sign_negative() { "lower" } else { "higher" };
        let indicator = Node::indicator("x", "1", rule).with("direction", direction);
        column(&scale.to_string(), indicator, &[x]).evaluate().score("1")
    };
    same("goalposts", &numbers(&case["expected"]), &rows.iter().map(score).collect::<Vec<_>>());
}

/// dist2targ: from the least value to the target, with and without a cap.
fn distance_to_a_target(case: &Value) {
    let values = numbers(&case["inputs"]["x"]);
    let reference = &case["inputs"]["target"];
    let free = json!({ "type": "distance_to_reference", "reference": reference });
    let capped = json!({ "type": "distance_to_reference", "reference": reference, "cap": "1" });
    for (rule, expected) in [(free, "uncapped"), (capped, "capped")] {
        let scores = single("1", rule, &values).evaluate().scores();
        same(expected, &numbers(&case["expected"][expected]), &scores);
    }
}

/// impute-mean: the mean of the observed values.
fn missing_figure_takes_the_mean(case: &Value) {
    let cells = case["inputs"].as_array().expect("a column");
    let indicator = Node::indicator("x", "1", json!({ "type": "as_is" })).with("missing", json!({ "impute": "mean" }));
    let draft = Draft::new("100", [indicator])
        .rows(cells.iter().map(|cell| [if cell.is_null() { String::new() } else { cell.to_string() }]));
    same("impute-mean", &numbers(&case["expected"]), &draft.evaluate().scores());
}

/// The scores of completion rates under a rule.
fn rates(case: &Value, scale: &str, rule: Value) {
    let scores = single(scale, rule, &numbers(&case["inputs"]["rate"])).evaluate().scores();
    same("completion rates", &numbers(&case["expected"]), &scores);
}

/// energy-table: 40 points for the whole target, down to none below half of it.
fn steps_of_the_energy_rule(case: &Value) {
    let steps = [[50, 20], [60, 24], [70, 28], [80, 32], [90, 36], [100, 40]];
    rates(case, "40", json!({ "type": "steps", "steps": steps }));
}

/// energy-over: 3 points for each 10 % over, 9 at most, on top of 40.
fn bonus_for_over_achievement(case: &Value) {
    let rule = json!({
        "type": "per_unit", "target": 100, "base": 40, "per": 10, "above": 3, "below": 4, "min": 0, "max": 49, "whole": true,
    });
    rates(case, "49", rule);
}

/// The scores of actual figures against one target.
fn completion(case: &Value, target: &str, direction: &str) {
    let inputs = &case["inputs"];
    let rule = json!({ "type": "completion", "target": number(&inputs[target]).to_string() });
    let indicator = Node::indicator("x", "1", rule).with("direction", direction);
    let scores = column(&inputs["w"].to_string(), indicator, &numbers(&inputs["actual"])).evaluate().scores();
    same("completion", &numbers(&case["expected"]), &scores);
}

/// guiyang-dev: weight times rate, nothing for more than the target.
fn development_target(case: &Value) {
    completion(case, "target", "higher");
}

/// guiyang-ctl: weight times (2 − rate), nothing below 0.
fn control_target(case: &Value) {
    completion(case, "cap", "lower");
}

/// rank-step: full marks for the first, 5 % of them less for each further place.
fn ladder_of_places(case: &Value) {
    let full = &case["inputs"]["full"];
    let step = number(full) * figure("0.05");
    let rule = json!({ "type": "rank_ladder", "first": full.to_string(), "step": step.to_string() });
    let best_first: Vec<_> = numbers(&case["inputs"]["rank"]).into_iter().map(|rank| Decimal::TEN - rank).collect();
    let scores = single(&full.to_string(), rule, &best_first).evaluate().scores();
    same("rank-step", &numbers(&case["expected"]), &scores);
}

/// gap-to-goal: nothing up to half of the target, then in proportion.
fn gap_to_goal(case: &Value) {
    rates(case, "100", json!({ "type": "piecewise", "points": [[50, 0], [100, 100]] }));
}

/// growth-2018: growth and increment of GDP in Shanxi's 11 cities; 长治 and 大同 are level at two decimals.
fn growth_of_eleven_cities(case: &Value) {
    let as_is = json!({ "type": "as_is" });
    let indicators = [
        Node::indicator("growth", "1", as_is.clone()).with("input", "gdp").with("measure", "growth"),
        Node::indicator("increment", "0", as_is).with("input", "gdp").with("measure", "change"),
    ];
    let draft = Draft::new("1000", indicators).with("ranking", json!({ "by": "published" }));
    let rows: Vec<Vec<String>> = serde_json::from_value(case["inputs"]["rows"].clone()).expect("rows of text");
    let draft = rows.iter().fold(draft, |draft, row| {
        let draft = draft.subject(&row[0], [("gdp", Some(figure(&row[1])))]);
        draft.previous(&row[0], [("gdp", figure(&row[2]))])
    });
    let outcome = draft.evaluate();
    let mut comparison = Comparison::exact("growth-2018");
    for row in &rows {
        comparison.figure(&row[0], "growth", Some(figure(&row[4])), outcome.published(&row[0]));
        comparison.figure(&row[0], "increment", Some(figure(&row[3])), outcome.node(&row[0], "increment"));
    }
    comparison.finish(2 * 11);
    assert_eq!(outcome.rank("长治"), outcome.rank("大同"), "a true tie at two decimals");
}

/// tie-air-2: 忻州 and 大同 share the first place, 吕梁 is third.
fn two_cities_at_the_top(case: &Value) {
    let expected: Vec<_> = case["expected"].as_str().expect("places").split(',').map(figure).collect();
    let air = [figure("8"), figure("8"), figure("7")];
    same("tie-air-2", &expected, &single("10", json!({ "type": "as_is" }), &air).evaluate().ranks());
}
