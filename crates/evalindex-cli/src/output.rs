//! Where results and remarks go: results to standard output in one piece, all else to standard error.

use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use crate::failure::Failure;

/// What a verb hands back: the result, fully rendered, and remarks on it.
#[derive(Debug)]
pub(crate) struct Answer {
    /// For standard output.
    pub(crate) result: String,
    /// Warnings and notices for standard error, one line each.
    pub(crate) remarks: Vec<String>,
}

/// Writes an answer, or why there is none; returns the exit status.
pub(crate) fn deliver(outcome: Result<Answer, Failure>) -> ExitCode {
    let delivered = outcome.and_then(|answer| {
        written(io::stdout().lock().write_all(answer.result.as_bytes()).and_then(|()| io::stdout().flush()))?;
        Ok(answer.remarks)
    });
    match delivered {
        Ok(remarks) => {
            tell(&remarks);
            ExitCode::SUCCESS
        }
        Err(failure) => {
            tell(&failure.lines);
            ExitCode::from(failure.status)
        }
    }
}

/// Writes help, version or a usage error where each belongs; returns the exit status.
pub(crate) fn explain_usage(usage: &clap::Error) -> ExitCode {
    // Whoever closed the pipe has read enough.
    let _ = usage.print();
    ExitCode::from(if usage.use_stderr() { 2 } else { 0 })
}

/// A reader that has seen enough and closes the pipe is no error.
fn written(result: io::Result<()>) -> Result<(), Failure> {
    match result {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::refused(format!("the result cannot be written: {error}")))
        }
        _ => Ok(()),
    }
}

fn tell(lines: &[String]) {
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
    fn only_a_closed_pipe_is_forgiven() {
        assert_eq!(written(Ok(())), Ok(()));
        assert_eq!(written(Err(ErrorKind::BrokenPipe.into())), Ok(()));
        assert_eq!(written(Err(ErrorKind::StorageFull.into())).unwrap_err().status, 1);
    }
}
