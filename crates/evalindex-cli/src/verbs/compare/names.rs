//! What things of two documents are called.

use std::collections::BTreeMap;

use evalindex::Document;
use evalindex::explain::{Difference, Part, What};
use evalindex::model::{Node, Task};

use crate::lang::{Categories, Lang, Line, line};

/// The names of subjects, nodes and tasks by their ids, in one language.
pub(super) struct Names {
    /// What stands between the items of a list.
    comma: &'static str,
    /// Of the index.
    pub(super) title: String,
    /// Of subjects.
    pub(super) subjects: BTreeMap<String, String>,
    /// Of nodes.
    nodes: BTreeMap<String, String>,
    /// Of indicators, by the input that they read.
    inputs: BTreeMap<String, String>,
    /// Of tasks.
    tasks: BTreeMap<String, String>,
    /// Of grades, by their names in English.
    grades: BTreeMap<String, String>,
}

impl Names {
    /// Those of one index in two documents; the second one's where both name a thing.
    pub(super) fn of(lang: Lang, index: &str, documents: [&Document; 2]) -> Self {
        let mut names = Self {
            comma: lang.say(line::LIST_COMMA),
            title: String::new(),
            subjects: BTreeMap::new(),
            nodes: BTreeMap::new(),
            inputs: BTreeMap::new(),
            tasks: BTreeMap::new(),
            grades: BTreeMap::new(),
        };
        for document in documents {
            let draft = document.draft();
            for one in &draft.subjects {
                names.subjects.insert(one.id.clone(), lang.name(&one.name, one.name_zh.as_ref()).to_owned());
            }
            let name = |task: &Task| lang.name(&task.name, task.name_zh.as_ref()).to_owned();
            names.tasks.extend(draft.tasks.iter().map(|task| (task.id.clone(), name(task))));
            let categories = Categories::new(draft, lang);
            for one in draft.indexes.iter().filter(|one| one.id == index) {
                let kind = categories.kind(&one.kind);
                names.title = format!("{} · {kind}", lang.name(&one.name, one.name_zh.as_ref()));
                one.children.iter().for_each(|node| names.add(lang, node));
                let grades = one.grades.iter();
                names.grades.extend(
                    grades.map(|grade| (grade.name.clone(), lang.name(&grade.name, grade.name_zh.as_ref()).to_owned())),
                );
            }
        }
        names
    }

    /// Adds a node and those below it.
    fn add(&mut self, lang: Lang, node: &Node) {
        let name = lang.name(node.name(), node.name_zh()).to_owned();
        if let Node::Indicator(indicator) = node {
            self.inputs.insert(indicator.input_name().to_owned(), name.clone());
        }
        self.nodes.insert(node.id().to_owned(), name);
        node.children().iter().for_each(|child| self.add(lang, child));
    }

    /// What a difference is of.
    pub(super) fn whose(&self, difference: &Difference) -> String {
        let Some(id) = &difference.id else { return String::new() };
        let known = match difference.what {
            What::Node => &self.nodes,
            What::Task => &self.tasks,
            _ => &self.subjects,
        };
        known.get(id).unwrap_or(id).clone()
    }

    /// The field of a difference: the indicator that reads a figure.
    pub(super) fn field(&self, difference: &Difference) -> String {
        let is_figure = matches!(difference.what, What::Values | What::Previous | What::Targets);
        let field = &difference.field;
        let known = self.inputs.get(field).or_else(|| self.nodes.get(field)).filter(|_| is_figure);
        known.unwrap_or(field).clone()
    }

    /// The name of a grade or class.
    pub(super) fn grade(&self, grade: Option<&String>) -> Option<String> {
        grade.map(|name| self.grades.get(name).unwrap_or(name).clone())
    }

    /// The names of subjects, as a list.
    pub(super) fn list(&self, ids: &[String]) -> String {
        ids.iter().map(|id| self.subjects.get(id).unwrap_or(id).as_str()).collect::<Vec<_>>().join(self.comma)
    }
}

/// The heading of a sort of difference.
pub(super) const fn what(what: What) -> Line {
    match what {
        What::Values => line::WHAT_VALUES,
        What::Previous => line::WHAT_PREVIOUS,
        What::Targets => line::WHAT_TARGETS,
        What::Task => line::WHAT_TASK,
        What::Supervision => line::WHAT_SUPERVISION,
        What::Subject => line::WHAT_SUBJECT,
        What::Adjustment => line::WHAT_ADJUSTMENT,
        What::Node => line::WHAT_NODE,
        _ => line::WHAT_INDEX,
    }
}

/// The heading of a part.
const fn part(part: Part) -> Line {
    match part {
        Part::Figures => line::PART_FIGURES,
        Part::Targets => line::PART_TARGETS,
        Part::Tasks => line::PART_TASKS,
        Part::Calibration => line::PART_CALIBRATION,
        Part::Membership => line::PART_MEMBERSHIP,
        Part::Rules => line::PART_RULES,
        Part::Weights => line::PART_WEIGHTS,
        _ => line::PART_ADJUSTMENTS,
    }
}

/// The heading of a part: of several sorts of change, their names joined.
pub(super) fn heading(lang: Lang, parts: &[Part]) -> String {
    parts.iter().map(|one| lang.say(part(*one))).collect::<Vec<_>>().join(" + ")
}
