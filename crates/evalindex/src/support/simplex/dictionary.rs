//! The dictionary of a linear program: some variables in terms of the others, in integers over one denominator.

#![allow(clippy::arithmetic_side_effects, reason = "big integers grow, and divisors are pivots, which are never 0")]

use std::iter::once;
use std::mem::{replace, swap, take};

use dashu_int::IBig;

/// A variable of a program, 0 or more; in the order in which they were added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Variable(pub(super) usize);

/// Rows `D·x = constant − Σ cells·independent`, `D > 0`; independent variables are 0.
#[derive(Clone, Debug)]
pub(super) struct Dictionary {
    pub(super) denominator: IBig,
    pub(super) independent: Vec<Variable>,
    pub(super) rows: Vec<Row>,
    /// The objective, written like a row: it is at its maximum where no cell is below 0.
    pub(super) objective: Row,
}

/// A variable in terms of the independent ones, a cell for each of them.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) variable: Variable,
    pub(super) constant: IBig,
    pub(super) cells: Vec<IBig>,
}

impl Dictionary {
    /// A dictionary without variables.
    pub(super) fn new() -> Self {
        let objective = Row { variable: Variable(usize::MAX), constant: IBig::ZERO, cells: Vec::new() };
        Self { denominator: IBig::ONE, independent: Vec::new(), rows: Vec::new(), objective }
    }

    /// Adds an independent variable that is in no row.
    pub(super) fn widen(&mut self, variable: Variable) {
        self.independent.push(variable);
        for row in self.rows.iter_mut().chain(once(&mut self.objective)) {
            row.cells.push(IBig::ZERO);
        }
    }

    /// The row of `constant − Σ terms`; variables that [`Self::narrow`] has removed are 0.
    pub(super) fn express(&self, variable: Variable, terms: &[(Variable, IBig)], constant: &IBig) -> Row {
        let cells = vec![IBig::ZERO; self.independent.len()];
        let mut row = Row { variable, constant: constant * &self.denominator, cells };
        for (term, times) in terms {
            let column = self.independent.iter().position(|one| one == term);
            if let Some(cell) = column.and_then(|column| row.cells.get_mut(column)) {
                *cell += times * &self.denominator;
            } else if let Some(other) = self.row_of(*term) {
                row.constant -= times * &other.constant;
                for (cell, of_other) in row.cells.iter_mut().zip(&other.cells) {
                    if !of_other.is_zero() {
                        *cell -= times * of_other;
                    }
                }
            }
        }
        row
    }

    /// The row of a dependent variable.
    pub(super) fn row_of(&self, variable: Variable) -> Option<&Row> {
        self.rows.iter().find(|row| row.variable == variable)
    }

    /// Exchanges the variables of a row and of a column; none where there is no such row or column, or their cell is 0.
    /// Each division is exact: cells are minors of the rows as they were given (Sylvester's identity).
    pub(super) fn pivot(&mut self, at: usize, column: usize) -> Option<()> {
        let mut lead = self.rows.get(at)?.clone();
        let turned = match lead.cells.get(column)? {
            cell if cell.is_zero() => return None,
            cell => cell < &IBig::ZERO,
        };
        if turned {
            lead.all_cells().for_each(|cell| *cell = -take(cell));
        }
        let old = replace(&mut self.denominator, lead.cells.get(column)?.clone());
        let others = self.rows.iter_mut().enumerate().filter(|(number, _)| *number != at).map(|(_, row)| row);
        for row in others.chain(once(&mut self.objective)) {
            row.replace_column(column, &lead, (&old, &self.denominator), turned)?;
        }
        *lead.cells.get_mut(column)? = if turned { -old } else { old };
        swap(&mut lead.variable, self.independent.get_mut(column)?);
        *self.rows.get_mut(at)? = lead;
        Some(())
    }

    /// Fixes at 0 the independent variables of the columns that are not kept, and returns them.
    pub(super) fn narrow(&mut self, kept: &[bool]) -> Vec<Variable> {
        let gone = self.independent.iter().zip(kept).filter(|(_, kept)| !**kept).map(|(variable, _)| *variable);
        let gone = gone.collect();
        keep(&mut self.independent, kept);
        for row in self.rows.iter_mut().chain(once(&mut self.objective)) {
            keep(&mut row.cells, kept);
        }
        gone
    }
}

impl Row {
    fn all_cells(&mut self) -> impl Iterator<Item = &mut IBig> {
        self.cells.iter_mut().chain(once(&mut self.constant))
    }

    /// Replaces the column's variable by that of the leading row, and the old denominator by the new one.
    fn replace_column(&mut self, column: usize, lead: &Self, (old, new): (&IBig, &IBig), turned: bool) -> Option<()> {
        let own = take(self.cells.get_mut(column)?);
        let others = lead.cells.iter().chain(once(&lead.constant));
        if own.is_zero() {
            if old != new {
                self.all_cells().filter(|cell| !cell.is_zero()).for_each(|cell| *cell = &*cell * new / old);
            }
            return Some(());
        }
        for (cell, other) in self.all_cells().zip(others) {
            match (cell.is_zero(), other.is_zero()) {
                (true, true) => {}
                (true, false) => *cell = -(&own * other / old),
                (false, true) => *cell = &*cell * new / old,
                (false, false) => *cell = (&*cell * new - &own * other) / old,
            }
        }
        *self.cells.get_mut(column)? = if turned { own } else { -own };
        Some(())
    }
}

/// Keeps the entries that are to be kept.
fn keep<T>(entries: &mut Vec<T>, kept: &[bool]) {
    let mut kept = kept.iter();
    entries.retain(|_| kept.next() == Some(&true));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dictionary() -> Dictionary {
        let mut dictionary = Dictionary::new();
        for at in 0..2 {
            dictionary.widen(Variable(at));
        }
        let terms = |a: i32, b: i32| [(Variable(0), IBig::from(a)), (Variable(1), IBig::from(b))];
        for (at, (a, b, limit)) in [(2, 3, 8), (-5, 4, 7)].into_iter().enumerate() {
            let row = dictionary.express(Variable(2 + at), &terms(a, b), &IBig::from(limit));
            dictionary.rows.push(row);
        }
        dictionary
    }

    fn cells(row: &Row) -> (usize, Vec<i64>) {
        let small = row.cells.iter().chain(once(&row.constant));
        (row.variable.0, small.map(|cell| i64::try_from(cell).unwrap()).collect())
    }

    #[test]
    fn a_pivot_of_either_sign_exchanges_two_variables() {
        let mut one = dictionary();
        one.pivot(0, 0).unwrap();
        // 2x = 8 − 3y − s, and 2t = 14 + 5·2x − 8y = 54 − 23y − 5s.
        assert_eq!((i64::try_from(&one.denominator).unwrap(), one.independent[0]), (2, Variable(2)));
        assert_eq!([&one.rows[0], &one.rows[1]].map(cells), [(0, vec![1, 3, 8]), (3, vec![5, 23, 54])]);
        // 5x = −7 + 4y + t, and 5s = 40 − 2·5x − 15y = 54 − 23y − 2t.
        let mut other = dictionary();
        other.pivot(1, 0).unwrap();
        assert_eq!([&other.rows[0], &other.rows[1]].map(cells), [(2, vec![2, 23, 54]), (0, vec![-1, -4, -7])]);
    }

    #[test]
    fn a_row_added_late_is_the_row_that_would_have_been_there() {
        let terms = [(Variable(0), IBig::from(1)), (Variable(1), IBig::from(6))];
        let (mut early, mut late) = (dictionary(), dictionary());
        early.rows.push(early.express(Variable(4), &terms, &IBig::from(9)));
        for one in [&mut early, &mut late] {
            one.pivot(0, 1).unwrap();
            one.pivot(1, 0).unwrap();
        }
        late.rows.push(late.express(Variable(4), &terms, &IBig::from(9)));
        assert_eq!(cells(&early.rows[2]), cells(&late.rows[2]));
        assert_eq!(early.narrow(&[false, true]), [Variable(3)]);
        assert_eq!((early.independent.len(), early.rows[1].cells.len()), (1, 1));
    }
}
