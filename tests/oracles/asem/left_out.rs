//! COINr's ranks without each pillar in turn, and how many places they move on average.

use evalindex::robustness::{Control, Leave};
use evalindex::{Decimal, WeightChange};

use super::treated::treated;
use super::{Recipe, min_max};
use crate::compare::{CLOSE, Comparison};
use crate::data::{Table, folder};
use crate::document::Outcome;

/// `11_remove_L2_ranks.csv` and `11_remove_L2_meanabsdiff.csv`.
#[test]
fn ranks_without_a_pillar_agree() {
    let Some(folder) = folder("asem") else { return };
    let document = treated(&folder).draft(&Recipe::new(min_max("0")), None).document();
    let prepared = document.prepare().expect("a document that can be scored");

    let ranks = Table::read(&folder, "11_remove_L2_ranks.csv");
    let mut comparison = Comparison::exact("11_remove_L2_ranks.csv");
    for pillar in ranks.figures() {
        let without = match pillar.as_str() {
            "Nominal" => prepared.clone(),
            pillar => prepared.with_change(0, &WeightChange::drop(pillar)).expect("a pillar to leave out"),
        };
        let outcome = Outcome::of(without.evaluate().expect("an evaluation"));
        for unit in ranks.rows() {
            comparison.figure(unit.key(), pillar, unit.figure(pillar), outcome.rank(unit.key()));
        }
    }
    comparison.finish(51 * 9);

    let left_out = prepared.leave_out(0, Leave::Nodes, Control::new()).expect("a ranking");
    let means = Table::read(&folder, "11_remove_L2_meanabsdiff.csv");
    let mut comparison = Comparison::within(CLOSE, "11_remove_L2_meanabsdiff.csv");
    for row in means.rows() {
        let found = left_out.nodes.iter().find(|one| one.id == row.key());
        let nothing = (row.key() == "Nominal").then_some(Decimal::ZERO);
        let mean = found.map(|one| one.effect.as_ref().expect("a ranking without it").mean_change).or(nothing);
        comparison.figure("all", row.key(), row.figure("Value"), mean);
    }
    comparison.finish(9);

    // The sub-indexes are taken out of one level, the whole index below its top cannot be.
    let only = left_out.nodes.iter().find(|one| one.id == "Index").expect("the dimension above all");
    assert_eq!(only.effect.as_ref().unwrap_err(), "nothing that counts would be left");
    assert_eq!(left_out.nodes.len(), 49 + 8 + 2 + 1);
}
