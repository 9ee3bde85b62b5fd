//! Preparation of data: treatment of outliers, screening of subjects, data of calibration.

use rust_decimal::Decimal;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::number::json_number;

/// Treatment of outliers, where the figures of an indicator are too skewed.
///
/// Figures pass when the absolute value of their skewness is below `skew`, or their kurtosis below `kurtosis` (both with
/// the bias correction of spreadsheets, type 2; fewer than four or equal figures pass). Where they do not, the furthest
/// figures are moved to the next one inwards, on the side that the skewness points to, until they pass or `winsorise`
/// of them have been moved. Where that is not enough and `log` holds, the figures as they were are scored as
/// `ln(x − min + 0.01·(max − min))`. Source: OECD/JRC Handbook (2008), 5; COINr's `Treat` with its defaults.
///
/// ```
/// use evalindex::model::Treatment;
///
/// let two_at_most = Treatment::default().winsorise(2).log(false);
/// assert_eq!(two_at_most.skew.to_string(), "2");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Treatment {
    /// The largest number of figures that are moved inwards, at most 1,000,000.
    pub winsorise: usize,
    /// Whether logarithms are taken where moving is not enough.
    pub log: bool,
    /// The limit of skewness, above 0.
    #[serde(serialize_with = "json_number")]
    pub skew: Decimal,
    /// The limit of kurtosis (0 for a normal distribution).
    #[serde(serialize_with = "json_number")]
    pub kurtosis: Decimal,
}

impl Default for Treatment {
    /// Up to five figures, then logarithms; limits 2 and 3.5.
    fn default() -> Self {
        Self { winsorise: 5, log: true, skew: Decimal::TWO, kurtosis: Decimal::from_parts(35, 0, 0, false, 1) }
    }
}

impl Treatment {
    /// The most that [`Self::winsorise`] may be.
    pub const MOST_MOVED: usize = 1_000_000;

    /// With this largest number of figures that are moved inwards.
    pub fn winsorise(mut self, winsorise: usize) -> Self {
        self.winsorise = winsorise;
        self
    }

    /// Whether logarithms are taken where moving is not enough.
    pub fn log(mut self, log: bool) -> Self {
        self.log = log;
        self
    }

    /// With this limit of skewness, above 0.
    pub fn skew(mut self, skew: impl Into<Decimal>) -> Self {
        self.skew = skew.into();
        self
    }

    /// With this limit of kurtosis.
    pub fn kurtosis(mut self, kurtosis: impl Into<Decimal>) -> Self {
        self.kurtosis = kurtosis.into();
        self
    }
}

/// Screening: subjects with too small a share of their figures are left out of the ranking.
///
/// ```
/// use evalindex::Decimal;
/// use evalindex::model::Screen;
///
/// assert_eq!(Screen::new(Decimal::new(65, 2)).min_share.to_string(), "0.65");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Screen {
    /// The share of the indicators that apply to a subject and count, 0 to 1, of which it must have a figure.
    #[serde(serialize_with = "json_number")]
    pub min_share: Decimal,
}

impl Screen {
    /// Without the subjects that have figures for less than this share, 0 to 1, of their indicators.
    pub fn new(min_share: impl Into<Decimal>) -> Self {
        Self { min_share: min_share.into() }
    }
}

/// The data on which rules are calibrated, in a document of several periods.
///
/// ```
/// use evalindex::model::Calibrate;
///
/// assert_eq!(serde_json::to_string(&Calibrate::Base("2020".to_owned())).unwrap(), r#"{"base":"2020"}"#);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Calibrate {
    /// Each period on its own: places can be compared, scores of data-driven rules cannot.
    #[default]
    Each,
    /// All periods on the subjects of all of them, in one list.
    Pooled,
    /// All periods on this one.
    Base(String),
}

impl Calibrate {
    /// Whether each period is calibrated on its own.
    pub(crate) fn is_each(&self) -> bool {
        *self == Self::Each
    }
}

impl Serialize for Calibrate {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Each => out.serialize_str("each"),
            Self::Pooled => out.serialize_str("pooled"),
            Self::Base(period) => {
                let mut map = out.serialize_map(Some(1))?;
                map.serialize_entry("base", period)?;
                map.end()
            }
        }
    }
}
