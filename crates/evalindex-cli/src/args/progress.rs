//! Long work: the number of threads, and the progress bar on standard error.

use std::io::{IsTerminal, Write};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use evalindex::robustness::{Control, Progress};

/// The argument of verbs that may work long.
#[derive(Debug, clap::Args)]
pub(crate) struct Threads {
    /// On how many threads; the result does not depend on it
    #[arg(long, value_name = "T", allow_negative_numbers = true)]
    threads: Option<NonZeroUsize>,
}

impl Threads {
    /// Does work on as many threads as asked for, or as the machine has; shows its progress where standard error is a
    /// terminal.
    pub(crate) fn watched<T>(&self, work: impl FnOnce(Control<'_>) -> T) -> T {
        let count = self.threads.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
        let control = Control::new().threads(count);
        if !std::io::stderr().is_terminal() {
            return work(control);
        }
        let mut bar = Bar { started: Instant::now(), shown: None };
        let result = work(control.on_progress(|progress| {
            bar.show(progress);
            ControlFlow::Continue(())
        }));
        bar.clear();
        result
    }
}

/// The time after which the progress of work is shown.
const PATIENCE: Duration = Duration::from_secs(1);

/// The columns of the bar when all is done.
const WIDTH: usize = 25;

/// The progress bar.
struct Bar {
    /// When the work began.
    started: Instant,
    /// The percent that are shown; none where nothing is shown.
    shown: Option<u8>,
}

impl Bar {
    /// Draws the bar when another percent is reached.
    fn show(&mut self, progress: Progress) {
        let percent = progress.percent();
        if self.shown != Some(percent) && self.started.elapsed() > PATIENCE {
            // Failure to show the bar does not affect the result.
            let _ = write!(std::io::stderr(), "\r{}", bar(percent));
            self.shown = Some(percent);
        }
    }

    /// Removes the line.
    fn clear(&self) {
        if self.shown.is_some() {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}

/// The line of a bar.
fn bar(percent: u8) -> String {
    let filled = usize::from(percent) * WIDTH / 100;
    format!("[{:WIDTH$}] {percent} %", "#".repeat(filled))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_grows_from_nothing_to_its_width() {
        assert_eq!(bar(0), format!("[{}] 0 %", " ".repeat(25)));
        assert_eq!(bar(49), format!("[{}{}] 49 %", "#".repeat(12), " ".repeat(13)));
        assert_eq!(bar(100), format!("[{}] 100 %", "#".repeat(25)));
    }
}
