//! Documents of several periods: each prepared on its own, calibrated on data of its own, of all, or of a base period.

use std::sync::Arc;

use super::frozen::Frozen;
use super::period_paths::{in_period, own_period};
use super::prepared::Prepared;
use super::stages::Stages;
use crate::model::{Calibrate, Draft};
use crate::result::Evaluation;
use crate::support::{Problem, ProblemKind, Refused};

/// The indexes of one draft, prepared.
pub(crate) fn prepared(draft: Arc<Draft>, frozen: Arc<Frozen>) -> Result<Prepared, Refused> {
    let made = Stages { draft: &draft, frozen: &frozen, is_out: &|_| false }.all();
    Prepared::new(draft, made, frozen)
}

/// The document's own period prepared, after the earlier ones. Calibrations that are frozen already stay so.
pub(crate) fn prepare_periods(draft: &Arc<Draft>, mut frozen: Frozen) -> Result<Prepared, Refused> {
    let drafts: Vec<Arc<Draft>> = draft.by_period().into_iter().map(Arc::new).collect();
    freeze(draft, &drafts, &mut frozen)?;
    let Some((own, before)) = drafts.split_last() else { return Err(Refused::new(Vec::new())) };
    let own = prepared(Arc::clone(own), Arc::new(frozen.clone()));
    if let Ok(own) = &own {
        // One period's weights hold for all of them.
        own.weighting().for_each(|(index, weighting)| frozen.weigh(index, weighting));
    }
    let frozen = Arc::new(frozen);
    let (mut all, mut problems) = (Vec::with_capacity(before.len()), Vec::new());
    for (number, one) in before.iter().enumerate() {
        match prepared(Arc::clone(one), Arc::clone(&frozen)) {
            Ok(prepared) => all.push(prepared),
            Err(refused) => problems.extend(of_period(refused, number, draft)),
        }
    }
    match own {
        Ok(own) if problems.is_empty() => Ok(own.after(all, Arc::clone(draft))),
        Ok(_) => Err(Refused::new(problems)),
        Err(refused) => {
            // Problems with weights are those of the own period alone.
            problems.retain(|problem| problem.kind != ProblemKind::Weights);
            problems.extend(of_period(refused, before.len(), draft));
            Err(Refused::new(problems))
        }
    }
}

/// Takes the calibrations of the indexes that say so from all periods together or from a base period.
fn freeze(draft: &Draft, drafts: &[Arc<Draft>], frozen: &mut Frozen) -> Result<(), Refused> {
    for index in &draft.indexes {
        if frozen.of(&index.id).is_some() {
            continue;
        }
        match &index.calibrate {
            Calibrate::Each => {}
            Calibrate::Pooled => match evaluated(Arc::new(draft.pooled())) {
                Ok(pool) => frozen.take(&index.id, &pool),
                Err(refused) => return Err(found_in_periods(draft, drafts, refused)),
            },
            Calibrate::Base(base) => {
                let found = drafts.iter().enumerate().find(|(_, one)| one.period.as_deref() == Some(base));
                let Some((number, one)) = found else { continue };
                match evaluated(Arc::clone(one)) {
                    Ok(base) => frozen.take(&index.id, &base),
                    Err(refused) => return Err(Refused::new(of_period(refused, number, draft).collect())),
                }
            }
        }
    }
    Ok(())
}

fn evaluated(draft: Arc<Draft>) -> Result<Evaluation, Refused> {
    prepared(draft, Arc::new(Frozen::default()))?.evaluate()
}

/// The problems of all periods together, reported by the periods in which they are found.
fn found_in_periods(draft: &Draft, drafts: &[Arc<Draft>], refused: Refused) -> Refused {
    let mut problems = Vec::new();
    for (number, one) in drafts.iter().enumerate() {
        if let Err(refused) = evaluated(Arc::clone(one)) {
            problems.extend(of_period(refused, number, draft));
        }
    }
    if problems.is_empty() { refused } else { Refused::new(problems) }
}

/// Problems with the figures of a period, with their paths in the document.
fn of_period(refused: Refused, number: usize, draft: &Draft) -> impl Iterator<Item = Problem> {
    let periods = draft.earlier.len();
    refused
        .into_problems()
        .into_iter()
        .map(move |problem| if number == periods { own_period(problem, periods) } else { in_period(problem, number) })
}
