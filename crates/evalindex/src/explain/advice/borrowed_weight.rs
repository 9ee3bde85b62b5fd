//! Subjects that are ranked on figures which they do not have.

use std::collections::BTreeSet;

use super::look::Look;
use super::{Advice, AdviceKind, share, short};
use crate::engine::{Presence, effective_exact};
use crate::model::{NodeId, PerNode, Row};
use crate::number::Exact;
use crate::result::PreparationStep;
use crate::support::Refused;

/// The largest share of weight that may be borrowed is one in so many.
const ONE_IN: i32 = 4;

pub(super) fn find(look: &Look<'_>) -> Result<Vec<Advice>, Refused> {
    let steps = look.view.aggregated.diagnostics().into_iter().flat_map(|diagnostics| &diagnostics.steps);
    let imputed = steps.filter(|logged| matches!(logged.step, PreparationStep::Imputed { .. }));
    let imputed = imputed.filter_map(|logged| Some((logged.node?, &logged.cells)));
    let imputed = imputed.flat_map(|(node, cells)| cells.iter().map(move |(row, ..)| (*row, node))).collect();
    let of_nodes = effective_exact(look.tree(), look.view.shares).map(|_, weight| weight.clone().unwrap_or_default());
    let weights = Weights { look, of_nodes, imputed };
    Ok(look.view.ranked.iter().filter_map(|ranked| weights.advice(ranked.row)).collect())
}

/// The weights of an index, and the figures that were imputed.
struct Weights<'a> {
    look: &'a Look<'a>,
    /// The effective weight of each node.
    of_nodes: PerNode<Exact>,
    imputed: BTreeSet<(Row, NodeId)>,
}

/// The weight that applies to a subject, and what of it is borrowed.
#[derive(Default)]
struct Borrowed {
    applies: Exact,
    imputed: Exact,
    reweighted: Exact,
}

impl Weights<'_> {
    fn advice(&self, row: Row) -> Option<Advice> {
        let mut borrowed = Borrowed::default();
        self.add(self.look.tree().top(), row, &mut borrowed);
        let Borrowed { applies, imputed, reweighted } = borrowed;
        if (&imputed + &reweighted) * Exact::from(ONE_IN) <= applies {
            return None;
        }
        let (imputed, reweighted) = (share(&imputed.over(&applies)?)?, share(&reweighted.over(&applies)?)?);
        let text = format!(
            "over a quarter of its weight is borrowed: imputed {}, shared out for want of figures {}",
            short(imputed),
            short(reweighted)
        );
        let advice = self.look.advice(AdviceKind::BorrowedWeight).of(self.look.subject(row));
        Some(advice.figure("imputed", Some(imputed)).figure("reweighted", Some(reweighted)).text(text))
    }

    /// Adds the weight of a node and of all below it.
    fn add(&self, node: NodeId, row: Row, borrowed: &mut Borrowed) {
        let weight = &self.of_nodes[node];
        let (is_imputed, presence) =
            (self.imputed.contains(&(row, node)), self.look.view.aggregated.presence(node, row));
        if !is_imputed && presence == Presence::NotApplicable || !self.look.counts(node) {
            return;
        }
        let children = self.look.tree().node(node).children();
        if is_imputed {
            borrowed.imputed = &borrowed.imputed + weight;
        } else if presence == Presence::Missing {
            borrowed.reweighted = &borrowed.reweighted + weight;
        } else if !children.is_empty() {
            return children.iter().for_each(|child| self.add(*child, row, borrowed));
        }
        borrowed.applies = &borrowed.applies + weight;
    }
}
