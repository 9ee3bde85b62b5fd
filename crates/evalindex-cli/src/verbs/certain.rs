//! `score certain FILE --within 25%`: who is ahead of whom whatever the weights.

use evalindex::robustness::{Certain, CertainError, WeightRegion};

use crate::analysis::{Analysis, Opened};
use crate::drawing::share;
use crate::failure::Failure;
use crate::output::Answer;
use crate::render::{Column, Role, Sheet};

/// Shows which places each subject can take whatever the weights, and who is certainly ahead of whom
///
/// Not sampled: a lead is certain when no weights that are allowed take it away.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    analysis: Analysis,

    /// How far each weight may be off: `25%`; or `free`, any weights; or `ordered`, any weights in the declared order
    #[arg(long, value_name = "RANGE", allow_hyphen_values = true, default_value = "25%", value_parser = freedom)]
    within: WeightRegion,
}

impl Arguments {
    /// Looks for what is certain and renders it.
    pub(crate) fn run(self) -> Result<Answer, Failure> {
        let look = |opened: &Opened, index: usize| {
            opened.prepared.certain(index, self.within).map_err(|error| match error {
                CertainError::Refused(refused) => self.analysis.refused(&refused),
                CertainError::OutOfRange { .. } => Failure::usage(error.to_string()),
                other => Failure::refused(other.to_string()),
            })
        };
        self.analysis.run(look, sheets)
    }
}

fn freedom(argument: &str) -> Result<WeightRegion, String> {
    const FORMS: &str = "expected a share such as `25%` or `0.25`, `free` or `ordered`";
    match argument {
        "free" => Ok(WeightRegion::Free),
        "ordered" => Ok(WeightRegion::Ordered),
        _ => share(argument).map(WeightRegion::Within).ok_or(FORMS.to_owned()),
    }
}

fn sheets(opened: &Opened, index: usize, found: &Certain) -> Vec<Sheet> {
    let subjects = || found.subjects.iter();
    let columns = vec![
        Column::new(Role::Name, opened.words().subject, subjects().map(|one| opened.subject(&one.subject))),
        Column::new(Role::Number, opened.heading("Best"), subjects().map(|one| one.best.to_string())),
        Column::new(Role::Number, opened.heading("Worst"), subjects().map(|one| one.worst.to_string())),
        Column::new(Role::Grade, opened.heading("Bounds"), subjects().map(|one| opened.heading(if one.exact { "exact" } else { "safe" }).to_owned())),
        Column::new(Role::Number, opened.heading("Certainly behind it"), subjects().map(|one| one.behind.len().to_string())),
    ];
    let below = vec![format!("Weights: {}", found.within)];
    vec![Sheet { title: opened.title(index), columns, below }]
}
