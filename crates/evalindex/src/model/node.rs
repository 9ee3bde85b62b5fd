//! The fields that dimensions and indicators have in common.

use super::Node;
use super::dimension::Dimension;
use super::indicator::Indicator;
use crate::number::{Exact, Rounding};

impl Node {
    /// The node's id.
    pub fn id(&self) -> &str {
        match self {
            Self::Dimension(dimension) => &dimension.id,
            Self::Indicator(indicator) => &indicator.id,
        }
    }

    /// The node's name for people.
    pub fn name(&self) -> &str {
        match self {
            Self::Dimension(dimension) => &dimension.name,
            Self::Indicator(indicator) => &indicator.name,
        }
    }

    /// The node's name in Chinese, where given.
    pub fn name_zh(&self) -> Option<&str> {
        match self {
            Self::Dimension(dimension) => dimension.name_zh.as_deref(),
            Self::Indicator(indicator) => indicator.name_zh.as_deref(),
        }
    }

    /// The node's weight among its siblings.
    pub fn weight(&self) -> &Exact {
        match self {
            Self::Dimension(dimension) => &dimension.weight,
            Self::Indicator(indicator) => &indicator.weight,
        }
    }

    /// Rounding of its score before its parent uses it, where given.
    pub(crate) fn round(&self) -> Option<Rounding> {
        match self {
            Self::Dimension(dimension) => dimension.round,
            Self::Indicator(indicator) => indicator.round,
        }
    }

    /// The node's children; none for an indicator.
    pub fn children(&self) -> &[Node] {
        match self {
            Self::Dimension(dimension) => &dimension.children,
            Self::Indicator(_) => &[],
        }
    }
}

impl From<Dimension> for Node {
    fn from(dimension: Dimension) -> Self {
        Self::Dimension(Box::new(dimension))
    }
}

impl From<Indicator> for Node {
    fn from(indicator: Indicator) -> Self {
        Self::Indicator(Box::new(indicator))
    }
}
