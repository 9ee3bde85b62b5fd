//! Deductions for tasks that are behind, where the document declares penalties and the day.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use rust_decimal::Decimal;

use super::judge::{Judge, Judgement};
use super::state::{Light, TaskState};
use crate::model::{Adjustment, Draft, Effect, Penalties, Points, Supervision, Task};
use crate::number::Exact;

/// What one task costs one subject.
struct Cost<'t> {
    /// Id of the task.
    task: &'t str,
    points: Exact,
    /// The task and why, for people.
    reason: String,
}

/// A deduction, or a penalty, for each subject with tasks that cost it points, in the order of the subjects.
///
/// The day is that of the document and never another one: a score is a function of the document alone.
pub(crate) fn deductions(
    draft: &Draft,
    rules: &Supervision,
    (penalties, effect): (&Penalties, fn(Points) -> Effect),
) -> Vec<Adjustment> {
    let Some(on) = rules.on else { return Vec::new() };
    let judge = Judge { rules: rules.clone(), on: Some(on) };
    let mut costs: HashMap<&str, Vec<Cost<'_>>> = HashMap::new();
    for task in &draft.tasks {
        let Some((points, why)) = cost(&judge.judge(task), penalties) else { continue };
        for (subject, share) in charged(task, penalties) {
            let points = Exact::from(points) * Exact::from(share);
            if points.is_positive() {
                let reason = format!("{} ({why}) {points}", task.id);
                costs.entry(subject).or_default().push(Cost { task: &task.id, points, reason });
            }
        }
    }
    let subjects = draft.subjects.iter();
    let charged = subjects.filter_map(|subject| Some((subject.id.as_str(), costs.remove(subject.id.as_str())?)));
    charged
        .filter_map(|(subject, mut costs)| {
            costs.sort_by_key(|cost| cost.task);
            let sum: Exact = costs.iter().map(|cost| &cost.points).sum();
            let most = penalties.max.map(Exact::from).filter(|most| sum > *most);
            let limit = most.as_ref().map(|most| format!("; limited to {most}")).unwrap_or_default();
            let points = most.unwrap_or(sum).to_decimal().filter(|points| !points.is_zero())?;
            let tasks: Vec<String> = costs.into_iter().map(|cost| cost.reason).collect();
            let reason = format!("tasks on {on}: {}{limit}", tasks.join(", "));
            let mut deduction = Adjustment::new(subject, effect(points.into()), reason);
            deduction.index.clone_from(&penalties.index);
            Some(deduction)
        })
        .collect()
}

/// The points that a task costs those who lead it, and why; none where it costs nothing.
fn cost(found: &Judgement, penalties: &Penalties) -> Option<(Decimal, String)> {
    let behind = || {
        let lag = found.lag.as_ref().map(Exact::shown).unwrap_or_default();
        format!("{lag} points behind")
    };
    match (found.state, found.light) {
        (TaskState::Overdue, _) => {
            let days = found.days_late;
            let plural = if days == 1 { "" } else { "s" };
            Some((penalties.overdue.unwrap_or(penalties.red), format!("{days} day{plural} overdue")))
        }
        (TaskState::Behind, Some(Light::Red)) => Some((penalties.red, behind())),
        (TaskState::Behind, _) => Some((penalties.yellow, behind())),
        (TaskState::Unknown, _) => Some((penalties.unknown, "not reported in time".to_owned())),
        _ => None,
    }
}

/// The subjects that a task names, each once with its largest share: all of those that lead it, then those that support
/// it and its regions.
fn charged<'t>(task: &'t Task, penalties: &Penalties) -> Vec<(&'t str, Decimal)> {
    let mut others = [(&task.support, penalties.support_share), (&task.regions, penalties.region_share)];
    others.sort_by_key(|(_, share)| Reverse(*share));
    let mut named = HashSet::new();
    let all = [(&task.lead, Decimal::ONE)].into_iter().chain(others);
    all.flat_map(|(ids, share)| ids.iter().map(move |id| (id.as_str(), share)))
        .filter(|(id, _)| named.insert(*id))
        .collect()
}
