//! What verbs share whose work takes time: on how many threads, and a line that tells how far it has come.

use std::io::{IsTerminal, Write};
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// The argument of such a verb.
#[derive(Debug, clap::Args)]
pub(crate) struct Threads {
    /// On how many threads; the result does not depend on it
    #[arg(long, value_name = "T", allow_negative_numbers = true)]
    threads: Option<NonZeroUsize>,
}

impl Threads {
    /// So many: as asked for, or as the machine has.
    pub(crate) fn count(&self) -> usize {
        self.threads.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get)
    }
}

/// A line on a terminal's standard error that tells how far work has come, once it takes over a second.
pub(crate) struct Bar {
    all: u32,
    /// What is counted.
    what: &'static str,
    made: AtomicU32,
    started: Instant,
    shows: bool,
}

impl Bar {
    pub(crate) fn new(all: u32, what: &'static str) -> Self {
        Self { all, what, made: AtomicU32::new(0), started: Instant::now(), shows: std::io::stderr().is_terminal() }
    }

    pub(crate) fn made(&self, more: u32) {
        let before = self.made.fetch_add(more, Ordering::Relaxed);
        let percent = |made: u32| u64::from(made) * 100 / u64::from(self.all.max(1));
        let now = before.saturating_add(more);
        if self.shows && percent(now) > percent(before) && self.started.elapsed() > Duration::from_secs(1) {
            let done = usize::try_from(percent(now)).unwrap_or_default().min(100) / 4;
            let _ = write!(std::io::stderr(), "\r[{:25}] {now} of {} {}", "#".repeat(done), self.all, self.what);
        }
    }

    pub(crate) fn done(&self) {
        if self.shows && self.started.elapsed() > Duration::from_secs(1) {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}
