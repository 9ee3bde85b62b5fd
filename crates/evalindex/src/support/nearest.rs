//! The name that was probably meant.

use std::sync::atomic::{AtomicUsize, Ordering};

use strsim::osa_distance;

/// The longest name, in characters, for which another one is suggested.
const LONGEST: usize = 60;
/// How much one search, or all searches for one document, may cost: the sum of the products of the lengths of the names
/// that are compared.
const EFFORT: usize = 5_000_000;

/// A search for names that were probably meant, whose cost is limited: when it is used up, nothing more is suggested.
#[derive(Debug)]
pub(crate) struct Suggestions {
    left: AtomicUsize,
}

impl Clone for Suggestions {
    fn clone(&self) -> Self {
        Self { left: AtomicUsize::new(self.left()) }
    }
}

impl Default for Suggestions {
    fn default() -> Self {
        Self::new()
    }
}

impl Suggestions {
    pub(crate) const fn new() -> Self {
        Self { left: AtomicUsize::new(EFFORT) }
    }

    /// The name with the fewest edits (letters added, left out, replaced, or swapped with the next one, whatever the
    /// case), where it is near enough to be a misspelling; the first of equally near ones.
    pub(crate) fn nearest<'n>(&self, name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
        let length = length(name)?;
        if self.left() == 0 {
            return None;
        }
        let name = name.to_lowercase();
        let mut best: Option<(&str, usize)> = None;
        for candidate in known {
            if !self.spend(1) {
                return None;
            }
            let Some(other) = length_near(candidate, length) else { continue };
            if !self.spend(length.saturating_mul(other)) {
                return None;
            }
            let lower = candidate.to_lowercase();
            let edits = osa_distance(&name, &lower);
            if is_near(&name, &lower, edits) && best.is_none_or(|(_, fewest)| edits < fewest) {
                best = Some((candidate, edits));
            }
        }
        best.map(|(candidate, _)| candidate)
    }

    /// Takes a cost from what is left; whether there was enough.
    fn spend(&self, cost: usize) -> bool {
        let left = self.left().checked_sub(cost);
        self.left.store(left.unwrap_or_default(), Ordering::Relaxed);
        left.is_some()
    }

    fn left(&self) -> usize {
        self.left.load(Ordering::Relaxed)
    }
}

/// The name with the fewest edits (letters added, left out, replaced, or swapped with the next one, whatever the case),
/// where it is near enough to be a misspelling; the first of equally near ones.
///
/// ```
/// use evalindex::problem::nearest;
///
/// assert_eq!(nearest("citys", ["departments", "cities"]), Some("cities"));
/// assert_eq!(nearest("colour", ["departments", "cities"]), None);
/// ```
pub fn nearest<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    Suggestions::new().nearest(name, known)
}

/// The question whether this name was meant, to follow the statement that there is no such name.
///
/// ```
/// use evalindex::problem::{did_you_mean, nearest};
///
/// let question = did_you_mean(nearest("citys", ["departments", "cities"]));
/// assert_eq!(format!("there is no index `citys`{question}"), "there is no index `citys`; did you mean `cities`?");
/// assert_eq!(did_you_mean(None), "");
/// ```
pub fn did_you_mean(meant: Option<&str>) -> String {
    meant.map(|name| format!("; did you mean `{name}`?")).unwrap_or_default()
}

/// The number of characters; none of a name that is too long for a suggestion.
fn length(name: &str) -> Option<usize> {
    // A character has at most four bytes.
    if name.len() > LONGEST.saturating_mul(4) {
        return None;
    }
    Some(name.chars().count()).filter(|length| *length <= LONGEST)
}

/// The number of characters of a name; none where its length alone makes it no near one.
fn length_near(candidate: &str, length_of_name: usize) -> Option<usize> {
    // At least the difference of the lengths is edited, and at most half of the longer name; changes of case may add
    // characters.
    let other = length(candidate)?;
    let difference = other.abs_diff(length_of_name).saturating_sub(2);
    (difference.saturating_mul(2) <= other.max(length_of_name)).then_some(other)
}

/// These names as a choice, for messages: `one of "a", "b", "c"`.
pub(crate) fn one_of(names: &[&str]) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("\"{name}\"")).collect();
    match quoted.as_slice() {
        [only] => only.clone(),
        [one, two] => format!("{one} or {two}"),
        _ => format!("one of {}", quoted.join(", ")),
    }
}

/// Whether the number of edits is at most a third of the shorter name, or half of the longer where the first three
/// letters agree; or the edit is one swap of two letters.
fn is_near(name: &str, candidate: &str, edits: usize) -> bool {
    const BEGINNING: usize = 3;
    let (one, two) = (name.chars().count(), candidate.chars().count());
    let same = name.chars().zip(candidate.chars()).take_while(|(one, two)| one == two).count();
    if same >= BEGINNING {
        return edits.saturating_mul(2) <= one.max(two);
    }
    let swapped = edits == 1 && one == two && name.chars().all(|letter| candidate.contains(letter));
    swapped || edits.saturating_mul(3) <= one.min(two)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_name_is_found_and_another_word_is_not() {
        let known = ["id", "name", "weight", "children", "rule", "min_coverage", "median"];
        for (name, meant) in [
            ("wieght", Some("weight")),
            ("Weight", Some("weight")),
            ("childs", Some("children")),
            ("mincoverage", Some("min_coverage")),
            ("nmae", Some("name")),
            ("di", Some("id")),
            ("mean", None),
            ("colour", None),
            ("权重", None),
        ] {
            assert_eq!(nearest(name, known), meant, "{name}");
        }
    }

    #[test]
    fn choices_read_as_a_sentence() {
        assert_eq!(one_of(&["a"]), r#""a""#);
        assert_eq!(one_of(&["a", "b"]), r#""a" or "b""#);
        assert_eq!(one_of(&["a", "b", "c"]), r#"one of "a", "b", "c""#);
    }

    #[test]
    fn the_search_ends_when_its_effort_is_used_up() {
        let suggestions = Suggestions::new();
        let known: Vec<String> = (0..100_000).map(|number| format!("subject {number}")).collect();
        let search = |name: &str| suggestions.nearest(name, known.iter().map(String::as_str));
        assert_eq!((search("subjekt 7"), search("subjekt 7")), (None, None));
        assert_eq!(nearest("subjekt 7", known.iter().take(10).map(String::as_str)), Some("subject 7"));
        assert_eq!(nearest(&"x".repeat(61), ["x"]), None);
    }
}
