//! The language of names, headings and lines. Keys of JSON and ids are the same in every language.

pub(crate) mod line;
pub(crate) mod words;

use evalindex::Evaluation;

use crate::render::counted;

/// The language of names and headings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
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

    /// The name in this language; the English one where there is no translation.
    pub(crate) fn name<'n>(self, name: &'n str, chinese: Option<&'n String>) -> &'n str {
        match self {
            Self::En => name,
            Self::Zh => chinese.map_or(name, String::as_str),
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

    /// The evaluation with the names of this language, where it has them.
    pub(crate) fn named(self, mut evaluation: Evaluation) -> Evaluation {
        let rename = |name: &mut String, chinese: Option<&String>| *name = self.name(name, chinese).to_owned();
        if self == Self::En {
            return evaluation;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_without_a_translation_stays() {
        let chinese = "太原".to_owned();
        assert_eq!(Lang::Zh.name("Taiyuan", Some(&chinese)), "太原");
        assert_eq!(Lang::Zh.name("Taiyuan", None), "Taiyuan");
        assert_eq!(Lang::En.name("Taiyuan", Some(&chinese)), "Taiyuan");
    }

    #[test]
    fn one_column_is_singular() {
        assert_eq!(Lang::En.columns_left_out(1), "1 more column did not fit (all with --format csv).");
        assert_eq!(Lang::En.columns_left_out(2), "2 more columns did not fit (all with --format csv).");
    }
}
