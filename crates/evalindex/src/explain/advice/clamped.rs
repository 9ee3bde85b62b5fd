//! Goalposts beyond which many subjects lie.

use super::look::Look;
use super::{Advice, AdviceKind};
use crate::engine::Presence;
use crate::result::NoticeKind;
use crate::support::Refused;

pub(super) fn find(look: &Look<'_>) -> Result<Vec<Advice>, Refused> {
    let aggregated = &look.view.aggregated;
    let mut clamped = look.tree().by_node().filled(0_usize);
    let remarks = aggregated.diagnostics().into_iter().flat_map(|diagnostics| &diagnostics.remarks);
    for node in remarks.filter(|remark| remark.what == NoticeKind::Clamped).filter_map(|remark| remark.node) {
        clamped[node] = clamped[node].saturating_add(1);
    }
    let of_node = |node| {
        let has_score = |row: &_| aggregated.presence(node, *row) == Presence::Present;
        let (clamped, scored) = (clamped[node], look.view.scored.subjects.ids().filter(has_score).count());
        (clamped.saturating_mul(3) > scored).then(|| {
            let text =
                format!("{clamped} of {scored} scores are at a limit of the rule, which tells them apart no longer");
            let advice = look.advice(AdviceKind::Clamped).at(look.id(node));
            advice.number("clamped", clamped).number("scored", scored).text(text)
        })
    };
    Ok(look.nodes().filter_map(of_node).collect())
}
