//! Lines for standard error before they have a language: the library's texts with what they stand in.

use evalindex::Problem;
use evalindex::problem::{More, Severity, not_listed};

use crate::lang::{Lang, not_listed as not_listed_in_chinese};
use crate::render::{counted, more_alike, visible};

/// A line for standard error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    /// Words, with the names in them.
    Text(String),
    /// A problem or warning of a document, led by the name of its file.
    Problem { file: String, problem: Box<Problem> },
    /// The numbers of problems that are not listed, led by the name of the file.
    NotListed { file: String, more: Vec<More> },
    /// The numbers of all problems and warnings.
    Counts { problems: usize, warnings: usize, evaluated: bool },
    /// A notice, led by the ids of what it is about.
    Notice { about: String, text: String },
    /// The number of notices alike that have no line.
    MoreNotices(usize),
}

impl Said {
    /// The line in a language, safe for a terminal.
    pub(crate) fn line(&self, lang: Lang) -> String {
        let line = match self {
            Self::Text(text) => lang.translated(text).into_owned(),
            Self::Problem { file, problem } => problem_line(lang, file, problem),
            Self::NotListed { file, more } => match lang {
                Lang::En => format!("{file}: {}", not_listed(more).unwrap_or_default()),
                Lang::Zh => not_listed_in_chinese(&lang.translated(file), more),
            },
            Self::Counts { problems, warnings, evaluated } => counts(lang, *problems, *warnings, *evaluated),
            Self::Notice { about, text } => match lang {
                Lang::En => format!("notice: {about}: {text}"),
                Lang::Zh => format!("提示：{about}：{}", lang.translated(text)),
            },
            Self::MoreNotices(others) => match lang {
                Lang::En => format!("notice: {}", more_alike(*others)),
                Lang::Zh => format!("提示：……另有{others}条同类提示（--format json 可见全部）"),
            },
        };
        visible(&line).into_owned()
    }
}

impl<T: Into<String>> From<T> for Said {
    fn from(text: T) -> Self {
        Self::Text(text.into())
    }
}

#[cfg(test)]
impl PartialEq<&str> for Said {
    fn eq(&self, english: &&str) -> bool {
        self.line(Lang::En) == *english
    }
}

/// A problem in words.
fn problem_line(lang: Lang, file: &str, problem: &Problem) -> String {
    let is_warning = problem.severity == Severity::Warning;
    match lang {
        Lang::En => format!("{file}: {}{problem}", if is_warning { "warning: " } else { "" }),
        Lang::Zh => {
            format!("{}：{}{}", lang.translated(file), if is_warning { "警告：" } else { "" }, lang.problem(problem))
        }
    }
}

/// The numbers of problems and warnings, and what becomes of the document.
fn counts(lang: Lang, problems: usize, warnings: usize, evaluated: bool) -> String {
    match lang {
        Lang::En => {
            let consequence = if evaluated { "" } else { ": not evaluated" };
            format!("{}, {}{consequence}", counted(problems, "problem"), counted(warnings, "warning"))
        }
        Lang::Zh => {
            format!("{problems}个问题，{warnings}个警告{}", if evaluated { "" } else { "：未予评价" })
        }
    }
}
