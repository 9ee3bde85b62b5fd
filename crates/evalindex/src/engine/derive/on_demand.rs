//! Weights of a node's children by a method, from the figures of the ranked subjects: on demand, and as documents say.

use rust_decimal::Decimal;

use super::columns::weighed;
use crate::engine::prepared::Prepared;
use crate::method::weight::{DerivedWeights, ShareBounds, WeightMethod, WeightMethodError, WeightSource};
use crate::support::IndexRef;

impl Prepared {
    /// The weights that any source gives to the children of a node of one index, by the index's number in the document; of
    /// the first level where no node is named.
    ///
    /// # Errors
    /// When the index has no such node with children, the method cannot take the figures or judgements, or this build lacks
    /// the feature that it needs.
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

    /// The weights that a method gives to the children of a node of one index, by the index's number in the document; of the
    /// first level where no node is named.
    ///
    /// # Errors
    /// When the index has no such node with children, or the method cannot take the figures: the error names the child.
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

    /// Weights by benefit of the doubt: for each ranked subject the `w ≥ 0` that make its `Σ w·y` of the children's scores
    /// largest while it is at most 1 for every subject, each child making up a share of it within the bounds. The weights
    /// of the node are the means of the subjects' shares, which are part of the result. Where several weights favour a subject alike,
    /// its shares are those whose largest is least, of these those whose next one is, and so on: one set, whatever the order
    /// of the children. Scores of 0 or more; above 0 where there is a least share. Solved exactly and published at 10 decimals.
    /// Source: Cherchye et al., Social Indicators Research 82 (2007).
    ///
    /// # Errors
    /// As [`Prepared::derive_weights`]; or when no shares within the bounds total 1; or when there are more than 10,000
    /// subjects, or subjects times the fourth power of children come to more than 20,000,000 (2,000 by 10).
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
    /// // Each is the best where it is good, and gives all weight to that.
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

    /// Weights of 0 or more of an arithmetic mean under which each child is as important as the targets say; the same for
    /// each where there are none. Importance is the correlation of the child's scores with the mean, over the total of
    /// all children's; the sum of squares of what importances are off is made least. The diagnostics hold the
    /// `importances` that are reached and the `largest_gap`. Source: Becker, Saisana, Paruolo & Vandecasteele, Ecological
    /// Indicators 80 (2017); COINr's `get_opt_weights`.
    ///
    /// # Errors
    /// As [`Prepared::derive_weights`]; or when the targets are not one of 0 or more for each child with a positive total,
    /// a child scores the same for all, or children go together so closely that many weights are as good.
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
    /// // b spreads twice as far as a: half of its weight gives each the same importance.
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
