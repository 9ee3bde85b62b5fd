//! No two files import each other, however long the way round. A `mod.rs` and its own children may: it holds what they share.

use std::collections::{BTreeMap, BTreeSet};

use super::sources::{Source, facades, paths, sources};

type Module = Vec<String>;

/// The modules that each module imports names from, by the file that defines them.
fn imports(sources: &[Source]) -> BTreeMap<Module, BTreeSet<Module>> {
    let owned = |source: &Source| source.module().into_iter().map(str::to_owned).collect::<Module>();
    let modules: BTreeSet<Module> = sources.iter().map(owned).collect();
    let facades = facades(sources);
    let mut all = BTreeMap::new();
    for source in sources {
        let own = owned(source);
        let targets = paths(&source.code()).into_iter().filter_map(|path| {
            let mut at = absolute(&own, &path)?;
            // Down to the longest module on the way, then through what its `mod.rs` re-exports.
            let mut name = None;
            while !modules.contains(&at) {
                name = at.pop();
            }
            while let Some(child) = name.as_ref().and_then(|name| facades.get(&(at.clone(), name.clone()))) {
                at.push(child.clone());
            }
            (at != own && !at.is_empty() && !own.starts_with(&at) && !at.starts_with(&own)).then_some(at)
        });
        all.insert(own.clone(), targets.collect());
    }
    all
}

/// A path from the root of the crate; none where it only names what the file itself declares.
fn absolute(own: &Module, path: &[String]) -> Option<Module> {
    let supers = path.iter().take_while(|step| *step == "super").count();
    let (base, rest) = match path[0].as_str() {
        "crate" => (Vec::new(), &path[1..]),
        "super" => (own[..own.len().checked_sub(supers)?].to_vec(), &path[supers..]),
        _ => (own.clone(), &path[1..]),
    };
    Some(base.into_iter().chain(rest.iter().cloned()).collect())
}

/// The modules from which a module can be reached again.
fn in_circles(imports: &BTreeMap<Module, BTreeSet<Module>>) -> Vec<Module> {
    let reaches = |from: &Module| {
        let mut seen = BTreeSet::new();
        let mut open: Vec<&Module> = imports.get(from).into_iter().flatten().collect();
        while let Some(next) = open.pop() {
            if seen.insert(next) {
                open.extend(imports.get(next).into_iter().flatten());
            }
        }
        seen.contains(from)
    };
    imports.keys().filter(|module| reaches(module)).cloned().collect()
}

#[test]
fn no_circle_of_files() {
    let sources = sources("evalindex");
    let imports = imports(&sources);
    let edges: usize = imports.values().map(BTreeSet::len).sum();
    assert!(edges > 300, "only {edges} imports were found: the reader of sources is at fault");
    let circles: Vec<String> = in_circles(&imports).iter().map(|module| module.join("::")).collect();
    assert!(circles.is_empty(), "files that import each other:\n{}", circles.join("\n"));
}
