//! Control of long work: the number of threads, progress, and an end before its end. All analyses that may take long
//! take a [`Control`] and work on a [`Job`].

mod job;
mod pulse;

use std::fmt;
use std::ops::ControlFlow;

pub(super) use self::job::Job;
pub(super) use self::pulse::Pulse;
pub use crate::support::Cancelled;
use crate::support::{Refused, UnknownIndex, from_index_error};

/// What is called with the progress of work.
type Watch<'a> = Box<dyn FnMut(Progress) -> ControlFlow<()> + 'a>;

/// How long work runs: on how many threads, who sees its progress, and who may stop it.
///
/// Taken by [`tipping`](crate::Prepared::tipping), [`certain`](crate::Prepared::certain),
/// [`robustness`](crate::Prepared::robustness), [`sensitivity`](crate::Prepared::sensitivity) and
/// [`leave_out`](crate::Prepared::leave_out). No result depends on it.
///
/// ```
/// # use evalindex::Document;
/// use std::ops::ControlFlow;
/// use evalindex::robustness::{Cancelled, Control, Draws, Progress, RobustnessError};
///
/// # let document = Document::from_json(r#"{"format": "evalindex/1",
/// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
/// #     {"id": "a", "name": "A", "weight": 70, "rule": {"type": "as_is"}},
/// #     {"id": "b", "name": "B", "weight": 30, "rule": {"type": "as_is"}}]}],
/// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}], "values": {"x": {"a": 80, "b": 10}}}"#)?;
/// let (prepared, draws) = (document.prepare()?, Draws::new(100, 1));
/// let mut last = 0;
/// let seen = Control::new().threads(2).on_progress(|progress: Progress| {
///     last = progress.done;
///     ControlFlow::Continue(())
/// });
/// let found = prepared.robustness("i", &draws, seen)?;
/// assert_eq!(last, 100);
///
/// let stopped = Control::new().on_progress(|_| ControlFlow::Break(()));
/// assert_eq!(prepared.robustness("i", &draws, stopped), Err(RobustnessError::Cancelled(Cancelled)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use = "a control is taken by the work that it controls"]
pub struct Control<'a> {
    threads: usize,
    watch: Option<Watch<'a>>,
}

impl<'a> Control<'a> {
    /// On the calling thread alone, and to its end.
    pub fn new() -> Self {
        Self { threads: 1, watch: None }
    }

    /// Sets the number of threads, that of the caller included; 0 is taken as 1, and never more than 64 are used. Where
    /// no thread can be had, as under WebAssembly, the others do its work.
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = threads;
        self
    }

    /// Sets what sees the progress, and stops the work by [`ControlFlow::Break`].
    ///
    /// It is called on the calling thread: before the work begins, then about once for each millisecond of work, and
    /// when all is done. After `Break` each thread stops at its next step, which takes some milliseconds.
    pub fn on_progress(mut self, watch: impl FnMut(Progress) -> ControlFlow<()> + 'a) -> Self {
        self.watch = Some(Box::new(watch));
        self
    }
}

impl Default for Control<'_> {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Control<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Control").field("threads", &self.threads).field("watched", &self.watch.is_some()).finish()
    }
}

/// How much of some work is done. It never goes back.
///
/// ```
/// # use evalindex::Document;
/// use std::ops::ControlFlow;
/// use evalindex::robustness::{Control, Draws};
///
/// # let document = Document::from_json(r#"{"format": "evalindex/1",
/// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
/// #     {"id": "a", "name": "A", "weight": 70, "rule": {"type": "as_is"}},
/// #     {"id": "b", "name": "B", "weight": 30, "rule": {"type": "as_is"}}]}],
/// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}], "values": {"x": {"a": 80, "b": 10}}}"#)?;
/// let mut percents = Vec::new();
/// let control = Control::new().on_progress(|progress| {
///     percents.push(progress.percent());
///     ControlFlow::Continue(())
/// });
/// document.prepare()?.robustness("i", &Draws::new(100, 1), control)?;
/// assert_eq!((percents.first(), percents.last()), (Some(&0), Some(&100)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// The parts that are done, 0 to `all`.
    pub done: u64,
    /// All parts: draws of `robustness`, rows of `sensitivity`, nodes and subjects of `leave_out`, pairs of subjects of
    /// `certain`; pairs of neighbours of `tipping`, once for each node and once for their joint change. Pairs with subjects
    /// that turn out to be unranked are done once the index is scored.
    pub all: u64,
}

impl Progress {
    /// The same in whole percent, 0 to 100, rounded down; 100 where there is nothing to do.
    pub fn percent(&self) -> u8 {
        let percent = u128::from(self.done).saturating_mul(100).checked_div(u128::from(self.all));
        percent.and_then(|percent| u8::try_from(percent).ok()).unwrap_or(100)
    }
}

/// Why long work on one index of a prepared document has no result.
///
/// ```
/// use std::ops::ControlFlow;
/// use evalindex::robustness::{Cancelled, Control, Unfinished};
///
/// # let document = evalindex::Document::from_json(r#"{"format": "evalindex/1",
/// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
/// #     {"id": "a", "name": "A", "weight": 100, "rule": {"type": "as_is"}}]}],
/// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}], "values": {"x": {"a": 87.5}}}"#)?;
/// let prepared = document.prepare()?;
/// assert!(matches!(prepared.tipping("cities", Control::new()), Err(Unfinished::UnknownIndex(_))));
/// let stop = Control::new().on_progress(|_| ControlFlow::Break(()));
/// assert_eq!(prepared.tipping("i", stop), Err(Unfinished::Cancelled(Cancelled)));
/// # Ok::<(), evalindex::Refused>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unfinished {
    /// The work was stopped.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// The document has no such index.
    #[error(transparent)]
    UnknownIndex(#[from] UnknownIndex),
    /// The index cannot be scored.
    #[error(transparent)]
    Refused(#[from] Refused),
}

from_index_error!(Unfinished);

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use serde_json::{Value, json};

    use super::*;
    use crate::support::{Interrupt, Meter};
    use crate::{Document, Prepared};

    /// Counts the questions and the largest step, and stops at one question.
    struct Counting {
        asked: Cell<usize>,
        largest: Cell<usize>,
        stop: usize,
    }

    impl Meter for Counting {
        fn count(&self, operations: usize) -> Result<(), Cancelled> {
            self.asked.set(self.asked.get() + 1);
            self.largest.set(self.largest.get().max(operations));
            if self.asked.get() > self.stop { Err(Cancelled) } else { Ok(()) }
        }
    }

    fn counting(stop: usize) -> Counting {
        Counting { asked: Cell::new(0), largest: Cell::new(0), stop }
    }

    const SUBJECTS: usize = 60;

    fn document(aggregate: &Value) -> Prepared {
        let leaf = |id: usize| json!({ "id": format!("i{id}"), "name": "L", "weight": 1, "rule": { "type": "min_max", "min": 0, "max": 100 } });
        let dimension = |id: &str, leaves: [usize; 3]| json!({ "id": id, "name": "D", "weight": 1, "aggregate": aggregate, "children": leaves.map(leaf) });
        let row = |subject: usize| -> Value {
            (0..6).map(|input| (format!("i{input}"), Value::from((subject * 37 + input * 11) % 97 + 1))).collect()
        };
        let text = json!({
            "format": "evalindex/1",
            "indexes": [{ "id": "i", "name": "I", "kind": "k", "weights": "relative",
                "children": [dimension("a", [0, 1, 2]), dimension("b", [3, 4, 5])] }],
            "subjects": (0..SUBJECTS).map(|id| json!({ "id": format!("s{id}"), "name": "S", "kind": "k" })).collect::<Vec<_>>(),
            "values": (0..SUBJECTS).map(|id| (format!("s{id}"), row(id))).collect::<serde_json::Map<_, _>>() });
        Document::from_json(&text.to_string()).unwrap().prepare().unwrap()
    }

    /// No step is longer than scoring each subject once, which is less than a look at the control waits for; after an
    /// answer to stop nothing more is asked, or only once for each indicator and node.
    #[test]
    fn scoring_stops_at_any_question() {
        for aggregate in
            [json!("arithmetic"), json!("geometric"), json!("copeland"), json!("borda"), json!({ "topsis": "vector" })]
        {
            let prepared = document(&aggregate);
            let index = prepared.index_ids().next().unwrap();
            let scored = |meter: &Counting| prepared.view_of(index, Interrupt::by(meter)).map(|view| view.ranked.len());
            let all = counting(usize::MAX);
            assert_eq!(scored(&all), Ok(SUBJECTS));
            assert!(all.asked.get() > 2 && all.largest.get() <= SUBJECTS * 200, "{aggregate}: {}", all.largest.get());
            for stop in 0..all.asked.get() {
                let meter = counting(stop);
                assert!(scored(&meter).is_err());
                assert_eq!(meter.asked.get(), stop + 1, "{aggregate}");
            }
            let draft = prepared.whole_draft();
            let again = |meter: &Counting| prepared.recalibrated(index, draft, Interrupt::by(meter)).map(|_| ());
            let all = counting(usize::MAX);
            assert_eq!((again(&all), all.asked.get()), (Ok(()), 6));
            for stop in 0..6 {
                let meter = counting(stop);
                assert!(again(&meter).is_err() && meter.asked.get() == 6, "{aggregate}");
            }
        }
    }

    #[test]
    fn percent_is_whole_and_rounded_down() {
        let percent = |done, all| Progress { done, all }.percent();
        assert_eq!([percent(0, 7), percent(1, 3), percent(199, 200), percent(7, 7)], [0, 33, 99, 100]);
        assert_eq!((percent(0, 0), percent(u64::MAX, u64::MAX)), (100, 100));
    }
}
