//! Balance: the influence of nodes beside their weights, near-duplicates, and indicators that are equal for all
//! subjects.

mod json;
mod scores;
mod sums;

use rust_decimal::Decimal;

pub(crate) use self::scores::RankedScores;

use crate::engine::{Prepared, among_siblings, effective};
use crate::model::{NodeId, TreeNode};
use crate::number::Exact;
use crate::robustness::range::as_published;
use crate::support::{IndexError, IndexRef, Refused};

/// The influence of each node of an index beside its weight, over the ranked subjects. All statistics are of scores.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Balance {
    /// The number of ranked subjects.
    pub subjects: usize,
    /// Cronbach's alpha of all indicators that count, at most 1; none for fewer than two indicators or subjects.
    pub alpha: Option<Decimal>,
    /// The dimensions and indicators, in the order of the document.
    pub nodes: Vec<NodeBalance>,
    /// Near-duplicates: pairs of indicators whose correlation, positive or negative, reaches the limit asked for.
    pub duplicates: Vec<NearDuplicates>,
    /// Ids of the indicators in which all ranked subjects have the same score.
    pub constant: Vec<String>,
}

/// The weight of one node beside its influence.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NodeBalance {
    /// Id of the node.
    pub node: String,
    /// The number of ranked subjects that it has a score for.
    pub scored: usize,
    /// Its weight as the document has it; none where a method weighs.
    pub declared: Option<Exact>,
    /// Its share among its siblings under the present weights, 0 to 1.
    pub share: Decimal,
    /// Its effective weight: its share in the whole index, 0 to 1.
    pub effective: Decimal,
    /// Its influence, 0 to 1: the squared correlation of its scores with those of its parent, divided by the total of
    /// its siblings that count and itself. None where it does not count, or its scores or those of its parent are the
    /// same for all subjects.
    pub influence: Option<Decimal>,
    /// Pearson's correlation of its scores with those of its parent, −1 to 1; none where one of them is the same for
    /// all subjects.
    pub with_parent: Option<Decimal>,
    /// Pearson's correlation of its scores with those of the whole index, −1 to 1.
    pub with_index: Option<Decimal>,
    /// Cronbach's alpha of the indicators below it that count, at most 1; none for fewer than two.
    pub alpha: Option<Decimal>,
}

/// Two indicators whose scores are highly correlated.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NearDuplicates {
    /// Ids of the two, in the order of the document.
    pub nodes: [String; 2],
    /// Pearson's correlation of their scores, −1 to 1.
    pub correlation: Decimal,
}

impl Prepared {
    /// The influence of each node of an index beside its weight; Cronbach's alpha of the index and of its dimensions;
    /// the near-duplicates, whose correlation is at least `duplicates` (0 to 1) or at most its negative; the indicators
    /// that are equal for all subjects.
    ///
    /// All statistics are of scores, over the ranked subjects that have both scores; sums are exact, results are
    /// rounded to 12 decimals. The influence is linear: the squared correlation of a node with its parent, `r²`,
    /// divided by the total of `r²` over the siblings that count. Alpha is `k/(k − 1)·(1 − Σ var / var of the sum)` for
    /// `k` indicators. Sources: Paruolo, Saisana & Saltelli, Journal of the Royal Statistical Society A 176 (2013);
    /// Cronbach, Psychometrika 16 (1951).
    ///
    /// # Errors
    /// As [`Self::ranking`].
    ///
    /// ```
    /// # use evalindex::{Decimal, Document};
    /// # let document = Document::from_json(r#"{
    /// #   "format": "evalindex/1",
    /// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
    /// #     {"id": "a", "name": "A", "weight": 50, "rule": {"type": "as_is"}},
    /// #     {"id": "b", "name": "B", "weight": 50, "rule": {"type": "as_is"}}]}],
    /// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}, {"id": "y", "name": "Y", "kind": "region"}],
    /// #   "values": {"x": {"a": 80, "b": 10}, "y": {"a": 60, "b": 10}}}"#)?;
    /// let balance = document.prepare()?.balance(0, Decimal::new(9, 1))?;
    /// assert_eq!(balance.constant, ["b"]); // half of the weight, and the same score for both subjects
    /// assert_eq!(balance.nodes[0].influence, Some(Decimal::ONE));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn balance<'a>(&self, index: impl Into<IndexRef<'a>>, duplicates: Decimal) -> Result<Balance, IndexError> {
        let view = self.view(index)?;
        view.weighed_alike("balance")?;
        let scores = RankedScores::of(&view);
        let (tree, influences) = (&view.scored.tree, scores.influences());
        let (shares, effective) = (among_siblings(tree, view.shares), effective(tree, view.shares));
        let published = |share: Option<Decimal>| {
            share.map(as_published).ok_or_else(|| Refused::internal("a node of a prepared index has no share"))
        };
        let id = |node: NodeId| tree.node(node).id.clone();
        let near_duplicates = |(one, other, correlation)| NearDuplicates { nodes: [id(one), id(other)], correlation };
        let of_node = |(id, node): (NodeId, &TreeNode)| {
            Ok(NodeBalance {
                node: node.id.clone(),
                scored: scores.scored(id),
                declared: tree.written_weight(id),
                share: published(shares[id])?,
                effective: published(effective[id])?,
                influence: influences[id],
                with_parent: node.parent.and_then(|parent| scores.correlation(id, parent)),
                with_index: scores.correlation(id, tree.top()),
                alpha: scores.alpha(id),
            })
        };
        Ok(Balance {
            subjects: view.ranked.len(),
            alpha: scores.alpha(tree.top()),
            nodes: tree.below().map(of_node).collect::<Result<_, Refused>>()?,
            duplicates: scores.duplicates(duplicates).map(near_duplicates).collect(),
            constant: scores.constant().map(id).collect(),
        })
    }
}
