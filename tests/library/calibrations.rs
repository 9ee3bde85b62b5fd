//! Calibrations that are kept: written, read, and used on other figures; expected values by hand.

use std::collections::BTreeMap;

use evalindex::aggregate::Spread;
use evalindex::model::Direction;
use evalindex::number::Exact;
use evalindex::result::FrozenCalibration;
use evalindex::rule::{
    AsIs, Completion, DistanceToReference, DivideBy, Efficacy, ExponentialRank, GapClosed, Interval, MinMax,
    NormalRank, Of, PerUnit, PercentRank, Piecewise, Power, RankLadder, RatioToBest, RatioToMean, Reference, Sample,
    Setting, Start, Statistic, Steps, Whole, ZScore,
};
use evalindex::{Decimal, Document, Evaluation, Rule};
use serde_json::{Value, json};

use crate::documents::fixture;

fn read(document: &Value) -> Document {
    Document::from_json(&document.to_string()).unwrap_or_else(|refused| panic!("{refused}"))
}

/// Written and read again.
fn kept(calibration: &FrozenCalibration) -> FrozenCalibration {
    let text = serde_json::to_string(calibration).unwrap();
    let back: FrozenCalibration = serde_json::from_str(&text).unwrap();
    assert!(back == *calibration, "{text}");
    assert_eq!(serde_json::to_string(&back).unwrap(), text);
    back
}

/// Place, score and history of each subject, by index.
type Rows = BTreeMap<(String, String), String>;

fn rows(evaluation: &Evaluation) -> Rows {
    let all = evaluation.indexes.iter().flat_map(|index| index.ranking.iter().map(move |row| (index, row)));
    let row = |row: &evalindex::result::RankedSubject| {
        let nodes: Vec<_> = row.nodes.iter().map(|node| node.score.map(|score| score.to_string())).collect();
        format!("{} {} {nodes:?} {:?}", row.rank, row.score, row.history)
    };
    all.map(|(index, one)| ((index.id.clone(), one.subject.clone()), row(one))).collect()
}

/// A document scored by its own calibration, as it is and after a restart, comes out as it did.
fn assert_own_posts_change_nothing(document: &Document, name: &str) {
    let own = document.evaluate().unwrap_or_else(|refused| panic!("{name}: {refused}"));
    let against = document.prepare_against(&own).unwrap_or_else(|refused| panic!("{name}: {refused}"));
    let calibration = document.prepare().unwrap().calibration().unwrap();
    assert_eq!(calibration, own.calibration().unwrap(), "{name}");
    let restarted = document.prepare_with(&kept(&calibration)).unwrap_or_else(|refused| panic!("{name}: {refused}"));
    for prepared in [against, restarted] {
        let again = prepared.evaluate().unwrap();
        assert_eq!(rows(&again), rows(&own), "{name}");
        assert_eq!(again.calibration().unwrap(), calibration, "{name}");
    }
}

#[test]
fn every_fixture_scores_the_same_by_its_own_calibration() {
    for name in ["2023", "deprivation-2019", "goals-2023", "hdi-2022", "hospitals-2021", "shanxi-2018-gdp", "small"] {
        assert_own_posts_change_nothing(&Document::from_json(&fixture(&format!("{name}.json"))).unwrap(), name);
    }
}

/// Every rule of the library, for figures from 1 to 25.
fn rules() -> Vec<Rule> {
    let table = || vec![[2, 0], [9, 60], [20, 100]].into_iter().map(|row| row.map(Decimal::from)).collect::<Vec<_>>();
    vec![
        MinMax::default().into(),
        MinMax::default().goalposts(0, 30).into(),
        MinMax::default().goalposts(Statistic::of(Of::Min).plus(-1), Statistic::of(Of::Mean).sd(2)).into(),
        Completion::new(Statistic::of(Of::Median)).into(),
        GapClosed::new(Start::Statistic(Statistic::of(Of::Min)), Statistic::of(Of::Max)).into(),
        Completion::new(12).into(),
        Efficacy::new([20, 15, 10, 5, 1].map(Decimal::from)).into(),
        Piecewise::new(table()).into(),
        Steps::new(table()).into(),
        PerUnit::new(50, 3).target(9).above(2).below(3).into(),
        Interval::new([8, 12].map(Decimal::from), [0, 30].map(Decimal::from)).into(),
        RankLadder::down_by(7).into(),
        PercentRank::default().into(),
        ZScore::default().into(),
        ZScore::default().deviation(Spread::Population).into(),
        DivideBy::new(Whole::Sum).into(),
        DivideBy::new(Whole::Length).into(),
        DivideBy::new(Whole::Best).into(),
        RatioToBest::default().into(),
        RatioToMean::default().into(),
        DistanceToReference::new(Reference::Subject("s9".to_owned())).into(),
        Power::new(2, 0, Decimal::new(5, 1)).into(),
        ExponentialRank::default().into(),
        NormalRank::default().into(),
        GapClosed::new(Start::Value(1.into()), 30).into(),
        AsIs::default().into(),
    ]
}

/// Whether a rule takes anything from data.
fn is_calibrated(rule: &Rule) -> bool {
    let values = [3, 5].map(Exact::from);
    let sample = Sample::new(Setting::new(100, Direction::Higher), &values).reference(5);
    let scoring = rule.as_scoring();
    scoring.default_target().is_none()
        && scoring.calibrate(&sample).unwrap() != evalindex::rule::Calibration::default()
        && *rule != MinMax::default().goalposts(0, 30).into()
}

/// Ten subjects in two groups, three periods, and every rule: over all and within groups, of figures and of their
/// logarithms, on a dimension, beside treated figures and data-driven weights.
fn everything(calibrate: &Value) -> Value {
    let mut children = Vec::new();
    for (number, rule) in rules().iter().enumerate() {
        let node = |sort: &str, more: Value| {
            let mut node =
                json!({ "id": format!("{sort}{number}"), "name": "N", "weight": 1, "input": "f", "rule": rule });
            node.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            node
        };
        children.push(node("plain", json!({})));
        if is_calibrated(rule) {
            // The reference subject is in one group only.
            if rule.name() != "distance_to_reference" {
                children.push(node("group", json!({ "within": "group" })));
            }
            children.push(node("root", json!({ "transform": "sqrt" })));
            let leaf = json!({ "id": format!("leaf{number}"), "name": "L", "weight": 1, "input": "g", "rule": { "type": "as_is", "max": 9999 } });
            children.push(
                json!({ "id": format!("second{number}"), "name": "D", "weight": 1, "rule": rule, "children": [leaf] }),
            );
        }
    }
    for (id, treat) in [("moved", json!({})), ("logged", json!({ "winsorise": 0 })), ("passed", json!({ "skew": 99 }))]
    {
        children.push(
            json!({ "id": id, "name": "T", "weight": 1, "input": "g", "treat": treat, "rule": { "type": "z_score" } }),
        );
    }
    for from in ["entropy", "critic", "equal"] {
        let leaf =
            |id: &str| json!({ "id": format!("{from}_{id}"), "name": "W", "input": id, "rule": { "type": "min_max" } });
        let of_method = json!({ "id": from, "name": "W", "weight": 1, "weights": { "from": from }, "children": [leaf("g"), leaf("h")] });
        children.push(of_method);
    }
    // Geometric means are roots, which are kept with their products.
    for rule in ["percent_rank", "ratio_to_best"] {
        let leaf = |id: &str| json!({ "id": format!("{rule}_{id}"), "name": "R", "weight": 1, "input": id, "rule": { "type": "as_is", "max": 9999 } });
        let roots = json!({ "id": rule, "name": "R", "weight": 1, "aggregate": "geometric", "rule": { "type": rule }, "children": [leaf("g"), leaf("h")] });
        children.push(roots);
    }
    let figures = |shift: i64| -> Value {
        let row = |n: i64| json!({ "f": (n * n * 7 + shift) % 23 + 2, "g": if n == 3 { 900 + shift } else { n + shift }, "h": n * shift % 7 + 1 });
        (0..10).map(|n| (format!("s{n}"), row(n))).collect::<serde_json::Map<_, _>>().into()
    };
    let subjects: Vec<Value> = (0..10)
        .map(|n| json!({ "id": format!("s{n}"), "name": "S", "kind": "k", "group": if n % 2 == 0 { "even" } else { "odd" } }))
        .collect();
    // In one group nobody has a figure in the first period.
    let mut first = figures(5);
    for n in [1, 3, 5, 7] {
        first[format!("s{n}")]["f"] = "n/a".into();
    }
    json!({
        "format": "evalindex/1", "period": "2023", "subjects": subjects, "values": figures(12),
        "indexes": [{ "id": "i", "name": "I", "kind": "k", "weights": "relative", "calibrate": calibrate, "children": children }],
        "periods": [{ "period": "2021", "values": first }, { "period": "2022", "values": figures(1) }],
    })
}

#[test]
fn every_rule_scores_the_same_by_its_own_calibration_with_periods_too() {
    let all = rules();
    assert!(Rule::NAMES.iter().all(|name| all.iter().any(|rule| rule.name() == *name)));
    for calibrate in [json!("each"), json!("pooled"), json!({ "base": "2022" })] {
        let document = read(&everything(&calibrate));
        assert_own_posts_change_nothing(&document, &calibrate.to_string());
        let frozen = document.prepare().unwrap().calibration().unwrap();
        let text = serde_json::to_string(&frozen).unwrap();
        assert!(text.contains("^1*") && text.contains("\"~"), "has roots and other real numbers");
        // One calibration holds for all periods, unless each has its own.
        assert_eq!(frozen.indexes[0].earlier.len(), if calibrate == json!("each") { 2 } else { 0 });
    }
}

/// Subjects with one figure each, scored by one rule.
fn simple(rule: &Value, figures: &[(&str, i64)]) -> Value {
    let subjects: Vec<Value> = figures.iter().map(|(id, _)| json!({ "id": id, "name": id, "kind": "k" })).collect();
    let values: serde_json::Map<String, Value> =
        figures.iter().map(|(id, figure)| ((*id).to_owned(), json!({ "a": figure }))).collect();
    json!({
        "format": "evalindex/1", "subjects": subjects, "values": values,
        "indexes": [{ "id": "i", "name": "I", "kind": "k", "rounding": { "decimals": 12 }, "children": [
            { "id": "a", "name": "A", "weight": 100, "rule": rule }] }],
    })
}

fn frozen(document: &Value) -> FrozenCalibration {
    kept(&read(document).evaluate().unwrap().calibration().unwrap())
}

fn refused(document: &Value, calibration: &FrozenCalibration) -> Vec<String> {
    let refused = read(document).prepare_with(calibration).unwrap_err();
    refused.problems().iter().map(|one| one.what.clone()).collect()
}

#[test]
fn statistics_are_written_exactly() {
    let rule = json!({ "type": "z_score", "center": 50, "spread": 10 });
    let text = serde_json::to_value(frozen(&simple(&rule, &[("x", 1), ("y", 1), ("z", 2)]))).unwrap();
    let node = &text["indexes"][0]["nodes"][0];
    assert_eq!(
        (&text["format"], &node["node"], &node["rule"]),
        (&json!("evalindex-calibration/1"), &json!("a"), &json!("z_score"))
    );
    // Mean 4/3; variance (2·(1/3)² + (2/3)²)/2 = 1/3, and √(1/3) from mpmath.
    let statistics = &node["parts"][0]["statistics"];
    assert_eq!(statistics["mean"], "4/3");
    let sd = statistics["sd"].as_str().unwrap();
    assert!(sd.starts_with("~5.77350269189625764509148780501957455") && sd.ends_with("e-1"), "{sd}");
    let rank =
        serde_json::to_value(frozen(&simple(&json!({ "type": "percent_rank" }), &[("x", 4), ("y", 2), ("z", 4)])));
    assert_eq!(rank.unwrap()["indexes"][0]["nodes"][0]["parts"], json!([{ "order": ["2", "4", "4"] }]));
    let equal = serde_json::to_value(frozen(&simple(&json!({ "type": "min_max" }), &[("x", 4), ("y", 4)])));
    let parts = json!([{ "statistics": { "min": "4", "max": "4" }, "constant": true }]);
    assert_eq!(equal.unwrap()["indexes"][0]["nodes"][0]["parts"], parts);
}

#[test]
fn binary_formats_hold_them_too() {
    let document = read(&everything(&json!("each")));
    let calibration = document.prepare().unwrap().calibration().unwrap();
    let packed = rmp_serde::to_vec_named(&calibration).unwrap();
    assert!(rmp_serde::from_slice::<FrozenCalibration>(&packed).unwrap() == calibration);
    let mut cbor = Vec::new();
    ciborium::into_writer(&calibration, &mut cbor).unwrap();
    assert!(ciborium::from_reader::<FrozenCalibration, _>(cbor.as_slice()).unwrap() == calibration);
}

#[test]
fn one_more_subject_is_placed_in_the_order_that_was_kept() {
    let rule = json!({ "type": "rank_ladder", "step": 10 });
    let before = frozen(&simple(&rule, &[("x", 9), ("y", 5), ("z", 5)]));
    let now = read(&simple(&rule, &[("n", 7), ("x", 1)])).prepare_with(&before).unwrap().evaluate().unwrap();
    let score = |id: &str| now.indexes[0].subject(id).unwrap().score.to_string();
    // One was better than 7, three better than 1.
    assert_eq!((score("n"), score("x")), ("90".to_owned(), "70".to_owned()));
}

#[test]
fn what_is_not_in_it_is_refused_by_name_and_never_taken_from_the_data() {
    let min_max = json!({ "type": "min_max" });
    let own = simple(&min_max, &[("x", 1), ("y", 3)]);
    let calibration = frozen(&own);
    let changed = |path: &str, value: Value| {
        let mut document = own.clone();
        *document.pointer_mut(path).unwrap() = value;
        document
    };
    let none = ["there is no calibration of `b` to score by"];
    let mut other = changed("/indexes/0/children/0/id", json!("b"));
    other["indexes"][0]["children"][0]["input"] = "a".into();
    assert_eq!(refused(&other, &calibration), none);
    let index = changed("/indexes/0/id", json!("j"));
    assert_eq!(refused(&index, &calibration), ["there is no calibration of `a` to score by"]);
    let rule = changed("/indexes/0/children/0/rule", json!({ "type": "percent_rank" }));
    assert_eq!(refused(&rule, &calibration), ["the calibration of `a` is of another rule"]);

    // A group without figures then, by a rule with an order, which would be empty.
    let grouped = |figures: [Value; 2]| {
        let mut document = simple(&json!({ "type": "percent_rank" }), &[("x", 1), ("y", 3)]);
        document["indexes"][0]["children"][0]["within"] = "group".into();
        document["indexes"][0]["children"][0]["missing"] = "unranked".into();
        for (number, id) in ["x", "y"].iter().enumerate() {
            document["subjects"][number]["group"] = format!("of {id}").into();
            document["values"][id]["a"] = figures[number].clone();
        }
        document
    };
    let then = frozen(&grouped([json!(4), json!(null)]));
    let missing = ["there is no calibration of `a` for group `of y` to score by"];
    assert_eq!(refused(&grouped([json!(4), json!(5)]), &then), missing);
    assert!(read(&grouped([json!(4), json!(null)])).prepare_with(&then).is_ok());

    // Goalposts that are given are not taken from the data; a treatment is.
    let given = json!({ "type": "min_max", "min": 0, "max": 9 });
    let as_is = frozen(&simple(&json!({ "type": "as_is" }), &[("x", 1)]));
    let mut treated = simple(&json!({ "type": "as_is" }), &[("x", 1)]);
    assert!(read(&treated).prepare_with(&as_is).is_ok());
    treated["indexes"][0]["children"][0]["treat"] = json!({});
    assert_eq!(refused(&treated, &as_is), ["there is no calibration of `a` to score by"]);
    assert!(read(&simple(&given, &[("x", 1)])).prepare_with(&frozen(&simple(&given, &[("x", 2)]))).is_ok());
}

#[test]
fn weights_from_figures_are_kept_and_those_of_judgements_are_the_documents_own() {
    let document = |from: &Value, figures: [[i64; 2]; 3], ids: [&str; 2]| {
        let leaf = |id: &str| json!({ "id": id, "name": id, "rule": { "type": "as_is" } });
        let subjects = ["x", "y", "z"].map(|id| json!({ "id": id, "name": id, "kind": "k" }));
        let row = |row: [i64; 2]| json!({ ids[0]: row[0], ids[1]: row[1] });
        json!({
            "format": "evalindex/1", "subjects": subjects,
            "values": { "x": row(figures[0]), "y": row(figures[1]), "z": row(figures[2]) },
            "indexes": [{ "id": "i", "name": "I", "kind": "k", "weights": { "from": from }, "children": ids.map(leaf) }],
        })
    };
    let (then, now) = ([[1, 2], [5, 3], [9, 1]], [[2, 8], [5, 3], [6, 1]]);
    let shares = |from: &Value, ids: [&str; 2]| {
        let kept = frozen(&document(from, then, ["a", "b"]));
        read(&document(from, now, ids)).prepare_with(&kept).map(|prepared| {
            let evaluation = prepared.evaluate().unwrap();
            evaluation.indexes[0].weighting[0].clone()
        })
    };
    let entropy = json!("entropy");
    let first = read(&document(&entropy, then, ["a", "b"])).evaluate().unwrap().indexes[0].weighting[0].clone();
    assert_eq!(shares(&entropy, ["a", "b"]).unwrap(), first);
    // The order of the children makes no difference.
    let turned = shares(&entropy, ["b", "a"]).unwrap();
    assert_eq!(turned.exact.parts(), first.exact.parts().iter().rev().copied().collect::<Vec<_>>());
    let text = shares(&entropy, ["a", "c"]).unwrap_err().to_string();
    assert!(
        text.contains("of other children of `i`") && text.contains("`a`, `b`") && text.contains("`a`, `c`"),
        "{text}"
    );
    let kept = frozen(&document(&entropy, then, ["a", "b"]));
    let text = read(&document(&json!("critic"), now, ["a", "b"])).prepare_with(&kept).unwrap_err().to_string();
    assert!(text.contains("are by another method") && text.contains("`entropy`"), "{text}");
    // Budgets of 70 : 30 then, 20 : 80 now.
    let budget = |a: i64| json!({ "budget_allocation": [[a, 100 - a]] });
    let kept = frozen(&document(&budget(70), then, ["a", "b"]));
    let prepared = read(&document(&budget(20), now, ["a", "b"])).prepare_with(&kept).unwrap();
    assert_eq!(prepared.shares("i").unwrap()[0].1, Decimal::new(2, 1));
}

#[test]
fn each_period_has_its_own_posts_and_a_new_one_those_of_the_last() {
    let document = |period: &str, x: [i64; 2], earlier: &Value| {
        json!({
            "format": "evalindex/1", "period": period,
            "subjects": [{ "id": "x", "name": "X", "kind": "k" }, { "id": "y", "name": "Y", "kind": "k" }],
            "indexes": [{ "id": "i", "name": "I", "kind": "k", "children": [
                { "id": "a", "name": "A", "weight": 100, "rule": { "type": "min_max", "clamp": false } }] }],
            "values": { "x": { "a": x[0] }, "y": { "a": x[1] } }, "periods": earlier,
        })
    };
    let period =
        |name: &str, x: [i64; 2]| json!({ "period": name, "values": { "x": { "a": x[0] }, "y": { "a": x[1] } } });
    let last_year = frozen(&document("2022", [10, 20], &json!([period("2021", [0, 100])])));
    let now = document("2023", [25, 5], &json!([period("2021", [50, 10]), period("2022", [15, 20])]));
    let evaluation = read(&now).prepare_with(&last_year).unwrap().evaluate().unwrap();
    let x = evaluation.indexes[0].subject("x").unwrap();
    let past: Vec<String> =
        x.history.as_ref().unwrap().periods.iter().map(|past| past.score.unwrap().to_string()).collect();
    // 2021 from 0 to 100; 2022 and what is new from 10 to 20.
    assert_eq!((past, x.score.to_string()), (vec!["50".to_owned(), "50".to_owned()], "150".to_owned()));
}

#[test]
fn figures_that_could_not_calibrate_a_rule_are_scored_by_what_is_given() {
    // With the lower goalpost at 10, figures of 4 and 8 have no upper one; over all periods it is 20.
    let rule = json!({ "type": "min_max", "min": 10, "clamp": false });
    let mut document = simple(&rule, &[("x", 4), ("y", 8)]);
    assert!(read(&document).evaluate().is_err());
    document["period"] = "2023".into();
    document["periods"] = json!([{ "period": "2022", "values": { "x": { "a": 20 }, "y": { "a": 15 } } }]);
    document["indexes"][0]["calibrate"] = "pooled".into();
    let read = read(&document);
    let row = read.evaluate().unwrap().indexes[0].subject("x").unwrap().clone();
    assert_eq!(row.score.to_string(), "-60"); // 100·(4 − 10)/(20 − 10)
    assert_own_posts_change_nothing(&read, "pooled");
}

#[test]
fn another_version_and_what_is_no_calibration_are_refused() {
    let text = serde_json::to_string(&frozen(&simple(&json!({ "type": "min_max" }), &[("x", 1), ("y", 3)]))).unwrap();
    for (from, to, why) in [
        (
            "evalindex-calibration/1\"",
            "evalindex-calibration/2\",\"new\":1",
            "unknown format `evalindex-calibration/2`",
        ),
        ("\"indexes\"", "\"indices\"", "unknown field `indices`"),
        ("\"min\":\"1\"", "\"min\":1", "a text of digits"),
        ("\"min\":\"1\"", "\"min\":\"1/0\"", "a text of digits"),
        ("\"min\":\"1\"", "\"max\":\"1\"", "the statistic `max` is there twice"),
        ("\"parts\":[", "\"parts\":[{},", "the part of all subjects is there twice"),
    ] {
        assert!(text.contains(from), "{text}");
        let error = serde_json::from_str::<FrozenCalibration>(&text.replacen(from, to, 1)).unwrap_err().to_string();
        assert!(error.contains(why), "{error}");
    }
    let equal = |share: &str| {
        let weights = json!({ "a": share, "b": "1/2" });
        let index =
            json!({ "id": "i", "nodes": [], "weights": [{ "node": "i", "from": "entropy", "weights": weights }] });
        serde_json::from_value::<FrozenCalibration>(json!({ "format": "evalindex-calibration/1", "indexes": [index] }))
    };
    assert!(equal("1/2").is_ok());
    assert!(equal("-1/2").unwrap_err().to_string().contains("the weights of the children of `i`"));
}
