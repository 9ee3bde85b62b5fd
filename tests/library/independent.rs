//! A second computation, slow and by the letter of the definitions, over big rationals: it must agree to the last digit.

use std::collections::BTreeMap;

use num_rational::BigRational;
use proptest::prelude::*;

use crate::plans::{Cell, Leaf, Plan, plans};

type Number = BigRational;

fn whole(value: i64) -> Number {
    Number::from_integer(value.into())
}

/// Rounds to 12 decimals, half to even, and gives units of 10⁻¹².
fn units(value: &Number) -> i128 {
    let scaled = value * whole(1_000_000_000_000);
    let down = scaled.floor();
    let left = &scaled - &down;
    let half = Number::new(1.into(), 2.into());
    let down_is_odd = (&down / whole(2)).floor() != &down / whole(2);
    let up = left > half || (left == half && down_is_odd);
    let rounded = if up { down + whole(1) } else { down };
    rounded.to_integer().to_string().parse().unwrap()
}

fn kept(value: &Number) -> Number {
    Number::new(units(value).into(), 1_000_000_000_000_i64.into())
}

/// The score of each subject at one indicator.
fn leaf_scores(leaf: &Leaf, column: &[Cell]) -> Vec<Option<Number>> {
    let figure = |cell: &Cell| match cell {
        Cell::Value(thousandths) => Some(Number::new((*thousandths).into(), 1000.into())),
        _ => None,
    };
    let values: Vec<Option<Number>> = column.iter().map(figure).collect();
    let known: Vec<&Number> = values.iter().flatten().collect();
    let full = whole(100);
    let score = |x: &Number| -> Number {
        let (low, high) = if leaf.rule == 1 {
            (whole(0), whole(1000))
        } else {
            ((*known.iter().min().unwrap()).clone(), (*known.iter().max().unwrap()).clone())
        };
        if leaf.rule == 2 {
            if known.len() == 1 {
                return full.clone();
            }
            let worse = known.iter().filter(|other| if leaf.lower { **other > x } else { **other < x }).count();
            let equal = known.iter().filter(|other| **other == x).count() - 1;
            let count = |number: usize| Number::from_integer(number.into());
            return &full * (count(worse) + count(equal) / whole(2)) / count(known.len() - 1);
        }
        if low == high {
            return full.clone();
        }
        let part = if leaf.lower { &high - x } else { x - &low };
        &full * part / (&high - &low)
    };
    values.iter().map(|value| value.as_ref().map(|x| kept(&score(x)))).collect()
}

/// A weighted mean of what is there.
fn mean(parts: &[(u32, Option<Number>)]) -> Option<Number> {
    let there: Vec<_> = parts.iter().filter_map(|(weight, score)| Some((*weight, score.as_ref()?))).collect();
    let total: i64 = there.iter().map(|(weight, _)| i64::from(*weight)).sum();
    (total > 0).then(|| {
        let sum = there.iter().map(|(weight, score)| whole((*weight).into()) * *score).fold(whole(0), |a, b| a + b);
        kept(&(sum / whole(total)))
    })
}

/// Units of the base score by subject; none for a subject without data.
fn slowly(plan: &Plan) -> Vec<Option<i128>> {
    let mut at = 0;
    let mut dimensions: Vec<Vec<(u32, Option<Number>)>> = vec![Vec::new(); plan.figures.len()];
    for (weight, leaves) in &plan.dimensions {
        let mut below: Vec<Vec<(u32, Option<Number>)>> = vec![Vec::new(); plan.figures.len()];
        for leaf in leaves {
            let column: Vec<Cell> = plan.figures.iter().map(|row| row[at]).collect();
            at += 1;
            for (subject, score) in leaf_scores(leaf, &column).into_iter().enumerate() {
                below[subject].push((leaf.weight, score));
            }
        }
        for (subject, parts) in below.iter().enumerate() {
            dimensions[subject].push((*weight, mean(parts)));
        }
    }
    dimensions.iter().map(|parts| mean(parts).map(|score| units(&score))).collect()
}

proptest! {
    /// Scores agree to the last of their 12 decimals, and places follow from them.
    #[test]
    fn the_engine_agrees_with_the_definitions(plan in plans(true)) {
        let expected = slowly(&plan);
        let evaluation = plan.document().evaluate().unwrap();
        let result = &evaluation.indexes[0];
        let got: BTreeMap<&str, i128> =
            result.ranking.iter().map(|row| (row.subject.as_str(), row.score.units())).collect();
        let compared = |units: i128| units.div_euclid(100) + i128::from({
            let left = units.rem_euclid(100);
            left > 50 || (left == 50 && units.div_euclid(100) % 2 != 0)
        });
        for (subject, expected_units) in expected.iter().enumerate() {
            let id = format!("s{subject}");
            prop_assert_eq!(got.get(id.as_str()).copied(), *expected_units, "{}", id);
            if let Some(own) = expected_units {
                let better = expected.iter().flatten().filter(|other| compared(**other) > compared(*own)).count();
                prop_assert_eq!(result.subject(&id).unwrap().rank.to_string(), (better + 1).to_string());
            }
        }
    }
}
