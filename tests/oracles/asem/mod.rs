//! The ASEM index (51 units, 49 indicators, four levels) and its small companion that can be checked by hand.
//!
//! Source: COINr 1.1.14's ASEM data and its own results, most of them recomputed independently in pandas or NumPy; see the
//! data set's README.

mod balance;
mod beyond;
mod left_out;
mod pipeline;
mod treated;
mod untreated;

pub(crate) use untreated::small;

use std::path::Path;

use evalindex::Decimal;
use serde_json::{Value, json};

use crate::compare::{CLOSE, Comparison};
use crate::data::{Row, Table};
use crate::document::{Draft, Node, Outcome};

/// An indicator beside the tree that every unit has, so that a unit without an index keeps its other scores.
const PRESENT: &str = "present";

/// How the tree of a structure table is scored.
struct Recipe<'a> {
    /// Full marks.
    scale: &'static str,
    /// The rule of each indicator.
    rule: Box<dyn Fn(&str) -> Value + 'a>,
    /// The aggregates of levels 2, 3 and 4.
    aggregates: [Value; 3],
    /// The least share present in every dimension.
    min_coverage: Option<&'static str>,
    /// What becomes of a missing figure.
    missing: Value,
}

impl<'a> Recipe<'a> {
    /// One rule by indicator, arithmetic means, missing figures reweighted at every level.
    fn new(rule: impl Fn(&str) -> Value + 'a) -> Self {
        let aggregates = [(); 3].map(|()| json!("arithmetic"));
        Self { scale: "100", rule: Box::new(rule), aggregates, min_coverage: None, missing: json!("reweight") }
    }

    /// With one aggregate at every level.
    fn aggregate(self, aggregate: &Value) -> Self {
        Self { aggregates: [(); 3].map(|()| aggregate.clone()), ..self }
    }

    /// The nodes below a parent, as the structure table lists them.
    fn children(&self, structure: &Table, parent: &str) -> Vec<Node> {
        structure.rows().filter(|row| row.text("Parent") == parent).map(|row| self.node(structure, row)).collect()
    }

    fn node(&self, structure: &Table, row: Row<'_>) -> Node {
        let (id, weight) = (row.key(), row.text("Weight"));
        if row.text("Type") == "Indicator" {
            let direction = if row.text("Direction") == "-1" { "lower" } else { "higher" };
            let rule = (self.rule)(id);
            // Figures that are scores already are the better the higher they are.
            let is_score = rule["type"] == "as_is";
            let indicator = Node::indicator(id, weight, rule).with("missing", self.missing.clone());
            return if is_score { indicator } else { indicator.with("direction", direction) };
        }
        let level: usize = row.text("Level").parse().expect("a level");
        let dimension = Node::dimension(id, weight, self.children(structure, id));
        let dimension = dimension.with("aggregate", self.aggregates[level - 2].clone());
        match self.min_coverage {
            Some(share) => dimension.with("min_coverage", share),
            None => dimension,
        }
    }
}

/// A tree and the values of its indicators.
struct Case {
    structure: Table,
    values: Table,
}

impl Case {
    fn read(folder: &Path, structure: &str, values: &str) -> Self {
        Self { structure: Table::read(folder, structure), values: Table::read(folder, values) }
    }

    /// The document; its whole tree stands below one dimension, so that the top is a node like the others.
    fn draft(&self, recipe: &Recipe<'_>, beside: Option<Node>) -> Draft {
        let indicators = self.structure.rows().filter(|row| row.text("Type") == "Indicator");
        let mut inputs: Vec<_> = indicators.map(|row| row.key()).collect();
        inputs.extend(beside.as_ref().map(|_| PRESENT));
        let draft = Draft::new(recipe.scale, recipe.children(&self.structure, "").into_iter().chain(beside));
        self.values.rows().fold(draft, |draft, unit| {
            let value = |input| if input == PRESENT { Some(Decimal::ONE) } else { unit.figure(input) };
            draft.subject(unit.text("uCode"), inputs.iter().map(|&input| (input, value(input))))
        })
    }

    fn evaluate(&self, recipe: &Recipe<'_>) -> Outcome {
        self.draft(recipe, None).evaluate()
    }
}

/// The rule of every indicator: min-max of the data from `low` to 100.
fn min_max(low: &'static str) -> impl Fn(&str) -> Value {
    move |_| json!({ "type": "min_max", "low": low, "high": "100" })
}

/// Every figure of a table of units and nodes against the scores of those nodes.
fn compare(folder: &Path, file: &str, outcome: &Outcome) {
    let table = Table::read(folder, file);
    let mut comparison = Comparison::within(CLOSE, file);
    for unit in table.rows() {
        for node in table.figures() {
            comparison.figure(unit.key(), node, unit.figure(node), outcome.node(unit.key(), node));
        }
    }
    comparison.finish(table.rows().count() * table.figures().len());
}
