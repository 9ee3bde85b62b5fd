//! Work shared among threads in parts: a free thread takes the next part. Results do not depend on the number of
//! threads.

use std::cell::{Cell, RefCell};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, ScopedJoinHandle};
use std::time::Duration;

use super::pulse::{BETWEEN, Pulse, State};
use super::{Cancelled, Control, Progress, Watch};
use crate::support::Interrupt;

/// The largest number of threads.
const MOST: usize = 64;

/// The number of parts for each thread: enough that no thread waits long for the last part.
const PARTS: usize = 16;

/// How long the calling thread waits for others before it looks at the control again.
const WAIT: Duration = Duration::from_millis(20);

/// What a thread does with the parts that it takes.
pub(in crate::robustness) type Worker<'a, P, R> =
    dyn Fn(&mut dyn Iterator<Item = P>, &Pulse<'_>) -> Result<R, Cancelled> + Sync + 'a;

/// Work under a control.
pub(in crate::robustness) struct Job<'a> {
    threads: usize,
    all: u64,
    state: State,
    watch: RefCell<Option<Watch<'a>>>,
    /// The operations of the calling thread since the last look at the control.
    spent: Cell<u64>,
}

impl<'a> Job<'a> {
    /// A job of this number of parts.
    ///
    /// # Errors
    /// When it is to be stopped before it begins.
    pub(in crate::robustness) fn new(control: Control<'a>, all: usize) -> Result<Self, Cancelled> {
        // A thread cannot even be asked for where there are none.
        let alone = cfg!(all(target_family = "wasm", not(target_feature = "atomics")));
        let threads = if alone { 1 } else { control.threads.clamp(1, MOST) };
        let watch = RefCell::new(control.watch);
        let job = Self { threads, all: all as u64, state: State::default(), watch, spent: Cell::new(0) };
        job.look()?;
        Ok(job)
    }

    /// Shows that all is done, and passes a result on.
    ///
    /// # Errors
    /// When the job is stopped even so.
    pub(in crate::robustness) fn finished<R>(&self, result: R) -> Result<R, Cancelled> {
        self.state.done.fetch_max(self.all, Ordering::Relaxed);
        self.look()?;
        Ok(result)
    }

    /// Looks at the control now.
    fn look(&self) -> Result<(), Cancelled> {
        if !self.is_stopped() {
            self.show();
        }
        if self.is_stopped() { Err(Cancelled) } else { Ok(()) }
    }

    fn is_stopped(&self) -> bool {
        self.state.stopped.load(Ordering::Relaxed)
    }

    /// Shows the progress to who watches, and notes whether the job is to be stopped.
    fn show(&self) {
        let done = self.state.done.load(Ordering::Relaxed).min(self.all);
        if let Some(watch) = &mut *self.watch.borrow_mut()
            && watch(Progress { done, all: self.all }).is_break()
        {
            self.state.stopped.store(true, Ordering::Relaxed);
        }
    }

    /// The number of items in a part, of `count` items that take this number of operations each: parts are short, and
    /// every thread gets several.
    pub(in crate::robustness) fn part(&self, count: usize, operations: usize) -> usize {
        let short = usize::try_from(BETWEEN).unwrap_or(usize::MAX).checked_div(operations).unwrap_or(count);
        let shared = if self.threads > 1 { count.div_ceil(self.threads.saturating_mul(PARTS)) } else { count };
        short.min(shared).max(1)
    }

    /// Works on the calling thread alone.
    pub(in crate::robustness) fn alone<R>(&self, work: impl FnOnce(&Pulse<'_>) -> R) -> R {
        let show = || self.show();
        let pulse = Pulse::new(&self.state, Some(&show), self.spent.get());
        let result = work(&pulse);
        self.spent.set(pulse.spent());
        result
    }

    /// Asks the engine for something on the calling thread alone.
    ///
    /// # Errors
    /// When the job is stopped; what the engine has returned then is no answer.
    pub(in crate::robustness) fn ask<R>(&self, engine: impl FnOnce(Interrupt<'_>) -> R) -> Result<R, Cancelled> {
        let answer = self.alone(|pulse| engine(pulse.interrupt()));
        if self.is_stopped() { Err(Cancelled) } else { Ok(answer) }
    }

    /// Counts parts as done that turn out to need no work.
    pub(in crate::robustness) fn done(&self, parts: usize) {
        self.state.done.fetch_add(parts as u64, Ordering::Relaxed);
    }

    /// Runs one worker on each thread; workers take parts from one queue until it is empty. Returns the results of the
    /// workers, which must not depend on the part that each of them gets.
    ///
    /// # Errors
    /// When the job is stopped.
    pub(in crate::robustness) fn on_threads<P: Send, R: Send>(
        &self,
        parts: Vec<P>,
        worker: &Worker<'_, P, R>,
    ) -> Result<Vec<R>, Cancelled> {
        let others = self.threads.min(parts.len()).saturating_sub(1);
        if others == 0 {
            return Ok(vec![self.alone(|pulse| worker(&mut parts.into_iter(), pulse))?]);
        }
        let (state, finished, caller) = (&self.state, AtomicUsize::new(0), thread::current());
        let parts = Mutex::new(parts.into_iter());
        // A lock is poisoned only when another worker has panicked, which is passed on below.
        let next = || parts.lock().ok()?.next();
        let work = |pulse: &Pulse<'_>| worker(&mut std::iter::from_fn(next), pulse);
        let other = || {
            let done = work(&Pulse::new(state, None, 0));
            finished.fetch_add(1, Ordering::Release);
            caller.unpark();
            done
        };
        thread::scope(|scope| {
            // Where no thread can be had, the others do its parts.
            let more = |_| thread::Builder::new().spawn_scoped(scope, other).ok();
            let others: Vec<_> = (0..others).filter_map(more).collect();
            let own = self.alone(|pulse| {
                let own = work(pulse)?;
                wait(pulse, &others, &finished)?;
                Ok(own)
            });
            // All threads are joined, whatever the others say.
            let others: Vec<_> = others.into_iter().map(joined).collect();
            std::iter::once(own).chain(others).collect()
        })
    }

    /// Works on each part on the next free thread, with state that the thread keeps between parts. Returns the results
    /// in the order of the parts.
    ///
    /// # Errors
    /// When the job is stopped.
    pub(in crate::robustness) fn in_order<P: Send, S: Default, R: Send>(
        &self,
        parts: impl Iterator<Item = P>,
        work: &(dyn Fn(P, &mut S, &Pulse<'_>) -> Result<R, Cancelled> + Sync),
    ) -> Result<Vec<R>, Cancelled> {
        let worker = |parts: &mut dyn Iterator<Item = (usize, P)>, pulse: &Pulse<'_>| {
            let mut kept = S::default();
            parts.map(|(number, part)| Ok((number, work(part, &mut kept, pulse)?))).collect::<Result<Vec<_>, _>>()
        };
        let done = self.on_threads(parts.enumerate().collect(), &worker)?;
        let mut done: Vec<(usize, R)> = done.into_iter().flatten().collect();
        done.sort_unstable_by_key(|(number, _)| *number);
        Ok(done.into_iter().map(|(_, result)| result).collect())
    }
}

/// Waits for other threads, and looks at the control meanwhile.
fn wait<R>(pulse: &Pulse<'_>, others: &[ScopedJoinHandle<'_, R>], finished: &AtomicUsize) -> Result<(), Cancelled> {
    // A thread that panics is finished without having said so.
    while finished.load(Ordering::Acquire) < others.len() && !others.iter().all(ScopedJoinHandle::is_finished) {
        thread::park_timeout(WAIT);
        pulse.look()?;
    }
    Ok(())
}

/// The result of a thread; its panic is passed on.
fn joined<R>(thread: ScopedJoinHandle<'_, R>) -> R {
    match thread.join() {
        Ok(result) => result,
        Err(panic) => std::panic::resume_unwind(panic),
    }
}
