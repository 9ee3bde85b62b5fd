//! Weights under which each child is as important to the total as it is meant to be.

use rust_decimal::Decimal;

use super::METHOD;
use crate::method::weight::data::{Column, Columns};
use crate::method::weight::derived::DerivedWeights;
use crate::method::weight::eigen::{is_rounding, multiplied, product};
use crate::method::weight::equations::solved;
use crate::method::weight::error::WeightMethodError;
use crate::method::weight::proportion::{in_proportion, named, normalised, published};
use crate::method::weight::spread::{correlations, deviation};
use crate::number::{Real, plain};

/// The weights of 0 or more under which importances are nearest to the targets.
///
/// With `R` the correlations of the children and `u = w·s` their weights times standard deviations, the correlations with
/// the total are in proportion to `R·u`. So `u` at `Σ R·u = 1` makes `Σ (R·u − t)²` least: a convex program, which is gone
/// through by active sets (Lawson & Hanson 1974) and ends at the one solution. Children that go together all the way are
/// one to the program, and share what it gives them; where other weights are as good, there is no result.
pub(crate) fn weigh(columns: &Columns, targets: &[(String, Decimal)]) -> Result<DerivedWeights, WeightMethodError> {
    let targets = aimed(columns.ids(), targets)?;
    let correlations = correlations(METHOD, columns)?;
    let leads = leads(&correlations);
    let found = Search { correlations: &correlations, targets: &targets, leads: &leads }.run();
    let found = found.map(|found| shared(&found, &leads)).ok_or(WeightMethodError::Tied { method: METHOD })?;
    let weights = || {
        let spread = |(part, (_, column)): (&Real, (&str, &Column))| {
            part.over(deviation(&column.reals().collect::<Vec<Real>>())?)
        };
        in_proportion(&found.iter().zip(columns.each()).map(spread).collect::<Option<Vec<Real>>>()?)
    };
    let mut derived = DerivedWeights::new(METHOD, columns.ids(), weights().ok_or(WeightMethodError::TooLong)?);
    let reached = multiplied(&correlations, &found);
    let gaps = reached.iter().zip(&targets).map(|(one, target)| one.minus(*target).abs());
    let widest = gaps.fold(Real::ZERO, |most, gap| if most.minus(gap).is_negative() { gap } else { most });
    derived.diagnostics = vec![("largest_gap", published(widest)?)];
    let listed = |all: &[Real]| -> Result<_, WeightMethodError> {
        Ok(named(columns.ids(), all.iter().map(|one| published(*one)).collect::<Result<_, _>>()?))
    };
    derived.by_child = vec![("targets", listed(&targets)?), ("importances", listed(&reached)?)];
    Ok(derived)
}

/// A target for each child, totalling 1; all the same where none is given.
fn aimed(ids: &[String], targets: &[(String, Decimal)]) -> Result<Vec<Real>, WeightMethodError> {
    let wrong = |what: String, found: String, expected: String| WeightMethodError::Setting { what, found, expected };
    if let Some((id, _)) = targets.iter().find(|(id, _)| !ids.contains(id)) {
        return Err(wrong("a target".into(), format!("`{id}`"), format!("one of {}", ids.join(", "))));
    }
    let target = |id: &String| {
        let mut given = targets.iter().filter(|(known, _)| known == id).map(|(_, target)| *target);
        match (given.next(), given.next()) {
            _ if targets.is_empty() => Ok(Real::ONE),
            (Some(one), None) if one >= Decimal::ZERO => Ok(Real::from_decimal(one)),
            (Some(one), None) => Err(wrong(format!("the target of `{id}`"), plain(one), "0 or more".into())),
            (None, _) => Err(wrong(format!("the target of `{id}`"), "none".into(), "one for each child".into())),
            (Some(_), Some(_)) => Err(wrong(format!("the target of `{id}`"), "several".into(), "one".into())),
        }
    };
    let all: Vec<Real> = ids.iter().map(target).collect::<Result<_, _>>()?;
    normalised(&all).ok_or_else(|| wrong("the targets".into(), "none above 0".into(), "a positive total".into()))
}

/// The program by active sets.
struct Search<'a> {
    correlations: &'a [Vec<Real>],
    targets: &'a [Real],
    /// For each child the first of those that go together with it all the way; only these get weight.
    leads: &'a [usize],
}

impl Search<'_> {
    fn run(&self) -> Option<Vec<Real>> {
        let count = self.targets.len();
        let sums = self.sums();
        let leads = (0..count).filter(|position| self.leads.get(*position) == Some(position));
        let start = leads.reduce(|best, one| {
            let larger = sums.get(one).zip(sums.get(best)).is_some_and(|(one, best)| best.minus(*one).is_negative());
            if larger { one } else { best }
        })?;
        let mut free = vec![false; count];
        *free.get_mut(start)? = true;
        let (mut at, mut multiplier) = self.best_of(&free)?;
        // Every round comes nearer to the targets, so that no set of children is met twice.
        for _ in 0..1000 {
            let slopes = self.slopes(&free, &at, multiplier);
            let Some(next) = steepest(&slopes) else { return self.is_only(free, &slopes).then_some(at) };
            *free.get_mut(next)? = true;
            loop {
                let (aim, its) = self.best_of(&free)?;
                let Some(step) = blocked(&free, &at, &aim) else {
                    (at, multiplier) = (aim, its);
                    break;
                };
                for ((value, aim), free) in at.iter_mut().zip(&aim).zip(&mut free) {
                    *value = value.plus(step.times(aim.minus(*value)));
                    if *free && is_rounding(*value) {
                        (*value, *free) = (Real::ZERO, false);
                    }
                }
            }
        }
        None
    }

    /// Whether no other weights are as good: whether the children that could have weight at no loss are independent.
    fn is_only(&self, mut free: Vec<bool>, slopes: &[Option<Real>]) -> bool {
        let level = slopes.iter().map(|slope| slope.is_some_and(is_rounding));
        let is_open = free.iter_mut().zip(level).fold(false, |open, (free, level)| {
            *free |= level;
            open || level
        });
        !is_open || self.best_of(&free).is_some()
    }

    /// `Σ R` by column.
    fn sums(&self) -> Vec<Real> {
        self.correlations.iter().map(|row| Real::total(row.iter().copied())).collect()
    }

    /// The best `u` that is 0 wherever it is not free, whatever its signs, and the multiplier of `Σ R·u = 1`.
    fn best_of(&self, free: &[bool]) -> Option<(Vec<Real>, Real)> {
        let chosen = |all: &[Real]| -> Vec<Real> {
            all.iter().zip(free).filter(|(_, free)| **free).map(|(one, _)| *one).collect()
        };
        let columns: Vec<&Vec<Real>> =
            self.correlations.iter().zip(free).filter(|(_, free)| **free).map(|(column, _)| column).collect();
        let sums = chosen(&self.sums());
        // Rᵀ(R·u − t) + μ·Σ R = 0 and Σ R·u = 1.
        let mut system: Vec<Vec<Real>> = Vec::with_capacity(columns.len().saturating_add(1));
        for (column, sum) in columns.iter().zip(&sums) {
            let mut row: Vec<Real> = columns.iter().map(|other| product(column, other)).collect();
            row.extend([*sum, product(column, self.targets)]);
            system.push(row);
        }
        system.push(sums.iter().copied().chain([Real::ZERO, Real::ONE]).collect());
        let mut solution = solved(system)?;
        let multiplier = solution.pop()?;
        let mut values = solution.into_iter();
        let all = free.iter().map(|free| if *free { values.next() } else { Some(Real::ZERO) });
        Some((all.collect::<Option<_>>()?, multiplier))
    }

    /// For each child that could get weight, what a little of it adds to the objective; none for the others.
    fn slopes(&self, free: &[bool], at: &[Real], multiplier: Real) -> Vec<Option<Real>> {
        let reached = multiplied(self.correlations, at);
        let off: Vec<Real> = reached.iter().zip(self.targets).map(|(one, target)| one.minus(*target)).collect();
        let all = self.correlations.iter().zip(self.sums());
        let slopes = all.map(|(column, sum)| product(column, &off).plus(multiplier.times(sum)));
        let could = free.iter().zip(self.leads).enumerate().map(|(position, (free, lead))| !free && *lead == position);
        slopes.zip(could).map(|(slope, could)| could.then_some(slope)).collect()
    }
}

/// The child whose weight lowers the objective most; none where none does.
fn steepest(slopes: &[Option<Real>]) -> Option<usize> {
    let down = slopes.iter().enumerate().filter_map(|(position, slope)| Some((position, (*slope)?)));
    let down = down.filter(|(_, slope)| slope.is_negative() && !is_rounding(*slope));
    down.min_by(|one, other| one.1.compare(other.1)).map(|(position, _)| position)
}

/// For each child the first one whose correlation with it is 1.
fn leads(correlations: &[Vec<Real>]) -> Vec<usize> {
    let lead = |row: &Vec<Real>| row.iter().position(|one| is_rounding(Real::ONE.minus(*one))).unwrap_or_default();
    correlations.iter().map(lead).collect()
}

/// What each child has where those of one lead share alike.
fn shared(found: &[Real], leads: &[usize]) -> Vec<Real> {
    let share = |lead: &usize| {
        let count = leads.iter().filter(|other| *other == lead).count();
        found.get(*lead)?.over(Real::from_decimal(Decimal::from(count)))
    };
    leads.iter().map(|lead| share(lead).unwrap_or(Real::ZERO)).collect()
}

/// The step towards the aim at which the first weight falls to 0; none where the aim is reached before that.
fn blocked(free: &[bool], at: &[Real], aim: &[Real]) -> Option<Real> {
    let mut shortest: Option<Real> = None;
    for ((value, aim), _) in at.iter().zip(aim).zip(free).filter(|(_, free)| **free) {
        if aim.is_negative() {
            let step = value.over(value.minus(*aim)).unwrap_or(Real::ZERO);
            if shortest.is_none_or(|least| step.minus(least).is_negative()) {
                shortest = Some(step);
            }
        }
    }
    shortest
}
