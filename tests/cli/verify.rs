//! `score verify RESULT FILE`: a published result made again.

use crate::support::{DOCUMENT, Run, command, file, run};

/// Publishes the document with these options, edits the result, and verifies it with others.
fn verified(name: &str, publish: &[&str], edit: impl Fn(String) -> String, verify: &[&str]) -> Run {
    let document = file(&format!("verify-{name}-document.json"), DOCUMENT);
    let published = run(command().arg(&document).args(["--format", "json"]).args(publish)).result();
    let result = file(&format!("verify-{name}-result.json"), edit(published));
    run(command().arg("verify").args([&result, &document]).args(verify))
}

#[test]
fn a_result_as_it_was_published_is_the_same() {
    for (name, options) in [
        ("whole", vec![]),
        ("index", vec!["--index", "cities"]),
        ("top", vec!["--top", "1"]),
        ("zh", vec!["--lang", "zh"]),
    ] {
        let run = verified(name, &options, |published| published, &options);
        assert_eq!((run.status, run.err.as_str()), (Some(0), ""), "{name}: {}", run.out);
    }
    let compact = verified("compact", &["--compact"], |published| published.replace("85.56", "85.560"), &[]);
    assert_eq!(compact.result(), "The same: every place, digit and text is what the document gives.\n");
}

#[test]
fn every_difference_is_named_and_the_status_is_1() {
    let tampered = |published: String| published.replace("85.56", "85.57").replacen("Lüliang", "Lvliang", 1);
    let run = verified("tampered", &["--index", "cities"], tampered, &["--index", "cities", "--format", "csv"]);
    assert_eq!(run.status, Some(1), "{}", run.err);
    let rows: Vec<&str> = run.out.lines().collect();
    assert_eq!(rows[0], "where,published,the_document_gives");
    assert!(rows.contains(&"indexes[cities].ranking[luliang].score,85.57,85.56"), "{}", run.out);
    assert!(run.out.contains(r#"ranking[luliang].name,"""Lvliang""","""Lüliang""""#), "{}", run.out);
}

#[test]
fn another_document_is_known_by_its_digest() {
    let document = file("verify-other-document.json", DOCUMENT.replacen('\n', " \n", 1));
    let result = file("verify-other-result.json", {
        let first = file("verify-other-first.json", DOCUMENT);
        run(command().arg(&first).args(["--format", "json"])).result()
    });
    let run = run(command().arg("verify").args([&result, &document]).args(["--format", "json"]));
    assert_eq!(run.status, Some(1));
    let found: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!((&found["format"], &found["same"]), (&"evalindex-verify/1".into(), &false.into()));
    let differences = found["differences"].as_array().unwrap();
    assert_eq!(differences.len(), 1, "{}", run.out);
    assert_eq!(differences[0]["path"], "document.sha256");
}

#[test]
fn another_version_of_the_program_is_said_and_is_no_difference() {
    let version = concat!("\"version\": \"", env!("CARGO_PKG_VERSION"), "\"");
    let older = |published: String| published.replacen(version, "\"version\": \"0.0.9\"", 1);
    let run = verified("version", &[], older, &[]);
    assert_eq!(run.status, Some(0), "{}", run.out);
    let this = env!("CARGO_PKG_VERSION");
    assert!(run.err.ends_with(&format!("made by evalindex 0.0.9; this is evalindex {this}\n")), "{}", run.err);
}

#[test]
fn what_is_no_result_is_refused() {
    let refused = |name, text: &str| verified(name, &[], |_| text.to_owned(), &[]).complaint(1);
    assert!(refused("document", DOCUMENT).contains("unknown format `evalindex/1`, expected `evalindex-result/2`"));
    let older = r#"{"format": "evalindex-result/1", "indexes": [], "notices": []}"#;
    assert!(refused("older", older).contains("evalindex-result/2"), "{}", refused("older", older));
}
