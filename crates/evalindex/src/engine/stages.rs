//! Every index scored and adjusted; an index that others roll up or read comes before them.

use std::collections::HashMap;
use std::sync::Arc;

use super::adjust::{AdjustedIndex, adjusted};
use super::assemble::ranks_at;
use super::decide::Scores;
use super::diagnostics::Diagnostics;
use super::figure::Figure;
use super::frozen::Frozen;
use super::prepare::{IndexInputs, prepare_index};
use super::site::{Site, Values};
use super::view::{RankedRow, View};
use crate::engine::derive::take_weights;
use crate::engine::fill::{Filling, fill};
use crate::engine::measure::{AtNode, NodeBook, PartBook, RankedPart, RankedParts, Sources, TaskBook, measured};
use crate::engine::shares::{TreeShares, declared};
use crate::model::{
    Draft, Index, IndexId, Node, NodeFigure, NodeSource, PartFigure, PartSource, PerIndex, PerIndicator, PerRow,
    Source, SubjectId, Tree, TreeIndicator,
};
use crate::order::Rank;
use crate::support::{Interrupt, Problems};

/// The indexes before another one in the document, with their weights.
pub(crate) type Before<'a> = (&'a PerIndex<Option<Arc<AdjustedIndex>>>, &'a PerIndex<Option<Arc<TreeShares>>>);

/// What indexes are prepared from.
pub(crate) struct Stages<'a> {
    pub(crate) draft: &'a Draft,
    /// Frozen calibrations and weights.
    pub(crate) frozen: &'a Frozen,
    /// Whether the index or indicator at a path is left out because it is refused already.
    pub(crate) is_out: &'a dyn Fn(&str) -> bool,
    /// What is asked whether to stop.
    pub(crate) interrupt: Interrupt<'a>,
}

/// The prepared indexes of a document with their weights; none for an index that is left out.
#[derive(Debug, Default)]
pub(crate) struct PreparedIndexes {
    pub(crate) indexes: PerIndex<Option<Arc<AdjustedIndex>>>,
    pub(crate) weights: PerIndex<Option<Arc<TreeShares>>>,
    /// Problems with figures.
    pub(crate) problems: Problems,
    /// Problems with weights.
    pub(crate) of_weights: Problems,
}

impl Stages<'_> {
    /// Prepares every index under its declared weights.
    pub(crate) fn all(&self) -> PreparedIndexes {
        let tasks = TaskBook::new(&self.draft.tasks);
        let mut all = PreparedIndexes::default();
        for (id, index) in self.draft.by_index() {
            let path = path_of(id);
            if (self.is_out)(&path) {
                all.indexes.push(None);
                all.weights.push(None);
                continue;
            }
            let mut problems = Problems::new();
            let mut adjusted = self.one(index, &path, &tasks, (&all.indexes, &all.weights), &mut problems);
            let before = all.of_weights.len();
            if problems.is_empty() {
                self.weigh(index, &mut adjusted, &mut all.of_weights);
            }
            let shares = declared(&adjusted.scored.tree, &mut all.of_weights);
            all.problems.append(problems);
            all.indexes.push(Some(Arc::new(adjusted)));
            all.weights.push((all.of_weights.len() == before).then(|| Arc::new(shares)));
        }
        all
    }

    /// Derives the weights that come from a method.
    pub(crate) fn weigh(&self, index: &Index, adjusted: &mut AdjustedIndex, problems: &mut Problems) {
        take_weights((self.draft, index), adjusted, (self.frozen, self.interrupt), problems);
    }

    /// One index, prepared from its figures and from the indexes before it under these weights.
    pub(crate) fn one(
        &self,
        index: &Index,
        path: &str,
        tasks: &TaskBook<'_>,
        before: Before<'_>,
        problems: &mut Problems,
    ) -> AdjustedIndex {
        let (indexes, weights) = before;
        let before = indexes.values().map(Option::as_deref).zip(weights.values().map(Option::as_deref));
        let views = Views::new((self.draft, index), before, self.interrupt);
        let book: PartBook<'_> = &|source| views.ranked(source);
        let frozen = self.frozen.of(&index.id);
        let nodes: NodeBook<'_> = &|source| views.at_node(source);
        let sources = Sources { draft: self.draft, tasks, parts: book, nodes };
        let inputs = IndexInputs { sources, index, path, frozen, is_out: self.is_out, interrupt: self.interrupt };
        let mut scored = prepare_index(&inputs, problems);
        let adjusted = adjusted(self.draft, index, &mut scored);
        AdjustedIndex { scored, adjusted }
    }
}

impl Stages<'_> {
    /// The figures of the indicators of an index for these subjects, measured and filled where they are missing, from the
    /// indexes before it under these weights. An indicator whose figures cannot be measured has failed for every subject.
    pub(super) fn filled<'m>(
        &'m self,
        index: &Index,
        subjects: &PerRow<SubjectId>,
        made: impl Iterator<Item = Made<'m>>,
    ) -> PerIndicator<Filling> {
        let tasks = TaskBook::new(&self.draft.tasks);
        let views = Views::new((self.draft, index), made, self.interrupt);
        let book: PartBook<'_> = &|source| views.ranked(source);
        let nodes: NodeBook<'_> = &|source| views.at_node(source);
        let sources = Sources { draft: self.draft, tasks: &tasks, parts: book, nodes };
        Tree::new(index, &index.id).by_indicator().map(|_, TreeIndicator { node, indicator }| {
            let mut diagnostics = Diagnostics::default();
            let measured = measured(sources, (*node, indicator), subjects, &mut diagnostics);
            let step = (indicator.step(), Values::Figures(indicator));
            let site = Site::new(self.draft, (&index.id, *node), step, index, subjects);
            let mut filling = fill(&site, &measured.values);
            if !diagnostics.problems.is_empty() {
                filling.failed = subjects.ids().collect();
            }
            filling
        })
    }
}

/// An index as it is prepared, with its weights; none of what could not be.
type Made<'a> = (Option<&'a AdjustedIndex>, Option<&'a TreeShares>);

/// The indexes that another one rolls up or reads, scored.
pub(super) struct Views<'a>(Vec<View<'a>>);

impl<'a> Views<'a> {
    /// Those of all indexes of a draft, in its order, that this one rolls up or reads.
    pub(super) fn new(
        (draft, index): (&'a Draft, &Index),
        made: impl Iterator<Item = Made<'a>>,
        interrupt: Interrupt<'_>,
    ) -> Self {
        let read = indexes_read(index);
        let wanted = |index: &&Index| read.contains(&index.id.as_str());
        let all = draft.indexes.iter().zip(made).filter(|(index, _)| wanted(index));
        let views = all.filter_map(|(index, (adjusted, weights))| {
            // An index that cannot be scored has reported its own problem.
            View::new((draft, index), adjusted?, weights?, interrupt).ok()
        });
        Self(views.collect())
    }

    /// The parts that a source asks for, as their index ranks them; none where that index could not be scored.
    pub(super) fn ranked(&self, source: &PartSource) -> Option<RankedParts> {
        let view = self.0.iter().find(|view| view.index.id == source.index)?;
        let (kind, near) = (view.index.kind.clone(), view.scored.near);
        let mut parts = RankedParts { kind, near, of_subject: HashMap::new() };
        for (ranked, rank) in view.placed(view.index.ranking.ties).values() {
            let figure = match &source.of {
                PartFigure::Score => view.totals().exact(ranked.row),
                PartFigure::Rank => Some(rank.to_decimal().into()),
                PartFigure::Node(id) => {
                    view.scored.tree.find(id).and_then(|node| view.aggregated.exact(node, ranked.row))
                }
            };
            parts.of_subject.insert(view.scored.subjects[ranked.row], RankedPart { rank: *rank, figure });
        }
        Some(parts)
    }
}

impl Views<'_> {
    /// What every subject has at a node; none where its index could not be scored.
    pub(super) fn at_node(&self, source: &NodeSource) -> Option<AtNode> {
        let view = self.0.iter().find(|view| view.index.id == source.index)?;
        let node = view.scored.tree.named(&source.id)?;
        let (tree, is_whole) = (&view.aggregated, node == view.scored.tree.top());
        let missing = || view.scored.subjects.filled(Figure::Missing);
        let place = |rank: Rank| Figure::Value(rank.to_decimal().into());
        let figures = match (source.of, is_whole) {
            (NodeFigure::Score, true) => {
                let mut totals = missing();
                for RankedRow { row, .. } in &view.ranked {
                    totals[*row] = view.totals().exact(*row).map_or(Figure::Missing, Figure::Value);
                }
                totals
            }
            (NodeFigure::Score, false) => tree.figures(node),
            (NodeFigure::Aggregate, _) => tree.stepped[node].clone().unwrap_or_else(missing),
            (NodeFigure::Rank, true) => {
                let mut ranks = missing();
                for (ranked, rank) in view.placed(view.index.ranking.ties).values() {
                    ranks[ranked.row] = place(*rank);
                }
                ranks
            }
            (NodeFigure::Rank, false) => ranks_at(view, view.ranked.iter().map(|ranked| ranked.row), node)
                .map(|_, rank| rank.map_or(Figure::Missing, place)),
        };
        Some(view.scored.subjects.values().copied().zip(figures).collect())
    }
}

/// The path of an index in the document.
pub(crate) fn path_of(index: IndexId) -> String {
    format!("indexes[{}]", index.number())
}

/// The ids of the indexes from which an index takes figures.
pub(crate) fn indexes_read(index: &Index) -> Vec<&str> {
    fn below<'a>(node: &'a Node, found: &mut Vec<&'a str>) {
        match node {
            Node::Dimension(dimension) => dimension.children.iter().for_each(|child| below(child, found)),
            Node::Indicator(indicator) => match &indicator.from {
                Some(Source::Parts(source)) => found.push(&source.index),
                Some(Source::Node(source)) => found.push(&source.index),
                Some(Source::Tasks(_)) | None => {}
            },
        }
    }
    let mut found = Vec::new();
    index.children.iter().for_each(|node| below(node, &mut found));
    found
}
