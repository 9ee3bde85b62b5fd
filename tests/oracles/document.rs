//! Evaluation documents put together in code, as JSON text that holds every number as an exact decimal string.

use std::collections::BTreeMap;

use evalindex::result::{IndexResult, NodeScore, RankedSubject};
use evalindex::{Decimal, Document, Evaluation, Problem};
use serde_json::{Map, Value, json};

/// The kind of all subjects here.
const KIND: &str = "unit";

/// The kind of what they are parts of.
const WHOLE: &str = "whole";

/// A node of the tree under construction.
#[derive(Clone, Debug)]
pub(crate) struct Node(Value);

impl Node {
    /// An indicator that reads the input of its own id.
    pub(crate) fn indicator(id: &str, weight: &str, rule: impl Into<Value>) -> Self {
        Self(json!({ "id": id, "name": id, "weight": weight, "rule": rule.into() }))
    }

    /// A dimension.
    pub(crate) fn dimension(id: &str, weight: &str, children: impl IntoIterator<Item = Node>) -> Self {
        let children: Vec<_> = children.into_iter().map(|child| child.0).collect();
        Self(json!({ "id": id, "name": id, "weight": weight, "children": children }))
    }

    /// With one more field.
    pub(crate) fn with(mut self, field: &str, value: impl Into<Value>) -> Self {
        self.0[field] = value.into();
        self
    }

    /// Without a field.
    pub(crate) fn without(mut self, field: &str) -> Self {
        self.0.as_object_mut().and_then(|node| node.remove(field)).expect("a field to leave out");
        self
    }

    fn id(&self) -> &str {
        self.0["id"].as_str().expect("an id")
    }
}

/// A document under construction: one index with relative weights, its subjects and their values.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    index: Value,
    /// An index that rolls up the scores of the first one.
    above: Option<Value>,
    inputs: Vec<String>,
    subjects: Vec<Value>,
    values: Map<String, Value>,
    previous: Map<String, Value>,
    adjustments: Vec<Value>,
}

impl Draft {
    /// An index with this scale and first level.
    pub(crate) fn new(scale: &str, children: impl IntoIterator<Item = Node>) -> Self {
        let children: Vec<Node> = children.into_iter().collect();
        let inputs = children.iter().map(|child| child.id().to_owned()).collect();
        let children: Vec<_> = children.into_iter().map(|child| child.0).collect();
        let index = json!({
            "id": "index", "name": "index", "kind": KIND, "scale": scale, "weights": "relative", "children": children,
        });
        Self {
            index,
            above: None,
            inputs,
            subjects: Vec::new(),
            values: Map::new(),
            previous: Map::new(),
            adjustments: Vec::new(),
        }
    }

    /// With one more field of the index.
    pub(crate) fn with(mut self, field: &str, value: impl Into<Value>) -> Self {
        self.index[field] = value.into();
        self
    }

    /// With published scores of so many decimals, halves up.
    pub(crate) fn decimals(self, decimals: u32) -> Self {
        self.with("rounding", json!({ "decimals": decimals, "mode": "half_up" }))
    }

    /// With one more subject and its values.
    pub(crate) fn subject<'a>(
        mut self,
        id: &str,
        values: impl IntoIterator<Item = (&'a str, Option<Decimal>)>,
    ) -> Self {
        let values = values.into_iter().map(|(input, value)| (input, value.map(|value| value.to_string())));
        self.place(id, values);
        self
    }

    /// With a second index, of the wholes that the subjects are parts of.
    pub(crate) fn above(mut self, children: impl IntoIterator<Item = Node>) -> Self {
        let children: Vec<_> = children.into_iter().map(|child| child.0).collect();
        self.above = Some(json!({
            "id": "above", "name": "above", "kind": WHOLE, "weights": "relative", "children": children,
        }));
        self
    }

    /// With one more whole.
    pub(crate) fn whole(mut self, id: &str) -> Self {
        self.subjects.push(json!({ "id": id, "name": id, "kind": WHOLE }));
        self
    }

    /// With the last subject a part of this whole.
    pub(crate) fn part_of(mut self, whole: &str) -> Self {
        self.subjects.last_mut().expect("a subject")["part_of"] = whole.into();
        self
    }

    /// With the last subject in this group.
    pub(crate) fn in_group(mut self, group: &str) -> Self {
        self.subjects.last_mut().expect("a subject")["group"] = group.into();
        self
    }

    /// With the last subject left out of the ranking, its figures still being there.
    pub(crate) fn unranked(mut self, reason: &str) -> Self {
        let subject = self.subjects.last().expect("a subject")["id"].clone();
        let veto = json!({ "subject": subject, "type": "veto", "effect": "unranked", "reason": reason });
        self.adjustments.push(veto);
        self
    }

    /// With one more subject a row, `1`, `2` and so on; a row holds the values of the first level, empty where missing.
    pub(crate) fn rows<Cell: AsRef<str>>(
        mut self,
        rows: impl IntoIterator<Item = impl IntoIterator<Item = Cell>>,
    ) -> Self {
        for row in rows {
            let id = (self.subjects.len() + 1).to_string();
            let inputs = self.inputs.clone();
            let cells = row.into_iter().map(|cell| Some(cell.as_ref().to_owned()).filter(|cell| !cell.is_empty()));
            self.place(&id, inputs.iter().map(String::as_str).zip(cells));
        }
        self
    }

    /// With the previous values of one subject.
    pub(crate) fn previous<'a>(mut self, id: &str, values: impl IntoIterator<Item = (&'a str, Decimal)>) -> Self {
        let values: Map<_, _> =
            values.into_iter().map(|(input, value)| (input.to_owned(), value.to_string().into())).collect();
        self.previous.insert(id.to_owned(), values.into());
        self
    }

    fn place<'a>(&mut self, id: &str, values: impl IntoIterator<Item = (&'a str, Option<String>)>) {
        let values: Map<_, _> = values.into_iter().map(|(input, value)| (input.to_owned(), value.into())).collect();
        self.subjects.push(json!({ "id": id, "name": id, "kind": KIND }));
        self.values.insert(id.to_owned(), values.into());
    }

    /// The document's text with scores published to 12 decimals.
    fn to_twelve_decimals(&self) -> String {
        let mut text: Value = serde_json::from_str(&self.text()).expect("the document is JSON");
        for index in text["indexes"].as_array_mut().expect("indexes") {
            index["rounding"] = json!({ "decimals": 12 });
        }
        text.to_string()
    }

    /// The document's text.
    pub(crate) fn text(&self) -> String {
        let Self { index, above, subjects, values, previous, adjustments, .. } = self;
        let indexes: Vec<&Value> = std::iter::once(index).chain(above).collect();
        let format = "evalindex/1";
        let mut document = json!({ "format": format, "indexes": indexes, "subjects": subjects, "values": values });
        if !previous.is_empty() {
            document["previous"] = previous.clone().into();
        }
        if !adjustments.is_empty() {
            document["adjustments"] = adjustments.clone().into();
        }
        document.to_string()
    }

    /// The document as read.
    #[track_caller]
    pub(crate) fn document(&self) -> Document {
        Document::from_json(&self.text()).unwrap_or_else(|refused| panic!("refused on reading:\n{refused}"))
    }

    /// What comes out, as published and to 12 decimals.
    #[track_caller]
    pub(crate) fn evaluate(&self) -> Outcome {
        let digits = Document::from_json(&self.to_twelve_decimals()).expect("only the rounding is another");
        Outcome { digits: evaluated(&digits), ..self.evaluate_once() }
    }

    /// What comes out, as published only.
    #[track_caller]
    pub(crate) fn evaluate_once(&self) -> Outcome {
        Outcome::of(evaluated(&self.document()))
    }

    /// Why it is refused.
    #[track_caller]
    pub(crate) fn refusal(&self) -> Vec<Problem> {
        refusal(&self.text())
    }
}

#[track_caller]
fn evaluated(document: &Document) -> Evaluation {
    document.evaluate().unwrap_or_else(|refused| panic!("refused on evaluating:\n{refused}"))
}

/// Why a text is refused, on reading or on evaluating.
#[track_caller]
pub(crate) fn refusal(text: &str) -> Vec<Problem> {
    match Document::from_json(text).and_then(|document| document.evaluate()) {
        Ok(_) => panic!("accepted: {text}"),
        Err(refused) => refused.into_problems(),
    }
}

/// The evaluation of a [`Draft`], by subject.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) evaluation: Evaluation,
    /// The same with scores published to 12 decimals.
    digits: Evaluation,
    places: BTreeMap<String, usize>,
}

impl Outcome {
    pub(crate) fn of(evaluation: Evaluation) -> Self {
        let ranking = evaluation.indexes[0].ranking.iter().enumerate();
        let places = ranking.map(|(place, row)| (row.subject.clone(), place)).collect();
        Self { digits: evaluation.clone(), evaluation, places }
    }

    /// The score of a whole at a node of the index above, to 12 decimals.
    pub(crate) fn above(&self, whole: &str, node: &str) -> Option<Decimal> {
        let above = &self.digits.indexes[1];
        let position = above.node(node).unwrap_or_else(|| panic!("no node {node} in the result"));
        above.subject(whole)?.node(position)?.score.map(evalindex::Score::to_decimal)
    }

    /// The result of the first index.
    pub(crate) fn index(&self) -> &IndexResult {
        &self.evaluation.indexes[0]
    }

    fn row(&self, subject: &str) -> Option<&RankedSubject> {
        self.places.get(subject).map(|&place| &self.index().ranking[place])
    }

    fn part(&self, subject: &str, node: &str) -> Option<&NodeScore> {
        let index = &self.digits.indexes[0];
        let position = index.node(node).unwrap_or_else(|| panic!("no node {node} in the result"));
        index.subject(subject)?.node(position)
    }

    /// A ranked subject's score, to 12 decimals.
    pub(crate) fn score(&self, subject: &str) -> Option<Decimal> {
        self.digits.indexes[0].subject(subject).map(|row| row.score.to_decimal())
    }

    /// A ranked subject's score as published.
    pub(crate) fn published(&self, subject: &str) -> Option<Decimal> {
        self.row(subject).map(|row| self.index().published(row.score))
    }

    /// A ranked subject's grade.
    pub(crate) fn grade(&self, subject: &str) -> Option<&str> {
        Some(self.row(subject)?.grade.as_ref()?.name.as_str())
    }

    /// A ranked subject's place.
    pub(crate) fn rank(&self, subject: &str) -> Option<Decimal> {
        self.row(subject).map(|row| row.rank.to_decimal())
    }

    /// A ranked subject's place in its group.
    pub(crate) fn group_rank(&self, subject: &str) -> Option<Decimal> {
        self.row(subject)?.group.as_ref().map(|group| group.rank.to_decimal())
    }

    /// A ranked subject's score at a node.
    pub(crate) fn node(&self, subject: &str, node: &str) -> Option<Decimal> {
        self.part(subject, node)?.score.map(evalindex::Score::to_decimal)
    }

    /// A ranked subject's place at a node.
    pub(crate) fn node_rank(&self, subject: &str, node: &str) -> Option<Decimal> {
        self.part(subject, node)?.rank.map(evalindex::order::Rank::to_decimal)
    }

    /// The points that a node adds to a ranked subject's score.
    pub(crate) fn contribution(&self, subject: &str, node: &str) -> Option<Decimal> {
        self.part(subject, node)?.contribution.map(evalindex::Score::to_decimal)
    }

    /// The scores of subjects `1`, `2` and so on of [`Draft::rows`].
    pub(crate) fn scores(&self) -> Vec<Option<Decimal>> {
        self.each(Self::score)
    }

    /// The places of subjects `1`, `2` and so on.
    pub(crate) fn ranks(&self) -> Vec<Option<Decimal>> {
        self.each(Self::rank)
    }

    /// The weights of the so many-th node whose children's weights come from a method.
    pub(crate) fn weighting(&self, node: usize) -> &[(String, Decimal)] {
        self.index().weighting.get(node).map_or(&[], |group| &group.weights)
    }

    /// The scores of subjects `1`, `2` and so on at a node.
    pub(crate) fn nodes(&self, node: &str) -> Vec<Option<Decimal>> {
        self.each(|outcome, subject| outcome.node(subject, node))
    }

    /// A figure of each of the subjects `1`, `2` and so on.
    pub(crate) fn each<Figure>(&self, figure: impl Fn(&Self, &str) -> Figure) -> Vec<Figure> {
        let subjects = self.index().ranking.len() + self.index().unranked.len();
        (1..=subjects).map(|subject| figure(self, &subject.to_string())).collect()
    }
}
