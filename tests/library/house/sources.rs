//! The library's source files, and what they name of each other.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::documents::repository;

/// The rooms from the bottom up: each may use only those before it.
pub(super) const ROOMS: [&str; 11] =
    ["support", "number", "order", "json", "method", "model", "result", "engine", "robustness", "explain", "document"];

/// A source file: its path below `src`, and its text.
pub(super) struct Source {
    pub(super) path: String,
    pub(super) text: String,
}

impl Source {
    /// The room that it lies in; none for `lib.rs`.
    pub(super) fn room(&self) -> Option<&str> {
        self.path.split_once('/').map(|(room, _)| room)
    }

    /// Its module path: `engine/fill/mod.rs` is `engine::fill`.
    pub(super) fn module(&self) -> Vec<&str> {
        let path = self.path.trim_end_matches(".rs");
        path.split('/').filter(|step| *step != "mod" && *step != "lib").collect()
    }

    /// The code without comments and without the unit tests at its foot.
    pub(super) fn code(&self) -> String {
        let own = self.text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        own.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
    }
}

/// Every source file of a crate, by path.
pub(super) fn sources(name: &str) -> Vec<Source> {
    let root = repository().join("crates").join(name).join("src");
    let mut found = Vec::new();
    collect(&root, &mut found);
    found.sort();
    let read = |path: PathBuf| Source {
        text: fs::read_to_string(&path).unwrap(),
        path: path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/"),
    };
    found.into_iter().map(read).collect()
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Every path that begins with `crate`, `super` or `self` in some code, with braces written out.
pub(super) fn paths(code: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("::") {
        let head = code[..at].rsplit(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
        let before = code[..at - head.len()].chars().next_back();
        if ["crate", "super", "self"].contains(&head) && before != Some(':') && before != Some('$') {
            spread(vec![head.to_owned()], &code[at + 2..], &mut found);
        }
    }
    found
}

/// Reads a path on from a prefix, and returns how far it goes.
fn spread(mut prefix: Vec<String>, code: &str, found: &mut Vec<Vec<String>>) -> usize {
    let mut at = 0;
    loop {
        let rest = &code[at..];
        if rest.starts_with('{') {
            return at + spread_braces(&prefix, rest, found);
        }
        let length = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        prefix.push(rest[..length].to_owned());
        at += length;
        if !code[at..].starts_with("::") || length == 0 {
            found.push(prefix);
            return at;
        }
        at += 2;
    }
}

fn spread_braces(prefix: &[String], code: &str, found: &mut Vec<Vec<String>>) -> usize {
    let mut at = 1;
    while let Some(next) = code[at..].find(|c: char| c.is_alphanumeric() || c == '_' || c == '}') {
        at += next;
        if code[at..].starts_with('}') {
            return at + 1;
        }
        at += spread(prefix.to_vec(), &code[at..], found).max(1);
    }
    code.len()
}

/// Which child module each name comes from that a `mod.rs` re-exports, by the module's path and the name.
pub(super) fn facades(sources: &[Source]) -> BTreeMap<(Vec<String>, String), String> {
    let mut all = BTreeMap::new();
    for source in sources.iter().filter(|source| source.path.ends_with("mod.rs")) {
        let module: Vec<String> = source.module().into_iter().map(str::to_owned).collect();
        for path in paths(&source.code()) {
            if let [head, child, name] = path.as_slice()
                && head == "self"
            {
                all.insert((module.clone(), name.clone()), child.clone());
            }
        }
    }
    all
}
