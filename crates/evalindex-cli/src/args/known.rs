//! Names that the document does not have: reported with the nearest known one, and all of them.

use crate::failure::Failure;

/// Names of a kind.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Names {
    /// Indexes of a document.
    Index,
    /// Groups of subjects.
    Group,
    /// Scenarios of a document.
    Scenario,
}

impl Names {
    /// The noun, in singular and plural.
    fn called(self) -> (&'static str, &'static str) {
        match self {
            Self::Index => ("index", "indexes"),
            Self::Group => ("group", "groups"),
            Self::Scenario => ("scenario", "scenarios"),
        }
    }

    /// Refuses a name that is not among the known ones, which may be repeated.
    pub(crate) fn require<'a>(self, name: &str, known: impl IntoIterator<Item = &'a str>) -> Result<(), Failure> {
        let mut names: Vec<&str> = Vec::new();
        for candidate in known {
            if !names.contains(&candidate) {
                names.push(candidate);
            }
        }
        if names.contains(&name) {
            return Ok(());
        }
        let (one, several) = self.called();
        let nearest = nearest(name, &names).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        let list = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
        Err(Failure::usage(format!("no {one} `{name}`{nearest} (known {several}: {list})")))
    }
}

/// The most similar of the names, where at most half of the letters differ.
fn nearest<'a>(name: &str, names: &[&'a str]) -> Option<&'a str> {
    let distance = |candidate: &str| strsim::damerau_levenshtein(name, candidate);
    let near = names.iter().copied().min_by_key(|candidate| distance(candidate))?;
    (2 * distance(near) <= name.chars().count().max(near.chars().count())).then_some(near)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_name_gets_the_nearest_and_the_list() {
        let cities = ["cities", "departments", "cities"];
        assert_eq!(Names::Index.require("cities", cities), Ok(()));
        let near = Names::Index.require("citys", cities).unwrap_err();
        assert_eq!(
            near.lines,
            ["error: no index `citys`; did you mean `cities`? (known indexes: cities, departments)"]
        );
        assert_eq!(near.status, 2);
        let far = Names::Group.require("大", ["重点", "一般"]).unwrap_err();
        assert_eq!(far.lines, ["error: no group `大` (known groups: 重点, 一般)"]);
        let none = Names::Scenario.require("green", []).unwrap_err();
        assert_eq!(none.lines, ["error: no scenario `green` (known scenarios: none)"]);
    }
}
