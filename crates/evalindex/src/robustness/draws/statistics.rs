//! The distribution of ranks over draws: the result.

use rust_decimal::Decimal;

use super::rank_stats::{Quantiles, of_counted};

/// The distribution of ranks over random weights, methods and figures.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Robustness {
    /// The number of draws.
    pub draws: u32,
    /// The seed of the draws.
    pub seed: u64,
    /// The number of draws that gave no ranking; they are left out of all that follows.
    pub failed: u32,
    /// The most frequent reasons for that, each with the number of draws.
    pub failures: Vec<(String, u32)>,
    /// What was drawn and how, and the generator of random numbers.
    pub generator: String,
    /// The ranked subjects, in the order of the present ranking.
    pub subjects: Vec<SubjectRobustness>,
    /// For each subject the share of draws, 0 to 1, in which it is ahead of each other one; none where this was not
    /// counted.
    pub pairwise: Option<Vec<Ahead>>,
}

/// The ranks of one subject over all draws.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SubjectRobustness {
    /// Id of the subject.
    pub subject: String,
    /// Its mean rank, from 1, to 10 decimals.
    pub mean: Decimal,
    /// The sample standard deviation of its rank, in places; 0 for one draw.
    pub sd: Decimal,
    /// The quantiles of its rank.
    pub quantiles: Quantiles,
    /// The ranks that it took at least once, each with the number of draws.
    pub places: Vec<(usize, u32)>,
    /// The number of ranks, which is that of the ranked subjects.
    pub of_places: usize,
    /// The number of draws that gave a ranking.
    pub counted: u32,
    /// The share of draws, 0 to 1, in each grade or class, best first; empty where the index has neither.
    pub grades: Vec<(String, Decimal)>,
    /// Its central weights: the mean effective weights of the indicators in the draws in which it is first, which total
    /// 1. None where it never is first.
    pub central_weights: Option<Vec<(String, Decimal)>>,
    /// Whether it is first under its central weights (the confidence factor of SMAA-2, which is 1 or 0 for certain
    /// figures); none where it has no central weights, or scores cannot be aggregated under them.
    pub confidence: Option<bool>,
}

/// The id of a subject, and for each other subject its id and the share of draws, 0 to 1, in which the first is ahead
/// of it.
pub type Ahead = (String, Vec<(String, Decimal)>);

impl SubjectRobustness {
    /// The acceptability of a rank, from 1: the share of draws, 0 to 1, in which the subject takes it. Source: Lahdelma
    /// & Salminen, Operations Research 49 (2001).
    ///
    /// ```
    /// # use evalindex::Document;
    /// # use evalindex::robustness::{Control, Draws};
    /// # let document = Document::from_json(r#"{"format": "evalindex/1",
    /// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
    /// #     {"id": "a", "name": "A", "weight": 70, "rule": {"type": "as_is"}},
    /// #     {"id": "b", "name": "B", "weight": 30, "rule": {"type": "as_is"}}]}],
    /// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}, {"id": "y", "name": "Y", "kind": "region"}],
    /// #   "values": {"x": {"a": 80, "b": 40}, "y": {"a": 60, "b": 30}}}"#)?;
    /// let found = document.prepare()?.robustness("i", &Draws::new(100, 1), Control::new())?;
    /// assert_eq!(found.subjects[0].acceptability(1).to_string(), "1"); // x is first under any weights
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn acceptability(&self, place: usize) -> Decimal {
        let found = self.places.binary_search_by_key(&place, |(place, _)| *place).ok();
        let count = found.and_then(|at| self.places.get(at)).map_or(0, |(_, count)| *count);
        of_counted(u128::from(count), self.counted)
    }
}
