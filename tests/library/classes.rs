//! Numbered classes of equal size in place of grades.

use evalindex::Document;

/// Ten subjects that score 1 to 10, with these classes.
fn graded(classes: &str) -> Result<Vec<String>, evalindex::Refused> {
    let subjects: Vec<_> = (1..=10).map(|n| format!(r#"{{"id": "s{n}", "name": "S{n}", "kind": "k"}}"#)).collect();
    let values: Vec<_> = (1..=10).map(|n| format!(r#""s{n}": {{"a": {n}}}"#)).collect();
    let text = format!(
        r#"{{"format": "evalindex/1", "indexes": [{{"id": "i", "name": "I", "kind": "k", {classes}
        "children": [{{"id": "a", "name": "A", "weight": 1, "rule": {{"type": "as_is"}}}}]}}],
        "subjects": [{}], "values": {{{}}}}}"#,
        subjects.join(", "),
        values.join(", ")
    );
    let document = Document::from_json(&text)?;
    assert!(document == Document::from_json(&document.to_json().unwrap()).unwrap(), "survives being written");
    let evaluation = document.evaluate()?;
    assert!(evaluation.indexes[0].graded);
    Ok(evaluation.indexes[0].ranking.iter().map(|row| row.grade.clone().unwrap().name).collect())
}

#[test]
fn places_fall_into_classes_of_equal_size() {
    // ⌈4·place/10⌉ and ⌊4·(place − 1)/10⌋ + 1 for the places 1 to 10.
    let up = graded(r#""classes": {"count": 4},"#).unwrap();
    assert_eq!(up, ["1", "1", "2", "2", "2", "3", "3", "4", "4", "4"]);
    let down = graded(r#""classes": {"count": 4, "edge": "down"},"#).unwrap();
    assert_eq!(down, ["1", "1", "1", "2", "2", "3", "3", "3", "4", "4"]);
}

#[test]
fn impossible_classes_are_refused_by_name() {
    for (classes, path) in [
        (r#""classes": {"count": 1},"#, "indexes[0].classes.count, line 1"),
        (r#""classes": {"edge": "up"},"#, "indexes[0].classes.count, line 1"),
        (r#""classes": {"count": 5}, "grades": [{"name": "good"}],"#, "indexes[0].classes, line 1"),
    ] {
        let refused = graded(classes).unwrap_err();
        assert!(refused.to_string().starts_with(path), "{refused}");
        assert_eq!(refused.problems().len(), 1, "{refused}");
    }
}
