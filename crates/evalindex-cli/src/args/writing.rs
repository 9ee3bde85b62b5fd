//! The options of output: format and language.

use std::path::PathBuf;

use crate::failure::Failure;
use crate::lang::{Lang, lang_parser};
use crate::output::Answer;
use crate::render::{Format, Layout, Report, Style};
use crate::said::Said;

/// The options that every verb with a result has.
#[derive(Debug, clap::Args)]
pub(crate) struct Writing {
    /// How to write the result
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,

    /// With `--format csv`: write texts as they are, formulas of spreadsheets and hidden characters included
    #[arg(long)]
    csv_raw: bool,

    /// With `--format csv`: write each table into a file of this folder, which is made where it is not there
    #[arg(short = 'o', long, value_name = "DIR")]
    output: Option<PathBuf>,

    /// With `--format json`: write it on one line
    #[arg(long)]
    compact: bool,

    /// The language of names and headings
    #[arg(long, default_value = "en", value_parser = lang_parser())]
    pub(crate) lang: Lang,
}

impl Writing {
    /// Refuses an option that only JSON has, where another format is asked for.
    pub(crate) fn require_json(&self, option: &str) -> Result<(), Failure> {
        match self.format {
            Format::Json => Ok(()),
            _ => Err(Failure::usage(format!("{option} goes with --format json"))),
        }
    }

    /// Whether tables for machines are asked for.
    pub(crate) fn is_csv(&self) -> bool {
        self.format == Format::Csv
    }

    /// The result in this format and language; its remarks follow those given.
    pub(crate) fn answer(&self, report: &dyn Report, mut remarks: Vec<Said>) -> Result<Answer, Failure> {
        if self.csv_raw && self.format != Format::Csv {
            return Err(Failure::usage("--csv-raw goes with --format csv"));
        }
        if self.output.is_some() && self.format != Format::Csv {
            return Err(Failure::usage("-o goes with --format csv"));
        }
        if self.compact {
            self.require_json("--compact")?;
        }
        let layout = if self.compact { Layout::Compact } else { Layout::Indented };
        let style = Style { lang: self.lang, csv_raw: self.csv_raw, layout, folder: self.output.as_deref() };
        let written = self.format.write(report, style)?;
        remarks.extend(report.warnings().into_iter().map(Said::from));
        remarks.extend_from_slice(&written.remarks);
        Ok(written.with_remarks(remarks))
    }
}
