//! `score certain FILE --within 25%`: which subject is ahead of which under all allowed weights.

use evalindex::robustness::{Certain, CertainPlaces, WeightRegion};

use crate::args::{Analysis, Opened, Threads, share};
use crate::failure::Failure;
use crate::lang::line;
use crate::output::Answer;
use crate::render::{Rows, Sheet};

/// Shows which places each subject can take whatever the weights, and who is certainly ahead of whom
///
/// Not sampled: a lead is certain when no allowed weights take it away.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Document, index, format and language.
    #[command(flatten)]
    analysis: Analysis,

    /// How far each weight may be off: `25%`; or `free`, any weights; or `ordered`, any weights in the declared order
    #[arg(long, value_name = "RANGE", allow_hyphen_values = true, default_value = "25%", value_parser = region)]
    within: WeightRegion,

    /// On how many threads.
    #[command(flatten)]
    threads: Threads,
}

impl Arguments {
    /// Finds the ranks that each subject can take, and shows them.
    pub(crate) fn run(self) -> Result<Answer, Failure> {
        let look = |opened: &Opened<'_>| {
            self.threads.watched(|control| opened.prepared.certain(opened.index, self.within, control))
        };
        self.analysis.run("certain", look, sheets)
    }
}

/// Reads a weight region.
fn region(argument: &str) -> Result<WeightRegion, String> {
    const FORMS: &str = "expected a share such as `25%` or `0.25`, `free` or `ordered`";
    match argument {
        "free" => Ok(WeightRegion::Free),
        "ordered" => Ok(WeightRegion::Ordered),
        _ => share(argument).map(WeightRegion::Within).ok_or_else(|| FORMS.to_owned()),
    }
}

/// The best and the worst rank of each subject.
fn sheets(opened: &Opened<'_>, found: &Certain) -> Vec<Sheet> {
    let bounds = |is_exact| opened.lang.say(if is_exact { line::EXACT } else { line::SAFE }).to_owned();
    let columns = Rows::new(opened.lang, &found.subjects)
        .name(line::SUBJECT, |one| opened.subject(&one.subject))
        .number(line::BEST, |one| one.best.to_string())
        .number(line::WORST, |one| one.worst.to_string())
        .word(line::BOUNDS, |one| bounds(one.exact))
        .number(line::CERTAINLY_BEHIND, |one| one.behind.len().to_string())
        .columns();
    let places = opened
        .tidy("places", &found.subjects)
        .text(line::CSV_SUBJECT, |one| Some(one.subject.clone()))
        .text(line::CSV_NAME, |one| Some(opened.subject(&one.subject)))
        .number(line::BEST, |one| Some(one.best.into()))
        .number(line::WORST, |one| Some(one.worst.into()))
        .text(line::BOUNDS, |one| Some(bounds(one.exact)))
        .table();
    let pairs = |one: &CertainPlaces| one.behind.iter().map(|id| (one.subject.clone(), id.clone())).collect::<Vec<_>>();
    let pairs: Vec<(String, String)> = found.subjects.iter().flat_map(pairs).collect();
    let leads = opened
        .tidy("leads", &pairs)
        .text(line::AHEAD, |(ahead, _)| Some(ahead.clone()))
        .text(line::CERTAINLY_BEHIND, |(_, behind)| Some(behind.clone()))
        .table();
    let lang = opened.lang;
    let first: Vec<String> =
        found.subjects.iter().filter(|one| one.best == 1).map(|one| opened.subject(&one.subject)).collect();
    let below = [Some(lang.weights_within(&found.within.to_string())), lang.loose(found)];
    let meaning = (!first.is_empty()).then(|| lang.can_be_first(&first, found.subjects.len()));
    let below = below.into_iter().chain([meaning]).flatten().collect();
    vec![Sheet::new(&opened.title, columns).below(below).tidy(places).tidy(leads)]
}
