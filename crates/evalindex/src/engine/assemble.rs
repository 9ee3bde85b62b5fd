//! Puts one index's result together: places, grades, node scores and contributions, notices.

use std::cmp::Reverse;

use rust_decimal::Decimal;

use super::column::Presence;
use super::contribution::contributions;
use super::grade::{Candidate, Graded, grade};
use super::rank::{compared, key};
use super::site::Remark;
use super::view::{RankedRow, View};
use crate::engine::shares::{Shares, TreeShares};
use crate::model::{Subject, Tree, TreeNode, TreePart, VetoEffect};
use crate::order::{Rank, Ties, class, places};
use crate::result::{
    GradeName, GroupPlace, GroupWeights, IndexResult, NodeInfo, NodeScore, Notice, NoticeKind, Preparation,
    PreparedCell, RankedSubject, UnrankedSubject,
};

/// The result of one index and what did not go the plain way in it.
pub(crate) fn assemble(view: &View<'_>) -> (IndexResult, Vec<Notice>) {
    let placed = view.placed(view.index.ranking.ties);
    let graded = graded(view, &placed);
    let node_ranks = node_ranks(view, &placed);
    let group_ranks = group_ranks(view, &placed);
    let diagnostics = view.aggregated.diagnostics();
    let mut remarks: Vec<Remark> =
        diagnostics.iter().flat_map(|diagnostics| diagnostics.remarks.iter().cloned()).collect();
    remarks.extend(absences(view));
    let mut rows = Vec::with_capacity(placed.len());
    for (at, (standing, rank)) in placed.iter().enumerate() {
        let Some(subject) = subject(view, standing.row) else { continue };
        let grade = graded.get(at).copied();
        if let Some(grade) = grade {
            remarks.extend(grade_remarks(view, standing.row, grade));
        }
        let adjusted = view.adjusted.get(standing.row).cloned().unwrap_or_default();
        rows.push(RankedSubject {
            rank: *rank,
            subject: subject.id.clone(),
            name: subject.name.clone(),
            name_zh: subject.name_zh.clone(),
            group: subject.group.clone().zip(group_ranks.get(standing.row).copied().flatten()).map(group_place),
            score: standing.total,
            base: standing.base,
            bonus: adjusted.bonus,
            deduction: adjusted.deduction,
            grade: grade
                .and_then(|graded| grade_name(view, graded.grade))
                .or_else(|| class_name(view, *rank, placed.len())),
            history: None,
            nodes: node_scores(view, standing.row, &node_ranks),
        });
    }
    let result = IndexResult {
        id: view.index.id.clone(),
        name: view.index.name.clone(),
        name_zh: view.index.name_zh.clone(),
        kind: view.index.kind.clone(),
        rounding: view.index.rounding,
        nodes: view.prepared.tree.nodes().iter().skip(1).map(node_info).collect(),
        graded: !view.index.grades.is_empty() || view.index.classes.is_some(),
        ranking: rows,
        unranked: unranked(view),
        preparation: preparation(view),
        calibration: diagnostics.iter().flat_map(|diagnostics| diagnostics.calibration.iter().cloned()).collect(),
        weighting: weighting(&view.prepared.tree, view.shares),
    };
    (result, notices(view, remarks))
}

/// The weights that come from a method.
pub(crate) fn weighting(tree: &Tree, shares: &TreeShares) -> Vec<GroupWeights> {
    let nodes = tree.nodes();
    let group = |(node, shares): (&TreeNode, &Option<Shares>)| {
        let (source, shares) = (node.weights()?, shares.as_ref()?);
        let children = node.children().iter().filter_map(|child| nodes.get(*child)).enumerate();
        let weights = children.map(|(place, child)| (child.id.clone(), shares.weight(place, Decimal::ONE)));
        Some(GroupWeights { node: node.id.clone(), from: source.name().into(), weights: weights.collect() })
    };
    nodes.iter().zip(shares).filter_map(group).collect()
}

fn subject<'a>(view: &'a View<'_>, place: usize) -> Option<&'a Subject> {
    view.prepared.subjects.get(place).and_then(|subject| view.draft.subjects.get(*subject))
}

fn group_place((group, rank): (String, Rank)) -> GroupPlace {
    GroupPlace { group, rank }
}

fn grade_name(view: &View<'_>, grade: usize) -> Option<GradeName> {
    let grade = view.index.grades.get(grade)?;
    Some(GradeName { name: grade.name.clone(), name_zh: grade.name_zh.clone() })
}

fn class_name(view: &View<'_>, rank: Rank, subjects: usize) -> Option<GradeName> {
    let number = class(view.index.classes?, rank, subjects);
    Some(GradeName { name: number.to_string(), name_zh: None })
}

fn node_info(node: &crate::model::TreeNode) -> NodeInfo {
    NodeInfo { id: node.id.clone(), name: node.name.clone(), name_zh: node.name_zh.clone(), depth: node.depth }
}

fn graded(view: &View<'_>, placed: &[(RankedRow, Rank)]) -> Vec<Graded> {
    if view.index.grades.is_empty() {
        return Vec::new();
    }
    let vetoed =
        |place: usize, effect| view.adjusted.get(place).is_some_and(|adjusted| adjusted.veto(effect).is_some());
    let candidates: Vec<Candidate<_>> = placed
        .iter()
        .map(|(standing, _)| Candidate {
            score: compared(view.index, standing.total),
            lowest: vetoed(standing.row, VetoEffect::LowestGrade),
            barred: vetoed(standing.row, VetoEffect::BarTopGrade),
        })
        .collect();
    let cuts: Vec<_> = view.index.grades.iter().map(|grade| grade.at_least).collect();
    grade(&view.index.grades, &cuts, &candidates)
}

/// The name of each ranked subject's grade or class, by its place among the index's subjects.
pub(crate) fn grades(view: &View<'_>, placed: &[(RankedRow, Rank)]) -> Vec<(usize, Option<String>)> {
    let graded = graded(view, placed);
    let name = |at: usize, rank: Rank| {
        let grade = graded.get(at).and_then(|graded| grade_name(view, graded.grade));
        grade.or_else(|| class_name(view, rank, placed.len())).map(|grade| grade.name)
    };
    placed.iter().enumerate().map(|(at, (standing, rank))| (standing.row, name(at, *rank))).collect()
}

fn grade_remarks(view: &View<'_>, place: usize, graded: Graded) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let name = |grade: usize| view.index.grades.get(grade).map_or("", |grade| grade.name.as_str());
    let mut add = |what, text| remarks.push(Remark { subject: Some(place), node: None, what, text });
    if let Some(grade) = graded.over_quota {
        add(NoticeKind::Quota, format!("meets `{}`, whose quota is full: `{}`", name(grade), name(graded.grade)));
    }
    if graded.vetoed {
        let effects = [VetoEffect::LowestGrade, VetoEffect::BarTopGrade];
        let adjusted = view.adjusted.get(place);
        let reason = effects.iter().find_map(|effect| adjusted?.veto(*effect)).unwrap_or_default();
        add(NoticeKind::Veto, format!("graded `{}` by veto: {reason}", name(graded.grade)));
    }
    remarks
}

/// The place at each node of each subject, by node number and place among the index's subjects.
fn node_ranks(view: &View<'_>, placed: &[(RankedRow, Rank)]) -> Vec<Vec<Option<Rank>>> {
    // Only the total has tie-breaks, so a node's equal scores share a place even in an ordinal ranking.
    let ties = match view.index.ranking.ties {
        Ties::Ordinal => Ties::Competition,
        ties => ties,
    };
    let subjects = view.prepared.subjects.len();
    let rank_node = |node: usize| {
        let score = |standing: &RankedRow| Some((standing.row, view.aggregated.score(node, standing.row)?));
        let scored = placed.iter().filter_map(|(standing, _)| score(standing));
        let (members, keys): (Vec<usize>, Vec<i128>) =
            scored.map(|(place, score)| (place, key(view.index, score))).unzip();
        let mut ranks = vec![None; subjects];
        assign(&members, places(&keys, ties), &mut ranks);
        ranks
    };
    (0..view.prepared.tree.nodes().len()).map(rank_node).collect()
}

/// The place of each subject within its group.
fn group_ranks(view: &View<'_>, placed: &[(RankedRow, Rank)]) -> Vec<Option<Rank>> {
    let group = |place: usize| subject(view, place).and_then(|subject| subject.group.as_deref());
    let mut names: Vec<&str> = placed.iter().filter_map(|(standing, _)| group(standing.row)).collect();
    names.sort_unstable();
    names.dedup();
    let mut ranks = vec![None; view.prepared.subjects.len()];
    for name in names {
        let of_group = placed.iter().filter(|(standing, _)| group(standing.row) == Some(name));
        let (members, keys): (Vec<usize>, Vec<Reverse<Rank>>) =
            of_group.map(|(standing, rank)| (standing.row, Reverse(*rank))).unzip();
        assign(&members, places(&keys, view.index.ranking.ties), &mut ranks);
    }
    ranks
}

/// Writes the ranks of members, who are known by their places among the index's subjects.
fn assign(members: &[usize], placed: Vec<(usize, Rank)>, ranks: &mut [Option<Rank>]) {
    for (item, rank) in placed {
        if let Some(entry) = members.get(item).and_then(|place| ranks.get_mut(*place)) {
            *entry = Some(rank);
        }
    }
}

fn node_scores(view: &View<'_>, place: usize, ranks: &[Vec<Option<Rank>>]) -> Vec<NodeScore> {
    let added = contributions(&view.aggregated, view.shares, place);
    let nodes = (0..view.prepared.tree.nodes().len()).skip(1);
    nodes
        .map(|node| NodeScore {
            score: view.aggregated.score(node, place),
            rank: ranks.get(node).and_then(|ranks| ranks.get(place)).copied().flatten(),
            contribution: added.get(node).copied().flatten(),
        })
        .collect()
}

fn unranked(view: &View<'_>) -> Vec<UnrankedSubject> {
    let all = 0..view.prepared.subjects.len();
    all.filter_map(|place| {
        let (reason, subject) = (view.why_unranked(place)?, subject(view, place)?);
        Some(UnrankedSubject {
            subject: subject.id.clone(),
            name: subject.name.clone(),
            name_zh: subject.name_zh.clone(),
            group: subject.group.clone(),
            reason,
        })
    })
    .collect()
}

/// The steps of preparation, with ids.
fn preparation(view: &View<'_>) -> Vec<Preparation> {
    let steps = view.aggregated.diagnostics().into_iter().flat_map(|diagnostics| &diagnostics.steps);
    let with_ids = steps.map(|logged| {
        let cells = logged.cells.iter().filter_map(|(place, before, after)| {
            Some(PreparedCell::new(subject(view, *place)?.id.clone(), *before, *after))
        });
        Preparation::new(logged.node.and_then(|node| node_id(view, node)), logged.step.clone(), cells.collect())
    });
    with_ids.collect()
}

fn node_id(view: &View<'_>, node: usize) -> Option<String> {
    view.prepared.tree.nodes().get(node).map(|node| node.id.clone())
}

/// Nodes without a score whose weight went to their siblings.
fn absences(view: &View<'_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for (number, node) in view.prepared.tree.nodes().iter().enumerate() {
        let parts = node.children().iter().zip(view.shares.get(number).into_iter().flatten().flat_map(Shares::parts));
        for (child, _) in parts.filter(|(_, weight)| **weight > 0) {
            let places = 0..view.prepared.subjects.len();
            remarks.extend(places.filter_map(|place| absence(view, *child, place)));
        }
    }
    remarks
}

fn absence(view: &View<'_>, node: usize, place: usize) -> Option<Remark> {
    let presence = view.aggregated.presence(node, place);
    if presence == Presence::Present || view.aggregated.barred(place).is_some() {
        return None;
    }
    let part = &view.prepared.tree.nodes().get(node)?.part;
    let (what, why) = match (presence, part) {
        (Presence::NotApplicable, _) => (NoticeKind::NotApplicable, "does not apply"),
        (_, TreePart::Inner(inner))
            if inner.children.iter().any(|child| view.aggregated.presence(*child, place) == Presence::Present) =>
        {
            (NoticeKind::LowCoverage, "has less data than it asks for")
        }
        (_, TreePart::Inner(_)) => (NoticeKind::Reweighted, "has no data"),
        (_, TreePart::Leaf(_)) => (NoticeKind::Reweighted, "has no figure"),
    };
    let text = format!("{why}: its weight goes to its present siblings in proportion");
    Some(Remark { subject: Some(place), node: Some(node), what, text })
}

/// The remarks with ids: those that concern all subjects first, then by subject, then by node.
fn notices(view: &View<'_>, mut remarks: Vec<Remark>) -> Vec<Notice> {
    remarks.sort_by_key(|remark| (remark.subject.is_some(), remark.subject, remark.node));
    let with_ids = remarks.into_iter().map(|remark| Notice {
        period: None,
        index: view.index.id.clone(),
        subject: remark.subject.and_then(|place| subject(view, place)).map(|subject| subject.id.clone()),
        node: remark.node.and_then(|node| node_id(view, node)),
        what: remark.what,
        text: remark.text,
    });
    with_ids.collect()
}
