//! The process that tries documents: panics are caught, and a watchdog ends it where one takes too long or too much.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{LazyLock, Mutex};
use std::time::{Duration, Instant};

use evalindex::Document;

use crate::documents::{Corpus, Fuzzed, document};
use crate::random::Random;
use crate::shrink::shrunk;
use crate::verbs::{Taken, tried};

/// The longest that one document may take.
const LONGEST: Duration = Duration::from_secs(10);
/// The most memory of the process, in pages of 4 KiB: 2 GiB.
const MOST_PAGES: u64 = 512 * 1024;
/// A service's thread has no more stack than this.
const STACK: usize = 2 << 20;

/// The files in which the worker notes the number of the document that it tries, and the document, so that its end can be
/// explained.
pub(crate) fn notes(folder: &Path) -> [PathBuf; 2] {
    [folder.join("at"), folder.join("at.json")]
}

/// Where the last panic was.
static PANIC: Mutex<String> = Mutex::new(String::new());
/// How often documents were begun and ended: odd while one is tried.
static BEGUN: AtomicU64 = AtomicU64::new(0);

/// What does not hold of a document.
pub(crate) fn finding(fuzzed: &Fuzzed, seed: u64) -> Result<Taken, String> {
    let outcome = catch_unwind(AssertUnwindSafe(|| tried(fuzzed, &mut Random::seeded(seed))));
    outcome.unwrap_or_else(|_| Err(PANIC.lock().map_or_else(|_| "panic".to_owned(), |text| text.clone())))
}

/// What findings of one kind have in common: the words, without what they quote and count.
pub(crate) fn kind(what: &str) -> String {
    let unquoted: String = what.split('`').step_by(2).collect::<Vec<_>>().join("`");
    let line = unquoted.lines().next().unwrap_or_default();
    line.chars().filter(|letter| !letter.is_ascii_digit()).take(100).collect()
}

/// Tries the documents from `first` to the deadline or to `last`, on a small stack. Gives the worker's report as lines.
///
/// # Errors
/// When the folder cannot be written or the repository cannot be read.
pub(crate) fn work(seed: u64, first: u64, last: u64, until: Duration, folder: &Path) -> std::io::Result<()> {
    std::panic::set_hook(Box::new(|panic| {
        if let Ok(mut text) = PANIC.lock() {
            *text = format!("panic: {panic}").replace('\n', ": ");
        }
    }));
    let start = Instant::now();
    let watchdog = folder.to_owned();
    std::thread::spawn(move || watch(&watchdog));
    let folder = folder.to_owned();
    let run = move || tried_all(seed, (first, last), (start, until), &folder);
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(run)?;
    thread.join().unwrap_or_else(|_| Err(std::io::Error::other("the worker's own thread panicked")))
}

fn tried_all(
    seed: u64,
    (first, last): (u64, u64),
    (start, until): (Instant, Duration),
    folder: &Path,
) -> std::io::Result<()> {
    let (corpus, known) = (Corpus::read()?, known(folder)?);
    let (mut taken, mut kinds) = ([0_u64; 2], BTreeMap::<String, u64>::new());
    let (mut slowest, mut number) = ((Duration::ZERO, 0), first);
    while number < last && start.elapsed() < until {
        let [at, text] = notes(folder);
        fs::write(at, number.to_string())?;
        let begun = Instant::now();
        BEGUN.fetch_add(1, Ordering::Relaxed);
        let noted = |bytes: &[u8]| fs::write(&text, bytes).is_ok();
        let fuzzed = document(&corpus, seed, number, &|bytes| noted(bytes) && accepts(bytes));
        noted(&fuzzed.bytes);
        match finding(&fuzzed, number) {
            Ok(Taken::Evaluated) => taken[0] += 1,
            Ok(Taken::Refused) => taken[1] += 1,
            Err(what) => {
                let kind = kind(&what);
                let is_new = !kinds.contains_key(&kind) && !known.contains(&kind);
                *kinds.entry(kind).or_default() += 1;
                if is_new {
                    BEGUN.fetch_add(1, Ordering::Relaxed);
                    keep(folder, number, &what, &fuzzed)?;
                    BEGUN.fetch_add(1, Ordering::Relaxed);
                }
            }
        }
        BEGUN.fetch_add(1, Ordering::Relaxed);
        slowest = slowest.max((begun.elapsed(), number));
        number += 1;
    }
    let mut out = std::io::stdout();
    writeln!(out, "tried {} evaluated {} refused {}", number - first, taken[0], taken[1])?;
    writeln!(out, "slowest: document {}, {} ms", slowest.1, slowest.0.as_millis())?;
    for (kind, count) in kinds {
        writeln!(out, "found {count} {kind}")?;
    }
    Ok(())
}

/// The kinds of findings that are in the folder already.
fn known(folder: &Path) -> std::io::Result<BTreeSet<String>> {
    let mut known = BTreeSet::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            known.insert(kind(&fs::read_to_string(path)?));
        }
    }
    Ok(known)
}

/// Whether a document is evaluated. One that panics is, so that it is tried and told.
fn accepts(bytes: &[u8]) -> bool {
    let evaluated = || Document::from_bytes(bytes).and_then(|document| document.evaluate()).is_ok();
    catch_unwind(evaluated).unwrap_or(true)
}

/// Writes a document on which something does not hold, as it was and as small as it could be made.
fn keep(folder: &Path, number: u64, what: &str, fuzzed: &Fuzzed) -> std::io::Result<()> {
    fs::write(folder.join(format!("{number}.json")), &fuzzed.bytes)?;
    fs::write(folder.join(format!("{number}.txt")), what)?;
    match shrunk(fuzzed, number, &kind(what)) {
        Some(small) => fs::write(folder.join(format!("{number}.small.json")), small),
        None => Ok(()),
    }
}

/// Ends the process where a document takes too long or too much memory; the parent explains it.
fn watch(folder: &Path) {
    let mut present = (0, Instant::now(), used());
    loop {
        std::thread::sleep(Duration::from_millis(100));
        let begun = BEGUN.load(Ordering::Relaxed);
        if begun != present.0 {
            present = (begun, Instant::now(), used());
        }
        let resident = field("/proc/self/statm", 1).unwrap_or(0);
        let long = present.1.elapsed() > LONGEST && used().saturating_sub(present.2) > LONGEST * 4 / 5;
        let why = match () {
            () if begun % 2 == 1 && long => "hang: more than 10 s",
            () if resident > MOST_PAGES => "memory: more than 2 GiB",
            () => continue,
        };
        let _ = fs::write(folder.join("why"), why);
        std::process::abort();
    }
}

/// The processor time of this process: on a machine that is busy otherwise, the clock says little. The clock, where the
/// system does not tell.
fn used() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let ticks = field("/proc/self/stat", 13).zip(field("/proc/self/stat", 14));
    ticks.map_or_else(|| START.elapsed(), |(user, system)| Duration::from_millis(10 * (user + system)))
}

fn field(path: &str, position: usize) -> Option<u64> {
    fs::read_to_string(path).ok()?.split(' ').nth(position)?.parse().ok()
}
