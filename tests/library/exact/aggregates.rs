//! The aggregates by the letter of FORMAT.md: one subject's score from the scores of its present children, or those of all
//! subjects together.

use std::cmp::Ordering;

use serde_json::Value;

use super::numbers::{Number, count, half, number, total, whole, zero};
use super::reals::{exp, ln, power, sqrt};
use super::rules::{Fault, numbers, refused};

/// Weight and score of a child that is present and counts.
pub(super) type Part = (Number, Number);

/// An aggregate at its node.
pub(super) struct Aggregate<'a> {
    pub(super) name: &'a str,
    parameter: &'a Value,
}

impl<'a> Aggregate<'a> {
    pub(super) fn at(node: &'a Value) -> Self {
        match &node["aggregate"] {
            Value::Null => Self { name: "arithmetic", parameter: &Value::Null },
            Value::String(name) => Self { name, parameter: &Value::Null },
            Value::Object(one) => {
                let (name, parameter) = one.iter().next().unwrap();
                Self { name, parameter }
            }
            other => panic!("no aggregate: {other}"),
        }
    }

    /// Whether its scores are reals where those of the children are rationals.
    pub(super) fn is_real(&self) -> bool {
        matches!(self.name, "geometric" | "power" | "topsis")
            || (self.name == "mean_min" && number(&self.parameter["beta"]).is_some_and(|beta| beta > zero()))
    }

    pub(super) fn compares_subjects(&self) -> bool {
        matches!(self.name, "copeland" | "borda" | "topsis")
    }

    /// One subject's score. `declared` is the total weight of all children.
    pub(super) fn of_one(&self, parts: &[Part], declared: &Number) -> Result<Number, Fault> {
        let scores = || parts.iter().map(|(_, score)| score);
        let (least, most) = (scores().min().unwrap().clone(), scores().max().unwrap().clone());
        let middle = weighted(parts, Number::clone);
        if matches!(self.name, "geometric" | "harmonic" | "power") && least < zero() {
            return refused("a mean of a negative score");
        }
        Ok(match self.name {
            "arithmetic" => middle,
            "sum" => declared * middle,
            "minimum" => least,
            "maximum" => most,
            "geometric" | "harmonic" if least == zero() => zero(),
            "geometric" => exp(&weighted(parts, ln)),
            "harmonic" => weighted(parts, Number::recip).recip(),
            "power" => power_mean(parts, &number(self.parameter).unwrap()),
            "median" => median(parts),
            "mean_min" => {
                let parameter = |name: &str| number(&self.parameter[name]).unwrap_or_else(zero);
                let (alpha, beta, gap) = (parameter("alpha"), parameter("beta"), &middle - least);
                let felt = if beta == zero() { gap } else { sqrt(&(&gap * &gap + &beta * &beta)) - beta };
                middle - alpha * felt
            }
            "trimmed" => trimmed(scores().cloned().collect(), self.parameter),
            "owa" => owa(parts, &numbers(self.parameter)),
            "mazziotta_pareto" => self.mazziotta_pareto(parts, &middle)?,
            other => panic!("no aggregate is called {other}"),
        })
    }

    fn mazziotta_pareto(&self, parts: &[Part], middle: &Number) -> Result<Number, Fault> {
        if *middle <= zero() {
            return refused("a Mazziotta-Pareto index of a mean of 0 or less");
        }
        let mut variance = weighted(parts, |score| (score - middle) * (score - middle));
        if self.parameter["spread"] == "sample" {
            let others = parts.len() - 1;
            variance = if others == 0 { zero() } else { variance * count(parts.len()) / count(others) };
        }
        let penalty = variance / middle;
        let adds = self.parameter["penalty"] == "plus";
        Ok(if adds { middle + penalty } else { middle - penalty })
    }

    /// The scores of all subjects that get one; a row a subject, with a score or none for each child that counts.
    pub(super) fn of_all(&self, weights: &[Number], rows: &[Vec<Option<Number>>], scale: &Number) -> Vec<Number> {
        let spans = if self.name == "topsis" { spans(weights, rows, self.parameter == "vector") } else { Vec::new() };
        let share = |row: &Vec<Option<Number>>| match self.name {
            "copeland" => copeland(weights, rows, row),
            "borda" => borda(weights, rows, row),
            _ => closeness(&spans, row),
        };
        rows.iter().map(|row| scale * share(row)).collect()
    }
}

/// The weighted arithmetic mean of something of the scores.
fn weighted(parts: &[Part], of: impl Fn(&Number) -> Number) -> Number {
    let all = total(parts.iter().map(|(weight, _)| weight));
    parts.iter().fold(zero(), |sum, (weight, score)| sum + weight * of(score)) / all
}

fn power_mean(parts: &[Part], order: &Number) -> Number {
    let least = parts.iter().map(|(_, score)| score).min().unwrap();
    if *order < zero() && *least == zero() {
        return zero();
    }
    let of = |score: &Number| if *score == zero() { zero() } else { power(score, order) };
    let inner = weighted(parts, of);
    if inner == zero() { zero() } else { power(&inner, &order.recip()) }
}

fn median(parts: &[Part]) -> Number {
    let mut sorted = parts.to_vec();
    sorted.sort_by(|one, two| one.1.cmp(&two.1));
    let middle = total(parts.iter().map(|(weight, _)| weight)) * half();
    let mut below = zero();
    for (at, (weight, score)) in sorted.iter().enumerate() {
        below += weight;
        if below > middle {
            return score.clone();
        }
        if below == middle {
            return (score + &sorted[at + 1].1) * half();
        }
    }
    unreachable!("weights add up to more than half of themselves")
}

fn trimmed(mut scores: Vec<Number>, parameter: &Value) -> Number {
    scores.sort();
    let asked = |name: &str| parameter[name].as_u64().map(|count| usize::try_from(count).unwrap());
    let present = scores.len();
    let left = match asked("keep") {
        Some(keep) => &scores[present.saturating_sub(keep)..],
        None if present > asked("when_more_than").unwrap() => {
            &scores[asked("low").unwrap()..present - asked("high").unwrap()]
        }
        None => &scores[..],
    };
    total(left.iter()) / count(left.len())
}

fn owa(parts: &[Part], ordered: &[Number]) -> Number {
    let mut sorted = parts.to_vec();
    sorted.sort_by(|one, two| two.1.cmp(&one.1));
    let all = total(parts.iter().map(|(weight, _)| weight));
    // The total of the first n·x ordered weights, the last of them in part.
    let first = |x: &Number| {
        let mut left = x * count(ordered.len());
        let mut sum = zero();
        for weight in ordered {
            let part = left.clone().clamp(zero(), whole(1));
            sum += weight * &part;
            left -= part;
        }
        sum
    };
    let (mut covered, mut score) = (zero(), zero());
    for (weight, own) in &sorted {
        let from = first(&covered);
        covered += weight / &all;
        score += (first(&covered) - from) * own;
    }
    score
}

fn copeland(weights: &[Number], rows: &[Vec<Option<Number>>], own: &[Option<Number>]) -> Number {
    if rows.len() == 1 {
        return whole(1);
    }
    let mut points = zero();
    for other in rows {
        let mut lead = zero();
        for ((weight, mine), theirs) in weights.iter().zip(own).zip(other) {
            let (Some(mine), Some(theirs)) = (mine, theirs) else { continue };
            match mine.cmp(theirs) {
                Ordering::Greater => lead += weight,
                Ordering::Less => lead -= weight,
                Ordering::Equal => {}
            }
        }
        points += match lead.cmp(&zero()) {
            Ordering::Greater => whole(1),
            Ordering::Equal => half(),
            Ordering::Less => zero(),
        };
    }
    // The subject itself drew with itself.
    (points - half()) / count(rows.len() - 1)
}

fn borda(weights: &[Number], rows: &[Vec<Option<Number>>], own: &[Option<Number>]) -> Number {
    let mut parts = Vec::new();
    for (child, (weight, mine)) in weights.iter().zip(own).enumerate() {
        let Some(mine) = mine else { continue };
        let known: Vec<&Number> = rows.iter().filter_map(|row| row[child].as_ref()).collect();
        let worse = known.iter().filter(|other| **other < mine).count();
        let equals = known.iter().filter(|other| **other == mine).count() - 1;
        let others = known.len() - 1;
        let share = if others == 0 { whole(1) } else { (count(worse) + count(equals) * half()) / count(others) };
        parts.push((weight.clone(), share));
    }
    weighted(&parts, Number::clone)
}

/// A child under TOPSIS: its worst and best score, and its weight over what divides its scores.
type Span = Option<(Number, Number, Number)>;

/// The children under TOPSIS; none of one that separates nobody.
fn spans(weights: &[Number], rows: &[Vec<Option<Number>>], vector: bool) -> Vec<Span> {
    let span = |(child, weight): (usize, &Number)| {
        let known: Vec<&Number> = rows.iter().filter_map(|row| row[child].as_ref()).collect();
        let (least, most) = (known.iter().min()?, known.iter().max()?);
        if least == most {
            return None;
        }
        let squares: Vec<Number> = known.iter().map(|one| *one * *one).collect();
        let unit = if vector { sqrt(&total(&squares)) } else { *most - *least };
        Some(((*least).clone(), (*most).clone(), weight / unit))
    };
    weights.iter().enumerate().map(span).collect()
}

/// TOPSIS: D⁻/(D⁺ + D⁻).
fn closeness(spans: &[Span], own: &[Option<Number>]) -> Number {
    let (mut to_best, mut to_worst) = (zero(), zero());
    for (span, mine) in spans.iter().zip(own) {
        let (Some((least, most, factor)), Some(mine)) = (span, mine) else { continue };
        let squared = |distance: Number| (factor * &distance) * (factor * &distance);
        to_best += squared(most - mine);
        to_worst += squared(mine - least);
    }
    let (to_best, to_worst) = (sqrt(&to_best), sqrt(&to_worst));
    if &to_best + &to_worst == zero() { whole(1) } else { &to_worst / (&to_best + &to_worst) }
}
