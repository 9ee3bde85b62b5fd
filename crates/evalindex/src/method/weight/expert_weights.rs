//! What the judgements of one of several experts come to.

use rust_decimal::Decimal;

/// What one of several experts' judgements come to.
///
/// ```
/// use evalindex::weight::JudgedMethod;
///
/// let ahp = JudgedMethod::all().find(|method| method.name == "ahp").unwrap();
/// let judged = r#"{"items": ["a", "b"], "experts": [[[1, 3], ["1/3", 1]], [[1, 1], [1, 1]]], "combine": "priorities"}"#;
/// let found = ahp.weigh(judged)?;
/// assert_eq!(found.weights[0].1.to_string(), "0.625"); // (3/4 + 1/2)/2
/// assert_eq!(found.experts[0].weights[0].1.to_string(), "0.75");
/// # Ok::<(), evalindex::weight::WeightMethodError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ExpertWeights {
    /// The share of the expert among all, 0 to 1, rounded to 12 decimals by itself.
    pub share: Decimal,
    /// The weights that follow from this expert's judgements alone, rounded to 12 decimals.
    pub weights: Vec<(String, Decimal)>,
    /// Figures of the method, such as the consistency ratio, by name.
    pub diagnostics: Vec<(&'static str, Decimal)>,
    /// Remarks of the method, by name.
    pub remarks: Vec<(&'static str, String)>,
}

impl ExpertWeights {
    /// How consistent the judgements are, with the name of the ratio: `cr`, or `input_consistency` of comparisons with the
    /// best and the worst.
    pub(crate) fn ratio(&self) -> Option<(&'static str, Decimal)> {
        let found = self.diagnostics.iter().find(|(name, _)| ["cr", "input_consistency"].contains(name));
        found.map(|(name, ratio)| (*name, ratio.normalize()))
    }
}
