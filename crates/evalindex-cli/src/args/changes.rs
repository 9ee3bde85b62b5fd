//! Changes of weights on the command line: `node=35`, `node=1.2`, `from:to=5`.

use clap::parser::ValueSource;
use clap::{ArgMatches, Args, Command, FromArgMatches};
use evalindex::WeightChange;

use super::number_of;

/// Changes of weights, in the order in which they were given.
#[derive(Debug, Default)]
pub(crate) struct Changes(Vec<WeightChange>);

/// The options that give them.
#[derive(Debug, clap::Args)]
struct Options {
    /// Give a node this weight; its siblings give or take in proportion. Changes are made in the order given
    #[arg(long, value_name = "NODE=WEIGHT", value_parser = set)]
    set: Vec<WeightChange>,

    /// Multiply a node's weight; its siblings give or take in proportion
    #[arg(long, value_name = "NODE=FACTOR", value_parser = scale)]
    scale: Vec<WeightChange>,

    /// Move weight from a node to a sibling; the others keep theirs
    #[arg(long = "move", value_name = "FROM:TO=AMOUNT", value_parser = shift)]
    moves: Vec<WeightChange>,

    /// Give a node no weight; its siblings take it in proportion
    #[arg(long, value_name = "NODE", value_parser = dropped)]
    drop: Vec<WeightChange>,
}

impl Changes {
    /// The names of the options.
    pub(crate) const OPTIONS: [&str; 4] = ["set", "scale", "moves", "drop"];

    /// All changes in order.
    pub(crate) fn all(&self) -> &[WeightChange] {
        &self.0
    }
}

impl Args for Changes {
    fn augment_args(command: Command) -> Command {
        Options::augment_args(command)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Options::augment_args_for_update(command)
    }
}

impl FromArgMatches for Changes {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut changes = Self::default();
        changes.update_from_arg_matches(matches)?;
        Ok(changes)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        let given =
            Self::OPTIONS.iter().filter(|option| matches.value_source(option) == Some(ValueSource::CommandLine));
        let mut located: Vec<(usize, WeightChange)> = given
            .flat_map(|option| {
                let values = matches.get_many::<WeightChange>(option).into_iter().flatten().cloned();
                matches.indices_of(option).into_iter().flatten().zip(values)
            })
            .collect();
        located.sort_by_key(|(position, _)| *position);
        self.0 = located.into_iter().map(|(_, change)| change).collect();
        Ok(())
    }
}

/// Reads `NODE`, whose weight is dropped.
fn dropped(argument: &str) -> Result<WeightChange, String> {
    if argument.is_empty() {
        Err("expected NODE, such as innovation".to_owned())
    } else {
        Ok(WeightChange::drop(argument))
    }
}

/// Reads `NODE=WEIGHT`.
fn set(argument: &str) -> Result<WeightChange, String> {
    let (node, weight) = number_of(argument, "NODE=WEIGHT, such as innovation=35")?;
    Ok(WeightChange::set(node, weight))
}

/// Reads `NODE=FACTOR`.
fn scale(argument: &str) -> Result<WeightChange, String> {
    let (node, factor) = number_of(argument, "NODE=FACTOR, such as innovation=1.2")?;
    Ok(WeightChange::scale(node, factor))
}

/// Reads `FROM:TO=AMOUNT`.
fn shift(argument: &str) -> Result<WeightChange, String> {
    let form = "FROM:TO=AMOUNT, such as innovation:green=5";
    let (nodes, amount) = number_of(argument, form)?;
    match nodes.split_once(':') {
        Some((from, to)) if !from.is_empty() && !to.is_empty() => Ok(WeightChange::shift(from, to, amount)),
        _ => Err(format!("expected {form}")),
    }
}

#[cfg(test)]
mod tests {
    use evalindex::Decimal;

    use super::*;

    #[test]
    fn changes_are_read_exactly_or_refused_with_their_form() {
        assert_eq!(set("a=b=0.10"), Ok(WeightChange::set("a=b", Decimal::new(10, 2))));
        assert_eq!(scale("n=1.2"), Ok(WeightChange::scale("n", Decimal::new(12, 1))));
        assert_eq!(shift("a:b=5"), Ok(WeightChange::shift("a", "b", Decimal::from(5))));
        for wrong in [set("a"), set("=3"), set("a=x"), scale("n=1e3"), shift("a=5"), shift(":b=5"), shift("a:=5")] {
            assert!(wrong.unwrap_err().contains("expected "));
        }
    }
}
