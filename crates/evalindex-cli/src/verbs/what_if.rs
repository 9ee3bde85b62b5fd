//! `score what-if FILE`: the ranking under other weights beside the one as it is.

use evalindex::Prepared;
use evalindex::result::IndexResult;
use evalindex::robustness::{Movement, WhatIf, WhatIfError};
use serde::Serialize;

use crate::changes::Changes;
use crate::failure::{Failure, problem_lines};
use crate::input::Source;
use crate::lang::{Lang, Words};
use crate::output::Answer;
use crate::render::{Column, Page, Role, Sheet, SheetFormat, or_none, published, signed_change, title};
use crate::screen;

/// How the closing line of a refusal ends.
const NOT_EVALUATED: &str = ": not evaluated";

/// Shows what the ranking would be under other weights, beside the ranking as it is
///
/// Weights change by --set, --scale, --move and --drop, or as a scenario of the document says. Without any of them, every
/// scenario of the document is shown in turn.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The evaluation document (JSON); `-` reads standard input
    file: Source,

    #[command(flatten)]
    changes: Changes,

    /// Show this scenario of the document
    #[arg(long, value_name = "NAME", conflicts_with_all = Changes::OPTIONS)]
    scenario: Option<String>,

    /// The index whose weights change, where nodes of several have the same id; a scenario names its own
    #[arg(long, value_name = "ID")]
    index: Option<String>,

    /// How to write the result
    #[arg(long, value_enum, default_value_t = SheetFormat::Table)]
    format: SheetFormat,

    /// The language of names and headings
    #[arg(long, value_enum, default_value_t = Lang::En)]
    lang: Lang,
}

/// A scenario's name and what becomes of it.
#[derive(Serialize)]
struct Named {
    name: String,
    result: WhatIf,
}

/// All scenarios of a document.
#[derive(Serialize)]
struct All {
    scenarios: Vec<Named>,
}

impl Arguments {
    /// Reads, changes, compares and renders.
    pub(crate) fn run(self) -> Result<Answer, Failure> {
        let document = self.file.document(NOT_EVALUATED)?;
        let file = self.file.name();
        let refused = |refused: evalindex::Refused| Failure::problems(&file, refused.problems(), NOT_EVALUATED);
        let prepared = document.prepare().map_err(refused)?;
        let mut remarks = problem_lines(&file, document.warnings());
        let page = Page { words: self.lang.words(), width: screen::width() };
        let failed = |error: WhatIfError| match error {
            WhatIfError::Refused(problems) => refused(problems),
            other => Failure::usage(other.to_string()),
        };
        let changes = self.changes.all();
        let (result, sheets) = if changes.is_empty() {
            if self.index.is_some() {
                return Err(Failure::usage("--index goes with --set, --scale, --move or --drop: a scenario names its own"));
            }
            let named = self.scenarios(&prepared, &document.draft().scenarios, failed)?;
            let sheets: Vec<Sheet> = named.iter().flat_map(|one| self.sheets(&one.name, &one.result)).collect();
            let result = match (self.scenario.is_some(), named.as_slice()) {
                (true, [one]) => self.format.render(&sheets, &one.result, &page)?,
                _ => self.format.render(&sheets, &All { scenarios: named }, &page)?,
            };
            (result, sheets)
        } else {
            let compared = prepared.what_if(self.index.as_deref(), changes).map_err(failed)?;
            let sheets = self.sheets("", &compared);
            (self.format.render(&sheets, &compared, &page)?, sheets)
        };
        remarks.extend(self.format.remarks(&sheets));
        Ok(Answer { result, remarks })
    }

    fn scenarios(
        &self,
        prepared: &Prepared,
        scenarios: &[evalindex::model::Scenario],
        failed: impl Fn(WhatIfError) -> Failure,
    ) -> Result<Vec<Named>, Failure> {
        let wanted: Vec<_> =
            scenarios.iter().filter(|one| self.scenario.as_ref().is_none_or(|name| one.name == *name)).collect();
        if wanted.is_empty() {
            let names: Vec<&str> = scenarios.iter().map(|one| one.name.as_str()).collect();
            return Err(Failure::usage(match &self.scenario {
                Some(name) if names.is_empty() => format!("no scenario `{name}` (the document has none)"),
                Some(name) => format!("no scenario `{name}` (known scenarios: {})", names.join(", ")),
                None => "nothing to change: give --set, --scale, --move or --drop, or `scenarios` in the document".to_owned(),
            }));
        }
        let named = wanted.into_iter().map(|one| match prepared.scenario(one) {
            Ok(result) => Ok(Named { name: one.name.clone(), result }),
            // Of a document whose written weights can be changed so; those of a method cannot.
            Err(WhatIfError::Weights(error)) => {
                Err(Failure::refused(format!("{}: scenario `{}`: {error}", self.file.name(), one.name)))
            }
            Err(error) => Err(failed(error)),
        });
        named.collect()
    }

    /// One sheet an index whose weights are others than before.
    fn sheets(&self, scenario: &str, what_if: &WhatIf) -> Vec<Sheet> {
        let before = self.lang.named(what_if.before.clone());
        let after = self.lang.named(what_if.after.clone());
        let indexes = after.indexes.iter().zip(&before.indexes).enumerate();
        let changed = indexes
            .filter(|(_, (after, before))| after.ranking != before.ranking || after.unranked != before.unranked);
        let sheets: Vec<Sheet> = changed
            .map(|(number, (index, before))| Sheet {
                title: headed(scenario, &title(index, after.period.as_ref())),
                columns: columns(index, before, &what_if.movements(number), self.lang.words()),
                below: unranked(index, before, self.lang.words()),
            })
            .collect();
        if sheets.is_empty() {
            let same = Sheet { title: headed(scenario, self.lang.words().unchanged), columns: Vec::new(), below: Vec::new() };
            return vec![same];
        }
        sheets
    }
}

/// Who has lost its place, and why.
fn unranked(index: &IndexResult, before: &IndexResult, words: &Words) -> Vec<String> {
    let line = |row: &evalindex::result::UnrankedSubject| {
        format!("{}{}{} ({})", words.unranked, words.colon, row.name, row.reason)
    };
    index.unranked.iter().filter(|row| before.subject(&row.subject).is_some()).map(line).collect()
}

fn headed(scenario: &str, title: &str) -> String {
    if scenario.is_empty() { title.to_owned() } else { format!("{scenario}: {title}") }
}

fn columns(index: &IndexResult, before: &IndexResult, movements: &[Movement], words: &Words) -> Vec<Column> {
    let rows = || index.ranking.iter();
    let then = || rows().map(|row| before.subject(&row.subject));
    let mut columns = vec![
        Column::new(Role::Number, words.rank, rows().map(|row| row.rank.to_string())),
        Column::new(Role::Number, words.rank_before, then().map(|row| or_none(row.map(|row| row.rank.to_string())))),
        Column::new(Role::Number, words.change, movements.iter().map(|one| or_none(one.places.map(signed_change)))),
        Column::new(Role::Name, words.subject, rows().map(|row| row.name.clone())),
        Column::new(Role::Number, words.score, rows().map(|row| published(index, row.score))),
        Column::new(
            Role::Number,
            words.score_before,
            then().map(|row| or_none(row.map(|row| published(before, row.score)))),
        ),
        Column::new(
            Role::Number,
            words.gain,
            movements.iter().map(|one| or_none(one.points.map(|points| signed_change(index.published(points))))),
        ),
    ];
    if index.graded {
        let grade = |row: Option<&evalindex::result::RankedSubject>| or_none(row.and_then(|row| row.grade.as_ref()).map(|grade| grade.name.clone()));
        columns.push(Column::new(Role::Grade, words.grade, rows().map(|row| grade(Some(row)))));
        columns.push(Column::new(Role::Grade, words.grade_before, then().map(grade)));
    }
    columns
}
