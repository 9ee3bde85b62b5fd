//! Pipes: standard input, and readers that close before the end.

use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

use crate::support::{DOCUMENT, command, file, run, score};

fn bare(document: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_score"));
    command.arg(document).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// A pipe that nobody reads any more.
fn closed_pipe() -> std::io::PipeWriter {
    let (_, writer) = std::io::pipe().unwrap();
    writer
}

fn status(command: &mut Command) -> ExitStatus {
    command.spawn().unwrap().wait().unwrap()
}

#[test]
fn a_dash_reads_standard_input() {
    let path = file("streams-input.json", DOCUMENT);
    assert_eq!(score(DOCUMENT, &[]).result(), run(command().arg(path)).result());
    assert!(run(command().args(["check", "-"]).write_stdin(DOCUMENT)).result().contains("no problems"));
}

#[test]
fn a_closed_pipe_is_no_error() {
    let path = file("streams-closed.json", DOCUMENT);
    for format in ["table", "json", "csv", "markdown"] {
        let status = status(bare(&path).args(["--format", format]).stdout(closed_pipe()));
        assert_eq!(status.code(), Some(0), "{format}");
    }
    assert_eq!(status(Command::new(env!("CARGO_BIN_EXE_score")).arg("--help").stdout(closed_pipe())).code(), Some(0));
}

#[test]
fn a_closed_standard_error_changes_nothing() {
    let path = file("streams-stderr.json", DOCUMENT);
    assert_eq!(status(bare(&path).stderr(closed_pipe())).code(), Some(0));
    let bad = file("streams-bad.json", "[]");
    assert_eq!(status(bare(&bad).stderr(closed_pipe())).code(), Some(1));
}

/// A device that is always full.
#[cfg(target_os = "linux")]
#[test]
fn a_result_that_cannot_be_written_is_an_error() {
    let path = file("streams-full.json", DOCUMENT);
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = bare(&path).stdout(full).stderr(Stdio::piped()).spawn().unwrap().wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert!(complaint.starts_with("the result cannot be written: "), "{complaint}");
    assert_eq!(complaint.lines().count(), 1, "{complaint}");
}

/// A process that begins without a standard output has nothing to write to; one whose output is thrown away has.
#[cfg(target_os = "linux")]
#[test]
fn a_closed_standard_output_is_an_error() {
    let path = file("streams-none.json", DOCUMENT);
    let shell = |redirected: &str| {
        let line = format!("exec \"$0\" \"$1\" {redirected}");
        let score = env!("CARGO_BIN_EXE_score");
        Command::new("sh").args(["-c", &line, score]).arg(&path).stderr(Stdio::piped()).output().unwrap()
    };
    let closed = shell(">&-");
    assert_eq!(closed.status.code(), Some(1));
    assert_eq!(String::from_utf8(closed.stderr).unwrap(), "the result cannot be written: standard output is closed\n");
    for thrown_away in [">/dev/null", "1<>/dev/null"] {
        assert_eq!(shell(thrown_away).status.code(), Some(0), "{thrown_away}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn help_that_cannot_be_written_is_an_error() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let status = status(bare(Path::new("--help")).stdout(full));
    assert_eq!(status.code(), Some(1));
}
