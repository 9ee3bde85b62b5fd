//! The checked document: what is evaluated.

use std::sync::Arc;

use super::{Draft, check, decode, locate_all, read};
use crate::evaluation::Evaluation;
use crate::evidence::Subject;
use crate::prepared::{Prepared, Ready};
use crate::problem::{Problem, Refused, Severity};
use crate::scoring::{TaskBook, adjusted, prepare_index};

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
        let all = 0..self.draft.indexes.len();
        let indexes = prepared(&self.draft, all, earlier, &mut problems);
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

fn prepared(
    draft: &Draft,
    indexes: impl IntoIterator<Item = usize>,
    earlier: Option<&Evaluation>,
    problems: &mut Vec<Problem>,
) -> Vec<ReadyIndex> {
    let tasks = TaskBook::new(&draft.tasks);
    let mut all = Vec::new();
    for number in indexes {
        let Some(index) = draft.indexes.get(number) else { continue };
        let kept = earlier.map(|earlier| {
            let same = earlier.indexes.iter().find(|result| result.id == index.id);
            same.map(|result| result.calibration.as_slice()).unwrap_or_default()
        });
        let path = format!("indexes[{number}]");
        let mut ready = prepare_index(draft, &tasks, index, &path, kept, problems);
        let points = adjusted(draft, index, &ready.subjects, &mut ready.remarks, problems);
        all.push((ready, points));
    }
    all
}

/// The problems with figures in those indexes of a refused draft that are sound themselves.
fn figure_problems(draft: &Draft, known: &[Problem]) -> Vec<Problem> {
    let evidence_is_sound = !known.iter().filter(|problem| is_refusal(problem)).any(|problem| {
        ["subjects", "values", "previous", "targets", "tasks"].iter().any(|table| is_within(&problem.path, table))
    });
    if !evidence_is_sound {
        return Vec::new();
    }
    let is_sound = |number: &usize| {
        let path = format!("indexes[{number}]");
        let weights_only = |problem: &Problem| problem.kind == crate::problem::ProblemKind::Weights;
        !known.iter().any(|problem| {
            is_refusal(problem)
                && !weights_only(problem)
                && (is_within(&problem.path, &path) || problem.path.is_empty())
        })
    };
    let mut problems = Vec::new();
    prepared(draft, (0..draft.indexes.len()).filter(is_sound), None, &mut problems);
    problems
}

/// What reading and checking found together: a check is silent about a place where reading failed already.
fn merged(read: Vec<Problem>, found: Vec<Problem>) -> Vec<Problem> {
    let failed: Vec<String> = read.iter().filter(|problem| is_refusal(problem)).map(|one| one.path.clone()).collect();
    let whole = failed.iter().any(String::is_empty);
    let subjects_failed = failed.iter().any(|path| is_within(path, "subjects"));
    let about = |problem: &Problem| {
        whole
            || (subjects_failed && problem.kind == crate::problem::ProblemKind::Reference)
            || failed.iter().any(|path| is_within(path, &problem.path) || is_within(&problem.path, path))
    };
    let quiet: Vec<Problem> = found.into_iter().filter(|problem| !about(problem)).collect();
    read.into_iter().chain(quiet).collect()
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
