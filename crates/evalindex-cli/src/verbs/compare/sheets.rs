//! A comparison as tables.

use std::collections::BTreeMap;

use evalindex::Decimal;
use evalindex::explain::{Comparison, Difference, Move, Part, Passage, RankAgreement, SplitPart};

use super::names::{Names, heading, what};
use super::tidy;
use crate::lang::{Lang, Line, line};
use crate::render::{Column, Role, Rows, Sheet, Tidy, few_alike, fixed_or_none, more_alike, or_none, signed};

/// At most so many differences are shown in a table; JSON and CSV have all.
const SHOWN: usize = 40;

/// What differs, who moved, why, and who came and went; with tables for machines where these are asked for, as they may be
/// long.
pub(super) fn sheets(lang: Lang, found: &Comparison, names: &Names, for_machines: bool) -> Vec<Sheet> {
    let with = |sheet: Sheet, tidy: &dyn Fn() -> Tidy| if for_machines { sheet.tidy(tidy()) } else { sheet };
    let titled = |what: Line| format!("{}: {}", names.title, lang.say(what));
    let mut sheets = Vec::new();
    if let Some(ranks) = &found.ranks {
        let sheet = Sheet::new(titled(line::RANKS_ALIKE), agreement(lang, ranks))
            .below(ranks.reason.clone().into_iter().collect());
        sheets.push(with(sheet, &|| tidy::agreement(lang, ranks)));
    }
    if found.is_empty() {
        let nothing = Sheet::new(titled(line::COMPARED), Vec::new());
        sheets.push(nothing.below(vec![lang.say(line::NOTHING_CHANGES).to_owned()]));
        return sheets;
    }
    if !found.differences.is_empty() {
        let shown = found.differences.get(..SHOWN.min(found.differences.len())).unwrap_or_default();
        let below = more(lang, found);
        let sheet = Sheet::new(titled(line::DIFFERENCES), differences(lang, shown, names)).below(below);
        sheets.push(with(sheet, &|| tidy::differences(lang, found, names)));
    }
    if !found.moves.is_empty() {
        let places = Sheet::new(titled(line::MOVES), places(lang, &found.moves, names));
        let places = places.below(cause(lang, found, names)).warnings(warnings(found, names));
        sheets.push(with(places, &|| tidy::moves(lang, &found.moves)));
        let split = split(lang, titled(line::SPLIT), &found.moves);
        sheets.push(with(split, &|| tidy::parts(lang, &found.moves)));
    }
    for (what, passages) in [(line::CAME, &found.came), (line::WENT, &found.went)] {
        if !passages.is_empty() {
            let sheet = Sheet::new(titled(what), passing(lang, passages));
            sheets.push(with(sheet, &|| tidy::passages(lang, what, passages)));
        }
    }
    sheets
}

/// The rank correlations, to 4 decimals.
fn agreement(lang: Lang, ranks: &RankAgreement) -> Vec<Column> {
    Rows::new(lang, std::slice::from_ref(ranks))
        .number(line::RANKS_SUBJECTS, |one| one.subjects.to_string())
        .number(line::RANKS_SPEARMAN, |one| fixed_or_none(one.spearman, 4))
        .number(line::RANKS_KENDALL, |one| fixed_or_none(one.kendall_tau_b, 4))
        .number(line::RANKS_WEIGHTED, |one| fixed_or_none(one.weighted_spearman, 4))
        .number(line::RANKS_WS, |one| fixed_or_none(one.ws, 4))
        .columns()
}

/// A line on the differences that are not shown.
fn more(lang: Lang, found: &Comparison) -> Vec<String> {
    let left = found.differences.iter().skip(SHOWN);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for difference in left {
        *counts.entry(lang.say(what(difference.what))).or_default() += 1;
    }
    if counts.is_empty() {
        return Vec::new();
    }
    let list: Vec<String> = counts.iter().map(|(what, count)| format!("{what} {count}")).collect();
    vec![lang.not_shown(&list.join(lang.say(line::LIST_COMMA)))]
}

/// A line on the only difference, which is the cause of all that has changed.
fn cause(lang: Lang, found: &Comparison, names: &Names) -> Vec<String> {
    let [only] = found.differences.as_slice() else { return Vec::new() };
    let parts = [lang.say(what(only.what)).to_owned(), names.whose(only), names.field(only)];
    let whole: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let value = |value: &Option<String>| or_none(value.clone());
    let change = format!(
        "{}{}{} → {}",
        whole.join(lang.say(line::LIST_COMMA)),
        lang.say(line::COLON),
        value(&only.old),
        value(&only.new)
    );
    vec![lang.only_cause(found.moves.len(), &change)]
}

/// Why the scores cannot be compared with one another, and the figures that the old calibration clamps.
fn warnings(found: &Comparison, names: &Names) -> Vec<String> {
    let mut lines = Vec::new();
    for (from_data, what) in [(false, "rules differ"), (true, "what rules take from the data differs")] {
        let of: Vec<&str> = found
            .incomparable
            .iter()
            .filter(|one| one.from_data == from_data)
            .map(|one| one.node.as_deref().unwrap_or(&found.index))
            .collect();
        if !of.is_empty() {
            lines.push(format!(
                "{}: scores of the two are not on the same scale: {what}: {}",
                found.index,
                first_named(&of)
            ));
        }
    }
    let splits = found.moves.iter().filter_map(|one| Some((one, one.split.as_ref()?)));
    let clamped = splits.flat_map(|(one, split)| split.notices.iter().map(move |notice| (one, notice)));
    let line = |(one, (node, text)): &(&Move, &(String, String))| {
        let name = names.subjects.get(&one.subject).unwrap_or(&one.subject);
        format!("{}: {name}, {node}: under the old calibration {text}", found.index)
    };
    // Each node may clamp figures of any number of subjects, and any number of nodes may.
    lines.extend(few_alike(&clamped.collect::<Vec<_>>(), |_| (), line, more_alike));
    lines
}

/// At most so many nodes are named in a line.
const NAMED: usize = 10;

/// The first of these, and how many others there are.
fn first_named(of: &[&str]) -> String {
    match of.get(..NAMED) {
        Some(first) if of.len() > NAMED => {
            format!("{}, … and {} more (all in --format json)", first.join(", "), of.len() - NAMED)
        }
        _ => of.join(", "),
    }
}

/// What the documents differ in.
fn differences(lang: Lang, shown: &[Difference], names: &Names) -> Vec<Column> {
    Rows::new(lang, shown)
        .word(line::DIFFERS_AS, |one| lang.say(what(one.what)).to_owned())
        .name(line::DIFFERS_IN, |one| names.whose(one))
        .name(line::DIFFERS_FIELD, |one| names.field(one))
        .number(line::OLD_VALUE, |one| or_none(one.old.clone()))
        .number(line::NEW_VALUE, |one| or_none(one.new.clone()))
        .columns()
}

/// Places and scores, before and now.
fn places(lang: Lang, moves: &[Move], names: &Names) -> Vec<Column> {
    let graded = moves.iter().any(|one| one.grades.iter().any(Option::is_some));
    let passed = moves.iter().any(|one| one.place.overtook > 0 || one.place.overtaken_by > 0);
    Rows::new(lang, moves)
        .number(line::RANK, |one| one.ranks[1].to_string())
        .number(line::RANK_BEFORE, |one| one.ranks[0].to_string())
        .number(line::CHANGE, |one| signed(one.place.places))
        .number(line::OWN, |one| signed(one.place.own))
        .number(line::OTHERS, |one| signed(one.place.others))
        .name(line::SUBJECT, |one| lang.name(&one.name, one.name_zh.as_ref()).to_owned())
        .number(line::SCORE, |one| one.scores[1].to_string())
        .number(line::SCORE_BEFORE, |one| one.scores[0].to_string())
        .when(graded, |rows| {
            rows.word(line::GRADE, |one| or_none(names.grade(one.grades[1].as_ref())))
                .word(line::GRADE_BEFORE, |one| or_none(names.grade(one.grades[0].as_ref())))
        })
        .when(passed, |rows| {
            rows.name(line::OVERTOOK, |one| names.list(&one.place.named[0]))
                .name(line::OVERTAKEN, |one| names.list(&one.place.named[1]))
        })
        .columns()
}

/// Why totals changed: a column for each part that any subject has.
fn split(lang: Lang, title: String, moves: &[Move]) -> Sheet {
    let mut parts: Vec<&[Part]> = Vec::new();
    let adds = |part: &&SplitPart| {
        !part.points.exact.is_zero() || part.reversed.as_ref().is_some_and(|reversed| !reversed.exact.is_zero())
    };
    for one in moves.iter().filter_map(|one| one.split.as_ref()).flat_map(|split| split.parts.iter().filter(adds)) {
        if !parts.contains(&one.parts.as_slice()) {
            parts.push(&one.parts);
        }
    }
    parts
        .sort_by_key(|parts| parts.iter().map(|part| Part::ALL.iter().position(|one| one == part)).collect::<Vec<_>>());
    let name = |one: &Move| lang.name(&one.name, one.name_zh.as_ref()).to_owned();
    let of = |one: &Move, parts: &[Part]| -> Option<SplitPart> {
        one.split.as_ref()?.parts.iter().find(|part| part.parts == parts).cloned()
    };
    let gain = |one: &Move| or_none(one.split.as_ref().map(|split| signed(split.change.printed)));
    let rest = |one: &Move| or_none(one.split.as_ref().map(|split| signed(split.rounding.printed)));
    let mut shown = Rows::new(lang, moves).name(line::SUBJECT, name).number(line::GAIN, gain);
    for parts in parts {
        shown =
            shown.headed(Role::Number, &heading(lang, parts), |one| or_none(of(one, parts).map(|part| ranged(&part))));
    }
    Sheet::new(title, shown.number(line::ROUNDING, rest).columns()).notation(lang.say(line::SPLIT_EXPLAINED))
}

/// A part with its value on the way back, where that is another one.
fn ranged(part: &SplitPart) -> String {
    let points: Decimal = part.points.printed;
    match &part.reversed {
        Some(reversed) if reversed.exact != part.points.exact => {
            format!("{} ({}){}", signed(points), signed(reversed.printed), if part.turns { "!" } else { "" })
        }
        _ => signed(points),
    }
}

/// Who came or went.
fn passing(lang: Lang, passages: &[Passage]) -> Vec<Column> {
    Rows::new(lang, passages)
        .number(line::RANK, |one| one.rank.to_string())
        .name(line::SUBJECT, |one| lang.name(&one.name, one.name_zh.as_ref()).to_owned())
        .number(line::SCORE, |one| one.score.to_string())
        .name(line::REASON, |one| or_none(one.reason.clone()))
        .columns()
}
