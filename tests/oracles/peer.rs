//! The matrix of the benches: the same as the NumPy script that speed is measured against makes.

use evalindex::{Decimal, Document};

use crate::matrix;

/// What that script prints as `check_first_ranks`: places of the first eight of 3,000 rows.
const FIRST_RANKS: [u32; 8] = [947, 2684, 2202, 151, 1327, 2051, 1892, 1541];

/// Places of the first rows of 3,000 × 100 under min-max and the first weight draw.
#[test]
fn first_ranks_are_those_of_the_peer() {
    let document = Document::from_json(&matrix::document(3000, 100)).expect("the matrix reads");
    let ranking = document.prepare().expect("the matrix prepares").ranking(0).expect("the matrix ranks");
    for (subject, rank) in FIRST_RANKS.into_iter().enumerate() {
        let place = ranking.iter().find(|place| place.subject == subject).expect("a place");
        assert_eq!(place.rank.to_decimal(), Decimal::from(rank), "row {subject}");
    }
}
