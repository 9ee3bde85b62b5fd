//! Work shared among threads in parts that do not depend on how many there are: whoever is free takes the next one.

use std::sync::Mutex;

/// So many parts a thread, so that none waits long for the last ones.
const PARTS: usize = 16;

/// How many of so many things make a part.
pub(crate) fn part(count: usize, threads: usize) -> usize {
    let parts = if threads > 1 { threads.min(MOST).saturating_mul(PARTS) } else { 1 };
    count.div_ceil(parts).max(1)
}

/// More threads than this are never used.
const MOST: usize = 64;

/// Gives workers on so many threads the parts to do, each as it gets to them, and gives what the workers come to: which
/// of them did which part must not matter.
pub(crate) fn on_threads<P: Send, R: Send>(
    parts: Vec<P>,
    threads: usize,
    worker: &(dyn Fn(&mut dyn Iterator<Item = P>) -> R + Sync),
) -> Vec<R> {
    let threads = threads.min(MOST).min(parts.len());
    let parts = Mutex::new(parts.into_iter());
    // A lock is poisoned only when another worker has panicked, which is passed on below.
    let next = || parts.lock().ok()?.next();
    let work = || worker(&mut std::iter::from_fn(next));
    std::thread::scope(|scope| {
        // Where no thread can be had, as under WebAssembly, the others do its parts.
        let more = |_| std::thread::Builder::new().spawn_scoped(scope, work).ok();
        let others: Vec<_> = (1..threads).filter_map(more).collect();
        let mut done = vec![work()];
        for other in others {
            match other.join() {
                Ok(result) => done.push(result),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    })
}

/// Does each part on whichever thread is free, with what that thread keeps from one part to the next; gives what they
/// come to in order.
pub(crate) fn in_order<P: Send, S: Default, R: Send>(
    parts: impl Iterator<Item = P>,
    threads: usize,
    work: &(dyn Fn(P, &mut S) -> R + Sync),
) -> Vec<R> {
    let worker = |parts: &mut dyn Iterator<Item = (usize, P)>| {
        let mut kept = S::default();
        parts.map(|(number, part)| (number, work(part, &mut kept))).collect::<Vec<_>>()
    };
    let mut done: Vec<(usize, R)> =
        on_threads(parts.enumerate().collect(), threads, &worker).into_iter().flatten().collect();
    done.sort_unstable_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_stand_in_the_order_of_the_parts_on_any_number_of_threads() {
        let squares: Vec<u64> = (0..100).map(|number| number * number).collect();
        for threads in [1, 2, 7, 1000] {
            assert_eq!(in_order(0..100_u64, threads, &|number, (): &mut ()| number * number), squares);
            assert!(in_order(0..0_u64, threads, &|number, (): &mut ()| number).is_empty());
            let each = part(100, threads);
            let sums = on_threads((0..100).step_by(each).collect(), threads, &|parts| parts.count());
            assert_eq!(sums.into_iter().sum::<usize>(), 100_usize.div_ceil(each), "every part is done once");
        }
    }
}
