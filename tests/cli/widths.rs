//! What every verb prints for reading, at three widths of a terminal, in both languages.
//!
//! The same verb without a width is what is expected: every cell is there as it is or shortened with an ellipsis, a column
//! that is left out is counted in a line, and everything else is the same text in other lines.

use std::path::PathBuf;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::support::{command, run, score_arguments};

/// A table: the cells of its heading and of each row, without blanks. A row whose first cell is empty belongs to the one
/// above it.
struct Table(Vec<Vec<String>>);

/// The tables of an output, and its other lines.
fn parts(output: &str) -> (Vec<Table>, Vec<String>) {
    let lines: Vec<&str> = output.lines().collect();
    let (mut tables, mut others): (Vec<Table>, Vec<String>) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < lines.len() {
        if lines.get(at + 1).is_some_and(|line| line.starts_with('─')) {
            let spans = spans(lines[at + 1]);
            let inside = |line: &&&str| !line.is_empty() && !is_mark(line) && fits(line, &spans);
            let mut rows = lines[at + 2..].iter().take_while(inside).count();
            // A line below the table may be as short as its first column.
            while rows > 0 && cells(lines[at + 1 + rows], &spans)[1..].iter().all(String::is_empty) {
                rows -= 1;
            }
            let mut table = Table(Vec::new());
            for line in [at].into_iter().chain(at + 2..at + 2 + rows) {
                table.add(cells(lines[line], &spans));
            }
            tables.push(table);
            at += 2 + rows;
        } else {
            others.push(lines[at].to_owned());
            at += 1;
        }
    }
    (tables, others)
}

impl Table {
    /// Adds a line.
    fn add(&mut self, cells: Vec<String>) {
        match self.0.last_mut() {
            Some(row) if cells[0].is_empty() => row.iter_mut().zip(cells).for_each(|(cell, more)| cell.push_str(&more)),
            _ => self.0.push(cells),
        }
    }
}

/// Whether a line says that columns were left out.
fn is_mark(line: &str) -> bool {
    line.contains("did not fit") || line.contains("列放不下")
}

/// Where each part of a rule begins and ends.
fn spans(rule: &str) -> Vec<(usize, usize)> {
    let mut spans: Vec<(usize, usize)> = Vec::new();
    for (column, letter) in rule.chars().enumerate() {
        match spans.last_mut() {
            Some((_, end)) if letter == '─' && *end == column => *end += 1,
            _ if letter == '─' => spans.push((column, column + 1)),
            _ => {}
        }
    }
    spans
}

/// Whether a line has nothing but blanks between these columns and behind the last.
fn fits(line: &str, spans: &[(usize, usize)]) -> bool {
    let mut column = 0;
    line.chars().all(|letter| {
        let (start, end) = (column, column + letter.width().unwrap_or_default());
        column = end;
        letter == ' ' || spans.iter().any(|span| span.0 <= start && end <= span.1)
    })
}

/// The text of each column of a line.
fn cells(line: &str, spans: &[(usize, usize)]) -> Vec<String> {
    let mut cells = vec![String::new(); spans.len()];
    let mut column = 0;
    for letter in line.chars() {
        if let Some(cell) = spans.iter().position(|span| span.0 <= column && column < span.1) {
            cells[cell].push(letter);
        }
        column += letter.width().unwrap_or_default();
    }
    cells.iter().map(|cell| letters(cell)).collect()
}

/// A text without blanks.
fn letters(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

/// Whether a cell is the whole one, or its beginning and end around an ellipsis.
fn is_whole_or_marked(cell: &str, whole: &str) -> bool {
    cell == whole || cell.split_once('…').is_some_and(|(start, end)| whole.starts_with(start) && whole.ends_with(end))
}

fn fixture(name: &str) -> String {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "..", "..", "fixtures", name].iter().collect();
    path.to_str().unwrap().to_owned()
}

/// Every verb that prints tables, on the home case.
fn verbs() -> Vec<Vec<String>> {
    let (new, old) = (fixture("2023.json"), fixture("2023-draft.json"));
    let published = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("widths-published.json");
    std::fs::write(&published, score_arguments(&[&old, "--format", "json"]).result()).unwrap();
    let verbs: [&[&str]; 17] = [
        &[&new],
        &["check", &new],
        &["check", &new, "--advise"],
        &["explain", &new, "taiyuan"],
        &["explain", &new, "taiyuan", "--node", "new_drivers"],
        &["compare", &old, &new],
        &["gap", &new, "taiyuan", "datong"],
        &["tasks", &new, "--on", "2023-10-31"],
        &["verify", published.to_str().unwrap(), &new],
        &["what-if", &new, "--drop", "innovation"],
        &["tipping", &new],
        &["certain", &new],
        &["robustness", &new, "--draws", "50", "--seed", "1"],
        &["sensitivity", &new, "--draws", "16", "--seed", "1"],
        &["weights", &new, "--method", "entropy"],
        &["leave-out", &new],
        &["balance", &new],
    ];
    verbs.iter().map(|verb| verb.iter().map(|&word| word.to_owned()).collect()).collect()
}

#[test]
fn every_verb_fits_its_width_and_marks_what_it_cuts() {
    let mut faults = Vec::new();
    for verb in verbs() {
        for lang in ["en", "zh"] {
            let printed = |width: Option<usize>| {
                let mut command = command();
                command.args(&verb).args(["--lang", lang]);
                if let Some(width) = width {
                    command.env("COLUMNS", width.to_string());
                }
                run(&mut command).out
            };
            let whole = printed(None);
            assert!(!whole.is_empty(), "{verb:?}");
            for width in [80, 100, 160] {
                let shown = printed(Some(width));
                let asked = format!("{verb:?} --lang {lang} at {width}");
                let too_wide: Vec<&str> = shown.lines().filter(|line| line.width() > width).collect();
                let lost = lost(&parts(&whole), &parts(&shown));
                // The first column of differences is of words, so that no row has an end that is seen.
                let lost = if verb[0] == "verify" { Vec::new() } else { lost };
                if !too_wide.is_empty() || !lost.is_empty() {
                    faults.push(format!("{asked}: too wide {too_wide:#?}, lost {lost:#?}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What of the whole is not there, and not marked as cut or left out.
fn lost((tables, lines): &(Vec<Table>, Vec<String>), (narrow, others): &(Vec<Table>, Vec<String>)) -> Vec<String> {
    let mut lost = Vec::new();
    let mut cut = 0;
    if tables.len() != narrow.len() {
        return vec![format!("{} tables of {}", narrow.len(), tables.len())];
    }
    for (Table(whole), Table(shown)) in tables.iter().zip(narrow) {
        // The columns that are kept, in their order, by their headings.
        let mut from = 0;
        let mut kept = Vec::new();
        for heading in &shown[0] {
            from += whole[0][from..].iter().position(|one| is_whole_or_marked(heading, one)).unwrap() + 1;
            kept.push(from - 1);
        }
        if whole.len() != shown.len() {
            lost.push(format!("{} rows of {}", shown.len(), whole.len()));
        }
        for (row, narrow) in whole.iter().zip(shown) {
            let pairs = narrow.iter().zip(&kept).filter(|(cell, column)| !is_whole_or_marked(cell, &row[**column]));
            lost.extend(pairs.map(|(cell, column)| format!("`{cell}` of `{}`", row[*column])));
        }
        cut += usize::from(whole[0].len() > shown[0].len());
    }
    if others.iter().filter(|line| is_mark(line)).count() != cut {
        lost.push(format!("{cut} tables without some of their columns"));
    }
    let text =
        |lines: &[String]| lines.iter().filter(|line| !is_mark(line)).map(|line| letters(line)).collect::<String>();
    if text(others) != text(lines) {
        lost.push(format!("of the lines beside the tables: {}", text(others)));
    }
    lost
}
