//! The ranks and scores of earlier periods beside those of the own period.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use rust_decimal::Decimal;

use crate::number::{Exact, Score};
use crate::order::{Ties, places};
use crate::result::{Evaluation, History, IndexResult, NodeScore, PastStanding, RankedSubject};
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
        let past = earlier.iter().map(|(period, then)| Some(Past::new(period, then.indexes.get(number)?)));
        let past: Option<Vec<Past<'_>>> = past.collect();
        let past = past.ok_or_else(|| Refused::internal("an earlier period lacks an index"))?;
        let before = earlier.last().and_then(|(_, then)| then.indexes.get(number));
        let gained = before.map(|before| gained(&index.ranking, &before.ranking, *ties)).unwrap_or_default();
        let periods = earlier.iter().filter_map(|(period, then)| Some((period, then.indexes.get(number)?)));
        let others = periods.filter(|(_, then)| then.calibration != index.calibration);
        index.earlier = others.map(|(period, then)| (period.clone(), then.calibration.clone())).collect();
        for row in &mut index.ranking {
            let gained = gained.get(&row.subject).copied();
            row.history = Some(history((&row.subject, Some(row.score)), &past, gained));
        }
        for row in &mut index.unranked {
            row.history = Some(history((&row.subject, None), &past, None));
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

/// An earlier period.
struct Past<'a> {
    /// Its name.
    period: &'a str,
    /// The subjects that were ranked in it.
    ranked: HashMap<&'a str, &'a RankedSubject>,
    /// The nodes of all subjects, where the result holds those of every subject.
    nodes: HashMap<&'a str, &'a [NodeScore]>,
}

impl<'a> Past<'a> {
    fn new(period: &'a str, then: &'a IndexResult) -> Self {
        let ranked = then.ranking.iter().filter(|row| row.details.is_some());
        let ranked = ranked.map(|row| (row.subject.as_str(), row.nodes.as_slice()));
        let unranked = then.unranked.iter().map(|row| (row.subject.as_str(), row.nodes.as_slice()));
        Self { period, ranked: then.by_subject(), nodes: ranked.chain(unranked).collect() }
    }
}

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

/// The ranks and scores of one subject in earlier periods, with the changes since the last of them to its score now.
fn history((subject, score): (&str, Option<Score>), past: &[Past<'_>], rank_change: Option<Decimal>) -> History {
    let of_period = |past: &Past<'_>| {
        let then = past.ranked.get(subject);
        PastStanding {
            period: past.period.to_owned(),
            rank: then.map(|then| then.rank),
            score: then.map(|then| then.score),
            nodes: past.nodes.get(subject).map(|nodes| nodes.to_vec()).unwrap_or_default(),
        }
    };
    let periods: Vec<PastStanding> = past.iter().map(of_period).collect();
    let score_change = periods.last().and_then(|before| score?.minus(before.score?));
    let scores = periods.iter().map(|past| past.score).chain([score]);
    let trend = slope(&scores.zip(0_i128..).filter_map(|(score, number)| Some((number, score?))).collect::<Vec<_>>());
    History { periods, rank_change, score_change, trend }
}

/// The slope of the least-squares line, `Σ (t − t̄)(s − s̄) / Σ (t − t̄)²` in points a period: computed exactly,
/// rounded once.
fn slope(points: &[(i128, Score)]) -> Option<Score> {
    let total: Exact = points.iter().map(|(time, _)| Exact::from(*time)).sum();
    let mean = total.over(&Exact::count(points.len()))?;
    let (mut along, mut square) = (Exact::ZERO, Exact::ZERO);
    for (time, score) in points {
        let off = &Exact::from(*time) - &mean;
        along = along + &off * &Exact::from(*score);
        square = square + &off * &off;
    }
    along.over(&square)?.nearest_score().map(|(slope, _)| slope)
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
