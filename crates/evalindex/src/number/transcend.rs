//! Logarithm, exponential, root and power of a [`Real`], in integer arithmetic only.

#![allow(
    clippy::arithmetic_side_effects,
    reason = "exponents stay within a few hundred of ±2^16, and the bound of every mantissa is beside it"
)]
#![allow(clippy::cast_possible_truncation, reason = "the two casts take counts below a thousand")]

use super::real::Real;
use super::wide::product;

impl Real {
    /// The natural logarithm, to about 37 digits also beside 1; `None` unless positive.
    pub(crate) fn ln(self) -> Option<Self> {
        if self.negative || self.is_zero() {
            return None;
        }
        // self = near · 2^doublings with near between √½ and √2, and ln near = 2 artanh z for z = (near − 1)/(near + 1).
        let exponent = if self.mantissa > ABOUT_SQRT_2 { -128 } else { -127 };
        let near = Self { exponent, ..self };
        let doublings = self.exponent - exponent;
        let z = (near - Self::ONE).over(near + Self::ONE)?;
        // artanh z = z (1 + z²/3 + z⁴/5 + …): z keeps all its digits however small it is.
        let square = (z * z).fraction();
        let [even, odd] = two_series(&INVERSE_ODDS, product(square, square).0);
        let series = even + product(odd, square).0;
        let near_ln = z * Self::nearest(false, series, 0, -126);
        Some(Self::from_i128(i128::from(doublings)) * LN_2 + near_ln)
    }

    /// The exponential, with about 37 significant digits less the number of digits before the point of `self`; none
    /// from 2^400 on, and zero below 2^-400.
    pub(crate) fn exp(self) -> Option<Self> {
        if self.exponent > -119 {
            // 512 and more.
            return if self.negative { Some(Self::ZERO) } else { None };
        }
        // |self| = doublings · ln 2 + rest. The whole part drops out of a rest within ±½, taken modulo 1.
        let fraction = self.fraction();
        let whole = self.mantissa.unbounded_shr(self.exponent.unsigned_abs());
        let doublings = (((whole << 64) | (fraction >> 64)) * LOG2_E + (1 << 95)) >> 96;
        let multiple = doublings.wrapping_mul(LN_2.mantissa).wrapping_add((doublings * LN_2_NEXT) >> 64);
        let rest = fraction.wrapping_sub(multiple).cast_signed();
        // exp ±x = cosh x ± sinh x, for 0 ≤ x < 0.35: between 0.7 and 1.5.
        let size = rest.unsigned_abs();
        let [cosh, sinh_over_size] = two_series(&INVERSE_FACTORIALS, product(size, size).0);
        let sinh = product(sinh_over_size, size).0;
        let (exponent, up) = (doublings as i32, rest >= 0);
        let (exponent, up) = if self.negative { (-exponent, !up) } else { (exponent, up) };
        Self::nearest(false, if up { cosh + sinh } else { cosh - sinh }, 0, exponent - 127).bounded()
    }

    /// The square root, exact where it is one of these numbers; `None` when negative.
    pub(crate) fn sqrt(self) -> Option<Self> {
        if self.negative || self.is_zero() {
            return if self.negative { None } else { Some(Self::ZERO) };
        }
        let odd = self.exponent & 1;
        let guess = Self::nearest(false, (self.mantissa >> odd).isqrt(), 0, (self.exponent + odd) >> 1);
        // Newton's mean of s and x/s takes 63 correct bits to about 127, then to the last one; where a guess is a few
        // units of the last bit above an exact root, its quotient is as many below, and the mean is the root.
        let mean = |root: Self| self.over(root).map(|other| (root + other).doubled(-1));
        mean(mean(guess)?)
    }

    /// `self` to a power, with the range of [`Real::exp`]; whole powers to ±64 by multiplication, so exact where the
    /// result is one of these numbers. `None` for a negative base, and for zero unless the power is positive.
    pub(crate) fn powr(self, power: Self) -> Option<Self> {
        if self.negative {
            return None;
        }
        if self.is_zero() {
            return if power.negative || power.is_zero() { None } else { Some(Self::ZERO) };
        }
        if let Some(whole) = power.to_scaled(0).filter(|whole| (-64..=64).contains(whole))
            && Self::from_i128(whole) == power
        {
            let raised = self.raised(whole.unsigned_abs() as u32);
            return if whole < 0 { Self::ONE.over(raised)? } else { raised }.bounded();
        }
        (power * self.ln()?).exp()
    }

    /// `self · 2^doublings`.
    fn doubled(self, doublings: i32) -> Self {
        Self::nearest(self.negative, self.mantissa, 0, self.exponent + doublings)
    }

    /// The magnitude in units of 2^-128, modulo 2^128 and cut off.
    fn fraction(self) -> u128 {
        let shift = self.exponent + 128;
        let by = shift.unsigned_abs();
        if shift < 0 { self.mantissa.unbounded_shr(by) } else { self.mantissa.unbounded_shl(by) }
    }

    /// The result of an exponential or a power: none from 2^400 on, zero below 2^-400.
    fn bounded(self) -> Option<Self> {
        match self.exponent + 127 {
            ..-400 => Some(Self::ZERO),
            -400..400 => Some(self),
            _ => None,
        }
    }
}

/// The natural logarithm of 2, with the 64 bits that follow; from mpmath at 400 bits, `floor(log(2) * 2**192)`.
const LN_2: Real = Real { negative: false, mantissa: 0xb172_17f7_d1cf_79ab_c9e3_b398_03f2_f6af, exponent: -128 };
const LN_2_NEXT: u128 = 0x40f3_4326_7298_b62d;

/// 1 / ln 2 in units of 2^-32: `nint(2**32 / log(2))`.
const LOG2_E: u128 = 0x1_7154_7653;

/// √2 in units of 2^-127, to 16 bits: where a mantissa is nearer to 2 than to 1.
const ABOUT_SQRT_2: u128 = 0xb504 << 112;

/// 1/(4k + 1) and 1/(4k + 3) in units of 2^-127: for a square of at most 0.0295, the terms left out are below 2^-130.
#[allow(clippy::indexing_slicing, reason = "in range, or this would not compile")]
const INVERSE_ODDS: [[u128; 2]; 13] = {
    let mut pairs = [[0; 2]; 13];
    let mut k = 0;
    while k < pairs.len() {
        let odd = 4 * k as u128 + 1;
        pairs[k] = [((1 << 127) + odd / 2) / odd, ((1 << 127) + odd / 2 + 1) / (odd + 2)];
        k += 1;
    }
    pairs
};

/// 1/(2k)! and 1/(2k + 1)! in units of 2^-127: for a square of at most 0.1202, the terms left out are below 2^-139.
#[allow(clippy::indexing_slicing, reason = "in range, or this would not compile")]
const INVERSE_FACTORIALS: [[u128; 2]; 14] = {
    let mut pairs = [[1 << 127; 2]; 14];
    let mut k = 1;
    while k < pairs.len() {
        let even = 2 * k as u128;
        let before = pairs[k - 1][1];
        let this = (before + even / 2) / even;
        pairs[k] = [this, (this + even / 2) / (even + 1)];
        k += 1;
    }
    pairs
};

/// The sums of the first and of the second coefficients times the powers of `x / 2^128`, from the last term down. The
/// sums stay below 2 units of 2^127, and each is less than two units of 2^-127 too small.
fn two_series(pairs: &[[u128; 2]], x: u128) -> [u128; 2] {
    pairs.iter().rev().fold([0; 2], |[first, second], [a, b]| [a + product(first, x).0, b + product(second, x).0])
}

#[cfg(test)]
mod tests {
    use super::*;

    // mpmath 1.4.1 at 60 digits: nstr(log(mpf(x)), 42).
    const LN: [(&str, &str); 11] = [
        ("1e-28", "-64.4723826038332791525037607311621978128308"),
        ("0.0000000000000033", "-33.3448539264382507088306744600621723171484"),
        ("0.5", "-0.6931471805599453094172321214581765680755"),
        ("0.9", "-0.10536051565782630122750098083931279830612"),
        ("1.5", "0.40546510810816438197801311546434913657199"),
        ("2", "0.6931471805599453094172321214581765680755"),
        ("10", "2.3025850929940456840179914546843642076011"),
        ("100", "4.6051701859880913680359829093687284152022"),
        ("750", "6.62007320653035612461475535805926519129979"),
        ("12345.678", "9.42106132129183197652678399107144604894183"),
        ("7e28", "66.4182927528885924576091134746053775424679"),
    ];

    // mpmath at 60 digits, for 1 ± 2^-k: nstr(log(1 + mpf(2)**-k), 42) and nstr(log(1 - mpf(2)**-k), 42).
    const LN_NEAR_ONE: [(i32, &str, &str); 3] = [
        (20, "9.53673861659188233908415514963336143603148e-7", "-9.53674771153890007250243736279163253167028e-7"),
        (64, "5.42101086242752216989032721049692261863812e-20", "-5.42101086242752217018420079820249449563031e-20"),
        (120, "7.52316384526264005099991383822237233520956e-37", "-7.52316384526264005099991383822237234086936e-37"),
    ];

    // mpmath at 60 digits: nstr(exp(mpf(x)), 42).
    const EXP: [(&str, &str); 13] = [
        ("-277", "5.01681992693399587472546128051428007812745e-121"),
        ("-64.25", "1.24904917745772636481101014015630716693455e-28"),
        ("-10", "4.53999297624848515355915155605506102379181e-5"),
        ("-1", "0.367879441171442321595523770161460867445811"),
        ("-0.3465", "0.707158819287271321390848913647980079129002"),
        ("-1e-20", "0.99999999999999999999000000000000000000005"),
        ("1e-28", "1.0000000000000000000000000001"),
        ("0.001", "1.00100050016670834166805575399305831156308"),
        ("0.3466", "1.41425091185052864709858382821466028489131"),
        ("1", "2.71828182845904523536028747135266249775725"),
        ("10", "22026.4657948067165169579006452842443663535"),
        ("66.75", "97534141814170368892641298188.9958074962976"),
        ("277", "1.9932945861406369879404057817936726113101e120"),
    ];

    // mpmath at 60 digits: nstr(sqrt(mpf(x)), 42).
    const SQRT: [(&str, &str); 8] = [
        ("1e-28", "1e-14"),
        ("0.1", "0.316227766016837933199889354443271853371956"),
        ("1.0000000000000000001", "1.00000000000000000004999999999999999999875"),
        ("2", "1.41421356237309504880168872420969807856967"),
        ("3", "1.73205080756887729352744634150587236694281"),
        ("10", "3.16227766016837933199889354443271853371956"),
        ("750", "27.3861278752583056728484891400401066976372"),
        ("7e28", "264575131106459.059050161575363926042571026"),
    ];

    // mpmath at 60 digits: nstr(power(mpf(x), mpf(y)), 42).
    const POWER: [(&str, &str, &str); 11] = [
        ("2", "0.5", "1.41421356237309504880168872420969807856967"),
        ("0.5", "-3.25", "9.51365692002176853373999976448380732234378"),
        ("10", "-28", "1e-28"),
        ("100", "0.3", "3.98107170553497250770252305087752043487677"),
        ("750", "0.001", "1.00664203432581943326735692204327471365867"),
        ("7e28", "1.5", "1.85202591774521341335113102754748229799718e43"),
        ("7e28", "-3.9", "3.19240251255366185583864237982604403420635e-113"),
        ("1e-28", "-1.7", "3.98107170553497250770252305087752043487677e47"),
        ("1e-28", "0.25", "1e-7"),
        ("0.9", "65", "1.06111661199647248543687855752712667991104e-3"),
        ("1.5", "-63", "8.05843448573757578242145933759054949393381e-12"),
    ];

    /// The number in a text of any length, such as `-12.5` or `7e28`.
    fn real(text: &str) -> Real {
        let ten = Real::from_i128(10);
        let (digits, power) = text.split_once('e').unwrap_or((text, "0"));
        let decimals = digits.split_once('.').map_or(0, |(_, after)| i32::try_from(after.len()).unwrap());
        let size = digits
            .chars()
            .filter_map(|digit| digit.to_digit(10))
            .fold(Real::ZERO, |size, digit| size.times(ten).plus(Real::from_i128(digit.into())));
        let power = power.parse::<i32>().unwrap() - decimals;
        let unit = ten.raised(power.unsigned_abs());
        let size = if power < 0 { size.over(unit).unwrap() } else { size.times(unit) };
        if digits.starts_with('-') { size.negated() } else { size }
    }

    fn whole(value: i128) -> Real {
        Real::from_i128(value)
    }

    /// The relative difference of a result and the number in a text, as an integer count of 10^-digits.
    fn difference(result: Option<Real>, expected: &str, digits: u32) -> i128 {
        let expected = real(expected);
        result.unwrap().minus(expected).over(expected).unwrap().to_scaled(digits).unwrap()
    }

    /// Pseudo-random integers of a linear congruential generator, the same in every run.
    fn scattered() -> impl Iterator<Item = u64> {
        std::iter::successors(Some(0x9e37_79b9_7f4a_7c15_u64), |&last| {
            Some(last.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407).rotate_left(29))
        })
    }

    #[test]
    fn ln_agrees_to_36_digits() {
        for (x, expected) in LN {
            assert_eq!(difference(real(x).ln(), expected, 36), 0, "ln {x}");
        }
        assert_eq!(Real::ONE.ln(), Some(Real::ZERO));
        assert_eq!(Real::ZERO.ln(), None);
        assert_eq!(whole(-2).ln(), None);
    }

    #[test]
    fn ln_beside_one_keeps_its_digits() {
        for (k, above, below) in LN_NEAR_ONE {
            let step = Real::ONE.doubled(-k);
            assert_eq!(difference(Real::ONE.plus(step).ln(), above, 36), 0, "ln 1 + 2^-{k}");
            assert_eq!(difference(Real::ONE.minus(step).ln(), below, 36), 0, "ln 1 - 2^-{k}");
        }
        // 1 ± 10^-19 is held to 2^-128, so that its logarithm is exact to as much. From mpmath:
        // nint(log(mpf(x)) * mpf(10)**38).
        let scaled = |x| real(x).ln().unwrap().to_scaled(38).unwrap();
        assert_eq!(scaled("1.0000000000000000001"), 9_999_999_999_999_999_999);
        assert_eq!(scaled("0.9999999999999999999"), -10_000_000_000_000_000_000);
    }

    #[test]
    fn exp_agrees_to_36_digits_and_loses_one_with_size() {
        for (x, expected) in EXP {
            let digits = if real(x).exponent > -123 { 35 } else { 36 };
            assert_eq!(difference(real(x).exp(), expected, digits), 0, "exp {x}");
        }
        assert_eq!(Real::ZERO.exp(), Some(Real::ONE));
    }

    #[test]
    fn exp_ends_at_two_to_the_400() {
        let edge = whole(400).times(LN_2);
        let step = Real::from_scaled(1, 20);
        assert_eq!(edge.minus(step).exp().unwrap().exponent, 399 - 127);
        assert_eq!(edge.plus(step).exp(), None);
        assert_eq!(edge.minus(step).negated().exp().unwrap().exponent, -400 - 127);
        assert_eq!(edge.plus(step).negated().exp(), Some(Real::ZERO));
        for far in [512, 100_000, i128::MAX] {
            assert_eq!(whole(far).exp(), None);
            assert_eq!(whole(-far).exp(), Some(Real::ZERO));
        }
    }

    #[test]
    fn sqrt_agrees_to_36_digits() {
        for (x, expected) in SQRT {
            assert_eq!(difference(real(x).sqrt(), expected, 36), 0, "sqrt {x}");
        }
        assert_eq!(Real::ZERO.sqrt(), Some(Real::ZERO));
        assert_eq!(whole(-4).sqrt(), None);
        let two_thirds = whole(4).over(whole(9)).unwrap().sqrt().unwrap();
        assert_eq!(two_thirds.to_scaled(37), Some(6_666_666_666_666_666_666_666_666_666_666_666_667));
    }

    #[test]
    fn sqrt_of_an_exact_square_is_exact() {
        for root in scattered().take(500).chain([1, 2, 3, 10, u64::MAX]).map(|root| whole(root.into())) {
            assert_eq!(root.times(root).sqrt(), Some(root));
            assert_eq!(root.times(root).doubled(-80).sqrt(), Some(root.doubled(-40)));
        }
    }

    #[test]
    fn powr_agrees_to_35_digits() {
        for (x, y, expected) in POWER {
            assert_eq!(difference(real(x).powr(real(y)), expected, 35), 0, "{x} ^ {y}");
        }
        // mpmath at 60 digits: nstr((1 + mpf(2)**-64)**(mpf(2)**66), 42).
        let beside_one = Real::ONE.plus(Real::ONE.doubled(-64));
        let expected = "54.5981500331442390721907179148984284105786";
        assert_eq!(difference(beside_one.powr(whole(1 << 66)), expected, 35), 0);
    }

    #[test]
    fn whole_powers_are_exact() {
        assert_eq!(whole(3).powr(whole(64)), Some(whole(3_i128.pow(64))));
        assert_eq!(whole(10).powr(whole(38)), Some(whole(10_i128.pow(38))));
        assert_eq!(whole(2).powr(whole(-64)), Some(Real::ONE.doubled(-64)));
        assert_eq!(Real::from_scaled(15, 1).powr(whole(2)), Some(Real::from_scaled(225, 2)));
        assert_eq!(whole(750).powr(Real::ZERO), Some(Real::ONE));
        assert_eq!(whole(750).powr(Real::ONE), Some(whole(750)));
    }

    #[test]
    fn powers_outside_their_domain_or_range_are_refused() {
        let half = Real::ONE.doubled(-1);
        assert_eq!(Real::ZERO.powr(half), Some(Real::ZERO));
        assert_eq!(Real::ZERO.powr(Real::ZERO), None);
        assert_eq!(Real::ZERO.powr(half.negated()), None);
        assert_eq!(whole(-8).powr(whole(2)), None);
        for power in ["64", "63.5"] {
            assert_eq!(real("7e28").powr(real(power)), None);
            assert_eq!(real("7e28").powr(real(power).negated()), Some(Real::ZERO));
        }
    }

    #[test]
    fn the_geometric_mean_of_four_and_nine_is_six() {
        let logs = whole(4).ln().unwrap().plus(whole(9).ln().unwrap());
        let mean = logs.over(whole(2)).unwrap().exp().unwrap();
        assert_eq!(mean.to_scaled(12), Some(6_000_000_000_000));
        assert_eq!(mean.to_decimal().unwrap().to_string(), "6");
    }

    #[test]
    fn exp_of_ln_comes_back_to_30_digits() {
        let mut numbers = scattered();
        for _ in 0..500 {
            let (digits, decimals) = (numbers.next().unwrap(), numbers.next().unwrap() % 39);
            let x = Real::from_scaled(i128::from(digits) + 1, decimals as u32);
            let back = x.ln().unwrap().exp().unwrap();
            assert_eq!(back.minus(x).over(x).unwrap().to_scaled(30), Some(0), "{digits}e-{decimals}");
        }
    }
}
