//! The command `score`: reads an evaluation document and prints its rankings.

#![forbid(unsafe_code)]

mod args;
mod failure;
mod lang;
mod output;
mod render;
mod verbs;

use std::process::ExitCode;

use clap::Parser;

use crate::args::CommandLine;

/// Parses, runs, and maps to the exit status: 0 done, 1 the input is refused, 2 wrong usage.
fn main() -> ExitCode {
    match CommandLine::try_parse() {
        Ok(arguments) => output::deliver(arguments.run()),
        Err(usage) => output::explain_usage(&usage),
    }
}
