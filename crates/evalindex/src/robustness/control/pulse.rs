//! What one thread tells of its work, and hears about it.

use std::cell::Cell;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use super::Cancelled;
use crate::support::{Interrupt, Meter};

/// The number of operations between two looks at the control: about a millisecond. An operation is about as long as a
/// sum of binary floats from memory; the library knows no clock.
pub(super) const BETWEEN: u64 = 1 << 20;

/// What all threads know of a job.
#[derive(Debug, Default)]
pub(super) struct State {
    /// The parts that are done.
    pub(super) done: AtomicU64,
    /// Whether the job is to be stopped.
    pub(super) stopped: AtomicBool,
}

/// One thread's hold on a job.
pub(in crate::robustness) struct Pulse<'a> {
    state: &'a State,
    /// Shows the progress; on the calling thread alone.
    show: Option<&'a dyn Fn()>,
    /// The operations since the last look at the control.
    spent: Cell<u64>,
}

impl<'a> Pulse<'a> {
    /// The hold of the calling thread, where there is something to show, or that of another one.
    pub(super) fn new(state: &'a State, show: Option<&'a dyn Fn()>, spent: u64) -> Self {
        Self { state, show, spent: Cell::new(spent) }
    }

    /// The operations since the last look at the control.
    pub(super) fn spent(&self) -> u64 {
        self.spent.get()
    }

    /// Counts operations, and looks at the control where there were enough of them.
    ///
    /// # Errors
    /// When the job is to be stopped.
    #[inline]
    pub(in crate::robustness) fn spend(&self, operations: usize) -> Result<(), Cancelled> {
        let spent = self.spent.get().saturating_add(operations as u64);
        self.spent.set(spent);
        if spent < BETWEEN { Ok(()) } else { self.look() }
    }

    /// Looks at the control now.
    ///
    /// # Errors
    /// When the job is to be stopped.
    pub(super) fn look(&self) -> Result<(), Cancelled> {
        let is_stopped = || self.state.stopped.load(Ordering::Relaxed);
        if let Some(show) = self.show.filter(|_| !is_stopped()) {
            show();
        }
        // Once stopped, every later question is answered at once.
        self.spent.set(if is_stopped() { BETWEEN } else { 0 });
        if is_stopped() { Err(Cancelled) } else { Ok(()) }
    }

    /// What the engine asks whether to stop.
    pub(in crate::robustness) fn interrupt(&self) -> Interrupt<'_> {
        Interrupt::by(self)
    }

    /// Counts parts as done.
    pub(in crate::robustness) fn done(&self, parts: usize) {
        self.state.done.fetch_add(parts as u64, Ordering::Relaxed);
    }
}

impl Meter for Pulse<'_> {
    fn count(&self, operations: usize) -> Result<(), Cancelled> {
        self.spend(operations)
    }
}
