//! `score compare OLD NEW`: what changed between two documents or two periods, and why.

mod names;
mod sheets;
mod tidy;

use evalindex::explain::Comparison;
use evalindex::result::{DocumentId, OfIndex, OfIndexes};
use evalindex::{Document, IndexError, Prepared};
use serde::Serialize;

use self::names::Names;
use self::sheets::sheets;
use crate::args::{Source, Writing};
use crate::failure::{Failure, Fatal, problem_lines};
use crate::output::Answer;
use crate::render::{About, Sheet, Sheets};
use crate::said::Said;

/// Shows what changed between two documents, or two periods of one: who moved and why, and what the documents differ in
///
/// The change of every total is split exactly: own figures, targets and tasks, calibration, membership, rules, weights,
/// adjustments. Of one document with several periods, the period before the last is compared with the last, unless --from
/// and --to name others.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The older document (JSON); `-` reads standard input
    old: Source,

    /// The newer document (JSON); without it, two periods of the one document are compared
    new: Option<Source>,

    /// The period of the older document that is compared
    #[arg(long, value_name = "PERIOD")]
    from: Option<String>,

    /// The period of the newer document that is compared
    #[arg(long, value_name = "PERIOD")]
    to: Option<String>,

    /// Compare this index only
    #[arg(long, value_name = "ID")]
    index: Option<String>,

    /// Say also how alike the two rankings are: rank correlations over the subjects that both rank
    #[arg(long)]
    ranks: bool,

    /// Format and language.
    #[command(flatten)]
    writing: Writing,
}

/// What was found, beside the document that is new: which one is old.
#[derive(Serialize)]
struct Found<'a> {
    /// The older document.
    old: Older<'a>,
    /// The period of the newer one that is compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<&'a str>,
    /// What changed in each index.
    #[serde(flatten)]
    indexes: OfIndexes<&'a Comparison>,
}

/// The older document.
#[derive(Serialize)]
struct Older<'a> {
    /// Its digest.
    document: Option<&'a DocumentId>,
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    /// The period that is compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<&'a str>,
}

/// A document with the period that is compared.
struct Side<'a> {
    /// The document.
    document: &'a Document,
    /// The period.
    prepared: &'a Prepared,
    /// Its name.
    period: Option<&'a str>,
}

impl Arguments {
    /// Reads both, compares, and writes.
    pub(crate) fn run(self) -> Result<Answer, Failure> {
        let newer = self.new.as_ref().unwrap_or(&self.old);
        let (old_file, new_file) = (self.old.name(), newer.name());
        let old = self.old.document(Failure::not_evaluated)?;
        let read = self.new.as_ref().map(|new| new.document(Failure::not_evaluated)).transpose()?;
        let new = read.as_ref().unwrap_or(&old);
        let prepared_old = old.prepare().map_err(|refused| refused.failure(&old_file))?;
        let again = read.as_ref().map(Document::prepare).transpose().map_err(|refused| refused.failure(&new_file))?;
        let prepared_new = again.as_ref().unwrap_or(&prepared_old);
        let from = self.from.as_deref().or_else(|| self.before(new));
        if self.new.is_none() && from.is_none() {
            return Err(Failure::usage(
                "nothing to compare with: give a second document, or a document with several periods",
            ));
        }
        let sides = [side(&old, &prepared_old, from)?, side(new, prepared_new, self.to.as_deref())?];

        let mut remarks = problem_lines(&old_file, old.warnings(), old.more_warnings());
        if self.new.is_some() {
            remarks.extend(problem_lines(&new_file, new.warnings(), new.more_warnings()));
        }
        let (found, absent) = self.compared(&sides, &new_file)?;
        remarks.extend(absent.into_iter().map(Said::from));
        let [before, after] = &sides;
        let lang = self.writing.lang;
        let shown: Vec<Sheet> =
            found.iter().flat_map(|one| of_index(&self.writing, one, [before.document, after.document])).collect();
        let declared = found.iter().filter_map(|one| {
            let index = new.draft().indexes.iter().find(|index| index.id == one.index)?;
            Some(OfIndex::new(index, one))
        });
        let result = &new.published(
            "compare",
            Found {
                old: Older { document: old.id(), title: old.draft().title.as_deref(), period: before.period },
                to: self.to.as_deref(),
                indexes: OfIndexes::new(declared),
            },
        );
        self.writing.answer(&Sheets { about: About::from(new.draft()), shown, lang, result }, remarks)
    }

    /// The period before the one that is compared, where one document is compared with itself.
    fn before<'a>(&self, document: &'a Document) -> Option<&'a str> {
        if self.new.is_some() {
            return None;
        }
        let periods: Vec<&str> = periods(document);
        let at = match &self.to {
            Some(to) => periods.iter().position(|period| period == to)?,
            None => periods.len().checked_sub(1)?,
        };
        periods.get(at.checked_sub(1)?).copied()
    }

    /// What changed in every index that both have, and a line for each that only one has.
    fn compared(&self, [before, after]: &[Side<'_>; 2], file: &str) -> Result<(Vec<Comparison>, Vec<String>), Failure> {
        if let Some(id) = &self.index {
            before.prepared.index(id)?;
            after.prepared.index(id)?;
        }
        let ids = |document: &Document| -> Vec<String> {
            document.draft().indexes.iter().map(|index| index.id.clone()).collect()
        };
        let (old, new) = (ids(before.document), ids(after.document));
        let wanted = |id: &&String| self.index.as_ref().is_none_or(|wanted| wanted == *id);
        let both = new.iter().filter(|id| old.contains(id)).filter(wanted);
        let compare = |id: &String| {
            let mut found = after.prepared.compare(id, before.prepared)?;
            if self.ranks {
                found.ranks = Some(after.prepared.rank_agreement(id, before.prepared)?);
            }
            Ok(found)
        };
        let compare = |id: &String| compare(id).map_err(|error: IndexError| error.failure(file));
        let found = both.map(compare).collect::<Result<_, _>>()?;
        let absent = |ids: &[String], others: &[String], which: &str| -> Vec<String> {
            let only = ids.iter().filter(|id| !others.contains(id)).filter(wanted);
            only.map(|id| format!("index `{id}` is in the {which} document only")).collect()
        };
        Ok((found, [absent(&old, &new, "old"), absent(&new, &old, "new")].concat()))
    }
}

/// The sheets on one index.
fn of_index(writing: &Writing, found: &Comparison, documents: [&Document; 2]) -> Vec<Sheet> {
    let names = Names::of(writing.lang, &found.index, documents);
    let sheets = sheets(writing.lang, found, &names, writing.is_csv());
    sheets.into_iter().map(|sheet| sheet.of_index(&found.index)).collect()
}

/// The names of a document's periods, the oldest first.
fn periods(document: &Document) -> Vec<&str> {
    let draft = document.draft();
    draft.earlier.iter().map(|one| one.period.as_str()).chain(draft.period.as_deref()).collect()
}

/// A document with one of its periods; its own one where none is named.
fn side<'a>(document: &'a Document, prepared: &'a Prepared, period: Option<&'a str>) -> Result<Side<'a>, Failure> {
    match period {
        None => Ok(Side { document, prepared, period: document.draft().period.as_deref() }),
        Some(name) => {
            crate::args::Names::Period.require(name, periods(document))?;
            let of_period =
                prepared.period(name).ok_or_else(|| Failure::usage(format!("there is no period `{name}`")))?;
            Ok(Side { document, prepared: of_period, period })
        }
    }
}
