//! Formulas with the numbers of one subject: what is measured of a figure, and the aggregate of a node.

use super::{StepTrace, Trace};
use crate::engine::figure::Figure;
use crate::engine::measure::{measured_of, previous_level};
use crate::method::aggregate::{Field, Operand, Part, Parts, Shows, Weighed};
use crate::model::{Measure, NodeId, Row, TreePart};
use crate::number::{Exact, Formula};
use crate::support::{Interrupt, Problems};

impl Trace<'_> {
    /// The aggregate of a node for a subject, before its rule and its rounding; none where it has no score.
    pub(crate) fn formula(&self, node: NodeId, row: Row) -> Option<Formula> {
        let TreePart::Inner(inner) = &self.view.scored.tree.node(node).part else { return None };
        let step = self.node_step(node, inner, row)?;
        if step.absence(row).is_some() {
            return None;
        }
        match inner.aggregate.shows() {
            Shows::One(formula) => {
                let parts: Vec<_> = step.present(row).collect();
                let unit = step.declared_total.over(&Exact::from(step.shares.total()))?;
                let operand =
                    |part: &Part<'_>| Operand { weight: &Exact::from(part.weight) * &unit, score: part.score.clone() };
                let operands: Vec<Operand> = parts.iter().map(operand).collect();
                let (declared_total, scale) = (&step.declared_total, step.scale);
                let parts = Parts { present: &parts, scale, declared_total, near: step.near() };
                formula(&Weighed { parts, operands: &operands })
            }
            Shows::All(formula) => {
                let complete: Vec<Row> =
                    self.view.scored.subjects.ids().filter(|row| step.absence(*row).is_none()).collect();
                let scores = |row: &Row| step.counted().map(|(child, _)| step.tree.exact(child, *row)).collect();
                let rows: Vec<Vec<Option<Exact>>> = complete.iter().map(scores).collect();
                let weights: Vec<u128> = step.counted().map(|(_, weight)| weight).collect();
                let (scale, near) = (step.scale, step.near());
                let field = Field { rows: &rows, weights: &weights, scale, near, interrupt: Interrupt::NEVER };
                formula(&field, complete.iter().position(|one| *one == row)?)
            }
        }
    }
}

impl StepTrace<'_> {
    /// The figure of the period before of an input that this node reads, where it is formed from former units: the input
    /// and the sum or weighted mean.
    pub(crate) fn formed(&self, row: Row) -> Vec<Formula> {
        let (site, Some(indicator)) = (self.site(), self.indicator()) else { return Vec::new() };
        let Some(how) = &indicator.formed else { return Vec::new() };
        let parts = indicator.inputs().filter_map(|input| site.draft.formed_parts(how, input, site.subjects[row]));
        parts.map(|parts| formed_formula(&parts)).collect()
    }

    /// What is measured of the observed figure of a subject: its division by a denominator, then its change or growth.
    /// None of a figure that is taken as it is.
    pub(crate) fn measuring(&self, row: Row) -> [Option<Formula>; 2] {
        self.measured_formulas(row).unwrap_or_default()
    }

    fn measured_formulas(&self, row: Row) -> Option<[Option<Formula>; 2]> {
        let (site, indicator) = (self.site(), self.indicator()?);
        let (draft, subject) = (site.draft, site.subjects[row]);
        let raw = Exact::from(self.observed(row)?);
        let (now, _) = measured_of(draft, indicator, subject, Figure::Value(raw.clone()), &mut Problems::new());
        let now = now.value()?.clone();
        let divided = indicator.denominate.as_ref().and_then(|denominator| {
            let by = Figure::from(draft.values.figure(&denominator.by, subject)).value().cloned()?;
            let scaled = Formula::from(&raw);
            let is_plain = Exact::from(denominator.scale) == Exact::ONE;
            Some(if is_plain { scaled } else { Formula::from(denominator.scale) * &raw } / by)
        });
        let previous = || previous_level(draft, indicator, subject);
        let measured = match indicator.measure {
            Measure::Level => None,
            Measure::Growth => previous().map(|previous| match indicator.years.filter(|years| *years > 1) {
                None => Formula::from(100) * (Formula::from(&now) - &previous) / &previous,
                Some(years) => {
                    let of_one = Formula::from(1) / Exact::from(i128::from(years));
                    Formula::from(100) * ((Formula::from(&now) / &previous).pow(of_one) - Formula::from(1))
                }
            }),
            Measure::Change => previous().map(|previous| Formula::from(&now) - previous),
        };
        Some([divided, measured])
    }
}

/// The sum of parts without weights, or the mean of parts with weights.
fn formed_formula(parts: &[(Option<Exact>, Exact)]) -> Formula {
    let total = parts.iter().map(|(weight, _)| weight.as_ref().map(Formula::from)).collect::<Option<Vec<Formula>>>();
    let terms = parts.iter().map(|(weight, figure)| match weight {
        Some(weight) => Formula::from(weight) * figure,
        None => figure.into(),
    });
    let sum = Formula::sum(terms);
    match total {
        Some(weights) => sum / Formula::sum(weights),
        None => sum,
    }
}
