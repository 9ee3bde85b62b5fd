//! A comparison as tables for machines.

use evalindex::Decimal;
use evalindex::explain::{Comparison, Move, Passage, RankAgreement, SplitPart};

use super::names::{Names, heading, what};
use crate::lang::{Lang, Line, line};
use crate::render::Tidy;

/// The rank correlations.
pub(super) fn agreement(lang: Lang, ranks: &RankAgreement) -> Tidy {
    Tidy::of("ranks", lang, std::slice::from_ref(ranks))
        .written(line::CSV_SUBJECTS, |one| Some(one.subjects.to_string()))
        .number(line::RANKS_SPEARMAN, |one| one.spearman)
        .number(line::CSV_KENDALL, |one| one.kendall_tau_b)
        .number(line::RANKS_WEIGHTED, |one| one.weighted_spearman)
        .number(line::RANKS_WS, |one| one.ws)
        .table()
}

/// What the documents differ in.
pub(super) fn differences(lang: Lang, found: &Comparison, names: &Names) -> Tidy {
    Tidy::of("differences", lang, &found.differences)
        .text(line::DIFFERS_AS, |one| Some(lang.say(what(one.what)).to_owned()))
        .text(line::DIFFERS_ID, |one| one.id.clone())
        .text(line::CSV_NAME, |one| Some(names.whose(one)))
        .text(line::DIFFERS_FIELD, |one| Some(one.field.clone()))
        .text(line::DIFFERS_READ_BY, |one| Some(names.field(one)).filter(|name| *name != one.field))
        .text(line::OLD_VALUE, |one| one.old.clone())
        .text(line::NEW_VALUE, |one| one.new.clone())
        .table()
}

/// Places, scores and grades, before and now.
pub(super) fn moves(lang: Lang, moves: &[Move]) -> Tidy {
    let [before, now] = [0, 1];
    let count = |count: usize| Some(count.to_string());
    Tidy::of("moves", lang, moves)
        .text(line::CSV_SUBJECT, |one| Some(one.subject.clone()))
        .text(line::CSV_NAME, |one| Some(lang.name(&one.name, one.name_zh.as_ref()).to_owned()))
        .written(line::CSV_RANK, |one| one.ranks.get(now).map(ToString::to_string))
        .written(line::CSV_RANK_BEFORE, |one| one.ranks.get(before).map(ToString::to_string))
        .number(line::CSV_RANK_CHANGE, |one| Some(one.place.places))
        .number(line::OWN, |one| Some(one.place.own))
        .number(line::OTHERS, |one| Some(one.place.others))
        .written(line::OVERTOOK, |one| count(one.place.overtook))
        .written(line::OVERTAKEN, |one| count(one.place.overtaken_by))
        .written(line::CSV_SCORE, |one| one.scores.get(now).map(ToString::to_string))
        .written(line::CSV_SCORE_BEFORE, |one| one.scores.get(before).map(ToString::to_string))
        .text(line::CSV_GRADE, |one| one.grades.get(now).cloned().flatten())
        .text(line::CSV_GRADE_BEFORE, |one| one.grades.get(before).cloned().flatten())
        .table()
}

/// The parts of every change, a row for each; the rounding is one of them.
pub(super) fn parts(lang: Lang, moves: &[Move]) -> Tidy {
    let mut rows: Vec<(&Move, String, Decimal, Option<&SplitPart>)> = Vec::new();
    for one in moves {
        let Some(split) = &one.split else { continue };
        let parts = split.parts.iter();
        rows.extend(parts.map(|part| (one, heading(lang, &part.parts), part.points.printed, Some(part))));
        rows.push((one, lang.say(line::ROUNDING).to_owned(), split.rounding.printed, None));
    }
    let reversed = |part: &SplitPart| part.reversed.as_ref().map(|points| points.printed.to_string());
    Tidy::of("split", lang, &rows)
        .text(line::CSV_SUBJECT, |(one, ..)| Some(one.subject.clone()))
        .text(line::CSV_NAME, |(one, ..)| Some(lang.name(&one.name, one.name_zh.as_ref()).to_owned()))
        .text(line::SPLIT_PART, |(_, name, ..)| Some(name.clone()))
        .written(line::SPLIT_POINTS, |(_, _, points, _)| Some(points.to_string()))
        .written(line::REVERSED, |(.., part)| part.and_then(reversed))
        .table()
}

/// Who came or went.
pub(super) fn passages(lang: Lang, what: Line, passages: &[Passage]) -> Tidy {
    Tidy::of("passages", lang, passages)
        .text(line::DIFFERS_AS, |_| Some(lang.say(what).to_owned()))
        .text(line::CSV_SUBJECT, |one| Some(one.subject.clone()))
        .text(line::CSV_NAME, |one| Some(lang.name(&one.name, one.name_zh.as_ref()).to_owned()))
        .written(line::CSV_RANK, |one| Some(one.rank.to_string()))
        .written(line::CSV_SCORE, |one| Some(one.score.to_string()))
        .text(line::CSV_REASON, |one| one.reason.clone())
        .table()
}
