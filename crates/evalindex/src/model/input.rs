//! What is known of an input: the figures that it can have, and the codes that stand for none.

use std::collections::HashSet;

use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::number::digits;

/// What the document says of the figures of one input, in `values`, `previous` and those of earlier periods.
///
/// ```
/// use evalindex::{Decimal, Draft};
/// use evalindex::model::Input;
///
/// let share = Input::new("share").valid(0, 100).sentinel(-99);
/// assert_eq!(share.valid, Some([Decimal::ZERO, Decimal::ONE_HUNDRED]));
/// assert_eq!(Draft::default().input(share).inputs[0].sentinels.len(), 1);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Input {
    /// The name of the input.
    pub id: String,
    /// The least and the greatest figure that it can have, in its unit; a figure beyond is refused.
    pub valid: Option<[Decimal; 2]>,
    /// Numbers that stand for a missing figure, such as −99.
    pub sentinels: Vec<Decimal>,
}

impl Input {
    /// An input of which nothing is known yet.
    pub fn new(id: impl Into<String>) -> Self {
        Self { id: id.into(), valid: None, sentinels: Vec::new() }
    }

    /// With figures from `least` to `greatest`, both included.
    pub fn valid(mut self, least: impl Into<Decimal>, greatest: impl Into<Decimal>) -> Self {
        self.valid = Some([least.into(), greatest.into()]);
        self
    }

    /// With one more number that stands for a missing figure.
    pub fn sentinel(mut self, sentinel: impl Into<Decimal>) -> Self {
        self.sentinels.push(sentinel.into());
        self
    }

    /// The numbers that stand for a missing figure, to be looked up.
    pub(crate) fn coded(&self) -> HashSet<Decimal> {
        self.sentinels.iter().copied().collect()
    }
}

/// The members of `inputs` but its name.
impl Serialize for Input {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        if let Some(ends) = self.valid {
            map.serialize_entry("valid", &ends.map(|end| digits(end.normalize())))?;
        }
        if !self.sentinels.is_empty() {
            let sentinels: Vec<_> = self.sentinels.iter().map(|one| digits(one.normalize())).collect();
            map.serialize_entry("sentinels", &sentinels)?;
        }
        map.end()
    }
}
