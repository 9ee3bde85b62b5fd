//! The checked document, which is evaluated.

use std::sync::Arc;

use super::check::{beyond, check};
use super::consequences::Unread;
use super::read::{Reading, read, too_long};
use super::sound_part::figure_problems;
use crate::engine::{Prepared, prepare};
use crate::json::{decode, locate_all};
use crate::model::{Draft, Subject};
use crate::result::{DocumentId, Evaluation, FrozenCalibration, Published};
use crate::support::{Limits, More, PathSet, Problem, ProblemKind, Problems, Refused};

/// A checked document: everything that one evaluation needs. Cloning is cheap.
///
/// Read it from JSON ([`Self::from_json`], [`Self::from_bytes`]) or build it from a [`Draft`] made of typed parts:
///
/// ```
/// use evalindex::{Decimal, Document, Draft, Index, Indicator, Subject};
/// use evalindex::rule::MinMax;
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
    /// The text that it was read from, for the positions of later problems.
    text: Option<Arc<str>>,
    /// The identity of the bytes that it was read from.
    id: Option<DocumentId>,
    warnings: Vec<Problem>,
    more_warnings: Vec<More>,
    /// How many problems a refusal lists.
    listed: usize,
}

impl Prepared {
    /// The document that was prepared, all periods included; without the text that it was read from.
    ///
    /// ```
    /// # let document = evalindex::Document::from_json(r#"{"format": "evalindex/1",
    /// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
    /// #     {"id": "a", "name": "A", "weight": 100, "rule": {"type": "as_is"}}]}],
    /// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}], "values": {"x": {"a": 87.5}}}"#)?;
    /// assert_eq!(document.prepare()?.document(), document);
    /// # Ok::<(), evalindex::Refused>(())
    /// ```
    pub fn document(&self) -> Document {
        Document::new(Arc::clone(self.whole_draft()), None, Problems::new(), &Limits::default()).of(self.id().cloned())
    }
}

impl PartialEq for Document {
    /// Two documents are equal when their drafts are, whatever the text that they were read from.
    fn eq(&self, other: &Self) -> bool {
        self.draft == other.draft
    }
}

impl Document {
    /// A document from JSON text in the format `evalindex/1`.
    ///
    /// # Errors
    /// When the text is not JSON: every fault of its syntax, and nothing more. When the document cannot be evaluated:
    /// every problem of its structure. Figures that are missing or unfit in the sound part of a refused document are
    /// reported with them; those of a sound document come out of [`Self::prepare`]. Each problem has line and column.
    pub fn from_json(text: &str) -> Result<Self, Refused> {
        Self::from_json_within(text, &Limits::default())
    }

    /// A document from JSON text, as [`Self::from_json`] reads it, within these limits.
    ///
    /// # Errors
    /// As [`Self::from_json`], and when the document is larger than the limits allow.
    ///
    /// ```
    /// use evalindex::{Document, Limits};
    ///
    /// let refused = Document::from_json_within("{\"format\": \"evalindex/1\"}", &Limits::default().bytes(10)).unwrap_err();
    /// assert_eq!(refused.to_string(), "the document is too long; found 25 bytes, expected at most 10");
    /// ```
    pub fn from_json_within(text: &str, limits: &Limits) -> Result<Self, Refused> {
        Ok(Self::read(text, limits)?.of(Some(DocumentId::of(text.as_bytes()))))
    }

    /// The document in a text.
    fn read(text: &str, limits: &Limits) -> Result<Self, Refused> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let refused = |problems| Refused::listing(problems, limits.problems);
        let Reading { draft, mut problems, blanks } = read(text, limits).map_err(refused)?;
        let too_large = beyond(&draft, limits);
        if too_large.is_empty() {
            let unread = Unread::new(blanks);
            let mut found = check(&draft);
            found.retain(|problem| !unread.implies(problem));
            problems.append(found);
            // What follows from a problem that is not kept cannot be told.
            if problems.are_refusal() && !problems.are_cut() {
                problems.append(figure_problems(&draft, problems.kept(), unread.paths()));
            }
        }
        problems.append(too_large);
        locate_all(text, problems.kept_mut(), found_null);
        if problems.are_refusal() {
            return Err(refused(problems));
        }
        Ok(Self::new(Arc::new(draft), Some(Arc::from(text)), problems, limits))
    }

    /// A document from the bytes of a JSON text in UTF-8, with or without a byte order mark.
    ///
    /// # Errors
    /// As [`Self::from_json`], and when the bytes are not UTF-8.
    ///
    /// ```
    /// let refused = evalindex::Document::from_bytes(b"\xff\xfe{\0").unwrap_err();
    /// assert!(refused.to_string().contains("found UTF-16"));
    /// ```
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Refused> {
        Self::from_bytes_within(bytes, &Limits::default())
    }

    /// A document from bytes, as [`Self::from_bytes`] reads them, within these limits.
    ///
    /// # Errors
    /// As [`Self::from_bytes`], and when the document is larger than the limits allow.
    ///
    /// ```
    /// use evalindex::{Document, Limits};
    ///
    /// let refused = Document::from_bytes_within(b"[1, 2]", &Limits::default().bytes(5)).unwrap_err();
    /// assert!(refused.to_string().contains("too long"));
    /// ```
    pub fn from_bytes_within(bytes: &[u8], limits: &Limits) -> Result<Self, Refused> {
        if bytes.len() > limits.bytes {
            return Err(Refused::new(too_long(bytes.len(), limits)));
        }
        match decode(bytes) {
            Ok(text) => Ok(Self::read(text, limits)?.of(Some(DocumentId::of(bytes)))),
            Err(problem) => Err(Refused::new(*problem)),
        }
    }

    /// A document from typed parts.
    ///
    /// # Errors
    /// As [`Self::from_json`]; problems have paths, and no line and column.
    pub fn build(draft: Draft) -> Result<Self, Refused> {
        Self::build_within(draft, &Limits::default())
    }

    /// A document from typed parts, as [`Self::build`] makes it, within these limits.
    ///
    /// # Errors
    /// As [`Self::build`], and when the document is larger than the limits allow.
    ///
    /// ```
    /// use evalindex::{Document, Draft, Limits, Subject};
    ///
    /// let draft = Draft::default().subject(Subject::new("x", "X", "region")).subject(Subject::new("y", "Y", "region"));
    /// let refused = Document::build_within(draft, &Limits::default().subjects(1)).unwrap_err();
    /// assert_eq!(refused.to_string(), "subjects: too many subjects; found 2 subjects, expected at most 1");
    /// ```
    pub fn build_within(mut draft: Draft, limits: &Limits) -> Result<Self, Refused> {
        let too_large = beyond(&draft, limits);
        if !too_large.is_empty() {
            return Err(Refused::listing(too_large, limits.problems));
        }
        draft.settle();
        let mut problems = check(&draft);
        if problems.are_refusal() {
            // What follows from a problem that is not kept cannot be told.
            if !problems.are_cut() {
                problems.append(figure_problems(&draft, problems.kept(), &PathSet::default()));
            }
            return Err(Refused::listing(problems, limits.problems));
        }
        Ok(Self::new(Arc::new(draft), None, problems, limits))
    }

    /// The parts of the document.
    pub fn draft(&self) -> &Draft {
        &self.draft
    }

    /// The identity of the bytes that it was read from; none of typed parts.
    ///
    /// ```
    /// # let text = r#"{"format": "evalindex/1",
    /// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
    /// #     {"id": "a", "name": "A", "weight": 100, "rule": {"type": "as_is"}}]}],
    /// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}], "values": {"x": {"a": 87.5}}}"#;
    /// use evalindex::Document;
    /// use evalindex::result::DocumentId;
    ///
    /// let document = Document::from_json(text)?;
    /// assert_eq!(document.id(), Some(&DocumentId::of(text.as_bytes())));
    /// assert_eq!(Document::build(document.draft().clone())?.id(), None);
    /// # Ok::<(), evalindex::Refused>(())
    /// ```
    pub fn id(&self) -> Option<&DocumentId> {
        self.id.as_ref()
    }

    /// The subjects, in the order of the document.
    pub fn subjects(&self) -> &[Subject] {
        &self.draft.subjects
    }

    /// The warnings: findings that do not prevent an evaluation, and are probably mistakes. As many as
    /// [`Limits::problems`] allows.
    pub fn warnings(&self) -> &[Problem] {
        &self.warnings
    }

    /// The numbers of the warnings that are not listed, by kind; empty where all are.
    pub fn more_warnings(&self) -> &[More] {
        &self.more_warnings
    }

    /// All findings: the warnings, and the problems with the figures, as many of each as [`Limits::problems`] allows.
    ///
    /// ```
    /// # let document = evalindex::Document::from_json(r#"{"format": "evalindex/1",
    /// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
    /// #     {"id": "a", "name": "A", "weight": 100, "rule": {"type": "as_is"}}]}],
    /// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}], "values": {"x": {"a": 87.5}}}"#)?;
    /// assert!(document.check().is_empty());
    /// # Ok::<(), evalindex::Refused>(())
    /// ```
    pub fn check(&self) -> Vec<Problem> {
        let mut all = self.warnings.clone();
        if let Err(refused) = self.evaluate() {
            all.extend(refused.into_problems());
        }
        all.sort_by_key(|problem| problem.position);
        all
    }

    /// Measures, fills, calibrates and scores the figures, once for any number of evaluations.
    ///
    /// # Errors
    /// Every figure that is missing against its indicator's policy, or that a measure, transform or rule cannot take.
    pub fn prepare(&self) -> Result<Prepared, Refused> {
        self.prepared(None)
    }

    /// As [`Self::prepare`], with the calibrations and data-driven weights of an earlier evaluation: this year's
    /// figures against last year's least and greatest ones, or one more subject beside those already scored.
    ///
    /// ```
    /// # let document = evalindex::Document::from_json(r#"{"format": "evalindex/1",
    /// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
    /// #     {"id": "a", "name": "A", "weight": 100, "rule": {"type": "as_is"}}]}],
    /// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}], "values": {"x": {"a": 87.5}}}"#)?;
    /// let again = document.prepare_against(&document.evaluate()?)?.evaluate()?;
    /// assert_eq!(again, document.evaluate()?);
    /// # Ok::<(), evalindex::Refused>(())
    /// ```
    ///
    /// # Errors
    /// As [`Self::prepare_with`]; and when the evaluation was read back from its published form.
    pub fn prepare_against(&self, earlier: &Evaluation) -> Result<Prepared, Refused> {
        self.prepare_with(&earlier.calibration()?)
    }

    /// As [`Self::prepare_against`], with a calibration that was kept: [`FrozenCalibration`] has an example.
    ///
    /// Every period of the document is scored by what that period had in the calibration, or else by what the own period
    /// of the calibration had. Nothing is taken from the figures at hand in place of what the calibration does not have.
    ///
    /// # Errors
    /// As [`Self::prepare`]; and when the calibration has none of a node whose rule takes from the data, none of one of its
    /// groups, one of another rule, or no weights of the same children by the same method.
    pub fn prepare_with(&self, calibration: &FrozenCalibration) -> Result<Prepared, Refused> {
        self.prepared(Some(calibration))
    }

    /// The result: the document prepared and evaluated.
    ///
    /// # Errors
    /// As [`Self::prepare`] and [`Prepared::evaluate`].
    pub fn evaluate(&self) -> Result<Evaluation, Refused> {
        self.prepare()?.evaluate().map_err(|refused| self.located(refused))
    }

    /// Findings on this document as they are published: with its identity, title, period and notes. The name of the verb
    /// makes the format: `certain` makes `evalindex-certain/1`.
    ///
    /// ```
    /// # let document = evalindex::Document::from_json(r#"{"format": "evalindex/1",
    /// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
    /// #     {"id": "a", "name": "A", "weight": 100, "rule": {"type": "as_is"}}]}],
    /// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}], "values": {"x": {"a": 87.5}}}"#)?;
    /// let unchanged = document.prepare()?.what_if(None, &[])?;
    /// let published = serde_json::to_value(document.published("what-if", unchanged))?;
    /// assert_eq!(published["format"], "evalindex-what-if/1");
    /// assert_eq!(published["indexes"][0]["ranking"][0]["score"], 87.5);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn published<T>(&self, verb: &str, found: T) -> Published<T> {
        let Draft { title, period, notes, .. } = self.draft.as_ref();
        let published = Published::new(verb, self.id.clone(), found);
        Published { title: title.clone(), period: period.clone(), notes: notes.clone(), ..published }
    }

    /// As [`Self::evaluate`], with all that the scores were made of: [`Prepared::evaluate_full`].
    ///
    /// # Errors
    /// As [`Self::evaluate`].
    pub fn evaluate_full(&self) -> Result<Evaluation, Refused> {
        self.prepare()?.evaluate_full().map_err(|refused| self.located(refused))
    }

    /// The document as JSON text, from which the same document can be read.
    ///
    /// # Errors
    /// When an indicator has a rule of the embedding program, which JSON cannot name.
    ///
    /// ```
    /// # let document = evalindex::Document::from_json(r#"{"format": "evalindex/1",
    /// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
    /// #     {"id": "a", "name": "A", "weight": 100, "rule": {"type": "as_is"}}]}],
    /// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}], "values": {"x": {"a": 87.5}}}"#)?;
    /// assert_eq!(evalindex::Document::from_json(&document.to_json()?)?, document);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self.draft.as_ref())
    }

    fn prepared(&self, calibration: Option<&FrozenCalibration>) -> Result<Prepared, Refused> {
        let prepared = prepare(&self.draft, calibration).map_err(|refused| self.located(refused))?;
        Ok(prepared.of(self.id.clone()))
    }

    fn located(&self, refused: Refused) -> Refused {
        let mut problems = refused.into_collected();
        if let Some(text) = &self.text {
            locate_all(text, problems.kept_mut(), found_null);
        }
        Refused::listing(problems, self.listed)
    }

    /// The same, read from the bytes of this identity.
    fn of(mut self, id: Option<DocumentId>) -> Self {
        self.id = id;
        self
    }

    fn new(draft: Arc<Draft>, text: Option<Arc<str>>, warnings: Problems, limits: &Limits) -> Self {
        let (warnings, more_warnings) = warnings.cut(limits.problems);
        Self { draft, text, id: None, warnings, more_warnings, listed: limits.problems }
    }
}

/// Names null as the value found, where the text has a null instead of a figure.
fn found_null(problem: &mut Problem) {
    if problem.kind == ProblemKind::MissingFigure {
        problem.found = Some("null".to_owned());
    }
}
