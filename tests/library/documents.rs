//! Documents: written and read again, and read from anything at all.

use std::fs;
use std::path::PathBuf;

use evalindex::{Document, Draft};
use proptest::prelude::*;

use crate::plans::plans;

/// The root of the repository.
pub(crate) fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The text of a fixture.
pub(crate) fn fixture(name: &str) -> String {
    fs::read_to_string(repository().join("fixtures").join(name)).unwrap()
}

const FIXTURES: [&str; 6] = [
    "2023.json",
    "shanxi-2018-gdp.json",
    "hdi-2022.json",
    "deprivation-2019.json",
    "goals-2023.json",
    "hospitals-2021.json",
];

#[test]
fn the_fixtures_read_without_a_warning_and_survive_being_written() {
    for name in FIXTURES {
        let document = Document::from_json(&fixture(name)).unwrap_or_else(|refused| panic!("{name}: {refused}"));
        assert_eq!(document.check(), [], "{name}");
        let again = Document::from_json(&document.to_json().unwrap()).unwrap();
        assert!(document == again, "{name} changes when written");
        let (result, mut of_again) = (document.evaluate().unwrap(), again.evaluate().unwrap());
        assert!(of_again.document.is_some() && of_again.document != result.document, "{name}");
        of_again.document.clone_from(&result.document);
        let written = |evaluation| serde_json::to_string(&evaluation).unwrap();
        assert_eq!(written(result), written(of_again), "{name}");
    }
}

#[test]
fn an_empty_draft_is_refused_with_everything_that_it_lacks() {
    let refused = Document::build(Draft::default()).unwrap_err();
    let paths: Vec<_> = refused.problems().iter().map(|problem| problem.path.as_str()).collect();
    assert_eq!(paths, ["indexes", "subjects"]);
}

/// Reads, and evaluates what can be read: whatever comes of it, nothing panics.
fn take(bytes: &[u8]) {
    if let Ok(document) = Document::from_bytes(bytes) {
        let _ = document.check();
    }
}

proptest! {
    /// What is written reads back as the same document, with the same result.
    #[test]
    fn parsing_what_was_serialised_gives_the_same_document(plan in plans(true)) {
        let document = plan.document();
        let again = Document::from_json(&document.to_json().unwrap()).unwrap();
        prop_assert!(document == again);
    }

    /// Arbitrary bytes are refused or read, never a panic.
    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        take(&bytes);
    }

    /// JSON-like text is refused or read, never a panic.
    #[test]
    fn no_text_panics(text in r#"[\[\]{}:,"a-z0-9eE.+ \n-]{0,200}"#) {
        take(text.as_bytes());
    }

    /// A sound document with a few bytes changed is refused or read, never a panic.
    #[test]
    fn no_changed_document_panics(
        which in 1_usize..3,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let mut bytes = fixture(FIXTURES[which]).into_bytes();
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        take(&bytes);
    }

    /// A sound document cut off anywhere is refused, never a panic.
    #[test]
    fn no_cut_document_panics(end in any::<prop::sample::Index>()) {
        let text = fixture("hdi-2022.json");
        let end = end.index(text.trim_end().len());
        prop_assert!(Document::from_bytes(&text.as_bytes()[..end]).is_err());
    }

    /// Numbers of any size, sign and precision, in every place of a rule, are refused or scored, never a panic.
    #[test]
    fn no_number_panics(
        mantissas in prop::collection::vec(any::<i128>(), 6),
        scales in prop::collection::vec(0_u32..29, 6),
        rule in prop::sample::select(vec![
            r#"{"type":"min_max","min":{"of":"mean","sd":A},"max":{"of":{"quantile":0.7},"times":B,"plus":C}}"#,
            r#"{"type":"min_max"}"#, r#"{"type":"min_max","min":A,"max":B,"clamp":false}"#,
            r#"{"type":"completion","target":A,"cap":B}"#, r#"{"type":"z_score"}"#,
            r#"{"type":"z_score","mean":A,"sd":B,"center":C}"#, r#"{"type":"ratio_to_best"}"#,
            r#"{"type":"ratio_to_mean"}"#, r#"{"type":"z_score","deviation":"population"}"#,
            r#"{"type":"divide_by","by":"sum"}"#, r#"{"type":"divide_by","by":"length"}"#,
            r#"{"type":"percent_rank"}"#,
            r#"{"type":"distance_to_reference","reference":A}"#, r#"{"type":"power","a":A,"b":B,"c":C}"#,
            r#"{"type":"exponential_rank","constant":A}"#, r#"{"type":"normal_rank","share":[A,B]}"#,
            r#"{"type":"percent_rank","share":[A,B]}"#, r#"{"type":"as_is","min":A,"max":B}"#,
            r#"{"type":"piecewise","points":[[A,B],[C,A]]}"#, r#"{"type":"interval","best":[A,B],"limits":[A,C]}"#,
            r#"{"type":"per_unit","target":A,"base":B,"per":C,"above":A,"below":B}"#,
            r#"{"type":"rank_ladder","first":A,"step":B,"last":C}"#, r#"{"type":"steps","steps":[[A,B],[B,C]]}"#,
            r#"{"type":"efficacy","standards":[A,B,C],"coefficients":[1,0.5,0]}"#,
        ]),
        aggregate in prop::sample::select(vec![
            r#""arithmetic""#, r#""geometric""#, r#""harmonic""#, r#"{"power":A}"#, r#""median""#, r#""sum""#,
            r#"{"mazziotta_pareto":{"penalty":"plus","spread":"sample"}}"#, r#"{"owa":[1]}"#, r#""copeland""#,
            r#"{"mean_min":{"alpha":1,"beta":A}}"#, r#"{"topsis":"vector"}"#, r#"{"topsis":"min_max"}"#, r#""borda""#,
        ]),
        transform in prop::sample::select(vec!["", r#""transform":"ln","#, r#""transform":"sqrt","#, r#""treat":{"winsorise":1},"#]),
        measure in prop::sample::select(vec!["", r#""measure":"growth","#, r#""measure":"change","#]),
    ) {
        let number = |place: usize| {
            let limit = (1_i128 << 96) - 1;
            let mantissa = mantissas[place] % limit;
            evalindex::Decimal::from_i128_with_scale(mantissa, scales[place]).to_string()
        };
        let text = format!(
            r#"{{"format":"evalindex/1","indexes":[{{"id":"i","name":"I","kind":"k","aggregate":{aggregate},
            "weights":"relative","children":[{{"id":"a","name":"A","weight":A,{transform}{measure}"rule":{rule}}}]}}],
            "subjects":[{{"id":"x","name":"X","kind":"k"}},{{"id":"y","name":"Y","kind":"k"}}],
            "values":{{"x":{{"a":D}},"y":{{"a":E}}}},"previous":{{"x":{{"a":F}},"y":{{"a":A}}}}}}"#
        );
        let mut filled = String::new();
        for part in text.split_inclusive(['A', 'B', 'C', 'D', 'E', 'F']) {
            let (before, letter) = part.split_at(part.len() - 1);
            let place = "ABCDEF".find(letter).filter(|_| !before.ends_with('"'));
            match place {
                Some(place) => filled.extend([before, number(place).as_str()]),
                None => filled.push_str(part),
            }
        }
        take(filled.as_bytes());
    }
}
