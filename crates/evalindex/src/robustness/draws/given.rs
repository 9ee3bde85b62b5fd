//! Given weights, one row for each draw.

use std::sync::atomic::{AtomicBool, Ordering};

use super::WeightDraws;
use super::kernel::LANES;
use super::plan::RobustnessError;

/// Rows of weights, each to be divided by its total.
pub(super) struct Given<'a> {
    rows: &'a [Vec<f64>],
    /// The number of indicators that count.
    leaves: usize,
    /// Whether a row that cannot be used has been found.
    unsound: AtomicBool,
}

impl<'a> Given<'a> {
    /// The rows; none where weights are not given. Each row is checked when it is drawn, as it is read from memory
    /// then.
    pub(super) fn new(weights: &'a WeightDraws, leaves: usize) -> Result<Option<Self>, RobustnessError> {
        let WeightDraws::Given(rows) = weights else { return Ok(None) };
        if rows.is_empty() {
            return Err(RobustnessError::NoDraws);
        }
        Ok(Some(Self { rows, leaves, unsound: AtomicBool::new(false) }))
    }

    /// The problem of the first row that cannot be used. A row has as many weights as indicators count, none of them
    /// negative, with a positive total.
    pub(super) fn sound(&self) -> Result<(), RobustnessError> {
        if !self.unsound.load(Ordering::Relaxed) {
            return Ok(());
        }
        self.rows.iter().enumerate().try_for_each(|(row, weights)| checked(row, weights, self.leaves))
    }

    /// Writes the rows of four draws side by side, from this one on, each divided by its total; zeros where there are fewer rows.
    pub(super) fn write(&self, first: u32, weights: &mut [[f64; LANES]]) {
        let row = |number: usize| self.rows.get(first as usize..).and_then(|rows| rows.get(number));
        let rows: [&[f64]; LANES] = std::array::from_fn(|number| row(number).map(Vec::as_slice).unwrap_or_default());
        let factors: [f64; LANES] = std::array::from_fn(|number| row(number).map_or(0.0, |row| self.factor(row)));
        if let ([one, two, three, four], None) = (rows, rows.iter().find(|row| row.is_empty())) {
            for ((((entry, a), b), c), d) in weights.iter_mut().zip(one).zip(two).zip(three).zip(four) {
                *entry = [*a, *b, *c, *d];
                entry.iter_mut().zip(factors).for_each(|(cell, factor)| *cell *= factor);
            }
            return;
        }
        for (lane, (row, factor)) in rows.iter().zip(factors).enumerate() {
            for (cell, weight) in weights.iter_mut().filter_map(|entry| entry.get_mut(lane)).zip(*row) {
                *cell = weight * factor;
            }
        }
    }

    /// One over the total of a row.
    fn factor(&self, weights: &[f64]) -> f64 {
        let (total, signs) = summed(weights);
        // The sign bit may be that of a negative zero.
        let sound = weights.len() == self.leaves && total.is_finite() && total > 0.0 && signs >> 63 == 0;
        if !sound && checked(0, weights, self.leaves).is_err() {
            self.unsound.store(true, Ordering::Relaxed);
        }
        total.recip()
    }
}

/// The total of a row, from four sums of every fourth weight; and the union of the bits of all weights.
fn summed(weights: &[f64]) -> (f64, u64) {
    let (mut sums, mut bits) = ([0.0; 4], [0; 4]);
    let (fours, rest) = weights.as_chunks::<4>();
    for four in fours {
        for ((sum, bits), weight) in sums.iter_mut().zip(&mut bits).zip(four) {
            *sum += weight;
            *bits |= weight.to_bits();
        }
    }
    let all = sums.iter().chain(rest).fold(0.0, |total, weight| total + weight);
    (all, bits.iter().copied().chain(rest.iter().map(|weight| weight.to_bits())).fold(0, |all, bits| all | bits))
}

/// The problem of a row that cannot be used.
fn checked(row: usize, weights: &[f64], leaves: usize) -> Result<(), RobustnessError> {
    let bad = |found: String, expected: String| Err(RobustnessError::BadRow { row, found, expected });
    if weights.len() != leaves {
        return bad(format!("{} weights", weights.len()), format!("{leaves}, one an indicator that counts"));
    }
    if let Some(weight) = weights.iter().find(|weight| !(weight.is_finite() && **weight >= 0.0)) {
        return bad(weight.to_string(), "numbers of 0 or more".to_owned());
    }
    let total = summed(weights).0;
    if total <= 0.0 || !total.is_finite() {
        return bad(format!("a total of {total}"), "a positive total".to_owned());
    }
    Ok(())
}
