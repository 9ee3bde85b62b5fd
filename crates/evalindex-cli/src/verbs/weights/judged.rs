//! Weights from a file of judgements: pairs, best and worst, or budgets.

use evalindex::Decimal;
use evalindex::weight::{BestWorst, DerivedWeights, Judgements, WeightMethodError, ahp, ahp_geometric, best_worst, budget_allocation};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::failure::Failure;
use crate::input::Source;

/// A method by judgements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Judged {
    Ahp,
    AhpGeometric,
    BestWorst,
    BudgetAllocation,
}

/// Judgements of pairs.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Pairs {
    items: Vec<String>,
    matrix: Vec<Vec<Value>>,
}

/// Comparisons with the best and the worst.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Ends {
    items: Vec<String>,
    best: String,
    worst: String,
    best_to_others: Vec<Value>,
    others_to_worst: Vec<Value>,
}

/// A row of points an expert.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Budgets {
    items: Vec<String>,
    budgets: Vec<Vec<Value>>,
}

impl Judged {
    pub(super) const NAMES: &[(&str, Self)] = &[
        ("ahp", Self::Ahp),
        ("ahp_geometric", Self::AhpGeometric),
        ("best_worst", Self::BestWorst),
        ("budget_allocation", Self::BudgetAllocation),
    ];

    /// Whether its judgements have a consistency ratio.
    pub(super) fn has_ratio(self) -> bool {
        matches!(self, Self::Ahp | Self::AhpGeometric)
    }

    /// The weights that the file's judgements come to.
    pub(super) fn weigh(self, source: &Source) -> Result<DerivedWeights, Failure> {
        let refused = |error: WeightMethodError| match error {
            WeightMethodError::Judgements(faults) => {
                Failure::refused_all(faults.iter().map(|fault| format!("{}: {fault}", source.name())))
            }
            other => because(source, other),
        };
        match self {
            Self::Ahp | Self::AhpGeometric => {
                let Pairs { items, matrix } = read(source)?;
                let rows: Vec<Vec<String>> = matrix.iter().map(|row| row.iter().map(text).collect()).collect();
                let judgements = Judgements::parse(items, &rows).map_err(refused)?;
                if self == Self::Ahp { ahp(&judgements) } else { ahp_geometric(&judgements) }.map_err(refused)
            }
            Self::BestWorst => {
                let Ends { items, best, worst, best_to_others, others_to_worst } = read(source)?;
                let lists = [("best_to_others".to_owned(), &best_to_others), ("others_to_worst".to_owned(), &others_to_worst)];
                let mut lists = numbers(source, &items, lists)?.into_iter();
                let (of_best, to_worst) = (lists.next().unwrap_or_default(), lists.next().unwrap_or_default());
                let compared = BestWorst::new(items, &best, &worst, of_best, to_worst);
                compared.and_then(|compared| best_worst(&compared)).map_err(refused)
            }
            Self::BudgetAllocation => {
                let Budgets { items, budgets } = read(source)?;
                let rows = (1..).zip(&budgets).map(|(expert, row)| (format!("the budget of expert {expert}"), row));
                let budgets = numbers(source, &items, rows)?;
                budget_allocation(&items, &budgets).map_err(refused)
            }
        }
    }
}

fn because(source: &Source, reason: impl std::fmt::Display) -> Failure {
    Failure::refused(format!("{}: {reason}", source.name()))
}

fn read<T: DeserializeOwned>(source: &Source) -> Result<T, Failure> {
    let text = source.text()?;
    let value: Value = serde_json::from_str(&text).map_err(|error| because(source, error))?;
    if !value.is_object() {
        return Err(because(source, "judgements are an object, as --help shows"));
    }
    // From the text once more: a value forgets that a key was there twice.
    serde_json::from_str(&text).map_err(|error| because(source, error))
}

/// A number, or a text of one, as it is written.
fn text(cell: &Value) -> String {
    match cell {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The numbers of several lists, each with its name; every cell that is none is told.
fn numbers<'a>(
    source: &Source,
    items: &[String],
    lists: impl IntoIterator<Item = (String, &'a Vec<Value>)>,
) -> Result<Vec<Vec<Decimal>>, Failure> {
    let mut faults = Vec::new();
    let mut list = |(name, cells): (String, &Vec<Value>)| {
        let cells = cells.iter().enumerate().filter_map(|(place, cell)| {
            let number = Decimal::from_str_exact(&text(cell)).ok();
            if number.is_none() {
                let item = items.get(place).map_or("", String::as_str);
                faults.push(format!("{}: judgements: {name}, `{item}`; found {cell}, expected a plain number", source.name()));
            }
            number
        });
        cells.collect()
    };
    let lists: Vec<Vec<Decimal>> = lists.into_iter().map(&mut list).collect();
    if faults.is_empty() { Ok(lists) } else { Err(Failure::refused_all(faults.into_iter())) }
}
