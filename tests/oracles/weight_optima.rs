//! Weights that make something best: `asem/20_bod_unrestricted.csv`, and other solvers on the same eight pillars of 51
//! countries (`20_input_pillars.csv`).

use evalindex::weight::{DerivedWeights, ShareBounds};
use evalindex::{Decimal, Prepared};

use crate::compare::{CLOSE, Comparison, assert_one, total};
use crate::data::{self, Table, figure};
use crate::weight_methods::{diagnostic, scored};

fn pillars() -> Option<(Prepared, Table)> {
    let folder = data::folder("asem")?;
    let input = Table::read(&folder, "20_input_pillars.csv");
    let pillars: Vec<&str> = input.figures().iter().map(String::as_str).collect();
    let prepared = scored(&input, &pillars);
    Some((prepared, Table::read(&folder, "20_bod_unrestricted.csv")))
}

/// lpSolve's scores; the weights behind them need not be the only ones.
#[test]
fn scores_in_the_best_light_agree() {
    let Some((prepared, table)) = pillars() else { return };
    let found = prepared.benefit_of_the_doubt(0, None, ShareBounds::default()).expect("weights");
    let mut comparison = Comparison::within(CLOSE, "20_bod_unrestricted.csv");
    for (row, favoured) in table.rows().zip(&found.subjects) {
        assert_eq!(row.key(), favoured.subject);
        comparison.figure(row.key(), "score", row.figure("score"), Some(favoured.score));
        assert_one(&favoured.shares);
    }
    comparison.finish(51);
    assert_one(&found.weights);
}

/// SciPy's `linprog` with shares from 0.05 to 0.4, tolerances of 10⁻¹⁰.
#[test]
fn scores_within_bounds_agree_and_shares_keep_them() {
    let Some((prepared, _)) = pillars() else { return };
    let bounds = ShareBounds { least: figure("0.05"), most: figure("0.4") };
    let found = prepared.benefit_of_the_doubt(0, None, bounds).expect("weights");
    let mut comparison = Comparison::within(CLOSE, "benefit of the doubt within bounds");
    for (country, score) in [
        ("AUS", "0.7506152170894338"),
        ("BGD", "0.5746487475853277"),
        ("CHN", "0.3193145482313113"),
        ("DEU", "0.9699353866940381"),
    ] {
        let favoured = found.subjects.iter().find(|one| one.subject == country).expect("a country");
        comparison.figure(country, "score", Some(figure(score)), Some(favoured.score));
    }
    comparison.finish(4);
    let rounding = figure("1e-9");
    for favoured in &found.subjects {
        for (pillar, share) in &favoured.shares {
            let within = *share >= bounds.least - rounding && *share <= bounds.most + rounding;
            assert!(within, "{}, {pillar}: {share}", favoured.subject);
        }
    }
}

fn compare(case: &str, found: &DerivedWeights, expected: &[&str]) {
    let mut comparison = Comparison::within(CLOSE, case);
    for ((pillar, weight), expected) in found.weights.iter().zip(expected) {
        comparison.figure(case, pillar, Some(figure(expected)), Some(*weight));
    }
    comparison.finish(expected.len());
    assert_one(&found.weights);
}

/// NumPy's solution of every set of pillars with weight, the best of those without a negative one.
#[test]
fn weights_nearest_to_targets_agree() {
    let Some((prepared, table)) = pillars() else { return };
    let found = prepared.weights_for_importances(0, None, &[]).expect("weights");
    let expected =
        ["0.2097238477", "0.2394167214", "0.0130667463", "0.0275838676", "0", "0.1275566448", "0", "0.3826521722"];
    compare("equal targets", &found, &expected);
    let (name, reached) = &found.by_child[1];
    assert_eq!((*name, (total(reached) - Decimal::ONE).abs() < figure("1e-9")), ("importances", true));
    // |0.145108040543 − 1/8| of the physical pillar.
    let gap = diagnostic(&found, "largest_gap").expect("a gap");
    assert!((gap - figure("0.020108040543")).abs() < figure("1e-9"), "{gap}");

    let names = table.figures()[2..].iter().map(|column| column.trim_start_matches("w_").to_owned());
    let targets: Vec<_> = names.zip([40, 10, 10, 10, 10, 10, 5, 5].map(Decimal::from)).collect();
    let found = prepared.weights_for_importances(0, None, &targets).expect("weights");
    let expected = ["0.4340858835", "0.2828769838", "0", "0", "0", "0.0515597955", "0", "0.2314773373"];
    compare("unequal targets", &found, &expected);
}

/// Three pillars whose targets of a half, 0.3 and 0.2 can be met: NumPy's solution of `R·u = t`, over the deviations.
#[test]
fn targets_that_can_be_met_are_met() {
    let Some(folder) = data::folder("asem") else { return };
    let pillars = ["ConEcFin", "Environ", "SusEcFin"];
    let prepared = scored(&Table::read(&folder, "20_input_pillars.csv"), &pillars);
    let targets: Vec<_> = pillars.map(str::to_owned).into_iter().zip([50, 30, 20].map(Decimal::from)).collect();
    let found = prepared.weights_for_importances(0, None, &targets).expect("weights");
    compare("met", &found, &["0.3659805581", "0.3168885153", "0.3171309266"]);
    assert_eq!(diagnostic(&found, "largest_gap"), Some(Decimal::ZERO));
}
