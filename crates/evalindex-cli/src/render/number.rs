//! Numbers in cells: rounded, signed, published, or absent.

use evalindex::number::Rounding;
use evalindex::result::IndexResult;
use evalindex::{Decimal, Score};

/// The cell of a value that is absent.
const NONE: &str = "–";

/// The cell, or a dash where the value is absent.
pub(crate) fn or_none(cell: Option<String>) -> String {
    cell.unwrap_or_else(|| NONE.to_owned())
}

/// The figure rounded half up to this number of decimals.
pub(crate) fn fixed(figure: Decimal, decimals: u32) -> String {
    Rounding::half_up(decimals).apply(figure).to_string()
}

/// The same of a figure that may be absent.
pub(crate) fn fixed_or_none(figure: Option<Decimal>, decimals: u32) -> String {
    or_none(figure.map(|figure| fixed(figure, decimals)))
}

/// A share as a percentage with one decimal.
pub(crate) fn percent(share: Decimal) -> String {
    format!("{}%", fixed(share.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(share), 1))
}

/// A score as its index publishes it.
pub(crate) fn published(index: &IndexResult, score: Score) -> String {
    index.published(score).to_string()
}

/// A gain with its sign; zero has no sign.
pub(crate) fn signed(gain: Decimal) -> String {
    if gain > Decimal::ZERO { format!("+{gain}") } else { gain.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_rounded_half_up_and_keep_their_zeros() {
        assert_eq!(fixed(Decimal::new(125, 3), 2), "0.13");
        assert_eq!(fixed_or_none(Some(Decimal::ONE), 3), "1.000");
        assert_eq!(fixed_or_none(None, 3), NONE);
        assert_eq!(percent(Decimal::new(12_345, 5)), "12.3%");
    }

    #[test]
    fn only_gains_and_losses_have_a_sign() {
        let signs = [250, 0, -250].map(|hundredths| signed(Decimal::new(hundredths, 2)));
        assert_eq!(signs, ["+2.50", "0.00", "-2.50"]);
    }
}
