//! Two documents compared: splits by hand, in fractions of their own, and what must hold for random documents.

use std::collections::BTreeMap;

use evalindex::explain::{Comparison, Move, Part, Split};
use evalindex::number::Exact;
use evalindex::{Decimal, Document, Prepared};
use num_bigint::BigInt;
use num_rational::BigRational;
use serde_json::{Value, json};

use crate::exact::draw;
use crate::exact::random::Random;

fn prepared(document: &Value) -> Prepared {
    Document::from_json(&document.to_string()).unwrap().prepare().unwrap()
}

fn compared(old: &Value, new: &Value) -> Comparison {
    prepared(new).compare("i", &prepared(old)).unwrap()
}

/// One index of these children for the subjects that have figures.
#[expect(clippy::needless_pass_by_value, reason = "they are written where they are passed")]
fn document(children: Value, values: Value) -> Value {
    let subjects: Vec<Value> =
        values.as_object().unwrap().keys().map(|id| json!({ "id": id, "name": id, "kind": "k" })).collect();
    let index = json!({ "id": "i", "name": "I", "kind": "k", "weights": "relative", "children": children });
    json!({ "format": "evalindex/1", "indexes": [index], "subjects": subjects, "values": values })
}

#[expect(clippy::needless_pass_by_value, reason = "they are written where they are passed")]
fn leaf(id: &str, weight: u32, rule: Value) -> Value {
    json!({ "id": id, "name": id, "weight": weight, "rule": rule })
}

fn moved<'a>(found: &'a Comparison, subject: &str) -> &'a Move {
    found.moves.iter().find(|one| one.subject == subject).unwrap_or_else(|| panic!("{subject}: {found:?}"))
}

/// The parts of a subject: names joined, printed forwards and backwards; `!` where signs differ.
fn parts(found: &Comparison, subject: &str) -> Vec<String> {
    let split = moved(found, subject).split.as_ref().unwrap();
    let text = |value: Decimal| value.normalize().to_string();
    let part = |part: &evalindex::explain::SplitPart| {
        let names: Vec<&str> = part.parts.iter().map(|one| one.name()).collect();
        let reversed = part.reversed.as_ref().map_or("-".to_owned(), |points| text(points.printed));
        let turns = if part.turns { "!" } else { "" };
        format!("{} {} {reversed}{turns}", names.join("+"), text(part.points.printed))
    };
    split.parts.iter().map(part).collect()
}

#[test]
fn the_example_of_the_format_is_split_as_it_says() {
    // FORMAT.md, section 8. Back from the new document: weights at 50/50 leave 80 at 80; figures then lift a to 96 …
    let old = document(
        json!([
            leaf("a", 60, json!({ "type": "min_max", "min": 0 })),
            leaf("b", 40, json!({ "type": "completion", "target": 10 }))
        ]),
        json!({ "x": { "a": 40, "b": 8 }, "y": { "a": 50, "b": 10 } }),
    );
    let mut new = old.clone();
    new["values"] = json!({ "x": { "a": 48, "b": 9 }, "y": { "a": 60, "b": 10 } });
    for child in new["indexes"][0]["children"].as_array_mut().unwrap() {
        child["weight"] = json!(50);
    }
    let found = compared(&old, &new);
    // Backwards: weights 80 → 80; calibration at 60: a 66.67, 73.33; figures a 80, b 90: 85.
    assert_eq!(parts(&found, "x"), ["figures 13.6 11.67", "calibration -9.6 -6.67", "weights 1 0"]);
    let split = moved(&found, "x").split.as_ref().unwrap();
    let exact: Vec<String> = split.parts.iter().map(|part| part.points.exact.to_string()).collect();
    assert_eq!(exact, ["13.6", "-9.6", "1"]);
    assert_eq!((split.change.printed.to_string(), split.rounding.printed.to_string()), ("5.00".into(), "0.00".into()));
    // Y gains nothing: its own figures are clamped under the old posts. Under the new ones, 50 of 60 makes 91.67.
    assert_eq!(parts(&found, "y"), ["figures 0 8.33", "calibration 0 -8.33", "weights 0 0"]);
    let notices = &moved(&found, "y").split.as_ref().unwrap().notices;
    assert_eq!((notices.len(), notices[0].0.as_str()), (1, "a"));
    assert!(notices[0].1.contains("60 is beyond"), "{notices:?}");
}

#[test]
fn a_subject_does_not_compete_with_its_own_old_figure() {
    // FORMAT.md, section 8: frozen 40, 50, 60, and X from 40 to 55: 50 and not 66.67.
    let rule = json!([leaf("a", 1, json!({ "type": "percent_rank" }))]);
    let old = document(rule.clone(), json!({ "x": { "a": 40 }, "y": { "a": 50 }, "z": { "a": 60 } }));
    let new = document(rule, json!({ "x": { "a": 55 }, "y": { "a": 50 }, "z": { "a": 60 } }));
    let found = compared(&old, &new);
    assert_eq!(parts(&found, "x"), ["figures 50 50", "calibration 0 0"]);
    // Y has the same figure, and loses to X in the new list alone.
    assert_eq!(parts(&found, "y"), ["figures 0 0", "calibration -50 -50"]);
    let (x, y) = (moved(&found, "x"), moved(&found, "y"));
    assert_eq!([x.place.places, x.place.own, x.place.others].map(|one| one.to_string()), ["1", "1", "0"]);
    assert_eq!((x.place.named[0].clone(), y.place.named[1].clone()), (vec!["y".to_owned()], vec!["x".to_owned()]));
}

#[test]
fn every_sort_of_change_has_its_part() {
    let children = |target: u32, weight: u32| {
        json!([
            leaf("a", weight, json!({ "type": "completion", "target": target })),
            leaf("b", 1, json!({ "type": "completion" })),
        ])
    };
    let mut old = document(children(10, 1), json!({ "x": { "a": 5, "b": 8 }, "y": { "a": 5, "b": 4 } }));
    old["targets"] = json!({ "x": { "b": 10 }, "y": { "b": 10 } });
    let mut new = document(children(20, 3), json!({ "x": { "a": 6, "b": 8 }, "z": { "a": 1, "b": 1 } }));
    new["targets"] = json!({ "x": { "b": 16 }, "z": { "b": 10 } });
    new["adjustments"] = json!([{ "subject": "x", "type": "bonus", "points": 2, "reason": "r" }]);
    let found = compared(&old, &new);
    // By hand: (50 + 80)/2 = 65; a 60: 70; b 50: 55; nothing is calibrated; a 30: 40; weights 3 to 1: 35; bonus 37.
    let expected = ["figures 5 3.75", "targets -15 -7.5", "calibration 0 0", "membership 0 0", "rules -15 -18.75"];
    assert_eq!(parts(&found, "x")[..5], expected);
    assert_eq!(parts(&found, "x")[5..], ["weights -5 -7.5", "adjustments 2 2"]);
    assert_eq!(found.went[0].subject, "y");
    assert_eq!((found.came[0].subject.as_str(), found.came[0].reason.clone()), ("z", None));
    let differences: Vec<String> = found.differences.iter().map(ToString::to_string).collect();
    let expected = [
        "values of `x`, a: 5 → 6",
        "targets of `x`, b: 10 → 16",
        "subject of `z`: – → z",
        "subject of `y`: y → –",
        "adjustment of `x`, bonus (r): – → 2",
        "node of `a`, rule.target: 10 → 20",
        "node of `a`, weight: 1 → 3",
    ];
    assert_eq!(differences, expected);
    let incomparable: Vec<_> = found.incomparable.iter().map(|one| (one.node.clone(), one.from_data)).collect();
    assert_eq!(incomparable, [(Some("a".to_owned()), false)]);
}

#[test]
fn nodes_are_added_and_dropped_with_the_weights() {
    let as_is = || json!({ "type": "as_is" });
    let old = document(json!([leaf("a", 1, as_is()), leaf("b", 1, as_is())]), json!({ "x": { "a": 40, "b": 60 } }));
    let new = document(json!([leaf("a", 1, as_is()), leaf("c", 3, as_is())]), json!({ "x": { "a": 40, "c": 80 } }));
    // b reads what the new document does not have, and c what the old one lacks: both switch with the weights.
    assert_eq!(parts(&compared(&old, &new), "x"), ["weights 20 20"]);
    // The same where a node moves to another parent.
    let d = json!({ "id": "d", "name": "D", "weight": 1, "children": [leaf("b", 1, as_is())] });
    let moved = document(json!([leaf("a", 3, as_is()), d]), json!({ "x": { "a": 40, "b": 60 } }));
    let found = compared(&old, &moved);
    assert_eq!(parts(&found, "x"), ["weights -5 -5"]);
    assert!(found.differences.iter().any(|one| one.to_string() == "node of `b`, parent: i → d"));
}

#[test]
fn a_state_without_a_score_merges_with_the_next() {
    // An input of 120 is no score before the rule takes it.
    let rule = |max: u32| json!([leaf("a", 1, json!({ "type": "as_is", "max": max }))]);
    let old = document(rule(100), json!({ "x": { "a": 40 }, "y": { "a": 50 } }));
    let new = document(rule(200), json!({ "x": { "a": 120 }, "y": { "a": 60 } }));
    let found = compared(&old, &new);
    assert_eq!(parts(&found, "x"), ["figures+calibration+rules 80 80"]);
    assert_eq!(parts(&found, "y"), ["figures 10 10", "calibration 0 0", "rules 0 0"]);
}

#[test]
fn places_are_split_into_own_and_others() {
    let rule = || json!([leaf("a", 1, json!({ "type": "as_is" }))]);
    let old = document(rule(), json!({ "p": { "a": 90 }, "q": { "a": 80 }, "r": { "a": 70 }, "s": { "a": 60 } }));
    let new = document(rule(), json!({ "p": { "a": 65 }, "q": { "a": 80 }, "r": { "a": 85 }, "t": { "a": 95 } }));
    let found = compared(&old, &new);
    let place = |id: &str| {
        let place = &moved(&found, id).place;
        [place.places, place.own, place.others].map(|one| one.to_string().parse::<i32>().unwrap())
    };
    // p: with 65 among 80, 70, 60 it is third; fourth now, as t came. r: with 85 second; t costs what p gives.
    assert_eq!(place("p"), [-3, -2, -1]);
    assert_eq!(place("r"), [1, 1, 0]);
    // q has the same total: all is others'.
    assert_eq!(place("q"), [-1, 0, -1]);
    assert_eq!(moved(&found, "q").place.named, [vec!["p".to_owned()], vec!["r".to_owned()]]);
    assert_eq!((moved(&found, "p").place.came_ahead, moved(&found, "p").place.went_ahead), (1, 0));
}

#[test]
fn two_periods_of_one_document_are_compared() {
    let mut document = document(
        json!([leaf("a", 1, json!({ "type": "min_max", "min": 0 }))]),
        json!({ "x": { "a": 9 }, "y": { "a": 10 } }),
    );
    document["period"] = json!("2023");
    document["periods"] = json!([{ "period": "2022", "values": { "x": { "a": 5 }, "y": { "a": 5 } } }]);
    let prepared = prepared(&document);
    let found = prepared.compare("i", prepared.period("2022").unwrap()).unwrap();
    // 5 of 5 is 100; 9 is clamped under 5, and makes 90 of 10.
    assert_eq!(parts(&found, "x"), ["figures 0 40", "calibration -10 -50"]);
    assert!(prepared.compare("i", prepared.period("2023").unwrap()).unwrap().is_empty());
}

#[test]
fn subjects_are_matched_whatever_their_kind_is_called() {
    let rule = || json!([leaf("a", 1, json!({ "type": "as_is" }))]);
    let old = document(rule(), json!({ "x": { "a": 40 }, "y": { "a": 50 } }));
    let mut new = document(rule(), json!({ "x": { "a": 60 }, "y": { "a": 50 }, "z": { "a": 10 } }));
    new["indexes"][0]["kind"] = json!("city");
    for subject in new["subjects"].as_array_mut().unwrap() {
        subject["kind"] = json!("city");
    }
    let found = compared(&old, &new);
    assert_eq!(parts(&found, "x"), ["figures 20 20", "calibration 0 0", "membership 0 0"]);
    assert_eq!(found.came[0].subject, "z");
}

#[test]
fn posts_of_all_periods_stay_as_they_are() {
    let mut document = document(
        json!([leaf("a", 1, json!({ "type": "min_max", "min": 0 }))]),
        json!({ "x": { "a": 9 }, "y": { "a": 10 } }),
    );
    document["period"] = json!("2023");
    document["periods"] = json!([{ "period": "2022", "values": { "x": { "a": 5 }, "y": { "a": 5 } } }]);
    document["indexes"][0]["calibrate"] = json!("pooled");
    let prepared = prepared(&document);
    let found = prepared.compare("i", prepared.period("2022").unwrap()).unwrap();
    assert_eq!(parts(&found, "x"), ["figures 40 40", "calibration 0 0"]);
    assert!(found.incomparable.is_empty());
}

#[test]
fn tasks_targets_and_groups_of_dimensions_have_their_parts() {
    let mut tasks = leaf("t", 1, json!({ "type": "completion", "target": 100 }));
    tasks["from"] = json!({ "tasks": {} });
    let mut old = document(json!([tasks]), json!({ "x": {}, "y": {} }));
    old["tasks"] = json!([
        { "id": "k1", "name": "K", "class": "key", "lead": ["x"], "progress": 40 },
        { "id": "k2", "name": "L", "class": "key", "lead": ["y"], "progress": 50 }]);
    let mut new = old.clone();
    new["tasks"][0]["progress"] = json!(60);
    let found = compared(&old, &new);
    assert_eq!(parts(&found, "x"), ["tasks 20 20", "calibration 0 0"]);
    assert_eq!(found.differences[0].to_string(), "task of `k1`, progress: 40 → 60");

    // A dimension that scores against own targets, and by place within the group.
    let d = json!({ "id": "d", "name": "D", "weight": 1, "children": [leaf("a", 1, json!({ "type": "as_is" }))],
        "rule": { "type": "completion" } });
    let e = json!({ "id": "e", "name": "E", "weight": 1, "children": [leaf("b", 1, json!({ "type": "as_is" }))],
        "rule": { "type": "percent_rank" }, "within": "group" });
    let rows = json!({ "x": { "a": 40, "b": 10 }, "y": { "a": 40, "b": 20 }, "z": { "a": 40, "b": 5 } });
    let mut old = document(json!([d, e]), rows);
    old["targets"] = json!({ "x": { "d": 40 }, "y": { "d": 40 }, "z": { "d": 40 } });
    for (subject, group) in [(0, "g"), (1, "g"), (2, "h")] {
        old["subjects"][subject]["group"] = json!(group);
    }
    let mut new = old.clone();
    new["targets"]["x"]["d"] = json!(80);
    new["subjects"][2]["group"] = json!("g");
    let found = compared(&old, &new);
    // x: d from 100 to 50, half of the whole; e from 0, behind y, to 50, between y and z.
    assert_eq!(parts(&found, "x"), ["targets -25 -25", "calibration 0 0", "membership 25 25"]);
    // z was alone in its group: 100. It is behind both now.
    assert_eq!(parts(&found, "z"), ["targets 0 0", "calibration 0 0", "membership -50 -50"]);
}

fn same(one: &Exact, other: &Exact) -> bool {
    if one.is_rational() && other.is_rational() {
        return one == other;
    }
    (one - other).to_decimal().unwrap().abs() < Decimal::new(1, 24)
}

/// The document with some figures, weights and adjustments changed, and with some subjects gone.
fn changed(document: &Value, random: &mut Random) -> Value {
    let mut new = document.clone();
    for row in new["values"].as_object_mut().unwrap().values_mut() {
        for cell in row.as_object_mut().unwrap().values_mut() {
            if let (Some(number), true) = (cell.as_i64(), random.percent(40)) {
                *cell = json!(number + random.between(0, 3));
            }
        }
    }
    if new["indexes"][0]["weights"] == json!("relative") {
        for child in new["indexes"][0]["children"].as_array_mut().unwrap() {
            if let (Some(weight), true) = (child["weight"].as_i64(), random.percent(40)) {
                child["weight"] = json!(weight + random.between(0, 4));
            }
        }
    }
    let subjects = new["subjects"].as_array_mut().unwrap();
    if subjects.len() > 3 && random.percent(30) {
        let gone = subjects.remove(0)["id"].as_str().unwrap().to_owned();
        for table in ["values", "previous", "targets"] {
            if let Some(table) = new.get_mut(table).and_then(Value::as_object_mut) {
                table.remove(&gone);
            }
        }
        if let Some(all) = new.get_mut("adjustments").and_then(Value::as_array_mut) {
            all.retain(|one| one["subject"] != json!(gone));
        }
    }
    new
}

fn holds(split: &Split) -> bool {
    let exact: Exact = split.parts.iter().map(|part| &part.points.exact).sum();
    let printed: Decimal = split.parts.iter().map(|part| part.points.printed).sum();
    let whole: Option<Vec<&Exact>> = split.parts.iter().map(|part| Some(&part.reversed.as_ref()?.exact)).collect();
    let back: Option<Exact> = whole.map(|parts| parts.into_iter().sum());
    same(&exact, &split.change.exact)
        && printed + split.rounding.printed == split.change.printed
        && same(&(&exact + &split.rounding.exact), &split.change.printed.into())
        && back.is_none_or(|back| same(&back, &split.change.exact))
}

#[test]
fn splits_of_random_documents_add_up() {
    let (mut splits, mut joint, mut several) = (0, 0, 0);
    for seed in 1..=250 {
        let old = draw::document(seed);
        let mut random = Random::seeded(seed);
        let new = changed(&old, &mut random);
        let read = |document: &Value| Document::from_json(&document.to_string()).ok()?.prepare().ok();
        let (Some(before), Some(after)) = (read(&old), read(&new)) else { continue };
        let Ok(found) = after.compare("i", &before) else { continue };
        assert!(before.compare("i", &before).unwrap().is_empty(), "{seed}");
        for one in &found.moves {
            let split = one.split.as_ref().unwrap();
            assert!(holds(split), "{seed}: {} {split:?}\n{old}\n{new}", one.subject);
            assert_eq!(one.place.own + one.place.others, one.place.places, "{seed}");
            splits += 1;
            joint += usize::from(split.parts.iter().any(|part| part.parts.len() > 1));
            several += usize::from(split.parts.iter().filter(|part| !part.points.exact.is_zero()).count() > 1);
        }
        for children in [false, true] {
            // Weights by order follow the order of the children, and so do tie-breaks by the order of the document.
            if old.to_string().contains("\"from\"") || old.to_string().contains("ordinal") {
                continue;
            }
            let (Some(before), Some(after)) = (
                read(&crate::reversed::either(old.clone(), children)),
                read(&crate::reversed::either(new.clone(), children)),
            ) else {
                continue;
            };
            let Ok(turned) = after.compare("i", &before) else { continue };
            let by_id = |found: &Comparison| -> BTreeMap<String, Vec<(Vec<Part>, Decimal)>> {
                let parts = |one: &Move| {
                    let split = one.split.as_ref().unwrap();
                    split.parts.iter().map(|part| (part.parts.clone(), part.points.printed)).collect()
                };
                found.moves.iter().map(|one| (one.subject.clone(), parts(one))).collect()
            };
            assert_eq!(by_id(&found), by_id(&turned), "{seed}");
        }
    }
    assert!(splits > 400 && several > 100 && joint * 5 < splits, "{splits} {joint} {several}");
}

/// Subjects × indicators of `min_max` from 0 to the largest figure, weighted: the path in fractions of its own.
#[test]
fn a_split_of_means_is_that_of_fractions() {
    let ratio = |number: i64| BigRational::from(BigInt::from(number));
    for seed in 1..=60 {
        let mut random = Random::seeded(seed);
        let (subjects, indicators) = (random.length(3, 6), random.length(1, 4));
        let table = |random: &mut Random| -> Vec<Vec<i64>> {
            (0..subjects).map(|_| (0..indicators).map(|_| random.between(1, 40)).collect()).collect()
        };
        let (old, new) = (table(&mut random), table(&mut random));
        let weights = |random: &mut Random| -> Vec<i64> { (0..indicators).map(|_| random.between(1, 9)).collect() };
        let (of_old, of_new) = (weights(&mut random), weights(&mut random));
        let written = |table: &[Vec<i64>], weights: &[i64]| {
            let children: Vec<Value> = weights
                .iter()
                .enumerate()
                .map(|(at, weight)| {
                    leaf(
                        &format!("n{at}"),
                        u32::try_from(*weight).unwrap(),
                        json!({ "type": "min_max", "min": 0, "clamp": false }),
                    )
                })
                .collect();
            let row = |row: &Vec<i64>| -> BTreeMap<String, i64> {
                row.iter().enumerate().map(|(at, x)| (format!("n{at}"), *x)).collect()
            };
            let values: BTreeMap<String, Value> =
                table.iter().enumerate().map(|(at, one)| (format!("s{at}"), json!(row(one)))).collect();
            document(json!(children), json!(values))
        };
        let found = compared(&written(&old, &of_old), &written(&new, &of_new));
        // 100·Σ w·x/max over Σ w.
        let total = |row: &[i64], posts: &[Vec<i64>], weights: &[i64]| -> BigRational {
            let top = |at: usize| posts.iter().map(|row| row[at]).max().unwrap();
            let sum: BigRational = (0..indicators).map(|at| ratio(100 * weights[at] * row[at]) / ratio(top(at))).sum();
            sum / ratio(weights.iter().sum())
        };
        for at in 0..subjects {
            let states = [
                total(&old[at], &old, &of_old),
                total(&new[at], &old, &of_old),
                total(&new[at], &new, &of_old),
                total(&new[at], &new, &of_new),
            ];
            let Some(one) = found.moves.iter().find(|one| one.subject == format!("s{at}")) else {
                assert!(states.windows(2).all(|pair| pair[0] == pair[1]));
                continue;
            };
            let split = one.split.as_ref().unwrap();
            let part = |sort: Part| {
                let part = split.parts.iter().find(|part| part.parts == [sort]);
                part.map_or(Exact::ZERO, |part| part.points.exact.clone())
            };
            let sorts = [Part::Figures, Part::Calibration, Part::Weights];
            for (sort, pair) in sorts.into_iter().zip(states.windows(2)) {
                let expected = &pair[1] - &pair[0];
                let text = part(sort).to_string();
                let (numerator, denominator) = (expected.numer().to_string(), expected.denom().to_string());
                let expected: Exact = fraction(&numerator, &denominator);
                assert!(part(sort) == expected, "{seed}: {sort:?} {text} for {expected}");
            }
        }
    }
}

fn fraction(numerator: &str, denominator: &str) -> Exact {
    Exact::ratio(numerator.parse().unwrap(), denominator.parse().unwrap()).unwrap()
}
