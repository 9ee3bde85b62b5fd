//! The library inside another program: typed parts, a rule of its own, threads.

use std::thread;

use evalindex::number::Exact;
use evalindex::rule::{Cell, MinMax, RuleError, Scored, ScoringRule, Setting};
use evalindex::{
    Decimal, Document, Draft, Evaluation, Index, Indicator, Prepared, Rule, Subject, WeightChange, WeightError,
};

/// Full marks at or above a pass mark, none below.
#[derive(Debug)]
struct PassMark(Decimal);

impl ScoringRule for PassMark {
    fn name(&self) -> &'static str {
        "pass_mark"
    }

    fn faults(&self, _: Setting) -> Vec<evalindex::rule::Fault> {
        if self.0 > Decimal::ZERO {
            return Vec::new();
        }
        vec![evalindex::rule::Fault::new("mark", "the pass mark must be positive", self.0, "a number above 0")]
    }

    fn score(&self, x: &Exact, cell: &Cell<'_>) -> Result<Scored, RuleError> {
        if x.is_negative() {
            return Err(RuleError::custom("nobody gets less than nothing"));
        }
        Ok(if *x >= self.0.into() { cell.setting.scale.into() } else { Exact::ZERO.into() })
    }
}

fn draft(mark: i64, low: i64) -> Draft {
    let index = Index::new("i", "I", "school")
        .child(Indicator::new("exam", "Exam", 40, Rule::custom(PassMark(mark.into()))))
        .child(Indicator::new("visits", "Visits", 60, MinMax::default()));
    Draft::default()
        .index(index)
        .subject(Subject::new("a", "A", "school"))
        .subject(Subject::new("b", "B", "school"))
        .value("a", "exam", Decimal::from(60))
        .value("b", "exam", Decimal::from(low))
        .value("a", "visits", Decimal::from(1))
        .value("b", "visits", Decimal::from(2))
}

fn published(evaluation: &Evaluation) -> Vec<(String, String)> {
    let result = &evaluation.indexes[0];
    result.ranking.iter().map(|row| (row.subject.clone(), result.published(row.score).to_string())).collect()
}

#[test]
fn a_rule_of_ones_own_scores_beside_the_librarys() {
    let evaluation = Document::build(draft(50, 49)).unwrap().evaluate().unwrap();
    assert_eq!(published(&evaluation), [("b".into(), "60.00".into()), ("a".into(), "40.00".into())]);
}

#[test]
fn what_a_rule_of_ones_own_refuses_is_reported_like_everything_else() {
    let refused = Document::build(draft(0, 49)).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "indexes[0].children[0].rule.mark: the pass mark must be positive; found 0, expected a number above 0"
    );
    let refused = Document::build(draft(50, -1)).unwrap().evaluate().unwrap_err();
    assert_eq!(
        refused.to_string(),
        "values.b.exam: `exam` cannot be scored for `b`: nobody gets less than nothing; found -1"
    );
}

#[test]
fn a_document_with_a_rule_of_ones_own_says_that_it_cannot_be_written() {
    assert!(Document::build(draft(50, 49)).unwrap().to_json().is_err());
}

#[test]
fn what_is_prepared_is_shared_between_threads() {
    fn shared<T: Send + Sync + 'static>() {}
    shared::<Prepared>();
    shared::<Document>();
    shared::<Evaluation>();
    let prepared = Document::build(draft(50, 49)).unwrap().prepare().unwrap();
    let expected = published(&prepared.evaluate().unwrap());
    let threads: Vec<_> = (0..4)
        .map(|weight| {
            let prepared = prepared.clone();
            thread::spawn(move || {
                let change = WeightChange::Set { node: "exam".to_owned(), weight: Decimal::from(weight) };
                prepared.with_change(0, &change).unwrap().evaluate().unwrap();
                published(&prepared.evaluate().unwrap())
            })
        })
        .collect();
    for thread in threads {
        assert_eq!(thread.join().unwrap(), expected);
    }
}

#[test]
fn impossible_changes_are_refused_by_name() {
    let prepared = Document::build(draft(50, 49)).unwrap().prepare().unwrap();
    let refused = |change: WeightChange| prepared.with_change(0, &change).unwrap_err();
    let set = |node: &str, weight: i64| WeightChange::Set { node: node.into(), weight: weight.into() };
    assert!(matches!(refused(set("exma", 10)), WeightError::UnknownNode { nearest: Some(near), .. } if near == "exam"));
    assert!(matches!(refused(set("exam", 101)), WeightError::OutOfRange { node, .. } if node == "exam"));
    assert!(matches!(refused(set("exam", -1)), WeightError::Negative { node, .. } if node == "exam"));
    let unknown_index = prepared.with_change(7, &set("exam", 10)).unwrap_err();
    assert!(matches!(unknown_index, WeightError::UnknownIndex(unknown) if unknown.known == ["i"]));
}
