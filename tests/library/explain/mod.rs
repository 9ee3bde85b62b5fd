//! Explanations: every printed line computed again, every closed gap substituted, nothing that depends on an order.

mod by_hand;
mod closings;
mod devices;
mod orders;
mod pocket;
mod recompute;

use evalindex::Document;
use evalindex::explain::Explanation;

/// The complete documents of the repository.
const FIXTURES: [&str; 7] =
    ["2023", "deprivation-2019", "goals-2023", "hdi-2022", "hospitals-2021", "shanxi-2018-gdp", "small"];

fn fixture(name: &str) -> Document {
    let path = format!("{}/../../fixtures/{name}.json", env!("CARGO_MANIFEST_DIR"));
    Document::from_json(&std::fs::read_to_string(path).unwrap()).unwrap_or_else(|refused| panic!("{name}: {refused}"))
}

/// The explanations of every subject in every index that scores it.
fn explanations(document: &Document) -> Vec<Explanation> {
    let prepared = document.prepare().unwrap();
    let draft = document.draft();
    let of_index = |index: &evalindex::Index| {
        let subjects = draft.subjects.iter().filter(|subject| subject.kind == index.kind);
        let explained = |subject: &evalindex::Subject| {
            prepared.explain(&index.id, &subject.id).unwrap_or_else(|error| panic!("{}: {error}", subject.id))
        };
        subjects.map(explained).collect::<Vec<_>>()
    };
    draft.indexes.iter().flat_map(of_index).collect()
}

/// The random documents that can be evaluated, with their seeds.
fn random_documents(seeds: std::ops::Range<u64>) -> impl Iterator<Item = (u64, Document)> {
    seeds.filter_map(|seed| {
        let document = Document::from_json(&crate::exact::random_document(seed).to_string()).ok()?;
        document.prepare().ok()?.evaluate().ok()?;
        Some((seed, document))
    })
}
