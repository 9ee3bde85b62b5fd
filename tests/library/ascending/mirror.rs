//! Random documents, and their mirror images: every score s is 100 − s, so that the lowest total is best where the highest
//! was.

use serde_json::{Map, Value, json};

use crate::exact::random::Random;

const RULES: [&str; 4] = ["as_is", "min_max", "percent_rank", "piecewise"];

/// A figure with at most one decimal.
fn figure(random: &mut Random) -> Value {
    let tenths = if random.percent(60) { random.between(0, 10) * 100 } else { random.between(0, 1000) };
    json!(format!("{}.{}", tenths / 10, tenths % 10))
}

fn indicator(random: &mut Random, id: &str, gaps: bool) -> Value {
    let rule = if gaps { random.pick(&["as_is", "min_max", "piecewise"]) } else { random.pick(&RULES) };
    let rule = match rule {
        "min_max" => json!({ "type": rule, "min": 10, "max": 90 }),
        "piecewise" => json!({ "type": rule, "points": [[0, 5], [50, 60], [100, 90]] }),
        _ => json!({ "type": rule }),
    };
    let mut node = json!({ "id": id, "name": id, "weight": random.between(1, 9), "rule": rule });
    if rule["type"] != "as_is" && rule["type"] != "piecewise" && random.percent(40) {
        node["direction"] = json!("lower");
    }
    if gaps {
        node["missing"] = random
            .pick(&[
                r#""reweight""#,
                r#""unranked""#,
                r#"{"score": 30}"#,
                r#"{"impute": "worst"}"#,
                r#"{"impute": "mean"}"#,
            ])
            .parse()
            .unwrap();
    }
    node
}

fn adjustments(random: &mut Random, subjects: usize) -> Vec<Value> {
    let mut all = Vec::new();
    for _ in 0..random.length(0, 2) {
        let subject = format!("s{}", random.length(0, subjects - 1));
        all.push(json!({ "subject": subject, "type": "deduction", "points": random.between(1, 9), "reason": "r" }));
    }
    if random.percent(30) {
        let effect = random.pick(&["bar_top_grade", "lowest_grade", "unranked"]);
        all.push(json!({ "subject": "s1", "type": "veto", "effect": effect, "reason": "r" }));
    }
    all
}

/// The random document of a seed.
pub(super) fn document(seed: u64) -> Value {
    let random = &mut Random::seeded(seed);
    let (gaps, subjects) = (random.percent(30), random.length(3, 7));
    let (mut children, mut inputs) = (Vec::new(), Vec::new());
    for number in 0..random.length(2, 3) {
        let mut below = Vec::new();
        for at in 0..random.length(1, 3) {
            let id = format!("n{number}{at}");
            below.push(indicator(random, &id, gaps));
            inputs.push(id);
        }
        if below.len() == 1 {
            children.append(&mut below);
            continue;
        }
        let weight = random.between(1, 9);
        let mut node = json!({ "id": format!("d{number}"), "name": "D", "weight": weight, "children": below });
        if gaps && random.percent(40) {
            node["min_coverage"] = json!("0.5");
        }
        children.push(node);
    }
    let mut index = json!({ "id": "i", "name": "I", "kind": "k", "weights": "relative",
        "rounding": { "decimals": random.pick(&[0, 1, 12]), "mode": "half_even" },
        "ranking": { "ties": random.pick(&["competition", "dense", "average"]) }, "children": children });
    if random.percent(25) {
        index["ranking"]["by"] = json!("published");
    }
    if random.percent(30) {
        index["ranking"]["tie_break"] = json!([inputs[0]]);
    }
    match random.between(0, 3) {
        0 => index["classes"] = json!({ "count": 2 }),
        1 => {}
        quota => {
            index["grades"] =
                json!([{ "name": "a", "at_least": 70 }, { "name": "b", "at_least": 45 }, { "name": "c" }]);
            if quota == 2 {
                index["grades"][0]["max_share"] = json!("0.4");
            }
        }
    }
    match random.between(0, 5) {
        0 => index["floor"] = json!(random.pick(&[0, 40])),
        1 => index["cap"] = json!(random.pick(&[60, 100])),
        _ => {}
    }
    let all: Vec<Value> = (0..subjects)
        .map(|at| json!({ "id": format!("s{at}"), "name": format!("S{at}"), "kind": "k", "group": random.pick(&["g", "h"]) }))
        .collect();
    let mut rows = || -> Value {
        let row = |random: &mut Random| -> Map<String, Value> {
            let cell = |id: &String, random: &mut Random| {
                (id.clone(), if gaps && random.percent(15) { Value::Null } else { figure(random) })
            };
            inputs.iter().map(|id| cell(id, random)).collect()
        };
        (0..subjects).map(|at| (format!("s{at}"), Value::Object(row(random)))).collect::<Map<_, _>>().into()
    };
    let (values, earlier) = (rows(), rows());
    let mut document =
        json!({ "format": "evalindex/1", "period": "2", "indexes": [index], "subjects": all, "values": values });
    if random.percent(30) {
        document["periods"] = json!([{ "period": "1", "values": earlier }]);
    }
    let has_grades = document["indexes"][0].get("grades").is_some();
    let mut adjustments = adjustments(random, subjects);
    adjustments.retain(|one| has_grades || one["type"] != "veto" || one["effect"] == "unranked");
    document["adjustments"] = adjustments.into();
    document
}

/// 100 less a number written as text or as a whole number.
fn opposite(value: &Value) -> Value {
    let number = evalindex::Decimal::from_str_exact(&value.as_str().map_or_else(|| value.to_string(), str::to_owned));
    json!((evalindex::Decimal::ONE_HUNDRED - number.unwrap()).to_string())
}

fn turn(node: &mut Value, given: &mut Vec<String>) {
    if let Some(children) = node.get_mut("children") {
        children.as_array_mut().unwrap().iter_mut().for_each(|child| turn(child, given));
        return;
    }
    match node["rule"]["type"].as_str().unwrap() {
        "as_is" => given.push(node["id"].as_str().unwrap().to_owned()),
        "piecewise" => {
            for point in node["rule"]["points"].as_array_mut().unwrap() {
                point[1] = opposite(&point[1]);
            }
        }
        _ => node["direction"] = json!(if node.get("direction").is_some() { "higher" } else { "lower" }),
    }
    if let Some(score) = node.get("missing").and_then(|missing| missing.get("score")) {
        node["missing"] = json!({ "score": opposite(score) });
    }
}

/// The mirror image of a document of this file, and the inputs whose figures are scores.
pub(super) fn mirrored(document: &Value) -> (Value, Vec<String>) {
    let (mut image, mut given) = (document.clone(), Vec::new());
    let index = &mut image["indexes"][0];
    index["children"].as_array_mut().unwrap().iter_mut().for_each(|node| turn(node, &mut given));
    index["ranking"]["order"] = json!("ascending");
    for grade in index.get_mut("grades").and_then(Value::as_array_mut).into_iter().flatten() {
        if let Some(cut) = grade.as_object_mut().unwrap().remove("at_least") {
            grade["at_most"] = opposite(&cut);
        }
    }
    let fields = index.as_object_mut().unwrap();
    let limits = [fields.remove("floor"), fields.remove("cap")];
    for (field, limit) in ["cap", "floor"].iter().zip(limits) {
        if let Some(limit) = limit {
            index[*field] = opposite(&limit);
        }
    }
    for adjustment in image["adjustments"].as_array_mut().unwrap() {
        if adjustment["type"] == "deduction" {
            adjustment["type"] = json!("penalty");
        }
    }
    let turn_rows = |values: &mut Value| {
        for row in values.as_object_mut().unwrap().values_mut() {
            for input in given.iter().filter(|input| !row[*input].is_null()).collect::<Vec<_>>() {
                row[input] = opposite(&row[input]);
            }
        }
    };
    turn_rows(&mut image["values"]);
    for period in image.get_mut("periods").and_then(Value::as_array_mut).into_iter().flatten() {
        turn_rows(&mut period["values"]);
    }
    (image, given)
}
