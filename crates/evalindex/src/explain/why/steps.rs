//! The figure of a node, and the steps from it to the score.

use super::node::{Step, StepKind, UsedFigure};
use crate::engine::{Filled, StepTrace, Trace};
use crate::method::rule::{Basis, Calibration};
use crate::model::{Impute, Missing, NodeId, NodeSource, Row, Source, Transform, TreePart};
use crate::number::{Exact, Formula, Function};
use crate::result::{FigureOrigin, Treated};
use crate::support::Refused;

/// The figure of a subject at a node with a rule.
pub(super) fn figure(step: &StepTrace<'_>, row: Row) -> Result<UsedFigure, Refused> {
    let (traced, (calibration, group), site) = (step.figure(row)?, step.calibration(row), step.site());
    let imputed = match site.step.missing {
        Missing::Impute(how) if traced.origin == Some(FigureOrigin::Imputed) => Some(how),
        _ => None,
    };
    let (target, own_target) = traced.target.unzip();
    let node = node_read(step, traced.origin);
    Ok(UsedFigure {
        observed: traced.observed,
        period: site.draft.period.clone().filter(|_| traced.observed.is_some()),
        from: traced.origin,
        node,
        imputed,
        used: traced.used,
        target,
        own_target: own_target.unwrap_or_default(),
        calibration: statistics(calibration),
        then: calibration.then().iter().map(statistics).collect(),
        within: group.map(str::to_owned),
    })
}

/// The node that a figure of this origin is taken from.
fn node_read(step: &StepTrace<'_>, origin: Option<FigureOrigin>) -> Option<NodeSource> {
    match &step.indicator()?.from {
        Some(Source::Node(source)) if origin == Some(FigureOrigin::Node) => Some(source.clone()),
        _ => None,
    }
}

/// What one rule took from the data, by name.
fn statistics(calibration: &Calibration) -> Vec<(String, Exact)> {
    let statistics = calibration.statistics().iter().map(|(name, value)| (name.to_string(), value.clone()));
    let count = Some(calibration.order().len()).filter(|count| *count > 0);
    statistics.chain(count.map(|count| ("count".to_owned(), Exact::count(count)))).collect()
}

/// The steps to the score of a subject at a node.
pub(super) fn node_steps(
    trace: &Trace<'_>,
    step: Option<&StepTrace<'_>>,
    node: NodeId,
    row: Row,
) -> Result<Vec<Step>, Refused> {
    let mut steps = Steps::default();
    if let Some(formula) = trace.formula(node, row) {
        steps.formula(StepKind::Aggregated, formula);
    }
    if let Some(step) = step {
        steps.of_rule(step, row)?;
    }
    let tree = &trace.view.aggregated;
    let score = tree.exact(node, row);
    if let (Some(siblings), Some(score)) = (siblings(trace, node, row), &score)
        && step.is_some_and(|step| matches!(step.cells()[row], Filled::Absent(_)))
    {
        let count = Formula::count(siblings.len());
        let mean = Formula::sum(siblings.into_iter().map(Formula::from)) / count;
        steps.push(StepKind::Imputed, mean, score.clone());
    }
    // A declared rounding comes before the raters are standardised.
    let standard = tree.standard(node).zip(mark(trace, node, row));
    let score = standard.as_ref().map_or(score.clone(), |(_, mark)| Some(mark.clone()));
    // A declared rounding changes what the last formula comes to.
    if let (Some(last), Some(score)) = (steps.last(), score)
        && trace.view.scored.tree.node(node).round.is_some()
        && trace.view.scored.near.compare(&last, &score).is_ne()
    {
        steps.push(StepKind::Rounded, last.into(), score);
    }
    if let (Some((standard, mark)), Some(score)) = (standard, tree.exact(node, row)) {
        steps.push(StepKind::Standardised, standard.formula(&mark), score);
    }
    Ok(steps.0)
}

/// The score of an indicator by its own rule.
fn mark(trace: &Trace<'_>, node: NodeId, row: Row) -> Option<Exact> {
    match trace.view.scored.tree.node(node).part {
        TreePart::Leaf(leaf) => trace.view.scored.columns[leaf].exact(row),
        TreePart::Inner(_) => None,
    }
}

/// The scores of the siblings from which a missing score is imputed; none where it is not.
fn siblings(trace: &Trace<'_>, node: NodeId, row: Row) -> Option<Vec<Exact>> {
    let tree = &trace.view.scored.tree;
    let by_row = |node: NodeId| tree.missing(node) == Some(Missing::Impute(Impute::RowMean));
    let parent = tree.node(node).parent.filter(|_| by_row(node))?;
    let shares = trace.view.shares_for(parent, row)?;
    let counted = tree.node(parent).children().iter().zip(shares.parts()).filter(|(_, weight)| **weight > 0);
    // Scores that are imputed in the same way take no part.
    let own = |child: NodeId| match tree.node(child).part {
        TreePart::Leaf(leaf) => trace.view.scored.columns[leaf].units(row).is_some(),
        TreePart::Inner(_) => true,
    };
    let others = counted.map(|(child, _)| *child).filter(|child| *child != node && own(*child));
    Some(others.filter_map(|child| trace.view.aggregated.exact(child, row)).collect())
}

/// Steps in turn.
#[derive(Default)]
struct Steps(Vec<Step>);

impl Steps {
    fn push(&mut self, what: StepKind, formula: Formula, value: Exact) {
        self.0.push(Step { what, formula, value, basis: None });
    }

    /// A formula with its own value.
    fn formula(&mut self, what: StepKind, formula: Formula) {
        if let Some(value) = formula.value() {
            self.push(what, formula, value);
        }
    }

    /// What the last step came to.
    fn last(&self) -> Option<Exact> {
        self.0.last().map(|step| step.value.clone())
    }

    /// From a figure to the score of a rule.
    fn of_rule(&mut self, step: &StepTrace<'_>, row: Row) -> Result<(), Refused> {
        let used = match &step.cells()[row] {
            Filled::Value(used) => used,
            Filled::Given(score) => {
                self.push(StepKind::Given, score.into(), score.clone());
                return Ok(());
            }
            Filled::Absent(_) => return Ok(()),
        };
        let traced = step.figure(row)?;
        if let (Some(node), Some(value)) = (node_read(step, traced.origin), step.taken(row)) {
            let basis = Basis::Node { index: node.index, node: node.id, of: node.of.name() };
            self.0.push(Step { what: StepKind::Taken, formula: (&value).into(), value, basis: Some(basis) });
        }
        let [divided, measured] = step.measuring(row);
        let formed = step.formed(row).into_iter().map(|formula| (StepKind::Formed, Some(formula)));
        for (what, formula) in formed.chain([(StepKind::Divided, divided), (StepKind::Measured, measured)]) {
            if let Some(formula) = formula {
                self.formula(what, formula);
            }
        }
        // An imputed figure is on the measured scale.
        let before = traced.measured.value().cloned().or_else(|| step.filled_value(row));
        self.treat(step, before, used);
        let (rule, cell) = (step.site().step.rule, step.cell(row)?);
        let scored = rule.each(used, &cell, &mut |rule, x, cell, scored| {
            let working = rule.as_scoring().working(x, cell);
            let (formula, basis) =
                working.map_or_else(|| ((&scored.score).into(), None), |working| (working.formula, working.basis));
            self.0.push(Step { what: StepKind::Scored, formula, value: scored.score.clone(), basis });
        });
        scored.map_err(|_| Refused::internal("a scored figure has no score"))?;
        Ok(())
    }

    /// The treatment of outliers and the transform.
    fn treat(&mut self, step: &StepTrace<'_>, before: Option<Exact>, used: &Exact) {
        let Some(before) = before else { return };
        let treated = step.treated().and_then(|treated| Some((treated, treated.apply(&before)?)));
        let after = match treated {
            None => before,
            Some((Treated::Winsorised { low, high, .. }, after)) => {
                if after != before {
                    let (is_low, held) = (after == *low, Formula::from(&before));
                    let formula = if is_low { held.max(low) } else { held.min(high) };
                    self.push(StepKind::Treated, formula, after.clone());
                }
                after
            }
            Some((Treated::Log { shift }, after)) => {
                let formula = (Formula::from(&before) + shift).of(Function::Ln);
                self.push(StepKind::Treated, formula, after.clone());
                after
            }
        };
        if let Some(transform) = step.site().transform() {
            let function = match transform {
                Transform::Ln => Function::Ln,
                Transform::Log10 => Function::Log10,
                Transform::Sqrt => Function::Sqrt,
            };
            self.push(StepKind::Transformed, Formula::from(after).of(function), used.clone());
        }
    }
}
