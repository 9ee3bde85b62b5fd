//! Policies for missing figures.

use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::number::digits;
use crate::support::named_enum;

named_enum! {
    /// The figure that replaces a missing one.
    ///
    /// ```
    /// use evalindex::model::Impute;
    ///
    /// assert_eq!(Impute::GroupMean.name(), "group_mean");
    /// ```
    #[non_exhaustive]
    pub enum Impute {
        /// Mean of the observed values.
        Mean = "mean",
        /// Median of the observed values.
        Median = "median",
        /// The worst observed value.
        Worst = "worst",
        /// The subject's previous figure.
        Previous = "previous",
        /// Mean of the observed values of the subject's group.
        GroupMean = "group_mean",
        /// Median of the observed values of the subject's group.
        GroupMedian = "group_median",
        /// On the straight line between the subject's figures of the nearest periods before and after.
        Linear = "linear",
        /// The mean of the subject's scores in the other children of the dimension.
        RowMean = "row_mean",
    }
}

/// What happens when an indicator's figure is missing.
///
/// ```
/// use evalindex::model::{Impute, Missing};
///
/// assert_eq!(serde_json::to_string(&Missing::Impute(Impute::Median)).unwrap(), r#"{"impute":"median"}"#);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Missing {
    /// The document is refused.
    #[default]
    Error,
    /// The subject gets no score.
    Unranked,
    /// Its weight goes to present siblings in proportion.
    Reweight,
    /// It scores this number of points.
    Score(Decimal),
    /// An imputed figure replaces it, with a notice.
    Impute(Impute),
}

impl Serialize for Missing {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Error => out.serialize_str("error"),
            Self::Unranked => out.serialize_str("unranked"),
            Self::Reweight => out.serialize_str("reweight"),
            Self::Score(score) => {
                let mut map = out.serialize_map(Some(1))?;
                map.serialize_entry("score", &digits(score.normalize()))?;
                map.end()
            }
            Self::Impute(impute) => {
                let mut map = out.serialize_map(Some(1))?;
                map.serialize_entry("impute", impute)?;
                map.end()
            }
        }
    }
}
