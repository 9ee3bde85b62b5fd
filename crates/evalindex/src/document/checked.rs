//! The checked document: what is evaluated.

use std::sync::Arc;

use super::{Draft, check, decode, locate_all, read};
use crate::evaluation::Evaluation;
use crate::evidence::Subject;
use crate::prepared::{Prepared, Ready};
use crate::problem::{Problem, ProblemKind, Refused, Severity};
use crate::scoring::{Preparing, TaskBook, adjusted, prepare_index};

/// A checked document: everything that one evaluation needs. Cloning is cheap.
///
/// Read it from JSON ([`Self::from_json`], [`Self::from_bytes`]) or build it from a [`Draft`] made of typed parts:
///
/// ```
/// use evalindex::{Decimal, Document, Draft, Index, Indicator, MinMax, Subject};
///
/// let index = Index::new("cities", "Cities", "region")
///     .child(Indicator::new("growth", "GDP growth", Decimal::ONE_HUNDRED, MinMax::default()));
/// let draft = Draft::default()
///     .index(index)
///     .subject(Subject::new("taiyuan", "Taiyuan", "region"))
///     .subject(Subject::new("datong", "Datong", "region"))
///     .value("taiyuan", "growth", Decimal::new(49, 1))
///     .value("datong", "growth", Decimal::new(35, 1));
/// let evaluation = Document::build(draft)?.evaluate()?;
/// assert_eq!(evaluation.indexes[0].ranking[0].subject, "taiyuan");
/// # Ok::<(), evalindex::Refused>(())
/// ```
#[derive(Clone, Debug)]
pub struct Document {
    draft: Arc<Draft>,
    /// The text it was read from, for the places of later problems.
    text: Option<Arc<str>>,
    warnings: Vec<Problem>,
}

impl PartialEq for Document {
    /// Two documents are equal when they say the same, however they were written.
    fn eq(&self, other: &Self) -> bool {
        self.draft == other.draft
    }
}

impl Document {
    /// A document from JSON text in the format `evalindex/1`.
    ///
    /// # Errors
    /// When the document cannot be evaluated: every problem of its structure, each with its place. Figures that are
    /// missing or unfit in the sound part of a refused document are reported with them; those of a sound document come
    /// out of [`Self::prepare`].
    pub fn from_json(text: &str) -> Result<Self, Refused> {
        let reading = read(text);
        let found = check::check(&reading.draft);
        let problems = merged(reading.problems, found);
        Self::checked(reading.draft, problems, Some(text))
    }

    /// A document from the bytes of a JSON text in UTF-8, with or without a byte order mark.
    ///
    /// # Errors
    /// As [`Self::from_json`], and when the bytes are not UTF-8.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Refused> {
        match decode(bytes) {
            Ok(text) => Self::from_json(text),
            Err(problem) => Err(Refused::new(vec![*problem])),
        }
    }

    /// A document from typed parts.
    ///
    /// # Errors
    /// As [`Self::from_json`]; problems have paths, and no line and column.
    pub fn build(draft: Draft) -> Result<Self, Refused> {
        let problems = check::check(&draft);
        Self::checked(draft, problems, None)
    }

    fn checked(draft: Draft, mut problems: Vec<Problem>, text: Option<&str>) -> Result<Self, Refused> {
        if problems.iter().any(is_refusal) {
            problems.extend(figure_problems(&draft, &problems));
            return Err(Refused::new(located(text, problems)));
        }
        Ok(Self { draft: Arc::new(draft), warnings: located(text, problems), text: text.map(Arc::from) })
    }

    /// The document's parts.
    pub fn draft(&self) -> &Draft {
        &self.draft
    }

    /// The subjects, in the order of the document.
    pub fn subjects(&self) -> &[Subject] {
        &self.draft.subjects
    }

    /// What somebody should look at, though it does not stop an evaluation.
    pub fn warnings(&self) -> &[Problem] {
        &self.warnings
    }

    /// Everything that is to be said of this document: its warnings, and every problem with its figures.
    pub fn check(&self) -> Vec<Problem> {
        let mut all = self.warnings.clone();
        if let Err(refused) = self.evaluate() {
            all.extend(refused.into_problems());
        }
        located(self.text.as_deref(), all)
    }

    /// Measures, fills, calibrates and scores the figures, once for any number of evaluations.
    ///
    /// # Errors
    /// Every figure that is missing against its indicator's policy, or that a measure, transform or rule cannot take.
    pub fn prepare(&self) -> Result<Prepared, Refused> {
        self.prepare_with(None)
    }

    /// As [`Self::prepare`], with what rules take from the data taken from an earlier evaluation instead: this year's
    /// figures against last year's posts, or one more subject beside those already scored.
    ///
    /// # Errors
    /// As [`Self::prepare`], and for a data-driven rule that the earlier evaluation has no calibration of.
    pub fn prepare_against(&self, earlier: &Evaluation) -> Result<Prepared, Refused> {
        self.prepare_with(Some(earlier))
    }

    /// The result.
    ///
    /// # Errors
    /// As [`Self::prepare`] and [`Prepared::evaluate`].
    pub fn evaluate(&self) -> Result<Evaluation, Refused> {
        self.prepare()?.evaluate().map_err(|refused| self.located(refused))
    }

    /// The document as JSON text, from which the same document can be read.
    ///
    /// # Errors
    /// When an indicator has a rule of the embedding program, which JSON cannot name.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self.draft.as_ref())
    }

    fn prepare_with(&self, earlier: Option<&Evaluation>) -> Result<Prepared, Refused> {
        let mut problems = Vec::new();
        let indexes = prepared(&self.draft, earlier, &|_| false, &mut problems);
        if !problems.is_empty() {
            return Err(self.located(Refused::new(problems)));
        }
        let ready = Ready { draft: Arc::clone(&self.draft), indexes };
        Prepared::new(ready).map_err(|refused| self.located(refused))
    }

    fn located(&self, refused: Refused) -> Refused {
        Refused::new(located(self.text.as_deref(), refused.into_problems()))
    }
}

type ReadyIndex = (crate::scoring::PreparedIndex, Vec<crate::scoring::Adjusted>);

/// Prepares every index but those at a path that `is_out` holds for; of the others, every indicator but such.
fn prepared(
    draft: &Draft,
    earlier: Option<&Evaluation>,
    is_out: &dyn Fn(&str) -> bool,
    problems: &mut Vec<Problem>,
) -> Vec<ReadyIndex> {
    let tasks = TaskBook::new(&draft.tasks);
    let mut all = Vec::new();
    for (number, index) in draft.indexes.iter().enumerate() {
        let path = format!("indexes[{number}]");
        if is_out(&path) {
            continue;
        }
        let frozen = earlier.map(|earlier| {
            let same = earlier.indexes.iter().find(|result| result.id == index.id);
            same.map(|result| result.calibration.as_slice()).unwrap_or_default()
        });
        let mut ready =
            prepare_index(&Preparing { draft, tasks: &tasks, index, path: &path, frozen, is_out }, problems);
        let points = adjusted(draft, index, &ready.subjects, &mut ready.told.remarks, problems);
        all.push((ready, points));
    }
    all
}

/// The problems with figures in the sound part of a refused draft; those that only follow from a known one are left out.
fn figure_problems(draft: &Draft, known: &[Problem]) -> Vec<Problem> {
    let refusals: Vec<&Problem> =
        known.iter().filter(|one| is_refusal(one) && one.kind != ProblemKind::Weights).collect();
    let fails = |table: &str| refusals.iter().any(|problem| is_within(&problem.path, table));
    if fails("subjects") || fails("tasks") || refusals.iter().any(|problem| problem.path.is_empty()) {
        return Vec::new();
    }
    // An index is out when something beside its tree fails, an indicator when something within it does.
    let is_out = |path: &str| {
        let tree = format!("{path}.children");
        refusals.iter().any(|problem| is_within(&problem.path, path) && !is_within(&problem.path, &tree))
    };
    let mut problems = Vec::new();
    prepared(draft, None, &is_out, &mut problems);
    // Figures under a misspelt subject look missing at the subject that was meant.
    let misspelt = refusals.iter().any(|problem| {
        problem.kind == ProblemKind::Reference && ["values", "previous", "targets"].iter().any(|table| fails(table))
    });
    let follows = |problem: &Problem| {
        touches(&refusals, &problem.path) || (misspelt && problem.kind == ProblemKind::MissingFigure)
    };
    problems.retain(|problem| !follows(problem));
    problems
}

/// What reading and checking found together: a check is silent about a place where reading failed already. A field that
/// is unknown or stands twice leaves nothing unread.
fn merged(read: Vec<Problem>, found: Vec<Problem>) -> Vec<Problem> {
    let blank = |problem: &&Problem| {
        is_refusal(problem) && !matches!(problem.kind, ProblemKind::UnknownField | ProblemKind::DuplicateKey)
    };
    let failed: Vec<&Problem> = read.iter().filter(blank).collect();
    let whole = failed.iter().any(|problem| problem.path.is_empty());
    let subjects_failed = failed.iter().any(|problem| is_within(&problem.path, "subjects"));
    let echoes = |problem: &Problem| {
        whole || (subjects_failed && problem.kind == ProblemKind::Reference) || touches(&failed, &problem.path)
    };
    let quiet: Vec<Problem> = found.into_iter().filter(|problem| !echoes(problem)).collect();
    read.into_iter().chain(quiet).collect()
}

/// Whether one of the problems is at a path, below it or above it.
fn touches(problems: &[&Problem], path: &str) -> bool {
    problems.iter().any(|problem| is_within(path, &problem.path) || is_within(&problem.path, path))
}

/// Whether a path is another one or lies below it.
fn is_within(path: &str, above: &str) -> bool {
    path.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

fn is_refusal(problem: &Problem) -> bool {
    problem.severity == Severity::Problem
}

fn located(text: Option<&str>, mut problems: Vec<Problem>) -> Vec<Problem> {
    if let Some(text) = text {
        locate_all(text, &mut problems);
    }
    problems
}
