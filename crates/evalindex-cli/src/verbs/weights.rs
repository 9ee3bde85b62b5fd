//! `score weights FILE --method …`: where weights come from.

use evalindex::Decimal;
use evalindex::weight::{DerivedWeights, JudgedMethod, ShareBounds, WeightMethod, WeightSource};

use crate::args::{Analysis, Opened, Source, judgements, number, number_of};
use crate::failure::{Failure, Fatal};
use crate::lang::line;
use crate::output::Answer;
use crate::render::{Column, Role, Rows, Sheet, Tidy, fixed, plain, visible};

/// Works out weights for the children of one node, by their order, by judgements, or from the figures
///
/// By order (most important first, as the document lists them): `equal`, `rank_order_centroid`, `rank_sum`,
/// `rank_reciprocal`. By judgements (--matrix): `ahp`, `ahp_geometric`, `best_worst`, `budget_allocation`. From figures of
/// the ranked subjects: `entropy`, `standard_deviation`, `standard_deviation_raw`, `critic`, `merec`; from their scores:
/// `principal_components`, `benefit_of_the_doubt` (--least, --most), `target_importances` (--target). Methods that use
/// figures or scores give weight to what separates subjects, not to what matters.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Document, index, format and language.
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
    /// of several experts, `experts` in place of `matrix` or of the four fields of `best_worst`, with `combine` and `weights`;
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

/// How weights are found.
#[derive(Clone, Debug)]
enum Method {
    /// By a source that documents can have, with its usual parameter.
    Source(WeightSource),
    /// By judgements in a file.
    Judged(JudgedMethod),
}

impl Method {
    /// The options that go with it.
    fn options(&self) -> &'static [&'static str] {
        match self {
            Self::Source(WeightSource::BenefitOfTheDoubt(_)) => &["--least", "--most"],
            Self::Source(WeightSource::TargetImportances(_)) => &["--target"],
            Self::Source(_) => &[],
            Self::Judged(judged) if judged.has_ratio => &["--matrix", "--max-cr"],
            Self::Judged(_) => &["--matrix"],
        }
    }
}

/// Reads the name of a method.
fn method(argument: &str) -> Result<Method, String> {
    let judged = || JudgedMethod::all().find(|method| method.name == argument).map(Method::Judged);
    WeightSource::usual(argument).map(Method::Source).or_else(judged).ok_or_else(|| {
        let names = WeightMethod::NAMES.iter().chain(WeightSource::NAMES_WITH_PARAMETER).copied();
        format!("expected one of {}", names.collect::<Vec<_>>().join(", "))
    })
}

/// Reads `NODE=IMPORTANCE`.
fn target(argument: &str) -> Result<(String, Decimal), String> {
    let (node, importance) = number_of(argument, "NODE=IMPORTANCE, such as innovation=35")?;
    Ok((node.to_owned(), importance))
}

impl Arguments {
    /// Weighs the children and shows the weights.
    pub(crate) fn run(self) -> Result<Answer, Failure> {
        self.check_options()?;
        let judged = match (&self.method, &self.matrix) {
            (Method::Judged(method), Some(file)) => Some(judgements::weigh(*method, file, self.max_cr)?),
            _ => None,
        };
        self.analysis.run(
            "weights",
            |opened| match &judged {
                Some(found) => self.of_node(opened, found),
                None => self.derived(opened),
            },
            |opened, found| self.sheets(opened, found),
        )
    }

    /// Refuses options that do not go with the method, and judgements that are not given.
    fn check_options(&self) -> Result<(), Failure> {
        if matches!(self.method, Method::Judged(_)) && self.matrix.is_none() {
            return Err(Failure::usage("judgements are needed: --matrix FILE"));
        }
        let given = [
            ("--matrix", self.matrix.is_some()),
            ("--max-cr", self.max_cr.is_some()),
            ("--least", self.least.is_some()),
            ("--most", self.most.is_some()),
            ("--target", !self.target.is_empty()),
        ];
        match given.into_iter().find(|(option, given)| *given && !self.method.options().contains(option)) {
            Some((option, _)) => Err(Failure::usage(format!("this method takes no {option}"))),
            None => Ok(()),
        }
    }

    /// Weights that need the document; of a method by judgements the children, equally weighed.
    fn derived(&self, opened: &Opened<'_>) -> Result<DerivedWeights, Failure> {
        let source = match &self.method {
            Method::Judged(_) => WeightSource::Method(WeightMethod::Equal),
            Method::Source(WeightSource::TargetImportances(_)) => WeightSource::TargetImportances(self.target.clone()),
            Method::Source(WeightSource::BenefitOfTheDoubt(any)) => {
                let (least, most) = (self.least.unwrap_or(any.least), self.most.unwrap_or(any.most));
                WeightSource::BenefitOfTheDoubt(ShareBounds { least, most })
            }
            Method::Source(source) => source.clone(),
        };
        let weighed = opened.prepared.weights_from(opened.index, self.node.as_deref(), &source);
        weighed.map_err(|error| error.failure(opened.file))
    }

    /// Weights by judgements as those of the node's children: each item is one of them, and each of them an item.
    fn of_node(&self, opened: &Opened<'_>, found: &DerivedWeights) -> Result<DerivedWeights, Failure> {
        let children = self.derived(opened)?;
        let ids = |weights: &DerivedWeights| {
            let mut ids: Vec<String> = weights.weights.iter().map(|(id, _)| id.clone()).collect();
            ids.sort_unstable();
            ids
        };
        if ids(found) != ids(&children) {
            let (judged, expected) = (ids(found).join(", "), ids(&children).join(", "));
            let node = &children.node;
            let file = self.matrix.as_ref().map(Source::name).unwrap_or_default();
            return Err(Failure::refused(format!(
                "{file}: judgements of {judged}, expected the children of `{node}`: {expected}"
            )));
        }
        let mut found = found.clone();
        found.node = children.node;
        Ok(found)
    }

    /// The weights, and each subject's where they differ.
    fn sheets(&self, opened: &Opened<'_>, found: &DerivedWeights) -> Vec<Sheet> {
        let title =
            format!("{}: {}", opened.title, opened.lang.children_weighed(&opened.node(&found.node), found.method));
        let by_subject = format!("{title}: {}", opened.lang.say(line::BY_SUBJECT));
        let warnings = self.warnings(found);
        let shown = Sheet::new(title, weights(opened, found)).facts(facts(found)).warnings(warnings);
        let mut sheets = vec![shown.tidy(tidy_weights(opened, found)).tidy(diagnostics(opened, found))];
        if !found.subjects.is_empty() {
            sheets.push(Sheet::new(by_subject, subjects(opened, found)).tidy(tidy_subjects(opened, found)));
        }
        sheets
    }

    /// The warnings of judgements that contradict each other or are mended.
    fn warnings(&self, found: &DerivedWeights) -> Vec<String> {
        let Some(file) = self.matrix.as_ref().map(Source::name) else { return Vec::new() };
        let all = [found.inconsistency(), found.mended()].into_iter().flatten();
        all.map(|text| visible(&format!("{file}: warning: {text}")).into_owned()).collect()
    }
}

/// The decimals of a weight.
const DECIMALS: u32 = 6;

/// The weights, and what the method says of each child.
fn weights(opened: &Opened<'_>, found: &DerivedWeights) -> Vec<Column> {
    let mut weights = Rows::new(opened.lang, &found.weights)
        .name(line::NODE, |(id, _)| opened.node(id))
        .number(line::WEIGHT, |(_, weight)| fixed(*weight, DECIMALS))
        .columns();
    weights.extend((1_usize..).zip(&found.experts).map(|(expert, one)| {
        let own = one.weights.iter().map(|(_, weight)| fixed(*weight, DECIMALS));
        Column::new(Role::Number, &format!("expert {expert}"), own)
    }));
    weights.extend(found.by_child.iter().map(|(name, figures)| {
        Column::new(Role::Number, name, figures.iter().map(|(_, figure)| fixed(*figure, DECIMALS)))
    }));
    weights
}

/// Diagnostics of the whole: figures, then findings in words.
fn facts(found: &DerivedWeights) -> Vec<(String, String)> {
    let figures = found.diagnostics.iter().map(|(name, figure)| (*name, figure.normalize().to_string()));
    let findings = found.remarks.iter().map(|(name, text)| (*name, text.clone()));
    let whole = figures.chain(findings).map(|(name, value)| (name.to_owned(), value));
    let experts = (1_usize..).zip(&found.experts).flat_map(|(expert, one)| {
        let figures = one.diagnostics.iter().map(|(name, figure)| (*name, figure.normalize().to_string()));
        let findings = one.remarks.iter().map(|(name, text)| (*name, text.clone()));
        let share = std::iter::once(("share", one.share.to_string()));
        let all = share.chain(figures).chain(findings);
        all.map(move |(name, value)| (format!("expert {expert} {name}"), value))
    });
    whole.chain(experts).collect()
}

/// Each subject's score in the best light, and the share of each child in it.
fn subjects(opened: &Opened<'_>, found: &DerivedWeights) -> Vec<Column> {
    let rows = Rows::new(opened.lang, &found.subjects)
        .name(line::SUBJECT, |one| opened.subject(&one.subject))
        .number(line::SCORE, |one| fixed(one.score, DECIMALS));
    let children = found.weights.iter().enumerate();
    let all = children.fold(rows, |rows, (position, (id, _))| {
        rows.headed(Role::Number, id, |one| {
            one.shares.get(position).map_or_else(String::new, |(_, share)| fixed(*share, DECIMALS))
        })
    });
    all.columns()
}

/// The weights, and what the method says of each child, for machines.
fn tidy_weights(opened: &Opened<'_>, found: &DerivedWeights) -> Tidy {
    let children: Vec<_> = found.weights.iter().enumerate().collect();
    let rows = opened
        .tidy("weights", &children)
        .text(line::CSV_NODE, |(_, (id, _))| Some(id.clone()))
        .text(line::CSV_NAME, |(_, (id, _))| Some(opened.node_name(id)))
        .number(line::WEIGHT, |(_, (_, weight))| Some(*weight));
    let all = found.by_child.iter().fold(rows, |rows, (name, figures)| {
        rows.headed((*name).to_owned(), true, |(position, _)| figures.get(*position).map(|(_, figure)| plain(*figure)))
    });
    let all = (1_usize..).zip(&found.experts).fold(all, |rows, (expert, one)| {
        rows.headed(format!("expert_{expert}"), true, |(position, _)| {
            one.weights.get(*position).map(|(_, weight)| plain(*weight))
        })
    });
    all.table()
}

/// Figures and findings about the whole, for machines.
fn diagnostics(opened: &Opened<'_>, found: &DerivedWeights) -> Tidy {
    let facts = facts(found);
    opened
        .tidy("diagnostics", &facts)
        .text(line::DIAGNOSTIC, |(name, _)| Some(name.clone()))
        .text(line::VALUE, |(_, value)| Some(value.clone()))
        .table()
}

/// Each subject's score in the best light, and the share of each child in it, for machines.
fn tidy_subjects(opened: &Opened<'_>, found: &DerivedWeights) -> Tidy {
    let rows = opened
        .tidy("subjects", &found.subjects)
        .text(line::CSV_SUBJECT, |one| Some(one.subject.clone()))
        .text(line::CSV_NAME, |one| Some(opened.subject(&one.subject)))
        .number(line::CSV_SCORE, |one| Some(one.score));
    let all = found.weights.iter().enumerate().fold(rows, |rows, (position, (id, _))| {
        rows.headed(id.clone(), true, move |one| one.shares.get(position).map(|(_, share)| plain(*share)))
    });
    all.table()
}
