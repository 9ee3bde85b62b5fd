//! The rules by the letter of FORMAT.md: the score of one figure among those that it is compared with.

use serde_json::Value;

use super::numbers::{Number, count, half, mean, number, total, whole, zero};
use super::reals::{exp, ln, power, sqrt};

/// Why a document has no result.
#[derive(Debug)]
pub(super) enum Fault {
    /// It must be refused.
    Refused(String),
}

pub(super) fn refused<T>(why: &str) -> Result<T, Fault> {
    Err(Fault::Refused(why.to_owned()))
}

/// A rule at its node.
pub(super) struct Rule<'a> {
    json: &'a Value,
    pub(super) lower: bool,
    scale: Number,
    transform: Option<&'a str>,
}

/// What belongs to one subject alone.
#[derive(Clone, Default)]
pub(super) struct Own {
    pub(super) target: Option<Number>,
    pub(super) previous: Option<Number>,
    /// The figure of the reference subject, where the rule names one.
    pub(super) reference: Option<Number>,
}

pub(super) fn transformed(transform: Option<&str>, x: &Number) -> Result<Number, Fault> {
    match transform {
        None => Ok(x.clone()),
        Some("sqrt") if *x >= zero() => Ok(sqrt(x)),
        Some("ln") if *x > zero() => Ok(ln(x)),
        Some("log10") if *x > zero() => Ok(ln(x) / ln(&whole(10))),
        Some(name) => refused(&format!("{x} has no {name}")),
    }
}

impl<'a> Rule<'a> {
    pub(super) fn at(node: &'a Value, scale: &Number) -> Self {
        let json = &node["rule"];
        let mut lower = node["direction"] == "lower";
        if json["type"] == "efficacy" {
            let standards = numbers(&json["standards"]);
            lower = standards[0] < standards[1];
        }
        Self { json, lower, scale: scale.clone(), transform: node["transform"].as_str() }
    }

    pub(super) fn kind(&self) -> &'a str {
        self.json["type"].as_str().unwrap_or("none")
    }

    /// Whether its scores are reals, not rationals.
    pub(super) fn is_real(&self) -> bool {
        self.transform.is_some()
            || matches!(self.kind(), "power" | "exponential_rank")
            || (self.kind() == "z_score" && self.points("sd").is_none())
            || (self.kind() == "divide_by" && self.json["by"] == "length")
    }

    /// A parameter as written.
    fn points(&self, name: &str) -> Option<Number> {
        number(&self.json[name])
    }

    fn or(&self, name: &str, default: &Number) -> Number {
        self.points(name).unwrap_or_else(|| default.clone())
    }

    /// A parameter in the unit of the figures.
    fn unit(&self, name: &str) -> Result<Option<Number>, Fault> {
        self.points(name).map(|value| transformed(self.transform, &value)).transpose()
    }

    /// A parameter in the unit of the figures, or what its statistic comes to.
    fn post(&self, name: &str, known: &[Number]) -> Result<Option<Number>, Fault> {
        let json = &self.json[name];
        if !json.is_object() {
            return self.unit(name);
        }
        let mut order = known.to_vec();
        order.sort();
        let at = |share: Number| {
            let position = share * count(order.len() - 1);
            let below: usize = position.floor().to_integer().try_into().unwrap();
            let above = (below + 1).min(order.len() - 1);
            &order[below] + (position - count(below)) * (&order[above] - &order[below])
        };
        let of = match json["of"].as_str() {
            Some("min") => order[0].clone(),
            Some("max") => order[order.len() - 1].clone(),
            Some("mean") => mean(known),
            Some(_) => at(half()),
            None => at(number(&json["of"]["quantile"]).unwrap()),
        };
        let more = |name: &str, default: Number| number(&json[name]).unwrap_or(default);
        Ok(Some(more("times", whole(1)) * of + more("plus", zero())))
    }

    fn units(&self, values: &Value) -> Result<Vec<Number>, Fault> {
        numbers(values).iter().map(|value| transformed(self.transform, value)).collect()
    }

    fn better(&self, one: &Number, two: &Number) -> bool {
        if self.lower { one < two } else { one > two }
    }

    fn best<'b>(&self, known: &'b [Number]) -> &'b Number {
        known.iter().reduce(|one, two| if self.better(two, one) { two } else { one }).unwrap()
    }

    pub(super) fn worst<'b>(&self, known: &'b [Number]) -> &'b Number {
        known.iter().reduce(|one, two| if self.better(one, two) { two } else { one }).unwrap()
    }

    /// How good a figure is, where the worst one is looked for.
    pub(super) fn merit(&self, x: &Number) -> Result<Number, Fault> {
        match self.kind() {
            "interval" | "piecewise" => self.score(&transformed(self.transform, x)?, &[], &Own::default()),
            _ => Ok(if self.lower { -x.clone() } else { x.clone() }),
        }
    }

    /// The score of a figure; `known` are all that it is compared with, itself among them.
    pub(super) fn score(&self, x: &Number, known: &[Number], own: &Own) -> Result<Number, Fault> {
        let full = &self.scale;
        match self.kind() {
            "min_max" => self.min_max(x, known),
            "completion" => self.completion(x, own),
            "efficacy" => self.efficacy(x),
            "piecewise" => self.piecewise(x),
            "steps" => self.steps(x),
            "per_unit" => self.per_unit(x, own),
            "interval" => self.interval(x),
            "rank_ladder" => Ok(self.rank_ladder(x, known)),
            "percent_rank" => Ok(full * self.share_behind(x, known, "mean", "others")),
            "exponential_rank" => {
                let constant = self.or("constant", &whole(23));
                let share = self.share_behind(x, known, "low", "all");
                Ok(-&constant * ln(&(whole(1) - share * (whole(1) - exp(&-(full / &constant))))))
            }
            "z_score" => Ok(self.z_score(x, known)),
            "ratio_to_best" => self.ratio_to_best(x, known),
            "ratio_to_mean" => self.ratio_to_mean(x, known),
            "divide_by" => self.divide_by(x, known),
            "distance_to_reference" => self.distance(x, known, own),
            "gap_closed" => self.gap_closed(x, own),
            "power" => {
                let over = x - self.unit("b")?.unwrap();
                let over = if self.lower { -over } else { over };
                let points = |over: &Number| self.points("a").unwrap() * power(over, &self.points("c").unwrap());
                Ok(if over > zero() { points(&over) } else { zero() })
            }
            "as_is" if *x < self.or("min", &zero()) || *x > self.or("max", full) => refused("a score outside as_is"),
            "as_is" => Ok(x.clone()),
            other => panic!("no rule is called {other}"),
        }
    }

    fn min_max(&self, x: &Number, known: &[Number]) -> Result<Number, Fault> {
        let (low, high) = (self.or("low", &zero()), self.or("high", &self.scale));
        let given = (self.post("min", known)?, self.post("max", known)?);
        let none = given == (None, None) || self.json["min"].is_object() || self.json["max"].is_object();
        let from = given.0.unwrap_or_else(|| known.iter().min().unwrap().clone());
        let to = given.1.unwrap_or_else(|| known.iter().max().unwrap().clone());
        if from == to && none {
            return Ok(high);
        }
        if from >= to {
            return refused("goalposts of min_max on the wrong sides");
        }
        let part = (if self.lower { &to - x } else { x - &from }) / (&to - &from);
        let clamps = self.json["clamp"] != false;
        let part = if clamps { part.clamp(zero(), whole(1)) } else { part };
        Ok(&low + part * (&high - &low))
    }

    fn completion(&self, x: &Number, own: &Own) -> Result<Number, Fault> {
        let Some(target) = own.target.clone().or(self.unit("target")?) else { return refused("no target") };
        if target <= zero() {
            return refused("a target of 0 or less");
        }
        let (floor, cap) = (self.or("floor", &zero()), self.or("cap", &self.scale));
        if !self.lower && *x < zero() {
            return Ok(floor);
        }
        let share = if self.lower { whole(2) - x / target } else { x / target };
        Ok((&self.scale * share).clamp(floor, cap))
    }

    fn efficacy(&self, x: &Number) -> Result<Number, Fault> {
        let standards = self.units(&self.json["standards"])?;
        let usual = ["1", "0.8", "0.6", "0.4", "0.2"].map(|text| super::numbers::parsed(text).unwrap());
        let given = numbers(&self.json["coefficients"]);
        let worth = if given.is_empty() { usual.to_vec() } else { given };
        let reaches = |standard: &Number| !self.better(standard, x);
        Ok(match standards.iter().position(reaches) {
            Some(0) => self.scale.clone(),
            None => zero(),
            Some(at) => {
                let part = (x - &standards[at]) / (&standards[at - 1] - &standards[at]);
                &self.scale * (&worth[at] + part * (&worth[at - 1] - &worth[at]))
            }
        })
    }

    fn piecewise(&self, x: &Number) -> Result<Number, Fault> {
        let points = self.pairs("points")?;
        let after = points.iter().position(|(from, _)| from >= x);
        Ok(match after {
            None => points[points.len() - 1].1.clone(),
            Some(0) => points[0].1.clone(),
            Some(at) => {
                let ((x0, y0), (x1, y1)) = (&points[at - 1], &points[at]);
                y0 + (x - x0) / (x1 - x0) * (y1 - y0)
            }
        })
    }

    fn steps(&self, x: &Number) -> Result<Number, Fault> {
        let mut reached: Vec<_> = self.pairs("steps")?.into_iter().filter(|(cut, _)| !self.better(cut, x)).collect();
        // The best threshold among those reached.
        reached.sort_by(|one, two| if self.lower { two.0.cmp(&one.0) } else { one.0.cmp(&two.0) });
        Ok(reached.pop().map_or_else(|| self.or("below", &zero()), |(_, score)| score))
    }

    fn per_unit(&self, x: &Number, own: &Own) -> Result<Number, Fault> {
        let Some(target) = own.target.clone().or(self.unit("target")?) else { return refused("no target") };
        let over = if self.lower { target - x } else { x - target };
        let mut units = over / self.points("per").unwrap();
        if self.json["whole"] == true {
            units = units.trunc();
        }
        let worth = self.or(if units >= zero() { "above" } else { "below" }, &zero());
        let score = self.points("base").unwrap() + worth * units;
        Ok(score.clamp(self.or("min", &zero()), self.or("max", &self.scale)))
    }

    fn interval(&self, x: &Number) -> Result<Number, Fault> {
        let (best, limits) = (self.units(&self.json["best"])?, self.units(&self.json["limits"])?);
        let part = if best[0] <= *x && *x <= best[1] {
            whole(1)
        } else if *x <= limits[0] || *x >= limits[1] {
            zero()
        } else if *x < best[0] {
            (x - &limits[0]) / (&best[0] - &limits[0])
        } else {
            (&limits[1] - x) / (&limits[1] - &best[1])
        };
        Ok(&self.scale * part)
    }

    fn rank_ladder(&self, x: &Number, known: &[Number]) -> Number {
        let ahead = known.iter().filter(|other| self.better(other, x)).count();
        let last = self.or("last", &zero());
        let scores = numbers(&self.json["scores"]);
        if scores.is_empty() {
            let fallen = self.or("first", &self.scale) - self.points("step").unwrap() * count(ahead);
            return fallen.max(last);
        }
        scores.get(ahead).cloned().unwrap_or(last)
    }

    /// The share of the others left behind, or the place from the worst as a share of all.
    fn share_behind(&self, x: &Number, known: &[Number], ties: &str, share: &str) -> Number {
        let worse = known.iter().filter(|other| self.better(x, other)).count();
        let equals = known.iter().filter(|other| *other == x).count() - 1;
        let counted = match self.json["ties"].as_str().unwrap_or(ties) {
            "low" => zero(),
            "mean" => count(equals) * half(),
            _ => count(equals),
        };
        let behind = count(worse) + counted;
        if let Some(pair) = self.json["share"].as_array() {
            let [a, b] = [0, 1].map(|at| number(&pair[at]).unwrap());
            return (behind + whole(1) - a) / (count(known.len()) + b);
        }
        match self.json["share"].as_str().unwrap_or(share) {
            "all" => (behind + whole(1)) / count(known.len()),
            _ if known.len() == 1 => whole(1),
            _ => behind / count(known.len() - 1),
        }
    }

    fn z_score(&self, x: &Number, known: &[Number]) -> Number {
        let (center, spread) = (self.or("center", &zero()), self.or("spread", &whole(1)));
        let about = mean(known);
        let deviation = self.points("sd").or_else(|| {
            let squares: Vec<Number> = known.iter().map(|one| (one - &about) * (one - &about)).collect();
            let sum = total(&squares);
            let divisor = known.len() - usize::from(self.json["deviation"] != "population");
            (sum > zero()).then(|| sqrt(&(sum / count(divisor))))
        });
        let Some(deviation) = deviation else { return center };
        let apart = spread * (x - self.points("mean").unwrap_or(about)) / deviation;
        if self.lower { center - apart } else { center + apart }
    }

    fn ratio_to_best(&self, x: &Number, known: &[Number]) -> Result<Number, Fault> {
        self.has_ratios(known)?;
        let best = self.best(known);
        if *best == zero() {
            return Ok(self.scale.clone());
        }
        Ok(&self.scale * if self.lower { best / x } else { x / best })
    }

    /// No figure may be negative, nor 0 where lower is better.
    fn has_ratios(&self, known: &[Number]) -> Result<(), Fault> {
        let least = known.iter().min().unwrap();
        if *least < zero() || (self.lower && *least == zero()) { refused("a ratio of such figures") } else { Ok(()) }
    }

    fn divide_by(&self, x: &Number, known: &[Number]) -> Result<Number, Fault> {
        let by = self.json["by"].as_str().unwrap();
        if by == "best" {
            return self.ratio_to_best(x, known);
        }
        if by == "sum" || self.lower {
            self.has_ratios(known)?;
        }
        let term = |x: &Number| if self.lower { whole(1) / x } else { x.clone() };
        let terms: Vec<Number> = known.iter().map(term).collect();
        let squares: Vec<Number> = terms.iter().map(|term| term * term).collect();
        let of_all = if by == "sum" { total(&terms) } else { sqrt(&total(&squares)) };
        if of_all > zero() || of_all < zero() {
            return Ok(&self.scale * term(x) / of_all);
        }
        let count = count(known.len());
        Ok(&self.scale / if by == "sum" { count } else { sqrt(&count) })
    }

    fn ratio_to_mean(&self, x: &Number, known: &[Number]) -> Result<Number, Fault> {
        let about = mean(known);
        if about <= zero() || (self.lower && known.iter().any(|one| *one <= zero())) {
            return refused("a ratio to a mean of figures of 0 or less");
        }
        let ratio = if self.lower { about / x } else { x / about };
        let cap = self.or("cap", &(&self.scale * Number::new(3.into(), 2.into())));
        Ok((&self.scale * ratio).clamp(self.or("floor", &zero()), cap))
    }

    fn distance(&self, x: &Number, known: &[Number], own: &Own) -> Result<Number, Fault> {
        let named = self.json["reference"].is_string();
        let reference = if named { own.reference.clone() } else { self.unit("reference")? };
        let Some(reference) = reference else { return refused("the reference has no figure") };
        let worst = self.worst(known);
        if known.iter().all(|one| *one == reference) {
            return Ok(self.scale.clone());
        }
        if !self.better(&reference, worst) {
            return refused("a reference that is no better than the worst");
        }
        let score = &self.scale * (x - worst) / (&reference - worst);
        Ok(self.points("cap").map_or(score.clone(), |cap| score.min(cap)))
    }

    fn gap_closed(&self, x: &Number, own: &Own) -> Result<Number, Fault> {
        let goal = self.unit("goal")?.unwrap();
        let start = if self.json["start"] == "previous" { own.previous.clone() } else { self.unit("start")? };
        let Some(start) = start else { return refused("no previous figure to start from") };
        let (low, high) = (self.or("low", &zero()), self.or("high", &self.scale));
        if !self.better(&goal, x) {
            return Ok(self.or("reached", &high));
        }
        if !self.better(&goal, &start) || !self.better(x, &start) {
            return Ok(self.or("short", &zero()));
        }
        Ok(&low + (x - &start) / (&goal - &start) * (&high - &low))
    }

    /// Pairs of a figure in its unit and a score.
    fn pairs(&self, name: &str) -> Result<Vec<(Number, Number)>, Fault> {
        let pairs = self.json[name].as_array().unwrap().iter();
        pairs
            .map(|pair| Ok((transformed(self.transform, &number(&pair[0]).unwrap())?, number(&pair[1]).unwrap())))
            .collect()
    }
}

/// The numbers of an array, or of one value; none where there is none.
pub(super) fn numbers(values: &Value) -> Vec<Number> {
    match values {
        Value::Array(values) => values.iter().map(|value| number(value).unwrap()).collect(),
        other => number(other).into_iter().collect(),
    }
}
