use super::*;

fn lines(text: &str) -> Vec<String> {
    let error = serde_json::from_str::<&serde_json::value::RawValue>(text).unwrap_err();
    faults(text, &error).in_order(text).kept().iter().map(ToString::to_string).collect()
}

#[test]
fn text_that_json_does_not_allow_is_named() {
    let quotes = "JSON strings stand in double quotation marks";
    for (text, problem) in [
        (r#"{"a": NaN}"#, "a, line 1, column 7: JSON has no NaN and no infinity; found NaN, expected a number"),
        (
            r#"{"a": -Infinity}"#,
            "a, line 1, column 7: JSON has no NaN and no infinity; found -Infinity, expected a number",
        ),
        ("[1, 01]", "[1], line 1, column 5: JSON numbers have no leading zeros; found 01, expected 1"),
        ("[.5]", "[0], line 1, column 2: JSON numbers begin with a digit; found .5, expected 0.5"),
        ("[+1]", "[0], line 1, column 2: JSON numbers have no plus sign; found +1, expected 1"),
        ("[1.]", "[0], line 1, column 2: JSON numbers end with a digit; found 1., expected 1"),
        ("[1_000]", "[0], line 1, column 2: JSON numbers have no separators; found 1_000, expected 1000"),
        ("[4.9%]", "[0], line 1, column 2: not a JSON number; found 4.9%, expected 4.9"),
        ("[0x1f]", "[0], line 1, column 2: not a JSON number; found 0x1f, expected a number such as 12.5"),
        ("[True]", "[0], line 1, column 2: JSON has true, false and null only; found True, expected true"),
        ("[None]", "[0], line 1, column 2: JSON has true, false and null only; found None, expected null"),
        (
            "[higher]",
            "[0], line 1, column 2: JSON strings stand in double quotation marks; found higher, expected \"higher\"",
        ),
        ("['太原']", &format!("[0], line 1, column 2: {quotes}; found '太原', expected \"太原\"")),
        ("[“a”]", &format!("[0], line 1, column 2: {quotes}; found “a”, expected \"a\"")),
        ("[1, 2,]", "line 1, column 6: JSON has no trailing commas; found `,` before `]`, expected `]`"),
        (r#"{"a": 1, }"#, "line 1, column 8: JSON has no trailing commas; found `,` before `}`, expected `}`"),
        (
            r#"{"a": 1,, "b": 2}"#,
            "line 1, column 9: one comma too many; found `,`, expected a key in double quotation marks",
        ),
        (
            "[1, // one\n2]",
            "line 1, column 5: JSON has no comments; found // one, expected no comment; `notes` may hold remarks",
        ),
        (
            "[1 /* one\n */, 2]",
            "line 1, column 4: JSON has no comments; found /* one, expected no comment; `notes` may hold remarks",
        ),
        (r#"{"a":1 "b":2}"#, "line 1, column 8: a comma is missing; found `\"b\":2}`, expected `,` or `}`"),
        ("[1，2]", "line 1, column 3: not a JSON comma; found `，`, expected `,`"),
        (r#"{"a"：1}"#, "line 1, column 5: not a JSON colon; found `：`, expected `:`"),
        (r#"{"a" 1}"#, "line 1, column 6: a colon is missing; found `1}`, expected `:`"),
        (r#"{"a": }"#, "a, line 1, column 7: a value is missing; found `}`, expected a value"),
        ("[1,\u{3000}2]", "line 1, column 4: not a JSON space; found \\u{3000}, expected a plain space"),
        (
            "[\"a\tb\"]",
            "[0], line 1, column 4: a control character in a string; found \\u{9}, expected the character written as an escape, such as \\t",
        ),
        (
            r#"["C:\dir"]"#,
            "[0], line 1, column 5: an escape that JSON does not have; found \\d, expected \\\\ for a backslash",
        ),
    ] {
        assert_eq!(lines(text), [problem], "{text}");
    }
}

#[test]
fn a_fault_that_ends_the_walk_is_named() {
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
        assert_eq!(lines(text), [problem], "{text}");
    }
}

#[test]
fn every_fault_is_found_in_one_walk() {
    let problems = lines("{\n  // figures\n  \"a\": [NaN, .5,],\n  'b': +1,\n}");
    assert_eq!(problems.len(), 6 + 1, "{problems:?}");
}

#[test]
fn nesting_has_a_limit_with_its_position() {
    let nested = |levels: usize| format!("{{\"a\": {{\"[\": {}1{}}}}}", "[".repeat(levels - 2), "]".repeat(levels - 2));
    assert!(too_deep(&nested(DEEPEST)).is_none());
    let text = nested(DEEPEST + 1);
    let problems = too_deep(&text).unwrap().in_order(&text);
    assert_eq!(
        problems.kept()[0].to_string(),
        "a[\"[\"], line 1, column 75: arrays and objects nested too deep; found level 65, expected at most 64 levels"
    );
    assert!(too_deep(&"[".repeat(1_000_000)).is_some());
}
