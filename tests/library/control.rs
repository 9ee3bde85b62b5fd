//! Long work can be seen and stopped, and its result depends on neither.

use std::ops::ControlFlow;
use std::thread;
use std::time::{Duration, Instant};

use evalindex::robustness::{
    Cancelled, CertainError, Control, Draws, Leave, Progress, RobustnessError, Unfinished, WeightDraws, WeightRegion,
};
use evalindex::{Decimal, Document, Prepared};
use serde_json::{Value, json};

/// A text with all of the result, or that the work was stopped.
type Outcome = Result<String, Cancelled>;

/// An analysis under a control.
type Analysis = (&'static str, fn(&Prepared, Control<'_>) -> Outcome);

fn unfinished<T: std::fmt::Debug>(found: Result<T, Unfinished>) -> Outcome {
    match found {
        Ok(found) => Ok(format!("{found:?}")),
        Err(Unfinished::Cancelled(cancelled)) => Err(cancelled),
        Err(error) => panic!("{error}"),
    }
}

fn drawn<T: std::fmt::Debug>(found: Result<T, RobustnessError>) -> Outcome {
    match found {
        Ok(found) => Ok(format!("{found:?}")),
        Err(RobustnessError::Cancelled(cancelled)) => Err(cancelled),
        Err(error) => panic!("{error}"),
    }
}

fn bounded(prepared: &Prepared, region: WeightRegion, control: Control<'_>) -> Outcome {
    match prepared.certain(0, region, control) {
        Ok(found) => Ok(format!("{found:?}")),
        Err(CertainError::Cancelled(cancelled)) => Err(cancelled),
        Err(error) => panic!("{error}"),
    }
}

/// Some draws; with pairs compared, where there are not too many subjects.
fn quarter(prepared: &Prepared) -> Draws {
    let compared = prepared.document().subjects().len() <= Draws::MOST_COMPARED;
    Draws::new(100, 1).weights(WeightDraws::Within(Decimal::new(25, 2))).pairwise(compared)
}

/// Scored in whole columns, subject by subject, and all subjects at once.
const AGGREGATES: [&str; 3] = ["arithmetic", "geometric", "copeland"];

const ALL: [Analysis; 7] = [
    ("tipping", |prepared, control| unfinished(prepared.tipping(0, control))),
    ("certain within", |prepared, control| bounded(prepared, WeightRegion::Within(Decimal::new(25, 2)), control)),
    ("certain free", |prepared, control| bounded(prepared, WeightRegion::Free, control)),
    ("leave_out", |prepared, control| unfinished(prepared.leave_out(0, Leave::All, control))),
    ("robustness", |prepared, control| drawn(prepared.robustness(0, &quarter(prepared), control))),
    ("robustness of errors", |prepared, control| {
        drawn(prepared.robustness(0, &quarter(prepared).errors(true), control))
    }),
    ("sensitivity", |prepared, control| drawn(prepared.sensitivity(0, &quarter(prepared).errors(true), control))),
];

/// The analyses of an index under an aggregate: bounds are of means alone.
fn analyses(aggregate: &str) -> impl Iterator<Item = Analysis> {
    let of_means = aggregate == "copeland";
    ALL.into_iter().filter(move |(name, _)| !(of_means && name.starts_with("certain")))
}

/// Subjects with figures from a small generator on indicators below two dimensions, under an aggregate.
fn document(subjects: usize, indicators: usize, aggregate: &str) -> Prepared {
    let mut seed = 7_u32;
    let mut next = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        Value::from(f64::from(seed >> 16) / 1000.0 + 10.0)
    };
    let ids: Vec<String> = (0..indicators).map(|number| format!("i{number}")).collect();
    let leaf =
        |id: &String| json!({ "id": id, "name": id, "weight": 1, "rule": { "type": "as_is" }, "error": { "sd": 1 } });
    let (low, high) = ids.split_at(indicators / 2);
    let dimension = |id: &str, leaves: &[String]| {
        let children: Vec<Value> = leaves.iter().map(leaf).collect();
        json!({ "id": id, "name": id, "weight": 1, "aggregate": aggregate, "children": children })
    };
    let names: Vec<String> = (0..subjects).map(|number| format!("s{number}")).collect();
    let mut values = serde_json::Map::new();
    for name in &names {
        values.insert(name.clone(), ids.iter().map(|id| (id.clone(), next())).collect());
    }
    let text = json!({
        "format": "evalindex/1",
        "indexes": [{ "id": "i", "name": "I", "kind": "k", "weights": "relative",
            "children": [dimension("low", low), dimension("high", high)],
            "grades": [{ "name": "good", "at_least": 45, "max_share": 0.3 }, { "name": "rest" }] }],
        "subjects": names.iter().map(|name| json!({ "id": name, "name": name, "kind": "k" })).collect::<Vec<_>>(),
        "values": values });
    Document::from_json(&text.to_string()).unwrap().prepare().unwrap()
}

#[test]
fn progress_goes_from_nothing_to_all_on_the_calling_thread_and_changes_no_result() {
    for aggregate in AGGREGATES {
        let prepared = document(6, 4, aggregate);
        for (name, analysis) in analyses(aggregate) {
            let plain = analysis(&prepared, Control::new()).unwrap();
            for threads in [0, 1, 2, 3, 1000] {
                let (mut seen, caller) = (Vec::new(), thread::current().id());
                let control = Control::new().threads(threads).on_progress(|progress: Progress| {
                    assert_eq!(thread::current().id(), caller);
                    seen.push(progress);
                    ControlFlow::Continue(())
                });
                assert_eq!(analysis(&prepared, control).unwrap(), plain, "{name} on {threads} threads");
                let (first, last) = (seen[0], seen[seen.len() - 1]);
                assert!(first.done == 0 && first.all > 0, "{name}: {first:?}");
                assert_eq!(last.done, first.all, "{name}");
                assert!(seen.is_sorted_by_key(|progress| progress.done), "{name}: {seen:?}");
                assert!(seen.iter().all(|progress| progress.all == first.all && progress.done <= first.all), "{name}");
            }
        }
    }
}

#[test]
fn any_call_can_stop_the_work_and_is_the_last_one() {
    for aggregate in AGGREGATES {
        let prepared = document(6, 4, aggregate);
        for (name, analysis) in analyses(aggregate) {
            for threads in [1, 3] {
                let stopped_at = |number: usize| {
                    let mut calls = 0;
                    let control = Control::new().threads(threads).on_progress(|_| {
                        calls += 1;
                        if calls < number { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
                    });
                    let outcome = analysis(&prepared, control);
                    (outcome, calls)
                };
                // The more calls there were, the more are passed over.
                for number in std::iter::successors(Some(1), |number| Some(number + 1 + number / 4)) {
                    let (outcome, calls) = stopped_at(number);
                    if calls < number {
                        assert!(outcome.is_ok() && number > 2, "{name}");
                        break;
                    }
                    assert_eq!((outcome, calls), (Err(Cancelled), number), "{name} on {threads} threads");
                }
            }
        }
    }
}

#[test]
fn calls_come_once_for_much_work_however_small_its_parts_are() {
    // 200,000 draws of 9 subjects and 5 indicators: some 27 million products and comparisons.
    let (prepared, mut calls) = (document(9, 5, "arithmetic"), 0);
    let control = Control::new().on_progress(|_| {
        calls += 1;
        ControlFlow::Continue(())
    });
    prepared.robustness(0, &Draws::new(200_000, 1), control).unwrap();
    assert!((10..100).contains(&calls), "{calls}");
}

/// The longest time between two calls, or after the last one, in the first seconds of some work, which is stopped then.
fn longest_silence(analysis: Analysis, prepared: &Prepared, threads: usize) -> Duration {
    let (begun, mut last, mut longest) = (Instant::now(), Instant::now(), Duration::ZERO);
    let control = Control::new().threads(threads).on_progress(|_| {
        longest = longest.max(last.elapsed());
        last = Instant::now();
        if begun.elapsed().as_secs() < 3 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    let outcome = analysis.1(prepared, control);
    longest = longest.max(last.elapsed());
    println!("{}, {threads} threads: {longest:?}, stopped: {}", analysis.0, outcome.is_err());
    longest
}

#[test]
fn one_scoring_is_stopped_before_its_end() {
    // One scoring takes some million operations: it is asked for before anything else, and stopped at the second call.
    for aggregate in ["geometric", "copeland"] {
        let prepared = document(700, 20, aggregate);
        for (name, analysis) in analyses(aggregate) {
            let mut seen = Vec::new();
            let control = Control::new().on_progress(|progress| {
                seen.push(progress.done);
                if seen.len() < 2 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
            });
            assert_eq!(analysis(&prepared, control), Err(Cancelled), "{name} of {aggregate}");
            assert_eq!(seen, [0, 0], "{name} of {aggregate}");
        }
    }
}

#[test]
fn subjects_that_are_not_ranked_need_no_work() {
    let text = json!({
        "format": "evalindex/1",
        "indexes": [{ "id": "i", "name": "I", "kind": "k", "children": [
            { "id": "a", "name": "A", "weight": 50, "rule": { "type": "as_is" } },
            { "id": "b", "name": "B", "weight": 50, "rule": { "type": "as_is" }, "missing": "unranked" }] }],
        "subjects": [{ "id": "x", "name": "X", "kind": "k" }, { "id": "y", "name": "Y", "kind": "k" },
            { "id": "z", "name": "Z", "kind": "k" }],
        "values": { "x": { "a": 1, "b": 2 }, "y": { "a": 2, "b": 3 }, "z": { "a": 3 } } });
    let prepared = Document::from_json(&text.to_string()).unwrap().prepare().unwrap();
    for ((name, analysis), all) in ALL.into_iter().zip([6, 3, 3]) {
        let mut seen = Vec::new();
        let control = Control::new().on_progress(|progress: Progress| {
            seen.push((progress.done, progress.all));
            ControlFlow::Continue(())
        });
        analysis(&prepared, control).unwrap();
        assert_eq!((seen[0], seen[seen.len() - 1]), ((0, all), (all, all)), "{name}");
    }
}

#[test]
#[ignore = "a measurement, for an optimised build on an idle machine: cargo test --release -- --ignored control"]
fn three_thousand_subjects_wait_for_a_tenth_of_a_second_at_most() {
    let mut slow = Vec::new();
    for aggregate in AGGREGATES {
        println!("{aggregate}");
        let prepared = document(3000, 100, aggregate);
        for analysis in analyses(aggregate) {
            for threads in [1, 2] {
                let longest = longest_silence(analysis, &prepared, threads);
                if longest > Duration::from_millis(100) {
                    slow.push((aggregate, analysis.0, threads, longest));
                }
            }
        }
    }
    assert!(slow.is_empty(), "{slow:?}");
}
