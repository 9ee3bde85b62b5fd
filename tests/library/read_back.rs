//! The findings of analyses read back from their JSON: written again they are the same bytes.

use evalindex::robustness::{Balance, Control, Draws, Leave, LeaveOut, Sensitivity, Tipping};
use evalindex::{Decimal, Document};
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
    for index in 0..document.draft().indexes.len() {
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
