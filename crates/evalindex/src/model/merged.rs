//! Forming the figures that merged units had in the period before, from those of their former units.

use std::collections::HashMap;

use super::Node;
use super::draft::Draft;
use super::figures::Figures;
use super::formed::{Formed, FormedFigures};
use super::observation::Observation;
use super::positions::SubjectId;
use crate::number::Exact;

/// A part of a formed figure: its weight, none in a sum, and its figure.
type Part = (Option<Exact>, Exact);

impl Draft {
    /// The figure that a subject had in the period before, where the document gives none of its own, formed from those
    /// of its former units.
    pub(crate) fn formed_figure(&self, input: &str, subject: SubjectId) -> Option<&Exact> {
        self.formed.get(input, subject)
    }

    /// Sets a formed figure of a subject.
    pub(crate) fn set_formed(&mut self, input: &str, subject: SubjectId, figure: Exact) {
        self.formed.set(input, subject, figure);
    }

    /// The parts of a formed figure in the order of the document; none where it is not formed.
    pub(crate) fn formed_parts(&self, formed: &Formed, input: &str, subject: SubjectId) -> Option<Vec<Part>> {
        self.formed_figure(input, subject)?;
        parts(&self.previous, (formed, input), &former(&self.names(), &self.subject_at(subject).formed_from)?)
    }

    fn names(&self) -> HashMap<&str, SubjectId> {
        self.by_subject().map(|(id, one)| (one.id.as_str(), id)).collect()
    }

    fn has_merged_units(&self) -> bool {
        self.subjects.iter().any(|subject| !subject.formed_from.is_empty())
    }

    /// The draft as its figures are to be read: without sentinels, and with formed figures; none where it is as written.
    pub(crate) fn as_observed(&self) -> Option<Self> {
        let observed = self.without_sentinels();
        if !self.has_merged_units() {
            return observed;
        }
        let mut draft = observed.unwrap_or_else(|| self.clone());
        draft.form_previous();
        Some(draft)
    }

    /// Forms the figures of the period before.
    pub(super) fn form_previous(&mut self) {
        if !self.has_merged_units() {
            return;
        }
        let (mut formed, names) = (FormedFigures::default(), self.names());
        let merged: Vec<(SubjectId, Vec<SubjectId>)> = self
            .by_subject()
            .filter(|(_, one)| !one.formed_from.is_empty())
            .filter_map(|(id, one)| Some((id, former(&names, &one.formed_from)?)))
            .collect();
        let mut inputs = Vec::new();
        self.indexes.iter().for_each(|index| formed_inputs(&index.children, &mut inputs));
        for (input, how) in inputs {
            for (subject, from) in &merged {
                let own = self.previous.figure(input, *subject);
                // Another way to form the figures of the same input is refused; the first holds.
                let is_formed = matches!(own, Observation::Value(_)) || formed.get(input, *subject).is_some();
                if let (false, Some(figure)) = (is_formed, figure(&self.previous, (how, input), from)) {
                    formed.set(input, *subject, figure);
                }
            }
        }
        self.formed = formed;
    }
}

/// The former units of these ids; none where one is not known.
fn former(names: &HashMap<&str, SubjectId>, ids: &[String]) -> Option<Vec<SubjectId>> {
    ids.iter().map(|id| names.get(id.as_str()).copied()).collect()
}

/// The inputs below these nodes whose figures are formed, each with how; both inputs of a quotient.
fn formed_inputs<'a>(nodes: &'a [Node], inputs: &mut Vec<(&'a str, &'a Formed)>) {
    for node in nodes {
        match node {
            Node::Dimension(dimension) => formed_inputs(&dimension.children, inputs),
            Node::Indicator(indicator) => {
                let Some(how) = &indicator.formed else { continue };
                inputs.extend(indicator.inputs().map(|input| (input, how)));
            }
        }
    }
}

/// The parts of a formed figure; none where a former unit has no figure, or no weight.
fn parts(table: &Figures, (how, input): (&Formed, &str), from: &[SubjectId]) -> Option<Vec<Part>> {
    let value = |input: &str, unit: SubjectId| match table.figure(input, unit) {
        Observation::Value(value) => Some(Exact::from(value)),
        _ => None,
    };
    let part = |unit: &SubjectId| {
        let weight = match how {
            Formed::Sum => None,
            Formed::MeanBy(by) => Some(value(by, *unit)?),
        };
        Some((weight, value(input, *unit)?))
    };
    from.iter().map(part).collect()
}

/// A formed figure: the sum, or the weighted mean; none where a part is lacking or the parts weigh nothing.
fn figure(table: &Figures, what: (&Formed, &str), from: &[SubjectId]) -> Option<Exact> {
    let (mut sum, mut total) = (Exact::ZERO, Exact::ZERO);
    for (weight, figure) in parts(table, what, from)? {
        let weight = weight.unwrap_or(Exact::ONE);
        sum = &sum + &(&weight * &figure);
        total = &total + &weight;
    }
    match what.0 {
        Formed::Sum => Some(sum),
        Formed::MeanBy(_) => sum.over(&total),
    }
}
