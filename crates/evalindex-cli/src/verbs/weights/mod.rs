//! `score weights FILE --method …`: where weights come from.

mod judged;

use evalindex::Decimal;
use evalindex::weight::WeightMethod;
use evalindex::weight::{DerivedWeights, ShareBounds, WeightMethodError};

use self::judged::Judged;
use crate::analysis::{Analysis, Opened};
use crate::changes::pair;
use crate::failure::Failure;
use crate::input::Source;
use crate::output::Answer;
use crate::render::{Column, Role, Sheet};

/// Works out weights for the children of one node, by their order, by judgements, or from the figures
///
/// By order (most important first, as the document lists them): `equal`, `rank_order_centroid`, `rank_sum`,
/// `rank_reciprocal`. By judgements (--matrix): `ahp`, `ahp_geometric`, `best_worst`, `budget_allocation`. From figures of
/// the ranked subjects: `entropy`, `standard_deviation`, `standard_deviation_raw`, `critic`, `merec`; from their scores:
/// `principal_components`, `benefit_of_the_doubt` (--least, --most), `target_importances` (--target). What goes by figures
/// or scores weighs what separates subjects, not what matters.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    analysis: Analysis,

    /// How weights are found
    #[arg(long, value_name = "METHOD", value_parser = method)]
    method: Method,

    /// The node whose children are weighed; the first level when absent
    #[arg(long, value_name = "ID")]
    node: Option<String>,

    /// Judgements as JSON, the items being children of the node: of pairs, `{"items": [...], "matrix": [[1, "1/3"], ...]}`;
    /// of `best_worst`, `{"items": [...], "best": ..., "worst": ..., "best_to_others": [...], "others_to_worst": [...]}`;
    /// of `budget_allocation`, `{"items": [...], "budgets": [[50, 30, 20], ...]}`, a row an expert
    #[arg(long, visible_alias = "judgements", value_name = "FILE")]
    matrix: Option<Source>,

    /// Refuse judgements of pairs whose consistency ratio is above this
    #[arg(long, value_name = "CR", allow_negative_numbers = true, value_parser = number)]
    max_cr: Option<Decimal>,

    /// `benefit_of_the_doubt`: the least share of a subject's score that each child makes up, from 0 to 1
    #[arg(long, value_name = "SHARE", allow_negative_numbers = true, value_parser = number)]
    least: Option<Decimal>,

    /// `benefit_of_the_doubt`: the most that each child makes up
    #[arg(long, value_name = "SHARE", allow_negative_numbers = true, value_parser = number)]
    most: Option<Decimal>,

    /// `target_importances`: how important a child is to be; given for each child, or for none where all are to be alike
    #[arg(long, value_name = "NODE=IMPORTANCE", value_parser = target)]
    target: Vec<(String, Decimal)>,
}

/// A method by its name.
#[derive(Clone, Copy, Debug)]
enum Method {
    Plain(WeightMethod),
    Judged(Judged),
    BenefitOfTheDoubt,
    TargetImportances,
}

/// The methods with settings of their own.
const SET: [(&str, Method); 2] =
    [("benefit_of_the_doubt", Method::BenefitOfTheDoubt), ("target_importances", Method::TargetImportances)];

fn method(argument: &str) -> Result<Method, String> {
    let judged = Judged::NAMES.iter().map(|(name, judged)| (*name, Method::Judged(*judged)));
    let mut further = judged.clone().chain(SET);
    let plain = WeightMethod::from_name(argument).map(Method::Plain);
    plain.or_else(|| further.find(|(name, _)| *name == argument).map(|(_, method)| method)).ok_or_else(|| {
        let names: Vec<&str> =
            WeightMethod::NAMES.iter().copied().chain(judged.chain(SET).map(|(name, _)| name)).collect();
        format!("expected one of {}", names.join(", "))
    })
}

fn number(argument: &str) -> Result<Decimal, String> {
    Decimal::from_str_exact(argument).map_err(|_| "expected a plain number, such as 0.1".to_owned())
}

fn target(argument: &str) -> Result<(String, Decimal), String> {
    let (node, importance) = pair(argument, "NODE=IMPORTANCE, such as innovation=35")?;
    Ok((node.to_owned(), importance))
}

impl Arguments {
    /// Weighs and renders.
    pub(crate) fn run(self) -> Result<Answer, Failure> {
        self.check()?;
        let judged = match (self.method, &self.matrix) {
            (Method::Judged(judged), Some(source)) => Some(self.consistent(judged.weigh(source)?, source)?),
            _ => None,
        };
        let look = |opened: &Opened, index: usize| match &judged {
            Some(found) => {
                let node = self.judged(opened, index, found)?;
                let mut found = found.clone();
                found.node = node;
                Ok(found)
            }
            None => self.derived(opened, index).map_err(|error| self.failure(error)),
        };
        self.analysis.run(look, sheets)
    }

    /// Weights that need the document.
    fn derived(&self, opened: &Opened, index: usize) -> Result<DerivedWeights, WeightMethodError> {
        let (prepared, node) = (&opened.prepared, self.node.as_deref());
        match self.method {
            Method::Plain(method) => prepared.derive_weights(index, node, method),
            Method::Judged(_) => prepared.derive_weights(index, node, WeightMethod::Equal),
            Method::TargetImportances => prepared.weights_for_importances(index, node, &self.target),
            Method::BenefitOfTheDoubt => {
                let any = ShareBounds::default();
                let bounds =
                    ShareBounds { least: self.least.unwrap_or(any.least), most: self.most.unwrap_or(any.most) };
                prepared.benefit_of_the_doubt(index, node, bounds)
            }
        }
    }

    fn failure(&self, error: WeightMethodError) -> Failure {
        match error {
            WeightMethodError::Refused(refused) => self.analysis.refused(&refused),
            WeightMethodError::UnknownNode { .. } | WeightMethodError::Setting { .. } => {
                Failure::usage(error.to_string())
            }
            other => Failure::refused(other.to_string()),
        }
    }

    /// Each option goes with the method.
    fn check(&self) -> Result<(), Failure> {
        let (judged, ratio) = match self.method {
            Method::Judged(judged) => (true, judged.has_ratio()),
            _ => (false, false),
        };
        if judged && self.matrix.is_none() {
            return Err(Failure::usage("judgements are needed: --matrix FILE"));
        }
        let doubt = matches!(self.method, Method::BenefitOfTheDoubt);
        let importances = matches!(self.method, Method::TargetImportances);
        let given = [
            ("--matrix", self.matrix.is_some() && !judged),
            ("--max-cr", self.max_cr.is_some() && !ratio),
            ("--least", self.least.is_some() && !doubt),
            ("--most", self.most.is_some() && !doubt),
            ("--target", !self.target.is_empty() && !importances),
        ];
        match given.into_iter().find(|(_, idle)| *idle) {
            Some((option, _)) => Err(Failure::usage(format!("this method takes no {option}"))),
            None => Ok(()),
        }
    }

    /// Judgements whose ratio is not above the limit.
    fn consistent(&self, found: DerivedWeights, source: &Source) -> Result<DerivedWeights, Failure> {
        let Some(limit) = self.max_cr else { return Ok(found) };
        found.consistent(limit).map_err(|error| Failure::refused(format!("{}: {error}", source.name())))
    }

    /// The node whose children were judged: each item is one of them, and each of them an item.
    fn judged(&self, opened: &Opened, index: usize, found: &DerivedWeights) -> Result<String, Failure> {
        let children = self.derived(opened, index).map_err(|error| self.failure(error))?;
        let ids = |weights: &DerivedWeights| {
            let mut ids: Vec<String> = weights.weights.iter().map(|(id, _)| id.clone()).collect();
            ids.sort_unstable();
            ids
        };
        if ids(found) == ids(&children) {
            return Ok(children.node);
        }
        let listed = |weights: &DerivedWeights| ids(weights).join(", ");
        Err(Failure::refused(format!(
            "judgements of {}, expected the children of `{}`: {}",
            listed(found),
            children.node,
            listed(&children)
        )))
    }
}

/// Figures are shown to so many decimals.
fn shown(figure: Decimal) -> String {
    evalindex::number::Rounding::half_up(6).apply(figure).to_string()
}

fn sheets(opened: &Opened, index: usize, found: &DerivedWeights) -> Vec<Sheet> {
    let mut columns = vec![
        Column::new(Role::Name, opened.heading("Node"), found.weights.iter().map(|(id, _)| id.clone())),
        Column::new(Role::Number, opened.heading("Weight"), found.weights.iter().map(|(_, weight)| shown(*weight))),
    ];
    for (name, figures) in &found.by_child {
        columns.push(Column::new(Role::Number, name, figures.iter().map(|(_, figure)| shown(*figure))));
    }
    let figures = found.diagnostics.iter().map(|(name, figure)| format!("{name}: {}", figure.normalize()));
    let remarks = found.remarks.iter().map(|(name, text)| format!("{name}: {text}"));
    let title = format!("{}: children of {} by {}", opened.title(index), found.node, found.method);
    let mut sheets = vec![Sheet { title: title.clone(), columns, below: figures.chain(remarks).collect() }];
    if !found.subjects.is_empty() {
        sheets.push(Sheet { title: format!("{title}: {}", opened.heading("by subject")), columns: by_subject(opened, found), below: Vec::new() });
    }
    sheets
}

/// Each subject's score in the best light, and the share of each child in it.
fn by_subject(opened: &Opened, found: &DerivedWeights) -> Vec<Column> {
    let subjects = || found.subjects.iter();
    let mut columns = vec![
        Column::new(Role::Name, opened.words().subject, subjects().map(|one| opened.subject(&one.subject))),
        Column::new(Role::Number, opened.heading("Score"), subjects().map(|one| shown(one.score))),
    ];
    for (place, (id, _)) in found.weights.iter().enumerate() {
        let share = |shares: &[(String, Decimal)]| shares.get(place).map_or_else(String::new, |(_, share)| shown(*share));
        columns.push(Column::new(Role::Number, id, subjects().map(|one| share(&one.shares))));
    }
    columns
}
