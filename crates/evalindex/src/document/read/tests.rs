use rust_decimal::Decimal;

use super::*;
use crate::method::aggregate::Aggregate;
use crate::method::rule::{MinMax, Rule};
use crate::model::{Effect, Impute, Missing, Node, Observation, Source, TaskStatus, TieBreak, VetoEffect};
use crate::order::Ties;

/// A document that uses every field, one a line where tests look for lines.
const FULL: &str = r#"{
  "values": { "taiyuan": { "growth": 4.90, "pm25": null, "port": "n/a", "debt": "12.5" },
              "datong": { "growth": 1e-5, "port": -3 } },
  "format": "evalindex/1", "title": "T", "period": "2023", "notes": ["one", "two"],
  "indexes": [ { "id": "cities", "name": "Cities", "name_zh": "市", "kind": "region", "scale": 10, "weights": "relative",
    "aggregate": {"power": 0.5}, "rounding": {"decimals": 3, "mode": "half_even"},
    "ranking": {"ties": "dense", "by": "published", "tie_break": ["bonus", "growth"]},
    "grades": [{"name": "good", "name_zh": "好", "at_least": 9, "max_share": 0.3}, {"name": "rest"}],
    "adjustments": {"max_bonus": 5, "max_deduction": 1, "bonus_counts": false},
    "children": [
      { "id": "d", "name": "D", "weight": 0.1, "aggregate": "arithmetic", "min_coverage": 0.5, "round": {"decimals": 1},
        "children": [ { "id": "growth", "name": "G", "name_zh": "增速", "weight": 1, "unit": "%", "source": "S", "owner": "drc",
          "input": "growth", "direction": "lower", "measure": "growth", "transform": "ln", "missing": {"score": 0},
          "round": {"mode": "floor"}, "within": "group", "rule": {"type": "min_max", "min": 1, "clamp": false} } ] },
      { "id": "p", "name": "P", "weight": "2", "missing": {"impute": "group_mean"}, "rule": {"type": "min_max"} },
      { "id": "t", "name": "T", "weight": 0, "missing": "reweight", "rule": {"type": "min_max"},
        "from": {"tasks": {"class": "key", "support_share": 0.25, "cap": 2}} } ] } ],
  "subjects": [ { "id": "taiyuan", "name": "Taiyuan", "name_zh": "太原", "kind": "region", "group": "large" },
                { "id": "datong", "name": "Datong", "kind": "region" } ],
  "previous": { "taiyuan": { "growth": 3 } },
  "targets": { "datong": { "growth": "5.0" } },
  "tasks": [ { "id": "K1", "name": "K", "name_zh": "任务", "class": "breakthrough", "weight": 2, "lead": ["taiyuan"],
      "support": ["datong"], "regions": [], "target": 120, "actual": 90, "progress": 75, "unit": "km", "planned": 80,
      "status": "paused" } ],
  "adjustments": [ { "subject": "datong", "type": "bonus", "points": 2, "reason": "R", "index": "cities" },
                   { "subject": "datong", "type": "deduction", "points": 1.5, "reason": "R" },
                   { "subject": "taiyuan", "type": "veto", "effect": "bar_top_grade", "reason": "R" } ]
}
"#;

fn within_default(text: &str) -> Result<Reading<'_>, Problems> {
    read(text, &Limits::default())
}

fn problems(text: &str) -> Vec<Problem> {
    within_default(text).map_or_else(|problems| problems, |reading| reading.problems).cut(usize::MAX).0
}

fn lines(text: &str) -> Vec<String> {
    problems(text).iter().map(ToString::to_string).collect()
}

/// The problems of the full document with one piece of text replaced; `▸` marks the position that `@` stands for.
fn with(old: &str, new: &str) -> Vec<String> {
    assert_eq!(FULL.matches(old).count(), 1, "{old}");
    let marked = FULL.replace(old, new);
    let lines = lines(&marked.replace('▸', ""));
    let Some((before, _)) = marked.split_once('▸') else { return lines };
    let last = before.lines().last().unwrap();
    let position = format!("line {}, column {}", before.lines().count(), last.chars().count() + 1);
    lines.into_iter().map(|line| line.replace(&position, "@")).collect()
}

#[test]
fn every_field_is_read() {
    let Reading { draft, problems, .. } = within_default(FULL).unwrap();
    assert!(problems.is_empty());
    assert_eq!(draft.notes, ["one", "two"]);
    let number = |text: &str| Decimal::from_str_exact(text).unwrap();
    let column = |input: &str| [0, 1].map(|row| draft.values.get(input, row));
    assert_eq!(column("growth"), [number("4.9").into(), number("0.00001").into()]);
    assert_eq!(column("port"), [Observation::NotApplicable, number("-3").into()]);
    assert_eq!(draft.values.get("debt", 0), number("12.5").into());
    assert!(draft.values.knows("pm25"));
    assert_eq!(draft.previous.get("growth", 0), number("3").into());
    assert_eq!(draft.targets.get("growth", 1), number("5").into());
    let index = &draft.indexes[0];
    assert_eq!(index.aggregate, Aggregate::from(crate::method::aggregate::Power::new(number("0.5"))));
    assert_eq!(index.ranking.ties, Ties::Dense);
    assert_eq!(index.ranking.tie_break, [TieBreak::Bonus, TieBreak::Node("growth".into())]);
    assert!(!index.adjustments.bonus_counts);
    let Node::Indicator(growth) = &index.children[0].children()[0] else { panic!("an indicator") };
    assert_eq!(growth.rule, Rule::from(MinMax::default().min(1).clamp(false)));
    assert_eq!(growth.missing, Missing::Score(Decimal::ZERO));
    let Node::Indicator(p) = &index.children[1] else { panic!("an indicator") };
    assert_eq!((p.weight.clone(), p.missing), (2.into(), Missing::Impute(Impute::GroupMean)));
    let Node::Indicator(t) = &index.children[2] else { panic!("an indicator") };
    let Some(Source::Tasks(tasks)) = &t.from else { panic!("tasks") };
    assert_eq!(tasks.support_share, number("0.25"));
    assert_eq!(draft.tasks[0].status, TaskStatus::Paused);
    assert_eq!(draft.adjustments[2].effect, Effect::Veto(VetoEffect::BarTopGrade));
}

#[test]
fn a_written_draft_is_read_back() {
    let draft = within_default(FULL).unwrap().draft;
    let text = serde_json::to_string_pretty(&draft).unwrap();
    let again = within_default(&text).unwrap();
    assert!(again.problems.is_empty());
    assert_eq!(again.draft, draft);
    assert!(text.starts_with("{\n  \"format\": \"evalindex/1\""));
    assert!(text.contains("\"pm25\": null") && text.contains("\"growth\": 4.9,"), "{text}");
    let empty = Draft::default();
    assert_eq!(
        serde_json::to_string(&empty).unwrap(),
        r#"{"format":"evalindex/1","indexes":[],"subjects":[],"values":{}}"#
    );
}

#[test]
fn a_published_index_is_read_without_problems() {
    assert_eq!(lines(include_str!("../../../../../fixtures/hdi-2022.json")), Vec::<String>::new());
}

#[test]
fn faults_of_the_document_itself() {
    for (text, problem) in [
        ("", "the document is empty; expected a JSON object with \"format\": \"evalindex/1\""),
        ("[]", "line 1, column 1: wrong type of value; found an array, expected an object"),
        (
            r#"{"format": "evalindex/2", "indexes": [], "subjects": [], "values": {}}"#,
            "format, line 1, column 12: a format that this program does not read; found \"evalindex/2\", expected \"evalindex/1\"",
        ),
        (
            r#"{"format": "evalindex/1", "indexes": [], "subjects": {}, "values": {}}"#,
            "subjects, line 1, column 54: wrong type of value; found an object, expected an array",
        ),
        (
            r#" {"format": "evalindex/1", "subjects": [], "values": {}}"#,
            "indexes, line 1, column 2: a required field is missing; expected an array",
        ),
        (
            r#"{"format": "evalindex/1", "indexes": [], "subjects": []}"#,
            "values, line 1, column 1: a required field is missing; expected an object with an object for each subject",
        ),
        (
            r#"{"indexes": [], "subjects": [], "values": {}}"#,
            "format, line 1, column 1: a required field is missing; expected \"evalindex/1\"",
        ),
    ] {
        assert_eq!(lines(text), [problem], "{text}");
    }
    assert_eq!(with(r#"["one", "two"]"#, r#""one""#), Vec::<String>::new());
}

#[test]
fn faults_of_the_tree() {
    for (old, new, problem) in [
        (
            r#""id": "p", "#,
            "",
            "indexes[0].children[1].id, line 15, column 7: a required field is missing; expected a string",
        ),
        (
            r#""weight": "2""#,
            r#"▸"wieght": 2"#,
            "indexes[0].children[1].wieght, @: unknown field; found `wieght`, expected `weight`",
        ),
        (
            r#""weight": "2""#,
            r#""weight": ▸"two""#,
            "indexes[0].children[1].weight, @: wrong type of value; found a string \"two\", expected a number",
        ),
        (
            r#", "rule": {"type": "min_max"} },"#,
            "},",
            "indexes[0].children[1], line 15, column 7: a node with neither children nor a rule; \
             found `id`, `name`, `weight`, `missing`, expected `children` for a dimension, or `rule` for an indicator",
        ),
        (
            r#"{"impute": "group_mean"}, "rule": "#,
            r#"{"impute": "group_mean"}, ▸"rules": "#,
            "indexes[0].children[1].rules, @: unknown field; found `rules`, expected `rule`",
        ),
        (
            r#"{"type": "min_max", "min": 1, "clamp": false}"#,
            r#"{"type": ▸"minmax", "min": 1}"#,
            "indexes[0].children[0].children[0].rule.type, @: unknown name; found \"minmax\", expected \"min_max\"",
        ),
        (
            r#"{"type": "min_max", "min": 1, "clamp": false}"#,
            r#"{"type": "min_max", ▸"mni": 1}"#,
            "indexes[0].children[0].children[0].rule.mni, @: unknown field; found `mni`, expected `min`",
        ),
        (
            r#"{"type": "min_max", "min": 1, "clamp": false}"#,
            r#"▸"min_max""#,
            "indexes[0].children[0].children[0].rule, @: wrong type of value; \
             found a string \"min_max\", expected an object with a `type`",
        ),
        (
            r#"{"type": "min_max", "min": 1, "clamp": false}"#,
            r#"▸{"min": 1}"#,
            "indexes[0].children[0].children[0].rule.type, @: a required field is missing; expected the name of a rule, such as \"min_max\"",
        ),
        (
            r#""missing": "reweight""#,
            r#""missing": ▸"rewieght""#,
            "indexes[0].children[2].missing, @: unknown name; found \"rewieght\", expected \"reweight\"",
        ),
        (
            r#""missing": "reweight""#,
            r#""missing": ▸{"score": 1, "impute": "mean"}"#,
            "indexes[0].children[2].missing, @: not one policy for a missing figure; found 2 of them, \
             expected either {\"score\": …} or {\"impute\": …}",
        ),
        (
            r#"{"power": 0.5}"#,
            r#"▸"arithmetik""#,
            "indexes[0].aggregate, @: unknown name; found \"arithmetik\", expected \"arithmetic\"",
        ),
        (
            r#""ties": "dense""#,
            r#""ties": ▸"denes""#,
            "indexes[0].ranking.ties, @: unknown name; found \"denes\", expected \"dense\"",
        ),
        (
            r#""max_share": 0.3"#,
            r#""max_share": ▸null"#,
            "indexes[0].grades[0].max_share, @: wrong type of value; found null, expected a number, or no such field",
        ),
        (
            r#"{"tasks": {"class": "key", "support_share": 0.25, "cap": 2}}"#,
            r#"{▸"task": {}}"#,
            "indexes[0].children[2].from.task, @: unknown field; found `task`, expected `tasks`",
        ),
    ] {
        assert_eq!(with(old, new), [problem], "{new}");
    }
}

#[test]
fn faults_of_the_evidence() {
    for (old, new, problem) in [
        (
            r#""port": -3"#,
            r#""port": ▸NaN"#,
            "values.datong.port, @: JSON has no NaN and no infinity; found NaN, expected a number, null or \"n/a\"",
        ),
        (
            r#""port": -3"#,
            r#""port": ▸"N/A""#,
            "values.datong.port, @: not a figure; found \"N/A\", expected \"n/a\" where the input does not apply",
        ),
        (
            r#""port": -3"#,
            r#""port": ▸"-""#,
            "values.datong.port, @: not a figure; found \"-\", expected null where the figure is missing",
        ),
        (
            r#""port": -3"#,
            r#""port": ▸"1,000""#,
            "values.datong.port, @: a string that is no plain decimal number; found \"1,000\", expected 1000",
        ),
        (
            r#""port": -3"#,
            r#""port": ▸true"#,
            "values.datong.port, @: wrong type of value; found true, expected a number, null or \"n/a\"",
        ),
        (
            r#""port": -3"#,
            r#""port": ▸1e-29"#,
            "values.datong.port, @: a number with more decimals than are kept exactly; \
             found 1e-29, expected at most 28 decimals",
        ),
        (
            r#""port": -3"#,
            r#"▸"growth": -3"#,
            "values.datong.growth, @: duplicate key, first on line 3; found `growth` again, expected each key once",
        ),
        (
            r#""datong": { "growth": 1e-5"#,
            r#"▸"dtaong": { "growth": 1e-5"#,
            "values.dtaong, @: unknown subject; found `dtaong`, expected `datong`",
        ),
        (
            r#""datong": { "growth": 1e-5"#,
            r#"▸"taiyuan": { "growth": 1e-5"#,
            "values.taiyuan, @: duplicate key, first on line 2; found `taiyuan` again, expected each key once",
        ),
        (
            r#""previous": { "taiyuan": { "growth": 3 } }"#,
            r#""previous": { "taiyuan": ▸3 }"#,
            "previous.taiyuan, @: wrong type of value; found the number 3, \
             expected an object with a figure for each input",
        ),
        (
            r#""growth": "5.0""#,
            r#""growth": ▸"n/a""#,
            "targets.datong.growth, @: wrong type of value; found a string \"n/a\", expected a number",
        ),
        (
            r#""class": "breakthrough", "#,
            "",
            "tasks[0].class, line 22, column 14: a required field is missing; expected \"key\" or \"breakthrough\"",
        ),
        (
            r#""lead": ["taiyuan"]"#,
            r#""lead": ▸"taiyuan""#,
            "tasks[0].lead, @: wrong type of value; found a string \"taiyuan\", expected an array of strings",
        ),
        (
            r#""type": "veto", "effect""#,
            r#""type": "veto", ▸"points": 1, "effect""#,
            "adjustments[2].points, @: unknown field; found `points`, \
             expected one of `subject`, `reason`, `index`, `kind`, `type`, `effect`",
        ),
        (
            r#""type": "veto""#,
            r#""type": ▸"vetoo""#,
            "adjustments[2].type, @: unknown name; found \"vetoo\", expected \"veto\"",
        ),
    ] {
        assert_eq!(with(old, new), [problem], "{new}");
    }
}

#[test]
fn faults_of_every_sort_are_found_at_once() {
    let text = FULL
        .replace(r#""port": -3"#, r#""port": "x""#)
        .replace(r#""id": "p""#, r#""ident": "p""#)
        .replace(r#""status": "paused""#, r#""status": "waiting""#);
    let reading = within_default(&text).unwrap();
    let paths: Vec<_> = reading.problems.kept().iter().map(|problem| problem.path.as_str()).collect();
    assert_eq!(
        paths,
        ["values.datong.port", "indexes[0].children[1].id", "indexes[0].children[1].ident", "tasks[0].status"]
    );
    let blanks: Vec<_> = reading.blanks.iter().map(ToString::to_string).collect();
    assert_eq!(blanks, ["indexes[0].children[1].id", "tasks[0].status", "values.datong.port"]);
    assert_eq!(reading.draft.indexes[0].children.len(), 3);
}

#[test]
fn faults_of_the_syntax_end_the_reading() {
    let text = FULL
        .replace(r#""port": -3"#, r#""port": NaN"#)
        .replace(r#""id": "p""#, r#""ident": "p""#)
        .replace(r#""status": "paused""#, r#""status": "waiting","#);
    let problems = within_default(&text).unwrap_err();
    let found: Vec<_> = problems.kept().iter().map(|problem| (problem.path.as_str(), problem.kind)).collect();
    assert_eq!(found, [("values.datong.port", ProblemKind::Syntax), ("tasks[0]", ProblemKind::Syntax)]);
}

#[test]
fn without_subjects_figures_are_not_reported() {
    let text = r#"{"format": "evalindex/1", "indexes": [], "values": {"a": {"x": 1}, "b": {"x": 2}}}"#;
    assert_eq!(lines(text), ["subjects, line 1, column 1: a required field is missing; expected an array"]);
}

/// Characters with a meaning in JSON, and some that documents contain by mistake.
const PIECES: [&str; 26] = [
    "", "{", "}", "[", "]", "\"", ",", ":", "\\", "\\u", "'", "“", "，", "\n", "\u{0}", "\u{feff}", "//", "/*", "#",
    "-", "+", ".", "e9", "0", "NaN", "太",
];

proptest::proptest! {
    #[test]
    fn no_text_panics_and_text_that_is_not_json_is_refused(
        edits in proptest::collection::vec((0..1_usize << 16, 0..3_usize, 0..PIECES.len()), 1..4),
    ) {
        let mut text = FULL.to_owned();
        for (offset, length, piece) in edits {
            let boundary = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap();
            let from = boundary(offset % text.len());
            let to = boundary(from + length).max(from);
            text.replace_range(from..to, PIECES[piece]);
        }
        let is_json = serde_json::from_str::<serde::de::IgnoredAny>(text.trim_start_matches('\u{feff}')).is_ok();
        proptest::prop_assert!(is_json || within_default(&text).is_err_and(|problems| !problems.is_empty()));
        for problem in &problems(&text) {
            proptest::prop_assert!(problem.position.is_some());
            proptest::prop_assert!(Path::parse(&problem.path).is_some(), "{}", problem);
        }
    }
}

#[test]
fn a_reference_in_a_string_is_a_subject_or_else_a_number() {
    let text = |reference: &str| {
        format!(
            r#"{{"format": "evalindex/1", "indexes": [{{"id": "i", "name": "I", "kind": "k", "children": [
            {{"id": "a", "name": "A", "weight": 1, "rule": {{"type": "distance_to_reference", "reference": {reference}}}}}]}}],
            "subjects": [{{"id": "110105", "name": "C", "kind": "k"}}], "values": {{"110105": {{"a": 1}}}}}}"#
        )
    };
    let read_as = |reference: &str| {
        let draft = within_default(&text(reference)).unwrap().draft;
        let Node::Indicator(indicator) = draft.indexes[0].children[0].clone() else { panic!("a dimension") };
        let Rule::DistanceToReference(rule) = indicator.rule else { panic!("another rule") };
        rule.reference
    };
    assert_eq!(read_as("\"110105\""), Reference::Subject("110105".into()));
    assert_eq!(read_as("\"10.5\""), Reference::from(Decimal::new(105, 1)));
    assert_eq!(read_as("10.5"), Reference::from(Decimal::new(105, 1)));
    assert_eq!(read_as("\"nobody\""), Reference::Subject("nobody".into()));
}
