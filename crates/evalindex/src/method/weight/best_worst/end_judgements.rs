//! Comparisons with the best and the worst child, as documents and files hold them.

use std::borrow::Cow;

use rust_decimal::Decimal;
use serde::Deserialize;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{BestWorst, METHOD, consistency};
use crate::json::{Fields, FromJson, Json, Reader};
use crate::method::weight::data::Columns;
use crate::method::weight::error::{JudgementFault, WeightMethodError};
use crate::method::weight::json::Numbers;
use crate::method::weight::judged::{Combine, Experts, Judged, OneExpert};
use crate::method::weight::judgement_file::{Cell, NumberRows, parsed};
use crate::method::weight::parameter::{JudgedItems, Parameter};
use crate::number::Proportion;

/// Comparisons with the best and the worst child, as a document holds them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndJudgements {
    /// Id of the most important child.
    pub best: String,
    /// Id of the least important one.
    pub worst: String,
    /// How many times as important the best is as each child.
    pub best_to_others: Vec<Decimal>,
    /// How many times as important each child is as the worst.
    pub others_to_worst: Vec<Decimal>,
}

impl EndJudgements {
    /// The judgements as comparisons of these items.
    pub(super) fn of(&self, items: &[String]) -> Result<BestWorst, WeightMethodError> {
        let Self { best, worst, best_to_others, others_to_worst } = self;
        BestWorst::new(items.to_vec(), best, worst, best_to_others.clone(), others_to_worst.clone())
    }
}

/// Refuses comparisons that cannot be weighed, without solving for the weights.
pub(in crate::method::weight) fn check(
    columns: &Columns,
    judged: &Judged<EndJudgements>,
) -> Result<(), WeightMethodError> {
    match judged {
        Judged::One(judgements) => consistency(&judgements.of(columns.ids())?).map(drop),
        Judged::Several(experts) => of_each(experts, columns.ids()).map(drop),
    }
}

/// The comparisons of each expert, and the weights of the experts.
pub(super) fn of_each(
    experts: &Experts<EndJudgements>,
    items: &[String],
) -> Result<(Vec<BestWorst>, Proportion), WeightMethodError> {
    if experts.combine != EndJudgements::COMBINE {
        let fault = JudgementFault::new(
            "comparisons of experts have no mean, as each may have another best and worst",
            format!("{:?}", experts.combine.name()),
            format!("{:?}", EndJudgements::COMBINE.name()),
        );
        return Err(WeightMethodError::Judgements(vec![fault.below(&format!(".{METHOD}.combine"))]));
    }
    experts.all(METHOD, |judgements| {
        let compared = judgements.of(items)?;
        consistency(&compared)?;
        Ok(compared)
    })
}

impl Parameter for Judged<EndJudgements> {
    fn read(name: &'static str, fields: &mut Fields<'_, '_>) -> Option<Self> {
        fields.required(name)
    }

    fn write<M: SerializeMap>(&self, name: &'static str, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry(name, self)
    }
}

impl OneExpert for EndJudgements {
    const OBJECT: bool = true;
    const COMBINE: Combine = Combine::Priorities;
}

impl JudgedItems for Judged<EndJudgements> {
    fn from_file(text: &str) -> Result<(Vec<String>, Self), WeightMethodError> {
        /// The form.
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Form {
            items: Vec<String>,
            best: Option<String>,
            worst: Option<String>,
            best_to_others: Option<Vec<Cell>>,
            others_to_worst: Option<Vec<Cell>>,
            experts: Option<Vec<EndsInFile>>,
            combine: Option<String>,
            weights: Option<Vec<Cell>>,
        }
        let form: Form = parsed(text)?;
        let fields = [
            ("best", form.best.is_some()),
            ("worst", form.worst.is_some()),
            ("best_to_others", form.best_to_others.is_some()),
            ("others_to_worst", form.others_to_worst.is_some()),
        ];
        let absent = fields.iter().find(|(_, given)| !given).map_or("best", |(name, _)| name);
        let given = fields.iter().any(|(_, given)| *given);
        let one = match (form.best, form.worst, form.best_to_others, form.others_to_worst) {
            (Some(best), Some(worst), Some(best_to_others), Some(others_to_worst)) => {
                Some(EndsInFile { best, worst, best_to_others, others_to_worst })
            }
            _ if given => return Err(WeightMethodError::Unreadable(format!("missing field `{absent}`"))),
            _ => None,
        };
        let mut numbers = NumberRows::of(&form.items);
        let one = one.map(|ends| ends.read("", &mut numbers));
        let several = form.experts.map(|all| {
            let each = (1..).zip(all).map(|(expert, ends): (usize, EndsInFile)| (format!("expert {expert}: "), ends));
            each.map(|(lead, ends)| ends.read(&lead, &mut numbers)).collect()
        });
        numbers.all_read()?;
        let judged = Judged::in_file(one, (several, form.combine, form.weights), (absent, EndJudgements::COMBINE))?;
        Ok((form.items, judged))
    }
}

/// Comparisons of one expert in a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EndsInFile {
    best: String,
    worst: String,
    best_to_others: Vec<Cell>,
    others_to_worst: Vec<Cell>,
}

impl EndsInFile {
    fn read(self, lead: &str, numbers: &mut NumberRows<'_>) -> EndJudgements {
        let Self { best, worst, best_to_others, others_to_worst } = self;
        let best_to_others = numbers.row(&format!("{lead}best_to_others"), &best_to_others);
        let others_to_worst = numbers.row(&format!("{lead}others_to_worst"), &others_to_worst);
        EndJudgements { best, worst, best_to_others, others_to_worst }
    }
}

impl FromJson for EndJudgements {
    fn expected() -> Cow<'static, str> {
        "{\"best\": …, \"worst\": …, \"best_to_others\": […], \"others_to_worst\": […]}".into()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        Fields::read(json, reader, &Self::expected(), |fields| {
            let (best, worst) = (fields.required("best"), fields.required("worst"));
            let (of_best, to_worst) = (fields.required("best_to_others"), fields.required("others_to_worst"));
            Some(Self { best: best?, worst: worst?, best_to_others: of_best?, others_to_worst: to_worst? })
        })
    }
}

impl Serialize for EndJudgements {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(Some(4))?;
        map.serialize_entry("best", &self.best)?;
        map.serialize_entry("worst", &self.worst)?;
        map.serialize_entry("best_to_others", &Numbers(&self.best_to_others))?;
        map.serialize_entry("others_to_worst", &Numbers(&self.others_to_worst))?;
        map.end()
    }
}
