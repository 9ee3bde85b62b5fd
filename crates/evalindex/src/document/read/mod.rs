//! Reading: from the text of a document to a draft, with every fault of its form.

mod alternatives;
mod evidence;
mod figures;
mod index;
mod inputs;
mod nodes;
mod scenarios;
mod sources;
mod supervision;
mod weights;

use serde_json::value::RawValue;

use self::alternatives::alternative;
use self::evidence::{adjustment, category_name, subject, task};
use self::figures::{Cells, Rows, figures};
use self::index::index;
use self::inputs::inputs;
use self::scenarios::scenario;
use crate::json::{Fields, Json, Reader, Shape, front, list, number, string, syntax};
use crate::method::rule::{DistanceToReference, Reference, Rule};
use crate::model::{Draft, Figures, Node, Period, Subject};
use crate::support::{Limits, Path, Problem, ProblemKind, Problems};

/// The name of the format.
pub(crate) const FORMAT: &str = "evalindex/1";

/// The content of a JSON text, and the faults of its form.
#[derive(Debug)]
pub(crate) struct Reading<'t> {
    /// The parts that could be read. The others are blank, and every element keeps its position, so that paths hold.
    pub(crate) draft: Draft,
    /// In the order of the text.
    pub(crate) problems: Problems,
    /// The paths at which nothing could be read.
    pub(crate) blanks: Vec<Path<'t>>,
}

/// Reads the text of a document.
///
/// # Errors
/// Every fault of the syntax, or that the text is too long or no JSON object; such a text gives no draft. Nor does one
/// with so many faults that what follows from them cannot be told.
pub(crate) fn read<'t>(text: &'t str, limits: &Limits) -> Result<Reading<'t>, Problems> {
    if text.len() > limits.bytes {
        return Err(too_long(text.len(), limits).into());
    }
    let text = front(text).map_err(|problem| Problems::from(*problem))?;
    if let Some(found) = syntax::too_deep(text) {
        return Err(found.in_order(text));
    }
    let mut reader = Reader::new(text);
    let draft = document(text, &mut reader).map_err(|error| syntax::faults(text, &error).in_order(text))?;
    let (found, blanks) = reader.into_found();
    let problems = found.in_order(text);
    match draft {
        Some(draft) if !problems.are_cut() => Ok(Reading { draft, problems, blanks }),
        _ => Err(problems),
    }
}

/// The problem of a text of too many bytes.
pub(super) fn too_long(bytes: usize, limits: &Limits) -> Problem {
    let problem = Problem::new(ProblemKind::Limit, "", "the document is too long");
    problem.found(format!("{bytes} bytes")).expected(format!("at most {}", limits.bytes))
}

/// Reads a whole text, which may be no object; an error is one of its syntax.
fn document<'a>(text: &'a str, reader: &mut Reader<'a>) -> serde_json::Result<Option<Draft>> {
    let root = Json::new(text.trim_matches([' ', '\t', '\r', '\n']));
    if root.shape() != Shape::Object {
        let _: &RawValue = serde_json::from_str(text)?;
        reader.wrong_type(root, "an object");
        return Ok(None);
    }
    let pairs = Json::new(text).pairs()?;
    Ok(Fields::over(root, pairs, reader, |fields| Some(draft(fields))))
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
    draft.kinds = fields.list("kinds", category_name);
    draft.groups = fields.list("groups", category_name);
    draft.subjects = fields.required_list("subjects", subject);
    draft.inputs = fields.with("inputs", inputs).unwrap_or_default();
    draft.tasks = fields.list("tasks", task);
    draft.supervision = fields.optional("supervision");
    draft.adjustments = fields.list("adjustments", adjustment);
    draft.scenarios = fields.list("scenarios", scenario);
    draft.alternatives = fields.list("alternatives", alternative);
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
    let earlier = fields.list("periods", |json, reader| period(json, reader, &rows));
    (draft.values, draft.previous, draft.targets, draft.earlier) = (values, previous, targets, earlier);
    let Draft { indexes, subjects, .. } = &mut draft;
    for node in indexes.iter_mut().flat_map(|index| &mut index.children) {
        settle_references(node, subjects);
    }
    draft
}

/// An earlier period. What cannot be read is left blank, so that every period keeps its position.
fn period<'a>(json: Json<'a>, reader: &mut Reader<'a>, rows: &Rows<'_>) -> Period {
    Fields::read_or(json, reader, Period::default(), |fields| {
        let mut period = Period::new(fields.required_or_blank::<String>("period"), Figures::new());
        if !fields.has("values") {
            fields.lacks("values", "an object with an object for each subject");
        }
        let mut table = |name, cells| -> Figures {
            fields.with(name, |json, reader| figures(json, reader, cells, rows)).unwrap_or_default()
        };
        period.values = table("values", Cells::Observations);
        period.targets = table("targets", Cells::Numbers);
        period.tasks = fields.list("tasks", task);
        period.adjustments = fields.list("adjustments", adjustment);
        period
    })
}

/// Decides what references in strings are: the id of a subject where there is one, else a number where the text is one.
fn settle_references(node: &mut Node, subjects: &[Subject]) {
    match node {
        Node::Dimension(dimension) => {
            for child in &mut dimension.children {
                settle_references(child, subjects);
            }
        }
        Node::Indicator(indicator) => {
            for rule in indicator.rule.each_mut() {
                settle_reference(rule, subjects);
            }
        }
    }
}

fn settle_reference(rule: &mut Rule, subjects: &[Subject]) {
    if let Rule::DistanceToReference(DistanceToReference { reference, .. }) = rule
        && let Reference::Subject(id) = reference
        && number::is_plain(id)
        && !subjects.iter().any(|subject| subject.id == *id)
        && let Ok(value) = number::exact(id)
    {
        *reference = Reference::Number(value.into());
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
        let notes = list(json, reader, "an array of strings", |json, reader| {
            string(json, reader, "a string").map(String::from)
        })?;
        return Some(notes.into_iter().flatten().collect());
    }
    string(json, reader, "an array of strings").map(|note| vec![note.into_owned()])
}

#[cfg(test)]
mod tests;
