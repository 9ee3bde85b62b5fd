//! How the engine asks, between the steps of long work, whether to stop.

/// The work was stopped by its `Control`; there is no result.
///
/// ```
/// assert_eq!(evalindex::robustness::Cancelled.to_string(), "stopped before the end");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("stopped before the end")]
#[cfg_attr(not(feature = "robustness"), expect(unreachable_pub, reason = "only features stop work"))]
pub struct Cancelled;

/// Counts the operations of some work, and tells when it is to stop.
pub(crate) trait Meter {
    /// Counts operations: each about as long as a sum of binary floats from memory.
    ///
    /// # Errors
    /// When the work is to be stopped; from then on always.
    fn count(&self, operations: usize) -> Result<(), Cancelled>;
}

/// What the engine asks whether to stop; most work is never stopped.
#[derive(Clone, Copy, Default)]
pub(crate) struct Interrupt<'a>(Option<&'a dyn Meter>);

impl<'a> Interrupt<'a> {
    /// For work that goes on to its end.
    pub(crate) const NEVER: Interrupt<'static> = Interrupt(None);

    /// For work that this meter may stop.
    #[cfg(any(test, feature = "robustness"))]
    pub(crate) fn by(meter: &'a dyn Meter) -> Self {
        Self(Some(meter))
    }

    /// Counts so many times so many operations.
    ///
    /// # Errors
    /// When the work is to be stopped.
    #[inline]
    pub(crate) fn count(self, times: usize, operations: usize) -> Result<(), Cancelled> {
        self.0.map_or(Ok(()), |meter| meter.count(times.saturating_mul(operations)))
    }
}

impl std::fmt::Debug for Interrupt<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_tuple("Interrupt").field(&self.0.is_some()).finish()
    }
}
