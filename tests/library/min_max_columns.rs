//! Min-max over whole columns scores as the rule does cell by cell. A rule that is calibrated by group takes the second way;
//! where all stand in one group, both must give the same.

use evalindex::result::NoticeKind;
use evalindex::{Document, Prepared};
use serde_json::{Map, Value, json};

use crate::exact::random::Random;

fn prepared(document: &Value) -> Prepared {
    Document::from_json(&document.to_string()).unwrap().prepare().unwrap()
}

/// Two documents of the same subjects and indicators with figures of their own.
fn documents(random: &mut Random) -> [Value; 2] {
    let (subjects, indicators) = (random.length(3, 7), random.length(2, 5));
    let children: Vec<Value> = (0..indicators)
        .map(|at| {
            let mut rule = json!({ "type": "min_max", "clamp": !random.percent(25) });
            // 1/8 has more decimals than the figures.
            for (name, goalpost) in
                [("min", json!(0.125)), ("max", json!(30)), ("low", json!(-10)), ("high", json!(60))]
            {
                if random.percent(30) {
                    rule[name] = goalpost;
                }
            }
            let direction = if random.percent(40) { "lower" } else { "higher" };
            json!({ "id": format!("n{at}"), "name": "N", "weight": random.between(1, 9), "rule": rule,
                "direction": direction, "missing": "reweight" })
        })
        .collect();
    let rows = |random: &mut Random| -> Map<String, Value> {
        let row = |random: &mut Random| -> Map<String, Value> {
            let cells = (0..indicators).filter_map(|at| {
                let figure = format!("{}.{}", random.between(1, 40), random.between(0, 9));
                (at == 0 || random.percent(85)).then(|| (format!("n{at}"), figure.parse().unwrap()))
            });
            cells.collect()
        };
        (0..subjects).map(|at| (format!("s{at}"), json!(row(random)))).collect()
    };
    let ids: Vec<Value> =
        (0..subjects).map(|at| json!({ "id": format!("s{at}"), "name": "S", "kind": "k", "group": "g" })).collect();
    let (half, rest) = children.split_at(1);
    // Means of means, and an indicator beside them.
    let tree = json!([half[0], { "id": "d", "name": "D", "weight": 3, "children": rest }]);
    [rows(random), rows(random)].map(|values| {
        json!({ "format": "evalindex/1", "subjects": ids, "values": values, "indexes": [
            { "id": "i", "name": "I", "kind": "k", "weights": "relative", "children": tree }] })
    })
}

/// The same document, calibrated by group.
fn by_group(document: &Value) -> Value {
    let mut other = document.clone();
    for node in other["indexes"][0]["children"].as_array_mut().unwrap() {
        let leaves = match node.get_mut("children") {
            Some(children) => children.as_array_mut().unwrap().iter_mut().collect(),
            None => vec![node],
        };
        for leaf in leaves {
            // Between two given goalposts nothing is calibrated, and no group asked for.
            if leaf["rule"].get("min").is_none() || leaf["rule"].get("max").is_none() {
                leaf["within"] = json!("group");
            }
        }
    }
    other
}

#[test]
fn columns_score_as_cells_do() {
    let (mut clamped, mut compared) = (0, 0);
    for seed in 1..=80 {
        let mut random = Random::seeded(seed);
        let [old, new] = documents(&mut random);
        let evaluated = |document: &Value| {
            let read = Document::from_json(&document.to_string()).unwrap();
            let found = read.evaluate_full().ok()?;
            // Of equal figures the one says that they are those of the group.
            let clamped = found.notices.iter().filter(|notice| notice.what == NoticeKind::Clamped);
            let notices: Vec<String> = clamped.map(|notice| format!("{notice:?}")).collect();
            Some((serde_json::to_value(&found.indexes).unwrap(), notices))
        };
        let (one, other) = (evaluated(&old), evaluated(&by_group(&old)));
        assert_eq!(one.as_ref().map(|one| &one.1), other.as_ref().map(|other| &other.1), "{seed}: {old}");
        let scores = |found: &Value| found[0]["subjects"].clone();
        assert_eq!(one.as_ref().map(|one| scores(&one.0)), other.as_ref().map(|other| scores(&other.0)), "{seed}");
        clamped += one.map_or(0, |one| one.1.iter().filter(|notice| notice.contains("beyond")).count());
        // In a comparison, columns also go by the calibration of others.
        let read = |document: &Value| Document::from_json(&document.to_string()).ok()?.prepare().ok();
        let (Some(before), Some(after)) = (read(&old), read(&new)) else { continue };
        let Ok(found) = after.compare("i", &before) else { continue };
        let by_cells = prepared(&by_group(&new)).compare("i", &prepared(&by_group(&old))).unwrap();
        assert_eq!(found.moves, by_cells.moves, "{seed}: {old}\n{new}");
        compared += usize::from(!found.moves.is_empty());
    }
    assert!(clamped > 20 && compared > 40, "{clamped} {compared}");
}
