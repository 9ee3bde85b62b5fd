//! Indicators that separate nobody.

use super::look::Look;
use super::{Advice, AdviceKind, share};
use crate::engine::Scores;
use crate::support::Refused;

pub(super) fn find(look: &Look<'_>) -> Result<Vec<Advice>, Refused> {
    let view = look.view;
    let of_indicator = |node| {
        let scores = view.aggregated.scores(node);
        let classes = scores.classes(view.ranked.iter().map(|ranked| ranked.row));
        let (row, _) = classes.first().filter(|_| classes.len() > 1 && classes.iter().all(|(_, class)| *class == 0))?;
        let (score, subjects) = (scores.exact(*row)?, classes.len());
        let text = format!("all {subjects} ranked subjects score {}: it separates nobody", score.shown());
        let advice = look.advice(AdviceKind::Constant).at(look.id(node));
        Some(advice.figure("score", share(&score)).number("subjects", subjects).text(text))
    };
    Ok(look.indicators().filter_map(|(node, _)| of_indicator(node)).collect())
}
