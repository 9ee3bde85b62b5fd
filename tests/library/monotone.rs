//! A better figure never lowers a score: every rule that has a better and a worse side, in both directions.

use std::fs;

use evalindex::model::Direction;
use evalindex::rule::{
    AsIs, Completion, DistanceToReference, DivideBy, Efficacy, ExponentialRank, GapClosed, MinMax, NormalRank, Of,
    PerUnit, PercentRank, Piecewise, Power, RankLadder, RankShare, RankTies, RatioToBest, RatioToMean, Start,
    Statistic, Steps, Whole, ZScore,
};
use evalindex::{Decimal, Document, Draft, Index, Indicator, Rule, Score, Subject};
use proptest::prelude::*;

use crate::documents::repository;

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
    let per_unit = PerUnit::new(80, 50).target(500).above(2).below(3);
    let mut rules: Vec<Rule> = vec![
        MinMax::default().into(),
        MinMax::default().goalposts(200, 800).into(),
        MinMax::default().goalposts(0, 600).clamp(false).into(),
        Completion::new(500).into(),
        Completion::new(300).cap(120).floor(-20).into(),
        Efficacy::new(standards).into(),
        Piecewise::new(points).into(),
        Steps::new(steps).below(0).into(),
        per_unit.clone().into(),
        per_unit.whole(true).into(),
        RankLadder::down_by(7).into(),
        PercentRank::default().into(),
        PercentRank::default().ties(RankTies::Low).into(),
        PercentRank::default().ties(RankTies::High).into(),
        ZScore::default().mean(450).sd(30).into(),
        ZScore::default().into(),
        RatioToBest::default().into(),
        RatioToMean::default().into(),
        DivideBy::new(Whole::Sum).into(),
        DivideBy::new(Whole::Length).into(),
        DivideBy::new(Whole::Best).into(),
        DistanceToReference::new(Decimal::from(if higher { 2_000 } else { -1_000 })).into(),
        Power::new(Decimal::new(14, 2), b, Decimal::new(14, 1)).into(),
        ExponentialRank::default().into(),
        ExponentialRank::default().share(RankShare::of(1, 0)).into(),
        NormalRank::default().into(),
        GapClosed::new(Start::Value(whole(if higher { 300 } else { 700 }).into()), 500).into(),
    ];
    if higher {
        rules.push(AsIs::default().min(0).max(2_000).into());
    }
    rules
}

/// Goalposts a deviation below and above the mean.
fn posts_at_deviations() -> Rule {
    MinMax::default().goalposts(Statistic::of(Of::Mean).sd(-1), Statistic::of(Of::Mean).sd(1)).into()
}

/// The score of the first of these figures.
fn first_score(rule: &Rule, direction: Direction, figures: &[i64]) -> Score {
    let indicator = Indicator::new("x", "X", Decimal::ONE, rule.clone());
    let scoring = rule.as_scoring();
    let indicator = match scoring.implied_direction() {
        None if scoring.uses_direction() => indicator.direction(direction),
        _ => indicator,
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
        // Equal figures have full marks, whatever their posts would be: the first that is better has what its posts give.
        let are_apart = figures.iter().any(|figure| *figure != figures[0]);
        for rule in rules(direction).into_iter().chain(are_apart.then(posts_at_deviations)) {
            let (before, after) =
                (first_score(&rule, direction, &figures), first_score(&rule, direction, &better));
            prop_assert!(after >= before, "{}: {} became {}, {} became {}", rule.name(), figures[0], better[0], before, after);
        }
    }
}

/// The posts of 908 and 908 are one; those of 909 and 908 are 908.5 ∓ √½, and 909 scores 100·(½ + √½)/√2 = 85.355….
#[test]
fn equal_figures_have_full_marks_where_posts_are_of_their_spread() {
    let score = |figures: &[i64]| first_score(&posts_at_deviations(), Direction::Higher, figures).to_string();
    assert_eq!(score(&[908, 908]), "100");
    assert_eq!(score(&[909, 908]), "85.36");
}

/// So that a new rule is proved where it is written, and not in a list here.
#[test]
fn every_rule_asserts_in_its_own_file_that_better_never_scores_less() {
    for name in Rule::NAMES {
        let path = repository().join(format!("crates/evalindex/src/method/rule/{name}.rs"));
        assert!(fs::read_to_string(path).unwrap().contains("assert_monotone("), "{name}");
    }
}
