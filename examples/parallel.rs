//! One prepared document shared by threads, each of which asks what becomes of the ranking under other weights.
//!
//! `cargo run -p evalindex --example parallel`

use std::error::Error;
use std::sync::Arc;
use std::thread;

use evalindex::{Document, Prepared, WeightChange};

/// Who is first, and with how many points, where innovation weighs this much.
fn first(prepared: &Prepared, weight: i64) -> Result<String, Box<dyn Error + Send + Sync>> {
    // The figures are not scored again: the changed document shares the scores of the one it comes from.
    let changed = prepared.with_change("cities", &WeightChange::set("innovation", weight))?;
    let first = *changed.ranking("cities")?.first().ok_or("nobody is ranked")?;
    let name = changed.subject(first.subject).map(|subject| subject.name.as_str()).unwrap_or_default();
    Ok(format!("innovation {weight:>2}: {name} with {}", first.score))
}

fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let text = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/small.json");
    // Read, checked and scored once. Cloning would be cheap as well: its parts are shared.
    let prepared = Arc::new(Document::from_bytes(&std::fs::read(text)?)?.prepare()?);
    let threads: Vec<_> = (0..4)
        .map(|part| {
            let prepared = Arc::clone(&prepared);
            thread::spawn(move || {
                let weights = (part * 5..part * 5 + 5).map(|fifth| fifth * 5);
                weights.map(|weight| first(&prepared, weight)).collect::<Result<Vec<_>, _>>()
            })
        })
        .collect();
    // In the order in which they were asked, whoever is done first.
    for thread in threads {
        for line in thread.join().map_err(|_| "a thread failed")?? {
            println!("{line}");
        }
    }
    Ok(())
}
