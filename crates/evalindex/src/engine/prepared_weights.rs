//! The weights of a prepared document: shares among siblings, and effective weights.

use rust_decimal::Decimal;

use super::prepared::Prepared;
use crate::engine::shares::{TreeShares, among_siblings, effective};
use crate::model::{IndexId, NodeId, PerNode, Tree, TreeNode};
use crate::support::{IndexRef, UnknownIndex};

impl Prepared {
    /// The effective weight of each node of one index, with the id of the node, in the order of the document: the
    /// product of the shares from the index down to the node, 0 to 1. Where it differs from group to group, `GROUP/node` for each
    /// group.
    ///
    /// # Errors
    /// When the document has no such index.
    ///
    /// ```
    /// # let document = evalindex::Document::from_json(r#"{"format": "evalindex/1",
    /// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "weights": "relative", "children": [
    /// #     {"id": "d", "name": "D", "weight": 3, "children": [
    /// #       {"id": "a", "name": "A", "weight": 1, "rule": {"type": "as_is"}},
    /// #       {"id": "b", "name": "B", "weight": 2, "rule": {"type": "as_is"}}]},
    /// #     {"id": "c", "name": "C", "weight": 1, "rule": {"type": "as_is"}}]}],
    /// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}],
    /// #   "values": {"x": {"a": 1, "b": 2, "c": 3}}}"#)?;
    /// let weights = document.prepare()?.effective_weights("i")?;
    /// let (id, weight) = &weights[2];
    /// assert_eq!((id.as_str(), weight.to_string()), ("b", "0.5".to_owned())); // 3/4 · 2/3
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn effective_weights<'a>(
        &self,
        index: impl Into<IndexRef<'a>>,
    ) -> Result<Vec<(String, Decimal)>, UnknownIndex> {
        Ok(self.by_node_id(self.draft.find_index(index.into())?, effective))
    }

    /// The share of each node of one index among its siblings, with the id of the node, in the order of the document:
    /// the weight of the node divided by the total of its siblings, 0 to 1. Where it differs from group to group, `GROUP/node` for
    /// each group.
    ///
    /// # Errors
    /// When the document has no such index.
    ///
    /// ```
    /// # let document = evalindex::Document::from_json(r#"{"format": "evalindex/1",
    /// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "weights": "relative", "children": [
    /// #     {"id": "d", "name": "D", "weight": 3, "children": [
    /// #       {"id": "a", "name": "A", "weight": 1, "rule": {"type": "as_is"}},
    /// #       {"id": "b", "name": "B", "weight": 2, "rule": {"type": "as_is"}}]},
    /// #     {"id": "c", "name": "C", "weight": 1, "rule": {"type": "as_is"}}]}],
    /// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}],
    /// #   "values": {"x": {"a": 1, "b": 2, "c": 3}}}"#)?;
    /// let shares = document.prepare()?.shares("i")?;
    /// assert_eq!((shares[0].0.as_str(), shares[0].1.to_string()), ("d", "0.75".to_owned()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn shares<'a>(&self, index: impl Into<IndexRef<'a>>) -> Result<Vec<(String, Decimal)>, UnknownIndex> {
        Ok(self.shares_of(self.draft.find_index(index.into())?))
    }

    /// As [`Self::shares`], for an index that is known to exist.
    pub(crate) fn shares_of(&self, index: IndexId) -> Vec<(String, Decimal)> {
        self.by_node_id(index, among_siblings)
    }

    /// The shares that a function gives the nodes of one index, with the ids of the nodes.
    fn by_node_id(
        &self,
        index: IndexId,
        shares: fn(&Tree, &TreeShares) -> PerNode<Option<Decimal>>,
    ) -> Vec<(String, Decimal)> {
        let (tree, weights) = (&self.indexes[index].scored.tree, &self.weights[index]);
        if !weights.is_by_group() {
            let shares = shares(tree, weights);
            return tree.below().filter_map(|(id, node)| Some((node.id.clone(), shares[id]?))).collect();
        }
        let alike = shares(tree, weights);
        let of_group = tree.groups().map(|group, _| shares(tree, &weights.for_group(Some(group))));
        let named = |(id, node): (NodeId, &TreeNode)| {
            let own = |(_, group, shares): (_, &String, &PerNode<Option<Decimal>>)| {
                Some((format!("{group}/{}", node.id), shares[id]?))
            };
            let one = alike[id].map(|share| vec![(node.id.clone(), share)]);
            one.unwrap_or_else(|| tree.groups().zip(&of_group).filter_map(own).collect())
        };
        tree.below().flat_map(named).collect()
    }
}
