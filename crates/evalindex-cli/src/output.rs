//! Results go to standard output in one piece, everything else to standard error.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::failure::Failure;
use crate::lang::Lang;
use crate::render::visible;
use crate::said::Said;
use crate::standard_output;

/// The output of a verb: the result, fully rendered, and remarks on it.
#[derive(Debug)]
pub(crate) struct Answer {
    /// For standard output.
    pub(crate) result: String,
    /// Warnings and notices for standard error, one line each.
    pub(crate) remarks: Vec<Said>,
    /// The exit status.
    pub(crate) status: u8,
    /// Files to be written before.
    pub(crate) files: Vec<File>,
}

/// A file of a result.
#[derive(Debug)]
pub(crate) struct File {
    /// Its path.
    pub(crate) path: PathBuf,
    /// Everything in it.
    pub(crate) text: String,
}

impl Answer {
    /// A result without remarks.
    pub(crate) fn of(result: String) -> Self {
        Self { result, remarks: Vec::new(), status: 0, files: Vec::new() }
    }

    /// The same with these remarks.
    pub(crate) fn with_remarks(self, remarks: Vec<impl Into<Said>>) -> Self {
        Self { remarks: remarks.into_iter().map(Into::into).collect(), ..self }
    }

    /// The same with these files.
    pub(crate) fn with_files(self, files: Vec<File>) -> Self {
        Self { files, ..self }
    }

    /// The same with this exit status.
    pub(crate) fn with_status(self, status: u8) -> Self {
        Self { status, ..self }
    }
}

impl File {
    /// Writes it whole: a failed attempt leaves an older file as it was.
    fn write(&self) -> Result<(), Failure> {
        let unwritten =
            |error: io::Error| Failure::refused(format!("{} cannot be written: {error}", self.path.display()));
        let folder = self.path.parent().unwrap_or(Path::new("."));
        let unfinished = self.path.with_extension("unfinished");
        fs::create_dir_all(folder).map_err(unwritten)?;
        fs::write(&unfinished, &self.text).map_err(unwritten)?;
        fs::rename(&unfinished, &self.path).map_err(unwritten)
    }
}

/// Writes an answer or a failure, with its remarks in a language; returns the exit status.
pub(crate) fn deliver(outcome: Result<Answer, Failure>, lang: Lang) -> ExitCode {
    let delivered = outcome.and_then(|answer| {
        answer.files.iter().try_for_each(File::write)?;
        print(&answer.result)?;
        Ok((answer.remarks, answer.status))
    });
    match delivered {
        Ok((remarks, status)) => {
            say_in(lang, &remarks);
            ExitCode::from(status)
        }
        Err(failure) => {
            say_in(lang, &failure.lines);
            ExitCode::from(failure.status)
        }
    }
}

/// Writes help, version or a usage error where each belongs; returns the exit status.
pub(crate) fn explain_usage(usage: &clap::Error) -> ExitCode {
    if usage.use_stderr() {
        say(&[in_one_line(&usage.render().to_string())]);
        return ExitCode::from(2);
    }
    deliver(Ok(Answer::of(usage.render().to_string())), Lang::En)
}

/// Writes a result to standard output.
fn print(result: &str) -> Result<(), Failure> {
    if standard_output::was_closed() {
        return written(Err(io::Error::other("standard output is closed")));
    }
    written(io::stdout().lock().write_all(result.as_bytes()).and_then(|()| io::stdout().flush()))
}

/// The error and its tips on one line, without the usage, which `--help` shows.
fn in_one_line(error: &str) -> String {
    let paragraphs = error.split("\n\n").map(|lines| lines.split_whitespace().collect::<Vec<_>>().join(" "));
    let kept = paragraphs
        .enumerate()
        .filter(|(position, text)| *position == 0 || text.starts_with("tip: ") || text.starts_with('['));
    visible(&kept.map(|(_, text)| text).collect::<Vec<_>>().join("; ")).into_owned()
}

/// The failure of writing; a pipe closed by its reader is none.
fn written(result: io::Result<()>) -> Result<(), Failure> {
    match result {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::refused(format!("the result cannot be written: {error}")))
        }
        _ => Ok(()),
    }
}

/// Writes lines to standard error in a language.
fn say_in(lang: Lang, said: &[Said]) {
    say(&said.iter().map(|one| one.line(lang)).collect::<Vec<_>>());
}

/// Writes lines to standard error.
fn say(lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    let mut text = lines.join("\n");
    text.push('\n');
    // There is nowhere left to report that standard error is closed.
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usage_errors_take_one_line_with_their_tips() {
        let error = "error: unexpected argument '--fil' found\n\n  tip: a similar argument exists: '--file'\n\nUsage: a\n\nFor more";
        assert_eq!(
            in_one_line(error),
            "error: unexpected argument '--fil' found; tip: a similar argument exists: '--file'"
        );
        let missing = "error: the following required arguments were not provided:\n  <FILE>\n\nUsage: score";
        assert_eq!(in_one_line(missing), "error: the following required arguments were not provided: <FILE>");
    }

    #[test]
    fn only_a_closed_pipe_is_no_failure() {
        assert_eq!(written(Ok(())), Ok(()));
        assert_eq!(written(Err(ErrorKind::BrokenPipe.into())), Ok(()));
        assert_eq!(written(Err(ErrorKind::StorageFull.into())).unwrap_err().status, 1);
    }
}
