//! The ranks and scores of earlier periods beside those of the own period.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use rust_decimal::Decimal;

use crate::number::{Fraction, Score};
use crate::order::{Ties, places};
use crate::result::{Evaluation, History, PastStanding, RankedSubject};
use crate::support::Refused;

/// Adds to every ranked subject its ranks and scores in earlier evaluations, and their calibrations and notices. `earlier` holds the
/// name and the evaluation of each period, the oldest first; `ties` how each index ranks equal scores.
///
/// # Errors
/// When an earlier evaluation lacks an index, which is a bug.
pub(crate) fn add_history(
    evaluation: &mut Evaluation,
    earlier: &[(String, Evaluation)],
    ties: &[Ties],
) -> Result<(), Refused> {
    for (number, (index, ties)) in evaluation.indexes.iter_mut().zip(ties).enumerate() {
        let past = earlier.iter().map(|(period, then)| Some((period.as_str(), then.indexes.get(number)?.by_subject())));
        let past: Option<Vec<Past<'_>>> = past.collect();
        let past = past.ok_or_else(|| Refused::internal("an earlier period lacks an index"))?;
        let before = earlier.last().and_then(|(_, then)| then.indexes.get(number));
        let gained = before.map(|before| gained(&index.ranking, &before.ranking, *ties)).unwrap_or_default();
        let periods = earlier.iter().filter_map(|(period, then)| Some((period, then.indexes.get(number)?)));
        let others = periods.filter(|(_, then)| then.calibration != index.calibration);
        index.earlier = others.map(|(period, then)| (period.clone(), then.calibration.clone())).collect();
        for row in &mut index.ranking {
            row.history = Some(history(row, &past, gained.get(&row.subject).copied()));
        }
    }
    for (period, then) in earlier {
        evaluation.notices.extend(then.notices.iter().cloned().map(|mut notice| {
            notice.period = Some(period.clone());
            notice
        }));
    }
    Ok(())
}

/// The name of an earlier period, and the subjects that were ranked in it.
type Past<'a> = (&'a str, HashMap<&'a str, &'a RankedSubject>);

/// The places that each subject gained, counted among those ranked in both periods: who came or left moves nobody.
fn gained(now: &[RankedSubject], before: &[RankedSubject], ties: Ties) -> HashMap<String, Decimal> {
    let then = among(before, now, ties);
    let change = |(subject, rank): (&str, Decimal)| {
        let change = then.get(subject)?.checked_sub(rank)?.normalize();
        Some((subject.to_owned(), change))
    };
    among(now, before, ties).into_iter().filter_map(change).collect()
}

/// The places of ranked subjects among those that others hold too.
fn among<'a>(rows: &'a [RankedSubject], others: &[RankedSubject], ties: Ties) -> HashMap<&'a str, Decimal> {
    let others: HashSet<&str> = others.iter().map(|row| row.subject.as_str()).collect();
    let common = rows.iter().filter(|row| others.contains(row.subject.as_str()));
    let keyed = common.map(|row| (Reverse(row.rank), row.subject.as_str())).collect();
    places(keyed, ties).into_iter().map(|(subject, rank)| (subject, rank.to_decimal())).collect()
}

/// The ranks and scores of one subject in earlier periods, with the changes since the last of them.
fn history(row: &RankedSubject, past: &[Past<'_>], rank_change: Option<Decimal>) -> History {
    let of_period = |(period, ranked): &Past<'_>| {
        let then = ranked.get(row.subject.as_str());
        PastStanding {
            period: (*period).to_owned(),
            rank: then.map(|then| then.rank),
            score: then.map(|then| then.score),
        }
    };
    let periods: Vec<PastStanding> = past.iter().map(of_period).collect();
    let score_change = periods.last().and_then(|before| row.score.minus(before.score?));
    let scores = periods.iter().map(|past| past.score).chain([Some(row.score)]);
    let trend = slope(&scores.zip(0_i128..).filter_map(|(score, number)| Some((number, score?))).collect::<Vec<_>>());
    History { periods, rank_change, score_change, trend }
}

/// The slope of the least-squares line, `Σ (t − t̄)(s − s̄) / Σ (t − t̄)²` in points a period: computed exactly,
/// rounded once.
fn slope(points: &[(i128, Score)]) -> Option<Score> {
    let count = Fraction::from_decimal(Decimal::from(points.len()));
    let times = points.iter().try_fold(0_i128, |sum, (time, _)| sum.checked_add(*time))?;
    let mean = Fraction::from_integer(times).over(count)?;
    let (mut along, mut square) = (Fraction::ZERO, Fraction::ZERO);
    for (time, score) in points {
        let off = Fraction::from_integer(*time).minus(mean)?;
        along = along.plus(off.times(Fraction::from_score(*score))?)?;
        square = square.plus(off.times(off)?)?;
    }
    along.over(square)?.to_score()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_slope_is_that_of_least_squares() {
        let score = |points: i64| Score::from_decimal(Decimal::from(points)).unwrap();
        let slope = |points: &[(i128, i64)]| {
            let points: Vec<_> = points.iter().map(|(time, points)| (*time, score(*points))).collect();
            slope(&points).map(|slope| slope.to_string())
        };
        // By hand: means 1 and 3; (−1)(−2) + 1·1 over 2; with a gap at 1: (4 − 1)/2 over two points.
        assert_eq!(slope(&[(0, 1), (1, 4), (2, 4)]), Some("1.5".to_owned()));
        assert_eq!(slope(&[(0, 1), (2, 4)]), Some("1.5".to_owned()));
        assert_eq!(slope(&[(0, 1), (1, 1)]), Some("0".to_owned()));
        assert_eq!(slope(&[(2, 1)]), None);
        assert_eq!(slope(&[]), None);
    }
}
