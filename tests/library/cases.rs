//! Small documents that once came out wrong, each with its right answer. They lie in the folder `cases` beside that of
//! the oracles, which `EVALINDEX_ORACLES` names; where there is none, that is said.

use std::env;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use evalindex::result::{IndexResult, PreparationStep};
use evalindex::{Document, Evaluation};

/// The text of a document; none, said on standard error, where there is no such folder.
fn case(name: &str) -> Option<String> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/oracles");
    let folder = env::var_os("EVALINDEX_ORACLES").map_or_else(beside, PathBuf::from).join("../cases");
    if folder.is_dir() {
        let path = folder.join(format!("{name}.json"));
        return Some(fs::read_to_string(&path).unwrap_or_else(|fault| panic!("{}: {fault}", path.display())));
    }
    let absence = format!("no cases at {}", folder.display());
    assert!(env::var_os("EVALINDEX_ORACLES_REQUIRED").is_none_or(|required| required != "1"), "{absence}");
    // Past the capture of test output, so that a run without the documents never looks like a run with them.
    writeln!(std::io::stderr(), "cases: skipped: {absence}").expect("standard error can be written");
    None
}

/// The document of that name; none where there is no such folder.
pub(crate) fn document(name: &str) -> Option<Document> {
    Some(Document::from_json(&case(name)?).unwrap_or_else(|refused| panic!("{refused}")))
}

fn evaluated(name: &str) -> Option<Evaluation> {
    Some(document(name)?.evaluate().unwrap_or_else(|refused| panic!("{refused}")))
}

/// The places and published scores of an index: `subject place score`.
fn scores(name: &str) -> Option<Vec<String>> {
    let evaluation = evaluated(name)?;
    let index = &evaluation.indexes[0];
    let shown = |row: &evalindex::result::RankedSubject| {
        format!("{} {} {}", row.subject, row.rank, index.rounding.apply(row.score.to_decimal()))
    };
    Some(index.ranking.iter().map(shown).collect())
}

#[test]
fn case_01_equal_totals_share_a_place() {
    let Some(found) = scores("01-places-of-equal-totals") else { return };
    // 4/102 of full marks each.
    assert_eq!(found, ["s 1 3.921568627451", "t 1 3.921568627451", "u 1 3.921568627451"]);
}

#[test]
fn case_02_a_rule_by_place_sees_equal_totals_as_equal() {
    let Some(found) = scores("02-rule-on-equal-totals") else { return };
    assert_eq!(found[..2], ["s 1 24.68", "t 1 24.68"]);
}

#[test]
fn case_03_halves_go_up() {
    for (name, expected) in [("03-half-a", "s 1 61.88"), ("03-half-b", "s 1 50.88")] {
        let Some(found) = scores(name) else { return };
        assert_eq!(found, [expected], "{name}");
    }
}

/// The places and grades of an index: `subject place grade`.
fn table(index: &IndexResult) -> Vec<String> {
    let grade =
        |grade: &Option<evalindex::result::GradeName>| grade.as_ref().map_or("-", |grade| &grade.name).to_owned();
    index.ranking.iter().map(|row| format!("{} {} {}", row.subject, row.rank, grade(&row.grade))).collect()
}

/// The notices: sort, subject or `-`, text.
fn notices(evaluation: &Evaluation) -> Vec<String> {
    let one = |notice: &evalindex::result::Notice| {
        format!("{} {} {}", notice.what.name(), notice.subject.as_deref().unwrap_or("-"), notice.text)
    };
    evaluation.notices.iter().map(one).collect()
}

#[test]
fn case_06_a_direction_that_nothing_uses_is_refused() {
    let Some(text) = case("06-direction-that-nothing-uses") else { return };
    let refused = Document::from_json(&text).unwrap_err();
    let said: Vec<_> = refused.problems().iter().map(|problem| (problem.path.as_str(), problem.to_string())).collect();
    let [(path, line)] = said.as_slice() else { panic!("{refused}") };
    assert_eq!(*path, "indexes[0].children[0].direction");
    assert!(line.contains("a `rule` that takes one, such as \"min_max\""), "{line}");
}

#[test]
fn case_07_a_treatment_wipes_no_indicator_out() {
    let Some(evaluation) = evaluated("07-treat-a-rare-event") else { return };
    let index = &evaluation.indexes[0];
    let rare = index.node("rare").unwrap();
    let full = index.ranking.iter().filter(|row| row.nodes[rare].score.unwrap().to_string() == "100").count();
    assert_eq!(full, 1, "the one event counts, and the others have none");
    let treated: Vec<_> = index
        .preparation
        .iter()
        .filter_map(|one| match one.step.clone() {
            PreparationStep::Treated { treated, passed, .. } => Some((treated, passed, one.cells.len())),
            _ => None,
        })
        .collect();
    assert_eq!(treated, [(None, false, 0)]);
}

/// The outlier 9999 counts as 77, the next one inwards. The formula of entropy on these figures, from mpmath at 30
/// digits: 0.28722668160517… and 0.71277331839482….
#[test]
fn case_08_weights_are_those_of_the_treated_figures() {
    let Some(evaluation) = evaluated("08-entropy-of-treated-figures") else { return };
    let weights = &evaluation.indexes[0].weighting[0].weights;
    let found: Vec<String> = weights.iter().map(|(id, weight)| format!("{id} {weight}")).collect();
    assert_eq!(found, ["a 0.287226681605", "b 0.712773318395"]);
}

#[test]
fn case_09_who_joins_takes_no_place_from_anyone() {
    let Some(evaluation) = evaluated("09-who-moved-when-membership-changed") else { return };
    let change = |id: &str| {
        let row = evaluation.indexes[0].subject(id).unwrap();
        row.history.as_ref().unwrap().rank_change.map(|change| change.to_string())
    };
    assert_eq!(["A", "B", "C"].map(change), [None, Some("0".to_owned()), Some("0".to_owned())]);
}

#[test]
fn case_10_an_order_that_nothing_decides_is_said() {
    let Some(evaluation) = evaluated("10-ordinal-without-a-decider") else { return };
    assert_eq!(table(&evaluation.indexes[0]), ["x 1 -", "y 2 -"]);
    let text = "undecided - nothing decides between `x` and `y`: they stand in the order of the document";
    assert_eq!(notices(&evaluation), [text]);
}

#[test]
fn case_13_more_classes_than_subjects_are_refused() {
    let Some(text) = case("13-classes-without-end") else { return };
    let refused = Document::from_json(&text).unwrap_err();
    let paths: Vec<_> = refused.problems().iter().map(|problem| problem.path.as_str()).collect();
    assert_eq!(paths, ["indexes[0].classes.count"]);
    assert!(refused.to_string().ends_with("found 1000000000000, expected at most 3"), "{refused}");
}

#[test]
fn case_14_a_written_cut_is_true() {
    let Some(evaluation) = evaluated("14-below-the-last-cut") else { return };
    assert_eq!(table(&evaluation.indexes[0]), ["x 1 good", "y 2 -"]);
    assert_eq!(notices(&evaluation), ["ungraded y is below the cut of every grade: no grade"]);
}

#[test]
fn case_16_a_group_of_one_is_said() {
    let Some(evaluation) = evaluated("16-a-group-of-one") else { return };
    let text = "constant - only one subject of group `alone` has a value: the indicator compares it with nobody";
    assert_eq!(notices(&evaluation), [text]);
}
