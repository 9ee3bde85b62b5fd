//! How many rivals can be on one side of a subject under the same weights.
//!
//! A rival that some weights put ahead of a subject, and one that other weights put ahead, need not be ahead together.
//! They are not when a mixture of their scores is behind the subject under all weights: then one of them is behind as
//! well (Farkas). Such conflicts are looked for among all undecided rivals; when no more are found, the least number of
//! rivals with one of each conflict is the number that must be on the other side (Parker and Ryan 1996).

use std::cell::Cell;

use super::conflicts::{self, Conflicts, Rivals};
use super::lead::Field;
use super::mean_tree::PerMean;
use super::saddle::Saddle;
use crate::model::positions;
use crate::robustness::control::{Cancelled, Pulse};
use crate::robustness::effective::PerLeaf;

positions! {
    /// A rival of one subject: it is ahead under some weights of the region, and behind under others.
    OfRival, RivalId, PerRival;
}

/// No more extreme weights are taken into one mixture.
const EXTREMES: usize = 100;

/// How many operations a branch takes in the search for rivals that settle all conflicts: it looks at all of them.
const BRANCH: usize = 256;

/// A subject against its rivals.
pub(super) struct Contest<'a> {
    field: &'a Field<'a>,
    /// By how much each rival is on the side in question, by indicator, in units of 10⁻¹²; never too little.
    leads: PerRival<PerLeaf<f64>>,
    /// The operations that may still be spent.
    effort: Cell<usize>,
}

/// What a contest comes to.
pub(super) struct Outcome {
    /// So many rivals at least are on the other side, whatever the weights.
    pub(super) others: usize,
    /// Weights that put all other rivals on the side in question, as far as bounds on leads say; none where none were
    /// found.
    pub(super) weights: Option<PerMean<Vec<f64>>>,
    /// Whether more effort might find more on the other side.
    pub(super) is_cut_short: bool,
}

impl Outcome {
    /// Nothing is known of any rival.
    pub(super) fn nothing(is_cut_short: bool) -> Self {
        Self { others: 0, weights: None, is_cut_short }
    }
}

/// What is found of a set of rivals.
enum Found {
    /// No weights put these of them on the side together.
    Conflict(Rivals),
    /// These weights put all of them there, given as effective weights of indicators.
    Together(PerLeaf<f64>),
    /// They come as near to it as floating point can tell.
    Touching,
    /// The effort did not suffice.
    Open,
}

/// Extreme weights, and what they make of the rivals of a set.
struct Extreme {
    effective: PerLeaf<f64>,
    leads: Vec<f64>,
}

impl<'a> Contest<'a> {
    pub(super) fn new(field: &'a Field<'a>, leads: PerRival<PerLeaf<f64>>, effort: usize) -> Self {
        Self { field, leads, effort: Cell::new(effort) }
    }

    /// How many rivals at least are on the other side.
    ///
    /// # Errors
    /// When the job is stopped.
    pub(super) fn outcome(&self, pulse: &Pulse<'_>) -> Result<Outcome, Cancelled> {
        if self.leads.len() > conflicts::MOST {
            return Ok(Outcome::nothing(true));
        }
        let mut conflicts = Conflicts::new(self.effort.get() / BRANCH);
        let everyone = Rivals::of(self.leads.ids().map(RivalId::number));
        loop {
            let cut_short = |others| Outcome { others, weights: None, is_cut_short: true };
            let Some(others) = conflicts.smallest() else { return Ok(cut_short(conflicts.at_least())) };
            let mut rest = everyone.without(others);
            // Several conflicts apart from each other are found at once.
            let found = loop {
                match self.found(rest, pulse)? {
                    Found::Conflict(set) if !set.is_empty() => {
                        conflicts.push(set);
                        rest = rest.without(set);
                    }
                    found => break found,
                }
            };
            if rest != everyone.without(others) {
                continue;
            }
            let weights = match found {
                Found::Together(effective) => Some(self.field.by_node(&effective)),
                Found::Touching | Found::Conflict(_) => None,
                Found::Open => return Ok(cut_short(conflicts.at_least())),
            };
            return Ok(Outcome { others: conflicts.at_least(), weights, is_cut_short: false });
        }
    }

    /// Whether some weights put all of a set of rivals on the side: those mixtures of extreme weights are looked for under
    /// which the least lead of them is greatest, and those mixtures of rivals under which the greatest lead is least.
    fn found(&self, set: Rivals, pulse: &Pulse<'_>) -> Result<Found, Cancelled> {
        let rivals: Vec<RivalId> = self.leads.ids().filter(|rival| set.has(rival.number())).collect();
        let threshold = &self.field.threshold;
        let mut shares: Vec<f64> = rivals.iter().map(|_| 1.0 / rivals.len() as f64).collect();
        let (mut extremes, mut least) = (Vec::<Extreme>::new(), f64::MIN);
        for _ in 0..EXTREMES {
            if !self.spend(rivals.len(), pulse)? {
                break;
            }
            let extreme = self.extreme(&rivals, &shares);
            if rivals.is_empty() {
                return Ok(Found::Together(extreme.effective));
            }
            let most: f64 = extreme.leads.iter().zip(&shares).map(|(lead, share)| lead * share).sum();
            if most < -(threshold.from + threshold.doubt) {
                let mixed = rivals.iter().zip(&shares).filter(|(_, share)| **share > 0.0);
                return Ok(Found::Conflict(Rivals::of(mixed.map(|(rival, _)| rival.number()))));
            }
            extremes.push(extreme);
            let columns: Vec<Vec<f64>> = extremes.iter().map(|extreme| extreme.leads.clone()).collect();
            let Some(saddle) = Saddle::of(&columns) else { break };
            if saddle.value > threshold.apart() {
                return Ok(Found::Together(self.mixed(&extremes, &saddle.columns)));
            }
            if most - saddle.value < threshold.told_apart() {
                return Ok(Found::Touching);
            }
            shares = saddle.rows;
            // Left out before there is an advance, they would come back without end.
            if saddle.value > least + threshold.told_apart() {
                let mut used = saddle.columns.into_iter().map(|share| share > 0.0);
                extremes.retain(|_| used.next().unwrap_or(true));
                least = saddle.value;
            }
        }
        Ok(Found::Open)
    }

    /// The weights under which a mixture of rivals is furthest on the side.
    fn extreme(&self, rivals: &[RivalId], shares: &[f64]) -> Extreme {
        let mut mixed = self.field.leaves.filled(0.0);
        for (rival, share) in rivals.iter().zip(shares).filter(|(_, share)| **share > 0.0) {
            for (sum, lead) in mixed.values_mut().zip(self.leads[*rival].values()) {
                *sum -= share * lead;
            }
        }
        let effective = self.field.by_leaf(&self.field.weights(&mixed));
        let lead = |rival: &RivalId| {
            let parts = self.leads[*rival].values().zip(effective.values());
            parts.map(|(lead, weight)| lead * weight).sum()
        };
        let leads = rivals.iter().map(lead).collect();
        Extreme { effective, leads }
    }

    /// A mixture of extreme weights. Effective weights may be mixed: for them, the region has no dents.
    fn mixed(&self, extremes: &[Extreme], shares: &[f64]) -> PerLeaf<f64> {
        let mut mixed = self.field.leaves.filled(0.0);
        for (extreme, share) in extremes.iter().zip(shares) {
            for (sum, weight) in mixed.values_mut().zip(extreme.effective.values()) {
                *sum += share * weight;
            }
        }
        mixed
    }

    /// Spends the effort of one step; false where there is none left.
    fn spend(&self, rivals: usize, pulse: &Pulse<'_>) -> Result<bool, Cancelled> {
        /// How many operations a node takes in the search for extreme weights: it sorts.
        const SORTED: usize = 20;
        let step = self.field.operations().saturating_mul(rivals.saturating_mul(2).saturating_add(SORTED));
        let left = self.effort.get().checked_sub(step);
        self.effort.set(left.unwrap_or_default());
        pulse.spend(step)?;
        Ok(left.is_some())
    }
}
