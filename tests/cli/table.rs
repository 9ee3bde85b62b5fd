//! The table: what it shows, and how it fits the paper.

use crate::support::{DOCUMENT, command, run, score};

fn at(columns: &str, arguments: &[&str]) -> String {
    run(command().arg("-").args(arguments).env("COLUMNS", columns).write_stdin(DOCUMENT)).result()
}

#[test]
fn one_table_per_index_in_full_where_there_is_no_terminal() {
    assert_eq!(
        score(DOCUMENT, &[]).result(),
        "\
Hand-worked

Cities · region · 2023
Rank  Subject  Group  In group  Score   Base  Bonus  Deduction  Grade      Innovation  Green growth
────  ───────  ─────  ────────  ─────  ─────  ─────  ─────────  ─────────  ──────────  ────────────
   1  Lüliang  large         1  85.56  85.56   0.00       0.00  excellent       85.56         85.56
   2  Taiyuan  large         2  82.00  80.00  +2.00       0.00  good            80.00         80.00
   3  Datong   small         1  69.00  70.00   0.00      -1.00  good            70.00             –
Unranked:
  Yangquan: REASON

Departments · department · 2023
Rank  Subject  Score  Service
────  ───────  ─────  ───────
   1  Finance  75.50    75.50
"
        .replace("REASON", &reason())
    );
}

/// The reason that the library gives for Yangquan having no rank.
fn reason() -> String {
    let result: serde_json::Value = serde_json::from_str(&score(DOCUMENT, &["--format", "json"]).result()).unwrap();
    result["indexes"][0]["unranked"][0]["reason"].as_str().unwrap().to_owned()
}

#[test]
fn a_narrow_terminal_loses_dimensions_from_the_right_and_says_so() {
    let one = at("90", &["--index", "cities"]);
    assert!(one.contains("  Innovation\n") && !one.contains("Green growth"), "{one}");
    assert!(one.contains("\n1 more column did not fit (all with --format csv).\n"), "{one}");
    let both = at("75", &["--index", "cities"]);
    assert!(both.contains("  Grade\n") && !both.contains("Innovation"), "{both}");
    assert!(both.contains("\n2 more columns did not fit (all with --format csv).\n"), "{both}");
    let wide = at("100", &["--index", "cities"]);
    assert!(wide.contains("  Green growth\n") && !wide.contains("did not fit"), "{wide}");
}

#[test]
fn a_very_narrow_terminal_shortens_names_and_keeps_numbers() {
    let narrow = at("22", &["--index", "departments"]);
    assert!(narrow.contains("\n   1  Finance  75.50\n"), "{narrow}");
    let narrower = at("19", &["--index", "departments"]);
    assert!(narrower.contains("\n   1  Finan…  75.50\n"), "{narrower}");
    let narrowest = at("1", &["--index", "departments"]);
    assert!(narrowest.contains("\n   1  Finan…  75.50\n"), "{narrowest}");
}

#[test]
fn columns_without_meaning_declare_no_width() {
    let full = score(DOCUMENT, &[]).result();
    for nonsense in ["", "0", "wide", "-5"] {
        assert_eq!(at(nonsense, &[]), full);
    }
}

#[test]
fn there_is_no_colour_with_or_without_no_color() {
    let plain = score(DOCUMENT, &[]).result();
    let asked = run(command().arg("-").env("NO_COLOR", "1").write_stdin(DOCUMENT)).result();
    assert_eq!(plain, asked);
    assert!(!plain.contains('\u{1b}'));
}

#[test]
fn names_stay_on_their_line() {
    let hostile = DOCUMENT.replace(r#""name": "Datong""#, r#""name": "Da\ntong\u001b[31m""#);
    let result = score(hostile, &[]).result();
    assert!(result.contains(r"   3  Da\ntong\u{1b}[31m  small"), "{result}");
}

#[test]
fn nobody_ranked_is_said() {
    let nobody = DOCUMENT.replace(r#""service": 75.5"#, r#""service": "n/a""#);
    let result = score(nobody, &["--index", "departments"]).result();
    assert!(
        result.starts_with(
            "Hand-worked\n\nDepartments · department · 2023\nNo subject is ranked.\nUnranked:\n  Finance: "
        ),
        "{result}"
    );
}

#[test]
fn a_narrow_terminal_keeps_names_distinct_and_loses_details_for_it() {
    let alike = DOCUMENT.replace(r#""name": "Taiyuan""#, r#""name": "Department of Finance""#);
    let alike = alike.replace(r#""name": "Datong""#, r#""name": "Department of Culture""#);
    let at = |columns: &str| {
        let mut command = command();
        command.args(["-", "--index", "cities"]).env("COLUMNS", columns);
        run(command.write_stdin(alike.clone())).result()
    };
    // Beside names the table takes 66 columns. To be told apart, the two names need 16 when cut at their ends.
    let wide = at("82");
    assert!(wide.contains("  Department of F…  ") && wide.contains("  Department of C…  "), "{wide}");
    let narrow = at("78");
    assert!(narrow.contains("  Depart…nance  ") && narrow.contains("  Depart…lture  "), "{narrow}");
    assert!(narrow.contains("  Deduction  "), "{narrow}");
    let narrowest = at("50");
    assert!(!narrowest.contains("Deduction") && narrowest.contains("  Grade"), "{narrowest}");
}
