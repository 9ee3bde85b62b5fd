//! Lists of numbered cases: one test each, and one that fails when a case in the file is not accounted for.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::data;

/// Declares the tests of a JSON list of cases: what covers each id, and which ids are left out for what reason.
macro_rules! cases {
    ($folder:literal, $file:literal, covered: { $($id:literal => $check:ident,)+ }, left_out: { $($out:literal => $reason:literal,)* }) => {
        mod covered {
            $(
                #[test]
                fn $check() {
                    $crate::cases::run($folder, $file, $id, super::$check);
                }
            )+

            #[test]
            fn every_case_is_covered_or_left_out_for_a_reason() {
                $crate::cases::accounted_for($folder, $file, &[$($id),+], &[$(($out, $reason)),*]);
            }
        }
    };
}

pub(crate) use cases;

/// Runs the check of one case.
pub(crate) fn run(folder: &str, file: &str, id: &str, check: impl Fn(&Value)) {
    let Some(folder) = data::folder(folder) else { return };
    let cases = data::json(&folder, file);
    check(entries(&cases).find(|case| id_of(case) == id).unwrap_or_else(|| panic!("no case {id} in {file}")));
}

/// Fails when an id stands in the file but in neither list, or in a list but not in the file.
pub(crate) fn accounted_for(folder: &str, file: &str, covered: &[&str], left_out: &[(&str, &str)]) {
    let Some(folder) = data::folder(folder) else { return };
    let cases = data::json(&folder, file);
    let there: BTreeSet<_> = entries(&cases).map(id_of).collect();
    let mut listed = BTreeSet::new();
    for id in covered.iter().copied().chain(left_out.iter().map(|(id, _)| *id)) {
        assert!(listed.insert(id.to_owned()), "case {id} is listed twice");
    }
    let new: Vec<_> = there.difference(&listed).collect();
    let gone: Vec<_> = listed.difference(&there).collect();
    assert!(new.is_empty() && gone.is_empty(), "{file}: not accounted for {new:?}; listed but not there {gone:?}");
}

fn entries(cases: &Value) -> impl Iterator<Item = &Value> {
    cases.as_array().expect("a list of cases").iter()
}

fn id_of(case: &Value) -> String {
    case["id"].as_str().map_or_else(|| case["id"].to_string(), str::to_owned)
}
