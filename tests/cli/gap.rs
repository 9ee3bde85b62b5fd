//! `score gap`: why one subject is ahead of another.

use serde_json::json;

use crate::support::{DOCUMENT, Run, command, run};

fn gap(arguments: &[&str]) -> Run {
    run(command().args(["gap", "-"]).args(arguments).write_stdin(DOCUMENT))
}

#[test]
fn the_parts_of_two_subjects_add_up() {
    // By hand. Taiyuan: 0.6·(2/3·90 + 1/3·60) = 36 + 12, and 0.4·80; Datong has no PM2.5: 2/3·60 + 1/3·90 = 40 + 30.
    assert_eq!(
        gap(&["taiyuan", "datong"]).result(),
        "\
Hand-worked

Cities · region: gap: Taiyuan and Datong
Node          Taiyuan  Datong    Part
────────────  ───────  ──────  ──────
Gap             82.00   69.00  +13.00
Innovation      80.00   70.00  -22.00
  Research      90.00   60.00   -4.00
  Patents       60.00   90.00  -18.00
Green growth    80.00       –  +32.00
  PM2.5         80.00       –  +32.00
Bonus               –       –   +2.00
Deduction           –       –   +1.00
Rounding            –       –    0.00
"
    );
}

#[test]
fn the_result_is_json() {
    let found = gap(&["luliang", "taiyuan", "--format", "json"]).found();
    assert_eq!(found["a"], json!({ "subject": "luliang", "name": "Lüliang", "rank": 1, "score": 85.56 }));
    assert_eq!(found["nodes"]["pm25"], json!({ "name": "PM2.5", "scores": [85.56, 80.00], "part": 2.22 }));
    // 85.555 − 82 is 3.555, of which 85.56 − 82.00 prints 3.56.
    assert_eq!([&found["gap"], &found["base"], &found["bonus"]], [&json!(3.56), &json!(5.56), &json!(-2.00)]);
}

#[test]
fn who_cannot_be_compared_is_named() {
    let error = |arguments: &[&str]| gap(arguments).complaint(2);
    assert!(error(&["taiyuan", "datung"]).contains("no subject `datung`; did you mean `datong`?"));
    assert!(error(&["taiyuan", "finance"]).contains("`finance` of kind `department`: no index scores both"));
    assert!(
        error(&["taiyuan", "yangquan"]).contains("`yangquan` has no place in index `cities`: no figure of `research`")
    );
}
