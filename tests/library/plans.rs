//! Random evaluations: small trees, subjects and figures, from which documents are built.

use evalindex::aggregate::Aggregate;
use evalindex::model::{Direction, Missing, Observation, WeightScheme};
use evalindex::number::Rounding;
use evalindex::rule::{MinMax, PercentRank};
use evalindex::{Decimal, Dimension, Document, Draft, Index, Indicator, Rule, Subject};
use proptest::prelude::*;

/// One indicator of a plan.
#[derive(Clone, Debug)]
pub(crate) struct Leaf {
    pub(crate) weight: u32,
    pub(crate) lower: bool,
    /// 0 data-driven min-max, 1 goalposts 0 and 1000, 2 percent rank.
    pub(crate) rule: u8,
}

/// A tree of two levels: dimensions with their weights and indicators.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub(crate) dimensions: Vec<(u32, Vec<Leaf>)>,
    /// A row a subject, a cell an indicator: a figure in thousandths, missing, or not applicable.
    pub(crate) figures: Vec<Vec<Cell>>,
}

/// One figure of a plan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Cell {
    Value(i32),
    Missing,
    NotApplicable,
}

impl Plan {
    /// The indicators, with the ids that they have in the document.
    pub(crate) fn leaves(&self) -> Vec<(String, &Leaf)> {
        let named = |(d, (_, leaves)): (usize, &'_ (u32, Vec<Leaf>))| -> Vec<(usize, usize)> {
            (0..leaves.len()).map(|l| (d, l)).collect()
        };
        let places: Vec<_> = self.dimensions.iter().enumerate().flat_map(named).collect();
        places.into_iter().map(|(d, l)| (leaf_id(d, l), &self.dimensions[d].1[l])).collect()
    }

    /// The index of this plan, weights multiplied by `factor`.
    pub(crate) fn index(&self, factor: Decimal) -> Index {
        let mut index = Index::new("i", "I", "region").weights(WeightScheme::Relative).rounding(Rounding::half_up(6));
        for (d, (weight, leaves)) in self.dimensions.iter().enumerate() {
            let id = format!("d{d}");
            let mut dimension = Dimension::new(id.clone(), id, Decimal::from(*weight) * factor);
            for (l, leaf) in leaves.iter().enumerate() {
                dimension = dimension.child(indicator(&leaf_id(d, l), leaf, factor));
            }
            index = index.child(dimension.aggregate(Aggregate::Arithmetic));
        }
        index
    }

    /// The draft of this plan.
    pub(crate) fn draft(&self) -> Draft {
        self.draft_of(self.index(Decimal::ONE), &(0..self.figures.len()).collect::<Vec<_>>())
    }

    /// The draft with this index and the subjects of these rows, in this order.
    pub(crate) fn draft_of(&self, index: Index, rows: &[usize]) -> Draft {
        let mut draft = Draft::default().title("plan").index(index);
        for row in rows {
            draft = draft.subject(Subject::new(format!("s{row}"), format!("S{row}"), "region"));
        }
        for row in rows {
            for ((id, _), cell) in self.leaves().iter().zip(&self.figures[*row]) {
                draft = draft.value(format!("s{row}").as_str(), id, cell.observation());
            }
        }
        draft
    }

    /// The document of this plan.
    pub(crate) fn document(&self) -> Document {
        Document::build(self.draft()).unwrap()
    }
}

impl Cell {
    pub(crate) fn observation(self) -> Observation {
        match self {
            Self::Value(thousandths) => Observation::Value(Decimal::new(thousandths.into(), 3)),
            Self::Missing => Observation::Missing,
            Self::NotApplicable => Observation::NotApplicable,
        }
    }
}

fn leaf_id(dimension: usize, leaf: usize) -> String {
    format!("d{dimension}l{leaf}")
}

fn indicator(id: &str, leaf: &Leaf, factor: Decimal) -> Indicator {
    let rule: Rule = match leaf.rule {
        0 => MinMax::default().into(),
        1 => MinMax::default().goalposts(0, 1000).into(),
        _ => PercentRank::default().into(),
    };
    let direction = if leaf.lower { Direction::Lower } else { Direction::Higher };
    Indicator::new(id, id, Decimal::from(leaf.weight) * factor, rule).direction(direction).missing(Missing::Reweight)
}

fn leaf() -> impl Strategy<Value = Leaf> {
    (1_u32..60, any::<bool>(), 0_u8..3).prop_map(|(weight, lower, rule)| Leaf { weight, lower, rule })
}

fn cell(gaps: bool) -> BoxedStrategy<Cell> {
    let value = (0_i32..1_000_000).prop_map(Cell::Value);
    if gaps {
        prop_oneof![8 => value, 1 => Just(Cell::Missing), 1 => Just(Cell::NotApplicable)].boxed()
    } else {
        value.boxed()
    }
}

/// Plans of 1 to 3 dimensions of 1 to 3 indicators and 2 to 7 subjects, with gaps or without.
pub(crate) fn plans(gaps: bool) -> impl Strategy<Value = Plan> {
    let dimension = (1_u32..60, prop::collection::vec(leaf(), 1..4));
    prop::collection::vec(dimension, 1..4).prop_flat_map(move |dimensions| {
        let width = dimensions.iter().map(|(_, leaves)| leaves.len()).sum::<usize>();
        let rows = prop::collection::vec(prop::collection::vec(cell(gaps), width), 2..8);
        rows.prop_map(move |figures| Plan { dimensions: dimensions.clone(), figures })
    })
}

/// The result as it is written.
pub(crate) fn written(document: &Document) -> String {
    serde_json::to_string(&document.evaluate().unwrap()).unwrap()
}
