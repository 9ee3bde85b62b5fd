//! From figures to the scores of every node: measure, fill, score, aggregate, second step, round.

use std::collections::BTreeMap;

use serde_json::Value;

use super::aggregates::{Aggregate, Part};
use super::numbers::{Number, count, half, mean, number, power_of_ten, rounded, total, whole, zero};
use super::reals::{classed, snapped};
use super::rules::{Fault, Own, Rule, numbers, refused, transformed};

/// What a node has for one subject.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    Value(Number),
    Missing,
    NotApplicable,
}

impl Cell {
    pub(super) fn value(&self) -> Option<&Number> {
        if let Self::Value(value) = self { Some(value) } else { None }
    }
}

/// One index of a document, and its subjects in the order of the document.
pub(super) struct Site<'a> {
    pub(super) document: &'a Value,
    pub(super) index: &'a Value,
    pub(super) subjects: Vec<&'a Value>,
    pub(super) scale: Number,
}

/// The scores of all nodes.
#[derive(Default)]
pub(super) struct Scores {
    pub(super) columns: BTreeMap<String, Vec<Cell>>,
    /// Nodes whose scores are reals.
    pub(super) real: BTreeMap<String, bool>,
    /// Subjects that a missing figure bars.
    pub(super) barred: Vec<usize>,
}

/// The id under which the index itself stands among the nodes.
pub(super) const TOP: &str = "";

impl<'a> Site<'a> {
    pub(super) fn of(document: &'a Value, index: &'a Value) -> Self {
        let subjects = document["subjects"].as_array().unwrap().iter();
        let subjects = subjects.filter(|subject| subject["kind"] == index["kind"]).collect();
        Self { document, index, subjects, scale: number(&index["scale"]).unwrap_or_else(|| whole(100)) }
    }

    fn id(&self, row: usize) -> &str {
        self.subjects[row]["id"].as_str().unwrap()
    }

    fn group(&self, row: usize) -> Option<&str> {
        self.subjects[row]["group"].as_str()
    }

    pub(super) fn rows(&self) -> std::ops::Range<usize> {
        0..self.subjects.len()
    }

    fn cell(&self, table: &str, subject: &str, input: &str) -> Cell {
        match &self.document[table][subject][input] {
            Value::Null => Cell::Missing,
            Value::String(text) if text == "n/a" => Cell::NotApplicable,
            value => Cell::Value(number(value).unwrap()),
        }
    }

    /// A figure of a table, divided where the indicator says so.
    fn level(&self, node: &Value, table: &str, subject: &str) -> Result<Cell, Fault> {
        let input = node["input"].as_str().unwrap_or_else(|| name(node));
        let own = self.cell(table, subject, input);
        let Some(by) = node["denominate"]["by"].as_str() else { return Ok(own) };
        let divisor = self.cell(table, subject, by);
        Ok(match (own, divisor) {
            (Cell::NotApplicable, _) | (_, Cell::NotApplicable) => Cell::NotApplicable,
            (Cell::Missing, _) | (_, Cell::Missing) => Cell::Missing,
            (_, Cell::Value(divisor)) if divisor <= zero() => return refused("a denominator of 0 or less"),
            (Cell::Value(own), Cell::Value(divisor)) => {
                Cell::Value(own * number(&node["denominate"]["scale"]).unwrap_or_else(|| whole(1)) / divisor)
            }
        })
    }

    fn measured(&self, node: &Value, subject: &str) -> Result<Cell, Fault> {
        let now = self.level(node, "values", subject)?;
        let measure = node["measure"].as_str().unwrap_or("level");
        if measure == "level" || now == Cell::NotApplicable {
            return Ok(now);
        }
        let before = self.level(node, "previous", subject)?;
        Ok(match (now, before) {
            (Cell::Value(_), Cell::NotApplicable) => Cell::NotApplicable,
            (Cell::Value(now), Cell::Value(before)) if measure == "change" => Cell::Value(now - before),
            (Cell::Value(_), Cell::Value(before)) if before <= zero() => return refused("growth from 0 or less"),
            (Cell::Value(now), Cell::Value(before)) => Cell::Value(whole(100) * (now - &before) / before),
            _ => Cell::Missing,
        })
    }

    /// What stands in the place of a missing figure; a score that the document gives comes as the second.
    fn filled(&self, node: &Value, column: &[Cell], row: usize, rule: &Rule) -> Result<Option<Number>, Fault> {
        let how = node["missing"]["impute"].as_str().unwrap_or_default();
        if matches!(how, "group_mean" | "group_median") && self.group(row).is_none() {
            return refused("no group to impute from");
        }
        let counts = |other: &usize| !how.starts_with("group") || self.group(*other) == self.group(row);
        let mut known: Vec<Number> = self.rows().filter(counts).filter_map(|at| column[at].value().cloned()).collect();
        if how == "previous" {
            let input = node["input"].as_str().unwrap_or_else(|| name(node));
            return match self.cell("previous", self.id(row), input) {
                Cell::Value(_) if node["measure"].is_string() && node["measure"] != "level" => Ok(Some(zero())),
                Cell::Value(value) => Ok(Some(value)),
                _ => refused("no previous figure to impute"),
            };
        }
        if known.is_empty() {
            return refused("nobody has a figure to impute from");
        }
        known.sort();
        Ok(Some(match how {
            "mean" | "group_mean" => mean(&known),
            "median" | "group_median" => (&known[(known.len() - 1) / 2] + &known[known.len() / 2]) * half(),
            _ => {
                let merits: Vec<Number> = known.iter().map(|one| rule.merit(one)).collect::<Result<_, _>>()?;
                let worst = merits.iter().min().unwrap();
                known[merits.iter().position(|one| one == worst).unwrap()].clone()
            }
        }))
    }

    /// Fill, rule and rounding of a node, from its figures or from its aggregated scores.
    fn stepped(&self, node: &Value, column: &[Cell], leaf: bool, scores: &mut Scores) -> Result<Vec<Cell>, Fault> {
        let rule = Rule::at(node, &self.scale);
        let policy = node["missing"].as_str().unwrap_or(if leaf { "error" } else { "reweight" });
        let mut given: BTreeMap<usize, Number> = BTreeMap::new();
        let mut figures: Vec<Option<Number>> = column.iter().map(|cell| cell.value().cloned()).collect();
        for row in self.rows().filter(|row| column[*row] == Cell::Missing) {
            match (&node["missing"], policy) {
                (Value::Object(one), _) if one.contains_key("score") => {
                    given.insert(row, number(&one["score"]).unwrap());
                }
                (Value::Object(one), _) if one["impute"] == "row_mean" => {}
                (Value::Object(_), _) => figures[row] = self.filled(node, column, row, &rule)?,
                (_, "error") => return refused("a missing figure"),
                (_, "unranked") => scores.barred.push(row),
                _ => {}
            }
        }
        let after = if rule.kind() == "none" { figures } else { self.ruled(node, &rule, &figures)? };
        let cells = self.rows().map(|row| match after[row].clone().or_else(|| given.remove(&row)) {
            Some(score) => Cell::Value(of_node(node, score)),
            None => column[row].clone(),
        });
        Ok(cells.collect())
    }

    /// The scores of figures under a rule, among all or within groups.
    fn ruled(&self, node: &Value, rule: &Rule, figures: &[Option<Number>]) -> Result<Vec<Option<Number>>, Fault> {
        let mut taken = Vec::with_capacity(figures.len());
        for figure in figures {
            let figure = figure.as_ref().map(|x| transformed(node["transform"].as_str(), x));
            taken.push(figure.transpose()?);
        }
        let input = node["input"].as_str().unwrap_or_else(|| name(node));
        let within = node["within"] == "group";
        let reference = node["rule"]["reference"].as_str();
        let reference = reference.and_then(|id| taken[self.rows().find(|row| self.id(*row) == id)?].clone());
        let mut scored = vec![None; figures.len()];
        for row in self.rows() {
            let Some(x) = &taken[row] else { continue };
            let peers = self.rows().filter(|other| !within || self.group(*other) == self.group(row));
            let known: Vec<Number> = peers.filter_map(|other| taken[other].clone()).collect();
            let of = |table: &str| self.cell(table, self.id(row), input).value().cloned();
            let own = Own { target: of("targets"), previous: of("previous"), reference: reference.clone() };
            scored[row] = Some(rule.score(x, &known, &own)?);
        }
        Ok(scored)
    }

    /// The scores of a node and of all below it.
    pub(super) fn evaluate(&self, node: &Value, id: &str, scores: &mut Scores) -> Result<(), Fault> {
        let Some(children) = node["children"].as_array() else {
            let measured: Result<Vec<Cell>, Fault> =
                self.subjects.iter().map(|subject| self.measured(node, name(subject))).collect();
            let column = self.stepped(node, &measured?, true, scores)?;
            self.keep(id, column, Rule::at(node, &self.scale).is_real(), scores);
            return Ok(());
        };
        for child in children {
            self.evaluate(child, name(child), scores)?;
        }
        let weights = weights(node);
        self.fill_rows(children, &weights, scores);
        let aggregate = Aggregate::at(node);
        let below: Vec<&Vec<Cell>> = children.iter().map(|child| &scores.columns[name(child)]).collect();
        let column = self.aggregated(node, &aggregate, &weights, &below)?;
        let mut real = aggregate.is_real() || children.iter().any(|child| scores.real[name(child)]);
        self.keep(id, column, real, scores);
        let second = id != TOP && (node["rule"].is_object() || !node["missing"].is_null());
        let column = scores.columns[id].clone();
        let column = if second {
            real |= node["rule"].is_object() && Rule::at(node, &self.scale).is_real();
            self.stepped(node, &column, false, scores)?
        } else if id == TOP {
            column
        } else {
            let round = |cell: Cell| cell.value().cloned().map_or(cell, |score| Cell::Value(of_node(node, score)));
            column.into_iter().map(round).collect()
        };
        self.keep(id, column, real, scores);
        Ok(())
    }

    /// Keeps a column; real scores as the classes in which they are compared.
    fn keep(&self, id: &str, column: Vec<Cell>, real: bool, scores: &mut Scores) {
        let mut column = column;
        if real {
            let mut values: Vec<Option<Number>> = column.iter().map(|cell| cell.value().cloned()).collect();
            classed(&mut values, &self.scale);
            for (cell, value) in column.iter_mut().zip(values) {
                *cell = value.map_or_else(|| cell.clone(), Cell::Value);
            }
        }
        scores.columns.insert(id.to_owned(), column);
        scores.real.insert(id.to_owned(), real);
    }

    /// Missing scores of children that ask for the mean of the subject's scores in the other children that count.
    fn fill_rows(&self, children: &[Value], weights: &[Number], scores: &mut Scores) {
        let asks = |child: &&Value| child["missing"]["impute"] == "row_mean";
        let mut filled: Vec<(String, Vec<Cell>)> = Vec::new();
        for child in children.iter().filter(asks) {
            let mut column = scores.columns[name(child)].clone();
            for row in self.rows().filter(|row| scores.columns[name(child)][*row] == Cell::Missing) {
                let others = children.iter().zip(weights);
                let others = others.filter(|(other, weight)| name(other) != name(child) && **weight > zero());
                let known: Vec<Number> =
                    others.filter_map(|(other, _)| scores.columns[name(other)][row].value().cloned()).collect();
                if !known.is_empty() {
                    column[row] = Cell::Value(mean(&known));
                }
            }
            filled.push((name(child).to_owned(), column));
        }
        let real = children.iter().any(|child| scores.real[name(child)]);
        for (id, column) in filled {
            self.keep(&id, column, real, scores);
        }
    }

    fn aggregated(
        &self,
        node: &Value,
        aggregate: &Aggregate,
        weights: &[Number],
        below: &[&Vec<Cell>],
    ) -> Result<Vec<Cell>, Fault> {
        let mut column = vec![Cell::Missing; self.subjects.len()];
        let mut complete = Vec::new();
        let declared = if node["weights"]["from"].is_null() { total(weights) } else { whole(1) };
        for row in self.rows() {
            let counted = weights.iter().zip(below).filter(|(weight, _)| **weight > zero());
            let cells: Vec<(&Number, &Cell)> = counted.map(|(weight, column)| (weight, &column[row])).collect();
            let applies = cells.iter().filter(|(_, cell)| **cell != Cell::NotApplicable);
            let applicable = total(applies.map(|(weight, _)| *weight));
            let parts: Vec<Part> =
                cells.iter().filter_map(|(weight, cell)| Some(((*weight).clone(), cell.value()?.clone()))).collect();
            if applicable == zero() {
                column[row] = Cell::NotApplicable;
                continue;
            }
            let covered = total(parts.iter().map(|(weight, _)| weight)) / applicable;
            let thin = number(&node["min_coverage"]).is_some_and(|least| covered < least);
            let few = number(&node["min_present"]).is_some_and(|least| count(parts.len()) < least);
            if parts.is_empty() || thin || few {
                continue;
            }
            complete.push((row, cells.iter().map(|(_, cell)| cell.value().cloned()).collect::<Vec<_>>()));
            if !aggregate.compares_subjects() {
                column[row] = Cell::Value(aggregate.of_one(&parts, &declared)?);
            }
        }
        if aggregate.compares_subjects() {
            let counted: Vec<Number> = weights.iter().filter(|weight| **weight > zero()).cloned().collect();
            let (rows, table): (Vec<usize>, Vec<_>) = complete.into_iter().unzip();
            for (row, score) in rows.into_iter().zip(aggregate.of_all(&counted, &table, &self.scale)) {
                column[row] = Cell::Value(score);
            }
        }
        Ok(column)
    }
}

pub(super) fn name(node: &Value) -> &str {
    node["id"].as_str().unwrap()
}

/// The score of a node after its own rounding.
fn of_node(node: &Value, score: Number) -> Number {
    let Value::Object(round) = &node["round"] else { return score };
    let decimals = round.get("decimals").and_then(Value::as_u64).unwrap_or(2);
    let mode = round.get("mode").and_then(Value::as_str).unwrap_or("half_up");
    let simple = *score.denom() < power_of_ten(39);
    rounded(&if simple { score } else { snapped(&score) }, decimals.try_into().unwrap(), mode)
}

/// The weights of a node's children, as written or by its method.
pub(super) fn weights(node: &Value) -> Vec<Number> {
    let children = node["children"].as_array().unwrap();
    let from = &node["weights"]["from"];
    if from.is_null() {
        return children.iter().map(|child| number(&child["weight"]).unwrap()).collect();
    }
    let counted: Vec<usize> = (0..children.len()).filter(|at| children[*at]["weight"] != 0).collect();
    let all = counted.len();
    let mut weights = vec![zero(); children.len()];
    for (place, child) in counted.into_iter().enumerate() {
        weights[child] = match from.as_str() {
            Some("equal") => whole(1) / count(all),
            Some("rank_sum") => count(all - place),
            Some("rank_reciprocal") => whole(1) / count(place + 1),
            Some("rank_order_centroid") => (place..all).fold(zero(), |sum, at| sum + whole(1) / count(at + 1)),
            _ => {
                let experts = from["budget_allocation"].as_array().unwrap().iter();
                experts.fold(zero(), |sum, points| sum + &numbers(points)[place])
            }
        };
    }
    let all = total(&weights);
    weights.into_iter().map(|weight| weight / &all).collect()
}
