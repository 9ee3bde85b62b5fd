//! Weights of a node's children by a method, from the figures of the ranked subjects.

use rust_decimal::Decimal;

use crate::evidence::Observation;
use crate::prepared::{Prepared, Standing, View};
use crate::scoring::{Sources, TaskBook, measured_values};
use crate::system::{Direction, TreePart};
use crate::weighting::{
    BENEFIT_OF_THE_DOUBT, Basis, Columns, DerivedWeights, ShareBounds, TARGET_IMPORTANCES, WeightMethod,
    WeightMethodError, benefit_of_the_doubt, target_importances,
};

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

    /// Weights by benefit of the doubt: for each ranked subject the `w ≥ 0` that make its `Σ w·y` of the children's scores
    /// largest while it is at most 1 for every subject, each child making up a share of it within the bounds. The weights
    /// of the node are the means of the subjects' shares, which are told too. Where several weights favour a subject alike,
    /// its score stands and its shares are those of one of them. Scores of 0 or more; above 0 where there is a least share.
    /// Told to 10 decimals, as the linear programs are solved in binary floating point. Source: Cherchye et al., Social
    /// Indicators Research 82 (2007).
    ///
    /// # Errors
    /// As [`Prepared::derive_weights`]; or when no shares within the bounds total 1.
    pub fn benefit_of_the_doubt(
        &self,
        index: usize,
        node: Option<&str>,
        bounds: ShareBounds,
    ) -> Result<DerivedWeights, WeightMethodError> {
        self.with_columns(index, node, (BENEFIT_OF_THE_DOUBT, Basis::Scores), |columns| {
            benefit_of_the_doubt(columns, bounds)
        })
    }

    /// Weights of 0 or more of an arithmetic mean under which each child is as important as the targets say; the same for
    /// each where there are none. Importance is the correlation of the child's scores with the mean, over the total of
    /// all children's; the sum of squares of what importances are off is made least. The diagnostics tell the
    /// `importances` that are reached and the `largest_gap`. Source: Becker, Saisana, Paruolo & Vandecasteele, Ecological
    /// Indicators 80 (2017); COINr's `get_opt_weights`.
    ///
    /// # Errors
    /// As [`Prepared::derive_weights`]; or when the targets are not one of 0 or more for each child with a positive total,
    /// a child scores the same for all, or children go together so closely that many weights are as good.
    pub fn weights_for_importances(
        &self,
        index: usize,
        node: Option<&str>,
        targets: &[(String, Decimal)],
    ) -> Result<DerivedWeights, WeightMethodError> {
        self.with_columns(index, node, (TARGET_IMPORTANCES, Basis::Scores), |columns| {
            target_importances(columns, targets)
        })
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
        let subject = |standing: &Standing| {
            let subject = view.prepared.subjects.get(standing.place).and_then(|at| view.draft.subjects.get(*at));
            subject.map_or_else(String::new, |subject| subject.id.clone())
        };
        let mut columns = Columns::of(view.standings.iter().map(subject).collect());
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
