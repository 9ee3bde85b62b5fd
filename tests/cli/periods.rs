//! Several periods: movements and trends beside the ranking, in every format.

use crate::support::score;

/// Scored 0 to 100 as they stand. Taiyuan: 60, 70, 80; Datong: 80, none, 75, filled at 77.5 on the line between.
const DOCUMENT: &str = r#"{
  "format": "evalindex/1", "period": "2023",
  "indexes": [ { "id": "cities", "name": "Cities", "kind": "region", "children": [
    { "id": "growth", "name": "Growth", "weight": 100, "missing": { "impute": "linear" }, "rule": { "type": "as_is" } } ] } ],
  "subjects": [
    { "id": "taiyuan", "name": "Taiyuan", "kind": "region" }, { "id": "datong", "name": "Datong", "kind": "region" } ],
  "values": { "taiyuan": { "growth": 80 }, "datong": { "growth": 75 } },
  "periods": [
    { "period": "2021", "values": { "taiyuan": { "growth": 60 }, "datong": { "growth": 80 } } },
    { "period": "2022", "values": { "taiyuan": { "growth": 70 }, "datong": { "growth": null } } } ]
}"#;

#[test]
fn the_table_shows_ranks_gained_and_points_a_period() {
    assert_eq!(
        score(DOCUMENT, &[]).result(),
        "\
Cities · region · 2023
Rank  Subject  Score  Change   Trend  Growth
────  ───────  ─────  ──────  ──────  ──────
   1  Taiyuan  80.00      +1  +10.00   80.00
   2  Datong   75.00      -1   -2.50   75.00
"
    );
}

#[test]
fn csv_has_three_columns_more() {
    let text = score(DOCUMENT, &["--format", "csv"]).result();
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].ends_with(",grade,rank_change,score_change,trend,growth,reason"), "{}", lines[0]);
    assert_eq!(lines[1], "cities,1,taiyuan,Taiyuan,,,80.00,80.00,0.00,0.00,,1,10.00,10.00,80.00,");
    assert_eq!(lines[2], "cities,2,datong,Datong,,,75.00,75.00,0.00,0.00,,-1,-2.50,-2.50,75.00,");
}

#[test]
fn notices_of_earlier_periods_name_them() {
    let notices = score(DOCUMENT, &[]).err;
    assert_eq!(notices, "notice: 2022/cities/datong/growth: no figure: 77.5 is put in its place (linear)\n");
}
