//! The options of output: format and language.

use crate::failure::Failure;
use crate::lang::Lang;
use crate::output::Answer;
use crate::render::{Format, Layout, Report, Style};

/// The options that every verb with a result has.
#[derive(Debug, clap::Args)]
pub(crate) struct Writing {
    /// How to write the result
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,

    /// With `--format csv`: write texts as they are, formulas of spreadsheets and hidden characters included
    #[arg(long)]
    csv_raw: bool,

    /// With `--format json`: write it on one line
    #[arg(long)]
    compact: bool,

    /// The language of names and headings
    #[arg(long, value_enum, default_value_t = Lang::En)]
    pub(crate) lang: Lang,
}

impl Writing {
    /// The result in this format and language; its remarks follow those given.
    pub(crate) fn answer(&self, report: &dyn Report, mut remarks: Vec<String>) -> Result<Answer, Failure> {
        if self.csv_raw && self.format != Format::Csv {
            return Err(Failure::usage("--csv-raw goes with --format csv"));
        }
        if self.compact && self.format != Format::Json {
            return Err(Failure::usage("--compact goes with --format json"));
        }
        let layout = if self.compact { Layout::Compact } else { Layout::Indented };
        let written = self.format.write(report, Style { lang: self.lang, csv_raw: self.csv_raw, layout })?;
        remarks.extend(report.warnings());
        remarks.extend_from_slice(&written.remarks);
        Ok(written.with_remarks(remarks))
    }
}
