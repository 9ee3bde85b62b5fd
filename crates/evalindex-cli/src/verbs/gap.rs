//! `score gap FILE A B`: why one subject is ahead of another, node by node.

use evalindex::explain::{Gap, GapNode, GapSubject, Points};
use evalindex::{Decimal, Document, Index};

use crate::args::{Analysis, Names, Opened};
use crate::failure::Failure;
use crate::lang::{Lang, line};
use crate::output::Answer;
use crate::render::{Column, Role, Rows, Sheet, or_none, signed};

/// Shows why subject A is ahead of subject B, or behind it: what each node adds to the difference of their totals
///
/// Below weighted means a part is the difference of two contributions; elsewhere indicators are exchanged one after the
/// other, in the order of the document and in reverse, and the mean of both is shown. Parts add up to the whole.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Document, index, format and language.
    #[command(flatten)]
    analysis: Analysis,

    /// The id of the one subject
    a: String,

    /// The id of the other subject
    b: String,
}

impl Arguments {
    /// Splits the difference in every index that scores both, and shows it.
    pub(crate) fn run(self) -> Result<Answer, Failure> {
        let meant = |document: &Document| self.meant(document);
        let look = |opened: &Opened<'_>| opened.prepared.gap(opened.index, &self.a, &self.b);
        self.analysis.run_where("gap", meant, look, sheets)
    }

    /// Whether an index scores both subjects.
    fn meant(&self, document: &Document) -> Result<impl Fn(&Index) -> bool + use<>, Failure> {
        let kind = |id: &String| -> Result<String, Failure> {
            let subjects = document.subjects();
            Names::Subject.require(id, subjects.iter().map(|one| one.id.as_str()))?;
            Ok(subjects.iter().find(|one| one.id == *id).map(|one| one.kind.clone()).unwrap_or_default())
        };
        let (one, other) = (kind(&self.a)?, kind(&self.b)?);
        if one != other {
            let Self { a, b, .. } = self;
            let what = format!("`{a}` is of kind `{one}` and `{b}` of kind `{other}`: no index scores both");
            return Err(Failure::usage(what));
        }
        Ok(move |index: &Index| index.kind == one)
    }
}

/// One row of the table.
struct Line {
    /// Id of the node; none of what is not of the tree.
    node: Option<String>,
    /// The name.
    name: String,
    /// How many levels stand above it.
    level: usize,
    /// The scores of both.
    scores: [Option<Decimal>; 2],
    /// What it adds.
    part: Option<Decimal>,
}

impl Line {
    /// A line without scores.
    fn of(name: impl Into<String>, part: &Points) -> Self {
        Self { node: None, name: name.into(), level: 0, scores: [None; 2], part: Some(part.printed) }
    }

    /// A line of a node.
    fn of_node(lang: Lang, node: &GapNode) -> Self {
        Self {
            node: Some(node.node.clone()),
            name: lang.name(&node.name, node.name_zh.as_ref()).to_owned(),
            level: node.depth.saturating_sub(1),
            scores: node.scores,
            part: node.part.as_ref().map(|part| part.printed),
        }
    }
}

/// All nodes with their parts, and what is not of the tree below them.
fn sheets(opened: &Opened<'_>, gap: &Gap) -> Vec<Sheet> {
    let lang = opened.lang;
    let [a, b] = &gap.subjects;
    let name = |one: &GapSubject| lang.name(&one.name, one.name_zh.as_ref()).to_owned();
    let title = format!("{}: {}{}{}", opened.titled(line::GAP), name(a), lang.say(line::VERSUS), name(b));
    let lines = lines(lang, gap);
    let tidy = opened
        .tidy("parts", &lines)
        .text(line::CSV_NODE, |one| one.node.clone())
        .text(line::CSV_NAME, |one| Some(one.name.clone()))
        .headed(a.subject.clone(), true, |one| one.scores[0].map(|score| score.to_string()))
        .headed(b.subject.clone(), true, |one| one.scores[1].map(|score| score.to_string()))
        .written(line::GAP_PART, |one| one.part.map(|part| part.to_string()))
        .table();
    vec![Sheet::new(title, columns(lang, &lines, [&name(a), &name(b)])).tidy(tidy)]
}

/// The lines of the table.
fn lines(lang: Lang, gap: &Gap) -> Vec<Line> {
    let [a, b] = &gap.subjects;
    let whole = Line::of(lang.say(line::GAP_TOTAL), &gap.gap);
    let mut lines = vec![Line { scores: [Some(a.score), Some(b.score)], ..whole }];
    for node in &gap.nodes {
        let of_node = Line::of_node(lang, node);
        let step = node.step.as_ref().map(|step| Line {
            level: of_node.level,
            ..Line::of(format!("{}{}", of_node.name, lang.say(line::OWN_STEP)), step)
        });
        lines.push(of_node);
        lines.extend(step);
    }
    for joint in &gap.joint {
        let meant = gap.nodes.iter().filter(|node| joint.nodes.contains(&node.node));
        let names: Vec<&str> = meant.map(|node| lang.name(&node.name, node.name_zh.as_ref())).collect();
        lines.push(Line::of(format!("{}{}", lang.say(line::JOINTLY), names.join(", ")), &joint.part));
    }
    lines.extend(gap.step.as_ref().map(|step| Line::of(lang.say(line::STEPS_BELOW), step)));
    let rest = [
        (line::ADJUSTED_BONUS, Some(&gap.bonus)),
        (line::ADJUSTED_DEDUCTION, Some(&gap.deduction)),
        (line::PENALTY, gap.penalty.as_ref()),
        (line::LIMITED, gap.limits.as_ref()),
        (line::ROUNDING, Some(&gap.rounding)),
    ];
    lines.extend(rest.into_iter().filter_map(|(name, part)| Some(Line::of(lang.say(name), part?))));
    lines
}

/// The columns: names, indented by level, the scores of both, and the parts.
fn columns(lang: Lang, lines: &[Line], names: [&str; 2]) -> Vec<Column> {
    let score = |score: Option<Decimal>| or_none(score.map(|score| score.to_string()));
    let [a, b] = names;
    Rows::new(lang, lines)
        .name(line::NODE, |one| format!("{}{}", "  ".repeat(one.level), one.name))
        .headed(Role::Number, a, |one| score(one.scores[0]))
        .headed(Role::Number, b, |one| score(one.scores[1]))
        .number(line::GAP_PART, |one| or_none(one.part.map(signed)))
        .columns()
}
