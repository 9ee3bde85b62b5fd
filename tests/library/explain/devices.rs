//! The devices of rule books: scores by hand through whole documents, and every printed formula computed again.

use evalindex::Document;
use evalindex::explain::StepKind;
use evalindex::number::Formula;
use serde_json::{Value, json};

use super::explanations;
use super::recompute::faults;

/// One indicator `x` with these fields, for subjects `s0`, `s1`, … with these figures; `more` goes into the document.
fn document(fields: &Value, figures: &[&str], more: &Value) -> Document {
    let mut indicator = json!({ "id": "x", "name": "X", "weight": 1 });
    indicator.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    let subjects: Vec<Value> =
        (0..figures.len()).map(|at| json!({ "id": format!("s{at}"), "name": "S", "kind": "k" })).collect();
    let values: Value =
        figures.iter().enumerate().map(|(at, figure)| (format!("s{at}"), json!({ "x": figure }))).collect();
    let mut whole = json!({
        "format": "evalindex/1", "subjects": subjects, "values": values,
        "indexes": [{ "id": "i", "name": "I", "kind": "k", "weights": "relative", "rounding": { "decimals": 4 },
            "children": [indicator] }]
    });
    whole.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    Document::from_json(&whole.to_string()).unwrap_or_else(|refused| panic!("{refused}"))
}

/// The scores to four decimals, in the order of the subjects, after every line of their explanations was computed again.
fn scores(document: &Document) -> Vec<String> {
    let all = explanations(document);
    let faults: Vec<String> = all.iter().flat_map(faults).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    all.iter().map(|why| why.total.as_ref().unwrap().score.to_string()).collect()
}

/// The formulas from the figure of a subject to its score, with their values.
fn lines(document: &Document, subject: usize) -> Vec<String> {
    let all = explanations(document);
    let node = all[subject].nodes.iter().find(|node| node.node == "x").unwrap();
    let steps = node.steps.iter().filter(|step| step.what != StepKind::Aggregated);
    steps.map(|step| format!("{} = {}", step.formula, Formula::from(&step.value))).collect()
}

#[test]
fn figures_are_divided_by_their_sum_length_or_best() {
    // NumPy 2.4.6 for [3, 4, 12], whose length is 13; the reciprocals of 2, 3 and 6 total 1.
    let of = |by: &str, lower: bool, figures: &[&str]| {
        let direction = if lower { "lower" } else { "higher" };
        document(&json!({ "rule": { "type": "divide_by", "by": by }, "direction": direction }), figures, &json!({}))
    };
    let (sum, length) = (of("sum", false, &["3", "4", "12"]), of("length", false, &["3", "4", "12"]));
    assert_eq!(scores(&sum), ["15.7895", "21.0526", "63.1579"]);
    assert_eq!(scores(&length), ["23.0769", "30.7692", "92.3077"]);
    assert_eq!(lines(&length, 0), ["100·3/13 = 300/13"]);
    let costs = of("sum", true, &["2", "3", "6"]);
    assert_eq!(scores(&costs), ["50.0000", "33.3333", "16.6667"]);
    assert_eq!(lines(&costs, 1), ["100/(3·1) = 100/3"]);
    assert_eq!(scores(&of("best", true, &["2", "3", "6"])), ["100.0000", "66.6667", "33.3333"]);
    assert_eq!(scores(&of("length", false, &["0", "0", "0", "0"])), ["50.0000"; 4]);
    assert_eq!(lines(&of("length", false, &["0", "0", "0", "0"]), 0), ["100/sqrt(4) = 50"]);
}

#[test]
fn a_population_has_a_deviation_of_its_own() {
    // Mean 5, Σ(x − 5)² = 32, √(32/8) = 2.
    let rule = json!({ "rule": { "type": "z_score", "deviation": "population" } });
    let document = document(&rule, &["2", "4", "4", "4", "5", "5", "7", "9"], &json!({}));
    let z = ["-1.5000", "-0.5000", "-0.5000", "-0.5000", "0.0000", "0.0000", "1.0000", "2.0000"];
    assert_eq!(scores(&document), z);
    assert_eq!(lines(&document, 7), ["(9 − 5)/2 = 2"]);
}

#[test]
fn targets_below_zero_count_by_their_size() {
    // 1 + (−12 − (−10))/10 = 0.8; of its own target −4, −5 misses a quarter; at 0 the rule's −10 is beaten by 10 of 10.
    let rule = json!({ "rule": { "type": "completion", "target": -10, "base": "absolute", "cap": 150 } });
    let own = json!({ "targets": { "s1": { "x": -4 } } });
    let document = document(&rule, &["-12", "-5", "0"], &own);
    assert_eq!(scores(&document), ["80.0000", "75.0000", "150.0000"]);
    assert_eq!(lines(&document, 0), ["100·(1 + (−12 − (−10))/10) = 80"]);
    assert_eq!(lines(&document, 2), ["min(100·(1 + (0 − (−10))/10), 150) = 150"]);
}

#[test]
fn growth_over_years_is_that_of_one_year() {
    // 1.1⁵ = 1.61051; 2^(1/5) = 1.148698… (mpmath); from 1,024 to 32 in five years is a half each year.
    let fields = json!({ "measure": "growth", "years": 5, "rule": { "type": "as_is", "min": -100, "max": 100 } });
    let previous =
        json!({ "previous": { "s0": { "x": 100 }, "s1": { "x": 1 }, "s2": { "x": 1024 }, "s3": { "x": 7 } } });
    let document = document(&fields, &["161.051", "2", "32", "0"], &previous);
    assert_eq!(scores(&document), ["10.0000", "14.8698", "-50.0000", "-100.0000"]);
    assert_eq!(lines(&document, 0), ["100·((161.051/100)^(1/5) − 1) = 10", "10 = 10"]);
}

#[test]
fn places_are_shares_by_any_count() {
    // The worked numbers of the format: p = 3.625/4.25, z = 1.0491; of [0, 1] 4/5, z = 0.8416.
    let of = |rule: &Value| document(&json!({ "rule": rule }), &["3", "5", "5", "9"], &json!({}));
    let blom = of(&json!({ "type": "normal_rank" }));
    assert_eq!(scores(&blom), ["-1.0491", "0.0000", "0.0000", "1.0491"]);
    assert_eq!(lines(&blom, 3), ["probit((4 − 0.375)/(4 + 0.25)) = 1.04913139796397…"]);
    let scottish = of(&json!({ "type": "normal_rank", "share": [0, 1] }));
    assert_eq!(scores(&scottish), ["-0.8416", "0.0000", "0.0000", "0.8416"]);
    let percent = of(&json!({ "type": "percent_rank", "share": [0.375, 0.25] }));
    assert_eq!(scores(&percent), ["14.7059", "50.0000", "50.0000", "85.2941"]);
    assert_eq!(lines(&percent, 3), ["100·(4 − 0.375)/(4 + 0.25) = 1450/17"]);
    // −23·ln(1 − r·(1 − e^(−100/23))) with r = 0, 1/4 and 3/4 (mpmath); the fives take the lower place, 2.
    let stretched = of(&json!({ "type": "exponential_rank", "share": [1, 0] }));
    assert_eq!(scores(&stretched), ["0.0000", "6.5177", "6.5177", "31.0091"]);
}

#[test]
fn posts_are_statistics_of_the_figures() {
    // 2, 4, 9: min − 1 is 1; the mean is 5 and s² = (9 + 1 + 16)/2 = 13, so that mean − s = 1.394.
    let of = |fields: &Value| document(fields, &["2", "4", "9"], &json!({}));
    let from_below = of(
        &json!({ "rule": { "type": "min_max", "min": { "of": "min", "plus": -1 }, "max": { "of": "max", "times": 1 } } }),
    );
    assert_eq!(scores(&from_below), ["12.5000", "37.5000", "100.0000"]);
    assert_eq!(lines(&from_below, 1), ["100·(4 − 1)/(9 − 1) = 37.5"]);
    // 100·(4 − (5 − √13))/(2·√13) = 36.1325 (mpmath), the 9 is beyond mean + s.
    let around = json!({ "type": "min_max", "min": { "of": "mean", "sd": -1 }, "max": { "of": "mean", "sd": 1 } });
    assert_eq!(scores(&of(&json!({ "rule": around }))), ["8.3975", "36.1325", "100.0000"]);
    let result = serde_json::to_string(&of(&json!({ "rule": around })).evaluate().unwrap()).unwrap();
    assert!(result.contains(r#""calibration":{"x":{"min":1.394448724536010"#), "{result}");
    // The median is 4; the quantile 0.25 of 2, 4, 9 lies at 0.5: 3. A target of one's own goes first.
    let median = json!({ "rule": { "type": "completion", "target": { "of": "median" } } });
    assert_eq!(scores(&of(&median)), ["50.0000", "100.0000", "100.0000"]);
    let own = document(&median, &["2", "4", "9"], &json!({ "targets": { "s2": { "x": 12 } } }));
    assert_eq!(scores(&own), ["50.0000", "100.0000", "75.0000"]);
    let gap =
        json!({ "type": "gap_closed", "start": { "of": { "quantile": 0.25 } }, "goal": { "of": "max", "plus": -3 } });
    assert_eq!(scores(&of(&json!({ "rule": gap }))), ["0.0000", "33.3333", "100.0000"]);
    assert_eq!(lines(&of(&json!({ "rule": gap })), 1), ["100·(4 − 3)/(6 − 3) = 100/3"]);
    let per_unit =
        json!({ "type": "per_unit", "base": 60, "per": 1, "above": 5, "below": 10, "target": { "of": "mean" } });
    assert_eq!(scores(&of(&json!({ "rule": per_unit }))), ["30.0000", "50.0000", "80.0000"]);
    let reference = json!({ "type": "distance_to_reference", "reference": { "of": "mean", "plus": 5 } });
    assert_eq!(scores(&of(&json!({ "rule": reference }))), ["0.0000", "25.0000", "87.5000"]);
    let center = json!({ "type": "z_score", "mean": { "of": "median" }, "sd": 2 });
    assert_eq!(scores(&of(&json!({ "rule": center }))), ["-1.0000", "0.0000", "2.5000"]);
}

#[test]
fn statistics_are_taken_after_imputation_and_transform_and_within_the_group() {
    // Figures 1, 100 and the median of both, 50.5, as logarithms to the base 10: 0, 2 and 1.7033 (mpmath).
    let fields = json!({ "transform": "log10", "missing": { "impute": "median" },
        "rule": { "type": "min_max", "min": { "of": "min", "plus": -2 }, "max": 10000 } });
    let mut whole: Value =
        serde_json::from_str(&document(&fields, &["1", "100", "1"], &json!({})).to_json().unwrap()).unwrap();
    whole["values"]["s2"]["x"] = Value::Null;
    // Goalposts 0 − 2 and 4: 2/6, 4/6 and 3.7033/6.
    let document = Document::from_json(&whole.to_string()).unwrap();
    assert_eq!(scores(&document), ["33.3333", "66.6667", "61.7215"]);
    let fields =
        json!({ "within": "group", "rule": { "type": "min_max", "min": { "of": "median" }, "max": { "of": "max" } } });
    let mut whole: Value = serde_json::from_str(
        &self::document(&json!({ "rule": { "type": "min_max" } }), &["1", "3", "5", "7"], &json!({}))
            .to_json()
            .unwrap(),
    )
    .unwrap();
    whole["indexes"][0]["children"][0].as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    for (at, group) in ["a", "a", "b", "b"].into_iter().enumerate() {
        whole["subjects"][at]["group"] = json!(group);
    }
    // Medians 2 and 6: the lesser of a group is beyond its goalpost.
    let document = Document::from_json(&whole.to_string()).unwrap();
    assert_eq!(scores(&document), ["0.0000", "100.0000", "0.0000", "100.0000"]);
}

#[test]
fn statistics_that_are_equal_make_equal_figures() {
    let rule = json!({ "type": "min_max", "min": { "of": "min" }, "max": { "of": "mean", "sd": 2 }, "low": 60 });
    let document = document(&json!({ "rule": rule }), &["5", "5", "5"], &json!({}));
    assert_eq!(scores(&document), ["100.0000"; 3]);
    let evaluation = document.evaluate().unwrap();
    assert!(evaluation.notices.iter().any(|notice| notice.text.contains("are equal")), "{:?}", evaluation.notices);
}

#[test]
fn rules_in_turn_have_a_line_each() {
    // 3, 5, 5, 9: the 9 leaves all three others behind; 5 as many as it does not.
    let rule = json!([{ "type": "percent_rank" }, { "type": "piecewise", "points": [[0, 10], [100, 90]] }, { "type": "min_max" }]);
    let document = document(&json!({ "rule": rule }), &["3", "5", "5", "9"], &json!({}));
    assert_eq!(scores(&document), ["0.0000", "50.0000", "50.0000", "100.0000"]);
    assert_eq!(
        lines(&document, 1),
        ["100·1.5/3 = 50", "10 + (90 − 10)·(50 − 0)/(100 − 0) = 50", "100·(50 − 10)/(90 − 10) = 50"]
    );
}
