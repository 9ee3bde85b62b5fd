//! The fields of an object, read one by one; absent, unknown and mistyped fields are reported.

use std::borrow::Cow;

use super::reader::Reader;
use super::remarks::is_remark;
use super::value::{Json, Pairs, Shape};
use crate::support::ProblemKind;

/// A value that can be read from JSON.
pub(crate) trait FromJson: Sized {
    /// The expected value, for messages: `a number`, `an array`.
    fn expected() -> Cow<'static, str>;

    /// The plural, for messages on arrays: `numbers`.
    fn several() -> String {
        format!("elements, each {}", Self::expected())
    }

    /// The value; a value of another type is reported, and gives none.
    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self>;
}

/// One field of an object.
#[derive(Clone, Debug)]
pub(crate) struct Member<'a> {
    /// The key as written, with its quotation marks.
    pub(crate) raw_key: &'a str,
    pub(crate) key: Cow<'a, str>,
    pub(crate) value: Json<'a>,
}

/// The fields of one JSON object, read one by one.
///
/// The fields asked for are those that the object may have; any other is reported when reading of the object ends. So a
/// reader asks for every field before it returns none because of one of them.
#[derive(Debug)]
pub(crate) struct Fields<'r, 'a> {
    reader: &'r mut Reader<'a>,
    object: Json<'a>,
    members: Vec<Member<'a>>,
    asked: Vec<&'static str>,
    absent: Vec<(&'static str, Cow<'static, str>)>,
}

impl<'a> Fields<'_, 'a> {
    /// Reads an object by its fields; for a value of another type, a problem that expects `expected`.
    pub(crate) fn read<T>(
        object: Json<'a>,
        reader: &mut Reader<'a>,
        expected: &str,
        read: impl FnOnce(&mut Fields<'_, 'a>) -> Option<T>,
    ) -> Option<T> {
        let pairs = pairs(object, reader, expected)?;
        Self::over(object, pairs, reader, read)
    }

    /// Reads an element of an array; `blank` keeps its position where it cannot be read.
    pub(crate) fn read_or<T>(
        object: Json<'a>,
        reader: &mut Reader<'a>,
        blank: T,
        read: impl FnOnce(&mut Fields<'_, 'a>) -> T,
    ) -> T {
        Self::read(object, reader, "an object", |fields| Some(read(fields))).unwrap_or(blank)
    }

    /// Reads an object whose pairs have been split already.
    pub(crate) fn over<T>(
        object: Json<'a>,
        pairs: Pairs<'a>,
        reader: &mut Reader<'a>,
        read: impl FnOnce(&mut Fields<'_, 'a>) -> Option<T>,
    ) -> Option<T> {
        let members = members(pairs, reader);
        let mut fields = Fields { reader, object, members, asked: Vec::new(), absent: Vec::new() };
        let result = read(&mut fields);
        fields.close(result.is_some());
        result
    }

    /// A required field; absent or of the wrong type: a problem, and none.
    pub(crate) fn required<T: FromJson>(&mut self, name: &'static str) -> Option<T> {
        let Some(json) = self.take(name) else {
            self.absent.push((name, T::expected()));
            return None;
        };
        self.reader.below(name, |reader| T::from_json(json, reader))
    }

    /// A required field; its default where it cannot be read.
    pub(crate) fn required_or_blank<T: FromJson + Default>(&mut self, name: &'static str) -> T {
        self.required_or(name, T::default())
    }

    /// A required field; `blank` where it cannot be read.
    pub(crate) fn required_or<T: FromJson>(&mut self, name: &'static str, blank: T) -> T {
        self.required(name).unwrap_or(blank)
    }

    /// An optional field; of the wrong type: a problem, and none.
    pub(crate) fn optional<T: FromJson>(&mut self, name: &'static str) -> Option<T> {
        let json = self.take(name)?;
        self.reader.below(name, |reader| {
            if json.shape() == Shape::Null {
                reader.wrong_type(json, &format!("{}, or no such field", T::expected()));
                return None;
            }
            T::from_json(json, reader)
        })
    }

    /// A field with a default.
    pub(crate) fn or<T: FromJson>(&mut self, name: &'static str, default: T) -> T {
        self.optional(name).unwrap_or(default)
    }

    /// The elements of a required array, each read in turn.
    pub(crate) fn required_list<T>(
        &mut self,
        name: &'static str,
        read: impl FnMut(Json<'a>, &mut Reader<'a>) -> T,
    ) -> Vec<T> {
        if !self.has(name) {
            self.absent.push((name, Cow::Borrowed("an array")));
        }
        self.list(name, read)
    }

    /// The elements of an optional array, each read in turn.
    pub(crate) fn list<T>(&mut self, name: &'static str, read: impl FnMut(Json<'a>, &mut Reader<'a>) -> T) -> Vec<T> {
        self.with(name, |json, reader| list(json, reader, "an array", read)).flatten().unwrap_or_default()
    }

    /// Reads a field with a given function, where the object has it.
    pub(crate) fn with<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(Json<'a>, &mut Reader<'a>) -> T,
    ) -> Option<T> {
        let json = self.take(name)?;
        Some(self.reader.below(name, |reader| read(json, reader)))
    }

    /// Reports a required field as absent.
    pub(crate) fn lacks(&mut self, name: &'static str, expected: &'static str) {
        self.absent.push((name, Cow::Borrowed(expected)));
    }

    /// Reports that not exactly one of some fields is there.
    pub(crate) fn not_one(
        &mut self,
        names: &[&'static str],
        what: &str,
        given: usize,
        expected: impl Into<Cow<'static, str>>,
    ) {
        self.allow(names);
        let object = self.object();
        let problem = self.reader.problem(ProblemKind::WrongType, what).found(format!("{given} of them"));
        self.reader.report(object.raw(), problem.expected(expected.into()));
    }

    /// The only one of these names that the object has as a key; where there is none or are several, a problem. A
    /// similar key is reported as a misspelling.
    pub(crate) fn only(
        &mut self,
        names: &'static [&'static str],
        what: &str,
        expected: impl Into<Cow<'static, str>>,
    ) -> Option<&'static str> {
        let given: Vec<&'static str> = names.iter().copied().filter(|name| self.has(name)).collect();
        if let [name] = given.as_slice() {
            return Some(name);
        }
        let meant = self.keys().find_map(|key| self.reader.nearest(key, names.iter().copied()));
        if let Some(near) = meant.filter(|_| given.is_empty()) {
            self.allow(names);
            self.lacks(near, "its parameter");
        } else {
            self.not_one(names, what, given.len(), expected);
        }
        None
    }

    /// Whether the object has a field of that name, which does not count as asked for.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.members.iter().any(|member| member.key == name)
    }

    /// Allows fields that the object may have, though they are not read.
    pub(crate) fn allow(&mut self, names: &[&'static str]) {
        for name in names {
            self.ask(name);
        }
    }

    /// The keys that the object has.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        self.members.iter().map(|member| member.key.as_ref())
    }

    /// The state of reading.
    pub(crate) fn reader(&mut self) -> &mut Reader<'a> {
        self.reader
    }

    /// The same, to look something up.
    pub(crate) const fn reader_ref(&self) -> &Reader<'a> {
        self.reader
    }

    /// The object itself.
    pub(crate) const fn object(&self) -> Json<'a> {
        self.object
    }

    fn ask(&mut self, name: &'static str) {
        if !self.asked.contains(&name) {
            self.asked.push(name);
        }
    }

    fn take(&mut self, name: &'static str) -> Option<Json<'a>> {
        self.ask(name);
        self.members.iter().find(|member| member.key == name).map(|member| member.value)
    }

    /// Reports unknown fields, and required fields that are absent. Where reading ended early, not every known field
    /// was asked for, so that only a key similar to an absent field is reported as unknown.
    fn close(mut self, complete: bool) {
        let unknown: Vec<_> =
            self.members.iter().filter(|member| !self.asked.contains(&member.key.as_ref())).cloned().collect();
        // Looked up once: an object may have very many unknown keys.
        let present: Vec<&'static str> = self.asked.iter().copied().filter(|name| self.has(name)).collect();
        for member in unknown {
            let near = self.reader.nearest(&member.key, self.asked.iter().copied());
            let missed = near.is_some_and(|near| self.absent.iter().any(|(name, _)| *name == near));
            if complete || missed {
                self.unknown(&member, near, near.is_some_and(|near| present.contains(&near)));
                self.absent.retain(|(name, _)| Some(*name) != near);
            }
        }
        for (name, expected) in std::mem::take(&mut self.absent) {
            let object = self.object;
            self.reader.below(name, |reader| {
                let problem = reader.problem(ProblemKind::MissingField, "a required field is missing");
                reader.report(object.raw(), problem.expected(expected));
            });
        }
    }

    /// Reports an unknown key; `is_present` says whether the object has the near one too.
    fn unknown(&mut self, member: &Member<'a>, near: Option<&'static str>, is_present: bool) {
        if let Some(near) = near.filter(|_| !is_present) {
            self.reader.blank(near);
        }
        let expected = match near {
            Some(near) => format!("`{near}`"),
            None => listed(&self.asked),
        };
        let problem = self
            .reader
            .below(member.key.clone(), |reader| reader.problem(ProblemKind::UnknownField, "unknown field"))
            .found(format!("`{}`", member.key))
            .expected(expected);
        self.reader.remark(member.raw_key, problem);
    }
}

/// The pairs of an object; another value is reported, and gives none.
pub(crate) fn pairs<'a>(object: Json<'a>, reader: &mut Reader<'a>, expected: &str) -> Option<Pairs<'a>> {
    if object.shape() != Shape::Object {
        reader.wrong_type(object, expected);
        return None;
    }
    object.pairs().map_err(|error| reader.unreadable(object, &error)).ok()
}

/// The members of an object but its remarks; a duplicate key is reported, and its first value kept.
pub(super) fn members<'a>(pairs: Pairs<'a>, reader: &mut Reader<'a>) -> Vec<Member<'a>> {
    let mut seen = std::collections::HashMap::with_capacity(pairs.0.len());
    let mut members = Vec::with_capacity(pairs.0.len());
    for (raw_key, value) in pairs.0 {
        let Some(key) = key(raw_key, reader).filter(|key| !is_remark(key)) else { continue };
        if let Some(first) = seen.insert(key.clone(), raw_key) {
            duplicate(key.clone(), raw_key, first, reader);
            seen.insert(key, first);
        } else {
            members.push(Member { raw_key, key, value });
        }
    }
    members
}

/// A key; one that is no valid text is reported, and gives none.
pub(crate) fn key<'a>(raw_key: &'a str, reader: &mut Reader<'a>) -> Option<Cow<'a, str>> {
    let key = Json::new(raw_key).string();
    if key.is_none() {
        broken_string(Json::new(raw_key), reader);
    }
    key
}

/// Reports a duplicate key.
pub(crate) fn duplicate<'a>(key: Cow<'a, str>, second: &'a str, first: &'a str, reader: &mut Reader<'a>) {
    let what = format!("duplicate key, first on line {}", reader.line(first));
    let found = format!("`{key}` again");
    reader.below(key, |reader| {
        let problem = reader.problem(ProblemKind::DuplicateKey, what);
        reader.remark(second, problem.found(found).expected("each key once"));
    });
}

/// Reports a string in which an escape is half of a surrogate pair.
pub(crate) fn broken_string<'a>(json: Json<'a>, reader: &mut Reader<'a>) {
    let problem = reader.problem(ProblemKind::Syntax, "a string with half of a surrogate pair");
    let problem = problem.found(super::value::excerpt(json.raw()));
    reader.report(json.raw(), problem.expected("both halves, as \\ud83d\\ude00, or the character itself"));
}

/// The elements of an array, each read in turn; for another value, a problem that expects `expected`.
pub(crate) fn list<'a, T>(
    json: Json<'a>,
    reader: &mut Reader<'a>,
    expected: &str,
    mut read: impl FnMut(Json<'a>, &mut Reader<'a>) -> T,
) -> Option<Vec<T>> {
    if json.shape() != Shape::Array {
        reader.wrong_type(json, expected);
        return None;
    }
    let items = json.items().map_err(|error| reader.unreadable(json, &error)).ok()?.into_iter().enumerate();
    Some(items.map(|(number, item)| reader.item(number, |reader| read(item, reader))).collect())
}

fn listed(names: &[&str]) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    format!("one of {}", quoted.join(", "))
}

#[cfg(test)]
mod tests {
    use super::super::testing::read_with;
    use super::*;

    fn sample(text: &str) -> Vec<String> {
        read_with(text, |json, reader| {
            Fields::read(json, reader, "an object", |fields| {
                let weight = fields.required::<u32>("weight");
                let name = fields.optional::<String>("name");
                Some((weight?, name))
            })
        })
        .1
    }

    #[test]
    fn each_fault_is_named_with_its_position() {
        for (text, problem) in [
            (
                r#"{"name": "a"}"#,
                "weight, line 1, column 1: a required field is missing; expected a whole number, 0 or more",
            ),
            (r#"{"wieght": 1}"#, "wieght, line 1, column 2: unknown field; found `wieght`, expected `weight`"),
            (
                r#"{"weight": 1, "colour": 1}"#,
                "colour, line 1, column 15: unknown field; found `colour`, expected one of `weight`, `name`",
            ),
            (
                "{\"weight\": 1,\n \"wei\\u0067ht\": 2}",
                "weight, line 2, column 2: duplicate key, first on line 1; found `weight` again, expected each key once",
            ),
            (
                r#"{"weight": 1, "name": null}"#,
                "name, line 1, column 23: wrong type of value; found null, expected a string, or no such field",
            ),
            (r#"["weight"]"#, "line 1, column 1: wrong type of value; found an array, expected an object"),
            (
                r#"{"weight": 1, "\ud800": 1}"#,
                "line 1, column 15: a string with half of a surrogate pair; found \"\\ud800\", \
                 expected both halves, as \\ud83d\\ude00, or the character itself",
            ),
        ] {
            assert_eq!(sample(text), [problem], "{text}");
        }
    }

    #[test]
    fn every_fault_is_found_at_once() {
        assert_eq!(sample(r#"{"weight": "x", "name": 3, "other": 1, "other": 2}"#).len(), 3);
        assert_eq!(sample(r#"{"weight": 1, "name": 3, "other": 1, "other": 2}"#).len(), 3);
    }
}
