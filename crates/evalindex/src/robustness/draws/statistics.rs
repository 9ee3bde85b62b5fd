//! What counts come to: means, deviations, quantiles, probabilities, from whole numbers.

use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::run::Draws;
use super::tally::{Counts, Tally};
use crate::evaluation::Rank;
use crate::number::{Fraction, I256, Rounding, RoundingMode, as_json};
use crate::prepared::{Standing, View};
use crate::robustness::grading::Grading;
use crate::robustness::together::Weights;
use crate::system::Ties;
use crate::weighting::{Shares, TreeShares};

/// Statistics are told to so many decimals.
const TOLD: Rounding = Rounding { decimals: 10, mode: RoundingMode::HalfEven };

/// How places scatter over draws of weights.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Robustness {
    /// How many draws were made.
    pub draws: u32,
    /// Their seed.
    pub seed: u64,
    /// How many of them gave no ranking; they are left out of what follows.
    pub failed: u32,
    /// How weights were drawn, and the generator of random numbers.
    pub generator: String,
    /// The ranked subjects, in the order of the ranking as it is.
    pub subjects: Vec<SubjectRobustness>,
    /// For each subject the probability of being ahead of each other one, where it was counted.
    pub pairwise: Option<Vec<Ahead>>,
}

/// The places of one subject over all draws.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SubjectRobustness {
    /// Id of the subject.
    pub subject: String,
    /// Its mean place.
    pub mean: Decimal,
    /// The sample standard deviation of its place.
    pub sd: Decimal,
    /// Quantiles of its place.
    pub quantiles: Quantiles,
    /// The places that it took at least once, each with the number of draws.
    pub places: Vec<(usize, u32)>,
    /// How many places there are.
    pub of_places: usize,
    /// How many draws gave a ranking.
    pub counted: u32,
    /// The probability of each grade, best first.
    pub grades: Vec<(String, Decimal)>,
    /// The mean weights of the indicators in the draws in which it is first (central weights); none where it never is.
    pub central_weights: Option<Vec<(String, Decimal)>>,
    /// Whether it is first under its central weights (the confidence factor, 1 or 0 where figures are certain).
    pub confidence: Option<bool>,
}

/// A subject, and its probability of being ahead of each other one.
pub type Ahead = (String, Vec<(String, Decimal)>);

/// Quantiles of a place: between two draws in proportion (type 7 of Hyndman & Fan).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Quantiles {
    /// 5 %.
    pub q05: Decimal,
    /// 25 %.
    pub q25: Decimal,
    /// The median.
    pub median: Decimal,
    /// 75 %.
    pub q75: Decimal,
    /// 95 %.
    pub q95: Decimal,
}

/// Everything that is told of what was counted.
pub(super) fn summed_up(
    view: &View<'_>,
    placed: &[(Standing, Rank)],
    leaves: &[usize],
    (counts, tally): (Vec<Counts>, &Tally),
    (draws, generator): (&Draws, &str),
) -> Robustness {
    let names = Grading::new(view, placed).map(|grading| grading.names()).unwrap_or_default();
    let id = |at: usize| placed.get(at).and_then(|(standing, _)| view.subject_id(standing.place)).unwrap_or_default();
    let share = |count: u32| of_counted(u128::from(count), tally.counted);
    let of_places = counts.len();
    let rows = counts.into_iter().enumerate();
    let subjects = rows.map(|(at, places)| {
        let grades = tally.grades.chunks_exact(tally.grade_count.max(1)).nth(at).unwrap_or_default();
        let central = central(
            view,
            leaves,
            tally,
            (at, places.first().filter(|(place, _)| *place == 1).map_or(0, |(_, count)| *count)),
        );
        let confidence = central.as_ref().and_then(|central| confidence(view, leaves, central, placed.get(at)?));
        let taken = Taken { places, counted: tally.counted };
        SubjectRobustness {
            subject: id(at).to_owned(),
            mean: taken.mean(),
            sd: taken.deviation(),
            quantiles: taken.quantiles(),
            places: taken.places,
            of_places,
            counted: tally.counted,
            grades: names.iter().cloned().zip(grades.iter().map(|count| share(*count))).collect(),
            central_weights: central,
            confidence,
        }
    });
    let pairwise = tally.ahead.as_ref().map(|ahead| {
        let rows = ahead.chunks_exact(tally.subjects.max(1)).enumerate();
        let row = |(at, counts): (usize, &[u32])| {
            let others = counts.iter().enumerate().filter(|(other, _)| *other != at);
            (id(at).to_owned(), others.map(|(other, count)| (id(other).to_owned(), share(*count))).collect())
        };
        rows.map(row).collect()
    });
    Robustness {
        draws: tally.counted.saturating_add(tally.failed),
        seed: draws.seed,
        failed: tally.failed,
        generator: format!("{}; {generator}", draws.weights),
        subjects: subjects.collect(),
        pairwise,
    }
}

fn told(value: Option<Fraction>) -> Decimal {
    TOLD.apply(value.and_then(Fraction::to_decimal).unwrap_or_default()).normalize()
}

/// A count, or a sum over draws, divided by the draws that were counted; half up.
fn of_counted(count: u128, counted: u32) -> Decimal {
    const UNIT: u128 = 10_u128.pow(TOLD.decimals);
    let n = u128::from(counted.max(1));
    let doubled = count.saturating_mul(UNIT).saturating_mul(2).saturating_add(n).checked_div(n.saturating_mul(2));
    let units = doubled.and_then(|units| i128::try_from(units).ok()).unwrap_or_default();
    Decimal::try_from_i128_with_scale(units, TOLD.decimals).unwrap_or_default().normalize()
}

/// The places that a subject took, with their counts.
struct Taken {
    places: Counts,
    counted: u32,
}

impl Taken {
    /// The sum of counts times a power of their places.
    fn moment(&self, power: u32) -> u128 {
        let term = |(place, count): &(usize, u32)| {
            let place = u64::try_from(*place).unwrap_or(u64::MAX);
            u128::from(place.saturating_pow(power).saturating_mul(u64::from(*count)))
        };
        self.places.iter().map(term).fold(0, u128::saturating_add)
    }

    fn mean(&self) -> Decimal {
        of_counted(self.moment(1), self.counted)
    }

    /// `√((Σx² − (Σx)²/N)/(N − 1))`; 0 of one draw.
    fn deviation(&self) -> Decimal {
        let (sum, squares, n) = (self.moment(1), self.moment(2), u128::from(self.counted));
        let above = squares.saturating_mul(n).saturating_sub(sum.saturating_mul(sum));
        let below = n.saturating_mul(n.saturating_sub(1));
        if below == 0 {
            return Decimal::ZERO;
        }
        #[allow(clippy::cast_possible_truncation, reason = "a deviation of places")]
        let units = libm::round(libm::sqrt(above as f64 / below as f64) * 1e10) as i64;
        Decimal::new(units, TOLD.decimals).normalize()
    }

    fn quantiles(&self) -> Quantiles {
        let of = |percent: u64| self.quantile(percent);
        Quantiles { q05: of(5), q25: of(25), median: of(50), q75: of(75), q95: of(95) }
    }

    /// The place at `(N − 1)·percent/100`, counted from 0 in order, between two in proportion.
    fn quantile(&self, percent: u64) -> Decimal {
        let hundredths = u64::from(self.counted.saturating_sub(1)).saturating_mul(percent);
        let (at, rest) = (hundredths / 100, hundredths % 100);
        let place = |number: u64| {
            let mut before = 0_u64;
            let reached = self.places.iter().find(|(_, count)| {
                before = before.saturating_add(u64::from(*count));
                before > number
            });
            Decimal::from(reached.map_or(0, |(place, _)| *place))
        };
        let low = place(at);
        let step = place(at.saturating_add(u64::from(rest > 0))).saturating_sub(low);
        let part = step.saturating_mul(Decimal::new(i64::try_from(rest).unwrap_or_default(), 2));
        low.saturating_add(part).normalize()
    }
}

impl SubjectRobustness {
    /// The probability of a place, from 1 (rank acceptability).
    pub fn acceptability(&self, place: usize) -> Decimal {
        let found = self.places.binary_search_by_key(&place, |(place, _)| *place).ok();
        let count = found.and_then(|at| self.places.get(at)).map_or(0, |(_, count)| *count);
        of_counted(u128::from(count), self.counted)
    }
}

/// A subject's central weights by indicator.
fn central(
    view: &View<'_>,
    leaves: &[usize],
    tally: &Tally,
    (at, first): (usize, u32),
) -> Option<Vec<(String, Decimal)>> {
    if first == 0 {
        return None;
    }
    let from = at.checked_mul(tally.leaves)?;
    let sums = tally.central.get(from..from.checked_add(tally.leaves)?)?;
    // The sums are of whole numbers of 2⁻⁵⁰; they are divided by their own total, so that the weights total 1.
    let total = I256::from(sums.iter().fold(0_u128, |total, sum| total.saturating_add(*sum)));
    let id = |node: usize| view.prepared.tree.nodes().get(node).map(|node| node.id.clone());
    leaves
        .iter()
        .zip(sums)
        .map(|(leaf, sum)| Some((id(*leaf)?, told(Fraction::new(I256::from(*sum), total)))))
        .collect()
}

/// Whether a subject is first under its central weights; each node has the share of its indicators in those of its parent.
fn confidence(
    view: &View<'_>,
    leaves: &[usize],
    central: &[(String, Decimal)],
    (standing, _): &(Standing, Rank),
) -> Option<bool> {
    let nodes = view.prepared.tree.nodes();
    let mut whole = vec![I256::ZERO; nodes.len()];
    for (leaf, (_, weight)) in leaves.iter().zip(central) {
        let weight = Fraction::from_decimal(*weight).to_scaled(TOLD.decimals)?;
        let mut at = Some(*leaf);
        while let Some(node) = at {
            let entry = whole.get_mut(node)?;
            *entry = entry.checked_add(weight)?;
            at = nodes.get(node)?.parent;
        }
    }
    let shares = nodes.iter().zip(view.shares).map(|(node, declared)| {
        declared.as_ref()?;
        let parts: Vec<I256> = node.children().iter().filter_map(|child| whole.get(*child).copied()).collect();
        // A node that weighs nothing has its shares as they were.
        Shares::of_parts(&parts).or_else(|| declared.clone())
    });
    let shares: TreeShares = shares.collect();
    let under = view.under(&shares)?;
    let ranked = under.without_tie_breaks(Ties::Competition);
    let own = ranked.iter().find(|(one, _)| one.place == standing.place)?;
    Some(own.1 == Rank::whole(1))
}

impl Serialize for Robustness {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        map.serialize_entry("draws", &self.draws)?;
        map.serialize_entry("seed", &self.seed)?;
        map.serialize_entry("failed", &self.failed)?;
        map.serialize_entry("generator", &self.generator)?;
        map.serialize_entry("subjects", &Subjects(&self.subjects))?;
        if let Some(pairwise) = &self.pairwise {
            map.serialize_entry("pairwise", &Pairwise(pairwise))?;
        }
        map.end()
    }
}

struct Subjects<'a>(&'a [SubjectRobustness]);

impl Serialize for Subjects<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_map(self.0.iter().map(|one| (&one.subject, one)))
    }
}

struct Pairwise<'a>(&'a [Ahead]);

impl Serialize for Pairwise<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_map(self.0.iter().map(|(subject, others)| (subject, Weights(others))))
    }
}

impl Serialize for SubjectRobustness {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        let Quantiles { q05, q25, median, q75, q95 } = self.quantiles;
        let figures = [
            ("mean", self.mean),
            ("sd", self.sd),
            ("q05", q05),
            ("q25", q25),
            ("median", median),
            ("q75", q75),
            ("q95", q95),
        ];
        for (name, figure) in figures {
            map.serialize_entry(name, &as_json(figure)?)?;
        }
        let places: Result<Vec<_>, S::Error> =
            (1..=self.of_places).map(|place| as_json(self.acceptability(place))).collect();
        map.serialize_entry("place", &places?)?;
        if !self.grades.is_empty() {
            map.serialize_entry("grades", &Weights(&self.grades))?;
        }
        map.serialize_entry("central_weights", &self.central_weights.as_deref().map(Weights))?;
        map.serialize_entry("confidence", &self.confidence.map(u8::from))?;
        map.end()
    }
}
