//! Everything that the library can be asked of a document, and what must hold of every answer.

use std::collections::BTreeMap;

use evalindex::explain::SupervisionOptions;
use evalindex::model::Date;
use evalindex::result::FrozenCalibration;
use evalindex::robustness::{Control, Draws, Leave, WeightDraws, WeightRegion};
use evalindex::weight::{WeightMethod, WeightSource};
use evalindex::{Decimal, Document, Evaluation, Prepared, Refused, WeightChange};
use serde::Serialize;
use serde_json::Value;

use crate::documents::Fuzzed;
use crate::explanations;
use crate::random::Random;

/// What came of a document that was taken as it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Taken {
    Evaluated,
    Refused,
}

/// Reads and evaluates a document, asks everything of it, and checks the answers.
///
/// # Errors
/// What does not hold.
pub(crate) fn tried(fuzzed: &Fuzzed, random: &mut Random) -> Result<Taken, String> {
    let text = String::from_utf8_lossy(&fuzzed.bytes);
    let document = match Document::from_bytes(&fuzzed.bytes) {
        Ok(document) => document,
        Err(refused) => return refusal(&refused, &text),
    };
    written(&document.check(), &text)?;
    written(document.warnings(), &text)?;
    let prepared = match document.prepare() {
        Ok(prepared) => prepared,
        Err(refused) => return refusal(&refused, &text),
    };
    let evaluation = match prepared.evaluate() {
        Ok(evaluation) => evaluation,
        Err(refused) => return refusal(&refused, &text),
    };
    let result = written(&evaluation, &text)?;
    if document.evaluate().map(|again| serde_json::to_string(&again).unwrap_or_default()) != Ok(result.clone()) {
        return Err("evaluated twice: other bytes".to_owned());
    }
    read_back(&document, &result)?;
    permuted(fuzzed, &evaluation)?;
    if random.percent(20) {
        explanations::in_full(&document, &text)?;
    }
    own_calibration(&document, &evaluation)?;
    for index in 0..evaluation.indexes.len() {
        asked(&prepared, &evaluation, index, random, &text)?;
    }
    Ok(Taken::Evaluated)
}

/// A refusal has a problem that says where: a path, or a position in a text that is no JSON.
fn refusal(refused: &Refused, text: &str) -> Result<Taken, String> {
    let placed = |problem: &evalindex::Problem| !problem.path.is_empty() || problem.position.is_some();
    // An empty text has no places.
    let empty = text.trim().is_empty();
    if !empty && !refused.problems().iter().any(|problem| problem.is_refusal() && placed(problem)) {
        return Err(format!("refused without a place: {refused}"));
    }
    if refused.problems().iter().any(|problem| problem.kind == evalindex::problem::ProblemKind::Internal) {
        return Err(format!("internal problem: {refused}"));
    }
    written(refused, text)?;
    Ok(Taken::Refused)
}

/// The JSON of an answer: it must be JSON, and hold no float that is no number.
pub(crate) fn written<T: Serialize + ?Sized>(answer: &T, text: &str) -> Result<String, String> {
    let json = serde_json::to_string(answer).map_err(|error| format!("not serialised: {error}"))?;
    serde_json::from_str::<Value>(&json).map_err(|error| format!("output is no JSON: {error}"))?;
    // Texts of the document come out again, and one message of the reader names both.
    let own = text.to_lowercase();
    let json_words = json.replace("JSON has no NaN and no infinity", "");
    let is_odd = |word: &str| matches!(word, "NaN" | "nan" | "inf" | "Infinity" | "infinity");
    let mut words = json_words.split(|letter: char| !letter.is_alphanumeric());
    if words.any(|word| is_odd(word) && !own.contains(&word.to_lowercase())) {
        return Err("output has a float that is no number".to_owned());
    }
    Ok(json)
}

/// The answer of a verb, or its error.
pub(crate) fn answer<T: Serialize, E: std::fmt::Display>(answer: Result<T, E>, text: &str) -> Result<(), String> {
    match answer {
        Ok(answer) => written(&answer, text).map(drop),
        Err(error) if error.to_string().is_empty() => Err("an error without words".to_owned()),
        Err(error) if error.to_string().contains("this is a bug") => Err(format!("internal: {error}")),
        Err(_) => Ok(()),
    }
}

/// A document that is written and read again is the same one.
fn read_back(document: &Document, result: &str) -> Result<(), String> {
    let json = document.to_json().map_err(|error| format!("document not written: {error}"))?;
    let again = Document::from_json(&json).map_err(|refused| format!("written and then refused: {refused}"))?;
    let mut evaluated = again.evaluate().map_err(|refused| format!("written and then not evaluated: {refused}"))?;
    // The text is another one, which the result names.
    evaluated.document = document.id().cloned();
    if serde_json::to_string(&evaluated).ok().as_deref() != Some(result) {
        return Err("written and read again: another result".to_owned());
    }
    Ok(())
}

/// A document has the same places, scores and grades by its own calibration, written and read.
fn own_calibration(document: &Document, evaluation: &Evaluation) -> Result<(), String> {
    let calibration = evaluation.calibration().map_err(|refused| format!("no calibration: {refused}"))?;
    let json = serde_json::to_string(&calibration).map_err(|error| format!("calibration not written: {error}"))?;
    let back: FrozenCalibration =
        serde_json::from_str(&json).map_err(|error| format!("calibration not read: {error}"))?;
    if back != calibration {
        return Err("calibration written and read: another one".to_owned());
    }
    let again = document.prepare_with(&back).and_then(|prepared| prepared.evaluate());
    let again = again.map_err(|refused| format!("by its own calibration: refused: {refused}"))?;
    match evaluation.indexes.iter().zip(&again.indexes).find(|(one, two)| rows(one) != rows(two)) {
        Some((index, _)) => Err(format!("by its own calibration: another ranking of `{}`", index.id)),
        None => Ok(()),
    }
}

/// The same document with its subjects in reverse has the same places, scores and grades.
fn permuted(fuzzed: &Fuzzed, evaluation: &Evaluation) -> Result<(), String> {
    let Some(mut tree) = fuzzed.tree.clone() else { return Ok(()) };
    let Some(Value::Array(subjects)) = tree.get_mut("subjects") else { return Ok(()) };
    subjects.reverse();
    let text = crate::mutation::numbers_as_written(&tree);
    let other = Document::from_json(&text).and_then(|document| document.evaluate());
    let other = other.map_err(|refused| format!("subjects in reverse: refused: {refused}"))?;
    for (position, (one, two)) in evaluation.indexes.iter().zip(&other.indexes).enumerate() {
        // There the order of the document decides between equal subjects.
        if tree["indexes"][position]["ranking"]["ties"] == "ordinal" {
            continue;
        }
        if rows(one) != rows(two) {
            return Err(format!("subjects in reverse: another ranking of `{}`", one.id));
        }
    }
    Ok(())
}

fn rows(index: &evalindex::result::IndexResult) -> BTreeMap<String, String> {
    let row = |row: &evalindex::result::RankedSubject| {
        let group = row.group.as_ref().map(|group| group.rank.to_string());
        let grade = row.grade.as_ref().map(|grade| grade.name.clone());
        (row.subject.clone(), format!("{} {group:?} {} {grade:?}", row.rank, row.score))
    };
    index.ranking.iter().map(row).collect()
}

/// Every verb on one index.
fn asked(
    prepared: &Prepared,
    evaluation: &Evaluation,
    index: usize,
    random: &mut Random,
    text: &str,
) -> Result<(), String> {
    let nodes: Vec<String> = evaluation.indexes[index].nodes.iter().map(|node| node.id.clone()).collect();
    let node = nodes.get(random.length(0, nodes.len().saturating_sub(1))).cloned().unwrap_or_default();
    let amount = random.pick(&[0_i64, 1, 10, 33, 50, 100, -1]);
    let change = match random.between(0, 3) {
        0 => WeightChange::set(node.as_str(), amount),
        1 => WeightChange::scale(node.as_str(), Decimal::new(amount, 1)),
        2 => WeightChange::drop(node.as_str()),
        _ => WeightChange::shift(node.as_str(), nodes[0].as_str(), amount),
    };
    let share = Decimal::new(random.pick(&[0, 1, 25, 100, 101]), 2);
    let draws = Draws::new(u32::try_from(random.between(1, 30)).unwrap_or(1), 7).methods(random.percent(50));
    let draws = draws.errors(random.percent(30)).weights(match random.between(0, 3) {
        0 => WeightDraws::Declared,
        1 => WeightDraws::Within(share),
        2 => WeightDraws::Dirichlet(Decimal::new(amount, 0)),
        _ => WeightDraws::Uniform,
    });
    let region = match random.between(0, 2) {
        0 => WeightRegion::Free,
        1 => WeightRegion::Ordered,
        _ => WeightRegion::Within(share),
    };
    let name = if random.percent(20) { "benefit_of_the_doubt" } else { random.pick(WeightMethod::NAMES) };
    let source = WeightSource::usual(name).ok_or("a method without a source")?;
    answer(prepared.movements(index, std::slice::from_ref(&change)), text)?;
    answer(prepared.what_if(Some(index.into()), std::slice::from_ref(&change)), text)?;
    if let Ok(changed) = prepared.with_change(index, &change) {
        answer(changed.evaluate(), text)?;
        answer(changed.document().evaluate(), text)?;
    }
    if random.percent(20) {
        let day = Date::new(2023, u8::try_from(random.between(1, 12)).unwrap_or(1), 28);
        let options = day
            .filter(|_| random.percent(70))
            .map_or_else(SupervisionOptions::default, |day| SupervisionOptions::default().on(day));
        answer(prepared.supervise(&options), text)?;
    }
    answer(prepared.weights_from(index, random.percent(50).then_some(node.as_str()), &source), text)?;
    answer(prepared.advice(index), text)?;
    if random.percent(40) {
        explanations::explained(prepared, (index, &evaluation.indexes[index]), &change, random, text)?;
    }
    match random.between(0, 5) {
        0 => answer(prepared.tipping(index, Control::new()), text),
        1 => answer(prepared.certain(index, region, Control::new()), text),
        2 => answer(prepared.robustness(index, &draws, Control::new()), text),
        3 => answer(prepared.sensitivity(index, &draws, Control::new()), text),
        4 => answer(prepared.leave_out(index, Leave::All, Control::new().threads(1)), text),
        _ => answer(prepared.balance(index, share), text),
    }
}
