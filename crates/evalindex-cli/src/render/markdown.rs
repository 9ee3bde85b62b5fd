//! The result as Markdown: a heading and a table an index.

use evalindex::Evaluation;
use evalindex::result::IndexResult;

use super::Sheet;
use super::columns::{Column, columns, title};
use crate::lang::Words;
use crate::text::visible;

/// One section per index.
pub(super) fn render(evaluation: &Evaluation, words: &Words) -> String {
    let sections = evaluation.indexes.iter().map(|index| {
        let mut lines = vec![format!("## {}", escaped(&title(index, evaluation.period.as_ref()))), String::new()];
        lines.extend(ranking(index, words));
        lines.extend(unranked(index, words));
        lines.join("\n") + "\n"
    });
    sections.collect::<Vec<_>>().join("\n")
}

/// One section of a sheet.
pub(super) fn sheet(sheet: &Sheet) -> String {
    let mut lines = vec![format!("## {}", escaped(&sheet.title)), String::new()];
    lines.extend(table(&sheet.columns));
    if !sheet.below.is_empty() {
        lines.push(String::new());
        lines.extend(sheet.below.iter().map(|line| format!("- {}", escaped(line))));
    }
    lines.join("\n") + "\n"
}

fn ranking(index: &IndexResult, words: &Words) -> Vec<String> {
    if index.ranking.is_empty() {
        return vec![words.nobody.to_owned()];
    }
    table(&columns(index, words))
}

fn table(columns: &[Column]) -> Vec<String> {
    let line = |cell: &dyn Fn(&Column) -> String| {
        let cells = columns.iter().map(cell).collect::<Vec<_>>();
        format!("| {} |", cells.join(" | "))
    };
    let rows = columns.iter().map(|column| column.cells.len()).max().unwrap_or_default();
    let mut lines = vec![
        line(&|column| escaped(&column.heading)),
        line(&|column| if column.role.is_number() { "---:" } else { "---" }.to_owned()),
    ];
    lines.extend(
        (0..rows).map(|row| line(&|column| column.cells.get(row).map(|cell| escaped(cell)).unwrap_or_default())),
    );
    lines
}

fn unranked(index: &IndexResult, words: &Words) -> Vec<String> {
    if index.unranked.is_empty() {
        return Vec::new();
    }
    let mut lines =
        vec![String::new(), format!("{}{}", words.unranked, words.colon).trim_end().to_owned(), String::new()];
    let rows = index.unranked.iter();
    lines.extend(rows.map(|row| format!("- {}{}{}", escaped(&row.name), words.colon, escaped(&row.reason))));
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
    use super::super::columns::Role;
    use super::*;

    #[test]
    fn cells_cannot_break_the_table() {
        assert_eq!(escaped("太原 | a\\b"), r"太原 \| a\\b");
        assert_eq!(escaped("x\ny <b> *z*"), r"x\\ny \<b> \*z\*");
    }

    #[test]
    fn numbers_are_set_to_the_right() {
        let columns = [
            Column { role: Role::Number, heading: "Rank".into(), cells: vec!["1".into(), "2".into()] },
            Column { role: Role::Name, heading: "Sub|ject".into(), cells: vec!["A".into(), "B|C".into()] },
        ];
        assert_eq!(table(&columns), [r"| Rank | Sub\|ject |", "| ---: | --- |", "| 1 | A |", r"| 2 | B\|C |"]);
    }
}
