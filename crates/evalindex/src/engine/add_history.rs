//! The ranks and scores of earlier periods beside those of the own period.

use std::collections::HashMap;

use rust_decimal::Decimal;

use crate::number::{Fraction, Score};
use crate::result::{Evaluation, History, PastStanding, RankedSubject};
use crate::support::Refused;

/// Adds to every ranked subject its ranks and scores in earlier evaluations, and their notices. `earlier` holds the
/// name and the evaluation of each period, the oldest first.
///
/// # Errors
/// When an earlier evaluation lacks an index, which is a bug.
pub(crate) fn add_history(evaluation: &mut Evaluation, earlier: &[(String, Evaluation)]) -> Result<(), Refused> {
    for (number, index) in evaluation.indexes.iter_mut().enumerate() {
        let past = earlier.iter().map(|(period, then)| Some((period.as_str(), then.indexes.get(number)?.by_subject())));
        let past: Option<Vec<Past<'_>>> = past.collect();
        let past = past.ok_or_else(|| Refused::internal("an earlier period lacks an index"))?;
        for row in &mut index.ranking {
            row.history = Some(history(row, &past));
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

/// The ranks and scores of one subject in earlier periods, with the changes since the last of them.
fn history(row: &RankedSubject, past: &[Past<'_>]) -> History {
    let of_period = |(period, ranked): &Past<'_>| {
        let then = ranked.get(row.subject.as_str());
        PastStanding {
            period: (*period).to_owned(),
            rank: then.map(|then| then.rank),
            score: then.map(|then| then.score),
        }
    };
    let periods: Vec<PastStanding> = past.iter().map(of_period).collect();
    let before = periods.last();
    let rank_change = before
        .and_then(|before| before.rank?.to_decimal().checked_sub(row.rank.to_decimal()))
        .map(|change| change.normalize());
    let score_change = before.and_then(|before| row.score.minus(before.score?));
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
