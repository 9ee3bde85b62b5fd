//! Devices of published indices, each on the smallest case that shows it; expected figures by hand.

use evalindex::{Document, Evaluation};
use serde_json::{Value, json};

/// An index of these children for subjects `s1`, `s2` and so on, whose figures of `a`, `b` and so on stand in rows.
fn evaluate(children: &Value, rows: &[Vec<Value>]) -> Evaluation {
    let mut document = json!({
        "format": "evalindex/1", "subjects": [], "values": {}, "previous": {},
        "indexes": [{ "id": "i", "name": "I", "kind": "k", "weights": "relative", "children": children }],
    });
    for (number, row) in rows.iter().enumerate() {
        let id = format!("s{}", number + 1);
        document["subjects"].as_array_mut().unwrap().push(json!({ "id": id, "name": id, "kind": "k" }));
        for (input, figure) in ["a", "b", "c"].into_iter().zip(row) {
            let (now, before) = figure.as_array().map_or((figure, &Value::Null), |pair| (&pair[0], &pair[1]));
            document["values"][&id][input] = now.clone();
            document["previous"][&id][input] = before.clone();
        }
    }
    let read = Document::from_json(&document.to_string()).and_then(|document| document.evaluate());
    read.unwrap_or_else(|refused| panic!("{refused}"))
}

fn scores(evaluation: &Evaluation, node: &str) -> Vec<String> {
    let result = &evaluation.indexes[0];
    let position = result.node(node).unwrap();
    let score =
        |number: usize| result.subject(&format!("s{number}")).unwrap().nodes[position].score.unwrap().to_string();
    (1..=result.ranking.len()).map(score).collect()
}

fn figures(rows: &[&[f64]]) -> Vec<Vec<Value>> {
    rows.iter().map(|row| row.iter().map(|figure| json!(figure)).collect()).collect()
}

fn as_is(id: &str, weight: u32) -> Value {
    json!({ "id": id, "name": id, "weight": weight, "rule": { "type": "as_is" } })
}

/// Academic Ranking of World Universities: the highest total is 100, the others in proportion.
#[test]
fn the_best_total_gets_full_marks() {
    let total = json!([{ "id": "total", "name": "T", "weight": 1, "rule": { "type": "ratio_to_best" },
        "children": [as_is("a", 60), as_is("b", 40)] }]);
    // Totals 80, 60 and 40.
    let evaluation = evaluate(&total, &figures(&[&[80.0, 80.0], &[80.0, 30.0], &[40.0, 40.0]]));
    assert_eq!(scores(&evaluation, "total"), ["100", "75", "50"]);
}

/// Freedom in the World 2023: the mean of two ratings of 1 to 7 in whole bands of a sum of points (political rights:
/// 36-40 points are 1, 30-35 are 2, and so on down to 0-5, 7).
#[test]
fn totals_fall_into_bands_of_whole_numbers() {
    let bands = json!([[36, 1], [30, 2], [24, 3], [18, 4], [12, 5], [6, 6]]);
    let mut bands = bands.as_array().unwrap().clone();
    bands.reverse();
    let rights = json!([{ "id": "rights", "name": "R", "weight": 1, "aggregate": "sum",
        "rule": { "type": "steps", "steps": bands, "below": 7 }, "children": [as_is("a", 1), as_is("b", 1), as_is("c", 1)] }]);
    let rows = figures(&[&[12.0, 16.0, 12.0], &[12.0, 12.0, 11.0], &[0.0, 3.0, 2.0], &[2.0, 2.0, 2.0]]);
    assert_eq!(scores(&evaluate(&rights, &rows), "rights"), ["1", "2", "7", "6"]);
}

/// Hospital Value-Based Purchasing, 42 CFR 412.165: achievement points 9·(x − threshold)/(benchmark − threshold) + 0.5,
/// 0 below the threshold, 10 from the benchmark; improvement points 10·(x − baseline)/(benchmark − baseline) − 0.5; each
/// rounded to a whole number, the higher of the two counts.
#[test]
fn the_higher_of_achievement_and_improvement_counts() {
    let whole = json!({ "decimals": 0 });
    let achievement = json!({ "id": "achievement", "name": "A", "weight": 1, "input": "a", "round": whole,
        "rule": { "type": "gap_closed", "start": 0.5, "goal": 0.9, "low": 0.5, "high": 9.5, "reached": 10 } });
    let improvement = json!({ "id": "improvement", "name": "I", "weight": 1, "input": "a", "round": whole,
        "rule": { "type": "gap_closed", "start": "previous", "goal": 0.9, "low": -0.5, "high": 9.5, "reached": 9 } });
    let measure = json!([{ "id": "measure", "name": "M", "weight": 1, "aggregate": "maximum",
        "children": [achievement, improvement] }]);
    let rows = [
        // 9·0.23/0.4 + 0.5 = 5.675; 10·0.33/0.5 − 0.5 = 6.1.
        vec![json!([0.73, 0.4])],
        // Below the threshold: 0; 10·0.2/0.65 − 0.5 = 2.577.
        vec![json!([0.45, 0.25])],
        // At the benchmark: 10.
        vec![json!([0.9, 0.8])],
        // Worse than before: 0; 9·0.1/0.4 + 0.5 = 2.75.
        vec![json!([0.6, 0.7])],
    ];
    let evaluation = evaluate(&measure, &rows);
    assert_eq!(scores(&evaluation, "achievement"), ["6", "0", "10", "3"]);
    assert_eq!(scores(&evaluation, "improvement"), ["6", "3", "9", "0"]);
    assert_eq!(scores(&evaluation, "measure"), ["6", "3", "10", "3"]);
}

/// Known faults of other software: a direction turned round by the rule itself.
#[test]
fn less_is_better_wherever_it_is_said() {
    for rule in [
        json!({ "type": "ratio_to_best" }),
        json!({ "type": "ratio_to_mean" }),
        json!({ "type": "min_max", "min": 5, "max": 50 }),
        json!({ "type": "min_max" }),
        json!({ "type": "completion", "target": 30, "cap": 200 }),
        json!({ "type": "distance_to_reference", "reference": 10, "cap": 100 }),
        json!({ "type": "z_score" }),
        json!({ "type": "percent_rank" }),
        json!({ "type": "exponential_rank" }),
        json!({ "type": "rank_ladder", "step": 10 }),
        json!({ "type": "steps", "steps": [[10, 100], [20, 60], [40, 20]] }),
        json!({ "type": "gap_closed", "start": 50, "goal": 5 }),
        json!({ "type": "power", "a": 1, "b": 60, "c": 1.5 }),
    ] {
        let indicator = json!([{ "id": "a", "name": "A", "weight": 1, "direction": "lower", "rule": rule }]);
        let evaluation = evaluate(&indicator, &figures(&[&[40.0], &[10.0], &[20.0]]));
        let order: Vec<&str> = evaluation.indexes[0].ranking.iter().map(|row| row.subject.as_str()).collect();
        assert_eq!(order, ["s2", "s3", "s1"], "{rule}");
    }
}

/// Known faults of other software: nothing to divide by where there is one subject, or where all are equal.
#[test]
fn one_subject_and_equal_values_have_finite_scores() {
    for rule in ["min_max", "z_score", "percent_rank", "exponential_rank", "ratio_to_best", "ratio_to_mean"] {
        for reference in [json!({ "type": rule }), json!({ "type": "distance_to_reference", "reference": "s1" })] {
            let indicator = json!([{ "id": "a", "name": "A", "weight": 1, "rule": reference }]);
            for rows in [figures(&[&[5.0]]), figures(&[&[5.0], &[5.0], &[5.0]])] {
                let evaluation = evaluate(&indicator, &rows);
                let found = scores(&evaluation, "a");
                assert!(found.iter().all(|score| *score == found[0]), "{reference}: {found:?}");
            }
        }
    }
}

/// Known fault of other software: a missing score that takes a place.
#[test]
fn a_missing_score_takes_no_place() {
    let children = json!([
        as_is("a", 1),
        { "id": "b", "name": "B", "weight": 1, "missing": "reweight", "rule": { "type": "as_is" } },
    ]);
    let rows = [vec![json!(50), json!(10)], vec![json!(40), Value::Null], vec![json!(30), json!(20)]];
    let evaluation = evaluate(&children, &rows);
    let result = &evaluation.indexes[0];
    let place = |subject: &str| result.subject(subject).unwrap().nodes[1].rank.map(|rank| rank.to_string());
    assert_eq!((place("s1"), place("s2"), place("s3")), (Some("2".into()), None, Some("1".into())));
}

/// Known fault of other software: thresholds of availability that compound per level. Here each looks at its own level: a
/// dimension that is there counts fully above, however thin it is.
#[test]
fn a_least_coverage_looks_at_one_level() {
    let leaf =
        |id: &str| json!({ "id": id, "name": id, "weight": 1, "missing": "reweight", "rule": { "type": "as_is" } });
    let inner =
        json!({ "id": "inner", "name": "N", "weight": 1, "min_coverage": 0.5, "children": [leaf("a"), leaf("b")] });
    let outer =
        json!([{ "id": "outer", "name": "O", "weight": 1, "min_coverage": 0.6, "children": [inner, leaf("c")] }]);
    // Half of `inner`, which is just there, and `c`: both children of `outer` are present.
    let rows = [vec![json!(60), Value::Null, json!(20)]];
    assert_eq!(scores(&evaluate(&outer, &rows), "outer"), ["40"]);
}
