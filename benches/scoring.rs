//! What reading, scoring and the main job cost.
//!
//! `exact_score` is calibrating, normalising, aggregating and ranking from values in memory: what `score_3000x100` of the
//! NumPy peer does. `main_job` is text to text, as `score FILE --format json` runs it.

mod matrix;
mod tied;

use std::hint::black_box;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use evalindex::robustness::{Control, Draws, WeightDraws};
use evalindex::{Decimal, Document, Draft, Refused, Subject, WeightChange};

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
    let tied = Document::from_json(&tied::document(3000, 100)).expect("the matrix reads");
    group.bench_function("3000x100 all tied", |bench| {
        bench.iter(|| tied.prepare()?.ranking(0).map(black_box).map(drop));
    });
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

/// A draft from typed figures, given one by one: row by row, at random, and before any subject is there.
fn draft(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("draft/3000x100");
    let subjects: Vec<String> = (0..3000).map(|row| format!("s{row}")).collect();
    let inputs: Vec<String> = (0..100).map(|column| format!("i{column}")).collect();
    let in_order: Vec<(&str, &str)> = subjects
        .iter()
        .flat_map(|subject| inputs.iter().map(move |input| (subject.as_str(), input.as_str())))
        .collect();
    // A step without a common divisor with the number of figures comes by each of them once.
    let scattered: Vec<(&str, &str)> =
        (0..in_order.len()).map(|number| in_order[number * 7_654_321 % in_order.len()]).collect();
    let named = |draft: Draft| {
        subjects.iter().fold(draft, |draft, id| draft.subject(Subject::new(id.as_str(), id.as_str(), "unit")))
    };
    let filled = |draft: Draft, calls: &[(&str, &str)]| {
        calls.iter().fold(draft, |draft, (subject, input)| draft.value(*subject, *input, Decimal::ONE))
    };
    for (name, calls) in [("in order", &in_order), ("scattered", &scattered)] {
        group.bench_function(name, |bench| {
            bench.iter_batched(Draft::default, |empty| filled(named(empty), black_box(calls)), BatchSize::LargeInput);
        });
    }
    group.bench_function("figures first", |bench| {
        bench.iter_batched(Draft::default, |empty| named(filled(empty, black_box(&scattered))), BatchSize::LargeInput);
    });
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
            let draws = Draws::new(1, 1).weights(WeightDraws::Given(rows.clone()));
            let name =
                format!("{subjects}x{indicators}x{}{}", rows.len(), if threads == 1 { "" } else { "/2 threads" });
            group.sample_size(20).bench_function(name, |bench| {
                bench.iter(|| prepared.robustness(0, black_box(&draws), Control::new().threads(threads)));
            });
        }
    }
    group.finish();
}

/// A change of one weight and the ranking under it.
fn what_if(criterion: &mut Criterion) {
    let document = Document::from_json(&matrix::document(3000, 100)).expect("the matrix reads");
    let prepared = document.prepare().expect("figures that can be scored");
    let (node, _) = prepared.shares(0).expect("there is one index").swap_remove(7);
    let change = WeightChange::scale(node, Decimal::new(12, 1));
    criterion.bench_function("what_if/3000x100", |bench| {
        bench.iter(|| prepared.with_change(0, black_box(&change)).map(|changed| changed.ranking(0)));
    });
}

criterion_group!(benches, exact_score, read_document, draft, main_job, weight_draws, what_if);
criterion_main!(benches);
