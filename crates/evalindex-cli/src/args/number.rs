//! Numbers on the command line: plain decimals, percentages, and `NAME=NUMBER`.

use evalindex::Decimal;

/// A plain number.
pub(crate) fn number(argument: &str) -> Result<Decimal, String> {
    plain(argument).ok_or_else(|| "expected a plain number, such as 0.1".to_owned())
}

/// A number such as `0.25`, or as a percentage, `25%`.
pub(crate) fn share(text: &str) -> Option<Decimal> {
    match text.strip_suffix('%') {
        Some(percent) => plain(percent)?.checked_div(Decimal::ONE_HUNDRED),
        None => plain(text),
    }
}

/// The name before the last `=`, and the number after it; `form` is what was expected.
pub(crate) fn number_of<'a>(argument: &'a str, form: &str) -> Result<(&'a str, Decimal), String> {
    let parts = argument.rsplit_once('=').filter(|(name, _)| !name.is_empty());
    let (name, number) = parts.ok_or_else(|| format!("expected {form}"))?;
    let number = plain(number).ok_or_else(|| format!("{number:?} is no plain number, expected {form}"))?;
    Ok((name, number))
}

/// The decimal, exactly as it is written.
pub(crate) fn plain(text: &str) -> Option<Decimal> {
    Decimal::from_str_exact(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_read_as_numbers_and_percentages() {
        assert_eq!(share("25%"), share("0.25"));
        assert_eq!(share("1e3"), None);
        assert_eq!(share("%"), None);
    }
}
