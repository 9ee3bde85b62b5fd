//! Documents that are kept in memory, within limits.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use evalindex::{Evaluation, Prepared};

use crate::settings::{MOST_BYTES_KEPT, MOST_KEPT};

/// A document as questions need it. The `Document` is not among it, so that its text is freed.
pub(crate) struct Held {
    pub(crate) prepared: Prepared,
    pub(crate) evaluation: Evaluation,
    /// Bytes of the text that it was read from.
    pub(crate) bytes: usize,
}

/// All documents that are kept, by number.
#[derive(Default)]
pub(crate) struct Store(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    /// By number: the first is the oldest.
    held: BTreeMap<u64, Arc<Held>>,
    last: u64,
    bytes: usize,
}

impl Store {
    /// Keeps a document, in place of the oldest ones where there is no room, and gives it with its number.
    pub(crate) fn keep(&self, held: Held) -> (u64, Arc<Held>) {
        let held = Arc::new(held);
        let mut kept = self.lock();
        kept.last = kept.last.saturating_add(1);
        kept.bytes = kept.bytes.saturating_add(held.bytes);
        let number = kept.last;
        kept.held.insert(number, Arc::clone(&held));
        let mut gone = Vec::new();
        while kept.held.len() > 1 && (kept.held.len() > MOST_KEPT || kept.bytes > MOST_BYTES_KEPT) {
            gone.extend(kept.remove_oldest());
        }
        // What is gone is freed after the lock is.
        drop(kept);
        (number, held)
    }

    pub(crate) fn get(&self, number: u64) -> Option<Arc<Held>> {
        self.lock().held.get(&number).cloned()
    }

    /// Removes a document, if it is still there.
    pub(crate) fn remove(&self, number: u64) -> Option<Arc<Held>> {
        let mut kept = self.lock();
        let held = kept.held.remove(&number)?;
        kept.bytes = kept.bytes.saturating_sub(held.bytes);
        Some(held)
    }

    pub(crate) fn count(&self) -> usize {
        self.lock().held.len()
    }

    /// No function that holds the lock can leave a half-made change, so that a poisoned one is as good as another.
    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    fn remove_oldest(&mut self) -> Option<Arc<Held>> {
        let (_, held) = self.held.pop_first()?;
        self.bytes = self.bytes.saturating_sub(held.bytes);
        Some(held)
    }
}
