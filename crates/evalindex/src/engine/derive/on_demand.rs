//! Weights of the children of a node, derived by a method from the figures of the ranked subjects.

use rust_decimal::Decimal;

use super::columns::weighed;
use crate::engine::prepared::Prepared;
use crate::method::weight::{DerivedWeights, ShareBounds, WeightMethod, WeightMethodError, WeightSource};
use crate::support::IndexRef;

impl Prepared {
    /// The weights that any source gives to the children of a node: of the named node, or of the index where no node is
    /// named. They are in the order of the document.
    ///
    /// # Errors
    /// When the document has no such index, the index no such node with children, the method cannot take the figures or
    /// judgements, or this build lacks the feature that the method needs.
    ///
    /// ```
    /// # use evalindex::Document;
    /// # use evalindex::weight::{WeightMethod, WeightSource};
    /// # let document = Document::from_json(r#"{
    /// #   "format": "evalindex/1",
    /// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
    /// #     {"id": "a", "name": "A", "weight": 70, "rule": {"type": "as_is"}},
    /// #     {"id": "b", "name": "B", "weight": 30, "rule": {"type": "as_is"}}]}],
    /// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}],
    /// #   "values": {"x": {"a": 80, "b": 10}}}"#)?;
    /// let found = document.prepare()?.weights_from(0, None, &WeightSource::Method(WeightMethod::RankSum))?;
    /// assert_eq!(found.weights[1].1.to_string(), "0.333333333333"); // 1/(2 + 1)
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn weights_from<'a>(
        &self,
        index: impl Into<IndexRef<'a>>,
        node: Option<&str>,
        source: &WeightSource,
    ) -> Result<DerivedWeights, WeightMethodError> {
        let unknown = || WeightMethodError::UnknownNode { node: node.unwrap_or_default().to_owned() };
        let view = self.view(index)?;
        let tree = &view.scored.tree;
        let parent = tree.node(node.map_or(Some(tree.top()), |id| tree.find(id)).ok_or_else(unknown)?);
        if parent.children().is_empty() {
            return Err(unknown());
        }
        weighed(&view, parent, source)
    }

    /// The weights that a method derives for the children of a node: of the named node, or of the index where no node
    /// is named. They are in the order of the document. Formulas and sources are those of [`WeightMethod`].
    ///
    /// # Errors
    /// When the document has no such index, the index no such node with children, or the method cannot take the
    /// figures: then the error names the child.
    ///
    /// ```
    /// # use evalindex::Document;
    /// # use evalindex::weight::WeightMethod;
    /// # let document = Document::from_json(r#"{
    /// #   "format": "evalindex/1",
    /// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
    /// #     {"id": "a", "name": "A", "weight": 70, "rule": {"type": "as_is"}},
    /// #     {"id": "b", "name": "B", "weight": 30, "rule": {"type": "as_is"}}]}],
    /// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}, {"id": "y", "name": "Y", "kind": "region"}],
    /// #   "values": {"x": {"a": 80, "b": 10}, "y": {"a": 60, "b": 50}}}"#)?;
    /// // The figures of b, 10 and 50, differ more than those of a, 80 and 60.
    /// let found = document.prepare()?.derive_weights(0, None, WeightMethod::Entropy)?;
    /// assert_eq!(found.weights[0].0, "a");
    /// assert!(found.weights[1].1 > found.weights[0].1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn derive_weights<'a>(
        &self,
        index: impl Into<IndexRef<'a>>,
        node: Option<&str>,
        method: WeightMethod,
    ) -> Result<DerivedWeights, WeightMethodError> {
        self.weights_from(index, node, &WeightSource::Method(method))
    }

    /// Weights by benefit of the doubt. For each ranked subject, the weights `w ≥ 0` that make its `Σ w·y` largest,
    /// where `y` are the scores of the children, under the condition that `Σ w·y` is at most 1 for every subject and
    /// that the share `w·y / Σ w·y` of each child is within the bounds. The weights of the node are the means of these
    /// shares over the subjects; the result has the shares of each subject, too. Where several sets of weights are
    /// equally good for a subject, its shares are those whose largest one is smallest, then those whose second largest
    /// one is smallest, and so on: one set, whatever the order of the children. Scores must be 0 or more, and above 0
    /// where the bounds have a least share. Solved exactly. Source: Cherchye et al., Social
    /// Indicators Research 82 (2007).
    ///
    /// # Errors
    /// As [`Prepared::derive_weights`]; when no shares within the bounds total 1; when there are more than 10,000
    /// subjects, or the product of the number of subjects and the fourth power of the number of children is above
    /// 20,000,000 (2,000 by 10).
    ///
    /// ```
    /// # use evalindex::Document;
    /// # use evalindex::weight::ShareBounds;
    /// # let document = Document::from_json(r#"{
    /// #   "format": "evalindex/1",
    /// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
    /// #     {"id": "a", "name": "A", "weight": 70, "rule": {"type": "as_is"}},
    /// #     {"id": "b", "name": "B", "weight": 30, "rule": {"type": "as_is"}}]}],
    /// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}, {"id": "y", "name": "Y", "kind": "region"}],
    /// #   "values": {"x": {"a": 80, "b": 10}, "y": {"a": 60, "b": 50}}}"#)?;
    /// // Each subject is best at one child, and gives all weight to it.
    /// let found = document.prepare()?.benefit_of_the_doubt(0, None, ShareBounds::default())?;
    /// assert_eq!(found.subjects[0].score.to_string(), "1");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[cfg(feature = "data-weights")]
    pub fn benefit_of_the_doubt<'a>(
        &self,
        index: impl Into<IndexRef<'a>>,
        node: Option<&str>,
        bounds: ShareBounds,
    ) -> Result<DerivedWeights, WeightMethodError> {
        self.weights_from(index, node, &WeightSource::BenefitOfTheDoubt(bounds))
    }

    /// Weights of 0 or more of an arithmetic mean under which the importance of each child is as near to its target as
    /// possible; equal targets where none are given. The importance of a child is the correlation of its scores with
    /// the mean, divided by the total of all children; the weights minimise the sum of squared differences between
    /// importances and targets. The diagnostics hold the `importances` that are reached and the `largest_gap`. Source:
    /// Becker, Saisana, Paruolo & Vandecasteele, Ecological Indicators 80 (2017); `get_opt_weights` of COINr.
    ///
    /// # Errors
    /// As [`Prepared::derive_weights`]; when the targets are not one number of 0 or more for each child with a positive
    /// total; when the scores of a child are all equal; when children are so highly correlated that many sets of
    /// weights are equally good.
    ///
    /// ```
    /// # use evalindex::{Decimal, Document};
    /// # let document = Document::from_json(r#"{
    /// #   "format": "evalindex/1",
    /// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
    /// #     {"id": "a", "name": "A", "weight": 50, "rule": {"type": "as_is"}},
    /// #     {"id": "b", "name": "B", "weight": 50, "rule": {"type": "as_is"}}]}],
    /// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}, {"id": "y", "name": "Y", "kind": "region"},
    /// #     {"id": "z", "name": "Z", "kind": "region"}],
    /// #   "values": {"x": {"a": 10, "b": 40}, "y": {"a": 20, "b": 0}, "z": {"a": 0, "b": 20}}}"#)?;
    /// // The deviation of b is twice that of a: with half of its weight it is as important.
    /// let found = document.prepare()?.weights_for_importances(0, None, &[])?;
    /// assert!((found.weights[1].1 - Decimal::new(333, 3)).abs() < Decimal::new(1, 3), "{:?}", found.weights);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[cfg(feature = "data-weights")]
    pub fn weights_for_importances<'a>(
        &self,
        index: impl Into<IndexRef<'a>>,
        node: Option<&str>,
        targets: &[(String, Decimal)],
    ) -> Result<DerivedWeights, WeightMethodError> {
        self.weights_from(index, node, &WeightSource::TargetImportances(targets.to_vec()))
    }
}
