//! Limits: documents too large, drafts too deep, and documents with very many faults.

use std::time::Instant;

use evalindex::problem::{ProblemKind, Severity};
use evalindex::rule::MinMax;
use evalindex::{Dimension, Document, Draft, Index, Indicator, Limits, Refused, Subject, WeightChange};

/// A document with these parts in place of the usual ones.
fn text(children: &str, subjects: &str, values: &str) -> String {
    format!(
        r#"{{"format": "evalindex/1", "indexes": [{{"id": "x", "name": "X", "kind": "k", "weights": "relative",
           "children": [{children}]}}], "subjects": [{subjects}], "values": {{{values}}}}}"#
    )
}

fn leaf(id: &str) -> String {
    format!(r#"{{"id": "{id}", "name": "", "weight": 1, "rule": {{"type": "min_max"}}}}"#)
}

fn subject(id: &str) -> String {
    format!(r#"{{"id": "{id}", "name": "", "kind": "k"}}"#)
}

fn many(count: usize, one: impl Fn(usize) -> String) -> String {
    (0..count).map(one).collect::<Vec<_>>().join(",")
}

fn small() -> String {
    text(&leaf("a"), &many(2, |number| subject(&format!("s{number}"))), r#""s0": {"a": 1}, "s1": {"a": 2}"#)
}

fn lines(refused: &Refused) -> Vec<String> {
    refused.problems().iter().map(ToString::to_string).collect()
}

#[test]
fn each_limit_is_refused_by_name_one_below_what_the_document_has() {
    let text = small();
    let bytes = text.len();
    let exact = || Limits::default().bytes(bytes).subjects(2).nodes(2).cells(4).depth(1);
    assert!(Document::from_json_within(&text, &exact()).is_ok());
    for (limits, what) in [
        (
            exact().bytes(bytes - 1),
            format!("the document is too long; found {bytes} bytes, expected at most {}", bytes - 1),
        ),
        (exact().subjects(1), "too many subjects; found 2 subjects, expected at most 1".to_owned()),
        (exact().nodes(1), "too many indexes, dimensions and indicators; found 2 nodes, expected at most 1".to_owned()),
        (exact().cells(3), "found 4 scores, expected at most 3".to_owned()),
        (exact().depth(0), "the tree is too deep; found 1 level, expected at most 0".to_owned()),
    ] {
        let refused = Document::from_json_within(&text, &limits).unwrap_err();
        let [problem] = refused.problems() else { panic!("{refused}") };
        assert!(problem.to_string().ends_with(&what), "{problem}");
        assert_eq!(problem.kind, ProblemKind::Limit);
        // A typed draft has the same limits, but for the bytes of its text.
        if limits.bytes == bytes {
            let draft = Document::from_json(&text).unwrap().draft().clone();
            let refused = Document::build_within(draft, &limits).unwrap_err();
            assert!(refused.to_string().ends_with(&what), "{refused}");
        }
    }
}

#[test]
fn very_many_scores_need_figures() {
    let leaves = many(1_000, |number| leaf(&format!("i{number}")));
    let subjects = many(600, |number| subject(&format!("s{number}")));
    // 600 subjects, 1,000 nodes and the index: 600,600 scores, and one figure.
    let text = text(&leaves, &subjects, r#""s0": {"i0": 1}"#);
    let refused = Document::from_json(&text).unwrap_err();
    let what = "too many scores to compute from so few figures; found 600600 scores, expected at most 500000";
    assert!(lines(&refused).iter().any(|line| line.ends_with(what)), "{refused}");
    let refused = Document::from_json_within(&text, &Limits::default().cells(40 * 600_600)).unwrap_err();
    assert!(!lines(&refused).iter().any(|line| line.contains("too many scores")), "{refused}");
}

fn nested(levels: usize) -> Draft {
    let leaf = Indicator::new("a", "A", 1, MinMax::default());
    let mut top = Dimension::new("d1", "", 1).child(leaf);
    for level in 2..levels {
        top = Dimension::new(format!("d{level}"), "", 1).child(top);
    }
    let subjects = ["s", "t"].map(|id| Subject::new(id, "", "k"));
    let draft = Draft::default().index(Index::new("x", "X", "k").child(top)).value("s", "a", evalindex::Decimal::ONE);
    subjects.into_iter().fold(draft.value("t", "a", evalindex::Decimal::TWO), Draft::subject)
}

#[test]
fn a_draft_of_a_million_levels_is_refused_and_dropped() {
    assert!(Document::build(nested(30)).unwrap().evaluate().is_ok());
    for levels in [31, 1_000_000] {
        // However deep the limit, no tree is walked through that is deeper than 30 levels.
        for limits in [Limits::default(), Limits::default().depth(usize::MAX).nodes(usize::MAX)] {
            let refused = Document::build_within(nested(levels), &limits).unwrap_err();
            let what = format!("indexes[0].children: the tree is too deep; found {levels} levels, expected at most 30");
            assert_eq!(lines(&refused)[0], what);
        }
    }
    drop(nested(1_000_000));
}

#[test]
fn names_are_cut_in_messages_and_refused_when_endless() {
    let long = "长".repeat(500);
    let refused = Document::from_json(&text(&leaf("a"), &subject(&long), r#""s": {"a": 1}"#)).unwrap_err();
    for problem in refused.problems() {
        assert!(problem.to_string().chars().count() < 400, "{problem}");
    }
    let shown = format!("found `s`, expected the id of a subject, such as `{}…", "长".repeat(79));
    assert!(refused.to_string().contains(&shown), "{refused}");
    let endless = "s".repeat(1_000_000);
    let refused = Document::from_json(&text(&leaf("a"), &subject(&endless), r#""s": {"a": 1}"#)).unwrap_err();
    assert!(refused.to_string().len() < 1_000);
    assert!(refused.problems().iter().any(|problem| problem.what == "a name is too long"), "{refused}");
}

#[test]
fn what_is_not_listed_is_counted_by_kind() {
    let bad = |number: usize| format!(r#""s{number}": {{"a": "?"}}"#);
    let subjects = many(2_000, |number| subject(&format!("s{number}")));
    let limits = Limits::default().problems(7);
    let document = text(&leaf("a"), &subjects, &many(2_000, bad));
    let refused = Document::from_json_within(&document, &limits).unwrap_err();
    assert_eq!(refused.problems().len(), 7);
    assert!(refused.problems()[6].path.starts_with("values.s6."), "{refused}");
    let [more] = refused.more() else { panic!("{:?}", refused.more()) };
    assert_eq!((more.severity, more.kind, more.count), (Severity::Problem, ProblemKind::WrongType, 1_993));
    assert!(refused.to_string().ends_with("and 1993 more problems that are not listed: 1993 wrong_type"));
    let json = serde_json::to_value(&refused).unwrap();
    assert_eq!(json["more"][0]["count"], 1_993);
    assert_eq!(serde_json::from_value::<Refused>(json).unwrap(), refused);
}

#[test]
fn problems_with_figures_are_counted_too() {
    let subjects = many(20_000, |number| subject(&format!("s{number}")));
    let values = many(20_000, |number| format!(r#""s{number}": {{"a": -1}}"#));
    let leaf = r#"{"id": "a", "name": "", "weight": 1, "rule": {"type": "as_is"}}"#;
    let refused = Document::from_json(&text(leaf, &subjects, &values)).unwrap().evaluate().unwrap_err();
    assert_eq!((refused.problems().len(), refused.more()[0].count), (1_000, 19_000));
    assert_eq!(refused.at_most(10).more()[0].count, 19_990);
}

#[test]
fn a_refusal_is_not_pushed_out_by_warnings() {
    let unread = many(30_000, |number| format!(r#""z{number}": 1"#));
    let values = format!(r#""s": {{"a": 1, {unread}}}, "nobody": {{"a": 1}}"#);
    let refused = Document::from_json(&text(&leaf("a"), &subject("s"), &values)).unwrap_err();
    assert!(refused.problems().iter().any(|problem| problem.kind == ProblemKind::Reference), "{refused}");
}

/// A search through all names for each fault takes minutes; `.ci/faults.py` measures every shape with 100,000 faults.
#[test]
fn many_faults_cost_no_search_through_all_names_for_each() {
    const COUNT: usize = 10_000;
    let ids = |prefix: &str| many(COUNT, |number| subject(&format!("{prefix}{number}")));
    let cases = [
        (many(COUNT, |number| leaf(&format!("input {number}x"))), ids("s"), {
            let cells = many(COUNT, |number| format!(r#""input {number}": 1"#));
            format!(r#""s0": {{{cells}}}"#)
        }),
        (leaf("a"), ids("s"), many(COUNT, |number| format!(r#""subject {number}": {{"a": 1}}"#))),
        (leaf("a"), many(COUNT, |_| subject("s")), r#""s": {"a": 1}"#.to_owned()),
        (
            leaf("a"),
            many(COUNT, |number| {
                let whole = (number + 1).min(COUNT - 1);
                format!(r#"{{"id": "s{number}", "name": "", "kind": "k", "part_of": "s{whole}"}}"#)
            }),
            r#""s0": {"a": 1}"#.to_owned(),
        ),
    ];
    for (children, subjects, values) in cases {
        let text = text(&children, &subjects, &values);
        let started = Instant::now();
        let document = Document::from_json(&text);
        assert!(document.and_then(|document| document.evaluate().map(drop)).is_err());
        assert!(started.elapsed().as_secs() < 20, "{:?}: {}", started.elapsed(), text.split_at(300).0);
    }
}

/// A search through the ranking for each subject takes tens of seconds here, without optimisation minutes.
#[test]
fn movements_and_history_cost_no_search_through_the_ranking_for_each_subject() {
    const COUNT: usize = 20_000;
    let value = |number: usize| format!(r#""s{number}": {{"a": {}, "b": {number}}}"#, number * 7919 % COUNT);
    let values = many(COUNT, value);
    let subjects = many(COUNT, |number| subject(&format!("s{number}")));
    let more = format!(r#""period": "2", "periods": [{{"period": "1", "values": {{{values}}}}}], "subjects""#);
    let text = text(&[leaf("a"), leaf("b")].join(","), &subjects, &values).replacen(r#""subjects""#, &more, 1);
    let prepared = Document::from_json(&text).unwrap().prepare().unwrap();
    let what_if = prepared.what_if(None, &[WeightChange::set("a", 2)]).unwrap();
    let started = Instant::now();
    let moved = what_if.movements(0).unwrap();
    assert!(moved.iter().all(|one| one.places.is_some()) && what_if.after.indexes[0].by_subject().len() == COUNT);
    assert!(started.elapsed().as_secs() < 3, "{:?}", started.elapsed());
}
