//! A file of judgements, weighed by its method.

use evalindex::Decimal;
use evalindex::weight::{DerivedWeights, JudgedMethod, WeightMethodError};
use serde_json::Value;

use super::Source;
use crate::failure::Failure;

/// The weights that the judgements in a file come to; a consistency ratio above the limit is refused.
pub(crate) fn weigh(
    method: JudgedMethod,
    source: &Source,
    max_ratio: Option<Decimal>,
) -> Result<DerivedWeights, Failure> {
    let text = source.text()?;
    let value: Value = serde_json::from_str(&text).map_err(|error| because(source, error))?;
    if !value.is_object() {
        return Err(because(source, "judgements are an object, as --help shows"));
    }
    let found = method.weigh(&text).and_then(|found| match max_ratio {
        Some(limit) => found.consistent(limit),
        None => Ok(found),
    });
    found.map_err(|error| refused(source, error))
}

/// Why the method cannot use the judgements; every fault of them has a line.
fn refused(source: &Source, error: WeightMethodError) -> Failure {
    match error {
        WeightMethodError::Judgements(faults) => {
            Failure::refused_all(faults.iter().map(|fault| format!("{}: {fault}", source.name())))
        }
        WeightMethodError::Inconsistent(all) => {
            Failure::refused_all(all.iter().map(|one| format!("{}: {one}", source.name())))
        }
        other => because(source, other),
    }
}

/// One reason, led by the name of the file.
fn because(source: &Source, reason: impl std::fmt::Display) -> Failure {
    Failure::refused(format!("{}: {reason}", source.name()))
}
