//! The figures of random documents: with the ends of their spans, mirrored rows, and gaps.

use serde_json::{Map, Value, json};

use super::draw::Draw;
use super::draw_rules::{Leaf, decimal};

impl Draw {
    /// The tables `values`, `previous` and `targets`.
    pub(super) fn figures(&mut self) -> (Value, Value, Value) {
        let leaves = std::mem::take(&mut self.leaves);
        let mut tables = [Map::new(), Map::new(), Map::new()];
        let mut rows: Vec<Vec<Value>> = Vec::new();
        for _ in 0..self.subjects {
            rows.push(leaves.iter().map(|leaf| leaf.figure(&mut self.random)).collect());
        }
        self.span(&leaves, &mut rows);
        self.mirror(&leaves, &mut rows);
        self.gaps(&leaves, &mut rows);
        for (row, figures) in rows.into_iter().enumerate() {
            let mut own = [Map::new(), Map::new(), Map::new()];
            for (leaf, figure) in leaves.iter().zip(figures) {
                own[0].insert(leaf.id.clone(), figure);
                if let Some(by) = &leaf.divisor {
                    let divisor = self.random.pick(&[1, 2, 3, 4, 5, 7]);
                    own[0].insert(by.clone(), json!(divisor));
                    own[1].insert(by.clone(), json!(divisor));
                }
                if leaf.previous {
                    own[1].insert(leaf.id.clone(), leaf.figure(&mut self.random));
                } else if let Some(by) = &leaf.divisor {
                    own[1].remove(by);
                }
                if leaf.targets && self.random.percent(30) {
                    own[2]
                        .insert(leaf.id.clone(), decimal(self.random.between(1.max(leaf.from), leaf.to), leaf.places));
                }
            }
            for (table, own) in tables.iter_mut().zip(own) {
                if !own.is_empty() {
                    table.insert(format!("s{row}"), Value::Object(own));
                }
            }
        }
        let [values, previous, targets] = tables.map(Value::Object);
        (values, previous, targets)
    }

    /// Lets the ends of the span occur, so that the rules are calibrated on it.
    fn span(&mut self, leaves: &[Leaf], rows: &mut [Vec<Value>]) {
        for (at, leaf) in leaves.iter().enumerate() {
            if self.balanced || self.random.percent(75) {
                let (low, high) = (self.random.length(0, rows.len() - 1), self.random.length(0, rows.len() - 1));
                rows[low][at] = decimal(leaf.from, leaf.places);
                rows[high][at] = decimal(leaf.to, leaf.places);
            }
        }
    }

    /// Copies rows, with the figures of twins exchanged.
    fn mirror(&mut self, leaves: &[Leaf], rows: &mut [Vec<Value>]) {
        for row in 1..rows.len() {
            if !self.random.percent(25) {
                continue;
            }
            let mut copy = rows[self.random.length(0, row - 1)].clone();
            for (at, leaf) in leaves.iter().enumerate() {
                if let Some(twin) = leaf.twin {
                    copy.swap(at, twin);
                }
            }
            rows[row] = copy;
        }
    }

    fn gaps(&mut self, leaves: &[Leaf], rows: &mut [Vec<Value>]) {
        if !self.gaps {
            return;
        }
        for at in 0..leaves.len() {
            // One figure stays, so that nothing is without any.
            let kept = self.random.length(0, rows.len() - 1);
            for (_, figures) in rows.iter_mut().enumerate().filter(|(row, _)| *row != kept) {
                if self.random.percent(12) {
                    figures[at] = Value::Null;
                } else if self.random.percent(5) {
                    figures[at] = json!("n/a");
                }
            }
        }
    }
}
