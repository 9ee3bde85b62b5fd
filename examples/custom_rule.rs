//! A rule of one's own, in exact values: a share of the way from the median to the best figure, calibrated on the data.
//!
//! `cargo run -p evalindex --example custom_rule`

use std::error::Error;

use evalindex::model::Direction;
use evalindex::number::{Exact, Rounding};
use evalindex::rule::{Calibration, Cell, RuleError, Sample, Scored, ScoringRule, Setting};
use evalindex::{Decimal, Document, Draft, Index, Indicator, Rule, Subject};

/// `half marks · (1 + (x − median)/(best − median))`, not below 0. The best figure gets full marks, the median half of them.
#[derive(Debug)]
struct MedianToBest;

impl ScoringRule for MedianToBest {
    fn name(&self) -> &'static str {
        "median_to_best"
    }

    // Looked at once, over all figures. What is kept here is in the result, and can be frozen for the next year.
    fn calibrate(&self, sample: &Sample<'_>) -> Result<Calibration, RuleError> {
        let mut sorted = sample.values.to_vec();
        sorted.sort_by(|one, other| match sample.setting.direction {
            Direction::Higher => one.cmp(other),
            Direction::Lower => other.cmp(one),
        });
        let Some(best) = sorted.last() else { return Ok(Calibration::default()) };
        let middle = |at: usize| sorted.get(at).cloned().unwrap_or_default();
        // Exact: of two figures in the middle, their mean, whatever its denominator.
        let sum = middle((sorted.len() - 1) / 2) + middle(sorted.len() / 2);
        let median = sum.over(&Exact::from(2)).unwrap_or_default();
        let calibration = Calibration::default().with("median", median.clone()).with("best", best.clone());
        Ok(if *best == median { calibration.constant() } else { calibration })
    }

    // Looked at for each figure. Nothing is rounded: thirds stay thirds up to the published total.
    fn score(&self, x: &Exact, cell: &Cell<'_>) -> Result<Scored, RuleError> {
        let half = Exact::from(cell.setting.scale).over(&Exact::from(2)).unwrap_or_default();
        if cell.calibration.is_constant() {
            return Ok(half.into());
        }
        let (median, best) = (cell.calibration.statistic("median")?, cell.calibration.statistic("best")?);
        let way = (x - &median).over(&(&best - &median)).ok_or(RuleError::TooLarge)?;
        let score = &half * &(Exact::ONE + way);
        // A limit that moves a score leaves a notice.
        Ok(if score.is_negative() { Scored::from(Exact::ZERO).limited_by("floor") } else { score.into() })
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    // By itself, as a test of the rule would: median 4, best 7.
    let setting = Setting::new(100, Direction::Higher);
    for scored in MedianToBest.score_all(&[1, 3, 5, 7].map(Exact::from), setting)? {
        let digits = scored.score.rounded(Rounding::half_up(2));
        println!("{} = {}", scored.score, digits.ok_or("too large")?);
    }

    // In a document.
    let indicator = Indicator::new("books", "Books lent", 100, Rule::custom(MedianToBest));
    let mut draft = Draft::default().index(Index::new("libraries", "Libraries", "library").child(indicator));
    for (id, name, books) in [("n", "North", 1), ("e", "East", 3), ("s", "South", 5), ("w", "West", 7)] {
        draft = draft.subject(Subject::new(id, name, "library")).value(id, "books", Decimal::from(books));
    }
    let evaluation = Document::build(draft)?.evaluate()?;
    let libraries = evaluation.index("libraries")?;
    for row in &libraries.ranking {
        println!("{}  {:<6} {:>6}", row.rank, row.name, libraries.published(row.score));
    }
    Ok(())
}
