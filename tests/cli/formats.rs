//! JSON, CSV and Markdown: each is read back by a reader of that format.

use serde_json::{Value, json};

use crate::support::{DOCUMENT, score};

fn formatted(format: &str) -> String {
    score(DOCUMENT, &["--format", format]).result()
}

#[test]
fn json_is_the_result_format() {
    let text = formatted("json");
    assert!(text.ends_with("}\n"));
    let result: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(result["format"], "evalindex-result/2");
    assert_eq!(result["title"], "Hand-worked");
    let first = &result["indexes"][0]["ranking"][0];
    assert_eq!(first["subject"], "luliang");
    assert_eq!(first["grade"], "excellent");
    assert_eq!(first["rank"], json!(1));
    assert_eq!(result["indexes"][0]["ranking"][1]["bonus"], json!(2.0));
    assert_eq!(result["indexes"][0]["unranked"][0]["subject"], "yangquan");
    assert_eq!(result["indexes"][1]["ranking"][0]["score"], json!(75.5));
    assert!(result["notices"].as_array().unwrap().iter().any(|notice| notice["subject"] == "datong"));
}

/// Published numbers are JSON numbers at the declared decimals, which a reader through binary floats would not show.
#[test]
fn json_numbers_keep_their_decimals() {
    let text = formatted("json");
    for number in ["\"score\": 85.56,", "\"base\": 80.00,", "\"bonus\": 2.00,", "\"score\": 75.50,"] {
        assert!(text.contains(number), "{number} is not in\n{text}");
    }
}

#[test]
fn csv_is_one_table_for_all_indexes() {
    let text = formatted("csv");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headings = reader.headers().unwrap().iter().collect::<Vec<_>>().join(" ");
    assert_eq!(
        headings,
        "index rank subject name group group_rank score base bonus deduction grade \
         innovation research patents green pm25 service reason"
    );
    let rows: Vec<Vec<String>> =
        reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect();
    let row = |position: usize| rows[position].join(",");
    assert_eq!(
        row(0),
        "cities,1,luliang,Lüliang,large,1,85.56,85.56,0.00,0.00,excellent,85.56,85.56,85.56,85.56,85.56,,"
    );
    assert_eq!(row(1), "cities,2,taiyuan,Taiyuan,large,2,82.00,80.00,2.00,0.00,good,80.00,90.00,60.00,80.00,80.00,,");
    assert_eq!(row(2), "cities,3,datong,Datong,small,1,69.00,70.00,0.00,1.00,good,70.00,60.00,90.00,,,,");
    assert!(row(3).starts_with("cities,,yangquan,Yangquan,small,,,,,,,,,,,,,"), "{}", row(3));
    assert!(!rows[3][17].is_empty());
    assert_eq!(row(4), "departments,1,finance,Finance,,,75.50,75.50,0.00,0.00,,,,,,,75.50,");
    assert_eq!(rows.len(), 5);
}

#[test]
fn csv_quotes_what_needs_it_and_raw_csv_leaves_texts_as_they_are() {
    let document = DOCUMENT
        .replace(r#""name": "Datong""#, r#""name": "Datong, \"the great\"\nunity""#)
        .replace(r#""name": "Taiyuan""#, r#""name": "=1+1""#);
    let names = |text: &str| -> Vec<String> {
        csv::Reader::from_reader(text.as_bytes()).records().map(|record| record.unwrap()[3].to_owned()).collect()
    };
    let safe = score(document.clone(), &["--format", "csv"]).result();
    assert_eq!(names(&safe), ["Lüliang", "'=1+1", r#"Datong, "the great"\nunity"#, "Yangquan", "Finance"]);
    let text = score(document, &["--format", "csv", "--csv-raw"]).result();
    assert_eq!(names(&text), ["Lüliang", "=1+1", "Datong, \"the great\"\nunity", "Yangquan", "Finance"]);
    assert!(text.contains(r#","Datong, ""the great"""#), "{text}");
    assert!(text.starts_with("index,rank,") && text.contains(",reason\r\n") && text.ends_with("\r\n"));
}

#[test]
fn markdown_is_a_table_per_index() {
    let document = DOCUMENT.replace(r#""name": "Datong""#, r#""name": "Da|tong""#);
    let text = score(document, &["--format", "markdown"]).result();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines[..9],
        [
            "# Hand-worked",
            "",
            "## Cities · region · 2023",
            "",
            "| Rank | Subject | Group | In group | Score | Base | Bonus | Deduction | Grade | Innovation | Green growth |",
            "| ---: | --- | --- | ---: | ---: | ---: | ---: | ---: | --- | ---: | ---: |",
            "| 1 | Lüliang | large | 1 | 85.56 | 85.56 | 0.00 | 0.00 | excellent | 85.56 | 85.56 |",
            "| 2 | Taiyuan | large | 2 | 82.00 | 80.00 | +2.00 | 0.00 | good | 80.00 | 80.00 |",
            r"| 3 | Da\|tong | small | 1 | 69.00 | 70.00 | 0.00 | -1.00 | good | 70.00 | – |",
        ]
    );
    assert!(text.contains("\nUnranked:\n\n- Yangquan: "), "{text}");
    assert!(text.contains("\n\n## Departments · department · 2023\n\n| Rank |"), "{text}");
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    for format in ["table", "json", "csv", "markdown"] {
        assert_eq!(formatted(format), formatted(format));
    }
}
