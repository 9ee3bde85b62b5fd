//! Treatment of outliers: figures are moved inwards, or taken as logarithms, until their distribution is not too
//! skewed.

use rust_decimal::Decimal;

use super::missing::Filled;
use super::shape::{Shape, as_published};
use crate::engine::diagnostics::{ChangedCell, Diagnostics, Logged};
use crate::engine::site::Site;
use crate::model::{PerRow, Row, Treatment};
use crate::number::{Exact, Real};
use crate::result::{IndicatorCalibration, NoticeKind, PreparationStep, Treated};
use crate::support::{Problem, ProblemKind};

/// Treats the values of an indicator that declares a treatment, and returns the treatment. With `frozen`, the treatment
/// of an earlier evaluation is applied.
pub(crate) fn treat(
    site: &Site<'_>,
    cells: &mut PerRow<Filled>,
    frozen: Option<&[IndicatorCalibration]>,
    diagnostics: &mut Diagnostics,
) -> Option<Treated> {
    let treatment = site.treatment()?;
    let values = figures(cells);
    let before = Shape::of(&values);
    let treated = match frozen {
        Some(all) => {
            let of_node = all.iter().find(|one| one.node == site.step.id);
            if of_node.is_none() {
                diagnostics.problems.push(site.uncalibrated(None));
            }
            of_node.and_then(|one| one.treated.clone())
        }
        None => needed(treatment, &values),
    };
    let moved = treated.as_ref().map(|treated| moved(site, treated, cells, diagnostics)).unwrap_or_default();
    let after = Shape::of(&figures(cells));
    let statistics =
        |of: fn(&Shape) -> Real| [before, after].map(|shape| shape.as_ref().map(of).and_then(as_published));
    let step = PreparationStep::Treated {
        treated: treated.clone(),
        skew: statistics(|shape| shape.skew),
        kurtosis: statistics(|shape| shape.kurtosis),
        passed: passes(after, treatment),
    };
    diagnostics.steps.push(Logged { node: Some(site.node), step, cells: moved });
    treated
}

fn figures(cells: &PerRow<Filled>) -> Vec<Exact> {
    cells.values().filter_map(|cell| cell.value().cloned()).collect()
}

/// Whether skewness or kurtosis is below its limit; figures without a shape pass.
fn passes(shape: Option<Shape>, treatment: Treatment) -> bool {
    let below = |statistic: Real, limit: Decimal| statistic.minus(Real::from_decimal(limit)).is_negative();
    shape
        .is_none_or(|Shape { skew, kurtosis }| below(skew.abs(), treatment.skew) || below(kurtosis, treatment.kurtosis))
}

/// The treatment that these values need; none where they pass, or where no treatment is allowed. Two different values
/// stay as they are: moving them inwards would make them equal, and logarithms do not change their shape.
fn needed(treatment: Treatment, values: &[Exact]) -> Option<Treated> {
    if passes(Shape::of(values), treatment) {
        return None;
    }
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    if sorted.chunk_by(|one, two| one == two).count() <= 2 {
        return None;
    }
    let limits = winsorised(treatment, &sorted);
    let ends = sorted.first().zip(sorted.last());
    match limits {
        Limits::Enough(treated) => Some(treated),
        Limits::NotEnough(treated) if !treatment.log => treated,
        Limits::NotEnough(_) => ends.map(|(min, max)| Treated::Log { shift: shift(min, max) }),
    }
}

/// The result of moving figures inwards: whether they pass then.
enum Limits {
    Enough(Treated),
    NotEnough(Option<Treated>),
}

/// Moves the outermost figures to the next one inwards, while the figures do not pass and the number of moved figures
/// is allowed; never so far that all of them are equal.
fn winsorised(treatment: Treatment, sorted: &[Exact]) -> Limits {
    let mut inner = sorted.to_vec();
    let mut reached = None;
    while let (Some(low), Some(high), Some(shape)) = (inner.first(), inner.last(), Shape::of(&inner)) {
        let next = if shape.skew.is_negative() {
            let next = inner.iter().find(|value| *value > low);
            next.map(|next| (next.clone(), high.clone()))
        } else {
            let next = inner.iter().rev().find(|value| *value < high);
            next.map(|next| (low.clone(), next.clone()))
        };
        let Some((low, high)) = next else { break };
        let points = sorted.iter().filter(|value| **value < low || **value > high).count();
        if low == high || points > treatment.winsorise {
            break;
        }
        inner = sorted.iter().map(|value| value.clone().clamp(low.clone(), high.clone())).collect();
        let treated = Treated::Winsorised { low, high, points };
        reached = Some(treated.clone());
        if passes(Shape::of(&inner), treatment) {
            return Limits::Enough(treated);
        }
    }
    Limits::NotEnough(reached)
}

/// `0.01·(max − min) − min`: the shift before a logarithm, by which the least figure is above 0.
fn shift(min: &Exact, max: &Exact) -> Exact {
    &((max - min) * Exact::from_scaled(1, 2)) - min
}

/// Changes the values, and returns the changed cells.
fn moved(
    site: &Site<'_>,
    treated: &Treated,
    cells: &mut PerRow<Filled>,
    diagnostics: &mut Diagnostics,
) -> Vec<ChangedCell> {
    let mut moved = Vec::new();
    for (row, cell) in cells.iter_mut() {
        let Filled::Value(before) = &*cell else { continue };
        let Some(after) = treated.apply(before) else {
            diagnostics.problems.push(beyond(site, row, before));
            continue;
        };
        if after == *before {
            continue;
        }
        moved.push((row, before.to_decimal(), after.to_decimal()));
        if let Treated::Winsorised { .. } = treated {
            let text = format!("{} counts as {}: the figures are too skewed", before.shown(), after.shown());
            diagnostics.remarks.push(site.remark(Some(row), NoticeKind::Treated, text));
        }
        *cell = Filled::Value(after);
    }
    if let Treated::Log { shift } = treated {
        let text = format!("every figure counts as ln(x + {}): the figures are too skewed", shift.shown());
        diagnostics.remarks.push(site.remark(None, NoticeKind::Treated, text));
    }
    moved
}

/// The problem of a figure that has no logarithm after the frozen shift.
fn beyond(site: &Site<'_>, row: Row, value: &Exact) -> Problem {
    let what = format!("a value of `{}` has no logarithm after the shift of its treatment", site.step.id);
    let problem = site.figure_problem("values", row, ProblemKind::Figure, what).found(value.shown());
    problem.expected("a figure within reach of those that the treatment was taken from")
}

impl Treated {
    /// A figure after the treatment; none where it has no logarithm.
    pub(crate) fn apply(&self, value: &Exact) -> Option<Exact> {
        match self {
            Self::Winsorised { low, high, .. } => Some(value.clone().clamp(low.clone(), high.clone())),
            Self::Log { shift } => (value + shift).to_real().ln().map(Exact::from),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimals(values: &[i32]) -> Vec<Exact> {
        values.iter().copied().map(Exact::from).collect()
    }

    #[test]
    fn the_outermost_figures_move_to_the_next() {
        // One outlier: skewness √10 and kurtosis 10 of ten figures; moved to 9 they are no longer skewed.
        let values = decimals(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 1000]);
        let treated = Treated::Winsorised { low: Exact::ONE, high: Exact::from(9), points: 1 };
        assert_eq!(needed(Treatment::default(), &values), Some(treated.clone()));
        assert_eq!(treated.apply(&Exact::from(1000)), Some(Exact::from(9)));
        let mirrored = decimals(&[-1, -2, -3, -4, -5, -6, -7, -8, -9, -1000]);
        let treated = Treated::Winsorised { low: Exact::from(-9), high: Exact::from(-1), points: 1 };
        assert_eq!(needed(Treatment::default(), &mirrored), Some(treated));
    }

    #[test]
    fn equal_outliers_move_together_or_not_at_all() {
        let values = decimals(&[1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 99, 99]);
        let limited = Treatment { winsorise: 1, log: false, ..Treatment::default() };
        assert_eq!(needed(limited, &values), None);
        let two = Treated::Winsorised { low: Exact::ONE, high: Exact::from(2), points: 2 };
        assert_eq!(needed(Treatment { winsorise: 2, ..limited }, &values), Some(two));
    }

    #[test]
    fn where_moving_is_not_enough_logarithms_are_taken() {
        let values = decimals(&[0, 0, 0, 0, 0, 0, 0, 0, 10, 20, 40, 80, 1000]);
        let log = Treated::Log { shift: Exact::from(10) };
        assert_eq!(needed(Treatment { winsorise: 0, ..Treatment::default() }, &values), Some(log.clone()));
        // ln(0 + 10), to 28 digits.
        assert_eq!(log.apply(&Exact::ZERO).unwrap().to_string(), "2.302585092994045684017991455");
        assert_eq!(log.apply(&Exact::from(-10)), None);
    }

    /// Of 29 zeros and a one, moving the one would leave nothing of the indicator.
    #[test]
    fn a_treatment_never_makes_figures_equal() {
        let mut values = vec![0; 29];
        values.push(1);
        for log in [true, false] {
            assert_eq!(needed(Treatment { log, ..Treatment::default() }, &decimals(&values)), None, "{log}");
        }
        // The 100 moves to 5, and the 5 stays above the zeros: that is too skewed still, so that logarithms are taken.
        values.push(5);
        values.retain(|value| *value != 1);
        values.push(100);
        let moved = Treated::Winsorised { low: Exact::ZERO, high: Exact::from(5), points: 1 };
        assert_eq!(needed(Treatment { log: false, ..Treatment::default() }, &decimals(&values)), Some(moved));
        let log = Treated::Log { shift: Exact::ONE };
        assert_eq!(needed(Treatment::default(), &decimals(&values)), Some(log));
    }

    #[test]
    fn figures_that_pass_are_not_treated() {
        assert_eq!(needed(Treatment::default(), &decimals(&[5, 5, 5, 5])), None);
        assert_eq!(needed(Treatment::default(), &decimals(&[1, 2, 3, 4, 5, 9])), None);
    }
}
