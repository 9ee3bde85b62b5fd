//! Errors of observed figures.

use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::number::digits;

/// The error of an indicator's observed figures, for draws over figures; an evaluation does not use it.
///
/// The error of each figure is drawn independently. It belongs to the input: all indicators that read one input get the
/// same drawn figure.
///
/// ```
/// use evalindex::Decimal;
/// use evalindex::model::Uncertainty;
///
/// // A survey's figures, with a standard error of 0.3 points.
/// assert_eq!(Uncertainty::Sd(Decimal::new(3, 1)).name(), "sd");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Uncertainty {
    /// Normal, with this standard deviation, in the unit of the figures.
    Sd(Decimal),
    /// Normal, with a standard deviation of this share of the figure.
    RelativeSd(Decimal),
    /// Uniform, at most this far either way, in the unit of the figures.
    Within(Decimal),
    /// Uniform, at most this share of the figure either way.
    RelativeWithin(Decimal),
}

impl Uncertainty {
    /// The names in documents.
    pub const NAMES: &'static [&'static str] = &["sd", "relative_sd", "within", "relative_within"];

    /// The error of this name and size.
    pub(crate) fn from_name(name: &str, size: Decimal) -> Option<Self> {
        match name {
            "sd" => Some(Self::Sd(size)),
            "relative_sd" => Some(Self::RelativeSd(size)),
            "within" => Some(Self::Within(size)),
            "relative_within" => Some(Self::RelativeWithin(size)),
            _ => None,
        }
    }

    /// Its name in documents.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sd(_) => "sd",
            Self::RelativeSd(_) => "relative_sd",
            Self::Within(_) => "within",
            Self::RelativeWithin(_) => "relative_within",
        }
    }

    /// Its size: a standard deviation or a limit, 0 or more.
    pub const fn size(self) -> Decimal {
        match self {
            Self::Sd(size) | Self::RelativeSd(size) | Self::Within(size) | Self::RelativeWithin(size) => size,
        }
    }

    /// Whether it is drawn from a normal distribution, and not a uniform one.
    pub(crate) const fn is_normal(self) -> bool {
        matches!(self, Self::Sd(_) | Self::RelativeSd(_))
    }

    /// The figure plus this multiple of the error's size; none where a decimal cannot hold it.
    pub(crate) fn off(self, figure: Decimal, times: Decimal) -> Option<Decimal> {
        let size = match self {
            Self::Sd(size) | Self::Within(size) => size,
            Self::RelativeSd(share) | Self::RelativeWithin(share) => figure.abs().checked_mul(share)?,
        };
        figure.checked_add(size.checked_mul(times)?)
    }
}

impl Serialize for Uncertainty {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(Some(1))?;
        map.serialize_entry(self.name(), &digits(self.size().normalize()))?;
        map.end()
    }
}
