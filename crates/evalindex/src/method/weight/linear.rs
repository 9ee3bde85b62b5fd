//! Linear programs, in binary floating point: the one step on the way to weights that is not exact.
//!
//! What comes out is kept to 14 decimals and told to 10, well within what the solver holds its constraints to.

#![allow(
    clippy::float_arithmetic,
    reason = "the solver works in binary floating point; results are told to 10 decimals"
)]

use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::number::Real;

/// A program over variables of 0 or more.
pub(crate) struct Program {
    problem: Problem,
    variables: Vec<Variable>,
}

impl Program {
    /// The largest value of so much of each variable.
    pub(crate) fn maximise(objective: &[Real]) -> Option<Self> {
        Self::new(OptimizationDirection::Maximize, objective)
    }

    /// The smallest value of so much of each variable.
    pub(crate) fn minimise(objective: &[Real]) -> Option<Self> {
        Self::new(OptimizationDirection::Minimize, objective)
    }

    fn new(direction: OptimizationDirection, objective: &[Real]) -> Option<Self> {
        let mut problem = Problem::new(direction);
        let add = |coefficient: &Real| Some(problem.add_var(near(*coefficient)?, (0.0, f64::INFINITY)));
        let variables = objective.iter().map(add).collect::<Option<_>>()?;
        Some(Self { problem, variables })
    }

    /// So much of each variable totals at most this.
    pub(crate) fn at_most(&mut self, coefficients: &[Real], limit: Real) -> Option<()> {
        self.constrain(coefficients, ComparisonOp::Le, limit)
    }

    /// So much of each variable totals exactly this.
    pub(crate) fn exactly(&mut self, coefficients: &[Real], total: Real) -> Option<()> {
        self.constrain(coefficients, ComparisonOp::Eq, total)
    }

    fn constrain(&mut self, coefficients: &[Real], operator: ComparisonOp, limit: Real) -> Option<()> {
        let term = |(variable, coefficient): (&Variable, &Real)| Some((*variable, near(*coefficient)?));
        let terms: Vec<_> = self.variables.iter().zip(coefficients).map(term).collect::<Option<_>>()?;
        self.problem.add_constraint(terms, operator, near(limit)?);
        Some(())
    }

    /// The variables where it is best, to 14 decimals; none where there is no best.
    pub(crate) fn solve(&self) -> Option<Vec<Decimal>> {
        let solution = self.problem.solve().ok()?.into_solution().ok()?;
        self.variables.iter().map(|variable| kept(solution.var_value(*variable))).collect()
    }
}

fn near(value: Real) -> Option<f64> {
    value.to_decimal()?.to_f64()
}

/// To 14 decimals; none of what is far from the size of a weight.
#[allow(clippy::cast_possible_truncation, reason = "within ±10⁴ units of 10⁻¹⁴ fit 64 bits")]
fn kept(value: f64) -> Option<Decimal> {
    (value.abs() < 1e4).then(|| Decimal::new((value * 1e14).round() as i64, 14).normalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_worked_by_hand_comes_out() {
        // 3x + 2y at most, x + y ≤ 4, x + 3y ≤ 6, x ≤ 3: best at (3, 1).
        let whole = |numbers: [i128; 2]| numbers.map(Real::from_i128);
        let mut program = Program::maximise(&whole([3, 2])).unwrap();
        for (row, limit) in [([1, 1], 4), ([1, 3], 6), ([1, 0], 3)] {
            program.at_most(&whole(row), Real::from_i128(limit)).unwrap();
        }
        assert_eq!(program.solve(), Some(vec![Decimal::from(3), Decimal::ONE]));
    }

    #[test]
    fn what_has_no_best_is_told() {
        let program = Program::maximise(&[Real::ONE]).unwrap();
        assert_eq!(program.solve(), None);
        let mut program = Program::minimise(&[Real::ONE]).unwrap();
        program.exactly(&[Real::ONE], Real::from_i128(-1)).unwrap();
        assert_eq!(program.solve(), None);
    }
}
