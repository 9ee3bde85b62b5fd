//! Properties of weights and of their changes.

use std::collections::BTreeMap;

use evalindex::{Decimal, Evaluation, Prepared, Score, WeightChange};
use proptest::prelude::*;

use crate::plans::{Plan, plans, written};

/// Base scores by subject.
fn scores(prepared: &Prepared) -> BTreeMap<String, Score> {
    let evaluation = prepared.evaluate().unwrap();
    evaluation.indexes[0].ranking.iter().map(|row| (row.subject.clone(), row.base)).collect()
}

fn json(evaluation: &Evaluation) -> String {
    serde_json::to_string(evaluation).unwrap()
}

fn set(node: &str, weight: Decimal) -> WeightChange {
    WeightChange::Set { node: node.to_owned(), weight }
}

/// The total weight of the dimensions as declared.
fn total(plan: &Plan) -> u32 {
    plan.dimensions.iter().map(|(weight, _)| weight).sum()
}

proptest! {
    /// The weights of the whole tree's indicators total 1 before and after any change that is possible.
    #[test]
    fn shares_always_total_one(plan in plans(false), percent in 0_u32..=100, which in 0_usize..3) {
        let prepared = plan.document().prepare().unwrap();
        let node = format!("d{}", which % plan.dimensions.len());
        let weight = Decimal::from(total(&plan)) * Decimal::from(percent) / Decimal::ONE_HUNDRED;
        let Ok(changed) = prepared.with_change(0, &set(&node, weight)) else {
            prop_assert!(plan.dimensions.len() == 1, "only an only child cannot change");
            return Ok(());
        };
        for prepared in [&prepared, &changed] {
            let effective = prepared.effective_weights(0).unwrap();
            let leaves: Vec<_> = plan.leaves().into_iter().map(|(id, _)| id).collect();
            let sum: Decimal = effective.iter().filter(|(id, _)| leaves.contains(id)).map(|(_, share)| *share).sum();
            // Each share is given to 28 digits; the exact ones total 1, these may be off in the last place.
            let off = (sum - Decimal::ONE).abs();
            prop_assert!(off <= Decimal::new(20, 28), "leaves total {sum}");
            prop_assert!(effective.iter().all(|(_, share)| *share >= Decimal::ZERO));
        }
    }

    /// Multiplying the weights of all siblings by one factor changes no byte.
    #[test]
    fn scaling_all_siblings_changes_nothing(plan in plans(true), factor in 1_u32..500) {
        let rows: Vec<_> = (0..plan.figures.len()).collect();
        let scaled = plan.draft_of(plan.index(Decimal::new(factor.into(), 2)), &rows);
        let scaled = evalindex::Document::build(scaled).unwrap();
        prop_assert_eq!(written(&plan.document()), written(&scaled));
    }

    /// Whoever is best at a node and ahead of the one who is worst at it stays ahead when the node weighs more.
    #[test]
    fn more_weight_never_lowers_the_best_against_the_worst(plan in plans(false), more in 1_u32..=100) {
        let prepared = plan.document().prepare().unwrap();
        let before = prepared.evaluate().unwrap();
        let result = &before.indexes[0];
        let spare = total(&plan) - plan.dimensions[0].0;
        let weight = Decimal::from(plan.dimensions[0].0)
            + Decimal::from(spare) * Decimal::from(more) / Decimal::ONE_HUNDRED;
        let node = result.node("d0").unwrap();
        let at_node = |row: &&evalindex::result::RankedSubject| row.nodes[node].score.unwrap();
        let best = result.ranking.iter().max_by_key(at_node).unwrap();
        let worst = result.ranking.iter().min_by_key(at_node).unwrap();
        prop_assume!(best.base >= worst.base && spare > 0);
        let after = scores(&prepared.with_change(0, &set("d0", weight)).unwrap());
        // Rounding once to 12 decimals may close a gap, not turn it.
        prop_assert!(after[&best.subject] >= after[&worst.subject]);
    }

    /// Moving weight to a sibling and back restores every byte.
    #[test]
    fn there_and_back_restores_every_byte(plan in plans(true), percent in 0_u32..=100) {
        prop_assume!(plan.dimensions.len() > 1);
        let prepared = plan.document().prepare().unwrap();
        let amount = Decimal::from(plan.dimensions[0].0) * Decimal::from(percent) / Decimal::ONE_HUNDRED;
        let shift = |from: &str, to: &str| WeightChange::Move { from: from.into(), to: to.into(), amount };
        let there = prepared.with_change(0, &shift("d0", "d1")).unwrap();
        let back = there.with_change(0, &shift("d1", "d0")).unwrap();
        prop_assert_eq!(json(&prepared.evaluate().unwrap()), json(&back.evaluate().unwrap()));
        prop_assert_eq!(prepared.effective_weights(0), back.effective_weights(0));
    }

    /// Setting a weight and setting it back restores every byte, siblings giving and taking in proportion.
    #[test]
    fn setting_there_and_back_restores_every_byte(plan in plans(true), percent in 0_u32..100) {
        prop_assume!(plan.dimensions.len() > 1);
        let prepared = plan.document().prepare().unwrap();
        let weight = Decimal::from(total(&plan)) * Decimal::from(percent) / Decimal::ONE_HUNDRED;
        let there = prepared.with_change(0, &set("d0", weight)).unwrap();
        let back = there.with_change(0, &set("d0", plan.dimensions[0].0.into())).unwrap();
        prop_assert_eq!(json(&prepared.evaluate().unwrap()), json(&back.evaluate().unwrap()));
    }

    /// A change of weights gives what a document with those weights gives.
    #[test]
    fn a_change_is_the_document_with_those_weights(plan in plans(true), amount in 1_u32..60) {
        prop_assume!(plan.dimensions.len() > 1 && amount < plan.dimensions[0].0);
        let change = WeightChange::Move { from: "d0".into(), to: "d1".into(), amount: amount.into() };
        let changed = plan.document().prepare().unwrap().with_change(0, &change).unwrap();
        let mut other = plan.clone();
        other.dimensions[0].0 -= amount;
        other.dimensions[1].0 += amount;
        prop_assert_eq!(json(&changed.evaluate().unwrap()), written(&other.document()));
    }
}
