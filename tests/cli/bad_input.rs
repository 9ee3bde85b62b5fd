//! Input that is refused (status 1): nothing on standard output, and plain words on standard error.

use crate::support::{DOCUMENT, command, file, run, score, score_arguments};

/// The document as UTF-16 with a byte order mark, as some editors save it.
fn utf16(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

#[test]
fn an_absent_file_is_one_line() {
    for verb in [&[][..], &["check"]] {
        let complaint = run(command().args(verb).arg("no/such/file.json")).complaint(1);
        assert_eq!(complaint, "no/such/file.json: no such file\n");
    }
}

#[test]
fn a_directory_is_one_line() {
    assert_eq!(score_arguments(&["."]).complaint(1), ".: is a directory, expected a JSON document\n");
}

#[test]
fn an_empty_document_is_one_line() {
    for blank in [&b""[..], b" \n", b"\xEF\xBB\xBF"] {
        assert_eq!(score(blank, &[]).complaint(1), "standard input: is empty, expected a JSON document\n");
    }
    let path = file("bad-empty.json", "");
    let complaint = run(command().arg(&path)).complaint(1);
    assert_eq!(complaint, format!("{}: is empty, expected a JSON document\n", path.display()));
}

/// The memory of a process at address 0 cannot be read, by whoever asks.
#[cfg(target_os = "linux")]
#[test]
fn an_unreadable_file_is_one_line() {
    let complaint = score_arguments(&["/proc/self/mem"]).complaint(1);
    assert!(complaint.starts_with("/proc/self/mem: cannot be read: "), "{complaint}");
    assert_eq!(complaint.lines().count(), 1, "{complaint}");
}

#[test]
fn text_that_is_not_utf_8_is_refused_in_plain_words() {
    let latin: Vec<u8> = DOCUMENT.chars().map(|letter| u8::try_from(letter).unwrap_or(b'?')).collect();
    for bytes in [latin, utf16(DOCUMENT)] {
        let complaint = score(bytes, &[]).complaint(1);
        assert!(complaint.starts_with("standard input: "), "{complaint}");
        assert!(complaint.contains("UTF-8"), "{complaint}");
    }
}

#[test]
fn a_byte_order_mark_is_no_fault() {
    let marked = score(format!("\u{FEFF}{DOCUMENT}"), &[]).result();
    assert_eq!(marked, score(DOCUMENT, &[]).result());
}

#[test]
fn text_that_is_not_json_is_located() {
    let complaint = score(DOCUMENT.replacen(r#""evalindex/1""#, "oops", 1), &[]).complaint(1);
    assert!(
        complaint.contains(
            "format, line 2, column 13: JSON strings stand in double quotation marks; found oops, expected \"oops\"\n"
        ),
        "{complaint}"
    );
    assert!(complaint.ends_with("1 problem, 0 warnings: not evaluated\n"), "{complaint}");
}

#[test]
fn every_problem_has_its_line_and_they_are_counted() {
    let broken = DOCUMENT
        .replace(r#""weight": 20"#, r#""weight": -20"#)
        .replace(r#""subject": "datong""#, r#""subject": "dattong""#)
        .replace(r#""title""#, r#""titel""#);
    let path = file("bad-several.json", broken);
    let complaint = run(command().arg(&path)).complaint(1);
    let (count, problems) = complaint
        .lines()
        .collect::<Vec<_>>()
        .split_last()
        .map(|(last, rest)| (last.to_string(), rest.to_vec()))
        .unwrap();
    let prefix = format!("{}: ", path.display());
    assert!(problems.len() >= 3 && problems.iter().all(|line| line.starts_with(&prefix)), "{complaint}");
    assert_eq!(count, format!("{} problems, 0 warnings: not evaluated", problems.len()));
    for what in ["titel", "-20", "dattong"] {
        assert!(problems.iter().any(|line| line.contains(what)), "{what} is not in\n{complaint}");
    }
}

#[test]
fn a_missing_figure_refuses_the_document() {
    let complaint = score(DOCUMENT.replace(r#""patents": 60, "#, ""), &[]).complaint(1);
    assert!(complaint.contains("patents"), "{complaint}");
    assert!(complaint.ends_with(": not evaluated\n"), "{complaint}");
}

#[test]
fn no_format_leaves_anything_on_standard_output() {
    for format in ["table", "json", "csv", "markdown"] {
        score("[]", &["--format", format]).complaint(1);
    }
}

#[test]
fn names_from_the_document_cannot_command_the_terminal() {
    let hostile = DOCUMENT.replace(r#""subject": "datong""#, r#""subject": "\u001b[31m\nforged line""#);
    let complaint = score(hostile, &[]).complaint(1);
    assert!(!complaint.contains('\u{1b}'), "{complaint:?}");
    assert!(complaint.lines().all(|line| !line.starts_with("forged")), "{complaint}");
}
