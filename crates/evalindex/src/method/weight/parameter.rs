//! What a weight method looks at, and how documents and files of judgements hold its parameter.

use serde::ser::SerializeMap;

use super::derived::DerivedWeights;
use super::error::WeightMethodError;
use crate::json::Fields;

/// What a method looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Basis {
    /// The order of the children alone.
    Order,
    /// The measured figures of indicators, the scores of dimensions.
    Figures,
    /// The scores.
    Scores,
}

/// The parameter of a weight method, in the object whose only key is the method's name.
pub(crate) trait Parameter: Sized {
    /// Reads it from that object.
    fn read(name: &'static str, fields: &mut Fields<'_, '_>) -> Option<Self>;

    /// Writes it into that object.
    fn write<M: SerializeMap>(&self, name: &'static str, map: &mut M) -> Result<(), M::Error>;

    /// The default; none where the parameter is required.
    fn usual() -> Option<Self> {
        None
    }
}

/// A parameter that consists of judgements, which a file can hold together with the items that are judged.
pub(crate) trait JudgedItems: Parameter {
    /// Whether the judgements have a consistency ratio.
    const HAS_RATIO: bool = false;

    /// The items in a file of judgements, and the judgements.
    fn from_file(text: &str) -> Result<(Vec<String>, Self), WeightMethodError>;
}

/// A method that weighs by the judgements in a file: an object of the judged `items` and the judgements.
///
/// ```
/// use evalindex::weight::JudgedMethod;
///
/// let method = JudgedMethod::all().find(|method| method.name == "budget_allocation").unwrap();
/// let found = method.weigh(r#"{"items": ["a", "b"], "budgets": [[70, 30], [50, 50]]}"#)?;
/// assert_eq!(found.weights[0].1.to_string(), "0.6");
/// # Ok::<(), evalindex::weight::WeightMethodError>(())
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct JudgedMethod {
    /// Its name.
    pub name: &'static str,
    /// Whether its judgements have a consistency ratio, which [`DerivedWeights::consistent`] can limit.
    pub has_ratio: bool,
    pub(super) weigh: fn(&str) -> Result<DerivedWeights, WeightMethodError>,
}

impl JudgedMethod {
    /// The weights by the judgements in a file, whatever their consistency ratio.
    ///
    /// # Errors
    /// When the text is not JSON of the method's form, or the method cannot use the judgements.
    pub fn weigh(self, text: &str) -> Result<DerivedWeights, WeightMethodError> {
        (self.weigh)(text)
    }
}
