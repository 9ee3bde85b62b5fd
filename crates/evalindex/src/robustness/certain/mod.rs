//! Certain: which subjects are certainly ahead of which, and bounds on the ranks of each subject, over a weight region.
//!
//! Nothing is sampled. For every two subjects the least lead over all weights of the region is computed in binary
//! floating point, and exactly where that leaves a doubt.

#![allow(clippy::float_arithmetic, reason = "leads that are far from the threshold need no exact figures")]
#![allow(clippy::cast_precision_loss, reason = "scores and shares stay far below 2⁵³")]

mod amount;
mod as_declared;
mod conflicts;
mod contest;
mod eligibility;
mod ends;
mod existence;
mod extreme_weights;
mod json;
mod lead;
mod lead_threshold;
mod least_mean;
mod loose;
mod mean_tree;
mod places;
mod quick;
mod reached;
mod saddle;

use rust_decimal::Decimal;

use crate::engine::{Placed, Prepared, View};
use crate::model::{PerRanked, RankedId, Row};
use crate::robustness::control::{Cancelled, Control, Job};
use crate::robustness::effective::are_within_limits;
use crate::robustness::range::expected_range;
use crate::support::{IndexRef, Refused, UnknownIndex, from_index_error};
use lead::Field;
pub use loose::LooseField;
use mean_tree::MeanTree;
use places::{Bounds, Search};

/// How many operations a copied id takes.
const NAMED: usize = 50;

/// The weights that are allowed among the children of each node (the weight region).
///
/// ```
/// use evalindex::Decimal;
/// use evalindex::robustness::WeightRegion;
///
/// assert_eq!(WeightRegion::Within(Decimal::new(25, 2)).to_string(), "25%");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WeightRegion {
    /// Each weight times a factor from `1 − r` to `1 + r`, for an `r` of 0 to 1, then divided by the new total.
    Within(Decimal),
    /// Any weights of 0 or more with a positive total. A node whose declared weight is 0 keeps it.
    Free,
    /// Any weights in the declared order: no weight above one that is declared to be larger, equal ones equal.
    Ordered,
}

impl std::fmt::Display for WeightRegion {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Within(range) => {
                write!(out, "{}%", range.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(*range).normalize())
            }
            Self::Free => out.write_str("free"),
            Self::Ordered => out.write_str("ordered"),
        }
    }
}

/// What is certain of a ranking over a weight region.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Certain {
    /// The weight region.
    pub within: WeightRegion,
    /// The ranked subjects, in the order of the present ranking.
    pub subjects: Vec<CertainPlaces>,
    /// The fields that make bounds loose; empty where all bounds are exact.
    pub loose: Vec<LooseField>,
    /// For how many subjects the search for narrower bounds ended at its limit.
    pub cut_short: usize,
}

impl Certain {
    /// One line that names the fields which make bounds loose, and says where the search ended at its limit; none where
    /// there is nothing to say.
    pub fn notice(&self) -> Option<String> {
        /// No more are named.
        const NAMED: usize = 5;
        let mut named: Vec<String> = self.loose.iter().take(NAMED).map(ToString::to_string).collect();
        let more = self.loose.len().saturating_sub(NAMED);
        if more > 0 {
            named.push(format!("{more} more fields"));
        }
        if self.cut_short > 0 {
            named.push(format!("the limit of the search (subjects: {})", self.cut_short));
        }
        if named.is_empty() { None } else { Some(format!("Safe bounds come from {}", named.join(", "))) }
    }
}

/// The bounds on the rank of one subject.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CertainPlaces {
    /// Id of the subject.
    pub subject: String,
    /// The best rank: no weights of the region give a better one. From 1.
    pub best: usize,
    /// The worst rank: no weights of the region give a worse one.
    pub worst: usize,
    /// Whether weights were found that lead to the best rank, and weights that lead to the worst. Where not, the bounds
    /// hold and may be too wide.
    pub exact: bool,
    /// Ids of the subjects that it is certainly ahead of.
    pub behind: Vec<String>,
}

/// Why there are no certain bounds.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CertainError {
    /// The range of [`WeightRegion::Within`] is not 0 to 1.
    #[error("the range of weights is {}, expected {}", WeightRegion::Within(*.found), expected_range(*.found))]
    OutOfRange {
        /// The range found.
        found: Decimal,
    },
    /// A node is no mean of its children.
    #[error("node `{node}` has {what}: nothing certain can be said of an index but of means")]
    NoMean {
        /// Id of the node.
        node: String,
        /// What it has.
        what: &'static str,
    },
    /// Points that adjustments add depend on scores.
    #[error("index `{index}` has adjustments that are percentages of scores: nothing certain can be said of it")]
    Percentages {
        /// Id of the index.
        index: String,
    },
    /// Weights may bring a total to the floor or the cap of the index.
    #[error(
        "subject `{subject}` may reach the floor or the cap of index `{index}`: nothing certain can be said of limited totals"
    )]
    Limited {
        /// Id of the index.
        index: String,
        /// Id of the first such subject.
        subject: String,
    },
    /// The work was stopped.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// The scores cannot be aggregated.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The document has no such index.
    #[error(transparent)]
    UnknownIndex(#[from] UnknownIndex),
}

from_index_error!(CertainError);

impl Prepared {
    /// Which subjects of one index are certainly ahead of which over a weight region, and the best and the worst rank
    /// of each subject.
    ///
    /// One subject is certainly ahead of another when its least lead over the region is above 0, or at least one step of
    /// published totals where these are compared. The least lead is exact for arithmetic means of figures that both
    /// subjects have or lack alike. Where one lacks a figure, a bound on its node's score stands in its place; where a node
    /// is another kind of mean, the lead is bounded from below by the least score of the one less the greatest score of
    /// the other. [`Certain::loose`] names the fields from which such bounds come. Within a range of 0 nothing varies, and
    /// the places are those of the ranking as it stands. The best rank is 1 more than the number of subjects
    /// certainly ahead (for ranks without gaps, 1 more than their longest chain); the worst is the number of subjects
    /// less those certainly behind. Among at most 256 subjects, and at most 64 of which one is certainly neither ahead nor
    /// behind, these bounds are narrowed by who of them cannot be ahead, or behind, under the same weights. Weights that
    /// leave a subject unscored, or give an unranked subject a score, are
    /// taken into account: a subject that can lose its score does not count as certainly ahead, and one that can get a
    /// score can be ahead of all.
    ///
    /// # Errors
    /// When the range is not 0 to 1, when a node that counts is no mean of its children, when weights may bring a total to the
    /// floor or the cap of the index, as [`Self::ranking`], or when
    /// the work is stopped.
    ///
    /// ```
    /// # use evalindex::{Decimal, Document};
    /// # use evalindex::robustness::{Control, WeightRegion};
    /// # let document = Document::from_json(r#"{
    /// #   "format": "evalindex/1",
    /// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
    /// #     {"id": "a", "name": "A", "weight": 70, "rule": {"type": "as_is"}},
    /// #     {"id": "b", "name": "B", "weight": 30, "rule": {"type": "as_is"}}]}],
    /// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}, {"id": "y", "name": "Y", "kind": "region"}],
    /// #   "values": {"x": {"a": 80, "b": 10}, "y": {"a": 60, "b": 50}}}"#)?;
    /// let prepared = document.prepare()?;
    /// // x leads by 20 on a and trails by 40 on b: 14 − 12 as declared, and 0.95·14 − 1.05·12 at the least within 5 %.
    /// let certain = prepared.certain(0, WeightRegion::Within(Decimal::new(5, 2)), Control::new())?;
    /// assert_eq!(certain.subjects[0].behind, ["y"]);
    /// // Within 10 % it is behind at 0.9·14 − 1.1·12.
    /// let certain = prepared.certain(0, WeightRegion::Within(Decimal::new(1, 1)), Control::new())?;
    /// assert_eq!(certain.subjects[0].worst, 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn certain<'a>(
        &self,
        index: impl Into<IndexRef<'a>>,
        within: WeightRegion,
        control: Control<'_>,
    ) -> Result<Certain, CertainError> {
        if let WeightRegion::Within(range) = within
            && !(Decimal::ZERO..=Decimal::ONE).contains(&range)
        {
            return Err(CertainError::OutOfRange { found: range.normalize() });
        }
        let index = self.index_id(index.into())?;
        let pairs_of = |subjects: usize| subjects.saturating_mul(subjects.saturating_sub(1)) / 2;
        let all = pairs_of(self.subjects_of(index).len());
        let job = Job::new(control, all)?;
        let view = job.ask(|interrupt| self.view_of(index, interrupt))??;
        view.weighed_alike("certain")?;
        let placed = view.placed(view.index.ranking.ties);
        // There is nothing to do for subjects that are not ranked.
        job.done(all.saturating_sub(pairs_of(placed.len())));
        if view.has_percentages() {
            return Err(CertainError::Percentages { index: view.index.id.clone() });
        }
        let tree = MeanTree::of(&view, within)?;
        if within == WeightRegion::Within(Decimal::ZERO) {
            let found = job.alone(|pulse| as_declared::as_declared(&view, &placed, within, pulse))?;
            return Ok(job.finished(found)?);
        }
        within_limits(&view, &tree)?;
        let field = job.alone(|pulse| Field::new(&view, tree, &placed, within, pulse))?;
        let behind = behind(&field, &placed, &job)?;
        let appearing = field.appearing();
        let found = subjects(&field, &placed, (behind, appearing.len()), &job)?;
        let cut_short = found.iter().filter(|(_, is_cut_short)| *is_cut_short).count();
        let subjects: Vec<CertainPlaces> = found.into_iter().map(|(places, _)| places).collect();
        let is_exact = subjects.iter().all(|one| one.exact);
        let loose = if is_exact { Vec::new() } else { field.loose(&appearing) };
        Ok(job.finished(Certain { within, subjects, loose, cut_short })?)
    }
}

/// Checks that no weights bring a total to the floor or the cap of the index: means lie between the scores of the
/// indicators.
fn within_limits(view: &View<'_>, tree: &MeanTree) -> Result<(), CertainError> {
    let leaves = || tree.leaves.values().copied();
    let is_limited = |row: &Row| view.index.has_total_limits() && !are_within_limits(view, leaves(), *row);
    match view.ranked.iter().map(|ranked| ranked.row).find(is_limited) {
        Some(row) => Err(CertainError::Limited { index: view.index.id.clone(), subject: view.subject(row).id.clone() }),
        None => Ok(()),
    }
}

/// The bounds of each subject, given those that it is certainly ahead of, and the number of subjects that weights can give
/// a score; and whether the search for narrower ones ended at its limit.
fn subjects(
    field: &Field<'_>,
    placed: &Placed,
    (behind, appearing): (PerRanked<Vec<RankedId>>, usize),
    job: &Job<'_>,
) -> Result<Vec<(CertainPlaces, bool)>, Cancelled> {
    let ahead = ahead(field, &behind);
    let count = placed.len().saturating_add(appearing);
    let search = Search::new(field, &behind, appearing > 0);
    let bounds = behind
        .zip(&ahead)
        .map(|(at, behind, ahead)| (at, behind, (ahead.saturating_add(1), count.saturating_sub(behind.len()))));
    let parts: Vec<_> = bounds.collect();
    let id = |at: RankedId| &field.view.subject(placed[at].0.row).id;
    job.in_order(parts.into_iter(), &|(at, behind, bounds), (): &mut (), pulse| {
        pulse.spend(behind.len().saturating_mul(NAMED))?;
        let found = match &search {
            Some(search) => search.bounds(at, bounds, pulse)?,
            None => Bounds::unsearched(bounds),
        };
        let one = CertainPlaces {
            subject: id(at).clone(),
            best: found.best,
            worst: found.worst,
            exact: found.is_exact,
            behind: behind.iter().map(|other| id(*other).clone()).collect(),
        };
        Ok((one, found.is_cut_short))
    })
}

/// For each subject, those that it is certainly ahead of.
fn behind(field: &Field<'_>, placed: &Placed, job: &Job<'_>) -> Result<PerRanked<Vec<RankedId>>, Cancelled> {
    let all: Vec<RankedId> = placed.ids().collect();
    let operations = field.operations().saturating_mul(all.len());
    let parts = all.chunks(job.part(all.len(), operations));
    let done = job.in_order(parts, &|some: &[RankedId], (): &mut (), pulse| {
        let of_one = |one: &RankedId| {
            // A subject that is behind under the present weights is not certainly ahead.
            let later = placed.ids().skip_while(|other| other <= one);
            let mut behind = Vec::new();
            for other in later.clone() {
                if field.is_ahead(*one, other, pulse)? {
                    behind.push(other);
                }
            }
            pulse.done(later.count());
            Ok(behind)
        };
        some.iter().map(of_one).collect::<Result<Vec<_>, _>>()
    })?;
    Ok(done.into_iter().flatten().collect())
}

/// For each subject, the number of subjects that are certainly ahead of it, or where ranks have no gaps, the length of
/// their longest chain.
fn ahead(field: &Field<'_>, behind: &PerRanked<Vec<RankedId>>) -> PerRanked<usize> {
    let mut ahead = behind.filled(0_usize);
    for (one, behind) in behind.iter().filter(|(one, _)| !field.can_vanish(*one)) {
        let before = ahead[one];
        for other in behind {
            let ahead = &mut ahead[*other];
            *ahead = if field.is_dense() { before.saturating_add(1).max(*ahead) } else { ahead.saturating_add(1) };
        }
    }
    ahead
}
