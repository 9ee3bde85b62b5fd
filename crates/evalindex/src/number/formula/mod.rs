//! Formulas with their numbers put in: to be shown, and evaluated exactly.

mod operators;
mod text;
mod value;

use super::Exact;

/// A formula with its numbers put in, such as `100·(4.9 − 2.1)/(7.4 − 2.1)`.
///
/// It is written with operators and the methods below, shown by `Display`, and evaluated by [`Formula::value`], exactly as
/// far as [`Exact`] is. As text it has `+`, `−`, `·`, `/`, `^`, parentheses, and the functions `min`, `max`, `ln`, `log10`,
/// `exp`, `sqrt` and `floor`; powers bind more than products, these more than sums. A number is shown with all its digits
/// where it is a decimal, as a fraction where that is short, and else with 15 significant digits and `…`, cut and not
/// rounded.
///
/// ```
/// use evalindex::number::{Exact, Formula};
///
/// let number = |units: i32| Formula::from(Exact::from(units));
/// let formula = number(100) * (number(7) - number(4)) / number(8);
/// assert_eq!(formula.to_string(), "100·(7 − 4)/8");
/// assert_eq!(formula.value(), Exact::ratio(75, 2));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Formula {
    /// A number.
    Number(Exact),
    /// The sum of these.
    Sum(Vec<Formula>),
    /// The first less the second.
    Difference(Box<[Formula; 2]>),
    /// The product of these.
    Product(Vec<Formula>),
    /// The first divided by the second.
    Quotient(Box<[Formula; 2]>),
    /// The first to the power of the second.
    Power(Box<[Formula; 2]>),
    /// A function of these.
    Call(Function, Vec<Formula>),
    /// A formula that was read back from the result of an explanation: its text alone, which has no value.
    Text(String),
}

/// A function in a formula.
///
/// ```
/// use evalindex::number::Function;
///
/// assert_eq!(Function::Sqrt.name(), "sqrt");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Function {
    /// The smallest.
    Min,
    /// The largest.
    Max,
    /// The natural logarithm.
    Ln,
    /// The decimal logarithm.
    Log10,
    /// `e` to this power.
    Exp,
    /// The square root.
    Sqrt,
    /// The quantile of the normal distribution, Φ⁻¹.
    Probit,
    /// The largest whole number that is not above it.
    Floor,
}

impl Function {
    /// The name in formulas.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Min => "min",
            Self::Max => "max",
            Self::Ln => "ln",
            Self::Log10 => "log10",
            Self::Exp => "exp",
            Self::Sqrt => "sqrt",
            Self::Probit => "probit",
            Self::Floor => "floor",
        }
    }
}

impl Formula {
    /// A count.
    pub fn count(of: usize) -> Self {
        Self::Number(Exact::count(of))
    }

    /// The sum of terms; 0 of none.
    pub fn sum(terms: impl IntoIterator<Item = Self>) -> Self {
        let mut terms: Vec<Self> = terms.into_iter().collect();
        match (terms.pop(), terms.is_empty()) {
            (None, _) => Self::Number(Exact::ZERO),
            (Some(only), true) => only,
            (Some(last), false) => {
                terms.push(last);
                Self::Sum(terms)
            }
        }
    }

    /// The smaller of the two.
    pub fn min(self, other: impl Into<Self>) -> Self {
        Self::Call(Function::Min, vec![self, other.into()])
    }

    /// The larger of the two.
    pub fn max(self, other: impl Into<Self>) -> Self {
        Self::Call(Function::Max, vec![self, other.into()])
    }

    /// A function of this one.
    pub fn of(self, function: Function) -> Self {
        Self::Call(function, vec![self])
    }

    /// This one to a power.
    pub fn pow(self, exponent: impl Into<Self>) -> Self {
        Self::Power(Box::new([self, exponent.into()]))
    }

    /// Whether it is nothing but a number.
    pub fn is_number(&self) -> bool {
        matches!(self, Self::Number(_))
    }
}
