//! What is said to close a gap does: at that figure the place or the grade changes, and not one step of 10⁻⁶ before.

use evalindex::explain::{Closing, Explanation, NotClosed};
use evalindex::model::Observation;
use evalindex::{Decimal, Document, Evaluation};

use super::{FIXTURES, explanations, fixture, random_documents};

/// The place and the number of the grade of a subject, the best first; none where it is unranked or not scored.
fn standing(document: &Document, input: &str, figure: Decimal, why: &Explanation) -> Option<(Decimal, usize)> {
    let mut draft = document.draft().clone();
    let subject = draft.subjects.iter().position(|one| one.id == why.subject.id).unwrap();
    draft.values.set(input, subject, Observation::Value(figure));
    let evaluation: Evaluation = Document::build(draft).ok()?.evaluate().ok()?;
    let index = evaluation.index(&*why.index).unwrap();
    let row = index.subject(&why.subject.id)?;
    let grades = &document.draft().indexes.iter().find(|one| one.id == why.index).unwrap().grades;
    let grade = row.grade.as_ref().and_then(|grade| grades.iter().position(|one| one.name == grade.name));
    Some((row.rank.to_decimal(), grade.unwrap_or(usize::MAX)))
}

/// Substitutes what closes the gaps of an explanation; returns how many were tried.
fn substituted(document: &Document, why: &Explanation, faults: &mut Vec<String>) -> usize {
    let index = document.draft().indexes.iter().find(|one| one.id == why.index).unwrap();
    let mut tried = 0;
    for node in &why.nodes {
        let Some(indicator) = indicator(&index.children, &node.node) else { continue };
        let Some(observed) = node.figure.as_ref().and_then(|figure| figure.observed) else { continue };
        let input = indicator.input_name();
        for (closing, is_place) in [(&node.next_place, true), (&node.next_grade, false)] {
            let Some(Closing { figure: Some(figure), .. }) = closing else { continue };
            tried += 1;
            let step = if *figure > observed { -Decimal::new(1, 6) } else { Decimal::new(1, 6) };
            let part = |standing: Option<(Decimal, usize)>| {
                standing.map(|(rank, grade)| if is_place { rank } else { Decimal::from(grade as u64) })
            };
            let now = part(standing(document, input, observed, why)).unwrap();
            let [there, before] = [*figure, *figure + step].map(|one| part(standing(document, input, one, why)));
            if there.is_none_or(|there| there >= now) || before.is_none_or(|before| before < now) {
                let what = if is_place { "place" } else { "grade" };
                faults.push(format!(
                    "{} of {}: {observed} → {figure}: {what} {now}, there {there:?}, before {before:?}",
                    node.node, why.subject.id
                ));
            }
        }
    }
    tried
}

fn indicator<'a>(nodes: &'a [evalindex::model::Node], id: &str) -> Option<&'a evalindex::Indicator> {
    nodes.iter().find_map(|node| match node {
        evalindex::model::Node::Indicator(indicator) => (indicator.id == id).then_some(&**indicator),
        evalindex::model::Node::Dimension(dimension) => indicator(&dimension.children, id),
    })
}

#[test]
fn what_closes_a_gap_of_the_fixtures_does() {
    for name in FIXTURES {
        let document = fixture(name);
        let (mut faults, mut tried) = (Vec::new(), 0);
        for why in explanations(&document).iter().step_by(9) {
            tried += substituted(&document, why, &mut faults);
        }
        assert!(faults.is_empty(), "{name}, {tried} tried:\n{}", faults.join("\n"));
        assert!(tried > 0 || matches!(name, "hospitals-2021" | "deprivation-2019" | "small"), "{name}: nothing to try");
    }
}

#[test]
fn what_closes_a_gap_of_random_documents_does() {
    let (mut faults, mut tried) = (Vec::new(), 0);
    for (seed, document) in random_documents(1..50) {
        for why in explanations(&document) {
            let mut of_subject = Vec::new();
            tried += substituted(&document, &why, &mut of_subject);
            faults.extend(of_subject.into_iter().map(|fault| format!("seed {seed}: {fault}")));
        }
    }
    assert!(tried > 300, "{tried} tried");
    assert!(faults.is_empty(), "{} of {tried}:\n{}", faults.len(), faults[..faults.len().min(20)].join("\n"));
}

/// Of two subjects with one indicator; the first is behind by so much.
fn of_two(rule: &str, figures: [&str; 2], rest: &str) -> Explanation {
    let text = format!(
        r#"{{"format": "evalindex/1", "indexes": [{{"id": "i", "name": "I", "kind": "k", {rest} "children": [
          {{"id": "a", "name": "A", "weight": 50, "rule": {rule}}},
          {{"id": "b", "name": "B", "weight": 50, "rule": {{"type": "as_is"}}}}]}}],
        "subjects": [{{"id": "x", "name": "X", "kind": "k"}}, {{"id": "y", "name": "Y", "kind": "k"}}],
        "values": {{"x": {{"a": {}, "b": 50}}, "y": {{"a": {}, "b": 60}}}}}}"#,
        figures[0], figures[1]
    );
    let document = Document::from_json(&text).unwrap_or_else(|refused| panic!("{refused}"));
    document.prepare().unwrap().explain("i", "x").unwrap()
}

fn found(closing: Option<&Closing>) -> (Option<String>, Option<NotClosed>) {
    closing.map(|one| (one.figure.map(|figure| figure.to_string()), one.none)).unwrap_or_default()
}

#[test]
fn gaps_are_closed_by_hand() {
    // y has 55 + 30: x has 25 + 25 and needs 35 points of 0.5 at a: from 50 to … 110 is more than full marks.
    let capped = of_two(r#"{"type": "completion", "target": 10}"#, ["5", "11"], "");
    assert_eq!(found(capped.nodes[1].next_place.as_ref()), (None, Some(NotClosed::OutOfReach)));
    // With a cap of 120, 120 of 100 are 12: 60 + 25 is 85, y has 55 + 30.
    let free = of_two(r#"{"type": "completion", "target": 10, "cap": 120}"#, ["5", "11"], "");
    assert_eq!(found(free.nodes[1].next_place.as_ref()), (Some("12".to_owned()), None));
    // Less is better: 100·(2 − x/10); y at 10 has 50 + 30, so that x needs 110 and is capped.
    let lower = of_two(r#"{"type": "completion", "target": 10, "cap": 120}"#, ["15", "10"], "");
    // As given, higher is better: x at 15 is capped at 120 and ahead.
    assert_eq!(lower.nodes[1].next_place, None);
    // Thirds are rounded to the next step: 30·x = 80 at 2.666667.
    let thirds = of_two(r#"{"type": "per_unit", "base": 0, "per": 1, "above": 30, "target": 0}"#, ["1", "70"], "");
    assert_eq!(found(thirds.nodes[1].next_place.as_ref()), (None, Some(NotClosed::OutOfReach)));
    let thirds =
        of_two(r#"{"type": "per_unit", "base": 0, "per": 1, "above": 30, "target": 0}"#, ["1", "2.333333"], "");
    // y: 69.99999·0.5 + 30 = 64.999995; x: 25 + 15·x, 2.666666333… of it.
    assert_eq!(found(thirds.nodes[1].next_place.as_ref()), (Some("2.666667".to_owned()), None));
    // A tie-break on the indicator itself: to be equal is not enough where y is ahead in b.
    let ordinal = r#""ranking": {"ties": "ordinal", "tie_break": ["b"]},"#;
    let tied = of_two(r#"{"type": "as_is"}"#, ["40", "50"], ordinal);
    assert_eq!(found(tied.nodes[1].next_place.as_ref()), (Some("60.000001".to_owned()), None));
}

#[test]
fn grades_have_cuts_and_vetoes_decide() {
    let cuts = r#""grades": [{"name": "good", "at_least": 70}, {"name": "rest"}],"#;
    let graded = of_two(r#"{"type": "as_is"}"#, ["40", "50"], cuts);
    // 0.5·90 + 25 is 70.
    let next = graded.nodes[1].next_grade.as_ref().unwrap();
    assert_eq!((next.to.as_str(), next.figure.unwrap().to_string()), ("good", "90".to_owned()));
    assert_eq!(graded.standing.unwrap().grade.unwrap().name, "rest");
}
