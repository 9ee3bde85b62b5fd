//! Text of a document that would mislead a reader, a terminal, a spreadsheet or a page: shown escaped in every format but
//! JSON. Each document is one of `cases/`, with the names that it shows.

use serde_json::{Value, json};

use crate::support::{Run, score};

/// `cases/11-hostile-names.json`: one subject for each name, the last one first in the ranking.
const NAMES: [&str; 18] = [
    "=cmd|'/C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "a|b",
    "x\ny",
    "<script>alert(1)</script>",
    "\u{1b}]0;pwn\u{7}E\u{1b}[31mred",
    "\u{202e}esrever",
    "zero\u{200b}width",
    "nul\0nul",
    "[l](javascript:alert(1))",
    "`code`",
    "\u{9b}31mC1",
    "line\u{2028}sep",
    "c\rcr",
];

fn names(options: &[&str]) -> Run {
    let subjects =
        NAMES.iter().enumerate().map(|(at, name)| json!({ "id": format!("s{at}"), "name": name, "kind": "region" }));
    let values = (0..NAMES.len()).map(|at| (format!("s{at}"), json!({ "a": at })));
    let indicator = json!({ "id": "a", "name": "=A|\u{1b}[1m", "weight": 100, "rule": { "type": "as_is" } });
    let document = json!({ "format": "evalindex/1", "title": "\u{1b}[2Jtitle",
        "indexes": [{ "id": "i", "name": "<b>I|x\n# h", "kind": "region", "children": [indicator] }],
        "subjects": subjects.collect::<Vec<_>>(), "values": values.collect::<serde_json::Map<_, _>>() });
    score(document.to_string(), options)
}

/// Whether a text has a character that is not seen as itself, beside the ends of lines.
fn is_hostile(text: &str) -> bool {
    let hidden = |one: char| one.is_control() || matches!(one, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}');
    text.replace("\r\n", "\n").chars().any(|one| one != '\n' && hidden(one))
}

#[test]
fn no_text_output_has_hidden_characters() {
    for format in ["table", "markdown", "csv"] {
        let run = names(&["--format", format]);
        assert!(!is_hostile(&run.out) && !is_hostile(&run.err), "{format}: {run:?}");
        for spelt in ["u{202e}esrever", "zero", "u{200b}width", "u{2028}sep", "u{9b}31mC1", "u{1b}", "u{0}nul"] {
            assert!(run.out.contains(spelt), "{format}: {spelt} is not in\n{}", run.out);
        }
    }
}

#[test]
fn spreadsheets_get_no_formula_unless_asked() {
    let cells = |options: &[&str]| -> Vec<String> {
        let text = names(options).result();
        let mut records: Vec<_> = csv::Reader::from_reader(text.as_bytes()).records().map(Result::unwrap).collect();
        records.reverse();
        records.iter().map(|record| record[3].to_owned()).collect()
    };
    let defused = cells(&["--format", "csv"]);
    assert_eq!(defused[..6], ["'=cmd|'/C calc'!A0", "'+1+1", "'-2+3", "'@SUM(A1)", r"'\t=1", r"'\r=1"]);
    assert_eq!(cells(&["--format", "csv", "--csv-raw"]), NAMES);
    let complaint = names(&["--csv-raw"]).complaint(2);
    assert_eq!(complaint, "error: --csv-raw goes with --format csv\n");
}

#[test]
fn a_cell_of_markdown_keeps_to_itself() {
    let text = names(&["--format", "markdown"]).result();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[..3], [r"# \\u{1b}\[2Jtitle", "", r"## \<b>I\|x\\n\# h · region"]);
    let rows = &lines[4..];
    assert_eq!(rows.len(), 2 + NAMES.len(), "{text}");
    for row in rows {
        // Four columns, between bars that no backslash precedes.
        assert_eq!(row.matches('|').count() - row.matches(r"\|").count(), 5, "{row}");
    }
    for cell in [r"\[l\](javascript:alert(1))", r"\<script>alert(1)\</script>", r"\`code\`", r"x\\ny"] {
        assert!(text.contains(cell), "{cell} is not in\n{text}");
    }
}

#[test]
fn json_keeps_every_character() {
    let result: Value = serde_json::from_str(&names(&["--format", "json"]).result()).unwrap();
    let mut shown: Vec<&str> =
        result["indexes"][0]["ranking"].as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap()).collect();
    shown.reverse();
    assert_eq!(shown, NAMES);
}

/// `cases/12-hostile-ids.json`: ids and groups reach the cells and the headings.
#[test]
fn ids_and_groups_are_no_formulas_either() {
    let document = r#"{"format": "evalindex/1", "indexes": [{"id": "=i", "name": "I", "kind": "region", "children": [
        {"id": "=a", "name": "A", "weight": 100, "rule": {"type": "as_is"}}]}],
      "subjects": [{"id": "=cmd", "name": "N", "kind": "region", "group": "+g"},
        {"id": "-b", "name": "N\u001b[31m", "kind": "region", "group": "@g"}], "values": {"=cmd": {"=a": 1}, "-b": {"=a": 2}}}"#;
    let text = score(document, &["--format", "csv"]).result();
    assert_eq!(
        text,
        "index,rank,subject,name,group,group_rank,score,base,bonus,deduction,grade,'=a,reason\r\n\
         '=i,1,'-b,N\\u{1b}[31m,'@g,1,2.00,2.00,0.00,0.00,,2.00,\r\n\
         '=i,2,'=cmd,N,'+g,1,1.00,1.00,0.00,0.00,,1.00,\r\n"
    );
}

/// Numbers of the program stay numbers: gains, and the ends of intervals, may begin with a sign.
#[test]
fn numbers_with_a_sign_stay_numbers() {
    let document = r#"{"format": "evalindex/1", "indexes": [{"id": "i", "name": "I", "kind": "k", "children": [
        {"id": "a", "name": "A", "weight": 100, "rule": {"type": "z_score"}}]}],
      "subjects": [{"id": "x", "name": "X", "kind": "k"}, {"id": "y", "name": "Y", "kind": "k"}, {"id": "z", "name": "Z", "kind": "k"}],
      "values": {"x": {"a": 1}, "y": {"a": 2}, "z": {"a": 3}}}"#;
    let text = score(document, &["--format", "csv"]).result();
    assert!(text.contains("\r\ni,3,x,X,,,-1.00,-1.00,0.00,0.00,,-1.00,\r\n"), "{text}");
}

#[test]
fn messages_are_safe_too() {
    let run = score("{\"format\": \"evalindex/1\", \"\\u202e\\u001b[2J\": 1}", &[]).complaint(1);
    assert!(!is_hostile(&run), "{run}");
    let usage = score("", &["--index", "\u{202e}x"]);
    assert!(!is_hostile(&usage.err), "{}", usage.err);
    let option = score("", &["--\u{202e}x"]).complaint(2);
    assert!(!is_hostile(&option), "{option}");
}
