//! Settings of nodes that are declared and that nothing uses: each is refused, naming what would use it.

use std::collections::HashSet;

use crate::method::Direction;
use crate::method::rule::Rule;
use crate::method::weight::Basis;
use crate::model::{
    Dimension, Draft, Index, Indicator, Measure, Missing, Node, Options, ScoreStep, Source, Tree, TreeIndicator,
    TreePart, WeightScheme, Within, under,
};
use crate::support::{Problem, ProblemKind, Problems};

/// Reports the unused settings of every node of an index that stands at this path.
pub(super) fn check(draft: &Draft, index: &Index, path: &str, problems: &mut Problems) {
    let alternatives = OtherRules::of(draft, index);
    let whose = index.weights.from.as_ref();
    let mut unused = Unused { index, alternatives, problems };
    unused.others(path);
    unused.nodes(&index.children, whose.is_some_and(|source| source.basis() == Basis::Figures), path);
}

/// The rules that an alternative gives to indicators of an index.
pub(super) struct OtherRules<'a> {
    rules: &'a [Rule],
    /// The ids of the indicators; empty for all of them.
    nodes: HashSet<&'a str>,
}

impl<'a> OtherRules<'a> {
    /// Those of every alternative of an index.
    pub(super) fn of(draft: &'a Draft, index: &Index) -> Vec<Self> {
        let alternatives = draft.alternatives.iter().filter(|alternative| alternative.is_of(index));
        let rules = alternatives.filter_map(|alternative| match &alternative.options {
            Options::Rule(rules) => Some(Self { rules, nodes: alternative.nodes.iter().map(String::as_str).collect() }),
            _ => None,
        });
        rules.collect()
    }
}

/// Whether any rule takes its target from the figures of this indicator: its own, or one of an alternative.
pub(super) fn takes_target(indicator: &Indicator, others: &[OtherRules<'_>]) -> bool {
    variants(indicator, others).any(|variant| variant.step().scoring().uses_target())
}

/// Whether anything of an index is taken from the data: by a rule, also one of an alternative, or by a treatment.
pub(super) fn takes_from_data(draft: &Draft, index: &Index) -> bool {
    let others = OtherRules::of(draft, index);
    let tree = Tree::new(index, "");
    let of_indicators = tree.indicators().iter().any(|TreeIndicator { indicator, .. }| {
        let mut all = variants(indicator, &others);
        indicator.treat.is_some() || all.any(|variant| variant.step().takes_from_data(index.scale))
    });
    of_indicators
        || tree.nodes().iter().any(|node| match &node.part {
            TreePart::Inner(inner) => {
                inner.second_step.as_ref().is_some_and(|second| second.step().takes_from_data(index.scale))
            }
            TreePart::Leaf(_) => false,
        })
}

/// Whether any dimension below has written weights.
fn has_written_weights(nodes: &[Node]) -> bool {
    nodes.iter().any(|node| match node {
        Node::Dimension(dimension) => dimension.weights.is_none() || has_written_weights(&dimension.children),
        Node::Indicator(_) => false,
    })
}

/// The indicator, and the same under each rule that an alternative gives it.
fn variants<'a>(indicator: &'a Indicator, others: &'a [OtherRules<'a>]) -> impl Iterator<Item = Indicator> {
    let is_meant = |other: &&OtherRules<'_>| other.nodes.is_empty() || other.nodes.contains(indicator.id.as_str());
    let given = others.iter().filter(is_meant).flat_map(|other| other.rules);
    std::iter::once(indicator.clone()).chain(given.map(|rule| under(indicator, rule)))
}

struct Unused<'a> {
    index: &'a Index,
    alternatives: Vec<OtherRules<'a>>,
    problems: &'a mut Problems,
}

impl Unused<'_> {
    /// What written weights total, where none are.
    fn others(&mut self, path: &str) {
        let weights = &self.index.weights;
        let is_declared =
            weights.from.is_some() && weights.by_group.is_none() && weights.scheme != WeightScheme::Strict;
        if is_declared && !has_written_weights(&self.index.children) {
            let what = "no weights are written below the first level".to_owned();
            let expected = "no `others`, or dimensions with written weights";
            self.refuse(format!("{path}.weights.others"), what, format!("{:?}", weights.scheme.name()), expected);
        }
    }

    /// Looks at nodes with a common parent, which stands at this path; `weighed` says whether the parent weighs them by
    /// their figures.
    fn nodes(&mut self, nodes: &[Node], weighed: bool, parent: &str) {
        for (number, node) in nodes.iter().enumerate() {
            let path = format!("{parent}.children[{number}]");
            match node {
                Node::Indicator(indicator) => self.indicator(indicator, weighed, &path),
                Node::Dimension(dimension) => {
                    self.dimension(dimension, &path);
                    let source = dimension.weights.as_ref();
                    let weighed = source.is_some_and(|source| source.basis() == Basis::Figures);
                    self.nodes(&dimension.children, weighed, &path);
                }
            }
        }
    }

    fn indicator(&mut self, indicator: &Indicator, weighed: bool, path: &str) {
        let variants: Vec<Indicator> = variants(indicator, &self.alternatives).collect();
        let any = |uses: &dyn Fn(&ScoreStep<'_>) -> bool| variants.iter().any(|variant| uses(&variant.step()));
        let directed = weighed || any(&|step| step.scoring().uses_direction());
        let calibrated = any(&|step| step.first_takes_from_data(self.index.scale));
        let previous = indicator.measure != Measure::Level || any(&|step| step.scoring().uses_previous());
        let named = previous || any(&|step| step.scoring().uses_target());
        self.step(&indicator.step(), directed, calibrated, path);
        let Some(source) = &indicator.from else { return };
        if let (Some(input), false) = (&indicator.input, named) {
            let what = format!("the input of `{}` is worked out: nothing reads one of this name", indicator.id);
            let expected = "no `input`, or a rule with a target of each subject, such as \"completion\"";
            self.refuse(format!("{path}.input"), what, format!("{input:?}"), expected);
        }
        let always = matches!(source, Source::Tasks(_)) && !previous && indicator.denominate.is_none();
        if always && indicator.missing != Missing::Error {
            let what = format!("`{}` is worked out from tasks: it applies or not, and is never missing", indicator.id);
            let found = serde_json::to_string(&indicator.missing).unwrap_or_default();
            self.refuse(format!("{path}.missing"), what, found, "no `missing`, or an observed input");
        }
    }

    fn dimension(&mut self, dimension: &Dimension, path: &str) {
        if let (Some(_), Some(second)) = (&dimension.rule, dimension.second_step()) {
            let step = second.step();
            let directed = step.scoring().uses_direction();
            let calibrated = step.first_takes_from_data(self.index.scale);
            return self.step(&step, directed, calibrated, path);
        }
        let what = |field: &str| format!("dimension `{}` has no rule, and only a rule uses `{field}`", dimension.id);
        if let Some(direction) = dimension.direction {
            let expected = "no `direction`, or a `rule` that takes one, such as \"min_max\"";
            self.refuse(format!("{path}.direction"), what("direction"), format!("{:?}", direction.name()), expected);
        }
        if dimension.within != Within::All {
            let expected = "no `within`, or a `rule` that is calibrated on figures, such as \"min_max\"";
            self.refuse(format!("{path}.within"), what("within"), format!("{:?}", dimension.within.name()), expected);
        }
    }

    /// The settings of a rule, with what makes a difference to it.
    fn step(&mut self, step: &ScoreStep<'_>, directed: bool, calibrated: bool, path: &str) {
        let rule = step.rule.first().name();
        // Of values that are scores already, higher ones are better: that may be said.
        let is_said =
            |direction: &Direction| matches!(step.rule.first(), Rule::AsIs(_)) && *direction == Direction::Higher;
        if let (Some(direction), false) = (step.direction.filter(|direction| !is_said(direction)), directed) {
            let what = format!("rule `{rule}` takes no direction: its parameters say alone what is better");
            let expected = "no `direction`, or a rule that takes one, such as \"min_max\"";
            self.refuse(format!("{path}.direction"), what, format!("{:?}", direction.name()), expected);
        }
        if step.within != Within::All && !calibrated {
            let what = format!("rule `{rule}` as it stands takes nothing from the figures of others");
            let expected = "no `within`, or a rule that is calibrated on figures, such as \"percent_rank\"";
            self.refuse(format!("{path}.within"), what, format!("{:?}", step.within.name()), expected);
        }
    }

    fn refuse(&mut self, path: String, what: String, found: String, expected: &str) {
        self.problems.push(Problem::new(ProblemKind::Unused, path, what).found(found).expected(expected));
    }
}
