//! A published result compared with the result as it is made again.

use std::collections::{HashMap, HashSet};
use std::fmt;

use serde::Serialize;
use serde_json::value::RawValue;

use super::evaluation::Evaluation;
use crate::json::{InOrder, ReadNumber, excerpt};

/// A place where a published result is not what its document gives.
///
/// Serialises as `{"path": "indexes[cities].ranking[datong].score", "published": 61.87, "made": 61.88}`; a side that has
/// nothing there is absent.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Difference {
    /// Where: names of members, and in brackets ids of entries, or their numbers from 0.
    pub path: String,
    /// The JSON value that was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<Box<RawValue>>,
    /// The JSON value that the document gives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub made: Option<Box<RawValue>>,
}

impl fmt::Display for Difference {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, published, made } = self;
        match (published.as_deref().map(beginning), made.as_deref().map(beginning)) {
            (Some(published), Some(made)) => write!(out, "{path}: published {published}, the document gives {made}"),
            (Some(published), None) => write!(out, "{path}: published {published}, the document gives nothing there"),
            (None, Some(made)) => write!(out, "{path}: not published, the document gives {made}"),
            (None, None) => write!(out, "{path}: in another order"),
        }
    }
}

/// The beginning of a value, on one line.
fn beginning(value: &RawValue) -> String {
    excerpt(&value.get().split_whitespace().collect::<Vec<_>>().join(" "))
}

impl Evaluation {
    /// Where a published result, as JSON text in the format `evalindex-result/2`, differs from this one: in the digest of
    /// its document, in a place, a digit, a text. Empty where it is the same. Numbers are compared as decimals (93.4 is
    /// 93.40), rows by their subject; the version of the program alone is no difference.
    ///
    /// # Errors
    /// When the text is no result in that format.
    ///
    /// ```
    /// # let text = |x| format!(r#"{{"format": "evalindex/1",
    /// #   "indexes": [{{"id": "i", "name": "I", "kind": "region", "children": [
    /// #     {{"id": "a", "name": "A", "weight": 100, "rule": {{"type": "as_is"}}}}]}}],
    /// #   "subjects": [{{"id": "x", "name": "X", "kind": "region"}}], "values": {{"x": {{"a": {x}}}}}}}"#);
    /// let evaluation = evalindex::Document::from_json(&text("87.5"))?.evaluate()?;
    /// let published = serde_json::to_string(&evaluation)?;
    /// assert!(evaluation.verify(&published)?.is_empty());
    ///
    /// let tampered = published.replacen(r#""score":87.50"#, r#""score":88.50"#, 1);
    /// let found = evaluation.verify(&tampered)?;
    /// assert_eq!(found[0].to_string(), "indexes[i].ranking[x].score: published 88.50, the document gives 87.50");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn verify(&self, published: &str) -> serde_json::Result<Vec<Difference>> {
        let generator = serde_json::from_str::<Self>(published)?.generator;
        let made = Self { generator, ..self.clone() };
        let published: Box<RawValue> = serde_json::from_str(published)?;
        let mut found = Vec::new();
        compare("", &published, &serde_json::value::to_raw_value(&made)?, &mut found)?;
        Ok(found)
    }
}

/// A value, one level of it read.
enum Value {
    /// The members of an object, in order.
    Object(Vec<(String, Box<RawValue>)>),
    /// The entries of an array.
    Array(Vec<Box<RawValue>>),
    /// A text, as it reads.
    Text(String),
    /// Anything else.
    Plain,
}

impl Value {
    fn read(raw: &RawValue) -> serde_json::Result<Self> {
        let text = raw.get();
        Ok(match text.as_bytes().first() {
            Some(b'{') => Self::Object(serde_json::from_str::<InOrder<_>>(text)?.0),
            Some(b'[') => Self::Array(serde_json::from_str(text)?),
            Some(b'"') => Self::Text(serde_json::from_str(text)?),
            _ => Self::Plain,
        })
    }
}

/// Adds the differences of two values at a path.
fn compare(path: &str, published: &RawValue, made: &RawValue, found: &mut Vec<Difference>) -> serde_json::Result<()> {
    let is_same = match (Value::read(published)?, Value::read(made)?) {
        (Value::Object(published), Value::Object(made)) => {
            let dotted = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
            return in_pairs(published, made, dotted, found);
        }
        (Value::Array(published), Value::Array(made)) => return entries(path, published, made, found),
        (Value::Text(published), Value::Text(made)) => published == made,
        (Value::Plain, Value::Plain) => published.get() == made.get() || is_same_number(published, made),
        _ => false,
    };
    if !is_same {
        let sides = (Some(published.to_owned()), Some(made.to_owned()));
        found.push(Difference { path: path.to_owned(), published: sides.0, made: sides.1 });
    }
    Ok(())
}

/// Whether both are numbers of the same value.
fn is_same_number(published: &RawValue, made: &RawValue) -> bool {
    let number = |raw: &RawValue| serde_json::from_str::<ReadNumber>(raw.get()).ok().map(|number| number.0);
    number(published).is_some_and(|published| number(made) == Some(published))
}

/// Compares the entries of arrays: by what names them, where that tells them apart; else by number.
fn entries(
    path: &str,
    published: Vec<Box<RawValue>>,
    made: Vec<Box<RawValue>>,
    found: &mut Vec<Difference>,
) -> serde_json::Result<()> {
    let labelled = |entries: &[Box<RawValue>]| -> Option<Vec<String>> {
        let labels: Vec<String> = entries.iter().map(|entry| label(entry)).collect::<Option<_>>()?;
        let distinct: HashSet<&String> = labels.iter().collect();
        (distinct.len() == labels.len()).then_some(labels)
    };
    let numbered = |entries: &[Box<RawValue>]| (0..entries.len()).map(|number| number.to_string()).collect();
    let (of_published, of_made) = match (labelled(&published), labelled(&made)) {
        (Some(published), Some(made)) => (published, made),
        _ => (numbered(&published), numbered(&made)),
    };
    if !is_one_order(&of_published, &of_made) {
        found.push(Difference { path: path.to_owned(), published: None, made: None });
    }
    let named = |name: &str| format!("{path}[{name}]");
    in_pairs(of_published.into_iter().zip(published).collect(), of_made.into_iter().zip(made).collect(), named, found)
}

/// Whether what both lists hold stands in the same order in them.
fn is_one_order(published: &[String], made: &[String]) -> bool {
    let (in_published, in_made): (HashSet<&String>, HashSet<&String>) =
        (published.iter().collect(), made.iter().collect());
    published.iter().filter(|one| in_made.contains(one)).eq(made.iter().filter(|one| in_published.contains(one)))
}

/// What names an entry: the ids in it.
fn label(entry: &RawValue) -> Option<String> {
    const NAMING: [&str; 8] = ["id", "period", "index", "subject", "task", "node", "step", "what"];
    let Ok(Value::Object(members)) = Value::read(entry) else { return None };
    let named = members.iter().filter(|(name, _)| NAMING.contains(&name.as_str()));
    let texts = named.filter_map(|(_, value)| serde_json::from_str::<String>(value.get()).ok());
    let texts: Vec<String> = texts.collect();
    (!texts.is_empty()).then(|| texts.join(" "))
}

/// Compares the values of the same name; those of one side only are differences.
fn in_pairs(
    published: Vec<(String, Box<RawValue>)>,
    made: Vec<(String, Box<RawValue>)>,
    path: impl Fn(&str) -> String,
    found: &mut Vec<Difference>,
) -> serde_json::Result<()> {
    let mut others: HashMap<String, Box<RawValue>> = made.iter().cloned().collect();
    for (name, published) in published {
        match others.remove(&name) {
            Some(made) => compare(&path(&name), &published, &made, found)?,
            None => found.push(Difference { path: path(&name), published: Some(published), made: None }),
        }
    }
    for (name, made) in made.into_iter().filter(|(name, _)| others.contains_key(name)) {
        found.push(Difference { path: path(&name), published: None, made: Some(made) });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(published: &str, made: &str) -> Vec<String> {
        let (published, made): (Box<RawValue>, Box<RawValue>) =
            (serde_json::from_str(published).unwrap(), serde_json::from_str(made).unwrap());
        let mut found = Vec::new();
        compare("", &published, &made, &mut found).unwrap();
        found.iter().map(Difference::to_string).collect()
    }

    #[test]
    fn the_same_in_other_words_is_the_same() {
        assert!(found(r#"{"a": 93.4, "b": ["x"], "c": null}"#, r#"{"c":null,"b":["\u0078"],"a":93.40}"#).is_empty());
    }

    #[test]
    fn rows_are_matched_by_their_subject() {
        let row = |subject: &str, score: &str| format!(r#"{{"rank": 1, "subject": "{subject}", "score": {score}}}"#);
        let ranking = |rows: &[String]| format!(r#"{{"ranking": [{}]}}"#, rows.join(","));
        let (x, y, z) = (row("x", "5"), row("y", "4"), row("z", "3"));
        assert_eq!(
            found(&ranking(&[x.clone(), y.clone()]), &ranking(&[row("x", "5.01"), y.clone()])),
            ["ranking[x].score: published 5, the document gives 5.01"]
        );
        assert_eq!(
            found(&ranking(&[x.clone(), y.clone()]), &ranking(&[y.clone(), x.clone()])),
            ["ranking: in another order"]
        );
        let without = found(&ranking(&[x.clone(), y.clone(), z.clone()]), &ranking(&[x, z]));
        assert_eq!(
            without,
            [r#"ranking[y]: published {"rank": 1, "subject": "y", "score": 4}, the document gives nothing there"#]
        );
    }

    #[test]
    fn other_kinds_of_values_are_named() {
        assert_eq!(
            found(r#"{"a": 1, "b": "1", "c": [1, 2]}"#, r#"{"a": "1", "b": "1", "c": [1], "d": true}"#),
            [
                r#"a: published 1, the document gives "1""#,
                "c[1]: published 2, the document gives nothing there",
                "d: not published, the document gives true",
            ]
        );
    }
}
