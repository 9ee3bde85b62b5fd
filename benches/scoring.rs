//! What reading, scoring and the main job cost.
//!
//! `exact_score` is calibrating, normalising, aggregating and ranking from values in memory: what `score_3000x100` of the
//! NumPy peer does. `main_job` is text to text, as `score FILE --format json` runs it.

mod matrix;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use evalindex::robustness::{Draws, WeightDraws};
use evalindex::{Decimal, Document, Refused, WeightChange};

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

/// Places under weights that are given, one set a draw: what `draws_3000x100x1000` and `draws_11x40x10000` of the peer do.
fn weight_draws(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("weight_draws");
    for (subjects, indicators, draws) in [(3000, 100, 1000), (11, 40, 10_000)] {
        let document = Document::from_json(&matrix::document(subjects, indicators)).expect("the matrix reads");
        let prepared = document.prepare().expect("figures that can be scored");
        let rows = matrix::weight_draws(indicators, draws);
        for threads in [1, 2] {
            let draws = Draws::new(1, 1).weights(WeightDraws::Given(rows.clone())).pairwise(false).threads(threads);
            let name =
                format!("{subjects}x{indicators}x{}{}", rows.len(), if threads == 1 { "" } else { "/2 threads" });
            group
                .sample_size(20)
                .bench_function(name, |bench| bench.iter(|| prepared.robustness(0, black_box(&draws))));
        }
    }
    group.finish();
}

/// A change of one weight and the ranking under it.
fn what_if(criterion: &mut Criterion) {
    let document = Document::from_json(&matrix::document(3000, 100)).expect("the matrix reads");
    let prepared = document.prepare().expect("figures that can be scored");
    let (node, _) = prepared.shares(0).swap_remove(7);
    let change = WeightChange::scale(node, Decimal::new(12, 1));
    criterion.bench_function("what_if/3000x100", |bench| {
        bench.iter(|| prepared.with_change(0, black_box(&change)).map(|changed| changed.ranking(0)));
    });
}

criterion_group!(benches, exact_score, read_document, main_job, weight_draws, what_if);
criterion_main!(benches);
