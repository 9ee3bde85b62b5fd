//! Figures divided by others before they are measured; expected figures by hand.

use evalindex::{Document, Evaluation, Refused};

/// One indicator with this in it, for two subjects with these figures now and before.
fn evaluated(extra: &str, values: [&str; 2], previous: [&str; 2]) -> Result<Evaluation, Refused> {
    let [x, y] = values;
    let [before_x, before_y] = previous;
    Document::from_json(&format!(
        r#"{{"format": "evalindex/1", "indexes": [{{"id": "i", "name": "I", "kind": "k", "rounding": {{"decimals": 4}}, "children": [
        {{"id": "patents", "name": "P", "weight": 100, {extra} "rule": {{"type": "as_is", "min": -1000, "max": 1000}}}}]}}],
        "subjects": [{{"id": "x", "name": "X", "kind": "k"}}, {{"id": "y", "name": "Y", "kind": "k"}}],
        "values": {{"x": {{{x}}}, "y": {{{y}}}}}, "previous": {{"x": {{{before_x}}}, "y": {{{before_y}}}}}}}"#
    ))?
    .evaluate()
}

fn score(evaluation: &Evaluation, subject: &str) -> String {
    let result = &evaluation.indexes[0];
    result.published(result.subject(subject).unwrap().score).to_string()
}

const BY_PEOPLE: &str = r#""denominate": {"by": "people", "scale": 10000},"#;

#[test]
fn a_figure_is_divided_by_another() {
    // 10,000·50/200,000 = 2.5 and 10,000·7/30,000 = 2.3333…
    let values = [r#""patents": 50, "people": 200000"#, r#""patents": 7, "people": 30000"#];
    let evaluation = evaluated(BY_PEOPLE, values, ["", ""]).unwrap();
    assert_eq!((score(&evaluation, "x"), score(&evaluation, "y")), ("2.5000".into(), "2.3333".into()));
}

#[test]
fn growth_is_that_of_the_quotient() {
    // x: 50/200 against 40/200, 25 % more; y: 10/50 against 10/40, 20 % less.
    let values = [r#""patents": 50, "people": 200"#, r#""patents": 10, "people": 50"#];
    let previous = [r#""patents": 40, "people": 200"#, r#""patents": 10, "people": 40"#];
    let extra = format!(r#"{BY_PEOPLE} "measure": "growth","#);
    let evaluation = evaluated(&extra, values, previous).unwrap();
    assert_eq!((score(&evaluation, "x"), score(&evaluation, "y")), ("25.0000".into(), "-20.0000".into()));
}

#[test]
fn a_denominator_of_nothing_is_refused_at_its_cell_and_blanks_nobody_else() {
    let values = [r#""patents": 50, "people": 0"#, r#""patents": 7, "people": 30000"#];
    let refused = evaluated(BY_PEOPLE, values, ["", ""]).unwrap_err();
    let [problem] = refused.problems() else { panic!("{refused}") };
    assert_eq!((problem.path.as_str(), problem.found.as_deref()), ("values.x.people", Some("0")));
}

#[test]
fn a_missing_denominator_leaves_the_figure_missing() {
    let values = [r#""patents": 50, "people": null"#, r#""patents": 7, "people": 30000"#];
    let refused = evaluated(BY_PEOPLE, values, ["", ""]).unwrap_err();
    let [problem] = refused.problems() else { panic!("{refused}") };
    assert_eq!(problem.path, "values.x.people");
    let unranked = evaluated(&format!(r#"{BY_PEOPLE} "missing": "unranked","#), values, ["", ""]).unwrap();
    assert_eq!(unranked.indexes[0].unranked[0].subject, "x");
}

#[test]
fn a_denominator_must_be_known_and_its_scale_positive() {
    let values = [r#""patents": 50, "people": 1"#, r#""patents": 7, "people": 1"#];
    for (extra, path) in [
        (r#""denominate": {"by": "poeple"},"#, "indexes[0].children[0].denominate.by"),
        (r#""denominate": {"by": "people", "scale": 0},"#, "indexes[0].children[0].denominate.scale"),
    ] {
        let refused = evaluated(extra, values, ["", ""]).unwrap_err();
        assert!(refused.problems().iter().any(|problem| problem.path == path), "{refused}");
    }
}
