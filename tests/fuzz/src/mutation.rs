//! Changes of trees and of bytes.

use serde_json::{Value, json};

use crate::devices::{NUMBERS, TEXTS};
use crate::random::Random;

/// Before a number that cannot be held by a tree, and stands in it as a text.
const MARK: &str = "\u{1}number ";

/// Deletes, doubles, exchanges or replaces something in a tree.
pub(crate) fn tree(tree: &mut Value, random: &mut Random) {
    let mut pointers = Vec::new();
    collect(tree, &mut String::new(), &mut pointers);
    if pointers.is_empty() {
        return;
    }
    let pick = |random: &mut Random| pointers[random.length(0, pointers.len() - 1)].clone();
    let (at, other) = (pick(random), pick(random));
    match random.between(0, 9) {
        0 | 1 => delete(tree, &at),
        2 => double(tree, &at),
        3 => {
            let (Some(one), Some(two)) = (tree.pointer(&at).cloned(), tree.pointer(&other).cloned()) else { return };
            if !at.starts_with(&other) && !other.starts_with(&at) {
                replace(tree, &at, two);
                replace(tree, &other, one);
            }
        }
        4 => {
            let copy = tree.pointer(&other).cloned().unwrap_or(Value::Null);
            replace(tree, &at, copy);
        }
        5..=7 => {
            let numbers: Vec<&String> =
                pointers.iter().filter(|at| tree.pointer(at).is_some_and(Value::is_number)).collect();
            let at = if numbers.is_empty() { at } else { numbers[random.length(0, numbers.len() - 1)].clone() };
            replace(tree, &at, json!(format!("{MARK}{}", random.pick(NUMBERS))));
        }
        8 => replace(tree, &at, json!(random.pick(TEXTS))),
        _ => {
            let other = random.pick(&["null", "true", "[]", "{}", "[[]]", "{\"\": {}}", "[null]", "0", "\"x\""]);
            replace(tree, &at, serde_json::from_str(other).unwrap_or(Value::Null));
        }
    }
}

fn collect(value: &Value, pointer: &mut String, pointers: &mut Vec<String>) {
    let mut inside = |key: &str, child: &Value| {
        let length = pointer.len();
        pointer.push('/');
        pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
        pointers.push(pointer.clone());
        collect(child, pointer, pointers);
        pointer.truncate(length);
    };
    match value {
        Value::Object(object) => object.iter().for_each(|(key, child)| inside(key, child)),
        Value::Array(array) => array.iter().enumerate().for_each(|(at, child)| inside(&at.to_string(), child)),
        _ => {}
    }
}

fn replace(tree: &mut Value, at: &str, by: Value) {
    if let Some(place) = tree.pointer_mut(at) {
        *place = by;
    }
}

/// Takes a member or an element away.
pub(crate) fn delete(tree: &mut Value, at: &str) {
    let Some((above, key)) = at.rsplit_once('/') else { return };
    match tree.pointer_mut(above) {
        Some(Value::Object(object)) => {
            object.remove(&key.replace("~1", "/").replace("~0", "~"));
        }
        Some(Value::Array(array)) => {
            if let Some(position) = key.parse().ok().filter(|position| *position < array.len()) {
                array.remove(position);
            }
        }
        _ => {}
    }
}

fn double(tree: &mut Value, at: &str) {
    let Some((above, key)) = at.rsplit_once('/') else { return };
    if let Some(Value::Array(array)) = tree.pointer_mut(above)
        && let Some(element) = key.parse::<usize>().ok().and_then(|position| array.get(position).cloned())
    {
        array.push(element);
    }
}

/// All pointers into a tree, the deepest last.
pub(crate) fn pointers(tree: &Value) -> Vec<String> {
    let mut pointers = Vec::new();
    collect(tree, &mut String::new(), &mut pointers);
    pointers
}

/// The text of a tree, with marked numbers as numbers.
pub(crate) fn numbers_as_written(tree: &Value) -> String {
    let mut text = tree.to_string();
    let mark = serde_json::to_string(MARK).unwrap_or_default();
    let open = mark.trim_end_matches('"').to_owned();
    while let Some(from) = text.find(&open) {
        let Some(length) = text[from + open.len()..].find('"') else { break };
        let number = text[from + open.len()..from + open.len() + length].to_owned();
        text.replace_range(from..=from + open.len() + length, &number);
    }
    text
}

/// Changes, adds, takes away, doubles or cuts bytes.
pub(crate) fn bytes(bytes: &mut Vec<u8>, random: &mut Random) {
    for _ in 0..random.length(1, 6) {
        if bytes.is_empty() {
            return;
        }
        let at = random.length(0, bytes.len() - 1);
        let until = (at + random.length(1, 40)).min(bytes.len());
        match random.between(0, 6) {
            0 => bytes[at] ^= 1 << random.between(0, 7),
            1 => bytes[at] = random.pick(b"\"\\{}[]:,0123456789.-+eE ntf\0\xff\xc3\xf0"),
            2 => bytes.insert(at, random.pick(b"\"\\{}[]:,0-.e \xff")),
            3 => drop(bytes.drain(at..until)),
            4 => {
                let copy = bytes[at..until].to_vec();
                let to = random.length(0, bytes.len());
                bytes.splice(to..to, copy);
            }
            5 => bytes.truncate(at),
            _ => {
                let number = random.pick(NUMBERS);
                bytes.splice(at..=at, number.bytes());
            }
        }
    }
}

/// Texts that are large or deep.
pub(crate) fn hostile(random: &mut Random) -> Vec<u8> {
    let many = random.length(1, 20_000);
    let text = match random.between(0, 7) {
        0 => "[".repeat(many),
        1 => "{\"a\":".repeat(many),
        2 => format!("[{}]", ",".repeat(many)),
        3 => format!("{{\"format\": \"evalindex/1\", \"title\": \"{}\"}}", "x".repeat(many * 10)),
        4 => {
            let subject = |at: usize| format!(r#"{{"id": "{}", "name": "S", "kind": "k"}}"#, at % 7);
            let all: Vec<String> = (0..many / 10).map(subject).collect();
            format!(r#"{{"format": "evalindex/1", "indexes": [], "subjects": [{}], "values": {{}}}}"#, all.join(","))
        }
        5 => {
            let open = r#"{"id": "d", "name": "D", "weight": 1, "children": ["#.repeat(many / 20);
            format!(r#"{{"format": "evalindex/1", "indexes": [{open}"#)
        }
        6 => {
            let deep = random.length(1, 200);
            let open: Vec<String> =
                (0..deep).map(|at| format!(r#"{{"id": "d{at}", "name": "D", "weight": 1, "children": ["#)).collect();
            let open = open.concat();
            format!(
                r#"{{"format": "evalindex/1", "indexes": [{{"id": "i", "name": "I", "kind": "k", "weights": "relative",
                "children": [{open}{{"id": "n", "name": "N", "weight": 1, "rule": {{"type": "as_is"}}}}{}]}}],
                "subjects": [{{"id": "s", "name": "S", "kind": "k"}}], "values": {{"s": {{"n": 5}}}}}}"#,
                "]}".repeat(deep)
            )
        }
        _ => {
            let values: Vec<String> = (0..many / 20).map(|at| format!(r#""x{at}": {{"y": "4,{at}"}}"#)).collect();
            format!(
                r#"{{"format": "evalindex/1", "indexes": 3, "subjects": null, "values": {{{}}}}}"#,
                values.join(",")
            )
        }
    };
    text.into_bytes()
}
