//! Weights of a node's children by a method, from the figures of the ranked subjects.

use rust_decimal::Decimal;

use crate::evidence::Observation;
use crate::prepared::{Prepared, View};
use crate::scoring::{Sources, TaskBook, measured_values};
use crate::system::{Direction, TreePart};
use crate::weighting::{Basis, Columns, DerivedWeights, WeightMethod, WeightMethodError};

impl Prepared {
    /// The weights that a method gives to the children of a node of one index, by the index's place in the document; of the
    /// first level where no node is named.
    ///
    /// # Errors
    /// When the index has no such node with children, or the method cannot take the figures: the error names the child.
    pub fn derive_weights(
        &self,
        index: usize,
        node: Option<&str>,
        method: WeightMethod,
    ) -> Result<DerivedWeights, WeightMethodError> {
        self.with_columns(index, node, (method.name(), method.basis()), |columns| method.weigh(columns))
    }

    /// Weights from the columns of a node's children.
    fn with_columns(
        &self,
        index: usize,
        node: Option<&str>,
        (method, basis): (&'static str, Basis),
        weigh: impl FnOnce(&Columns) -> Result<DerivedWeights, WeightMethodError>,
    ) -> Result<DerivedWeights, WeightMethodError> {
        let unknown = || WeightMethodError::UnknownNode { node: node.unwrap_or_default().to_owned() };
        let view = self.view(index).map_err(WeightMethodError::Refused)?;
        let tree = &view.prepared.tree;
        let number = node.map_or(Some(0), |id| tree.find(id)).ok_or_else(unknown)?;
        let parent = tree.nodes().get(number).filter(|node| !node.children().is_empty()).ok_or_else(unknown)?;
        let mut columns = Columns::default();
        for child in parent.children() {
            let Some(id) = tree.nodes().get(*child).map(|node| node.id.as_str()) else { continue };
            let (figures, direction) = match basis {
                Basis::Order => (Vec::new(), Direction::Higher),
                Basis::Figures => figures(&view, *child),
                Basis::Scores => (scores(&view, *child), Direction::Higher),
            };
            let figures = figures.into_iter().collect::<Option<Vec<Decimal>>>();
            let absent = || WeightMethodError::Figure {
                method,
                child: id.to_owned(),
                what: "a ranked subject has no figure, expected one of each".to_owned(),
            };
            columns.add(id, figures.ok_or_else(absent)?, direction);
        }
        Ok(DerivedWeights { node: parent.id.clone(), ..weigh(&columns)? })
    }
}

/// The measured figures of an indicator, or the scores of a dimension, of the ranked subjects; and which are better.
fn figures(view: &View<'_>, child: usize) -> (Vec<Option<Decimal>>, Direction) {
    let ranked = view.standings.iter().map(|standing| standing.place);
    let nodes = view.prepared.tree.nodes();
    if let Some(TreePart::Leaf(leaf)) = nodes.get(child).map(|node| &node.part)
        && let Some(one) = view.prepared.tree.indicators().get(*leaf)
        && !matches!(one.indicator.from, Some(crate::system::Source::Parts(_)))
    {
        let rule = one.indicator.rule.as_scoring();
        let direction = one.indicator.direction.or(rule.implied_direction()).unwrap_or(Direction::Higher);
        let tasks = TaskBook::new(&view.draft.tasks);
        let sources = Sources { draft: view.draft, tasks: &tasks, parts: &|_| None };
        let values = measured_values(sources, (child, &one.indicator), &view.prepared.subjects);
        let value = |place: usize| match values.get(place) {
            Some(Observation::Value(value)) => Some(*value),
            _ => None,
        };
        return (ranked.map(value).collect(), direction);
    }
    (scores(view, child), Direction::Higher)
}

/// The ranked subjects' scores at a node.
fn scores(view: &View<'_>, child: usize) -> Vec<Option<Decimal>> {
    let score = |place: usize| view.climbed.score(child, place).map(crate::number::Score::to_decimal);
    view.standings.iter().map(|standing| score(standing.place)).collect()
}
