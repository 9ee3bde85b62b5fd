//! Weights whose influence has the opposite sign.

use super::look::{FEWEST_SUBJECTS, Look};
use super::{Advice, AdviceKind, share, short};
use crate::engine::effective_exact;
use crate::support::Refused;

pub(super) fn find(look: &Look<'_>) -> Result<Vec<Advice>, Refused> {
    let weights = effective_exact(look.tree(), look.view.shares);
    let of_node = |node| {
        let parent = look.tree().node(node).parent?;
        let correlation = look.scores.correlation(node, parent).filter(|r| r.is_sign_negative() && !r.is_zero())?;
        if look.scores.scored_at_both(node, parent) < FEWEST_SUBJECTS {
            return None;
        }
        let weight = share(weights[node].as_ref()?)?;
        let text = format!(
            "it has the weight {}, but more points there go with fewer at `{}` (correlation {})",
            short(weight),
            look.id(parent),
            short(correlation)
        );
        let advice = look.advice(AdviceKind::OppositeWeight).at(look.id(node)).and(look.id(parent));
        Some(advice.figure("correlation", Some(correlation)).figure("weight", Some(weight)).text(text))
    };
    Ok(look.nodes().filter_map(of_node).collect())
}
