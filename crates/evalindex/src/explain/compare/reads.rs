//! What the nodes of an index read of a document.

use std::collections::BTreeSet;

use crate::method::rule::Rule;
use crate::model::{Index, Indicator, Node, Source};

/// What the nodes of an index read of a document.
#[derive(Default)]
pub(super) struct Reads<'a> {
    /// The inputs whose figures are read.
    pub(super) values: BTreeSet<&'a str>,
    /// The inputs whose previous figures are read.
    pub(super) previous: BTreeSet<&'a str>,
    /// The inputs of which subjects' own targets are read.
    pub(super) targets: BTreeSet<&'a str>,
    /// Whether tasks are read.
    pub(super) tasks: bool,
    /// The indexes whose results are read.
    parts: BTreeSet<&'a str>,
}

impl<'a> Reads<'a> {
    /// What the nodes of these indexes read.
    pub(super) fn of(indexes: impl IntoIterator<Item = &'a Index>) -> Self {
        let mut reads = Self::default();
        for index in indexes {
            reads.add_rule(&index.id, index.rule.as_ref());
            index.children.iter().for_each(|node| reads.add(node));
        }
        reads
    }

    fn add(&mut self, node: &'a Node) {
        node.children().iter().for_each(|child| self.add(child));
        match node {
            Node::Dimension(one) => self.add_rule(&one.id, one.rule.as_ref()),
            Node::Indicator(one) => {
                self.add_sources(one);
                self.add_rule(one.input_name(), Some(&one.rule));
                if one.looks_back() {
                    self.previous.extend(one.inputs().chain(one.formed_by()));
                }
            }
        }
    }

    /// Adds the targets and previous figures of this name that a rule takes.
    fn add_rule(&mut self, name: &'a str, rule: Option<&'a Rule>) {
        let Some(rule) = rule.map(Rule::as_scoring) else { return };
        if rule.uses_target() {
            self.targets.insert(name);
        }
        if rule.uses_previous() {
            self.previous.insert(name);
        }
    }

    fn add_sources(&mut self, indicator: &'a Indicator) {
        match &indicator.from {
            Some(Source::Tasks(_)) => self.tasks = true,
            Some(Source::Parts(source)) => {
                self.parts.insert(&source.index);
                self.values.extend(source.weight_by.as_deref());
            }
            Some(Source::Node(source)) => {
                self.parts.insert(&source.index);
            }
            None => {
                self.values.insert(indicator.input_name());
            }
        }
        self.values.extend(indicator.denominate.as_ref().map(|one| one.by.as_str()));
    }

    /// Whether all is read that an indicator measures.
    pub(super) fn has(&self, indicator: &Indicator) -> bool {
        let of_source = match &indicator.from {
            Some(Source::Tasks(_)) => self.tasks,
            Some(Source::Parts(source)) => self.parts.contains(source.index.as_str()),
            Some(Source::Node(source)) => self.parts.contains(source.index.as_str()),
            None => self.values.contains(indicator.input_name()),
        };
        of_source && indicator.denominate.as_ref().is_none_or(|one| self.values.contains(one.by.as_str()))
    }
}
