//! The scores of one node for all subjects: estimates in 64 bits where they fit, and where the exact scores are.

use super::estimate::Estimate;
use crate::model::{Ids, OfRow, PerRow, Row, SubjectId};
use crate::number::{Exact, I256, Score, least_common_multiple, nearest};

/// Why a node has or has not a score for a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    /// It has a score.
    Present,
    /// It lacks data.
    Missing,
    /// It does not apply.
    NotApplicable,
}

/// The scores of one node, one for each row.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    units: Units,
    /// By how many halves of 10⁻¹² any score may differ from its units at most.
    bound: u32,
    /// None while every row has a score.
    presence: Option<PerRow<Presence>>,
    exact: Source,
    /// The common denominator of the scores beside the units, where it was looked for.
    common: Option<u64>,
}

/// Units of 10⁻¹², in 64 bits while all of them fit (±9.2 million points).
#[derive(Clone, Debug)]
enum Units {
    Narrow(PerRow<i64>),
    Wide(PerRow<i128>),
}

/// Where the exact scores are.
#[derive(Clone, Debug)]
enum Source {
    /// In the units.
    Units,
    /// On a line through whole numbers.
    Line(Line),
    /// Beside the units: none where the units are exact.
    Cells(PerRow<Option<Exact>>),
    /// In the children, whose mean this node is.
    Children,
}

/// Scores `(low + points·distance/span) / 10¹²`, where a distance is a whole number from 0 to the span.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) low: i64,
    pub(crate) points: u64,
    pub(crate) span: u64,
    /// Kept where they do not follow from the units, as a unit holds more than one of them.
    pub(crate) distances: Option<PerRow<u64>>,
}

impl Line {
    /// Whether a distance makes more than a unit: then the nearest unit to a score tells it.
    pub(crate) fn tells_distances(points: u64, span: u64) -> bool {
        points > span
    }

    /// The score of a row in units, as a numerator over the span, from the nearest units.
    fn numerator(&self, row: Row, units: i128) -> Option<i128> {
        // 64 by 64 bits each.
        let [low, points, span] = [self.low.into(), self.points.into(), self.span.into()];
        let distance = match &self.distances {
            Some(distances) => distances[row].into(),
            // Off by at most half a unit, which is less than half of a distance.
            None => nearest(units.checked_sub(low)?.checked_mul(span)?, points)?.0,
        };
        low.checked_mul(span)?.checked_add(points.checked_mul(distance)?)
    }
}

/// The half unit by which the nearest unit differs at most.
const NEAREST: u32 = 1;
/// The same with room for the error of a real number.
const NEAREST_REAL: u32 = 2;

impl Column {
    /// An empty column with room for this number of rows.
    pub(crate) fn with_capacity(rows: usize) -> Self {
        let units = Units::Narrow(PerRow::with_capacity(rows));
        Self { units, bound: 0, presence: None, exact: Source::Units, common: None }
    }

    /// A column in which no row has a score.
    pub(crate) fn absent(subjects: &PerRow<SubjectId>, presence: Presence) -> Self {
        let (units, presence) = (Units::Narrow(subjects.filled(0)), Some(subjects.filled(presence)));
        Self { units, bound: 0, presence, exact: Source::Units, common: None }
    }

    /// A column in which every row has a score on a line, from the nearest units; `exact` says whether these are the
    /// scores.
    pub(crate) fn line(units: PerRow<i64>, line: Line, exact: bool) -> Self {
        let (bound, source) = if exact { (0, Source::Units) } else { (NEAREST, Source::Line(line)) };
        Self { units: Units::Narrow(units), bound, presence: None, exact: source, common: None }
    }

    /// The same where some rows have no score.
    pub(crate) fn with_presence(self, presence: Option<PerRow<Presence>>) -> Self {
        Self { presence, ..self }
    }

    /// A column of means of the children, in which every row has a score.
    pub(crate) fn means(units: PerRow<i64>, bound: u32) -> Self {
        let exact = if bound == 0 { Source::Units } else { Source::Children };
        Self { units: Units::Narrow(units), bound, presence: None, exact, common: None }
    }

    /// An empty column of means of the children.
    pub(crate) fn empty_means(rows: usize, bound: u32) -> Self {
        Self { bound, exact: Source::Children, ..Self::with_capacity(rows) }
    }

    /// Adds the next row's score; none where it is beyond the range of scores.
    pub(crate) fn push(&mut self, score: Exact) -> Option<()> {
        let (nearest, is_exact) = score.nearest_score()?;
        if !is_exact {
            self.bound = self.bound.max(if score.is_rational() { NEAREST } else { NEAREST_REAL });
            let rows = self.rows().len();
            if matches!(self.exact, Source::Units) {
                self.exact = Source::Cells(std::iter::repeat_n(None, rows).collect());
            }
        }
        if let Source::Cells(cells) = &mut self.exact {
            cells.push((!is_exact).then_some(score));
        }
        self.push_present(nearest.units());
        Some(())
    }

    /// Adds the next row's estimate to a column of means.
    pub(crate) fn push_mean(&mut self, units: i128) {
        self.push_present(units);
    }

    /// Adds a row without a score.
    pub(crate) fn push_absent(&mut self, absent: Presence) {
        let units = &self.units;
        let presence = self.presence.get_or_insert_with(|| match units {
            Units::Narrow(units) => units.filled(Presence::Present),
            Units::Wide(units) => units.filled(Presence::Present),
        });
        presence.push(absent);
        if let Source::Cells(cells) = &mut self.exact {
            cells.push(None);
        }
        self.push_units(0);
    }

    /// The rows.
    pub(crate) fn rows(&self) -> Ids<OfRow> {
        match &self.units {
            Units::Narrow(units) => units.ids(),
            Units::Wide(units) => units.ids(),
        }
    }

    /// Whether a row has a score, and if not why.
    pub(crate) fn presence(&self, row: Row) -> Presence {
        self.presence.as_ref().map_or(Presence::Present, |presence| presence[row])
    }

    /// A row's score in units of 10⁻¹² as the nearest binary float: for draws, which only decide ranks.
    #[allow(clippy::cast_precision_loss, reason = "the nearest float is meant")]
    pub(crate) fn near(&self, row: Row) -> Option<f64> {
        self.units(row).map(|units| units as f64)
    }

    /// A row's score in units of 10⁻¹², within the bound of the column.
    pub(crate) fn units(&self, row: Row) -> Option<i128> {
        if self.presence(row) != Presence::Present {
            return None;
        }
        Some(match &self.units {
            Units::Narrow(units) => i128::from(units[row]),
            Units::Wide(units) => units[row],
        })
    }

    /// By how many halves of 10⁻¹² any score may differ from its units at most.
    pub(crate) fn bound(&self) -> u32 {
        self.bound
    }

    /// A row's score with its bound.
    pub(crate) fn estimate(&self, row: Row) -> Option<Estimate> {
        Some(Estimate { units: self.units(row)?, bound: self.bound })
    }

    /// A row's exact score; none where it has none, or where it is the mean of the children.
    pub(crate) fn exact(&self, row: Row) -> Option<Exact> {
        let units = || Some(Exact::from_scaled(self.units(row)?, Score::DECIMALS));
        match &self.exact {
            Source::Units => units(),
            Source::Line(line) => {
                let unit = i128::from(line.span).checked_mul(10_i128.pow(Score::DECIMALS))?;
                Exact::ratio(line.numerator(row, self.units(row)?)?, unit)
            }
            Source::Cells(cells) => cells[row].clone().or_else(units),
            Source::Children => None,
        }
    }

    /// Whether its exact scores are means of the children.
    pub(crate) fn is_mean(&self) -> bool {
        matches!(self.exact, Source::Children)
    }

    /// The denominator that all scores have in units of 10⁻¹², where they have one: of a column that is exact in units,
    /// or on a line, or where one was looked for.
    pub(crate) fn common_denominator(&self) -> Option<u64> {
        match &self.exact {
            Source::Units => Some(1),
            Source::Line(line) => Some(line.span),
            Source::Cells(_) => self.common,
            Source::Children => None,
        }
    }

    /// A row's numerator over the common denominator.
    pub(crate) fn common_numerator(&self, row: Row) -> Option<i128> {
        match &self.exact {
            Source::Units => self.units(row),
            Source::Line(line) => line.numerator(row, self.units(row)?),
            Source::Cells(cells) => over(cells[row].as_ref(), self.units(row)?, self.common?),
            Source::Children => None,
        }
    }

    /// The same scores, with the common denominator of those that stand beside the units, where it is short: for a column
    /// of which many exact means are made.
    pub(crate) fn with_common_denominator(mut self) -> Self {
        if let Source::Cells(cells) = &self.exact {
            let mut denominators = cells.values().flatten().map(|cell| u64::try_from(cell.small()?.1).ok());
            let common = denominators.try_fold(1_u64, |common, own| multiple(common, own?));
            let holds = |common: &u64| {
                let fits = |(row, units)| over(cells[row].as_ref(), units, *common).is_some();
                self.rows().filter_map(|row| Some((row, self.units(row)?))).all(fits)
            };
            self.common = common.filter(holds);
        }
        self
    }

    /// The scores of some rows, in this order; of an indicator.
    pub(crate) fn of_some(&self, rows: &[Row]) -> Option<Self> {
        let mut some = Self::with_capacity(rows.len());
        for row in rows {
            match self.presence(*row) {
                Presence::Present => some.push(self.exact(*row)?)?,
                absent => some.push_absent(absent),
            }
        }
        Some(some)
    }

    /// The scores in 64 bits, when every row has one and all of them fit.
    pub(crate) fn narrow(&self) -> Option<&[i64]> {
        match (&self.units, &self.presence) {
            (Units::Narrow(units), None) => Some(units.as_slice()),
            _ => None,
        }
    }

    fn push_present(&mut self, units: i128) {
        self.push_units(units);
        if let Some(presence) = &mut self.presence {
            presence.push(Presence::Present);
        }
    }

    fn push_units(&mut self, units: i128) {
        match (&mut self.units, i64::try_from(units)) {
            (Units::Narrow(all), Ok(narrow)) => {
                all.push(narrow);
            }
            (Units::Narrow(all), Err(_)) => {
                let mut wide = all.map(|_, narrow| i128::from(*narrow));
                wide.push(units);
                self.units = Units::Wide(wide);
            }
            (Units::Wide(all), _) => {
                all.push(units);
            }
        }
    }
}

/// A score in units of 10⁻¹² as a numerator over a multiple of its own denominator; the units are the score where it has no
/// fraction. None where it is too long.
fn over(score: Option<&Exact>, units: i128, denominator: u64) -> Option<i128> {
    let Some(score) = score else { return units.checked_mul(denominator.into()) };
    let (numerator, own) = score.small()?;
    let lacks = i128::from(denominator).checked_div(own.into())?;
    i128::from(numerator).checked_mul(10_i128.pow(Score::DECIMALS))?.checked_mul(lacks)
}

/// The least common multiple; none where it is too long.
fn multiple(one: u64, other: u64) -> Option<u64> {
    if one.is_multiple_of(other) {
        return Some(one);
    }
    let whole = |number: u64| I256::from(u128::from(number));
    u64::try_from(i128::try_from(least_common_multiple(whole(one), whole(other))?).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scores(column: &Column) -> Vec<Option<String>> {
        column.rows().map(|row| column.exact(row).map(|score| score.to_string())).collect()
    }

    #[test]
    fn wide_scores_and_gaps_keep_their_rows() {
        let large = i128::from(i64::MAX) + 1;
        let mut column = Column::with_capacity(3);
        column.push(Exact::from_scaled(5, 12)).unwrap();
        assert_eq!(column.narrow(), Some(&[5][..]));
        column.push_absent(Presence::NotApplicable);
        column.push(Exact::from_scaled(large, 12)).unwrap();
        let rows: Vec<Row> = column.rows().collect();
        assert_eq!(rows.iter().map(|row| column.units(*row)).collect::<Vec<_>>(), [Some(5), None, Some(large)]);
        assert_eq!(column.presence(rows[1]), Presence::NotApplicable);
        assert_eq!((column.narrow(), column.bound()), (None, 0));
        assert_eq!(column.push(Exact::from(10_i128.pow(18))), None);
    }

    #[test]
    fn exact_scores_stand_beside_their_units() {
        let mut column = Column::with_capacity(3);
        column.push(Exact::from(7)).unwrap();
        column.push(Exact::ratio(200, 3).unwrap()).unwrap();
        column.push_absent(Presence::Missing);
        let rows: Vec<Row> = column.rows().collect();
        assert_eq!(scores(&column), [Some("7".to_owned()), Some("200/3".to_owned()), None]);
        assert_eq!((column.units(rows[1]), column.bound()), (Some(66_666_666_666_667), 1));
        let turned = column.of_some(&[rows[2], rows[1]]).unwrap();
        assert_eq!(scores(&turned), [None, Some("200/3".to_owned())]);
    }

    #[test]
    fn scores_beside_their_units_have_a_common_denominator_where_it_is_short() {
        let mut column = Column::with_capacity(4);
        for score in [Exact::ratio(200, 3).unwrap(), Exact::from(7), Exact::ratio(1, 7).unwrap()] {
            column.push(score).unwrap();
        }
        column.push_absent(Presence::Missing);
        assert_eq!(column.common_denominator(), None);
        let column = column.with_common_denominator();
        assert_eq!(column.common_denominator(), Some(21));
        let numerators: Vec<Option<i128>> = column.rows().map(|row| column.common_numerator(row)).collect();
        let unit = 10_i128.pow(12);
        assert_eq!(numerators, [Some(1400 * unit), Some(147 * unit), Some(3 * unit), None]);
        let mut long = Column::with_capacity(2);
        for denominator in [(1 << 62) - 57, (1 << 62) - 87] {
            long.push(Exact::ratio(1, denominator).unwrap()).unwrap();
        }
        assert_eq!(long.with_common_denominator().common_denominator(), None);
    }

    #[test]
    fn a_line_has_the_scores_of_its_formula() {
        // 0, 1 and 3 of 3 steps to 100 points, from their nearest units.
        let units: PerRow<i64> = [0, 33_333_333_333_333, 100_000_000_000_000].into_iter().collect();
        let line = Line { low: 0, points: 100_000_000_000_000, span: 3, distances: None };
        assert_eq!(
            scores(&Column::line(units, line, false)),
            ["0", "100/3", "100"].map(|score| Some(score.to_owned()))
        );
        // 0, 1 and 3 of 3 steps to 2 units, which hold more than one step.
        assert!(!Line::tells_distances(2, 3));
        let distances = Some([0, 1, 3].into_iter().collect());
        let column =
            Column::line([5, 6, 7].into_iter().collect(), Line { low: 5, points: 2, span: 3, distances }, false);
        let numerators: Vec<Option<i128>> = column.rows().map(|row| column.common_numerator(row)).collect();
        assert_eq!(numerators, [Some(15), Some(17), Some(21)]);
    }
}
