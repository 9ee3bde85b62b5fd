//! What rules and weight methods took from the data, kept for other figures.

use super::evaluation::{Evaluation, GroupWeights, IndicatorCalibration};
use crate::support::{Problem, ProblemKind, Refused};

/// All that the rules and weight methods of a document took from its data: statistics, orders of values, treatments of
/// outliers and derived weights, exactly, for each index and, where they differ, for each period.
///
/// It is written and read by serde in the format `evalindex-calibration/1`, and comes back the same: fractions as `p/q` or
/// as decimals, real numbers to the last bit. So this year's figures can be scored on last year's posts after a restart:
/// [`Document::prepare_with`](crate::Document::prepare_with). Imputed values, and aggregates that compare subjects
/// (`topsis`, `copeland`, `borda`), take from the figures at hand and are no part of it; weights by order and by judgements
/// are in it for the record, and a document that is scored with it has its own.
///
/// ```
/// use evalindex::Document;
/// use evalindex::result::FrozenCalibration;
///
/// let document = |x, y| Document::from_json(&format!(r#"{{"format": "evalindex/1",
///   "indexes": [{{"id": "i", "name": "I", "kind": "region", "children": [
///     {{"id": "a", "name": "A", "weight": 100, "rule": {{"type": "min_max", "clamp": false}}}}]}}],
///   "subjects": [{{"id": "x", "name": "X", "kind": "region"}}, {{"id": "y", "name": "Y", "kind": "region"}}],
///   "values": {{"x": {{"a": {x}}}, "y": {{"a": {y}}}}}}}"#));
/// let text = serde_json::to_string(&document(10, 20)?.evaluate()?.calibration()?)?;
///
/// let last_year: FrozenCalibration = serde_json::from_str(&text)?;
/// let now = document(19, 22)?.prepare_with(&last_year)?;
/// assert_eq!(now.ranking("i")?[0].score.to_string(), "120"); // 100·(22 − 10)/(20 − 10)
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FrozenCalibration {
    /// Period of the document that it comes from.
    pub period: Option<String>,
    /// What was taken for each index, in the order of the document.
    pub indexes: Vec<FrozenIndex>,
}

/// What the rules and weight methods of one index took from the data; [`FrozenCalibration`] has an example.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FrozenIndex {
    /// Id of the index.
    pub id: String,
    /// The calibrations of rules, by node.
    pub calibration: Vec<IndicatorCalibration>,
    /// The weights from methods, by node.
    pub weighting: Vec<GroupWeights>,
    /// The calibrations of rules in earlier periods, the oldest first, where these had other ones.
    pub earlier: Vec<(String, Vec<IndicatorCalibration>)>,
}

impl FrozenIndex {
    /// The calibrations of a period: its own ones where it had such, else those of the document's own period.
    pub(crate) fn of_period(&self, period: Option<&str>) -> &[IndicatorCalibration] {
        let own = self.earlier.iter().find(|(name, _)| Some(name.as_str()) == period);
        own.map_or(&self.calibration, |(_, calibration)| calibration)
    }
}

impl Evaluation {
    /// All that rules and weight methods took from the data, to be kept for other figures.
    ///
    /// # Errors
    /// When the evaluation was read back from its published form, in which calibrations are rounded and orders left out.
    pub fn calibration(&self) -> Result<FrozenCalibration, Refused> {
        if self.read_back {
            let what = "an evaluation that was read back does not hold its calibrations whole";
            let problem = Problem::new(ProblemKind::Reference, "", what);
            return Err(Refused::new(
                problem.expected("a calibration that was written, or the evaluation as it was made"),
            ));
        }
        let indexes = self.indexes.iter().map(|index| FrozenIndex {
            id: index.id.clone(),
            calibration: index.calibration.clone(),
            weighting: index.weighting.clone(),
            earlier: index.earlier.clone(),
        });
        Ok(FrozenCalibration { period: self.period.clone(), indexes: indexes.collect() })
    }
}
