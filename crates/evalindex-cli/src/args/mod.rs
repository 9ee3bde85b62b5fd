//! The command line as a whole: `score FILE`, or a verb with arguments of its own; and the arguments that verbs share.

mod analysis;
mod changes;
mod draws;
pub(crate) mod judgements;
mod known;
mod number;
mod progress;
mod selection;
mod source;
mod verb;
mod writing;

pub(crate) use self::analysis::{Analysis, Opened};
pub(crate) use self::changes::Changes;
pub(crate) use self::draws::{Drawing, failures};
pub(crate) use self::known::Names;
pub(crate) use self::number::{number, number_of, share};
pub(crate) use self::progress::Threads;
pub(crate) use self::selection::Selection;
pub(crate) use self::source::{Input, Source};
pub(crate) use self::writing::Writing;

use std::ffi::OsString;

use clap::{CommandFactory, FromArgMatches, Parser};

use crate::failure::Failure;
use crate::lang::Lang;
use crate::output::Answer;
use crate::verbs::{Verb, rank};

/// Scores and ranks the subjects of an evaluation document
///
/// `score FILE` prints one ranking table per index. Results go to standard output; problems, warnings and notices go to
/// standard error. Exit status: 0 done, 1 the input is refused (nothing is printed), 2 wrong usage.
#[derive(Debug, Parser)]
#[command(name = "score", version, args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(crate) struct CommandLine {
    /// The verb; the ranking where there is none.
    #[command(subcommand)]
    verb: Option<Verb>,

    /// The arguments of the ranking.
    #[command(flatten)]
    rank: rank::Arguments,
}

impl CommandLine {
    /// Reads the arguments of the process, the first of which is its name, and the language that they ask for.
    ///
    /// # Errors
    /// When they are wrong usage; also when they ask for help or the version.
    pub(crate) fn of(arguments: Vec<OsString>) -> Result<(Self, Lang), clap::Error> {
        let arguments = verb::first(arguments);
        let mut command = Self::command();
        let read = command.try_get_matches_from_mut(&arguments).and_then(|matches| {
            let of_verb = matches.subcommand().map_or(&matches, |(_, of_verb)| of_verb);
            let lang = of_verb.try_get_one::<Lang>("lang").ok().flatten().copied().unwrap_or(Lang::En);
            Ok((Self::from_arg_matches(&matches).map_err(|error| error.format(&mut command))?, lang))
        });
        read.map_err(|error| verb::explained(error, &arguments))
    }

    /// Does what the command line asks for.
    pub(crate) fn run(self) -> Result<Answer, Failure> {
        match self.verb {
            Some(verb) => verb.run(),
            None => self.rank.run(),
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_definition_is_consistent() {
        CommandLine::command().debug_assert();
    }

    #[test]
    fn a_file_is_the_shortest_way_and_a_verb_keeps_its_name() {
        let verb = |arguments: &[&str]| CommandLine::try_parse_from(arguments).unwrap().verb.is_some();
        assert!(!verb(&["score", "2023.json"]));
        assert!(!verb(&["score", "./check", "--top", "3"]));
        assert!(verb(&["score", "check", "2023.json"]));
        assert!(CommandLine::try_parse_from(["score", "--top", "3"]).is_err());
    }
}
