//! `--lang zh`: Chinese names and headings that line up; keys and ids that stay.

use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use crate::support::{DOCUMENT, command, run, score};

#[test]
fn headings_and_names_are_chinese_where_the_document_has_them() {
    let result = score(DOCUMENT, &["--lang", "zh"]).result();
    let lines: Vec<&str> = result.lines().collect();
    assert_eq!(lines[2], "各市转型 · region · 2023");
    let headings: Vec<&str> = lines[3].split_whitespace().collect();
    assert_eq!(
        headings,
        ["名次", "对象", "组别", "组内名次", "得分", "基础分", "加分", "扣分", "等次", "创新驱动", "绿色发展"]
    );
    let second: Vec<&str> = lines[6].split_whitespace().collect();
    assert_eq!(second, ["2", "太原市", "large", "2", "82.00", "80.00", "+2.00", "0.00", "良好", "80.00", "80.00"]);
    assert!(result.contains("\n未排名：\n  阳泉市："), "{result}");
}

/// The rule under the headings marks where each column begins and ends; every line keeps to it.
#[test]
fn every_column_starts_and_ends_at_the_same_position_on_every_line() {
    let result = score(DOCUMENT, &["--lang", "zh", "--index", "cities"]).result();
    let table: Vec<&str> = result.lines().skip(3).take(5).collect();
    let spans: Vec<(usize, usize)> = spans(table[1]);
    assert_eq!(spans.len(), 11);
    for line in table {
        for (cell, column) in self::spans(line).iter().zip(&spans) {
            assert!(cell.0 == column.0 || cell.1 == column.1, "{cell:?} is not set in {column:?}:\n{result}");
            assert!(cell.0 >= column.0 && cell.1 <= column.1, "{cell:?} leaves {column:?}:\n{result}");
        }
    }
}

/// Where each word of a line begins and ends, in columns of a terminal.
fn spans(line: &str) -> Vec<(usize, usize)> {
    let mut spans = Vec::new();
    let mut rest = line;
    let mut column = 0;
    while let Some(start) = rest.find(|letter| letter != ' ') {
        let word = rest[start..].split(' ').next().unwrap();
        column += start;
        spans.push((column, column + word.width()));
        column += word.width();
        rest = &rest[start + word.len()..];
    }
    spans
}

#[test]
fn a_narrow_terminal_counts_two_columns_for_a_chinese_character() {
    let narrow = |columns: &str| {
        let mut command = command();
        command.args(["-", "--lang", "zh", "--index", "cities"]).env("COLUMNS", columns);
        run(command.write_stdin(DOCUMENT)).result()
    };
    for columns in [64_usize, 66, 70, 80, 90] {
        let result = narrow(&columns.to_string());
        let widest = result.lines().skip(3).take(5).map(UnicodeWidthStr::width).max().unwrap();
        assert!(widest <= columns, "{widest} > {columns}:\n{result}");
    }
    assert!(narrow("70").contains("另有 2 列放不下"), "{}", narrow("70"));
    assert!(narrow("60").contains("吕梁"), "{}", narrow("60"));
}

#[test]
fn json_keys_and_ids_never_change_and_names_do() {
    let read = |lang| -> Value {
        serde_json::from_str(&score(DOCUMENT, &["--format", "json", "--lang", lang]).result()).unwrap()
    };
    let (english, chinese) = (read("en"), read("zh"));
    let row = |result: &Value, key: &str| result["indexes"][0]["ranking"][1][key].clone();
    assert_eq!((row(&english, "subject"), row(&chinese, "subject")), ("taiyuan".into(), "taiyuan".into()));
    assert_eq!((row(&english, "name"), row(&chinese, "name")), ("Taiyuan".into(), "太原市".into()));
    assert_eq!((row(&english, "grade"), row(&chinese, "grade")), ("good".into(), "良好".into()));
    assert_eq!(chinese["indexes"][0]["unranked"][0]["name"], "阳泉市");
    assert_eq!(chinese["indexes"][1]["name"], "省直部门");
    assert_eq!(row(&english, "nodes"), row(&chinese, "nodes"));
}

#[test]
fn csv_and_markdown_have_chinese_headings() {
    let csv = score(DOCUMENT, &["--format", "csv", "--lang", "zh"]).result();
    assert!(csv.starts_with("指标体系,名次,对象,名称,组别,组内名次,得分,基础分,加分,扣分,等次,innovation,"), "{csv}");
    assert!(csv.lines().next().unwrap().ends_with(",原因"), "{csv}");
    assert!(csv.contains("cities,2,taiyuan,太原市,large,"), "{csv}");
    let markdown = score(DOCUMENT, &["--format", "markdown", "--lang", "zh"]).result();
    assert!(markdown.contains("| 名次 | 对象 | 组别 |"), "{markdown}");
}

#[test]
fn the_other_verbs_have_chinese_headings_throughout() {
    for verb in ["tipping", "certain", "leave-out", "balance", "robustness", "what-if"] {
        let mut command = command();
        command.args([verb, "-", "--lang", "zh", "--index", "cities"]);
        if verb == "what-if" {
            command.args(["--drop", "patents"]);
        }
        let shown = run(command.write_stdin(DOCUMENT)).result();
        // The line above each rule has the headings; ids, figures and grades of the document aside they are Chinese.
        let lines: Vec<&str> = shown.lines().collect();
        let headings = lines.windows(2).filter(|pair| pair[1].starts_with('─')).map(|pair| pair[0]);
        let english: Vec<&str> = headings
            .flat_map(str::split_whitespace)
            .filter(|word| word.chars().all(|letter| letter.is_ascii_alphabetic()))
            .filter(|word| !["excellent", "good", "fair"].contains(word))
            .collect();
        assert!(english.is_empty(), "{verb}: {english:?}\n{shown}");
    }
}
