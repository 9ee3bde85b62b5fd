//! Weights from the judgements of several experts, and judgements that are mended.

use evalindex::result::{FrozenCalibration, NoticeKind};
use evalindex::weight::{DerivedWeights, JudgedMethod};
use evalindex::{Decimal, Document, Evaluation};
use serde_json::{Value, json};

/// A document whose children are weighed by this source; each has 10 points but the first, which has 100.
fn document(source: &Value, children: usize) -> Value {
    let ids = &["a", "b", "c", "d"][..children];
    let leaf = |id: &&str| json!({ "id": id, "name": id, "rule": { "type": "as_is" } });
    let values: serde_json::Map<String, Value> =
        ids.iter().map(|id| ((*id).to_owned(), json!(if *id == "a" { 100 } else { 10 }))).collect();
    json!({
        "format": "evalindex/1",
        "indexes": [{ "id": "i", "name": "I", "kind": "k", "weights": { "from": source },
                      "children": ids.iter().map(leaf).collect::<Vec<_>>() }],
        "subjects": [{ "id": "x", "name": "X", "kind": "k" }],
        "values": { "x": values },
    })
}

fn evaluate(source: &Value, children: usize) -> Evaluation {
    let text = document(source, children).to_string();
    let read = Document::from_json(&text).unwrap_or_else(|refused| panic!("{refused}"));
    assert!(read == Document::from_json(&read.to_json().unwrap()).unwrap(), "survives being written");
    read.evaluate().unwrap()
}

fn refusal(source: &Value, children: usize) -> Vec<String> {
    let refused = Document::from_json(&document(source, children).to_string()).unwrap_err();
    refused.problems().iter().map(ToString::to_string).collect()
}

/// A problem without line and column, which the writer of the document decides.
fn without_position(text: &str) -> String {
    let (path, rest) = text.split_once(", line").unwrap();
    format!("{path}{}", &rest[rest.find(':').unwrap()..])
}

fn fractions(source: &Value, children: usize) -> Vec<String> {
    evaluate(source, children).indexes[0].weighting[0].exact.fractions().collect()
}

/// What a method makes of a file of judgements.
fn weigh(method: &str, file: &Value) -> Result<DerivedWeights, String> {
    let method = JudgedMethod::all().find(|one| one.name == method).unwrap();
    method.weigh(&file.to_string()).map_err(|error| error.to_string())
}

fn near(found: &[(String, Decimal)], expected: [&str; 4]) {
    for ((id, weight), expected) in found.iter().zip(expected) {
        let off = (*weight - expected.parse::<Decimal>().unwrap()).abs();
        assert!(off < Decimal::new(1, 11), "{id}: {weight}, expected {expected}");
    }
}

fn pair(above: impl Into<Value>, below: impl Into<Value>) -> Value {
    json!([[1, above.into()], [below.into(), 1]])
}

#[test]
fn two_experts_are_combined_by_judgements_or_by_priorities() {
    let experts = json!([pair(4, "1/4"), pair(1, 1)]);
    for method in ["ahp", "ahp_geometric"] {
        // √(4·1) = 2: 2 : 1.
        assert_eq!(fractions(&json!({ method: { "experts": experts } }), 2), ["2/3", "1/3"]);
        let judgements = json!({ method: { "experts": experts, "combine": "judgements", "weights": [5, 5] } });
        assert_eq!(fractions(&judgements, 2), ["2/3", "1/3"]);
        // (4/5 + 1/2)/2, and (3·4/5 + 1/2)/4.
        let priorities =
            |weights: Value| json!({ method: { "experts": experts, "combine": "priorities", "weights": weights } });
        assert_eq!(fractions(&priorities(json!([1, 1])), 2), ["13/20", "7/20"]);
        assert_eq!(fractions(&priorities(json!([0.75, 0.25])), 2), ["29/40", "11/40"]);
    }
}

#[test]
fn consistent_experts_have_exact_weights_where_the_roots_are_fractions() {
    // 6 : 3 : 1 and 3 : 6 : 2: the roots of 18, 18 and 2 are as 3 : 3 : 1; the mean of 33/55 and 15/55 is 24/55.
    let one = json!([[1, 2, 6], ["1/2", 1, 3], ["1/6", "1/3", 1]]);
    let other = json!([[1, "1/2", "3/2"], [2, 1, 3], ["2/3", "1/3", 1]]);
    let of = |combine: &str| json!({ "ahp": { "experts": [one, other], "combine": combine } });
    assert_eq!(fractions(&of("judgements"), 3), ["3/7", "3/7", "1/7"]);
    assert_eq!(fractions(&of("priorities"), 3), ["24/55", "93/220", "31/220"]);
    // As many experts as there may be of one mind: their judgements stay, whatever their weights.
    let alike = json!({ "ahp": { "experts": [one, one, one], "weights": [0.123_456_789, 0.2, 7] } });
    assert_eq!(fractions(&alike, 3), ["3/5", "3/10", "1/10"]);
}

fn unlike() -> Value {
    json!([
        [[1, 4, 3, 7], ["1/4", 1, "1/3", 3], ["1/3", 3, 1, 5], ["1/7", "1/3", "1/5", 1]],
        [[1, 2, 5, 4], ["1/2", 1, 3, 2], ["1/5", "1/3", 1, "1/2"], ["1/4", "1/2", 2, 1]]
    ])
}

#[test]
fn experts_who_contradict_themselves_a_little_agree_with_numpy() {
    // NumPy 2: eigenvectors (`numpy.linalg.eig`) and geometric means of the rows, with exp(Σ v·ln A).
    let file = |combine: &str, weights: Value| json!({ "items": ["a", "b", "c", "d"], "experts": unlike(), "combine": combine, "weights": weights });
    let found = weigh("ahp", &file("judgements", json!([2, 1]))).unwrap();
    near(&found.weights, ["0.55621713201", "0.17047978086", "0.193165620254", "0.080137466875"]);
    let of = |found: &DerivedWeights, name: &str| found.diagnostics.iter().find(|(of, _)| *of == name).map(|it| it.1);
    assert!((of(&found, "cr").unwrap() - Decimal::new(16_752_747_912, 12)).abs() < Decimal::new(1, 11));
    let ratios: Vec<String> = found
        .experts
        .iter()
        .map(|one| one.diagnostics.iter().find(|(name, _)| *name == "cr").unwrap().1.to_string())
        .collect();
    assert_eq!(ratios, ["0.043858527523", "0.007826048724"]);
    assert_eq!(found.experts[0].share.to_string(), "0.666666666667");
    near(&found.experts[1].weights, ["0.50676831014", "0.264117664786", "0.086321682965", "0.142792342109"]);
    let found = weigh("ahp_geometric", &file("judgements", json!([2, 1]))).unwrap();
    near(&found.weights, ["0.556841167566", "0.17018837614", "0.192714629598", "0.080255826697"]);
    let found = weigh("ahp", &file("priorities", json!([2, 1]))).unwrap();
    near(&found.weights, ["0.533968929355", "0.172409411178", "0.20874050929", "0.084881150178"]);
    assert_eq!(of(&found, "cr"), None);
    let found = weigh("ahp", &file("priorities", json!([1, 1]))).unwrap();
    near(&found.weights, ["0.527168774551", "0.19533647458", "0.178135802709", "0.099358948161"]);
}

#[test]
fn the_result_has_a_ratio_for_each_expert() {
    let evaluation = evaluate(&json!({ "ahp": { "experts": unlike() } }), 4);
    let weighting = &serde_json::to_value(&evaluation).unwrap()["indexes"][0]["weighting"][0];
    assert_eq!(weighting["experts"], json!([{ "cr": 0.043_858_527_523 }, { "cr": 0.007_826_048_724 }]));
    let again = serde_json::from_str::<Evaluation>(&serde_json::to_string(&evaluation).unwrap()).unwrap();
    assert_eq!(again.indexes[0].weighting[0].experts, evaluation.indexes[0].weighting[0].experts);
}

#[test]
fn an_expert_whose_judgements_are_inconsistent_is_named() {
    let circle = json!([[1, 3, "1/3"], ["1/3", 1, 3], [3, "1/3", 1]]);
    let sound = json!([[1, 1, 1], [1, 1, 1], [1, 1, 1]]);
    // λ = 1 + 3 + 1/3, CI = (13/3 − 3)/2, CR = 2/3/0.58.
    let source = json!({ "ahp": { "experts": [sound, circle, sound], "combine": "priorities" } });
    assert_eq!(
        refusal(&source, 3).iter().map(|text| without_position(text)).collect::<Vec<_>>(),
        ["indexes[0].weights.from.ahp.experts[1]: the judgements of expert 2 are inconsistent; \
          furthest off: `a` against `b`: judged 3, the weights say 1; found a CR of 1.149425287356, expected at most 0.1"]
    );
    let allowed = evaluate(&json!({ "ahp": { "experts": [circle, sound] }, "max_cr": 2 }), 3);
    let [notice] = allowed.notices.as_slice() else { panic!("{:?}", allowed.notices) };
    assert_eq!(notice.what, NoticeKind::Inconsistent);
    assert!(notice.text.starts_with("the judgements of expert 1 are inconsistent: CR 1.149425287356 is above 0.1"));
}

#[test]
fn faults_of_experts_are_named_at_their_places() {
    let ones = || pair(1, 1);
    let of = |source: Value| refusal(&source, 2).iter().map(|text| without_position(text)).collect::<Vec<_>>();
    assert_eq!(
        of(json!({ "ahp": { "experts": [ones(), pair(2, 2), [[1, 2]]] } })),
        [
            "indexes[0].weights.from.ahp.experts[1]: judgements: expert 2: `b` against `a`; found 2 and 2, expected 1, or one the reciprocal of the other",
            "indexes[0].weights.from.ahp.experts[2]: judgements: expert 3: the matrix is not square; found 1 rows, expected 2, one an item",
        ]
    );
    assert_eq!(
        of(json!({ "ahp": { "experts": [ones(), ones()], "weights": [1, 0] } })),
        ["indexes[0].weights.from.ahp.weights[1]: judgements: the weight of expert 2; found 0, expected more than 0"]
    );
    assert_eq!(
        of(json!({ "ahp_geometric": { "experts": [ones(), ones()], "weights": [1] } })),
        [
            "indexes[0].weights.from.ahp_geometric.weights: judgements: the weights of the experts; found 1 weights, expected 2, one an expert"
        ]
    );
    assert_eq!(
        of(json!({ "ahp": { "experts": [] } })),
        ["indexes[0].weights.from.ahp.experts: judgements: there are no experts; found [], expected one or more"]
    );
}

#[test]
fn comparisons_of_experts_with_best_and_worst_have_a_mean_of_weights() {
    // 4/13 : 8/13 : 1/13, and a third each.
    let ends = |best: &str, to_others: [u32; 3], to_worst: [u32; 3]| json!({ "best": best, "worst": "c", "best_to_others": to_others, "others_to_worst": to_worst });
    let experts = json!([ends("b", [2, 1, 8], [4, 8, 1]), ends("a", [1, 1, 1], [1, 1, 1])]);
    assert_eq!(fractions(&json!({ "best_worst": { "experts": experts } }), 3), ["25/78", "37/78", "8/39"]);
    let file = json!({ "items": ["a", "b", "c"], "experts": experts, "weights": [1, 3] });
    // (4/13 + 3/3)/4
    assert_eq!(weigh("best_worst", &file).unwrap().exact.fractions().next().unwrap(), "17/52");
    let evaluation = evaluate(&json!({ "best_worst": { "experts": experts } }), 3);
    let ratio = &evaluation.indexes[0].weighting[0].experts[0];
    assert_eq!((ratio.name.as_ref(), ratio.ratio), ("input_consistency", Decimal::ZERO));
    let refused = refusal(&json!({ "best_worst": { "experts": experts, "combine": "judgements" } }), 3);
    assert!(
        refused[0].contains("comparisons of experts have no mean") && refused[0].contains("expected \"priorities\""),
        "{refused:?}"
    );
}

#[test]
fn judgements_within_one_percent_of_reciprocals_are_mended_with_a_notice() {
    let evaluation = evaluate(&json!({ "ahp": pair(3, 0.333) }), 2);
    assert_eq!(evaluation.indexes[0].weighting[0].exact.fractions().collect::<Vec<_>>(), ["3/4", "1/4"]);
    let [notice] = evaluation.notices.as_slice() else { panic!("{:?}", evaluation.notices) };
    let text = "judgements mended: `b` against `a` is 1/3 in place of 0.333, as the other way is 3";
    assert_eq!((notice.what, notice.text.as_str(), notice.node.as_deref()), (NoticeKind::Mended, text, None));
    // From the upper half, whichever is the rounded one: 0.333 : 1; 0.99 is within 1 %, 0.98 is not.
    assert_eq!(fractions(&json!({ "ahp": pair(0.333, 3) }), 2), ["333/1333", "1000/1333"]);
    assert_eq!(fractions(&json!({ "ahp": pair(3, 0.33) }), 2), ["3/4", "1/4"]);
    assert!(refusal(&json!({ "ahp": pair(2, 0.49) }), 2)[0].contains("found 0.49 and 2, expected 1, or"));
    // The diagonal is 1.
    assert!(refusal(&json!({ "ahp": [[1.001, 2], ["1/2", 1]] }), 2)[0].contains("found 1.001 and 1.001"));
    let of_expert = evaluate(&json!({ "ahp": { "experts": [pair(1, 1), pair(3, 0.333)] } }), 2);
    assert!(of_expert.notices[0].text.starts_with("judgements mended: expert 2: `b` against `a` is 1/3"));
}

#[test]
fn files_hold_one_expert_or_several() {
    let ones = pair(1, 1);
    let refused = |file: Value| weigh("ahp", &file).unwrap_err();
    assert_eq!(
        refused(json!({ "items": ["a", "b"], "matrix": ones, "experts": [ones] })),
        "both `matrix` and `experts`, expected one of them"
    );
    assert_eq!(refused(json!({ "items": ["a", "b"] })), "missing field `matrix`, or `experts`");
    assert_eq!(
        refused(json!({ "items": ["a", "b"], "matrix": ones, "weights": [1] })),
        "`combine` and `weights` are those of `experts`"
    );
    assert_eq!(
        refused(json!({ "items": ["a", "b"], "experts": [ones], "combine": "both" })),
        "unknown `combine` \"both\", expected one of judgements, priorities"
    );
    let ends = weigh("best_worst", &json!({ "items": ["a", "b"], "best": "a" })).unwrap_err();
    assert_eq!(ends, "missing field `worst`");
}

#[test]
fn a_calibration_that_is_written_and_read_keeps_the_ratio_of_each_expert() {
    let source = json!({ "ahp": { "experts": [[[1, 2, 5], ["1/2", 1, 2], ["1/5", "1/2", 1]], [[1, 2, 4], ["1/2", 1, 2], ["1/4", "1/2", 1]]] } });
    let calibration = evaluate(&source, 3).calibration().unwrap();
    let ratios = |one: &FrozenCalibration| -> Vec<String> {
        one.indexes[0].weighting[0].experts.iter().map(|one| one.ratio.to_string()).collect()
    };
    assert_eq!(ratios(&calibration).len(), 2);
    let back: FrozenCalibration = serde_json::from_str(&serde_json::to_string(&calibration).unwrap()).unwrap();
    assert_eq!(back, calibration);
}
