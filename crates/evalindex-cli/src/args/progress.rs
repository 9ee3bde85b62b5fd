//! Long work: the number of threads, and the progress bar on standard error.

use std::io::{IsTerminal, Write};
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// The argument of verbs that work on several threads.
#[derive(Debug, clap::Args)]
pub(crate) struct Threads {
    /// On how many threads; the result does not depend on it
    #[arg(long, value_name = "T", allow_negative_numbers = true)]
    threads: Option<NonZeroUsize>,
}

impl Threads {
    /// As many as asked for, or as the machine has.
    pub(crate) fn count(&self) -> usize {
        self.threads.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get)
    }
}

/// The time after which the progress of work is shown.
const PATIENCE: Duration = Duration::from_secs(1);

/// The columns of the bar when all is done.
const WIDTH: u64 = 25;

/// Does work that reports progress, and shows it where standard error is a terminal.
pub(crate) fn watched<T>(all: u32, what: &'static str, work: impl FnOnce(&(dyn Fn(u32) + Sync)) -> T) -> T {
    let bar =
        Bar { all, what, done: AtomicU32::new(0), started: Instant::now(), is_shown: std::io::stderr().is_terminal() };
    let result = work(&|more| bar.advance(more));
    bar.clear();
    result
}

/// The progress bar.
struct Bar {
    /// The number to do.
    all: u32,
    /// What is counted.
    what: &'static str,
    /// The number done.
    done: AtomicU32,
    /// When the work began.
    started: Instant,
    /// Whether there is a terminal to show it on.
    is_shown: bool,
}

impl Bar {
    /// Counts more as done, and redraws the bar when another percent is reached.
    fn advance(&self, more: u32) {
        let before = self.done.fetch_add(more, Ordering::Relaxed);
        let percent = |done: u32| (u64::from(done) * 100 / u64::from(self.all.max(1))).min(100);
        let now = before.saturating_add(more);
        if self.is_due() && percent(now) > percent(before) {
            let filled = usize::try_from(percent(now) * WIDTH / 100).unwrap_or_default();
            // Failure to show the bar does not affect the result.
            let _ = write!(std::io::stderr(), "\r[{:25}] {now} of {} {}", "#".repeat(filled), self.all, self.what);
        }
    }

    /// Removes the line.
    fn clear(&self) {
        if self.is_due() {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }

    /// Whether the work has taken long enough to be shown.
    fn is_due(&self) -> bool {
        self.is_shown && self.started.elapsed() > PATIENCE
    }
}
