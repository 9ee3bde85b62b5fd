use super::*;
use crate::json::reader::in_order;
use crate::json::value::Json;

fn examined(text: &str) -> (Vec<String>, Option<String>) {
    let error = Json::new(text)
        .items()
        .map(drop)
        .or_else(|_| serde_json::from_str::<&serde_json::value::RawValue>(text).map(drop));
    let examined = examine(text, &error.unwrap_err());
    let lines = in_order(text, examined.found).iter().map(ToString::to_string).collect();
    (lines, examined.mended)
}

#[test]
fn what_json_does_not_have_is_named_and_mended() {
    let quotes = "JSON strings stand in double quotation marks";
    for (text, problem, mended) in [
        (
            r#"{"a": NaN}"#,
            "a, line 1, column 7: JSON has no NaN and no infinity; found NaN, expected a number",
            r#"{"a": 0  }"#,
        ),
        (
            r#"{"a": -Infinity}"#,
            "a, line 1, column 7: JSON has no NaN and no infinity; found -Infinity, expected a number",
            r#"{"a": 0        }"#,
        ),
        ("[1, 01]", "[1], line 1, column 5: JSON numbers have no leading zeros; found 01, expected 1", "[1, 1 ]"),
        ("[.5]", "[0], line 1, column 2: JSON numbers begin with a digit; found .5, expected 0.5", "[0 ]"),
        ("[+1]", "[0], line 1, column 2: JSON numbers have no plus sign; found +1, expected 1", "[1 ]"),
        ("[1.]", "[0], line 1, column 2: JSON numbers end with a digit; found 1., expected 1", "[1 ]"),
        ("[1_000]", "[0], line 1, column 2: JSON numbers have no separators; found 1_000, expected 1000", "[1000 ]"),
        ("[4.9%]", "[0], line 1, column 2: not a JSON number; found 4.9%, expected 4.9", "[4.9 ]"),
        ("[0x1f]", "[0], line 1, column 2: not a JSON number; found 0x1f, expected a number such as 12.5", "[0   ]"),
        ("[True]", "[0], line 1, column 2: JSON has true, false and null only; found True, expected true", "[true]"),
        ("[None]", "[0], line 1, column 2: JSON has true, false and null only; found None, expected null", "[null]"),
        (
            "[higher]",
            "[0], line 1, column 2: JSON strings stand in double quotation marks; found higher, expected \"higher\"",
            "[\"\"    ]",
        ),
        ("['太原']", &format!("[0], line 1, column 2: {quotes}; found '太原', expected \"太原\""), "[\"太原\"]"),
        ("[“a”]", &format!("[0], line 1, column 2: {quotes}; found “a”, expected \"a\""), "[\"a\"    ]"),
        ("[1, 2,]", "line 1, column 6: JSON has no trailing commas; found `,` before `]`, expected `]`", "[1, 2 ]"),
        (
            r#"{"a": 1, }"#,
            "line 1, column 8: JSON has no trailing commas; found `,` before `}`, expected `}`",
            r#"{"a": 1  }"#,
        ),
        (
            r#"{"a": 1,, "b": 2}"#,
            "line 1, column 9: one comma too many; found `,`, expected a key in double quotation marks",
            r#"{"a": 1,  "b": 2}"#,
        ),
        (
            "[1, // one\n2]",
            "line 1, column 5: JSON has no comments; found // one, expected no comment; `notes` may hold remarks",
            "[1,       \n2]",
        ),
        (
            "[1 /* one\n */, 2]",
            "line 1, column 4: JSON has no comments; found /* one, expected no comment; `notes` may hold remarks",
            "[1       \n   , 2]",
        ),
        (
            r#"{"a":1 "b":2}"#,
            "line 1, column 8: a comma is missing; found `\"b\":2}`, expected `,` or `}`",
            r#"{"a":1,"b":2}"#,
        ),
        ("[1，2]", "line 1, column 3: not a JSON comma; found `，`, expected `,`", "[1,  2]"),
        (r#"{"a"：1}"#, "line 1, column 5: not a JSON colon; found `：`, expected `:`", r#"{"a":  1}"#),
        (r#"{"a" 1}"#, "line 1, column 6: a colon is missing; found `1}`, expected `:`", r#"{"a":1}"#),
        (r#"{"a": }"#, "a, line 1, column 7: a value is missing; found `}`, expected a value", r#"{"a":0}"#),
        ("[1,\u{3000}2]", "line 1, column 4: not a JSON space; found \\u{3000}, expected a plain space", "[1,   2]"),
        (
            "[\"a\tb\"]",
            "[0], line 1, column 4: a control character in a string; found \\u{9}, expected the character written as an escape, such as \\t",
            "[\"a b\"]",
        ),
        (
            r#"["C:\dir"]"#,
            "[0], line 1, column 5: an escape that JSON does not have; found \\d, expected \\\\ for a backslash",
            r#"["C:/dir"]"#,
        ),
    ] {
        assert_eq!(examined(text), (vec![problem.to_owned()], Some(mended.to_owned())), "{text}");
        assert!(serde_json::from_str::<&serde_json::value::RawValue>(mended).is_ok(), "{mended}");
    }
}

#[test]
fn where_nothing_can_be_mended_the_fault_is_still_named() {
    for (text, problem) in [
        (r#"{"a": 1"#, "line 1, column 8: the document ends too early; found its end, expected `}`"),
        ("[1, 2", "line 1, column 6: the document ends too early; found its end, expected `]`"),
        (r#"{"a":"#, "a, line 1, column 6: the document ends too early; found its end, expected a value"),
        (r#"{"a": [1}"#, "a, line 1, column 9: brackets do not match; found `}`, expected `]`"),
        (
            "{\"a\": \"x\n}",
            "a, line 1, column 7: a string without its closing quotation mark; found `\"x`, expected `\"` on the same line; \\n stands for a line break",
        ),
        ("{a: 1}", "a, line 1, column 2: JSON keys stand in double quotation marks; found a, expected \"a\""),
        (
            r#"{"a": 1,000}"#,
            "line 1, column 9: a number stands where a key should; found `000}`, expected a key in quotation marks; numbers have no separators: 1000",
        ),
        (r#"{"a": 1} x"#, "line 1, column 10: something follows the document's end; found `x`, expected nothing more"),
        (r#"{"a": @}"#, "a, line 1, column 7: not JSON; found `@}`, expected a value"),
        (r#"{"a":1"b":2}"#, "line 1, column 7: a comma is missing; found `\"b\":2}`, expected `,` or `}`"),
    ] {
        assert_eq!(examined(text), (vec![problem.to_owned()], None), "{text}");
    }
}

#[test]
fn every_fault_is_found_in_one_walk() {
    let (problems, mended) = examined("{\n  // posts\n  \"a\": [NaN, .5,],\n  'b': +1,\n}");
    assert_eq!(problems.len(), 6 + 1, "{problems:?}");
    assert!(mended.is_some());
}

#[test]
fn nesting_has_its_limit_and_its_place() {
    let nested = |levels: usize| format!("{{\"a\": {{\"[\": {}1{}}}}}", "[".repeat(levels - 2), "]".repeat(levels - 2));
    assert!(too_deep(&nested(DEEPEST)).is_none());
    let text = nested(DEEPEST + 1);
    let problems = in_order(&text, too_deep(&text).into_iter().collect());
    assert_eq!(
        problems[0].to_string(),
        "a[\"[\"], line 1, column 75: arrays and objects nested too deep; found level 65, expected at most 64 levels"
    );
    assert!(too_deep(&"[".repeat(1_000_000)).is_some());
}
