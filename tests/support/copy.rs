//! A copy of the workspace's crates, to which a test adds what an author would, and which the compiler then checks.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A copy of what the crates are built from.
pub(crate) struct Copy {
    root: PathBuf,
}

impl Copy {
    /// The copy of that name, made again.
    pub(crate) fn new(name: &str) -> Self {
        let workspace: PathBuf = [env!("CARGO_MANIFEST_DIR"), "..", ".."].iter().collect();
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        for name in ["Cargo.toml", "Cargo.lock", "README.md", "crates", "tests/fuzz"] {
            mirror(&workspace.join(name), &root.join(name));
        }
        Self { root }
    }

    /// Adds a file.
    pub(crate) fn add_file(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        assert!(!path.exists(), "{} is there already", path.display());
        fs::write(path, text).unwrap();
    }

    /// Adds a line to a file after another, which is there once.
    pub(crate) fn add_line(&self, path: &str, after: &str, line: &str) {
        let path = self.root.join(path);
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(text.lines().filter(|known| *known == after).count(), 1, "`{after}` in {}", path.display());
        let lines = text.lines().flat_map(|known| if known == after { vec![known, line] } else { vec![known] });
        fs::write(path, lines.collect::<Vec<_>>().join("\n") + "\n").unwrap();
    }

    /// Asserts that a package of the copy compiles without a warning. Each copy has a target folder of its own, which stays
    /// for the next time: Cargo knows packages by their path in the workspace, so that in a shared folder it takes what
    /// it built of the workspace for what it is to build of the copy.
    pub(crate) fn check(&self, package: &[&str]) {
        let checked = Command::new(env!("CARGO"))
            .args(["check", "--offline", "--quiet", "--package"])
            .args(package)
            .current_dir(&self.root)
            .env("CARGO_TARGET_DIR", self.root.join("target"))
            .output()
            .unwrap();
        let complaints = String::from_utf8_lossy(&checked.stderr);
        assert!(checked.status.success() && !complaints.contains("warning"), "{complaints}");
    }
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
