//! Geometric means of rationals: compared through their products, exactly.

use serde_json::{Value, json};

use super::compare::places;

/// A geometric mean of two figures, with these weights, on a scale of 100.
fn document(weights: [u32; 2], rows: &[[&str; 2]]) -> Value {
    let child = |id: &str, weight: u32| json!({ "id": id, "name": id, "weight": weight, "rule": { "type": "as_is" } });
    let ids: Vec<String> = (0..rows.len()).map(|row| format!("s{row}")).collect();
    let subjects: Vec<Value> = ids.iter().map(|id| json!({ "id": id, "name": id, "kind": "k" })).collect();
    let values = ids.iter().zip(rows).map(|(id, [a, b])| (id.clone(), json!({ "a": a, "b": b })));
    json!({
        "format": "evalindex/1",
        "indexes": [{
            "id": "i", "name": "I", "kind": "k", "weights": "relative", "aggregate": "geometric",
            "children": [child("a", weights[0]), child("b", weights[1])]
        }],
        "subjects": subjects,
        "values": values.collect::<serde_json::Map<_, _>>(),
    })
}

#[test]
fn equal_products_tie() {
    // 4·9 = 6·6 = 1·36 = 36 < 37.
    let rows = [["4", "9"], ["6", "6"], ["1", "36"], ["1", "37"], ["0.75", "48"]];
    assert_eq!(places(&document([1, 1], &rows)), ["2", "2", "2", "1", "2"]);
    // 8·1² = 2·2² = 0.5·4².
    assert_eq!(places(&document([1, 2], &[["8", "1"], ["2", "2"], ["0.5", "4"], ["1", "3"]])), ["2", "2", "2", "1"]);
    // 2³·3² = 72, 1·(8.485…)² is a little less with four decimals.
    assert_eq!(places(&document([3, 2], &[["2", "3"], ["1", "8.4852"]])), ["1", "2"]);
}

#[test]
fn unequal_products_do_not_tie_however_near_they_are() {
    // The means of the first two differ by 2·10⁻²⁹, less than 10⁻³⁰ of the full marks; equal ones lie between.
    let above = "1.0000000000000000000000000001";
    let rows = [["1", "1"], [above, "1"], ["1", above], ["1", above], ["0.25", "1"]];
    assert_eq!(places(&document([1, 4], &rows)), ["4", "3", "1", "1", "5"]);
    assert_eq!(places(&document([1, 1], &rows)), ["4", "1", "1", "1", "5"]);
}
