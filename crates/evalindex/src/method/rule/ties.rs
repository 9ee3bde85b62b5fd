//! How places become shares: whether a subject counts itself, and how equal values count.

use std::borrow::Cow;

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use super::calibration::Standing;
use super::digits::digits;
use crate::json::{FromJson, Json, Reader, Shape, choice};
use crate::method::direction::Direction;
use crate::method::fault::Fault;
use crate::number::{Exact, Formula};
use crate::support::{named_enum, one_of};

named_enum! {
    /// How the other subjects with the same value count where a rule counts those left behind.
    ///
    /// ```
    /// use evalindex::rule::RankTies;
    ///
    /// assert_eq!(RankTies::NAMES, ["mean", "low", "high"]);
    /// ```
    #[non_exhaustive]
    pub enum RankTies {
        /// Half of them count as left behind: equal subjects take the mean of their places.
        Mean = "mean",
        /// None of them counts: equal subjects take the lowest of their places, counted from the worst.
        Low = "low",
        /// All of them count: equal subjects take the highest of their places, counted from the worst.
        High = "high",
    }
}

impl RankTies {
    /// Twice the number of other equals that count.
    fn doubled(self, others: usize) -> usize {
        match self {
            Self::Mean => others,
            Self::Low => 0,
            Self::High => others.saturating_mul(2),
        }
    }
}

/// What share of the subjects a place is: `(place − a)/(n + b)`, the place counted from the worst.
///
/// In documents `"all"`, `"others"` or `[a, b]`; with `a` at most 1 and `a + b` at least 0, shares lie between 0 and 1.
///
/// ```
/// use evalindex::Decimal;
/// use evalindex::rule::RankShare;
///
/// let blom = RankShare::of(Decimal::new(375, 3), Decimal::new(25, 2));
/// assert_eq!(serde_json::to_string(&blom).unwrap(), "[0.375,0.25]");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RankShare {
    /// The place counted from the worst, divided by all `n`: above 0, and 1 for the best; `[0, 0]`. As in the Indices of
    /// Deprivation of England, and of Scotland in 2003.
    All,
    /// The subjects left behind, divided by the other `n − 1`: from 0 to 1; `[1, −1]`. As in `PERCENTRANK.INC`.
    Others,
    /// With these `a` and `b`: `[0, 1]` as in the Scottish Index of Multiple Deprivation, `[0.375, 0.25]` by Blom (1958).
    Of([Decimal; 2]),
}

/// Half of a doubled number.
pub(super) fn halved(doubled: usize) -> Exact {
    Exact::count(doubled) * Exact::from_scaled(5, 1)
}

impl RankShare {
    const NAMES: [&'static str; 2] = ["all", "others"];

    /// With this `a` and `b`.
    pub fn of(a: impl Into<Decimal>, b: impl Into<Decimal>) -> Self {
        Self::Of([a.into(), b.into()])
    }

    fn named(name: &str) -> Option<Self> {
        match name {
            "all" => Some(Self::All),
            "others" => Some(Self::Others),
            _ => None,
        }
    }

    /// What is taken from the place, and what is added to the number.
    fn offsets(self) -> [Exact; 2] {
        match self {
            Self::All => [Exact::ZERO; 2],
            Self::Others => [Exact::ONE, -Exact::ONE],
            Self::Of(pair) => pair.map(Exact::from),
        }
    }

    /// The place of a value that stands so, less `a`, and the number, with `b`: of which the share is the quotient. Both are 0
    /// where the only subject is compared with the others.
    pub(super) fn parts(self, standing: Standing, ties: RankTies, direction: Direction) -> [Exact; 2] {
        let [a, b] = self.offsets();
        [place(standing, ties, direction) - a, Exact::count(standing.count()) + b]
    }

    /// The same with the numbers put in.
    pub(super) fn formulas(self, standing: Standing, ties: RankTies, direction: Direction) -> [Formula; 2] {
        let plain = || self.parts(standing, ties, direction).map(Formula::from);
        let Self::Of([a, b]) = self else { return plain() };
        let place = Formula::from(place(standing, ties, direction));
        let number = Formula::count(standing.count());
        [
            if a.is_zero() { place } else { place - Formula::from(a) },
            if b.is_zero() { number } else { number + Formula::from(b) },
        ]
    }

    /// A fault where a share may lie outside 0 to 1, or, `inside`, be one of them.
    pub(super) fn fault(self, inside: bool) -> Option<Fault> {
        let [a, b] = self.offsets();
        let (sum, fits) = (&a + &b, |below: Exact, above: Exact| if inside { below < above } else { below <= above });
        if fits(a, Exact::ONE) && fits(Exact::ZERO, sum) {
            return None;
        }
        let found = serde_json::to_string(&self).unwrap_or_default();
        let (what, expected) = if inside {
            (
                "the shares of `share` are not all between 0 and 1",
                "[a, b] with a below 1 and a + b above 0, as in [0.375, 0.25]",
            )
        } else {
            (
                "the shares of `share` are not all from 0 to 1",
                "[a, b] with a at most 1 and a + b at least 0, as in [0, 1]",
            )
        };
        Some(Fault::new("share", what, found, expected))
    }
}

/// The place counted from the worst: of those that equal values share, the one that `ties` says.
fn place(standing: Standing, ties: RankTies, direction: Direction) -> Exact {
    let behind = standing.worse(direction).saturating_add(1).saturating_mul(2);
    halved(behind.saturating_add(ties.doubled(standing.equal.saturating_sub(1))))
}

impl Serialize for RankShare {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::All => out.serialize_str("all"),
            Self::Others => out.serialize_str("others"),
            Self::Of(pair) => digits(pair, out),
        }
    }
}

impl FromJson for RankShare {
    fn expected() -> Cow<'static, str> {
        format!("{} or [a, b]", one_of(&Self::NAMES)).into()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        if json.shape() == Shape::Array {
            return <[Decimal; 2]>::from_json(json, reader).map(Self::Of);
        }
        choice(json, reader, &Self::NAMES, " or [a, b]", Self::named)
    }
}
