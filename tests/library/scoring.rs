//! Properties of scores, places and contributions.

use std::collections::BTreeMap;

use evalindex::order::Rank;
use evalindex::{Decimal, Document, Evaluation, Score};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::plans::{Cell, Plan, plans};

fn evaluated(plan: &Plan, rows: &[usize]) -> Evaluation {
    let draft = plan.draft_of(plan.index(Decimal::ONE), rows);
    Document::build(draft).unwrap().evaluate().unwrap()
}

type NodeParts = BTreeMap<String, (Option<Score>, Option<Rank>, Option<Score>)>;

/// Everything that the result says of each subject, by names instead of positions.
fn by_name(evaluation: &Evaluation) -> BTreeMap<String, (Rank, Score, NodeParts)> {
    let result = &evaluation.indexes[0];
    let rows = result.ranking.iter().map(|row| {
        let nodes = result.nodes.iter().zip(&row.nodes);
        let nodes = nodes.map(|(info, node)| (info.id.clone(), (node.score, node.rank, node.contribution)));
        (row.subject.clone(), (row.rank, row.score, nodes.collect()))
    });
    rows.collect()
}

/// The plan with its dimensions, and the indicators within, in reverse order; ids stay with their nodes' content.
fn reversed(plan: &Plan) -> evalindex::Index {
    let mut index = plan.index(Decimal::ONE);
    index.children.reverse();
    for child in &mut index.children {
        if let evalindex::model::Node::Dimension(dimension) = child {
            dimension.children.reverse();
        }
    }
    index
}

/// Gives every indicator this rule.
fn with_rule(plan: &mut Plan, rule: u8) {
    for leaf in plan.dimensions.iter_mut().flat_map(|(_, leaves)| leaves) {
        leaf.rule = rule;
    }
}

proptest! {
    /// Listing the subjects in another order changes nothing about any of them.
    #[test]
    fn the_order_of_subjects_permutes_the_result_and_nothing_else(plan in plans(true), turn in 0_usize..7) {
        let mut rows: Vec<_> = (0..plan.figures.len()).collect();
        let before = by_name(&evaluated(&plan, &rows));
        rows.rotate_left(turn % plan.figures.len());
        prop_assert_eq!(&before, &by_name(&evaluated(&plan, &rows)));
        rows.reverse();
        prop_assert_eq!(&before, &by_name(&evaluated(&plan, &rows)));
    }

    /// Listing siblings in another order changes nothing about any subject.
    #[test]
    fn the_order_of_siblings_permutes_the_result_and_nothing_else(plan in plans(true)) {
        let rows: Vec<_> = (0..plan.figures.len()).collect();
        let other = Document::build(plan.draft_of(reversed(&plan), &rows)).unwrap().evaluate().unwrap();
        prop_assert_eq!(by_name(&evaluated(&plan, &rows)), by_name(&other));
    }

    /// Bounded rules under means of any depth stay within 0 and full marks.
    #[test]
    fn scores_stay_within_bounds(plan in plans(true)) {
        let full = Score::from_decimal(Decimal::ONE_HUNDRED).unwrap();
        let evaluation = evaluated(&plan, &(0..plan.figures.len()).collect::<Vec<_>>());
        for row in &evaluation.indexes[0].ranking {
            let all = row.nodes.iter().filter_map(|node| node.score).chain([row.score]);
            prop_assert!(all.into_iter().all(|score| Score::ZERO <= score && score <= full));
        }
    }

    /// The contributions of any full cut of the tree add up to the base, up to the rounding of each: the dimensions', the
    /// indicators', and mixed.
    #[test]
    fn contributions_add_up_to_the_base(plan in plans(true), cut in any::<u8>()) {
        let evaluation = evaluated(&plan, &(0..plan.figures.len()).collect::<Vec<_>>());
        let result = &evaluation.indexes[0];
        for row in &result.ranking {
            let (mut sum, mut parts) = (Score::ZERO, 0);
            let mut open = false;
            let mut dimension = 0;
            for (info, node) in result.nodes.iter().zip(&row.nodes) {
                if info.depth == 1 {
                    open = cut & (1 << (dimension % 8)) != 0;
                    dimension += 1;
                }
                if (info.depth == 1) != open {
                    sum = sum.plus(node.contribution.unwrap_or_default()).unwrap();
                    parts += 1;
                }
            }
            // Six decimals: each is off by half of the last one at most.
            let off = sum.minus(row.base).unwrap().units().abs();
            prop_assert!(off <= (parts + 1) * 500_000, "{} by {} parts", off, parts);
        }
    }

    /// With goalposts fixed, one more subject changes nobody's score.
    #[test]
    fn one_more_subject_under_fixed_goalposts_changes_no_score(mut plan in plans(true)) {
        with_rule(&mut plan, 1);
        let all: Vec<_> = (0..plan.figures.len()).collect();
        let (fewer, more) = (evaluated(&plan, &all[1..]), evaluated(&plan, &all));
        for row in &fewer.indexes[0].ranking {
            prop_assert_eq!(row.score, more.indexes[0].subject(&row.subject).unwrap().score);
        }
    }

    /// A better figure never lowers the score of its subject, whatever the rule takes from the data.
    #[test]
    fn a_better_figure_never_lowers_a_score(plan in plans(false), which in any::<prop::sample::Index>(), by in 1_i32..200_000) {
        let rows: Vec<_> = (0..plan.figures.len()).collect();
        let before = evaluated(&plan, &rows);
        let leaves: Vec<bool> = plan.leaves().iter().map(|(_, leaf)| leaf.lower).collect();
        let column = which.index(leaves.len());
        let mut better = plan.clone();
        if let Cell::Value(value) = &mut better.figures[0][column] {
            *value += if leaves[column] { -by } else { by };
        }
        let after = evaluated(&better, &rows);
        let score = |evaluation: &Evaluation| evaluation.indexes[0].subject("s0").unwrap().score;
        prop_assert!(score(&after) >= score(&before), "{} then {}", score(&before), score(&after));
    }

    /// Frozen posts score the same figures the same, and one more subject beside them changes nobody.
    #[test]
    fn frozen_posts_keep_scores(plan in plans(false)) {
        let all: Vec<_> = (0..plan.figures.len()).collect();
        let mut plan = plan;
        with_rule(&mut plan, 0);
        let earlier = evaluated(&plan, &all[1..]);
        prop_assume!(earlier.notices.is_empty());
        let document = Document::build(plan.draft_of(plan.index(Decimal::ONE), &all)).unwrap();
        let later = document.prepare_against(&earlier).unwrap().evaluate().unwrap();
        for row in &earlier.indexes[0].ranking {
            prop_assert_eq!(row.score, later.indexes[0].subject(&row.subject).unwrap().score);
        }
    }
}

#[test]
fn errors_of_means_add_up_from_level_to_level() {
    // On every level, 99 of 100 parts are the one below, and 1 is an indicator that brings the estimate to a half of 10⁻¹²
    // above an odd count: it is rounded up every time. All in 10⁻¹² above 50.
    let leaf = |id: String, weight: u32| json!({ "id": id, "name": id, "weight": weight, "rule": { "type": "as_is" } });
    let figure = |units: i128| serde_json::from_str::<Value>(&format!("50.{units:012}")).unwrap();
    let (mut node, mut figures) = (leaf("x0".into(), 99), json!({ "x0": 50 }));
    // The exact score as a count over 100 to the level.
    let (mut estimate, mut exact, mut over) = (0_i128, 0_i128, 1_i128);
    for level in 1..=8 {
        let own = (150 - 99 * estimate).rem_euclid(200);
        (estimate, exact, over) = ((99 * estimate + own + 50) / 100, 99 * exact + own * over, over * 100);
        let id = format!("x{level}");
        figures[&id] = figure(own);
        node = json!({ "id": format!("d{level}"), "name": "D", "weight": 99, "children": [node, leaf(id, 1)] });
    }
    assert!(exact < (estimate - 3) * over && (estimate - 4) * over < exact);
    let index = |cut: i128| {
        json!({
            "id": "i", "name": "I", "kind": "k", "weights": "relative", "children": [node],
            "grades": [{ "name": "above", "at_least": figure(cut) }, { "name": "below" }],
        })
    };
    for (cut, grade) in [(estimate - 3, "below"), (estimate - 4, "above")] {
        let document = json!({
            "format": "evalindex/1", "indexes": [index(cut)],
            "subjects": [{ "id": "s", "name": "S", "kind": "k" }], "values": { "s": figures },
        });
        let evaluation = Document::from_json(&document.to_string()).unwrap().evaluate().unwrap();
        assert!(evaluation.indexes[0].graded);
        let given = evaluation.indexes[0].ranking[0].grade.as_ref().unwrap();
        assert_eq!(given.name, grade, "cut at {cut}");
    }
}
