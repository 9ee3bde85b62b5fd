//! Targets that all subjects meet, or none.

use super::look::Look;
use super::{Advice, AdviceKind};
use crate::engine::StepTrace;
use crate::method::Direction;
use crate::model::{NodeId, Row, TreePart};
use crate::number::Near;
use crate::result::FigureOrigin;
use crate::support::Refused;

pub(super) fn find(look: &Look<'_>) -> Result<Vec<Advice>, Refused> {
    let mut found = Vec::new();
    for node in look.nodes().filter(|node| uses_target(look, *node)) {
        let Some(step) = look.trace.step(node)? else { continue };
        let (mut met, mut subjects) = (0_usize, 0_usize);
        for row in look.view.scored.subjects.ids() {
            if let Some(is_met) = is_met(&step, row)? {
                met = met.saturating_add(usize::from(is_met));
                subjects = subjects.saturating_add(1);
            }
        }
        let text = match met {
            _ if subjects < 2 => continue,
            0 => format!("none of {subjects} subjects meets the target: does it ask too much?"),
            _ if met == subjects => format!("all {subjects} subjects meet the target: does it ask too little?"),
            _ => continue,
        };
        let advice = look.advice(AdviceKind::OneSidedTarget).at(look.id(node));
        found.push(advice.number("met", met).number("subjects", subjects).text(text));
    }
    Ok(found)
}

fn uses_target(look: &Look<'_>, node: NodeId) -> bool {
    match &look.tree().node(node).part {
        TreePart::Leaf(leaf) => look.tree().by_indicator()[*leaf].indicator.rule.as_scoring().uses_target(),
        TreePart::Inner(inner) => inner.second_step.as_ref().is_some_and(|step| step.step().scoring().uses_target()),
    }
}

/// Whether the value of a subject meets its target; none where it has none of its own, or no target.
fn is_met(step: &StepTrace<'_>, row: Row) -> Result<Option<bool>, Refused> {
    let figure = step.figure(row)?;
    let (Some(value), Some((target, _))) = (figure.used, figure.target) else { return Ok(None) };
    if figure.origin == Some(FigureOrigin::Imputed) {
        return Ok(None);
    }
    let order = Near::among([&value, &target]).compare(&value, &target);
    Ok(Some(match step.site().step.better() {
        Direction::Higher => order.is_ge(),
        Direction::Lower => order.is_le(),
    }))
}
