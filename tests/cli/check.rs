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
