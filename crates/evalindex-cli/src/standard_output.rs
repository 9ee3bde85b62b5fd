//! Whether there is a standard output. Where a process begins without one, Rust's runtime opens the null device in its
//! place, so that writing never fails: it is looked for before that.

use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the process began without a standard output.
static CLOSED: AtomicBool = AtomicBool::new(false);

/// Whether the process began without a standard output; not known, and so not said, where the system does not list open
/// files.
pub(crate) fn was_closed() -> bool {
    CLOSED.load(Ordering::Relaxed)
}

/// Looks for standard output among the open files, before the runtime starts.
#[cfg(unix)]
#[ctor::ctor]
fn look() {
    let has = |path: &str| std::fs::symlink_metadata(path).is_ok();
    CLOSED.store(has("/dev/fd/") && !has("/dev/fd/1"), Ordering::Relaxed);
}
