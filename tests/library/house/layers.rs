//! Imports point down the list of rooms, module lists are written out, and files hold one idea.

use super::sources::{ROOMS, paths, sources};

fn level(room: &str) -> Option<usize> {
    ROOMS.iter().position(|known| *known == room)
}

#[test]
fn imports_point_down() {
    let mut wrong = Vec::new();
    for source in sources("evalindex") {
        let Some(room) = source.room() else { continue };
        let own = level(room).unwrap_or_else(|| panic!("{} lies in no room", source.path));
        // Anywhere in the file: in tests and comments, too.
        for (at, _) in source.text.match_indices("crate::") {
            let name: String = source.text[at + 7..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if level(&name).is_some_and(|level| level > own) {
                wrong.push(format!("{} uses crate::{name}", source.path));
            }
        }
        // The root re-exports names of high rooms: code that is no test goes by the room.
        for path in paths(&source.code()) {
            let supers = path.iter().take_while(|step| *step == "super").count();
            let leaves = supers > 0 && supers >= source.module().len();
            let by_root = path[0] == "crate" && level(&path[1]).is_none();
            if leaves || by_root {
                wrong.push(format!("{} uses {}", source.path, path.join("::")));
            }
        }
    }
    assert!(wrong.is_empty(), "imports that do not point down:\n{}", wrong.join("\n"));
}

#[test]
fn module_lists_are_written_out() {
    // A module that a macro declares escapes rustfmt.
    for name in ["evalindex", "evalindex-cli"] {
        for source in sources(name) {
            assert!(!source.text.contains("mod $"), "{} declares modules in a macro", source.path);
        }
    }
}

#[test]
fn files_hold_one_idea() {
    for name in ["evalindex", "evalindex-cli"] {
        let mut lengths: Vec<(usize, String)> =
            sources(name).into_iter().map(|source| (source.text.lines().count(), source.path)).collect();
        lengths.sort();
        let long: Vec<_> = lengths.iter().filter(|(lines, _)| *lines > 400).collect();
        assert!(long.is_empty(), "{name}: files over 400 lines: {long:?}");
        let median = lengths[lengths.len() / 2].0;
        assert!(median < 150, "{name}: the median file has {median} lines");
    }
}

#[test]
fn the_crates_forbid_unsafe_code() {
    for (name, root) in [("evalindex", "lib.rs"), ("evalindex-cli", "main.rs")] {
        let found = sources(name).into_iter().find(|source| source.path == root).unwrap();
        assert!(found.text.contains("#![forbid(unsafe_code)]"), "{name}");
    }
}
