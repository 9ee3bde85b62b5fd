//! Min-max over a whole column in scaled integers: the same scores as the rule cell by cell, many times faster.

use rust_decimal::Decimal;

use super::column::{Column, Line, Presence};
use super::site::{Site, Values};
use crate::engine::fill::Filled;
use crate::method::Direction;
use crate::method::rule::{Calibration, MinMax, Post, Rule, ScoringRule, Setting};
use crate::model::{Measure, PerRow, Row, Within};
use crate::number::{Exact, Score};
use crate::result::IndicatorCalibration;

/// The scores of an indicator and its calibration, in 64-bit integers. `None` where the rule itself must score cell by
/// cell: the indicator is no plain min-max, a figure is missing, a number has too many digits, or a score is clamped,
/// which needs a notice.
pub(crate) fn whole(site: &Site<'_>) -> Option<(Column, Calibration)> {
    let Values::Figures(indicator) = site.values else { return None };
    let is_given = indicator.from.is_none() && indicator.denominate.is_none() && indicator.measure == Measure::Level;
    let rule = alone(site).filter(|_| is_given)?;
    let figures = site.draft.values.cells(indicator.input_name())?;
    let (digits, scales) = figures.digits(site.subjects)?;
    let values = Scaled::of(&digits, &scales)?;
    let calibration = values.calibration(rule)?;
    let posts = values.posts(&calibration)?;
    let is_within = values.least >= posts.min && values.most <= posts.max;
    let scores = || values.scores(rule, site.setting, posts, |value| value);
    Some((is_within.then(scores)??, calibration))
}

/// The rule of an indicator whose figures pass through nothing else, and that is calibrated on all subjects.
fn alone<'a>(site: &Site<'a>) -> Option<&'a MinMax> {
    let Values::Figures(indicator) = site.values else { return None };
    let Rule::MinMax(rule) = &indicator.rule else { return None };
    let is_alone = indicator.transform.is_none()
        && indicator.treat.is_none()
        && indicator.round.is_none()
        && indicator.within == Within::All;
    is_alone.then_some(rule)
}

/// The scores of figures that are filled.
pub(crate) struct OfFilled {
    pub(crate) column: Column,
    pub(crate) calibration: Calibration,
    /// The rows whose score a goalpost clamps, with its name.
    pub(crate) clamped: Vec<(Row, &'static str)>,
}

/// The same from figures that are measured and filled already, by their own calibration or a frozen one. `None` also where a
/// score is given in place of a figure, or is beyond a goalpost that does not clamp.
pub(crate) fn of_filled(
    site: &Site<'_>,
    cells: &PerRow<Filled>,
    frozen: Option<&[IndicatorCalibration]>,
) -> Option<OfFilled> {
    let rule = alone(site)?;
    let kept = match frozen {
        Some(all) => Some(kept(all, site.step.id)?),
        None => None,
    };
    let given = [rule.min.as_ref(), rule.max.as_ref()].into_iter().flatten().filter_map(Post::value);
    let posts = kept.iter().flat_map(|kept| kept.statistics()).map(|(_, post)| post);
    let values = Scaled::of_filled(cells, given.chain(posts))?;
    let calibration = match kept {
        Some(kept) => kept.clone(),
        None => values.calibration(rule)?,
    };
    let posts = values.posts(&calibration)?;
    let is_present = |row: Row| matches!(cells[row], Filled::Value(_));
    let limit = |value: i64| {
        let below = (value < posts.min).then_some("min");
        below.or_else(|| (value > posts.max).then_some("max"))
    };
    let rows = cells.ids().zip(&values.values).filter(|(row, _)| is_present(*row));
    let clamped: Vec<(Row, &'static str)> = rows.filter_map(|(row, value)| Some((row, limit(*value)?))).collect();
    if !clamped.is_empty() && !rule.clamp {
        return None;
    }
    let column = values.scores(rule, site.setting, posts, |value| value.clamp(posts.min, posts.max))?;
    let absent = cells.values().any(|cell| matches!(cell, Filled::Absent(_)));
    let presence = absent
        .then(|| cells.map(|_, cell| if let Filled::Absent(presence) = cell { *presence } else { Presence::Present }));
    Some(OfFilled { column: column.with_presence(presence), calibration, clamped })
}

/// The frozen calibration of a node, where it is one of this rule that the figures do not settle.
fn kept<'a>(frozen: &'a [IndicatorCalibration], node: &str) -> Option<&'a Calibration> {
    let of_node = frozen.iter().find(|one| one.node == node)?;
    let is_own = of_node.rule.as_deref().is_none_or(|rule| rule == MinMax::default().name());
    let part = of_node.parts.iter().find(|(group, _)| group.is_none()).map(|(_, part)| part)?;
    (is_own && !part.is_constant()).then_some(part)
}

/// The goalposts, as whole numbers of the unit of the figures.
#[derive(Clone, Copy, Debug)]
struct Posts {
    min: i64,
    max: i64,
}

/// Figures as whole numbers of 10⁻ˢ.
#[derive(Debug)]
struct Scaled {
    values: Vec<i64>,
    scale: u32,
    least: i64,
    most: i64,
}

impl Scaled {
    /// Figures, given as digits and scales, at the largest of their scales; none where they may be too long for 64 bits.
    fn of(digits: &[i64], scales: &[u8]) -> Option<Self> {
        let scale = scales.iter().copied().fold(0, u8::max);
        let smallest = scales.iter().copied().fold(scale, u8::min);
        let factor = |own: u8| 10_i64.checked_pow(scale.checked_sub(own)?.into());
        // None of the digits is larger than what has the bits of them all, so that no product is too long.
        let largest = digits.iter().fold(0, |bits, digits| bits | digits.unsigned_abs());
        i64::try_from(largest).ok()?.checked_mul(factor(smallest)?)?;
        // By scale; one for each value of a byte, so that none is looked up in vain.
        let mut factors = [0; 256];
        for (own, entry) in (0..=scale).zip(&mut factors) {
            *entry = factor(own).unwrap_or_default();
        }
        let (mut least, mut most) = (i64::MAX, i64::MIN);
        let value = |(digits, own): (&i64, &u8)| {
            let factor = factors.get(usize::from(*own)).copied().unwrap_or_default();
            let value = digits.wrapping_mul(factor);
            (least, most) = (least.min(value), most.max(value));
            value
        };
        let values: Vec<i64> = digits.iter().zip(scales).map(value).collect();
        (!values.is_empty()).then_some(Self { values, scale: scale.into(), least, most })
    }

    /// The figures of those who have one, at a scale that holds these goalposts too; the least of them stands for the others.
    /// None where there is no figure, or a score is given in place of one.
    fn of_filled<'a>(cells: &'a PerRow<Filled>, posts: impl Iterator<Item = &'a Exact>) -> Option<Self> {
        let figures = || cells.values().filter_map(Filled::value);
        if cells.values().any(|cell| matches!(cell, Filled::Given(_))) {
            return None;
        }
        let (mut scale, mut unit) = (0_u32, 1_i64);
        for figure in figures().chain(posts) {
            let (_, denominator) = figure.small()?;
            while unit.checked_rem(denominator)? != 0 {
                (scale, unit) = (scale.checked_add(1)?, unit.checked_mul(10)?);
            }
        }
        let value = |figure: &Exact| {
            let (numerator, denominator) = figure.small()?;
            numerator.checked_mul(unit.checked_div(denominator)?)
        };
        let (mut least, mut most) = (i64::MAX, i64::MIN);
        for figure in figures() {
            let value = value(figure)?;
            (least, most) = (least.min(value), most.max(value));
        }
        let or_least = |cell: &Filled| cell.value().map_or(Some(least), value);
        let values: Vec<i64> = cells.values().map(or_least).collect::<Option<_>>()?;
        (least <= most).then_some(Self { values, scale, least, most })
    }

    /// The goalposts, given or taken from the data; `None` where the lower one is not below the upper one.
    fn calibration(&self, rule: &MinMax) -> Option<Calibration> {
        let found = |value: i64| Exact::from_scaled(i128::from(value), self.scale);
        // A statistic is that of all values.
        let given = |post: &Option<Post>, of_data: i64| match post {
            None => Some(found(of_data)),
            Some(post) => post.value().cloned(),
        };
        let (min, max) = (given(&rule.min, self.least)?, given(&rule.max, self.most)?);
        // Equal figures need a notice, unless both goalposts are given.
        let separates = self.least != self.most;
        (min < max && (rule.min.is_some() && rule.max.is_some() || separates))
            .then(|| Calibration::default().with("min", min).with("max", max))
    }

    fn posts(&self, calibration: &Calibration) -> Option<Posts> {
        let post = |name| whole_at(&calibration.statistic(name).ok()?, self.scale);
        Some(Posts { min: post("min")?, max: post("max")? })
    }

    /// The scores of the figures, each as it is held between the goalposts.
    fn scores(&self, rule: &MinMax, setting: Setting, posts: Posts, held: impl Fn(i64) -> i64) -> Option<Column> {
        let span = u64::try_from(posts.max.checked_sub(posts.min)?).ok()?;
        let (low, points) = ends(rule, setting)?;
        let step = Step::new(low, points, span)?;
        let down = setting.direction == Direction::Lower;
        let from = if down { posts.max } else { posts.min };
        let distances = || self.values.iter().map(|value| held(*value).abs_diff(from));
        let (units, is_exact) = step.scores(distances())?;
        let kept = (!is_exact && !Line::tells_distances(points, span)).then(|| distances().collect());
        Some(Column::line(units, Line { low, points, span, distances: kept }, is_exact))
    }
}

/// The lowest score, and the points from there to the highest, in units.
fn ends(rule: &MinMax, setting: Setting) -> Option<(i64, u64)> {
    let units = |score: Decimal| i64::try_from(Score::from_decimal(score)?.units()).ok();
    let low_end = rule.low.unwrap_or(Decimal::ZERO);
    let high_end = rule.high.unwrap_or(setting.scale);
    if [low_end, high_end].iter().any(|end| end.normalize().scale() > Score::DECIMALS) {
        return None;
    }
    let (low, high) = (units(low_end)?, units(high_end)?);
    Some((low, u64::try_from(high.checked_sub(low)?).ok()?))
}

/// A fraction as a whole number of 10⁻ˢ, where it is one.
fn whole_at(value: &Exact, scale: u32) -> Option<i64> {
    let (numerator, denominator) = value.small()?;
    let scaled = i128::from(numerator).checked_mul(10_i128.checked_pow(scale)?)?;
    let whole = scaled.checked_div_euclid(denominator.into())?;
    let is_whole = scaled.checked_rem_euclid(denominator.into())? == 0;
    i64::try_from(whole).ok().filter(|_| is_whole)
}

/// `low + distance · points / span`. The range is checked once, so that each score takes a few multiplications.
#[derive(Clone, Copy, Debug)]
struct Step {
    low: i64,
    /// `points / span`, whole and rest.
    whole: u64,
    rest: u64,
    span: u64,
    /// About 2⁶⁴ / span, and never more.
    reciprocal: u64,
    /// Whether 64 bits carry `distance · rest` for every distance up to the span.
    narrow: bool,
}

impl Step {
    /// `None` when the span is zero, or the highest score does not fit 64 bits.
    fn new(low: i64, points: u64, span: u64) -> Option<Self> {
        low.checked_add(i64::try_from(points).ok()?)?;
        let (whole, rest) = (points.checked_div(span)?, points.checked_rem(span)?);
        let reciprocal = u64::MAX.checked_div(span)?;
        Some(Self { low, whole, rest, span, reciprocal, narrow: span.checked_mul(rest).is_some() })
    }

    /// The scores at distances from the worse goalpost that are at most the span, and whether all divisions left nothing.
    fn scores(self, distances: impl Iterator<Item = u64>) -> Option<(PerRow<i64>, bool)> {
        let mut left = 0;
        let mut score = |distance: u64, (carry, rest): (u64, u64)| {
            left |= rest;
            self.score(distance, carry, rest)
        };
        let units = if self.narrow {
            distances.map(|distance| score(distance, self.divided(distance.wrapping_mul(self.rest)))).collect()
        } else {
            let wide = |distance| Some(score(distance, self.divided_in_128_bits(distance)?));
            distances.map(wide).collect::<Option<_>>()?
        };
        Some((units, left == 0))
    }

    /// The score at a distance, half to even, from quotient and rest of `distance · rest / span`.
    fn score(self, distance: u64, carry: u64, left: u64) -> i64 {
        // The points gained are at most all points, which fit into 64 bits.
        let gained = distance.wrapping_mul(self.whole).wrapping_add(carry);
        let down = self.low.wrapping_add(gained.cast_signed());
        let other = self.span.wrapping_sub(left);
        let up = left > other || (left == other && down & 1 == 1);
        down.wrapping_add(i64::from(up))
    }

    /// Quotient and rest of `distance · rest / span` where 64 bits do not carry the product.
    fn divided_in_128_bits(self, distance: u64) -> Option<(u64, u64)> {
        let (product, span) = (u128::from(distance).checked_mul(u128::from(self.rest))?, u128::from(self.span));
        let narrow = |value: u128| u64::try_from(value).ok();
        Some((narrow(product.checked_div(span)?)?, narrow(product.checked_rem(span)?)?))
    }

    /// Quotient and rest by the span. The product with the reciprocal is at most two below the quotient; making up for
    /// that takes less time than a division.
    fn divided(self, product: u64) -> (u64, u64) {
        let high = u128::from(product).wrapping_mul(u128::from(self.reciprocal)) >> 64;
        // The high half of a product of two 64-bit numbers has 64 bits, and as a quotient it never passes the true one.
        let mut quotient = u64::try_from(high).unwrap_or_default();
        let mut left = product.wrapping_sub(quotient.wrapping_mul(self.span));
        while left >= self.span {
            left = left.wrapping_sub(self.span);
            quotient = quotient.wrapping_add(1);
        }
        (quotient, left)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::method::rule::{Cell, Sample, ScoringRule};

    /// The nearest units and the exact scores.
    type Scores = Vec<(i128, Exact)>;

    /// The same column by the rule, cell by cell.
    fn by_cells(rule: &MinMax, setting: Setting, values: &[Decimal]) -> (Scores, Calibration) {
        let values: Vec<Exact> = values.iter().copied().map(Exact::from).collect();
        let calibration = rule.calibrate(&Sample::new(setting, &values)).unwrap();
        let cell = Cell::new(setting, &calibration);
        let score = |x: &Exact| rule.score(x, &cell).unwrap().score;
        (values.iter().map(score).map(|score| (score.nearest_score().unwrap().0.units(), score)).collect(), calibration)
    }

    fn by_column(rule: &MinMax, setting: Setting, values: &[Decimal]) -> Option<(Scores, Calibration)> {
        let digits = |value: &Decimal| Some((i64::try_from(value.mantissa()).ok()?, u8::try_from(value.scale()).ok()?));
        let (digits, scales) = values.iter().map(digits).collect::<Option<(Vec<i64>, Vec<u8>)>>()?;
        let figures = Scaled::of(&digits, &scales)?;
        let calibration = figures.calibration(rule)?;
        let posts = figures.posts(&calibration)?;
        if figures.least < posts.min || figures.most > posts.max {
            return None;
        }
        let column = figures.scores(rule, setting, posts, |value| value)?;
        let scores = column.rows().map(|row| (column.units(row).unwrap(), column.exact(row).unwrap()));
        Some((scores.collect(), calibration))
    }

    proptest! {
        #[test]
        fn a_column_scores_as_its_cells_do(
            mantissas in prop::collection::vec((-2_000_000_i64..2_000_000, 0_u32..9), 2..30),
            low in -50_i64..50,
            goalpost in prop::option::of(-3_000_000_i64..-2_000_000),
            lower in any::<bool>(),
        ) {
            let values: Vec<_> = mantissas.iter().map(|(mantissa, scale)| Decimal::new(*mantissa, *scale)).collect();
            prop_assume!(values.iter().any(|value| *value != values[0]));
            let direction = if lower { Direction::Lower } else { Direction::Higher };
            let setting = Setting { scale: Decimal::ONE_HUNDRED, direction };
            let rule = MinMax { low: Some(low.into()), min: goalpost.map(|min| Post::from(i128::from(min))), ..MinMax::default() };
            prop_assert_eq!(by_column(&rule, setting, &values), Some(by_cells(&rule, setting, &values)));
        }
    }

    #[test]
    fn halves_go_to_even_whatever_the_low_end() {
        // 1 of 8 steps of 4 units: half a unit each.
        let scores = |low| {
            let (units, is_exact) = Step::new(low, 4, 8).unwrap().scores([0, 1, 2, 3].into_iter()).unwrap();
            (units.as_slice().to_vec(), is_exact)
        };
        assert_eq!(scores(0), (vec![0, 0, 1, 2], false));
        assert_eq!(scores(-3), (vec![-3, -2, -2, -2], false));
        let wide = Step::new(0, 1 << 62, (1 << 62) + 1).unwrap();
        assert!(!wide.narrow);
        let (units, _) = wide.scores([0, 1, 2, 1 << 61, (1 << 62) + 1].into_iter()).unwrap();
        assert_eq!(units.as_slice(), [0, 1, 2, (1 << 61), 1 << 62]);
    }

    #[test]
    fn a_reciprocal_divides_exactly() {
        for span in [1, 2, 3, 7, 999_999, 1 << 31, u64::from(u32::MAX), (1 << 63) + 1, u64::MAX] {
            let step = Step::new(0, 100, span).unwrap();
            for product in [0, 1, 2, span - 1, span, span.saturating_add(1), 999_998_000_001, u64::MAX - 1, u64::MAX] {
                assert_eq!(step.divided(product), (product / span, product % span), "{product} by {span}");
            }
        }
    }

    #[test]
    fn long_numbers_and_clamped_scores_are_left_to_the_rule() {
        let setting = Setting { scale: Decimal::ONE_HUNDRED, direction: Direction::Higher };
        let decimals = |values: [i128; 3]| values.map(|value| Decimal::from_i128_with_scale(value, 0));
        let goalposts = MinMax { min: Some(0.into()), max: Some(10.into()), ..MinMax::default() };
        assert_eq!(by_column(&goalposts, setting, &decimals([1, 2, 11])), None);
        assert_eq!(by_column(&MinMax::default(), setting, &decimals([5, 5, 5])), None);
        assert_eq!(by_column(&MinMax::default(), setting, &decimals([0, 1, 1 << 70])), None);
        // 1 and 10⁻¹⁹, which have no common unit in 64 bits.
        assert!(Scaled::of(&[1, 1], &[0, 19]).is_none());
        // A tenth of the range twice, in tenths.
        let tenth = i64::MAX / 10;
        assert!(Scaled::of(&[tenth + 1, tenth + 1, 1], &[0, 0, 1]).is_none());
        assert!(Scaled::of(&[1 << 59, 1 << 59, 1], &[0, 0, 1]).is_some());
        // An end of 13 decimals, which no unit holds.
        let end = |scale| MinMax { low: Some(Decimal::new(5, scale)), ..MinMax::default() };
        let of_end = |scale| by_column(&end(scale), setting, &decimals([0, 1, 3]));
        assert!(of_end(12).is_some() && of_end(13).is_none());
    }
}
