//! Sobol' indices on the Ishigami function, as COINr 1.1.14 estimates them from the same sample, and as they are.

use evalindex::robustness::sobol_indices;

use crate::data::{Table, folder};

fn column(table: &Table, name: &str) -> Vec<f64> {
    table.rows().map(|row| row.text(name).parse().unwrap()).collect()
}

#[test]
fn ishigami_indices_are_those_of_coinr() {
    let Some(folder) = folder("asem") else { return };
    let design = Table::read(&folder, "12_ishigami_design.csv");
    let expected = Table::read(&folder, "12_ishigami_indices.csv");
    let all = column(&design, "Y");
    // Blocks of 2,000 rows: the two samples, and the first with each factor of the second.
    let blocks: Vec<Vec<f64>> = all.chunks(2000).map(<[f64]>::to_vec).collect();
    let [a, b, ab @ ..] = blocks.as_slice() else { panic!("five blocks") };
    let found = sobol_indices(a, b, ab, 200, 1).unwrap();
    let rows = 2000.0;
    let mean = (a.iter().sum::<f64>() + b.iter().sum::<f64>()) / (2.0 * rows);
    let variance = a.iter().chain(b).map(|y| (y - mean).powi(2)).sum::<f64>() / (2.0 * rows - 1.0);
    let analytic = [(0.3139, 0.5576), (0.4424, 0.4424), (0.0, 0.2437)];
    for (((row, found), ab), (first, total)) in expected.rows().zip(&found).zip(ab).zip(analytic) {
        // COINr does not centre its first-order estimate: it has `mean·Σ(ab − a)/(N·V)` more.
        let more = mean * ab.iter().zip(a).map(|(ab, a)| ab - a).sum::<f64>() / (rows * variance);
        let published = |name: &str| row.text(name).parse::<f64>().unwrap();
        assert!((found.first + more - published("Si")).abs() < 1e-9, "{found:?}");
        assert!((found.total - published("STi")).abs() < 1e-9, "{found:?}");
        // The error of sampling 2,000 rows.
        assert!((found.first - first).abs() < 0.06 && (found.total - total).abs() < 0.06, "{found:?}");
        let (low, high) = found.first_interval;
        assert!(low < found.first && found.first < high && high - low < 0.3, "{found:?}");
    }
}
