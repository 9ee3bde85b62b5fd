//! Titles and notes of the document: with every result, whatever the verb and the format.

use serde_json::Value;

use crate::support::{DOCUMENT, Run, command, run};

const TITLE: &str = "A title | of \u{202e}all";
const NOTES: [&str; 2] = ["Figures are illustrative.", "# Second\u{1b}[31m"];

/// The shared document with a title and notes that are to be shown letter for letter.
fn document() -> String {
    let notes = serde_json::to_string(&NOTES).unwrap();
    let title = serde_json::to_string(TITLE).unwrap();
    DOCUMENT.replace(r#""title": "Hand-worked","#, &format!(r#""title": {title}, "notes": {notes},"#))
}

/// Every verb that gives a result, on the cities.
fn results(options: &[&str]) -> Vec<(&'static str, Run)> {
    let verbs: [(&str, &[&str]); 10] = [
        ("", &["--index", "cities"]),
        ("what-if", &["--drop", "patents"]),
        ("tipping", &[]),
        ("robustness", &["--draws", "10"]),
        ("sensitivity", &["--draws", "10", "--index", "cities"]),
        ("certain", &[]),
        ("leave-out", &[]),
        ("balance", &[]),
        ("weights", &["--method", "equal"]),
        ("tasks", &[]),
    ];
    let run_verb = |(verb, own): (&'static str, &[&str])| {
        let mut command = command();
        command.args(Some(verb).filter(|verb| !verb.is_empty())).arg("-").args(own).args(options);
        (verb, run(command.write_stdin(document())))
    };
    verbs.map(run_verb).into()
}

#[test]
fn tables_begin_with_the_title_and_end_with_the_notes() {
    for (verb, run) in results(&[]) {
        let shown = run.result();
        assert!(shown.starts_with("A title | of \\u{202e}all\n\n"), "{verb}: {shown}");
        assert!(shown.ends_with("\n\nNote: Figures are illustrative.\nNote: # Second\\u{1b}[31m\n"), "{verb}: {shown}");
    }
}

#[test]
fn markdown_has_the_title_as_its_first_heading_and_the_notes_as_its_last_list() {
    for (verb, run) in results(&["--format", "markdown"]) {
        let shown = run.result();
        assert!(shown.starts_with("# A title \\| of \\\\u{202e}all\n\n## "), "{verb}: {shown}");
        let notes = "\n\nNotes:\n\n- Figures are illustrative.\n- \\# Second\\\\u{1b}\\[31m\n";
        assert!(shown.ends_with(notes), "{verb}: {shown}");
    }
}

#[test]
fn json_has_both_as_they_are() {
    for (verb, run) in results(&["--format", "json"]) {
        let shown: Value = serde_json::from_str(&run.result()).unwrap();
        assert_eq!(shown["title"], TITLE, "{verb}");
        assert_eq!(shown["notes"], serde_json::json!(NOTES), "{verb}");
    }
}

#[test]
fn csv_has_them_on_standard_error() {
    for (verb, run) in results(&["--format", "csv"]) {
        for line in ["Title: A title | of \\u{202e}all", "Note: Figures are illustrative.", "Note: # Second\\u{1b}[31m"]
        {
            assert!(run.err.lines().any(|said| said == line), "{verb}: {line} is not in\n{}", run.err);
        }
        let csv = run.result();
        assert!(!csv.contains("illustrative") && !csv.contains("title"), "{verb}: {csv}");
    }
}

#[test]
fn all_scenarios_have_them_once_above() {
    let scenario = r#", "scenarios": [ { "name": "a", "changes": [ { "drop": "patents" } ] } ] }"#;
    let document = document().trim_end().trim_end_matches('}').to_owned() + scenario;
    let run = run(command().args(["what-if", "-", "--format", "json"]).write_stdin(document));
    let shown: Value = serde_json::from_str(&run.result()).unwrap();
    assert_eq!((&shown["title"], shown["scenarios"].as_array().unwrap().len()), (&TITLE.into(), 1));
}

#[test]
fn a_narrow_terminal_breaks_them_between_words() {
    let long = DOCUMENT.replace("Hand-worked", "A title of several words");
    let shown = run(command().args(["-", "--index", "departments"]).env("COLUMNS", "22").write_stdin(long)).result();
    assert!(shown.starts_with("A title of several\nwords\n\nDepartments"), "{shown}");
}
