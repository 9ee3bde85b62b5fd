//! Work shared among threads in parts that do not depend on how many there are.

/// Does each part on a thread of its own, the first one on this, and gives what they come to in order.
pub(in crate::robustness) fn on_threads<P: Send, R: Send>(parts: Vec<P>, work: &(dyn Fn(P) -> R + Sync)) -> Vec<R> {
    let mut parts = parts.into_iter();
    let Some(own) = parts.next() else { return Vec::new() };
    std::thread::scope(|scope| {
        let others: Vec<_> = parts.map(|part| scope.spawn(move || work(part))).collect();
        let mut done = vec![work(own)];
        for other in others {
            match other.join() {
                Ok(result) => done.push(result),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    })
}
