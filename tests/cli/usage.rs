//! Arguments: what is accepted, and what is wrong usage (status 2).

use crate::support::{DOCUMENT, command, file, run, score, score_arguments};

#[test]
fn a_file_is_all_it_takes() {
    let path = file("usage-plain.json", DOCUMENT);
    let result = run(command().arg(path)).result();
    assert!(result.starts_with("Hand-worked\n\nCities · region · 2023\n"), "{result}");
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
    assert!(result.starts_with("Hand-worked\n\nCities"), "{result}");
}

#[test]
fn help_and_version_are_results() {
    let help = score_arguments(&["--help"]).result();
    for word in ["score [OPTIONS] <FILE>", "--format", "--index", "--group", "--top", "--lang", "check", "Exit status"]
    {
        assert!(help.contains(word), "{word} is not in\n{help}");
    }
    assert!(score_arguments(&["check", "--help"]).result().contains("score check [OPTIONS] <FILE>"));
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
        "error: there is no index `citties`; did you mean `cities`? (known indexes: cities, departments)\n"
    );
    assert_eq!(
        score(DOCUMENT, &["--group", "larges"]).complaint(2),
        "error: there is no group `larges`; did you mean `large`? (known groups: large, small)\n"
    );
    assert_eq!(
        score(DOCUMENT, &["--index", "departments", "--group", "large"]).complaint(2),
        "error: there is no group `large` (known groups: none)\n"
    );
}

#[test]
fn a_refused_document_comes_before_an_unknown_index() {
    score("{}", &["--index", "nowhere"]).complaint(1);
}

#[test]
fn options_go_before_or_after_the_verb() {
    let path = file("usage-verb-order.json", DOCUMENT);
    let path = path.to_str().unwrap();
    let balance = ["--index", "cities", "--lang=zh", "--format", "markdown"];
    let after = score_arguments(&[&["balance", path][..], &balance].concat()).result();
    assert!(after.contains("各市转型"), "{after}");
    assert_eq!(score_arguments(&[&balance[..], &["balance", path]].concat()).result(), after);
    // What an option means is what it means to the verb; a verb that does not have it refuses it.
    let changed = score_arguments(&["--drop", "patents", "what-if", path]).result();
    assert_eq!(changed, score_arguments(&["what-if", path, "--drop", "patents"]).result());
    assert!(score_arguments(&["--top", "3", "check", path]).complaint(2).contains("unexpected argument '--top'"));
}

#[test]
fn a_word_that_is_no_verb_is_said_to_be_none() {
    let is_none = |said: &str, what: &str| {
        let (told, verbs) = said.split_once(" (known verbs: ").unwrap_or_else(|| panic!("{said}"));
        assert_eq!(told, what);
        assert!(verbs.starts_with("check, explain, what-if, ") && verbs.ends_with(")\n"), "{said}");
    };
    for arguments in
        [&["publish", "a.json"][..], &["--lang", "zh", "publish", "a.json", "taiyuan"], &["publish", "--node"]]
    {
        is_none(&score_arguments(arguments).complaint(2), "error: there is no verb `publish`");
    }
    let near = score_arguments(&["what_if"]).complaint(1);
    assert_eq!(near, "what_if: no such file\n");
    let near = score_arguments(&["chek", "a.json"]).complaint(2);
    is_none(&near, "error: there is no verb `chek`; did you mean `check`?");
    assert_eq!(
        score_arguments(&["a.json", "b.json"]).complaint(2),
        "error: one FILE is expected, found `b.json` too\n"
    );
    // Alone, it may have been meant for a file as well.
    is_none(&score_arguments(&["publish"]).complaint(1), "publish: no such file, and there is no verb `publish`");
}

#[test]
fn an_unknown_index_is_the_same_error_everywhere() {
    let path = file("usage-unknown-index.json", DOCUMENT);
    let verbs: [&[&str]; 10] = [
        &[],
        &["check"],
        &["what-if", "--drop", "patents"],
        &["tipping"],
        &["robustness"],
        &["sensitivity"],
        &["certain"],
        &["leave-out"],
        &["balance"],
        &["weights", "--method", "equal"],
    ];
    for verb in verbs {
        let complaint = run(command().args(verb).arg(&path).args(["--index", "citties"])).complaint(2);
        assert_eq!(
            complaint,
            "error: there is no index `citties`; did you mean `cities`? (known indexes: cities, departments)\n",
            "{verb:?}"
        );
    }
}
