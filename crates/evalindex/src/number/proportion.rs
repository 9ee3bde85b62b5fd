//! Whole numbers in one proportion, such as 11 : 5 : 2: exact weights of siblings.

use dashu_int::IBig;
use dashu_int::ops::Gcd;
use rust_decimal::Decimal;

use super::exact::{Exact, Near};
use super::integer::{I256, from_big, greatest_common_divisor, power_of_ten};
use super::rounding::{Rounding, RoundingMode};

/// Exact weights of siblings: whole numbers of 0 or more in one proportion, in lowest terms, that total more than 0.
///
/// ```
/// use evalindex::weight::{equal_weights, rank_order_centroid};
///
/// assert_eq!(equal_weights(3)?.parts(), [1, 1, 1]);
/// let centroid = rank_order_centroid(3)?;
/// assert_eq!((centroid.parts(), centroid.total()), (&[11, 5, 2][..], 18));
/// assert_eq!(centroid.fractions().collect::<Vec<_>>(), ["11/18", "5/18", "1/9"]);
/// assert_eq!(centroid.decimals()[0].to_string(), "0.611111111111");
/// # Ok::<(), evalindex::weight::WeightMethodError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proportion {
    parts: Vec<u128>,
    /// The exact total of the parts, positive.
    total: u128,
}

/// Computed parts are kept exactly where their total in lowest terms has at most so many digits; shares of a longer total,
/// and shares that are real numbers, are kept to so many decimals. A change of one weight by a factor squares the parts,
/// which 128 bits must hold, and the contributions of nodes three levels down multiply three totals in 256 bits.
const KEPT_DIGITS: u32 = 15;

impl Proportion {
    /// The parts, in the order of the siblings; they have no common divisor.
    pub fn parts(&self) -> &[u128] {
        &self.parts
    }

    /// The exact total of the parts, above 0.
    pub fn total(&self) -> u128 {
        self.total
    }

    /// Each part over the total, exactly and in lowest terms, as text: `p/q`, or `0` or `1`.
    pub fn fractions(&self) -> impl Iterator<Item = String> {
        self.parts.iter().map(|part| {
            let divisor = part.gcd(self.total);
            let [above, below] = [*part, self.total].map(|term| term.checked_div(divisor).unwrap_or(term));
            if below == 1 { above.to_string() } else { format!("{above}/{below}") }
        })
    }

    /// The proportion of fractions `p/q` and whole numbers, such as those of [`Self::fractions`]; none where a text is
    /// neither, all of them are 0, or the parts in lowest terms have more digits than 128 bits hold.
    ///
    /// ```
    /// use evalindex::number::Proportion;
    ///
    /// let weights = Proportion::from_fractions(&["11/18", "5/18", "1/9"]).unwrap();
    /// assert_eq!(weights.parts(), [11, 5, 2]);
    /// assert_eq!(Proportion::from_fractions(&["1/0"]), None);
    /// ```
    pub fn from_fractions<S: AsRef<str>>(fractions: &[S]) -> Option<Self> {
        let fraction = |text: &S| {
            let (above, below) = text.as_ref().split_once('/').unwrap_or((text.as_ref(), "1"));
            let [above, below] = [above, below].map(|term| term.parse::<u128>().ok().map(Exact::from));
            above?.over(&below?)
        };
        let fractions: Vec<Exact> = fractions.iter().map(fraction).collect::<Option<_>>()?;
        Self::of_whole(&over_common_denominator(&fractions)?)
    }

    /// Each part over the total, rounded half to even to 12 decimals: as weights are published. Rounded one by one, these
    /// decimals need not total 1: of three equal weights each is 0.333333333333.
    pub fn decimals(&self) -> Vec<Decimal> {
        let total = Exact::from(self.total);
        let share = |part: &u128| Exact::from(*part).over(&total)?.to_decimal();
        self.parts
            .iter()
            .map(|part| share(part).map_or(Decimal::ZERO, |it| Rounding::OF_SHARES.apply(it).normalize()))
            .collect()
    }

    /// The proportion of whole numbers; none where one is negative, all of them are 0, or 128 bits cannot hold the parts in
    /// lowest terms.
    pub(crate) fn of_whole(numbers: &[I256]) -> Option<Self> {
        if numbers.iter().any(|number| *number < I256::ZERO) {
            return None;
        }
        let divisor = numbers.iter().fold(I256::ZERO, |divisor, number| greatest_common_divisor(divisor, *number));
        let part = |number: &I256| u128::try_from(number.checked_div(divisor)?).ok();
        let parts: Vec<u128> = numbers.iter().map(part).collect::<Option<_>>()?;
        let total = parts.iter().try_fold(0_u128, |total, part| total.checked_add(*part))?;
        (total > 0).then_some(Self { parts, total })
    }

    /// The proportion of decimals; as of whole numbers.
    pub(crate) fn of_decimals(decimals: &[Decimal]) -> Option<Self> {
        Self::of_whole(&in_one_unit(decimals)?)
    }

    /// The proportion of computed whole numbers: exact where the total in lowest terms has at most 15 digits, else as
    /// [`Self::of_shares`].
    pub(crate) fn computed(numbers: &[I256]) -> Option<Self> {
        let most = 10_u128.checked_pow(KEPT_DIGITS)?;
        if let Some(exact) = Self::of_whole(numbers).filter(|exact| exact.total < most) {
            return Some(exact);
        }
        let total = numbers.iter().try_fold(I256::ZERO, |total, number| total.checked_add(*number))?;
        let total = Exact::from(total);
        let shares = numbers.iter().map(|number| Exact::from(*number).over(&total));
        Self::of_shares(&shares.collect::<Option<Vec<_>>>()?)
    }

    /// The proportion of shares, each rounded half to even to 15 decimals by itself, so that equal ones stay equal.
    pub(crate) fn of_shares(shares: &[Exact]) -> Option<Self> {
        let kept = Rounding::new(KEPT_DIGITS, RoundingMode::HalfEven);
        let units = shares.iter().map(|share| share.units(kept, Near::among([share])).map(I256::new));
        Self::of_whole(&units.collect::<Option<Vec<_>>>()?)
    }
}

/// The least common multiple of two positive numbers.
pub(crate) fn least_common_multiple(one: I256, other: I256) -> Option<I256> {
    one.checked_div(greatest_common_divisor(one, other))?.checked_mul(other)
}

/// The numerators of fractions over their least common denominator; none where 256 bits cannot hold one.
pub(crate) fn over_common_denominator(fractions: &[Exact]) -> Option<Vec<I256>> {
    let wide = |(numerator, denominator)| Some((from_big(&numerator)?, from_big(&IBig::from(denominator))?));
    let terms: Vec<(I256, I256)> = fractions.iter().map(|it| wide(it.lowest_terms()?)).collect::<Option<_>>()?;
    let unit = terms.iter().try_fold(I256::ONE, |unit, (_, denominator)| least_common_multiple(unit, *denominator))?;
    terms.iter().map(|(numerator, denominator)| unit.checked_div(*denominator)?.checked_mul(*numerator)).collect()
}

/// Decimals as whole numbers of the smallest unit that any of them uses.
pub(crate) fn in_one_unit(values: &[Decimal]) -> Option<Vec<I256>> {
    let values: Vec<Decimal> = values.iter().map(Decimal::normalize).collect();
    let decimals = values.iter().map(Decimal::scale).max().unwrap_or_default();
    let units =
        |value: &Decimal| I256::new(value.mantissa()).checked_mul(power_of_ten(decimals.checked_sub(value.scale())?)?);
    values.iter().map(units).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole<const N: usize>(numbers: [i128; N]) -> Vec<I256> {
        numbers.map(I256::new).to_vec()
    }

    #[test]
    fn parts_are_in_lowest_terms_and_shares_are_rounded_one_by_one() {
        let found = Proportion::of_whole(&whole([4, 0, 8])).unwrap();
        assert_eq!((found.parts(), found.total()), (&[1, 0, 2][..], 3));
        assert_eq!(found.fractions().collect::<Vec<_>>(), ["1/3", "0", "2/3"]);
        let decimals: Vec<String> = found.decimals().iter().map(ToString::to_string).collect();
        assert_eq!(decimals, ["0.333333333333", "0", "0.666666666667"]);
        let one = Proportion::of_decimals(&[Decimal::new(250, 1), Decimal::ZERO]).unwrap();
        assert_eq!(one.fractions().collect::<Vec<_>>(), ["1", "0"]);
    }

    #[test]
    fn fractions_come_back_and_others_are_none() {
        let weights = Proportion::of_whole(&whole([11, 5, 0, 2])).unwrap();
        assert_eq!(Proportion::from_fractions(&weights.fractions().collect::<Vec<_>>()), Some(weights));
        for text in ["", "a", "1/", "/2", "-1/2", "0.5", "1/0", "0", "1/2/3"] {
            assert_eq!(Proportion::from_fractions(&[text]), None, "{text}");
        }
        let long = [u128::MAX.to_string(), (u128::MAX - 1).to_string()];
        assert_eq!(Proportion::from_fractions(&long), None);
    }

    #[test]
    fn what_has_no_proportion_is_none() {
        for numbers in [whole([0, 0]), whole([3, -1]), whole([])] {
            assert_eq!(Proportion::of_whole(&numbers), None);
            assert_eq!(Proportion::computed(&numbers), None);
        }
        let long = [I256::ONE, power_of_ten(40).unwrap()];
        assert_eq!(Proportion::of_whole(&long), None);
    }

    #[test]
    fn a_computed_total_of_16_digits_is_rounded_to_15_decimals_of_it() {
        let long = 10_i128.pow(15);
        assert_eq!(Proportion::computed(&whole([1, long - 2])).unwrap().parts(), [1, 10_u128.pow(15) - 2]);
        // 2.5 units of 10⁻¹⁵ go to the even 2, and what is a little below 97.5 to 97.
        let (half, all) = (25 * 10_i128.pow(15), 10_i128.pow(31));
        let found = Proportion::computed(&whole([half, 1, all - half - 1])).unwrap();
        assert_eq!(found.parts(), [2, 0, 10_u128.pow(15) - 3]);
    }
}
