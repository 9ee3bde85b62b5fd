//! One index under given weights.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::adjust::{Adjusted, AdjustedIndex};
use super::aggregate_tree::aggregate_tree;
use super::aggregated::{AggregatedTree, NodeScores};
#[cfg(feature = "robustness")]
use super::column::Column;
use super::column::Presence;
use super::decide::{Scores, score_of};
use super::percentages::settled;
use super::prepare::ScoredIndex;
use super::totals::{Bonuses, Totals};
use crate::engine::measure::lacks_previous;
use crate::engine::shares::{Shares, TreeShares};
use crate::method::aggregate::Takes;
use crate::model::{Draft, Index, NodeId, PerRanked, PerRow, Row, Subject, TieBreak, TreePart, VetoEffect};
use crate::number::{Exact, Score, plain};
#[cfg(feature = "robustness")]
use crate::order::to_ten_decimals;
use crate::order::{CompareBy, Order, Rank, Ties, places};
use crate::support::{Interrupt, Problem, ProblemKind, Refused};

/// A subject that may be ranked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RankedRow {
    pub(crate) row: Row,
    /// The class of its total as the index compares it, from 0 for the worst: equal totals share one.
    pub(crate) class: usize,
}

/// The ranked subjects with their ranks, best first.
pub(crate) type Placed = PerRanked<(RankedRow, Rank)>;

/// One index under given weights, with what its ranking and its explanations need.
pub(crate) struct View<'a> {
    pub(crate) draft: &'a Draft,
    pub(crate) index: &'a Index,
    pub(crate) scored: &'a ScoredIndex,
    pub(crate) adjusted: Cow<'a, PerRow<Adjusted>>,
    pub(crate) shares: &'a TreeShares,
    pub(crate) aggregated: AggregatedTree<'a>,
    /// The subjects that may be ranked, in the order of the document.
    pub(crate) ranked: Vec<RankedRow>,
}

impl<'a> View<'a> {
    /// An index under these weights.
    ///
    /// # Errors
    /// When scores cannot be aggregated, a total is out of the range of scores, or the work is to be stopped.
    pub(crate) fn new(
        declared: (&'a Draft, &'a Index),
        adjusted: &'a AdjustedIndex,
        shares: &'a TreeShares,
        interrupt: Interrupt<'_>,
    ) -> Result<Self, Refused> {
        Self::of(declared, (&adjusted.scored, &adjusted.adjusted), shares, interrupt)
    }

    /// The same index under other weights.
    ///
    /// # Errors
    /// When scores cannot be aggregated under them, or the work is to be stopped.
    pub(crate) fn under<'b>(&'b self, shares: &'b TreeShares, interrupt: Interrupt<'_>) -> Result<View<'b>, Refused> {
        View::of((self.draft, self.index), (self.scored, &self.adjusted), shares, interrupt)
    }

    /// The scores and ranked subjects of an index under these weights.
    ///
    /// # Errors
    /// When scores cannot be aggregated, a total is out of the range of scores, or the work is to be stopped.
    pub(crate) fn of(
        (draft, index): (&'a Draft, &'a Index),
        (scored, adjusted): (&'a ScoredIndex, &'a PerRow<Adjusted>),
        shares: &'a TreeShares,
        interrupt: Interrupt<'_>,
    ) -> Result<Self, Refused> {
        let aggregated = aggregate_tree((draft, index), scored, shares, interrupt).map_err(Refused::new)?;
        let adjusted = settled(index, adjusted, &aggregated);
        let mut view = View { draft, index, scored, adjusted, shares, aggregated, ranked: Vec::new() };
        view.ranked = view.rank()?;
        Ok(view)
    }

    /// The same index without a node, to which these shares give no weight.
    ///
    /// # Errors
    /// When scores cannot be aggregated then, or the work is to be stopped.
    pub(crate) fn without<'b>(
        &'b self,
        node: NodeId,
        shares: &'b TreeShares,
        interrupt: Interrupt<'_>,
    ) -> Result<View<'b>, Refused> {
        let mut view = self.under(shares, interrupt)?;
        view.aggregated = view.aggregated.without(node);
        view.adjusted = settled(self.index, &self.adjusted, &view.aggregated);
        view.ranked = view.rank()?;
        Ok(view)
    }

    /// The subject of a row.
    pub(crate) fn subject(&self, row: Row) -> &'a Subject {
        self.draft.subject_at(self.scored.subjects[row])
    }

    /// Whether an indicator has no value because a subject has no figure of the period before.
    pub(crate) fn lacks_previous(&self, node: NodeId, row: Row) -> bool {
        match self.scored.tree.node(node).part {
            TreePart::Leaf(leaf) => {
                let indicator = &self.scored.tree.by_indicator()[leaf].indicator;
                lacks_previous(self.draft, indicator, self.scored.subjects[row])
            }
            TreePart::Inner(_) => false,
        }
    }
}

impl View<'_> {
    /// The subjects that may be ranked with their ranks, best first.
    pub(crate) fn placed(&self, ties: Ties) -> Placed {
        self.placed_among(&self.ranked, ties)
    }

    /// The same for some of them: their ranks among themselves.
    pub(crate) fn placed_among(&self, ranked: &[RankedRow], ties: Ties) -> Placed {
        let placed = if self.index.ranking.tie_break.is_empty() {
            places(ranked.iter().map(|one| (one.class, *one)).collect(), ties)
        } else {
            let breakers = self.breakers();
            places(ranked.iter().map(|one| ((one.class, &breakers[one.row]), *one)).collect(), ties)
        };
        placed.into_iter().collect()
    }

    /// What decides between equal totals, in turn: the classes of the nodes and of the bonus; a missing score comes last.
    pub(crate) fn breakers(&self) -> PerRow<Vec<Option<usize>>> {
        let mut all = self.adjusted.filled(Vec::new());
        for tie_break in &self.index.ranking.tie_break {
            let rows = || self.ranked.iter().map(|ranked| ranked.row);
            let classes = match tie_break {
                TieBreak::Bonus => self.classes(&Bonuses { adjusted: &self.adjusted, near: self.scored.near }, rows()),
                TieBreak::Node(id) => {
                    let node = self.scored.tree.find(id).filter(|node| !self.aggregated.is_left_out(*node));
                    node.map(|node| self.classes(&self.aggregated.scores(node), rows())).unwrap_or_default()
                }
            };
            all.values_mut().for_each(|keys| keys.push(None));
            for (row, class) in classes {
                if let Some(key) = all[row].last_mut() {
                    *key = Some(class);
                }
            }
        }
        all
    }

    /// Refuses an analysis that goes by one set of weights, where they differ from group to group.
    ///
    /// # Errors
    /// Then, naming the node.
    pub(crate) fn weighed_alike(&self, analysis: &str) -> Result<(), Refused> {
        let Some(node) = self.scored.tree.nodes().iter().find(|node| node.by_group().is_some()) else { return Ok(()) };
        let what =
            format!("`{analysis}` goes by one set of weights, and those of `{}` differ from group to group", node.id);
        let problem = Problem::new(ProblemKind::Structure, format!("{}.weights", node.path), what);
        Err(Refused::new(problem.found("weights by group").expected("weights that are the same for all")))
    }

    /// The shares of a node's children for a subject.
    pub(crate) fn shares_for(&self, node: NodeId, row: Row) -> Option<&Shares> {
        self.shares.of(node, self.scored.group(row))
    }

    /// Which total is the best.
    pub(crate) fn order(&self) -> Order {
        self.index.ranking.order
    }

    /// The rows that have a score, each with its class as the index compares scores, from 0 for the worst: exact, or as
    /// published.
    pub(crate) fn classes(&self, scores: &impl Scores, rows: impl Iterator<Item = Row>) -> Vec<(Row, usize)> {
        let mut classes = self.classes_by_score(scores, rows);
        if self.order().is_ascending() {
            let last = classes.iter().map(|(_, class)| *class).max().unwrap_or_default();
            for (_, class) in &mut classes {
                *class = last.saturating_sub(*class);
            }
        }
        classes
    }

    /// The same from 0 for the lowest score.
    fn classes_by_score(&self, scores: &impl Scores, rows: impl Iterator<Item = Row>) -> Vec<(Row, usize)> {
        match self.index.ranking.by {
            CompareBy::Exact => scores.classes(rows),
            CompareBy::Published => {
                let digits = rows.filter_map(|row| Some((row, scores.digits(row, self.index.rounding)?)));
                let mut sorted: Vec<(Row, i128)> = digits.collect();
                sorted.sort_by_key(|(_, digits)| *digits);
                let runs = sorted.chunk_by(|one, other| one.1 == other.1).enumerate();
                runs.flat_map(|(class, run)| run.iter().map(move |(row, _)| (*row, class))).collect()
            }
        }
    }

    /// The totals, to be compared and rounded.
    pub(crate) fn totals(&self) -> Totals<'_> {
        Totals { index: self.index, adjusted: &self.adjusted, base: self.base() }
    }

    /// The base scores, to be compared and rounded.
    pub(crate) fn base(&self) -> NodeScores<'_> {
        self.aggregated.scores(self.scored.tree.top())
    }

    /// Points of the index, rounded as they are published; none beyond the range of scores.
    pub(crate) fn published_points(&self, points: &Exact) -> Option<Score> {
        score_of(points.units(self.index.rounding, self.scored.near)?, self.index.rounding)
    }

    /// A score as the index publishes it.
    pub(crate) fn as_published(&self, score: Score) -> Decimal {
        self.index.rounding.apply(score.to_decimal())
    }

    /// A subject's base score and total, as published; none where it has none.
    pub(crate) fn published(&self, row: Row) -> Option<(Score, Score)> {
        let totals = self.totals();
        let rounding = self.index.rounding;
        Some((self.base().published(row, rounding)?, totals.published(row, rounding)?))
    }

    /// Whether a subject's total, as the index compares it, is at least as good as a cut.
    pub(crate) fn reaches(&self, row: Row, cut: Decimal) -> bool {
        self.is_as_good(&self.totals(), row, cut)
    }

    /// The same of another score.
    pub(crate) fn is_as_good(&self, scores: &impl Scores, row: Row, cut: Decimal) -> bool {
        let order = match self.index.ranking.by {
            CompareBy::Exact => scores.against(row, cut),
            CompareBy::Published => {
                scores.published(row, self.index.rounding).map(|score| score.to_decimal().cmp(&cut))
            }
        };
        order.is_some_and(|order| self.order().by_scores(order).is_ge())
    }

    /// What adjustments add to a subject's base score.
    pub(crate) fn added(&self, row: Row) -> &Exact {
        &self.adjusted[row].added
    }

    /// Whether points that adjustments add depend on scores, and so on weights.
    pub(crate) fn has_percentages(&self) -> bool {
        self.adjusted.values().any(Adjusted::has_percentages)
    }

    /// What adjustments add, in units of 10⁻¹², to the nearest, larger for the better; for draws.
    #[cfg(feature = "robustness")]
    pub(crate) fn added_units(&self, row: Row) -> Option<i128> {
        self.added(row).nearest_score().map(|(score, _)| self.order().merit(score.units()))
    }

    /// A subject's score of a node in units of 10⁻¹² as the nearest binary float, larger for the better.
    #[cfg(feature = "robustness")]
    pub(crate) fn near_merit(&self, column: &Column, row: Row) -> Option<f64> {
        column.near(row).map(|score| self.order().merit(score))
    }

    /// The total of a subject as draws compare totals: to 10 decimals, or as published; larger for the better one.
    #[cfg(feature = "robustness")]
    pub(crate) fn draw_key(&self, row: Row) -> Option<i128> {
        let key = match self.index.ranking.by {
            CompareBy::Exact => self.totals().estimate(row).map(|total| to_ten_decimals(total.units)),
            CompareBy::Published => self.totals().digits(row, self.index.rounding),
        };
        key.map(|key| self.order().merit(key))
    }

    /// The subjects that may be ranked, with the classes of their totals.
    fn rank(&self) -> Result<Vec<RankedRow>, Refused> {
        let top = self.scored.tree.top();
        let rows: Vec<Row> = self.scored.subjects.ids().filter(|row| self.why_unranked(*row).is_none()).collect();
        let totals = self.totals();
        let in_range = |row: &Row| totals.published(*row, self.index.rounding).is_some();
        let adjusted = |row: &Row| !self.added(*row).is_zero();
        if rows.iter().any(|row| (adjusted(row) || self.aggregated.column(top).narrow().is_none()) && !in_range(row)) {
            let what = format!("the total in index `{}` is larger than a score can be", self.index.id);
            return Err(Refused::new(Problem::new(ProblemKind::Number, "adjustments", what)));
        }
        let mut classes = self.adjusted.filled(None);
        for (row, class) in self.classes(&totals, rows.into_iter()) {
            classes[row] = Some(class);
        }
        Ok(classes.iter().filter_map(|(row, class)| Some(RankedRow { row, class: (*class)? })).collect())
    }

    /// The child of the index without which there is no score, where it is what a subject lacks.
    fn factor_lacking(&self, row: Row) -> Option<String> {
        let tree = &self.scored.tree;
        let top = tree.node(tree.top());
        let aggregate = top.aggregate().filter(|aggregate| aggregate.takes() == Takes::Factors)?;
        let counted =
            top.children().iter().zip(self.shares_for(tree.top(), row)?.parts()).filter(|(_, part)| **part > 0);
        let absent = |child: &&NodeId| self.aggregated.presence(**child, row) != Presence::Present;
        let child = counted.map(|(child, _)| child).find(absent)?;
        Some(format!("no score of `{}`, which `{}` needs", tree.node(*child).id, aggregate.name()))
    }

    /// Why a subject is unranked; none where it is ranked.
    pub(crate) fn why_unranked(&self, row: Row) -> Option<String> {
        if let Some(reason) = self.aggregated.barred(row) {
            return Some(reason.to_owned());
        }
        if self.aggregated.column(self.scored.tree.top()).units(row).is_none() {
            return Some(self.factor_lacking(row).unwrap_or_else(|| self.lacking(row)));
        }
        let veto = self.adjusted[row].veto(VetoEffect::Unranked)?;
        Some(format!("veto: {veto}"))
    }

    /// What a subject without a base score lacks: any score, or as many as the index asks for.
    fn lacking(&self, row: Row) -> String {
        let (top, nothing) = (self.scored.tree.top(), "nothing that counts has a figure");
        let (TreePart::Inner(inner), Some(shares)) = (&self.scored.tree.node(top).part, self.shares_for(top, row))
        else {
            return nothing.to_owned();
        };
        let counted = inner.children.iter().zip(shares.parts()).filter(|(_, weight)| **weight > 0);
        let with = |presence: Presence| {
            let these = counted.clone().filter(move |(child, _)| self.aggregated.presence(**child, row) == presence);
            these.fold((0_usize, Exact::ZERO), |(count, sum), (_, weight)| {
                (count.saturating_add(1), sum + Exact::from(*weight))
            })
        };
        let ((present, covered), (missing, uncovered)) = (with(Presence::Present), with(Presence::Missing));
        if present == 0 {
            return nothing.to_owned();
        }
        let applying = present.saturating_add(missing);
        if let Some(least) = inner.min_present.map(|least| least.min(applying)).filter(|least| present < *least) {
            return format!(
                "{present} of {applying} parts have a score, fewer than the {least} that the index asks for"
            );
        }
        let (share, least) = (covered.over(&(&covered + &uncovered)), inner.min_coverage.unwrap_or_default());
        let share = share.map(|share| share.shown()).unwrap_or_default();
        format!("parts of {share} of the weight have a score, less than the {} that the index asks for", plain(least))
    }
}
