//! `score explain FILE SUBJECT`: why a subject has its score and its place.

mod path;
mod standing;

use std::cell::RefCell;

use evalindex::Decimal;
use evalindex::explain::{Closing, ExplainError, ExplainedNode, Explanation, Reason, Step};
use evalindex::number::Formula;
use evalindex::problem::{did_you_mean, nearest};

use self::path::{path, tidy_path};
use self::standing::{standing, tidy_standing};
use crate::args::{Analysis, Opened};
use crate::failure::Failure;
use crate::lang::{Lang, Line, line, names_grades, with_grades, words};
use crate::output::Answer;
use crate::render::{Column, Rows, Sheet, Tidy, all_digits, or_none};

/// Shows why a subject has its score and its place: every figure, formula, weight and point
///
/// It opens with the indicators at which most points are lost, and what each alone would need for the next place and the
/// next grade. Every line can be computed again with a pocket calculator; what rounding leaves stands in a line of its own.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Document, index, format and language.
    #[command(flatten)]
    analysis: Analysis,

    /// The subject, by its id or its name
    #[arg(value_name = "SUBJECT")]
    subject: String,

    /// Explain this node only, and those below it
    #[arg(long, value_name = "ID")]
    node: Option<String>,
}

impl Arguments {
    /// Explains the subject in every index that scores it.
    pub(crate) fn run(self) -> Result<Answer, Failure> {
        // Indexes of other kinds do not score the subject.
        let unknown = RefCell::new((0_usize, Vec::new()));
        let look = |opened: &Opened<'_>| {
            let why = match &self.node {
                None => opened.prepared.explain(opened.index, &self.subject),
                Some(node) => opened.prepared.explain_node(opened.index, &self.subject, node),
            };
            match why {
                Ok(why) => {
                    unknown.borrow_mut().0 += 1;
                    Ok(Some(why))
                }
                Err(ExplainError::UnknownSubject { nearest, .. }) => {
                    unknown.borrow_mut().1.extend(nearest);
                    Ok(None)
                }
                Err(error) => Err(error),
            }
        };
        let answer = self.analysis.run_some("explain", look, sheets)?;
        let (found, near) = unknown.into_inner();
        if found > 0 { Ok(answer) } else { Err(self.no_subject(&near)) }
    }

    /// The failure of a subject that no index scores.
    fn no_subject(&self, near: &[String]) -> Failure {
        let asked = &self.subject;
        let question = did_you_mean(nearest(asked, near.iter().map(String::as_str)));
        Failure::usage(format!("no subject `{asked}` is scored{question}"))
    }
}

/// The standing, the reasons, the path, what would close the gaps, and the formulas.
fn sheets(opened: &Opened<'_>, why: &Explanation) -> Vec<Sheet> {
    let lang = opened.lang;
    let name = lang.name(&why.subject.name, why.subject.name_zh.as_ref());
    let titled = |what: Line| format!("{} · {name}: {}", opened.title, lang.say(what));
    let notices: Vec<String> =
        why.notices.iter().filter(|one| one.subject.is_some()).map(|one| notice(opened, one)).collect();
    let items = standing(opened, why);
    let shown =
        Rows::new(lang, &items).word(line::ITEM, |(what, _)| what.clone()).word(line::VALUE, |(_, text)| text.clone());
    let explained = Sheet::new(titled(line::EXPLAINED), shown.columns()).below(notices);
    let mut sheets = vec![explained.tidy(tidy_path(opened, why)).tidy(tidy_standing(opened, why))];
    let is_ascending = why.order.is_ascending();
    if !why.reasons.is_empty() {
        let largest = if is_ascending { line::LARGEST_POINTS } else { line::LARGEST_LOSSES };
        sheets.push(Sheet::new(titled(largest), reasons(lang, why)));
    }
    let path = Sheet::new(titled(line::PATH), path(lang, why));
    let note = if is_ascending { line::PATH_NOTE_ASCENDING } else { line::PATH_NOTE };
    sheets.push(path.notation(lang.say(note)));
    let closing: Vec<&ExplainedNode> = why.nodes.iter().filter(|node| has_closing(node)).collect();
    if !closing.is_empty() {
        let sheet = Sheet::new(titled(line::WHAT_CLOSES), closings(lang, &closing));
        sheets.push(sheet.tidy(tidy_closings(opened, &closing)));
    }
    if why.nodes.iter().any(|node| !node.steps.is_empty()) {
        sheets.push(Sheet::new(titled(line::HOW), formulas(lang, why)).tidy(tidy_steps(opened, why)));
    }
    sheets
}

/// A notice in one line.
fn notice(opened: &Opened<'_>, notice: &evalindex::result::Notice) -> String {
    let lang = opened.lang;
    let node = notice.node.as_ref().map(|node| format!("{node}{}", lang.say(line::COLON))).unwrap_or_default();
    let text = match lang {
        Lang::Zh if names_grades(notice.what) => with_grades(&notice.text, |name| opened.grade(name)),
        _ => notice.text.clone(),
    };
    format!("{node}{}", lang.translated(&text))
}

/// The largest losses, with what each alone would need.
fn reasons(lang: Lang, why: &Explanation) -> Vec<Column> {
    let name = |reason: &Reason| {
        let node = why.nodes.iter().find(|node| node.node == reason.node);
        node.map_or_else(|| reason.node.clone(), |node| lang.name(&node.name, node.name_zh.as_ref()).to_owned())
    };
    let points = if why.order.is_ascending() { line::ADDS } else { line::LOST };
    Rows::new(lang, &why.reasons)
        .name(line::INDICATOR, name)
        .number(line::FIGURE, |one| number(one.figure))
        .word(line::METHOD, |one| one.rule.clone())
        .number(points, |one| number(one.contribution.or(one.lost)))
        .word(line::FOR_PLACE, |one| closing(lang, one.next_place.as_ref()))
        .word(line::FOR_GRADE, |one| closing(lang, one.next_grade.as_ref()))
        .columns()
}

/// What each indicator alone would need.
fn closings(lang: Lang, nodes: &[&ExplainedNode]) -> Vec<Column> {
    Rows::new(lang, nodes)
        .word(line::ID, |node| node.node.clone())
        .name(line::INDICATOR, |node| lang.name(&node.name, node.name_zh.as_ref()).to_owned())
        .number(line::FIGURE, |node| number(node.figure.as_ref().and_then(|one| one.observed)))
        .word(line::FOR_PLACE, |node| closing(lang, node.next_place.as_ref()))
        .word(line::FOR_GRADE, |node| closing(lang, node.next_grade.as_ref()))
        .columns()
}

/// The same for machines.
fn tidy_closings(opened: &Opened<'_>, nodes: &[&ExplainedNode]) -> Tidy {
    let lang = opened.lang;
    let why = |closing: &Option<Closing>| closing.as_ref()?.none.map(|why| lang.say(words::not_closed(why)).to_owned());
    opened
        .tidy("closings", nodes)
        .text(line::CSV_NODE, |node| Some(node.node.clone()))
        .text(line::CSV_NAME, |node| Some(lang.name(&node.name, node.name_zh.as_ref()).to_owned()))
        .number(line::FIGURE, |node| node.figure.as_ref()?.observed)
        .written(line::NEXT_PLACE, |node| Some(node.next_place.as_ref()?.to.clone()))
        .number(line::FOR_PLACE, |node| node.next_place.as_ref()?.figure)
        .text(line::NOT_FOR_PLACE, |node| why(&node.next_place))
        .text(line::NEXT_GRADE, |node| Some(node.next_grade.as_ref()?.to.clone()))
        .number(line::FOR_GRADE, |node| node.next_grade.as_ref()?.figure)
        .text(line::NOT_FOR_GRADE, |node| why(&node.next_grade))
        .table()
}

fn has_closing(node: &ExplainedNode) -> bool {
    node.next_place.is_some() || node.next_grade.is_some()
}

/// The steps of every node, each with the node.
fn steps(why: &Explanation) -> Vec<(&ExplainedNode, &Step)> {
    why.nodes.iter().flat_map(|node| node.steps.iter().map(move |step| (node, step))).collect()
}

/// The steps, each with its formula.
fn formulas(lang: Lang, why: &Explanation) -> Vec<Column> {
    Rows::new(lang, &steps(why))
        .name(line::ID, |(node, _)| node.node.clone())
        .word(line::STEP, |(_, step)| lang.say(words::step(step.what)).to_owned())
        .word(line::FORMULA, |(_, step)| step.formula.to_string())
        .word(line::RESULT, |(_, step)| Formula::from(&step.value).to_string())
        .word(line::REASON, |(_, step)| step.basis.as_ref().map(|one| words::basis(lang, one)).unwrap_or_default())
        .columns()
}

/// The same for machines.
fn tidy_steps(opened: &Opened<'_>, why: &Explanation) -> Tidy {
    let lang = opened.lang;
    opened
        .tidy("steps", &steps(why))
        .text(line::CSV_NODE, |(node, _)| Some(node.node.clone()))
        .text(line::STEP, |(_, step)| Some(step.what.name().to_owned()))
        .text(line::FORMULA, |(_, step)| Some(step.formula.to_string()))
        .written(line::RESULT, |(_, step)| all_digits(&step.value))
        .text(line::REASON, |(_, step)| step.basis.as_ref().map(|one| words::basis(lang, one)))
        .table()
}

/// The figure that is needed, or why there is none.
fn closing(lang: Lang, closing: Option<&Closing>) -> String {
    or_none(closing.map(|closing| match (closing.figure, closing.none) {
        (Some(figure), _) => {
            let to = lang.name(&closing.to, closing.to_zh.as_ref());
            format!("{to}{}{}", lang.say(line::COLON), figure.normalize())
        }
        (None, Some(why)) => lang.say(words::not_closed(why)).to_owned(),
        (None, None) => String::new(),
    }))
}

fn number(points: Option<Decimal>) -> String {
    or_none(points.map(|points| points.to_string()))
}
