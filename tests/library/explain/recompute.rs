//! Every printed formula computed again, and every printed sum added up, with an arithmetic of the test's own.

use std::collections::BTreeMap;

use evalindex::Decimal;
use evalindex::explain::{ExplainedNode, Explanation, StepKind};
use evalindex::number::{Exact, Formula};

use super::pocket::agrees;
use super::{FIXTURES, explanations, fixture, random_documents};

/// What is wrong with an explanation.
pub(super) fn faults(why: &Explanation) -> Vec<String> {
    let mut faults = Vec::new();
    let mut ask = |holds: bool, what: String| {
        if !holds {
            faults.push(format!("{}: {what}", why.subject.id));
        }
    };
    for node in &why.nodes {
        for step in &node.steps {
            let (formula, result) = (step.formula.to_string(), Formula::from(&step.value).to_string());
            // What is rounded, given or imputed is the number itself.
            let is_rounded = step.what == StepKind::Rounded;
            ask(is_rounded || agrees(&formula, &result), format!("{}: {formula} = {result}", node.node));
            let value = step.formula.value().unwrap();
            let off = (&value - &step.value).to_decimal().unwrap_or(Decimal::MAX).abs();
            ask(is_rounded || off <= Decimal::new(1, 26), format!("{}: {formula} is {value}", node.node));
        }
        ask(node.score.is_none() || !node.steps.is_empty(), format!("{}: a score without a step", node.node));
        ask(node.score.is_some() != node.absent.is_some(), format!("{}: absent and scored", node.node));
        if let (Some(score), Some(last)) = (node.score, node.steps.last()) {
            let near = (Exact::from(score) - last.value.clone()).to_decimal().unwrap().abs();
            let unit = Decimal::new(1, score.scale());
            ask(near <= unit, format!("{}: {} is published as {score}", node.node, last.value));
        }
    }
    sums(why, &mut ask);
    faults
}

/// The points of a node.
type PointsOf = fn(&ExplainedNode) -> Option<Decimal>;

/// Printed parts add up to what stands above them.
fn sums(why: &Explanation, ask: &mut impl FnMut(bool, String)) {
    for (at, node) in why.nodes.iter().enumerate() {
        let below = why.nodes[at + 1..].iter().take_while(|child| child.depth > node.depth);
        let children: Vec<_> = below.filter(|child| child.depth == node.depth + 1).collect();
        let (added, lost): (PointsOf, PointsOf) = (|node| node.contribution, |node| node.lost);
        let rounding = node.rounding.as_ref();
        if children.iter().any(|child| child.contribution.is_some()) {
            let total = |of: PointsOf| children.iter().filter_map(|child| of(child)).sum::<Decimal>();
            let left = rounding.map(|one| one.contribution).unwrap_or_default();
            ask(Some(total(added) + left) == node.contribution, format!("{}: contributions", node.node));
            let left = rounding.and_then(|one| one.lost).unwrap_or_default();
            let is_split = node.lost.is_none() || Some(total(lost) + left) == node.lost;
            ask(is_split, format!("{}: lost points", node.node));
        }
        // The share of the siblings that count is that of their parent.
        let counted: Vec<&Exact> = children.iter().filter_map(|child| child.counted.as_ref()).collect();
        if let (Some(own), false) = (&node.counted, counted.is_empty()) {
            ask(counted.into_iter().sum::<Exact>() == *own, format!("{}: shares", node.node));
        }
    }
    if let Some(total) = &why.total {
        let bonus = if total.bonus_counts { total.bonus } else { Decimal::ZERO };
        let limit = total.limit.as_ref().map(|limit| limit.points).unwrap_or_default();
        let sum = total.base + bonus - total.deduction + total.penalty.unwrap_or_default() + limit + total.rounding;
        ask(sum == total.score, format!("{} + {bonus} − {} is not {}", total.base, total.deduction, total.score));
        ask(why.nodes[0].score == Some(total.base), "the base is the score of the index".to_owned());
    }
    ask(why.standing.is_some() != why.unranked.is_some(), "ranked and unranked".to_owned());
    let lost: Vec<Decimal> = why.reasons.iter().map(|reason| reason.lost.or(reason.contribution).unwrap()).collect();
    ask(lost.len() <= 4 && lost.is_sorted_by(|one, other| one >= other), format!("reasons {lost:?}"));
}

#[test]
fn every_line_of_the_fixtures_can_be_computed_again() {
    for name in FIXTURES {
        let all = explanations(&fixture(name));
        assert!(!all.is_empty());
        let faults: Vec<String> = all.iter().flat_map(faults).collect();
        assert!(faults.is_empty(), "{name}:\n{}", faults.join("\n"));
    }
}

#[test]
fn every_line_of_random_documents_can_be_computed_again() {
    let (mut wrong, mut seen, mut steps) = (BTreeMap::new(), 0, BTreeMap::<&str, usize>::new());
    for (seed, document) in random_documents(1..80) {
        let all = explanations(&document);
        for step in all.iter().flat_map(|why| &why.nodes).flat_map(|node| &node.steps) {
            *steps.entry(step.what.name()).or_default() += 1;
        }
        let faults: Vec<String> = all.iter().flat_map(faults).collect();
        seen += 1;
        if !faults.is_empty() {
            wrong.insert(seed, faults);
        }
    }
    assert!(seen > 40, "{seen} documents");
    assert!(steps.len() >= 5, "{steps:?}");
    let first: Vec<_> = wrong.iter().take(5).collect();
    assert!(wrong.is_empty(), "{} of {seen} documents: {first:#?}", wrong.len());
}
