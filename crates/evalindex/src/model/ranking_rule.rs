//! How scores become places: ties, what is compared, tie-breaks.

use serde::{Serialize, Serializer};

use crate::order::{CompareBy, Ties};

/// One key that decides between equal scores; more is better.
#[derive(Clone, Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RankingRule {
    /// Which places equal scores take.
    pub ties: Ties,
    /// Which scores are compared.
    pub by: CompareBy,
    /// What decides between equal scores, in turn.
    pub tie_break: Vec<TieBreak>,
}

impl Default for RankingRule {
    /// Competition ranks of exact scores, no tie-break.
    fn default() -> Self {
        Self { ties: Ties::Competition, by: CompareBy::Exact, tie_break: Vec::new() }
    }
}
