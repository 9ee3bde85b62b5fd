//! The options of output: format and language.

use crate::failure::Failure;
use crate::lang::Lang;
use crate::output::Answer;
use crate::render::{Format, Report};

/// The options that every verb with a result has.
#[derive(Debug, clap::Args)]
pub(crate) struct Writing {
    /// How to write the result
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,

    /// The language of names and headings
    #[arg(long, value_enum, default_value_t = Lang::En)]
    pub(crate) lang: Lang,
}

impl Writing {
    /// The result in this format and language; its remarks follow those given.
    pub(crate) fn answer(&self, report: &dyn Report, mut remarks: Vec<String>) -> Result<Answer, Failure> {
        let written = self.format.write(report, self.lang)?;
        remarks.extend(written.remarks);
        Ok(Answer { result: written.result, remarks })
    }
}
