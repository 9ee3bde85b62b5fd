//! The figures of a node's children, for methods that weigh by data.

use rust_decimal::Decimal;

use crate::method::direction::Direction;
use crate::number::Real;

/// One column a child.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    ids: Vec<String>,
    subjects: Vec<String>,
    figures: Vec<Column>,
}

/// The figures of one child, a subject after the other.
#[derive(Debug)]
pub(crate) struct Column {
    pub(crate) figures: Vec<Decimal>,
    pub(crate) direction: Direction,
}

impl Columns {
    /// Adds a child; without figures where a method looks at none.
    pub(crate) fn add(&mut self, id: &str, figures: Vec<Decimal>, direction: Direction) {
        self.ids.push(id.to_owned());
        self.figures.push(Column { figures, direction });
    }

    /// Columns of these children without figures.
    pub(crate) fn of_children<'a>(ids: impl IntoIterator<Item = &'a str>) -> Self {
        let mut columns = Self::default();
        for id in ids {
            columns.add(id, Vec::new(), Direction::Higher);
        }
        columns
    }

    /// Columns of the figures of these subjects.
    pub(crate) fn of(subjects: Vec<String>) -> Self {
        Self { subjects, ..Self::default() }
    }

    /// The ids of the subjects, in the order of the figures.
    pub(crate) fn subjects(&self) -> &[String] {
        &self.subjects
    }

    /// The ids of the children.
    pub(crate) fn ids(&self) -> &[String] {
        &self.ids
    }

    /// Each child's id and figures.
    pub(crate) fn each(&self) -> impl Iterator<Item = (&str, &Column)> {
        self.ids.iter().map(String::as_str).zip(&self.figures)
    }
}

impl Column {
    /// The figures as reals.
    pub(crate) fn reals(&self) -> impl Iterator<Item = Real> {
        self.figures.iter().copied().map(Real::from_decimal)
    }

    /// The least and the greatest figure; none of nothing.
    pub(crate) fn ends(&self) -> Option<(Decimal, Decimal)> {
        self.figures.iter().min().copied().zip(self.figures.iter().max().copied())
    }

    /// The figures from 0 at the worst to 1 at the best; all 0 where they are equal.
    pub(crate) fn between_ends(&self) -> Option<Vec<Real>> {
        let (least, greatest) = self.ends()?;
        let (least, range) = (Real::from_decimal(least), Real::from_decimal(greatest).minus(Real::from_decimal(least)));
        let share = |x: Real| {
            if range.is_zero() {
                return Some(Real::ZERO);
            }
            let share = x.minus(least).over(range)?;
            Some(if self.direction == Direction::Lower { Real::ONE.minus(share) } else { share })
        };
        self.reals().map(share).collect()
    }
}
