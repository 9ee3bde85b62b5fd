//! Exact decimals from the text of a document: a number that a decimal cannot hold is refused, never rounded.

use rust_decimal::Decimal;

/// Why a decimal cannot hold a number exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NumberFault {
    /// More than 28 decimals.
    Fine,
    /// Beyond ±(2⁹⁶ − 1).
    Large,
    /// More significant digits than 96 bits hold.
    Long,
}

/// The largest mantissa: 96 bits.
const LARGEST: u128 = (1 << 96) - 1;

impl NumberFault {
    /// What is wrong.
    pub(crate) const fn what(self) -> &'static str {
        match self {
            Self::Fine => "a number with more decimals than are kept exactly",
            Self::Large => "a number larger than is kept exactly",
            Self::Long => "a number with more digits than are kept exactly",
        }
    }

    /// What is expected instead.
    pub(crate) const fn expected(self) -> &'static str {
        match self {
            Self::Fine => "at most 28 decimals",
            Self::Large => "a number between -79228162514264337593543950335 and 79228162514264337593543950335",
            Self::Long => "at most 28 significant digits",
        }
    }
}

/// The exact value of a JSON number, which may have an exponent; without trailing zeros.
pub(crate) fn exact(text: &str) -> Result<Decimal, NumberFault> {
    match short(text.as_bytes()) {
        Some(value) => Ok(value),
        None => long(text),
    }
}

/// Whether a text is a plain decimal number: `-?digits(.digits)?` without leading zeros.
pub(crate) fn is_plain(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = match digits.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (digits, None),
    };
    is_whole(whole) && fraction.is_none_or(all_digits)
}

/// Whether a text is a number as JSON writes it.
pub(crate) fn is_json(text: &str) -> bool {
    let (digits, exponent) = match text.split_once(['e', 'E']) {
        Some((digits, exponent)) => (digits, Some(exponent)),
        None => (text, None),
    };
    is_plain(digits)
        && exponent.is_none_or(|exponent| all_digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)))
}

/// Whether a text names a value that is not finite: `NaN`, `Infinity`, `-inf`.
pub(crate) fn is_not_finite(text: &str) -> bool {
    let name = text.trim().trim_start_matches(['-', '+']);
    ["nan", "inf", "infinity", "∞"].contains(&name.to_lowercase().as_str())
}

/// The plain number that was probably meant by `1,000`, `01`, `.5`, `1.`, `+1`, `4.9%`, ` 1` or `１２`.
pub(crate) fn meant(text: &str) -> Option<String> {
    let narrow: String = text.chars().map(narrowed).collect();
    let narrow = narrow.trim().trim_end_matches('%').trim_end();
    let (sign, digits) = match narrow.strip_prefix(['-', '+']) {
        Some(digits) => (if narrow.starts_with('-') { "-" } else { "" }, digits),
        None => ("", narrow),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let whole = ungrouped(whole)?;
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let dot = if fraction.is_empty() { "" } else { "." };
    let number = format!("{sign}{whole}{dot}{fraction}");
    (is_plain(&number) && digits.bytes().any(|byte| byte.is_ascii_digit())).then_some(number)
}

/// Numbers of up to 17 digits without exponent: one pass over the bytes.
fn short(text: &[u8]) -> Option<Decimal> {
    const LONGEST: usize = 18;
    let (negative, digits) = match text {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    if digits.len() > LONGEST {
        return None;
    }
    let (mut mantissa, mut scale, mut point) = (0_i64, 0_u32, false);
    for byte in digits {
        match byte {
            b'0'..=b'9' => {
                mantissa = mantissa.wrapping_mul(10).wrapping_add(i64::from(byte & 0x0f));
                scale = scale.wrapping_add(u32::from(point));
            }
            b'.' => point = true,
            _ => return None,
        }
    }
    while scale > 0 && mantissa % 10 == 0 {
        mantissa /= 10;
        scale = scale.wrapping_sub(1);
    }
    Decimal::try_new(if negative { mantissa.wrapping_neg() } else { mantissa }, scale).ok()
}

/// Numbers of any length.
fn long(text: &str) -> Result<Decimal, NumberFault> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (digits, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut mantissa = Some(0_u128);
    let mut zeros = 0_u32;
    for digit in whole.bytes().chain(fraction.bytes()).map(|byte| u128::from(byte & 0x0f)) {
        if digit == 0 {
            zeros = zeros.saturating_add(1);
            continue;
        }
        mantissa = match mantissa {
            Some(0) => Some(digit),
            Some(sofar) => appended(sofar, zeros, digit),
            None => None,
        };
        zeros = 0;
    }
    if mantissa == Some(0) {
        return Ok(Decimal::ZERO);
    }
    let power = power(exponent)
        .saturating_add(i64::from(zeros))
        .saturating_sub(i64::try_from(fraction.len()).unwrap_or(i64::MAX));
    let (mantissa, scale) = scaled(mantissa, power)?;
    let signed = if text.starts_with('-') { mantissa.wrapping_neg() } else { mantissa };
    Decimal::try_from_i128_with_scale(signed, scale).map_err(|_| NumberFault::Long)
}

/// Mantissa and scale of `mantissa · 10^power`; a mantissa of none has too many digits.
fn scaled(mantissa: Option<u128>, power: i64) -> Result<(i128, u32), NumberFault> {
    let scale = if power < 0 { u32::try_from(power.unsigned_abs()).unwrap_or(u32::MAX) } else { 0 };
    if scale > Decimal::MAX_SCALE {
        return Err(NumberFault::Fine);
    }
    let fault = if power < 0 { NumberFault::Long } else { NumberFault::Large };
    let factor =
        if power > 0 { u32::try_from(power).ok().and_then(|power| 10_u128.checked_pow(power)) } else { Some(1) };
    let whole = mantissa.zip(factor).and_then(|(mantissa, factor)| mantissa.checked_mul(factor));
    let fitting = whole.filter(|whole| *whole <= LARGEST).and_then(|whole| i128::try_from(whole).ok());
    fitting.map(|mantissa| (mantissa, scale)).ok_or(fault)
}

/// The mantissa followed by this number of zeros and one more digit.
fn appended(mantissa: u128, zeros: u32, digit: u128) -> Option<u128> {
    let shifted = mantissa.checked_mul(10_u128.checked_pow(zeros.checked_add(1)?)?)?;
    shifted.checked_add(digit).filter(|mantissa| *mantissa <= LARGEST)
}

fn power(exponent: &str) -> i64 {
    exponent.parse().unwrap_or(if exponent.starts_with('-') { i64::MIN } else { i64::MAX })
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_whole(text: &str) -> bool {
    all_digits(text) && (text == "0" || !text.starts_with('0'))
}

/// The character of normal width.
fn narrowed(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => {
            u32::from(character).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(character)
        }
        '\u{2212}' => '-',
        other => other,
    }
}

/// The digits without separators between groups of three; none where the groups are not of three.
fn ungrouped(whole: &str) -> Option<String> {
    let mut groups = whole.split([',', '_', ' ', '\'']);
    let first = groups.next()?;
    let rest: Vec<_> = groups.collect();
    rest.iter().all(|group| group.len() == 3).then(|| format!("{first}{}", rest.concat()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Result<(i128, u32), NumberFault> {
        exact(text).map(|value| (value.mantissa(), value.scale()))
    }

    #[test]
    fn numbers_are_read_exactly() {
        for (text, mantissa, scale) in [
            ("0", 0, 0),
            ("-0", 0, 0),
            ("-0.00", 0, 0),
            ("12.345", 12_345, 3),
            ("-12.50", -125, 1),
            ("100", 100, 0),
            ("0.1", 1, 1),
            ("1e-5", 1, 5),
            ("1.5E3", 1_500, 0),
            ("1.5e+1", 15, 0),
            ("120e-1", 12, 0),
            ("0e999999999999999999999", 0, 0),
            ("999999999999999999", 999_999_999_999_999_999, 0),
            ("12345678901234567.8901", 123_456_789_012_345_678_901, 4),
            ("79228162514264337593543950335", 79_228_162_514_264_337_593_543_950_335, 0),
            ("-7.9228162514264337593543950335", -79_228_162_514_264_337_593_543_950_335, 28),
            ("1e28", 10_000_000_000_000_000_000_000_000_000, 0),
            ("0.0000000000000000000000000001", 1, 28),
            ("1e-28", 1, 28),
            ("0.100000000000000000000000000000000000", 1, 1),
            ("1000000000000000000000000000000000e-30", 1_000, 0),
        ] {
            assert_eq!(parts(text), Ok((mantissa, scale)), "{text}");
        }
    }

    #[test]
    fn what_does_not_fit_is_refused_and_never_rounded() {
        for (text, fault) in [
            ("1e-29", NumberFault::Fine),
            ("0.00000000000000000000000000001", NumberFault::Fine),
            ("1e-999999999999999999999", NumberFault::Fine),
            ("79228162514264337593543950336", NumberFault::Large),
            ("1e29", NumberFault::Large),
            ("-1e999999999999999999999", NumberFault::Large),
            ("79228162514264337593543950335.5", NumberFault::Long),
            ("7.9228162514264337593543950336", NumberFault::Long),
        ] {
            assert_eq!(parts(text), Err(fault), "{text}");
        }
    }

    #[test]
    fn only_plain_decimal_numbers_are_plain() {
        for text in ["0", "-0", "1", "10.50", "-0.001"] {
            assert!(is_plain(text), "{text}");
        }
        for text in ["", "-", "01", ".5", "1.", "1e5", " 1", "+1", "1_000", "1,000", "１", "0x1", "1.2.3", "NaN", "--1"]
        {
            assert!(!is_plain(text), "{text}");
        }
        assert!(is_json("1e5") && is_json("1.5E-3") && !is_json("1e") && !is_json("1e1.5") && !is_json("01e1"));
    }

    #[test]
    fn the_intended_number_is_offered_where_it_is_unambiguous() {
        for (text, number) in [
            ("1,000", Some("1000")),
            ("1 234 567.8", Some("1234567.8")),
            ("1_000", Some("1000")),
            ("1,5", None),
            ("01", Some("1")),
            ("00.50", Some("0.50")),
            (".5", Some("0.5")),
            ("-.5", Some("-0.5")),
            ("1.", Some("1")),
            ("+1", Some("1")),
            (" 1 ", Some("1")),
            ("4.9%", Some("4.9")),
            ("１２．５", Some("12.5")),
            ("−3", Some("-3")),
            ("", None),
            (".", None),
            ("abc", None),
            ("1e5", None),
        ] {
            assert_eq!(meant(text).as_deref(), number, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn every_decimal_is_read_as_it_is_written(mantissa in 0..=LARGEST, bits in 0..96_u32, scale in 0..=28_u32, zeros in 0..40_usize) {
            let mantissa = i128::try_from(mantissa >> bits).unwrap();
            for mantissa in [mantissa, -mantissa] {
                let value = Decimal::try_from_i128_with_scale(mantissa, scale).unwrap();
                proptest::prop_assert_eq!(exact(&value.to_string()), Ok(value));
                proptest::prop_assert_eq!(exact(&format!("{mantissa}e-{scale}")), Ok(value));
                if scale > 0 {
                    proptest::prop_assert_eq!(exact(&format!("{value}{}", "0".repeat(zeros))), Ok(value));
                }
            }
        }
    }
}
