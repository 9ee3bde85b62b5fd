//! The value of a formula.

use super::{Formula, Function};
use crate::number::Exact;

impl Formula {
    /// The value: a fraction where no logarithm, root, exponential or broken power is in it, else a real number to about 37
    /// digits. `None` where it divides by 0, or a function has no value, and
    /// of a formula that was read back.
    pub fn value(&self) -> Option<Exact> {
        let all = |formulas: &[Self]| formulas.iter().map(Self::value).collect::<Option<Vec<Exact>>>();
        let both = |pair: &[Self; 2]| {
            let [one, other] = pair;
            one.value().zip(other.value())
        };
        match self {
            Self::Number(number) => Some(number.clone()),
            Self::Sum(terms) => Some(all(terms)?.into_iter().sum()),
            Self::Difference(pair) => both(pair).map(|(one, other)| one - other),
            Self::Product(factors) => Some(all(factors)?.iter().fold(Exact::ONE, |product, factor| &product * factor)),
            Self::Quotient(pair) => both(pair).and_then(|(one, other)| one.over(&other)),
            Self::Power(pair) => both(pair).and_then(|(base, exponent)| base.power(&exponent)),
            Self::Call(function, operands) => function.of(&all(operands)?),
            Self::Text(_) => None,
        }
    }
}

impl Function {
    fn of(self, operands: &[Exact]) -> Option<Exact> {
        let first = operands.first()?;
        match self {
            Self::Min => operands.iter().min().cloned(),
            Self::Max => operands.iter().max().cloned(),
            Self::Ln => first.ln(),
            Self::Log10 => first.log10(),
            Self::Exp => first.to_real().exp().map(Exact::from),
            Self::Sqrt => first.root(),
            Self::Probit => first.normal_quantile(),
            Self::Floor => first.floor().map(Exact::from),
        }
    }
}
