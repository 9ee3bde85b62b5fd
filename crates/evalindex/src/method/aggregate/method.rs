//! How an aggregate works, and what its parameter must tell.

use rust_decimal::Decimal;
use serde::Serialize;

use super::children::Parts;
use super::error::{AggregateError, FieldError};
use super::field::Field;
use crate::json::FromJson;
use crate::method::fault::Fault;
use crate::number::{Exact, json_fraction, json_number};

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

/// How an aggregate takes the children of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Takes {
    /// Each by its weight.
    Weighed,
    /// All alike: their weights are equal and cannot be changed, but one can be left out.
    Alike,
    /// Without weights, and all of them are needed.
    Factors,
}

/// A child that counts, against which a parameter is checked.
#[derive(Clone, Debug)]
pub(crate) struct Child<'a> {
    pub(crate) id: &'a str,
    /// Its weight as declared.
    pub(crate) weight: Exact,
}

/// The parameter of an aggregate: how it is read, written and checked.
pub(crate) trait Parameter: FromJson {
    /// How the aggregate takes the children.
    const TAKES: Takes = Takes::Weighed;

    /// What is impossible about it, for a node with these children that count; places are paths below the parameter.
    fn faults(&self, children: &[Child<'_>]) -> Vec<Fault> {
        let _ = children;
        Vec::new()
    }

    /// What stands in documents under the aggregate's name.
    fn written(&self) -> impl Serialize;
}

/// A fraction as documents hold it.
pub(super) struct AsFraction<'a>(pub(super) &'a Exact);

impl Serialize for AsFraction<'_> {
    fn serialize<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        json_fraction(self.0, out)
    }
}

/// A number as documents hold it.
#[derive(Serialize)]
#[serde(transparent)]
pub(super) struct Number(#[serde(serialize_with = "json_number")] pub(super) Decimal);
