//! Products and quotients: powers of the children's scores, multiplied.

use std::borrow::Cow;

use serde::Serialize;
use serde::ser::SerializeMap;

use super::children::Parts;
use super::error::AggregateError;
use super::formula::Weighed;
use super::method::{AsFraction, Child, Parameter, Takes};
use crate::json::{Fields, Fraction, FromJson, Json, Reader, each_member};
use crate::method::fault::Fault;
use crate::number::{Exact, Formula, Function, over_common_denominator};

/// `Π sᵢ^eᵢ` of a subject's scores; in shares of full marks, `S·Π (sᵢ/S)^eᵢ`, where it is scaled.
///
/// Children carry no weight: each has an exponent, from −12 to 12, a whole number or a fraction with a denominator of at most
/// 12, which is a root. Whole powers are exact; roots are exact where they are fractions, and are compared exactly. A child
/// without a score leaves the node without one. A score of 0 has no power below 0, and one below 0 no root: the subject is
/// refused. Source: the weighted product of Bridgman, Dimensional Analysis (1922); Triantaphyllou,
/// Multi-Criteria Decision Making Methods (2000), 2.
///
/// ```
/// use evalindex::aggregate::{Aggregate, Product};
///
/// let per_head = Aggregate::from(Product::new().exponent("output", 1).exponent("people", -1));
/// let json = r#"{"product":{"exponents":{"output":1,"people":-1},"scale":false}}"#;
/// assert_eq!(serde_json::to_string(&per_head).unwrap(), json);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Product {
    /// The exponent of each child that counts, by its id.
    pub exponents: Vec<(String, Exact)>,
    /// Whether scores are taken in shares of full marks, and the product is multiplied by full marks.
    pub scale: bool,
}

impl Product {
    /// Of nothing yet, not scaled.
    pub fn new() -> Self {
        Self::default()
    }

    /// With this exponent of a child.
    pub fn exponent(mut self, child: impl Into<String>, exponent: impl Into<Exact>) -> Self {
        self.exponents.push((child.into(), exponent.into()));
        self
    }

    /// With scores in shares of full marks.
    pub fn scaled(mut self) -> Self {
        self.scale = true;
        self
    }

    fn exponent_of(&self, child: &str) -> Option<&Exact> {
        self.exponents.iter().find(|(id, _)| id == child).map(|(_, exponent)| exponent)
    }
}

/// The exponents of children, in the order of the document.
struct Exponents(Vec<(String, Exact)>);

impl FromJson for Exponents {
    fn expected() -> Cow<'static, str> {
        "an object with an exponent for each child".into()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        let read = each_member(json, reader, &Self::expected(), |member, reader| {
            Some((member.key.as_ref().to_owned(), Fraction::from_json(member.value, reader)?.0))
        });
        read?.into_iter().collect::<Option<Vec<_>>>().map(Self)
    }
}

impl FromJson for Product {
    fn expected() -> Cow<'static, str> {
        "{\"exponents\": {…}, \"scale\": …}".into()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        Fields::read(json, reader, &Self::expected(), |fields| {
            let (exponents, scale) = (fields.required("exponents"), fields.or("scale", false));
            exponents.map(|Exponents(exponents)| Self { exponents, scale })
        })
    }
}

/// The largest exponent, and the largest denominator of one.
const MOST: i32 = 12;

impl Parameter for Product {
    const TAKES: Takes = Takes::Factors;

    fn faults(&self, children: &[Child<'_>]) -> Vec<Fault> {
        let ids = || children.iter().map(|child| child.id);
        let mut faults = Vec::new();
        for (id, exponent) in &self.exponents {
            let at = format!(".exponents.{id}");
            if !ids().any(|known| known == id) {
                let known = ids().collect::<Vec<_>>().join(", ");
                faults.push(Fault::new(at, "no child that counts has this id", format!("{id:?}"), known));
            } else if !is_possible(exponent) {
                let expected = format!("-{MOST} to {MOST} and not 0, of denominators up to {MOST}");
                faults.push(Fault::new(at, "no exponent of a product", exponent, expected));
            }
        }
        for id in ids().filter(|id| self.exponent_of(id).is_none()) {
            let what = format!("`{id}` has no exponent");
            faults.push(Fault::new(".exponents", what, "none", "one for each child, or the child's weight 0"));
        }
        for child in children.iter().filter(|child| child.weight != Exact::ONE) {
            let what = format!("`{}` has a weight, and a product takes exponents in place of weights", child.id);
            faults.push(Fault::new("", what, &child.weight, "none, or 0 where it is only monitored"));
        }
        faults
    }

    fn written(&self) -> impl Serialize {
        self
    }
}

fn is_possible(exponent: &Exact) -> bool {
    let most = Exact::from(MOST);
    let small = exponent.clone().abs() <= most && !exponent.is_zero();
    small && exponent.lowest_terms().is_some_and(|(_, below)| Exact::of_big(below.into(), 1_u8.into()) <= most)
}

impl Serialize for Product {
    fn serialize<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        struct ByChild<'a>(&'a [(String, Exact)]);

        impl Serialize for ByChild<'_> {
            fn serialize<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
                out.collect_map(self.0.iter().map(|(id, exponent)| (id, AsFraction(exponent))))
            }
        }

        let mut map = out.serialize_map(Some(2))?;
        map.serialize_entry("exponents", &ByChild(&self.exponents))?;
        map.serialize_entry("scale", &self.scale)?;
        map.end()
    }
}

/// A base with its exponent.
type Factor<'a> = (Exact, &'a Exact);

/// The bases with their exponents, in the order of the children; none where one of them has no power, or is of no known
/// child.
fn factors<'a>(parts: Parts<'_>, product: &'a Product) -> Result<Vec<Factor<'a>>, AggregateError> {
    let full = Exact::from(parts.scale);
    let factor = |part: &super::children::Part<'_>| {
        let exponent = product.exponent_of(part.id).ok_or(AggregateError::TooLarge)?;
        let (child, score) = (|| part.id.to_owned(), || part.score.clone());
        let sign = parts.near.compare(&part.score, &Exact::ZERO);
        if sign.is_eq() && exponent.is_negative() {
            return Err(AggregateError::ZeroBase { child: child(), exponent: exponent.clone() });
        }
        if sign.is_lt() && whole(exponent).is_none() {
            return Err(AggregateError::NegativeBase { child: child(), score: score(), exponent: exponent.clone() });
        }
        let base = if sign.is_eq() { Exact::ZERO } else { score() };
        Ok((if product.scale { base.over(&full).ok_or(AggregateError::TooLarge)? } else { base }, exponent))
    };
    parts.present.iter().map(factor).collect()
}

fn whole(exponent: &Exact) -> Option<i128> {
    exponent.floor().filter(|whole| Exact::from(*whole) == *exponent)
}

/// `Π sᵢ^eᵢ`, or `S·Π (sᵢ/S)^eᵢ`.
pub(super) fn combine(parts: Parts<'_>, product: &Product) -> Result<Exact, AggregateError> {
    let mut factors = factors(parts, product)?;
    if factors.iter().any(|(base, _)| base.is_zero()) {
        return Ok(Exact::ZERO);
    }
    // Reals are rounded at every step, and so the steps are the same whatever the order of the children.
    factors.sort();
    let full = if product.scale { Exact::from(parts.scale) } else { Exact::ONE };
    let result = whole_powers(&factors, &full).or_else(|| roots(&factors, &full));
    result.ok_or(AggregateError::TooLarge)
}

/// Where all exponents are whole.
fn whole_powers(factors: &[Factor<'_>], full: &Exact) -> Option<Exact> {
    factors.iter().try_fold(full.clone(), |product, (base, exponent)| {
        whole(exponent)?;
        Some(&product * &base.power(exponent)?)
    })
}

/// The root of a product of whole powers, which is exact where all bases are fractions.
fn roots(factors: &[Factor<'_>], full: &Exact) -> Option<Exact> {
    let odd = |(base, exponent): &&Factor<'_>| base.is_negative() && whole(exponent).is_some_and(|it| it % 2 != 0);
    let is_negative = factors.iter().filter(odd).count() % 2 == 1;
    let real = || {
        let mut sum = full.to_real().ln()?;
        for (base, exponent) in factors {
            sum = sum + exponent.to_real() * base.clone().abs().to_real().ln()?;
        }
        sum.exp()
    };
    let size = match power_of_root(factors, full) {
        Some((power, degree)) => Exact::geometric_mean([(&power, 1), (&Exact::ONE, degree)].into_iter(), real)?,
        None => real().map(Exact::from)?,
    };
    Some(if is_negative { -size } else { size })
}

/// The product to the power of the common denominator of the exponents, and that denominator less 1; none where a base is
/// a real number, or the powers are long.
fn power_of_root(factors: &[Factor<'_>], full: &Exact) -> Option<(Exact, u128)> {
    /// The largest power of a factor.
    const LONGEST: i128 = 64;
    let exponents: Vec<Exact> =
        std::iter::once(Exact::ONE).chain(factors.iter().map(|(_, exponent)| (*exponent).clone())).collect();
    let mut powers = over_common_denominator(&exponents)?.into_iter().map(|power| i128::try_from(power).ok());
    let degree = powers.next()??;
    let mut product = full.power(&Exact::from(degree)).filter(|_| degree <= LONGEST)?;
    for ((base, _), power) in factors.iter().zip(powers) {
        let power = power.filter(|power| power.abs() <= LONGEST && base.is_rational())?;
        product = &product * &base.clone().abs().power(&Exact::from(power))?;
    }
    Some((product, u128::try_from(degree.checked_sub(1)?).ok()?))
}

/// The factors with their numbers; those of exponents below 0 divide.
pub(super) fn formula(children: &Weighed<'_>, product: &Product) -> Option<Formula> {
    let factors = factors(children.parts, product).ok()?;
    if children.has_nothing() {
        return Some(Formula::from(0));
    }
    let scaled = |score: &Exact| {
        if product.scale { Formula::from(score) / children.parts.scale } else { Formula::from(score) }
    };
    let power = |(one, (_, exponent)): (&super::formula::Operand, &Factor<'_>)| {
        let (base, size) = (scaled(&one.score), (*exponent).clone().abs());
        let power = if size == Exact::ONE {
            base
        } else if &size + &size == Exact::ONE {
            base.of(Function::Sqrt)
        } else {
            base.pow(&size)
        };
        (power, exponent.is_negative())
    };
    let (below, above): (Vec<_>, Vec<_>) =
        children.operands.iter().zip(&factors).map(power).partition(|(_, divides)| *divides);
    let full = product.scale.then(|| Formula::from(children.parts.scale));
    let multiplied = |powers: Vec<(Formula, bool)>, first: Option<Formula>| {
        let mut all: Vec<Formula> = first.into_iter().chain(powers.into_iter().map(|(power, _)| power)).collect();
        if all.len() == 1 { all.pop() } else { Some(Formula::Product(all)) }
    };
    let divides = !below.is_empty();
    let above = if above.is_empty() && full.is_none() { Some(Formula::from(1)) } else { multiplied(above, full) };
    Some(if divides { above? / multiplied(below, None)? } else { above? })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{named, parts};
    use super::super::{Aggregate, Part};
    use super::*;
    use crate::number::{Near, Real, Rounding, RoundingMode};

    fn ratio(above: i128, below: i128) -> Exact {
        Exact::ratio(above, below).unwrap()
    }

    /// Of children `a`, `b` … with these scores and exponents, on a scale of 100.
    fn multiplied(scale: bool, factors: &[(Exact, Exact)]) -> Result<Exact, AggregateError> {
        let ids = ["a", "b", "c"];
        let exponents = ids.iter().zip(factors).map(|(id, (_, exponent))| ((*id).to_owned(), exponent.clone()));
        let product = Product { exponents: exponents.collect(), scale };
        let part = |(id, (score, _)): (&&'static str, &(Exact, Exact))| Part { id, weight: 1, score: score.clone() };
        let present: Vec<Part<'_>> = ids.iter().zip(factors).map(part).collect();
        Aggregate::from(product).combine(parts(&present))
    }

    fn of(scale: bool, factors: &[(i32, i32)]) -> Result<Exact, AggregateError> {
        let factors: Vec<_> =
            factors.iter().map(|(score, exponent)| (Exact::from(*score), (*exponent).into())).collect();
        multiplied(scale, &factors)
    }

    #[test]
    fn eighty_and_fifty() {
        // The worked numbers of the format.
        assert_eq!(of(false, &[(80, 1), (50, -1)]), Ok(ratio(8, 5)));
        assert_eq!(of(true, &[(80, 1), (50, -1)]), Ok(160.into()));
        assert_eq!(of(true, &[(80, 1), (50, 1)]), Ok(40.into()));
        assert_eq!(of(false, &[(80, 1), (50, 1)]), Ok(4000.into()));
        // 2³·7²/5, and 100·0.5²: by hand.
        assert_eq!(of(false, &[(2, 3), (7, 2), (5, -1)]), Ok(ratio(392, 5)));
        assert_eq!(of(true, &[(50, 2)]), Ok(25.into()));
    }

    #[test]
    fn fractions_are_roots() {
        let (half, third) = (ratio(1, 2), ratio(1, 3));
        // √4·√9, ∛8·√4, √(64/4), 9^1.5/√4: by hand.
        assert_eq!(multiplied(false, &[(4.into(), half.clone()), (9.into(), half.clone())]), Ok(6.into()));
        assert_eq!(multiplied(false, &[(8.into(), third), (4.into(), half.clone())]), Ok(4.into()));
        assert_eq!(multiplied(true, &[(16.into(), half.clone()), (4.into(), -half.clone())]), Ok(200.into()));
        assert_eq!(multiplied(false, &[(9.into(), ratio(3, 2)), (4.into(), -half.clone())]), Ok(ratio(27, 2)));
        // A sign goes with a whole exponent: −2·√4.
        assert_eq!(multiplied(false, &[((-2).into(), Exact::ONE), (4.into(), half.clone())]), Ok((-4).into()));
        // mpmath 1.3.0: 100*sqrt(0.8*0.5) = 63.2455532033675866399778…, sqrt(7)*3**(2/3) = 5.50337003434….
        let near = |value: Exact| value.rounded(Rounding::new(20, RoundingMode::HalfUp)).unwrap().to_string();
        let root = multiplied(true, &[(80.into(), half.clone()), (50.into(), half.clone())]).unwrap();
        assert!(!root.is_rational());
        assert_eq!(near(root), "63.24555320336758663998");
        // √(7²)·3 of a product that is no square stays a root that equals another: √2·√8 = 4.
        assert_eq!(multiplied(false, &[(2.into(), half.clone()), (8.into(), half)]), Ok(4.into()));
    }

    #[test]
    fn real_scores_have_powers_too() {
        // √2 as a real number, squared, over 4.
        let root = Exact::from(Real::from_i128(2).sqrt().unwrap());
        let half = multiplied(false, &[(root, 2.into()), (4.into(), Exact::from(-1))]).unwrap();
        assert!(!half.is_rational() && Near::on(rust_decimal::Decimal::ONE).compare(&half, &ratio(1, 2)).is_eq());
    }

    #[test]
    fn nothing_times_anything_is_nothing_and_has_no_power_below_0() {
        assert_eq!(of(true, &[(0, 1), (50, -1)]), Ok(Exact::ZERO));
        let zero = AggregateError::ZeroBase { child: "b".to_owned(), exponent: Exact::from(-1) };
        assert_eq!(of(true, &[(0, 1), (0, -1)]), Err(zero));
        assert_eq!(of(false, &[(-3, 3), (2, -1)]), Ok(ratio(-27, 2)));
        let half = ratio(1, 2);
        let negative = AggregateError::NegativeBase { child: "a".into(), score: (-3).into(), exponent: half.clone() };
        assert_eq!(multiplied(false, &[((-3).into(), half)]), Err(negative));
    }

    #[test]
    fn impossible_exponents_are_named() {
        let faults = |product: Product| {
            let found = product.faults(&named(&["a", "b"])).into_iter();
            found.map(|fault| (fault.parameter, fault.found.unwrap())).collect::<Vec<_>>()
        };
        let at = |parameter: &str, found: &str| (parameter.to_owned(), found.to_owned());
        assert_eq!(faults(Product::new().exponent("a", 1).exponent("b", ratio(-1, 12))), []);
        assert_eq!(faults(Product::new().exponent("a", 1)), [at(".exponents", "none")]);
        assert_eq!(
            faults(Product::new().exponent("a", 0).exponent("b", 13).exponent("c", 1)),
            [at(".exponents.a", "0"), at(".exponents.b", "13"), at(".exponents.c", "\"c\"")]
        );
        assert_eq!(faults(Product::new().exponent("a", 2).exponent("b", ratio(1, 13))), [at(".exponents.b", "1/13")]);
    }
}
