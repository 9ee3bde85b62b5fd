//! The verb among the arguments: options may stand before it, and a word that is no verb is said to be none.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::path::Path;

use clap::error::ErrorKind;
use clap::{Command, CommandFactory};

use super::{CommandLine, Names};

/// The command with all verbs, `help` too.
fn definition() -> Command {
    let mut command = CommandLine::command();
    command.build();
    command
}

/// The arguments with the options before the verb behind it, where they belong to it; as they are where there is no verb.
pub(super) fn first(mut arguments: Vec<OsString>) -> Vec<OsString> {
    let begins_with_an_option = arguments.get(1).is_some_and(|one| one.to_string_lossy().starts_with('-'));
    if begins_with_an_option
        && let command = definition()
        && let Some(position) = word(&arguments, &command)
        && is_verb(&arguments[position], &command)
    {
        arguments[1..=position].rotate_right(1);
    }
    arguments
}

/// The error in the words of this command: that the first word is no verb, where it is no file either, or that a second
/// file is one too many.
pub(super) fn explained(error: clap::Error, arguments: &[OsString]) -> clap::Error {
    let command = &definition();
    let Some(position) = word(arguments, command).filter(|_| error.use_stderr()) else { return error };
    let first = arguments[position].to_string_lossy();
    if is_verb(first.as_ref().as_ref(), command) {
        return error;
    }
    if is_like_a_verb(&first) {
        return CommandLine::command().error(ErrorKind::InvalidSubcommand, no_verb(&first));
    }
    match word(&arguments[position..], command) {
        Some(next) if error.kind() == ErrorKind::ArgumentConflict => {
            let second = arguments[position + next].to_string_lossy();
            CommandLine::command()
                .error(ErrorKind::TooManyValues, format!("one FILE is expected, found `{second}` too"))
        }
        _ => error,
    }
}

/// That there is no such verb, with the nearest and all of them.
pub(super) fn no_verb(word: &str) -> String {
    let command = CommandLine::command();
    let known: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
    Names::Verb.unknown(word, &known)
}

/// Whether the word looks like a verb, and there is no file of that name.
pub(super) fn is_like_a_verb(word: &str) -> bool {
    let letters = |part: &str| !part.is_empty() && part.bytes().all(|letter| letter.is_ascii_lowercase());
    word.split('-').all(letters) && !Path::new(word).exists()
}

/// Whether the word is a verb.
fn is_verb(word: &OsStr, command: &Command) -> bool {
    command.find_subcommand(word).is_some()
}

/// The position of the first argument that is neither an option nor the value of one.
fn word(arguments: &[OsString], command: &Command) -> Option<usize> {
    let with_value = options_with_value(command);
    let mut is_value = false;
    for (position, argument) in arguments.iter().enumerate().skip(1) {
        let text = argument.to_string_lossy();
        match text.strip_prefix("--") {
            _ if is_value => is_value = false,
            // What follows is no option, and no verb.
            Some("") => return None,
            Some(option) => is_value = with_value.contains(option),
            None if text.len() > 1 && text.starts_with('-') => {}
            None => return Some(position),
        }
    }
    None
}

/// The names of all options that take a value, of any verb.
fn options_with_value(command: &Command) -> BTreeSet<&str> {
    let all = command.get_arguments().chain(command.get_subcommands().flat_map(Command::get_arguments));
    let with_value = all.filter(|argument| argument.get_action().takes_values());
    with_value.flat_map(|argument| argument.get_long_and_visible_aliases().unwrap_or_default()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ordered(arguments: &[&str]) -> Vec<OsString> {
        first(arguments.iter().map(OsString::from).collect())
    }

    #[test]
    fn options_before_the_verb_go_behind_it() {
        assert_eq!(
            ordered(&["score", "--lang", "zh", "check", "a.json"]),
            ["score", "check", "--lang", "zh", "a.json"]
        );
        assert_eq!(
            ordered(&["score", "--lang=zh", "--csv-raw", "tipping", "-"]),
            ["score", "tipping", "--lang=zh", "--csv-raw", "-"]
        );
        for as_they_are in [
            &["score", "a.json", "check"][..],
            &["score", "--index", "check", "a.json"],
            &["score", "--", "check"],
            &["score", "-", "check"],
            &["score"],
        ] {
            assert_eq!(ordered(as_they_are), as_they_are);
        }
    }

    /// An option before the verb is read without knowing the verb.
    #[test]
    fn an_option_takes_a_value_in_all_verbs_or_in_none() {
        let command = definition();
        let with_value = options_with_value(&command);
        for verb in command.get_subcommands().filter(|verb| verb.get_name() != "help") {
            for option in verb.get_arguments().filter(|option| !option.get_action().takes_values()) {
                assert!(option.get_long().is_none_or(|name| !with_value.contains(name)), "{option}");
            }
        }
    }
}
