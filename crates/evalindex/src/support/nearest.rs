//! The name that was probably meant.

use strsim::damerau_levenshtein;

/// The name with the fewest edits (Damerau–Levenshtein distance, whatever the case), where it is near enough to be a
/// misspelling; the first of equally near ones.
///
/// ```
/// use evalindex::problem::nearest;
///
/// assert_eq!(nearest("citys", ["departments", "cities"]), Some("cities"));
/// assert_eq!(nearest("colour", ["departments", "cities"]), None);
/// ```
pub fn nearest<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let name = name.to_lowercase();
    let mut best: Option<(&str, usize)> = None;
    for candidate in known {
        let lower = candidate.to_lowercase();
        let edits = damerau_levenshtein(&name, &lower);
        if is_near(&name, &lower, edits) && best.is_none_or(|(_, fewest)| edits < fewest) {
            best = Some((candidate, edits));
        }
    }
    best.map(|(candidate, _)| candidate)
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
}
