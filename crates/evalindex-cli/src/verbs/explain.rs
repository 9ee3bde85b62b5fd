//! `score explain FILE SUBJECT`: why a subject has its score and its place.

use std::cell::RefCell;

use evalindex::Decimal;
use evalindex::explain::{
    Closing, ExplainError, ExplainedNode, ExplainedPlace, Explanation, Reason, Step, TotalSum, UsedFigure,
};
use evalindex::model::Effect;
use evalindex::number::{Exact, Formula, Rounding, RoundingMode};
use evalindex::problem::nearest;

use crate::args::{Analysis, Opened};
use crate::failure::Failure;
use crate::lang::{Lang, Line, line, words};
use crate::output::Answer;
use crate::render::{Column, Rows, Sheet, Tidy, or_none, percent};

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
        let near = nearest(asked, near.iter().map(String::as_str)).map(|near| format!("; did you mean `{near}`?"));
        Failure::usage(format!("no subject `{asked}` is scored{}", near.unwrap_or_default()))
    }
}

/// The standing, the reasons, the path, what would close the gaps, and the formulas.
fn sheets(opened: &Opened<'_>, why: &Explanation) -> Vec<Sheet> {
    let lang = opened.lang;
    let name = lang.name(&why.subject.name, why.subject.name_zh.as_ref());
    let titled = |what: Line| format!("{} · {name}: {}", opened.title, lang.say(what));
    let notices: Vec<String> = why.notices.iter().filter(|one| one.subject.is_some()).map(notice).collect();
    let items = standing(opened, why);
    let shown =
        Rows::new(lang, &items).word(line::ITEM, |(what, _)| what.clone()).word(line::VALUE, |(_, text)| text.clone());
    let tidy = opened.tidy("standing", &items).text(line::ITEM, |(what, _)| Some(what.clone()));
    let tidy = tidy.text(line::VALUE, |(_, text)| Some(text.clone())).table();
    let mut sheets = vec![Sheet::new(titled(line::EXPLAINED), shown.columns()).below(notices).tidy(tidy)];
    if !why.reasons.is_empty() {
        sheets.push(Sheet::new(titled(line::LARGEST_LOSSES), reasons(lang, why)));
    }
    let path = Sheet::new(titled(line::PATH), path(lang, why));
    sheets.push(path.notation(lang.say(line::PATH_NOTE)).tidy(tidy_path(opened, why)));
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
fn notice(notice: &evalindex::result::Notice) -> String {
    let node = notice.node.as_ref().map(|node| format!("{node}: ")).unwrap_or_default();
    format!("{node}{}", notice.text)
}

/// Place, grade, and the sum of the total, an item a line.
fn standing(opened: &Opened<'_>, why: &Explanation) -> Vec<(String, String)> {
    let lang = opened.lang;
    let mut items: Vec<(String, String)> = Vec::new();
    let mut add = |what: Line, text: String| items.push((lang.say(what).to_owned(), text));
    if let Some(reason) = &why.unranked {
        add(line::RANK, format!("{}: {reason}", lang.say(line::NOT_RANKED)));
    }
    if let Some(standing) = &why.standing {
        place(opened, standing, &mut add);
    }
    if let Some(total) = &why.total {
        sum(total, &mut add);
    }
    items
}

/// The place, what decided ties, and the grade.
fn place(opened: &Opened<'_>, standing: &ExplainedPlace, add: &mut impl FnMut(Line, String)) {
    let lang = opened.lang;
    add(line::RANK, words::place_of(lang, standing.rank, standing.of));
    if let Some(group) = &standing.group {
        add(line::GROUP_RANK, format!("{} ({})", group.rank, group.group));
    }
    if !standing.tied_with.is_empty() {
        add(line::TIED_WITH, opened.subject_list(&standing.tied_with));
    }
    for tie in &standing.tie_breaks {
        add(line::TIE_BREAK, words::tie_break(lang, &opened.subject(&tie.with), tie));
    }
    if let Some(grade) = &standing.grade {
        let name = lang.name(&grade.name, grade.name_zh.as_ref());
        let edge = standing.edge.as_ref().map(|edge| words::edge(lang, edge)).filter(|edge| !edge.is_empty());
        add(line::GRADE, edge.map_or_else(|| name.to_owned(), |edge| format!("{name} ({edge})")));
    }
    for veto in &standing.vetoes {
        add(line::VETO, veto.reason.clone());
    }
}

/// From the base score to the total.
fn sum(total: &TotalSum, add: &mut impl FnMut(Line, String)) {
    add(line::BASE, total.base.to_string());
    let given = |wanted: fn(&Effect) -> Option<Decimal>| {
        let all = total.adjustments.iter().filter_map(|one| Some(format!("{} {}", wanted(&one.effect)?, one.reason)));
        all.collect::<Vec<_>>().join("; ")
    };
    let bonuses = given(|effect| if let Effect::Bonus(points) = effect { Some(*points) } else { None });
    let deductions = given(|effect| if let Effect::Deduction(points) = effect { Some(*points) } else { None });
    if !bonuses.is_empty() {
        add(line::BONUS, format!("+{} ({bonuses})", total.bonus));
    }
    if !deductions.is_empty() {
        add(line::DEDUCTION, format!("-{} ({deductions})", total.deduction));
    }
    if !total.rounding.is_zero() {
        add(line::ROUNDED_OFF, crate::render::signed(total.rounding));
    }
    add(line::SCORE, total.score.to_string());
}

/// The largest losses, with what each alone would need.
fn reasons(lang: Lang, why: &Explanation) -> Vec<Column> {
    let name = |reason: &Reason| {
        let node = why.nodes.iter().find(|node| node.node == reason.node);
        node.map_or_else(|| reason.node.clone(), |node| lang.name(&node.name, node.name_zh.as_ref()).to_owned())
    };
    Rows::new(lang, &why.reasons)
        .name(line::INDICATOR, name)
        .number(line::FIGURE, |one| number(one.figure))
        .word(line::METHOD, |one| one.rule.clone())
        .number(line::LOST, |one| one.lost.to_string())
        .word(line::FOR_PLACE, |one| closing(lang, one.next_place.as_ref()))
        .word(line::FOR_GRADE, |one| closing(lang, one.next_grade.as_ref()))
        .columns()
}

/// A row of the path: a node, or what rounding leaves below it.
enum PathRow<'a> {
    /// A node.
    Node(&'a ExplainedNode),
    /// What rounding the points of its children leaves.
    Rounding(&'a ExplainedNode),
}

impl PathRow<'_> {
    /// The node; none in a line of rounding.
    fn node(&self) -> Option<&ExplainedNode> {
        match self {
            Self::Node(node) => Some(node),
            Self::Rounding(_) => None,
        }
    }

    /// The node, or the one below which the line stands.
    fn owner(&self) -> &ExplainedNode {
        match self {
            Self::Node(node) | Self::Rounding(node) => node,
        }
    }

    fn name(&self, lang: Lang) -> &str {
        match self {
            Self::Node(node) => lang.name(&node.name, node.name_zh.as_ref()),
            Self::Rounding(_) => lang.say(line::ROUNDED_OFF),
        }
    }

    fn depth(&self) -> usize {
        match self {
            Self::Node(node) => node.depth,
            Self::Rounding(node) => node.depth + 1,
        }
    }

    /// The points that it adds.
    fn added(&self) -> Option<Decimal> {
        match self {
            Self::Node(node) => node.contribution,
            Self::Rounding(node) => node.rounding.as_ref().map(|one| one.contribution),
        }
    }

    /// The points that it loses.
    fn lost(&self) -> Option<Decimal> {
        match self {
            Self::Node(node) => node.lost,
            Self::Rounding(node) => node.rounding.as_ref().map(|one| one.lost),
        }
    }
}

/// The nodes, and the lines of rounding below the children of each.
fn path_rows(why: &Explanation) -> Vec<PathRow<'_>> {
    let mut rows = Vec::new();
    // The nodes whose children are not yet all shown.
    let mut open: Vec<&ExplainedNode> = Vec::new();
    for node in &why.nodes {
        while let Some(last) = open.pop_if(|last| last.depth >= node.depth) {
            rows.extend(last.rounding.as_ref().map(|_| PathRow::Rounding(last)));
        }
        rows.push(PathRow::Node(node));
        open.push(node);
    }
    while let Some(last) = open.pop() {
        rows.extend(last.rounding.as_ref().map(|_| PathRow::Rounding(last)));
    }
    rows
}

/// Every node with figure, score, weight and points.
fn path(lang: Lang, why: &Explanation) -> Vec<Column> {
    let rows = path_rows(why);
    let of = |row: &PathRow<'_>, cell: &dyn Fn(&ExplainedNode) -> String| row.node().map(cell).unwrap_or_default();
    let indented = |depth: usize, text: &str| format!("{}{text}", "  ".repeat(depth));
    Rows::new(lang, &rows)
        .name(line::NODE, |row| indented(row.depth(), row.name(lang)))
        .number(line::FIGURE, |row| of(row, &|node| figure(lang, node)))
        .number(line::SCORE, |row| of(row, &|node| number(node.score)))
        .number(line::RANK, |row| of(row, &|node| or_none(node.rank.map(|rank| rank.to_string()))))
        .number(line::WEIGHT, |row| of(row, &|node| node.weight.normalize().to_string()))
        .number(line::SHARE, |row| of(row, &|node| or_none(node.counted.as_ref().map(share))))
        .number(line::ADDS, |row| number(row.added()))
        .number(line::LOST, |row| number(row.lost()))
        .columns()
}

/// The same for machines: with ids, and with all that is known of a figure.
fn tidy_path(opened: &Opened<'_>, why: &Explanation) -> Tidy {
    let rows = path_rows(why);
    let lang = opened.lang;
    let figure = |row: &PathRow<'_>, of: fn(&UsedFigure) -> Option<String>| row.node()?.figure.as_ref().and_then(of);
    opened
        .tidy("path", &rows)
        .text(line::CSV_NODE, |row| Some(row.owner().node.clone()))
        .text(line::CSV_NAME, |row| Some(row.name(lang).to_owned()))
        .written(line::FIGURE, |row| figure(row, |one| one.observed.map(|value| value.to_string())))
        .text(line::UNIT, |row| row.node()?.unit.clone())
        .text(line::PERIOD, |row| figure(row, |one| one.period.clone()))
        .text(line::SOURCE, |row| row.node()?.source.clone())
        .text(line::ORIGIN, |row| figure(row, |one| one.from.map(|from| from.name().to_owned())))
        .written(line::FIGURE_USED, |row| figure(row, |one| one.used.as_ref().and_then(plain_exact)))
        .written(line::TARGET, |row| figure(row, |one| one.target.as_ref().and_then(plain_exact)))
        .written(line::CSV_SCORE, |row| row.node()?.score.map(|score| score.to_string()))
        .written(line::CSV_RANK, |row| row.node()?.rank.map(|rank| rank.to_string()))
        .number(line::WEIGHT, |row| Some(row.node()?.weight))
        .written(line::SHARE, |row| plain_exact(row.node()?.counted.as_ref()?))
        .written(line::ADDS, |row| row.added().map(|points| points.to_string()))
        .written(line::LOST, |row| row.lost().map(|points| points.to_string()))
        .table()
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
        .word(line::ID, |(node, _)| node.node.clone())
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
        .written(line::RESULT, |(_, step)| plain_exact(&step.value))
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

/// The figure of a node as given, or as used where none is given; why there is none.
fn figure(lang: Lang, node: &ExplainedNode) -> String {
    let shown = node.figure.as_ref().and_then(|one| {
        let used = || one.used.as_ref().map(short);
        one.observed.map(|observed| observed.normalize().to_string()).or_else(used)
    });
    let is_leaf = node.figure.is_some();
    let absent = node.absent.map(|absent| lang.say(words::absence(absent)).to_owned());
    shown.or(absent).unwrap_or_else(|| if is_leaf { or_none(None) } else { String::new() })
}

/// A computed figure: all its digits where they are few, else the first ones.
fn short(value: &Exact) -> String {
    let exact = value.to_decimal().filter(|decimal| Exact::from(*decimal) == *value && decimal.scale() <= SHORT);
    let cut = || {
        let cut = value.rounded(Rounding::new(SHORT, RoundingMode::Floor));
        or_none(cut.map(|cut| format!("{}…", cut.normalize())))
    };
    exact.map_or_else(cut, |decimal| decimal.normalize().to_string())
}

/// The decimals of computed figures in tables.
const SHORT: u32 = 4;

fn number(points: Option<Decimal>) -> String {
    or_none(points.map(|points| points.to_string()))
}

/// A share of the whole, in percent.
fn share(share: &Exact) -> String {
    or_none(share.to_decimal().map(percent))
}

/// A number in plain digits, as many as a decimal has.
fn plain_exact(value: &Exact) -> Option<String> {
    value.to_decimal().map(|value| value.to_string())
}
