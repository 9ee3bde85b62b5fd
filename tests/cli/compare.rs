//! `score compare`: what changed between two documents or two periods.

use crate::support::{Run, command, file, run};

fn fixture(name: &str) -> String {
    format!("{}/../../fixtures/{name}", env!("CARGO_MANIFEST_DIR"))
}

fn compare(arguments: &[&str]) -> Run {
    run(command().arg("compare").args(arguments))
}

/// Two periods; the earlier one is worked out in the library's tests.
const PERIODS: &str = r#"{"format": "evalindex/1", "period": "2023",
  "indexes": [{"id": "i", "name": "I", "kind": "k", "children": [
    {"id": "a", "name": "A", "weight": 100, "rule": {"type": "min_max", "min": 0}}]}],
  "subjects": [{"id": "x", "name": "X", "kind": "k"}, {"id": "y", "name": "Y", "kind": "k"}],
  "values": {"x": {"a": 12}, "y": {"a": 10}},
  "periods": [{"period": "2022", "values": {"x": {"a": 4}, "y": {"a": 5}}}]}"#;

#[test]
fn one_corrected_cell_is_the_cause_of_eleven_changes() {
    let (draft, corrected) = (fixture("2023-draft.json"), fixture("2023.json"));
    let Run { out, err, .. } = compare(&[&draft, &corrected, "--index", "cities"]);
    let cause = "One difference changes 11 subjects: figure, Datong, Growth of industrial-chain revenue: 41.26 → 412.6";
    assert!(out.contains(cause), "{out}");
    assert!(err.contains("scores of the two are not on the same scale"), "{err}");
    let found = compare(&[&draft, &corrected, "--index", "cities", "--format", "json"]).found();
    assert_eq!(found["moves"].as_array().unwrap().len(), 11);
    assert_eq!(found["differences"].as_array().unwrap().len(), 1);
}

#[test]
fn the_draft_is_the_fixture_with_one_figure_not_yet_corrected() {
    let read = |name: &str| std::fs::read_to_string(fixture(name)).unwrap();
    let corrected = read("2023.json");
    let draft = corrected.replacen("2023 (illustrative)", "2023 (illustrative, draft)", 1).replacen(
        "\"chain_revenue\": 412.6,",
        "\"chain_revenue\": 41.26,",
        1,
    );
    assert!(read("2023-draft.json") == draft, "make it again by these two replacements");
}

#[test]
fn the_last_two_periods_of_one_document_are_compared() {
    let periods = file("compare-periods.json", PERIODS);
    let periods = periods.to_str().unwrap();
    // x: 4 of 5 is 80; 12 is clamped at 5: +20. The goalpost of 12 takes nothing from x, and 16.67 from y.
    let expected = "\
I · k: what differs
What    Of  Field  Old  New
──────  ──  ─────  ───  ───
figure  X   A        4   12
figure  Y   A        5   10

I · k: places
Rank  Was  Change  Own  Others  Subject   Score  Score was  Overtook  Overtaken by
────  ───  ──────  ───  ──────  ───────  ──────  ─────────  ────────  ────────────
   1    2      +1   +1       0  X        100.00      80.00  Y
   2    1      -1    0      -1  Y         83.33     100.00            X

I · k: why scores changed
Subject    Gain        Figures       Calibration  Rounding
───────  ──────  ─────────────  ────────────────  ────────
X        +20.00  +20.00 (+66.67)     0.00 (-46.67)      0.00
";
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>().join(" ");
    let out = compare(&[periods]).result();
    let first = words(&out.replace('─', ""));
    assert!(first.starts_with(&words(&expected.replace('─', ""))), "{out}");
    assert_eq!(compare(&[periods, "--from", "2022", "--to", "2023"]).result(), out);
    let nothing = compare(&[periods, "--from", "2023"]).result();
    assert!(nothing.contains("Nothing changes."), "{nothing}");
    let wrong = compare(&[periods, "--from", "2032"]).complaint(2);
    assert!(wrong.contains("there is no period `2032`; did you mean `2022`?"), "{wrong}");
}

#[test]
fn a_document_without_periods_needs_another_one() {
    let alone = compare(&[&fixture("small.json")]).complaint(2);
    assert!(alone.contains("nothing to compare with"), "{alone}");
    let (small, other) = (fixture("small.json"), fixture("2023.json"));
    let Run { err, .. } = compare(&[&small, &other]);
    assert!(err.contains("index `departments` is in the new document only"), "{err}");
}

#[test]
fn how_alike_the_rankings_are_is_said_where_it_is_asked_for() {
    let periods = file("compare-ranks.json", PERIODS);
    let periods = periods.to_str().unwrap();
    // Two subjects that change places: 1 − 6·(3 + 3)/(16 + 8 − 4 − 2) for weighted Spearman, 1 − ½ − ¼ for WS.
    let table = compare(&[periods, "--ranks"]).result();
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>().join(" ");
    let expected = "I · k: how alike the rankings are
        Subjects in both Spearman Kendall τ-b Weighted Spearman WS
        2 -1.0000 -1.0000 -1.0000 0.2500";
    assert!(words(&table.replace('─', "")).starts_with(&words(expected)), "{table}");
    let found = compare(&[periods, "--ranks", "--format", "json"]).found();
    let ranks =
        serde_json::json!({ "subjects": 2, "spearman": -1, "kendall_tau_b": -1, "weighted_spearman": -1, "ws": 0.25 });
    assert_eq!(found["ranks"], ranks);
    assert!(compare(&[periods, "--format", "json"]).found().get("ranks").is_none());
    let csv = compare(&[periods, "--ranks", "--from", "2022", "--to", "2023", "--format", "csv"]).result();
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines, ["index,subjects,spearman,kendall_tau_b,weighted_spearman,ws", "i,2,-1,-1,-1,0.25"]);
    // The same period twice: nothing changes, and the rankings are the same.
    let same = compare(&[periods, "--from", "2023", "--to", "2023", "--ranks"]).result();
    assert!(same.contains("1.0000") && same.contains("Nothing changes."), "{same}");
    let chinese = compare(&[periods, "--ranks", "--lang", "zh"]).result();
    assert!(
        words(&chinese).contains("共同对象数 斯皮尔曼系数 肯德尔τ系数 加权斯皮尔曼系数 首位加权相似系数"),
        "{chinese}"
    );
}

#[test]
fn notices_are_few_however_many_figures_are_clamped() {
    // Twelve indicators of two subjects; what was the best figure of each is passed by both.
    let document = |figures: [u32; 2]| {
        let ids: Vec<String> = (0..12).map(|at| format!("n{at}")).collect();
        let leaf = |id: &String| serde_json::json!({ "id": id, "name": id, "weight": 1, "rule": { "type": "min_max", "min": 0 } });
        let row = |figure: u32| ids.iter().map(|id| (id.clone(), figure.into())).collect::<serde_json::Map<_, _>>();
        serde_json::json!({ "format": "evalindex/1",
            "indexes": [{ "id": "i", "name": "I", "kind": "k", "weights": "relative", "children": ids.iter().map(leaf).collect::<Vec<_>>() }],
            "subjects": [{ "id": "x", "name": "X", "kind": "k" }, { "id": "y", "name": "Y", "kind": "k" }],
            "values": { "x": row(figures[0]), "y": row(figures[1]) } })
        .to_string()
    };
    let (old, new) = (file("compare-few-old.json", document([4, 5])), file("compare-few-new.json", document([12, 10])));
    let arguments = [old.to_str().unwrap(), new.to_str().unwrap()];
    let Run { err, .. } = compare(&arguments);
    let nodes: Vec<String> = (0..10).map(|at| format!("n{at}")).collect();
    let expected = format!(
        "i: scores of the two are not on the same scale: what rules take from the data differs: {}, … and 2 more (all in --format json)\n\
         i: X, n0: under the old calibration 12 is beyond the `max` of `min_max`: scores 100\n\
         … and 23 more like it (all in --format json)\n",
        nodes.join(", ")
    );
    assert_eq!(err, expected);
    let found = compare(&[arguments[0], arguments[1], "--format", "json"]).found();
    let moves = found["moves"].as_array().unwrap();
    assert_eq!(moves.iter().map(|one| one["split"]["notices"].as_array().unwrap().len()).sum::<usize>(), 24);
}
