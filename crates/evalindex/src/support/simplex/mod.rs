//! Linear programs without rounding: a simplex in integers that always ends.
//!
//! Variables are 0 or more, rows are sums of them that are at most, at least or exactly a number, coefficients are integers
//! (a row of decimals is multiplied through by a power of ten). Every cell is an integer over one common denominator, so
//! that a pivot divides exactly and needs no common divisors: Edmonds, Journal of Research of the National
//! Bureau of Standards 71B (1967); Bareiss, Mathematics of Computation 22 (1968).
//!
//! Phase one makes all variables 0 or more by the dual simplex, under the objective 0 unless the given objective is
//! dual feasible already; phase two is the primal simplex. The entering variable is the one with the largest
//! coefficient, or, from a degenerate pivot to the next one that improves the objective, the first eligible one (Bland,
//! Mathematics of Operations Research 2 (1977)): no dictionary occurs twice. Ties go to the variable added first, so
//! that the same program always takes the same pivots. Rows may be added to a solved program, which then resumes from
//! its dictionary; and a program can be narrowed to its optima, to maximise a second objective among them.

#![allow(clippy::arithmetic_side_effects, reason = "big integers grow, they do not overflow")]

mod dictionary;
#[cfg(test)]
mod programs;

use std::cmp::Ordering;

use dashu_int::IBig;

use dictionary::Dictionary;
pub(crate) use dictionary::Variable;

/// A linear program over variables of 0 or more, and the state of its solution.
#[derive(Clone, Debug)]
pub(crate) struct Simplex {
    dictionary: Dictionary,
    added: usize,
    contradictory: bool,
}

/// Why a program has no optimum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoOptimum {
    /// No variables of 0 or more satisfy all rows.
    Infeasible,
    /// The objective has no upper bound.
    Unbounded,
    /// An invariant of the dictionary is broken: a fault of this solver.
    Broken,
}

/// The next step of a phase.
enum Step {
    Done,
    Pivot { row: usize, column: usize, betters: bool },
}

impl Simplex {
    /// A program without variables.
    pub(crate) fn new() -> Self {
        Self { dictionary: Dictionary::new(), added: 0, contradictory: false }
    }

    /// Adds a variable, 0 or more, that is in no row yet.
    pub(crate) fn variable(&mut self) -> Variable {
        let variable = self.next();
        self.dictionary.widen(variable);
        variable
    }

    /// Adds the row `Σ terms ≤ limit`; returns its slack, the distance to the limit.
    pub(crate) fn at_most(&mut self, terms: &[(Variable, IBig)], limit: &IBig) -> Variable {
        let slack = self.next();
        let row = self.dictionary.express(slack, terms, limit);
        self.dictionary.rows.push(row);
        slack
    }

    /// Adds the row `Σ terms ≥ limit`; returns its surplus over the limit.
    pub(crate) fn at_least(&mut self, terms: &[(Variable, IBig)], limit: &IBig) -> Variable {
        self.at_most(&opposite(terms), &-limit)
    }

    /// Removes redundant rows by their slacks; a row whose slack is independent, and so 0, stays.
    pub(crate) fn forget(&mut self, slacks: &[Variable]) {
        self.dictionary.rows.retain(|row| !slacks.contains(&row.variable));
    }

    /// Adds the row `Σ terms = total`.
    pub(crate) fn exactly(&mut self, terms: &[(Variable, IBig)], total: &IBig) -> Result<(), NoOptimum> {
        let slack = self.next();
        let row = self.dictionary.express(slack, terms, total);
        let Some(column) = row.cells.iter().position(|cell| !cell.is_zero()) else {
            // The rows before imply this one, or contradict it.
            self.contradictory |= !row.constant.is_zero();
            return Ok(());
        };
        self.dictionary.rows.push(row);
        let at = self.dictionary.rows.len().saturating_sub(1);
        self.dictionary.pivot(at, column).ok_or(NoOptimum::Broken)?;
        let kept: Vec<bool> = self.dictionary.independent.iter().map(|one| *one != slack).collect();
        self.dictionary.narrow(&kept);
        Ok(())
    }

    /// Maximises `Σ terms`.
    pub(crate) fn maximise(&mut self, terms: &[(Variable, IBig)]) -> Result<(), NoOptimum> {
        let goal = self.dictionary.objective.variable;
        self.dictionary.objective = self.dictionary.express(goal, &opposite(terms), &IBig::ZERO);
        self.resume()
    }

    /// Maximises the same objective again, under the rows that were added since.
    pub(crate) fn resume(&mut self) -> Result<(), NoOptimum> {
        if self.contradictory {
            return Err(NoOptimum::Infeasible);
        }
        let without_objective = self.dictionary.objective.cells.iter().any(is_negative);
        self.run(|dictionary, bland| leaving_first(dictionary, bland, without_objective))?;
        self.run(entering_first)
    }

    /// Restricts the program to its optima; returns the variables that are 0 in all of them and were not fixed before.
    pub(crate) fn narrow_to_optima(&mut self) -> Vec<Variable> {
        let kept: Vec<bool> = self.dictionary.objective.cells.iter().map(IBig::is_zero).collect();
        self.dictionary.narrow(&kept)
    }

    /// Whether exactly one point is left.
    pub(crate) fn is_settled(&self) -> bool {
        self.dictionary.independent.is_empty()
    }

    /// The denominator of all values, above 0.
    pub(crate) fn denominator(&self) -> &IBig {
        &self.dictionary.denominator
    }

    /// The numerator of a variable at the current point.
    pub(crate) fn numerator(&self, variable: Variable) -> IBig {
        self.dictionary.row_of(variable).map_or(IBig::ZERO, |row| row.constant.clone())
    }

    /// The numerator of the objective at the current point.
    #[cfg(test)]
    pub(crate) fn objective(&self) -> &IBig {
        &self.dictionary.objective.constant
    }

    fn next(&mut self) -> Variable {
        let variable = Variable(self.added);
        self.added = self.added.saturating_add(1);
        variable
    }

    /// Pivots until a phase is done.
    fn run(&mut self, step: impl Fn(&Dictionary, bool) -> Result<Step, NoOptimum>) -> Result<(), NoOptimum> {
        let mut bland = false;
        while let Step::Pivot { row, column, betters } = step(&self.dictionary, bland)? {
            self.dictionary.pivot(row, column).ok_or(NoOptimum::Broken)?;
            bland = !betters;
        }
        Ok(())
    }
}

/// A step of the primal simplex: the entering variable, then the leaving one by the ratio test.
fn entering_first(dictionary: &Dictionary, bland: bool) -> Result<Step, NoOptimum> {
    let cells = dictionary.objective.cells.iter().zip(&dictionary.independent).enumerate();
    let falling = cells.filter(|(_, (cell, _))| is_negative(cell));
    let Some((column, _)) = falling.min_by(|(_, one), (_, other)| first_or_least(*one, *other, bland)) else {
        return Ok(Step::Done);
    };
    let limits = dictionary.rows.iter().enumerate().filter_map(|(at, row)| {
        let cell = row.cells.get(column)?;
        (cell > &IBig::ZERO).then_some((at, row, (&row.constant, cell)))
    });
    let nearest = limits.min_by(|one, other| ratios(one.2, other.2).then(one.1.variable.cmp(&other.1.variable)));
    let (row, _, (constant, _)) = nearest.ok_or(NoOptimum::Unbounded)?;
    Ok(Step::Pivot { row, column, betters: !constant.is_zero() })
}

/// A step of the dual simplex: the leaving variable, then the entering one by the ratio test that keeps the objective
/// dual feasible; under the objective 0 where `without_objective` says so.
fn leaving_first(dictionary: &Dictionary, bland: bool, without_objective: bool) -> Result<Step, NoOptimum> {
    let short = dictionary.rows.iter().enumerate().filter(|(_, row)| is_negative(&row.constant));
    let least = short.min_by(|(_, one), (_, other)| {
        first_or_least((&one.constant, &one.variable), (&other.constant, &other.variable), bland)
    });
    let Some((row, lead)) = least else { return Ok(Step::Done) };
    let zero = IBig::ZERO;
    let columns = lead.cells.iter().zip(&dictionary.objective.cells).zip(&dictionary.independent).enumerate();
    let limits = columns.filter(|(_, ((cell, _), _))| is_negative(cell)).map(|(column, ((cell, price), variable))| {
        let price = if without_objective { &zero } else { price };
        (column, variable, (price, cell))
    });
    // Both cells are below 0, so that their ratios to the prices compare the other way round.
    let nearest = limits.min_by(|one, other| ratios(other.2, one.2).then(one.1.cmp(other.1)));
    let (column, _, (price, _)) = nearest.ok_or(NoOptimum::Infeasible)?;
    Ok(Step::Pivot { row, column, betters: !price.is_zero() })
}

/// The least coefficient first, ties by the order of the variables; by that order alone under Bland's rule.
fn first_or_least(one: (&IBig, &Variable), other: (&IBig, &Variable), bland: bool) -> Ordering {
    let by_size = if bland { Ordering::Equal } else { one.0.cmp(other.0) };
    by_size.then(one.1.cmp(other.1))
}

/// Compares two ratios with denominators of one sign, as if these were positive.
fn ratios(one: (&IBig, &IBig), other: (&IBig, &IBig)) -> Ordering {
    (one.0 * other.1).cmp(&(other.0 * one.1))
}

fn is_negative(value: &IBig) -> bool {
    value < &IBig::ZERO
}

fn opposite(terms: &[(Variable, IBig)]) -> Vec<(Variable, IBig)> {
    terms.iter().map(|(variable, times)| (*variable, -times)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole<const N: usize>(variables: [Variable; N], numbers: [i64; N]) -> Vec<(Variable, IBig)> {
        variables.into_iter().zip(numbers.map(IBig::from)).collect()
    }

    /// 3x + 2y under x + y ≤ 4, x + 3y ≤ 6, x ≤ 3: best at (3, 1).
    #[test]
    fn a_program_worked_by_hand_is_solved_and_resumed() {
        let mut program = Simplex::new();
        let both = [program.variable(), program.variable()];
        for (row, limit) in [([1, 1], 4), ([1, 3], 6), ([1, 0], 3)] {
            program.at_most(&whole(both, row), &IBig::from(limit));
        }
        program.maximise(&whole(both, [3, 2])).unwrap();
        let values = |program: &Simplex| both.map(|one| program.numerator(one) / program.denominator());
        assert_eq!(values(&program), [3, 1].map(IBig::from));
        program.exactly(&whole(both, [2, -1]), &IBig::ZERO).unwrap();
        program.resume().unwrap();
        // y = 2x, and x + 6x ≤ 6: (6/7, 12/7).
        let sevenths = both.map(|one| program.numerator(one) * IBig::from(7) / program.denominator());
        assert_eq!(sevenths, [6, 12].map(IBig::from));
        program.exactly(&whole(both, [4, -2]), &IBig::ONE).unwrap();
        assert_eq!(program.resume(), Err(NoOptimum::Infeasible));
    }

    #[test]
    fn a_second_objective_is_maximised_among_the_optima() {
        // All of x + y = 2 is best; there y − x is largest at (0, 2), and nothing is left to choose.
        let mut program = Simplex::new();
        let both = [program.variable(), program.variable()];
        let slack = program.at_most(&whole(both, [1, 1]), &IBig::from(2));
        program.maximise(&whole(both, [1, 1])).unwrap();
        assert_eq!(program.narrow_to_optima(), [slack]);
        assert!(!program.is_settled());
        program.maximise(&whole(both, [-1, 1])).unwrap();
        assert_eq!(program.narrow_to_optima(), [both[0]]);
        assert!(program.is_settled());
        assert_eq!(program.numerator(both[1]), IBig::from(2));
    }
}
