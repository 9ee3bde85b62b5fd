//! From indicator scores up the tree: the scores of every inner node under given weights.

use rust_decimal::Decimal;

use super::column::{Column, Presence};
use super::diagnostics::{Diagnostics, Logged, Remark};
use super::prepare::ScoredIndex;
use super::score_indicator::score_indicator;
use super::site::{Site, Values};
use crate::engine::shares::{Shares, TreeShares};
use crate::method::aggregate::{Aggregate, AggregateError, Field, OfAll, OfOne, Part, Parts, Reach};
use crate::model::{
    Draft, Ids, Impute, Index, Inner, Missing, NodeId, OfRow, PerNode, PerRow, Row, TreeNode, TreePart,
};
use crate::number::{Fraction, Rounding, Score};
use crate::result::{NoticeKind, PreparationStep};
use crate::support::{Problem, ProblemKind, Problems};

/// The scores of all nodes of an index under given weights.
#[derive(Debug)]
pub(crate) struct AggregatedTree<'a> {
    scored: &'a ScoredIndex,
    /// The columns of inner nodes, and of indicators that were imputed from their siblings.
    own: PerNode<Option<Column>>,
    /// Remarks and preparation steps of inner nodes; no problems.
    diagnostics: Diagnostics,
    /// A node that is left out, with all below it: its policies for missing figures bar no subject.
    left_out: Option<NodeId>,
}

/// Computes every inner node, children before parents. `shares` holds those of each node's children.
///
/// All problems of aggregates and of second steps are reported together.
pub(crate) fn aggregate_tree<'a>(
    draft: &Draft,
    index: &Index,
    scored: &'a ScoredIndex,
    shares: &TreeShares,
) -> Result<AggregatedTree<'a>, Problems> {
    let nodes = scored.tree.by_node();
    let mut aggregated =
        AggregatedTree { scored, own: nodes.filled(None), diagnostics: Diagnostics::default(), left_out: None };
    for (id, node, shares) in nodes.zip(shares).rev() {
        let (TreePart::Inner(inner), Some(shares)) = (&node.part, shares) else { continue };
        aggregated.fill_rows(inner, shares);
        let below: Vec<&Column> = inner.children.iter().map(|child| aggregated.column(*child)).collect();
        let step = Step {
            children: &below,
            shares,
            inner,
            declared_total: scored.tree.child_total(node),
            scale: index.scale,
            // The rounding of a node that has a second step comes after it.
            round: node.round.filter(|_| inner.second_step.is_none()),
        };
        let mut failed = Problems::new();
        let mut column = step.column(scored.subjects.ids(), |row, error| {
            let subject = row.map(|row| draft.subject_at(scored.subjects[row]).id.as_str());
            failed.push(refused(node, subject, &error));
        });
        aggregated.diagnostics.problems.append(failed);
        if let Some(second) = &inner.second_step {
            let step = (second.step(), Values::Scores);
            let site = Site::new(draft, (&node.path, id), step, index.scale, &scored.subjects);
            column =
                score_indicator(site, &column.observations(), scored.frozen.as_deref(), &mut aggregated.diagnostics);
        }
        aggregated.own[id] = Some(column);
    }
    if aggregated.diagnostics.problems.is_empty() { Ok(aggregated) } else { Err(aggregated.diagnostics.problems) }
}

impl<'a> AggregatedTree<'a> {
    /// Imputes the missing scores of children that declare `row_mean`: the mean of the subject's scores in the other
    /// children that count.
    fn fill_rows(&mut self, inner: &Inner, shares: &Shares) {
        let policy = |child: &NodeId| self.scored.tree.missing(*child) == Some(Missing::Impute(Impute::RowMean));
        let filled: Vec<(NodeId, Column)> = {
            let imputed = inner.children.iter().copied().filter(policy);
            imputed.filter_map(|child| Some((child, self.row_means(child, inner, shares)?))).collect()
        };
        for (child, column) in filled {
            let mut cells = Vec::new();
            for row in column.rows() {
                if let (Some(score), None) = (column.get(row), self.score(child, row)) {
                    cells.push((row, None, Some(score.to_decimal())));
                    let id = &self.scored.tree.node(child).id;
                    let text = format!(
                        "no score of `{id}`: {score}, the mean of its siblings, is put in its place (row_mean)"
                    );
                    let what = NoticeKind::Imputed;
                    self.diagnostics.remarks.push(Remark { row: Some(row), node: Some(child), what, text });
                }
            }
            let step = PreparationStep::Imputed { how: Impute::RowMean };
            self.diagnostics.steps.push(Logged { node: Some(child), step, cells });
            self.own[child] = Some(column);
        }
    }

    /// A child's scores with the missing ones imputed from its siblings; none where no score is missing.
    fn row_means(&self, child: NodeId, inner: &Inner, shares: &Shares) -> Option<Column> {
        let own = self.column(child);
        if own.rows().all(|row| own.presence(row) != Presence::Missing) {
            return None;
        }
        let counted =
            inner.children.iter().zip(shares.parts()).filter(|(other, weight)| **other != child && **weight > 0);
        let siblings: Vec<&Column> = counted.map(|(other, _)| self.column(*other)).collect();
        let mut filled = Column::with_capacity(own.rows().len());
        for row in own.rows() {
            let mean = || equal_mean(siblings.iter().filter_map(|sibling| sibling.get(row)));
            filled.push_either(own.score(row).or_else(|absent| match absent {
                Presence::Missing => mean().ok_or(absent),
                _ => Err(absent),
            }));
        }
        Some(filled)
    }

    /// The scores of a node.
    pub(crate) fn column(&self, node: NodeId) -> &Column {
        match (&self.own[node], &self.scored.tree.node(node).part) {
            (Some(column), _) => column,
            (None, TreePart::Leaf(indicator)) => &self.scored.columns[*indicator],
            // A dimension without shares, in a document that is refused.
            (None, TreePart::Inner(_)) => &self.scored.not_applicable,
        }
    }

    /// The index that was aggregated.
    pub(crate) fn scored(&self) -> &'a ScoredIndex {
        self.scored
    }

    /// The diagnostics of indicators, and those of inner nodes.
    pub(crate) fn diagnostics(&self) -> [&Diagnostics; 2] {
        [&self.scored.diagnostics, &self.diagnostics]
    }

    /// Why a subject may not be ranked.
    pub(crate) fn barred(&self, row: Row) -> Option<&str> {
        let reasons = self.diagnostics().into_iter().filter_map(|diagnostics| diagnostics.barred.get(&row)).flatten();
        reasons
            .filter(|(node, _)| node.is_none_or(|node| !self.is_left_out(node)))
            .map(|(_, reason)| reason.as_str())
            .next()
    }

    /// The same scores with a node left out, and all below it.
    pub(crate) fn without(mut self, node: NodeId) -> Self {
        self.left_out = Some(node);
        self
    }

    /// Whether a node is left out.
    pub(crate) fn is_left_out(&self, node: NodeId) -> bool {
        self.left_out.is_some_and(|out| node == out || self.scored.tree.ancestors(node).any(|above| above == out))
    }

    /// A node's score for a subject.
    pub(crate) fn score(&self, node: NodeId, row: Row) -> Option<Score> {
        self.column(node).get(row)
    }

    /// Whether a node has a score for a subject, and if not why.
    pub(crate) fn presence(&self, node: NodeId, row: Row) -> Presence {
        self.column(node).presence(row)
    }
}

/// One inner node with its children's scores and shares.
struct Step<'a> {
    children: &'a [&'a Column],
    shares: &'a Shares,
    inner: &'a Inner,
    declared_total: Decimal,
    scale: Decimal,
    round: Option<Rounding>,
}

/// Why an inner node has no score.
enum StepError {
    /// The aggregate cannot take the scores.
    Aggregate(AggregateError),
    /// The aggregate returned a wrong number of scores.
    Count { found: usize, expected: usize },
}

/// The problem of an aggregate that cannot take the scores of one subject, or of all subjects together.
fn refused(node: &TreeNode, subject: Option<&str>, error: &StepError) -> Problem {
    let error = match error {
        StepError::Aggregate(error) => error,
        StepError::Count { found, expected } => {
            let what = format!("this is a bug in evalindex: `{}` has {found} scores for {expected} subjects", node.id);
            return Problem::new(ProblemKind::Internal, format!("{}.aggregate", node.path), what);
        }
    };
    let whose = subject.map(|subject| format!(" of `{subject}`")).unwrap_or_default();
    let what = format!("`{}`{whose}: {error}", node.id);
    let mut problem = Problem::new(ProblemKind::Figure, format!("{}.aggregate", node.path), what);
    problem.found = error.found().map(|score| score.to_string());
    problem.expected(error.expected())
}

impl Step<'_> {
    /// The scores of the node. `fail` gets each error with the row that has no score because of it, or without a row
    /// where no row has one.
    fn column(&self, rows: Ids<OfRow>, fail: impl FnMut(Option<Row>, StepError)) -> Column {
        if let Some(column) = self.narrow(rows.len()) {
            return column;
        }
        match self.inner.aggregate.reach() {
            Reach::One(combine) => self.one_by_one(rows, &*combine, fail),
            Reach::All(combine) => self.all_at_once(rows, &*combine, fail),
        }
    }

    /// The scores of an aggregate that takes one subject at a time.
    fn one_by_one(
        &self,
        rows: Ids<OfRow>,
        combine: &OfOne<'_>,
        mut fail: impl FnMut(Option<Row>, StepError),
    ) -> Column {
        let mut column = Column::with_capacity(rows.len());
        let mut present = Vec::with_capacity(self.children.len());
        for row in rows {
            if let Some(absent) = self.absence(row, &mut present) {
                column.push_absent(absent);
                continue;
            }
            let score = combine(Parts { present: &present, declared_total: self.declared_total });
            match score.and_then(|score| self.rounded(score)) {
                Ok(score) => column.push(score),
                Err(error) => {
                    fail(Some(row), StepError::Aggregate(error));
                    column.push_absent(Presence::Missing);
                }
            }
        }
        column
    }

    /// The scores of an aggregate that compares all subjects which get a score.
    fn all_at_once(
        &self,
        rows: Ids<OfRow>,
        combine: &OfAll<'_>,
        mut fail: impl FnMut(Option<Row>, StepError),
    ) -> Column {
        let counted = || self.children.iter().zip(self.shares.parts()).filter(|(_, weight)| **weight > 0);
        let weights: Vec<u128> = counted().map(|(_, weight)| *weight).collect();
        let mut present = Vec::with_capacity(self.children.len());
        let absent: PerRow<Option<Presence>> = rows.map(|row| self.absence(row, &mut present)).collect();
        let complete_rows = absent.iter().filter(|(_, absent)| absent.is_none());
        let table: Vec<Vec<Option<Score>>> =
            complete_rows.map(|(row, _)| counted().map(|(child, _)| child.get(row)).collect()).collect();
        let scores = combine(&Field { rows: &table, weights: &weights, scale: self.scale });
        let scores = scores.and_then(|scores| scores.into_iter().map(|score| self.rounded(score)).collect());
        let complete = |scores: Vec<Score>| {
            let (found, expected) = (scores.len(), table.len());
            if found == expected { Ok(scores) } else { Err(StepError::Count { found, expected }) }
        };
        let scores = scores.map_err(StepError::Aggregate).and_then(complete).unwrap_or_else(|error| {
            fail(None, error);
            Vec::new()
        });
        let (mut scores, mut column) = (scores.into_iter(), Column::with_capacity(absent.len()));
        for absent in absent {
            // Where the aggregate failed there are no scores at all.
            column.push_either(absent.map_or_else(|| scores.next().ok_or(Presence::Missing), Err));
        }
        column
    }

    /// Exact weighted means of whole columns, from 64-bit scores in 128-bit sums; none where a score, a share or a
    /// policy does not fit.
    fn narrow(&self, rows: usize) -> Option<Column> {
        if self.inner.aggregate != Aggregate::Arithmetic || self.round.is_some() || self.inner.min_present.is_some() {
            return None;
        }
        let total = i64::try_from(self.shares.total()).ok()?;
        let columns: Vec<&[i64]> = self.children.iter().map(|child| child.narrow()).collect::<Option<_>>()?;
        let mut sums = vec![0_i128; rows];
        for (scores, share) in columns.iter().zip(self.shares.parts()) {
            let share = i128::from(i64::try_from(*share).ok()?);
            for (sum, score) in sums.iter_mut().zip(*scores) {
                // Shares total at most 2⁶³ and scores stay below 2⁶³, so the sum stays below 2¹²⁶.
                *sum = sum.wrapping_add(share.wrapping_mul(i128::from(*score)));
            }
        }
        let units = sums.into_iter().map(|sum| half_even(sum, i128::from(total)));
        units.collect::<Option<PerRow<i64>>>().map(Column::full)
    }

    /// Why a row gets no score; none where it gets one, and then `present` holds the scores of its children.
    fn absence(&self, row: Row, present: &mut Vec<Part>) -> Option<Presence> {
        present.clear();
        let (mut applicable, mut covered) = (0_u128, 0_u128);
        for (child, weight) in self.children.iter().zip(self.shares.parts()) {
            if *weight == 0 {
                continue;
            }
            let presence = child.presence(row);
            if presence != Presence::NotApplicable {
                applicable = applicable.saturating_add(*weight);
            }
            if let Some(score) = child.get(row) {
                covered = covered.saturating_add(*weight);
                present.push(Part { weight: *weight, score });
            }
        }
        if applicable == 0 {
            return Some(Presence::NotApplicable);
        }
        let enough = !present.is_empty()
            && !self.is_thin(covered, applicable)
            && self.inner.min_present.is_none_or(|least| present.len() >= least);
        if enough { None } else { Some(Presence::Missing) }
    }

    /// The score with the declared rounding of the node.
    fn rounded(&self, score: Score) -> Result<Score, AggregateError> {
        match self.round {
            Some(rounding) => rounding.score(score).ok_or(AggregateError::TooLarge),
            None => Ok(score),
        }
    }

    /// Whether less of the applicable weight is present than the node asks for.
    fn is_thin(&self, covered: u128, applicable: u128) -> bool {
        let wide = |value: u128| crate::number::I256::from(value);
        self.inner.min_coverage.is_some_and(|least| {
            let share = Fraction::new(wide(covered), wide(applicable));
            share.and_then(|share| share.compare(Fraction::from_decimal(least))).is_some_and(std::cmp::Ordering::is_lt)
        })
    }
}

/// The mean of scores of equal weight.
fn equal_mean(scores: impl Iterator<Item = Score>) -> Option<Score> {
    let (mut sum, mut count) = (Fraction::ZERO, Fraction::ZERO);
    for score in scores {
        sum = sum.plus(Fraction::from_score(score))?;
        count = count.plus(Fraction::ONE)?;
    }
    sum.over(count)?.to_score()
}

/// The nearest whole quotient, half to even; the divisor is positive.
fn half_even(dividend: i128, divisor: i128) -> Option<i64> {
    let down = dividend.checked_div_euclid(divisor)?;
    let left = dividend.checked_rem_euclid(divisor)?;
    let other = divisor.checked_sub(left)?;
    let up = left > other || (left == other && down & 1 == 1);
    i64::try_from(down.checked_add(i128::from(up))?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_go_to_even() {
        assert_eq!([1, 2, 3, 5, -1, -3].map(|units| half_even(units, 2).unwrap()), [0, 1, 2, 2, 0, -2]);
        assert_eq!(half_even(i128::MAX, 1), None);
    }
}
