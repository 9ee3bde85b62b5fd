//! From tasks to an input: the completion of each task, and the mean of the tasks of a subject.

use std::collections::HashMap;

use rust_decimal::Decimal;

use crate::engine::figure::Figure;
use crate::model::{Task, TaskSource, TaskStatus};
use crate::number::Exact;

/// Why the completion of a task cannot be computed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum TaskFault {
    /// It is active, and neither progress nor target and actual are given.
    #[error("task `{task}` is active and has no measure: neither `progress` nor `target` and `actual`")]
    NoMeasure { task: String },
    /// Its target or its planned progress is 0.
    #[error("the target and the planned progress of task `{task}` must be above 0")]
    NothingPlanned { task: String },
}

/// The completion of a task, 1 = fully done: `min(cap, (actual/target) / (planned/100))`; `None` where it is paused.
///
/// Progress in percent is used where target or actual is not given. A task that is done counts 1, or more where its
/// figures give more; a stopped one counts 0.
pub(crate) fn completion(task: &Task, cap: Decimal) -> Result<Option<Exact>, TaskFault> {
    Ok(without_cap(task)?.map(|completion| completion.min(cap.into())))
}

/// The same before the limit of what reads it.
pub(crate) fn without_cap(task: &Task) -> Result<Option<Exact>, TaskFault> {
    Ok(Some(match task.status {
        TaskStatus::Paused => return Ok(None),
        TaskStatus::Stopped => Exact::ZERO,
        TaskStatus::Active => measured(task)?.ok_or_else(|| TaskFault::NoMeasure { task: task.id.clone() })?,
        TaskStatus::Done => measured(task)?.unwrap_or(Exact::ONE).max(Exact::ONE),
    }))
}

/// The completion that the figures of a task give; none where it has no figures.
fn measured(task: &Task) -> Result<Option<Exact>, TaskFault> {
    let Some((reached, whole)) = figures(task) else { return Ok(None) };
    let planned = Exact::from(whole) * Exact::from(task.planned);
    let completion = (Exact::from(reached) * Exact::from(100)).over(&planned);
    completion.map(Some).ok_or_else(|| TaskFault::NothingPlanned { task: task.id.clone() })
}

/// Progress in percent of the whole, as it was reported; none where a task has no figures.
pub(crate) fn progress(task: &Task) -> Option<Exact> {
    let (reached, whole) = figures(task)?;
    (Exact::from(reached) * Exact::from(100)).over(&Exact::from(whole))
}

/// What has been reached, and the whole in the same unit.
const fn figures(task: &Task) -> Option<(Decimal, Decimal)> {
    match (task.actual, task.target, task.progress) {
        (Some(actual), Some(target), _) => Some((actual, target)),
        (_, _, Some(progress)) => Some((progress, Decimal::ONE_HUNDRED)),
        _ => None,
    }
}

/// The tasks of a document, to be looked up by subject.
#[derive(Debug)]
pub(crate) struct TaskBook<'a> {
    /// By the id of a subject: its tasks in order, each once, with its largest role in them.
    roles: HashMap<&'a str, Vec<(&'a Task, Role)>>,
}

/// The role of a subject in a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// It leads the task, or the task is carried out there: share 1.
    Full,
    /// It supports the task: the declared share of support.
    Support,
}

impl<'a> TaskBook<'a> {
    /// Collects the tasks of every subject.
    pub(crate) fn new(tasks: &'a [Task]) -> Self {
        let mut roles: HashMap<&'a str, Vec<(&'a Task, Role)>> = HashMap::new();
        for task in tasks {
            let full = task.lead.iter().chain(&task.regions).map(|subject| (subject, Role::Full));
            let support = task.support.iter().map(|subject| (subject, Role::Support));
            // Full roles come first, so that the first role of a subject in a task is its largest.
            for (subject, role) in full.chain(support) {
                let own = roles.entry(subject).or_default();
                if own.last().is_none_or(|(last, _)| !std::ptr::eq(*last, task)) {
                    own.push((task, role));
                }
            }
        }
        Self { roles }
    }

    /// The tasks that a subject leads, supports or hosts, in the order of the document.
    pub(crate) fn of(&self, subject: &str) -> impl Iterator<Item = &'a Task> + use<'_, 'a> {
        self.roles.get(subject).into_iter().flatten().map(|(task, _)| *task)
    }

    /// A subject's input in percent: `100 · Σ weight·share·completion / Σ weight·share` over its counted tasks of the
    /// class.
    ///
    /// It does not apply to a subject without such tasks, or whose tasks weigh 0.
    pub(crate) fn input(&self, subject: &str, source: &TaskSource) -> Result<Figure, TaskFault> {
        let mut weighed = Vec::new();
        for (task, role) in self.roles.get(subject).into_iter().flatten() {
            if source.class.is_some_and(|class| class != task.class) {
                continue;
            }
            let Some(completion) = completion(task, source.cap)? else { continue };
            let share = match role {
                Role::Full => Exact::ONE,
                Role::Support => source.support_share.into(),
            };
            weighed.push((Exact::from(task.weight) * share, completion));
        }
        let total: Exact = weighed.iter().map(|(weight, _)| weight).sum();
        let points: Exact = weighed.iter().map(|(weight, completion)| weight * completion).sum();
        let percent = (points * Exact::from(100)).over(&total);
        Ok(percent.map_or(Figure::NotApplicable, Figure::Value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::TaskClass;

    fn decimal(text: &str) -> Decimal {
        Decimal::from_str_exact(text).unwrap()
    }

    fn task(id: &str) -> Task {
        Task::new(id, id, TaskClass::Key)
    }

    fn completed(task: &Task, cap: &str) -> Option<String> {
        completion(task, decimal(cap)).unwrap().map(|done| done.to_decimal().unwrap().to_string())
    }

    fn input(tasks: &[Task], subject: &str, source: TaskSource) -> Figure {
        TaskBook::new(tasks).input(subject, &source).unwrap()
    }

    fn figure(text: &str) -> Figure {
        Figure::Value(decimal(text).into())
    }

    #[test]
    fn completion_is_the_reached_share_divided_by_the_planned_share() {
        // By hand: 90/120 of 100 % planned; (90/120)/(80/100) = 0.9375; 45 of 60 % planned.
        let reached = task("t").reached(decimal("90"), decimal("120"));
        assert_eq!(completed(&reached, "1").unwrap(), "0.75");
        assert_eq!(completed(&reached.clone().planned(decimal("80")), "1").unwrap(), "0.9375");
        let percent = task("t").progress(decimal("45")).planned(decimal("60"));
        assert_eq!(completed(&percent, "1").unwrap(), "0.75");
        let ahead = task("t").reached(decimal("90"), decimal("60"));
        assert_eq!(completed(&ahead, "1").unwrap(), "1");
        assert_eq!(completed(&ahead, "1.2").unwrap(), "1.2");
        assert_eq!(completed(&ahead, "2").unwrap(), "1.5");
    }

    #[test]
    fn a_status_overrides_the_measure() {
        let with = |status| task("t").reached(decimal("90"), decimal("60")).status(status);
        assert_eq!(completed(&with(TaskStatus::Done), "2").unwrap(), "1.5");
        assert_eq!(completed(&with(TaskStatus::Stopped), "2").unwrap(), "0");
        assert_eq!(completed(&with(TaskStatus::Paused), "2"), None);
        let behind = task("t").progress(decimal("40")).status(TaskStatus::Done);
        assert_eq!(completed(&behind, "2").unwrap(), "1");
        assert_eq!(completed(&task("t").status(TaskStatus::Done), "0.8").unwrap(), "0.8");
    }

    #[test]
    fn a_task_without_measure_or_plan_is_a_fault() {
        let fault = |task: Task| completion(&task, Decimal::ONE).unwrap_err();
        assert_eq!(fault(task("t")), TaskFault::NoMeasure { task: "t".into() });
        let reached = task("t").reached(Decimal::ONE, Decimal::ZERO);
        assert_eq!(fault(reached), TaskFault::NothingPlanned { task: "t".into() });
        let unplanned = task("t").progress(Decimal::ONE).planned(Decimal::ZERO);
        assert_eq!(fault(unplanned), TaskFault::NothingPlanned { task: "t".into() });
    }

    #[test]
    fn lead_and_region_count_fully_and_support_by_its_share() {
        let tasks = [
            task("led").lead("drc").support("finance").region("taiyuan").progress(decimal("60")),
            task("helped").lead("industry").support("drc").weight(decimal("3")).progress(decimal("20")),
        ];
        // By hand: (60 + 3·0.5·20)/(1 + 1.5); 3·0.2·20 and 60 over 1.6 with a share of 0.2.
        assert_eq!(input(&tasks, "drc", TaskSource::default()), figure("36"));
        let fifth = TaskSource { support_share: decimal("0.2"), ..TaskSource::default() };
        assert_eq!(input(&tasks, "drc", fifth), figure("45"));
        for subject in ["finance", "taiyuan"] {
            assert_eq!(input(&tasks, subject, TaskSource::default()), figure("60"));
        }
    }

    #[test]
    fn several_roles_in_one_task_count_once_with_the_largest() {
        let tasks = [
            task("a").support("drc").lead("drc").region("drc").progress(decimal("30")),
            task("b").support("drc").support("drc").progress(decimal("90")),
        ];
        // By hand: (30 + 0.5·90)/(1 + 0.5).
        assert_eq!(input(&tasks, "drc", TaskSource::default()), figure("50"));
    }

    #[test]
    fn a_class_is_counted_alone_and_paused_tasks_not_at_all() {
        let tasks = [
            task("a").lead("drc").progress(decimal("10")),
            Task::new("b", "b", TaskClass::Breakthrough).lead("drc").progress(decimal("70")),
            task("c").lead("drc").progress(decimal("99")).status(TaskStatus::Paused),
        ];
        let of = |class| TaskSource { class, ..TaskSource::default() };
        assert_eq!(input(&tasks, "drc", of(Some(TaskClass::Breakthrough))), figure("70"));
        assert_eq!(input(&tasks, "drc", of(Some(TaskClass::Key))), figure("10"));
        assert_eq!(input(&tasks, "drc", of(None)), figure("40"));
    }

    #[test]
    fn without_weighted_tasks_it_does_not_apply() {
        let tasks = [
            task("a").lead("a").progress(decimal("10")).weight(Decimal::ZERO),
            task("b").lead("b").status(TaskStatus::Paused),
            task("c").support("c").progress(decimal("10")),
        ];
        let unsupported = TaskSource { support_share: Decimal::ZERO, ..TaskSource::default() };
        for subject in ["a", "b", "c", "nobody"] {
            assert_eq!(input(&tasks, subject, unsupported), Figure::NotApplicable, "{subject}");
        }
    }

    #[test]
    fn many_odd_targets_give_all_digits_in_any_order() {
        // Python fractions: 100 * sum(F(7, t) for t in range(101, 221, 2)) / 60, nearest 28 decimals.
        let mut tasks: Vec<Task> = (101..221)
            .step_by(2)
            .map(|target| task(&target.to_string()).lead("drc").reached(decimal("7"), Decimal::from(target)))
            .collect();
        let expected = Some("4.5992574736522991949128845805".to_owned());
        let digits = |tasks: &[Task]| {
            let found = input(tasks, "drc", TaskSource::default());
            found.value().map(|value| value.to_decimal().unwrap().to_string())
        };
        assert_eq!(digits(&tasks), expected);
        tasks.reverse();
        assert_eq!(digits(&tasks), expected);
    }
}
