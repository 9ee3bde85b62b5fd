//! Work that computes: on threads that may block, never more at once than there is room for, and no longer than somebody
//! waits for it.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use evalindex::robustness::Control;
use serde::Serialize;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use crate::fault::Fault;
use crate::settings::LONGEST;

/// Room for work. Long work has its own, so that rankings are served however much of it waits.
pub(crate) struct Workers {
    short: Room,
    long: Room,
}

/// How many pieces of work run now.
#[derive(Serialize)]
pub(crate) struct Working {
    short: usize,
    long: usize,
}

/// The number of threads for work.
pub(crate) fn threads() -> usize {
    short_threads().saturating_add(long_threads())
}

fn short_threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

fn long_threads() -> usize {
    short_threads().div_ceil(2)
}

impl Workers {
    pub(crate) fn new() -> Self {
        Self { short: Room::new(short_threads()), long: Room::new(long_threads()) }
    }

    /// Does work that takes about as long as an evaluation.
    pub(crate) async fn short<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        self.short.run(work).await
    }

    /// Does work that may take long, and that ends soon after its request is dropped: when the client hangs up, or when
    /// the service stops.
    pub(crate) async fn long<T: Send + 'static>(
        &self,
        work: impl FnOnce(Control<'static>) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        let gone = Arc::new(AtomicBool::new(false));
        let _guard = SetWhenDropped(Arc::clone(&gone));
        let controlled = move || {
            let begun = Instant::now();
            work(Control::new().on_progress(move |_| {
                let over = gone.load(Ordering::Relaxed) || begun.elapsed() > LONGEST;
                if over { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            }))
        };
        self.long.run(controlled).await
    }

    pub(crate) fn working(&self) -> Working {
        Working { short: self.short.taken(), long: self.long.taken() }
    }
}

/// Says that nobody waits any more: it lies in the future of a request, which is dropped when it is answered or given up.
struct SetWhenDropped(Arc<AtomicBool>);

impl Drop for SetWhenDropped {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Places for so many pieces of work at once; others wait in the order in which they came.
struct Room {
    all: usize,
    free: Arc<Semaphore>,
}

impl Room {
    fn new(all: usize) -> Self {
        Self { all, free: Arc::new(Semaphore::new(all)) }
    }

    /// Work keeps its place to its own end: that of the request may come earlier.
    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        let place =
            Arc::clone(&self.free).acquire_owned().await.map_err(|_| Fault::internal("there is no room for work"))?;
        let done = spawn_blocking(move || {
            let _place = place;
            work()
        });
        done.await.map_err(|_| Fault::internal("the work failed"))?
    }

    fn taken(&self) -> usize {
        self.all.saturating_sub(self.free.available_permits())
    }
}
