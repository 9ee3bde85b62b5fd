//! The mirror image of a document has the same places, grades, movements, ranges, bounds and draws.

use std::collections::BTreeMap;
use std::fmt::Debug;

use evalindex::explain::Explanation;
use evalindex::number::Exact;
use evalindex::result::IndexResult;
use evalindex::robustness::{Control, Draws, Found, Leave, WeightRegion};
use evalindex::{Decimal, Document, Prepared, WeightChange};
use serde_json::Value;

use super::mirror;

/// A document and its image, prepared.
struct Pair {
    seed: u64,
    document: Value,
    given: Vec<String>,
    original: Prepared,
    image: Prepared,
}

fn prepared(document: &Value) -> Option<Prepared> {
    Document::from_json(&document.to_string()).and_then(|document| document.prepare()).ok()
}

/// The pairs of some seeds; without those in which nobody has a figure that is to be put in the place of missing ones.
fn pairs(seeds: std::ops::Range<u64>) -> Vec<Pair> {
    let (all, mut pairs) = (seeds.end - seeds.start, Vec::new());
    for seed in seeds {
        let document = mirror::document(seed);
        let (image, given) = mirror::mirrored(&document);
        match (prepared(&document), prepared(&image)) {
            (Some(original), Some(image)) => pairs.push(Pair { seed, document, given, original, image }),
            (original, image) => assert!(original.is_none() && image.is_none(), "{seed}: {document}"),
        }
    }
    assert!(pairs.len() as u64 > all * 9 / 10, "{} of {all}", pairs.len());
    pairs
}

#[track_caller]
#[expect(clippy::needless_pass_by_value, reason = "they are computed where they are passed")]
fn same<T: PartialEq + Debug>(pair: &Pair, what: &str, original: T, image: T) {
    assert!(original == image, "{}: {what}\n{original:#?}\n{image:#?}\n{}", pair.seed, pair.document);
}

/// Places, grades, history and the places of nodes, by subject.
fn standings(index: &IndexResult) -> Vec<String> {
    let row = |row: &evalindex::result::RankedSubject| {
        let nodes: Vec<_> = row.nodes.iter().map(|node| node.rank).collect();
        let history = row.history.as_ref().map(|past| (past.rank_change, past.periods[0].rank));
        format!("{} {:?} {:?} {:?} {nodes:?} {history:?}", row.subject, row.rank, row.grade, row.group)
    };
    let unranked = index.unranked.iter().map(|one| format!("{}: {}", one.subject, one.reason));
    index.ranking.iter().map(row).chain(unranked).collect()
}

#[test]
fn places_and_grades_are_those_of_the_original() {
    let mut ties = 0;
    for pair in pairs(0..400) {
        let (original, image) = (pair.original.evaluate_full().unwrap(), pair.image.evaluate_full().unwrap());
        let (original, image) = (&original.indexes[0], &image.indexes[0]);
        same(&pair, "standings", standings(original), standings(image));
        ties += usize::from(original.ranking.windows(2).any(|two| two[0].rank == two[1].rank));
        for (row, turned) in original.ranking.iter().zip(&image.ranking) {
            let opposite = Decimal::ONE_HUNDRED - row.score.to_decimal();
            same(&pair, &row.subject, opposite, turned.score.to_decimal());
            same(&pair, "penalty", Some(row.deduction), turned.penalty);
            assert!(turned.details.as_ref().unwrap().nodes.iter().all(|node| node.lost.is_none()), "{}", pair.seed);
        }
    }
    assert!(ties > 20, "{ties} with ties");
}

#[test]
fn movements_are_those_of_the_original() {
    for pair in pairs(0..120) {
        let change = [WeightChange::set("n00", Decimal::from(3))];
        let node = if pair.original.what_if(None, &change).is_ok() { "n00" } else { "d0" };
        let change = [WeightChange::set(node, Decimal::from(3))];
        let moved = |prepared: &Prepared, sign: Decimal| {
            let all = prepared.movements("i", &change).unwrap();
            let one = |one: evalindex::robustness::Movement| {
                (one.subject, one.places, one.points.map(|points| points.to_decimal() * sign))
            };
            all.into_iter().map(one).collect::<Vec<_>>()
        };
        same(&pair, "movements", moved(&pair.original, Decimal::ONE), moved(&pair.image, Decimal::NEGATIVE_ONE));
    }
}

#[test]
fn tipping_ranges_are_those_of_the_original() {
    let (mut closed, mut searched) = (0, 0);
    for pair in pairs(0..40) {
        let tipping = |prepared: &Prepared| prepared.tipping(0, Control::new()).unwrap();
        let (original, image) = (tipping(&pair.original), tipping(&pair.image));
        same(&pair, "nodes", &original.nodes, &image.nodes);
        same(&pair, "pairs", &original.pairs, &image.pairs);
        for (one, other) in original.together.iter().zip(&image.together) {
            same(&pair, "together", (&one.ahead, &one.behind, one.found), (&other.ahead, &other.behind, other.found));
            if one.found == Found::Closed {
                same(&pair, "together", one, other);
            }
        }
        closed += usize::from(original.nodes.iter().all(|node| node.found == Found::Closed));
        searched += usize::from(original.nodes.iter().any(|node| node.found == Found::Searched));
    }
    assert!(closed > 8 && searched > 6, "{closed} in closed form, {searched} searched");
}

#[test]
fn bounds_are_those_of_the_original() {
    let mut found = 0;
    for pair in pairs(0..160) {
        for region in [WeightRegion::Within(Decimal::new(3, 1)), WeightRegion::Free, WeightRegion::Ordered] {
            let certain = |prepared: &Prepared| prepared.certain(0, region, Control::new());
            let (original, image) = (certain(&pair.original), certain(&pair.image));
            found += usize::from(original.is_ok());
            same(&pair, "bounds", original, image);
        }
    }
    assert!(found > 200, "{found} with bounds");
}

#[test]
fn draws_are_those_of_the_original() {
    for pair in pairs(0..60) {
        let draws = Draws::new(200, pair.seed).pairwise(true);
        let found = |prepared: &Prepared| prepared.robustness(0, &draws, Control::new());
        match (found(&pair.original), found(&pair.image)) {
            (Ok(original), Ok(image)) => same(&pair, "draws", original, image),
            (original, image) => same(&pair, "draws", original.is_ok(), image.is_ok()),
        }
    }
}

#[test]
fn what_is_left_out_and_balanced_is_that_of_the_original() {
    for pair in pairs(0..80) {
        let left_out = |prepared: &Prepared| prepared.leave_out(0, Leave::Nodes, Control::new()).unwrap();
        same(&pair, "left out", left_out(&pair.original), left_out(&pair.image));
        let balance = |prepared: &Prepared| prepared.balance(0, Decimal::new(9, 1)).unwrap();
        same(&pair, "balance", balance(&pair.original), balance(&pair.image));
    }
}

/// What an explanation says of a place: the largest losses, or the largest contributions, and what closes gaps alone.
fn told(why: &Explanation, given: &[String], turned: bool) -> Vec<String> {
    let figure = |node: &str, figure: Option<Decimal>| {
        let is_turned = turned && given.iter().any(|one| one == node);
        figure.map(|figure| (if is_turned { Decimal::ONE_HUNDRED - figure } else { figure }).normalize())
    };
    let closing = |node: &str, closing: &Option<evalindex::explain::Closing>| {
        closing.as_ref().map(|one| (one.to.clone(), figure(node, one.figure), one.none))
    };
    let reason = |one: &evalindex::explain::Reason| format!("{} {:?}", one.node, one.lost.or(one.contribution));
    let node = |one: &evalindex::explain::ExplainedNode| {
        format!("{} {:?} {:?}", one.node, closing(&one.node, &one.next_place), closing(&one.node, &one.next_grade))
    };
    why.reasons.iter().map(reason).chain(why.nodes.iter().map(node)).collect()
}

#[test]
fn what_would_close_a_gap_is_that_of_the_original() {
    let mut figures = 0;
    for pair in pairs(0..24) {
        for row in &pair.original.evaluate().unwrap().indexes[0].ranking {
            let why = |prepared: &Prepared| prepared.explain("i", &row.subject).unwrap();
            let (original, image) = (why(&pair.original), why(&pair.image));
            same(&pair, "explanation", told(&original, &pair.given, false), told(&image, &pair.given, true));
            assert!(image.nodes.iter().all(|node| node.lost.is_none()), "{}", pair.seed);
            figures += original
                .nodes
                .iter()
                .filter(|one| one.next_place.as_ref().is_some_and(|to| to.figure.is_some()))
                .count();
        }
    }
    assert!(figures > 50, "{figures} figures");
}

#[test]
fn gaps_and_changes_have_the_opposite_parts() {
    for pair in pairs(0..80) {
        let places = pair.original.ranking("i").unwrap();
        let id = |at: usize| pair.original.subject(places[at].subject).unwrap().id.clone();
        if places.len() < 2 {
            continue;
        }
        let gap = |prepared: &Prepared| {
            let gap = prepared.gap("i", &id(0), &id(places.len() - 1)).unwrap();
            let parts = gap.nodes.iter().map(|node| node.part.as_ref().map(|part| part.exact.clone()));
            let penalty = gap.penalty.as_ref().map_or(Exact::ZERO, |one| one.exact.clone());
            let rest =
                [gap.gap.exact, gap.limits.map(|one| one.exact).unwrap_or_default(), gap.deduction.exact + penalty];
            parts.collect::<Vec<_>>().into_iter().chain(rest.map(Some)).collect::<Vec<_>>()
        };
        let opposite = |all: Vec<Option<Exact>>| all.into_iter().map(|one| one.map(|one| -one)).collect::<Vec<_>>();
        // What is missing contributes nothing, in both of them.
        if !pair.document["values"].to_string().contains("null") {
            same(&pair, "gap", gap(&pair.original), opposite(gap(&pair.image)));
        }

        let mut old = pair.document.clone();
        for row in old["values"].as_object_mut().unwrap().values_mut().take(2) {
            row["n00"] = serde_json::json!("35.5");
        }
        let old_image = mirror::mirrored(&old).0;
        let moves = |new: &Prepared, old: &Value, sign: i32| {
            let found = new.compare("i", &prepared(old).unwrap()).unwrap();
            let one = |one: evalindex::explain::Move| {
                let split = one.split.map(|split| {
                    split.parts.into_iter().map(|part| part.points.exact * Exact::from(sign)).collect::<Vec<_>>()
                });
                (one.subject, (one.place, one.grades, split))
            };
            found.moves.into_iter().map(one).collect::<BTreeMap<_, _>>()
        };
        same(&pair, "moves", moves(&pair.original, &old, 1), moves(&pair.image, &old_image, -1));
    }
}
