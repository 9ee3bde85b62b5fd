//! How an aggregate works, and what its parameter must tell.

use rust_decimal::Decimal;
use serde::Serialize;

use super::children::Parts;
use super::error::{AggregateError, FieldError};
use super::field::Field;
use crate::json::FromJson;
use crate::method::fault::Fault;
use crate::number::{Exact, json_number};

/// One subject's score from its children's.
pub(crate) type OfOne<'a> = dyn Fn(Parts<'_>) -> Result<Exact, AggregateError> + 'a;

/// The scores of all subjects from their children's.
pub(crate) type OfAll<'a> = dyn Fn(&Field<'_>) -> Result<Vec<Exact>, FieldError> + 'a;

/// How an aggregate works.
pub(crate) enum Reach<'a> {
    /// On one subject's scores.
    One(Box<OfOne<'a>>),
    /// On the scores of all subjects together.
    All(Box<OfAll<'a>>),
}

/// The parameter of an aggregate: how it is read, written and checked.
pub(crate) trait Parameter: FromJson {
    /// What is impossible about it, for a node with so many children; places are paths below the parameter.
    fn faults(&self, children: usize) -> Vec<Fault> {
        let _ = children;
        Vec::new()
    }

    /// What stands in documents under the aggregate's name.
    fn written(&self) -> impl Serialize;
}

/// A number as documents hold it.
#[derive(Serialize)]
#[serde(transparent)]
pub(super) struct Number(#[serde(serialize_with = "json_number")] pub(super) Decimal);
