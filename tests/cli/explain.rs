//! `score explain`: why a subject has its score and its place.

use serde_json::{Value, json};

use crate::support::{Run, command, run};

/// By hand: x has 0.6·50 + 0.4·80 = 62 and a bonus of 1, y 0.6·62.5 + 0.4·90 = 73.5, z 100: the weight of b is with a.
const THREE: &str = r#"{"format": "evalindex/1", "period": "2023", "indexes": [
  {"id": "i", "name": "I", "name_zh": "体系", "kind": "k",
   "grades": [{"name": "good", "name_zh": "良好", "at_least": 70}, {"name": "rest", "name_zh": "其他"}], "children": [
    {"id": "a", "name": "A", "name_zh": "甲", "weight": 60, "unit": "t", "rule": {"type": "min_max", "min": 0, "max": 8}},
    {"id": "b", "name": "B", "name_zh": "乙", "weight": 40, "missing": "reweight",
     "rule": {"type": "completion", "target": 10}}]},
  {"id": "j", "name": "J", "kind": "other", "children": [
    {"id": "c", "name": "C", "weight": 100, "rule": {"type": "as_is"}}]}],
 "subjects": [{"id": "x", "name": "Xian", "name_zh": "县", "kind": "k"}, {"id": "y", "name": "Yang", "kind": "k"},
  {"id": "z", "name": "Zhou", "kind": "k"}, {"id": "o", "name": "Other", "kind": "other"}],
 "values": {"x": {"a": 4, "b": 8}, "y": {"a": 5, "b": 9}, "z": {"a": 8, "b": null}, "o": {"c": 50}},
 "adjustments": [{"subject": "x", "type": "bonus", "points": 1, "reason": "a prize"}]}"#;

fn explain(arguments: &[&str]) -> Run {
    run(command().args(["explain", "-"]).args(arguments).write_stdin(THREE))
}

#[test]
fn the_path_of_a_score_is_shown() {
    // 10.5 more points are 17.5 of 0.6 at a, or 26.25 of 0.4 at b, where 20 are left; 7 more are 11.666… and 17.5.
    assert_eq!(
        explain(&["x"]).result(),
        "\
I · k · Xian: why
Item   Value
─────  ─────────────────
Rank   3 of 3
Grade  rest
Base   62.00
Bonus  +1.00 (1 a prize)
Score  63.00

I · k · Xian: where most points are lost
Indicator  Figure  Rule         Lost  For place                        For grade
─────────  ──────  ──────────  ─────  ───────────────────────────────  ──────────────
A               4  min_max     30.00  2: 5.4                           good: 4.933334
B               8  completion   8.00  no figure of it alone is enough  good: 9.75

I · k · Xian: the whole path
Node  Figure  Score  Rank  Weight   Share   Adds   Lost
────  ──────  ─────  ────  ──────  ──────  ─────  ─────
I             62.00     3     100  100.0%  62.00  38.00
  A        4  50.00     3      60   60.0%  30.00  30.00
  B        8  80.00     2      40   40.0%  32.00   8.00
Adds: points of the total. Lost: points of the total to full marks. Share: of the whole index, after reweighting.

I · k · Xian: what alone would close the gap
Id  Indicator  Figure  For place                        For grade
──  ─────────  ──────  ───────────────────────────────  ──────────────
a   A               4  2: 5.4                           good: 4.933334
b   B               8  no figure of it alone is enough  good: 9.75

I · k · Xian: step by step
Id  Step        Formula              Result  Reason
──  ──────────  ───────────────────  ──────  ──────
i   aggregated  (60·50 + 40·80)/100  62
a   scored      100·(4 − 0)/(8 − 0)  50
b   scored      100·8/10             80
"
    );
}

#[test]
fn a_missing_figure_says_where_its_weight_went() {
    let shown = explain(&["Zhou", "--node", "b"]).result();
    assert!(shown.contains("b: has no figure: its weight goes to its present siblings in proportion\n"), "{shown}");
    assert!(shown.contains("  B   has no figure      –     –      40      –     –     –\n"), "{shown}");
}

#[test]
fn subjects_and_nodes_that_are_not_there_are_errors_with_the_nearest() {
    let unknown = explain(&["Xain"]).complaint(2);
    assert_eq!(unknown, "error: no subject `Xain` is scored; did you mean `Xian`?\n");
    assert_eq!(explain(&["nobody at all"]).complaint(2), "error: no subject `nobody at all` is scored\n");
    assert_eq!(explain(&["x", "--node", "aa"]).complaint(2), "error: there is no node `aa`\n");
    let index = explain(&["x", "--index", "k"]).complaint(2);
    assert!(index.starts_with("error: there is no index `k`"), "{index}");
}

#[test]
fn only_the_indexes_that_score_the_subject_are_written() {
    let text = explain(&["o", "--format", "json"]).result();
    let result: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(result["format"], json!("evalindex-explain/1"));
    let indexes = result["indexes"].as_array().unwrap();
    assert_eq!(indexes.len(), 1);
    let index = &indexes[0];
    assert_eq!((&index["id"], &index["subject"]["name"]), (&json!("j"), &json!("Other")));
    assert_eq!(index["standing"]["rank"], json!(1));
    let node = &index["nodes"][1];
    assert_eq!((&node["figure"]["from"], &node["figure"]["observed"]), (&json!("observed"), &json!(50)));
    assert_eq!(node["steps"], json!([{"what": "scored", "formula": "50", "value": 50}]));
    assert_eq!((&node["share"], &node["counted"], &node["lost"]), (&json!("1"), &json!("1"), &json!(50.00)));
    assert_eq!(node.get("next_place"), None);
}

#[test]
fn chinese_headings_and_names() {
    let shown = explain(&["县", "--lang", "zh"]).result();
    for part in [
        "体系 · k · 县: 得分说明\n",
        "名次    第3名（共3个）\n",
        "等次    其他\n",
        "单靠该指标无法达到",
        "良好：9.75",
        "计分  100·8/10",
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
}

#[test]
fn csv_has_ids_beside_names_and_plain_numbers() {
    assert_eq!(
        explain(&["x", "--format", "csv"]).result(),
        "\
index,node,name,figure,unit,period,source,from,figure_used,target,score,rank,weight,share,adds,lost\r
i,i,I,,,,,,,,62.00,3,100,1,62.00,38.00\r
i,a,A,4,t,2023,,observed,4,,50.00,3,60,0.6,30.00,30.00\r
i,b,B,8,,2023,,observed,8,10,80.00,2,40,0.4,32.00,8.00\r
"
    );
}
