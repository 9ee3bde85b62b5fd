//! Small faults that were mended, each with its kind; expected figures by hand.

use evalindex::result::NoticeKind;
use evalindex::robustness::{Control, Draws, WeightDraws, WeightRegion};
use evalindex::{Document, Evaluation};
use serde_json::{Value, json};

/// A document of one index over subjects `p`, `q`, … of the kind `k`, with these figures.
fn document(children: &Value, values: &Value, more: &Value) -> Value {
    let subjects: Vec<Value> =
        values.as_object().unwrap().keys().map(|id| json!({ "id": id, "name": id, "kind": "k" })).collect();
    let index = json!({ "id": "i", "name": "I", "kind": "k", "weights": "relative", "children": children });
    let mut whole = json!({ "format": "evalindex/1", "indexes": [index], "subjects": subjects, "values": values });
    whole.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    whole
}

fn evaluated(text: &Value) -> Evaluation {
    let document = Document::from_json(&text.to_string()).unwrap_or_else(|refused| panic!("{refused}"));
    document.evaluate().unwrap_or_else(|refused| panic!("{refused}"))
}

fn leaf(id: &str, rule: &Value, more: &Value) -> Value {
    let mut leaf = json!({ "id": id, "name": id, "weight": 1, "rule": rule });
    leaf.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    leaf
}

fn as_is(id: &str, more: &Value) -> Value {
    leaf(id, &json!({ "type": "as_is" }), more)
}

/// A subject's score at a node, or its total where no node is named.
fn score(evaluation: &Evaluation, subject: &str, node: Option<&str>) -> Option<String> {
    let index = &evaluation.indexes[0];
    let row = index.subject(subject)?;
    let score = match node {
        Some(node) => row.nodes[index.node(node).unwrap()].score?,
        None => row.score,
    };
    Some(score.to_string())
}

fn notices(evaluation: &Evaluation) -> Vec<(NoticeKind, Option<&str>, Option<&str>)> {
    evaluation.notices.iter().map(|one| (one.what, one.subject.as_deref(), one.node.as_deref())).collect()
}

#[test]
fn previous_figures_are_divided_like_those_of_now() {
    // 30 of 10 people now would be 3; the figure is missing, and 8 of 4 people before were 2.
    let rate = json!({ "denominate": { "by": "people" }, "missing": { "impute": "previous" } });
    let values = json!({ "p": { "a": null, "people": 10 }, "q": { "a": 50, "people": 10 } });
    let previous = json!({ "previous": { "p": { "a": 8, "people": 4 } } });
    let found = evaluated(&document(&json!([as_is("a", &rate)]), &values, &previous));
    assert_eq!(score(&found, "p", None).unwrap(), "2");
    // The gap from 2 to 10 people's worth is closed by 3/8: (5 − 2)/(10 − 2).
    let rule = json!({ "type": "gap_closed", "start": "previous", "goal": 10 });
    let values = json!({ "p": { "a": 50, "people": 10 } });
    let children = json!([leaf("a", &rule, &json!({ "denominate": { "by": "people" } }))]);
    assert_eq!(score(&evaluated(&document(&children, &values, &previous)), "p", None).unwrap(), "37.5");
}

#[test]
fn nothing_is_asked_of_the_time_before_the_first_period() {
    let growth = as_is("growth", &json!({ "measure": "growth" }));
    let rule = json!({ "type": "gap_closed", "start": "previous", "goal": 200 });
    let children = json!([
        growth,
        as_is("level", &json!({ "input": "growth" })),
        leaf("gap", &rule, &json!({ "input": "growth" }))
    ]);
    let more = json!({ "period": "2023", "periods": [{ "period": "2022", "values": { "p": { "growth": 50 } } }] });
    let found = evaluated(&document(&children, &json!({ "p": { "growth": 75 } }), &more));
    // Growth 50, level 75, gap 25/150 of 100; before: the level alone.
    assert_eq!(score(&found, "p", None).unwrap(), "47.22");
    let before = &found.indexes[0].ranking[0].history.as_ref().unwrap().periods[0];
    assert_eq!(before.score.unwrap().to_string(), "50");
    let told: Vec<_> = found.notices.iter().filter_map(|one| Some((one.period.as_deref()?, one.what))).collect();
    assert_eq!(told, [("2022", NoticeKind::NotApplicable); 2]);
}

#[test]
fn what_does_not_apply_is_asked_for_neither_by_weight_nor_by_number() {
    let dimension = |ask: &Value| {
        let children = json!([
            as_is("a", &json!({ "missing": "reweight" })),
            as_is("b", &json!({ "missing": "reweight" })),
            as_is("c", &json!({ "missing": "reweight" }))
        ]);
        let mut node = json!({ "id": "d", "name": "D", "weight": 1, "children": children });
        node.as_object_mut().unwrap().extend(ask.as_object().unwrap().clone());
        json!([node, as_is("e", &json!({}))])
    };
    let values = json!({
        "all": { "a": 10, "b": 20, "c": 30, "e": 0 },
        "one_missing": { "a": 10, "b": 20, "c": null, "e": 0 },
        "one_does_not_apply": { "a": 10, "b": 20, "c": "n/a", "e": 0 }
    });
    for ask in [json!({ "min_coverage": 1 }), json!({ "min_present": 3 })] {
        let found = evaluated(&document(&dimension(&ask), &values, &json!({})));
        let of = |subject| score(&found, subject, Some("d"));
        let expected = [Some("20".to_owned()), None, Some("15".to_owned())];
        assert_eq!(["all", "one_missing", "one_does_not_apply"].map(of), expected, "{ask}");
    }
}

#[test]
fn only_who_gives_weight_to_a_sibling_has_a_notice_of_it() {
    let only =
        json!({ "id": "d", "name": "D", "weight": 1, "children": [as_is("a", &json!({ "missing": "reweight" }))] });
    let children = json!([only, as_is("b", &json!({ "missing": "reweight" }))]);
    let values = json!({ "p": { "a": null, "b": 10 }, "q": { "a": null, "b": null }, "r": { "a": 1, "b": 2 } });
    let found = evaluated(&document(&children, &values, &json!({})));
    // The weight of `a` goes to nobody, that of its parent to `b`; `q` is unranked, for a reason of its own.
    assert_eq!(notices(&found), [(NoticeKind::Reweighted, Some("p"), Some("d"))]);
    let unranked = &found.indexes[0].unranked[0];
    assert_eq!((unranked.subject.as_str(), unranked.reason.as_str()), ("q", "nothing that counts has a figure"));
}

#[test]
fn a_rule_that_compares_nobody_or_equals_says_so() {
    let one = json!({ "p": { "a": 7 } });
    let two = json!({ "p": { "a": 7 }, "q": { "a": 7 } });
    for rule in [
        json!({ "type": "min_max" }),
        json!({ "type": "min_max", "min": 0 }),
        json!({ "type": "percent_rank" }),
        json!({ "type": "exponential_rank" }),
        json!({ "type": "rank_ladder", "step": 1 }),
        json!({ "type": "z_score" }),
        json!({ "type": "ratio_to_best" }),
        json!({ "type": "ratio_to_mean" }),
        json!({ "type": "divide_by", "by": "sum" }),
    ] {
        let text = |values| {
            let found = evaluated(&document(&json!([leaf("a", &rule, &json!({}))]), values, &json!({})));
            found.notices.iter().map(|one| one.text.clone()).collect::<Vec<_>>()
        };
        assert_eq!(text(&one), ["only one subject has a value: the indicator compares it with nobody"], "{rule}");
        assert_eq!(text(&two), ["the values of all subjects are equal: the indicator separates nobody"], "{rule}");
    }
    // What takes nothing from the data compares nobody by declaration.
    for rule in [json!({ "type": "min_max", "min": 0, "max": 9 }), json!({ "type": "completion", "target": 7 })] {
        assert_eq!(notices(&evaluated(&document(&json!([leaf("a", &rule, &json!({}))]), &one, &json!({})))), []);
    }
}

#[test]
fn frozen_figures_that_were_equal_are_those_of_the_earlier_evaluation() {
    let children = json!([leaf("a", &json!({ "type": "z_score" }), &json!({}))]);
    let then = evaluated(&document(&children, &json!({ "p": { "a": 7 }, "q": { "a": 7 } }), &json!({})));
    let now = document(&children, &json!({ "p": { "a": 1 }, "q": { "a": 9 } }), &json!({}));
    let now = Document::from_json(&now.to_string()).unwrap().prepare_against(&then).unwrap().evaluate().unwrap();
    let text = "the earlier values of all subjects were equal: the indicator separates nobody";
    assert_eq!(now.notices.iter().map(|one| one.text.as_str()).collect::<Vec<_>>(), [text]);
}

#[test]
fn a_dimension_has_targets_and_previous_scores_of_its_own() {
    let dimension = |rule: &Value| json!([{ "id": "d", "name": "D", "weight": 1, "rule": rule, "children": [as_is("a", &json!({}))] }]);
    let values = json!({ "p": { "a": 40 } });
    let aimed = dimension(&json!({ "type": "completion" }));
    let targets = json!({ "targets": { "p": { "d": 80 } } });
    assert_eq!(score(&evaluated(&document(&aimed, &values, &targets)), "p", None).unwrap(), "50");
    let from = dimension(&json!({ "type": "gap_closed", "start": "previous", "goal": 100 }));
    let text = document(&from, &values, &json!({ "previous": { "p": { "d": 20 } } }));
    let document = Document::from_json(&text.to_string()).unwrap();
    assert_eq!(document.warnings(), []);
    // (40 − 20)/(100 − 20).
    assert_eq!(score(&document.evaluate().unwrap(), "p", None).unwrap(), "25");
}

/// CRITIC's spread times conflict is nothing where one column alone separates: there is no other to go against.
#[test]
#[cfg(feature = "data-weights")]
fn critic_gives_all_weight_to_the_only_column_that_separates() {
    let mut children = json!([as_is("a", &json!({})), as_is("b", &json!({})), as_is("c", &json!({}))]);
    for child in children.as_array_mut().unwrap() {
        child.as_object_mut().unwrap().remove("weight");
    }
    let dimension =
        json!([{ "id": "d", "name": "D", "weight": 1, "weights": { "from": "critic" }, "children": children }]);
    let values = json!({ "p": { "a": 5, "b": 1, "c": 3 }, "q": { "a": 5, "b": 9, "c": 3 } });
    let found = evaluated(&document(&dimension, &values, &json!({})));
    let weights = found.indexes[0].weighting[0].weights.iter().map(|(id, weight)| format!("{id} {weight}"));
    assert_eq!(weights.collect::<Vec<_>>(), ["a 0", "b 1", "c 0"]);
}

/// Of two equal columns each is as important as the total, so that importances of 3 to 1 cannot be reached.
#[test]
#[cfg(feature = "data-weights")]
fn importances_that_no_weights_reach_leave_a_notice() {
    let values = json!({ "p": { "a": 1, "b": 2 }, "q": { "a": 4, "b": 1 }, "r": { "a": 9, "b": 7 } });
    let weighed = |importances: &Value| {
        let mut children = json!([as_is("a", &json!({})), as_is("b", &json!({}))]);
        for child in children.as_array_mut().unwrap() {
            child.as_object_mut().unwrap().remove("weight");
        }
        let source = json!({ "from": { "target_importances": importances } });
        let dimension = json!([{ "id": "d", "name": "D", "weight": 1, "weights": source, "children": children }]);
        evaluated(&document(&dimension, &values, &json!({})))
    };
    assert_eq!(notices(&weighed(&json!({ "a": 1, "b": 1 }))), []);
    let found = weighed(&json!({ "a": 3, "b": 1 }));
    assert_eq!(notices(&found), [(NoticeKind::Importances, None, Some("d"))]);
    assert!(found.notices[0].text.contains("no weights reach the importances that are meant, by up to 0."));
}

#[test]
fn what_is_found_twice_is_said_once() {
    // The targets of the document hold for its earlier periods too.
    let children = json!([leaf("a", &json!({ "type": "completion" }), &json!({}))]);
    let earlier = |period: &str| json!({ "period": period, "values": { "p": { "a": 1 } } });
    let periods = json!([earlier("2021"), earlier("2022")]);
    let more = json!({ "period": "2023", "periods": periods, "targets": { "p": { "a": 0 } } });
    let text = document(&children, &json!({ "p": { "a": 2 } }), &more).to_string();
    let refused = Document::from_json(&text).and_then(|document| document.evaluate()).unwrap_err();
    let paths: Vec<_> = refused.problems().iter().map(|problem| problem.path.as_str()).collect();
    assert_eq!(paths, ["targets.p.a"]);
}

/// 25 times the weight is no range; 25 % of it is what was meant.
#[test]
fn a_range_without_its_percent_sign_is_offered_with_it() {
    let children = json!([as_is("a", &json!({})), as_is("b", &json!({}))]);
    let text = document(&children, &json!({ "p": { "a": 1, "b": 2 } }), &json!({})).to_string();
    let prepared = Document::from_json(&text).unwrap().prepare().unwrap();
    let said = prepared.certain(0, WeightRegion::Within(25.into()), Control::new()).unwrap_err().to_string();
    assert_eq!(said, "the range of weights is 2500%, expected 0% to 100%, such as 25%");
    let draws = Draws::new(10, 1).weights(WeightDraws::Within(25.into()));
    assert_eq!(prepared.robustness(0, &draws, Control::new()).unwrap_err().to_string(), said);
}
