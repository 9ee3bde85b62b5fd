//! Names that there are not: reported with the one that was probably meant, and all that there are.

use evalindex::problem::{did_you_mean, nearest};

use crate::failure::Failure;

/// Names of a kind.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Names {
    /// Groups of subjects.
    Group,
    /// Scenarios of a document.
    Scenario,
    /// Verbs of the command.
    Verb,
}

impl Names {
    /// The noun, in singular and plural.
    fn called(self) -> (&'static str, &'static str) {
        match self {
            Self::Group => ("group", "groups"),
            Self::Scenario => ("scenario", "scenarios"),
            Self::Verb => ("verb", "verbs"),
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
        Err(Failure::usage(self.unknown(name, &names)))
    }

    /// That there is no such name, with the one that was probably meant and all that there are.
    pub(super) fn unknown(self, name: &str, known: &[&str]) -> String {
        let (one, several) = self.called();
        let question = did_you_mean(nearest(name, known.iter().copied()));
        let list = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
        format!("there is no {one} `{name}`{question} (known {several}: {list})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_name_gets_the_nearest_and_the_list() {
        let groups = ["coastal", "inland", "coastal"];
        assert_eq!(Names::Group.require("inland", groups), Ok(()));
        let near = Names::Group.require("costal", groups).unwrap_err();
        assert_eq!(
            near.lines,
            ["error: there is no group `costal`; did you mean `coastal`? (known groups: coastal, inland)"]
        );
        assert_eq!(near.status, 2);
        let far = Names::Group.require("大", ["重点", "一般"]).unwrap_err();
        assert_eq!(far.lines, ["error: there is no group `大` (known groups: 重点, 一般)"]);
        let none = Names::Scenario.require("green", []).unwrap_err();
        assert_eq!(none.lines, ["error: there is no scenario `green` (known scenarios: none)"]);
    }
}
