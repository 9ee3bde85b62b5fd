//! The findings of analyses read back from their JSON: written again they are the same bytes.

use evalindex::explain::{Advice, Comparison, Explanation, Gap, RankAgreement, SupervisionOptions, TaskSupervision};
use evalindex::result::{OfIndex, OfIndexes, Published};
use evalindex::robustness::{
    Balance, Certain, Control, Draws, Leave, LeaveOut, Movement, Robustness, Sensitivity, Tipping, WeightRegion, WhatIf,
};
use evalindex::{Decimal, Document, Prepared, WeightChange};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::exact::draw;

/// Reads what a finding is written as, and writes it again.
fn same<T: Serialize + DeserializeOwned>(found: &T) -> T {
    let written = serde_json::to_string(found).unwrap();
    let read: T = serde_json::from_str(&written).unwrap_or_else(|error| panic!("{error}: {written}"));
    assert_eq!(serde_json::to_string(&read).unwrap(), written);
    read
}

/// Every finding on the robustness of every index of a document.
fn all_the_same(document: &Document) {
    let Ok(prepared) = document.prepare() else { return };
    for (index, of_index) in document.draft().indexes.iter().enumerate() {
        if let Ok(found) = prepared.tipping(index, Control::new()) {
            same::<Tipping>(&found);
        }
        if let Ok(found) = prepared.balance(index, Decimal::new(5, 1)) {
            same::<Balance>(&found);
        }
        if let Ok(found) = prepared.leave_out(index, Leave::All, Control::new()) {
            same::<LeaveOut>(&found);
        }
        if let Ok(found) = prepared.sensitivity(index, &Draws::new(20, 1), Control::new()) {
            same::<Sensitivity>(&found);
        }
        for draws in [Draws::new(30, 1).pairwise(true), Draws::new(7, 2).methods(true).errors(true)] {
            if let Ok(found) = prepared.robustness(index, &draws, Control::new()) {
                assert_eq!(same::<Robustness>(&found), found);
            }
        }
        for within in [WeightRegion::Within(Decimal::new(125, 3)), WeightRegion::Free, WeightRegion::Ordered] {
            if let Ok(found) = prepared.certain(index, within, Control::new()) {
                assert_eq!(same::<Certain>(&found), found);
            }
        }
        for node in &of_index.children {
            let change = WeightChange::set(node.id(), Decimal::ONE);
            if let Ok(found) = prepared.movements(index, std::slice::from_ref(&change)) {
                assert_eq!(same::<Vec<Movement>>(&found), found);
            }
            if let Ok(found) = prepared.what_if(Some(index.into()), &[change]) {
                let read = same::<WhatIf>(&found);
                assert_eq!(read.movements(index).unwrap(), found.movements(index).unwrap());
            }
        }
    }
}

/// Every explanation of every index of a document, of so many subjects.
fn all_explained(document: &Document, subjects: usize) {
    let Ok(prepared) = document.prepare() else { return };
    if let Ok(found) = prepared.supervise(&SupervisionOptions::default()) {
        same::<Published<TaskSupervision>>(&document.published("tasks", found));
    }
    for (index, of_index) in document.draft().indexes.iter().enumerate() {
        if let Ok(found) = prepared.advice(index) {
            same::<Vec<Advice>>(&found);
        }
        let of_kind = document.subjects().iter().filter(|subject| subject.kind == of_index.kind).take(subjects);
        let ids: Vec<&str> = of_kind.map(|subject| subject.id.as_str()).collect();
        for id in &ids {
            if let Ok(found) = prepared.explain(index, id) {
                same::<Explanation>(&found);
                let one = OfIndexes::new([OfIndex::new(of_index, found)]);
                same::<Published<OfIndexes<Explanation>>>(&document.published("explain", one));
            }
        }
        for pair in ids.windows(2) {
            if let Ok(found) = prepared.gap(index, pair[0], pair[1]) {
                same::<Gap>(&found);
                same::<OfIndex<Gap>>(&OfIndex::new(of_index, found));
            }
        }
    }
}

/// What changed in the indexes that two documents have.
fn compared(new: &Prepared, old: &Prepared, indexes: usize) {
    for index in 0..indexes {
        if let Ok(mut found) = new.compare(index, old) {
            let ranks = new.rank_agreement(index, old).unwrap();
            assert_eq!(same::<RankAgreement>(&ranks), ranks);
            found.ranks = Some(ranks);
            same::<Comparison>(&found);
        }
    }
}

fn fixture(name: &str) -> Document {
    let path = format!("{}/../../fixtures/{name}", env!("CARGO_MANIFEST_DIR"));
    Document::from_json(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn explanations_of_the_home_case_are_read_back() {
    let [draft, published] = ["2023-draft.json", "2023.json"].map(fixture);
    for document in [&draft, &published] {
        all_explained(document, 3);
    }
    let prepared = published.prepare().unwrap();
    assert!(prepared.supervise(&SupervisionOptions::default()).is_ok());
    compared(&prepared, &draft.prepare().unwrap(), published.draft().indexes.len());
}

#[test]
fn explanations_of_random_documents_are_read_back() {
    for seed in 0..24 {
        let Ok(document) = Document::from_json(&draw::document(seed).to_string()) else { continue };
        all_explained(&document, 3);
        let other = Document::from_json(&draw::document(seed + 1).to_string());
        if let (Ok(new), Some(Ok(old))) = (document.prepare(), other.ok().map(|other| other.prepare())) {
            compared(&new, &old, 1);
        }
    }
}

#[test]
fn findings_of_the_home_case_are_read_back() {
    for name in ["2023.json", "2023-draft.json"] {
        let document = fixture(name);
        assert!(document.prepare().unwrap().tipping(0, Control::new()).is_ok());
        all_the_same(&document);
    }
}

#[test]
fn findings_of_random_documents_are_read_back() {
    for seed in 0..20 {
        if let Ok(document) = Document::from_json(&draw::document(seed).to_string()) {
            all_the_same(&document);
        }
    }
}

/// Why a text is no such finding.
fn refused<T: DeserializeOwned>(text: &str) -> String {
    serde_json::from_str::<T>(text).err().map_or_else(|| panic!("read: {text}"), |error| error.to_string())
}

#[test]
fn what_no_finding_can_be_is_refused() {
    let certain = |within: &str, ahead: &str| {
        format!(
            r#"{{"within": "{within}", "subjects": {{"x": {{"best": 1, "worst": 1, "exact": true}}}}, "ahead": {ahead}}}"#
        )
    };
    let found: Certain = serde_json::from_str(&certain("12.5%", r#"{"x": ["y"]}"#)).unwrap();
    assert_eq!(
        (found.within, found.subjects[0].behind.as_slice()),
        (WeightRegion::Within(Decimal::new(125, 3)), &["y".to_owned()][..])
    );
    for within in ["12.5", "-1%", "101%", "%", "1e1%", " 5%", "loose"] {
        let error = refused::<Certain>(&certain(within, r#"{"x": []}"#));
        assert!(error.starts_with(&format!("no region of weights: `{within}`")), "{error}");
    }
    assert!(refused::<Certain>(&certain("free", r#"{"y": []}"#)).starts_with("`ahead` has other subjects"));
    let robustness = |place: &str, failed: u32| {
        format!(
            r#"{{"draws": 4, "seed": 1, "failed": {failed}, "generator": "g", "subjects": {{"x": {{"mean": 1, "sd": 0,
               "q05": 1, "q25": 1, "median": 1, "q75": 1, "q95": 1, "place": {place}, "central_weights": null,
               "confidence": null}}}}}}"#
        )
    };
    // Of three draws, one and two thirds.
    let found: Robustness = serde_json::from_str(&robustness("[0.3333333333, 0, 0.6666666667]", 1)).unwrap();
    assert_eq!(found.subjects[0].places, [(1, 1), (3, 2)]);
    for (place, failed, why) in [
        ("[0.3333333333, 0, 0.6666666667]", 0, "no share of 4 draws: 0.3333333333"),
        ("[1.5]", 5, "more failed draws than draws"),
        ("[\"a\"]", 0, "no decimal number: a"),
    ] {
        let error = refused::<Robustness>(&robustness(place, failed));
        assert!(error.starts_with(why), "{error}");
    }
    let movement = refused::<Movement>(r#"{"subject": "x", "places": 1, "point": 2}"#);
    assert!(movement.starts_with("unknown field `point`"), "{movement}");
    let movement = refused::<Movement>(r#"{"subject": "x", "points": 99999999999999999999}"#);
    assert!(movement.starts_with("a score that is larger than a score can be"), "{movement}");
}

#[test]
fn what_stands_around_findings_is_read_once_and_unknown_members_are_refused() {
    let text = |members: &str| {
        format!(
            r#"{{"format": "evalindex-x/1", "generator": {{"name": "n", "version": "1"}}, "document": null, {members}}}"#
        )
    };
    let index = r#"{"name": "I", "differences": [], "incomparable": [], "moves": [], "came": [], "went": [], "id": "i", "kind": "k""#;
    let whole = text(&format!(r#""indexes": [{index}}}], "title": "T""#));
    let read: Published<OfIndexes<Comparison>> = serde_json::from_str(&whole).unwrap();
    assert_eq!((read.title.as_deref(), read.generator.name.as_ref()), (Some("T"), "n"));
    assert_eq!((read.found.indexes[0].id.as_str(), read.found.indexes[0].found.is_empty()), ("i", true));
    for (members, why) in [
        (format!(r#""indexes": [{index}, "id": "j"}}]"#), "duplicate field `id`"),
        (format!(r#""indexes": [{index}, "new": 1}}]"#), "unknown field `new`"),
        (format!(r#""indexes": [{index}}}], "new": 1"#), "unknown field `new`"),
        (format!(r#""indexes": [{index}}}], "document": null"#), "duplicate field `document`"),
        (r#""indexes": [{"name": "I"}]"#.to_owned(), "missing field `differences`"),
    ] {
        let error = refused::<Published<OfIndexes<Comparison>>>(&text(&members));
        assert!(error.starts_with(why), "{error}");
    }
    let other = refused::<Published<OfIndexes<Comparison>>>(&whole.replace("evalindex-x/1", "evalindex-x/2"));
    assert!(other.starts_with("unknown format `evalindex-x/2`"), "{other}");
    let none = refused::<Published<OfIndexes<Comparison>>>(&whole.replace(r#""document": null, "#, ""));
    assert!(none.starts_with("missing field `document`"), "{none}");
}

#[test]
fn a_result_is_not_taken_for_one_that_is_compared() {
    let document = fixture("small.json");
    let prepared = document.prepare().unwrap();
    let unchanged = prepared.what_if(None, &[]).unwrap();
    let compared = serde_json::to_value(&unchanged).unwrap();
    let mut result = serde_json::to_value(&unchanged.after).unwrap();
    assert!(serde_json::from_value::<evalindex::Evaluation>(result.clone()).is_ok());
    let error =
        |value: serde_json::Value| serde_json::from_value::<evalindex::Evaluation>(value).unwrap_err().to_string();
    result["indexes"][0]["ranking"][0]["before"] = serde_json::Value::Null;
    assert_eq!(error(result.clone()), "a standing `before` in a result that is compared with nothing");
    result["indexes"] = compared["indexes"].clone();
    assert_eq!(error(result), "new `weights` in a result that is compared with nothing");
    let mut without = compared.clone();
    without["indexes"][0]["ranking"][0].as_object_mut().unwrap().remove("before");
    let without = serde_json::from_value::<WhatIf>(without).unwrap_err().to_string();
    assert_eq!(without, "a row without its standing `before`");
}
