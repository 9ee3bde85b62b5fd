//! Figures side by side: each disagreement with its unit, node, what is published and what came out.

use evalindex::Decimal;

use crate::data::figure;

/// The tolerance for figures that were published as binary floating-point numbers.
pub(crate) const CLOSE: &str = "1e-9";

/// How many disagreements a failure spells out.
const SHOWN: usize = 12;

/// What weights total.
pub(crate) fn total(weights: &[(String, Decimal)]) -> Decimal {
    weights.iter().map(|(_, weight)| *weight).sum()
}

/// Asserts that weights total 1, but for half of the twelfth decimal of each.
pub(crate) fn assert_one(weights: &[(String, Decimal)]) {
    let rounding = Decimal::new(5, 13) * Decimal::from(weights.len());
    assert!((total(weights) - Decimal::ONE).abs() <= rounding, "{weights:?}");
}

/// A comparison with one published source.
#[derive(Debug)]
pub(crate) struct Comparison {
    source: String,
    tolerance: Decimal,
    figures: usize,
    off: Vec<String>,
}

impl Comparison {
    /// With figures that may be off by as much as the tolerance.
    pub(crate) fn within(tolerance: &str, source: impl Into<String>) -> Self {
        Self { source: source.into(), tolerance: figure(tolerance), figures: 0, off: Vec::new() }
    }

    /// With figures that must be equal.
    pub(crate) fn exact(source: impl Into<String>) -> Self {
        Self::within("0", source)
    }

    /// Compares one figure; absent on both sides is agreement.
    pub(crate) fn figure(&mut self, unit: &str, node: &str, expected: Option<Decimal>, got: Option<Decimal>) {
        self.figures += 1;
        let agree = match (expected, got) {
            (Some(expected), Some(got)) => (expected - got).abs() <= self.tolerance,
            (None, None) => true,
            _ => false,
        };
        if !agree {
            let show = |figure: Option<Decimal>| figure.map_or("none".to_owned(), |figure| figure.to_string());
            self.off.push(format!("unit {unit}, node {node}: expected {}, got {}", show(expected), show(got)));
        }
    }

    /// Fails with what was off, or when another number of figures was compared than the source holds.
    #[track_caller]
    pub(crate) fn finish(self, figures: usize) {
        let Self { source, off, .. } = &self;
        let shown = off.iter().take(SHOWN).cloned().collect::<Vec<_>>().join("\n  ");
        assert!(off.is_empty(), "{source}: {} of {} figures are off\n  {shown}", off.len(), self.figures);
        assert_eq!(self.figures, figures, "{source}: number of figures compared");
    }
}

/// Compares a short list of figures, which must be equal.
#[track_caller]
pub(crate) fn same(source: &str, expected: &[Decimal], got: &[Option<Decimal>]) {
    let mut comparison = Comparison::exact(source);
    for (position, &expected) in expected.iter().enumerate() {
        comparison.figure(&(position + 1).to_string(), "result", Some(expected), got.get(position).copied().flatten());
    }
    comparison.finish(got.len());
}

/// A disagreement and a missing figure both count.
#[test]
fn comparisons_can_fail() {
    let mut comparison = Comparison::within("0.1", "made");
    comparison.figure("a", "x", Some(figure("1")), Some(figure("1.1")));
    comparison.figure("a", "y", None, None);
    assert!(comparison.off.is_empty());
    comparison.figure("b", "x", Some(figure("1")), Some(figure("1.11")));
    comparison.figure("b", "y", Some(figure("1")), None);
    assert_eq!(
        comparison.off,
        ["unit b, node x: expected 1, got 1.11", "unit b, node y: expected 1, got none"].map(str::to_owned)
    );
}
