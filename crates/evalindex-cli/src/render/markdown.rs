//! Results as Markdown: a heading and a table for each sheet.

use super::sheet::{Body, Sheet};
use super::{Column, Report, Style, column, visible};
use crate::failure::Failure;
use crate::lang::line;
use crate::output::Answer;

/// The title of the document as the first heading, a section for each sheet, and the notes as a list.
#[expect(clippy::unnecessary_wraps, reason = "other formats can fail")]
pub(super) fn write(report: &dyn Report, style: Style<'_>) -> Result<Answer, Failure> {
    let about = report.about();
    let title = about.title.map(|title| format!("# {}\n", escaped(title)));
    let sections = report.sheets().into_iter().map(|sheet| section(&sheet));
    let notes = (!about.notes.is_empty()).then(|| {
        let items: String = about.notes.iter().map(|note| item(note) + "\n").collect();
        format!("{}\n\n{items}", style.lang.say(line::NOTES))
    });
    Ok(Answer::of(title.into_iter().chain(sections).chain(notes).collect::<Vec<_>>().join("\n")))
}

/// The title as a heading, the table, and the lines below as a list.
fn section(sheet: &Sheet) -> String {
    let mut lines = vec![format!("## {}", escaped(&sheet.title))];
    match &sheet.body {
        Body::Text(text) => lines.extend([String::new(), (*text).to_owned()]),
        Body::Columns(columns) if columns.is_empty() => {}
        Body::Columns(columns) => lines.extend(std::iter::once(String::new()).chain(table(columns))),
    }
    if let Some(heading) = sheet.heading_below {
        lines.extend([String::new(), heading.to_owned()]);
    }
    let below: Vec<String> = sheet.lines_below().map(|line| item(&line)).collect();
    if !below.is_empty() {
        lines.push(String::new());
        lines.extend(below);
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

/// The text as an item of a list, which nothing in it makes a heading, a quotation or another list.
fn item(text: &str) -> String {
    let text = escaped(text.trim_start());
    let digits = text.len() - text.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    let (number, rest) = text.split_at(digits);
    let begins_a_block = if number.is_empty() { &['>', '-', '+', '='][..] } else { &['.', ')'] };
    let escape = if rest.starts_with(begins_a_block) { "\\" } else { "" };
    format!("- {number}{escape}{rest}")
}

/// The text as Markdown shows it letter for letter, on one line and within one cell.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in visible(text).chars() {
        if matches!(character, '|' | '\\' | '`' | '*' | '_' | '<' | '[' | ']' | '~' | '&' | '#') {
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
        assert_eq!(escaped("[l](javascript:a) &#124; `c`"), r"\[l\](javascript:a) \&\#124; \`c\`");
    }

    #[test]
    fn items_stay_text() {
        for (text, expected) in [
            ("# h", r"- \# h"),
            ("> q", r"- \> q"),
            ("- l", r"- \- l"),
            ("1. l", r"- 1\. l"),
            ("2023) l", r"- 2023\) l"),
            ("    code", "- code"),
            ("1.5 points", r"- 1\.5 points"),
            ("2018-2020 is over", "- 2018-2020 is over"),
        ] {
            assert_eq!(item(text), expected);
        }
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
