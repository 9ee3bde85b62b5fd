//! Draws over methods and errors of figures, and where the scatter comes from: cases that can be worked out by hand.

use evalindex::aggregate::Aggregate;
use evalindex::model::{Alternative, Options, Uncertainty};
use evalindex::robustness::{Control, Draws, RobustnessError, WeightDraws};
use evalindex::{Decimal, Document, Draft, Index, Indicator, Prepared, Rule, Subject};
use serde_json::{Value, json};

fn prepared(index: &Value, subjects: &[(&str, Value)], alternatives: &Value) -> Prepared {
    let mut whole = json!({ "id": "i", "name": "I", "kind": "k" });
    whole.as_object_mut().unwrap().extend(index.as_object().unwrap().clone());
    let list: Vec<_> = subjects.iter().map(|(id, _)| json!({ "id": id, "name": id, "kind": "k" })).collect();
    let values: serde_json::Map<_, _> = subjects.iter().map(|(id, row)| ((*id).to_owned(), row.clone())).collect();
    let text = json!({ "format": "evalindex/1", "indexes": [whole], "subjects": list, "values": values,
        "alternatives": alternatives });
    let document = Document::from_json(&text.to_string()).unwrap_or_else(|refused| panic!("{refused}"));
    document.prepare().unwrap_or_else(|refused| panic!("{refused}"))
}

fn as_is(id: &str, weight: u32) -> Value {
    json!({ "id": id, "name": id, "weight": weight, "rule": { "type": "as_is" } })
}

fn declared(count: u32) -> Draws {
    Draws::new(count, 11).weights(WeightDraws::Declared)
}

/// The share of draws in which a subject is first, within four standard errors of this one.
#[track_caller]
fn first(prepared: &Prepared, draws: &Draws, subject: &str, probability: f64) {
    let found = prepared.robustness(0, draws, Control::new()).unwrap();
    let one = found.subjects.iter().find(|one| one.subject == subject).unwrap();
    let share: f64 = one.acceptability(1).to_string().parse().unwrap();
    let error = 4.0 * (probability * (1.0 - probability) / f64::from(draws.count)).sqrt();
    assert!((share - probability).abs() <= error, "{subject}: {share}, expected {probability} ± {error}");
}

/// x: mean 50, geometric 30, least 10. y: 45, 44.7, 40.
fn uneven(alternatives: &Value) -> Prepared {
    let subjects = [("x", json!({ "a": 90, "b": 10 })), ("y", json!({ "a": 50, "b": 40 }))];
    prepared(&json!({ "children": [as_is("a", 50), as_is("b", 50)] }), &subjects, alternatives)
}

#[test]
fn each_option_and_what_is_declared_are_as_likely() {
    let one = uneven(&json!([{ "name": "mean", "aggregate": ["geometric"] }]));
    first(&one, &declared(4000).methods(true), "x", 0.5);
    let two = uneven(&json!([{ "name": "mean", "aggregate": ["geometric", "minimum"] }]));
    first(&two, &declared(4000).methods(true), "x", 1.0 / 3.0);
    // Without being asked, nothing is drawn.
    assert_eq!(two.robustness(0, &declared(5), Control::new()).unwrap_err(), RobustnessError::NothingDrawn);
}

#[test]
fn rules_change_for_the_nodes_that_are_named() {
    // a: 90 and 50, b: 10 and 40, as scores. Under percent ranks of both, 100 and 0 against 0 and 100: a tie; of b alone,
    // x has 45 and y 25 + 50.
    let percent = json!([{ "type": "percent_rank" }]);
    let both = uneven(&json!([{ "name": "norm", "rule": percent }]));
    let found = both.robustness(0, &declared(1000).methods(true), Control::new()).unwrap();
    assert_eq!(found.subjects[0].acceptability(1), Decimal::ONE, "first, or first with another");
    let b_alone = uneven(&json!([{ "name": "norm", "rule": percent, "nodes": ["b"] }]));
    first(&b_alone, &declared(4000).methods(true), "y", 0.5);
}

#[test]
fn what_is_better_stays_better_under_another_rule() {
    // The standards of the efficacy rule say that less is better: x is ahead under either rule.
    let efficacy = json!({ "type": "efficacy", "standards": [10, 20, 30, 40, 50] });
    let index = json!({ "children": [{ "id": "a", "name": "A", "weight": 100, "rule": efficacy }] });
    let subjects = [("x", json!({ "a": 15 })), ("y", json!({ "a": 45 }))];
    let one = prepared(&index, &subjects, &json!([{ "name": "norm", "rule": [{ "type": "min_max" }] }]));
    first(&one, &declared(200).methods(true), "x", 1.0);
}

#[test]
fn other_policies_for_missing_figures_are_drawn() {
    // y lacks b: it has 60 where b's weight goes to a, 0.5·60 + 0.5·0 = 30 where b counts nothing. x has 50.
    let b = json!({ "id": "b", "name": "B", "weight": 50, "rule": { "type": "as_is" }, "missing": "reweight" });
    let index = json!({ "children": [as_is("a", 50), b] });
    let subjects = [("x", json!({ "a": 50, "b": 50 })), ("y", json!({ "a": 60 }))];
    let one = prepared(&index, &subjects, &json!([{ "name": "gaps", "missing": [{ "score": 0 }], "nodes": ["b"] }]));
    first(&one, &declared(4000).methods(true), "y", 0.5);
}

fn close(error: &Value) -> Prepared {
    let mut a = as_is("a", 100);
    a.as_object_mut().unwrap().insert("error".to_owned(), error.clone());
    let subjects = [("x", json!({ "a": 51 })), ("y", json!({ "a": 50 }))];
    prepared(&json!({ "children": [a] }), &subjects, &json!([]))
}

#[test]
fn errors_of_figures_are_drawn_from_what_is_declared() {
    // y is ahead where the difference of two uniform numbers from −1 to 1 is more than 1: (2 − 1)²/8.
    first(&close(&json!({ "within": 1 })), &declared(8000).errors(true), "y", 0.125);
    // Of two standard normal ones: 1 − Φ(1/√2) = 0.23975.
    first(&close(&json!({ "sd": 1 })), &declared(8000).errors(true), "y", 0.239_75);
    // 2 % of 51 and of 50: deviation √(1.02² + 1²) = 1.42843; 1 − Φ(0.70007) = 0.24194.
    first(&close(&json!({ "relative_sd": 0.02 })), &declared(8000).errors(true), "y", 0.241_94);
    // 1 % either way, at most 50.5 against at least 50.49: hardly ever.
    let found =
        close(&json!({ "relative_within": 0.01 })).robustness(0, &declared(500).errors(true), Control::new()).unwrap();
    assert!(found.subjects[0].acceptability(1) > Decimal::new(99, 2));
}

#[test]
fn draws_that_fail_are_counted_and_told() {
    let mut a = as_is("a", 100);
    a.as_object_mut().unwrap().insert("error".to_owned(), json!({ "within": 1 }));
    // x's figure is beyond what `as_is` takes in half of the draws.
    let subjects = [("x", json!({ "a": 100 })), ("y", json!({ "a": 50 }))];
    let one = prepared(&json!({ "children": [a] }), &subjects, &json!([]));
    let found = one.robustness(0, &declared(1000).errors(true), Control::new()).unwrap();
    assert!((400..600).contains(&found.failed), "{}", found.failed);
    assert_eq!(found.draws, 1000);
    assert_eq!(found.subjects[0].acceptability(1), Decimal::ONE, "of those that are left");
    let told: u32 = found.failures.iter().map(|(_, draws)| draws).sum();
    assert!(told > 0 && told <= found.failed);
    assert!(found.failures[0].0.starts_with("values.x.a: "), "{:?}", found.failures);
    let text = serde_json::to_string(&found).unwrap();
    assert!(text.contains("\"failures\":{"), "{text}");
}

#[test]
fn threads_make_no_difference_to_methods_and_errors() {
    let mut a = as_is("a", 50);
    a.as_object_mut().unwrap().insert("error".to_owned(), json!({ "sd": 3 }));
    let subjects =
        [("x", json!({ "a": 60, "b": 10 })), ("y", json!({ "a": 50, "b": 20 })), ("z", json!({ "a": 40, "b": 40 }))];
    let alternatives = json!([{ "name": "mean", "aggregate": ["geometric", "minimum"] }]);
    let one = prepared(&json!({ "children": [a, as_is("b", 50)] }), &subjects, &alternatives);
    let draws = Draws::new(203, 5).methods(true).errors(true);
    let places =
        |threads| serde_json::to_string(&one.robustness(0, &draws, Control::new().threads(threads)).unwrap()).unwrap();
    assert_eq!(places(1), places(2));
    let shares = |threads| {
        let found = one.sensitivity(0, &draws, Control::new().threads(threads));
        serde_json::to_string(&found.unwrap()).unwrap()
    };
    assert_eq!(shares(1), shares(3));
}

#[test]
fn a_factor_that_changes_nothing_has_no_share_and_one_alone_has_all() {
    // Where both children are equal, the kind of mean makes no difference; the rule of b does.
    let subjects =
        [("x", json!({ "a": 60, "b": 60 })), ("y", json!({ "a": 55, "b": 55 })), ("z", json!({ "a": 50, "b": 50 }))];
    let steps = json!([{ "type": "piecewise", "points": [[50, 100], [60, 0]] }]);
    let alternatives = json!([
        { "name": "mean", "aggregate": ["minimum"], "nodes": ["pair"] },
        { "name": "turned", "rule": steps, "nodes": ["c"] },
    ]);
    let pair = json!({ "id": "pair", "name": "Pair", "weight": 20, "children": [as_is("a", 50), as_is("b", 50)] });
    let c = json!({ "id": "c", "name": "C", "weight": 80, "input": "a", "rule": { "type": "as_is" } });
    let one = prepared(&json!({ "children": [pair, c] }), &subjects, &alternatives);
    let found = one.sensitivity(0, &declared(200).methods(true), Control::new()).unwrap();
    assert_eq!(found.factors.iter().map(|one| one.factor.as_str()).collect::<Vec<_>>(), ["mean", "turned"]);
    let (mean, turned) = (&found.factors[0], &found.factors[1]);
    assert_eq!((mean.first.unwrap().value, mean.total.unwrap().value), (Decimal::ZERO, Decimal::ZERO));
    // Three standard errors of a share of 200 rows.
    let near = |value: Decimal| (value - Decimal::ONE).abs() < Decimal::new(25, 2);
    assert!(near(turned.first.unwrap().value) && near(turned.total.unwrap().value), "{turned:?}");
    assert!(turned.total.unwrap().low <= turned.total.unwrap().value);
    // The places of the middle one never change.
    let middle = turned.subjects.iter().find(|one| one.subject == "y").unwrap();
    assert_eq!((middle.first, middle.total), (None, None));
    // Turned in half of the draws, two of three are two places away from where they were.
    assert!((found.mean_shift - Decimal::new(6667, 4)).abs() < Decimal::new(1, 1), "{}", found.mean_shift);
}

#[test]
fn what_cannot_be_drawn_is_said() {
    let one = uneven(&json!([]));
    let error = |draws: &Draws| one.robustness(0, draws, Control::new()).unwrap_err();
    let nothing = |what| RobustnessError::NothingDeclared { index: "i".to_owned(), what };
    assert_eq!(error(&declared(1).methods(true)), nothing("alternatives"));
    assert_eq!(error(&declared(1).errors(true)), nothing("indicator with an `error`"));
    assert_eq!(one.sensitivity(0, &declared(10), Control::new()).unwrap_err(), RobustnessError::NothingDrawn);
}

#[test]
fn documents_with_alternatives_and_errors_are_written_and_read_back() {
    let indicator = |id: &str| Indicator::new(id, id, Decimal::from(50), Rule::from(evalindex::rule::AsIs::default()));
    let draft = Draft::default()
        .index(
            Index::new("i", "I", "k")
                .child(indicator("a").error(Uncertainty::RelativeSd(Decimal::new(5, 2))))
                .child(indicator("b")),
        )
        .subject(Subject::new("x", "X", "k"))
        .value("x", "a", Decimal::ONE)
        .value("x", "b", Decimal::ONE)
        .alternative(Alternative::new("mean", Options::Aggregate(vec![Aggregate::Geometric])).index("i").node("i"));
    let document = Document::build(draft).unwrap();
    assert_eq!(Document::from_json(&document.to_json().unwrap()).unwrap(), document);
}
