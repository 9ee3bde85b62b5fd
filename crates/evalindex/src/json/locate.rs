//! From paths to positions in the text, for problems that are found after reading.

use std::collections::HashMap;
use std::rc::Rc;

use super::lines::Lines;
use super::value::{Json, Shape};
use crate::support::{Path, Problem, Step};

/// Finds paths in a text. Each array or object is split once, whatever the number of paths.
#[derive(Debug)]
pub(crate) struct Locator<'a> {
    text: &'a str,
    lines: Lines<'a>,
    opened: HashMap<usize, Rc<Opened<'a>>>,
}

/// The values in an array or object; of values with the same key, the first.
#[derive(Debug)]
enum Opened<'a> {
    Object(HashMap<String, Json<'a>>),
    Array(Vec<Json<'a>>),
}

/// The value at a path.
struct Found {
    offset: usize,
    /// Whether the value is null.
    null: bool,
}

impl<'a> Locator<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, lines: Lines::new(text.as_bytes()), opened: HashMap::new() }
    }

    /// The value at a path; where there is none, the last value on the way.
    fn find(&mut self, path: &str) -> Option<Found> {
        let path = Path::parse(path)?;
        let mut value = Json::new(self.text.trim_start_matches('\u{feff}').trim());
        let mut whole = true;
        for step in path.steps() {
            let Some(below) = self.open(value).and_then(|opened| opened.get(step)) else {
                whole = false;
                break;
            };
            value = below;
        }
        let offset = (value.raw().as_ptr() as usize).checked_sub(self.text.as_ptr() as usize)?;
        Some(Found { offset, null: whole && value.shape() == Shape::Null })
    }

    fn open(&mut self, value: Json<'a>) -> Option<Rc<Opened<'a>>> {
        let address = value.raw().as_ptr() as usize;
        if let Some(opened) = self.opened.get(&address) {
            return Some(Rc::clone(opened));
        }
        let opened = Rc::new(Opened::of(value)?);
        self.opened.insert(address, Rc::clone(&opened));
        Some(opened)
    }
}

impl<'a> Opened<'a> {
    fn of(value: Json<'a>) -> Option<Self> {
        match value.shape() {
            Shape::Object => {
                let pairs = value.pairs().ok()?.0.into_iter().rev();
                let named = pairs.filter_map(|(key, value)| Some((Json::new(key).string()?.into_owned(), value)));
                Some(Self::Object(named.collect()))
            }
            Shape::Array => value.items().ok().map(Self::Array),
            _ => None,
        }
    }

    fn get(&self, step: &Step<'_>) -> Option<Json<'a>> {
        match (self, step) {
            (Self::Object(members), Step::Key(key)) => members.get(key.as_ref()).copied(),
            (Self::Array(items), Step::Item(number)) => items.get(*number).copied(),
            _ => None,
        }
    }
}

/// Gives every problem with a path its position in the text, and sorts all of them by position. `at_null` changes the
/// problems at a null.
pub(crate) fn locate_all(text: &str, problems: &mut [Problem], at_null: fn(&mut Problem)) {
    let mut locator = Locator::new(text);
    let mut offsets: Vec<_> = problems
        .iter_mut()
        .filter(|problem| problem.position.is_none() && !problem.path.is_empty())
        .filter_map(|problem| {
            let found = locator.find(&problem.path)?;
            if found.null {
                at_null(problem);
            }
            Some((found.offset, problem))
        })
        .collect();
    offsets.sort_by_key(|(offset, _)| *offset);
    for (offset, problem) in offsets {
        problem.position = Some(locator.lines.position(offset));
    }
    problems.sort_by_key(|problem| problem.position);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::support::{Position, ProblemKind};

    const TEXT: &str = "{\n  \"values\": {\"太原\": {\"x\": 1, \"a b\": [1, {\"y\": 2}]}}\n}";

    #[test]
    fn paths_lead_to_values_or_to_the_last_one_above() {
        let mut locator = Locator::new(TEXT);
        let mut lines = Lines::new(TEXT.as_bytes());
        for (path, line, column) in [
            ("", 1, 1),
            ("values", 2, 13),
            ("values.太原.x", 2, 26),
            ("values.太原[\"a b\"][1].y", 2, 46),
            ("values.太原[\"a b\"][7].y", 2, 36),
            ("values.太原.x.deeper", 2, 26),
            ("values.nobody.x", 2, 13),
            ("indexes[0]", 1, 1),
        ] {
            let offset = locator.find(path).unwrap().offset;
            assert_eq!(lines.position(offset), Position { line, column }, "{path}");
        }
        assert!(locator.find("values[").is_none());
    }

    #[test]
    fn problems_get_their_positions_and_the_order_of_the_text() {
        let problem = |path: &str| Problem::new(ProblemKind::Figure, path, "wrong");
        let known = problem("indexes").at(Position { line: 2, column: 30 });
        let mut problems = [problem("values.太原[\"a b\"]"), problem(""), known, problem("values.太原.x")];
        locate_all(TEXT, &mut problems, |_| ());
        let located: Vec<_> = problems.iter().map(|problem| (problem.path.as_str(), problem.position)).collect();
        let at = |column| Some(Position { line: 2, column });
        assert_eq!(
            located,
            [("", None), ("values.太原.x", at(26)), ("indexes", at(30)), ("values.太原[\"a b\"]", at(36))]
        );
    }
}
