//! Weights of methods are exact: equal where what they are made of is equal, whatever the order of the children.

use evalindex::number::{Proportion, Rounding};
use evalindex::weight::{
    DerivedWeights, EndJudgements, PairJudgements, PairMatrix, ShareBounds, WeightMethod, WeightMethodError,
    WeightSource, equal_weights, rank_order_centroid, rank_reciprocal, rank_sum,
};
use evalindex::{Decimal, Document, Evaluation, Score, WeightChange};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::cases;

const IDS: [&str; 5] = ["a", "b", "c", "d", "e"];

/// A document of one column a child, with its id.
fn document(weights: &Value, columns: &[(&str, Vec<u32>)]) -> Document {
    let children: Vec<Value> =
        columns.iter().map(|(id, _)| json!({ "id": id, "name": id, "rule": { "type": "as_is" } })).collect();
    let count = columns[0].1.len();
    let subjects: Vec<Value> =
        (0..count).map(|row| json!({ "id": row.to_string(), "name": "S", "kind": "k" })).collect();
    let row = |row: usize| columns.iter().map(|(id, column)| ((*id).to_owned(), json!(column[row]))).collect();
    let values: Map<String, Value> = (0..count).map(|at| (at.to_string(), Value::Object(row(at)))).collect();
    let text = json!({
        "format": "evalindex/1",
        "indexes": [{ "id": "i", "name": "I", "kind": "k", "weights": { "from": weights }, "children": children }],
        "subjects": subjects, "values": values,
    });
    Document::from_json(&text.to_string()).unwrap_or_else(|refused| panic!("{refused}"))
}

/// The weights that a source gives to children with these figures.
fn weighed(source: &WeightSource, columns: &[(&str, Vec<u32>)]) -> Result<DerivedWeights, WeightMethodError> {
    document(&json!("equal"), columns).prepare().unwrap().weights_from(0, None, source)
}

/// The sources that look at figures or scores; those by order depend on it.
fn by_data() -> Vec<WeightSource> {
    let names = WeightMethod::NAMES.iter().copied().filter(|name| !name.starts_with("rank_"));
    let names = names.chain(["benefit_of_the_doubt", "target_importances"]);
    names.map(|name| WeightSource::usual(name).unwrap()).collect()
}

fn part<'a>(found: &'a DerivedWeights, id: &str) -> &'a u128 {
    let position = found.weights.iter().position(|(known, _)| known == id).unwrap();
    &found.exact.parts()[position]
}

fn places(evaluation: &Evaluation) -> Vec<String> {
    let shown = |score: Score| Rounding::half_up(2).apply(score.to_decimal()).normalize();
    let ranking = evaluation.indexes[0].ranking.iter();
    ranking.map(|row| format!("{} {} {}", row.rank, row.subject, shown(row.score))).collect()
}

/// `04`: each subject has 100 at one of three children of equal weight.
#[test]
fn equal_weights_of_a_method_place_equal_subjects_equally() {
    let Some(document) = cases::document("04-equal-weights-from-a-method") else { return };
    assert_eq!(places(&document.evaluate().unwrap()), ["1 x 33.33", "1 y 33.33", "1 z 33.33"]);
}

/// `05`: 30/3 = 10 exactly, so that both floors are 10.
#[test]
fn equal_weights_of_a_method_reach_a_whole_number_exactly() {
    let Some(document) = cases::document("05-equal-weights-floor") else { return };
    assert_eq!(places(&document.evaluate().unwrap()), ["1 x 10", "1 y 10"]);
}

#[test]
fn weights_by_order_are_fractions() {
    let fractions = |found: Result<Proportion, WeightMethodError>| found.unwrap().fractions().collect::<Vec<_>>();
    assert_eq!(fractions(equal_weights(3)), ["1/3"; 3]);
    // (1 + 1/2 + 1/3)/3, (1/2 + 1/3)/3 and (1/3)/3.
    assert_eq!(fractions(rank_order_centroid(3)), ["11/18", "5/18", "1/9"]);
    assert_eq!(fractions(rank_sum(3)), ["1/2", "1/3", "1/6"]);
    // 1, 1/2 and 1/3 over 11/6.
    assert_eq!(fractions(rank_reciprocal(3)), ["6/11", "3/11", "2/11"]);
    for none in [equal_weights(0), rank_order_centroid(0), rank_sum(0), rank_reciprocal(0)] {
        assert_eq!(none, Err(WeightMethodError::Nothing));
    }
    // The least common denominator of 1/1 to 1/200 has 90 digits: shares have 15 decimals then, and total 1 nearly.
    let many = rank_order_centroid(200).unwrap();
    // 1/200²: 0.000025.
    assert_eq!(many.decimals()[199], Decimal::new(25, 6));
    let total: Decimal = many.decimals().iter().sum();
    assert!((total - Decimal::ONE).abs() < Decimal::new(1, 10), "{total}");
}

#[test]
fn judgements_that_are_all_alike_give_equal_weights() {
    let columns = || ["a", "b", "c"].map(|id| (id, vec![1, 2]));
    let ones = vec![vec!["1".to_owned(); 3]; 3];
    let pairs = PairJudgements { judged: PairMatrix(ones).into(), max_cr: PairJudgements::USUAL_MAX_CR };
    let ends = EndJudgements {
        best: "a".into(),
        worst: "c".into(),
        best_to_others: vec![Decimal::ONE; 3],
        others_to_worst: vec![Decimal::ONE; 3],
    };
    for source in [
        WeightSource::Ahp(pairs.clone()),
        WeightSource::AhpGeometric(pairs),
        WeightSource::BudgetAllocation(vec![vec![Decimal::ONE; 3]]),
        WeightSource::BestWorst(ends.into()),
    ] {
        assert_eq!(weighed(&source, &columns()).unwrap().exact.parts(), [1, 1, 1], "{}", source.name());
    }
}

#[test]
fn judgements_that_agree_give_exact_fractions() {
    let columns = ["a", "b", "c"].map(|id| (id, vec![1, 2]));
    let of = |rows: [[&str; 3]; 3]| {
        let matrix = rows.map(|row| row.map(str::to_owned).to_vec()).to_vec();
        let pairs = PairJudgements { judged: PairMatrix(matrix).into(), max_cr: Decimal::ONE };
        [WeightSource::Ahp(pairs.clone()), WeightSource::AhpGeometric(pairs)]
            .map(|source| weighed(&source, &columns).unwrap())
    };
    // 3 · 5/3 = 5: 15 : 5 : 3.
    for found in of([["1", "3", "5"], ["1/3", "1", "5/3"], ["1/5", "0.6", "1"]]) {
        assert_eq!((found.exact.parts(), found.exact.total()), (&[15, 5, 3][..], 23), "{}", found.method);
    }
    // 2 · 2 is not 2: the cube roots of 4, 1 and 1/4 by geometric means, 1.5874 : 1 : 0.63.
    for found in of([["1", "2", "2"], ["1/2", "1", "2"], ["1/2", "1/2", "1"]]) {
        let known = ["0.49339", "0.31081", "0.19580"].map(|text| text.parse::<Decimal>().unwrap());
        assert!(
            found.weights.iter().zip(known).all(|(one, known)| (one.1 - known).abs() < Decimal::new(1, 5)),
            "{found:?}"
        );
    }
}

#[test]
fn budgets_and_programs_give_exact_fractions() {
    let columns = |rows: &[[u32; 3]]| [0, 1, 2].map(|at| (IDS[at], rows.iter().map(|row| row[at]).collect()));
    // 1 + 0.5, 1 + 1 and 1 + 1.5.
    let budgets = [["1", "1", "1"], ["0.5", "1", "1.5"]].map(|row| row.map(|text| text.parse().unwrap()).to_vec());
    let found = weighed(&WeightSource::BudgetAllocation(budgets.to_vec()), &columns(&[[1; 3], [2; 3]])).unwrap();
    assert_eq!(found.exact.parts(), [3, 4, 5]);
    // Each subject is best at one child, and gives all weight to it.
    let apart = columns(&[[9, 0, 0], [0, 8, 0], [0, 0, 7]]);
    let found = weighed(&WeightSource::BenefitOfTheDoubt(ShareBounds::default()), &apart).unwrap();
    assert_eq!(found.exact.parts(), [1, 1, 1]);
    assert_eq!(found.weights[2].1, Decimal::new(333_333_333_333, 12));
}

#[test]
fn an_evaluation_hands_its_exact_weights_on() {
    let thirds = ["a", "b", "c"].map(|id| (id, vec![100, 40]));
    let document = document(&json!("equal"), &thirds);
    let first = document.evaluate().unwrap();
    let exact = &first.indexes[0].weighting[0].exact;
    assert_eq!((exact.parts(), exact.total()), (&[1, 1, 1][..], 3));
    let again = document.prepare_against(&first).unwrap().evaluate().unwrap();
    assert_eq!(again.indexes[0].weighting, first.indexes[0].weighting);
    // As text the decimals alone are there.
    let read: Evaluation = serde_json::from_str(&serde_json::to_string(&first).unwrap()).unwrap();
    let group = &read.indexes[0].weighting[0];
    assert_eq!(group.weights, first.indexes[0].weighting[0].weights);
    assert_eq!((group.exact.parts(), group.exact.total()), (&[1, 1, 1][..], 3));
    let none = serde_json::to_string(&first).unwrap().replace("0.333333333333", "0");
    let refused = serde_json::from_str::<Evaluation>(&none).unwrap_err().to_string();
    assert!(refused.contains("weights of a node are not 0 or more with a positive total"), "{refused}");
}

#[test]
fn a_derived_weight_of_0_does_not_leave_the_child_out_on_demand() {
    // `b` separates nobody: by deviations it weighs nothing, yet it counts.
    let columns = [("a", vec![1, 5, 9]), ("b", vec![7, 7, 7])];
    let prepared = document(&json!("standard_deviation"), &columns).prepare().unwrap();
    assert_eq!(prepared.evaluate().unwrap().indexes[0].weighting[0].exact.parts(), [1, 0]);
    assert_eq!(prepared.derive_weights(0, None, WeightMethod::Equal).unwrap().exact.parts(), [1, 1]);
}

/// Weights by entropy on three levels are real numbers; they are short enough for contributions and for a change of each.
#[test]
fn real_weights_on_three_levels_leave_room_for_contributions_and_changes() {
    let group = |id: &str, children: Vec<Value>| json!({ "id": id, "name": id, "weights": { "from": "entropy" }, "children": children });
    let leaf = |id: &str| json!({ "id": id, "name": id, "rule": { "type": "as_is" } });
    let pair = |id: &str| group(id, ["x", "y"].map(|end| leaf(&format!("{id}{end}"))).to_vec());
    let half = |id: &str| group(id, ["l", "r"].map(|end| pair(&format!("{id}{end}"))).to_vec());
    let mut index = group("i", vec![half("a"), half("b")]);
    index["kind"] = "k".into();
    let leaves: Vec<String> =
        ["a", "b"].iter().flat_map(|top| ["lx", "ly", "rx", "ry"].map(|end| format!("{top}{end}"))).collect();
    let row = |times: usize| -> Map<String, Value> {
        leaves.iter().zip(1..).map(|(id, at)| (id.clone(), json!(1 + (7 * at * times * times) % 89))).collect()
    };
    let subjects = ["s", "t", "u", "v"].map(|id| json!({ "id": id, "name": id, "kind": "k" }));
    let values: Map<String, Value> =
        ["s", "t", "u", "v"].into_iter().zip(1..).map(|(id, times)| (id.to_owned(), row(times).into())).collect();
    let text = json!({ "format": "evalindex/1", "indexes": [index], "subjects": subjects, "values": values });
    let prepared = Document::from_json(&text.to_string()).unwrap().prepare().unwrap();
    let found = prepared.evaluate().unwrap();
    for row in &found.indexes[0].ranking {
        assert!(row.nodes.iter().all(|node| node.contribution.is_some()), "{row:?}");
    }
    let factor = Decimal::new(877, 3);
    for id in ["a", "al", "alx"] {
        prepared.with_change(0, &WeightChange::scale(id, factor)).unwrap();
    }
}

#[test]
fn targets_that_several_sets_of_weights_meet_are_refused_unless_children_go_together() {
    let source = WeightSource::usual("target_importances").unwrap();
    // c = a + b: any weights of the three that keep the sum in the same direction do as well.
    let (a, b) = (vec![1, 2, 3, 4], vec![5, 1, 4, 2]);
    let sum = a.iter().zip(&b).map(|(one, other)| one + other).collect();
    let dependent = [("a", a.clone()), ("b", b), ("c", sum)];
    assert_eq!(
        weighed(&source, &dependent).unwrap_err().to_string(),
        "`target_importances` finds several sets of weights that are equally good"
    );
    // Twice a: half of the weight for the same importance.
    let twice = a.iter().map(|one| 2 * one).collect();
    let found = weighed(&source, &[("a", a), ("b", twice)]).unwrap();
    assert_eq!(found.weights[0].1, Decimal::new(666_666_666_667, 12), "{found:?}");
}

/// Two to five children with figures of four to eight subjects, and an order of the children.
fn columns() -> impl Strategy<Value = (Vec<Vec<u32>>, Vec<usize>)> {
    (2..=5_usize, 4..=8_usize).prop_flat_map(|(children, subjects)| {
        let figures = prop::collection::vec(prop::collection::vec(1..=12_u32, subjects), children);
        (figures, Just((0..children).collect::<Vec<_>>()).prop_shuffle())
    })
}

/// Judgements of pairs of so many items: those above the diagonal, and a matrix of them in an order.
fn matrix(above: &[(u32, u32)], order: &[usize]) -> Vec<Vec<String>> {
    let of = |one: usize, other: usize| {
        let (p, q) = above[one.min(other) * IDS.len() + one.max(other)];
        match one.cmp(&other) {
            std::cmp::Ordering::Less => format!("{p}/{q}"),
            std::cmp::Ordering::Equal => "1".to_owned(),
            std::cmp::Ordering::Greater => format!("{q}/{p}"),
        }
    };
    order.iter().map(|one| order.iter().map(|other| of(*one, *other)).collect()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn weights_by_figures_and_scores_go_with_their_children((figures, order) in columns()) {
        let in_order = |order: &[usize]| order.iter().map(|at| (IDS[*at], figures[*at].clone())).collect::<Vec<_>>();
        let as_given: Vec<usize> = (0..figures.len()).collect();
        for source in by_data() {
            let (found, turned) = (weighed(&source, &in_order(&as_given)), weighed(&source, &in_order(&order)));
            prop_assert_eq!(found.is_ok(), turned.is_ok(), "{}: {:?}, {:?}", source.name(), found, turned);
            let (Ok(found), Ok(turned)) = (found, turned) else { continue };
            for (id, weight) in &found.weights {
                prop_assert_eq!(part(&found, id), part(&turned, id), "{} of {}", id, source.name());
                prop_assert!(turned.weights.contains(&(id.clone(), *weight)));
            }
        }
    }

    #[test]
    fn equal_figures_have_equal_weights((mut figures, order) in columns()) {
        let (one, other) = (order[0], order[1]);
        figures[other] = figures[one].clone();
        let columns: Vec<_> = IDS.into_iter().zip(figures).collect();
        for source in by_data() {
            if let Ok(found) = weighed(&source, &columns) {
                prop_assert_eq!(part(&found, IDS[one]), part(&found, IDS[other]), "{}", source.name());
            }
        }
    }

    #[test]
    fn weights_by_judgements_go_with_their_children(
        above in prop::collection::vec((1..=9_u32, 1..=3_u32), 25),
        order in Just((0..4_usize).collect::<Vec<_>>()).prop_shuffle(),
        points in prop::collection::vec(prop::collection::vec(1..=40_i64, 4), 1..4),
        ends in prop::collection::vec((1..=9_i64, 1..=9_i64), 4),
    ) {
        let as_given: Vec<usize> = (0..4).collect();
        let weigh = |source: &WeightSource, order: &[usize]| {
            weighed(source, &order.iter().map(|at| (IDS[*at], vec![1, 2])).collect::<Vec<_>>())
        };
        let sources = |order: &[usize]| {
            let pairs = PairJudgements { judged: PairMatrix(matrix(&above, order)).into(), max_cr: Decimal::ONE_HUNDRED };
            // The last item gets what is left of 200 points.
            let budget = |row: &Vec<i64>| {
                let last = 200 - row[..3].iter().sum::<i64>();
                order.iter().map(|at| Decimal::from(if *at == 3 { last } else { row[*at] })).collect()
            };
            let end = |times: &dyn Fn(usize) -> i64| order.iter().map(|at| Decimal::from(times(*at))).collect();
            let across = ends[0].0;
            let ends = EndJudgements {
                best: IDS[0].into(),
                worst: IDS[3].into(),
                best_to_others: end(&|at| [1, ends[1].0, ends[2].0, across][at]),
                others_to_worst: end(&|at| [across, ends[1].1, ends[2].1, 1][at]),
            };
            [
                WeightSource::Ahp(pairs.clone()),
                WeightSource::AhpGeometric(pairs),
                WeightSource::BudgetAllocation(points.iter().map(budget).collect()),
                WeightSource::BestWorst(ends.into()),
            ]
        };
        for (given, turned) in sources(&as_given).iter().zip(&sources(&order)) {
            let (found, again) = (weigh(given, &as_given).unwrap(), weigh(turned, &order).unwrap());
            for id in &IDS[..4] {
                prop_assert_eq!(part(&found, id), part(&again, id), "{} of {}", id, given.name());
            }
        }
    }
}
