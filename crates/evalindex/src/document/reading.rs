//! From the text of a document to a draft, with everything that is wrong with its form.

use serde_json::value::RawValue;

use super::basic::string;
use super::draft::Draft;
use super::encoding::front;
use super::evidence::{adjustment, subject, task};
use super::fields::{Fields, list};
use super::figures::{Cells, Rows, figures};
use super::index::index;
use super::json::{Json, Shape};
use super::reader::{Located, Reader, in_order};
use super::{number, syntax};
use crate::evidence::{Figures, Subject};
use crate::problem::{Problem, ProblemKind};
use crate::scoring::{DistanceToReference, Reference, Rule};
use crate::system::Node;

/// The name of the format.
pub(crate) const FORMAT: &str = "evalindex/1";

/// What a text holds, and what is wrong with its form.
#[derive(Debug)]
pub(crate) struct Reading {
    /// As much as could be read; what could not is blank, and everything keeps its place, so that paths hold.
    pub(crate) draft: Draft,
    /// In the order of the text.
    pub(crate) problems: Vec<Problem>,
}

/// Reads the text of a document.
pub(crate) fn read(text: &str) -> Reading {
    let text = match front(text) {
        Ok(text) => text,
        Err(problem) => return Reading { draft: Draft::default(), problems: vec![*problem] },
    };
    if let Some(located) = syntax::too_deep(text) {
        return Reading { draft: Draft::default(), problems: in_order(text, vec![located]) };
    }
    let mut reader = Reader::new(text);
    let (draft, found) = match document(text, &mut reader) {
        Ok(draft) => (draft, reader.into_found()),
        Err(error) => read_mended(syntax::examine(text, &error)),
    };
    Reading { draft, problems: in_order(text, found) }
}

/// Reads what is left when the faults of the syntax are mended.
fn read_mended(examined: syntax::Examined) -> (Draft, Vec<Located>) {
    let syntax::Examined { mut found, mended, stand_ins } = examined;
    let Some(text) = mended else { return (Draft::default(), found) };
    let mut reader = Reader::new(&text).silencing(stand_ins);
    let draft = document(&text, &mut reader).unwrap_or_default();
    found.extend(reader.into_found());
    (draft, found)
}

/// Reads a whole text; an error is one of its syntax.
fn document<'a>(text: &'a str, reader: &mut Reader<'a>) -> serde_json::Result<Draft> {
    let root = Json::new(text.trim_matches([' ', '\t', '\r', '\n']));
    if root.shape() != Shape::Object {
        let _: &RawValue = serde_json::from_str(text)?;
        reader.wrong_type(root, "an object");
        return Ok(Draft::default());
    }
    let pairs = root.pairs().map_err(|error| serde_json::from_str::<&RawValue>(text).err().unwrap_or(error))?;
    Ok(Fields::over(root, pairs, reader, |fields| Some(draft(fields))).unwrap_or_default())
}

fn draft(fields: &mut Fields<'_, '_>) -> Draft {
    if !fields.has("format") {
        fields.lacks("format", "\"evalindex/1\"");
    }
    fields.with("format", format);
    let mut draft = Draft::default();
    draft.title = fields.optional("title");
    draft.period = fields.optional("period");
    draft.notes = fields.with("notes", notes).flatten().unwrap_or_default();
    draft.indexes = fields.required_list("indexes", index);
    draft.subjects = fields.required_list("subjects", subject);
    draft.tasks = fields.list("tasks", task);
    draft.adjustments = fields.list("adjustments", adjustment);
    if !fields.has("values") {
        fields.lacks("values", "an object with an object for each subject");
    }
    let rows = Rows::new(&draft.subjects);
    let mut table = |name, cells| -> Figures {
        fields.with(name, |json, reader| figures(json, reader, cells, &rows)).unwrap_or_default()
    };
    let values = table("values", Cells::Observations);
    let previous = table("previous", Cells::Observations);
    let targets = table("targets", Cells::Numbers);
    (draft.values, draft.previous, draft.targets) = (values, previous, targets);
    let Draft { indexes, subjects, .. } = &mut draft;
    for node in indexes.iter_mut().flat_map(|index| &mut index.children) {
        settle_references(node, subjects);
    }
    draft
}

/// A reference in a string is a subject's id where there is such a subject, and else may be a number in a string.
fn settle_references(node: &mut Node, subjects: &[Subject]) {
    match node {
        Node::Dimension(dimension) => {
            for child in &mut dimension.children {
                settle_references(child, subjects);
            }
        }
        Node::Indicator(indicator) => {
            if let Rule::DistanceToReference(DistanceToReference { reference, .. }) = &mut indicator.rule
                && let Reference::Subject(id) = reference
                && number::is_plain(id)
                && !subjects.iter().any(|subject| subject.id == *id)
                && let Ok(value) = number::exact(id)
            {
                *reference = Reference::Number(value);
            }
        }
    }
}

fn format<'a>(json: Json<'a>, reader: &mut Reader<'a>) {
    let expected = format!("\"{FORMAT}\"");
    let Some(name) = string(json, reader, &expected) else { return };
    if name != FORMAT {
        let problem = reader.problem(ProblemKind::WrongType, "a format that this program does not read");
        reader.report(json.raw(), problem.found(json.raw()).expected(expected));
    }
}

/// Notes: one string, or an array of strings.
fn notes<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Vec<String>> {
    if json.shape() == Shape::Array {
        let notes = list(json, reader, |json, reader| string(json, reader, "a string").map(String::from))?;
        return Some(notes.into_iter().flatten().collect());
    }
    string(json, reader, "an array of strings").map(|note| vec![note.into_owned()])
}

#[cfg(test)]
mod tests;
