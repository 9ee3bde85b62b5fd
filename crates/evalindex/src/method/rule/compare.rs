//! How rules compare figures: exactly, and real numbers to 10⁻³⁰ of their size.

use std::cmp::Ordering;

use crate::method::direction::Direction;
use crate::number::{Exact, Near};

/// The order of two figures.
pub(super) fn order(one: &Exact, other: &Exact) -> Ordering {
    let are_rational = one.is_rational() && other.is_rational();
    if are_rational { one.cmp(other) } else { Near::among([one, other]).compare(one, other) }
}

/// Whether the first figure is the better one.
pub(super) fn is_better(one: &Exact, other: &Exact, direction: Direction) -> bool {
    order(one, other)
        == match direction {
            Direction::Higher => Ordering::Greater,
            Direction::Lower => Ordering::Less,
        }
}

/// Whether all figures are equal, or there are none.
pub(super) fn all_equal(figures: &[Exact]) -> bool {
    if figures.iter().all(Exact::is_rational) {
        return figures.first().is_none_or(|first| figures.iter().all(|figure| figure == first));
    }
    Near::among(figures).classes(figures).into_iter().all(|class| class == 0)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{exact, off, real};
    use super::*;

    #[test]
    fn fractions_differ_by_anything_and_real_numbers_by_what_shows() {
        let third = Exact::ratio(1, 3).unwrap();
        assert_eq!(order(&third, &exact("0.3333333333333333333333333333")), Ordering::Greater);
        // e^ln 8, a real number, and the fraction that it is.
        let eight = Exact::from(real("8").to_real().exp().unwrap());
        assert!(!eight.is_rational());
        for off in [-1, 0, 1] {
            let eight = &eight + &Exact::from_scaled(off, 34);
            assert_eq!([order(&eight, &exact("8")), order(&exact("8"), &eight)], [Ordering::Equal; 2]);
        }
        let of_eight = real("8");
        for other in [off(1, "8"), off(-1, "8")] {
            assert_eq!(order(&of_eight, &other), Ordering::Equal);
            let better = |direction| is_better(&of_eight, &other, direction);
            assert!(!better(Direction::Higher) && !better(Direction::Lower));
        }
        assert_eq!(order(&of_eight, &real("8.0000000000000000000000001")), Ordering::Less);
        assert!(is_better(&of_eight, &real("8.0000000000000000000000001"), Direction::Lower));
    }

    #[test]
    fn all_are_equal_where_no_two_differ() {
        assert!(all_equal(&[]) && all_equal(&[exact("5"), exact("5.0")]));
        assert!(!all_equal(&[exact("5"), exact("5.0000000000000000000000000001")]));
        assert!(all_equal(&[real("8"), off(1, "8"), off(-1, "8")]));
        assert!(!all_equal(&[real("8"), real("8"), real("8.0000000000000000000000001")]));
    }
}
