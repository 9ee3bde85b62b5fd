//! What reading, scoring and the main job cost.
//!
//! `exact_score` is calibrating, normalising, aggregating and ranking from values in memory: what `score_3000x100` of the
//! NumPy peer does. `main_job` is text to text, as `score FILE --format json` runs it.

mod matrix;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use evalindex::{Document, Refused};

/// The document that the repository ships for the year 2023.
const YEAR_2023: &str = include_str!("../fixtures/2023.json");

fn exact_score(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("exact_score");
    for (subjects, indicators) in [(3000, 100), (33_000, 7)] {
        let document = Document::from_json(&matrix::document(subjects, indicators)).expect("the matrix reads");
        group.bench_function(format!("{subjects}x{indicators}"), |bench| {
            bench.iter(|| {
                let prepared = document.prepare()?;
                prepared.ranking(0).map(black_box).map(drop)
            });
        });
    }
    group.finish();
}

fn read_document(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("read_document");
    let texts = [("2023", YEAR_2023.to_owned()), ("3000x100", matrix::document(3000, 100))];
    for (name, text) in texts {
        Document::from_json(&text).expect("the document reads");
        group.bench_function(name, |bench| bench.iter(|| Document::from_json(black_box(&text))));
    }
    group.finish();
}

fn main_job(criterion: &mut Criterion) {
    let job = |text: &str| -> Result<String, Refused> {
        let evaluation = Document::from_json(text)?.evaluate()?;
        Ok(serde_json::to_string(&evaluation).expect("a result is JSON"))
    };
    job(YEAR_2023).expect("the document evaluates");
    criterion.bench_function("main_job/2023", |bench| bench.iter(|| job(black_box(YEAR_2023))));
}

criterion_group!(benches, exact_score, read_document, main_job);
criterion_main!(benches);
