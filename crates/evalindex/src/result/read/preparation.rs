//! Published steps of preparation.

use rust_decimal::Decimal;

use crate::json::ReadNumber;
use crate::model::Impute;
use crate::result::{Preparation, PreparationStep, PreparedCell, Treated};

/// A statistic before and after.
type Pair = [Option<ReadNumber>; 2];

/// A step with the fields of all sorts of steps; its name decides which of them it has.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PreparationRead {
    node: Option<String>,
    step: String,
    by: Option<String>,
    scale: Option<ReadNumber>,
    how: Option<Impute>,
    points: Option<ReadNumber>,
    low: Option<ReadNumber>,
    high: Option<ReadNumber>,
    shift: Option<ReadNumber>,
    skew: Option<Pair>,
    kurtosis: Option<Pair>,
    passed: Option<bool>,
    min_share: Option<ReadNumber>,
    cells: Vec<CellRead>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct CellRead {
    subject: String,
    before: Option<ReadNumber>,
    after: Option<ReadNumber>,
}

fn decimal(number: Option<ReadNumber>) -> Result<Decimal, &'static str> {
    Ok(number.ok_or("a step of preparation without one of its numbers")?.0)
}

fn pair(pair: Option<Pair>) -> Result<[Option<Decimal>; 2], &'static str> {
    let [before, after] = pair.ok_or("a treatment without its statistics")?;
    Ok([before.map(|number| number.0), after.map(|number| number.0)])
}

impl PreparationRead {
    pub(super) fn step(self) -> Result<Preparation, &'static str> {
        let step = match self.step.as_str() {
            "denominated" => PreparationStep::Denominated {
                by: self.by.ok_or("a denominator without its input")?,
                scale: decimal(self.scale)?,
            },
            "imputed" => PreparationStep::Imputed { how: self.how.ok_or("an imputation that does not say how")? },
            "treated" => PreparationStep::Treated {
                treated: self.treated()?,
                skew: pair(self.skew)?,
                kurtosis: pair(self.kurtosis)?,
                passed: self.passed.ok_or("a treatment that does not say whether the figures pass")?,
            },
            "screened" => PreparationStep::Screened { min_share: decimal(self.min_share)? },
            _ => return Err("an unknown step of preparation"),
        };
        let cell = |cell: CellRead| {
            PreparedCell::new(cell.subject, cell.before.map(|number| number.0), cell.after.map(|number| number.0))
        };
        Ok(Preparation::new(self.node, step, self.cells.into_iter().map(cell).collect()))
    }

    fn treated(&self) -> Result<Option<Treated>, &'static str> {
        Ok(match self.by.as_deref() {
            Some("none") => None,
            Some("winsorising") => Some(Treated::Winsorised {
                low: decimal(self.low)?.into(),
                high: decimal(self.high)?.into(),
                points: usize::try_from(decimal(self.points)?).map_err(|_| "a count that is no whole number")?,
            }),
            Some("logarithm") => Some(Treated::Log { shift: decimal(self.shift)?.into() }),
            _ => return Err("an unknown treatment of outliers"),
        })
    }
}
