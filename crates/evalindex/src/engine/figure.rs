//! A measured figure: what fills, treats and scores work on.

use crate::model::Observation;
use crate::number::Exact;

/// A measured figure of one subject, exactly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Figure {
    /// This value.
    Value(Exact),
    /// There is none.
    Missing,
    /// It does not apply to the subject.
    NotApplicable,
}

impl Figure {
    /// The value, where there is one.
    pub(crate) fn value(&self) -> Option<&Exact> {
        if let Self::Value(value) = self { Some(value) } else { None }
    }
}

impl From<Observation> for Figure {
    fn from(observation: Observation) -> Self {
        match observation {
            Observation::Value(value) => Self::Value(value.into()),
            Observation::Missing => Self::Missing,
            Observation::NotApplicable => Self::NotApplicable,
        }
    }
}
