//! The result of one index: ranks, grades, node scores and contributions, notices.

use std::cmp::Reverse;

use super::column::Presence;
use super::contribution::contributions;
use super::decide::Scores;
use super::diagnostics::Remark;
use super::graded::{class_name, grade_name, grade_remarks, graded};
use super::percentages;
use super::prepare::ScoredIndex;
use super::totals::{TotalLimit, limit_of};
use super::view::{Placed, View};
use crate::engine::shares::{Shares, TreeShares};
use crate::model::{NodeId, PerNode, PerRow, Row, TreeNode, TreePart};
use crate::number::{Exact, plain};
use crate::order::{Rank, Ties, places};
use crate::result::{
    GroupPlace, GroupWeights, IndexResult, NodeInfo, NodeScore, Notice, NoticeKind, Preparation, PreparedCell,
    RankedSubject, UnrankedSubject,
};
use crate::support::Refused;

/// The result of one index, and a notice of every exception: imputed, clamped, reweighted and the like.
///
/// # Errors
/// When a grade changed by a veto has no veto, which is a bug.
pub(crate) fn assemble(view: &View<'_>) -> Result<(IndexResult, Vec<Notice>), Refused> {
    let placed = view.placed(view.index.ranking.ties);
    let graded = graded(view, &placed);
    let rows = || placed.values().map(|(ranked, _)| ranked.row);
    let node_ranks = view.scored.tree.by_node().map(|node, _| ranks_at(view, rows(), node));
    let group_ranks = group_ranks(view, &placed);
    let diagnostics = view.aggregated.diagnostics();
    let mut remarks: Vec<Remark> =
        diagnostics.iter().flat_map(|diagnostics| diagnostics.remarks.iter().cloned()).collect();
    remarks.extend(percentages::remarks(view.index, &view.adjusted));
    remarks.extend(absences(view));
    remarks.extend(undecided(view, &placed));
    remarks.extend(placed.values().filter_map(|(ranked, _)| limited_total(view, ranked.row)));
    let mut rows = Vec::with_capacity(placed.len());
    for (at, (ranked, rank)) in placed.iter() {
        let subject = view.subject(ranked.row);
        let grade = graded.as_ref().map(|graded| graded[at]);
        if let Some(grade) = grade {
            remarks.extend(grade_remarks(view, ranked.row, grade)?);
        }
        let too_large = || Refused::internal("a ranked subject has no score that can be published");
        let (base, score) = view.published(ranked.row).ok_or_else(too_large)?;
        let points = |points: &Exact| view.published_points(points).ok_or_else(too_large);
        let adjusted = &view.adjusted[ranked.row];
        rows.push(RankedSubject {
            rank: *rank,
            subject: subject.id.clone(),
            name: subject.name.clone(),
            name_zh: subject.name_zh.clone(),
            group: subject.group.clone().zip(group_ranks[ranked.row]).map(group_place),
            score,
            base,
            bonus: points(&adjusted.bonus)?,
            deduction: points(&adjusted.deduction)?,
            penalty: if view.order().is_ascending() { Some(points(&adjusted.penalty)?) } else { None },
            grade: grade
                .and_then(|graded| Some(grade_name(view, graded.grade?)))
                .or_else(|| class_name(view, *rank, placed.len())),
            history: None,
            details: None,
            nodes: node_scores(view, ranked.row, &node_ranks),
        });
    }
    let result = IndexResult {
        id: view.index.id.clone(),
        name: view.index.name.clone(),
        name_zh: view.index.name_zh.clone(),
        kind: view.index.kind.clone(),
        rounding: view.index.rounding,
        nodes: view.scored.tree.below().map(|(_, node)| node_info(node)).collect(),
        graded: !view.index.grades.is_empty() || view.index.classes.is_some(),
        ranking: rows,
        unranked: unranked(view),
        preparation: preparation(view),
        calibration: diagnostics.iter().flat_map(|diagnostics| diagnostics.calibration.iter().cloned()).collect(),
        weighting: weighting(view.scored, view.shares),
        earlier: Vec::new(),
    };
    Ok((result, notices(view, remarks)))
}

/// A remark on each run of subjects that an ordinal ranking takes in the order of the document, since nothing decides
/// between them.
fn undecided(view: &View<'_>, placed: &Placed) -> Vec<Remark> {
    if view.index.ranking.ties != Ties::Ordinal {
        return Vec::new();
    }
    let all: Vec<Row> = placed.values().map(|(ranked, _)| ranked.row).collect();
    let breakers = view.breakers();
    let keyed = placed.values().map(|(ranked, _)| (ranked.class, &breakers[ranked.row]));
    let keys: Vec<_> = keyed.collect();
    let runs = keys.chunk_by(|one, two| one == two).scan(0_usize, |from, run| {
        let first = *from;
        *from = first.saturating_add(run.len());
        all.get(first..*from)
    });
    let remark = |rows: &[Row]| {
        let ids: Vec<String> = rows.iter().map(|row| format!("`{}`", view.subject(*row).id)).collect();
        let text = format!("nothing decides between {}: they stand in the order of the document", listed(&ids));
        Remark { row: None, node: None, what: NoticeKind::Undecided, text }
    };
    runs.filter(|rows| rows.len() > 1).map(remark).collect()
}

/// The remark on a total that the floor or the cap of the index moves.
fn limited_total(view: &View<'_>, row: Row) -> Option<Remark> {
    if !view.index.has_total_limits() {
        return None;
    }
    let sum = view.totals().sum(row)?;
    let (limit, at) = limit_of(view.index, &sum, view.scored.near)?;
    let moved = match limit {
        TotalLimit::Floor => "raised to the floor",
        TotalLimit::Cap => "cut to the cap",
    };
    let text = format!("the total of {} points is {moved} of {}", sum.shown(), plain(at));
    Some(Remark { row: Some(row), node: None, what: NoticeKind::TotalLimited, text })
}

/// Names in a sentence; of many the first, and how many more there are.
fn listed(names: &[String]) -> String {
    const SHOWN: usize = 10;
    match names.split_at_checked(SHOWN) {
        Some((shown, [_, ..])) => format!("{} and {} more", shown.join(", "), names.len().saturating_sub(SHOWN)),
        _ => match names.split_last() {
            Some((last, [])) => last.clone(),
            Some((last, before)) => format!("{} and {last}", before.join(", ")),
            None => String::new(),
        },
    }
}

/// The weights that come from a method, by node.
pub(crate) fn weighting(scored: &ScoredIndex, shares: &TreeShares) -> Vec<GroupWeights> {
    let tree = &scored.tree;
    let group = |(id, node, shares): (NodeId, &TreeNode, &Option<Shares>)| {
        let (source, shares) = (node.weights()?, shares.as_ref()?);
        let exact = shares.proportion().clone();
        let ids = tree.children(node).map(|child| child.id.clone());
        let weights = ids.zip(exact.decimals()).collect();
        let experts = scored.diagnostics.experts.get(&id).cloned().unwrap_or_default();
        Some(GroupWeights { node: node.id.clone(), from: source.name().into(), weights, exact, experts })
    };
    tree.by_node().zip(shares).filter_map(group).collect()
}

fn group_place((group, rank): (String, Rank)) -> GroupPlace {
    GroupPlace { group, rank }
}

fn node_info(node: &TreeNode) -> NodeInfo {
    NodeInfo { id: node.id.clone(), name: node.name.clone(), name_zh: node.name_zh.clone(), depth: node.depth }
}

/// The rank of each of these ranked subjects at one node.
pub(crate) fn ranks_at(view: &View<'_>, rows: impl Iterator<Item = Row>, node: NodeId) -> PerRow<Option<Rank>> {
    // Only the total has tie-breaks, so that equal scores of a node share a rank even in an ordinal ranking.
    let ties = match view.index.ranking.ties {
        Ties::Ordinal => Ties::Competition,
        ties => ties,
    };
    let classes = view.classes(&view.aggregated.scores(node), rows).into_iter();
    let mut ranks = view.adjusted.filled(None);
    for (row, rank) in places(classes.map(|(row, class)| (class, row)).collect(), ties) {
        ranks[row] = Some(rank);
    }
    ranks
}

/// The rank of each subject within its group.
fn group_ranks(view: &View<'_>, placed: &Placed) -> PerRow<Option<Rank>> {
    let group = |row: Row| view.subject(row).group.as_deref();
    let mut names: Vec<&str> = placed.values().filter_map(|(ranked, _)| group(ranked.row)).collect();
    names.sort_unstable();
    names.dedup();
    let mut ranks = view.adjusted.filled(None);
    for name in names {
        let of_group = placed.values().filter(|(ranked, _)| group(ranked.row) == Some(name));
        let keyed = of_group.map(|(ranked, rank)| (Reverse(*rank), ranked.row));
        for (row, rank) in places(keyed.collect(), view.index.ranking.ties) {
            ranks[row] = Some(rank);
        }
    }
    ranks
}

fn node_scores(view: &View<'_>, row: Row, ranks: &PerNode<PerRow<Option<Rank>>>) -> Vec<NodeScore> {
    let added = contributions(view, row);
    let of_node = |(node, _)| NodeScore {
        score: view.aggregated.scores(node).published(row, view.index.rounding),
        rank: ranks[node][row],
        contribution: added[node],
    };
    view.scored.tree.below().map(of_node).collect()
}

fn unranked(view: &View<'_>) -> Vec<UnrankedSubject> {
    view.scored
        .subjects
        .ids()
        .filter_map(|row| {
            let (reason, subject) = (view.why_unranked(row)?, view.subject(row));
            Some(UnrankedSubject {
                subject: subject.id.clone(),
                name: subject.name.clone(),
                name_zh: subject.name_zh.clone(),
                group: subject.group.clone(),
                reason,
                history: None,
                nodes: Vec::new(),
                details: None,
            })
        })
        .collect()
}

/// The preparation steps, with ids.
fn preparation(view: &View<'_>) -> Vec<Preparation> {
    let steps = view.aggregated.diagnostics().into_iter().flat_map(|diagnostics| &diagnostics.steps);
    let with_ids = steps.map(|logged| {
        let cells = logged
            .cells
            .iter()
            .map(|(row, before, after)| PreparedCell::new(view.subject(*row).id.clone(), *before, *after));
        Preparation::new(logged.node.map(|node| node_id(view, node)), logged.step.clone(), cells.collect())
    });
    with_ids.collect()
}

fn node_id(view: &View<'_>, node: NodeId) -> String {
    view.scored.tree.node(node).id.clone()
}

/// A remark for each node without a score: its weight went to its siblings.
fn absences(view: &View<'_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let is_ranked = view.adjusted.map(|row, _| view.why_unranked(row).is_none());
    for (id, node) in view.scored.tree.by_node().iter() {
        let parts = node.children().iter().zip(view.shares.weigh(id, node.children().len()));
        let counted: Vec<(usize, NodeId)> =
            parts.enumerate().filter(|(_, (_, weighs))| *weighs).map(|(at, (child, _))| (at, *child)).collect();
        let weighs = |at: usize, row: Row| {
            view.shares_for(id, row).and_then(|shares| shares.parts().get(at)).is_some_and(|part| *part > 0)
        };
        let present = |node: NodeId, row: Row| view.aggregated.presence(node, row) == Presence::Present;
        // Where no sibling is present, or the parent lacks data too, there is none that takes the weight.
        let takers: Vec<Row> = is_ranked
            .iter()
            .filter(|(row, ranked)| {
                **ranked && present(id, *row) && counted.iter().any(|(_, child)| present(*child, *row))
            })
            .map(|(row, _)| row)
            .collect();
        for (at, child) in counted {
            let asked = takers.iter().filter(|row| view.scored.groups.is_none() || weighs(at, **row));
            remarks.extend(asked.filter_map(|row| absence(view, child, *row)));
        }
    }
    remarks
}

fn absence(view: &View<'_>, node: NodeId, row: Row) -> Option<Remark> {
    let presence = view.aggregated.presence(node, row);
    if presence == Presence::Present {
        return None;
    }
    let part = &view.scored.tree.node(node).part;
    let (what, why) = match (presence, part) {
        (Presence::NotApplicable, _) => (NoticeKind::NotApplicable, "does not apply"),
        (_, TreePart::Inner(inner))
            if inner.children.iter().any(|child| view.aggregated.presence(*child, row) == Presence::Present) =>
        {
            (NoticeKind::LowCoverage, "has less data than it asks for")
        }
        (_, TreePart::Inner(_)) => (NoticeKind::Reweighted, "has no data"),
        (_, TreePart::Leaf(_)) if view.lacks_previous(node, row) => (NoticeKind::Reweighted, "has no previous figure"),
        (_, TreePart::Leaf(_)) => (NoticeKind::Reweighted, "has no figure"),
    };
    let text = format!("{why}: its weight goes to its present siblings in proportion");
    Some(Remark { row: Some(row), node: Some(node), what, text })
}

/// The remarks with ids: those of all subjects first, then by subject, then by node.
fn notices(view: &View<'_>, mut remarks: Vec<Remark>) -> Vec<Notice> {
    remarks.sort_by_key(|remark| (remark.row.is_some(), remark.row, remark.node));
    let with_ids = remarks.into_iter().map(|remark| Notice {
        period: None,
        index: view.index.id.clone(),
        subject: remark.row.map(|row| view.subject(row).id.clone()),
        node: remark.node.map(|node| node_id(view, node)),
        what: remark.what,
        text: remark.text,
    });
    with_ids.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_names_are_cut_to_ten() {
        let names: Vec<String> = (1..=12).map(|number| number.to_string()).collect();
        assert_eq!(listed(&names[..1]), "1");
        assert_eq!(listed(&names[..2]), "1 and 2");
        assert_eq!(listed(&names[..10]), "1, 2, 3, 4, 5, 6, 7, 8, 9 and 10");
        assert_eq!(listed(&names), "1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 2 more");
    }
}
