//! Files of judgements: read in one way for all methods, and turned into weights.

use evalindex::Decimal;
use evalindex::weight::{
    BestWorst, DerivedWeights, Judgements, WeightMethodError, ahp, ahp_geometric, best_worst, budget_allocation,
};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Source;
use super::number::plain;
use crate::failure::Failure;

/// A method that derives weights from judgements. A new one is a row in [`Judged::ALL`], and a form of file where none
/// fits.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Judged {
    /// Its name.
    pub(crate) name: &'static str,
    /// Whether its judgements have a consistency ratio.
    pub(crate) has_ratio: bool,
    /// Derives weights from the judgements in a file.
    weigh: fn(&Source) -> Result<DerivedWeights, Failure>,
}

impl Judged {
    /// All of them.
    pub(crate) const ALL: [Self; 4] = [
        Self { name: "ahp", has_ratio: true, weigh: |source| pairs(source, ahp) },
        Self { name: "ahp_geometric", has_ratio: true, weigh: |source| pairs(source, ahp_geometric) },
        Self { name: "best_worst", has_ratio: false, weigh: ends },
        Self { name: "budget_allocation", has_ratio: false, weigh: budgets },
    ];

    /// The weights derived from the judgements; a consistency ratio above the limit is refused.
    pub(crate) fn weigh(self, source: &Source, max_ratio: Option<Decimal>) -> Result<DerivedWeights, Failure> {
        let found = (self.weigh)(source)?;
        match max_ratio {
            Some(limit) => found.consistent(limit).map_err(|error| refused(source, error)),
            None => Ok(found),
        }
    }
}

/// By judgements of pairs.
fn pairs(
    source: &Source,
    weigh: fn(&Judgements) -> Result<DerivedWeights, WeightMethodError>,
) -> Result<DerivedWeights, Failure> {
    /// The form.
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Pairs {
        /// What is judged.
        items: Vec<String>,
        /// How many times as important the item of the row is as that of the column.
        matrix: Vec<Vec<Cell>>,
    }
    let Pairs { items, matrix } = read(source)?;
    let rows: Vec<Vec<String>> = matrix.iter().map(|row| row.iter().map(Cell::text).collect()).collect();
    Judgements::parse(items, &rows).and_then(|judgements| weigh(&judgements)).map_err(|error| refused(source, error))
}

/// By comparisons with the best and the worst.
fn ends(source: &Source) -> Result<DerivedWeights, Failure> {
    /// The form.
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Ends {
        /// What is judged.
        items: Vec<String>,
        /// The most important item.
        best: String,
        /// The least important item.
        worst: String,
        /// How many times as important the best is as each.
        best_to_others: Vec<Cell>,
        /// How many times as important each is as the worst.
        others_to_worst: Vec<Cell>,
    }
    let Ends { items, best, worst, best_to_others, others_to_worst } = read(source)?;
    let mut numbers = Numbers::of(source, &items);
    let of_best = numbers.row("best_to_others", &best_to_others);
    let to_worst = numbers.row("others_to_worst", &others_to_worst);
    numbers.all_read()?;
    let compared = BestWorst::new(items, &best, &worst, of_best, to_worst);
    compared.and_then(|compared| best_worst(&compared)).map_err(|error| refused(source, error))
}

/// By the points that experts give, a row for each expert.
fn budgets(source: &Source) -> Result<DerivedWeights, Failure> {
    /// The form.
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Budgets {
        /// What is judged.
        items: Vec<String>,
        /// A row for each expert.
        budgets: Vec<Vec<Cell>>,
    }
    let Budgets { items, budgets } = read(source)?;
    let mut numbers = Numbers::of(source, &items);
    let experts = (1..).zip(&budgets);
    let budgets: Vec<Vec<Decimal>> =
        experts.map(|(expert, row)| numbers.row(&format!("the budget of expert {expert}"), row)).collect();
    numbers.all_read()?;
    budget_allocation(&items, &budgets).map_err(|error| refused(source, error))
}

/// The judgements in a file, in the form of a method.
fn read<T: DeserializeOwned>(source: &Source) -> Result<T, Failure> {
    let text = source.text()?;
    let value: Value = serde_json::from_str(&text).map_err(|error| because(source, error))?;
    if !value.is_object() {
        return Err(because(source, "judgements are an object, as --help shows"));
    }
    // From the text again: of a duplicate key, a value holds only the last.
    serde_json::from_str(&text).map_err(|error| because(source, error))
}

/// One judgement: a number, or a text of one.
#[derive(Deserialize)]
#[serde(transparent)]
struct Cell(Value);

impl Cell {
    /// As it is written.
    fn text(&self) -> String {
        match &self.0 {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        }
    }
}

/// Rows of plain numbers, and a fault of every cell that is none.
struct Numbers<'a> {
    /// The file.
    source: &'a Source,
    /// What the cells of a row are about.
    items: &'a [String],
    /// The faults so far.
    faults: Vec<String>,
}

impl<'a> Numbers<'a> {
    /// Rows about these items.
    fn of(source: &'a Source, items: &'a [String]) -> Self {
        Self { source, items, faults: Vec::new() }
    }

    /// The numbers of a row.
    fn row(&mut self, name: &str, cells: &[Cell]) -> Vec<Decimal> {
        let mut row = Vec::with_capacity(cells.len());
        for (position, cell) in cells.iter().enumerate() {
            if let Some(number) = plain(&cell.text()) {
                row.push(number);
            } else {
                let (file, found) = (self.source.name(), &cell.0);
                let item = self.items.get(position).map_or("", String::as_str);
                let fault = format!("{file}: judgements: {name}, `{item}`; found {found}, expected a plain number");
                self.faults.push(fault);
            }
        }
        row
    }

    /// Refuses the judgements where there are faults.
    fn all_read(self) -> Result<(), Failure> {
        if self.faults.is_empty() { Ok(()) } else { Err(Failure::refused_all(self.faults)) }
    }
}

/// The failure of a method that cannot use the judgements, a line for each fault.
fn refused(source: &Source, error: WeightMethodError) -> Failure {
    match error {
        WeightMethodError::Judgements(faults) => {
            Failure::refused_all(faults.iter().map(|fault| format!("{}: {fault}", source.name())))
        }
        other => because(source, other),
    }
}

/// One reason, led by the name of the file.
fn because(source: &Source, reason: impl std::fmt::Display) -> Failure {
    Failure::refused(format!("{}: {reason}", source.name()))
}
