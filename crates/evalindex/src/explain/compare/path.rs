//! The path from the old document to the new one, and the parts that its steps make of each subject's change.

use std::collections::{BTreeMap, BTreeSet};

use super::material::Material;
use super::sides::{Both, Side, State};
use super::states::States;
use super::{Part, Split, SplitPart};
use crate::engine::{Scores, View};
use crate::explain::points::{Points, Printing};
use crate::model::{PerRow, Row};
use crate::number::{Exact, Rounding};
use crate::support::Refused;

/// The number of steps.
const STEPS: usize = Part::ALL.len();

/// The totals of all subjects in the states of the path, and on the way back.
pub(super) struct Path<'a, 'b> {
    material: &'b Material<'a>,
    views: &'b Both<View<'a>>,
    /// After so many steps forwards.
    forwards: Vec<PerRow<Option<Exact>>>,
    /// With these steps alone still to be made: all from here on are made first.
    backwards: Vec<PerRow<Option<Exact>>>,
    /// What there is to say of figures that a limit moves under the old calibration, and not under the new one.
    clamped: BTreeMap<Row, Vec<(String, String)>>,
}

impl<'a, 'b> Path<'a, 'b> {
    /// All states of the path.
    pub(super) fn new(material: &'b Material<'a>, views: &'b Both<View<'a>>) -> Result<Self, Refused> {
        let mut states = States::new(material);
        let (mut forwards, mut backwards) = (Vec::new(), Vec::new());
        for boundary in 0..=STEPS {
            forwards.push(states.totals(State::where_new(|at| at < boundary))?);
            backwards.push(states.totals(State::where_new(|at| at >= boundary))?);
        }
        let clamped = clamped(material, &mut states)?;
        Ok(Self { material, views, forwards, backwards, clamped })
    }

    /// The change of a subject that is ranked in both documents with these totals, split; none where a number is out of
    /// range.
    pub(super) fn split(&self, row: Row, ends: &Both<Exact>) -> Option<Split> {
        let person = &self.material.people[row];
        let at = Both { old: person.at.old?.row, new: person.at.new?.row };
        let bounds = self.bounds(row, ends);
        let exact = ends.new.less(&ends.old);
        let decimals = Side::BOTH.map(|side| self.views.of(side).index.rounding.decimals).into_iter().max()?;
        let rounding = Rounding::new(decimals, self.views.new.index.rounding.mode);
        let printing = Printing { rounding, near: self.views.new.scored.near };
        let printed = |side: Side| {
            let own = self.views.of(side).index.rounding;
            let units = self.views.of(side).totals().digits(*at.of(side), own)?;
            units.checked_mul(10_i128.checked_pow(decimals.checked_sub(own.decimals)?)?)
        };
        let change = printed(Side::New)?.checked_sub(printed(Side::Old)?)?;
        let steps: Vec<Step> = bounds.iter().zip(bounds.iter().skip(1)).filter_map(|pair| self.step(pair)).collect();
        let parts: Vec<&Exact> = steps.iter().map(|step| &step.part).collect();
        let whole = printing.whole(&exact)?;
        let counts = printing.parts(&parts, whole)?;
        let rest = Exact::from_scaled(change, decimals) - exact.clone();
        let part = |(step, count): (Step, i128)| {
            let reversed =
                step.reversed.map(|reversed| Points::new(reversed.clone(), printing.whole(&reversed)?, decimals));
            Some(SplitPart {
                turns: step.turns,
                parts: step.parts,
                points: Points::new(step.part, count, decimals)?,
                reversed: reversed.flatten(),
            })
        };
        Some(Split {
            change: Points::new(exact, change, decimals)?,
            parts: steps.into_iter().zip(counts).map(part).collect::<Option<_>>()?,
            rounding: Points::new(rest, change.checked_sub(whole)?, decimals)?,
            notices: self.clamped.get(&row).cloned().unwrap_or_default(),
        })
    }

    /// The boundaries between steps at which a subject has a score forwards, with its total, and that on the way back. Where
    /// the ends of the path are not those of the documents, only these are left.
    fn bounds(&self, row: Row, ends: &Both<Exact>) -> Vec<Bound> {
        let near = self.views.new.scored.near;
        let found = |states: &[PerRow<Option<Exact>>]| -> Vec<Option<Exact>> {
            states.iter().map(|one| one[row].clone()).collect()
        };
        let (mut forwards, mut backwards) = (found(&self.forwards), found(&self.backwards));
        let is_end = |state: Option<&Option<Exact>>, end: &Exact| {
            state.and_then(Option::as_ref).is_some_and(|state| near.compare(state, end).is_eq())
        };
        if !is_end(forwards.first(), &ends.old) || !is_end(forwards.last(), &ends.new) {
            (forwards, backwards) = (vec![None; forwards.len()], vec![None; backwards.len()]);
        }
        for (states, ends) in [(&mut forwards, [&ends.old, &ends.new]), (&mut backwards, [&ends.new, &ends.old])] {
            if let Some(first) = states.first_mut() {
                *first = Some(ends[0].clone());
            }
            if let Some(last) = states.last_mut() {
                *last = Some(ends[1].clone());
            }
        }
        let both = forwards.into_iter().zip(backwards).enumerate();
        both.filter_map(|(at, (forwards, backwards))| Some((at, forwards?, backwards))).collect()
    }

    /// The part of the steps between two boundaries; none where the documents do not differ in any of them.
    fn step(&self, (low, high): (&Bound, &Bound)) -> Option<Step> {
        let near = self.views.new.scored.near;
        let difference = |from: &Exact, to: &Exact| {
            // Real numbers that are near are equal.
            if near.compare(from, to).is_eq() { Exact::ZERO } else { to.less(from) }
        };
        let between = Part::ALL.iter().zip(self.material.changes).skip(low.0).take(high.0.checked_sub(low.0)?);
        let parts: Vec<Part> = between.filter(|(_, changes)| *changes).map(|(part, _)| *part).collect();
        if parts.is_empty() {
            return None;
        }
        let part = difference(&low.1, &high.1);
        let reversed = high.2.as_ref().zip(low.2.as_ref()).map(|(from, to)| difference(from, to));
        // So are two parts that real numbers make.
        let is_real = |reversed: &Exact| !part.is_rational() || !reversed.is_rational();
        let is_same = |reversed: &Exact| is_real(reversed) && near.compare(reversed, &part).is_eq();
        let reversed = reversed.map(|reversed| if is_same(&reversed) { part.clone() } else { reversed });
        let turns = reversed.as_ref().is_some_and(|reversed| {
            (part.is_positive() && reversed.is_negative()) || (part.is_negative() && reversed.is_positive())
        });
        Some(Step { parts, part, reversed, turns })
    }
}

/// A boundary between steps, with the total there and that on the way back.
type Bound = (usize, Exact, Option<Exact>);

/// The exact part of some steps.
struct Step {
    parts: Vec<Part>,
    part: Exact,
    reversed: Option<Exact>,
    turns: bool,
}

/// The figures that a limit moves under the old calibration and not under the new one: subject, indicator, what there is to
/// say.
fn clamped(material: &Material<'_>, states: &mut States<'_>) -> Result<BTreeMap<Row, Vec<(String, String)>>, Refused> {
    let mut found: BTreeMap<Row, Vec<(String, String)>> = BTreeMap::new();
    let calibrated = Part::ALL.iter().take_while(|part| **part != Part::Calibration).count();
    let old = states.run(State::where_new(|at| at < calibrated))?;
    let new = states.run(State::where_new(|_| true))?;
    let tree = material.tree();
    for (id, before, after) in old.leaves.zip(&new.leaves) {
        let moved: BTreeSet<Row> = after.scores.clamped.iter().map(|(row, _)| *row).collect();
        for (row, text) in before.scores.clamped.iter().filter(|(row, _)| !moved.contains(row)) {
            let node = tree.node(tree.by_indicator()[id].node).id.clone();
            found.entry(*row).or_default().push((node, text.clone()));
        }
    }
    Ok(found)
}
