//! The command `score`: reads an evaluation document and prints its rankings.

#![forbid(unsafe_code)]

mod args;
mod failure;
mod lang;
mod output;
mod render;
mod said;
mod standard_output;
mod verbs;

use std::process::ExitCode;

use crate::args::CommandLine;

/// Parses, runs, and maps to the exit status: 0 done, 1 the input is refused or the result cannot be written, 2 wrong
/// usage.
fn main() -> ExitCode {
    match CommandLine::of(std::env::args_os().collect()) {
        Ok((arguments, lang)) => output::deliver(arguments.run(), lang),
        Err(usage) => output::explain_usage(&usage),
    }
}
