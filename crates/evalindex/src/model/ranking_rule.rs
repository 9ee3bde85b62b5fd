//! Ranking rules: how scores become places.

use serde::{Serialize, Serializer};

use crate::order::{CompareBy, Order, Ties};

/// One key that decides between equal scores; more is better, and less where the lowest total is the best.
///
/// ```
/// use evalindex::model::TieBreak;
///
/// assert_eq!(TieBreak::Node("innovation".to_owned()).name(), "innovation");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TieBreak {
    /// The score of the node with this id; a missing score comes last.
    Node(String),
    /// The bonus, after its limit.
    Bonus,
}

impl TieBreak {
    /// The name that documents use.
    pub fn name(&self) -> &str {
        match self {
            Self::Node(id) => id,
            Self::Bonus => "bonus",
        }
    }
}

impl Serialize for TieBreak {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(self.name())
    }
}

/// How the scores of an index become places.
///
/// ```
/// use evalindex::model::{RankingRule, TieBreak};
/// use evalindex::order::{CompareBy, Ties};
///
/// let rule = RankingRule::default().ties(Ties::Dense).by(CompareBy::Published).tie_break(TieBreak::Bonus);
/// assert_eq!(rule.tie_break.len(), 1);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RankingRule {
    /// Which total is the best.
    #[serde(skip_serializing_if = "Order::is_descending")]
    pub order: Order,
    /// Which places equal scores take.
    pub ties: Ties,
    /// Which scores are compared.
    pub by: CompareBy,
    /// What decides between equal scores, in turn.
    pub tie_break: Vec<TieBreak>,
}

impl Default for RankingRule {
    /// The highest total first, competition ranks of exact scores, no tie-break.
    fn default() -> Self {
        Self { order: Order::Descending, ties: Ties::Competition, by: CompareBy::Exact, tie_break: Vec::new() }
    }
}

impl RankingRule {
    /// With this total as the best.
    pub fn order(mut self, order: Order) -> Self {
        self.order = order;
        self
    }

    /// With these places for equal scores.
    pub fn ties(mut self, ties: Ties) -> Self {
        self.ties = ties;
        self
    }

    /// With these scores compared.
    pub fn by(mut self, by: CompareBy) -> Self {
        self.by = by;
        self
    }

    /// With one more key that decides between equal scores, after those already there.
    pub fn tie_break(mut self, tie_break: TieBreak) -> Self {
        self.tie_break.push(tie_break);
        self
    }
}
