//! The saddle point of a small table: a mixture of rows that makes the greatest column least, and the mixture of columns
//! that makes the least row greatest.
//!
//! Both have the same value (von Neumann), and one linear program finds them. What is concluded from the mixtures is
//! proven apart, so that errors of floating point cost tightness and no truth.

/// No more pivots are made.
const PIVOTS: usize = 400;

/// Less than this is taken as 0.
const NOTHING: f64 = 1e-12;

/// A saddle point.
#[derive(Debug)]
pub(super) struct Saddle {
    /// The value that the mixture of columns assures, and that of rows allows.
    pub(super) value: f64,
    /// The shares of the rows, which total 1.
    pub(super) rows: Vec<f64>,
    /// The shares of the columns, which total 1.
    pub(super) columns: Vec<f64>,
}

/// A variable of the program.
#[derive(Clone, Copy)]
enum Variable {
    /// The share of a row, not yet divided by their total.
    Row(usize),
    /// What a column lacks of its limit.
    Column(usize),
}

/// The program: to maximise the total of all row variables, while each column's sum is at most 1.
struct Program {
    /// The basic variables; the last cell is the value.
    lines: Vec<Vec<f64>>,
    /// What each free variable adds to the objective; the last cell is the objective with the opposite sign.
    objective: Vec<f64>,
    basic: Vec<Variable>,
    free: Vec<Variable>,
}

impl Saddle {
    /// The saddle point of a table, given its columns; none where there are no cells, or no end is found.
    pub(super) fn of(columns: &[Vec<f64>]) -> Option<Self> {
        let count = columns.first().map(Vec::len).filter(|count| *count > 0)?;
        let cells = || columns.iter().flatten().copied();
        let (low, high) = (cells().fold(f64::MAX, f64::min), cells().fold(f64::MIN, f64::max));
        let spread = if high > low { high - low } else { 1.0 };
        // All cells become 1 to 2: that moves the value, and leaves the mixtures.
        let line = |column: &Vec<f64>| column.iter().map(|cell| (cell - low) / spread + 1.0).chain([1.0]).collect();
        let mut program = Program {
            lines: columns.iter().map(line).collect(),
            objective: std::iter::repeat_n(1.0, count).chain([0.0]).collect(),
            basic: (0..columns.len()).map(Variable::Column).collect(),
            free: (0..count).map(Variable::Row).collect(),
        };
        for _ in 0..PIVOTS {
            let Some(entering) = program.entering() else {
                let (total, rows, columns) = program.solution(count, columns.len());
                return Some(Self { value: (1.0 / total - 1.0) * spread + low, rows, columns });
            };
            let leaving = program.leaving(entering)?;
            program.pivot(leaving, entering)?;
        }
        None
    }
}

impl Program {
    /// The free variable that adds most; none at the optimum.
    fn entering(&self) -> Option<usize> {
        let added = self.objective.iter().zip(&self.free).map(|(added, _)| *added).enumerate();
        added.filter(|(_, added)| *added > NOTHING).max_by(|(_, one), (_, two)| one.total_cmp(two)).map(|(at, _)| at)
    }

    /// The basic variable that becomes 0 first as a free one grows.
    fn leaving(&self, entering: usize) -> Option<usize> {
        let limit = |line: &Vec<f64>| {
            let by = line.get(entering).filter(|by| **by > NOTHING)?;
            line.last().map(|value| value / by)
        };
        let limits = self.lines.iter().enumerate().filter_map(|(at, line)| Some((at, limit(line)?)));
        limits.min_by(|(_, one), (_, two)| one.total_cmp(two)).map(|(at, _)| at)
    }

    /// Exchanges a basic variable for a free one.
    fn pivot(&mut self, leaving: usize, entering: usize) -> Option<()> {
        let mut line = std::mem::take(self.lines.get_mut(leaving)?);
        let by = std::mem::replace(line.get_mut(entering)?, 1.0);
        for cell in &mut line {
            *cell /= by;
        }
        for other in self.lines.iter_mut().chain([&mut self.objective]).filter(|other| !other.is_empty()) {
            let times = std::mem::replace(other.get_mut(entering)?, 0.0);
            for (cell, own) in other.iter_mut().zip(&line) {
                *cell -= times * own;
            }
        }
        *self.lines.get_mut(leaving)? = line;
        std::mem::swap(self.basic.get_mut(leaving)?, self.free.get_mut(entering)?);
        Some(())
    }

    /// The total of the row variables, and the shares of rows and columns.
    fn solution(&self, rows: usize, columns: usize) -> (f64, Vec<f64>, Vec<f64>) {
        let (mut of_rows, mut of_columns) = (vec![0.0; rows], vec![0.0; columns]);
        let values = self.lines.iter().map(|line| line.last().copied().unwrap_or_default());
        for (value, variable) in values.zip(&self.basic) {
            if let Variable::Row(at) = variable
                && let Some(share) = of_rows.get_mut(*at)
            {
                *share = value.max(0.0);
            }
        }
        for (added, variable) in self.objective.iter().zip(&self.free) {
            if let Variable::Column(at) = variable
                && let Some(share) = of_columns.get_mut(*at)
            {
                *share = (-added).max(0.0);
            }
        }
        let total: f64 = of_rows.iter().sum();
        (total, shared(of_rows), shared(of_columns))
    }
}

/// Shares of a total of 1; those next to nothing become nothing.
fn shared(parts: Vec<f64>) -> Vec<f64> {
    let least = parts.iter().sum::<f64>() * 1e-9;
    let kept = |part: f64| if part > least { part } else { 0.0 };
    let total: f64 = parts.iter().copied().map(kept).sum();
    parts.into_iter().map(|part| kept(part) / total).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(one: &[f64], two: &[f64]) -> bool {
        one.len() == two.len() && one.iter().zip(two).all(|(one, two)| (one - two).abs() < 1e-9)
    }

    #[test]
    fn both_sides_mix() {
        // 3p − (1 − p) = −2p + 4(1 − p) at p = 0.5, where both are 1; 3q − 2(1 − q) = −q + 4(1 − q) at q = 0.6.
        let found = Saddle::of(&[vec![3.0, -1.0], vec![-2.0, 4.0]]).unwrap();
        assert!((found.value - 1.0).abs() < 1e-9);
        assert!(near(&found.rows, &[0.5, 0.5]) && near(&found.columns, &[0.6, 0.4]), "{found:?}");
    }

    #[test]
    fn one_cell_may_be_best_for_both() {
        let found = Saddle::of(&[vec![2.0, 5.0], vec![1.0, 9.0], vec![0.0, 0.0]]).unwrap();
        assert!((found.value - 2.0).abs() < 1e-9);
        assert!(near(&found.rows, &[1.0, 0.0]) && near(&found.columns, &[1.0, 0.0, 0.0]), "{found:?}");
    }

    #[test]
    fn equal_cells_have_their_value() {
        let found = Saddle::of(&[vec![-7.0, -7.0], vec![-7.0, -7.0]]).unwrap();
        assert!((found.value + 7.0).abs() < 1e-9);
        assert!(Saddle::of(&[]).is_none());
        assert!(Saddle::of(&[vec![]]).is_none());
    }
}
