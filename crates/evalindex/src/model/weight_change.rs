//! Changes of a node's weight, and of its siblings' weights with it.

use rust_decimal::Decimal;

/// One change of weights among siblings.
///
/// Weights and amounts are in the unit of the siblings' declared weights, and the total of a group never changes: what
/// one node gains its siblings lose. Under [`Set`](Self::Set), [`Scale`](Self::Scale) and [`Drop`](Self::Drop) the siblings give or take in
/// proportion to their weights, so that their ratios stay as they are; `wⱼ′ = wⱼ·(W − wᵢ′)/(W − wᵢ)` for a total of `W`
/// (one-at-a-time variation of weights, as in Triantaphyllou & Sánchez 1997, Decision Sciences 28).
///
/// ```
/// use evalindex::WeightChange;
///
/// let change = WeightChange::set("innovation", 30);
/// assert_eq!(change.node(), "innovation");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WeightChange {
    /// The node gets this weight.
    Set {
        /// Id of the node.
        node: String,
        /// Its new weight, 0 to the total of its and its siblings' weights.
        weight: Decimal,
    },
    /// The node's weight is multiplied.
    Scale {
        /// Id of the node.
        node: String,
        /// The factor, 0 or more: 1.1 for a tenth more.
        factor: Decimal,
    },
    /// The node gets no weight: it is monitored, and its siblings take its weight in proportion.
    Drop {
        /// Id of the node.
        node: String,
    },
    /// Weight moves from one node to a sibling; the others keep theirs.
    Move {
        /// Id of the node that gives.
        from: String,
        /// Id of the node that takes.
        to: String,
        /// The weight that moves, 0 to all that `from` has.
        amount: Decimal,
    },
}

impl WeightChange {
    /// The node gets this weight.
    pub fn set(node: impl Into<String>, weight: impl Into<Decimal>) -> Self {
        Self::Set { node: node.into(), weight: weight.into() }
    }

    /// The node's weight is multiplied.
    pub fn scale(node: impl Into<String>, factor: impl Into<Decimal>) -> Self {
        Self::Scale { node: node.into(), factor: factor.into() }
    }

    /// The node gets no weight: it is monitored, and its siblings take its weight in proportion.
    pub fn drop(node: impl Into<String>) -> Self {
        Self::Drop { node: node.into() }
    }

    /// Weight moves from one node to a sibling.
    pub fn shift(from: impl Into<String>, to: impl Into<String>, amount: impl Into<Decimal>) -> Self {
        Self::Move { from: from.into(), to: to.into(), amount: amount.into() }
    }

    /// The same change for the subjects of a group, where the weights of the node and its siblings differ from group to
    /// group: its node is called `GROUP/node` then.
    ///
    /// ```
    /// use evalindex::WeightChange;
    ///
    /// assert_eq!(WeightChange::set("gdp", 50).in_group("large").node(), "large/gdp");
    /// ```
    pub fn in_group(self, group: &str) -> Self {
        let named = |node: String| format!("{group}/{node}");
        match self {
            Self::Set { node, weight } => Self::Set { node: named(node), weight },
            Self::Scale { node, factor } => Self::Scale { node: named(node), factor },
            Self::Drop { node } => Self::Drop { node: named(node) },
            Self::Move { from, to, amount } => Self::Move { from: named(from), to: named(to), amount },
        }
    }

    /// Id of the node whose weight changes; of the one that gives, where weight moves.
    pub fn node(&self) -> &str {
        match self {
            Self::Set { node, .. } | Self::Scale { node, .. } | Self::Drop { node } | Self::Move { from: node, .. } => {
                node
            }
        }
    }
}
