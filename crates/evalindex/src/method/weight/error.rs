//! Why a method gives no weights.

use rust_decimal::Decimal;

use crate::support::{Problem, ProblemKind, Problems, Refused, UnknownIndex, from_index_error};

/// Why a method gives no weights.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WeightMethodError {
    /// There is nothing to weigh.
    #[error("there is nothing to weigh")]
    Nothing,
    /// No node of the index has this id, or it has no children.
    #[error("there is no node `{node}` with children")]
    UnknownNode {
        /// The id asked for.
        node: String,
    },
    /// Judgements cannot be used: everything that is wrong with them, once the items are known.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Judgements(Vec<JudgementFault>),
    /// A figure cannot be used by the method.
    #[error("`{method}` cannot weigh `{child}`: {what}, expected {expected}")]
    Figure {
        /// Name of the method.
        method: &'static str,
        /// Id of the child.
        child: String,
        /// What is wrong.
        what: String,
        /// What would be right.
        expected: &'static str,
    },
    /// Every child is the same for all subjects, so that no weights follow from them.
    #[error("`{method}` finds no child that separates anybody")]
    NobodySeparated {
        /// Name of the method.
        method: &'static str,
    },
    /// The children whose figures differ all correlate by 1, so that there is no conflict to weigh.
    #[error("`{method}` finds no conflict: the children that separate anybody all go together")]
    NoConflict {
        /// Name of the method.
        method: &'static str,
    },
    /// Several sets of weights are equally good, so that none can be chosen.
    #[error("`{method}` finds several sets of weights that are equally good")]
    Tied {
        /// Name of the method.
        method: &'static str,
    },
    /// The solver of linear programs finds no weights.
    #[error("`{method}` comes to no weights: the linear program has no solution")]
    Unsolved {
        /// Name of the method.
        method: &'static str,
    },
    /// There is more to weigh than the method takes.
    #[error("`{method}` cannot weigh so much; found {found}, expected {expected}")]
    TooLarge {
        /// Name of the method.
        method: &'static str,
        /// How much there is.
        found: String,
        /// How much it takes.
        expected: String,
    },
    /// Judgements contradict each other more than is allowed.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Inconsistent(Vec<Inconsistency>),
    /// A setting of the method cannot be used.
    #[error("{what}; found {found}, expected {expected}")]
    Setting {
        /// What is set.
        what: String,
        /// The value found.
        found: String,
        /// What would be right.
        expected: String,
    },
    /// This build lacks what the method needs.
    #[error("weights from `{method}` need the feature `{feature}`, which this build of evalindex lacks")]
    NeedsFeature {
        /// Name of the method.
        method: &'static str,
        /// The Cargo feature that it needs.
        feature: &'static str,
    },
    /// A file of judgements is not JSON of the method's form.
    #[error("{0}")]
    Unreadable(String),
    /// The aggregates cannot take the scores.
    #[error("{}", .0.problems().first().map_or_else(String::new, ToString::to_string))]
    Refused(Refused),
    /// The document has no such index.
    #[error(transparent)]
    UnknownIndex(#[from] UnknownIndex),
    /// The figures have more digits than exact numbers hold here.
    #[error("the figures have more digits than exact numbers hold here")]
    TooLong,
}

from_index_error!(WeightMethodError);

/// Judgements that contradict each other more than is allowed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: CR is {ratio}, expected at most {limit}{}", whose(*.expert), self.furthest_off())]
#[non_exhaustive]
pub struct Inconsistency {
    /// The expert whose judgements they are, from 1; none where there are not several.
    pub expert: Option<usize>,
    /// Their consistency ratio.
    pub ratio: Decimal,
    /// The most that is allowed.
    pub limit: Decimal,
    /// The judgement furthest from the weights, where it is known.
    pub worst: Option<String>,
    /// Where the judgements are, below the source of the weights.
    pub(super) place: String,
}

impl Inconsistency {
    fn furthest_off(&self) -> String {
        self.worst.as_ref().map_or_else(String::new, |worst| format!("; furthest off: {worst}"))
    }
}

/// The judgements of an expert are inconsistent, in words.
pub(super) fn whose(expert: Option<usize>) -> String {
    let of = expert.map_or_else(String::new, |expert| format!(" of expert {expert}"));
    format!("the judgements{of} are inconsistent")
}

/// What is wrong with one judgement, or with the form of all of them.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("judgements: {what}; found {found}, expected {expected}")]
#[non_exhaustive]
pub struct JudgementFault {
    /// What is wrong.
    pub what: String,
    /// The value found.
    pub found: String,
    /// What would be right.
    pub expected: String,
    /// Where it is, below the source of the weights.
    place: String,
}

impl JudgementFault {
    /// The same of an expert, from 1.
    pub(super) fn of_expert(self, expert: usize) -> Self {
        Self { what: format!("expert {expert}: {}", self.what), ..self }
    }

    /// The same at a place below the source of the weights.
    pub(super) fn below(self, place: &str) -> Self {
        Self { place: format!("{place}{}", self.place), ..self }
    }

    pub(crate) fn new(what: impl Into<String>, found: impl Into<String>, expected: impl Into<String>) -> Self {
        Self { what: what.into(), found: found.into(), expected: expected.into(), place: String::new() }
    }
}

impl WeightMethodError {
    /// An error where there are faults.
    pub(crate) fn unless_none(faults: Vec<JudgementFault>) -> Result<(), Self> {
        if faults.is_empty() { Ok(()) } else { Err(Self::Judgements(faults)) }
    }

    /// The same of a method by judgements of several experts, which says where those are.
    pub(super) fn of_method(self, method: &str) -> Self {
        let Self::Inconsistent(mut all) = self else { return self };
        for one in &mut all {
            if let Some(position) = one.expert.and_then(|expert| expert.checked_sub(1)) {
                one.place = format!(".{method}.experts[{position}]");
            }
        }
        Self::Inconsistent(all)
    }

    /// The problems that it is in a document whose weights come from a method, at this place.
    pub(crate) fn problems(self, path: &str) -> Problems {
        let problem_at = |place: &str, what: String| Problem::new(ProblemKind::Weights, format!("{path}{place}"), what);
        let problem = |what: String| problem_at("", what);
        let one = match self {
            Self::Judgements(faults) => {
                let of_fault = |fault: JudgementFault| {
                    let what = format!("judgements: {}", fault.what);
                    problem_at(&fault.place, what).found(fault.found).expected(fault.expected)
                };
                return faults.into_iter().map(of_fault).collect::<Vec<_>>().into();
            }
            Self::Refused(refused) => return refused.into_collected(),
            Self::Figure { method, child, what, expected } => {
                problem(format!("`{method}` cannot weigh `{child}`: {what}")).expected(expected)
            }
            Self::Inconsistent(all) => {
                let of_one = |one: Inconsistency| {
                    let what = format!("{}{}", whose(one.expert), one.furthest_off());
                    let found = format!("a CR of {}", one.ratio);
                    problem_at(&one.place, what).found(found).expected(format!("at most {}", one.limit))
                };
                return all.into_iter().map(of_one).collect::<Vec<_>>().into();
            }
            Self::TooLarge { method, found, expected } => {
                problem(format!("`{method}` cannot weigh so much")).found(found).expected(expected)
            }
            Self::Setting { what, found, expected } => problem(what).found(found).expected(expected),
            other => problem(other.to_string()).expected("another method, or written weights"),
        };
        one.into()
    }
}
