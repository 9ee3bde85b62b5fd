//! A rule, a policy and a least number of children on dimensions; expected figures by hand.

use evalindex::{Document, Evaluation};

/// Two dimensions of two `as_is` indicators each, for four subjects in two groups; `extra` goes into the first dimension.
fn evaluated(extra: &str, values: &[(&str, [&str; 4])]) -> Result<Evaluation, evalindex::Refused> {
    let indicator = |id: &str| {
        format!(r#"{{"id": "{id}", "name": "{id}", "weight": 50, "missing": "reweight", "rule": {{"type": "as_is"}}}}"#)
    };
    let subjects: Vec<_> = values
        .iter()
        .map(|(id, _)| {
            let group = if *id < "c" { "one" } else { "two" };
            format!(r#"{{"id": "{id}", "name": "{id}", "kind": "k", "group": "{group}"}}"#)
        })
        .collect();
    let figures: Vec<_> = values
        .iter()
        .map(|(id, row)| {
            let cells: Vec<_> =
                ["p", "q", "r", "s"].iter().zip(row).map(|(input, cell)| format!(r#""{input}": {cell}"#)).collect();
            format!(r#""{id}": {{{}}}"#, cells.join(", "))
        })
        .collect();
    let text = format!(
        r#"{{"format": "evalindex/1", "indexes": [{{"id": "i", "name": "I", "kind": "k", "rounding": {{"decimals": 12}}, "children": [
        {{"id": "x", "name": "X", "weight": 50, {extra} "children": [{}, {}]}},
        {{"id": "y", "name": "Y", "weight": 50, "children": [{}, {}]}}]}}],
        "subjects": [{}], "values": {{{}}}}}"#,
        indicator("p"),
        indicator("q"),
        indicator("r"),
        indicator("s"),
        subjects.join(", "),
        figures.join(", ")
    );
    Document::from_json(&text)?.evaluate()
}

const FULL: [(&str, [&str; 4]); 4] = [
    ("a", ["10", "30", "50", "50"]),
    ("b", ["40", "40", "50", "50"]),
    ("c", ["80", "80", "50", "50"]),
    ("d", ["20", "20", "50", "50"]),
];

/// A node's score, place and contribution for each subject in the order a, b, c, d.
fn node(evaluation: &Evaluation, id: &str) -> Vec<Option<String>> {
    let result = &evaluation.indexes[0];
    let node = result.node(id).unwrap();
    let score = |id: &str| result.subject(id).and_then(|row| row.nodes[node].score).map(|score| score.to_string());
    ["a", "b", "c", "d"].map(score).to_vec()
}

fn some(scores: [&str; 4]) -> Vec<Option<String>> {
    scores.map(|score| Some(score.to_owned())).to_vec()
}

#[test]
fn a_rule_takes_the_aggregated_scores_of_all_subjects() {
    // The means are 20, 40, 80, 20: from 20 to 80 that is 0, 100/3, 100 and 0.
    let evaluation = evaluated(r#""rule": {"type": "min_max"},"#, &FULL).unwrap();
    assert_eq!(node(&evaluation, "x"), some(["0", "33.333333333333", "100", "0"]));
    let result = &evaluation.indexes[0];
    assert_eq!(result.subject("c").unwrap().score.to_string(), "75");
    let calibration = result.calibration.iter().find(|one| one.node == "x").unwrap();
    assert_eq!(calibration.parts[0].1.statistic("max").unwrap().to_string(), "80");
}

#[test]
fn direction_and_ties_are_the_rules_own() {
    // Lower is better: 80 is the worst, and the two 20 leave 40 and 80 behind and count each other.
    let extra = r#""direction": "lower", "rule": {"type": "percent_rank", "ties": "high"},"#;
    let evaluation = evaluated(extra, &FULL).unwrap();
    assert_eq!(node(&evaluation, "x"), some(["100", "33.333333333333", "0", "100"]));
}

#[test]
fn rounding_is_the_last_step() {
    // 33.333… to no decimals.
    let evaluation = evaluated(r#""round": {"decimals": 0}, "rule": {"type": "min_max"},"#, &FULL).unwrap();
    assert_eq!(node(&evaluation, "x"), some(["0", "33", "100", "0"]));
}

#[test]
fn within_groups_each_group_has_its_own_posts() {
    // a and b: 20 to 40; c and d: 20 to 80.
    let evaluation = evaluated(r#""within": "group", "rule": {"type": "min_max"},"#, &FULL).unwrap();
    assert_eq!(node(&evaluation, "x"), some(["0", "100", "100", "0"]));
}

#[test]
fn contributions_end_at_a_dimension_with_a_rule() {
    let evaluation = evaluated(r#""rule": {"type": "min_max"},"#, &FULL).unwrap();
    let result = &evaluation.indexes[0];
    let part = |id: &str| result.subject("c").unwrap().nodes[result.node(id).unwrap()].contribution;
    assert_eq!(part("x").unwrap().to_string(), "50");
    assert_eq!(part("p"), None);
    assert_eq!(part("r").unwrap().to_string(), "12.5");
}

const GAPS: [(&str, [&str; 4]); 4] = [
    ("a", ["10", "30", "50", "50"]),
    ("b", ["null", "null", "50", "50"]),
    ("c", ["80", "null", "50", "50"]),
    ("d", ["20", "20", "50", "50"]),
];

#[test]
fn a_missing_dimension_takes_the_mean_of_its_group_where_so_said() {
    let evaluation = evaluated(r#""missing": {"impute": "group_mean"},"#, &GAPS).unwrap();
    // b takes the mean of its group, in which only a has one: 20.
    assert_eq!(node(&evaluation, "x"), some(["20", "20", "80", "20"]));
    let notice = evaluation.notices.iter().find(|notice| notice.node.as_deref() == Some("x")).unwrap();
    assert_eq!((notice.subject.as_deref(), notice.what.name()), (Some("b"), "imputed"));
}

#[test]
fn a_missing_dimension_scores_unranks_or_refuses_as_said() {
    let evaluation = evaluated(r#""missing": {"score": 5},"#, &GAPS).unwrap();
    assert_eq!(node(&evaluation, "x"), some(["20", "5", "80", "20"]));
    let evaluation = evaluated(r#""missing": "unranked","#, &GAPS).unwrap();
    assert_eq!(evaluation.indexes[0].unranked[0].reason, "no score of `x`, without which there is no score");
    let refused = evaluated(r#""missing": "error","#, &GAPS).unwrap_err();
    assert_eq!(refused.problems().len(), 1);
    assert!(refused.to_string().starts_with("indexes[0].children[0], line 2, column 9: "), "{refused}");
}

#[test]
fn a_least_number_of_children_makes_a_thin_dimension_missing() {
    let evaluation = evaluated(r#""min_present": 2,"#, &GAPS).unwrap();
    let [a, _, _, d] = some(["20", "", "", "20"]).try_into().unwrap();
    assert_eq!(node(&evaluation, "x"), [a, None, None, d]);
    let notice = evaluation.notices.iter().find(|notice| notice.subject.as_deref() == Some("c")).unwrap();
    assert_eq!(notice.what.name(), "low_coverage");
}

#[test]
fn what_a_dimension_cannot_do_is_refused_by_name() {
    for (extra, said) in [
        (r#""min_present": 3,"#, "indexes[0].children[0].min_present"),
        (r#""missing": {"impute": "previous"},"#, "indexes[0].children[0].missing.impute"),
        (r#""rule": {"type": "min_max", "min": 5, "max": 5},"#, "indexes[0].children[0].rule.min"),
        (r#""rule": {"type": "ratio_to_best"}, "missing": {"score": -1},"#, ""),
    ] {
        match evaluated(extra, &FULL) {
            Err(refused) => assert!(refused.to_string().starts_with(said) && !said.is_empty(), "{refused}"),
            Ok(_) => assert!(said.is_empty(), "{extra} was accepted"),
        }
    }
}
