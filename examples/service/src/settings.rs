//! What the service takes on: each number bounds the memory or the time that strangers can have.

use std::time::Duration;

use evalindex::Limits;

/// Bytes of a body, a document or a question.
pub(crate) const MOST_BYTES: usize = 8 << 20;

/// How large a document may be. Its text is bounded already, as the body of a request.
pub(crate) fn limits() -> Limits {
    Limits::default().subjects(20_000).nodes(2_000).cells(1_000_000).problems(100)
}

/// Bytes of the documents that are kept, counted by their texts; the oldest go first.
pub(crate) const MOST_BYTES_KEPT: usize = 32 << 20;

/// Documents that are kept.
pub(crate) const MOST_KEPT: usize = 256;

/// Rows of a page.
pub(crate) const MOST_ROWS: usize = 1_000;

/// Rows of a page where the request does not say.
pub(crate) const ROWS: usize = 20;

/// Draws of one request.
pub(crate) const MOST_DRAWS: u32 = 1_000_000;

/// Time of one piece of long work.
pub(crate) const LONGEST: Duration = Duration::from_secs(60);

/// Time from the signal to stop until unanswered requests are dropped.
pub(crate) const GRACE: Duration = Duration::from_secs(5);
