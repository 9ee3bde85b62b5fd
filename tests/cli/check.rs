//! `score check FILE`: a summary where all is well, else every problem and warning.

use crate::support::{DOCUMENT, command, file, run};

fn check(document: &str) -> crate::support::Run {
    run(command().args(["check", "-"]).write_stdin(document))
}

#[test]
fn a_sound_document_is_summed_up() {
    let run = check(DOCUMENT);
    assert_eq!(run.err, "");
    assert_eq!(
        run.result(),
        "cities: 4 subjects, 3 indicators — no problems\ndepartments: 1 subject, 1 indicator — no problems\n"
    );
}

#[test]
fn a_warning_alone_leaves_the_status_0() {
    let run = check(&DOCUMENT.replace(r#""pm25": 80"#, r#""pm25": 80, "pm10": 90"#));
    assert!(run.err.starts_with("standard input: warning: values.taiyuan.pm10"), "{}", run.err);
    assert_eq!(run.err.lines().count(), 1, "{}", run.err);
    assert!(run.result().starts_with("cities: 4 subjects"));
}

#[test]
fn problems_are_written_as_json() {
    let json = |document: &str| run(command().args(["check", "-", "--format", "json"]).write_stdin(document));
    let sound = json(&DOCUMENT.replace(r#""pm25": 80"#, r#""pm25": 80, "pm10": 90"#));
    let found: serde_json::Value = serde_json::from_str(&sound.result()).unwrap();
    assert_eq!((&found["format"], &found["sound"]), (&"evalindex-check/1".into(), &true.into()));
    let paths = |found: &serde_json::Value| -> Vec<String> {
        let problems = found["problems"].as_array().unwrap().iter();
        problems.map(|one| format!("{} {}", one["severity"], one["path"]).replace('"', "")).collect()
    };
    assert_eq!(paths(&found), ["warning values.taiyuan.pm10"]);
    let faulty = json(&DOCUMENT.replace(r#""weight": 20"#, r#""weight": 21"#));
    assert_eq!((faulty.status, faulty.err.as_str()), (Some(1), ""));
    let found: serde_json::Value = serde_json::from_str(&faulty.out).unwrap();
    assert_eq!(
        (&found["sound"], paths(&found)),
        (&false.into(), vec!["problem indexes[0].children[0].children".into()])
    );
    let no_json = json("[");
    assert_eq!(no_json.status, Some(1));
    assert!(serde_json::from_str::<serde_json::Value>(&no_json.out).unwrap()["document"]["sha256"].is_string());
}

/// A figure of 9,001 beside 90, 85.555 and 50: the median of all four is 87.7775.
fn far() -> String {
    let min_max = DOCUMENT
        .replace(r#""weight": 20, "rule": { "type": "as_is" }"#, r#""weight": 20, "rule": { "type": "min_max" }"#);
    min_max.replace(r#""patents": 60"#, r#""patents": 9001"#)
}

#[test]
fn advice_follows_the_line_of_its_index_and_leaves_the_status_0() {
    let advise = |document: &str, more: &[&str]| {
        run(command().args(["check", "-", "--advise"]).args(more).write_stdin(document)).result()
    };
    let plain = advise(DOCUMENT, &["--index", "departments"]);
    assert_eq!(plain, "departments: 1 subject, 1 indicator — no problems\n");
    let found = advise(&far(), &[]);
    let far_figure = "advice: cities/taiyuan/patents: 9001 is over 100 times the median absolute value of its column, \
                      87.7775: is the unit right?\n";
    assert!(found.starts_with(&format!("cities: 4 subjects, 3 indicators — no problems\n{far_figure}")), "{found}");
    assert!(found.ends_with("\ndepartments: 1 subject, 1 indicator — no problems\n"), "{found}");
    assert!(!advise(&far(), &["--index", "departments"]).contains("advice"));
    let chinese = advise(&far(), &["--lang", "zh"]);
    assert!(chinese.contains("\n建议：cities/taiyuan/patents：9001超过本列绝对值中位数87.7775的100倍"), "{chinese}");
}

#[test]
fn many_pieces_of_advice_alike_are_summed_up() {
    // Half of the weight of five and of six subjects is borrowed.
    let document = |count: usize| {
        let subject = |n| format!(r#"{{"id": "s{n}", "name": "S", "kind": "city"}}"#);
        let figures = |n| format!(r#""s{n}": {{"a": {}, "b": {n}}}"#, if n == 0 { "1" } else { "null" });
        let subjects = (0..=count).map(subject).collect::<Vec<_>>().join(",");
        let figures = (0..=count).map(figures).collect::<Vec<_>>().join(",");
        format!(
            r#"{{"format": "evalindex/1", "indexes": [{{"id": "i", "name": "I", "kind": "city", "children": [
                {{"id": "a", "name": "A", "weight": 50, "missing": "reweight", "rule": {{"type": "as_is"}}}},
                {{"id": "b", "name": "B", "weight": 50, "rule": {{"type": "as_is"}}}}]}}],
                "subjects": [{subjects}], "values": {{{figures}}}}}"#
        )
    };
    let advised = |count: usize, lang: &str| {
        run(command().args(["check", "-", "--advise", "--lang", lang]).write_stdin(document(count))).result()
    };
    let borrowed = "its weight is borrowed: imputed 0, shared out for want of figures 0.5\n";
    assert_eq!(advised(5, "en").matches(borrowed).count(), 5);
    let six = advised(6, "en");
    assert_eq!(six.matches(borrowed).count(), 1);
    assert!(six.ends_with("\nadvice: … and 5 more like it (all in --format json)\n"), "{six}");
    assert!(advised(6, "zh").contains("\n建议：……另有5条同类建议"), "{six}");
}

#[test]
fn advice_is_part_of_the_json_where_it_is_asked_for() {
    let json = |document: &str, more: &[&str]| -> serde_json::Value {
        let run = run(command().args(["check", "-", "--format", "json"]).args(more).write_stdin(document));
        serde_json::from_str(&run.out).unwrap()
    };
    assert!(json(&far(), &[]).get("advice").is_none());
    let found = json(&far(), &["--advise"])["advice"][0].clone();
    let expected = serde_json::json!({"index": "cities", "subject": "taiyuan", "node": "patents", "what": "far_figure",
        "figures": {"value": 9001, "median": 87.7775}, "text": found["text"]});
    assert_eq!(found, expected);
    assert_eq!(json("{}", &["--advise"])["advice"], serde_json::json!([]));
}

#[test]
fn faults_of_structure_are_problems() {
    let path = file("check-structure.json", DOCUMENT.replace(r#""weight": 20"#, r#""weight": 21"#));
    let complaint = run(command().arg("check").arg(&path)).complaint(1);
    assert!(complaint.starts_with(&format!("{}: indexes[0].children[0]", path.display())), "{complaint}");
    assert!(complaint.ends_with("1 problem, 0 warnings\n"), "{complaint}");
}

#[test]
fn every_missing_figure_is_a_problem() {
    let gaps = DOCUMENT.replace(r#""patents": 60, "#, "").replace(r#""service": 75.5"#, "");
    let complaint = check(&gaps).complaint(1);
    for what in ["patents", "service"] {
        assert!(complaint.contains(what), "{what} is not in\n{complaint}");
    }
    assert!(complaint.ends_with("2 problems, 0 warnings\n"), "{complaint}");
}

#[test]
fn one_index_is_summed_up_in_either_language() {
    let path = file("check-index.json", DOCUMENT);
    let summary = |arguments: &[&str]| run(command().arg("check").arg(&path).args(arguments)).result();
    assert_eq!(summary(&["--index", "departments"]), "departments: 1 subject, 1 indicator — no problems\n");
    assert_eq!(summary(&["--index", "cities", "--lang", "zh"]), "cities：4 个对象，3 个指标，没有问题\n");
}

/// Structure and figures are reported together, in the order of the text.
#[test]
fn warnings_stand_among_the_problems_of_figures() {
    let both = DOCUMENT.replace(r#""patents": 60, "pm25": 80"#, r#""pm25": 80, "pm10": 90"#).replace("75.5", "null");
    let complaint = check(&both).complaint(1);
    let positions: Vec<Option<usize>> =
        ["values.taiyuan.patents", "warning: values.taiyuan.pm10", "values.finance.service", "2 problems, 1 warning"]
            .map(|what| complaint.lines().position(|line| line.contains(what)))
            .into();
    assert_eq!(positions, [Some(0), Some(1), Some(2), Some(3)], "{complaint}");
}
