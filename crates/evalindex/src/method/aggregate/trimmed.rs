//! The trimmed mean.

use std::borrow::Cow;

use serde::Serialize;
use serde::ser::SerializeMap;

use super::arithmetic;
use super::children::{Part, Parts};
use super::error::AggregateError;
use super::formula::Weighed;
use super::method::{Child, Parameter, Takes};
use crate::json::{Fields, FromJson, Json, Reader};
use crate::method::fault::Fault;
use crate::number::{Exact, Formula};

/// The plain mean of a subject's scores without the lowest and the highest of them, or of its best scores only, exactly.
///
/// Counts are of the children that are present. Children are of one weight, and their weights cannot be changed. Fewer
/// scores than are to be kept are all kept; where the ends take every score, the subject is refused. Source: Tukey, A
/// survey of sampling from contaminated distributions, in Contributions to Probability and Statistics (1960), 448–485.
///
/// ```
/// use evalindex::aggregate::{Aggregate, Trimmed};
///
/// let judges = Aggregate::from(Trimmed::ends(1, 1).when_more_than(5));
/// let json = r#"{"trimmed":{"low":1,"high":1,"when_more_than":5}}"#;
/// assert_eq!(serde_json::to_string(&judges).unwrap(), json);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Trimmed {
    /// The ends are left out.
    #[non_exhaustive]
    Ends {
        /// How many of the lowest scores are left out.
        low: usize,
        /// How many of the highest scores are left out.
        high: usize,
        /// Nothing is left out of this number of scores, or of fewer.
        when_more_than: Option<usize>,
    },
    /// The best scores are kept.
    #[non_exhaustive]
    Best {
        /// How many of the highest scores are kept.
        keep: usize,
    },
}

impl Trimmed {
    /// Without so many of the lowest and of the highest scores.
    pub fn ends(low: usize, high: usize) -> Self {
        Self::Ends { low, high, when_more_than: None }
    }

    /// Of so many of the highest scores.
    pub fn keep(keep: usize) -> Self {
        Self::Best { keep }
    }

    /// Leaving nothing out of this number of scores, or of fewer; where the best are kept, that is so without it.
    pub fn when_more_than(mut self, scores: usize) -> Self {
        if let Self::Ends { when_more_than, .. } = &mut self {
            *when_more_than = Some(scores);
        }
        self
    }

    /// The scores that are left, of these from the lowest to the highest; none where nothing is left.
    fn left<'s, T>(&self, sorted: &'s [T]) -> Option<&'s [T]> {
        let present = sorted.len();
        let (low, high) = match self {
            Self::Ends { when_more_than: Some(most), .. } if present <= *most => (0, 0),
            Self::Ends { low, high, .. } => (*low, *high),
            Self::Best { keep } => (present.saturating_sub(*keep), 0),
        };
        sorted.get(low..present.checked_sub(high)?).filter(|left| !left.is_empty())
    }
}

/// The fields that documents have.
const FIELDS: [&str; 4] = ["low", "high", "when_more_than", "keep"];

impl FromJson for Trimmed {
    fn expected() -> Cow<'static, str> {
        "{\"low\": …, \"high\": …, \"when_more_than\": …} or {\"keep\": …}".into()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        Fields::read(json, reader, &Self::expected(), |fields| {
            if fields.has("keep") {
                return fields.required("keep").map(Self::keep);
            }
            let (low, high) = (fields.or("low", 0), fields.or("high", 0));
            let when_more_than = fields.optional("when_more_than");
            fields.allow(&FIELDS);
            Some(Self::Ends { low, high, when_more_than })
        })
    }
}

impl Parameter for Trimmed {
    const TAKES: Takes = Takes::Alike;

    fn faults(&self, children: &[Child<'_>]) -> Vec<Fault> {
        let mut faults: Vec<Fault> = self.impossible(children.len()).into_iter().collect();
        if let Some((first, others)) = children.split_first()
            && let Some(other) = others.iter().find(|other| other.weight != first.weight)
        {
            let found = format!("{} of `{}` and {} of `{}`", first.weight, first.id, other.weight, other.id);
            let what = "a trimmed mean counts children alike, and their weights differ";
            faults.push(Fault::new("", what, found, "one weight for all, or none, or another aggregate"));
        }
        faults
    }

    fn written(&self) -> impl Serialize {
        *self
    }
}

impl Trimmed {
    /// What is impossible about the counts, for so many children.
    fn impossible(self, children: usize) -> Option<Fault> {
        let never = |parameter, found: usize, expected| {
            let what = format!("of {children} children nothing is ever left out");
            Some(Fault::new(parameter, what, found, expected))
        };
        match self {
            Self::Best { keep: 0 } => Some(Fault::new(".keep", "no score is kept", "0", "1 or more")),
            Self::Best { keep } if keep >= children => {
                never(".keep", keep, format!("less than {children}, or the aggregate \"arithmetic\""))
            }
            Self::Best { .. } => None,
            Self::Ends { low: 0, high: 0, .. } => {
                let expected = "`low` or `high` of 1 or more, or the aggregate \"arithmetic\"";
                Some(Fault::new("", "nothing is trimmed", "0 scores", expected))
            }
            Self::Ends { low, high, when_more_than } => {
                let out = low.saturating_add(high);
                let most = when_more_than.unwrap_or(out);
                if most < out {
                    let what = format!("of {out} scores nothing is left");
                    return Some(Fault::new(".when_more_than", what, most, format!("{out} or more")));
                }
                if most >= children {
                    let parameter = if when_more_than.is_some() { ".when_more_than" } else { "" };
                    let what = if out >= children {
                        format!("of {children} children nothing is left")
                    } else {
                        format!("of {children} children nothing is ever left out")
                    };
                    return Some(Fault::new(parameter, what, most, format!("less than {children}")));
                }
                None
            }
        }
    }
}

impl Serialize for Trimmed {
    fn serialize<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        match self {
            Self::Best { keep } => map.serialize_entry("keep", keep)?,
            Self::Ends { low, high, when_more_than } => {
                map.serialize_entry("low", low)?;
                map.serialize_entry("high", high)?;
                if let Some(most) = when_more_than {
                    map.serialize_entry("when_more_than", most)?;
                }
            }
        }
        map.end()
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the form that all parameters share")]
pub(super) fn combine(parts: Parts<'_>, trimmed: &Trimmed) -> Result<Exact, AggregateError> {
    let mut sorted: Vec<Part<'_>> = parts.present.iter().map(|part| Part { weight: 1, ..part.clone() }).collect();
    sorted.sort_by(|one, other| one.score.cmp(&other.score));
    let left = trimmed.left(&sorted).ok_or(AggregateError::NothingLeft { present: sorted.len() })?;
    arithmetic::combine(Parts { present: left, ..parts })
}

/// The mean of the scores that are left.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "the form that all parameters share")]
pub(super) fn formula(children: &Weighed<'_>, trimmed: &Trimmed) -> Option<Formula> {
    let mut sorted: Vec<&Exact> = children.operands.iter().map(|one| &one.score).collect();
    sorted.sort();
    let left = trimmed.left(&sorted)?;
    let sum = Formula::sum(left.iter().map(|score| Formula::from(*score)));
    Some(if left.len() == 1 { sum } else { sum / Formula::count(left.len()) })
}

#[cfg(test)]
mod tests {
    use super::super::Aggregate;
    use super::super::testing::{combined, named, points};
    use super::*;

    /// Children of one weight.
    fn alike<'a>(scores: &[&'a str]) -> Vec<(&'a str, u128)> {
        scores.iter().map(|score| (*score, 7)).collect()
    }

    fn trimmed(by: Trimmed, scores: &[&str]) -> Result<crate::number::Score, AggregateError> {
        combined(Aggregate::Trimmed(by), &alike(scores))
    }

    #[test]
    fn the_ends_are_left_out() {
        let judges = Trimmed::ends(1, 1).when_more_than(5);
        // By hand: 30/4 of seven marks less 5 and 9; five marks are all taken: 36/5.
        assert_eq!(trimmed(judges, &["7", "9", "8", "5", "7", "8", "7.5"]), Ok(points("7.5")));
        assert_eq!(trimmed(judges, &["7", "9", "8", "5", "7"]), Ok(points("7.2")));
        // 2/3 of 0, 0 and 2: the best of four and nothing of the lowest.
        assert_eq!(trimmed(Trimmed::ends(0, 1), &["2", "0", "9", "0"]), Ok(points("0.666666666667")));
        assert_eq!(trimmed(Trimmed::ends(2, 0), &["-3", "1", "-5"]), Ok(points("1")));
    }

    #[test]
    fn the_best_are_kept() {
        // By hand: (90 + 80)/2; a single score is its own mean.
        assert_eq!(trimmed(Trimmed::keep(2), &["80", "10", "90"]), Ok(points("85")));
        assert_eq!(trimmed(Trimmed::keep(2), &["80"]), Ok(points("80")));
    }

    #[test]
    fn of_scores_that_are_all_ends_nothing_is_left() {
        let refused = Err(AggregateError::NothingLeft { present: 2 });
        assert_eq!(trimmed(Trimmed::ends(1, 1), &["80", "10"]), refused);
    }

    #[test]
    fn counts_that_trim_nothing_or_everything_are_named() {
        let at = |by: Trimmed| {
            let children = named(&["a", "b", "c"]);
            by.faults(&children).into_iter().map(|fault| (fault.parameter, fault.found.unwrap())).collect::<Vec<_>>()
        };
        let one = |parameter: &str, found: &str| vec![(parameter.to_owned(), found.to_owned())];
        for fine in [Trimmed::ends(1, 1), Trimmed::ends(1, 0).when_more_than(2), Trimmed::keep(2)] {
            assert_eq!(at(fine), []);
        }
        assert_eq!(at(Trimmed::ends(0, 0)), one("", "0 scores"));
        assert_eq!(at(Trimmed::ends(1, 2)), one("", "3"));
        assert_eq!(at(Trimmed::ends(1, 1).when_more_than(1)), one(".when_more_than", "1"));
        assert_eq!(at(Trimmed::ends(1, 1).when_more_than(3)), one(".when_more_than", "3"));
        assert_eq!(at(Trimmed::keep(0)), one(".keep", "0"));
        assert_eq!(at(Trimmed::keep(3)), one(".keep", "3"));
    }

    #[test]
    fn unequal_weights_are_named() {
        let mut children = named(&["a", "b", "c"]);
        children[2].weight = Exact::from(2);
        let faults = Trimmed::keep(1).faults(&children);
        assert_eq!(faults[0].found.as_deref(), Some("1 of `a` and 2 of `c`"));
    }
}
