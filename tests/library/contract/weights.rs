//! Weights: what they must total, and what weight 0 means.

use super::{as_is, at, refusal, result, text, total};

const XY: [(&str, &str); 2] = [("x", r#""a": 80, "b": 20"#), ("y", r#""a": 50, "b": 50"#)];

fn two(index: &str, a: &str, b: &str) -> String {
    text(index, &[as_is("a", a, ""), as_is("b", b, "")], &XY, "")
}

#[test]
fn siblings_total_one_or_a_hundred_or_their_parents_weight() {
    // 0.7·80 + 0.3·20 = 62 in each of them; at the top the parent's weight is the scale.
    assert_eq!(total(&result(&two("", "0.7", "0.3")), "x"), "62");
    assert_eq!(total(&result(&two("", "70", "30")), "x"), "62");
    assert_eq!(total(&result(&two(r#""scale": 120,"#, "84", "36")), "x"), "62");
    let points = |first: &str, second: &str| {
        let inner = format!(
            r#"{{"id": "d", "name": "D", "weight": 60, "children": [{}, {}]}}"#,
            as_is("a", first, ""),
            as_is("b", second, "")
        );
        text("", &[inner, as_is("c", "40", "")], &[("x", r#""a": 80, "b": 20, "c": 10"#)], "")
    };
    // 0.6·(42·80 + 18·20)/60 + 0.4·10 = 0.6·62 + 4.
    assert_eq!(total(&result(&points("42", "18")), "x"), "41.2");
    assert_eq!(refusal(&points("42", "17")), ["indexes[0].children[0].children"]);
}

#[test]
fn totals_are_exact() {
    let three = |weights: [&str; 3]| {
        let [a, b, c] = weights;
        let children = [as_is("a", a, ""), as_is("b", b, ""), as_is("c", c, "")];
        text("", &children, &[("x", r#""a": 1, "b": 2, "c": 3"#)], "")
    };
    result(&three(["33.3", "33.3", "33.4"]));
    assert_eq!(refusal(&three(["33.3", "33.3", "33.3"])), ["indexes[0].children"]);
    result(&three(["0.1", "0.2", "0.7"]));
    assert_eq!(refusal(&three(["0.1", "0.2", "0.7000000000000000000000000001"])), ["indexes[0].children"]);
}

#[test]
fn fractions_total_exactly() {
    let three = |weights: [&str; 3], index: &str| {
        let children = ["a", "b", "c"].iter().zip(weights).map(|(id, weight)| as_is(id, &format!("{weight:?}"), ""));
        text(index, &children.collect::<Vec<_>>(), &[("x", r#""a": 1, "b": 2, "c": 5"#)], "")
    };
    // (1 + 2 + 5)/3, and (1·1 + 2·2 + 3·5)/6.
    assert_eq!(total(&result(&three(["1/3", "1/3", "1/3"], "")), "x"), "2.666666666667");
    assert_eq!(total(&result(&three(["1/6", "1/3", "1/2"], "")), "x"), "3.333333333333");
    assert_eq!(total(&result(&three(["50/3", "100/3", "50"], "")), "x"), "3.333333333333");
    assert_eq!(refusal(&three(["1/3", "1/3", "0.333"], "")), ["indexes[0].children"]);
    let path = "indexes[0].children[1].weight";
    assert_eq!(refusal(&three(["1/3", "1/0", "1/3"], r#""weights": "relative","#)), [path]);
    assert_eq!(refusal(&three(["1/3", "-1/3", "1/3"], r#""weights": "relative","#)), [path]);
    // The best and the middle one, a third each of the ordered weights, and the worst.
    let equal = three(["1", "1", "1"], r#""weights": "relative", "aggregate": {"owa": ["1/3", "1/3", "1/3"]},"#);
    assert_eq!(total(&result(&equal), "x"), "2.666666666667");
}

#[test]
fn fractions_are_written_as_they_are_read() {
    let document = text("", &[as_is("a", r#""1/3""#, ""), as_is("b", r#""4/6""#, "")], &XY, "");
    let written = evalindex::Document::from_json(&document).unwrap().to_json().unwrap();
    assert!(written.contains(r#""weight": "1/3""#) && written.contains(r#""weight": "2/3""#), "{written}");
    let again = evalindex::Document::from_json(&written).unwrap();
    assert_eq!(again.to_json().unwrap(), written);
}

#[test]
fn relative_weights_are_any_with_a_positive_total() {
    // (3·80 + 1·20)/4.
    assert_eq!(total(&result(&two(r#""weights": "relative","#, "3", "1")), "x"), "65");
    assert_eq!(refusal(&two(r#""weights": "relative","#, "0", "0")), ["indexes[0].children"]);
    assert_eq!(refusal(&two(r#""weights": "relative","#, "3", "-1")), ["indexes[0].children[1].weight"]);
}

#[test]
fn weight_nought_is_shown_and_not_counted() {
    let result = result(&two("", "100", "0"));
    assert_eq!((total(&result, "x").as_str(), at(&result, "x", "b")), ("80", Some("20".into())));
    let contribution = result.subject("x").unwrap().nodes[result.node("b").unwrap()].contribution.unwrap();
    assert_eq!(contribution.to_string(), "0");
}

#[test]
fn three_rows_of_one_sum_tie() {
    let children = ["a", "b", "c"].map(|id| as_is(id, "1", ""));
    let rows = [
        ("x", r#""a": 0.1, "b": 0.2, "c": 0.3"#),
        ("y", r#""a": 0.3, "b": 0.2, "c": 0.1"#),
        ("z", r#""a": 0.2, "b": 0.2, "c": 0.2"#),
    ];
    let result = result(&text(r#""weights": "relative","#, &children, &rows, ""));
    assert_eq!(super::places(&result), ["x 1", "y 1", "z 1"]);
}

#[test]
fn trees_may_be_of_any_depth_and_branches_differ() {
    let mut node = as_is("leaf", "1", "");
    for depth in 0..20 {
        node = format!(r#"{{"id": "d{depth}", "name": "D", "weight": 1, "children": [{node}]}}"#);
    }
    let children = [node, as_is("flat", "1", "")];
    let result = result(&text(r#""weights": "relative","#, &children, &[("x", r#""leaf": 30, "flat": 60"#)], ""));
    assert_eq!(total(&result, "x"), "45");
}
