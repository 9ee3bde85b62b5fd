//! The exact mean of a node's children, over one common denominator for all subjects.

#![allow(clippy::arithmetic_side_effects, reason = "big integers grow, and nothing is divided but by a divisor")]

use dashu_int::ops::Gcd;
use dashu_int::{IBig, UBig};

use super::column::Column;
use crate::model::Row;
use crate::number::{Exact, Score};

/// The children of one node that have a common denominator each, over the least common one of them all.
#[derive(Debug)]
pub(crate) struct CommonDenominator {
    /// For each child: its weight times what its denominator lacks; none where its scores have no common denominator.
    factors: Vec<Option<IBig>>,
    denominator: UBig,
}

/// A child's scores, and its weight in whole units.
pub(crate) type Weighed<'a> = (&'a Column, u128);

impl CommonDenominator {
    /// That of these children.
    pub(crate) fn new<'a>(children: impl Iterator<Item = Weighed<'a>> + Clone) -> Self {
        let mut denominator = UBig::ONE;
        for own in children.clone().filter_map(|(column, _)| column.common_denominator()) {
            let own = UBig::from(own);
            let divisor = (&denominator).gcd(&own);
            denominator *= own / divisor;
        }
        let factors = children.map(|(column, weight)| {
            let lacks = &denominator / UBig::from(column.common_denominator()?);
            Some(IBig::from(lacks * UBig::from(weight)))
        });
        let factors = factors.collect();
        Self { factors, denominator: denominator * UBig::from(10_u8).pow(Score::DECIMALS as usize) }
    }

    /// The mean of the children that have a score for a subject; `exact` gives the score of a child without a common
    /// denominator, by its position. None where no child has a score.
    pub(crate) fn mean<'a>(
        &self,
        children: impl Iterator<Item = Weighed<'a>> + Clone,
        row: Row,
        exact: impl Fn(usize) -> Option<Exact>,
    ) -> Option<Exact> {
        let counts = |(_, (column, weight)): &(usize, Weighed<'a>)| *weight > 0 && column.units(row).is_some();
        let mut counted = children.clone().enumerate().filter(counts);
        // Of a single score that score itself, which may be a geometric mean.
        if let (Some((only, _)), None) = (counted.next(), counted.next()) {
            return exact(only);
        }
        let (mut sum, mut others, mut total) = (IBig::ZERO, Exact::ZERO, 0_u128);
        for (position, ((column, weight), factor)) in children.zip(&self.factors).enumerate() {
            if weight == 0 || column.units(row).is_none() {
                continue;
            }
            total = total.checked_add(weight)?;
            match factor {
                Some(factor) => sum += factor * column.common_numerator(row)?,
                None => others = others + exact(position)? * whole(weight),
            }
        }
        let total = UBig::from(total);
        let mean = (total != UBig::ZERO).then(|| Exact::of_big(sum, &self.denominator * &total))?;
        if others.is_zero() { Some(mean) } else { Some(mean + others.over(&Exact::of_big(total.into(), UBig::ONE))?) }
    }
}

/// A weight in whole units.
fn whole(weight: u128) -> Exact {
    Exact::of_big(IBig::from(weight), UBig::ONE)
}
