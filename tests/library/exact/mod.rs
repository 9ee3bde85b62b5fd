//! The proof that results are exact: random documents against a computation of its own, written from the text of the
//! format, in big rationals (and, where the methods are real, in 70 decimals). Every place, grade, published digit and
//! contribution must be the same.
//!
//! `EVALINDEX_PROOF_DOCUMENTS` says how many documents (2,000 when absent), `EVALINDEX_PROOF_SEED` where the seeds begin.

mod aggregates;
mod compare;
pub(crate) mod draw;
mod draw_figures;
mod draw_rules;
mod geometric;
mod known;
mod numbers;
#[path = "../../support/random.rs"]
pub(crate) mod random;
mod ranking;
mod reals;
mod rules;
mod tree;

use std::collections::BTreeMap;
use std::fmt::Write;

use compare::{compared, kinds};

/// The random document of a seed, for other tests.
pub(crate) fn random_document(seed: u64) -> serde_json::Value {
    draw::document(seed)
}

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().map_or(default, |text| text.parse().expect(name))
}

/// The documents that are not as they must be, by seed, and how many of each outcome there are.
fn judged(seeds: impl Iterator<Item = u64>) -> (BTreeMap<u64, Vec<String>>, BTreeMap<&'static str, u64>) {
    let (mut wrong, mut seen) = (BTreeMap::new(), BTreeMap::new());
    for seed in seeds {
        let outcome = compared(&draw::document(seed));
        if !outcome.differences.is_empty() {
            wrong.insert(seed, outcome.differences);
        }
        let noted = [(true, outcome.what), (outcome.ties, "with a tie"), (outcome.halves, "with a half")];
        for (_, what) in noted.into_iter().filter(|(holds, _)| *holds) {
            *seen.entry(what).or_default() += 1;
        }
    }
    (wrong, seen)
}

#[test]
fn every_place_grade_and_digit_is_that_of_the_exact_values() {
    let (first, count) = (setting("EVALINDEX_PROOF_SEED", 1), setting("EVALINDEX_PROOF_DOCUMENTS", 2_000));
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get) as u64;
    let (mut wrong, mut seen) = (BTreeMap::new(), BTreeMap::<&str, u64>::new());
    std::thread::scope(|scope| {
        let part = |thread: u64| (first..first + count).filter(move |seed| seed % threads == thread);
        let parts: Vec<_> = (0..threads).map(|thread| scope.spawn(move || judged(part(thread)))).collect();
        for part in parts {
            let (differences, outcomes) = part.join().unwrap();
            wrong.extend(differences);
            for (outcome, number) in outcomes {
                *seen.entry(outcome).or_default() += number;
            }
        }
    });
    println!("{count} documents from seed {first}: {seen:?}");
    let enough = |what: &str, percent: u64| seen.get(what).is_some_and(|number| number * 100 >= count * percent);
    let hard = enough("the same", 50) && enough("with a tie", 20) && enough("with a half", 5);
    assert!(hard || count < 500, "too few results, ties or halves: {seen:?}");
    assert!(wrong.is_empty(), "{}", report(&wrong));
}

/// Differences by kind, with the first document of each.
fn report(wrong: &BTreeMap<u64, Vec<String>>) -> String {
    let mut by_kind: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for (seed, differences) in wrong {
        for kind in kinds(differences) {
            by_kind.entry(kind).or_insert((0, *seed)).0 += 1;
        }
    }
    let mut text = format!("{} documents differ\n", wrong.len());
    for (kind, (number, seed)) in &by_kind {
        writeln!(text, "{kind}: in {number} documents, first in that of seed {seed}").unwrap();
    }
    let mut seeds: Vec<u64> = by_kind.values().map(|(_, seed)| *seed).collect();
    seeds.sort_unstable();
    seeds.dedup();
    for seed in seeds {
        writeln!(text, "\nseed {seed}: {}\n    {}", draw::document(seed), wrong[&seed].join("\n    ")).unwrap();
    }
    text
}
