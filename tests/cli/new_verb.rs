//! What it takes to add a verb: its file, registered by its `mod` line and its row, and a line for each text it shows.
//!
//! The verb is added to a copy of the crates, which is then checked by the compiler.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A verb with a heading of its own.
const HELLO: &str = r"//! `score hello FILE`: greets every subject.

use crate::args::Analysis;
use crate::failure::Failure;
use crate::lang::line;
use crate::output::Answer;
use crate::render::{Rows, Sheet};

/// Greets every subject
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Document, index, format and language.
    #[command(flatten)]
    analysis: Analysis,
}

impl Arguments {
    /// Greets.
    pub(crate) fn run(self) -> Result<Answer, Failure> {
        self.analysis.run(
            |opened| Ok::<_, Failure>(vec![opened.title.clone()]),
            |opened, greeted| {
                let columns = Rows::new(opened.lang, greeted).name(line::HELLO, String::clone).columns();
                vec![Sheet::new(&opened.title, columns)]
            },
        )
    }
}
";

#[test]
fn a_verb_is_a_file_a_row_and_a_translated_line() {
    let copy = copied_workspace();
    let source = copy.join("crates/evalindex-cli/src");
    fs::write(source.join("verbs/hello.rs"), HELLO).unwrap();
    add_line(&source.join("verbs/mod.rs"), "mod certain;", "mod hello;");
    add_line(&source.join("verbs/mod.rs"), "    Check => check,", "    Hello => hello,");
    add_line(&source.join("lang/line.rs"), "    RANK: \"Rank\", \"名次\";", "    HELLO: \"Hello\", \"你好\";");

    let checked = Command::new(env!("CARGO"))
        .args(["check", "--offline", "--quiet", "--package", "evalindex-cli", "--bin", "score"])
        .current_dir(&copy)
        .env("CARGO_TARGET_DIR", target())
        .output()
        .unwrap();
    let complaints = String::from_utf8_lossy(&checked.stderr);
    assert!(checked.status.success() && !complaints.contains("warning"), "{complaints}");
}

/// The folder in which the workspace is built, so that what it has built already serves the copy.
fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().to_owned()
}

/// A copy of what the crates are built from.
fn copied_workspace() -> PathBuf {
    let workspace: PathBuf = [env!("CARGO_MANIFEST_DIR"), "..", ".."].iter().collect();
    let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join("new-verb");
    for name in ["Cargo.toml", "Cargo.lock", "README.md", "crates"] {
        mirror(&workspace.join(name), &copy.join(name));
    }
    copy
}

/// Makes one file or folder the same as another; files that are the same already are left alone, with the time of their
/// last change, by which Cargo knows that they need not be checked again.
fn mirror(from: &Path, to: &Path) {
    if from.is_file() {
        let content = fs::read(from).unwrap();
        if fs::read(to).ok().as_ref() != Some(&content) {
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::write(to, content).unwrap();
        }
        return;
    }
    fs::create_dir_all(to).unwrap();
    for extra in names(to).iter().filter(|name| !from.join(name).exists()) {
        let extra = to.join(extra);
        if extra.is_dir() { fs::remove_dir_all(extra) } else { fs::remove_file(extra) }.unwrap();
    }
    for name in names(from) {
        mirror(&from.join(&name), &to.join(&name));
    }
}

/// The names of what a folder holds.
fn names(folder: &Path) -> Vec<std::ffi::OsString> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect()
}

/// Adds a line to a file after another, which is there once.
fn add_line(path: &Path, after: &str, line: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert_eq!(text.lines().filter(|known| *known == after).count(), 1, "`{after}` in {}", path.display());
    let lines = text.lines().flat_map(|known| if known == after { vec![known, line] } else { vec![known] });
    fs::write(path, lines.collect::<Vec<_>>().join("\n") + "\n").unwrap();
}
