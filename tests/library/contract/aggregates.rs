//! Aggregates over two children of weights 3 and 1.

use super::{as_is, refusal, result, text, total};

fn of(aggregate: &str, a: &str, b: &str) -> String {
    let figures = format!(r#""a": {a}, "b": {b}"#);
    let index = format!(r#""weights": "relative", "aggregate": {aggregate},"#);
    text(
        &index,
        &[as_is("a", "3", r#""missing": "reweight","#), as_is("b", "1", r#""missing": "reweight","#)],
        &[("x", &figures), ("y", r#""a": 1, "b": 1"#)],
        "",
    )
}

#[test]
fn each_aggregate_is_its_formula() {
    for (aggregate, a, b, expected) in [
        (r#""arithmetic""#, "16", "81", "32.25"),
        // 16^(3/4)·81^(1/4) = 8·3.
        (r#""geometric""#, "16", "81", "24"),
        // 4/(3/20 + 1/60) = 24.
        (r#""harmonic""#, "20", "60", "24"),
        // √((3·4² + 12²)/4) = √48 = 6.92820323027550…
        (r#"{"power": 2}"#, "4", "12", "6.928203230276"),
        (r#""minimum""#, "16", "81", "16"),
        (r#""maximum""#, "16", "81", "81"),
        (r#""median""#, "16", "81", "16"),
        (r#""sum""#, "16", "81", "129"),
        // Mean 32, variance (3·16² + 48²)/4 = 768: 32 − 24.
        (r#"{"mazziotta_pareto": {}}"#, "16", "80", "8"),
        // The best takes its quarter of the weight first: 0.4 of a step of 0.8, then the rest.
        (r#"{"owa": [0.8, 0.2]}"#, "20", "60", "36"),
        // Mean 32, lowest 16: 32 − 0.5·(√(16² + 12²) − 12).
        (r#"{"mean_min": {"alpha": 0.5, "beta": 12}}"#, "16", "80", "28"),
        // Best (and only) of two where the other has 1 and 1.
        (r#"{"topsis": "min_max"}"#, "16", "81", "100"),
        (r#""copeland""#, "16", "81", "100"),
        (r#""borda""#, "16", "81", "100"),
    ] {
        assert_eq!(total(&result(&of(aggregate, a, b)), "x"), expected, "{aggregate}");
    }
}

/// Children without weights.
fn unweighed(aggregate: &str, values: &[(&str, &str)]) -> String {
    let child = |id: &str| {
        as_is(id, "1", r#""missing": "reweight","#)
            .replace(r#""weight": 1, "#, "")
            .replace(r#""rule": {"type": "as_is"}"#, r#""rule": {"type": "as_is", "min": -100}"#)
    };
    let index = format!(r#""aggregate": {aggregate},"#);
    text(&index, &["a", "b", "c"].map(child), values, "")
}

#[test]
fn trimmed_and_multiplied_scores_need_no_weights() {
    for (aggregate, values, expected) in [
        // The middle one of 80, 50 and 20; (80 + 50)/2; 80·50/20.
        (r#"{"trimmed": {"low": 1, "high": 1}}"#, r#""a": 80, "b": 50, "c": 20"#, "50"),
        (r#"{"trimmed": {"keep": 2}}"#, r#""a": 80, "b": 50, "c": 20"#, "65"),
        (r#"{"trimmed": {"low": 1, "when_more_than": 2}}"#, r#""a": 80, "b": null, "c": 20"#, "50"),
        (r#"{"product": {"exponents": {"a": 1, "b": 1, "c": -1}}}"#, r#""a": 80, "b": 50, "c": 20"#, "200"),
        // 100·√(0.8·0.5)/0.2 = 500·√0.4, mpmath 1.3.0: 316.227766016837933…
        (
            r#"{"product": {"exponents": {"a": "1/2", "b": "1/2", "c": -1}, "scale": true}}"#,
            r#""a": 80, "b": 50, "c": 20"#,
            "316.227766016838",
        ),
    ] {
        let result = result(&unweighed(aggregate, &[("x", values), ("y", r#""a": 1, "b": 1, "c": 1"#)]));
        assert_eq!(total(&result, "x"), expected, "{aggregate}");
    }
}

#[test]
fn a_product_needs_every_factor() {
    let of = |a: &str, b: &str| {
        let x = format!(r#""a": {a}, "b": {b}, "c": 4"#);
        let product = r#"{"product": {"exponents": {"a": 1, "b": -1, "c": "1/2"}}}"#;
        unweighed(product, &[("x", &x), ("y", r#""a": 80, "b": 50, "c": 4"#)])
    };
    // 80/50·√4; nothing over something is nothing.
    assert_eq!(total(&result(&of("80", "50")), "x"), "3.2");
    assert_eq!(total(&result(&of("0", "50")), "x"), "0");
    for absent in ["null", "\"n/a\""] {
        let result = result(&of("80", absent));
        assert_eq!(result.unranked[0].subject, "x", "{absent}");
    }
    assert_eq!(refusal(&of("80", "0")), ["values.x.b"]);
}

#[test]
fn marks_that_are_all_ends_are_refused() {
    let one = [("x", r#""a": 80, "b": null, "c": 20"#), ("y", r#""a": 80, "b": 1, "c": 20"#)];
    assert_eq!(refusal(&unweighed(r#"{"trimmed": {"low": 1, "high": 1}}"#, &one)), ["indexes[0].aggregate"]);
}

#[test]
fn a_mean_of_nought_is_nought_and_of_less_an_error() {
    for aggregate in [r#""geometric""#, r#""harmonic""#] {
        assert_eq!(total(&result(&of(aggregate, "0", "50")), "x"), "0");
        let below = of(aggregate, "-1", "50")
            .replace(r#""rule": {"type": "as_is"}"#, r#""rule": {"type": "as_is", "min": -10}"#);
        assert_eq!(refusal(&below), ["indexes[0].aggregate"]);
    }
}

#[test]
fn a_missing_child_is_left_out_of_every_mean() {
    for (aggregate, expected) in
        [(r#""geometric""#, "81"), (r#""minimum""#, "81"), (r#""median""#, "81"), (r#""sum""#, "324")]
    {
        assert_eq!(total(&result(&of(aggregate, "null", "81")), "x"), expected, "{aggregate}");
    }
}

#[test]
fn contributions_are_told_for_arithmetic_means_only() {
    let part = |aggregate: &str| {
        let result = result(&of(aggregate, "16", "80"));
        result.subject("x").unwrap().nodes[result.node("a").unwrap()].contribution.map(|part| part.to_string())
    };
    assert_eq!(part(r#""arithmetic""#), Some("12".into()));
    assert_eq!(part(r#""geometric""#), None);
}

#[test]
fn a_monitored_child_takes_no_ordered_weight() {
    // The better one of a and b, which alone count: 90, whatever c.
    let index = r#""weights": "relative", "aggregate": {"owa": [1, 0]},"#;
    let children = [as_is("a", "1", ""), as_is("b", "1", ""), as_is("c", "0", "")];
    let text = text(index, &children, &[("x", r#""a": 30, "b": 90, "c": 100"#)], "");
    assert_eq!(total(&result(&text), "x"), "90");
}
