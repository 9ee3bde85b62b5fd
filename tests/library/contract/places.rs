//! Places, grades, groups, rounding and the shape of the result.

use evalindex::result::DocumentId;

use super::{as_is, evaluated, places, refusal, result, text};

fn scored(index: &str, scores: &[(&str, &str)], parts: &str) -> String {
    let figures: Vec<_> = scores.iter().map(|(id, score)| (*id, format!(r#""a": {score}, "b": 0"#))).collect();
    let subjects: Vec<_> = figures.iter().map(|(id, figures)| (*id, figures.as_str())).collect();
    text(index, &[as_is("a", "100", ""), as_is("b", "0", "")], &subjects, parts)
}

const FOUR: [(&str, &str); 4] = [("p", "50"), ("q", "90"), ("r", "50"), ("s", "10")];

#[test]
fn equal_scores_take_the_places_that_the_index_says() {
    for (ties, expected) in [
        ("competition", ["q 1", "p 2", "r 2", "s 4"]),
        ("dense", ["q 1", "p 2", "r 2", "s 3"]),
        ("average", ["q 1", "p 2.5", "r 2.5", "s 4"]),
    ] {
        let index = format!(r#""ranking": {{"ties": "{ties}"}},"#);
        assert_eq!(places(&result(&scored(&index, &FOUR, ""))), expected);
    }
    let ordinal = r#""ranking": {"ties": "ordinal", "tie_break": ["b"]},"#;
    assert_eq!(places(&result(&scored(ordinal, &FOUR, ""))), ["q 1", "p 2", "r 3", "s 4"]);
    let bare = r#""ranking": {"ties": "ordinal"},"#;
    assert_eq!(refusal(&scored(bare, &FOUR, "")), ["indexes[0].ranking.tie_break"]);
}

#[test]
fn scores_are_compared_exactly_or_as_published() {
    let near = [("p", "61.196"), ("q", "61.204")];
    assert_eq!(places(&result(&scored("", &near, ""))), ["q 1", "p 2"]);
    let published = r#""ranking": {"by": "published"},"#;
    assert_eq!(places(&result(&scored(published, &near, ""))), ["p 1", "q 1"]);
    // Every decimal is looked at.
    let last = "1.0000000000000000000000000001";
    assert_eq!(places(&result(&scored("", &[("p", last), ("q", "1")], ""))), ["p 1", "q 2"]);
    assert_eq!(places(&result(&scored("", &[("p", "1"), ("q", last)], ""))), ["q 1", "p 2"]);
}

#[test]
fn tie_breaks_are_compared_in_turn() {
    let children = [as_is("a", "100", ""), as_is("b", "0", ""), as_is("c", "0", "")];
    let rows = [
        ("p", r#""a": 5, "b": 1, "c": 1"#),
        ("q", r#""a": 5, "b": 2, "c": 1"#),
        ("r", r#""a": 5, "b": 2, "c": 3"#),
        ("s", r#""a": 5, "b": 2, "c": 3"#),
    ];
    let index = r#""ranking": {"tie_break": ["b", "c"]},"#;
    assert_eq!(places(&result(&text(index, &children, &rows, ""))), ["r 1", "s 1", "q 3", "p 4"]);
}

fn grades(text: &str) -> Vec<String> {
    result(text).ranking.iter().map(|row| format!("{} {}", row.subject, row.grade.as_ref().unwrap().name)).collect()
}

const GRADES: &str =
    r#""grades": [{"name": "A", "at_least": 90, "max_share": 0.5}, {"name": "B", "at_least": 60}, {"name": "C"}],"#;

#[test]
fn lower_edges_are_inclusive_and_the_last_grade_takes_the_rest() {
    let rows = [("p", "90"), ("q", "89.9999999999"), ("r", "60"), ("s", "-0")];
    assert_eq!(grades(&scored(GRADES, &rows, "")), ["p A", "q B", "r B", "s C"]);
}

#[test]
fn who_is_below_every_written_cut_has_no_grade_and_a_notice() {
    let written = GRADES.replace(r#""name": "C""#, r#""name": "C", "at_least": 50"#);
    let document = scored(&written, &[("p", "90"), ("q", "50"), ("r", "49.99")], "");
    let evaluation = evaluated(&document).unwrap();
    let grade = |id: &str| evaluation.indexes[0].subject(id).unwrap().grade.as_ref().map(|grade| grade.name.clone());
    assert_eq!(["p", "q", "r"].map(grade), [Some("A".to_owned()), Some("C".to_owned()), None]);
    let notices: Vec<_> = evaluation.notices.iter().map(|one| (one.what.name(), one.subject.as_deref())).collect();
    assert_eq!(notices, [("ungraded", Some("r"))]);
}

#[test]
fn an_order_that_nothing_decides_leaves_a_notice() {
    let index = r#""ranking": {"ties": "ordinal", "tie_break": ["b"]},"#;
    let rows = [("p", "50"), ("q", "60"), ("r", "50"), ("s", "50")];
    let evaluation = evaluated(&scored(index, &rows, "")).unwrap();
    assert_eq!(places(&evaluation.indexes[0]), ["q 1", "p 2", "r 3", "s 4"]);
    let text = "nothing decides between `p`, `r` and `s`: they stand in the order of the document";
    let found: Vec<_> = evaluation.notices.iter().map(|one| (one.what.name(), one.text.as_str())).collect();
    assert_eq!(found, [("undecided", text)]);
    // FOUR differ in what breaks the tie, or in their totals.
    assert_eq!(evaluated(&scored(index, &[("p", "50"), ("q", "60")], "")).unwrap().notices, []);
}

#[test]
fn a_quota_never_splits_equal_scores() {
    // Half of five is two; the second and third are equal, so both fall.
    let rows = [("p", "99"), ("q", "95"), ("r", "95"), ("s", "94"), ("t", "1")];
    assert_eq!(grades(&scored(GRADES, &rows, "")), ["p A", "q B", "r B", "s B", "t C"]);
}

#[test]
fn vetoes_change_grades_and_places_and_no_score() {
    let veto = |effect: &str| {
        format!(r#", "adjustments": [{{"subject": "p", "type": "veto", "effect": "{effect}", "reason": "accident"}}]"#)
    };
    let rows = [("p", "99"), ("q", "95"), ("r", "94"), ("s", "10")];
    assert_eq!(grades(&scored(GRADES, &rows, &veto("lowest_grade"))), ["p C", "q A", "r A", "s C"]);
    assert_eq!(grades(&scored(GRADES, &rows, &veto("bar_top_grade"))), ["p B", "q A", "r A", "s C"]);
    let without = result(&scored(GRADES, &rows, &veto("unranked")));
    assert_eq!(places(&without), ["q 1", "r 2", "s 3"]);
    assert!(without.unranked[0].reason.contains("accident"));
}

#[test]
fn groups_are_also_ranked_apart() {
    let document = scored("", &FOUR, "")
        .replace(r#""id": "p", "#, r#""id": "p", "group": "g", "#)
        .replace(r#""id": "s", "#, r#""id": "s", "group": "g", "#);
    let result = result(&document);
    let of = |id: &str| result.subject(id).unwrap().group.as_ref().map(|place| place.rank.to_string());
    assert_eq!((of("p"), of("s"), of("q")), (Some("1".into()), Some("2".into()), None));
}

#[test]
fn published_scores_are_rounded_as_declared() {
    let published = |mode: &str, score: &str| {
        let index = format!(r#""rounding": {{"decimals": 2, "mode": "{mode}"}},"#);
        let result = result(&scored(&index, &[("p", score)], ""));
        result.published(result.ranking[0].score).to_string()
    };
    assert_eq!(published("half_up", "61.205"), "61.21");
    assert_eq!(published("half_even", "61.205"), "61.20");
    assert_eq!(published("half_up", "99.995"), "100.00");
}

#[test]
fn the_result_is_written_as_the_contract_says() {
    let parts = r#", "title": "T", "period": "2023""#;
    let document = scored(r#""rounding": {"decimals": 2},"#, &[("p", "87.5"), ("q", "3")], parts);
    let written = serde_json::to_string(&evaluated(&document).unwrap()).unwrap();
    let row = |rank: u8, id: &str, score: &str| {
        format!(
            r#"{{"rank":{rank},"subject":"{id}","name":"{}","score":{score},"base":{score},"bonus":0.00,"deduction":0.00,"nodes":{{"a":{{"score":{score},"rank":{rank},"contribution":{score}}},"b":{{"score":0.00,"rank":1,"contribution":0.00}}}}}}"#,
            id.to_uppercase()
        )
    };
    let digest = DocumentId::of(document.as_bytes()).sha256;
    let generator = format!(r#"{{"name":"evalindex","version":"{}"}}"#, env!("CARGO_PKG_VERSION"));
    let expected = format!(
        r#"{{"format":"evalindex-result/2","generator":{generator},"document":{{"sha256":"{digest}"}},"title":"T","period":"2023","indexes":[{{"id":"i","name":"I","kind":"k","ranking":[{},{}],"unranked":[],"calibration":{{}}}}],"notices":[]}}"#,
        row(1, "p", "87.50"),
        row(2, "q", "3.00")
    );
    assert_eq!(written, expected);
}
