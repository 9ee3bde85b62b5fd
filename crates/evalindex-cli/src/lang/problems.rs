//! Problems of documents in Chinese.

use std::borrow::Cow;

use evalindex::Problem;
use evalindex::problem::{More, Position, ProblemKind, Severity};

use super::{Lang, catalogue};

impl Lang {
    /// A text of the library in this language; in English where the catalogue has no row for it.
    pub(crate) fn translated(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::En => Cow::Borrowed(text),
            Self::Zh => catalogue::chinese(text),
        }
    }

    /// A problem, led by its path and position, in Chinese.
    pub(crate) fn problem(self, problem: &Problem) -> String {
        // The library cuts an endless path when it writes a problem.
        let path = Problem::new(problem.kind, &problem.path, "").to_string();
        let path = Some(path.trim_end_matches(": ").to_owned()).filter(|path| !path.is_empty());
        let position = problem.position.map(|Position { line, column }| format!("第{line}行第{column}列"));
        let place = path.into_iter().chain(position).collect::<Vec<_>>().join("，");
        let lead = if place.is_empty() { place } else { place + "：" };
        let found = problem.found.as_ref().map(|found| format!("实际为{}", self.translated(found)));
        let expected = problem.expected.as_ref().map(|expected| format!("应为{}", self.translated(expected)));
        let values = found.into_iter().chain(expected).collect::<Vec<_>>().join("，");
        let end = if values.is_empty() { values } else { format!("；{values}") };
        format!("{lead}{}{end}", self.translated(&problem.what))
    }
}

/// The numbers of problems that are not listed, by kind, in Chinese.
pub(crate) fn not_listed(file: &str, more: &[More]) -> String {
    let of = |severity: Severity, what: &str| {
        let alike = || more.iter().filter(move |more| more.severity == severity);
        let total: usize = alike().map(|more| more.count).sum();
        let counts: Vec<String> = alike().map(|more| format!("{}{}", kind(more.kind), more.count)).collect();
        (total > 0).then(|| format!("另有{total}个{what}未列出：{}", counts.join("、")))
    };
    let parts = [of(Severity::Problem, "问题"), of(Severity::Warning, "警告")];
    format!("{file}：{}", parts.into_iter().flatten().collect::<Vec<_>>().join("；"))
}

/// A text with the names of grades that stand in it in backticks in the language of names.
pub(crate) fn with_grades(text: &str, grade: impl Fn(&str) -> String) -> String {
    let parts = text.split('`').enumerate();
    let parts = parts.map(|(position, part)| if position % 2 == 1 { grade(part) } else { part.to_owned() });
    parts.collect::<Vec<_>>().join("`")
}

/// The sort of a problem.
const fn kind(kind: ProblemKind) -> &'static str {
    match kind {
        ProblemKind::Syntax => "语法",
        ProblemKind::UnknownField => "未知字段",
        ProblemKind::DuplicateKey => "重复的键",
        ProblemKind::MissingField => "缺少字段",
        ProblemKind::WrongType => "类型不符",
        ProblemKind::Number => "数值",
        ProblemKind::Id => "标识",
        ProblemKind::Reference => "引用",
        ProblemKind::Weights => "权重",
        ProblemKind::Structure => "结构",
        ProblemKind::Parameter => "参数",
        ProblemKind::MissingFigure => "缺少数据",
        ProblemKind::Figure => "数据",
        ProblemKind::Limit => "超限",
        ProblemKind::Unused => "未使用",
        ProblemKind::Internal => "程序内部",
        _ => "其他",
    }
}
