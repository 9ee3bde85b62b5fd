//! Results as Markdown: a heading and a table for each sheet.

use super::sheet::{Body, Sheet};
use super::{Column, Report, column, visible};
use crate::failure::Failure;
use crate::lang::Lang;
use crate::output::Answer;

/// A section for each sheet.
#[expect(clippy::unnecessary_wraps, reason = "other formats can fail")]
pub(super) fn write(report: &dyn Report, _: Lang) -> Result<Answer, Failure> {
    let sections: Vec<String> = report.sheets().iter().map(section).collect();
    Ok(Answer::of(sections.join("\n")))
}

/// The title as a heading, the table, and the lines below as a list.
fn section(sheet: &Sheet) -> String {
    let mut lines = vec![format!("## {}", escaped(&sheet.title)), String::new()];
    match &sheet.body {
        Body::Text(text) => lines.push((*text).to_owned()),
        Body::Columns(columns) => lines.extend(table(columns)),
    }
    if let Some(heading) = sheet.heading_below {
        lines.extend([String::new(), heading.to_owned()]);
    }
    if !sheet.below.is_empty() {
        lines.push(String::new());
        lines.extend(sheet.below.iter().map(|line| format!("- {}", escaped(line))));
    }
    lines.join("\n") + "\n"
}

/// The heading, the line of alignments, and a line for each row.
fn table(columns: &[Column]) -> Vec<String> {
    let line = |cell: &dyn Fn(&Column) -> String| {
        let cells = columns.iter().map(cell).collect::<Vec<_>>();
        format!("| {} |", cells.join(" | "))
    };
    let mut lines = vec![
        line(&|column| escaped(&column.heading)),
        line(&|column| if column.role.is_number() { "---:" } else { "---" }.to_owned()),
    ];
    lines.extend((0..column::height(columns)).map(|row| line(&|column| escaped(column.cell(row)))));
    lines
}

/// The text as Markdown shows it letter for letter, on one line and within one cell.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in visible(text).chars() {
        if matches!(character, '|' | '\\' | '`' | '*' | '_' | '<' | '[' | '~') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::Role;

    #[test]
    fn cells_cannot_break_the_table() {
        assert_eq!(escaped("太原 | a\\b"), r"太原 \| a\\b");
        assert_eq!(escaped("x\ny <b> *z*"), r"x\\ny \<b> \*z\*");
    }

    #[test]
    fn numbers_are_set_to_the_right() {
        let columns = [
            Column::new(Role::Number, "Rank", ["1".to_owned(), "2".to_owned()]),
            Column::new(Role::Name, "Sub|ject", ["A".to_owned(), "B|C".to_owned()]),
        ];
        assert_eq!(table(&columns), [r"| Rank | Sub\|ject |", "| ---: | --- |", "| 1 | A |", r"| 2 | B\|C |"]);
    }
}
