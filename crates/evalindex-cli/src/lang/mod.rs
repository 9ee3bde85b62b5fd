//! The language of names and headings. Keys of JSON and ids never change.

mod headings;

use evalindex::Evaluation;

/// The language of names and headings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Lang {
    /// English
    En,
    /// Chinese (names from `name_zh` where the document gives one)
    Zh,
}

/// The fixed words of a table in one language.
#[derive(Debug)]
pub(crate) struct Words {
    pub(crate) rank: &'static str,
    pub(crate) subject: &'static str,
    pub(crate) group: &'static str,
    pub(crate) group_rank: &'static str,
    pub(crate) score: &'static str,
    pub(crate) base: &'static str,
    pub(crate) bonus: &'static str,
    pub(crate) deduction: &'static str,
    pub(crate) grade: &'static str,
    /// Places gained since the period before.
    pub(crate) change: &'static str,
    /// The same of another time or other weights.
    pub(crate) rank_before: &'static str,
    pub(crate) score_before: &'static str,
    pub(crate) grade_before: &'static str,
    /// Points gained.
    pub(crate) gain: &'static str,
    /// Where nothing changes.
    pub(crate) unchanged: &'static str,
    /// Points gained a period.
    pub(crate) trend: &'static str,
    pub(crate) unranked: &'static str,
    pub(crate) nobody: &'static str,
    /// The columns of CSV: eleven before the nodes, one after them.
    pub(crate) csv: ([&'static str; 11], &'static str),
    /// The columns of CSV before the nodes where there are earlier periods.
    pub(crate) csv_history: [&'static str; 3],
    /// Between a name and what is said of it.
    pub(crate) colon: &'static str,
    /// How a table says that columns do not fit.
    pub(crate) left_out: fn(usize) -> String,
}

static ENGLISH: Words = Words {
    rank: "Rank",
    subject: "Subject",
    group: "Group",
    group_rank: "In group",
    score: "Score",
    base: "Base",
    bonus: "Bonus",
    deduction: "Deduction",
    grade: "Grade",
    change: "Change",
    rank_before: "Was",
    score_before: "Score was",
    grade_before: "Grade was",
    gain: "Gain",
    unchanged: "Nothing changes.",
    trend: "Trend",
    unranked: "Unranked",
    nobody: "No subject is ranked.",
    csv: (
        ["index", "rank", "subject", "name", "group", "group_rank", "score", "base", "bonus", "deduction", "grade"],
        "reason",
    ),
    csv_history: ["rank_change", "score_change", "trend"],
    colon: ": ",
    left_out: |columns| {
        let plural = if columns == 1 { "" } else { "s" };
        format!("{columns} more column{plural} did not fit (all with --format csv).")
    },
};

static CHINESE: Words = Words {
    rank: "名次",
    subject: "对象",
    group: "组别",
    group_rank: "组内名次",
    score: "得分",
    base: "基础分",
    bonus: "加分",
    deduction: "扣分",
    grade: "等次",
    change: "升降",
    rank_before: "原名次",
    score_before: "原得分",
    grade_before: "原等次",
    gain: "增减",
    unchanged: "没有变化。",
    trend: "趋势",
    unranked: "未排名",
    nobody: "没有对象参加排名。",
    csv: (["指标体系", "名次", "对象", "名称", "组别", "组内名次", "得分", "基础分", "加分", "扣分", "等次"], "原因"),
    csv_history: ["名次变化", "得分变化", "趋势"],
    colon: "：",
    left_out: |columns| format!("另有 {columns} 列放不下（--format csv 可见全部）。"),
};

impl Lang {
    /// The fixed words of tables.
    pub(crate) fn words(self) -> &'static Words {
        match self {
            Self::En => &ENGLISH,
            Self::Zh => &CHINESE,
        }
    }

    /// A heading of the verbs beside the ranking.
    pub(crate) fn heading(self, english: &'static str) -> &'static str {
        match self {
            Self::En => english,
            Self::Zh => headings::chinese(english),
        }
    }

    /// The evaluation with the names of this language, where it has them.
    pub(crate) fn named(self, mut evaluation: Evaluation) -> Evaluation {
        if self == Self::En {
            return evaluation;
        }
        for index in &mut evaluation.indexes {
            translate(&mut index.name, index.name_zh.as_ref());
            for node in &mut index.nodes {
                translate(&mut node.name, node.name_zh.as_ref());
            }
            for row in &mut index.ranking {
                translate(&mut row.name, row.name_zh.as_ref());
                if let Some(grade) = &mut row.grade {
                    translate(&mut grade.name, grade.name_zh.as_ref());
                }
            }
            for row in &mut index.unranked {
                translate(&mut row.name, row.name_zh.as_ref());
            }
        }
        evaluation
    }
}

fn translate(name: &mut String, chinese: Option<&String>) {
    if let Some(chinese) = chinese {
        name.clone_from(chinese);
    }
}
