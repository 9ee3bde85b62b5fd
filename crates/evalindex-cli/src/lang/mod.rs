//! The language of names, headings and lines. Keys of JSON and ids are the same in every language.

mod advice;
mod asked;
mod catalogue;
mod categories;
pub(crate) mod line;
mod problems;
mod remarks;
pub(crate) mod words;

use std::collections::BTreeMap;

use evalindex::result::NoticeKind;
use evalindex::{Document, Evaluation};

pub(crate) use self::asked::parser as lang_parser;
pub(crate) use self::categories::Categories;
pub(crate) use self::problems::{not_listed, with_grades};

use crate::render::counted;

/// The language of names and headings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lang {
    /// English
    En,
    /// Chinese (names from `name_zh` where the document gives one)
    Zh,
}

/// A heading or another fixed text, in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// In English.
    english: &'static str,
    /// In Chinese.
    chinese: &'static str,
}

impl Lang {
    /// A fixed text in this language.
    pub(crate) fn say(self, line: Line) -> &'static str {
        match self {
            Self::En => line.english,
            Self::Zh => line.chinese,
        }
    }

    /// A fixed text as the heading of a column for machines: in English lower case with underscores.
    pub(crate) fn key(self, line: Line) -> String {
        match self {
            Self::En => line.english.trim().to_lowercase().replace([' ', '-'], "_"),
            Self::Zh => line.chinese.to_owned(),
        }
    }

    /// The same of a heading and a part of it.
    pub(crate) fn joined_key(self, heading: Line, part: Line) -> String {
        let joint = if self == Self::En { "_" } else { "" };
        format!("{}{joint}{}", self.key(heading), self.key(part))
    }

    /// The name in this language; the English one where there is no translation.
    pub(crate) fn name<'n, T: AsRef<str> + ?Sized>(self, name: &'n str, chinese: Option<&'n T>) -> &'n str {
        match self {
            Self::En => name,
            Self::Zh => chinese.map_or(name, T::as_ref),
        }
    }

    /// The sentence below a table from which this number of columns was left out.
    pub(crate) fn columns_left_out(self, count: usize) -> String {
        match self {
            Self::En => format!("{} did not fit (all with --format csv).", counted(count, "more column")),
            Self::Zh => format!("另有 {count} 列放不下（--format csv 可见全部）。"),
        }
    }

    /// The line on differences that are not shown.
    pub(crate) fn more_differences(self, count: usize) -> String {
        match self {
            Self::En => format!("{} not shown (all with --format json).", counted(count, "more difference")),
            Self::Zh => format!("另有 {count} 处不一致未列出（--format json 可见全部）。"),
        }
    }

    /// The line on the only difference of two documents, and on how many subjects it changes.
    pub(crate) fn only_cause(self, subjects: usize, difference: &str) -> String {
        match self {
            Self::En => format!("One difference changes {}: {difference}", counted(subjects, "subject")),
            Self::Zh => format!("仅此一处差异，影响 {subjects} 个对象：{difference}"),
        }
    }

    /// The line on the differences that are not shown.
    pub(crate) fn not_shown(self, counts: &str) -> String {
        match self {
            Self::En => format!("Not shown: {counts} (all with --format json)."),
            Self::Zh => format!("未列出：{counts}（--format json 可见全部）。"),
        }
    }

    /// The names of the subjects of a document, by their ids.
    pub(crate) fn subject_names(self, document: &Document) -> BTreeMap<&str, &str> {
        let subjects = document.subjects().iter();
        subjects.map(|one| (one.id.as_str(), self.name(&one.name, one.name_zh.as_ref()))).collect()
    }

    /// The line on tables that are not in a CSV of one table.
    pub(crate) fn other_tables(self, first: &str, others: &[&str]) -> String {
        match self {
            Self::En => format!("this is the table {first}; -o DIR writes it and {} as files", others.join(", ")),
            Self::Zh => format!("此为表 {first}；用 -o DIR 可将其与 {} 一并写成文件", others.join("、")),
        }
    }

    /// The line on an index without problems.
    pub(crate) fn sound(self, index: &str, subjects: usize, indicators: usize) -> String {
        match self {
            Self::En => {
                let (subjects, indicators) = (counted(subjects, "subject"), counted(indicators, "indicator"));
                format!("{index}: {subjects}, {indicators} — no problems")
            }
            Self::Zh => format!("{index}：{subjects} 个对象，{indicators} 个指标，没有问题"),
        }
    }

    /// The number of tasks in a state, by its heading.
    pub(crate) fn state_count(self, state: &str, count: usize) -> String {
        match self {
            Self::En => format!("{} {count}", state.to_lowercase()),
            Self::Zh => format!("{state}{count}"),
        }
    }

    /// The remark on tasks that were done after their due date.
    pub(crate) fn done_late(self, count: usize) -> String {
        match self {
            Self::En => format!(" ({count} late)"),
            Self::Zh => format!("（其中逾期完成{count}）"),
        }
    }

    /// The line on all tasks: their number, the day, the number in each state, and how many have no dates.
    pub(crate) fn all_tasks(self, total: usize, day: Option<&str>, states: &[String], undated: usize) -> String {
        match self {
            Self::En => {
                let on = day.map(|day| format!(" on {day}")).unwrap_or_default();
                let without = if undated > 0 { format!("; {undated} without dates") } else { String::new() };
                format!("{}{on}: {}{without}", counted(total, "task"), states.join(", "))
            }
            Self::Zh => {
                let on = day.map(|day| format!("截至{day}，")).unwrap_or_default();
                let without = if undated > 0 { format!("；未定日期{undated}") } else { String::new() };
                format!("{on}共{total}项任务：{}{without}", states.join("，"))
            }
        }
    }

    /// The line on tasks whose progress is of a later day than the one on which they are judged.
    pub(crate) fn reported_later(self, count: usize, day: &str) -> String {
        match self {
            Self::En => {
                format!("{} reported or done after {day}: they stand as on the later day", counted(count, "task"))
            }
            Self::Zh => format!("{count} 项任务的报告或完成日期晚于{day}，其状态为该日的状态"),
        }
    }

    /// The line on a task that was behind, overdue or unknown earlier, and that the document does not have any more.
    pub(crate) fn gone(self, task: &str) -> String {
        match self {
            Self::En => format!("No longer in the document: {task}"),
            Self::Zh => format!("文件中已无：{task}"),
        }
    }

    /// What one finished task would give a subject, and how many others gain by it.
    pub(crate) fn finishing(self, subject: &str, gain: &str, ranks: &str, others: usize) -> String {
        let more = match self {
            _ if others == 0 => String::new(),
            Self::En => format!(" and {others} more"),
            Self::Zh => format!("等{}个对象", others.saturating_add(1)),
        };
        match self {
            Self::En => format!("{subject} {gain} ({ranks}){more}"),
            Self::Zh => format!("{subject}{gain}（{ranks}）{more}"),
        }
    }

    /// The evaluation with the names of this language, where it has them.
    pub(crate) fn named(self, mut evaluation: Evaluation) -> Evaluation {
        let rename = |name: &mut String, chinese: Option<&String>| *name = self.name(name, chinese).to_owned();
        if self == Self::En {
            return evaluation;
        }
        for notice in evaluation.notices.iter_mut().filter(|one| names_grades(one.what)) {
            let index = evaluation.indexes.iter().find(|index| index.id == notice.index);
            let grades = || index.into_iter().flat_map(|index| &index.ranking).filter_map(|row| row.grade.as_ref());
            notice.text = with_grades(&notice.text, |name| {
                let grade = grades().find(|grade| grade.name == name);
                grade.map_or(name, |grade| self.name(name, grade.name_zh.as_ref())).to_owned()
            });
        }
        for index in &mut evaluation.indexes {
            rename(&mut index.name, index.name_zh.as_ref());
            for node in &mut index.nodes {
                rename(&mut node.name, node.name_zh.as_ref());
            }
            for row in &mut index.ranking {
                rename(&mut row.name, row.name_zh.as_ref());
                if let Some(grade) = &mut row.grade {
                    rename(&mut grade.name, grade.name_zh.as_ref());
                }
            }
            for row in &mut index.unranked {
                rename(&mut row.name, row.name_zh.as_ref());
            }
        }
        evaluation
    }
}

/// Whether notices of this sort name grades, in backticks.
pub(crate) fn names_grades(what: NoticeKind) -> bool {
    matches!(what, NoticeKind::Veto | NoticeKind::Quota | NoticeKind::Requirement)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_without_a_translation_stays() {
        let chinese = "太原".to_owned();
        assert_eq!(Lang::Zh.name("Taiyuan", Some(&chinese)), "太原");
        assert_eq!(Lang::Zh.name("Taiyuan", None::<&str>), "Taiyuan");
        assert_eq!(Lang::En.name("Taiyuan", Some(&chinese)), "Taiyuan");
    }

    #[test]
    fn one_column_is_singular() {
        assert_eq!(Lang::En.columns_left_out(1), "1 more column did not fit (all with --format csv).");
        assert_eq!(Lang::En.columns_left_out(2), "2 more columns did not fit (all with --format csv).");
    }
}
