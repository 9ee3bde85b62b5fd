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
                None => others = others + exact(position)? * Exact::from(weight),
            }
        }
        let mean = (total != 0).then(|| Exact::of_big(sum, &self.denominator * UBig::from(total)))?;
        if others.is_zero() { Some(mean) } else { Some(mean + others.over(&Exact::from(total))?) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::column::Presence;
    use crate::number::{Near, Real};

    #[test]
    fn the_only_score_that_counts_stays_a_geometric_mean() {
        // √2: the only score with a weight. Of the others, one does not count, and one is absent.
        let root = || Real::from_i128(2).sqrt();
        let root = Exact::geometric_mean([(&Exact::ONE, 1), (&Exact::from(2), 1)].into_iter(), root).unwrap();
        let columns = [Some(&root), Some(&Exact::ONE), None].map(|score| {
            let mut column = Column::with_capacity(1);
            match score {
                Some(score) => column.push(score.clone()).unwrap(),
                None => column.push_absent(Presence::Missing),
            }
            column
        });
        let children = columns.iter().zip([3, 0, 2]);
        let row = columns[0].rows().next().unwrap();
        let exact = |position: usize| columns[position].exact(row);
        let mean = CommonDenominator::new(children.clone()).mean(children, row, exact).unwrap();
        // 10⁻⁴⁰ apart, which the square tells and real numbers do not.
        let tiny = Exact::of_big(IBig::ONE, UBig::from(10_u8).pow(40));
        let square = Exact::from(2) + tiny;
        let above = Exact::geometric_mean([(&Exact::ONE, 1), (&square, 1)].into_iter(), || square.to_real().sqrt());
        assert!(Near::among([&root]).compare(&mean, &above.unwrap()).is_lt());
    }
}
