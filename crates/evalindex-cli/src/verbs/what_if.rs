//! `score what-if FILE`: the ranking under other weights beside that under the declared ones.

use evalindex::model::Scenario;
use evalindex::result::{IndexResult, RankedSubject};
use evalindex::robustness::{Movement, WhatIf, WhatIfError};
use evalindex::{Prepared, UnknownIndex};
use serde::Serialize;

use crate::args::{Changes, Input, Names, Writing};
use crate::failure::{Failure, Fatal, problem_lines};
use crate::lang::{Categories, Lang, line};
use crate::output::Answer;
use crate::render::{About, Column, Rows, Sheet, Sheets, Tidy, or_none, published, signed, title};

/// Shows what the ranking would be under other weights, beside the ranking as it is
///
/// Weights change by --set, --scale, --move and --drop, or as a scenario of the document says. Without any of them, every
/// scenario of the document is shown in turn.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The document.
    #[command(flatten)]
    input: Input,

    /// The changes of weights.
    #[command(flatten)]
    changes: Changes,

    /// Show this scenario of the document
    #[arg(long, value_name = "NAME", conflicts_with_all = Changes::OPTIONS)]
    scenario: Option<String>,

    /// The index whose weights change, where nodes of several have the same id; a scenario names its own
    #[arg(long, value_name = "ID")]
    index: Option<String>,

    /// Format and language.
    #[command(flatten)]
    writing: Writing,
}

/// Changes of weights, and the ranking under them.
#[derive(Serialize)]
struct Changed {
    /// The name of the scenario; none of changes that the command line gives.
    name: Option<String>,
    /// The ranking under the changed weights.
    #[serde(flatten)]
    result: WhatIf,
}

/// The findings as JSON: of changes, or of one scenario, its indexes and notices; else those of all scenarios by name.
#[derive(Serialize)]
#[serde(untagged)]
enum Found<'a> {
    /// One result.
    One(&'a WhatIf),
    /// Of all scenarios, in the order of the document.
    All {
        /// Each with its name.
        scenarios: &'a [Changed],
    },
}

impl Arguments {
    /// Reads, changes, compares and writes.
    pub(crate) fn run(self) -> Result<Answer, Failure> {
        let file = self.input.file.name();
        let document = self.input.file.document(Failure::not_evaluated)?;
        let prepared = document.prepare().map_err(|refused| refused.failure(&file))?;
        let changes = self.changes.all();
        let all = if changes.is_empty() {
            self.scenarios(&prepared, &document.draft().scenarios)?
        } else {
            let result = prepared
                .what_if(self.index.as_deref().map(Into::into), changes)
                .map_err(|error| error.failure(&file))?;
            vec![Changed { name: None, result }]
        };
        let about = About::from(document.draft());
        let result = match all.as_slice() {
            [one] if one.name == self.scenario => Found::One(&one.result),
            scenarios => Found::All { scenarios },
        };
        let categories = &Categories::new(document.draft(), self.writing.lang);
        let sheets = all.iter().map(|one| self.sheets(one, categories)).collect::<Result<Vec<_>, _>>();
        let shown = sheets?.concat();
        self.writing.answer(
            &Sheets { about, shown, lang: self.writing.lang, result: &document.published("what-if", result) },
            problem_lines(&file, document.warnings(), document.more_warnings()),
        )
    }

    /// The scenarios that are asked for, each with its ranking.
    fn scenarios(&self, prepared: &Prepared, scenarios: &[Scenario]) -> Result<Vec<Changed>, Failure> {
        if self.index.is_some() {
            return Err(Failure::usage("--index goes with --set, --scale, --move or --drop: a scenario names its own"));
        }
        if let Some(name) = &self.scenario {
            Names::Scenario.require(name, scenarios.iter().map(|one| one.name.as_str()))?;
        } else if scenarios.is_empty() {
            return Err(Failure::usage(
                "nothing to change: give --set, --scale, --move or --drop, or `scenarios` in the document",
            ));
        }
        let wanted = scenarios.iter().filter(|one| self.scenario.as_ref().is_none_or(|name| one.name == *name));
        let file = self.input.file.name();
        let changed = wanted.map(|one| match prepared.scenario(one) {
            Ok(result) => Ok(Changed { name: Some(one.name.clone()), result }),
            // The document is at fault, not the command line: the weights of a method cannot be changed.
            Err(WhatIfError::Weights(error)) => {
                Err(Failure::refused(format!("{file}: scenario `{}`: {error}", one.name)))
            }
            Err(error) => Err(error.failure(&file)),
        });
        changed.collect()
    }

    /// A sheet for each index that changes; where none does, one that says so.
    fn sheets(&self, Changed { name, result }: &Changed, categories: &Categories) -> Result<Vec<Sheet>, UnknownIndex> {
        let lang = self.writing.lang;
        let headed = |title: &str| name.as_ref().map_or_else(|| title.to_owned(), |name| format!("{name}: {title}"));
        let (before, after) = (lang.named(result.before.clone()), lang.named(result.after.clone()));
        let mut sheets = Vec::new();
        for (position, (index, before)) in after.indexes.iter().zip(&before.indexes).enumerate() {
            if index.ranking != before.ranking || index.unranked != before.unranked {
                let columns = columns(index, before, &result.movements(position)?, lang);
                let title = headed(&title(index, categories, after.period.as_ref()));
                let sheet = Sheet::new(title, columns).below(unranked(index, before, lang)).of_index(&index.id);
                sheets.push(sheet.tidy(tidy((name.as_ref(), lang), (index, before), &result.movements(position)?)));
            }
        }
        if sheets.is_empty() {
            let none = after.indexes.iter().zip(&before.indexes);
            let tables = none.map(|indexes| tidy((name.as_ref(), lang), indexes, &[]));
            let unchanged = Sheet::new(headed(lang.say(line::NOTHING_CHANGES)), Vec::new());
            sheets.push(tables.fold(unchanged, Sheet::tidy));
        }
        Ok(sheets)
    }
}

/// The subjects that have lost their rank, and why.
fn unranked(index: &IndexResult, before: &IndexResult, lang: Lang) -> Vec<String> {
    let (unranked, colon) = (lang.say(line::UNRANKED), lang.say(line::COLON));
    let before = before.by_subject();
    let lost = index.unranked.iter().filter(|row| before.contains_key(row.subject.as_str()));
    lost.map(|row| format!("{unranked}{colon}{} ({})", row.name, lang.translated(&row.reason))).collect()
}

/// A subject after the change and before, and its movement.
struct Moved<'a> {
    /// After.
    now: &'a RankedSubject,
    /// Before, where it was ranked.
    then: Option<&'a RankedSubject>,
    /// Ranks and points gained.
    movement: &'a Movement,
}

/// The subjects after the change, each with its standing before.
fn moved<'a>(index: &'a IndexResult, before: &'a IndexResult, movements: &'a [Movement]) -> Vec<Moved<'a>> {
    let (rows, ranked) = (index.ranking.iter().zip(movements), before.by_subject());
    let moved = rows.map(|(now, movement)| Moved { now, then: ranked.get(now.subject.as_str()).copied(), movement });
    moved.collect()
}

/// Ranks, scores and grades beside those before, for machines.
fn tidy(
    (scenario, lang): (Option<&String>, Lang),
    (index, before): (&IndexResult, &IndexResult),
    movements: &[Movement],
) -> Tidy {
    let grade = |row: Option<&RankedSubject>| Some(row?.grade.as_ref()?.name.clone());
    Tidy::of("ranking", lang, &moved(index, before, movements))
        .when(scenario.is_some(), |rows| rows.text(line::SCENARIO, |_| scenario.cloned()))
        .written(line::CSV_RANK, |row| Some(row.now.rank.to_string()))
        .written(line::CSV_RANK_BEFORE, |row| Some(row.then?.rank.to_string()))
        .number(line::CSV_RANK_CHANGE, |row| row.movement.places)
        .text(line::CSV_SUBJECT, |row| Some(row.now.subject.clone()))
        .text(line::CSV_NAME, |row| Some(row.now.name.clone()))
        .written(line::CSV_SCORE, |row| Some(published(index, row.now.score)))
        .written(line::CSV_SCORE_BEFORE, |row| Some(published(before, row.then?.score)))
        .written(line::CSV_SCORE_CHANGE, |row| Some(index.published(row.movement.points?).to_string()))
        .when(index.graded, |rows| {
            rows.text(line::CSV_GRADE, |row| grade(Some(row.now))).text(line::CSV_GRADE_BEFORE, |row| grade(row.then))
        })
        .table()
}

/// Ranks, scores and grades beside those before.
fn columns(index: &IndexResult, before: &IndexResult, movements: &[Movement], lang: Lang) -> Vec<Column> {
    let moved = moved(index, before, movements);
    let grade =
        |row: Option<&RankedSubject>| or_none(row.and_then(|row| row.grade.as_ref()).map(|grade| grade.name.clone()));
    Rows::new(lang, &moved)
        .number(line::RANK, |row| row.now.rank.to_string())
        .number(line::RANK_BEFORE, |row| or_none(row.then.map(|then| then.rank.to_string())))
        .number(line::CHANGE, |row| or_none(row.movement.places.map(signed)))
        .name(line::SUBJECT, |row| row.now.name.clone())
        .number(line::SCORE, |row| published(index, row.now.score))
        .number(line::SCORE_BEFORE, |row| or_none(row.then.map(|then| published(before, then.score))))
        .number(line::GAIN, |row| or_none(row.movement.points.map(|points| signed(index.published(points)))))
        .when(index.graded, |rows| {
            rows.word(line::GRADE, |row| grade(Some(row.now))).word(line::GRADE_BEFORE, |row| grade(row.then))
        })
        .columns()
}
