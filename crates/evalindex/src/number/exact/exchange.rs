//! Exact values as text from which the same value comes back: fractions whole, real numbers to the last bit, roots with
//! their products.

#![allow(
    clippy::arithmetic_side_effects,
    reason = "big integers grow, and exponents are within the limits beside them"
)]

use dashu_int::{IBig, UBig};

use super::{Exact, Kind};
use crate::number::real::Real;

/// What goes before a real number.
const REAL: char = '~';

/// So many significant digits tell a mantissa of 128 bits from its neighbours, since 10³⁹ is above 2¹²⁸.
const DIGITS: u32 = 40;

/// Powers of ten beyond these are no real number: the largest are about 2^±65664.
const FARTHEST: i32 = 20_000;

impl Exact {
    /// A fraction as a decimal in plain digits where that is exact, else as `p/q`; a real number as `~d.ddd…e±n` with 40
    /// significant digits; behind that of a geometric mean the powers of fractions of which it is made, `=2^1*9/4^3`.
    pub(crate) fn to_exchange(&self) -> String {
        if let Kind::Rational(_) = &self.0 {
            return self.to_string();
        }
        let digits = real_digits(self.to_real());
        let Some(factors) = self.factors() else { return digits };
        let powers: Vec<String> = factors.map(|(factor, exponent)| format!("{factor}^{exponent}")).collect();
        format!("{digits}={}", powers.join("*"))
    }

    /// The value of such a text; none where it is none.
    pub(crate) fn from_exchange(text: &str) -> Option<Self> {
        match text.strip_prefix(REAL) {
            Some(text) => match text.split_once('=') {
                Some((digits, powers)) => Self::of_factors(real(digits)?, &factors(powers)?),
                None => real(text).map(Self::from),
            },
            None => fraction(text),
        }
    }
}

fn real_digits(value: Real) -> String {
    if value.is_zero() {
        return format!("{REAL}0");
    }
    // The power of ten of the first digit, or one beside it: 1233/4096 is just below the logarithm of 2.
    let mut power = ((value.exponent + 127) * 1233) >> 12;
    loop {
        let digits = scaled(value, DIGITS.cast_signed() - 1 - power).to_string();
        match digits.len().cmp(&(DIGITS as usize)) {
            std::cmp::Ordering::Less => power -= 1,
            std::cmp::Ordering::Greater => power += 1,
            std::cmp::Ordering::Equal => {
                let sign = if value.is_negative() { "-" } else { "" };
                let (first, others) = digits.split_at(1);
                return format!("{REAL}{sign}{first}.{others}e{power}");
            }
        }
    }
}

/// The size of a real number in units of 10^−decimals, to the nearest.
fn scaled(value: Real, decimals: i32) -> UBig {
    let size = |exponent: i32| usize::try_from(exponent.max(0)).unwrap_or_default();
    let above = (UBig::from(value.mantissa) << size(value.exponent)) * ten_to(size(decimals));
    let below = ten_to(size(-decimals)) << size(-value.exponent);
    (above * UBig::from(2_u8) + &below) / (below * UBig::from(2_u8))
}

fn ten_to(power: usize) -> UBig {
    UBig::from(10_u8).pow(power)
}

/// The nearest real number to a text `d.ddde±n`.
fn real(text: &str) -> Option<Real> {
    if text == "0" {
        return Some(Real::ZERO);
    }
    let (digits, power) = text.split_once('e')?;
    let power = power.parse().ok().filter(|power| (-FARTHEST..=FARTHEST).contains(power))?;
    let (numerator, decimals) = decimal(digits)?;
    let power = power - i32::try_from(decimals).ok().filter(|decimals| *decimals < FARTHEST)?;
    let ten = ten_to(usize::try_from(power.unsigned_abs()).ok()?);
    let value =
        if power < 0 { Exact::of_big(numerator, ten) } else { Exact::of_big(numerator * IBig::from(ten), UBig::ONE) };
    Some(value.to_real())
}

/// Fractions with their exponents, `2^1*9/4^3`.
fn factors(text: &str) -> Option<Vec<(Exact, u128)>> {
    let power = |text: &str| {
        let (factor, exponent) = text.split_once('^')?;
        Some((fraction(factor)?, whole(exponent)?.try_into().ok()?))
    };
    text.split('*').map(power).collect()
}

/// A fraction `p/q`, or a decimal in plain digits.
fn fraction(text: &str) -> Option<Exact> {
    let (numerator, denominator) = if let Some((above, below)) = text.split_once('/') {
        (whole(above)?, whole(below)?)
    } else {
        let (digits, decimals) = decimal(text)?;
        (digits, ten_to(decimals).into())
    };
    let denominator = UBig::try_from(denominator).ok().filter(|below| !below.is_zero())?;
    Some(Exact::of_big(numerator, denominator))
}

/// The digits of a decimal as a whole number, and how many of them are decimals.
fn decimal(text: &str) -> Option<(IBig, usize)> {
    match text.split_once('.') {
        None => Some((whole(text)?, 0)),
        Some((units, decimals)) => {
            (whole(units).is_some() && !decimals.is_empty()).then_some(())?;
            Some((whole(&format!("{units}{decimals}"))?, decimals.len()))
        }
    }
}

/// A whole number: digits, with or without a minus.
fn whole(text: &str) -> Option<IBig> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_whole = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_whole { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::number::Near;

    fn came_back(value: &Exact) -> Exact {
        let text = value.to_exchange();
        Exact::from_exchange(&text).unwrap_or_else(|| panic!("{text}"))
    }

    #[test]
    fn fractions_are_decimals_or_p_over_q() {
        let ratio = |above, below| Exact::ratio(above, below).unwrap();
        let large = &ratio(i128::MAX, 3) * &ratio(i128::MAX, 7);
        for (value, text) in [
            (Exact::ZERO, "0"),
            (ratio(-5, 4), "-1.25"),
            (ratio(2, 6), "1/3"),
            (ratio(-22, 7), "-22/7"),
            // (2¹²⁷ − 1)²/21: more than a decimal holds; 2¹²⁷ − 1 is a prime.
            (large, "28948022309329048855892746252171976962977213799489202546401021394546514198529/21"),
        ] {
            assert_eq!(value.to_exchange(), text);
            assert_eq!(Exact::from_exchange(text), Some(value));
        }
    }

    #[test]
    fn real_numbers_have_forty_digits() {
        // ln 2 and √2·10⁻⁶, from mpmath at 60 digits, agree to 38 digits.
        let ln_2 = Exact::from(Real::from_i128(2).ln().unwrap());
        let text = ln_2.to_exchange();
        assert!(text.starts_with("~6.931471805599453094172321214581765680") && text.ends_with("e-1"), "{text}");
        assert_eq!(text.len(), "~6.e-1".len() + 39);
        let root = Exact::ratio(-2, 10_i128.pow(12)).unwrap();
        let text = Exact::from((-&root).to_real().sqrt().unwrap().negated()).to_exchange();
        assert!(text.starts_with("~-1.414213562373095048801688724209698078") && text.ends_with("e-6"), "{text}");
        assert_eq!(Exact::from(Real::ZERO).to_exchange(), "~0");
        assert!(came_back(&ln_2) == ln_2 && !came_back(&ln_2).is_rational());
    }

    #[test]
    fn geometric_means_keep_their_products() {
        let values = [(Exact::from(2), 1), (Exact::ratio(9, 7).unwrap(), 3)];
        // Python's decimals at 80 digits: (2·(9/7)³)^(1/4), to the nearest of 128 bits.
        let text = "~1.435872410929074792880180975140165429408e0=2^1*9/7^3";
        let real = || real("1.435872410929074792880180975140165429408e0");
        let mean = Exact::geometric_mean(values.iter().map(|(value, weight)| (value, *weight)), real).unwrap();
        assert_eq!(mean.to_exchange(), text);
        assert_eq!(came_back(&mean).to_exchange(), text);
        // √6 with its product is √(2·3) and not √(6 + 10⁻³⁹), which has the same digits.
        let root =
            |powers: &str| Exact::from_exchange(&format!("~2.449489742783178098197284074705891391966e0={powers}"));
        let (six, more) = (root("6^1*1^1").unwrap(), root(&format!("6.{}1^1*1^1", "0".repeat(38))).unwrap());
        let near = Near::on(100.into());
        assert!(near.compare(&six, &root("2^1*3^1").unwrap()).is_eq() && near.compare(&six, &more).is_lt());
    }

    #[test]
    fn the_ends_of_the_real_numbers_come_back() {
        for exponent in [-(1 << 16), -256, -128, -127, 0, 1, 1 << 16] {
            for mantissa in [1 << 127, (1 << 127) + 1, u128::MAX - 1, u128::MAX] {
                for negative in [false, true] {
                    let value = Real { negative, mantissa, exponent };
                    assert_eq!(came_back(&value.into()).to_real(), value);
                }
            }
        }
        assert!(!came_back(&Exact::from(Real::ZERO)).is_rational());
    }

    #[test]
    fn other_texts_are_none() {
        for text in [
            "",
            "-",
            "1.",
            ".5",
            "1/0",
            "1/-2",
            "1/2/3",
            "1e3",
            "+1",
            "1_000",
            " 1",
            "0x1",
            "~",
            "~1",
            "~1e",
            "~1.e0",
            "~1e20001",
            "~-1e-99999999999",
            "≈1",
            "~1/3e0",
            "~1e0=",
            "~1e0=2",
            "~1e0=2^",
            "~1e0=2^1",
            "~1e0=-2^2",
            "~1e0=2^0*3^2",
            "~1e0=2^1*3^1",
            "~2.449489742783178098197e0=6^1*1^1",
            "~-2.449489742783178098197284074705891391966e0=2^1*3^1",
            "~2.449489742783178098197284074705891391966e0=2^1*3^1*5^0",
            "~1e0=2^-1*3^2",
            "2^1*3^1",
        ] {
            assert_eq!(Exact::from_exchange(text), None, "{text}");
        }
        let decimals = |count: i32| Exact::from_exchange(&format!("~1.{:0>1$}e0", 1, usize::try_from(count).unwrap()));
        assert!(decimals(FARTHEST - 1).is_some() && decimals(FARTHEST).is_none());
    }

    proptest! {
        #[test]
        fn every_real_number_comes_back_to_the_last_bit(
            mantissa in any::<u128>(),
            exponent in prop_oneof![-300..300_i32, -(1 << 16)..(1 << 16)],
            negative in any::<bool>(),
        ) {
            let value = Real { negative, mantissa: mantissa | (1 << 127), exponent };
            let back = came_back(&value.into());
            prop_assert!(!back.is_rational());
            prop_assert_eq!(back.to_real(), value);
        }

        #[test]
        fn every_fraction_comes_back(a in any::<i128>(), b in 1..i128::MAX, c in any::<i64>(), d in 1..i128::MAX) {
            let value = &Exact::ratio(a, b).unwrap() * &Exact::ratio(c.into(), d).unwrap();
            let back = came_back(&value);
            prop_assert!(back.is_rational());
            prop_assert_eq!(back, value);
        }
    }
}
