//! The scores of all subjects as the linear programs see them: exact integers, and bounds in 64 bits beside them.

#![allow(clippy::arithmetic_side_effects, reason = "big integers grow, and nothing is divided by 0")]

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use dashu_int::IBig;

use super::ShareBounds;
use crate::method::weight::Columns;
use crate::method::weight::linear::{common_divisor, integers};

/// Bounds are in units of 2 to the minus so many.
const BITS: usize = 60;

/// Scores, each child's in a unit of its own; the weights of the program are in the inverse units.
#[derive(Debug)]
pub(super) struct Table {
    rows: Vec<Vec<IBig>>,
    /// Scores over the best of the child, rounded up.
    ratios: Vec<Vec<u64>>,
    /// The rows that no other row equals or exceeds at every child; `Σ w·y` is at most 1 for all where it is for these.
    highest: Vec<usize>,
    tops: Vec<IBig>,
    /// For each child a subject that scores best at it.
    leaders: Vec<usize>,
    /// The least and the most share, and what is 1 in their unit.
    pub(super) bounds: [IBig; 3],
}

impl Table {
    /// The scores of 0 or more, one above 0 at each child.
    pub(super) fn new(columns: &Columns, bounds: ShareBounds) -> Self {
        let count = columns.subjects().len();
        let mut table = Self {
            rows: vec![Vec::new(); count],
            ratios: vec![Vec::new(); count],
            highest: Vec::new(),
            tops: Vec::new(),
            leaders: Vec::new(),
            bounds: whole_bounds(bounds),
        };
        for (_, column) in columns.each() {
            table.add(integers(column.figures.iter()).0);
        }
        table.highest = highest(&table.rows);
        table
    }

    fn add(&mut self, mut figures: Vec<IBig>) {
        let common = common_divisor(figures.iter());
        for figure in &mut figures {
            *figure = &*figure / &common;
        }
        // The first of those that are best.
        let best = figures.iter().enumerate().rev().max_by(|one, other| one.1.cmp(other.1));
        let (leader, top) = best.map_or((0, IBig::ONE), |(place, top)| (place, top.clone()));
        for ((row, ratios), figure) in self.rows.iter_mut().zip(&mut self.ratios).zip(figures) {
            ratios.push(rounded_up(&figure, &top));
            row.push(figure);
        }
        self.tops.push(top);
        self.leaders.push(leader);
    }

    /// Each subject's scores.
    pub(super) fn rows(&self) -> &[Vec<IBig>] {
        &self.rows
    }

    /// For each child that has a place in a program, one row that is best at it.
    pub(super) fn leaders(&self) -> &[usize] {
        &self.leaders
    }

    /// The row that these weights bring furthest above 1, by an upper bound; of several the first, none where all are at
    /// most 1. Weights are so many times the denominator, and no row of a leader may be above 1 under them.
    ///
    /// A bound is a sum of products of ratios and weights, both at most 1 and rounded up. So a row whose bound is at most 1
    /// is at most 1; a row whose bound is above 1 is computed exactly.
    pub(super) fn exceeded(&self, weights: &[IBig], denominator: &IBig) -> Option<usize> {
        let scaled = weights.iter().zip(&self.tops).map(|(weight, top)| rounded_up(&(weight * top), denominator));
        let scaled: Vec<u64> = scaled.collect();
        let bound = |ratios: &[u64]| {
            let products = ratios.iter().zip(&scaled).map(|(ratio, weight)| u128::from(*ratio) * u128::from(*weight));
            products.fold(0_u128, u128::saturating_add)
        };
        let highest = self.highest.iter().filter_map(|place| Some((*place, self.ratios.get(*place)?)));
        let bounds = highest.map(|(place, ratios)| (bound(ratios), Reverse(place)));
        let mut above: BinaryHeap<_> = bounds.filter(|(bound, _)| *bound > 1 << (2 * BITS)).collect();
        std::iter::from_fn(|| above.pop()).map(|(_, Reverse(place))| place).find(|place| {
            let sum = self.rows.get(*place).map(|row| row.iter().zip(weights).map(|(y, w)| y * w).sum::<IBig>());
            sum.is_some_and(|sum| sum > *denominator)
        })
    }
}

/// The rows that no other row equals or exceeds at every child; the first of equal ones.
fn highest(rows: &[Vec<IBig>]) -> Vec<usize> {
    let mut order: Vec<(IBig, usize)> = rows.iter().map(|row| row.iter().sum()).zip(0..).collect();
    order.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
    let mut found: Vec<(usize, &[IBig])> = Vec::new();
    for (place, row) in order.iter().filter_map(|(_, place)| Some((*place, rows.get(*place)?))) {
        // Only what has as large a total can be as high everywhere.
        if !found.iter().any(|(_, higher)| row.iter().zip(*higher).all(|(one, other)| one <= other)) {
            found.push((place, row));
        }
    }
    found.into_iter().map(|(place, _)| place).collect()
}

/// A ratio of 0 to 1 in units of 2⁻⁶⁰, rounded up; all that fits for what is more.
fn rounded_up(numerator: &IBig, denominator: &IBig) -> u64 {
    let up = ((numerator << BITS) + (denominator - IBig::ONE)) / denominator;
    u64::try_from(up).unwrap_or(u64::MAX)
}

/// The bounds and 1, in one unit.
fn whole_bounds(bounds: ShareBounds) -> [IBig; 3] {
    let both = [bounds.least, bounds.most];
    let (whole, one) = integers(both.iter());
    let mut whole = whole.into_iter();
    [whole.next().unwrap_or(IBig::ZERO), whole.next().unwrap_or_else(|| one.clone()), one]
}
