//! Advice on a document that is sound: what a careful colleague would ask before it is published. Each kind is a file.

#![allow(clippy::unnecessary_wraps, reason = "the search for any kind may fail: all have one form")]

mod borrowed_weight;
mod clamped;
mod constant;
mod far_figure;
mod look;
#[cfg(feature = "robustness")]
mod near_duplicates;
mod one_sided_target;
#[cfg(feature = "robustness")]
mod opposite_weight;
#[cfg(feature = "robustness")]
mod runs_against;

use std::borrow::Cow;

use rust_decimal::Decimal;
use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, SerializeMap, Serializer};

use self::look::Look;
use crate::engine::Prepared;
use crate::json::{InOrder, Keyed, ReadNumber};
use crate::number::{Exact, Rounding, digits, plain};
use crate::support::{IndexError, IndexRef, Interrupt, Refused, named_enum};

/// Makes the enumeration of the kinds and the search for all of them, from a row for each: its documentation, its name in
/// results, the feature that it needs beside the core, and the module that finds it.
macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $kind:ident = $name:literal $(needs $feature:literal)? => $module:ident,)+) => {
        named_enum! {
            /// The kind of a piece of advice.
            ///
            /// ```
            /// use evalindex::explain::AdviceKind;
            ///
            /// assert_eq!(AdviceKind::from_name("far_figure"), Some(AdviceKind::FarFigure));
            /// ```
            #[non_exhaustive]
            pub enum AdviceKind {
                $($(#[doc = $doc])+ $kind = $name,)+
            }
        }

        /// The advice of every kind.
        fn all(look: &Look<'_>) -> Result<Vec<Advice>, Refused> {
            let mut found = Vec::new();
            $($(#[cfg(feature = $feature)])? found.extend($module::find(look)?);)+
            Ok(found)
        }
    };
}

kinds! {
    /// A figure is over 100 times the median absolute value of its column: `|x| > 100·median(|x|)`, of the figures as the
    /// document gives them, after a denominator; a slip of the unit, perhaps. Columns whose median is 0 are not judged.
    /// Figures: `value`, `median`. Source: unit errors in statistical data editing, de Waal, Pannekoek & Scholtus,
    /// Handbook of Statistical Data Editing and Imputation (2011), chapter 2.
    FarFigure = "far_figure" => far_figure,
    /// The scores of an indicator run against the others: Pearson's correlation with the mean of the subject's scores at
    /// the other indicators that count is below −0.5; a wrong direction, perhaps. Not judged of fewer than 5 subjects.
    /// Figures: `correlation`, `subjects`. Source: the item–rest correlation, Nunnally & Bernstein, Psychometric Theory
    /// (1994); OECD/JRC Handbook on Constructing Composite Indicators (2008), step 4.
    RunsAgainst = "runs_against" needs "robustness" => runs_against,
    /// A declared limit of a rule moved more than a third of the scores of a node, so that it tells these subjects apart
    /// no longer. Figures: `clamped`, `scored`. Source: the choice of goalposts, OECD/JRC Handbook (2008), step 5.
    Clamped = "clamped" => clamped,
    /// All ranked subjects that have a score at an indicator have the same one. Figures: `score`, `subjects`. Source:
    /// `get_stats` of COINr, which flags indicators with few different values.
    Constant = "constant" => constant,
    /// A node has a weight, but its scores run against those of its parent: the correlation is below 0, so that its
    /// influence has the opposite sign. Not judged of fewer than 5 subjects. Figures: `correlation`, `weight` (its
    /// effective weight, 0 to 1). Source: Paruolo, Saisana & Saltelli, Journal of the Royal Statistical Society A 176
    /// (2013); Becker, Saisana, Paruolo & Vandecasteele, Ecological Indicators 80 (2017).
    OppositeWeight = "opposite_weight" needs "robustness" => opposite_weight,
    /// Two indicators that count say nearly the same: the correlation of their scores is above 0.95 or below −0.95. Not
    /// judged of fewer than 5 subjects: of 4, chance alone reaches 0.95 once in twenty times. Figures: `correlation`,
    /// `subjects`. Source: OECD/JRC Handbook (2008), step 4; `get_corr_flags` of COINr.
    NearDuplicates = "near_duplicates" needs "robustness" => near_duplicates,
    /// A target is met by all subjects, or by none: it asks too little, or too much. A subject's own target goes before
    /// that of the rule; imputed figures are left out. Figures: `met`, `subjects`. Source: the choice of targets,
    /// OECD/JRC Handbook (2008), step 5.
    OneSidedTarget = "one_sided_target" => one_sided_target,
    /// More than a quarter of the weight of what applies to a ranked subject is borrowed: its figures are imputed, or they
    /// are missing and their weight goes to others. Weights are effective ones, as declared. Figures: `imputed` and
    /// `reweighted`, as shares of that weight, 0 to 1. Source: OECD/JRC Handbook (2008), step 3; the data availability
    /// that `Screen` of COINr asks for.
    BorrowedWeight = "borrowed_weight" => borrowed_weight,
}

/// One piece of advice: what to look at again, with the figures that raised it. It is no problem and changes no result.
/// [`AdviceKind`] has the conditions.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Advice {
    /// Id of the index.
    pub index: String,
    /// Its kind.
    pub what: AdviceKind,
    /// Id of the subject; none where it concerns all subjects.
    pub subject: Option<String>,
    /// Id of the node; none where it concerns a whole subject.
    pub node: Option<String>,
    /// Id of the other node, where it concerns two.
    pub other: Option<String>,
    /// The figures that raised it, with the names that [`AdviceKind`] gives: correlations and shares to 12 decimals. One
    /// that no decimal holds is left out.
    pub figures: Vec<(Cow<'static, str>, Decimal)>,
    /// The same in words.
    pub text: String,
}

impl Prepared {
    /// Advice on an index, by kind in the order of [`AdviceKind`], and then in the order of the document. Only nodes that
    /// count are looked at. Thresholds are compared with exact values; correlations are those of
    /// [`balance`](crate::robustness::Balance), to 12 decimals. Kinds that need correlations need the feature
    /// `robustness`. Of several periods it is about the last one.
    ///
    /// # Errors
    /// As [`Self::ranking`].
    ///
    /// ```
    /// # let document = evalindex::Document::from_json(r#"{"format": "evalindex/1",
    /// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
    /// #     {"id": "a", "name": "A", "weight": 100, "rule": {"type": "min_max"}}]}],
    /// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}, {"id": "y", "name": "Y", "kind": "region"},
    /// #     {"id": "z", "name": "Z", "kind": "region"}], "values": {"x": {"a": 5}, "y": {"a": 4}, "z": {"a": 501}}}"#)?;
    /// // The median of 4, 5 and 501 is 5.
    /// let advice = document.prepare()?.advice("i")?;
    /// assert_eq!((advice[0].what.name(), advice[0].subject.as_deref()), ("far_figure", Some("z")));
    /// assert_eq!(advice[0].text, "501 is over 100 times the median absolute value of its column, 5: is the unit right?");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn advice<'a>(&self, index: impl Into<IndexRef<'a>>) -> Result<Vec<Advice>, IndexError> {
        let view = self.view(index)?;
        view.weighed_alike("advice")?;
        let trace = self.trace(&view, Interrupt::NEVER);
        Ok(all(&Look::new(&view, &trace))?)
    }
}

impl Advice {
    /// On a subject.
    fn of(mut self, subject: &str) -> Self {
        self.subject = Some(subject.to_owned());
        self
    }

    /// On a node.
    fn at(mut self, node: &str) -> Self {
        self.node = Some(node.to_owned());
        self
    }

    /// On another node too.
    fn and(mut self, other: &str) -> Self {
        self.other = Some(other.to_owned());
        self
    }

    /// With a figure that raised it, where a decimal holds it.
    fn figure(mut self, name: &'static str, value: Option<Decimal>) -> Self {
        self.figures.extend(value.map(|value| (name.into(), value)));
        self
    }

    /// With a number of subjects.
    fn number(self, name: &'static str, count: usize) -> Self {
        self.figure(name, Exact::count(count).to_decimal())
    }

    /// In words.
    fn text(mut self, text: String) -> Self {
        self.text = text;
        self
    }
}

impl Serialize for Advice {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        map.serialize_entry("index", &self.index)?;
        let about = [("subject", &self.subject), ("node", &self.node), ("other", &self.other)];
        for (name, id) in about {
            if let Some(id) = id {
                map.serialize_entry(name, id)?;
            }
        }
        map.serialize_entry("what", &self.what)?;
        map.serialize_entry(
            "figures",
            &Keyed(&self.figures, |(name, figure)| (name.as_ref(), digits(figure.normalize()))),
        )?;
        map.serialize_entry("text", &self.text)?;
        map.end()
    }
}

/// A piece of advice as it is read.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct AdviceRead {
    index: String,
    subject: Option<String>,
    node: Option<String>,
    other: Option<String>,
    what: AdviceKind,
    figures: InOrder<ReadNumber>,
    text: String,
}

impl<'de> Deserialize<'de> for Advice {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let AdviceRead { index, subject, node, other, what, figures, text } = AdviceRead::deserialize(from)?;
        let figures = figures.decimals().into_iter().map(|(name, figure)| (name.into(), figure)).collect();
        Ok(Self { index, what, subject, node, other, figures, text })
    }
}

/// A share, as published.
fn share(value: &Exact) -> Option<Decimal> {
    value.rounded(Rounding::OF_SHARES).map(|share| share.normalize())
}

/// A share or a correlation to three decimals, for texts.
fn short(value: Decimal) -> String {
    plain(Rounding::half_up(3).apply(value))
}
