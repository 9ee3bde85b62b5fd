//! The library against published figures: indices, textbook examples, worked cases, and inputs on which others go wrong.
//!
//! The data are read from the folder that `EVALINDEX_ORACLES` names, else from `shared/oracles` beside the repository.
//! Without them each test says so on standard error and passes; under `EVALINDEX_ORACLES_REQUIRED=1` it fails.

mod asem;
mod cases;
mod chr;
mod compare;
mod data;
mod document;
mod epi;
mod gii;
mod hdi;
mod hdi_forms;
mod hpi;
mod hvbp;
mod imd;
mod itci;
#[path = "../../benches/matrix.rs"]
mod matrix;
mod mcda;
mod peer;
mod practice;
mod rank_correlations;
mod sdr;
mod sensitivity;
mod simd;
mod sobol;
mod svi;
mod traps;
mod weight_methods;
mod weight_optima;

use std::io::Write;

/// Runs always: says where the data are and that each set is there, or that the suite skips.
#[test]
fn oracles_are_there_or_skipping_is_said() {
    let Some(root) = data::root() else { return };
    let indices = ["epi2020", "gii", "hdi", "hpi", "hvbp_fy2021", "imd2019", "itci", "sdr2023", "simd2016", "svi2022"];
    let indices = indices.map(|index| format!("indices/{index}"));
    for set in ["asem", "mcda", "practice"].map(str::to_owned).into_iter().chain(indices) {
        assert!(root.join(&set).is_dir(), "no oracle set {set} at {}", root.display());
    }
    writeln!(std::io::stderr(), "oracle data: {}", root.display()).expect("standard error can be written");
}
