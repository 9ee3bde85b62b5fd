//! Programs that `HiGHS` has solved (`programs.json`), and proofs in integers that leave floats out of it.

use dashu_int::IBig;
use serde_json::Value;

use super::{NoOptimum, Simplex, Variable};

/// `maximise·x` under `rows`: coefficients, at most, limit; equalities as two.
struct Program {
    maximise: Vec<IBig>,
    rows: Vec<(Vec<IBig>, IBig)>,
    /// As they are written: coefficients, relation, limit.
    written: Vec<(Vec<IBig>, String, IBig)>,
    /// What everything is multiplied by.
    unit: IBig,
}

fn texts(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect()
}

fn decimals(text: &str) -> usize {
    text.split_once('.').map_or(0, |(_, fraction)| fraction.len())
}

impl Program {
    fn read(value: &Value) -> Self {
        let objective = texts(&value["maximise"]);
        let rows: Vec<Vec<&str>> = value["rows"].as_array().unwrap().iter().map(texts).collect();
        let places = rows.iter().flatten().chain(&objective).map(|text| decimals(text)).max().unwrap();
        let integer = |text: &&str| {
            let digits: IBig = text.replace('.', "").parse().unwrap();
            digits * IBig::from(10).pow(places - decimals(text))
        };
        let mut program = Self {
            maximise: objective.iter().map(integer).collect(),
            rows: Vec::new(),
            written: Vec::new(),
            unit: IBig::from(10).pow(places),
        };
        for row in rows {
            let (count, relation) = (row.len() - 2, row[row.len() - 2]);
            let (terms, limit): (Vec<IBig>, _) = (row[..count].iter().map(integer).collect(), integer(&row[count + 1]));
            if relation != ">=" {
                program.rows.push((terms.clone(), limit.clone()));
            }
            if relation != "<=" {
                program.rows.push((terms.iter().map(|term| -term).collect(), -&limit));
            }
            program.written.push((terms, relation.to_owned(), limit));
        }
        program
    }

    fn goal(&self, variables: &[Variable]) -> Vec<(Variable, IBig)> {
        variables.iter().copied().zip(self.maximise.iter().cloned()).collect()
    }

    /// Solved as it is written.
    fn as_written(&self) -> Result<[IBig; 2], NoOptimum> {
        let mut simplex = Simplex::new();
        let variables: Vec<Variable> = self.maximise.iter().map(|_| simplex.variable()).collect();
        for (terms, relation, limit) in &self.written {
            let terms: Vec<_> = variables.iter().copied().zip(terms.iter().cloned()).collect();
            match relation.as_str() {
                "<=" => drop(simplex.at_most(&terms, limit)),
                ">=" => drop(simplex.at_least(&terms, limit)),
                _ => simplex.exactly(&terms, limit)?,
            }
        }
        simplex.maximise(&self.goal(&variables))?;
        Ok([simplex.objective().clone(), simplex.denominator().clone()])
    }

    /// Solved by rows of at most, one after the other where it is to be resumed.
    fn by_rows(&self, resumed: bool) -> Solved {
        let mut simplex = Simplex::new();
        let variables: Vec<Variable> = self.maximise.iter().map(|_| simplex.variable()).collect();
        let mut slacks = Vec::new();
        let (mut result, mut begun) = (Ok(()), false);
        for (terms, limit) in &self.rows {
            let terms: Vec<_> = variables.iter().copied().zip(terms.iter().cloned()).collect();
            slacks.push(simplex.at_most(&terms, limit));
            if resumed {
                result = if begun { simplex.resume() } else { simplex.maximise(&self.goal(&variables)) };
                begun = true;
            }
        }
        if !resumed {
            result = simplex.maximise(&self.goal(&variables));
        }
        Solved { simplex, variables, slacks, result }
    }
}

struct Solved {
    simplex: Simplex,
    variables: Vec<Variable>,
    slacks: Vec<Variable>,
    result: Result<(), NoOptimum>,
}

fn product(one: &[IBig], other: &[IBig]) -> IBig {
    assert_eq!(one.len(), other.len());
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

fn none_below_0(values: &[IBig]) -> bool {
    values.iter().all(|value| *value >= IBig::ZERO)
}

impl Solved {
    /// The cell of each of these variables in cells of the independent ones; `own` for the row's own.
    fn cells(&self, of: &[Variable], cells: &[IBig], own: Option<Variable>) -> Vec<IBig> {
        let dictionary = &self.simplex.dictionary;
        let cell = |variable: &Variable| match dictionary.independent.iter().position(|one| one == variable) {
            Some(place) => cells[place].clone(),
            None if own == Some(*variable) => dictionary.denominator.clone(),
            None => IBig::ZERO,
        };
        of.iter().map(cell).collect()
    }

    /// What each variable changes by when the column's grows by the denominator.
    fn ray(&self, column: usize) -> Vec<IBig> {
        let dictionary = &self.simplex.dictionary;
        let change = |variable: &Variable| match dictionary.row_of(*variable) {
            Some(row) => -&row.cells[column],
            None if dictionary.independent[column] == *variable => dictionary.denominator.clone(),
            None => IBig::ZERO,
        };
        self.variables.iter().map(change).collect()
    }

    fn point(&self) -> Vec<IBig> {
        self.variables.iter().map(|variable| self.simplex.numerator(*variable)).collect()
    }

    fn assert_is_a_point(&self, program: &Program) {
        let point = self.point();
        assert!(none_below_0(&point) && *self.simplex.denominator() > IBig::ZERO);
        for (terms, limit) in &program.rows {
            assert!(product(terms, &point) <= limit * self.simplex.denominator());
        }
    }

    /// A point and prices that keep all rows and come to the same (strong duality); a ray along which the objective grows
    /// without end; or prices under which the rows contradict each other (Farkas).
    fn prove(&self, program: &Program) {
        let dictionary = &self.simplex.dictionary;
        let limits: Vec<IBig> = program.rows.iter().map(|(_, limit)| limit.clone()).collect();
        let total_price = |prices: &[IBig], column: usize| {
            program.rows.iter().zip(prices).map(|((terms, _), price)| &terms[column] * price).sum::<IBig>()
        };
        match self.result {
            Ok(()) => {
                self.assert_is_a_point(program);
                let prices = self.cells(&self.slacks, &dictionary.objective.cells, None);
                assert!(none_below_0(&prices));
                for (column, gain) in program.maximise.iter().enumerate() {
                    assert!(total_price(&prices, column) >= gain * &dictionary.denominator);
                }
                let best = product(&program.maximise, &self.point());
                assert_eq!((&best, &best), (&product(&limits, &prices), self.simplex.objective()));
            }
            Err(NoOptimum::Unbounded) => {
                self.assert_is_a_point(program);
                let grows = |column: &usize| {
                    let ray = self.ray(*column);
                    let kept = |row: &(Vec<IBig>, IBig)| product(&row.0, &ray) <= IBig::ZERO;
                    none_below_0(&ray) && program.rows.iter().all(kept) && product(&program.maximise, &ray) > IBig::ZERO
                };
                assert!((0..dictionary.independent.len()).any(|column| grows(&column)));
            }
            Err(NoOptimum::Infeasible) => {
                let contradicts = |row: &super::dictionary::Row| {
                    let prices = self.cells(&self.slacks, &row.cells, Some(row.variable));
                    let sums = (0..program.maximise.len()).map(|column| total_price(&prices, column));
                    let limit = product(&limits, &prices);
                    none_below_0(&prices) && none_below_0(&sums.collect::<Vec<_>>()) && limit < IBig::ZERO
                };
                assert!(dictionary.rows.iter().any(contradicts));
            }
            Err(NoOptimum::Broken) => panic!("broken"),
        }
    }
}

#[test]
fn programs_agree_with_highs_and_prove_themselves() {
    let json: Value = serde_json::from_str(include_str!("programs.json")).unwrap();
    let programs = json["programs"].as_array().unwrap();
    assert_eq!(programs.len(), 200);
    for (place, value) in programs.iter().enumerate() {
        let program = Program::read(value);
        let solved = program.by_rows(false);
        let status = match solved.result {
            Ok(()) => "optimal",
            Err(NoOptimum::Infeasible) => "infeasible",
            Err(NoOptimum::Unbounded) => "unbounded",
            Err(NoOptimum::Broken) => "broken",
        };
        assert_eq!(value["status"], status, "program {place}");
        solved.prove(&program);
        let written = program.as_written();
        assert_eq!(written.as_ref().err(), solved.result.as_ref().err(), "program {place}");
        let Ok([best, denominator]) = written else { continue };
        // As rows are added one by one, the program may be unbounded until the last.
        let resumed = program.by_rows(true);
        resumed.prove(&program);
        for other in [&solved, &resumed] {
            assert_eq!(&best * other.simplex.denominator(), other.simplex.objective() * &denominator);
        }
        let trillionths = i64::try_from(best * IBig::from(10).pow(12) / (denominator * &program.unit)).unwrap();
        #[allow(clippy::cast_precision_loss, reason = "compared to one part in a thousand million")]
        let (found, expected) = (trillionths as f64 / 1e12, value["optimum"].as_f64().unwrap());
        assert!((found - expected).abs() <= 1e-9 * expected.abs().max(1.0), "program {place}: {found}, {expected}");
    }
}
