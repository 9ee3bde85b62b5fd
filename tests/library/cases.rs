//! Small documents of `../shared/cases`, each with a right answer that is known.

use std::env;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use evalindex::Document;

/// The document of that file name; none, said on standard error, where there are no cases.
pub(crate) fn document(name: &str) -> Option<Document> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/cases");
    let folder = env::var_os("EVALINDEX_CASES").map_or_else(beside, PathBuf::from);
    if !folder.is_dir() {
        let thread = std::thread::current();
        let test = thread.name().unwrap_or("cases");
        // Past the capture of test output, so that a run without cases never looks like a run with them.
        let skipped = writeln!(std::io::stderr(), "{test}: skipped: no cases at {}", folder.display());
        skipped.expect("standard error can be written");
        return None;
    }
    let text = fs::read_to_string(folder.join(name)).unwrap();
    Some(Document::from_json(&text).unwrap_or_else(|refused| panic!("{name}: {refused}")))
}
