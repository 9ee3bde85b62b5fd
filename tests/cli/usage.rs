//! Arguments: what is accepted, and what is wrong usage (status 2).

use crate::support::{DOCUMENT, command, file, run, score, score_arguments};

#[test]
fn a_file_is_all_it_takes() {
    let path = file("usage-plain.json", DOCUMENT);
    let result = run(command().arg(path)).result();
    assert!(result.starts_with("Cities · region · 2023\n"), "{result}");
}

#[test]
fn options_go_before_or_after_the_file() {
    let path = file("usage-order.json", DOCUMENT);
    let before = run(command().args(["--top", "1"]).arg(&path)).result();
    let after = run(command().arg(&path).args(["--top", "1"])).result();
    assert_eq!(before, after);
}

#[test]
fn a_file_named_like_a_verb_is_reached_by_its_path() {
    let path = file("check", DOCUMENT);
    let result = run(command().current_dir(path.parent().unwrap()).arg("./check")).result();
    assert!(result.starts_with("Cities"), "{result}");
}

#[test]
fn help_and_version_are_results() {
    let help = score_arguments(&["--help"]).result();
    for word in ["score [OPTIONS] <FILE>", "--format", "--index", "--group", "--top", "--lang", "check", "Exit status"]
    {
        assert!(help.contains(word), "{word} is not in\n{help}");
    }
    assert!(score_arguments(&["check", "--help"]).result().contains("score check <FILE>"));
    assert_eq!(score_arguments(&["--version"]).result(), format!("score {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn wrong_arguments_are_wrong_usage() {
    for arguments in [
        &[][..],
        &["check"],
        &["a.json", "b.json"],
        &["a.json", "--top", "0"],
        &["a.json", "--top", "-1"],
        &["a.json", "--top", "some"],
        &["a.json", "--format", "xml"],
        &["a.json", "--lang", "fr"],
        &["a.json", "--colour"],
        &["--top", "3"],
        &["--top", "3", "check", "a.json"],
    ] {
        let complaint = score_arguments(arguments).complaint(2);
        assert!(complaint.starts_with("error: "), "{arguments:?}: {complaint}");
    }
}

#[test]
fn an_unknown_index_or_group_names_the_nearest_and_lists_the_known() {
    assert_eq!(
        score(DOCUMENT, &["--index", "citties"]).complaint(2),
        "error: no index `citties`; did you mean `cities`? (known indexes: cities, departments)\n"
    );
    assert_eq!(
        score(DOCUMENT, &["--group", "larges"]).complaint(2),
        "error: no group `larges`; did you mean `large`? (known groups: large, small)\n"
    );
    assert_eq!(
        score(DOCUMENT, &["--index", "departments", "--group", "large"]).complaint(2),
        "error: no group `large` (known groups: none)\n"
    );
}

#[test]
fn a_refused_document_comes_before_an_unknown_index() {
    score("{}", &["--index", "nowhere"]).complaint(1);
}
