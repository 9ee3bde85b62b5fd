//! `score robustness`: how ranks scatter over draws of weights.

use serde_json::Value;

use crate::support::{DOCUMENT, Run, command, run};

fn robustness(arguments: &[&str]) -> Run {
    run(command().args(["robustness", "-", "--index", "cities"]).args(arguments).write_stdin(DOCUMENT))
}

fn json(arguments: &[&str]) -> Value {
    robustness(&[arguments, &["--format", "json"]].concat()).found()
}

#[test]
fn weights_that_do_not_move_leave_ranks_as_they_are() {
    assert_eq!(
        robustness(&["--draws", "3", "--weights", "within:0%"]).result(),
        "\
Hand-worked

Cities · region
Subject  Mean    SD    5%   25%  Median   75%   95%   First  excellent    good
───────  ────  ────  ────  ────  ──────  ────  ────  ──────  ─────────  ──────
Lüliang  1.00  0.00  1.00  1.00    1.00  1.00  1.00  100.0%     100.0%    0.0%
Taiyuan  2.00  0.00  2.00  2.00    2.00  2.00  2.00    0.0%       0.0%  100.0%
Datong   3.00  0.00  3.00  3.00    3.00  3.00  3.00    0.0%       0.0%  100.0%
3 draws, seed 1, within:0%; ChaCha8, one stream a draw; libm
"
    );
}

#[test]
fn json_has_the_shape_of_the_contract_and_one_seed_gives_the_same_bytes() {
    let result = json(&["--draws", "500", "--seed", "7"]);
    assert_eq!(result.get("pairwise"), None);
    assert_eq!((&result["draws"], &result["seed"], &result["failed"]), (&500.into(), &7.into(), &0.into()));
    let taiyuan = &result["subjects"]["taiyuan"];
    for key in ["mean", "sd", "q05", "q25", "median", "q75", "q95", "place", "grades", "central_weights"] {
        assert!(taiyuan.get(key).is_some(), "{key} is missing");
    }
    let total: f64 = taiyuan["place"].as_array().unwrap().iter().map(|share| share.as_f64().unwrap()).sum();
    assert!((total - 1.0).abs() < 1e-9);
    let compared = json(&["--draws", "500", "--seed", "7", "--pairwise"]);
    assert!(compared["pairwise"]["taiyuan"]["datong"].is_number());
    assert_eq!(compared["subjects"], result["subjects"]);
    let bytes = |threads: &str| {
        robustness(&["--draws", "500", "--seed", "7", "--threads", threads, "--format", "json"]).result()
    };
    assert_eq!(bytes("1"), bytes("2"));
    assert_ne!(json(&["--draws", "500", "--seed", "8"]), result);
}

#[test]
fn what_cannot_be_drawn_is_wrong_usage() {
    assert!(robustness(&["--draws", "0"]).complaint(2).contains("--draws"));
    assert!(robustness(&["--weights", "gamma:2"]).complaint(2).contains("expected `uniform`, `dirichlet:K`"));
    let range = robustness(&["--weights", "within:150%"]).complaint(2);
    assert_eq!(range, "error: the range of weights is 150%, expected 0% to 100%\n");
    let draws = robustness(&["--draws", "10000001"]).complaint(2);
    assert_eq!(draws, "error: the number of draws is 10000001, expected at most 10000000\n");
    assert_eq!(robustness(&["--levels", "9"]).complaint(2), "error: a level is 9, expected 1 to 2\n");
}

#[test]
fn draws_of_nothing_are_refused() {
    let said = "error: nothing is drawn: weights that can vary, or alternatives or errors that the document declares, are needed\n";
    assert_eq!(robustness(&["--weights", "declared"]).complaint(2), said);
}

#[test]
fn where_no_thread_can_be_had_one_does_all_the_work() {
    let draws = ["--draws", "500", "--threads", "4"];
    let plain = robustness(&draws).result();
    // No machine has a stack of 2⁴⁶ bytes for a thread.
    let alone = run(command()
        .args(["robustness", "-", "--index", "cities"])
        .args(draws)
        .env("RUST_MIN_STACK", (1_u64 << 46).to_string())
        .write_stdin(DOCUMENT));
    assert_eq!(alone.result(), plain);
}
