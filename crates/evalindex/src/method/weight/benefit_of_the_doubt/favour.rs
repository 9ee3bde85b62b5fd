//! The linear program of one subject, and the choice among its optima.

#![allow(clippy::arithmetic_side_effects, reason = "big integers grow, they do not overflow")]

use dashu_int::IBig;

use super::table::Table;
use crate::support::simplex::{NoOptimum, Simplex, Variable};

/// The part of each child in a subject's best score, over a denominator.
#[derive(Debug)]
pub(super) struct Favour {
    pub(super) parts: Vec<IBig>,
    pub(super) denominator: IBig,
}

/// A subject's program: its weights, as far as children that it scores 0 at have none, under the rows that matter so far.
///
/// Of the subjects' rows `Σ w·y ≤ 1` only those of the leaders stand in it at first, so that no weight can be without
/// limit; the one that is exceeded most is added until none is.
struct Program<'a> {
    table: &'a Table,
    simplex: Simplex,
    children: Vec<Child>,
}

/// A child, the subject's score at it and its weight.
struct Child {
    place: usize,
    score: IBig,
    weight: Variable,
}

impl Table {
    /// The best score of a subject with these scores, by child.
    pub(super) fn favour(&self, own: &[IBig]) -> Result<Favour, NoOptimum> {
        Program::new(self, own)?.solve()
    }
}

impl<'a> Program<'a> {
    fn new(table: &'a Table, own: &[IBig]) -> Result<Self, NoOptimum> {
        let mut simplex = Simplex::new();
        let scored = own.iter().enumerate().filter(|(_, score)| !score.is_zero());
        let child = |(place, score): (usize, &IBig)| Child { place, score: score.clone(), weight: simplex.variable() };
        let children: Vec<Child> = scored.map(child).collect();
        let mut program = Self { table, simplex, children };
        let mut leaders: Vec<usize> = program.children.iter().filter_map(|child| leader(table, child)).collect();
        leaders.sort_unstable();
        leaders.dedup();
        leaders.into_iter().try_for_each(|leader| program.limit(leader))?;
        Ok(program)
    }

    /// The shares of the best score. Where several sets of weights reach it: those whose largest share is least, of these
    /// those whose next one is, and so on, which leaves one set, whatever the order of the children.
    fn solve(mut self) -> Result<Favour, NoOptimum> {
        let goal: Vec<_> = self.children.iter().map(|child| (child.weight, child.score.clone())).collect();
        self.simplex.maximise(&goal)?;
        self.keep_all_rows()?;
        self.simplex.narrow_to_optima();
        self.even_out()?;
        let mut parts = vec![IBig::ZERO; self.table.leaders().len()];
        for child in &self.children {
            *parts.get_mut(child.place).ok_or(NoOptimum::Broken)? = self.part(child);
        }
        Ok(Favour { parts, denominator: self.simplex.denominator().clone() })
    }

    /// Adds the row `Σ w·y ≤ 1` of a subject.
    fn limit(&mut self, subject: usize) -> Result<(), NoOptimum> {
        let row = self.table.rows().get(subject).ok_or(NoOptimum::Broken)?;
        let score = |child: &Child| Some((child.weight, row.get(child.place)?.clone()));
        let terms: Vec<_> = self.children.iter().filter_map(score).collect();
        self.simplex.at_most(&terms, &IBig::ONE);
        Ok(())
    }

    /// Adds rows until all are kept: those of the subjects, and those of the shares.
    fn keep_all_rows(&mut self) -> Result<(), NoOptimum> {
        let mut weights = vec![IBig::ZERO; self.table.leaders().len()];
        loop {
            while self.keep_shares() {
                self.simplex.resume()?;
            }
            for child in &self.children {
                *weights.get_mut(child.place).ok_or(NoOptimum::Broken)? = self.simplex.numerator(child.weight);
            }
            let Some(subject) = self.table.exceeded(&weights, self.simplex.denominator()) else { return Ok(()) };
            self.limit(subject)?;
            self.simplex.resume()?;
        }
    }

    /// Adds the rows of the shares that are out of their bounds, if there are any: `least·Σ w·y ≤ w·y`, and
    /// `w·y ≤ most·Σ w·y`.
    fn keep_shares(&mut self) -> bool {
        let [least, most, one] = &self.table.bounds;
        let parts: Vec<IBig> = self.children.iter().map(|child| self.part(child)).collect();
        let total: IBig = parts.iter().sum();
        let (least_part, most_part) = (least * &total, most * &total);
        let mut added = false;
        for (own, part) in self.children.iter().zip(parts) {
            let part = part * one;
            let share = if part < least_part { least } else { most };
            let times = |child: &Child| if child.place == own.place { share - one } else { share.clone() };
            let all = self.children.iter().map(|child| (child.weight, times(child) * &child.score));
            if part < least_part {
                self.simplex.at_most(&all.collect::<Vec<_>>(), &IBig::ZERO);
            } else if part > most_part {
                self.simplex.at_least(&all.collect::<Vec<_>>(), &IBig::ZERO);
            } else {
                continue;
            }
            added = true;
        }
        added
    }

    /// The part of a child in the score, over the denominator.
    fn part(&self, child: &Child) -> IBig {
        &child.score * self.simplex.numerator(child.weight)
    }

    /// Makes the largest part least, then the largest of those that this leaves open, until none is open.
    fn even_out(&mut self) -> Result<(), NoOptimum> {
        let mut open: Vec<usize> = (0..self.children.len()).collect();
        while !self.simplex.is_settled() {
            let most = self.simplex.variable();
            let mut room = Vec::with_capacity(open.len());
            for child in open.iter().filter_map(|place| self.children.get(*place)) {
                let terms = [(child.weight, child.score.clone()), (most, -IBig::ONE)];
                room.push(self.simplex.at_most(&terms, &IBig::ZERO));
            }
            self.simplex.maximise(&[(most, -IBig::ONE)])?;
            self.keep_all_rows()?;
            if self.simplex.numerator(most).is_zero() {
                return Ok(()); // And so are all parts that were open.
            }
            // The prices of these rows total 1, so that at least one of them leaves no room at any optimum.
            let tight = self.simplex.narrow_to_optima();
            let before = open.len();
            let mut own = room.iter();
            open.retain(|_| own.next().is_some_and(|room| !tight.contains(room)));
            if open.len() == before {
                return Err(NoOptimum::Broken);
            }
            // The next rows are at least as narrow for those that are open.
            self.simplex.forget(&room);
        }
        Ok(())
    }
}

/// The subject that scores best at the child.
fn leader(table: &Table, child: &Child) -> Option<usize> {
    table.leaders().get(child.place).copied()
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::method::Direction;
    use crate::method::weight::{Columns, ShareBounds};

    /// The best score under all rows at once, with no 64-bit bounds in between.
    fn at_once(rows: &[Vec<IBig>], own: &[IBig], [least, most, one]: &[IBig; 3]) -> [IBig; 2] {
        let mut simplex = Simplex::new();
        let weights: Vec<Variable> = own.iter().map(|_| simplex.variable()).collect();
        let terms = |row: &[IBig]| weights.iter().copied().zip(row.iter().cloned()).collect::<Vec<_>>();
        for row in rows {
            simplex.at_most(&terms(row), &IBig::ONE);
        }
        for place in 0..own.len() {
            let mut less_own = |share: &IBig, is_least: bool| {
                let times = |at: usize| if at == place { share - one } else { share.clone() };
                let row = terms(&own.iter().enumerate().map(|(at, score)| times(at) * score).collect::<Vec<_>>());
                if is_least { simplex.at_most(&row, &IBig::ZERO) } else { simplex.at_least(&row, &IBig::ZERO) }
            };
            less_own(least, true);
            less_own(most, false);
        }
        simplex.maximise(&terms(own)).unwrap();
        [simplex.objective().clone(), simplex.denominator().clone()]
    }

    #[test]
    fn rows_added_one_by_one_come_to_what_all_come_to() {
        let mut seed = 7_u64;
        let mut random = |below: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            i64::try_from((seed >> 33) % below).unwrap()
        };
        for round in 0..24 {
            let scale = [6, 100, 1_000_000_000][round % 3];
            let bounds = match round % 2 {
                0 => ShareBounds::default(),
                _ => ShareBounds { least: Decimal::new(5, 2), most: Decimal::new(4, 1) },
            };
            let mut columns = Columns::of((0..12).map(|row| row.to_string()).collect());
            for child in 0..4 {
                let figures = (0..12).map(|_| Decimal::from(1 + random(scale))).collect();
                columns.add(&child.to_string(), figures, Direction::Higher);
            }
            let table = Table::new(&columns, bounds);
            for own in table.rows() {
                let found = table.favour(own).unwrap();
                let [best, denominator] = at_once(table.rows(), own, &table.bounds);
                assert_eq!(found.parts.iter().sum::<IBig>() * denominator, best * &found.denominator);
            }
        }
    }
}
