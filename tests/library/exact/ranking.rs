//! From scores to what is published: totals, places, grades, classes, contributions.

use std::collections::BTreeMap;

use serde_json::Value;

use super::aggregates::Aggregate;
use super::numbers::{Number, count, half, number, power_of_ten, published, rounded, size, total, whole, zero};
use super::reals::{classed, snapped};
use super::rules::Fault;
use super::tree::{Scores, Site, TOP, name, weights};

/// What the result must say of an index, as text: `place`, `score`, `economy/contribution` by subject; none where the field
/// must be absent.
pub(super) type Facts = BTreeMap<(String, String), Option<String>>;

/// The result that an index must have: the ids of its ranking in order, and the facts.
pub(super) struct Expected {
    pub(super) order: Vec<String>,
    pub(super) facts: Facts,
    /// Whether different subjects have the same total.
    pub(super) ties: bool,
    /// Whether a total lies halfway between two published ones.
    pub(super) halves: bool,
}

/// The result of one index by the definitions.
pub(super) fn expected(document: &Value, index: &Value) -> Result<Expected, Fault> {
    let site = Site::of(document, index);
    let mut scores = Scores::default();
    site.evaluate(index, TOP, &mut scores)?;
    let adjusted: Vec<Adjusted> = site.rows().map(|row| Adjusted::of(&site, row)).collect();
    let mut ranked: Vec<usize> = site.rows().collect();
    ranked.retain(|row| {
        scores.columns[TOP][*row].value().is_some()
            && !scores.barred.contains(row)
            && !adjusted[*row].vetoed("unranked")
    });
    let mut totals: Vec<Option<Number>> = vec![None; site.subjects.len()];
    for row in &ranked {
        let base = scores.columns[TOP][*row].value().unwrap();
        let counts = index["adjustments"]["bonus_counts"] != false;
        let bonus = if counts { adjusted[*row].bonus.clone() } else { zero() };
        totals[*row] = Some(base + bonus - &adjusted[*row].deduction);
    }
    if scores.real[TOP] {
        classed(&mut totals, &site.scale);
    }
    let ranking = Ranking { site, scores, adjusted, ranked, totals };
    Ok(ranking.expected())
}

/// The adjustments of one subject.
struct Adjusted {
    bonus: Number,
    deduction: Number,
    vetoes: Vec<String>,
}

impl Adjusted {
    fn of(site: &Site, row: usize) -> Self {
        let all = site.document["adjustments"].as_array().cloned().unwrap_or_default();
        let own: Vec<&Value> = all.iter().filter(|one| one["subject"] == site.subjects[row]["id"]).collect();
        let points = |kind: &str, limit: &str| {
            let given: Vec<Number> =
                own.iter().filter(|one| one["type"] == kind).map(|one| number(&one["points"]).unwrap()).collect();
            let sum = total(&given);
            number(&site.index["adjustments"][limit]).map_or(sum.clone(), |limit| sum.min(limit))
        };
        let (bonus, deduction) = (points("bonus", "max_bonus"), points("deduction", "max_deduction"));
        Self {
            bonus,
            deduction,
            vetoes: own.iter().filter_map(|one| Some(one["effect"].as_str()?.to_owned())).collect(),
        }
    }

    fn vetoed(&self, effect: &str) -> bool {
        self.vetoes.iter().any(|veto| veto == effect)
    }
}

struct Ranking<'a> {
    site: Site<'a>,
    scores: Scores,
    adjusted: Vec<Adjusted>,
    /// The ranked subjects in the order of the document.
    ranked: Vec<usize>,
    totals: Vec<Option<Number>>,
}

impl Ranking<'_> {
    fn decimals(&self) -> (u32, &str) {
        let rounding = &self.site.index["rounding"];
        let decimals = rounding["decimals"].as_u64().unwrap_or(2).try_into().unwrap();
        (decimals, rounding["mode"].as_str().unwrap_or("half_up"))
    }

    /// A score as the index compares it.
    fn compared(&self, score: &Number) -> Number {
        let (decimals, mode) = self.decimals();
        if self.site.index["ranking"]["by"] == "published" { rounded(score, decimals, mode) } else { score.clone() }
    }

    fn text(&self, score: &Number) -> String {
        let (decimals, mode) = self.decimals();
        published(score, decimals, mode)
    }

    fn ties(&self) -> &str {
        self.site.index["ranking"]["ties"].as_str().unwrap_or("competition")
    }

    /// What decides between two subjects: the total, then the tie-breaks; a missing score comes last.
    fn key(&self, row: usize) -> Vec<Option<Number>> {
        let breaks = self.site.index["ranking"]["tie_break"].as_array().cloned().unwrap_or_default();
        let mut key = vec![Some(self.compared(self.totals[row].as_ref().unwrap()))];
        for by in &breaks {
            let by = by.as_str().unwrap();
            let score =
                if by == "bonus" { Some(&self.adjusted[row].bonus) } else { self.scores.columns[by][row].value() };
            key.push(score.map(|score| self.compared(score)));
        }
        key
    }

    fn expected(&self) -> Expected {
        let keyed: Vec<(usize, Vec<Option<Number>>)> = self.ranked.iter().map(|row| (*row, self.key(*row))).collect();
        let (order, places) = placed(&keyed, self.ties());
        let grades = self.grades(&order);
        let mut facts = Facts::new();
        for row in &order {
            let id = name(self.site.subjects[*row]);
            let mut fact = |field: &str, text: Option<String>| {
                facts.insert((id.to_owned(), field.to_owned()), text);
            };
            fact("place", Some(place_text(&places[row])));
            fact("score", self.totals[*row].as_ref().map(|score| self.text(score)));
            fact("base", self.scores.columns[TOP][*row].value().map(|score| self.text(score)));
            fact("bonus", Some(self.text(&self.adjusted[*row].bonus)));
            fact("deduction", Some(self.text(&self.adjusted[*row].deduction)));
            let group = &self.site.subjects[*row]["group"];
            let of_group = keyed.iter().filter(|(other, _)| self.site.subjects[*other]["group"] == *group);
            let (_, in_group) = placed(&of_group.cloned().collect::<Vec<_>>(), self.ties());
            fact("group_place", group.as_str().map(|_| place_text(&in_group[row])));
            fact("grade", grades.get(row).cloned().or_else(|| self.class(&places[row])));
            self.contributions(self.site.index, *row, Some(&whole(1)), &mut fact);
        }
        self.node_facts(self.site.index, &mut facts);
        let totals: Vec<&Number> = order.iter().filter_map(|row| self.totals[*row].as_ref()).collect();
        let (decimals, _) = self.decimals();
        Expected {
            order: order.iter().map(|row| name(self.site.subjects[*row]).to_owned()).collect(),
            facts,
            ties: totals.windows(2).any(|two| two[0] == two[1]),
            halves: totals.iter().any(|one| rounded(one, decimals, "half_up") != half_down(one, decimals)),
        }
    }

    /// Published score and place of each node below this one.
    fn node_facts(&self, node: &Value, facts: &mut Facts) {
        for child in node["children"].as_array().into_iter().flatten() {
            let column = &self.scores.columns[name(child)];
            let scored = self.ranked.iter().filter_map(|row| Some((*row, column[*row].value()?)));
            let keyed: Vec<_> = scored.map(|(row, score)| (row, vec![Some(self.compared(score))])).collect();
            // Only totals have tie-breaks.
            let ties = if self.ties() == "ordinal" { "competition" } else { self.ties() };
            let (_, places) = placed(&keyed, ties);
            for row in &self.ranked {
                let key = |what: &str| (name(self.site.subjects[*row]).to_owned(), format!("{}/{what}", name(child)));
                facts.insert(key("score"), column[*row].value().map(|score| self.text(score)));
                facts.insert(key("place"), places.get(row).map(place_text));
            }
            self.node_facts(child, facts);
        }
    }

    /// The contributions below a node that has this share of the index; there is none where it cannot be split.
    fn contributions(
        &self,
        node: &Value,
        row: usize,
        share: Option<&Number>,
        fact: &mut impl FnMut(&str, Option<String>),
    ) {
        let Some(children) = node["children"].as_array() else { return };
        let weights = weights(node);
        let top = std::ptr::eq(node, self.site.index);
        let plain = Aggregate::at(node).name == "arithmetic"
            && (top || (node["rule"].is_null() && node["missing"].is_null() && node["round"].is_null()));
        let scores = children.iter().map(|child| self.scores.columns[name(child)][row].value());
        let scores: Vec<Option<&Number>> = scores.collect();
        let present = total(weights.iter().zip(&scores).filter_map(|(weight, score)| score.map(|_| weight)));
        for ((child, weight), score) in children.iter().zip(&weights).zip(&scores) {
            let own = match (share, score) {
                (Some(share), Some(_)) if plain && present > zero() => Some(share * weight / &present),
                _ => None,
            };
            let points = own.as_ref().zip(*score).map(|(share, score)| share * score);
            let points = points.map(|points| if self.scores.real[TOP] { snapped(&points) } else { points });
            fact(&format!("{}/contribution", name(child)), points.map(|points| self.text(&points)));
            self.contributions(child, row, own.as_ref(), fact);
        }
    }

    /// The name of each grade, for those that have one; the ranked subjects come best first.
    fn grades(&self, order: &[usize]) -> BTreeMap<usize, String> {
        let mut given = BTreeMap::new();
        let all = self.site.index["grades"].as_array().cloned().unwrap_or_default();
        let Some(last) = all.last() else { return given };
        // A veto takes grades away: who is below every cut has none with it either.
        let last_cut = number(&last["at_least"]);
        let below =
            |row: usize| last_cut.as_ref().is_some_and(|cut| self.compared(self.totals[row].as_ref().unwrap()) < *cut);
        let vetoed: Vec<usize> =
            order.iter().copied().filter(|row| self.adjusted[*row].vetoed("lowest_grade")).collect();
        for row in vetoed.iter().filter(|row| !below(**row)) {
            given.insert(*row, last["name"].as_str().unwrap().to_owned());
        }
        for (position, grade) in all.iter().enumerate() {
            let score = |row: usize| self.compared(self.totals[row].as_ref().unwrap());
            let meets = |row: usize| number(&grade["at_least"]).is_none_or(|cut| score(row) >= cut);
            let barred = |row: usize| position == 0 && self.adjusted[row].vetoed("bar_top_grade");
            let open: Vec<usize> =
                order.iter().copied().filter(|row| !given.contains_key(row) && !vetoed.contains(row)).collect();
            let open: Vec<usize> = open.into_iter().filter(|row| meets(*row) && !barred(*row)).collect();
            let mut room = number(&grade["max_share"]).map(|share| (share * count(order.len())).floor());
            for equals in open.chunk_by(|one, two| score(*one) == score(*two)) {
                if room.as_ref().is_some_and(|room| count(equals.len()) > *room) {
                    break;
                }
                room = room.map(|room| room - count(equals.len()));
                for row in equals {
                    given.insert(*row, grade["name"].as_str().unwrap().to_owned());
                }
            }
        }
        given
    }

    /// The class of a place, where the index has classes.
    fn class(&self, place: &Number) -> Option<String> {
        let classes = &self.site.index["classes"];
        let number = number(&classes["count"])?;
        let all = count(self.ranked.len());
        let class = if classes["edge"] == "down" {
            (number * (place - whole(1)) / all).floor() + whole(1)
        } else {
            (number * place / all).ceil()
        };
        Some(class.to_string())
    }
}

/// The rows best first, equal ones in the order given, and the place of each.
fn placed(keyed: &[(usize, Vec<Option<Number>>)], ties: &str) -> (Vec<usize>, BTreeMap<usize, Number>) {
    let mut sorted = keyed.to_vec();
    sorted.sort_by(|one, two| two.1.cmp(&one.1));
    let mut places = BTreeMap::new();
    let mut before = 0;
    for (run, equals) in sorted.chunk_by(|one, two| one.1 == two.1).enumerate() {
        for (within, (row, _)) in equals.iter().enumerate() {
            let place = match ties {
                "dense" => count(run + 1),
                "average" => count(before) + (count(equals.len()) + whole(1)) * half(),
                "ordinal" => count(before + within + 1),
                _ => count(before + 1),
            };
            places.insert(*row, place);
        }
        before += equals.len();
    }
    (sorted.into_iter().map(|(row, _)| row).collect(), places)
}

/// Rounds halves towards zero.
fn half_down(value: &Number, decimals: u32) -> Number {
    let up = rounded(value, decimals, "half_up");
    let unit = Number::new(1.into(), power_of_ten(decimals));
    if size(&up) - size(value) == &unit * half() { if up > zero() { up - unit } else { up + unit } } else { up }
}

fn place_text(place: &Number) -> String {
    let (whole, rest) = (place.floor(), place - place.floor());
    if rest == zero() { whole.to_string() } else { format!("{whole}.5") }
}
