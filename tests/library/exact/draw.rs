//! Random documents: trees to three levels with every rational rule and aggregate, gaps, groups, tie-breaks, grades and
//! adjustments; figures small and whole, or on coprime spans, so that ties and halves abound.

use serde_json::{Map, Value, json};

use super::draw_rules::{Leaf, decimal, dimension_rule, leaf};
use super::random::Random;

/// The document of a seed.
pub(crate) fn document(seed: u64) -> Value {
    let mut random = Random::seeded(seed);
    let real = random.percent(20);
    let subjects = if !real && random.percent(5) { random.length(15, 30) } else { random.length(2, 9) };
    let scale = random.pick(&[100, 100, 100, 100, 100, 1, 5, 10, 7, 120]);
    let mut draw = Draw {
        real,
        gaps: random.percent(40),
        grouped: random.percent(40),
        relative: random.percent(60),
        balanced: random.percent(25),
        scale,
        subjects,
        random,
        leaves: Vec::new(),
        dimensions: Vec::new(),
    };
    draw.document()
}

#[allow(clippy::struct_excessive_bools, reason = "independent choices")]
pub(super) struct Draw {
    pub(super) random: Random,
    /// Whether logarithms, roots and powers are among the methods.
    pub(super) real: bool,
    pub(super) gaps: bool,
    pub(super) grouped: bool,
    relative: bool,
    /// Whether indicators weigh what they span, so that subjects tie whose figures have equal sums.
    pub(super) balanced: bool,
    pub(super) scale: i64,
    pub(super) subjects: usize,
    pub(super) leaves: Vec<Leaf>,
    dimensions: Vec<String>,
}

impl Draw {
    fn document(&mut self) -> Value {
        self.relative |= self.balanced;
        let width = self.random.length(1, 4);
        let children = self.children("n", width, 2);
        let mut index = json!({ "id": "i", "name": "I", "kind": "k", "scale": self.scale });
        self.weigh(&mut index, children);
        self.aggregate(&mut index);
        if self.balanced {
            self.complete();
            self.balance(&mut index);
        }
        let decimals = self.random.pick(&[0, 0, 1, 1, 2, 2, 2, 3, 4, 6, 9, 10, 11, 12]);
        let mode = self.random.pick(&["half_up", "half_up", "half_even", "floor"]);
        index["rounding"] = json!({ "decimals": decimals, "mode": mode });
        index["ranking"] = self.ranking();
        if self.relative {
            let given = index["weights"].is_object();
            if given {
                // Where every lower level has a method, nothing would use it.
                let below = index["children"].as_array().into_iter().flatten();
                if below.clone().any(has_written_weights) {
                    index["weights"]["others"] = json!("relative");
                }
            } else {
                index["weights"] = json!("relative");
            }
        }
        self.grades(&mut index);
        let adjustments = self.adjustments(&mut index);
        let subject = |draw: &mut Self, row: usize| {
            let mut subject = json!({ "id": format!("s{row}"), "name": format!("S{row}"), "kind": "k" });
            if draw.grouped {
                subject["group"] = json!(draw.random.pick(&["g", "h"]));
            }
            subject
        };
        let subjects: Vec<Value> = (0..self.subjects).map(|row| subject(self, row)).collect();
        let (values, previous, targets) = self.figures();
        let mut document = json!({
            "format": "evalindex/1", "indexes": [index], "subjects": subjects, "values": values,
        });
        for (field, part) in [("previous", previous), ("targets", targets)] {
            if part.as_object().is_some_and(|part| !part.is_empty()) {
                document[field] = part;
            }
        }
        if !adjustments.is_empty() {
            document["adjustments"] = json!(adjustments);
        }
        document
    }

    /// Children of a node; `levels` more levels may follow below them.
    fn children(&mut self, above: &str, width: usize, levels: usize) -> Vec<Value> {
        let mut children: Vec<Value> = Vec::new();
        for at in 0..width {
            let id = format!("{above}{at}");
            let twin = self.leaves.last().filter(|leaf| leaf.parent == above).cloned();
            let child = match twin {
                // The same indicator once more: rows with the two exchanged tie.
                Some(twin) if self.random.percent(40) => {
                    let mut node = children.last().cloned().unwrap();
                    if twin.id != node["id"] {
                        continue;
                    }
                    node["id"] = json!(id);
                    node["name"] = json!(id.to_uppercase());
                    self.leaves.push(Leaf { id, twin: Some(self.leaves.len() - 1), ..twin });
                    node
                }
                _ if levels > 0 && self.leaves.len() < 9 && self.random.percent(35) => self.dimension(&id, levels - 1),
                _ => leaf(self, above, &id),
            };
            children.push(child);
        }
        children
    }

    fn dimension(&mut self, id: &str, levels: usize) -> Value {
        let width = self.random.length(1, 3);
        let children = self.children(id, width, levels);
        let mut node = json!({ "id": id, "name": id.to_uppercase() });
        self.weigh(&mut node, children);
        self.aggregate(&mut node);
        if self.random.percent(20) && !self.balanced {
            dimension_rule(self, &mut node);
        }
        if self.random.percent(12) && !self.balanced {
            node["round"] = self.round();
        }
        if self.gaps {
            self.limits_of_gaps(&mut node);
        }
        self.dimensions.push(id.to_owned());
        node
    }

    fn limits_of_gaps(&mut self, node: &mut Value) {
        let borda = node["aggregate"] == "borda";
        if self.random.percent(15) && !borda {
            node["min_coverage"] = decimal(self.random.pick(&[25, 40, 50, 60, 75]), 2);
        } else if self.random.percent(10) && !borda {
            node["min_present"] = json!(1);
        }
        if self.random.percent(15) {
            node["missing"] = match self.random.between(0, 4) {
                0 => json!({ "score": self.random.between(0, self.scale) }),
                1 => json!({ "impute": "mean" }),
                2 => json!({ "impute": "median" }),
                3 => json!({ "impute": "worst" }),
                _ => json!("unranked"),
            };
        }
    }

    pub(super) fn round(&mut self) -> Value {
        let mode = self.random.pick(&["half_up", "half_even", "floor"]);
        json!({ "decimals": self.random.between(0, 3), "mode": mode })
    }

    /// Gives a node its children, with weights.
    fn weigh(&mut self, node: &mut Value, mut children: Vec<Value>) {
        let width = children.len();
        if self.random.percent(20) && !self.balanced {
            let method = match self.random.between(0, 4) {
                0 => json!("rank_order_centroid"),
                1 => json!("rank_sum"),
                2 => json!("rank_reciprocal"),
                3 => json!({ "budget_allocation": [self.split(width, 30), self.split(width, 30)] }),
                _ => json!("equal"),
            };
            for child in &mut children {
                child.as_object_mut().unwrap().remove("weight");
            }
            node["weights"] = json!({ "from": method });
            node["children"] = json!(children);
            return;
        }
        let same = self.random.percent(30);
        let mut weights = if self.relative {
            (0..width).map(|_| if same { 1 } else { self.random.between(1, 13) }).collect()
        } else {
            self.split(width, 100)
        };
        // Twins weigh the same.
        for at in 1..width {
            let twins = self.leaves.iter().any(|leaf| leaf.twin.is_some() && children[at]["id"] == json!(leaf.id));
            if twins && self.relative {
                weights[at] = weights[at - 1];
            }
        }
        if self.relative && width > 1 && self.random.percent(10) {
            weights[0] = 0;
        }
        let places = u32::from(self.relative && self.random.percent(20));
        for (child, weight) in children.iter_mut().zip(weights) {
            child["weight"] = decimal(weight, places);
        }
        node["children"] = json!(children);
    }

    /// Whole parts, none below 1, that add up to a total.
    pub(super) fn split(&mut self, parts: usize, total: i64) -> Vec<i64> {
        let mut left = total;
        let mut split = Vec::with_capacity(parts);
        for at in 1..=parts {
            let after = i64::try_from(parts - at).unwrap();
            let part =
                if after == 0 { left } else { self.random.between(1, (left - after).min(2 * left / (after + 1))) };
            split.push(part);
            left -= part;
        }
        split
    }

    /// Lets the last span complete the total of all to a number by which shares are short decimals.
    fn complete(&mut self) {
        let Some(last) = self.leaves.pop() else { return };
        let others: i64 = self.leaves.iter().map(|leaf| leaf.to).sum();
        let totals = [16, 40, 80, 160, 320, 800, 1_600, 8_000, 40_000, 80_000, 160_000, 320_000];
        let whole = totals.into_iter().find(|total| *total > others).filter(|_| self.random.percent(60));
        self.leaves.push(Leaf { to: whole.map_or(last.to, |whole| whole - others), ..last });
    }

    /// Gives every node of a balanced tree the weight of the spans below it.
    fn balance(&self, node: &mut Value) -> i64 {
        let id = node["id"].clone();
        let weight = match node.get_mut("children").and_then(Value::as_array_mut) {
            Some(children) => children.iter_mut().map(|child| self.balance(child)).sum(),
            None => self.leaves.iter().find(|leaf| id == leaf.id).map_or(1, |leaf| leaf.to),
        };
        if id != "i" {
            node["weight"] = json!(weight);
        }
        weight
    }

    fn aggregate(&mut self, node: &mut Value) {
        if self.balanced || self.random.percent(50) {
            return;
        }
        let children = node["children"].as_array().unwrap();
        let width = children.len();
        // A child of the weight 0 takes no ordered weight, unless all children get theirs from a method.
        let counted = children.iter().filter(|child| counts(child)).count();
        let real = self.real && self.random.percent(60);
        node["aggregate"] = match self.random.between(0, if real { 3 } else { 12 }) {
            0 if real => json!("geometric"),
            1 if real => json!({ "power": self.random.pick(&[2, 3, -2]) }),
            2 if real => json!({ "mean_min": { "alpha": 0.5, "beta": self.random.between(1, 10) } }),
            3 if real => json!({ "topsis": self.random.pick(&["vector", "min_max"]) }),
            0 => json!("harmonic"),
            1 => json!("minimum"),
            2 => json!("maximum"),
            3 => json!("median"),
            4 => json!("sum"),
            5 | 6 => {
                let parts = self.split(if counted == 0 { width } else { counted }, 8);
                json!({ "owa": parts.into_iter().map(|part| decimal(part * 125, 3)).collect::<Vec<_>>() })
            }
            7 => json!({ "mean_min": { "alpha": self.random.pick(&[0.25, 0.5, 1.0]) } }),
            8 => json!("copeland"),
            9 => json!("borda"),
            10 => {
                let spread = self.random.pick(&["population", "sample"]);
                json!({ "mazziotta_pareto": { "penalty": self.random.pick(&["minus", "plus"]), "spread": spread } })
            }
            11 if counted > 2 && node["weights"].is_null() => {
                for child in node["children"].as_array_mut().unwrap() {
                    if counts(child) {
                        child["weight"] = json!(2);
                    }
                }
                if self.random.percent(50) {
                    json!({ "trimmed": { "low": 1, "high": 1, "when_more_than": 2 } })
                } else {
                    json!({ "trimmed": { "keep": self.random.length(1, counted - 1) } })
                }
            }
            _ => json!("arithmetic"),
        };
    }

    fn ranking(&mut self) -> Value {
        let by = self.random.pick(&["exact", "exact", "published"]);
        let ties = self.random.pick(&["competition", "competition", "dense", "average", "ordinal"]);
        let mut breaks: Vec<String> = Vec::new();
        while ties == "ordinal" && breaks.is_empty() || self.random.percent(20) {
            let leaf = self.random.length(0, self.leaves.len() - 1);
            breaks.push(self.leaves[leaf].id.clone());
            if self.random.percent(30) && !self.dimensions.is_empty() {
                let dimension = self.random.length(0, self.dimensions.len() - 1);
                breaks = vec![self.dimensions[dimension].clone()];
            }
        }
        breaks.sort();
        breaks.dedup();
        if self.random.percent(10) {
            breaks.push("bonus".to_owned());
        }
        json!({ "ties": ties, "by": by, "tie_break": breaks })
    }

    fn grades(&mut self, index: &mut Value) {
        if self.random.percent(15) {
            let edge = self.random.pick(&["up", "down"]);
            index["classes"] = json!({ "count": self.random.length(2, self.subjects.max(2)), "edge": edge });
        } else if self.random.percent(60) {
            let mut cuts: Vec<i64> = (0..self.random.length(1, 3)).map(|_| self.random.between(1, 16)).collect();
            cuts.sort_unstable();
            cuts.dedup();
            let mut grades: Vec<Value> = Vec::new();
            for cut in cuts.iter().rev() {
                let mut grade =
                    json!({ "name": format!("grade {cut}"), "at_least": decimal(cut * self.scale * 625, 4) });
                if self.random.percent(40) {
                    grade["max_share"] = decimal(self.random.pick(&[10, 25, 30, 34, 50, 60]), 2);
                }
                grades.push(grade);
            }
            if self.random.percent(70) {
                grades.push(json!({ "name": "rest" }));
            } else {
                grades.last_mut().unwrap().as_object_mut().unwrap().remove("max_share");
            }
            if grades.len() > 1 {
                index["grades"] = json!(grades);
            }
        }
    }

    fn adjustments(&mut self, index: &mut Value) -> Vec<Value> {
        if self.random.percent(65) {
            return Vec::new();
        }
        let mut limits = Map::new();
        for limit in ["max_bonus", "max_deduction"] {
            if self.random.percent(30) {
                limits.insert(limit.to_owned(), decimal(self.random.between(1, 20), 1));
            }
        }
        limits.insert("bonus_counts".to_owned(), json!(self.random.percent(75)));
        index["adjustments"] = Value::Object(limits);
        let graded = index["grades"].is_array();
        let mut all = Vec::new();
        for _ in 0..self.random.length(1, 4) {
            let subject = format!("s{}", self.random.length(0, self.subjects - 1));
            let mut one = json!({ "subject": subject, "reason": "r" });
            match self.random.between(0, 9) {
                0 => (one["type"], one["effect"]) = (json!("veto"), json!("unranked")),
                1 if graded => (one["type"], one["effect"]) = (json!("veto"), json!("lowest_grade")),
                2 if graded => (one["type"], one["effect"]) = (json!("veto"), json!("bar_top_grade")),
                3..=5 => (one["type"], one["points"]) = (json!("deduction"), decimal(self.random.between(1, 40), 2)),
                _ => (one["type"], one["points"]) = (json!("bonus"), decimal(self.random.between(1, 30), 1)),
            }
            all.push(one);
        }
        all
    }
}

/// Whether weights are written for the children of a node, or further down.
fn has_written_weights(node: &Value) -> bool {
    let children = || node["children"].as_array().into_iter().flatten();
    (children().next().is_some() && !node["weights"].is_object()) || children().any(has_written_weights)
}

/// Whether a child has a weight other than 0, however that is written, or none.
fn counts(child: &Value) -> bool {
    child["weight"].as_f64() != Some(0.0)
}
