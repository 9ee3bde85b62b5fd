//! The weights that favour each subject most, and the means of their shares for the node.

use rust_decimal::Decimal;

use super::table::Table;
use super::{METHOD, ShareBounds};
use crate::method::weight::data::Columns;
use crate::method::weight::derived::{DerivedWeights, Favoured};
use crate::method::weight::error::WeightMethodError;
use crate::method::weight::linear::{ShareSums, published_ratio, published_shares};
use crate::method::weight::proportion::named;
use crate::number::{Exact, plain};

/// More subjects are refused.
const MOST_SUBJECTS: usize = 10_000;

/// Subjects times the fourth power of children may come to this, such as 2,000 by 10 or 125 by 20: about two seconds where
/// scores have 12 decimals and go together as they commonly do. Each subject is a program of its own, whose numbers grow
/// with the children as well.
const MOST_WORK: usize = 20_000_000;

/// For each subject the weights `w ≥ 0` that make `Σ w·y` largest while it is at most 1 for all; weights of the node are
/// the means of the subjects' shares.
pub(crate) fn weigh(columns: &Columns, bounds: &ShareBounds) -> Result<DerivedWeights, WeightMethodError> {
    let bounds = *bounds;
    check(bounds, columns.ids().len())?;
    check_size(columns)?;
    check_figures(columns, bounds)?;
    let table = Table::new(columns, bounds);
    let mut subjects = Vec::with_capacity(columns.subjects().len());
    let mut sums = ShareSums::among(columns.ids().len());
    for (subject, own) in columns.subjects().iter().zip(table.rows()) {
        let favour = table.favour(own).map_err(|_| WeightMethodError::Unsolved { method: METHOD })?;
        sums.add(&favour.parts).ok_or_else(|| WeightMethodError::Figure {
            method: METHOD,
            child: columns.ids().join("`, `"),
            what: format!("`{subject}` scores 0 at all of them"),
            expected: "one above 0",
        })?;
        let shares = published_shares(&favour.parts).ok_or(WeightMethodError::TooLong)?;
        let score =
            published_ratio(&favour.parts.iter().sum(), &favour.denominator).ok_or(WeightMethodError::TooLong)?;
        subjects.push(Favoured { subject: subject.clone(), score, shares: named(columns.ids(), shares) });
    }
    let mut found = DerivedWeights::new(METHOD, columns.ids(), sums.proportion().ok_or(WeightMethodError::Nothing)?);
    found.diagnostics = vec![("least_share", bounds.least), ("most_share", bounds.most)];
    found.subjects = subjects;
    Ok(found)
}

/// As many subjects as are solved for in reasonable time.
fn check_size(columns: &Columns) -> Result<(), WeightMethodError> {
    let (subjects, children) = (columns.subjects().len(), columns.ids().len());
    let most = MOST_WORK.checked_div(children.saturating_pow(4)).map_or(0, |most| most.min(MOST_SUBJECTS));
    if subjects <= most {
        return Ok(());
    }
    let found = format!("{subjects} subjects by {children} children");
    let expected = match most {
        0 => "fewer children".to_owned(),
        _ => format!("at most {most} subjects for so many children"),
    };
    Err(WeightMethodError::TooLarge { method: METHOD, found, expected })
}

/// Scores of 0 or more, with one above 0 at each child; none of 0 where each child has a least share.
fn check_figures(columns: &Columns, bounds: ShareBounds) -> Result<(), WeightMethodError> {
    let least = if bounds.least.is_zero() { "0 or more" } else { "above 0, as each child has a least share" };
    for (id, column) in columns.each() {
        let refused = |what: String, expected| {
            Err(WeightMethodError::Figure { method: METHOD, child: id.to_owned(), what, expected })
        };
        let Some((low, high)) = column.ends() else { return Err(WeightMethodError::Nothing) };
        if low < Decimal::ZERO || (low.is_zero() && !bounds.least.is_zero()) {
            return refused(format!("a subject scores {}", plain(low)), least);
        }
        if high.is_zero() {
            return refused("all subjects score 0".to_owned(), "one above 0");
        }
    }
    Ok(())
}

/// Bounds within which shares of so many children can total 1.
fn check(bounds: ShareBounds, count: usize) -> Result<(), WeightMethodError> {
    let ShareBounds { least, most } = bounds;
    let wrong = |found: Decimal, what: &str, expected: String| {
        Err(WeightMethodError::Setting { what: what.to_owned(), found: plain(found), expected })
    };
    if least < Decimal::ZERO || least > Decimal::ONE {
        return wrong(least, "the least share", "0 to 1".to_owned());
    }
    if most < least || most > Decimal::ONE {
        return wrong(most, "the most share", format!("{} to 1", plain(least)));
    }
    let times = |share: Decimal| (Exact::from(share) * Exact::count(count)).cmp(&Exact::ONE);
    if times(least).is_gt() {
        return wrong(least, "the least share", format!("at most 1 over {count} children"));
    }
    if times(most).is_lt() {
        return wrong(most, "the most share", format!("at least 1 over {count} children"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::Direction;

    fn columns(rows: &[&[i64]]) -> Columns {
        let mut columns = Columns::of((0..rows.len()).map(|row| format!("s{row}")).collect());
        for child in 0..rows[0].len() {
            let figures = rows.iter().map(|row| Decimal::from(row[child])).collect();
            columns.add(&format!("c{child}"), figures, Direction::Higher);
        }
        columns
    }

    fn shares(favoured: &Favoured) -> Vec<String> {
        favoured.shares.iter().map(|(_, share)| share.to_string()).collect()
    }

    #[test]
    fn of_weights_that_are_equally_good_the_most_even_count() {
        let found = weigh(&columns(&[&[9, 7, 0], &[3, 7, 1], &[1, 1, 1]]), &ShareBounds::default()).unwrap();
        // The first is best at both, and any weights of those two make it 1.
        assert_eq!(
            (found.subjects[0].score, shares(&found.subjects[0])),
            (Decimal::ONE, vec!["0.5".into(), "0.5".into(), "0".into()])
        );
        // Parts a, b, c of the second total 1 under 3a + b ≤ 1, the first's row: the largest is least at b = c = 0.4.
        assert_eq!(shares(&found.subjects[1]), ["0.2", "0.4", "0.4"]);
        // The second's row leaves the third nothing but its last.
        assert_eq!(shares(&found.subjects[2]), ["0", "0", "1"]);
    }

    #[test]
    fn the_order_of_subjects_and_children_changes_nothing() {
        let rows: [[i64; 4]; 6] = [[9, 3, 4, 4], [7, 7, 2, 5], [1, 8, 8, 5], [9, 3, 4, 4], [2, 2, 9, 1], [4, 4, 4, 6]];
        for bounds in [ShareBounds::default(), ShareBounds { least: Decimal::new(1, 1), most: Decimal::new(45, 2) }] {
            let one = weigh(&columns(&rows.each_ref().map(|row| &row[..])), &bounds).unwrap();
            let turned = rows.map(|[a, b, c, d]| [d, b, a, c]);
            let other: Vec<&[i64]> = turned.iter().rev().map(|row| &row[..]).collect();
            let other = weigh(&columns(&other), &bounds).unwrap();
            for (favoured, again) in one.subjects.iter().zip(other.subjects.iter().rev()) {
                let (found, turned) = (shares(favoured), shares(again));
                assert_eq!(favoured.score, again.score);
                assert_eq!([0, 1, 2, 3].map(|child| &found[child]), [2, 1, 3, 0].map(|child| &turned[child]));
            }
        }
    }

    #[test]
    fn more_than_is_solved_in_time_is_refused() {
        let row = [1_i64; 20];
        let error = weigh(&columns(&vec![&row[..]; 126]), &ShareBounds::default()).unwrap_err();
        let expected = "`benefit_of_the_doubt` cannot weigh so much; found 126 subjects by 20 children, expected at most \
                        125 subjects for so many children";
        assert_eq!(error.to_string(), expected);
    }
}
