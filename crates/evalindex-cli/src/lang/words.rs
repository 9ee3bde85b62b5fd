//! Words of explanations that the library has as data, in both languages.

use evalindex::explain::{Absence, DecidedTie, GradeEdge, NotClosed, StepKind, TotalLimit};
use evalindex::model::Within;
use evalindex::number::{Exact, Formula};
use evalindex::order::Rank;
use evalindex::rule::Basis;

use super::{Lang, Line, line};
use crate::render::percent;

/// What a step does.
pub(crate) fn step(kind: StepKind) -> Line {
    match kind {
        StepKind::Taken => line::STEP_TAKEN,
        StepKind::Divided => line::STEP_DIVIDED,
        StepKind::Formed => line::STEP_FORMED,
        StepKind::Measured => line::STEP_MEASURED,
        StepKind::Treated => line::STEP_TREATED,
        StepKind::Transformed => line::STEP_TRANSFORMED,
        StepKind::Aggregated => line::STEP_AGGREGATED,
        StepKind::Given => line::STEP_GIVEN,
        StepKind::Imputed => line::STEP_IMPUTED,
        StepKind::Standardised => line::STEP_STANDARDISED,
        StepKind::Rounded => line::STEP_ROUNDED,
        _ => line::STEP_SCORED,
    }
}

/// Why a node has no score.
pub(crate) fn absence(absence: Absence) -> Line {
    match absence {
        Absence::NotApplicable => line::ABSENT_APPLICABLE,
        Absence::NoPrevious => line::ABSENT_PREVIOUS,
        Absence::LowCoverage => line::ABSENT_COVERAGE,
        _ => line::ABSENT_MISSING,
    }
}

/// Why no figure closes a gap.
pub(crate) fn not_closed(why: NotClosed) -> Line {
    match why {
        NotClosed::NoFigure => line::CLOSED_NO_FIGURE,
        NotClosed::NotCounted => line::CLOSED_NOT_COUNTED,
        NotClosed::NotMonotone => line::CLOSED_NOT_MONOTONE,
        NotClosed::NotTried => line::CLOSED_NOT_TRIED,
        NotClosed::Vetoed => line::CLOSED_VETOED,
        NotClosed::Required => line::CLOSED_REQUIRED,
        _ => line::CLOSED_OUT_OF_REACH,
    }
}

/// The floor or the cap of a total.
pub(crate) fn total_limit(limit: TotalLimit) -> Line {
    match limit {
        TotalLimit::Floor => line::TOTAL_FLOOR,
        _ => line::TOTAL_CAP,
    }
}

/// A place among so many.
pub(crate) fn place_of(lang: Lang, rank: Rank, of: usize) -> String {
    match lang {
        Lang::En => format!("{rank} of {of}"),
        Lang::Zh => format!("第{rank}名（共{of}个）"),
    }
}

/// What decided between equal totals.
pub(crate) fn tie_break(lang: Lang, with: &str, tie: &DecidedTie) -> String {
    match (lang, &tie.by, tie.is_ahead) {
        (Lang::En, Some(by), true) => format!("equal total, behind {with} by {by}"),
        (Lang::En, Some(by), false) => format!("equal total, ahead of {with} by {by}"),
        (Lang::En, None, true) => format!("equal total, behind {with} by the order of the document"),
        (Lang::En, None, false) => format!("equal total, ahead of {with} by the order of the document"),
        (Lang::Zh, Some(by), true) => format!("总分相同，按 {by} 居{with}之后"),
        (Lang::Zh, Some(by), false) => format!("总分相同，按 {by} 居{with}之前"),
        (Lang::Zh, None, true) => format!("总分相同，按文件顺序居{with}之后"),
        (Lang::Zh, None, false) => format!("总分相同，按文件顺序居{with}之前"),
    }
}

/// What a grade asks for.
pub(crate) fn edge(lang: Lang, edge: &GradeEdge) -> String {
    let cut = edge.at_least.map(|cut| match lang {
        Lang::En => format!("from {} points", cut.normalize()),
        Lang::Zh => format!("{}分及以上", cut.normalize()),
    });
    let most = edge.at_most.map(|cut| match lang {
        Lang::En => format!("up to {} points", cut.normalize()),
        Lang::Zh => format!("{}分及以下", cut.normalize()),
    });
    let among = match (lang, edge.within) {
        (Lang::En, Within::Group) => "ranked of the group",
        (Lang::En, _) => "ranked",
        (Lang::Zh, Within::Group) => "本组参评对象",
        (Lang::Zh, _) => "参评对象",
    };
    let quota = edge.max_share.zip(edge.quota).map(|(share, quota)| match lang {
        Lang::En => format!("at most {} of the {among}, {quota}", percent(share)),
        Lang::Zh => format!("不超过{among}的{}，即{quota}个", percent(share)),
    });
    let required = edge.requires.iter().filter_map(|one| {
        Some(match (lang, one.at_least, one.at_most) {
            (Lang::En, Some(cut), _) => format!("{} from {}", one.node, cut.normalize()),
            (Lang::En, None, cut) => format!("{} up to {}", one.node, cut?.normalize()),
            (Lang::Zh, Some(cut), _) => format!("{}{}分及以上", one.node, cut.normalize()),
            (Lang::Zh, None, cut) => format!("{}{}分及以下", one.node, cut?.normalize()),
        })
    });
    let comma = if lang == Lang::En { "; " } else { "；" };
    cut.into_iter().chain(most).chain(required).chain(quota).collect::<Vec<_>>().join(comma)
}

/// What chose a formula.
pub(crate) fn basis(lang: Lang, basis: &Basis) -> String {
    if lang == Lang::En {
        return basis.to_string();
    }
    let shown = |value: &Exact| Formula::from(value).to_string();
    match basis {
        Basis::Constant => "各对象数值相等".to_owned(),
        Basis::Limit(name) => format!("受 `{name}` 限制"),
        Basis::Place { place, equal, of } if *equal > 1 => format!("{of}个中第{place}名，{equal}个并列"),
        Basis::Place { place, of, .. } => format!("{of}个中第{place}名"),
        Basis::Behind { worse, equal, of } if *equal > 1 => {
            format!("{of}个中优于{worse}个，与{}个相同", equal.saturating_sub(1))
        }
        Basis::Behind { worse, of, .. } => format!("{of}个中优于{worse}个"),
        Basis::Between { from, to } => format!("介于{}与{}之间", shown(from), shown(to)),
        Basis::Reached(value) => format!("达到{}", shown(value)),
        Basis::Short(value) => format!("未超过{}", shown(value)),
        Basis::Inside { from, to } => format!("在{}至{}之内", shown(from), shown(to)),
        Basis::Outside { from, to } => format!("在{}至{}之外", shown(from), shown(to)),
        Basis::Negative => "小于0".to_owned(),
        Basis::Node { index, node, of } => {
            let of = match *of {
                "rank" => "名次",
                "aggregate" => "合成值",
                _ => "得分",
            };
            format!("取自`{index}`中`{node}`的{of}")
        }
        other => other.to_string(),
    }
}
