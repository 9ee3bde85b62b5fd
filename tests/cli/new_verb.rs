//! What it takes to add a verb: its file, registered by its `mod` line and its row, and a line for each text it shows.
//!
//! The verb is added to a copy of the crates, which is then checked by the compiler.

use crate::copy::Copy;

const SOURCE: &str = "crates/evalindex-cli/src";

/// A verb with a heading of its own.
const HELLO: &str = r#"//! `score hello FILE`: greets every subject.

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
            "hello",
            |opened| Ok::<_, Failure>(vec![opened.title.clone()]),
            |opened, greeted| {
                let columns = Rows::new(opened.lang, greeted).name(line::HELLO, String::clone).columns();
                vec![Sheet::new(&opened.title, columns)]
            },
        )
    }
}
"#;

#[test]
fn a_verb_is_a_file_a_row_and_a_translated_line() {
    let copy = Copy::new("new-verb");
    let verbs = format!("{SOURCE}/verbs/mod.rs");
    copy.add_file(&format!("{SOURCE}/verbs/hello.rs"), HELLO);
    copy.add_line(&verbs, "mod certain;", "mod hello;");
    copy.add_line(&verbs, "    Check => check,", "    Hello => hello,");
    let translated = "    HELLO: \"Hello\", \"你好\";";
    copy.add_line(&format!("{SOURCE}/lang/line.rs"), "    RANK: \"Rank\", \"名次\";", translated);
    copy.check(&["evalindex-cli", "--bin", "score"]);
}
