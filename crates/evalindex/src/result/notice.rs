//! Notices: every exception of an evaluation, with its sort.

use crate::support::named_enum;

named_enum! {
    /// The sort of a notice.
    ///
    /// ```
    /// use evalindex::result::NoticeKind;
    ///
    /// assert_eq!(NoticeKind::from_name("clamped"), Some(NoticeKind::Clamped));
    /// ```
    #[non_exhaustive]
    pub enum NoticeKind {
        /// A missing figure was imputed.
        Imputed = "imputed",
        /// An outlier was moved, or figures were taken as logarithms.
        Treated = "treated",
        /// Parts without a score did not count in a figure rolled up from parts.
        PartsLeftOut = "parts_left_out",
        /// A missing figure got the score that the document declares.
        ScoreGiven = "score_given",
        /// A missing node's weight went to its siblings.
        Reweighted = "reweighted",
        /// A node that does not apply gave its weight to its siblings.
        NotApplicable = "not_applicable",
        /// A dimension had too little data and counts as missing.
        LowCoverage = "low_coverage",
        /// A declared limit of a rule moved a score.
        Clamped = "clamped",
        /// All values are equal, so that they do not separate subjects.
        Constant = "constant",
        /// A bonus was cut to its limit.
        BonusLimited = "bonus_limited",
        /// A deduction was cut to its limit.
        DeductionLimited = "deduction_limited",
        /// The floor or the cap of the index moved a total.
        TotalLimited = "total_limited",
        /// Points were taken off for tasks that are behind.
        Penalised = "penalised",
        /// A veto changed a grade or took a place.
        Veto = "veto",
        /// A quota moved a subject to a lower grade, or left it without one.
        Quota = "quota",
        /// A node does not score as a grade requires: the next grade.
        Requirement = "requirement",
        /// Judgements from which weights are derived contradict each other too much.
        Inconsistent = "inconsistent",
        /// A judgement was taken as the reciprocal of another, though it is not quite that.
        Mended = "mended",
        /// A subject is below the cut of every grade.
        Ungraded = "ungraded",
        /// Nothing decides between subjects of an ordinal ranking.
        Undecided = "undecided",
        /// The importances that weights are derived for cannot be reached.
        Importances = "importances",
    }
}

/// An exception in the result: a figure imputed, a score clamped, a bonus cut to its limit.
///
/// ```
/// # let document = evalindex::Document::from_json(r#"{"format": "evalindex/1",
/// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
/// #     {"id": "a", "name": "A", "weight": 100, "missing": {"score": 0}, "rule": {"type": "as_is"}}]}],
/// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}], "values": {"x": {"a": null}}}"#)?;
/// let notice = &document.evaluate()?.notices[0];
/// assert_eq!((notice.what.name(), notice.node.as_deref()), ("score_given", Some("a")));
/// # Ok::<(), evalindex::Refused>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Notice {
    /// The earlier period that it concerns; the document's own when absent.
    pub period: Option<String>,
    /// Id of the index.
    pub index: String,
    /// Id of the subject; none where it concerns all subjects.
    pub subject: Option<String>,
    /// Id of the node; none where it concerns the whole index.
    pub node: Option<String>,
    /// Its sort.
    pub what: NoticeKind,
    /// The same in words, with the figures.
    pub text: String,
}
