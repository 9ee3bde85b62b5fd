//! Documents of several periods: each period is prepared by itself, with calibrations from its own data, from all
//! periods or from a base period.

use std::sync::Arc;

use super::evaluate::Extent;
use super::frozen::Frozen;
use super::period_paths::{in_period, own_period};
use super::prepared::Prepared;
use super::stages::Stages;
use crate::model::{Calibrate, Draft};
use crate::result::{Evaluation, FrozenCalibration};
use crate::support::{Interrupt, ProblemKind, Problems, Refused};

/// The indexes of one draft, prepared.
fn prepared(draft: Arc<Draft>, frozen: Arc<Frozen>, interrupt: Interrupt<'_>) -> Result<Prepared, Refused> {
    let indexes = Stages { draft: &draft, frozen: &frozen, is_out: &|_| false, interrupt }.all();
    Prepared::new(draft, indexes, frozen)
}

impl Prepared {
    /// The prepared document of a period: of the document's own, or of an earlier one; none where it has no such period.
    ///
    /// ```
    /// # let document = evalindex::Document::from_json(r#"{"format": "evalindex/1", "period": "2023",
    /// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
    /// #     {"id": "a", "name": "A", "weight": 100, "rule": {"type": "as_is"}}]}],
    /// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}], "values": {"x": {"a": 87.5}},
    /// #   "periods": [{"period": "2022", "values": {"x": {"a": 80}}}]}"#)?;
    /// let prepared = document.prepare()?;
    /// assert_eq!(prepared.period("2022").unwrap().ranking("i")?[0].score.to_string(), "80");
    /// assert!(prepared.period("2021").is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn period(&self, name: &str) -> Option<&Self> {
        let all = self.earlier.iter().chain([self]);
        all.into_iter().find(|one| one.draft.period.as_deref() == Some(name))
    }
}

/// A document of one or several periods, calibrated on its data as it declares, or by what was kept of other figures.
pub(crate) fn prepare(draft: &Arc<Draft>, kept: Option<&FrozenCalibration>) -> Result<Prepared, Refused> {
    let observed = draft.as_observed().map(Arc::new);
    let draft = observed.as_ref().unwrap_or(draft);
    if !draft.earlier.is_empty() {
        return prepare_periods(draft, kept, Interrupt::NEVER);
    }
    let frozen = kept.map(|kept| Frozen::every(kept, draft.period.as_deref()));
    prepared(Arc::clone(draft), Arc::new(frozen.unwrap_or_default()), Interrupt::NEVER)
}

/// The own period of the document, prepared after the earlier ones.
///
/// # Errors
/// When the document is refused, or the work is to be stopped.
pub(crate) fn prepare_periods(
    draft: &Arc<Draft>,
    kept: Option<&FrozenCalibration>,
    interrupt: Interrupt<'_>,
) -> Result<Prepared, Refused> {
    let drafts: Vec<Arc<Draft>> = draft.by_period().into_iter().map(Arc::new).collect();
    let mut frozen = match kept {
        Some(kept) => Frozen::every(kept, draft.period.as_deref()),
        None => freeze(draft, &drafts, interrupt)?,
    };
    let Some((own, before)) = drafts.split_last() else {
        return Err(Refused::internal("a document has no period of its own"));
    };
    let own = prepared(Arc::clone(own), Arc::new(frozen.clone()), interrupt);
    if let Ok(own) = &own {
        // The weights that a method derives from the own period hold for all periods.
        own.weighting().for_each(|(index, weighting)| frozen.weigh(index, weighting));
    }
    let frozen = Arc::new(frozen);
    let (mut all, mut problems) = (Vec::with_capacity(before.len()), Problems::new());
    for (number, one) in before.iter().enumerate() {
        let own = kept.map(|kept| Arc::new(Frozen::every(kept, one.period.as_deref())));
        match prepared(Arc::clone(one), own.unwrap_or_else(|| Arc::clone(&frozen)), interrupt) {
            Ok(prepared) => all.push(prepared),
            Err(refused) => problems.append(of_period(refused, number, draft)),
        }
    }
    match own {
        Ok(own) if problems.is_empty() => Ok(own.after(all, Arc::clone(draft))),
        Ok(_) => Err(Refused::new(problems)),
        Err(refused) => {
            // Weights come from the own period, so that only its problems with weights are reported.
            problems.retain(|problem| problem.kind != ProblemKind::Weights);
            problems.append(of_period(refused, before.len(), draft));
            Err(Refused::new(problems))
        }
    }
}

/// Freezes the calibrations of the indexes that declare `calibrate`: from all periods together, or from a base period.
fn freeze(draft: &Draft, drafts: &[Arc<Draft>], interrupt: Interrupt<'_>) -> Result<Frozen, Refused> {
    let mut frozen = Frozen::default();
    for index in &draft.indexes {
        match &index.calibrate {
            Calibrate::Each => {}
            Calibrate::Pooled => match evaluated(Arc::new(draft.pooled()), interrupt) {
                Ok(pool) => frozen.take(&index.id, &pool)?,
                Err(refused) => return Err(found_in_periods(draft, drafts, refused, interrupt)),
            },
            Calibrate::Base(base) => {
                let found = drafts.iter().enumerate().find(|(_, one)| one.period.as_deref() == Some(base));
                let Some((number, one)) = found else {
                    return Err(Refused::internal(
                        "an index is calibrated on a period that the document does not have",
                    ));
                };
                match evaluated(Arc::clone(one), interrupt) {
                    Ok(base) => frozen.take(&index.id, &base)?,
                    Err(refused) => return Err(Refused::new(of_period(refused, number, draft))),
                }
            }
        }
    }
    Ok(frozen)
}

/// The evaluation of one draft, calibrated on its own data.
fn evaluated(draft: Arc<Draft>, interrupt: Interrupt<'_>) -> Result<Evaluation, Refused> {
    prepared(draft, Arc::new(Frozen::default()), interrupt)?.evaluated(Extent::Usual, interrupt)
}

/// The problems of the pooled figures, reported for the periods that have them.
fn found_in_periods(draft: &Draft, drafts: &[Arc<Draft>], refused: Refused, interrupt: Interrupt<'_>) -> Refused {
    let mut problems = Problems::new();
    for (number, one) in drafts.iter().enumerate() {
        if let Err(refused) = evaluated(Arc::clone(one), interrupt) {
            problems.append(of_period(refused, number, draft));
        }
    }
    if problems.is_empty() { refused } else { Refused::new(problems) }
}

/// Problems with the figures of a period, with their paths in the document.
fn of_period(refused: Refused, number: usize, draft: &Draft) -> Problems {
    let periods = draft.earlier.len();
    let mut problems = refused.into_collected();
    problems.change(
        |problem| {
            if number == periods { own_period(problem, periods) } else { in_period(draft, problem, number) }
        },
    );
    problems
}
