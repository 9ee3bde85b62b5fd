//! Stability ranges against evaluations: on random documents, every end of every range is tried from both sides.

use std::fmt::Debug;

use evalindex::number::Exact;
use evalindex::robustness::{Control, Found, RangeEnd, WeightRange};
use evalindex::{Decimal, Prepared, WeightChange};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::tipping::{as_is, decimal, document, prepared, random};

/// What comes out: the places, the first, the grades.
#[derive(Debug, PartialEq)]
struct Outcome {
    places: Vec<(String, String)>,
    first: Vec<String>,
    grades: Vec<(String, Option<String>)>,
}

fn outcome(prepared: &Prepared) -> Outcome {
    let evaluation = prepared.evaluate().unwrap();
    let ranking = &evaluation.indexes[0].ranking;
    let is_first = |rank: &str| ranking.first().is_some_and(|first| first.rank.to_string() == rank);
    let first = ranking.iter().filter(|row| is_first(&row.rank.to_string())).map(|row| row.subject.clone()).collect();
    let mut grades: Vec<_> =
        ranking.iter().map(|row| (row.subject.clone(), row.grade.as_ref().map(|grade| grade.name.clone()))).collect();
    grades.sort();
    let mut places: Vec<_> = ranking.iter().map(|row| (row.subject.clone(), row.rank.to_string())).collect();
    places.sort();
    Outcome { places, first, grades }
}

/// A document with one node and its siblings, whose weights are whole numbers: by [`WeightChange`] at a share of 12
/// decimals, and written anew at a fraction, which is exact.
struct Tried<'a> {
    text: &'a Value,
    node: &'a str,
    /// The path to the siblings, their weights and the position of the node.
    path: String,
    weights: Vec<i128>,
    position: usize,
}

impl<'a> Tried<'a> {
    fn new(text: &'a Value, node: &'a str) -> Self {
        let groups = ["/indexes/0/children", "/indexes/0/children/0/children", "/indexes/0/children/1/children"];
        let of = |path: &str| text.pointer(path)?.as_array()?.iter().position(|child| child["id"] == node);
        let (path, position) = groups.iter().find_map(|path| Some((*path, of(path)?))).unwrap();
        let weights = text.pointer(path).unwrap().as_array().unwrap();
        let weights = weights.iter().map(|child| child["weight"].as_u64().unwrap().into()).collect();
        Self { text, node, path: path.to_owned(), weights, position }
    }

    fn total(&self) -> i128 {
        self.weights.iter().sum()
    }

    /// The outcome at a fraction p/q: the node weighs p·(the others), each of the others w·(q − p). None where a weight has
    /// more digits than a document may have.
    fn at_fraction(&self, share: &Exact) -> Option<Outcome> {
        let fraction = share.fraction().unwrap();
        let (above, below) = fraction.split_once('/').unwrap_or((&fraction, "1"));
        let (p, q): (i128, i128) = (above.parse().ok()?, below.parse().ok()?);
        let others = self.total() - self.weights[self.position];
        let mut text = self.text.clone();
        let children = text.pointer_mut(&self.path)?.as_array_mut()?;
        for (at, (child, weight)) in children.iter_mut().zip(&self.weights).enumerate() {
            let weight = if at == self.position { p.checked_mul(others)? } else { weight.checked_mul(q - p)? };
            child["weight"] = serde_json::from_str(&weight.to_string()).ok().filter(|_| weight < 10_i128.pow(24))?;
        }
        Some(outcome(&prepared(&text)))
    }

    fn at(&self, prepared: &Prepared, share: Decimal) -> Outcome {
        let weight = share * Decimal::from(self.total());
        outcome(&prepared.with_change(0, &WeightChange::set(self.node, weight)).unwrap())
    }
}

/// How many ends were tried: open and closed at the end itself, and all.
#[derive(Default)]
struct Counts {
    open: usize,
    closed: usize,
    all: usize,
}

/// Fails unless the result is the same inside an end and at a closed one, and another at an open end and beyond.
fn check<T: PartialEq + Debug>(
    (tried, prepared, now): (&Tried<'_>, &Prepared, Decimal),
    range: &WeightRange,
    part: fn(Outcome) -> T,
    counts: &mut Counts,
) -> Result<(), TestCaseError> {
    let present = part(outcome(prepared));
    let step = decimal("0.000000000001");
    for (end, inwards) in [(&range.low, step), (&range.high, -step)] {
        let Some(RangeEnd { share, exact, open, .. }) = end else { continue };
        counts.all += 1;
        let said = format!("{} of {}, now {now}: {end:?}", tried.node, tried.text);
        let is_inside = |share: Decimal| if inwards > Decimal::ZERO { share <= now } else { share >= now };
        prop_assert!(is_inside(*share), "{said}");
        let is_end = exact.as_ref() == Some(&Exact::from(*share));
        if *share != now && !(is_end && *open) {
            prop_assert_eq!(&part(tried.at(prepared, *share)), &present, "at the share {}", said);
        }
        if is_inside(share + inwards) && share + inwards != now {
            prop_assert_eq!(&part(tried.at(prepared, share + inwards)), &present, "inside {}", said);
        }
        if let Some(end) = exact
            && let Some(found) = tried.at_fraction(end)
        {
            let found = part(found);
            prop_assert_eq!(found != present, *open, "at the end {}", said);
            *(if *open { &mut counts.open } else { &mut counts.closed }) += 1;
        }
        // The next share of 12 decimals is at the end or beyond it; at it, the one after the next is beyond.
        let beyond = share - inwards - if is_end || now == *share { inwards } else { Decimal::ZERO };
        if beyond > Decimal::ZERO && beyond < Decimal::ONE {
            prop_assert_ne!(&part(tried.at(prepared, beyond)), &present, "beyond {}", said);
        }
    }
    Ok(())
}

/// Tries every end in closed form of every node.
fn check_all(text: &Value) -> Result<Counts, TestCaseError> {
    let prepared = prepared(text);
    let mut counts = Counts::default();
    for node in &prepared.tipping(0, Control::new()).unwrap().nodes {
        let tried = (&Tried::new(text, &node.node), &prepared, node.weight);
        check(tried, &node.ranking, |outcome| outcome.places, &mut counts)?;
        check(tried, &node.first, |outcome| outcome.first, &mut counts)?;
        if let Some(grades) = node.grades.as_ref().filter(|_| node.grades_found == Found::Closed) {
            check(tried, grades, |outcome| outcome.grades, &mut counts)?;
        }
    }
    Ok(counts)
}

/// One dimension beside an indicator, with whole figures from 0 to 10 and few weights, so that ties, cuts and gaps coincide.
fn small() -> impl Strategy<Value = Value> {
    let figures = prop::collection::vec(prop::collection::vec(prop::option::weighted(0.95, 0_u32..=10), 4), 4);
    (figures, prop::collection::vec(0_u32..4, 5), 0..7_usize, 0..4_usize, 0..4_usize).prop_map(
        |(figures, weights, how, ties, tie_break)| {
            let one = json!([as_is("a", weights[0] + 1), as_is("b", weights[1])]);
            let two = json!([as_is("c", weights[2] + 1), as_is("d", weights[3])]);
            let dimension = |id: &str, weight: u32, children: Value| {
                json!({ "id": id, "name": id, "weight": weight, "children": children })
            };
            let mut index = json!({ "children": [dimension("one", 1, one), dimension("two", weights[4] + 1, two)] });
            // An ordinal ranking needs a tie-break.
            let ties = if tie_break == 0 && ties == 1 { "competition" } else { ["competition", "ordinal", "average", "dense"][ties] };
            index["ranking"] = match tie_break {
                0 => json!({ "ties": ties }),
                1 => json!({ "ties": ties, "tie_break": ["a", "c"] }),
                2 => json!({ "ties": ties, "tie_break": ["one"] }),
                _ => json!({ "ties": ties, "tie_break": ["two", "b"] }),
            };
            match how {
                0 => index["classes"] = json!({ "count": 2 }),
                1 => index["classes"] = json!({ "count": 3 }),
                2 | 3 => index["grades"] = json!([{ "name": "A", "at_least": 7 }, { "name": "B", "at_least": 5 }, { "name": "C" }]),
                4 => index["grades"] = json!([{ "name": "A", "at_least": 5, "max_share": 0.25 }, { "name": "B" }]),
                5 => index["grades"] = json!([{ "name": "A", "max_share": 0.5 }, { "name": "B", "at_least": 3 }]),
                _ => index["grades"] = json!([{ "name": "A", "at_least": 6, "max_share": 0.5 }, { "name": "B", "max_share": 0.25 }, { "name": "C" }]),
            }
            let rows: Vec<(&str, Value)> = ["w", "x", "y", "z"].iter().zip(&figures).map(|(id, row)| {
                let cells = ["a", "b", "c", "d"].iter().zip(row);
                (*id, Value::Object(cells.map(|(input, figure)| ((*input).to_owned(), json!(figure))).collect()))
            }).collect();
            document(&index, &rows)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn ends_are_tight(text in random(true)) {
        check_all(&text)?;
    }
}

/// Ends of both kinds abound where figures are small: a test that met none would prove nothing.
#[test]
fn ends_are_tight_where_ties_abound() {
    let cases = std::env::var("EVALINDEX_PROOF_DOCUMENTS").ok().and_then(|count| count.parse().ok()).unwrap_or(64);
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(cases)
    });
    let counts = std::cell::RefCell::new(Counts::default());
    let tried = runner.run(&small(), |text| {
        let found = check_all(&text)?;
        let mut counts = counts.borrow_mut();
        (counts.open, counts.closed, counts.all) =
            (counts.open + found.open, counts.closed + found.closed, counts.all + found.all);
        Ok(())
    });
    tried.unwrap_or_else(|failed| panic!("{failed}"));
    let counts = counts.into_inner();
    assert!(
        counts.open > 100 && counts.closed > 20,
        "{} open, {} closed, {} in all",
        counts.open,
        counts.closed,
        counts.all
    );
}
