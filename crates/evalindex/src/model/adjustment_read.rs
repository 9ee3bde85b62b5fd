//! Adjustments read from JSON, as documents and explanations write them.

use rust_decimal::Decimal;
use serde::de::{Deserialize, Deserializer, Error};

use super::adjustment::{Adjustment, Effect, PercentOf, Points, VetoEffect};
use crate::json::ReadNumber;

impl Effect {
    /// Why members of an object are no effect.
    pub(crate) const NONE: &str =
        "an adjustment that is neither a bonus or deduction with points nor a veto with its effect";

    /// The effect of a type, with its points and percentage, of what this is one, and its effect of a veto; points are by
    /// steps where none are given and they may be. None where these do not go together.
    pub(crate) fn read(
        type_name: &str,
        [points, percent]: [Option<Decimal>; 2],
        of: Option<String>,
        veto: Option<VetoEffect>,
        by_steps: bool,
    ) -> Option<Self> {
        let points = match (points, percent, of) {
            (Some(points), None, None) => Some(Points::Given(points)),
            (None, Some(percent), Some(of)) => Some(Points::Percent { percent, of: PercentOf::named(of) }),
            (None, None, None) if by_steps => Some(Points::BySteps),
            (None, None, None) => None,
            _ => return None,
        };
        match (type_name, points, veto) {
            ("bonus", Some(points), None) => Some(Self::Bonus(points)),
            ("deduction", Some(points), None) => Some(Self::Deduction(points)),
            ("penalty", Some(points), None) => Some(Self::Penalty(points)),
            ("veto", None, Some(effect)) => Some(Self::Veto(effect)),
            _ => None,
        }
    }
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct AdjustmentRead {
    subject: String,
    r#type: String,
    points: Option<ReadNumber>,
    percent: Option<ReadNumber>,
    of: Option<String>,
    effect: Option<VetoEffect>,
    kind: Option<String>,
    reason: String,
    index: Option<String>,
}

impl<'de> Deserialize<'de> for Adjustment {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let read = AdjustmentRead::deserialize(from)?;
        let numbers = [read.points, read.percent].map(|number| number.map(Decimal::from));
        let by_steps = read.kind.is_some() && read.effect.is_none();
        let effect = Effect::read(&read.r#type, numbers, read.of, read.effect, by_steps);
        let effect = effect.ok_or_else(|| D::Error::custom(Effect::NONE))?;
        Ok(Self { subject: read.subject, effect, kind: read.kind, reason: read.reason, index: read.index })
    }
}
