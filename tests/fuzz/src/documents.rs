//! The document of a number: a small tree with devices, or a document of the repository, then changed or not.

use std::path::Path;

use serde_json::{Value, json};

use crate::devices::{
    ADJUSTMENTS, AGGREGATES, DIMENSION, Fields, INDEX, INDICATOR, MISSING, RULES, SUBJECT, TASKS, TOP, WEIGHTS,
};
use crate::mutation;
use crate::random::Random;

/// Documents of the repository to begin with: the fixtures, and those that must be refused.
pub(crate) struct Corpus(Vec<Value>);

impl Corpus {
    /// # Errors
    /// When the repository's folders cannot be read.
    pub(crate) fn read() -> std::io::Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let mut paths = Vec::new();
        for folder in ["fixtures", "tests/bad"] {
            for entry in std::fs::read_dir(root.join(folder))? {
                paths.push(entry?.path());
            }
        }
        // The order of a folder differs between machines.
        paths.sort();
        let mut all = Vec::new();
        for path in paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "json")) {
            let text = std::fs::read(path)?;
            let value = (text.len() < 20_000).then(|| serde_json::from_slice(&text).ok()).flatten();
            all.extend(value);
        }
        Ok(Self(all))
    }
}

/// A document as bytes, and as a tree where it still is the tree's text.
pub(crate) struct Fuzzed {
    pub(crate) bytes: Vec<u8>,
    pub(crate) tree: Option<Value>,
}

/// The document of a number under a seed. Most devices that are refused are taken back, so that most documents are not.
pub(crate) fn document(corpus: &Corpus, seed: u64, number: u64, accepts: &dyn Fn(&[u8]) -> bool) -> Fuzzed {
    let mut random = Random::seeded(seed.wrapping_mul(0x2545_f491_4f6c_dd1d) ^ number);
    if random.percent(1) {
        return Fuzzed { bytes: mutation::hostile(&mut random), tree: None };
    }
    let from_corpus = random.percent(20) && !corpus.0.is_empty();
    let mut tree = if from_corpus {
        let at = random.length(0, corpus.0.len() - 1);
        corpus.0[at].clone()
    } else {
        small(&mut random)
    };
    if !from_corpus || random.percent(50) {
        for _ in 0..random.length(1, 10) {
            let mut changed = tree.clone();
            device(&mut changed, &mut random);
            if random.percent(5) || accepts(mutation::numbers_as_written(&changed).as_bytes()) {
                tree = changed;
            }
        }
    }
    if random.percent(30) {
        for _ in 0..random.length(1, 3) {
            mutation::tree(&mut tree, &mut random);
        }
    }
    let text = mutation::numbers_as_written(&tree);
    if random.percent(10) {
        let mut bytes = text.into_bytes();
        mutation::bytes(&mut bytes, &mut random);
        return Fuzzed { bytes, tree: None };
    }
    Fuzzed { bytes: text.into_bytes(), tree: Some(tree) }
}

/// A small document: one or two indexes, up to seven subjects, whole figures with gaps.
fn small(random: &mut Random) -> Value {
    let subjects = random.length(1, 7);
    let mut next = 0;
    let mut indexes = Vec::new();
    for index in 0..random.length(1, 2) {
        let children: Vec<Value> = (0..random.length(1, 3)).map(|_| node(random, &mut next, 2)).collect();
        let kind = if index == 1 && random.percent(50) { "m" } else { "k" };
        indexes.push(json!({
            "id": format!("i{index}"), "name": "I", "kind": kind, "weights": "relative", "children": children,
        }));
    }
    let mut values = serde_json::Map::new();
    let subject = |row: usize| json!({ "id": format!("s{row}"), "name": "S", "kind": if row > 4 { "m" } else { "k" } });
    let subjects: Vec<Value> = (0..subjects).map(subject).collect();
    let gaps = random.percent(40);
    for row in 0..subjects.len() {
        let mut own = serde_json::Map::new();
        for input in 0..next {
            let figure = match random.between(0, 19) {
                0 if gaps => Value::Null,
                1 if gaps => json!("n/a"),
                2 if gaps => continue,
                3 => json!(random.between(-5, 200)),
                _ => json!(random.between(1, 10)),
            };
            own.insert(format!("n{input}"), figure);
        }
        values.insert(format!("s{row}"), Value::Object(own));
    }
    json!({ "format": "evalindex/1", "indexes": indexes, "subjects": subjects, "values": values })
}

fn node(random: &mut Random, next: &mut usize, levels: usize) -> Value {
    if levels > 0 && random.percent(25) {
        let id = format!("d{}{}", levels, random.length(0, 999));
        let children: Vec<Value> = (0..random.length(1, 3)).map(|_| node(random, next, levels - 1)).collect();
        return json!({ "id": id, "name": "D", "weight": random.between(1, 3), "children": children });
    }
    let id = format!("n{next}");
    *next += 1;
    json!({
        "id": id, "name": "N", "weight": random.between(1, 3), "missing": "reweight",
        "rule": value(RULES[random.length(0, 2)], random),
    })
}

/// Sets one field somewhere.
fn device(tree: &mut Value, random: &mut Random) {
    let mut objects = Vec::new();
    collect(tree, &mut String::new(), &mut objects);
    if objects.is_empty() {
        return;
    }
    let at = random.length(0, objects.len() - 1);
    let pointer = objects[at].clone();
    let Some(Value::Object(object)) = tree.pointer_mut(&pointer) else { return };
    let (inner, leaf) = (object.contains_key("children"), object.contains_key("rule"));
    let (index, top) = (inner && object.contains_key("kind"), object.contains_key("format"));
    let fields: Fields = match () {
        () if top => TOP,
        () if index => INDEX,
        () if inner => DIMENSION,
        () if leaf => INDICATOR,
        () => SUBJECT,
    };
    let (name, text) = match random.between(0, 9) {
        0..=2 if inner => ("aggregate", random.pick(AGGREGATES)),
        3 if inner => {
            for child in object.get_mut("children").and_then(Value::as_array_mut).into_iter().flatten() {
                child.as_object_mut().map(|child| child.remove("weight"));
            }
            let method = value(random.pick(WEIGHTS), random);
            object.insert("weights".to_owned(), json!({ "from": method, "others": "relative" }));
            return;
        }
        0..=3 if leaf => ("rule", random.pick(RULES)),
        4 if inner && !index => ("rule", random.pick(RULES)),
        4 | 5 if leaf || (inner && !index) => ("missing", random.pick(MISSING)),
        0..=3 if top => {
            let (table, entries) = random.pick(&[("tasks", TASKS), ("adjustments", ADJUSTMENTS)]);
            let entry = value(random.pick(entries), random);
            let list = object.entry(table).or_insert_with(|| json!([]));
            if let Value::Array(list) = list {
                list.push(entry);
            }
            return;
        }
        _ => {
            let (name, texts) = random.pick(fields);
            (name, random.pick(texts))
        }
    };
    object.insert(name.to_owned(), value(text, random));
}

/// The pointers of the top, of indexes, nodes and subjects.
fn collect(value: &Value, pointer: &mut String, objects: &mut Vec<String>) {
    if let Value::Object(object) = value {
        if ["format", "id"].iter().any(|key| object.contains_key(*key)) {
            objects.push(pointer.clone());
        }
        for key in ["indexes", "children", "subjects"] {
            for (at, child) in object.get(key).and_then(Value::as_array).into_iter().flatten().enumerate() {
                let length = pointer.len();
                *pointer += "/";
                *pointer += key;
                *pointer += "/";
                *pointer += &at.to_string();
                collect(child, pointer, objects);
                pointer.truncate(length);
            }
        }
    }
}

/// The value of a text in which `@s` and the like become ids.
fn value(text: &str, random: &mut Random) -> Value {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('@') {
        filled.push_str(before);
        let (letter, most) = match after.chars().next() {
            Some('s') => ('s', 6),
            Some('i') => ('i', 1),
            Some('g') => ('g', 0),
            _ => ('n', 4),
        };
        filled.push(letter);
        filled += &random.length(0, most).to_string();
        rest = after.get(1..).unwrap_or_default();
    }
    filled.push_str(rest);
    serde_json::from_str(&filled).unwrap_or(Value::String(filled))
}
