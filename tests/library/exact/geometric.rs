//! Geometric means of rationals: compared through their products, exactly.

use serde_json::{Value, json};

use super::compare::{places, published};

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

#[test]
fn halves_and_cuts_are_those_of_the_product() {
    // (481·2⁴⁷·30.0625⁵⁰)^(1/51) = 60.125, and about 2·10⁻²⁹ less and more, which is less than 10⁻³⁰ of the full marks.
    let rows = [["67694731898912767.999999999999"], ["67694731898912768"], ["67694731898912768.000000000001"]];
    let rows = rows.map(|[a]| [a, "30.0625"]);
    let mut document = document([1, 50], &rows);
    document["indexes"][0]["children"][0]["rule"]["max"] = json!("100000000000000000");
    document["indexes"][0]["grades"] = json!([{ "name": "good", "at_least": 60.125 }, { "name": "rest" }]);
    assert_eq!(published(&document, "score"), ["60.12", "60.13", "60.13"]);
    assert_eq!(published(&document, "grade"), ["rest", "good", "good"]);
    document["indexes"][0]["rounding"] = json!({ "decimals": 2, "mode": "half_even" });
    assert_eq!(published(&document, "score"), ["60.12", "60.12", "60.13"]);
}

#[test]
fn a_mean_of_one_geometric_mean_is_that_mean() {
    let above = "1.0000000000000000000000000001";
    let mut document = document([1, 1], &[["1", "2"], [above, "2"], ["2", "1"]]);
    let index = &mut document["indexes"][0];
    let dimension =
        json!({ "id": "d", "name": "d", "weight": 7, "aggregate": "geometric", "children": index["children"] });
    index["children"] = json!([dimension]);
    index["aggregate"] = json!("arithmetic");
    assert_eq!(places(&document), ["2", "1", "2"]);
}
