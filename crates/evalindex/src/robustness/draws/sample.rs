//! Drawn shares: one stream of random numbers for each draw, so that draws can be made in any order.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::WeightDraws;
use crate::engine::View;
use crate::model::{NodeId, PerNode};

/// The name of the generator in results, so that the draws can be repeated elsewhere.
pub(super) const GENERATOR: &str = "ChaCha8, one stream a draw; libm";

/// The groups of siblings of an index, and how their shares are drawn.
pub(super) struct Sampler {
    seed: u64,
    distribution: Distribution,
    /// The index itself.
    top: NodeId,
    groups: Vec<Group>,
}

/// The use of a stream of random numbers.
#[derive(Clone, Copy, Debug)]
pub(super) enum Stream {
    Weights = 0,
    Methods = 1,
    Errors = 2,
    Resamples = 3,
}

/// How the shares of one group are drawn, in binary floating point.
#[derive(Clone, Copy, Debug)]
enum Distribution {
    Declared,
    Dirichlet(f64),
    Each(Each),
}

/// How the weight of each child is drawn independently.
#[derive(Clone, Copy, Debug)]
enum Each {
    Uniform,
    Within(f64),
    Normal(f64),
}

/// The children of one node.
pub(super) struct Group {
    pub(super) parent: NodeId,
    /// The children that count, with their declared shares.
    pub(super) members: Vec<(NodeId, f64)>,
    /// The level of the children, 1 being the first below the index.
    pub(super) level: usize,
    /// Whether the shares of the group are drawn.
    pub(super) varies: bool,
}

impl Sampler {
    /// A sampler that draws the groups at these levels (1 is the first below the index), or all groups; none for given
    /// weights.
    pub(super) fn new(view: &View<'_>, seed: u64, weights: &WeightDraws, levels: Option<&[usize]>) -> Option<Self> {
        let number = |value: &Decimal| value.to_f64();
        let distribution = match weights {
            WeightDraws::Declared => Distribution::Declared,
            WeightDraws::Uniform => Distribution::Each(Each::Uniform),
            WeightDraws::Dirichlet(concentration) => Distribution::Dirichlet(number(concentration)?),
            WeightDraws::Within(range) => Distribution::Each(Each::Within(number(range)?)),
            WeightDraws::Normal(deviation) => Distribution::Each(Each::Normal(number(deviation)?)),
            WeightDraws::Given(_) => return None,
        };
        let nodes = view.scored.tree.by_node().zip(view.shares);
        let groups = nodes.filter_map(|(parent, node, shares)| {
            let shares = shares.as_ref()?;
            let share = |part: u128| part as f64 / shares.total() as f64;
            let members = node.children().iter().zip(shares.parts()).filter(|(_, part)| **part > 0);
            let members = members.map(|(child, part)| (*child, share(*part))).collect();
            let level = node.depth.saturating_add(1);
            let varies = !matches!(distribution, Distribution::Declared)
                && node.is_weighed()
                && levels.is_none_or(|levels| levels.contains(&level));
            Some(Group { parent, members, level, varies })
        });
        Some(Self { seed, distribution, top: view.scored.tree.top(), groups: groups.collect() })
    }

    /// The groups, parents before children.
    pub(super) fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// The random numbers of one draw.
    pub(super) fn random(&self, number: u32, stream: Stream) -> ChaCha8Rng {
        let mut random = ChaCha8Rng::seed_from_u64(self.seed);
        random.set_stream((stream as u64) << 32 | u64::from(number));
        random
    }

    /// The shares of every group in one draw, in the order of the groups and their members.
    pub(super) fn draw(&self, number: u32, shares: &mut Vec<f64>) {
        let mut random = self.random(number, Stream::Weights);
        shares.clear();
        for group in &self.groups {
            let declared = || group.members.iter().map(|(_, share)| *share);
            match self.distribution {
                Distribution::Dirichlet(concentration) if group.can_vary() => {
                    let first = shares.len();
                    shares.extend(declared().map(|share| log_gamma(concentration * share, &mut random)));
                    in_proportion(shares.get_mut(first..).unwrap_or_default());
                }
                Distribution::Each(each) if group.can_vary() => each.draw(declared, &mut random, shares),
                _ => shares.extend(declared()),
            }
        }
    }

    /// Writes the effective weight of every node that counts, from the shares of every group.
    pub(super) fn whole(&self, shares: &[f64], whole: &mut PerNode<f64>) {
        whole[self.top] = 1.0;
        let mut next = shares.iter();
        for group in &self.groups {
            let above = whole[group.parent];
            for ((child, _), share) in group.members.iter().zip(next.by_ref()) {
                whole[*child] = above * share;
            }
        }
    }
}

impl Group {
    /// Whether the shares can differ from the declared ones.
    fn can_vary(&self) -> bool {
        self.varies && self.members.len() > 1
    }
}

/// Turns logarithms into shares; the greatest is taken as 1, so that not all of them are rounded to 0.
fn in_proportion(logarithms: &mut [f64]) {
    let most = logarithms.iter().copied().fold(f64::MIN, f64::max);
    let mut total = 0.0;
    for entry in logarithms.iter_mut() {
        *entry = libm::exp(*entry - most);
        total += *entry;
    }
    for weight in logarithms {
        *weight /= total;
    }
}

impl Each {
    /// Adds a drawn share for each declared one; they are drawn again where all weights are 0.
    fn draw<I: Iterator<Item = f64>>(self, declared: impl Fn() -> I, random: &mut ChaCha8Rng, shares: &mut Vec<f64>) {
        let first = shares.len();
        loop {
            shares.truncate(first);
            shares.extend(declared().map(|share| self.weight(share, random)));
            let total = shares.iter().skip(first).fold(0.0, |total, weight| total + weight);
            if total > 0.0 {
                shares.iter_mut().skip(first).for_each(|weight| *weight /= total);
                return;
            }
        }
    }

    /// A drawn weight for one declared share.
    fn weight(self, share: f64, random: &mut ChaCha8Rng) -> f64 {
        match self {
            Self::Uniform => exponential(random),
            Self::Within(range) => share * (1.0 - range + 2.0 * range * unit(random)),
            Self::Normal(deviation) => loop {
                let factor = 1.0 + deviation * normal(random);
                if factor >= 0.0 {
                    return share * factor;
                }
            },
        }
    }
}

/// A uniform number from 0 to 1, both excluded: 53 random bits and a half.
pub(super) fn unit(random: &mut ChaCha8Rng) -> f64 {
    ((random.next_u64() >> 11) as f64 + 0.5) / 9_007_199_254_740_992.0
}

/// A whole number below `limit`, all with equal probability (Lemire, ACM TOMACS 29 (2019)).
pub(super) fn below(limit: usize, random: &mut ChaCha8Rng) -> usize {
    let limit = limit as u64;
    loop {
        let product = u128::from(random.next_u64()).wrapping_mul(u128::from(limit));
        #[allow(clippy::cast_possible_truncation, reason = "the low half")]
        let low = product as u64;
        if low >= limit.wrapping_neg().checked_rem(limit).unwrap_or_default() {
            return usize::try_from(product >> 64).unwrap_or_default();
        }
    }
}

/// An exponential number with the mean 1.
fn exponential(random: &mut ChaCha8Rng) -> f64 {
    -libm::log(unit(random))
}

/// A standard normal number: one of the pair of Box & Muller, Annals of Mathematical Statistics 29 (1958).
pub(super) fn normal(random: &mut ChaCha8Rng) -> f64 {
    let length = libm::sqrt(2.0 * exponential(random));
    length * libm::cos(std::f64::consts::TAU * unit(random))
}

/// The logarithm of a gamma variate (Marsaglia & Tsang, ACM TOMS 26 (2000)). A shape below 1 is reduced to the shape
/// plus 1; logarithms are used because variates of small shapes are too small for a float.
fn log_gamma(shape: f64, random: &mut ChaCha8Rng) -> f64 {
    if shape < 1.0 {
        let boost = libm::log(unit(random)) / shape;
        return log_gamma(shape + 1.0, random) + boost;
    }
    let d = shape - 1.0 / 3.0;
    let c = 1.0 / libm::sqrt(9.0 * d);
    loop {
        let x = normal(random);
        let v = 1.0 + c * x;
        if v <= 0.0 {
            continue;
        }
        let v = v * v * v;
        if libm::log(unit(random)) < 0.5 * x * x + d - d * v + d * libm::log(v) {
            return libm::log(d * v);
        }
    }
}
