//! Checks of the penalties for tasks that are behind.

use rust_decimal::Decimal;

use super::known::Known;
use super::names::unknown;
use crate::model::{Date, Penalties};
use crate::number::plain;
use crate::support::{Problem, ProblemKind, Problems};

/// The most decimals of the points and shares of penalties, so that no product of them is ever rounded.
const DECIMALS: u32 = 6;

/// The most points that a task can cost.
const MOST_POINTS: Decimal = Decimal::ONE_THOUSAND;

/// Checks the penalties for tasks that are behind.
pub(super) fn check(draft: &Known<'_>, on: Option<Date>, penalties: &Penalties, problems: &mut Problems) {
    const PATH: &str = "supervision.penalties";
    let Penalties { overdue, red, yellow, unknown: unreported, support_share, region_share, max, index } = penalties;
    if on.is_none() {
        let what = "penalties need the day on which tasks are judged: a score depends on the document alone";
        let problem = Problem::new(ProblemKind::MissingField, "supervision.on", what);
        problems.push(problem.expected("a date such as \"2023-12-31\", or no `penalties`"));
    }
    let points =
        [("overdue", *overdue), ("red", Some(*red)), ("yellow", Some(*yellow)), ("unknown", Some(*unreported))];
    let shares = [("support_share", Some(*support_share)), ("region_share", Some(*region_share))];
    let limits = points.map(|field| (field, MOST_POINTS)).into_iter().chain([(("max", *max), Decimal::MAX)]);
    for ((field, found), most) in limits.chain(shares.map(|field| (field, Decimal::ONE))) {
        let Some(found) = found else { continue };
        let what = if found < Decimal::ZERO || found > most {
            "a penalty is out of range"
        } else if found.normalize().scale() > DECIMALS {
            "a penalty has too many decimals"
        } else {
            continue;
        };
        let range = if most == Decimal::MAX { "0 or more".to_owned() } else { format!("0 to {most}") };
        let problem = Problem::new(ProblemKind::Number, format!("{PATH}.{field}"), what);
        problems.push(problem.found(plain(found)).expected(format!("{range}, with at most {DECIMALS} decimals")));
    }
    if points.iter().all(|(_, points)| points.is_none_or(|points| points.is_zero())) {
        let problem = Problem::new(ProblemKind::Unused, PATH, "no task costs any points");
        problems.push(problem.expected("`overdue`, `red`, `yellow` or `unknown` above 0, or no `penalties`"));
    }
    if let Some(index) = index
        && draft.indexes_meant(Some(index)).is_none()
    {
        unknown("index", index, format!("{PATH}.index"), draft.index_ids(), problems);
    }
}
