//! The findings of analyses read back from their JSON: written again they are the same bytes.

use evalindex::explain::RankAgreement;
use evalindex::robustness::{
    Balance, Certain, Control, Draws, Leave, LeaveOut, Movement, Robustness, Sensitivity, Tipping, WeightRegion,
};
use evalindex::{Decimal, Document, WeightChange};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::exact::draw;

/// Reads what a finding is written as, and writes it again.
fn same<T: Serialize + DeserializeOwned>(found: &T) {
    let written = serde_json::to_string(found).unwrap();
    let read: T = serde_json::from_str(&written).unwrap_or_else(|error| panic!("{error}: {written}"));
    assert_eq!(serde_json::to_string(&read).unwrap(), written);
}

/// Every finding of every index of a document.
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
                same::<Robustness>(&found);
                let read: Robustness = serde_json::from_str(&serde_json::to_string(&found).unwrap()).unwrap();
                assert_eq!(read, found);
            }
        }
        for within in [WeightRegion::Within(Decimal::new(125, 3)), WeightRegion::Free, WeightRegion::Ordered] {
            if let Ok(found) = prepared.certain(index, within, Control::new()) {
                same::<Certain>(&found);
                let read: Certain = serde_json::from_str(&serde_json::to_string(&found).unwrap()).unwrap();
                assert_eq!(read, found);
            }
        }
        if let Ok(found) = prepared.rank_agreement(index, &prepared) {
            same::<RankAgreement>(&found);
        }
        for node in &of_index.children {
            if let Ok(found) = prepared.movements(index, &[WeightChange::set(node.id(), Decimal::ONE)]) {
                same::<Vec<Movement>>(&found);
            }
        }
    }
}

#[test]
fn findings_of_the_home_case_are_read_back() {
    for name in ["2023.json", "2023-draft.json"] {
        let path = format!("{}/../../fixtures/{name}", env!("CARGO_MANIFEST_DIR"));
        let document = Document::from_json(&std::fs::read_to_string(path).unwrap()).unwrap();
        assert!(document.prepare().unwrap().tipping(0, Control::new()).is_ok());
        all_the_same(&document);
    }
}

#[test]
fn findings_of_random_documents_are_read_back() {
    for seed in 0..30 {
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
    assert_eq!((found.within, found.subjects[0].behind.as_slice()), (WeightRegion::Within(Decimal::new(125, 3)), &["y".to_owned()][..]));
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
    assert!(movement.starts_with("no score: 99999999999999999999"), "{movement}");
}
