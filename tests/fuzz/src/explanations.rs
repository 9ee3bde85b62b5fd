//! The verbs that explain a result, and what must hold of their answers.

use evalindex::result::IndexResult;
use evalindex::{Document, Evaluation, Prepared, WeightChange};

use crate::random::Random;
use crate::verbs::answer;

/// A full result reads back to the same bytes and is verified.
pub(crate) fn in_full(document: &Document, text: &str) -> Result<(), String> {
    let full = document.evaluate_full().map_err(|refused| format!("in full: refused: {refused}"))?;
    let json = crate::verbs::written(&full, text)?;
    let read: Evaluation = serde_json::from_str(&json).map_err(|error| format!("full result not read: {error}"))?;
    if serde_json::to_string(&read).ok().as_deref() != Some(&json) {
        return Err("full result written and read: another one".to_owned());
    }
    match full.verify(&json) {
        Ok(found) if found.is_empty() => Ok(()),
        Ok(found) => Err(format!("full result not verified: {}", found[0])),
        Err(error) => Err(format!("full result not verified: {error}")),
    }
}

/// Explains some subjects, the gaps between them, and what a change of weights does.
pub(crate) fn explained(
    prepared: &Prepared,
    (index, result): (usize, &IndexResult),
    change: &WeightChange,
    random: &mut Random,
    text: &str,
) -> Result<(), String> {
    let ranked: Vec<&str> = result.ranking.iter().map(|row| row.subject.as_str()).collect();
    let unranked = result.unranked.first().map(|row| row.subject.as_str());
    let one = ranked.get(random.length(0, ranked.len().saturating_sub(1))).copied();
    for subject in one.into_iter().chain(unranked) {
        answer(prepared.explain(index, subject), text)?;
    }
    if let (Some(a), Some(b)) = (one, ranked.last().copied()) {
        answer(prepared.gap(index, a, b), text)?;
    }
    match prepared.compare(index, prepared) {
        Ok(same) if !same.is_empty() => return Err("compared with itself: something differs".to_owned()),
        other => answer(other, text)?,
    }
    match prepared.with_change(index, change) {
        Ok(changed) => answer(changed.compare(index, prepared), text),
        Err(_) => Ok(()),
    }
}
