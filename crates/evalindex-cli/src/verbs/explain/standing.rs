//! The place of a subject and the sum of its total, an item a line.

use evalindex::Decimal;
use evalindex::explain::{ExplainedPlace, Explanation, TotalSum};
use evalindex::model::{Adjustment, Effect, PercentOf, Points};
use evalindex::number::Formula;

use crate::args::Opened;
use crate::lang::{Lang, Line, line, words};
use crate::render::{Tidy, signed};

/// Place, grade, and the sum of the total, an item a line.
pub(super) fn standing(opened: &Opened<'_>, why: &Explanation) -> Vec<(String, String)> {
    let lang = opened.lang;
    let mut items: Vec<(String, String)> = Vec::new();
    let mut add = |what: Line, text: String| items.push((lang.say(what).to_owned(), text));
    if let Some(reason) = &why.unranked {
        add(line::RANK, format!("{}{}{}", lang.say(line::NOT_RANKED), lang.say(line::COLON), lang.translated(reason)));
    }
    if let Some(standing) = &why.standing {
        place(opened, standing, &mut add);
    }
    if let Some(total) = &why.total {
        sum(opened.lang, total, &mut add);
    }
    items
}

/// The place, what decided ties, and the grade.
fn place(opened: &Opened<'_>, standing: &ExplainedPlace, add: &mut impl FnMut(Line, String)) {
    let lang = opened.lang;
    add(line::RANK, words::place_of(lang, standing.rank, standing.of));
    if let Some(group) = &standing.group {
        add(line::GROUP_RANK, format!("{} ({})", group.rank, opened.group(&group.group)));
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
fn sum(lang: Lang, total: &TotalSum, add: &mut impl FnMut(Line, String)) {
    add(line::BASE, total.base.to_string());
    let given = |wanted: fn(&Effect) -> bool| {
        let own = total.adjustments.iter().filter(|one| wanted(&one.effect));
        own.filter_map(|one| points_with_reason(lang, one)).collect::<Vec<_>>().join(lang.say(line::SEMICOLON))
    };
    let bonuses = given(|effect| matches!(effect, Effect::Bonus(_)));
    let deductions = given(|effect| matches!(effect, Effect::Deduction(_)));
    if !bonuses.is_empty() {
        add(line::BONUS, format!("+{} ({bonuses})", total.bonus));
    }
    if !deductions.is_empty() {
        add(line::DEDUCTION, format!("-{} ({deductions})", total.deduction));
    }
    let penalties = given(|effect| matches!(effect, Effect::Penalty(_)));
    if let Some(penalty) = total.penalty.filter(|_| !penalties.is_empty()) {
        add(line::PENALTY, format!("+{penalty} ({penalties})"));
    }
    if let Some(limit) = &total.limit {
        let text = format!("{} ({} = {})", signed(limit.points), limit.formula, Formula::from(&limit.value));
        add(words::total_limit(limit.by), text);
    }
    if !total.rounding.is_zero() {
        add(line::ROUNDED_OFF, signed(total.rounding));
    }
    add(line::SCORE, total.score.to_string());
}

/// The points of an adjustment, its kind where it has one, and its reason.
fn points_with_reason(lang: Lang, one: &Adjustment) -> Option<String> {
    let kind = one.kind.as_ref().map(|kind| format!("{kind}{}", lang.say(line::COLON))).unwrap_or_default();
    let points = match one.effect.points()? {
        Points::Percent { percent, of: PercentOf::Base } => format!("{percent} % × {}", lang.say(line::BASE)),
        Points::Percent { percent, of } => format!("{percent} % × {}", of.name()),
        points => points.given()?.to_string(),
    };
    Some(format!("{points} {kind}{}", lang.translated(&one.reason)))
}

/// The same for machines, in one row.
pub(super) fn tidy_standing(opened: &Opened<'_>, why: &Explanation) -> Tidy {
    let (lang, place, total) = (opened.lang, why.standing.as_ref(), why.total.as_ref());
    let points = |points: fn(&TotalSum) -> Decimal| total.map(|total| points(total).to_string());
    let group = || place?.group.as_ref();
    let penalty = total.and_then(|total| total.penalty);
    let limit = total.and_then(|total| total.limit.as_ref());
    opened
        .tidy("standing", std::slice::from_ref(why))
        .text(line::CSV_SUBJECT, |why| Some(why.subject.id.clone()))
        .text(line::CSV_NAME, |why| Some(lang.name(&why.subject.name, why.subject.name_zh.as_ref()).to_owned()))
        .written(line::CSV_RANK, |_| Some(place?.rank.to_string()))
        .written(line::CSV_RANKED, |_| Some(place?.of.to_string()))
        .text(line::CSV_GROUP, |_| Some(group()?.group.clone()))
        .written(line::CSV_GROUP_RANK, |_| Some(group()?.rank.to_string()))
        .text(line::CSV_GRADE, |_| {
            place?.grade.as_ref().map(|grade| lang.name(&grade.name, grade.name_zh.as_ref()).to_owned())
        })
        .written(line::CSV_BASE, |_| points(|total| total.base))
        .written(line::CSV_BONUS, |_| points(|total| total.bonus))
        .written(line::CSV_DEDUCTION, |_| points(|total| total.deduction))
        .when(penalty.is_some(), |items| {
            items.written(line::CSV_PENALTY, |_| penalty.map(|penalty| penalty.to_string()))
        })
        .when(limit.is_some(), |items| items.written(line::CSV_LIMIT, |_| limit.map(|limit| limit.points.to_string())))
        .written(line::ROUNDED_OFF, |_| points(|total| total.rounding))
        .written(line::CSV_SCORE, |_| points(|total| total.score))
        .text(line::CSV_REASON, |why| Some(lang.translated(why.unranked.as_ref()?).into_owned()))
        .table()
}
