//! `score weights FILE --method …`: where weights come from.

use evalindex::{DerivedWeights, Judgements, WeightMethod, WeightMethodError, ahp, geometric_means};

use crate::analysis::{Analysis, Opened};
use crate::failure::Failure;
use crate::input::Source;
use crate::output::Answer;
use crate::render::{Column, Role, Sheet};

/// Works out weights for the children of one node, by their order, by judgements of pairs, or from the figures
///
/// By order (most important first, as the document lists them): `equal`, `rank_order_centroid`, `rank_sum`,
/// `rank_reciprocal`. By judgements (--matrix): `ahp`, `ahp_geometric`. From figures of the ranked subjects: `entropy`,
/// `standard_deviation`, `critic`, `merec`; these weigh what separates subjects, not what matters.
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

    /// Judgements of pairs as JSON: {"items": [...], "matrix": [[1, "1/3"], ...]}, items being children of the node
    #[arg(long, value_name = "FILE")]
    matrix: Option<Source>,
}

/// A method of the library, or one by judgements.
#[derive(Clone, Copy, Debug)]
enum Method {
    Plain(WeightMethod),
    Ahp,
    AhpGeometric,
}

/// What a file of judgements holds.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Matrix {
    items: Vec<String>,
    matrix: Vec<Vec<serde_json::Value>>,
}

fn method(argument: &str) -> Result<Method, String> {
    match argument {
        "ahp" => Ok(Method::Ahp),
        "ahp_geometric" => Ok(Method::AhpGeometric),
        name => WeightMethod::from_name(name).map(Method::Plain).ok_or_else(|| {
            format!("expected one of {}, ahp, ahp_geometric", WeightMethod::NAMES.join(", "))
        }),
    }
}

impl Arguments {
    /// Weighs and renders.
    pub(crate) fn run(self) -> Result<Answer, Failure> {
        let judgements = self.judgements()?;
        let look = |opened: &Opened, index: usize| {
            let found = match (self.method, &judgements) {
                (Method::Plain(method), _) => opened.prepared.derive_weights(index, self.node.as_deref(), method),
                (Method::Ahp, Some(judgements)) => ahp(judgements),
                (Method::AhpGeometric, Some(judgements)) => geometric_means(judgements),
                (Method::Ahp | Method::AhpGeometric, None) => {
                    return Err(Failure::usage("judgements of pairs are needed: --matrix FILE"));
                }
            };
            let mut found = found.map_err(|error| match error {
                WeightMethodError::UnknownNode { .. } => Failure::usage(error.to_string()),
                other => Failure::refused(other.to_string()),
            })?;
            if judgements.is_some() {
                found.node = self.judged(opened, index, &found)?;
            }
            Ok(found)
        };
        self.analysis.run(look, sheets)
    }

    /// The node whose children were judged: each item is one of them, and each of them an item.
    fn judged(&self, opened: &Opened, index: usize, found: &DerivedWeights) -> Result<String, Failure> {
        let equal = opened.prepared.derive_weights(index, self.node.as_deref(), WeightMethod::Equal);
        let children = equal.map_err(|error| Failure::usage(error.to_string()))?;
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

    fn judgements(&self) -> Result<Option<Judgements>, Failure> {
        let Some(source) = &self.matrix else { return Ok(None) };
        let name = source.name();
        let refused = |what: String| Failure::refused(format!("{name}: {what}"));
        let read: Matrix = serde_json::from_str(&source.text()?).map_err(|error| refused(error.to_string()))?;
        let text = |cell: &serde_json::Value| match cell {
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let rows: Vec<Vec<String>> = read.matrix.iter().map(|row| row.iter().map(text).collect()).collect();
        Judgements::parse(read.items, &rows).map(Some).map_err(|error| refused(error.to_string()))
    }
}

fn sheets(opened: &Opened, index: usize, found: &DerivedWeights) -> Vec<Sheet> {
    let percent = |weight: evalindex::Decimal| evalindex::Rounding::half_up(6).apply(weight).to_string();
    let columns = vec![
        Column::new(Role::Name, "Node", found.weights.iter().map(|(id, _)| id.clone())),
        Column::new(Role::Number, "Weight", found.weights.iter().map(|(_, weight)| percent(*weight))),
    ];
    let figures = found.diagnostics.iter().map(|(name, figure)| format!("{name}: {}", figure.normalize()));
    let remarks = found.remarks.iter().map(|(name, text)| format!("{name}: {text}"));
    let title = format!("{}: children of {} by {}", opened.title(index), found.node, found.method);
    vec![Sheet { title, columns, below: figures.chain(remarks).collect() }]
}
