//! A better figure never lowers a score: every rule that has a better and a worse side, in both directions.

use evalindex::model::Direction;
use evalindex::rule::{
    AsIs, Completion, DistanceToReference, Efficacy, ExponentialRank, GapClosed, MinMax, PerUnit, PercentRank,
    Piecewise, Power, RankLadder, RankTies, RatioToBest, RatioToMean, Start, Steps, ZScore,
};
use evalindex::{Decimal, Document, Draft, Index, Indicator, Rule, Score, Subject};
use proptest::prelude::*;

fn whole(value: i64) -> Decimal {
    Decimal::from(value)
}

/// Each rule with the direction in which it is used; those whose parameters have a side of their own, on that side.
fn rules(direction: Direction) -> Vec<Rule> {
    let higher = direction == Direction::Higher;
    let mut standards = [900, 700, 500, 300, 100].map(whole);
    let mut points = vec![[whole(100), whole(0)], [whole(400), whole(70)], [whole(900), whole(100)]];
    let mut steps = vec![[whole(200), whole(40)], [whole(500), whole(80)], [whole(800), whole(100)]];
    if !higher {
        standards.reverse();
        points = vec![[whole(100), whole(100)], [whole(400), whole(70)], [whole(900), whole(0)]];
        steps = vec![[whole(200), whole(100)], [whole(500), whole(80)], [whole(800), whole(40)]];
    }
    let b = if higher { whole(100) } else { whole(1_000) };
    let per_unit =
        PerUnit { target: Some(whole(500)), above: whole(2), below: whole(3), ..PerUnit::new(whole(80), whole(50)) };
    let mut rules: Vec<Rule> = vec![
        MinMax::default().into(),
        MinMax { min: Some(whole(200)), max: Some(whole(800)), ..MinMax::default() }.into(),
        MinMax { clamp: false, min: Some(whole(0)), max: Some(whole(600)), ..MinMax::default() }.into(),
        Completion::of(whole(500)).into(),
        Completion { cap: Some(whole(120)), floor: whole(-20), ..Completion::of(whole(300)) }.into(),
        Efficacy::new(standards).into(),
        Piecewise { points }.into(),
        Steps { steps, below: whole(0) }.into(),
        per_unit.clone().into(),
        PerUnit { whole: true, ..per_unit }.into(),
        RankLadder::down_by(whole(7)).into(),
        PercentRank::default().into(),
        PercentRank { ties: RankTies::Low, ..PercentRank::default() }.into(),
        PercentRank { ties: RankTies::High, ..PercentRank::default() }.into(),
        ZScore { mean: Some(whole(450)), sd: Some(whole(30)), ..ZScore::default() }.into(),
        ZScore::default().into(),
        RatioToBest::default().into(),
        RatioToMean::default().into(),
        DistanceToReference::new(if higher { whole(2_000) } else { whole(-1_000) }).into(),
        Power { a: Decimal::new(14, 2), b, c: Decimal::new(14, 1) }.into(),
        ExponentialRank::default().into(),
        GapClosed::new(Start::Value(whole(if higher { 300 } else { 700 })), whole(500)).into(),
    ];
    if higher {
        rules.push(AsIs { min: whole(0), max: Some(whole(2_000)) }.into());
    }
    rules
}

/// The score of the first of these figures.
fn first_score(rule: &Rule, direction: Direction, figures: &[i64]) -> Score {
    let indicator = Indicator::new("x", "X", Decimal::ONE, rule.clone());
    let indicator = match rule.as_scoring().implied_direction() {
        Some(_) => indicator,
        None => indicator.direction(direction),
    };
    let mut draft = Draft::default().index(Index::new("i", "I", "k").child(indicator));
    for (place, figure) in figures.iter().enumerate() {
        let id = format!("s{place}");
        draft = draft.subject(Subject::new(&id, &id, "k")).value(&id, "x", whole(*figure));
    }
    let document = Document::build(draft).unwrap_or_else(|refused| panic!("{rule:?}: {refused}"));
    let evaluation = document.evaluate().unwrap_or_else(|refused| panic!("{rule:?}: {refused}"));
    evaluation.indexes[0].subject("s0").unwrap().score
}

proptest! {
    #[test]
    fn a_better_figure_never_lowers_a_score_under_any_rule(
        figures in prop::collection::vec(1_i64..1_000, 2..7),
        by in 1_i64..999,
        lower in any::<bool>(),
    ) {
        let direction = if lower { Direction::Lower } else { Direction::Higher };
        let mut better = figures.clone();
        better[0] = if lower { (figures[0] - by).max(1) } else { figures[0] + by };
        for rule in rules(direction) {
            let (before, after) =
                (first_score(&rule, direction, &figures), first_score(&rule, direction, &better));
            prop_assert!(after >= before, "{}: {} became {}, {} became {}", rule.name(), figures[0], better[0], before, after);
        }
    }
}

#[test]
fn no_rule_is_left_out() {
    let used = rules(Direction::Higher);
    for name in Rule::NAMES {
        // An interval has its best in the middle; better and worse lie on both sides of it.
        assert!(*name == "interval" || used.iter().any(|rule| rule.name() == *name), "{name}");
    }
}
