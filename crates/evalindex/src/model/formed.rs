//! Figures of the period before for subjects that were formed from others since: merged units.

use std::collections::HashMap;

use serde::{Serialize, Serializer};

use super::positions::SubjectId;
use crate::number::Exact;

/// How the figure that a merged unit had in the period before is formed from those of its former units.
///
/// ```
/// use evalindex::model::Formed;
///
/// assert_eq!(serde_json::to_string(&Formed::Sum)?, r#""sum""#);
/// assert_eq!(serde_json::to_string(&Formed::MeanBy("population".into()))?, r#"{"mean_by":"population"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Formed {
    /// The sum `Σx`; of an indicator with a denominator, the sums of both inputs.
    Sum,
    /// The mean `Σw·x/Σw` by this input `w` of the same period.
    MeanBy(String),
}

impl Serialize for Formed {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Sum => out.serialize_str("sum"),
            Self::MeanBy(input) => out.collect_map([("mean_by", input)]),
        }
    }
}

/// The formed figures of the period before, by input and subject.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct FormedFigures(HashMap<String, HashMap<SubjectId, Exact>>);

impl FormedFigures {
    /// The formed figure of a subject; none where none is formed.
    pub(crate) fn get(&self, input: &str, subject: SubjectId) -> Option<&Exact> {
        self.0.get(input)?.get(&subject)
    }

    /// Sets a formed figure.
    pub(crate) fn set(&mut self, input: &str, subject: SubjectId, figure: Exact) {
        self.0.entry(input.to_owned()).or_default().insert(subject, figure);
    }
}
